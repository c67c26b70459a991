-- Every time that the document of a failed file was listed by a batch: under the same file, unique_id or underlying file. A
-- row that names no file is no document that another batch could have listed.
create view attempt as
with failed as materialized (
     select e.batch_id, e.file_id, e.batch_created_ms, e.source_directory_id, e.reason, n.unique_id, n.document_id
       from failed_file e
       left join directory_file_now n on n.directory_key = e.directory_key and n.file_id = e.file_id),
alias as (                                               -- the files that are the same document
     select e.batch_id, e.file_id, e.batch_created_ms, e.source_directory_id, e.file_id as alias_id
       from failed e
     union
     select e.batch_id, e.file_id, e.batch_created_ms, d.directory_id, o.file_id
       from failed e
       join directory_file_now o on o.unique_id = e.unique_id
       join directory d on d.directory_key = o.directory_key
     union
     select e.batch_id, e.file_id, e.batch_created_ms, d.directory_id, o.file_id
       from failed e
       join directory_file_now o on o.document_id = e.document_id
       join directory d on d.directory_key = o.directory_key)
select e.batch_id                        as failed_batch_id,
       e.file_id                         as failed_file_id,
       e.batch_created_ms                as failed_ms,
       e.batch_id,
       e.batch_created_ms,
       null                              as job_status
  from failed e
 where e.reason <> 'MISSING'
union all
select x.batch_id,
       x.file_id,
       x.batch_created_ms,
       b.batch_id,
       b.created_ms,
       j.status
  from alias x
 cross join batch_state_now s
 cross join batch b
 cross join file_result_now r
  left join job_state_now j on j.batch_key = r.batch_key and j.job_id = r.job_id
 where x.alias_id <> ''
   and s.source_directory_id = x.source_directory_id
   and b.batch_key = s.batch_key
   and r.batch_key = b.batch_key
   and r.file_id = x.alias_id
