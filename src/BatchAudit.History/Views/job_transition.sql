-- One row per state that a job passed through, by the server's own record.
create view job_transition as
select t.job_id,
       w.position,
       w.status,
       case w.position when 1 then t.pending_at when 2 then t.throttled_at when 3 then t.running_at
                       when 4 then t.completed_at when 5 then t.failed_at else t.cancelled_at end as occurred_at,
       case w.position when 1 then t.pending_ms when 2 then t.throttled_ms when 3 then t.running_ms
                       when 4 then t.completed_ms when 5 then t.failed_ms else t.cancelled_ms end as occurred_ms,
       t.since_seq
  from job_times_now t
 cross join lifecycle w
 where case w.position when 1 then t.pending_ms when 2 then t.throttled_ms when 3 then t.running_ms
                       when 4 then t.completed_ms when 5 then t.failed_ms else t.cancelled_ms end is not null
