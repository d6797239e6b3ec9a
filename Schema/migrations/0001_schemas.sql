-- Two schemas: the append-only ledger, and what people read.
create schema ledger;
create schema report;

comment on schema ledger is 'The append-only record: nothing here is updated or deleted. Programs write through its functions only.';
comment on schema report is 'What people read: one view per question, each at the moment that the setting report.as_of names.';

-- A function is nobody's until it is granted.
alter default privileges revoke execute on functions from public;

create table ledger.migration (
    number integer constraint migration_number_positive check (number > 0),
    name text not null,
    sha256 bytea not null constraint migration_sha256_length check (octet_length(sha256) = 32),
    applied_at timestamptz not null default clock_timestamp(),
    constraint migration_pkey primary key (number)
);

comment on table ledger.migration is 'Migrations that made this schema. A landed file never changes: its digest is compared at every run.';
comment on column ledger.migration.number is 'The number its file name begins with.';
comment on column ledger.migration.name is 'The file name after the number, without extension.';
comment on column ledger.migration.sha256 is 'SHA-256 of the file''s bytes.';
comment on column ledger.migration.applied_at is 'When it was applied to this database.';

create function ledger.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    raise exception '% on %.% is refused: the ledger is append-only', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege',
              hint = 'Record a correction as a new entry: an amendment (N/A), a withdrawal (N/W), a re-reading (OBS/R). To erase bytes, use takedown.';
end
$$;

comment on function ledger.refuse_change() is 'Trigger of every table of the ledger: refuses update, delete and truncate, with a hint.';
