-- What came of the files that a batch should have processed, counted, each once: those in its results, those that were in its
-- directory when it began and that it never took up (missing), and those that it has not listed yet (awaited). OK is a file
-- whose job was seen COMPLETED, and no more: the server calls a job COMPLETED, too, when a few pages of it could not be read.
-- A file of which nobody can tell whether the batch should have taken it up is unknown, so that no share is too good.
-- files_known is 0 where it cannot be told how many there should have been: the directory's files were not listed since the
-- batch began, and no list of results is whole (only that of a COMPLETED batch is).
create view batch_files as
select b.batch_id,
       b.created_at,
       coalesce(r.files, 0)              as listed,
       coalesce(r.files, 0) + coalesce(d.missing, 0) + coalesce(d.awaited, 0) + coalesce(d.untold, 0) as files,
       coalesce(r.ok, 0)                 as ok,
       coalesce(r.mapping_failed, 0)     as mapping_failed,
       coalesce(r.job_failed, 0)         as job_failed,
       coalesce(r.cancelled, 0)          as cancelled,
       coalesce(r.in_progress, 0)        as in_progress,
       coalesce(r.unknown, 0) + coalesce(d.untold, 0) as unknown,
       coalesce(d.missing, 0)            as missing,
       coalesce(d.awaited, 0)            as awaited,
       case when exists (select 1
                           from directory_listing_now l
                          where l.directory_key = b.directory_key
                            and l.observed_ms >= b.created_ms) then 1
            when exists (select 1
                           from batch_state_ever s
                          where s.batch_key = b.batch_key
                            and s.status = 'COMPLETED'
                            and s.results_state = 'LISTED') then 1
            else 0 end                   as files_known
  from batch_now b
  left join (select batch_key,
                    count(*)             as files,
                    sum(case when outcome = 'OK' then 1 else 0 end)             as ok,
                    sum(case when outcome = 'MAPPING_FAILED' then 1 else 0 end) as mapping_failed,
                    sum(case when outcome = 'JOB_FAILED' then 1 else 0 end)     as job_failed,
                    sum(case when outcome = 'CANCELLED' then 1 else 0 end)      as cancelled,
                    sum(case when outcome = 'IN_PROGRESS' then 1 else 0 end)    as in_progress,
                    sum(case when outcome = 'UNKNOWN' then 1 else 0 end)        as unknown
               from file_outcome
              where mapping <> 'DUPLICATE'
              group by batch_key) r on r.batch_key = b.batch_key
  left join (select batch_id,
                    sum(case when class = 'MISSING' then 1 else 0 end)          as missing,
                    sum(case when class = 'AWAITED' then 1 else 0 end)          as awaited,
                    sum(case when class is null then 1 else 0 end)              as untold
               from reconciliation
              where in_results = 0
              group by batch_id) d on d.batch_id = b.batch_id
