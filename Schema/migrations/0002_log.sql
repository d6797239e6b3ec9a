-- The one log: every entry that can move a number takes a position, under one lock that is held to commit.
create table ledger.log (
    position bigint constraint log_position_positive check (position > 0),
    kind text not null constraint log_kind_known check (
        kind in ('filing', 'run', 'link', 'review', 'attribution', 'rereading', 'reference', 'takedown', 'acceptance')
    ),
    subject text not null,
    content_sha256 bytea not null constraint log_content_sha256_length check (octet_length(content_sha256) = 32),
    entry_at timestamptz not null,
    constraint log_pkey primary key (position)
);

create index log_entry_at on ledger.log (entry_at);

comment on table ledger.log is 'Every entry that can move a number, in the one order that counts. Positions have no gap; log time never runs backwards.';
comment on column ledger.log.position is 'Place in the log, from 1, without gaps. report.as_of names one.';
comment on column ledger.log.kind is 'What entered: a filing, an accepted run of an import, a link, a review, an attribution, a re-reading, a reference vintage, a takedown, the acceptance of a stopped run.';
comment on column ledger.log.subject is 'Key of the entry in its own table: an accession number, a run, a source, a digest.';
comment on column ledger.log.content_sha256 is 'Digest of the entry: for a filing its chain digest, else SHA-256 of the row as canonical jsonb text without nulls.';
comment on column ledger.log.entry_at is 'Time of the entry; never before that of the position before it.';

create function ledger.take_positions(amount bigint, out first_position bigint, out entry_at timestamptz)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    newest record;
begin
    -- Held to commit: whoever comes later gets later positions and commits later.
    perform pg_advisory_xact_lock(x'5741524e'::bigint);
    select l.position, l.entry_at into newest from ledger.log l order by l.position desc limit 1;
    first_position := coalesce(newest.position, 0) + 1;
    entry_at := greatest(clock_timestamp(), newest.entry_at);
end
$$;

comment on function ledger.take_positions(bigint) is 'Takes the log''s lock until commit and gives the first of so many positions, and their time. The caller writes those entries in the same transaction.';

create function ledger.entry_sha256(entry jsonb) returns bytea
language sql immutable parallel safe
return sha256(convert_to(jsonb_strip_nulls(entry)::text, 'UTF8'));

comment on function ledger.entry_sha256(jsonb) is 'Digest of an entry''s row. Nulls are left out, so that a column added later changes no digest. Callers set timezone UTC and bytea_output hex.';

create function ledger.announce(first_position bigint, last_position bigint, kind text, source_id text) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
    select pg_notify('warn_register', jsonb_strip_nulls(jsonb_build_object(
        'first', first_position, 'position', last_position, 'entries', last_position - first_position + 1,
        'kind', kind, 'source', source_id))::text)
$$;

comment on function ledger.announce(bigint, bigint, text, text) is 'Tells listeners of channel warn_register, at this transaction''s commit, which positions it took.';
