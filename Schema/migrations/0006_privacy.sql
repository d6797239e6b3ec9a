-- Parts of a filing that are not public, and erasing bytes without breaking the chain.
create table ledger.private_document (
    accession_no text,
    name text constraint private_document_name_form check (name ~ '^[a-z][a-z0-9_.]*$'),
    salted_sha256 bytea not null constraint private_document_sha256_length check (octet_length(salted_sha256) = 32),
    constraint private_document_pkey primary key (accession_no, name),
    constraint private_document_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no) deferrable initially deferred
);

comment on table ledger.private_document is 'Parts of a filing that are not public (contacts, FEIN, union officers): the ledger holds their salted digests only.';
comment on column ledger.private_document.accession_no is 'The filing.';
comment on column ledger.private_document.name is 'Name of the part, such as contact.';
comment on column ledger.private_document.salted_sha256 is 'SHA-256 of the salt followed by the part''s canonical JSON.';

create table ledger.private_body (
    accession_no text,
    name text,
    salt bytea not null constraint private_body_salt_length check (octet_length(salt) >= 16),
    body bytea not null,
    constraint private_body_pkey primary key (accession_no, name),
    constraint private_body_document_fkey foreign key (accession_no, name)
        references ledger.private_document (accession_no, name) deferrable initially deferred
);

comment on table ledger.private_body is 'Bytes and salts of private parts: what a takedown erases. No row: removed.';
comment on column ledger.private_body.accession_no is 'The filing.';
comment on column ledger.private_body.name is 'The part.';
comment on column ledger.private_body.salt is 'Random bytes, so that a short text cannot be guessed from its digest.';
comment on column ledger.private_body.body is 'Canonical JSON of the part.';

create table ledger.takedown (
    position bigint,
    kind text not null constraint takedown_kind_known check (kind in ('snapshot', 'private_document')),
    subject text not null,
    reason text not null constraint takedown_reason_stated check (trim(reason) <> ''),
    authority text not null constraint takedown_authority_stated check (trim(authority) <> ''),
    constraint takedown_pkey primary key (position),
    constraint takedown_subject_key unique (kind, subject),
    constraint takedown_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred
);

comment on table ledger.takedown is 'Bytes that were erased, why, and by whose authority. Chains, proofs and counts still verify.';
comment on column ledger.takedown.position is 'Position in the log.';
comment on column ledger.takedown.kind is 'snapshot or private_document.';
comment on column ledger.takedown.subject is 'The snapshot''s digest in hexadecimal, or accession number, slash, name of the part.';
comment on column ledger.takedown.reason is 'Why.';
comment on column ledger.takedown.authority is 'Who decided, or the order.';

create function ledger.refuse_erasure() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    erased text;
begin
    if tg_table_name = 'snapshot_body' then
        erased := encode(old.sha256, 'hex');
    else
        erased := old.accession_no || '/' || old.name;
    end if;
    if not exists (select from ledger.takedown t where t.subject = erased) then
        raise exception 'delete on %.% is refused: the ledger is append-only', tg_table_schema, tg_table_name
            using errcode = 'insufficient_privilege', hint = 'Erase bytes with takedown, which records the reason and the authority.';
    end if;
    return old;
end
$$;

comment on function ledger.refuse_erasure() is 'Trigger of the tables of bodies: a body is erased only when a takedown entry names it.';

create function ledger.takedown(kind text, subject text, reason text, authority text) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    entry ledger.takedown;
begin
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(taken.first_position, kind, subject, reason, authority);
    insert into ledger.takedown (position, kind, subject, reason, authority)
    values (entry.position, entry.kind, entry.subject, entry.reason, entry.authority);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'takedown', entry.subject, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    if entry.kind = 'snapshot' then
        delete from ledger.snapshot_body b where b.sha256 = decode(entry.subject, 'hex');
    else
        delete from ledger.private_body b
        where b.accession_no = split_part(entry.subject, '/', 1) and b.name = split_part(entry.subject, '/', 2);
    end if;
    if not found then
        raise exception 'there are no bytes of % % to erase', entry.kind, entry.subject
            using errcode = 'no_data_found', hint = 'Name a snapshot by its digest, a private part by accession number, slash and name.';
    end if;
    perform ledger.announce(entry.position, entry.position, 'takedown', null);
    return entry.position;
end
$$;

comment on function ledger.takedown(text, text, text, text) is 'The one function that erases bytes: of one snapshot, or of one private part with its salt. Gives its position in the log.';
