-- The summary of the workbook and the page: how many batches and files of which kind.
create view totals as
with counted as materialized (
     select sum(1 - files_known)         as not_known,
            sum(files)                   as files,
            sum(listed)                  as listed,
            sum(ok)                      as ok,
            sum(mapping_failed)          as mapping_failed,
            sum(job_failed)              as job_failed,
            sum(cancelled)               as cancelled,
            sum(in_progress)             as in_progress,
            sum(unknown)                 as unknown,
            sum(missing)                 as missing,
            sum(awaited)                 as awaited
       from batch_files)
select 1 as position, 'Batches' as section, 'batches' as name, count(*) as value, 'Batches ever observed.' as meaning
  from batch_now
union all
select 2, 'Batches', status, count(*), 'Batches whose newest status is this word.'
  from batch_now group by status
union all
select 3, 'Batches', 'files not known', not_known, 'How many files they should have processed is not known.'
  from counted where not_known > 0
union all
select 4, 'Files', 'files', coalesce(files, 0), 'All that should have been processed, once per batch.'
  from counted
union all
select 5, 'Files', 'files listed', coalesce(listed, 0), 'Those of them in the newest results.'
  from counted
union all
select 6, 'Files', 'unaccounted', coalesce(sum(unaccounted), 0), 'Files in no class of the reconciliation: must be 0.'
  from batches
union all
select 7, 'Files by outcome', w.outcome, w.files, w.meaning
  from (          select 'OK' as outcome, ok as files, 'Job seen COMPLETED: no proof that every page was read.' as meaning from counted
        union all select 'MAPPING_FAILED', mapping_failed, 'No job could be made of them.' from counted
        union all select 'JOB_FAILED', job_failed, 'Their job FAILED.' from counted
        union all select 'CANCELLED', cancelled, 'Their job was, or their batch before they had one.' from counted
        union all select 'IN_PROGRESS', in_progress, 'Their job goes on, or they still wait for one.' from counted
        union all select 'UNKNOWN', unknown, 'It cannot be told what came of them.' from counted
        union all select 'MISSING', missing, 'There when the batch began, and never taken up.' from counted
        union all select 'AWAITED', awaited, 'There when the batch began, not in its results yet.' from counted) w
 where w.files > 0
union all
select 8, 'Files by mapping', mapping, count(*), 'Rows by whether they name a job, an error, or both.'
  from file_outcome group by mapping
union all
select 9, 'Reconciliation', coalesce(class, 'unaccounted'), count(*), 'Files of directories and results, by class.'
  from reconciliation group by class
