create view runs as
select r.run_id,
       r.started_at,
       e.finished_at,
       r.selection,
       e.due,
       e.read,
       e.unchanged,
       e.failed,
       e.left_over,
       e.held,
       e.calls,
       e.retries,
       case when e.run_id is null                       -- without an end: it died, if another run could begin since
            then case when exists (select 1 from run_now n where n.run_id > r.run_id) then 'DIED' else 'UNFINISHED' end
            when e.failed = 0 and e.left_over = 0 and e.exit_code = 0 then 'COMPLETE'
            when e.read > 0 then 'PARTIAL'
            else 'FAILED' end            as state,
       e.exit_code,
       r.tool_version,
       r.base_url,
       last_of_run.seq                   as observation,
       last_of_run.hash                  as chain_head
  from run_now r
  left join run_end e on e.run_id = r.run_id and e.seq <= (select seq from horizon)
  join observation last_of_run on last_of_run.seq = coalesce(
       e.seq,
       (select min(n.seq) - 1 from run_now n where n.run_id > r.run_id),
       (select seq from horizon))
