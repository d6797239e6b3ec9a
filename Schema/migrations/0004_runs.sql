-- What was fetched, what a run made of it, and what it could not read.
create table ledger.snapshot (
    sha256 bytea constraint snapshot_sha256_length check (octet_length(sha256) = 32),
    size_bytes bigint not null constraint snapshot_size_bytes_natural check (size_bytes >= 0),
    media_type text,
    first_fetched_at timestamptz not null,
    is_public boolean not null,
    constraint snapshot_pkey primary key (sha256)
);

comment on table ledger.snapshot is 'The exact bytes a state served, by digest. When and from which address: run_snapshot.';
comment on column ledger.snapshot.sha256 is 'SHA-256 of the bytes.';
comment on column ledger.snapshot.size_bytes is 'Bytes.';
comment on column ledger.snapshot.media_type is 'The Content-Type served first with these bytes; null for a file given by hand.';
comment on column ledger.snapshot.first_fetched_at is 'When these bytes were first fetched.';
comment on column ledger.snapshot.is_public is 'True when the source publishes the page itself, so that the bytes may be handed out.';

create table ledger.snapshot_body (
    sha256 bytea,
    body bytea not null,
    constraint snapshot_body_pkey primary key (sha256),
    constraint snapshot_body_sha256_fkey foreign key (sha256) references ledger.snapshot (sha256)
);

comment on table ledger.snapshot_body is 'The bytes of a snapshot: the part that a takedown erases. No row: removed.';
comment on column ledger.snapshot_body.sha256 is 'The snapshot.';
comment on column ledger.snapshot_body.body is 'The bytes as served.';

create table ledger.run (
    run_id bigint generated always as identity,
    source_id text not null,
    started_at timestamptz not null,
    finished_at timestamptz not null,
    outcome text not null constraint run_outcome_known check (outcome in ('accepted', 'unchanged', 'stopped')),
    code text,
    message text,
    hint text,
    rows integer not null,
    notices integer not null,
    held integer not null,
    rejected integer not null,
    skipped jsonb not null,
    skipped_rows integer not null,
    reading_version text,
    supplied_by text,
    position bigint,
    after_position bigint not null,
    constraint run_pkey primary key (run_id),
    constraint run_position_key unique (position),
    constraint run_source_id_fkey foreign key (source_id) references ledger.source (source_id),
    constraint run_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred,
    constraint run_stop_stated check ((outcome = 'stopped') = (code is not null and message is not null and hint is not null)),
    constraint run_position_of_accepted check ((outcome = 'accepted') = (position is not null)),
    constraint run_tally_adds_up check (
        least(rows, notices, held, rejected, skipped_rows) >= 0 and rows = notices + held + rejected + skipped_rows
    )
);

create index run_source_id on ledger.run (source_id, run_id desc);

comment on table ledger.run is 'One import of one source: what it read and what became of it. rows = notices + held + rejected + skipped.';
comment on column ledger.run.run_id is 'Number of the run.';
comment on column ledger.run.source_id is 'The source.';
comment on column ledger.run.started_at is 'When fetching began.';
comment on column ledger.run.finished_at is 'When the run was recorded.';
comment on column ledger.run.outcome is 'accepted: the page said something new; unchanged: nothing new, so nothing in the log; stopped: nothing was recorded but the bytes and the reason.';
comment on column ledger.run.code is 'Why it stopped, as a stable code; null unless stopped.';
comment on column ledger.run.message is 'What happened, and where; null unless stopped.';
comment on column ledger.run.hint is 'What to do next; null unless stopped.';
comment on column ledger.run.rows is 'Rows read.';
comment on column ledger.run.notices is 'Rows that became notices.';
comment on column ledger.run.held is 'Rows kept for a person.';
comment on column ledger.run.rejected is 'Rows that could not honestly be turned into a notice; see rejection.';
comment on column ledger.run.skipped is 'Rows skipped, by the named rule that says they are no notices: {"rule": rows}.';
comment on column ledger.run.skipped_rows is 'Sum of skipped.';
comment on column ledger.run.reading_version is 'Version of the manifest and the program that read the page; null when nothing was read.';
comment on column ledger.run.supplied_by is 'Who gave a saved file by hand; null when fetched.';
comment on column ledger.run.position is 'Position of an accepted run in the log; null for the others.';
comment on column ledger.run.after_position is 'Newest position when the run was recorded.';

create table ledger.run_snapshot (
    run_id bigint not null,
    seq integer not null,
    sha256 bytea not null,
    url text not null,
    fetched_at timestamptz not null,
    status integer not null,
    headers jsonb not null,
    role text not null constraint run_snapshot_role_known check (role in ('rows', 'details', 'index')),
    constraint run_snapshot_pkey primary key (run_id, seq),
    constraint run_snapshot_run_id_fkey foreign key (run_id) references ledger.run (run_id),
    constraint run_snapshot_sha256_fkey foreign key (sha256) references ledger.snapshot (sha256)
);

create index run_snapshot_sha256 on ledger.run_snapshot (sha256);

comment on table ledger.run_snapshot is 'The pages of one run, in the order they were fetched.';
comment on column ledger.run_snapshot.run_id is 'The run.';
comment on column ledger.run_snapshot.seq is 'From 1, in order.';
comment on column ledger.run_snapshot.sha256 is 'The bytes.';
comment on column ledger.run_snapshot.url is 'Address after redirects; file: and a path for a file given by hand.';
comment on column ledger.run_snapshot.fetched_at is 'When the last byte arrived.';
comment on column ledger.run_snapshot.status is 'HTTP status; 0 for a file.';
comment on column ledger.run_snapshot.headers is 'Response headers in the order served: [[name, value], …].';
comment on column ledger.run_snapshot.role is 'rows: rows are read from it; details: it adds values to rows; index: only its links were used.';

create table ledger.run_column (
    run_id bigint,
    section text not null,
    column_name text not null,
    filled integer not null constraint run_column_filled_natural check (filled >= 0),
    constraint run_column_pkey primary key (run_id, section, column_name),
    constraint run_column_run_id_fkey foreign key (run_id) references ledger.run (run_id)
);

comment on table ledger.run_column is 'Columns that a run found on the page, and in how many rows each was filled.';
comment on column ledger.run_column.run_id is 'The run.';
comment on column ledger.run_column.section is 'Title above a stacked table; empty for the first or only one.';
comment on column ledger.run_column.column_name is 'As the state writes it.';
comment on column ledger.run_column.filled is 'Rows in which it is not blank.';

create table ledger.rejection (
    run_id bigint,
    seq integer not null,
    row integer not null,
    locator text not null,
    code text not null,
    message text not null,
    hint text not null,
    constraint rejection_pkey primary key (run_id, seq),
    constraint rejection_run_id_fkey foreign key (run_id) references ledger.run (run_id)
);

comment on table ledger.rejection is 'Rows that could not honestly be turned into a notice, and why.';
comment on column ledger.rejection.run_id is 'The run that read the row.';
comment on column ledger.rejection.seq is 'From 1 within the run.';
comment on column ledger.rejection.row is 'Data row, from 0, in page order.';
comment on column ledger.rejection.locator is 'Where a person finds it in the snapshot.';
comment on column ledger.rejection.code is 'Stable code.';
comment on column ledger.rejection.message is 'What was unreadable.';
comment on column ledger.rejection.hint is 'What to do next.';

create table ledger.acceptance (
    position bigint,
    run_id bigint not null,
    reason text not null constraint acceptance_reason_stated check (trim(reason) <> ''),
    accepted_by text not null constraint acceptance_accepted_by_stated check (trim(accepted_by) <> ''),
    constraint acceptance_pkey primary key (position),
    constraint acceptance_run_id_key unique (run_id),
    constraint acceptance_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred,
    constraint acceptance_run_id_fkey foreign key (run_id) references ledger.run (run_id)
);

comment on table ledger.acceptance is 'A person''s word that the page of a stopped run is as it should be, so that the next such page passes.';
comment on column ledger.acceptance.position is 'Position in the log.';
comment on column ledger.acceptance.run_id is 'The stopped run.';
comment on column ledger.acceptance.reason is 'Why the page is right.';
comment on column ledger.acceptance.accepted_by is 'Who says so.';
