-- Every measure is summed from one line an event, and folding a million filings into events takes seconds. So the lines are kept as
-- they were at a position: what changed is appended, what stands no longer is ended, and report.events reads them where they were
-- settled for the moment asked. Elsewhere it computes. That both are the same is what ledger.refold() proves.
create table ledger.settlement (
    number bigint generated always as identity,
    position bigint not null,
    definitions bytea,
    added bigint,
    ended bigint,
    settled_at timestamptz not null default clock_timestamp(),
    constraint settlement_pkey primary key (number),
    constraint settlement_or_break check ((definitions is null) = (added is null))
);

create index settlement_position on ledger.settlement (position);

comment on table ledger.settlement is 'At which positions the events were settled, and when what was settled before ceased to hold: a line without definitions is such a break.';
comment on column ledger.settlement.number is 'Order of the entries; a break undoes those before it.';
comment on column ledger.settlement.position is 'Newest position of the log at that time.';
comment on column ledger.settlement.definitions is 'Digest of the views that made the facts; null for a break.';
comment on column ledger.settlement.added is 'Facts added; null for a break.';
comment on column ledger.settlement.ended is 'Facts ended; null for a break.';
comment on column ledger.settlement.settled_at is 'When.';

create table ledger.event_fact (
    fact_id bigint generated always as identity,
    position bigint not null,
    notice_date date,
    state text,
    employer text not null,
    employer_key text not null,
    city text,
    county text,
    county_fips text,
    sector text,
    event_type text,
    workers integer,
    workers_counted integer,
    workers_total integer,
    wider_than_state boolean,
    counted boolean,
    rescinded boolean,
    unlisted boolean,
    non_warn boolean,
    amended boolean,
    temporary boolean,
    conditional boolean,
    effective_start date,
    effective_end date,
    notice_date_kind text,
    reason_stated boolean,
    reason text,
    ai_tier smallint,
    ai_label text,
    ai_quote text,
    ai_status text,
    notices integer not null,
    disclosures integer not null,
    origin text,
    source_id text,
    event_id uuid not null,
    constraint event_fact_pkey primary key (fact_id)
);

create index event_fact_employer_key on ledger.event_fact (employer_key);
create index event_fact_state_county_fips on ledger.event_fact (state, county_fips);

comment on table ledger.event_fact is 'An event as report.events has it, from one settled position on. Made from the ledger and of it: nothing rests on it.';
comment on column ledger.event_fact.fact_id is 'Its number.';
comment on column ledger.event_fact.position is 'Settled position from which it stands.';
comment on column ledger.event_fact.notice_date is 'As in report.events.';
comment on column ledger.event_fact.state is 'As in report.events.';
comment on column ledger.event_fact.employer is 'As in report.events.';
comment on column ledger.event_fact.employer_key is 'As in report.events.';
comment on column ledger.event_fact.city is 'As in report.events.';
comment on column ledger.event_fact.county is 'As in report.events.';
comment on column ledger.event_fact.county_fips is 'As in report.events.';
comment on column ledger.event_fact.sector is 'As in report.events.';
comment on column ledger.event_fact.event_type is 'As in report.events.';
comment on column ledger.event_fact.workers is 'As in report.events.';
comment on column ledger.event_fact.workers_counted is 'As in report.events.';
comment on column ledger.event_fact.workers_total is 'As in report.events.';
comment on column ledger.event_fact.wider_than_state is 'As in report.events.';
comment on column ledger.event_fact.counted is 'As in report.events.';
comment on column ledger.event_fact.rescinded is 'As in report.events.';
comment on column ledger.event_fact.unlisted is 'As in report.events.';
comment on column ledger.event_fact.non_warn is 'As in report.events.';
comment on column ledger.event_fact.amended is 'As in report.events.';
comment on column ledger.event_fact.temporary is 'As in report.events.';
comment on column ledger.event_fact.conditional is 'As in report.events.';
comment on column ledger.event_fact.effective_start is 'As in report.events.';
comment on column ledger.event_fact.effective_end is 'As in report.events.';
comment on column ledger.event_fact.notice_date_kind is 'As in report.events.';
comment on column ledger.event_fact.reason_stated is 'As in report.events.';
comment on column ledger.event_fact.reason is 'As in report.events.';
comment on column ledger.event_fact.ai_tier is 'As in report.events.';
comment on column ledger.event_fact.ai_label is 'As in report.events.';
comment on column ledger.event_fact.ai_quote is 'As in report.events.';
comment on column ledger.event_fact.ai_status is 'As in report.events.';
comment on column ledger.event_fact.notices is 'As in report.events.';
comment on column ledger.event_fact.disclosures is 'As in report.events.';
comment on column ledger.event_fact.origin is 'As in report.events.';
comment on column ledger.event_fact.source_id is 'As in report.events.';
comment on column ledger.event_fact.event_id is 'As in report.events.';

create table ledger.event_fact_end (
    fact_id bigint,
    position bigint not null,
    constraint event_fact_end_pkey primary key (fact_id),
    constraint event_fact_end_fact_id_fkey foreign key (fact_id) references ledger.event_fact (fact_id)
);

comment on table ledger.event_fact_end is 'Facts that stand no longer: the event changed, or is none any more.';
comment on column ledger.event_fact_end.fact_id is 'The fact.';
comment on column ledger.event_fact_end.position is 'Settled position from which it stands no longer.';

create table ledger.event_cell (
    position bigint,
    notice_month text,
    state text,
    event_type text,
    sector text,
    events bigint not null,
    notices bigint not null,
    workers bigint not null,
    without_count bigint not null,
    notices_without_count bigint not null
);

create index event_cell_position on ledger.event_cell (position);

comment on table ledger.event_cell is 'What each settling changed of the sums: counted events by month, jurisdiction, type and sector, appended and never updated. Their sum up to a settled position is what the events of that position sum to.';
comment on column ledger.event_cell.position is 'The settled position.';
comment on column ledger.event_cell.notice_month is 'As in report.events.';
comment on column ledger.event_cell.state is 'As in report.events.';
comment on column ledger.event_cell.event_type is 'As in report.events.';
comment on column ledger.event_cell.sector is 'As in report.events.';
comment on column ledger.event_cell.events is 'Counted events more, or less.';
comment on column ledger.event_cell.notices is 'Notices of them.';
comment on column ledger.event_cell.workers is 'Workers of them.';
comment on column ledger.event_cell.without_count is 'Of the events, those without a figure for the state.';
comment on column ledger.event_cell.notices_without_count is 'Notices of those.';

create function ledger.fact_definitions() returns bytea
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select sha256(convert_to(string_agg(d.name || encode(d.sha256, 'hex'), ',' order by d.name), 'UTF8'))
    from (
        select distinct on (r.name) r.name, r.sha256
        from ledger.report_definition r
        where r.name in ('attributions', 'event_members', 'events', 'folded_events', 'notice_industries', 'notice_places', 'notices')
        order by r.name, r.defined_at desc
    ) d
$$;

comment on function ledger.fact_definitions() is 'Digest of the views in force that facts are made by.';

create function ledger.is_settled(moment bigint) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select exists (
        select from ledger.settlement s
        where s.position = moment and s.definitions = ledger.fact_definitions()
            and not exists (select from ledger.settlement b where b.definitions is null and b.number > s.number))
$$;

comment on function ledger.is_settled(bigint) is 'Whether the events are settled for that position, by the views in force.';

create function ledger.settle() returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
declare
    newest bigint;
    entry ledger.settlement;
    asked text := current_setting('report.as_of', true);
    last_number bigint;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    newest := coalesce((select max(l.position) from ledger.log l), 0);
    if ledger.is_settled(newest) then
        return 0;
    end if;
    perform set_config('report.as_of', newest::text, true);
    create temporary table now_fact on commit drop as
    select
        e.notice_date, e.state, e.employer, e.employer_key, e.city, e.county, e.county_fips, e.sector, e.event_type, e.workers,
        e.workers_counted, e.workers_total, e.wider_than_state, e.counted, e.rescinded, e.unlisted, e.non_warn, e.amended, e.temporary,
        e.conditional, e.effective_start, e.effective_end, e.notice_date_kind, e.reason_stated, e.reason, e.ai_tier, e.ai_label, e.ai_quote,
        e.ai_status, e.notices, e.disclosures, e.origin, e.source_id, e.event_id
    from report.folded_events e;
    perform set_config('report.as_of', coalesce(asked, ''), true);
    create temporary table was_fact on commit drop as
    select f.*
    from ledger.event_fact f
    where not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id);
    analyze pg_temp.now_fact;
    analyze pg_temp.was_fact;
    create temporary table same_fact on commit drop as
    select w.fact_id, w.event_id
    from pg_temp.was_fact w
    join pg_temp.now_fact n on n.event_id = w.event_id
    where row(n.*) is not distinct from row(
        w.notice_date, w.state, w.employer, w.employer_key, w.city, w.county, w.county_fips, w.sector, w.event_type, w.workers,
        w.workers_counted, w.workers_total, w.wider_than_state, w.counted, w.rescinded, w.unlisted, w.non_warn, w.amended, w.temporary,
        w.conditional, w.effective_start, w.effective_end, w.notice_date_kind, w.reason_stated, w.reason, w.ai_tier, w.ai_label, w.ai_quote,
        w.ai_status, w.notices, w.disclosures, w.origin, w.source_id, w.event_id);
    insert into ledger.event_fact_end (fact_id, position)
    select w.fact_id, newest from pg_temp.was_fact w where w.fact_id not in (select s.fact_id from pg_temp.same_fact s);
    get diagnostics entry.ended = row_count;
    insert into ledger.event_fact (
        position,
        notice_date, state, employer, employer_key, city, county, county_fips, sector, event_type, workers, workers_counted, workers_total,
        wider_than_state, counted, rescinded, unlisted, non_warn, amended, temporary, conditional, effective_start, effective_end,
        notice_date_kind, reason_stated, reason, ai_tier, ai_label, ai_quote, ai_status, notices, disclosures, origin, source_id, event_id)
    select
        newest,
        n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.county_fips, n.sector, n.event_type, n.workers,
        n.workers_counted, n.workers_total, n.wider_than_state, n.counted, n.rescinded, n.unlisted, n.non_warn, n.amended, n.temporary,
        n.conditional, n.effective_start, n.effective_end, n.notice_date_kind, n.reason_stated, n.reason, n.ai_tier, n.ai_label, n.ai_quote,
        n.ai_status, n.notices, n.disclosures, n.origin, n.source_id, n.event_id
    from pg_temp.now_fact n
    where n.event_id not in (select s.event_id from pg_temp.same_fact s)
    order by n.notice_date, n.state;
    get diagnostics entry.added = row_count;
    insert into ledger.event_cell (position, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count)
    select newest, to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector, sum(c.sign), sum(c.sign * c.notices),
        coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0),
        coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0)
    from (
        select 1 as sign, n.notice_date, n.state, n.event_type, n.sector, n.notices, n.workers_counted
        from pg_temp.now_fact n
        where n.counted and n.event_id not in (select s.event_id from pg_temp.same_fact s)
        union all
        select -1, w.notice_date, w.state, w.event_type, w.sector, w.notices, w.workers_counted
        from pg_temp.was_fact w
        where w.counted and w.fact_id not in (select s.fact_id from pg_temp.same_fact s)
    ) c
    group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector
    having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
        or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
        or coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0) <> 0;
    drop table pg_temp.now_fact, pg_temp.was_fact, pg_temp.same_fact;
    insert into ledger.settlement (position, definitions, added, ended) values (newest, ledger.fact_definitions(), entry.added, entry.ended);
    return entry.added + entry.ended;
end
$$;

comment on function ledger.settle() is 'Settles the events for the newest position and gives how many were added or ended; 0 where they are settled.';

create function ledger.refold() returns table (event_id uuid, finding text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
begin
    return query
    with settled as materialized (
        select f.event_id, row(f.*)::text as fact from report.events f
    ),
    folded as materialized (
        select f.event_id, row(f.*)::text as fact from report.folded_events f
    )
    select coalesce(s.event_id, f.event_id),
        case when s.event_id is null then 'missing' when f.event_id is null then 'not an event' else 'settled as ' || s.fact || ', is ' || f.fact end
    from settled s
    full join folded f on f.event_id = s.event_id
    where s.fact is distinct from f.fact
    union all
    select null, 'cells sum to ' || c.cell || ', events to ' || f.cell
    from (select row(coalesce(sum(x.events), 0), coalesce(sum(x.notices), 0), coalesce(sum(x.workers), 0), coalesce(sum(x.without_count), 0))::text as cell from report.event_cells x) c
    cross join (
        select row(count(*), coalesce(sum(x.notices), 0), coalesce(sum(x.workers_counted), 0), count(*) filter (where x.workers_counted is null))::text as cell
        from report.folded_events x
        where x.counted) f
    where c.cell <> f.cell;
end
$$;

comment on function ledger.refold() is 'Events whose settled facts differ from what the ledger folds to at the moment that report.as_of names: none, unless something is broken.';

-- Rosters say more of what was filed before: a place or an industry that is settled later moves facts of earlier positions.
create function ledger.break_settlement() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from entered) and exists (select from ledger.settlement) then
        perform pg_advisory_xact_lock(x'57415253'::integer, 0);
        insert into ledger.settlement (position) select coalesce(max(l.position), 0) from ledger.log l;
    end if;
    return null;
end
$$;

comment on function ledger.break_settlement() is 'Trigger: what was settled before holds no longer.';

create trigger break_settlement after insert on ledger.placement referencing new table as entered
    for each statement execute function ledger.break_settlement();
create trigger break_settlement after insert on ledger.industry referencing new table as entered
    for each statement execute function ledger.break_settlement();

do $$
declare
    guarded text;
begin
    foreach guarded in array array['settlement', 'event_fact', 'event_fact_end', 'event_cell'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.settlement, ledger.event_fact, ledger.event_fact_end, ledger.event_cell to warn_importer, warn_desk, warn_reviewer;
revoke execute on function ledger.settle(), ledger.refold(), ledger.break_settlement(), ledger.fact_definitions() from public;
grant execute on function ledger.settle() to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.refold() to warn_reviewer;
grant execute on function ledger.is_settled(bigint) to public; -- a view calls functions as its reader
