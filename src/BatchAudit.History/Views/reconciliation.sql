-- Every file that is in the directory or in the results, in one class. A listing shows what is there now and a batch ran
-- over what was there then, so files are judged by their own and the batch's created_at. No class: it cannot be told.
create view reconciliation as
select f.batch_id,
       f.batch_status,
       f.batch_created_at,
       f.source_directory_id,
       f.file_id                         as source_directory_file_id,
       n.name                            as file_name,
       case when n.file_id is not null then 1 else 0 end as in_directory,
       1                                 as in_results,
       case when n.file_id is not null then 'MATCHED'
            when f.file_id <> '' and exists (select 1
                                               from directory_listing_now l
                                              where l.directory_key = f.directory_key
                                                and l.observed_ms >= f.batch_created_ms) then 'ORPHAN'
            else 'NAME_UNKNOWN' end      as class,
       case when n.deleted_ms is not null then 'In the directory and in the results; deleted from the directory at ' || n.deleted_at || '.'
            when n.file_id is not null then 'In the directory and in the results'
                 || coalesce('; its deleted_at is no time: ' || (select u.sent from unreadable_now u
                      where u.kind = 'directory_file' and u.owner_id = f.source_directory_id and u.subject_id = f.file_id and u.field = 'deleted_at'), '')
                 || '.'
            when f.file_id = '' then 'The results have a row that names no file.'
            when exists (select 1
                           from directory_listing_now l
                          where l.directory_key = f.directory_key
                            and l.observed_ms >= f.batch_created_ms) then 'In the results, but the directory''s listing does not have it.'
            when f.batch_created_ms is null and exists (select 1
                                                          from directory_listing_now l
                                                         where l.directory_key = f.directory_key) then
                 'In the results, and not in the directory''s listing; when the batch began is not known, so whether it was there then cannot be told.'
            else 'In the results; the directory''s files were not listed since the batch began.' end as explanation,
       n.created_at                      as file_created_at,
       n.deleted_at                      as file_deleted_at,
       f.occurrence
  from file_outcome f
  left join directory_file_now n on n.directory_key = f.directory_key and n.file_id = f.file_id
 where f.occurrence = 0
    or f.file_id = ''
union all
select b.batch_id,
       b.status,
       b.created_at,
       b.source_directory_id,
       n.file_id,
       n.name,
       1,
       0,
       case when n.deleted_ms <= b.created_ms then 'DELETED'
            when n.created_ms > b.created_ms then 'LATE_ADDED'
            when n.created_ms is null or b.created_ms is null then null
            when gone.sent is not null then null
            when b.is_terminal = 0 or (b.status <> 'FAILED' and not exists (
                 select 1 from listing l where l.batch_id = b.batch_id)) then 'AWAITED'
            else 'MISSING' end,
       case when n.deleted_ms <= b.created_ms then 'Deleted from the directory before the batch began.'
            when n.created_ms > b.created_ms then 'Came into the directory after the batch began.'
            when n.created_ms is null then
                 'Not in the results. '
                 || coalesce('When it came into the directory cannot be read: the server says ' || (select u.sent from unreadable_now u
                      where u.kind = 'directory_file' and u.owner_id = b.source_directory_id and u.subject_id = n.file_id and u.field = 'created_at'),
                      'The server does not say when it came into the directory')
                 || ', so whether it is missing or late cannot be told.'
            when b.created_ms is null then
                 'Not in the results. '
                 || coalesce('When the batch began cannot be read: the server said ' || (select u.sent from unreadable_time u
                      where u.kind = 'batch' and u.owner_id = b.batch_id and u.subject_id = b.batch_id and u.field = 'created_at'
                        and u.since_seq = b.first_seq), 'The server did not say when the batch began')
                 || ', so whether it is missing or late cannot be told.'
            when gone.sent is not null then
                 'Not in the results. When it was deleted cannot be read: the server says ' || gone.sent || ', so whether it is missing cannot be told.'
            when b.is_terminal = 0 then 'Not in the results yet; the batch goes on.'
            when b.status <> 'FAILED' and not exists (select 1 from listing l where l.batch_id = b.batch_id) then
                 'The batch has not listed any results.'
            when n.deleted_ms is not null then 'Was in the directory when the batch began, and is not in the results; deleted since.'
            else 'Was in the directory when the batch began, and is not in the results.' end,
       n.created_at,
       n.deleted_at,
       0
  from batch_now b
 cross join directory_file_now n
  left join unreadable_now gone on gone.kind = 'directory_file' and gone.owner_id = b.source_directory_id
       and gone.subject_id = n.file_id and gone.field = 'deleted_at'
 where n.directory_key = b.directory_key
   and not exists (select 1
                     from file_result_now r
                    where r.batch_key = b.batch_key
                      and r.file_id = n.file_id)
