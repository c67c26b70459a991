-- Every row of the results, with what became of its job. The job comes from job_state, and not from job_state_now: under a
-- select distinct, SQLite makes a view that is joined by left join whole before it looks into it, which takes as long as all jobs.
create view file_outcome as
select b.batch_key,
       b.batch_id,
       b.status                          as batch_status,
       b.is_terminal,
       b.created_at                      as batch_created_at,
       b.created_ms                      as batch_created_ms,
       b.source_directory_id,
       b.configuration_id,
       b.directory_key,
       b.seen_seq,
       b.seen_at,
       r.file_id,
       r.occurrence,
       r.job_type,
       r.job_id,
       case when r.occurrence > 0 and r.file_id <> '' then 'DUPLICATE'
            when r.job_id is not null and r.mapping_error is not null then 'JOB_AND_ERROR'
            when r.job_id is not null then 'MAPPED'
            when r.mapping_error is not null then 'MAPPING_ERROR'
            else 'NO_JOB' end            as mapping,
       r.mapping_error,
       case when r.job_id is not null then coalesce(j.status, 'NOT_CHECKED') end as job_status,
       j.error                           as job_error,
       case when r.job_id is null
            then case when r.mapping_error is not null then 'MAPPING_FAILED'
                      when b.status = 'CANCELLED' then 'CANCELLED'
                      when b.status in ('PENDING', 'THROTTLED', 'RUNNING') then 'IN_PROGRESS'
                      else 'UNKNOWN' end
            else case when j.status = 'COMPLETED' then 'OK'
                      when j.status = 'FAILED' then 'JOB_FAILED'
                      when j.status = 'CANCELLED' then 'CANCELLED'
                      when j.status in ('PENDING', 'THROTTLED', 'RUNNING') then 'IN_PROGRESS'
                      else 'UNKNOWN' end
            end                          as outcome,
       coalesce(j.error_group, r.error_group) as error_group,
       j.tier,
       j.credits,
       j.created_at                      as job_created_at,
       j.updated_at                      as job_updated_at,
       r.first_seq,
       r.since_seq                       as row_seq,       -- when an answer about the batch last said something new of the row
       case when j.since_seq > r.since_seq then j.since_seq else r.since_seq end as changed_seq
  from batch_now b
 cross join file_result_now r
  left join job_state j on j.batch_key = r.batch_key and j.job_id = r.job_id
       and j.since_seq <= (select seq from horizon)
       and (j.until_seq is null or j.until_seq > (select seq from horizon))
 where r.batch_key = b.batch_key
