-- Links between disclosures: proposed by the linker, accepted where certain, always refusable.
create function ledger.record_links(links jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    entries bigint;
begin
    create temporary table new_link on commit drop as
    select row_number() over (order by e.seq) as number, l.kind, l.from_disclosure, l.to_disclosure, l.score, l.rule, l.status
    from jsonb_array_elements(links) with ordinality e (link, seq)
    cross join lateral jsonb_populate_record(null::ledger.link, e.link) l
    where not exists (
        select from ledger.link k
        where k.from_disclosure = l.from_disclosure and k.to_disclosure = l.to_disclosure and k.kind = l.kind);
    select count(*) into entries from pg_temp.new_link;
    if entries > 0 then
        select t.first_position, t.entry_at into taken from ledger.take_positions(entries) t;
        insert into ledger.link (position, kind, from_disclosure, to_disclosure, score, rule, status)
        select taken.first_position + l.number - 1, l.kind, l.from_disclosure, l.to_disclosure, l.score, l.rule, l.status from pg_temp.new_link l;
        insert into ledger.log (position, kind, subject, content_sha256, entry_at)
        select l.position, 'link', l.from_disclosure || ' ' || l.kind || ' ' || l.to_disclosure, ledger.entry_sha256(to_jsonb(l)), taken.entry_at
        from ledger.link l where l.position >= taken.first_position;
        perform ledger.announce(taken.first_position, taken.first_position + entries - 1, 'link', null);
    end if;
    drop table pg_temp.new_link;
    return entries;
end
$$;

comment on function ledger.record_links(jsonb) is 'Enters the links that are new and gives their number. Keys of each: kind, from_disclosure, to_disclosure, score, rule, status (accepted or proposed).';

revoke execute on function ledger.record_links(jsonb) from public;
grant execute on function ledger.record_links(jsonb) to warn_importer, warn_desk;
