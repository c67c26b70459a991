create view failed_file as
select f.batch_key,
       f.batch_id,
       f.batch_created_at,
       f.batch_created_ms,
       f.directory_key,
       f.source_directory_id,
       f.file_id,
       f.occurrence,
       case when f.outcome = 'MAPPING_FAILED' then 'MAPPING_ERROR'
            when f.outcome = 'JOB_FAILED' then 'JOB_FAILED'
            when f.outcome = 'CANCELLED' then 'CANCELLED'
            else 'NO_JOB' end            as reason,
       f.error_group,
       coalesce(f.job_error, f.mapping_error) as message,
       f.changed_seq                     as observation
  from file_outcome f
 where f.mapping <> 'DUPLICATE'
   and (f.outcome in ('MAPPING_FAILED', 'JOB_FAILED', 'CANCELLED')
     or (f.mapping = 'NO_JOB' and f.is_terminal = 1))
union all
select b.batch_key, b.batch_id, b.created_at, b.created_ms, b.directory_key, b.source_directory_id,
       r.source_directory_file_id, 0, 'MISSING', null, r.explanation, b.seen_seq
  from reconciliation r
 cross join batch_now b
 where r.class = 'MISSING'
   and b.batch_id = r.batch_id
