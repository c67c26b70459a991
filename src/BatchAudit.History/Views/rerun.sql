-- Files worth sending again, and the first later batch that brought the same document to a COMPLETED job.
create view rerun as
select f.batch_id,
       f.batch_created_at,
       f.source_directory_id,
       f.file_id                         as source_directory_file_id,
       n.name                            as file_name,
       n.unique_id,
       n.document_id                     as file_id,
       f.reason,
       f.message,
       f.error_group,
       coalesce(a.retry_advice, 'RETRY') as retry_advice,
       coalesce(l.attempts_seen, 0)      as attempts_seen,
       l.fixed_by_batch_id,
       f.observation,
       f.occurrence
  from failed_file f
  left join directory_file_now n on n.directory_key = f.directory_key and n.file_id = f.file_id
  left join error_advice a on a.error_group = f.error_group
  left join (select t.failed_batch_id,
                    t.failed_file_id,
                    count(distinct t.batch_id) as attempts_seen,
                    max(case when t.rank_of_fix = 1 then t.batch_id end) as fixed_by_batch_id
               from (select w.*,
                            case when w.is_fix = 1
                                 then row_number() over (partition by w.failed_batch_id, w.failed_file_id, w.is_fix
                                                         order by w.batch_created_ms, w.batch_id) end as rank_of_fix
                       from (select p.*,
                                    case when p.job_status = 'COMPLETED' and p.batch_created_ms > p.failed_ms then 1 else 0 end as is_fix
                               from attempt p) w) t
              group by t.failed_batch_id, t.failed_file_id) l
       on l.failed_batch_id = f.batch_id and l.failed_file_id = f.file_id
