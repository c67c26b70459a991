-- Every row of the results with its file's name and its job's times. Why these come from the tables, and not from their …_now,
-- is said in file_outcome.
create view file_jobs as
select f.batch_id,
       f.batch_status,
       f.batch_created_at,
       f.source_directory_id,
       f.file_id                         as source_directory_file_id,
       n.name                            as file_name,
       f.job_type,
       f.job_id,
       f.mapping,
       f.mapping_error,
       f.job_status,
       f.job_error,
       f.outcome,
       f.error_group,
       f.configuration_id,
       f.tier,
       f.credits,
       f.job_created_at,
       case f.job_status when 'COMPLETED' then coalesce(t.completed_at, f.job_updated_at)
                         when 'FAILED' then coalesce(t.failed_at, f.job_updated_at)
                         when 'CANCELLED' then coalesce(t.cancelled_at, f.job_updated_at) end as job_finished_at,
       (case f.job_status when 'COMPLETED' then t.completed_ms
                          when 'FAILED' then t.failed_ms
                          when 'CANCELLED' then t.cancelled_ms end - t.running_ms) / 1000.0 as run_seconds,
       first_seen.observed_at            as first_seen_at,
       changed.observed_at               as last_changed_at,
       case when f.seen_seq >= f.row_seq then f.seen_at
            else (select o.observed_at from observation o where o.seq = f.row_seq) end as last_seen_at,
       changed.seq                       as observation,
       f.occurrence
  from file_outcome f
  left join directory_file n on n.directory_key = f.directory_key and n.file_id = f.file_id
       and n.since_seq <= (select seq from horizon)
       and (n.until_seq is null or n.until_seq > (select seq from horizon))
  left join job_times t on t.job_id = f.job_id
       and t.since_seq <= (select seq from horizon)
       and (t.until_seq is null or t.until_seq > (select seq from horizon))
 cross join observation first_seen
 cross join observation changed
 where first_seen.seq = f.first_seq
   and changed.seq = f.changed_seq
