-- A takedown of a document takes the texts read from it along, and what was removed stays away. The digests of all of them remain.
alter table ledger.extracted_text alter column body drop not null;
comment on column ledger.extracted_text.body is 'The text; null when it was removed by a takedown of its document.';

drop trigger append_only on ledger.extracted_text;
create trigger append_only before delete or update of sha256, snapshot_sha256, extractor, extractor_version on ledger.extracted_text
    for each statement execute function ledger.refuse_change();

create function ledger.is_taken_down(snapshot_sha256 bytea, text_sha256 bytea) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
return exists (
    select from ledger.takedown t
    where t.kind = 'snapshot' and (
        t.subject = encode(is_taken_down.snapshot_sha256, 'hex')
        or exists (select from ledger.claim c where c.text_sha256 = is_taken_down.text_sha256 and t.subject = encode(c.snapshot_sha256, 'hex'))));

comment on function ledger.is_taken_down(bytea, bytea) is 'Whether the document of a text was taken down, or any other that says the same.';

create function ledger.guard_text() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if tg_op = 'INSERT' then
        if ledger.is_taken_down(new.snapshot_sha256, new.sha256) then
            new.body := null;
        end if;
        return new;
    end if;
    if new.body is not null or not ledger.is_taken_down(old.snapshot_sha256, old.sha256) then
        raise exception 'update on %.% is refused: the ledger is append-only', tg_table_schema, tg_table_name
            using errcode = 'insufficient_privilege', hint = 'Erase a text with a takedown of its document, which records the reason and the authority.';
    end if;
    return new;
end
$$;

comment on function ledger.guard_text() is 'Trigger of extracted_text: a text is erased when its document is taken down, and not stored again after it.';

create trigger erased_by_takedown before update of body on ledger.extracted_text for each row execute function ledger.guard_text();
create trigger stays_away before insert on ledger.extracted_text for each row execute function ledger.guard_text();

create or replace function ledger.takedown(kind text, subject text, reason text, authority text) returns bigint
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
    if exists (select from ledger.takedown t where t.kind = entry.kind and t.subject = entry.subject) then
        raise exception '% % is removed already', replace(entry.kind, '_', ' '), entry.subject using errcode = 'WR901', hint = 'Nothing is to be done.';
    end if;
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
        raise exception 'there are no bytes of % % to erase', replace(entry.kind, '_', ' '), entry.subject
            using errcode = 'WR901', hint = 'Name a snapshot by its digest, a private part by accession number, slash and name.';
    end if;
    if entry.kind = 'snapshot' then
        update ledger.extracted_text x set body = null
        where x.body is not null and ledger.is_taken_down(x.snapshot_sha256, x.sha256)
            and (x.snapshot_sha256 = decode(entry.subject, 'hex') or exists (
                select from ledger.claim c where c.text_sha256 = x.sha256 and c.snapshot_sha256 = decode(entry.subject, 'hex')));
    end if;
    perform ledger.announce(entry.position, entry.position, 'takedown', null);
    return entry.position;
end
$$;

comment on function ledger.takedown(text, text, text, text) is 'The one function that erases bytes: of one snapshot with the texts read from it, or of one private part with its salt. Gives its position in the log. Error WR901: there is nothing to erase, or it is erased already.';

create or replace function ledger.private_breaks() returns table (code text, subject text, "position" bigint, message text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select case when b.body is null then 'removed_bytes' else 'changed_bytes' end, d.accession_no || '/' || d.name, f.position,
        case when b.body is null then 'this private part is gone, and no takedown says so' else 'this private part does not have its salted digest' end
    from ledger.private_document d
    join ledger.filing f on f.accession_no = d.accession_no
    left join ledger.private_body b on b.accession_no = d.accession_no and b.name = d.name
    where not exists (select from ledger.takedown t where t.kind = 'private_document' and t.subject = d.accession_no || '/' || d.name)
        and sha256(b.salt || b.body) is distinct from d.salted_sha256
    union all
    select case when x.body is null then 'removed_bytes' else 'changed_bytes' end, 'text ' || encode(x.sha256, 'hex'), null,
        case when x.body is null then 'this text is gone, and no takedown says so' else 'this text does not have its digest' end
    from ledger.extracted_text x
    where case when x.body is null then not ledger.is_taken_down(x.snapshot_sha256, x.sha256) else sha256(convert_to(x.body, 'UTF8')) <> x.sha256 end
$$;

comment on function ledger.private_breaks() is 'The same for private parts and texts of documents: compares digests without showing what is private.';
