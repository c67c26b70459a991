-- The history of LlamaCloud batches, as BatchAudit keeps it.
--
-- Every answer of the server is an observation. It is stored as received, in payload, and chained to the one before it;
-- all other tables are derived from payloads and can be derived again. Nothing is ever edited or removed, but for the body
-- of an old payload (batch-audit prune), whose hash stays: facts are versions, valid from the observation since_seq until
-- the observation until_seq (null: still valid).
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
    encoding        text    not null,              -- 'gzip', whose last four bytes are the size before compression
    body            blob                           -- null: pruned
);

create table observation (
    seq             integer not null primary key,  -- 1, 2, 3 … without gaps
    run_id          integer not null references run (run_id) deferrable initially deferred,
    kind            text    not null,              -- run_started, run_finished, batch, failure, parse_v2_jobs, parse_v2_job,
                                                   -- extract_v2_jobs, extract_v2_job, job_not_found, data_points, directory,
                                                   -- directory_not_found, directory_files, pruned
    subject         text    not null,              -- the id that was asked for: of a listing of jobs the batch, of a single job
                                                   -- batch/job, of data points the job type; the run_id for run_… and pruned;
                                                   -- of a failure the batch, or batch/job when a single job was asked for
    observed_at     text    not null,              -- when the answer had arrived, by our clock
    observed_ms     integer not null,
    payload_sha256  text    references payload (sha256),  -- null: nothing was answered (a failure to connect)
    previous_hash   text    not null,              -- the hash of seq - 1; 64 zeros for the first
    hash            text    not null               -- SHA-256 (previous_hash, then the columns above, each with its length)
);

create index observation_by_subject on observation (subject, kind, seq);
create index observation_by_payload on observation (payload_sha256);

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
    reason          text    not null,              -- NOT_FOUND, BAD_ANSWER, UNREACHABLE, CONFIGURATION …
    message         text    not null,
    body_sha256     text    references payload (sha256)  -- what was answered instead, if anything
);

create index failure_by_body on failure (body_sha256);

create table pruning (                             -- when bodies of payloads were dropped
    seq             integer not null primary key references observation (seq),
    up_to_seq       integer not null,              -- of payloads that nothing refers to after this observation
    older_than      text    not null,
    payloads        integer not null               -- bodies dropped
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

create index batch_state_by_directory on batch_state (source_directory_id);

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
    status          text    not null,              -- as sent; NOT_FOUND: the server did not find it
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

create table job_not_found (                       -- an answer that there is no such job: it may be passing, and is asked again
    batch_key       integer not null references batch (batch_key),
    job_id          text    not null,
    seq             integer not null references observation (seq),
    primary key (batch_key, job_id, seq)
) without rowid;

create table job_times (                           -- when a job passed through its states, by the server's own record
    job_id          text    not null,
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    pending_at      text,
    pending_ms      integer,
    throttled_at    text,
    throttled_ms    integer,
    running_at      text,
    running_ms      integer,
    completed_at    text,
    completed_ms    integer,
    failed_at       text,
    failed_ms       integer,
    cancelled_at    text,
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

create table unknown_field (                       -- a field of an answer that the contract does not know; the first 1,000
    field           text    not null primary key,  -- of a batch as it stands; others with what they are of: parse_job.pages
    since_seq       integer not null references observation (seq)
);

create table unreadable_time (                     -- a time of an answer that is none: null in the tables above, but not unsaid
    kind            text    not null,              -- batch, job, data_point, directory, directory_file
    owner_id        text    not null,              -- the batch of a job, the directory of a file, '' of a data point, else subject_id
    subject_id      text    not null,              -- whose time it is
    field           text    not null,              -- created_at, state_transitions.pending_at …
    since_seq       integer not null references observation (seq),
    until_seq       integer references observation (seq),
    sent            text    not null,              -- what was sent, as JSON; of more than 100 characters the first 99, and …
    primary key (kind, owner_id, subject_id, field, since_seq)
) without rowid;

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
create trigger pruning_is_new before insert on pruning when new.seq is not (select max(seq) from observation)
  or exists (select 1 from pruning where seq = new.seq)
begin select raise(abort, 'a pruning belongs to the newest observation'); end;
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
create trigger unreadable_time_is_new before insert on unreadable_time when new.since_seq is not (select max(seq) from observation)
  or exists (select 1 from unreadable_time where kind = new.kind and owner_id = new.owner_id and subject_id = new.subject_id
             and field = new.field and until_seq is null)
begin select raise(abort, 'a version begins at the newest observation, once the one before it has ended'); end;
create trigger job_not_found_is_new before insert on job_not_found when new.seq is not (select max(seq) from observation)
  or exists (select 1 from job_not_found where batch_key = new.batch_key and job_id = new.job_id and seq = new.seq)
begin select raise(abort, 'an answer that there is no such job belongs to the newest observation'); end;
create trigger directory_listing_is_new before insert on directory_listing when new.seq is not (select max(seq) from observation)
  or exists (select 1 from directory_listing where directory_key = new.directory_key and seq = new.seq)
begin select raise(abort, 'a listing belongs to the newest observation'); end;

-- A body may go, but only once a pruning is recorded that covers every observation it belongs to, and never a document of our
-- own. It may come back, but only with the newest observation: the same answer was given again.
create trigger payload_only_loses_its_body before update on payload
when new.sha256 is not old.sha256 or new.encoding is not old.encoding
  or (new.body is null and (
      exists (select 1 from observation where payload_sha256 = old.sha256
              and (seq > (select coalesce(max(up_to_seq), 0) from pruning)
                   or kind in ('run_started', 'run_finished', 'failure', 'pruned')))
      or exists (select 1 from failure where body_sha256 = old.sha256
                 and seq > (select coalesce(max(up_to_seq), 0) from pruning))))
  or (new.body is not null and (old.body is not null
      or (not exists (select 1 from observation where payload_sha256 = old.sha256 and seq = (select max(seq) from observation))
          and not exists (select 1 from failure where body_sha256 = old.sha256 and seq = (select max(seq) from observation)))))
begin select raise(abort, 'of a payload only the body goes, once a pruning covers it, and comes back only with the newest observation'); end;
create trigger observation_no_update before update on observation
begin select raise(abort, 'observation is append-only'); end;
create trigger run_no_update before update on run
begin select raise(abort, 'run is append-only'); end;
create trigger run_end_no_update before update on run_end
begin select raise(abort, 'run_end is append-only'); end;
create trigger failure_no_update before update on failure
begin select raise(abort, 'failure is append-only'); end;
create trigger pruning_no_update before update on pruning
begin select raise(abort, 'pruning is append-only'); end;
create trigger batch_no_update before update on batch
begin select raise(abort, 'batch is append-only'); end;
create trigger directory_no_update before update on directory
begin select raise(abort, 'directory is append-only'); end;
create trigger job_not_found_no_update before update on job_not_found
begin select raise(abort, 'job_not_found is append-only'); end;
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
  or new.job_id is not old.job_id or new.since_seq is not old.since_seq or new.pending_at is not old.pending_at
  or new.pending_ms is not old.pending_ms or new.throttled_at is not old.throttled_at
  or new.throttled_ms is not old.throttled_ms or new.running_at is not old.running_at
  or new.running_ms is not old.running_ms or new.completed_at is not old.completed_at
  or new.completed_ms is not old.completed_ms or new.failed_at is not old.failed_at or new.failed_ms is not old.failed_ms
  or new.cancelled_at is not old.cancelled_at or new.cancelled_ms is not old.cancelled_ms
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

create trigger unreadable_time_only_ends before update on unreadable_time
when old.until_seq is not null or new.until_seq is not (select max(seq) from observation)
  or new.kind is not old.kind or new.owner_id is not old.owner_id or new.subject_id is not old.subject_id
  or new.field is not old.field or new.since_seq is not old.since_seq or new.sent is not old.sent
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
create trigger pruning_no_delete before delete on pruning
begin select raise(abort, 'pruning is append-only'); end;
create trigger batch_no_delete before delete on batch
begin select raise(abort, 'batch is append-only'); end;
create trigger batch_state_no_delete before delete on batch_state
begin select raise(abort, 'batch_state is append-only'); end;
create trigger file_result_no_delete before delete on file_result
begin select raise(abort, 'file_result is append-only'); end;
create trigger job_state_no_delete before delete on job_state
begin select raise(abort, 'job_state is append-only'); end;
create trigger job_not_found_no_delete before delete on job_not_found
begin select raise(abort, 'job_not_found is append-only'); end;
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
create trigger unreadable_time_no_delete before delete on unreadable_time
begin select raise(abort, 'unreadable_time is append-only'); end;

-- ── views ───────────────────────────────────────────────────────────────────────────────────────────────────────────
-- All of them look at the history from horizon: the newest observation, unless a session puts a horizon of its own before it.

create view horizon as
select coalesce(max(seq), 0) as seq from observation;

-- From when on something counts as stuck, or a run as missed; a session may put thresholds of its own before these.
create view thresholds as
select 21600000 as stuck_after_ms, 129600000 as missed_after_ms;

-- The times that cannot be read as the newest answers have them.
create view unreadable_now as
select t.kind, t.owner_id, t.subject_id, t.field, t.since_seq, t.sent
  from unreadable_time t
 where t.since_seq <= (select seq from horizon)
   and (t.until_seq is null or t.until_seq > (select seq from horizon));

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

-- What is known of each batch now. The directory's key is null while nothing was heard of the directory itself.
create view batch_now as
select b.batch_key,
       b.batch_id,
       b.since_seq                       as first_seq,
       b.created_at,
       b.created_ms,
       s.since_seq                       as state_seq,     -- the answer that made the batch itself what it is
       s.status,
       case when s.status in ('COMPLETED', 'FAILED', 'CANCELLED') then 1 else 0 end as is_terminal,
       s.project_id,
       s.source_directory_id,
       s.job_type,
       s.configuration_id,
       s.updated_at,
       s.results_state,
       s.listed,
       s.mapped,
       s.mapping_errors,
       s.neither,
       d.directory_key,
       seen.seq                          as seen_seq,      -- the last answer to be relied on; the first one if there is none
       seen.observed_at                  as seen_at
  from batch b
 cross join batch_state s
 cross join observation seen
  left join directory d on d.directory_id = s.source_directory_id and d.since_seq <= (select seq from horizon)
 where b.since_seq <= (select seq from horizon)
   and s.batch_key = b.batch_key
   and s.since_seq <= (select seq from horizon)
   and (s.until_seq is null or s.until_seq > (select seq from horizon))
   and seen.seq = coalesce(
       (select l.observation from listing l where l.batch_id = b.batch_id order by l.observation desc limit 1),
       b.since_seq);

-- Jobs that are over because two nights did not find them: answers of at least twelve hours apart, and none since then that knows
-- of the job. They have expired, or were deleted.
create view job_gone as
select j.batch_key,
       j.job_id
  from job_state j
 where j.status = 'NOT_FOUND'
   and j.since_seq <= (select seq from horizon)
   and (j.until_seq is null or j.until_seq > (select seq from horizon))
   and (select o.observed_ms
          from job_not_found n
          join observation o on o.seq = n.seq
         where n.batch_key = j.batch_key and n.job_id = j.job_id and n.seq <= (select seq from horizon)
         order by n.seq desc limit 1)
       - (select o.observed_ms from observation o where o.seq = j.since_seq) >= 43200000;

-- Every row of the results, with what became of its job.
create view file_outcome as
select b.batch_key,
       b.batch_id,
       b.status                          as batch_status,
       b.is_terminal,
       b.created_at                      as batch_created_at,
       b.created_ms                      as batch_created_ms,
       b.source_directory_id,
       b.configuration_id,
       b.directory_key,
       b.seen_seq,
       b.seen_at,
       r.file_id,
       r.occurrence,
       r.job_type,
       r.job_id,
       case when r.occurrence > 0 and r.file_id <> '' then 'DUPLICATE'
            when r.job_id is not null and r.mapping_error is not null then 'JOB_AND_ERROR'
            when r.job_id is not null then 'MAPPED'
            when r.mapping_error is not null then 'MAPPING_ERROR'
            else 'NO_JOB' end            as mapping,
       r.mapping_error,
       case when r.job_id is not null then coalesce(j.status, 'NOT_CHECKED') end as job_status,
       j.error                           as job_error,
       case when r.job_id is null
            then case when r.mapping_error is not null then 'MAPPING_FAILED'
                      when b.status = 'CANCELLED' then 'CANCELLED'
                      when b.status in ('PENDING', 'THROTTLED', 'RUNNING') then 'IN_PROGRESS'
                      else 'UNKNOWN' end
            else case when j.status = 'COMPLETED' then 'OK'
                      when j.status = 'FAILED' then 'JOB_FAILED'
                      when j.status = 'CANCELLED' then 'CANCELLED'
                      when j.status in ('PENDING', 'THROTTLED', 'RUNNING') then 'IN_PROGRESS'
                      else 'UNKNOWN' end
            end                          as outcome,
       coalesce(j.error_group, r.error_group) as error_group,
       j.tier,
       j.credits,
       j.created_at                      as job_created_at,
       j.updated_at                      as job_updated_at,
       r.first_seq,
       r.since_seq                       as row_seq,       -- when an answer about the batch last said something new of the row
       case when j.since_seq > r.since_seq then j.since_seq else r.since_seq end as changed_seq
  from batch_now b
 cross join file_result r
  left join job_state j on j.batch_key = r.batch_key and j.job_id = r.job_id
       and j.since_seq <= (select seq from horizon)
       and (j.until_seq is null or j.until_seq > (select seq from horizon))
 where r.batch_key = b.batch_key
   and r.since_seq <= (select seq from horizon)
   and (r.until_seq is null or r.until_seq > (select seq from horizon));

create view file_jobs as
select f.batch_id,
       f.batch_status,
       f.batch_created_at,
       f.source_directory_id,
       f.file_id                         as source_directory_file_id,
       n.name                            as file_name,
       f.job_type,
       f.job_id,
       f.mapping,
       f.mapping_error,
       f.job_status,
       f.job_error,
       f.outcome,
       f.error_group,
       f.configuration_id,
       f.tier,
       f.credits,
       f.job_created_at,
       case f.job_status when 'COMPLETED' then coalesce(t.completed_at, f.job_updated_at)
                         when 'FAILED' then coalesce(t.failed_at, f.job_updated_at)
                         when 'CANCELLED' then coalesce(t.cancelled_at, f.job_updated_at) end as job_finished_at,
       (case f.job_status when 'COMPLETED' then t.completed_ms
                          when 'FAILED' then t.failed_ms
                          when 'CANCELLED' then t.cancelled_ms end - t.running_ms) / 1000.0 as run_seconds,
       first_seen.observed_at            as first_seen_at,
       changed.observed_at               as last_changed_at,
       case when f.seen_seq >= f.row_seq then f.seen_at
            else (select o.observed_at from observation o where o.seq = f.row_seq) end as last_seen_at,
       changed.seq                       as observation,
       f.occurrence
  from file_outcome f
  left join directory_file n on n.directory_key = f.directory_key and n.file_id = f.file_id
       and n.since_seq <= (select seq from horizon)
       and (n.until_seq is null or n.until_seq > (select seq from horizon))
  left join job_times t on t.job_id = f.job_id
       and t.since_seq <= (select seq from horizon)
       and (t.until_seq is null or t.until_seq > (select seq from horizon))
 cross join observation first_seen
 cross join observation changed
 where first_seen.seq = f.first_seq
   and changed.seq = f.changed_seq;

-- ── what to make of an error ────────────────────────────────────────────────────────────────────────────────────────

-- The first rule whose marker stands in a message decides. To extend: add a line.
create view retry_rules as
          select  1 as position, 'UNSUPPORTED_FILE_TYPE' as marker, 'FIX_INPUT' as advice
union all select  2, 'UNSUPPORTED FILE TYPE',      'FIX_INPUT'
union all select  3, 'PDF_IS_PROTECTED',           'FIX_INPUT'
union all select  4, 'PASSWORD',                   'FIX_INPUT'
union all select  5, 'PDF_IS_BROKEN',              'FIX_INPUT'
union all select  6, 'NO_DATA_FOUND_IN_FILE',      'FIX_INPUT'
union all select  7, 'FILE IS EMPTY',              'FIX_INPUT'
union all select  8, 'DOCUMENT_TOO_LARGE',         'FIX_INPUT'
union all select  9, 'TOO_MANY_PAGES',             'FIX_INPUT'
union all select 10, 'MAXIMUM SIZE',               'FIX_INPUT'
union all select 11, 'INPUTS_INVALID:',            'FIX_INPUT'
union all select 12, 'PARSING_ERROR:',             'FIX_INPUT'
union all select 13, 'SCHEMA_VALIDATION:',         'CHECK_CONFIG'
union all select 14, 'CONFIGURATION',              'CHECK_CONFIG'
union all select 15, 'CREDIT',                     'CHECK_CONFIG'
union all select 16, 'QUOTA',                      'CHECK_CONFIG'
union all select 17, 'PERMISSION',                 'CHECK_CONFIG'
union all select 18, 'LLM_REFUSAL',                'NONE'
union all select 19, 'TIMEOUT',                    'RETRY'
union all select 20, 'TIMED OUT',                  'RETRY'
union all select 21, 'RATE LIMIT',                 'RETRY'
union all select 22, 'RESOURCES EXHAUSTED',        'RETRY'
union all select 23, 'ENGINE_ERROR:',              'RETRY'
union all select 24, 'INTERNAL ERROR',             'RETRY'
union all select 25, 'MARKDOWN_EXTRACTION_FAILED', 'RETRY'
union all select 26, 'RECONSTRUCTION_ERROR',       'RETRY'
union all select 27, 'ERROR_DURING_PROCESSING',    'RETRY';

-- RETRY: send it again as it is; also for a message that no rule knows. FIX_INPUT: mend the file first. CHECK_CONFIG: look
-- at schema, configuration, credits or rights first. NONE: sending it again is not expected to help.
create view error_advice as
select g.error_group,
       g.layer,
       g.sample,
       g.since_seq,
       coalesce((select r.advice
                   from retry_rules r
                  where upper(g.sample) like '%' || r.marker || '%'
                  order by r.position
                  limit 1), 'RETRY')     as retry_advice
  from error_group g
 where g.since_seq <= (select seq from horizon);

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
 cross join file_result r
  left join error_advice a on a.error_group = f.error_group
 where (f.mapping_error is not null or f.job_id is null)
   and b.batch_id = f.batch_id
   and r.batch_key = b.batch_key
   and r.file_id = f.source_directory_file_id
   and r.occurrence = f.occurrence
   and r.since_seq <= (select seq from horizon)
   and (r.until_seq is null or r.until_seq > (select seq from horizon));

create view error_groups as
select a.error_group,
       a.layer,
       a.sample                          as sample_message,
       count(f.batch_id)                 as files,
       count(distinct f.batch_id)        as batches,
       o.observed_at                     as first_seen_at,
       coalesce(max(f.last_seen_at), o.observed_at) as last_seen_at,
       case when a.since_seq >= (select max(r.seq) from run r where r.seq <= (select seq from horizon)) then 1 else 0 end
                                         as new_since_previous_run,
       a.retry_advice,
       a.since_seq                       as observation
  from error_advice a
  join observation o on o.seq = a.since_seq
  left join (select error_group, batch_id, last_seen_at from file_jobs where error_group is not null) f
       on f.error_group = a.error_group
 group by a.error_group, a.layer, a.sample, o.observed_at, a.since_seq, a.retry_advice
union all
select 'batch: FAILED', 'batch', 'The server calls the batch FAILED and does not say why.',
       0, f.batches, first_seen.observed_at, f.last_seen_at,
       case when first_seen.seq >= (select max(r.seq) from run r where r.seq <= (select seq from horizon)) then 1 else 0 end,
       'RETRY', first_seen.seq
  from (select count(*) as batches, max(o.observed_at) as last_seen_at
          from batch_now b
         cross join observation o
         where b.status = 'FAILED'
           and o.seq = (select max(n.seq)
                          from observation n
                         where n.subject = b.batch_id and n.kind = 'batch' and n.seq <= (select seq from horizon))) f
 cross join observation first_seen
 where f.batches > 0
   and first_seen.seq = (select min(s.since_seq) from batch_state s where s.status = 'FAILED' and s.since_seq <= (select seq from horizon));

-- ── timelines ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- One row per change of a batch's status. The change lies after not_before, when the old status was last seen, and not
-- after not_after, when the new one was first seen; updated_at says when, if it lies between the two.
create view batch_timeline as
select t.batch_id,
       t.from_status,
       t.to_status,
       t.not_before,
       t.not_after,
       t.occurred_at,
       t.occurred_ms,
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

-- One row per change of a job's status, as answers about the job show it. Jobs are asked for in pages, so the old status is
-- known from when its version began, not from when it was seen last.
create view job_change as
select c.batch_key,
       c.job_id,
       c.from_status,
       c.status                          as to_status,
       c.not_before,
       c.not_after,
       case when c.reported = 1 then c.updated_at else c.not_after end   as occurred_at,
       case when c.reported = 1 then c.updated_ms else c.not_after_ms end as occurred_ms,
       case when c.reported = 1 then 'REPORTED' else 'OBSERVED' end      as precision,
       c.since_seq                       as observation
  from (select v.batch_key,
               v.job_id,
               v.status,
               former.status             as from_status,
               v.updated_at,
               v.updated_ms,
               v.since_seq,
               coalesce(old.observed_at, v.created_at) as not_before,
               new.observed_at           as not_after,
               new.observed_ms           as not_after_ms,
               case when v.updated_ms >= coalesce(old.observed_ms, v.created_ms)
                     and v.updated_ms <= new.observed_ms then 1 else 0 end as reported
          from job_state v
          join observation new on new.seq = v.since_seq
          left join job_state former on former.batch_key = v.batch_key and former.job_id = v.job_id
               and former.until_seq = v.since_seq
          left join observation old on old.seq = former.since_seq
         where v.since_seq <= (select seq from horizon)
           and (former.status is null or former.status <> v.status)) c;

create view lifecycle as
          select 1 as position, 'PENDING' as status
union all select 2, 'THROTTLED'
union all select 3, 'RUNNING'
union all select 4, 'COMPLETED'
union all select 5, 'FAILED'
union all select 6, 'CANCELLED';

-- One row per state that a job passed through, by the server's own record.
create view job_transition as
select t.job_id,
       w.position,
       w.status,
       case w.position when 1 then t.pending_at when 2 then t.throttled_at when 3 then t.running_at
                       when 4 then t.completed_at when 5 then t.failed_at else t.cancelled_at end as occurred_at,
       case w.position when 1 then t.pending_ms when 2 then t.throttled_ms when 3 then t.running_ms
                       when 4 then t.completed_ms when 5 then t.failed_ms else t.cancelled_ms end as occurred_ms,
       t.since_seq
  from job_times t
 cross join lifecycle w
 where t.since_seq <= (select seq from horizon)
   and (t.until_seq is null or t.until_seq > (select seq from horizon))
   and case w.position when 1 then t.pending_ms when 2 then t.throttled_ms when 3 then t.running_ms
                       when 4 then t.completed_ms when 5 then t.failed_ms else t.cancelled_ms end is not null;

create view status_timeline as
select 'batch'                           as subject_type,
       batch_id,
       null                              as source_directory_file_id,
       null                              as job_id,
       from_status,
       to_status,
       not_before,
       not_after,
       occurred_at,
       precision,
       seconds_in_previous,
       observation
  from batch_timeline
union all
select 'job',
       b.batch_id,
       (select min(r.file_id) from file_result r
         where r.batch_key = c.batch_key and r.job_id = c.job_id and r.since_seq <= (select seq from horizon)),
       c.job_id,
       c.from_status,
       c.to_status,
       c.not_before,
       c.not_after,
       c.occurred_at,
       c.precision,
       (c.occurred_ms - (select p.occurred_ms from job_change p
                          where p.batch_key = c.batch_key and p.job_id = c.job_id and p.observation < c.observation
                          order by p.observation desc limit 1)) / 1000.0,
       c.observation
  from batch b
 cross join job_change c
 where c.batch_key = b.batch_key
   and not exists (select 1 from job_transition t where t.job_id = c.job_id and t.status = c.to_status)
union all
select 'job',
       b.batch_id,
       (select min(r.file_id) from file_result r
         where r.batch_key = j.batch_key and r.job_id = j.job_id and r.since_seq <= (select seq from horizon)),
       j.job_id,
       former.status,
       t.status,
       t.occurred_at,
       t.occurred_at,
       t.occurred_at,
       'EXACT',
       (t.occurred_ms - former.occurred_ms) / 1000.0,
       t.since_seq
  from batch b
 cross join job_state j
 cross join job_transition t
  left join job_transition former on former.job_id = t.job_id and former.position = (
       select p.position from job_transition p
        where p.job_id = t.job_id
          and (p.occurred_ms < t.occurred_ms or (p.occurred_ms = t.occurred_ms and p.position < t.position))
        order by p.occurred_ms desc, p.position desc limit 1)
 where j.batch_key = b.batch_key
   and j.since_seq <= (select seq from horizon)
   and (j.until_seq is null or j.until_seq > (select seq from horizon))
   and t.job_id = j.job_id;

-- One row per change of what the results say of a file: that it is listed, gone or back, and each field of its row.
create view file_change as
select c.batch_id,
       c.source_directory_file_id,
       c.occurrence,
       c.job_id,
       c.field,
       c.before,
       c.after,
       old.observed_at                   as not_before,
       new.observed_at                   as not_after,
       c.observation
  from (select b.batch_id,
               r.file_id                 as source_directory_file_id,
               r.occurrence,
               r.job_id,
               w.field,
               case w.field when 'job_type' then p.job_type when 'job_id' then p.job_id when 'mapping_error' then p.mapping_error
                            else case when r.first_seq < r.since_seq then 'GONE' end end as before,
               case w.field when 'job_type' then r.job_type when 'job_id' then r.job_id when 'mapping_error' then r.mapping_error
                            else case when r.first_seq < r.since_seq then 'RETURNED' else 'LISTED' end end as after,
               r.since_seq               as observation
          from batch b
         cross join file_result r
         cross join (select 'file' as field union all select 'job_type' union all select 'job_id' union all select 'mapping_error') w
          left join file_result p on p.batch_key = r.batch_key and p.file_id = r.file_id and p.occurrence = r.occurrence
               and p.until_seq = r.since_seq
         where r.batch_key = b.batch_key
           and r.since_seq <= (select seq from horizon)
           and ((w.field = 'file' and p.batch_key is null)
             or (w.field <> 'file'
                 and case w.field when 'job_type' then p.job_type when 'job_id' then p.job_id else p.mapping_error end
                     is distinct from
                     case w.field when 'job_type' then r.job_type when 'job_id' then r.job_id else r.mapping_error end))
        union all
        select b.batch_id, r.file_id, r.occurrence, r.job_id, 'file', 'LISTED', 'GONE', r.until_seq
          from batch b
         cross join file_result r
         where r.batch_key = b.batch_key
           and r.until_seq <= (select seq from horizon)
           and not exists (select 1
                             from file_result n
                            where n.batch_key = r.batch_key and n.file_id = r.file_id and n.occurrence = r.occurrence
                              and n.since_seq = r.until_seq)) c
  join observation new on new.seq = c.observation
  left join observation old on old.seq = (select max(o.seq)
                                            from observation o
                                           where o.subject = c.batch_id
                                             and o.kind = 'batch'
                                             and o.seq < c.observation);

-- ── reconciliation ──────────────────────────────────────────────────────────────────────────────────────────────────

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
                                               from directory_listing l
                                               join observation o on o.seq = l.seq
                                              where l.directory_key = f.directory_key
                                                and l.seq <= (select seq from horizon)
                                                and o.observed_ms >= f.batch_created_ms) then 'ORPHAN'
            else 'NAME_UNKNOWN' end      as class,
       case when n.deleted_ms is not null then 'In the directory and in the results; deleted from the directory at ' || n.deleted_at || '.'
            when n.file_id is not null then 'In the directory and in the results'
                 || coalesce('; its deleted_at is no time: ' || (select u.sent from unreadable_now u
                      where u.kind = 'directory_file' and u.owner_id = f.source_directory_id and u.subject_id = f.file_id and u.field = 'deleted_at'), '')
                 || '.'
            when f.file_id = '' then 'The results have a row that names no file.'
            when exists (select 1
                           from directory_listing l
                           join observation o on o.seq = l.seq
                          where l.directory_key = f.directory_key
                            and l.seq <= (select seq from horizon)
                            and o.observed_ms >= f.batch_created_ms) then 'In the results, but the directory''s listing does not have it.'
            when f.batch_created_ms is null and exists (select 1
                                                          from directory_listing l
                                                         where l.directory_key = f.directory_key
                                                           and l.seq <= (select seq from horizon)) then
                 'In the results, and not in the directory''s listing; when the batch began is not known, so whether it was there then cannot be told.'
            else 'In the results; the directory''s files were not listed since the batch began.' end as explanation,
       n.created_at                      as file_created_at,
       n.deleted_at                      as file_deleted_at,
       f.occurrence
  from file_outcome f
  left join directory_file n on n.directory_key = f.directory_key and n.file_id = f.file_id
       and n.since_seq <= (select seq from horizon)
       and (n.until_seq is null or n.until_seq > (select seq from horizon))
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
 cross join directory_file n
  left join unreadable_now gone on gone.kind = 'directory_file' and gone.owner_id = b.source_directory_id
       and gone.subject_id = n.file_id and gone.field = 'deleted_at'
 where n.directory_key = b.directory_key
   and n.since_seq <= (select seq from horizon)
   and (n.until_seq is null or n.until_seq > (select seq from horizon))
   and not exists (select 1
                     from file_result r
                    where r.batch_key = b.batch_key
                      and r.file_id = n.file_id
                      and r.since_seq <= (select seq from horizon)
                      and (r.until_seq is null or r.until_seq > (select seq from horizon)));

-- ── drift ───────────────────────────────────────────────────────────────────────────────────────────────────────────

-- What changed on a batch that was terminal already, and so should not have changed any more.
create view drift as
select b.batch_id,
       b.status                          as batch_status,
       d.source_directory_file_id,
       d.field,
       coalesce(d.before, (select t.sent from unreadable_time t where t.kind = 'batch' and t.owner_id = b.batch_id and t.subject_id = b.batch_id
                              and t.field = d.field and t.since_seq <= d.before_observation
                              and (t.until_seq is null or t.until_seq > d.before_observation))) as before,
       coalesce(d.after, (select t.sent from unreadable_time t where t.kind = 'batch' and t.owner_id = b.batch_id and t.subject_id = b.batch_id
                             and t.field = d.field and t.since_seq <= d.after_observation
                             and (t.until_seq is null or t.until_seq > d.after_observation))) as after,
       d.before_observation,
       d.after_observation,
       o.observed_at,
       d.severity,
       d.occurrence
  from (select v.batch_key,
               null                      as source_directory_file_id,
               0                         as occurrence,
               w.field,
               case w.field when 'status' then p.status when 'results_state' then p.results_state
                            when 'project_id' then p.project_id when 'source_directory_id' then p.source_directory_id
                            when 'job_type' then p.job_type when 'configuration_id' then p.configuration_id
                            when 'created_at' then p.created_at else p.updated_at end as before,
               case w.field when 'status' then v.status when 'results_state' then v.results_state
                            when 'project_id' then v.project_id when 'source_directory_id' then v.source_directory_id
                            when 'job_type' then v.job_type when 'configuration_id' then v.configuration_id
                            when 'created_at' then v.created_at else v.updated_at end as after,
               p.since_seq               as before_observation,
               v.since_seq               as after_observation,
               case when w.field = 'status' and v.status not in ('COMPLETED', 'FAILED', 'CANCELLED') then 'ERROR'
                    when w.field = 'updated_at' then 'INFO'
                    else 'WARNING' end   as severity
          from batch_state p
         cross join batch_state v
         cross join (          select 'status' as field
                     union all select 'results_state'
                     union all select 'project_id'
                     union all select 'source_directory_id'
                     union all select 'job_type'
                     union all select 'configuration_id'
                     union all select 'created_at'
                     union all select 'updated_at') w
         where p.status in ('COMPLETED', 'FAILED', 'CANCELLED')
           and v.batch_key = p.batch_key
           and v.since_seq = p.until_seq
           and case w.field when 'status' then p.status when 'results_state' then p.results_state
                            when 'project_id' then p.project_id when 'source_directory_id' then p.source_directory_id
                            when 'job_type' then p.job_type when 'configuration_id' then p.configuration_id
                            when 'created_at' then p.created_at else p.updated_at end
               is distinct from
               case w.field when 'status' then v.status when 'results_state' then v.results_state
                            when 'project_id' then v.project_id when 'source_directory_id' then v.source_directory_id
                            when 'job_type' then v.job_type when 'configuration_id' then v.configuration_id
                            when 'created_at' then v.created_at else v.updated_at end
        union all
        -- a row that says something else, or is gone
        select r.batch_key,
               r.file_id,
               r.occurrence,
               coalesce(w.field, 'file'),
               case w.field when 'job_id' then r.job_id when 'job_type' then r.job_type when 'mapping_error' then r.mapping_error
                            else 'LISTED' end,
               case w.field when 'job_id' then n.job_id when 'job_type' then n.job_type when 'mapping_error' then n.mapping_error
                            else 'GONE' end,
               r.since_seq,
               r.until_seq,
               'WARNING'
          from batch_state p
         cross join file_result r
          left join file_result n on n.batch_key = r.batch_key and n.file_id = r.file_id and n.occurrence = r.occurrence
               and n.since_seq = r.until_seq
          left join (select 'job_id' as field union all select 'job_type' union all select 'mapping_error') w
               on n.batch_key is not null
         where p.status in ('COMPLETED', 'FAILED', 'CANCELLED')
           and r.batch_key = p.batch_key
           and r.until_seq > p.since_seq
           and (p.until_seq is null or r.until_seq <= p.until_seq)
           and (n.batch_key is null
             or case w.field when 'job_id' then r.job_id when 'job_type' then r.job_type else r.mapping_error end
                is distinct from
                case w.field when 'job_id' then n.job_id when 'job_type' then n.job_type else n.mapping_error end)
        union all
        -- a row that came, or came back, after results had been listed
        select c.batch_key,
               c.file_id,
               c.occurrence,
               'file',
               case when c.gone_seq is not null then 'GONE' else 'ABSENT' end,
               case when c.gone_seq is not null then 'RETURNED' else 'APPEARED' end,
               coalesce(c.gone_seq, c.absent_seq),
               c.since_seq,
               'WARNING'
          from (select r.batch_key,
                       r.file_id,
                       r.occurrence,
                       r.since_seq,
                       (select max(f.until_seq) from file_result f
                         where f.batch_key = r.batch_key and f.file_id = r.file_id and f.occurrence = r.occurrence
                           and f.until_seq <= r.since_seq) as gone_seq,
                       (select min(e.since_seq) from batch_state e
                         where e.batch_key = r.batch_key and e.since_seq < r.since_seq and e.results_state = 'LISTED'
                           and e.status in ('COMPLETED', 'FAILED', 'CANCELLED')) as absent_seq
                  from batch_state p
                 cross join file_result r
                 where p.status in ('COMPLETED', 'FAILED', 'CANCELLED')
                   and r.batch_key = p.batch_key
                   and r.since_seq > p.since_seq
                   and (p.until_seq is null or r.since_seq <= p.until_seq)) c
         where coalesce(c.gone_seq, c.absent_seq) < c.since_seq) d
 cross join batch_now b
 cross join observation o
 where d.after_observation <= (select seq from horizon)
   and b.batch_key = d.batch_key
   and o.seq = d.after_observation;

-- ── what to send again ──────────────────────────────────────────────────────────────────────────────────────────────

create view failed_file as
select f.batch_key,
       f.batch_id,
       f.batch_created_at,
       f.batch_created_ms,
       f.directory_key,
       f.source_directory_id,
       f.file_id,
       f.occurrence,
       case when f.outcome = 'MAPPING_FAILED' then 'MAPPING_ERROR'
            when f.outcome = 'JOB_FAILED' then 'JOB_FAILED'
            when f.outcome = 'CANCELLED' then 'CANCELLED'
            else 'NO_JOB' end            as reason,
       f.error_group,
       coalesce(f.job_error, f.mapping_error) as message,
       f.changed_seq                     as observation
  from file_outcome f
 where f.mapping <> 'DUPLICATE'
   and (f.outcome in ('MAPPING_FAILED', 'JOB_FAILED', 'CANCELLED')
     or (f.mapping = 'NO_JOB' and f.is_terminal = 1))
union all
select b.batch_key, b.batch_id, b.created_at, b.created_ms, b.directory_key, b.source_directory_id,
       r.source_directory_file_id, 0, 'MISSING', null, r.explanation, b.seen_seq
  from reconciliation r
 cross join batch_now b
 where r.class = 'MISSING'
   and b.batch_id = r.batch_id;

-- Every time that the document of a failed file was listed by a batch: under the same file, unique_id or underlying file. A
-- row that names no file is no document that another batch could have listed.
create view attempt as
with failed as materialized (
     select e.batch_id, e.file_id, e.batch_created_ms, e.source_directory_id, e.reason, n.unique_id, n.document_id
       from failed_file e
       left join directory_file n on n.directory_key = e.directory_key and n.file_id = e.file_id
            and n.since_seq <= (select seq from horizon)
            and (n.until_seq is null or n.until_seq > (select seq from horizon))),
alias as (                                               -- the files that are the same document
     select e.batch_id, e.file_id, e.batch_created_ms, e.source_directory_id, e.file_id as alias_id
       from failed e
     union
     select e.batch_id, e.file_id, e.batch_created_ms, d.directory_id, o.file_id
       from failed e
       join directory_file o on o.unique_id = e.unique_id
            and o.since_seq <= (select seq from horizon)
            and (o.until_seq is null or o.until_seq > (select seq from horizon))
       join directory d on d.directory_key = o.directory_key
     union
     select e.batch_id, e.file_id, e.batch_created_ms, d.directory_id, o.file_id
       from failed e
       join directory_file o on o.document_id = e.document_id
            and o.since_seq <= (select seq from horizon)
            and (o.until_seq is null or o.until_seq > (select seq from horizon))
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
 cross join batch_state s
 cross join batch b
 cross join file_result r
  left join job_state j on j.batch_key = r.batch_key and j.job_id = r.job_id
       and j.since_seq <= (select seq from horizon)
       and (j.until_seq is null or j.until_seq > (select seq from horizon))
 where x.alias_id <> ''
   and s.source_directory_id = x.source_directory_id
   and s.since_seq <= (select seq from horizon)
   and (s.until_seq is null or s.until_seq > (select seq from horizon))
   and b.batch_key = s.batch_key
   and r.batch_key = b.batch_key
   and r.file_id = x.alias_id
   and r.since_seq <= (select seq from horizon)
   and (r.until_seq is null or r.until_seq > (select seq from horizon));

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
  left join directory_file n on n.directory_key = f.directory_key and n.file_id = f.file_id
       and n.since_seq <= (select seq from horizon)
       and (n.until_seq is null or n.until_seq > (select seq from horizon))
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
       on l.failed_batch_id = f.batch_id and l.failed_file_id = f.file_id;

-- ── batches ─────────────────────────────────────────────────────────────────────────────────────────────────────────

create view batches as
select b.batch_id,
       b.project_id,
       b.source_directory_id,
       b.job_type,
       b.configuration_id,
       b.status,
       b.results_state,
       b.created_at,
       b.updated_at,
       first_seen.observed_at            as first_observed_at,
       last_seen.observed_at             as last_observed_at,
       (select count(*)
          from observation o
         where o.subject = b.batch_id and o.kind = 'batch' and o.seq <= (select seq from horizon)) as observations,
       b.listed,
       b.mapped,
       b.mapping_errors,
       b.neither,
       w.files_in_directory,
       coalesce(c.matched, 0)            as matched,
       coalesce(c.missing, 0)            as missing,
       coalesce(c.late_added, 0)         as late_added,
       coalesce(c.deleted, 0)            as deleted,
       coalesce(c.orphan, 0)             as orphan,
       coalesce(c.name_unknown, 0)       as name_unknown,
       coalesce(c.awaited, 0)            as awaited,
       w.duplicate,
       -- what there is, counted without the classes, less what the classes hold; a matched file is on both sides
       w.files_in_directory
         + case when b.results_state = 'LISTED' and b.status <> 'FAILED' then b.listed - w.duplicate else coalesce(c.in_results, 0) end
         - coalesce(2 * c.matched + c.missing + c.late_added + c.deleted + c.orphan + c.name_unknown + c.awaited, 0) as unaccounted,
       coalesce(j.ok, 0)                 as jobs_ok,
       coalesce(j.failed, 0)             as jobs_failed,
       coalesce(j.cancelled, 0)          as jobs_cancelled,
       coalesce(j.open, 0)               as jobs_open,
       coalesce(j.not_found, 0)          as jobs_not_found,
       coalesce(j.unchecked, 0)          as jobs_unchecked,
       100.0 * j.ok / nullif(j.ok + j.failed + j.cancelled + j.open + j.not_found, 0) as success_pct_of_checked,
       t.throttled_seconds,
       t.run_seconds,
       case when b.is_terminal = 0 and b.status in ('PENDING', 'THROTTLED', 'RUNNING')
             and (select n.observed_ms from observation n where n.seq = (select seq from horizon)) - t.changed_ms
                 >= (select stuck_after_ms from thresholds) then 1 else 0 end as stuck,
       coalesce(d.events, 0)             as drift_events,
       case when b.results_state = 'LISTED' and b.status <> 'FAILED' then b.listed - w.duplicate else coalesce(c.in_results, 0) end as files_in_results
  from batch_now b
 cross join observation first_seen
 cross join observation last_seen
 cross join (select x.batch_id,
                    (select count(*)
                       from directory_file n
                      where n.directory_key = x.directory_key
                        and n.since_seq <= (select seq from horizon)
                        and (n.until_seq is null or n.until_seq > (select seq from horizon))) as files_in_directory,
                    (select count(*)
                       from file_result r
                      where r.batch_key = x.batch_key and r.occurrence > 0 and r.file_id <> ''
                        and r.since_seq <= (select seq from horizon)
                        and (r.until_seq is null or r.until_seq > (select seq from horizon))) as duplicate
               from batch_now x) w
  left join (select batch_id,
                    sum(in_results)      as in_results,
                    sum(case when class = 'MATCHED' then 1 else 0 end)      as matched,
                    sum(case when class = 'MISSING' then 1 else 0 end)      as missing,
                    sum(case when class = 'LATE_ADDED' then 1 else 0 end)   as late_added,
                    sum(case when class = 'DELETED' then 1 else 0 end)      as deleted,
                    sum(case when class = 'ORPHAN' then 1 else 0 end)       as orphan,
                    sum(case when class = 'NAME_UNKNOWN' then 1 else 0 end) as name_unknown,
                    sum(case when class = 'AWAITED' then 1 else 0 end)      as awaited
               from reconciliation
              group by batch_id) c on c.batch_id = b.batch_id
  left join (select batch_id,
                    sum(case when outcome = 'OK' then 1 else 0 end)         as ok,
                    sum(case when outcome = 'JOB_FAILED' then 1 else 0 end) as failed,
                    sum(case when outcome = 'CANCELLED' then 1 else 0 end)  as cancelled,
                    sum(case when job_status = 'NOT_CHECKED' then 1 else 0 end) as unchecked,
                    sum(case when job_status = 'NOT_FOUND' then 1 else 0 end)   as not_found,
                    sum(case when outcome in ('IN_PROGRESS', 'UNKNOWN') and job_status not in ('NOT_CHECKED', 'NOT_FOUND') then 1 else 0 end) as open
               from file_outcome
              where job_id is not null
              group by batch_id) j on j.batch_id = b.batch_id
  left join (select batch_id,
                    sum(case when from_status = 'THROTTLED' then seconds_in_previous end) as throttled_seconds,
                    sum(case when from_status = 'RUNNING' then seconds_in_previous end)   as run_seconds,
                    max(occurred_ms)     as changed_ms
               from batch_timeline
              group by batch_id) t on t.batch_id = b.batch_id
  left join (select batch_id, count(*) as events
               from drift
              group by batch_id) d on d.batch_id = b.batch_id
 where first_seen.seq = b.first_seq
   and w.batch_id = b.batch_id
   and last_seen.seq = (select max(o.seq)
                          from observation o
                         where o.subject = b.batch_id and o.kind = 'batch' and o.seq <= (select seq from horizon));

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
                           from directory_listing l
                           join observation o on o.seq = l.seq
                          where l.directory_key = b.directory_key
                            and l.seq <= (select seq from horizon)
                            and o.observed_ms >= b.created_ms) then 1
            when exists (select 1
                           from batch_state s
                          where s.batch_key = b.batch_key
                            and s.since_seq <= (select seq from horizon)
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
              group by batch_id) d on d.batch_id = b.batch_id;

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
 group by substr(created_at, 1, 10);

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
       case when e.run_id is null                       -- without an end: it died, if another run could begin since
            then case when exists (select 1 from run n where n.run_id > r.run_id and n.seq <= (select seq from horizon)) then 'DIED' else 'UNFINISHED' end
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

-- Everything that could not be read about a batch, and the run that tried.
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

-- ── findings ────────────────────────────────────────────────────────────────────────────────────────────────────────

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
                 'Find out what writes such times: the service, or a gateway before it. Tell the maintainers if it is a form that should be read.';

-- Of how many jobs of a batch, files of a directory or data points the same time cannot be read, and the first of them in words.
create view unreadable as
select c.kind,
       c.owner_id,
       c.subject_id,
       c.things,
       c.since_seq,
       f.field || ' of ' || replace(f.kind, '_', ' ') || ' ' || f.subject_id || ' is no time: ' || f.sent
         || case when c.things = 1 then '' else ', and so it is with ' || (c.things - 1) || ' more' end as message
  from (select u.kind, u.owner_id, u.field, min(u.subject_id) as subject_id, count(*) as things, min(u.since_seq) as since_seq
          from unreadable_now u
         group by u.kind, u.owner_id, u.field) c
 cross join unreadable_now f
 where f.kind = c.kind
   and f.owner_id = c.owner_id
   and f.subject_id = c.subject_id
   and f.field = c.field;

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
          join directory_file n on n.directory_key = f.directory_key and n.file_id = f.file_id
               and n.since_seq <= (select seq from horizon)
               and (n.until_seq is null or n.until_seq > (select seq from horizon))
         where f.outcome = 'OK'
           and f.occurrence = 0
           and n.unique_id is not null
        window same as (partition by n.unique_id order by f.batch_created_ms, f.batch_id, f.file_id)) p
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
   and (select n.observed_ms from observation n where n.seq = (select seq from horizon))
       - (select max(c.occurred_ms) from job_change c where c.batch_key = f.batch_key and c.job_id = f.job_id)
       >= (select stuck_after_ms from thresholds)
union all
select 'BATCH_FAILED', null, b.batch_id, null, null, 'The batch FAILED.', b.state_seq, 0, null
  from batch_now b
 where b.status = 'FAILED'
union all
select 'BATCH_UNREAD', null, f.batch_id, null, null, f.message, f.observation, 0, null
  from failures f
 where f.run_id = (select max(r.run_id) from run r where r.seq <= (select seq from horizon))
union all
select 'DIRECTORY_EXPIRING', null, b.batch_id, null, null,
       'Directory ' || b.source_directory_id || ' expires at ' || s.expires_at || '; its files are not known yet.',
       s.since_seq, 0, null
  from batch_now b
  join directory_state s on s.directory_key = b.directory_key
       and s.since_seq <= (select seq from horizon)
       and (s.until_seq is null or s.until_seq > (select seq from horizon))
 where s.found = 1
   and s.expires_ms - (select n.observed_ms from observation n where n.seq = (select seq from horizon)) <= 172800000
   and not exists (select 1 from directory_listing l where l.directory_key = b.directory_key and l.seq <= (select seq from horizon))
union all
select 'NAMES_LOST', null, b.batch_id, null, null, 'Directory ' || b.source_directory_id || ' is gone, and its files were never listed.',
       s.since_seq, 0, null
  from batch_now b
  join directory_state s on s.directory_key = b.directory_key
       and s.since_seq <= (select seq from horizon)
       and (s.until_seq is null or s.until_seq > (select seq from horizon))
 where s.found = 0
   and not exists (select 1 from directory_listing l where l.directory_key = b.directory_key and l.seq <= (select seq from horizon))
union all
select 'RUN_MISSED', null, null, null, null,
       'No run between ' || p.started_at || ' and ' || r.started_at || '.', r.seq, 0, null
  from run r
  -- runs of webhooks come whenever something happens, and would hide a night on which the schedule did not
  join run p on p.run_id = (select n.run_id from run n where n.run_id < r.run_id and n.selection not like 'webhook %' order by n.run_id desc limit 1)
  join observation ro on ro.seq = r.seq
  join observation po on po.seq = p.seq
 where r.seq <= (select seq from horizon)
   and r.selection not like 'webhook %'
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
   and b.source_directory_id = u.owner_id;

create view findings as
select coalesce(f.severity, r.severity)  as severity,
       f.rule,
       f.batch_id,
       f.source_directory_file_id,
       n.name                            as file_name,
       f.job_id,
       f.message,
       o.observed_at                     as seen_at,
       r.what_to_do,
       f.observation,
       case coalesce(f.severity, r.severity) when 'ERROR' then 1 when 'WARNING' then 2 else 3 end as priority,
       f.occurrence
  from finding f
  join finding_rules r on r.rule = f.rule
  join observation o on o.seq = f.observation
  left join directory_file n on n.directory_key = f.directory_key and n.file_id = f.source_directory_file_id
       and n.since_seq <= (select seq from horizon)
       and (n.until_seq is null or n.until_seq > (select seq from horizon));

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
  from reconciliation group by class;
