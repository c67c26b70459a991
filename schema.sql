-- The history of LlamaCloud batches, as BatchAudit keeps it: what is stored, and what may be done to it.
--
-- Every answer of the server is an observation. It is stored as received, in payload, and chained to the one before it;
-- all other tables are derived from payloads and can be derived again. Nothing is ever edited or removed, but for the body
-- of an old payload (batch-audit prune), whose hash stays: facts are versions, valid from the observation since_seq until
-- the observation until_seq (null: still valid).
--
-- The order of things is seq, never a clock. Times are UTC text, 2026-05-01T13:30:00.000Z; a column …_ms holds the same
-- instant in milliseconds since 1970, because subtracting times in SQL is spelled differently by every database.
--
-- Rows are clustered under their batch_key, so that a file or a job is found by one seek per batch, without an index over
-- random ids, which would make storing a night of 1,000,000 files several times slower.
--
-- The reports are views, and no part of a history: the program has them (src/BatchAudit.History/Views) and puts them into
-- the file for other tools.

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
                                                   -- directory_not_found, directory_files, pruned, derivation_began
    subject         text    not null,              -- the id that was asked for: of a listing of jobs the batch, of a single job
                                                   -- batch/job, of data points the job type; the run_id for run_… and pruned;
                                                   -- of a failure the batch, or batch/job when a single job was asked for;
                                                   -- of derivation_began its version and the first observation derived so
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

create table error_group (                         -- messages that differ only in ids, numbers, quoted names and times
    error_group     text    not null primary key,  -- mapping or job, then the message with those masked
    layer           text    not null,              -- mapping, job
    since_seq       integer not null references observation (seq),
    sample          text    not null               -- the first message of the group
);

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

-- The chain has no gaps.
create trigger observation_follows before insert on observation
when new.seq is not (select coalesce(max(seq), 0) + 1 from observation)
  or new.previous_hash is not coalesce((select hash from observation order by seq desc limit 1),
     '0000000000000000000000000000000000000000000000000000000000000000')
begin select raise(abort, 'an observation follows the newest one and carries its hash'); end;

-- What is stored belongs to the newest observation, and is stored once; a version begins when the one before it has ended.
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

-- A version ends once, with the newest observation, and changes in nothing else.
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

-- All else is never updated, and nothing is deleted.
create trigger observation_no_update       before update on observation       begin select raise(abort, 'observation is append-only'); end;
create trigger run_no_update               before update on run               begin select raise(abort, 'run is append-only'); end;
create trigger run_end_no_update           before update on run_end           begin select raise(abort, 'run_end is append-only'); end;
create trigger failure_no_update           before update on failure           begin select raise(abort, 'failure is append-only'); end;
create trigger pruning_no_update           before update on pruning           begin select raise(abort, 'pruning is append-only'); end;
create trigger batch_no_update             before update on batch             begin select raise(abort, 'batch is append-only'); end;
create trigger directory_no_update         before update on directory         begin select raise(abort, 'directory is append-only'); end;
create trigger job_not_found_no_update     before update on job_not_found     begin select raise(abort, 'job_not_found is append-only'); end;
create trigger directory_listing_no_update before update on directory_listing begin select raise(abort, 'directory_listing is append-only'); end;
create trigger error_group_no_update       before update on error_group       begin select raise(abort, 'error_group is append-only'); end;
create trigger unknown_field_no_update     before update on unknown_field     begin select raise(abort, 'unknown_field is append-only'); end;

create trigger payload_no_delete           before delete on payload           begin select raise(abort, 'payload is append-only'); end;
create trigger observation_no_delete       before delete on observation       begin select raise(abort, 'observation is append-only'); end;
create trigger run_no_delete               before delete on run               begin select raise(abort, 'run is append-only'); end;
create trigger run_end_no_delete           before delete on run_end           begin select raise(abort, 'run_end is append-only'); end;
create trigger failure_no_delete           before delete on failure           begin select raise(abort, 'failure is append-only'); end;
create trigger pruning_no_delete           before delete on pruning           begin select raise(abort, 'pruning is append-only'); end;
create trigger batch_no_delete             before delete on batch             begin select raise(abort, 'batch is append-only'); end;
create trigger batch_state_no_delete       before delete on batch_state       begin select raise(abort, 'batch_state is append-only'); end;
create trigger file_result_no_delete       before delete on file_result       begin select raise(abort, 'file_result is append-only'); end;
create trigger job_state_no_delete         before delete on job_state         begin select raise(abort, 'job_state is append-only'); end;
create trigger job_not_found_no_delete     before delete on job_not_found     begin select raise(abort, 'job_not_found is append-only'); end;
create trigger job_times_no_delete         before delete on job_times         begin select raise(abort, 'job_times is append-only'); end;
create trigger directory_no_delete         before delete on directory         begin select raise(abort, 'directory is append-only'); end;
create trigger directory_state_no_delete   before delete on directory_state   begin select raise(abort, 'directory_state is append-only'); end;
create trigger directory_listing_no_delete before delete on directory_listing begin select raise(abort, 'directory_listing is append-only'); end;
create trigger directory_file_no_delete    before delete on directory_file    begin select raise(abort, 'directory_file is append-only'); end;
create trigger error_group_no_delete       before delete on error_group       begin select raise(abort, 'error_group is append-only'); end;
create trigger unknown_field_no_delete     before delete on unknown_field     begin select raise(abort, 'unknown_field is append-only'); end;
create trigger unreadable_time_no_delete   before delete on unreadable_time   begin select raise(abort, 'unreadable_time is append-only'); end;
