create view finding as
with noted as materialized (                             -- rows of results that a rule may have something to say of, found in one pass
     select *
       from file_outcome
      where outcome <> 'OK'
         or mapping_error is not null
         or mapping = 'DUPLICATE'
         or (job_id is not null and coalesce(job_type, '') not in ('parse_v2', 'extract_v2'))),
off_balance as materialized (
     select x.batch_id, x.unaccounted, x.stuck, b.status, b.state_seq, b.seen_seq
       from batches x
       join batch_now b on b.batch_id = x.batch_id
      where x.unaccounted <> 0
         or x.stuck = 1)
select 'MAPPING_ERROR' as rule, null as severity, f.batch_id, f.file_id as source_directory_file_id, f.job_id,
       f.mapping_error as message, f.changed_seq as observation, f.occurrence, f.directory_key
  from noted f
 where f.mapping_error is not null
union all
select 'JOB_FAILED', null, f.batch_id, f.file_id, f.job_id, coalesce(f.job_error, 'The job failed and does not say why.'),
       f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.outcome = 'JOB_FAILED'
union all
select 'JOB_CANCELLED', null, f.batch_id, f.file_id, f.job_id,
       case when f.job_id is null then 'The batch was cancelled before the file had a job.' else 'The job was cancelled.' end,
       f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.outcome = 'CANCELLED'
union all
select 'JOB_NOT_FOUND', null, f.batch_id, f.file_id, f.job_id,
       case when exists (select 1 from job_gone g where g.batch_key = f.batch_key and g.job_id = f.job_id)
            then 'Not found on two nights: the job has expired or was deleted.'
            else 'Not found once; it is asked again on another night.' end,
       f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.job_status = 'NOT_FOUND'
union all
select 'NO_JOB', null, f.batch_id, f.file_id, null, 'The batch is ' || f.batch_status || ', and the file has neither a job nor an error.',
       f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.job_id is null
   and f.mapping_error is null
   and f.is_terminal = 1
   and f.batch_status <> 'CANCELLED'
union all
select 'UNKNOWN_WORD', null, f.batch_id, f.file_id, f.job_id, 'Job status ' || f.job_status, f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.job_status not in ('PENDING', 'THROTTLED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'NOT_FOUND', 'NOT_CHECKED')
union all
select 'UNKNOWN_WORD', null, f.batch_id, f.file_id, f.job_id, 'Job type ' || coalesce(f.job_type, '(left out)'), f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.job_id is not null
   and coalesce(f.job_type, '') not in ('parse_v2', 'extract_v2')
union all
select 'UNKNOWN_WORD', null, b.batch_id, null, null, 'Batch status ' || b.status, b.state_seq, 0, null
  from batch_now b
 where b.status not in ('PENDING', 'THROTTLED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')
union all
select 'UNKNOWN_FIELD', null, case when o.kind in ('batch', 'parse_v2_jobs', 'extract_v2_jobs') then o.subject end, null, null,
       'Field ' || u.field, u.since_seq, 0, null
  from unknown_field u
  join observation o on o.seq = u.since_seq
 where u.since_seq <= (select seq from horizon)
union all
select 'DUPLICATE_FILE', null, f.batch_id, f.file_id, f.job_id, 'A further row about the same file.', f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.mapping = 'DUPLICATE'
union all
select 'DUPLICATE_FILE', null, p.batch_id, p.file_id, p.job_id, 'The same document was processed by batch ' || p.former_batch_id || '.',
       p.changed_seq, p.occurrence, p.directory_key
  from (select f.batch_id, f.file_id, f.job_id, f.changed_seq, f.occurrence, f.directory_key, f.batch_created_ms,
               lag(f.batch_id) over same as former_batch_id,
               lag(f.batch_created_ms) over same as former_ms
          from file_outcome f
          join directory_file_now n on n.directory_key = f.directory_key and n.file_id = f.file_id
         where f.outcome = 'OK'
           and f.occurrence = 0
           and n.unique_id is not null
        window same as (partition by n.unique_id order by f.batch_created_ms nulls first, f.batch_id, f.file_id)) p
 where p.former_batch_id <> p.batch_id
   and p.batch_created_ms - p.former_ms <= 604800000
union all
select case r.class when 'MISSING' then 'MISSING_FILE' else 'ORPHAN' end, null, r.batch_id, r.source_directory_file_id, null,
       r.explanation, b.seen_seq, r.occurrence, b.directory_key
  from reconciliation r
 cross join batch_now b
 where r.class in ('MISSING', 'ORPHAN')
   and b.batch_id = r.batch_id
union all
select 'UNACCOUNTED', null, x.batch_id, null, null, x.unaccounted || ' files cannot be placed.', x.seen_seq, 0, null
  from off_balance x
 where x.unaccounted <> 0
union all
select 'DRIFT', d.severity, d.batch_id, d.source_directory_file_id, null,
       d.field || ': ' || coalesce(d.before, '(none)') || ' became ' || coalesce(d.after, '(none)'), d.after_observation, d.occurrence, b.directory_key
  from drift d
  join batch_now b on b.batch_id = d.batch_id
union all
select 'STUCK', null, x.batch_id, null, null, 'The batch is ' || x.status || ' and has not changed for longer than is usual.', x.state_seq, 0, null
  from off_balance x
 where x.stuck = 1
union all
select 'STUCK', null, f.batch_id, f.file_id, f.job_id, 'The job is ' || f.job_status || ' and has not changed for longer than is usual.',
       f.changed_seq, f.occurrence, f.directory_key
  from noted f
 where f.outcome = 'IN_PROGRESS'
   and f.job_id is not null
   and (select observed_ms from horizon_time)
       - (select max(c.occurred_ms) from job_change c where c.batch_key = f.batch_key and c.job_id = f.job_id)
       >= (select stuck_after_ms from thresholds)
union all
select 'BATCH_FAILED', null, b.batch_id, null, null, 'The batch FAILED.', b.state_seq, 0, null
  from batch_now b
 where b.status = 'FAILED'
union all
select 'BATCH_UNREAD', null, f.batch_id, null, null, f.message, f.observation, 0, null
  from failures f
 where f.run_id = (select max(r.run_id) from run_now r)
union all
select 'DIRECTORY_EXPIRING', null, b.batch_id, null, null,
       'Directory ' || b.source_directory_id || ' expires at ' || s.expires_at || '; its files are not known yet.',
       s.since_seq, 0, null
  from batch_now b
  join directory_state_now s on s.directory_key = b.directory_key
 where s.found = 1
   and s.expires_ms - (select observed_ms from horizon_time) <= 172800000
   and not exists (select 1 from directory_listing_now l where l.directory_key = b.directory_key)
union all
select 'NAMES_LOST', null, b.batch_id, null, null, 'Directory ' || b.source_directory_id || ' is gone, and its files were never listed.',
       s.since_seq, 0, null
  from batch_now b
  join directory_state_now s on s.directory_key = b.directory_key
 where s.found = 0
   and not exists (select 1 from directory_listing_now l where l.directory_key = b.directory_key)
union all
select 'RUN_MISSED', null, null, null, null,
       'No run between ' || p.started_at || ' and ' || r.started_at || '.', r.seq, 0, null
  from run_now r
  -- runs of webhooks come whenever something happens, and would hide a night on which the schedule did not
  join run p on p.run_id = (select n.run_id from run n where n.run_id < r.run_id and n.selection not like 'webhook %' order by n.run_id desc limit 1)
  join observation ro on ro.seq = r.seq
  join observation po on po.seq = p.seq
 where r.selection not like 'webhook %'
   and ro.observed_ms - po.observed_ms > (select missed_after_ms from thresholds)
union all
select 'UNREADABLE_TIME', null, case when u.kind in ('batch', 'job') then u.owner_id end, null,
       case when u.kind in ('job', 'data_point') and u.things = 1 then u.subject_id end, u.message, u.since_seq, 0, null
  from unreadable u
 where u.kind in ('batch', 'job', 'data_point')
union all
select 'UNREADABLE_TIME', null, b.batch_id, case when u.kind = 'directory_file' and u.things = 1 then u.subject_id end,
       null, u.message, u.since_seq, 0, b.directory_key
  from unreadable u
 cross join batch_now b
 where u.kind in ('directory', 'directory_file')
   and b.source_directory_id = u.owner_id
