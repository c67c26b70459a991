create view status_timeline as
select 'batch'                           as subject_type,
       batch_id,
       null                              as source_directory_file_id,
       null                              as job_id,
       from_status,
       to_status,
       not_before,
       not_after,
       occurred_at,
       precision,
       seconds_in_previous,
       observation
  from batch_timeline
union all
select 'job',
       b.batch_id,
       (select min(r.file_id) from file_result_ever r
         where r.batch_key = c.batch_key and r.job_id = c.job_id),
       c.job_id,
       c.from_status,
       c.to_status,
       c.not_before,
       c.not_after,
       c.occurred_at,
       c.precision,
       (c.occurred_ms - (select p.occurred_ms from job_change p
                          where p.batch_key = c.batch_key and p.job_id = c.job_id and p.observation < c.observation
                          order by p.observation desc limit 1)) / 1000.0,
       c.observation
  from batch b
 cross join job_change c
 where c.batch_key = b.batch_key
   and not exists (select 1 from job_transition t where t.job_id = c.job_id and t.status = c.to_status)
union all
select 'job',
       b.batch_id,
       (select min(r.file_id) from file_result_ever r
         where r.batch_key = j.batch_key and r.job_id = j.job_id),
       j.job_id,
       former.status,
       t.status,
       t.occurred_at,
       t.occurred_at,
       t.occurred_at,
       'EXACT',
       (t.occurred_ms - former.occurred_ms) / 1000.0,
       t.since_seq
  from batch b
 cross join job_state_now j
 cross join job_transition t
  left join job_transition former on former.job_id = t.job_id and former.position = (
       select p.position from job_transition p
        where p.job_id = t.job_id
          and (p.occurred_ms < t.occurred_ms or (p.occurred_ms = t.occurred_ms and p.position < t.position))
        order by p.occurred_ms desc, p.position desc limit 1)
 where j.batch_key = b.batch_key
   and t.job_id = j.job_id
