-- What is looked for. The severity is the usual one; drift has its own in each case.
create view finding_rules as
          select 'BATCH_FAILED' as rule, 'ERROR' as severity,
                 'The batch FAILED: there is no reliable set of results.' as meaning,
                 'Run the directory again; the report rerun lists its files.' as what_to_do
union all select 'BATCH_UNREAD', 'ERROR',
                 'Something about the batch could not be read in the newest run.',
                 'Run again; the report tells of an older state of it.'
union all select 'DIRECTORY_EXPIRING', 'WARNING',
                 'The source directory expires within 48 hours, or has expired, and its files are not known yet: their names go with it.',
                 'Run without --no-files before then; names seen once stay known.'
union all select 'DRIFT', 'WARNING',
                 'Something changed on a batch that was terminal already.',
                 'Compare before and after in the report drift; use the newer job.'
union all select 'DUPLICATE_FILE', 'WARNING',
                 'One file was processed more than once: twice in a batch, or by two batches within 7 days.',
                 'Check what is charged, and that only one result is used.'
union all select 'JOB_CANCELLED', 'WARNING',
                 'The file''s job was cancelled, or its batch before the file had one.',
                 'Send it again if it is still wanted.'
union all select 'JOB_FAILED', 'ERROR',
                 'The file was mapped to a job, and the job failed.',
                 'See retry_advice in the report rerun.'
union all select 'JOB_NOT_FOUND', 'WARNING',
                 'The server did not find the job: it has expired or was deleted, once two nights said so. After one night that may be passing, and the job is asked again. Whether it succeeded is not known.',
                 'Check whether its results were fetched in time; otherwise send the file again.'
union all select 'MAPPING_ERROR', 'ERROR',
                 'No job could be made of the file.',
                 'See retry_advice in the report rerun.'
union all select 'MISSING_FILE', 'ERROR',
                 'The file was in the directory when the batch began, and is not in its results.',
                 'Send it again; the report rerun lists it.'
union all select 'NAMES_LOST', 'WARNING',
                 'The source directory was gone before its files were listed: their names are not known, and missing files cannot be.',
                 'Run the export sooner after a batch, or keep the directory longer.'
union all select 'NO_JOB', 'ERROR',
                 'The batch is over, and the file has neither a job nor an error.',
                 'Send it again; the report rerun lists it.'
union all select 'ORPHAN', 'WARNING',
                 'The results name a file that the directory''s listing does not have.',
                 'Check whether the file was moved.'
union all select 'RUN_MISSED', 'WARNING',
                 'Between two runs more than one and a half times the usual passed, which is 24 hours unless --every of status says otherwise: what happened in between is only known from its end.',
                 'Check the schedule that starts the export.'
union all select 'STUCK', 'WARNING',
                 'A batch or a job has waited or run without a change for longer than --stuck-after.',
                 'Look at it in LlamaCloud; cancel it and send its files again.'
union all select 'UNACCOUNTED', 'ERROR',
                 'Files that the batch''s balance cannot place: not matched, missing, late, deleted, orphan, unnamed or awaited.',
                 'See the rows of the report reconciliation without a class.'
union all select 'UNKNOWN_FIELD', 'INFO',
                 'An answer has a field that the contract does not know.',
                 'Nothing is lost: the bytes are kept. Tell the maintainers.'
union all select 'UNKNOWN_WORD', 'WARNING',
                 'A status or a job type that the contract does not know. It is kept as sent, and counts as not over.',
                 'Check for a newer version of this program.'
union all select 'UNREADABLE_TIME', 'WARNING',
                 'The server sent something for a time that is none. It is kept as sent, and counts as not known.',
                 'Find out what writes such times: the service, or a gateway before it. Tell the maintainers if it is a form that should be read.'
