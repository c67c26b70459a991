-- One row per change of a job's status, as answers about the job show it. Jobs are asked for in pages, so the old status is
-- known from when its version began, not from when it was seen last.
create view job_change as
select c.batch_key,
       c.job_id,
       c.from_status,
       c.status                          as to_status,
       c.not_before,
       c.not_after,
       case when c.reported = 1 then c.updated_at else c.not_after end   as occurred_at,
       case when c.reported = 1 then c.updated_ms else c.not_after_ms end as occurred_ms,
       case when c.reported = 1 then 'REPORTED' else 'OBSERVED' end      as precision,
       c.since_seq                       as observation
  from (select v.batch_key,
               v.job_id,
               v.status,
               former.status             as from_status,
               v.updated_at,
               v.updated_ms,
               v.since_seq,
               coalesce(old.observed_at, v.created_at) as not_before,
               new.observed_at           as not_after,
               new.observed_ms           as not_after_ms,
               case when v.updated_ms >= coalesce(old.observed_ms, v.created_ms)
                     and v.updated_ms <= new.observed_ms then 1 else 0 end as reported
          from job_state v
          join observation new on new.seq = v.since_seq
          left join job_state former on former.batch_key = v.batch_key and former.job_id = v.job_id
               and former.until_seq = v.since_seq
          left join observation old on old.seq = former.since_seq
         where v.since_seq <= (select seq from horizon)
           and (former.status is null or former.status <> v.status)) c
