-- Reports of notice periods, of places and of first figures read every event, line or first filing there is. What they ask of them is summed here as other
-- cells are: of what each settling changed, and of all where another sum is written.
alter function ledger.settle() rename to settle_events;

comment on function ledger.settle_events() is 'What of settle concerns events, lines, employers, and the cells that were there before those of periods.';

create function ledger.size_class(workers integer) returns smallint
language sql immutable
return width_bucket(workers, array[5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 75, 100, 125, 150, 200, 250, 300, 400, 500, 750, 1000])::smallint;

comment on function ledger.size_class(integer) is 'Class of a number of workers, from 0: its bounds are those from which on laws ask for notice, and likely ones. A law with another bound needs a migration that fills ledger.lead_cell anew. Null without a number.';

create function ledger.lead_days(notice_date date, notice_date_kind text, effective_start date) returns integer
language sql immutable
return case when notice_date_kind is distinct from 'inferred' and effective_start - notice_date between 0 and 400 then effective_start - notice_date end;

comment on function ledger.lead_days(date, text, date) is 'Days from a notice to the first day of the layoff; null where one is not stated or inferred, and below 0 or above 400, which no notice is.';

create function ledger.dates_conflict(notice_date date, notice_date_kind text, effective_start date) returns boolean
language sql immutable
return coalesce(notice_date_kind is distinct from 'inferred' and effective_start - notice_date not between 0 and 400, false);

comment on function ledger.dates_conflict(date, text, date) is 'Whether the stated dates are more than 400 days apart, or the first day is before the notice.';

create table ledger.lead_cell (
    settlement bigint not null,
    notice_month date,
    state text,
    event_type text,
    size_class smallint,
    lead_days smallint,
    is_conflict boolean not null,
    events bigint not null
);

create index lead_cell_settlement on ledger.lead_cell (settlement);

comment on table ledger.lead_cell is 'What each settling changed of the numbers of events by month, jurisdiction, type, size and days of notice: counted events, appended and never updated.';
comment on column ledger.lead_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.lead_cell.notice_month is 'First day of the month of the notice date; null when none is stated.';
comment on column ledger.lead_cell.state is 'As in report.events.';
comment on column ledger.lead_cell.event_type is 'As in report.events.';
comment on column ledger.lead_cell.size_class is 'Class of the figure that enters the state''s sum, as ledger.size_class has it; null without one.';
comment on column ledger.lead_cell.lead_days is 'Days of notice, as ledger.lead_days has them; null where they are not measured.';
comment on column ledger.lead_cell.is_conflict is 'As ledger.dates_conflict has it.';
comment on column ledger.lead_cell.events is 'Events more, or less.';

create table ledger.place_cell (
    settlement bigint not null,
    place_mark bytea not null,
    state text not null,
    notices bigint not null
);

create index place_cell_settlement on ledger.place_cell (settlement);

comment on table ledger.place_cell is 'What each settling changed of how many disclosures state the same of their place: appended and never updated.';
comment on column ledger.place_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.place_cell.place_mark is 'Mark of the statement, as in ledger.event_line.';
comment on column ledger.place_cell.state is 'Its publishing jurisdiction.';
comment on column ledger.place_cell.notices is 'Disclosures more, or less.';

create table ledger.first_cell (
    settlement bigint not null,
    notice_month date not null,
    disclosures bigint not null,
    workers bigint,
    youngest timestamptz not null
);

create index first_cell_settlement on ledger.first_cell (settlement);

comment on table ledger.first_cell is 'What each settling added to the first versions with a notice date, by month, but for those of more than one jurisdiction: appended and never updated; no filing leaves.';
comment on column ledger.first_cell.settlement is 'Number of the settlement that added them, or that summed up what those before it had added.';
comment on column ledger.first_cell.notice_month is 'First day of the month of the notice date.';
comment on column ledger.first_cell.disclosures is 'How many.';
comment on column ledger.first_cell.workers is 'Workers of them; null where none states a figure.';
comment on column ledger.first_cell.youngest is 'When the last of them was accepted.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['lead_cell', 'place_cell', 'first_cell'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('grant select on ledger.%I to warn_importer, warn_desk, warn_reviewer', guarded);
    end loop;
end
$$;

create function ledger.first_filings(after bigint, moment bigint) returns table (notice_month date, disclosures bigint, workers bigint, youngest timestamptz)
language sql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
    select date_trunc('month', f.notice_date::timestamp)::date, count(*), sum(f.workers), max(f.accepted_at)
    from ledger.filing f
    where f.version = 1 and f.position > after and f.position <= moment and f.notice_date is not null and f.workers_scope not in ('nationwide', 'several_states')
        and f.act <> 'non_warn' and f.form_type not like 'Q%' and f.form_type <> 'X'
    group by date_trunc('month', f.notice_date::timestamp)::date
$$;

comment on function ledger.first_filings(bigint, bigint) is 'The cells of the first versions recorded after one position up to another.';

-- What the newest settling ended.
create index event_fact_end_position on ledger.event_fact_end (position);
create index event_line_end_position on ledger.event_line_end (position);

create function ledger.settle_periods(last ledger.settlement, last_fact bigint, ended_facts bigint[], last_line bigint, ended_lines bigint[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
declare
    entry ledger.settlement;
    sum_number bigint;
begin
    select s.* into entry from ledger.settlement s where s.number > coalesce(last.number, 0) order by s.number limit 1;
    if not found then
        return;
    end if;
    insert into ledger.lead_cell (settlement, notice_month, state, event_type, size_class, lead_days, is_conflict, events)
    select entry.number, date_trunc('month', f.notice_date::timestamp)::date, f.state, f.event_type, ledger.size_class(f.workers_counted),
        ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start), ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start),
        sum(f.sign)
    from (
        select 1 as sign, n.notice_date, n.state, n.event_type, n.workers_counted, n.notice_date_kind, n.effective_start
        from ledger.event_fact n
        where n.counted and n.fact_id > last_fact and not entry.is_sum
        union all
        select -1, w.notice_date, w.state, w.event_type, w.workers_counted, w.notice_date_kind, w.effective_start
        from ledger.event_fact_end e
        join ledger.event_fact w on w.fact_id = e.fact_id
        where w.counted and e.position = entry.position and e.fact_id <> all (ended_facts) and not entry.is_sum
        union all
        select 1, a.notice_date, a.state, a.event_type, a.workers_counted, a.notice_date_kind, a.effective_start
        from ledger.event_fact a
        where a.counted and entry.is_sum and not exists (select from ledger.event_fact_end e where e.fact_id = a.fact_id)
    ) f
    group by 2, 3, 4, 5, 6, 7
    having sum(f.sign) <> 0;
    insert into ledger.place_cell (settlement, place_mark, state, notices)
    select entry.number, l.place_mark, d.state, sum(l.sign)
    from (
        select 1 as sign, n.disclosure_id, n.place_mark from ledger.event_line n where n.line_id > last_line and not entry.is_sum
        union all
        select -1, w.disclosure_id, w.place_mark
        from ledger.event_line_end e
        join ledger.event_line w on w.line_id = e.line_id
        where e.position = entry.position and e.line_id <> all (ended_lines) and not entry.is_sum
        union all
        select 1, a.disclosure_id, a.place_mark
        from ledger.event_line a
        where entry.is_sum and not exists (select from ledger.event_line_end e where e.line_id = a.line_id)
    ) l
    join ledger.disclosure d on d.disclosure_id = l.disclosure_id
    where l.place_mark is not null
    group by l.place_mark, d.state
    having sum(l.sign) <> 0;
    insert into ledger.first_cell (settlement, notice_month, disclosures, workers, youngest)
    select entry.number, f.notice_month, f.disclosures, f.workers, f.youngest
    from ledger.first_filings(case when entry.is_sum then 0 else last.position end, entry.position) f;
    -- Another sum, where the other cells have one.
    select max(s.number) into sum_number from ledger.settlement s where s.is_sum and s.number < entry.number;
    select s.* into entry from ledger.settlement s where s.number > entry.number order by s.number limit 1;
    if not found then
        return;
    end if;
    insert into ledger.lead_cell (settlement, notice_month, state, event_type, size_class, lead_days, is_conflict, events)
    select entry.number, c.notice_month, c.state, c.event_type, c.size_class, c.lead_days, c.is_conflict, sum(c.events)
    from ledger.lead_cell c
    where c.settlement >= sum_number
    group by c.notice_month, c.state, c.event_type, c.size_class, c.lead_days, c.is_conflict
    having sum(c.events) <> 0;
    insert into ledger.place_cell (settlement, place_mark, state, notices)
    select entry.number, c.place_mark, c.state, sum(c.notices)
    from ledger.place_cell c
    where c.settlement >= sum_number
    group by c.place_mark, c.state
    having sum(c.notices) <> 0;
    insert into ledger.first_cell (settlement, notice_month, disclosures, workers, youngest)
    select entry.number, c.notice_month, sum(c.disclosures), sum(c.workers), max(c.youngest)
    from ledger.first_cell c
    where c.settlement >= sum_number
    group by c.notice_month;
end
$$;

comment on function ledger.settle_periods(ledger.settlement, bigint, bigint[], bigint, bigint[]) is 'Appends the cells of periods, places and first versions for what was settled after a settlement: facts and lines with later numbers, less those that ended, but for those that had ended at its position by then.';

create function ledger.settle() returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
set work_mem = '64MB'
as $$
declare
    last ledger.settlement;
    last_fact bigint;
    last_line bigint;
    ended_facts bigint[];
    ended_lines bigint[];
    changes bigint;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    -- Not by what is unsettled now: more can come in before it is settled.
    select s.* into last from ledger.settlement s order by s.number desc limit 1;
    select coalesce(max(f.fact_id), 0) into last_fact from ledger.event_fact f;
    select coalesce(max(l.line_id), 0) into last_line from ledger.event_line l;
    -- Some of the same position may have been settled before, as when a place is known late.
    ended_facts := array(select e.fact_id from ledger.event_fact_end e where e.position = last.position);
    ended_lines := array(select e.line_id from ledger.event_line_end e where e.position = last.position);
    changes := ledger.settle_events();
    perform ledger.settle_periods(last, last_fact, ended_facts, last_line, ended_lines);
    return changes;
end
$$;

comment on function ledger.settle() is 'Settles the events for the newest position, folding those alone that the log has touched since the last time, and gives how many were added or ended; 0 where they are settled.';

create function ledger.place_notices(moment bigint) returns table (place_mark bytea, state text, notices bigint)
language sql stable security definer rows 20000
set search_path = pg_catalog, pg_temp
set jit = off
as $$
    with tail as materialized (
        select t.settlement, t.sum_settlement, t.base, t.disclosures from ledger.tail(moment) t
    )
    select p.place_mark, p.state, sum(p.notices)::bigint
    from (
        select c.place_mark, c.state, c.notices
        from ledger.place_cell c
        where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
        union all
        select l.place_mark, d.state, -1
        from ledger.event_line l
        join ledger.disclosure d on d.disclosure_id = l.disclosure_id
        where l.disclosure_id = any ((select t.disclosures from tail t)::uuid[]) and l.place_mark is not null and l.position <= (select t.base from tail t)
            and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= (select t.base from tail t))
        union all
        select f.place_mark, d.state, 1
        from ledger.tail_places(moment, (select t.disclosures from tail t)) f
        join ledger.disclosure d on d.disclosure_id = f.disclosure_id
    ) p
    group by p.place_mark, p.state
    having sum(p.notices) <> 0
$$;

comment on function ledger.place_notices(bigint) is 'How many observed disclosures state the same of their place, by the mark of what they state: of the settled cells, and of what the tail of the log changes of them.';

-- Months in which a law changes are few, and their events are looked up one by one.
create function ledger.facts_of_months(base bigint, states text[], months date[]) returns setof ledger.event_fact
language sql stable security definer rows 1000
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
    select f.*
    from unnest(states, months) m (state, notice_month)
    join ledger.event_fact f on f.state = m.state and f.notice_date >= m.notice_month and f.notice_date < m.notice_month + interval '1 month'
    where f.position <= base and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
$$;

comment on function ledger.facts_of_months(bigint, text[], date[]) is 'The facts settled at base of some jurisdictions and months, the two arrays together.';

create index event_fact_figure on ledger.event_fact (
    ledger.figure_class(workers_counted), date_trunc('month', notice_date::timestamp), coalesce(state, ''), coalesce(event_type, ''))
    include (workers_counted, notice_date, state, event_type, position, fact_id)
    where counted and notice_date is not null and workers_counted is not null;

create function ledger.figures_of(base bigint, states text[], types text[], classes smallint[], months date[])
returns table (state text, event_type text, figure_class smallint, notice_month date, workers integer, fact_id bigint)
language sql stable security definer rows 100000
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
    select w.state, w.event_type, w.figure_class, w.notice_month, f.workers_counted, f.fact_id
    from unnest(states, types, classes, months) w (state, event_type, figure_class, notice_month)
    join ledger.event_fact f on ledger.figure_class(f.workers_counted) = w.figure_class and date_trunc('month', f.notice_date::timestamp) = w.notice_month::timestamp
        and coalesce(f.state, '') = w.state and coalesce(f.event_type, '') = w.event_type
    where f.counted and f.notice_date is not null and f.workers_counted is not null and f.position <= base
$$;

comment on function ledger.figures_of(bigint, text[], text[], smallint[], date[]) is 'Figures of the facts settled at base or before, ended ones, too, of some classes of jurisdiction, type, figure and month, the four arrays together; one not stated is ''''.';

revoke execute on function ledger.settle(), ledger.settle_events(), ledger.settle_periods(ledger.settlement, bigint, bigint[], bigint, bigint[]),
    ledger.first_filings(bigint, bigint), ledger.place_notices(bigint), ledger.facts_of_months(bigint, text[], date[]),
    ledger.figures_of(bigint, text[], text[], smallint[], date[]) from public;
revoke execute on function ledger.settle_events() from warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.settle() to warn_importer, warn_desk, warn_reviewer;
-- A view calls functions as its reader.
grant execute on function ledger.size_class(integer), ledger.lead_days(date, text, date), ledger.dates_conflict(date, text, date), ledger.first_filings(bigint, bigint),
    ledger.place_notices(bigint), ledger.facts_of_months(bigint, text[], date[]),
    ledger.figures_of(bigint, text[], text[], smallint[], date[]) to public;

alter function ledger.refold() rename to refold_voices;

comment on function ledger.refold_voices() is 'What of refold concerns all but the cells of periods, of places and of first versions.';

create function ledger.refold_periods() returns table (event_id uuid, finding text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
declare
    moment bigint := report.moment();
begin
    return query
    with settled as (
        select row(c.notice_month, c.state, c.event_type, c.size_class, c.lead_days, c.is_conflict)::text as place, c.events from report.lead_cells c
    ),
    summed as (
        select row(date_trunc('month', f.notice_date::timestamp)::date, f.state, f.event_type, ledger.size_class(f.workers_counted),
                ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start),
                ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start))::text as place, count(*) as events
        from ledger.fold(null, false) f
        where f.counted
        group by 1
    )
    select null::uuid, 'lead cell ' || coalesce(s.place, f.place) || ' has ' || coalesce(s.events, 0) || ' events, not ' || coalesce(f.events, 0)
    from settled s
    full join summed f on f.place = s.place
    where s.events is distinct from f.events;
    return query
    with settled as (
        select c.place_mark, c.state, c.notices from ledger.place_notices(moment) c
    ),
    folded as (
        select f.place_mark, d.state, count(*) as notices
        from ledger.fold_places(moment, null) f
        join ledger.disclosure d on d.disclosure_id = f.disclosure_id
        where f.place_mark is not null
        group by f.place_mark, d.state
    )
    select null::uuid, 'place cell ' || coalesce(encode(s.place_mark, 'hex'), encode(f.place_mark, 'hex')) || ' has ' || coalesce(s.notices, 0) || ' notices, not '
        || coalesce(f.notices, 0)
    from settled s
    full join folded f on f.place_mark = s.place_mark and f.state = s.state
    where s.notices is distinct from f.notices;
    return query
    select null::uuid, 'first cell ' || coalesce(s.notice_month, f.notice_month) || ' is ' || coalesce(row(s.disclosures, s.workers, s.youngest)::text, 'none')
        || ', not ' || coalesce(row(f.disclosures, f.workers, f.youngest)::text, 'none')
    from report.first_cells s
    full join ledger.first_filings(0, moment) f on f.notice_month = s.notice_month
    where row(s.disclosures, s.workers, s.youngest) is distinct from row(f.disclosures, f.workers, f.youngest);
end
$$;

comment on function ledger.refold_periods() is 'Cells of periods, of places and of first versions that differ from what the whole ledger sums to at the moment that report.as_of names.';

create function ledger.refold() returns table (event_id uuid, finding text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query select r.event_id, r.finding from ledger.refold_voices() r;
    return query select r.event_id, r.finding from ledger.refold_periods() r;
end
$$;

comment on function ledger.refold() is 'Events, disclosures, cells and employers that differ, as they are settled and their tail is folded, from what the whole ledger folds to at the moment that report.as_of names: none, unless something is broken.';

revoke execute on function ledger.refold(), ledger.refold_voices(), ledger.refold_periods() from public;
revoke execute on function ledger.refold_voices() from warn_reviewer;
grant execute on function ledger.refold() to warn_reviewer;

-- For what is settled, from facts and lines, which keep the position they were settled at. Of one position the last sum stands for all of it, and what else
-- was settled there is one change.
create temporary table unfilled on commit drop as
select s.position, coalesce(max(s.number) filter (where s.is_sum), max(s.number)) as number, bool_or(s.is_sum) as is_sum
from ledger.settlement s
where s.definitions = ledger.fact_definitions()
    and s.number > coalesce((select max(b.number) from ledger.settlement b where b.definitions is null), 0)
group by s.position;

insert into ledger.lead_cell (settlement, notice_month, state, event_type, size_class, lead_days, is_conflict, events)
select x.settlement, date_trunc('month', f.notice_date::timestamp)::date, f.state, f.event_type, ledger.size_class(f.workers_counted),
    ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start), ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start),
    sum(x.sign)
from (
    select u.number as settlement, 1 as sign, f.fact_id
    from unfilled u
    join ledger.event_fact f on f.position = u.position
    where not u.is_sum
    union all
    select u.number, -1, e.fact_id
    from unfilled u
    join ledger.event_fact_end e on e.position = u.position
    where not u.is_sum
    union all
    select u.number, 1, f.fact_id
    from unfilled u
    join ledger.event_fact f on f.position <= u.position
    left join ledger.event_fact_end e on e.fact_id = f.fact_id and e.position <= u.position
    where u.is_sum and e.fact_id is null
) x
join ledger.event_fact f on f.fact_id = x.fact_id and f.counted
group by 1, 2, 3, 4, 5, 6, 7
having sum(x.sign) <> 0;

insert into ledger.place_cell (settlement, place_mark, state, notices)
select x.settlement, l.place_mark, d.state, sum(x.sign)
from (
    select u.number as settlement, 1 as sign, l.line_id
    from unfilled u
    join ledger.event_line l on l.position = u.position
    where not u.is_sum
    union all
    select u.number, -1, e.line_id
    from unfilled u
    join ledger.event_line_end e on e.position = u.position
    where not u.is_sum
    union all
    select u.number, 1, l.line_id
    from unfilled u
    join ledger.event_line l on l.position <= u.position
    left join ledger.event_line_end e on e.line_id = l.line_id and e.position <= u.position
    where u.is_sum and e.line_id is null
) x
join ledger.event_line l on l.line_id = x.line_id and l.place_mark is not null
join ledger.disclosure d on d.disclosure_id = l.disclosure_id
group by 1, 2, 3
having sum(x.sign) <> 0;

create temporary table first_filing on commit drop as
select p.positions[width_bucket(f.position - 1, p.positions) + 1] as position, date_trunc('month', f.notice_date::timestamp)::date as notice_month,
    count(*) as disclosures, sum(f.workers) as workers, max(f.accepted_at) as youngest
from (select array_agg(u.position order by u.position) as positions from unfilled u) p
join ledger.filing f on f.position <= p.positions[cardinality(p.positions)]
where f.version = 1 and f.notice_date is not null and f.workers_scope not in ('nationwide', 'several_states') and f.act <> 'non_warn'
    and f.form_type not like 'Q%' and f.form_type <> 'X'
group by 1, 2;

insert into ledger.first_cell (settlement, notice_month, disclosures, workers, youngest)
select u.number, f.notice_month, sum(f.disclosures), sum(f.workers), max(f.youngest)
from unfilled u
join first_filing f on f.position = u.position or u.is_sum and f.position < u.position
group by u.number, f.notice_month;
