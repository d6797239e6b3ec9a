-- Sources that no real page has proven yet, and jurisdictions that publish nothing: whom to ask, and why.
-- Nulls are left out of an entry's digest, so the versions that are there keep theirs.
alter table ledger.source_version
    add column from_facts boolean,
    add column since text constraint source_version_since_form check (since ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
    add column contact text,
    add column comment text;

comment on column ledger.source_version.from_facts is 'True when no real page was at hand when the manifest was written: unproven until a run from the network passes. Null: one was.';
comment on column ledger.source_version.since is 'The earliest year, month or day of which it is known that nothing is published; null where something is.';
comment on column ledger.source_version.contact is 'Whom to ask where nothing is published; else null.';
comment on column ledger.source_version.comment is 'What is known where nothing is published, and what the law there says; else null.';

create or replace function ledger.register_source(described jsonb) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    latest ledger.source_version;
    entry ledger.source_version;
begin
    entry := jsonb_populate_record(null::ledger.source_version, described);
    select v.source_id, v.version, v.publisher, v.publication, v.page, v.listing_window, v.position, v.from_facts, v.since, v.contact, v.comment
    into latest
    from ledger.source_version v where v.source_id = entry.source_id order by v.version desc limit 1;
    if (latest.publisher, latest.publication, latest.page, latest.listing_window, latest.from_facts, latest.since, latest.contact, latest.comment)
        is not distinct from
        (entry.publisher, entry.publication, entry.page, entry.listing_window, entry.from_facts, entry.since, entry.contact, entry.comment) then
        return false;
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    -- Under the lock now: another import may have been first.
    select coalesce(max(v.version), 0) + 1 into entry.version from ledger.source_version v where v.source_id = entry.source_id;
    entry.position := taken.first_position;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'reference', 'source ' || entry.source_id, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    if entry.version = 1 then
        insert into ledger.filer (filer_no, kind, name, name_key, source_id, position)
        select coalesce(max(f.filer_no), 0) + 1, 'source', entry.source_id, entry.source_id, entry.source_id, entry.position from ledger.filer f;
        insert into ledger.source (source_id, state, filer_no, position)
        select f.source_id, described ->> 'state', f.filer_no, entry.position from ledger.filer f where f.source_id = entry.source_id;
    end if;
    insert into ledger.source_version (
        source_id, version, publisher, publication, page, listing_window, position, from_facts, since, contact, comment)
    values (
        entry.source_id, entry.version, entry.publisher, entry.publication, entry.page, entry.listing_window, entry.position,
        entry.from_facts, entry.since, entry.contact, entry.comment);
    perform ledger.announce(entry.position, entry.position, 'reference', entry.source_id);
    return true;
end
$$;

comment on function ledger.register_source(jsonb) is 'Enters a source, or a new version of what its manifest says; true when something was new. Keys: source_id, state, publisher, publication, page, listing_window; from_facts, since, contact and comment where they say something.';
