-- Filers and their keys: several at once, rotated, revoked with time. Each is an entry of the log.
alter table ledger.log drop constraint log_kind_known;
alter table ledger.log add constraint log_kind_known check (
    kind in (
        'filing', 'run', 'link', 'review', 'attribution', 'rereading', 'reference', 'takedown', 'acceptance', 'filer', 'key', 'revocation'
    )
);

comment on column ledger.log.kind is 'What entered: a filing, an accepted run of an import, a link, a review, an attribution, a re-reading, a reference vintage, a takedown, the acceptance of a stopped run, a filer that was registered, its key, the revocation of a key.';

create table ledger.filer_key (
    key_id text constraint filer_key_key_id_form check (key_id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    filer_no bigint not null,
    public_key bytea not null constraint filer_key_public_key_length check (octet_length(public_key) = 32),
    valid_from timestamptz not null,
    position bigint not null,
    constraint filer_key_pkey primary key (key_id),
    constraint filer_key_public_key_key unique (public_key),
    constraint filer_key_filer_no_fkey foreign key (filer_no) references ledger.filer (filer_no),
    constraint filer_key_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred
);

create index filer_key_filer_no on ledger.filer_key (filer_no);

comment on table ledger.filer_key is 'Public keys that filers sign with. A filer has several at once; one that is no longer in force is in key_revocation.';
comment on column ledger.filer_key.key_id is 'Its name, which a filing states.';
comment on column ledger.filer_key.filer_no is 'Whose key it is.';
comment on column ledger.filer_key.public_key is 'Ed25519 public key (RFC 8032), 32 bytes.';
comment on column ledger.filer_key.valid_from is 'First moment at which a filing received is accepted with it.';
comment on column ledger.filer_key.position is 'Position in the log.';

create table ledger.key_revocation (
    key_id text,
    revoked_at timestamptz not null,
    reason text not null constraint key_revocation_reason_stated check (trim(reason) <> ''),
    position bigint not null,
    constraint key_revocation_pkey primary key (key_id),
    constraint key_revocation_key_id_fkey foreign key (key_id) references ledger.filer_key (key_id),
    constraint key_revocation_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred
);

comment on table ledger.key_revocation is 'Keys that are no longer in force, since when and why. A revoked key is never in force again.';
comment on column ledger.key_revocation.key_id is 'The key.';
comment on column ledger.key_revocation.revoked_at is 'First moment at which nothing that is received is accepted with it, whenever it was signed.';
comment on column ledger.key_revocation.reason is 'Why.';
comment on column ledger.key_revocation.position is 'Position in the log.';

create or replace view ledger.entry as
select r.position, 'run' as kind, ledger.entry_sha256(to_jsonb(r)) as digest from ledger.run r where r.position is not null
union all
select a.position, 'acceptance', ledger.entry_sha256(to_jsonb(a)) from ledger.acceptance a
union all
select t.position, 'takedown', ledger.entry_sha256(to_jsonb(t)) from ledger.takedown t
union all
select v.position, 'reference', ledger.entry_sha256(to_jsonb(v)) from ledger.source_version v
union all
select v.position, 'reference', ledger.entry_sha256(to_jsonb(v)) from ledger.reference_vintage v
union all
select k.position, 'link', ledger.entry_sha256(to_jsonb(k)) from ledger.link k
union all
select a.position, 'attribution', ledger.entry_sha256(jsonb_agg(to_jsonb(a) order by a.seq))
from ledger.attribution a
where not exists (select from ledger.filing f where f.position = a.position)
    and not exists (select from ledger.claim c where c.position = a.position)
    and not exists (select from ledger.review r where r.position = a.position)
group by a.position
union all
select c.position, 'attribution', ledger.entry_sha256(jsonb_build_object(
    'claim', to_jsonb(c),
    'values', (select jsonb_agg(to_jsonb(v) order by v.seq) from ledger.claim_value v where v.position = c.position),
    'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.position = c.position)))
from ledger.claim c
union all
select r.position, 'review', ledger.entry_sha256(jsonb_build_object(
    'review', to_jsonb(r),
    'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.position = r.position)))
from ledger.review r
union all
-- Other filers enter with their first filing or source, at its position.
select f.position, 'filer', ledger.entry_sha256(to_jsonb(f))
from ledger.filer f
where f.kind = 'employer' and not exists (select from ledger.filing n where n.position = f.position)
union all
select k.position, 'key', ledger.entry_sha256(to_jsonb(k)) from ledger.filer_key k
union all
select r.position, 'revocation', ledger.entry_sha256(to_jsonb(r)) from ledger.key_revocation r;

create function ledger.register_key(filer_no bigint, filer_name text, key_id text, public_key bytea, valid_from timestamptz) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    known ledger.filer;
    entry ledger.filer_key;
begin
    select t.first_position, t.entry_at into taken from ledger.take_positions(2) t;
    select f.* into known from ledger.filer f
    where f.kind = 'employer' and (f.filer_no = register_key.filer_no or (register_key.filer_no is null and f.name_key = ledger.name_key(filer_name)));
    if not found then
        if nullif(trim(filer_name), '') is null then
            raise exception 'there is no filer %', coalesce(register_key.filer_no::text, 'without a name')
                using errcode = 'WR201', hint = 'Name the employer: the first key enters it.';
        end if;
        known := row(
            coalesce(register_key.filer_no, (select coalesce(max(f.filer_no), 0) + 1 from ledger.filer f)), 'employer', filer_name,
            ledger.name_key(filer_name), null, taken.first_position);
        insert into ledger.filer select known.*;
        insert into ledger.log (position, kind, subject, content_sha256, entry_at)
        values (known.position, 'filer', lpad(known.filer_no::text, 10, '0'), ledger.entry_sha256(to_jsonb(known)), taken.entry_at);
        taken.first_position := taken.first_position + 1;
    end if;
    entry := row(register_key.key_id, known.filer_no, register_key.public_key, register_key.valid_from, taken.first_position);
    insert into ledger.filer_key select entry.*;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'key', entry.key_id, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    perform ledger.announce(entry.position, entry.position, 'key', null);
    return known.filer_no;
end
$$;

comment on function ledger.register_key(bigint, text, text, bytea, timestamptz) is 'Enters a filer''s key, and the filer with its first one; gives the filer''s number. filer_no null: the filer of that name, or the next number. Error WR201: no such filer.';

create function ledger.revoke_key(key_id text, revoked_at timestamptz, reason text) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    entry ledger.key_revocation;
begin
    if not exists (select from ledger.filer_key k where k.key_id = revoke_key.key_id) then
        raise exception 'there is no key %', revoke_key.key_id using errcode = 'WR202', hint = 'Name a registered key.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(revoke_key.key_id, revoke_key.revoked_at, revoke_key.reason, taken.first_position);
    insert into ledger.key_revocation select entry.*;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'revocation', entry.key_id, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    perform ledger.announce(entry.position, entry.position, 'revocation', null);
    return entry.position;
end
$$;

comment on function ledger.revoke_key(text, timestamptz, text) is 'Revokes a key from a moment on; gives the position in the log. Error WR202: no such key.';

create trigger append_only before update or delete on ledger.filer_key for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.filer_key for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete on ledger.key_revocation for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.key_revocation for each statement execute function ledger.refuse_change();

grant select on ledger.filer_key, ledger.key_revocation to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.register_key(bigint, text, text, bytea, timestamptz), ledger.revoke_key(text, timestamptz, text) to warn_desk;
