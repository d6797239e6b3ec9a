-- Private pages: letters, and whatever a manifest calls private. Their bytes are the owner's alone, whoever else may read the ledger.
create table ledger.private_snapshot (
    sha256 bytea,
    reason text not null constraint private_snapshot_reason_known check (reason in ('letter', 'manifest')),
    constraint private_snapshot_pkey primary key (sha256),
    constraint private_snapshot_sha256_fkey foreign key (sha256) references ledger.snapshot (sha256)
);

comment on table ledger.private_snapshot is 'Snapshots whose bytes the owner alone may read. Digest, size and address stay known to all who may read the ledger.';
comment on column ledger.private_snapshot.sha256 is 'The snapshot.';
comment on column ledger.private_snapshot.reason is 'letter: a document that a list links to, which may name persons; manifest: the source''s manifest says so.';

create trigger append_only before update or delete on ledger.private_snapshot for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.private_snapshot for each statement execute function ledger.refuse_change();

-- The owner is not bound by the policy, so that importing, reports and verifying go on as before.
alter table ledger.snapshot_body enable row level security;
create policy public_bytes on ledger.snapshot_body for select
using (not exists (select from ledger.private_snapshot p where p.sha256 = snapshot_body.sha256));

comment on policy public_bytes on ledger.snapshot_body is 'Bytes of private snapshots are not there for anyone but the owner.';

-- Compares every body with its digest, the private ones too; shows digests only.
alter function ledger.breaks() security definer;

create function ledger.keep_private(digests text[], reason text) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.private_snapshot (sha256, reason)
    select s.sha256, keep_private.reason
    from ledger.snapshot s
    where s.sha256 = any (select decode(d.digest, 'hex') from unnest(digests) d (digest))
    on conflict do nothing
$$;

comment on function ledger.keep_private(text[], text) is 'Makes snapshots private, by their digests in hexadecimal. In the transaction that stores them, so that nobody sees them before.';

grant select on ledger.private_snapshot to warn_importer, warn_desk, warn_reviewer;
revoke execute on function ledger.keep_private(text[], text) from public;
grant execute on function ledger.keep_private(text[], text) to warn_importer;
