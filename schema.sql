-- The history of LlamaCloud batches, as BatchAudit keeps it.
--
-- Every answer of the server is an observation. It is stored as received, in payload, and chained to the one before it;
-- all other tables are derived from payloads and can be derived again. Nothing is ever edited or removed: facts are
-- versions, valid from the observation since_seq until the observation until_seq (null: still valid).
--
-- The order of things is seq, never a clock. Times are UTC text, 2026-05-01T13:30:00.000Z; a column …_ms holds the same
-- instant in milliseconds since 1970, because subtracting times in SQL is spelled differently by every database.
--
-- The views at the end are the reports. They use nothing that PostgreSQL lacks. CROSS JOIN fixes the order in which
-- SQLite nests its loops: batch first, then the rows clustered under its batch_key. So rows come out sorted without a
-- sort, and a file or a job is found by one seek per batch, without an index over random ids, which would make storing
-- a night of 1,000,000 files several times slower.

-- ── evidence ────────────────────────────────────────────────────────────────────────────────────────────────────────

create table payload (
    sha256          text    not null primary key,  -- of the body before compression; 64 lower-case hex digits
    encoding        text    not null,              -- 'gzip'
    size            integer not null,              -- bytes before compression
    body            blob    not null
);

create table observation (
    seq             integer not null primary key,  -- 1, 2, 3 … without gaps
    run_id          integer not null references run (run_id) deferrable initially deferred,
    kind            text    not null,              -- run_started, run_finished, batch, failure, parse_v2_jobs, parse_v2_job,
                                                   -- extract_v2_jobs, extract_v2_job, job_not_found, data_points, directory,
                                                   -- directory_not_found, directory_files
    subject         text    not null,              -- the id that was asked for: of a listing of jobs the batch, of a single job
                                                   -- batch/job, of data points the job type; the run_id for run_…
    observed_at     text    not null,              -- when the answer had arrived, by our clock
    observed_ms     integer not null,
    payload_sha256  text    references payload (sha256),  -- null: nothing was answered (a failure to connect)
    previous_hash   text    not null,              -- the hash of seq - 1; 64 zeros for the first
    hash            text    not null               -- SHA-256 (previous_hash, then the columns above, each with its length)
);

create index observation_by_subject on observation (subject, kind, seq);

-- ── runs ────────────────────────────────────────────────────────────────────────────────────────────────────────────

create table run (
    run_id          integer not null primary key,  -- 1, 2, 3 …
    seq             integer not null references observation (seq),
    started_at      text    not null,
    tool_version    text    not null,
    base_url        text    not null,
    selection       text    not null               -- which batches were asked for, in words
);

create table run_end (                             -- missing for a run that died or still goes on
    run_id          integer not null primary key references run (run_id),
    seq             integer not null references observation (seq),
    finished_at     text    not null,
    due             integer not null,              -- batches to be read: due = read + failed + left_over
    read            integer not null,
    unchanged       integer not null,              -- among those read
    failed          integer not null,
    left_over       integer not null,              -- not asked for any more when the run was ended early
    held            integer not null,              -- not due: terminal, and held completely already
    calls           integer not null,
    retries         integer not null,
    exit_code       integer not null
);

create table failure (                             -- a batch that could not be read
    seq             integer not null primary key references observation (seq),
    subject         text    not null,
    reason          text    not null,              -- NOT_FOUND, BAD_ANSWER, UNREACHABLE …
    message         text    not null
);

-- ── facts ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create table batch (                               -- what never changes about a batch, as the first answer said it
    batch_key       integer not null primary key,
    batch_id        text    not null unique,
    since_seq       integer not null references observation (seq),
    created_at      text,                          -- the age by which reports are ordered
    created_ms      integer
);

create index batch_by_age on batch (created_at, batch_id);

create table batch_state (
    batch_key       integer not null references batch (batch_key),
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    status          text    not null,              -- as sent
    project_id      text,
    source_directory_id text,
    job_type        text,
    configuration_id text,
    created_at      text,
    updated_at      text,
    updated_ms      integer,
    results_state   text    not null,              -- LISTED, NULL, ABSENT
    listed          integer,                       -- rows in results = mapped + mapping_errors + neither; null unless LISTED
    mapped          integer,                       -- with a job reference
    mapping_errors  integer,                       -- with an error and no job reference
    neither         integer,
    primary key (batch_key, since_seq)
) without rowid;

create table file_result (
    batch_key       integer not null references batch (batch_key),
    file_id         text    not null,              -- '' when the server left it out
    occurrence      integer not null,              -- 0; 1, 2 … for more rows about the same file
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    first_seq       integer not null references observation (seq),  -- when this row of this file was first seen
    job_type        text,
    job_id          text,
    mapping_error   text,
    error_group     text references error_group (error_group),  -- of mapping_error
    primary key (batch_key, file_id, occurrence, since_seq)
) without rowid;

create index file_result_by_job on file_result (batch_key, job_id);

create table job_state (                           -- a job as it was last answered; not asked again once it is over
    batch_key       integer not null references batch (batch_key),
    job_id          text    not null,
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    status          text    not null,              -- as sent; NOT_FOUND: the server knows no such job
    error           text,
    error_group     text references error_group (error_group),  -- of error
    tier            text,
    credits         real,
    created_at      text,
    created_ms      integer,
    updated_at      text,
    updated_ms      integer,
    primary key (batch_key, job_id, since_seq)
) without rowid;

create table job_times (                           -- when a job passed through its states, by the server's own record
    job_id          text    not null,
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    pending_ms      integer,
    throttled_ms    integer,
    running_ms      integer,
    completed_ms    integer,
    failed_ms       integer,
    cancelled_ms    integer,
    primary key (job_id, since_seq)
) without rowid;

create table directory (
    directory_key   integer not null primary key,
    directory_id    text    not null unique,
    since_seq       integer not null references observation (seq)
);

create table directory_state (
    directory_key   integer not null references directory (directory_key),
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    found           integer not null,              -- 1; 0: the server knows no such directory
    name            text,
    type            text,                          -- user, index, ephemeral
    expires_at      text,
    expires_ms      integer,
    deleted_at      text,
    primary key (directory_key, since_seq)
) without rowid;

create table directory_listing (                   -- a listing of a directory's files that was read to its end
    directory_key   integer not null references directory (directory_key),
    seq             integer not null references observation (seq),
    primary key (directory_key, seq)
) without rowid;

create table directory_file (                      -- a file once seen in a directory stays known when the directory is gone
    directory_key   integer not null references directory (directory_key),
    file_id         text    not null,
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    name            text,
    unique_id       text,                          -- the same document may have the same in another directory
    document_id     text,                          -- the underlying file
    created_at      text,
    created_ms      integer,
    deleted_at      text,
    deleted_ms      integer,
    primary key (directory_key, file_id, since_seq)
) without rowid;

create table error_group (                         -- messages that differ only in ids, numbers, quoted names and times
    error_group     text    not null primary key,  -- mapping or job, then the message with those masked
    layer           text    not null,              -- mapping, job
    since_seq       integer not null references observation (seq),
    sample          text    not null               -- the first message of the group
);

create table unknown_field (                       -- a field of an answer that the contract does not know
    field           text    not null primary key,
    since_seq       integer not null references observation (seq)
);

-- What the planner is to expect, told before there is anything to measure: a batch has many files, a job has one row.
analyze;
insert into sqlite_stat1 (tbl, idx, stat) values
    ('file_result', 'file_result', '1000000 1000 1 1 1'),
    ('file_result', 'file_result_by_job', '1000000 1000 1'),
    ('job_state', 'job_state', '1000000 1000 1 1'),
    ('job_times', 'job_times', '100000 1 1'),
    ('directory_file', 'directory_file', '1000000 1000 1 1');

-- ── append-only ─────────────────────────────────────────────────────────────────────────────────────────────────────

create trigger observation_follows before insert on observation
when new.seq is not (select coalesce(max(seq), 0) + 1 from observation)
  or new.previous_hash is not coalesce((select hash from observation order by seq desc limit 1),
     '0000000000000000000000000000000000000000000000000000000000000000')
begin select raise(abort, 'an observation follows the newest one and carries its hash'); end;

create trigger payload_once before insert on payload when exists (select 1 from payload where sha256 = new.sha256)
begin select raise(abort, 'a payload is stored once'); end;
create trigger run_is_new before insert on run when new.seq is not (select max(seq) from observation)
  or exists (select 1 from run where run_id = new.run_id)
begin select raise(abort, 'a run belongs to the newest observation'); end;
create trigger run_end_is_new before insert on run_end when new.seq is not (select max(seq) from observation)
  or exists (select 1 from run_end where run_id = new.run_id)
begin select raise(abort, 'a run''s end belongs to the newest observation'); end;
create trigger failure_is_new before insert on failure when new.seq is not (select max(seq) from observation)
  or exists (select 1 from failure where seq = new.seq)
begin select raise(abort, 'a failure belongs to the newest observation'); end;
create trigger batch_is_new before insert on batch when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from batch where batch_key = new.batch_key or batch_id = new.batch_id)
begin select raise(abort, 'a batch begins at the newest observation'); end;
create trigger batch_state_is_new before insert on batch_state when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from batch_state where batch_key = new.batch_key and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger file_result_is_new before insert on file_result when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from file_result where batch_key = new.batch_key and file_id = new.file_id
             and occurrence = new.occurrence and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger job_state_is_new before insert on job_state when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from job_state where batch_key = new.batch_key and job_id = new.job_id and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger job_times_is_new before insert on job_times when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from job_times where job_id = new.job_id and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger directory_state_is_new before insert on directory_state when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from directory_state where directory_key = new.directory_key and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger directory_file_is_new before insert on directory_file when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from directory_file where directory_key = new.directory_key and file_id = new.file_id and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger directory_is_new before insert on directory when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from directory where directory_key = new.directory_key or directory_id = new.directory_id)
begin select raise(abort, 'a directory begins at the newest observation'); end;
create trigger error_group_is_new before insert on error_group when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from error_group where error_group = new.error_group)
begin select raise(abort, 'an error group begins at the newest observation'); end;
create trigger unknown_field_is_new before insert on unknown_field when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from unknown_field where field = new.field)
begin select raise(abort, 'an unknown field begins at the newest observation'); end;
create trigger directory_listing_is_new before insert on directory_listing when new.seq is not (select max(seq) from observation)
  or exists (select 1 from directory_listing where directory_key = new.directory_key and seq = new.seq)
begin select raise(abort, 'a listing belongs to the newest observation'); end;

create trigger payload_no_update before update on payload
begin select raise(abort, 'payload is append-only'); end;
create trigger observation_no_update before update on observation
begin select raise(abort, 'observation is append-only'); end;
create trigger run_no_update before update on run
begin select raise(abort, 'run is append-only'); end;
create trigger run_end_no_update before update on run_end
begin select raise(abort, 'run_end is append-only'); end;
create trigger failure_no_update before update on failure
begin select raise(abort, 'failure is append-only'); end;
create trigger batch_no_update before update on batch
begin select raise(abort, 'batch is append-only'); end;
create trigger directory_no_update before update on directory
begin select raise(abort, 'directory is append-only'); end;
create trigger directory_listing_no_update before update on directory_listing
begin select raise(abort, 'directory_listing is append-only'); end;
create trigger error_group_no_update before update on error_group
begin select raise(abort, 'error_group is append-only'); end;
create trigger unknown_field_no_update before update on unknown_field
begin select raise(abort, 'unknown_field is append-only'); end;

create trigger batch_state_only_ends before update on batch_state
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.batch_key is not old.batch_key or new.since_seq is not old.since_seq or new.status is not old.status
  or new.project_id is not old.project_id or new.source_directory_id is not old.source_directory_id
  or new.job_type is not old.job_type or new.configuration_id is not old.configuration_id
  or new.created_at is not old.created_at or new.updated_at is not old.updated_at or new.updated_ms is not old.updated_ms
  or new.results_state is not old.results_state or new.listed is not old.listed or new.mapped is not old.mapped
  or new.mapping_errors is not old.mapping_errors or new.neither is not old.neither
begin select raise(abort, 'of a version only until_seq may be set, once, to the newest observation'); end;

create trigger file_result_only_ends before update on file_result
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.batch_key is not old.batch_key or new.file_id is not old.file_id or new.occurrence is not old.occurrence
  or new.since_seq is not old.since_seq or new.first_seq is not old.first_seq or new.job_type is not old.job_type
  or new.job_id is not old.job_id or new.mapping_error is not old.mapping_error or new.error_group is not old.error_group
begin select raise(abort, 'of a version only until_seq may be set, once, to the newest observation'); end;

create trigger job_state_only_ends before update on job_state
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.batch_key is not old.batch_key or new.job_id is not old.job_id or new.since_seq is not old.since_seq
  or new.status is not old.status or new.error is not old.error or new.error_group is not old.error_group
  or new.tier is not old.tier or new.credits is not old.credits or new.created_at is not old.created_at
  or new.created_ms is not old.created_ms or new.updated_at is not old.updated_at or new.updated_ms is not old.updated_ms
begin select raise(abort, 'of a version only until_seq may be set, once, to the newest observation'); end;

create trigger job_times_only_ends before update on job_times
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.job_id is not old.job_id or new.since_seq is not old.since_seq or new.pending_ms is not old.pending_ms
  or new.throttled_ms is not old.throttled_ms or new.running_ms is not old.running_ms
  or new.completed_ms is not old.completed_ms or new.failed_ms is not old.failed_ms
  or new.cancelled_ms is not old.cancelled_ms
begin select raise(abort, 'of a version only until_seq may be set, once, to the newest observation'); end;

create trigger directory_state_only_ends before update on directory_state
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.directory_key is not old.directory_key or new.since_seq is not old.since_seq or new.found is not old.found
  or new.name is not old.name or new.type is not old.type or new.expires_at is not old.expires_at
  or new.expires_ms is not old.expires_ms or new.deleted_at is not old.deleted_at
begin select raise(abort, 'of a version only until_seq may be set, once, to the newest observation'); end;

create trigger directory_file_only_ends before update on directory_file
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.directory_key is not old.directory_key or new.file_id is not old.file_id or new.since_seq is not old.since_seq
  or new.name is not old.name or new.unique_id is not old.unique_id or new.document_id is not old.document_id
  or new.created_at is not old.created_at or new.created_ms is not old.created_ms or new.deleted_at is not old.deleted_at
  or new.deleted_ms is not old.deleted_ms
begin select raise(abort, 'of a version only until_seq may be set, once, to the newest observation'); end;

create trigger payload_no_delete before delete on payload
begin select raise(abort, 'payload is append-only'); end;
create trigger observation_no_delete before delete on observation
begin select raise(abort, 'observation is append-only'); end;
create trigger run_no_delete before delete on run
begin select raise(abort, 'run is append-only'); end;
create trigger run_end_no_delete before delete on run_end
begin select raise(abort, 'run_end is append-only'); end;
create trigger failure_no_delete before delete on failure
begin select raise(abort, 'failure is append-only'); end;
create trigger batch_no_delete before delete on batch
begin select raise(abort, 'batch is append-only'); end;
create trigger batch_state_no_delete before delete on batch_state
begin select raise(abort, 'batch_state is append-only'); end;
create trigger file_result_no_delete before delete on file_result
begin select raise(abort, 'file_result is append-only'); end;
create trigger job_state_no_delete before delete on job_state
begin select raise(abort, 'job_state is append-only'); end;
create trigger job_times_no_delete before delete on job_times
begin select raise(abort, 'job_times is append-only'); end;
create trigger directory_no_delete before delete on directory
begin select raise(abort, 'directory is append-only'); end;
create trigger directory_state_no_delete before delete on directory_state
begin select raise(abort, 'directory_state is append-only'); end;
create trigger directory_listing_no_delete before delete on directory_listing
begin select raise(abort, 'directory_listing is append-only'); end;
create trigger directory_file_no_delete before delete on directory_file
begin select raise(abort, 'directory_file is append-only'); end;
create trigger error_group_no_delete before delete on error_group
begin select raise(abort, 'error_group is append-only'); end;
create trigger unknown_field_no_delete before delete on unknown_field
begin select raise(abort, 'unknown_field is append-only'); end;

-- ── views ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- All of them look at the history from horizon: the newest observation, unless a session puts a horizon of its own before it.

create view horizon as
select coalesce(max(seq), 0) as seq from observation;

-- One row per observation of a batch: what its answer said, whether or not that was news.
create view batch_snapshot as
select o.seq                             as observation,
       o.run_id,
       b.batch_id,
       o.observed_at,
       s.status,
       s.updated_at,
       s.results_state,
       s.listed,
       s.mapped,
       s.mapping_errors,
       s.neither,
       case when s.since_seq = o.seq then 1 else 0 end as changed,
       o.payload_sha256
  from observation o
 cross join batch b
 cross join batch_state s
 where o.kind = 'batch'
   and o.seq <= (select seq from horizon)
   and b.batch_id = o.subject
   and s.batch_key = b.batch_key
   and s.since_seq <= o.seq
   and (s.until_seq is null or s.until_seq > o.seq);

-- The answers whose results can be relied on: they list files, and orchestration has not failed.
create view listing as
select batch_id, observation, observed_at
  from batch_snapshot
 where results_state = 'LISTED'
   and status <> 'FAILED';

create view file_jobs as
select b.batch_id,
       s.status                          as batch_status,
       b.created_at                      as batch_created_at,
       s.source_directory_id,
       r.file_id                         as source_directory_file_id,
       r.job_type,
       r.job_id,
       case when r.occurrence > 0 and r.file_id <> '' then 'DUPLICATE'
            when r.job_id is not null and r.mapping_error is not null then 'JOB_AND_ERROR'
            when r.job_id is not null then 'MAPPED'
            when r.mapping_error is not null then 'MAPPING_ERROR'
            else 'NO_JOB' end            as mapping,
       r.mapping_error,
       case when r.job_id is not null then 'NOT_CHECKED' end as job_status,
       case when r.job_id is not null then 'UNKNOWN'
            when r.mapping_error is not null then 'MAPPING_FAILED'
            when s.status = 'CANCELLED' then 'CANCELLED'
            when s.status in ('PENDING', 'THROTTLED', 'RUNNING') then 'IN_PROGRESS'
            else 'UNKNOWN' end           as outcome,
       s.configuration_id,
       first_seen.observed_at            as first_seen_at,
       changed.observed_at               as last_changed_at,
       case when seen.seq > changed.seq then seen.observed_at else changed.observed_at end as last_seen_at,
       changed.seq                       as observation,
       r.occurrence
  from batch b
 cross join batch_state s
 cross join observation seen
 cross join file_result r
 cross join observation first_seen
 cross join observation changed
 where b.since_seq <= (select seq from horizon)
   and s.batch_key = b.batch_key
   and s.since_seq <= (select seq from horizon)
   and (s.until_seq is null or s.until_seq > (select seq from horizon))
   -- the last answer to be relied on; the first one about the batch if there is none
   and seen.seq = coalesce(
       (select l.observation from listing l where l.batch_id = b.batch_id order by l.observation desc limit 1),
       b.since_seq)
   and r.batch_key = b.batch_key
   and r.since_seq <= (select seq from horizon)
   and (r.until_seq is null or r.until_seq > (select seq from horizon))
   and first_seen.seq = r.first_seq
   and changed.seq = r.since_seq;

create view mapping_errors as
select f.batch_id,
       f.batch_status,
       f.batch_created_at,
       f.source_directory_id,
       f.source_directory_file_id,
       f.job_type,
       f.job_id,
       f.mapping,
       f.mapping_error,
       f.first_seen_at,
       f.last_seen_at,
       -- a file that only a failed batch listed was seen when that answer came
       (select count(distinct substr(n.observed_at, 1, 10))
          from (select l.observed_at from listing l where l.batch_id = f.batch_id and l.observation >= f.observation
                union all
                select o.observed_at from observation o where o.seq = f.observation) n) as nights_seen,
       f.observation,
       f.occurrence
  from file_jobs f
 where f.mapping_error is not null
    or f.job_id is null;

-- One row per change of a batch's status. The change lies after not_before, when the old status was last seen, and not
-- after not_after, when the new one was first seen; updated_at says when, if it lies between the two.
create view status_timeline as
select 'batch'                           as subject_type,
       t.batch_id,
       null                              as source_directory_file_id,
       null                              as job_id,
       t.from_status,
       t.to_status,
       t.not_before,
       t.not_after,
       t.occurred_at,
       t.precision,
       (t.occurred_ms - lag(t.occurred_ms) over (partition by t.batch_id order by t.observation)) / 1000.0
                                         as seconds_in_previous,
       t.observation
  from (select c.batch_id,
               c.from_status,
               c.status                  as to_status,
               c.not_before,
               c.not_after,
               case when c.reported = 1 then c.updated_at else c.not_after end   as occurred_at,
               case when c.reported = 1 then c.updated_ms else c.not_after_ms end as occurred_ms,
               case when c.reported = 1 then 'REPORTED' else 'OBSERVED' end      as precision,
               c.since_seq               as observation
          from (select b.batch_id,
                       v.status,
                       former.status     as from_status,
                       v.updated_at,
                       v.updated_ms,
                       v.since_seq,
                       coalesce(old.observed_at, b.created_at) as not_before,
                       new.observed_at   as not_after,
                       new.observed_ms   as not_after_ms,
                       case when v.updated_ms >= coalesce(old.observed_ms, b.created_ms)
                             and v.updated_ms <= new.observed_ms then 1 else 0 end as reported
                  from batch_state v
                  join batch b on b.batch_key = v.batch_key
                  join observation new on new.seq = v.since_seq
                  left join batch_state former on former.batch_key = v.batch_key and former.until_seq = v.since_seq
                  left join observation old on old.seq = (select max(o.seq)
                                                            from observation o
                                                           where o.subject = b.batch_id
                                                             and o.kind = 'batch'
                                                             and o.seq < v.since_seq)
                 where v.since_seq <= (select seq from horizon)
                   and (former.status is null or former.status <> v.status)) c) t;

create view batches as
select b.batch_id,
       s.project_id,
       s.source_directory_id,
       s.job_type,
       s.configuration_id,
       s.status,
       s.results_state,
       b.created_at,
       s.updated_at,
       first_seen.observed_at            as first_observed_at,
       last_seen.observed_at             as last_observed_at,
       (select count(*)
          from observation o
         where o.subject = b.batch_id and o.kind = 'batch' and o.seq <= (select seq from horizon)) as observations,
       s.listed,
       s.mapped,
       s.mapping_errors,
       s.neither
  from batch b
 cross join batch_state s
 cross join observation first_seen
 cross join observation last_seen
 where b.since_seq <= (select seq from horizon)
   and s.batch_key = b.batch_key
   and s.since_seq <= (select seq from horizon)
   and (s.until_seq is null or s.until_seq > (select seq from horizon))
   and first_seen.seq = b.since_seq
   and last_seen.seq = (select max(o.seq)
                          from observation o
                         where o.subject = b.batch_id and o.kind = 'batch' and o.seq <= (select seq from horizon));

create view runs as
select r.run_id,
       r.started_at,
       e.finished_at,
       r.selection,
       e.due,
       e.read,
       e.unchanged,
       e.failed,
       e.left_over,
       e.held,
       e.calls,
       e.retries,
       case when e.run_id is null then 'FAILED'
            when e.failed = 0 and e.left_over = 0 and e.exit_code = 0 then 'COMPLETE'
            when e.read > 0 then 'PARTIAL'
            else 'FAILED' end            as state,
       e.exit_code,
       r.tool_version,
       r.base_url,
       last_of_run.seq                   as observation,
       last_of_run.hash                  as chain_head
  from run r
  left join run_end e on e.run_id = r.run_id and e.seq <= (select seq from horizon)
  join observation last_of_run on last_of_run.seq = coalesce(
       e.seq,
       (select min(n.seq) - 1 from run n where n.run_id > r.run_id and n.seq <= (select seq from horizon)), (select seq from horizon))
 where r.seq <= (select seq from horizon);

-- Every batch that could not be read, and the run that tried.
create view failures as
select r.run_id,
       f.subject                         as batch_id,
       f.reason,
       f.message,
       o.observed_at,
       f.seq                             as observation
  from failure f
 cross join observation o
 cross join run r
 where f.seq <= (select seq from horizon)
   and o.seq = f.seq
   and r.run_id = o.run_id;

-- The summary of the workbook and the page: how many batches and files of which kind.
create view totals as
select 1 as position, 'Batches' as section, 'batches' as name, count(*) as value, 'Batches ever observed.' as meaning
  from batches
union all
select 2, 'Batches', status, count(*), 'Batches whose newest status is this word.'
  from batches group by status
union all
select 3, 'Files', 'files listed', count(*), 'Files in the newest results of all batches, each once per batch.'
  from file_jobs where mapping <> 'DUPLICATE'
union all
select 4, 'Files by outcome', outcome, count(*), 'What came of them. OK needs a job that was seen COMPLETED; with a job not asked for, UNKNOWN.'
  from file_jobs where mapping <> 'DUPLICATE' group by outcome
union all
select 5, 'Files by mapping', mapping, count(*), 'Rows by what the results name: a job, an error, both or neither.'
  from file_jobs group by mapping;
