create view batches as
select b.batch_id,
       b.project_id,
       b.source_directory_id,
       b.job_type,
       b.configuration_id,
       b.status,
       b.results_state,
       b.created_at,
       b.updated_at,
       first_seen.observed_at            as first_observed_at,
       last_seen.observed_at             as last_observed_at,
       (select count(*)
          from observation_now o
         where o.subject = b.batch_id and o.kind = 'batch') as observations,
       b.listed,
       b.mapped,
       b.mapping_errors,
       b.neither,
       w.files_in_directory,
       coalesce(c.matched, 0)            as matched,
       coalesce(c.missing, 0)            as missing,
       coalesce(c.late_added, 0)         as late_added,
       coalesce(c.deleted, 0)            as deleted,
       coalesce(c.orphan, 0)             as orphan,
       coalesce(c.name_unknown, 0)       as name_unknown,
       coalesce(c.awaited, 0)            as awaited,
       w.duplicate,
       -- what there is, counted without the classes, less what the classes hold; a matched file is on both sides
       w.files_in_directory
         + case when b.results_state = 'LISTED' and b.status <> 'FAILED' then b.listed - w.duplicate else coalesce(c.in_results, 0) end
         - coalesce(2 * c.matched + c.missing + c.late_added + c.deleted + c.orphan + c.name_unknown + c.awaited, 0) as unaccounted,
       coalesce(j.ok, 0)                 as jobs_ok,
       coalesce(j.failed, 0)             as jobs_failed,
       coalesce(j.cancelled, 0)          as jobs_cancelled,
       coalesce(j.open, 0)               as jobs_open,
       coalesce(j.not_found, 0)          as jobs_not_found,
       coalesce(j.unchecked, 0)          as jobs_unchecked,
       100.0 * j.ok / nullif(j.ok + j.failed + j.cancelled + j.open + j.not_found, 0) as success_pct_of_checked,
       t.throttled_seconds,
       t.run_seconds,
       case when b.is_terminal = 0 and b.status in ('PENDING', 'THROTTLED', 'RUNNING')
             and (select observed_ms from horizon_time) - t.changed_ms
                 >= (select stuck_after_ms from thresholds) then 1 else 0 end as stuck,
       coalesce(d.events, 0)             as drift_events,
       case when b.results_state = 'LISTED' and b.status <> 'FAILED' then b.listed - w.duplicate else coalesce(c.in_results, 0) end as files_in_results
  from batch_now b
 cross join observation first_seen
 cross join observation last_seen
 cross join (select x.batch_id,
                    (select count(*)
                       from directory_file_now n
                      where n.directory_key = x.directory_key) as files_in_directory,
                    (select count(*)
                       from file_result_now r
                      where r.batch_key = x.batch_key and r.occurrence > 0 and r.file_id <> '') as duplicate
               from batch_now x) w
  left join (select batch_id,
                    sum(in_results)      as in_results,
                    sum(case when class = 'MATCHED' then 1 else 0 end)      as matched,
                    sum(case when class = 'MISSING' then 1 else 0 end)      as missing,
                    sum(case when class = 'LATE_ADDED' then 1 else 0 end)   as late_added,
                    sum(case when class = 'DELETED' then 1 else 0 end)      as deleted,
                    sum(case when class = 'ORPHAN' then 1 else 0 end)       as orphan,
                    sum(case when class = 'NAME_UNKNOWN' then 1 else 0 end) as name_unknown,
                    sum(case when class = 'AWAITED' then 1 else 0 end)      as awaited
               from reconciliation
              group by batch_id) c on c.batch_id = b.batch_id
  left join (select batch_id,
                    sum(case when outcome = 'OK' then 1 else 0 end)         as ok,
                    sum(case when outcome = 'JOB_FAILED' then 1 else 0 end) as failed,
                    sum(case when outcome = 'CANCELLED' then 1 else 0 end)  as cancelled,
                    sum(case when job_status = 'NOT_CHECKED' then 1 else 0 end) as unchecked,
                    sum(case when job_status = 'NOT_FOUND' then 1 else 0 end)   as not_found,
                    sum(case when outcome in ('IN_PROGRESS', 'UNKNOWN') and job_status not in ('NOT_CHECKED', 'NOT_FOUND') then 1 else 0 end) as open
               from file_outcome
              where job_id is not null
              group by batch_id) j on j.batch_id = b.batch_id
  left join (select batch_id,
                    sum(case when from_status = 'THROTTLED' then seconds_in_previous end) as throttled_seconds,
                    sum(case when from_status = 'RUNNING' then seconds_in_previous end)   as run_seconds,
                    max(occurred_ms)     as changed_ms
               from batch_timeline
              group by batch_id) t on t.batch_id = b.batch_id
  left join (select batch_id, count(*) as events
               from drift
              group by batch_id) d on d.batch_id = b.batch_id
 where first_seen.seq = b.first_seq
   and w.batch_id = b.batch_id
   and last_seen.seq = (select max(o.seq)
                          from observation_now o
                         where o.subject = b.batch_id and o.kind = 'batch')
