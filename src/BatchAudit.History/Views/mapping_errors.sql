create view mapping_errors as
select f.batch_id,
       f.batch_status,
       f.batch_created_at,
       f.source_directory_id,
       f.source_directory_file_id,
       f.file_name,
       f.job_type,
       f.job_id,
       f.mapping,
       f.mapping_error,
       f.error_group,
       f.first_seen_at,
       f.last_seen_at,
       -- a file that only a failed batch listed was seen when that answer came
       (select count(distinct substr(n.observed_at, 1, 10))
          from (select l.observed_at from listing l where l.batch_id = f.batch_id and l.observation >= r.since_seq
                union all
                select o.observed_at from observation o where o.seq = r.since_seq) n) as nights_seen,
       case when f.error_group is null then 'RETRY' else a.retry_advice end as retry_advice,
       f.observation,
       f.occurrence
  from file_jobs f
 cross join batch b
 cross join file_result_now r
  left join error_advice a on a.error_group = f.error_group
 where (f.mapping_error is not null or f.job_id is null)
   and b.batch_id = f.batch_id
   and r.batch_key = b.batch_key
   and r.file_id = f.source_directory_file_id
   and r.occurrence = f.occurrence
