-- Signed checkpoints of the log: how many entries there were, and the root of their hash tree. Nothing is computed while filing or importing:
-- the tree's leaves are the rows of the log as they stand (Schema/LOG.md), and whoever makes a checkpoint reads them.
create table ledger.checkpoint (
    checkpoint_id bigint generated always as identity,
    origin text not null constraint checkpoint_origin_stated check (trim(origin) <> ''),
    size bigint not null constraint checkpoint_size_natural check (size >= 0),
    root_sha256 bytea not null constraint checkpoint_root_sha256_length check (octet_length(root_sha256) = 32),
    note text not null constraint checkpoint_note_size check (length(note) <= 10000),
    made_at timestamptz not null default clock_timestamp(),
    constraint checkpoint_pkey primary key (checkpoint_id),
    constraint checkpoint_note_key unique (note)
);

comment on table ledger.checkpoint is 'Checkpoints of the log that were signed here, in the form of C2SP tlog-checkpoint. A copy held elsewhere finds a log that was rewritten or cut.';
comment on column ledger.checkpoint.checkpoint_id is 'Order in which they were made.';
comment on column ledger.checkpoint.origin is 'The log''s name, the same in all of them.';
comment on column ledger.checkpoint.size is 'Entries: positions 1 to size.';
comment on column ledger.checkpoint.root_sha256 is 'Root of the hash tree over them (RFC 9162, section 2.1).';
comment on column ledger.checkpoint.note is 'The signed note, as it is sent out.';
comment on column ledger.checkpoint.made_at is 'When it was made.';

create trigger append_only before update or delete on ledger.checkpoint for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.checkpoint for each statement execute function ledger.refuse_change();

create function ledger.keep_checkpoint(origin text, size bigint, root_sha256 bytea, note text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    newest ledger.checkpoint;
begin
    perform pg_advisory_xact_lock(x'5741434B'::bigint);
    select c.* into newest from ledger.checkpoint c order by c.checkpoint_id desc limit 1;
    if newest.origin <> keep_checkpoint.origin then
        raise exception 'this log is named %, not %', newest.origin, keep_checkpoint.origin
            using errcode = 'WR801', hint = 'A log keeps its name; the key may change.';
    end if;
    if newest.size > keep_checkpoint.size or (newest.size = keep_checkpoint.size and newest.root_sha256 <> keep_checkpoint.root_sha256) then
        raise exception 'a checkpoint of % entries does not follow that of %', keep_checkpoint.size, newest.size
            using errcode = 'WR801', hint = 'Look with: warnctl verify';
    end if;
    if keep_checkpoint.size > coalesce((select max(l.position) from ledger.log l), 0) then
        raise exception 'the log has fewer than % entries', keep_checkpoint.size using errcode = 'WR801', hint = 'Look with: warnctl verify';
    end if;
    insert into ledger.checkpoint (origin, size, root_sha256, note)
    values (keep_checkpoint.origin, keep_checkpoint.size, keep_checkpoint.root_sha256, keep_checkpoint.note)
    on conflict do nothing;
end
$$;

comment on function ledger.keep_checkpoint(text, bigint, bytea, text) is 'Keeps a signed checkpoint. It must follow the newest one: the same name, no fewer entries. Error WR801: it does not. That its root is the log''s is checked by who makes it, and by warnctl verify.';

grant select on ledger.checkpoint to warn_importer, warn_desk, warn_reviewer;
revoke execute on function ledger.keep_checkpoint(text, bigint, bytea, text) from public;
grant execute on function ledger.keep_checkpoint(text, bigint, bytea, text) to warn_desk;
