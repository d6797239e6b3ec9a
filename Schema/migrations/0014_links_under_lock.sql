-- Two imports at once found the same link new: what is new is told under the log's lock.
create or replace function ledger.record_links(links jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    first_position bigint;
    instant timestamptz;
    entries bigint;
begin
    -- Without the lock first: most imports find no new link, and need none.
    if not exists (select from ledger.new_links(links)) then
        return 0;
    end if;
    select t.first_position, t.entry_at into first_position, instant from ledger.take_positions(1) t;
    insert into ledger.link (position, kind, from_disclosure, to_disclosure, score, rule, status)
    select first_position + n.number - 1, n.kind, n.from_disclosure, n.to_disclosure, n.score, n.rule, n.status
    from ledger.new_links(links) n;
    get diagnostics entries = row_count;
    if entries > 0 then
        insert into ledger.log (position, kind, subject, content_sha256, entry_at)
        select l.position, 'link', l.from_disclosure || ' ' || l.kind || ' ' || l.to_disclosure, ledger.entry_sha256(to_jsonb(l)), instant
        from ledger.link l where l.position >= first_position;
        perform ledger.announce(first_position, first_position + entries - 1, 'link', null);
    end if;
    return entries;
end
$$;

create function ledger.new_links(links jsonb)
returns table (number bigint, kind text, from_disclosure uuid, to_disclosure uuid, score numeric, rule text, status text)
language sql
set search_path = pg_catalog, pg_temp
as $$
    select row_number() over (order by min(e.seq)), l.kind, l.from_disclosure, l.to_disclosure, max(l.score), min(l.rule), min(l.status)
    from jsonb_array_elements(links) with ordinality e (link, seq)
    cross join lateral jsonb_populate_record(null::ledger.link, e.link) l
    where not exists (
        select from ledger.link k
        where k.from_disclosure = l.from_disclosure and k.to_disclosure = l.to_disclosure and k.kind = l.kind)
    group by l.kind, l.from_disclosure, l.to_disclosure
$$;

comment on function ledger.new_links(jsonb) is 'Those of the links that the ledger does not have yet, each once, numbered.';
