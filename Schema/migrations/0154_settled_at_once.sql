-- Every report asks what is not settled, and most often nothing is.
create or replace function ledger.tail(moment bigint, out settlement bigint, out sum_settlement bigint, out base bigint, out events uuid[], out disclosures uuid[])
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
declare
    in_force bytea := ledger.fact_definitions();
begin
    select s.number, s.position into settlement, base
    from ledger.settlement s
    where s.position <= moment and s.definitions = in_force
        and not exists (select from ledger.settlement b where b.definitions is null and b.number > s.number)
        -- What was settled anew at the same position has replaced it.
        and not exists (select from ledger.settlement n where n.position = s.position and n.number > s.number)
    order by s.position desc
    limit 1;
    if base is null then
        return;
    end if;
    select max(s.number) into sum_settlement from ledger.settlement s where s.is_sum and s.number <= settlement;
    -- Most questions are of the newest moment, and that is settled: what could be touched is not looked for.
    if base = moment and not exists (select from ledger.event_touch t where t.after_settlement >= settlement) then
        events := '{}';
        disclosures := '{}';
        return;
    end if;
    with touched as materialized (
        select f.disclosure_id from ledger.filing f where f.position > base and f.position <= moment
        union
        select f.disclosure_id
        from ledger.attribution a
        join ledger.filing f on f.accession_no = a.accession_no
        where a.position > base and a.position <= moment
        union
        select f.disclosure_id
        from ledger.claim c
        join ledger.filing f on f.accession_no = c.accession_no
        where c.position > base and c.position <= moment
        union
        select e.disclosure_id
        from ledger.link l
        left join ledger.link s on s.position = l.supersedes_position
        cross join lateral (values (l.from_disclosure), (l.to_disclosure), (s.from_disclosure), (s.to_disclosure)) e (disclosure_id)
        where l.position > base and l.position <= moment and e.disclosure_id is not null
        union
        select n.disclosure_id
        from ledger.placement p
        join ledger.event_line n on n.place_mark = substring(p.statement_sha256 for 8)
        where p.position > base and p.position <= moment
        union
        select n.disclosure_id
        from ledger.industry i
        join ledger.event_line n on n.industry_mark = substring(i.statement_sha256 for 8)
        where i.position > base and i.position <= moment
        union
        select t.disclosure_id from ledger.event_touch t where t.after_settlement >= settlement
    ),
    known as materialized (
        select t.disclosure_id
        from touched t
        join ledger.disclosure d on d.disclosure_id = t.disclosure_id
        where d.position <= moment
    ),
    -- Old links hold an event's disclosures together, and both ends of a new one are touched: so these are closed under links.
    old as materialized (
        select distinct n.event_id
        from known k
        join ledger.event_line n on n.disclosure_id = k.disclosure_id
        where n.position <= base and not exists (select from ledger.event_line_end e where e.line_id = n.line_id and e.position <= base)
    )
    select
        (select coalesce(array_agg(o.event_id), '{}') from old o),
        (select coalesce(array_agg(m.disclosure_id), '{}')
            from (
                select k.disclosure_id from known k
                union
                select n.disclosure_id
                from old o
                join ledger.event_line n on n.event_id = o.event_id
                where n.position <= base and not exists (select from ledger.event_line_end e where e.line_id = n.line_id and e.position <= base)
            ) m)
    into events, disclosures;
end
$$;

create function report.is_settling() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
return ledger.live_settler() and not ledger.is_settled((select max(l.position) from ledger.log l));

comment on function report.is_settling() is 'Whether what was recorded last is being settled right now. Views answer all the same, and in a moment faster: a page of many questions may wait for it.';

grant execute on function report.is_settling() to public; -- who may read the reports
