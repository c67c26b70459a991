-- Jobs that are over because two nights did not find them: answers of at least twelve hours apart, and none since then that knows
-- of the job. They have expired, or were deleted.
create view job_gone as
select j.batch_key,
       j.job_id
  from job_state_now j
 where j.status = 'NOT_FOUND'
   and (select o.observed_ms
          from job_not_found n
          join observation o on o.seq = n.seq
         where n.batch_key = j.batch_key and n.job_id = j.job_id and n.seq <= (select seq from horizon)
         order by n.seq desc limit 1)
       - (select o.observed_ms from observation o where o.seq = j.since_seq) >= 43200000
