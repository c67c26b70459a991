create view error_groups as
select a.error_group,
       a.layer,
       a.sample                          as sample_message,
       count(f.batch_id)                 as files,
       count(distinct f.batch_id)        as batches,
       o.observed_at                     as first_seen_at,
       coalesce(max(f.last_seen_at), o.observed_at) as last_seen_at,
       case when a.since_seq >= (select max(r.seq) from run_now r) then 1 else 0 end
                                         as new_since_previous_run,
       a.retry_advice,
       a.since_seq                       as observation
  from error_advice a
  join observation o on o.seq = a.since_seq
  left join (select error_group, batch_id, last_seen_at from file_jobs where error_group is not null) f
       on f.error_group = a.error_group
 group by a.error_group, a.layer, a.sample, o.observed_at, a.since_seq, a.retry_advice
union all
select 'batch: FAILED', 'batch', 'The server calls the batch FAILED and does not say why.',
       0, f.batches, first_seen.observed_at, f.last_seen_at,
       case when first_seen.seq >= (select max(r.seq) from run_now r) then 1 else 0 end,
       'RETRY', first_seen.seq
  from (select count(*) as batches, max(o.observed_at) as last_seen_at
          from batch_now b
         cross join observation o
         where b.status = 'FAILED'
           and o.seq = (select max(n.seq)
                          from observation_now n
                         where n.subject = b.batch_id and n.kind = 'batch')) f
 cross join observation first_seen
 where f.batches > 0
   and first_seen.seq = (select min(s.since_seq) from batch_state_ever s where s.status = 'FAILED')
