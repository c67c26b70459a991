-- The same by the night on which the batches were created: how good each night was, as it stands now.
create view nights as
select substr(created_at, 1, 10)         as night,
       count(*)                          as batches,
       sum(files)                        as files,
       sum(ok)                           as ok,
       sum(mapping_failed)               as mapping_failed,
       sum(job_failed)                   as job_failed,
       sum(cancelled)                    as cancelled,
       sum(in_progress)                  as in_progress,
       sum(unknown)                      as unknown,
       sum(missing)                      as missing,
       sum(awaited)                      as awaited,
       sum(1 - files_known)              as batches_not_known
  from batch_files
 group by substr(created_at, 1, 10)
