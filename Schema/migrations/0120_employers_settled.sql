-- A report of employers has a line for each of hundreds of thousands; summing events by employer takes longer than to read these lines. So they are
-- kept as the events are: as they were from a settled position on, appended, and ended when an event of the employer changes.
create table ledger.employer_line (
    line_id bigint generated always as identity,
    position bigint not null,
    employer_key text not null,
    employer text,
    events integer not null,
    notices integer not null,
    workers bigint,
    without_count integer not null,
    states integer not null,
    ai_tier smallint,
    first_date date,
    last_date date,
    campaigns integer,
    least_days integer,
    dated_events integer,
    dated_workers bigint,
    dated_states integer,
    constraint employer_line_pkey primary key (line_id)
);

create index employer_line_employer_key on ledger.employer_line (employer_key);
create index employer_line_least_days on ledger.employer_line (least_days) where least_days <= 365;

comment on table ledger.employer_line is 'An employer''s counted events together, from one settled position on. Made of ledger.event_fact: nothing rests on it.';
comment on column ledger.employer_line.line_id is 'Its number.';
comment on column ledger.employer_line.position is 'Settled position from which it stands.';
comment on column ledger.employer_line.employer_key is 'As in report.events.';
comment on column ledger.employer_line.employer is 'As in report.employers.';
comment on column ledger.employer_line.events is 'Counted events.';
comment on column ledger.employer_line.notices is 'Notices of them.';
comment on column ledger.employer_line.workers is 'Workers of them; null where none states a figure.';
comment on column ledger.employer_line.without_count is 'Of the events, those without a figure for the state.';
comment on column ledger.employer_line.states is 'Jurisdictions of them.';
comment on column ledger.employer_line.ai_tier is 'Best tier of evidence; null where none is attributed to AI.';
comment on column ledger.employer_line.first_date is 'First notice date; null when none is stated.';
comment on column ledger.employer_line.last_date is 'Last notice date; null when none is stated.';
comment on column ledger.employer_line.campaigns is 'As in report.repeat_filers; null where there are no two.';
comment on column ledger.employer_line.least_days is 'As in report.repeat_filers, but longer ones too; null where there are no two campaigns.';
comment on column ledger.employer_line.dated_events is 'Of the events, those with a notice date; null where there are no two campaigns.';
comment on column ledger.employer_line.dated_workers is 'Workers of those; null where none states a figure, or there are no two campaigns.';
comment on column ledger.employer_line.dated_states is 'Jurisdictions of those; null where there are no two campaigns.';

create table ledger.employer_line_end (
    line_id bigint,
    position bigint not null,
    constraint employer_line_end_pkey primary key (line_id),
    constraint employer_line_end_line_id_fkey foreign key (line_id) references ledger.employer_line (line_id)
);

comment on table ledger.employer_line_end is 'Lines that stand no longer: an event of the employer changed.';
comment on column ledger.employer_line_end.line_id is 'The line.';
comment on column ledger.employer_line_end.position is 'Settled position from which it stands no longer.';

create table ledger.employer_month (
    line_id bigint generated always as identity,
    position bigint not null,
    notice_month date not null,
    employer_key text not null,
    employer text not null,
    workers bigint not null,
    constraint employer_month_pkey primary key (line_id)
);

create index employer_month_employer_key on ledger.employer_month (employer_key);
create index employer_month_workers on ledger.employer_month (notice_month, workers desc, employer_key);

comment on table ledger.employer_month is 'An employer''s workers of a month, from one settled position on: of its counted events with a notice date and a figure. Made of ledger.event_fact: nothing rests on it.';
comment on column ledger.employer_month.line_id is 'Its number.';
comment on column ledger.employer_month.position is 'Settled position from which it stands.';
comment on column ledger.employer_month.notice_month is 'First day of the month of the events'' notice dates.';
comment on column ledger.employer_month.employer_key is 'As in report.events.';
comment on column ledger.employer_month.employer is 'The last in the alphabet of the spellings of its events.';
comment on column ledger.employer_month.workers is 'Workers of the events.';

create table ledger.employer_month_end (
    line_id bigint,
    position bigint not null,
    constraint employer_month_end_pkey primary key (line_id),
    constraint employer_month_end_line_id_fkey foreign key (line_id) references ledger.employer_month (line_id)
);

comment on table ledger.employer_month_end is 'Lines that stand no longer: an event of the employer changed.';
comment on column ledger.employer_month_end.line_id is 'The line.';
comment on column ledger.employer_month_end.position is 'Settled position from which it stands no longer.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['employer_line', 'employer_line_end', 'employer_month', 'employer_month_end'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.employer_line, ledger.employer_line_end, ledger.employer_month, ledger.employer_month_end to warn_importer, warn_desk, warn_reviewer;

create function ledger.employers_of(base bigint, events uuid[], disclosures uuid[], keys text[]) returns setof ledger.employer_line
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    with changed as materialized (
        select c.sign, (c.fact).employer_key, (c.fact).employer, (c.fact).state, (c.fact).notice_date, (c.fact).workers_counted, (c.fact).notices, (c.fact).ai_tier,
            (c.fact).event_id, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    ),
    fact as materialized (
        select f.employer_key, f.employer, f.state, f.notice_date, f.workers_counted as workers, f.notices, f.ai_tier, f.event_id
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.counted and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
        union all
        select c.employer_key, c.employer, c.state, c.notice_date, c.workers_counted, c.notices, c.ai_tier, c.event_id
        from changed c
        where c.sign = 1 and c.counted
    ),
    total as materialized (
        select f.employer_key, (array_agg(f.employer order by f.notice_date desc nulls last, f.event_id))[1] as employer, count(*)::integer as events,
            sum(f.notices)::integer as notices, sum(f.workers) as workers, (count(*) filter (where f.workers is null))::integer as without_count,
            count(distinct f.state)::integer as states, min(f.ai_tier) as ai_tier, min(f.notice_date) as first_date, max(f.notice_date) as last_date,
            (count(f.notice_date))::integer as dated_events, sum(f.workers) filter (where f.notice_date is not null) as dated_workers,
            (count(distinct f.state) filter (where f.notice_date is not null))::integer as dated_states
        from fact f
        group by f.employer_key
    ),
    -- A campaign begins more than 30 days after the notice before.
    started as (
        select d.employer_key, d.notice_date, d.notice_date - lag(d.notice_date) over (partition by d.employer_key order by d.notice_date) as days
        from (
            select f.employer_key, f.notice_date, f.notice_date - lag(f.notice_date) over (partition by f.employer_key order by f.notice_date) as days
            from fact f
            where f.employer_key in (select t.employer_key from total t where t.last_date - t.first_date > 30) and f.notice_date is not null
        ) d
        where d.days is null or d.days > 30
    ),
    campaign as materialized (
        select s.employer_key, count(*)::integer as campaigns, min(s.days) as least_days
        from started s
        group by s.employer_key
        having count(*) > 1
    )
    select null::bigint, base, t.employer_key, t.employer, t.events, t.notices, t.workers, t.without_count, t.states, t.ai_tier, t.first_date, t.last_date,
        c.campaigns, c.least_days, case when c.campaigns > 1 then t.dated_events end, case when c.campaigns > 1 then t.dated_workers end,
        case when c.campaigns > 1 then t.dated_states end
    from total t
    left join campaign c on c.employer_key = t.employer_key
    union all
    select null, base, g.employer_key, null, 0, 0, null, 0, 0, null, null, null, null, null, null, null, null
    from (select distinct c.employer_key from changed c) g
    where not exists (select from total t where t.employer_key = g.employer_key);
end
$$;

comment on function ledger.employers_of(bigint, uuid[], uuid[], text[]) is 'Employers'' lines, summed from the facts settled at base, but for those of these events, and what these disclosures fold to in their place. Of those keys; null: of the employers whose events that changes, and an employer that has no event any more has a line with none. With nulls: of all, folded anew.';

create function ledger.employer_months_of(base bigint, events uuid[], disclosures uuid[], keys text[]) returns setof ledger.employer_month
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    with changed as materialized (
        select c.sign, (c.fact).employer_key, (c.fact).employer, (c.fact).notice_date, (c.fact).workers_counted, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    )
    select null::bigint, base, x.notice_month, x.employer_key, max(x.employer), sum(x.workers)
    from (
        select date_trunc('month', f.notice_date::timestamp)::date as notice_month, f.employer_key, f.employer, f.workers_counted as workers
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.counted and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
            and f.notice_date is not null and f.workers_counted is not null
        union all
        select date_trunc('month', c.notice_date::timestamp)::date, c.employer_key, c.employer, c.workers_counted
        from changed c
        where c.sign = 1 and c.counted and c.notice_date is not null and c.workers_counted is not null
    ) x
    group by x.notice_month, x.employer_key;
end
$$;

comment on function ledger.employer_months_of(bigint, uuid[], uuid[], text[]) is 'Employers'' months, summed as by ledger.employers_of. An employer that has no event any more has none.';

create function ledger.employers_touched(base bigint, events uuid[], disclosures uuid[]) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct (c.fact).employer_key), '{}') from ledger.event_changes(base, events, disclosures) c
$$;

comment on function ledger.employers_touched(bigint, uuid[], uuid[]) is 'Keys of the employers whose events a tail changes.';

create function ledger.largest_of_month(base bigint, touched text[], of_month date) returns table (employer_key text, employer text, workers bigint)
language sql stable security definer rows 5
set search_path = pg_catalog, pg_temp
as $$
    select l.employer_key, l.employer, l.workers
    from ledger.employer_month l
    where l.notice_month = of_month and l.position <= base and l.employer_key <> all (touched)
        and (select true from ledger.employer_month_end e where e.line_id = l.line_id and e.position <= base) is not true
    order by l.workers desc, l.employer_key
    limit 5
$$;

comment on function ledger.largest_of_month(bigint, text[], date) is 'The five employers with most workers of a month as they are settled at that position, but for those touched, from an end of an index.';

create function ledger.settle_employers(newest bigint, keys text[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
begin
    if cardinality(keys) = 0 then
        return;
    end if;
    with now as materialized (
        select n.* from ledger.employers_of(newest, '{}', '{}', keys) n
    ),
    was as materialized (
        select w.*
        from ledger.employer_line w
        where w.employer_key = any (keys) and not exists (select from ledger.employer_line_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.employer_key
        from was w
        join now n on n.employer_key = w.employer_key
        where row(n.employer, n.events, n.notices, n.workers, n.without_count, n.states, n.ai_tier, n.first_date, n.last_date, n.campaigns, n.least_days,
                n.dated_events, n.dated_workers, n.dated_states)
            is not distinct from row(w.employer, w.events, w.notices, w.workers, w.without_count, w.states, w.ai_tier, w.first_date, w.last_date, w.campaigns,
                w.least_days, w.dated_events, w.dated_workers, w.dated_states)
    ),
    ended as (
        insert into ledger.employer_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.employer_line (position, employer_key, employer, events, notices, workers, without_count, states, ai_tier, first_date, last_date, campaigns,
        least_days, dated_events, dated_workers, dated_states)
    select newest, n.employer_key, n.employer, n.events, n.notices, n.workers, n.without_count, n.states, n.ai_tier, n.first_date, n.last_date, n.campaigns,
        n.least_days, n.dated_events, n.dated_workers, n.dated_states
    from now n
    where not exists (select from same s where s.employer_key = n.employer_key);
    with now as materialized (
        select n.* from ledger.employer_months_of(newest, '{}', '{}', keys) n
    ),
    was as materialized (
        select w.*
        from ledger.employer_month w
        where w.employer_key = any (keys) and not exists (select from ledger.employer_month_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.employer_key, w.notice_month
        from was w
        join now n on n.employer_key = w.employer_key and n.notice_month = w.notice_month
        where n.employer = w.employer and n.workers = w.workers
    ),
    ended as (
        insert into ledger.employer_month_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.employer_month (position, notice_month, employer_key, employer, workers)
    select newest, n.notice_month, n.employer_key, n.employer, n.workers
    from now n
    where not exists (select from same s where s.employer_key = n.employer_key and s.notice_month = n.notice_month);
end
$$;

comment on function ledger.settle_employers(bigint, text[]) is 'Appends the lines of these employers, of whom an event changed, and ends those that they replace.';

create or replace function ledger.settle() returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
set work_mem = '64MB'
as $$
declare
    newest bigint;
    asked text := current_setting('report.as_of', true);
    tail record;
    is_whole boolean;
    entry ledger.settlement;
    employers text[];
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    newest := coalesce((select max(l.position) from ledger.log l), 0);
    select t.settlement, t.base, t.events, t.disclosures into tail from ledger.tail(newest) t;
    if tail.settlement is distinct from (select max(s.number) from ledger.settlement s) then
        -- What stands was settled by other definitions: all of it is compared.
        tail.events := null;
        tail.disclosures := null;
    elsif tail.base = newest and cardinality(tail.disclosures) = 0 then
        return 0;
    end if;
    is_whole := tail.disclosures is null;
    if is_whole then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    entry.number := nextval('ledger.settlement_number_seq');
    perform set_config('report.as_of', newest::text, true);
    with now as materialized (
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, m.county_fips, m.sector,
            m.place_mark, m.industry_mark
        from ledger.fold_lines(newest, tail.disclosures) l
        left join ledger.fold_places(newest, tail.disclosures) m on m.disclosure_id = l.disclosure_id
    ),
    was as materialized (
        select w.line_id, w.disclosure_id, w.event_id, w.notice_id, w.precedence, w.superseded, w.event_disclosures, w.county_fips, w.sector,
            w.place_mark, w.industry_mark
        from ledger.event_line w
        where (tail.disclosures is null or w.disclosure_id = any (tail.disclosures))
            and not exists (select from ledger.event_line_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.disclosure_id
        from was w
        join now n on n.disclosure_id = w.disclosure_id
        where row(n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures, n.county_fips, n.sector, n.place_mark, n.industry_mark)
            is not distinct from row(
            w.event_id, w.notice_id, w.precedence, w.superseded, w.event_disclosures, w.county_fips, w.sector, w.place_mark, w.industry_mark)
    ),
    ended as (
        insert into ledger.event_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.event_line (position, disclosure_id, event_id, notice_id, precedence, superseded, event_disclosures, county_fips, sector, place_mark, industry_mark)
    select newest, n.disclosure_id, n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures, n.county_fips, n.sector, n.place_mark, n.industry_mark
    from now n
    where not exists (select from same s where s.disclosure_id = n.disclosure_id);
    with now as materialized (
        select f.* from ledger.fold(tail.disclosures, true) f
    ),
    was as materialized (
        select f.*
        from ledger.event_fact f
        where (tail.events is null or f.event_id = any (tail.events))
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id)
    ),
    same as materialized (
        select w.fact_id, w.event_id
        from was w
        join now n on n.event_id = w.event_id
        where row(
            n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.county_fips, n.sector, n.event_type, n.workers, n.workers_counted,
            n.workers_total, n.wider_than_state, n.counted, n.rescinded, n.unlisted, n.non_warn, n.amended, n.temporary, n.conditional, n.effective_start,
            n.effective_end, n.notice_date_kind, n.reason_stated, n.reason, n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, n.notices, n.disclosures,
            n.origin, n.source_id, n.is_asked, n.has_text, n.best_tier, n.best_status, n.reported_count, n.pct_derived, n.whole_event, n.largest_notice,
            n.largest_site, n.notice_workers, n.employees, n.is_mass, n.is_open)
            is not distinct from row(
            w.notice_date, w.state, w.employer, w.employer_key, w.city, w.county, w.county_fips, w.sector, w.event_type, w.workers, w.workers_counted,
            w.workers_total, w.wider_than_state, w.counted, w.rescinded, w.unlisted, w.non_warn, w.amended, w.temporary, w.conditional, w.effective_start,
            w.effective_end, w.notice_date_kind, w.reason_stated, w.reason, w.ai_tier, w.ai_label, w.ai_quote, w.ai_status, w.notices, w.disclosures,
            w.origin, w.source_id, w.is_asked, w.has_text, w.best_tier, w.best_status, w.reported_count, w.pct_derived, w.whole_event, w.largest_notice,
            w.largest_site, w.notice_workers, w.employees, w.is_mass, w.is_open)
    ),
    change as materialized (
        select -1 as sign, w.* from was w where not exists (select from same s where s.fact_id = w.fact_id)
        union all
        select 1, n.* from now n where not exists (select from same s where s.event_id = n.event_id)
    ),
    -- What was settled by other definitions is in no cell that is read.
    counting as (
        select c.* from change c where not is_whole
        union all
        select 1, n.* from now n where is_whole
    ),
    ended as (
        insert into ledger.event_fact_end (fact_id, position)
        select c.fact_id, newest from change c where c.sign = -1
    ),
    added as (
        insert into ledger.event_fact (
            position, notice_date, state, employer, employer_key, city, county, county_fips, sector, event_type, workers, workers_counted, workers_total,
            wider_than_state, counted, rescinded, unlisted, non_warn, amended, temporary, conditional, effective_start, effective_end, notice_date_kind,
            reason_stated, reason, ai_tier, ai_label, ai_quote, ai_status, notices, disclosures, origin, source_id, event_id, is_asked, has_text, best_tier,
            best_status, reported_count, pct_derived, whole_event, largest_notice, largest_site, notice_workers, employees, is_mass, is_open)
        select
            newest, c.notice_date, c.state, c.employer, c.employer_key, c.city, c.county, c.county_fips, c.sector, c.event_type, c.workers, c.workers_counted,
            c.workers_total, c.wider_than_state, c.counted, c.rescinded, c.unlisted, c.non_warn, c.amended, c.temporary, c.conditional, c.effective_start,
            c.effective_end, c.notice_date_kind, c.reason_stated, c.reason, c.ai_tier, c.ai_label, c.ai_quote, c.ai_status, c.notices, c.disclosures,
            c.origin, c.source_id, c.event_id, c.is_asked, c.has_text, c.best_tier, c.best_status, c.reported_count, c.pct_derived, c.whole_event, c.largest_notice,
            c.largest_site, c.notice_workers, c.employees, c.is_mass, c.is_open
        from change c
        where c.sign = 1
    ),
    cell as (
        insert into ledger.event_cell (
            position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
            temporary, temporary_workers, temporary_without_count)
        select newest, entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign) filter (where c.temporary), 0), coalesce(sum(c.sign * c.workers_counted) filter (where c.temporary), 0),
            coalesce(sum(c.sign) filter (where c.temporary and c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0
            or coalesce(sum(c.sign * c.workers_counted), 0) <> 0 or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.temporary), 0) <> 0 or coalesce(sum(c.sign * c.workers_counted) filter (where c.temporary), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.temporary and c.workers_counted is null), 0) <> 0
    ),
    county_cell as (
        insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
        select entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.county_fips, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.county_fips
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    effective_cell as (
        insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
        select entry.number, to_char(c.effective_start, 'YYYY-MM'), c.state, sum(c.sign), coalesce(sum(c.sign * c.workers_counted), 0),
            coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.effective_start, 'YYYY-MM'), c.state
        having sum(c.sign) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    day_cell as (
        insert into ledger.day_cell (settlement, notice_date, state, events, notices, workers, without_count)
        select entry.number, c.notice_date, c.state, sum(c.sign), sum(c.sign * c.notices), coalesce(sum(c.sign * c.workers_counted), 0),
            coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted and c.notice_date is not null
        group by c.notice_date, c.state
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    state_cell as (
        insert into ledger.state_cell (
            settlement, notice_month, state, best_tier, events, workers, without_count, notices, events_any, notices_any, disclosures, unlisted, rescinded,
            non_warn, wider, with_reason, statutory, statutory_event_workers, asked, with_text, ai_workers, reported_count, pct_derived, whole_event, proposed)
        select entry.number, s.*
        from (
            select
                to_char(c.notice_date, 'YYYY-MM'), c.state, c.best_tier,
                coalesce(sum(c.sign) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.workers_counted) filter (where c.counted), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.workers_counted is null), 0),
                coalesce(sum(c.sign * c.notices) filter (where c.counted), 0),
                sum(c.sign), sum(c.sign * c.notices), sum(c.sign * c.disclosures),
                coalesce(sum(c.sign) filter (where c.unlisted), 0),
                coalesce(sum(c.sign) filter (where c.rescinded), 0),
                coalesce(sum(c.sign) filter (where c.non_warn), 0),
                coalesce(sum(c.sign) filter (where c.wider_than_state), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.reason_stated), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.ai_tier <= 2), 0),
                coalesce(sum(c.sign * c.workers_counted) filter (where c.counted and c.ai_tier <= 2), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.is_asked), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.has_text), 0),
                coalesce(sum(c.sign * (coalesce(c.reported_count, 0) + coalesce(c.pct_derived, 0) + coalesce(c.whole_event, 0))) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.reported_count) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.pct_derived) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.whole_event) filter (where c.counted), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.best_status = 'proposed'), 0)
            from counting c
            group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.best_tier
        ) s
    )
    select count(*) filter (where c.sign = 1), count(*) filter (where c.sign = -1), coalesce(array_agg(distinct c.employer_key), '{}')
    into entry.added, entry.ended, employers
    from change c;
    perform ledger.settle_employers(newest, employers);
    perform set_config('report.as_of', coalesce(asked, ''), true);
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (entry.number, newest, ledger.fact_definitions(), entry.added, entry.ended, is_whole);
    perform ledger.sum_cells();
    return entry.added + entry.ended;
end
$$;

comment on function ledger.settle() is 'Settles the events for the newest position, folding those alone that the log has touched since the last time, and gives how many were added or ended; 0 where they are settled.';

create or replace function ledger.refold() returns table (event_id uuid, finding text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
begin
    return query
    with anew as materialized (
        select f.* from ledger.fold(null, false) f
    ),
    settled as materialized (
        select f.event_id, row(f.notice_date, f.notice_month, f.state, f.employer, f.employer_key, f.city, f.county, f.county_fips, f.sector, f.event_type, f.workers,
            f.workers_counted, f.workers_total, f.wider_than_state, f.counted, f.rescinded, f.unlisted, f.non_warn, f.amended, f.temporary, f.conditional,
            f.effective_start, f.effective_end, f.notice_date_kind, f.reason_stated, f.reason, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status, f.notices,
            f.disclosures, f.origin, f.source_id)::text as fact
        from report.events f
    ),
    folded as materialized (
        select f.event_id, row(f.notice_date, to_char(f.notice_date, 'YYYY-MM'), f.state, f.employer, f.employer_key, f.city, f.county, f.county_fips, f.sector, f.event_type,
            f.workers, f.workers_counted, f.workers_total, f.wider_than_state, f.counted, f.rescinded, f.unlisted, f.non_warn, f.amended, f.temporary,
            f.conditional, f.effective_start, f.effective_end, f.notice_date_kind, f.reason_stated, f.reason, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status,
            f.notices, f.disclosures, f.origin, f.source_id)::text as fact
        from anew f
    ),
    settled_size as materialized (
        select f.event_id, row(f.largest_notice, f.largest_site, f.notice_workers, f.employees, f.is_mass, f.is_open)::text as size from report.event_sizes f
    ),
    folded_size as materialized (
        select f.event_id, row(f.largest_notice, f.largest_site, f.notice_workers, f.employees, f.is_mass, f.is_open)::text as size from anew f
    ),
    settled_line as materialized (
        select m.disclosure_id, row(m.event_id, m.notice_id, m.precedence, m.superseded, m.event_disclosures)::text as line from report.event_members m
    ),
    folded_line as materialized (
        select m.disclosure_id, row(m.event_id, m.notice_id, m.precedence, m.superseded, m.event_disclosures)::text as line
        from ledger.fold_lines((select report.moment()), null) m
    ),
    settled_cell as materialized (
        select row(c.notice_month, c.state, c.event_type, c.sector)::text as place, row(c.events, c.notices, c.workers, c.without_count, c.notices_without_count,
                c.temporary, c.temporary_workers, c.temporary_without_count)::text as cell
        from report.event_cells c
    ),
    folded_cell as materialized (
        select row(to_char(e.notice_date, 'YYYY-MM'), e.state, e.event_type, e.sector)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null),
                coalesce(sum(e.notices) filter (where e.workers_counted is null), 0), count(*) filter (where e.temporary),
                coalesce(sum(e.workers_counted) filter (where e.temporary), 0), count(*) filter (where e.temporary and e.workers_counted is null))::text as cell
        from anew e
        where e.counted
        group by to_char(e.notice_date, 'YYYY-MM'), e.state, e.event_type, e.sector
    ),
    settled_day as materialized (
        select row(c.notice_date, c.state)::text as place, row(c.events, c.notices, c.workers, c.without_count)::text as cell from report.day_cells c
    ),
    folded_day as materialized (
        select row(e.notice_date, e.state)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null))::text as cell
        from anew e
        where e.counted and e.notice_date is not null
        group by e.notice_date, e.state
    ),
    settled_county as materialized (
        select row(c.notice_month, c.state, c.county_fips)::text as place, row(c.events, c.notices, c.workers, c.without_count)::text as cell
        from report.county_cells c
    ),
    folded_county as materialized (
        select row(to_char(e.notice_date, 'YYYY-MM'), e.state, e.county_fips)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null))::text as cell
        from anew e
        where e.counted
        group by to_char(e.notice_date, 'YYYY-MM'), e.state, e.county_fips
    ),
    settled_effective as materialized (
        select row(c.effective_month, c.state)::text as place, row(c.events, c.workers, c.without_count)::text as cell from report.effective_cells c
    ),
    folded_effective as materialized (
        select row(to_char(e.effective_start, 'YYYY-MM'), e.state)::text as place,
            row(count(*), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null))::text as cell
        from anew e
        where e.counted
        group by to_char(e.effective_start, 'YYYY-MM'), e.state
    ),
    settled_employer as materialized (
        select e.employer_key, row(e.employer, e.events, e.notices, e.workers, e.events_without_count, e.states, e.ai_tier, e.first_date, e.last_date, r.employer,
            r.campaigns, r.least_days, r.events, r.workers, r.states)::text as line
        from report.employers e
        left join report.repeat_filers r on r.employer_key = e.employer_key
    ),
    spaced_employer as materialized (
        select c.employer_key, count(*) as campaigns, min(c.days) as least_days
        from (
            select d.employer_key, d.notice_date - lag(d.notice_date) over (partition by d.employer_key order by d.notice_date) as days
            from (
                select e.employer_key, e.notice_date, e.notice_date - lag(e.notice_date) over (partition by e.employer_key order by e.notice_date) as days
                from anew e
                where e.counted and e.notice_date is not null
            ) d
            where d.days is null or d.days > 30
        ) c
        group by c.employer_key
        having min(c.days) <= 365
    ),
    folded_employer as materialized (
        select x.employer_key, row(x.employer, x.events, x.notices, x.workers, x.without_count, x.states, x.ai_tier, x.first_date, x.last_date,
            case when p.employer_key is not null then x.employer end, p.campaigns, p.least_days, case when p.employer_key is not null then x.dated_events end,
            case when p.employer_key is not null then x.dated_workers end, case when p.employer_key is not null then x.dated_states end)::text as line
        from (
            select e.employer_key, (array_agg(e.employer order by e.notice_date desc nulls last, e.event_id))[1] as employer, count(*) as events,
                sum(e.notices) as notices, sum(e.workers_counted) as workers, count(*) filter (where e.workers_counted is null) as without_count,
                count(distinct e.state) as states, min(e.ai_tier) as ai_tier, min(e.notice_date) as first_date, max(e.notice_date) as last_date,
                count(e.notice_date) as dated_events, sum(e.workers_counted) filter (where e.notice_date is not null) as dated_workers,
                count(distinct e.state) filter (where e.notice_date is not null) as dated_states
            from anew e
            where e.counted and e.employer_key <> ''
            group by e.employer_key
        ) x
        left join spaced_employer p on p.employer_key = x.employer_key
    ),
    settled_concentration as materialized (
        select c.notice_month, row(c.employers, c.workers, c.largest_employer, c.largest_workers, c.top_5_workers, c.hhi)::text as line from report.concentration c
    ),
    folded_concentration as materialized (
        select r.notice_month, row(count(*), sum(r.workers), max(r.employer) filter (where r.place = 1), max(r.workers) filter (where r.place = 1),
            sum(r.workers) filter (where r.place <= 5), round(10000 * sum((r.workers / nullif(r.total, 0)) ^ 2))::integer)::text as line
        from (
            select m.*, row_number() over (partition by m.notice_month order by m.workers desc, m.employer_key) as place,
                sum(m.workers) over (partition by m.notice_month) as total
            from (
                select to_char(e.notice_date, 'YYYY-MM') as notice_month, e.employer_key, max(e.employer) as employer, sum(e.workers_counted) as workers
                from anew e
                where e.counted and e.notice_date is not null and e.workers_counted is not null
                group by to_char(e.notice_date, 'YYYY-MM'), e.employer_key
            ) m
        ) r
        group by r.notice_month
    ),
    settled_sum as materialized (
        select row(c.notice_month, c.state, c.best_tier)::text as place,
            row(c.events, c.workers, c.without_count, c.notices, c.events_any, c.notices_any, c.disclosures, c.unlisted, c.rescinded, c.non_warn, c.wider,
                c.with_reason, c.statutory, c.statutory_event_workers, c.asked, c.with_text, c.ai_workers, c.reported_count, c.pct_derived,
                c.whole_event, c.proposed)::text as cell
        from report.state_cells c
    ),
    folded_sum as materialized (
        select row(s.notice_month, s.state, s.best_tier)::text as place,
            row(s.events, s.workers, s.without_count, s.notices, s.events_any, s.notices_any, s.disclosures, s.unlisted, s.rescinded, s.non_warn, s.wider,
                s.with_reason, s.statutory, s.statutory_event_workers, s.asked, s.with_text, s.ai_workers, s.reported_count, s.pct_derived,
                s.whole_event, s.proposed)::text as cell
        from ledger.state_sums(null, null, null) s
    )
    select coalesce(s.event_id, f.event_id),
        case when s.event_id is null then 'missing' when f.event_id is null then 'not an event' else 'settled as ' || s.fact || ', is ' || f.fact end
    from settled s
    full join folded f on f.event_id = s.event_id
    where s.fact is distinct from f.fact
    union all
    select coalesce(s.event_id, f.event_id), 'sized as ' || coalesce(s.size, 'none') || ', is ' || coalesce(f.size, 'none')
    from settled_size s
    full join folded_size f on f.event_id = s.event_id
    where s.size is distinct from f.size
    union all
    select coalesce(s.disclosure_id, f.disclosure_id), 'as a disclosure settled as ' || coalesce(s.line, 'none') || ', is ' || coalesce(f.line, 'none')
    from settled_line s
    full join folded_line f on f.disclosure_id = s.disclosure_id
    where s.line is distinct from f.line
    union all
    select null, 'cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_cell s
    full join folded_cell f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'day cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_day s
    full join folded_day f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'state cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_sum s
    full join folded_sum f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'county cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_county s
    full join folded_county f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'effective cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_effective s
    full join folded_effective f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'employer ' || coalesce(s.employer_key, f.employer_key) || ' settled as ' || coalesce(s.line, 'none') || ', is ' || coalesce(f.line, 'none')
    from settled_employer s
    full join folded_employer f on f.employer_key = s.employer_key
    where s.line is distinct from f.line
    union all
    select null, 'concentration of ' || coalesce(s.notice_month, f.notice_month) || ' settled as ' || coalesce(s.line, 'none') || ', is ' || coalesce(f.line, 'none')
    from settled_concentration s
    full join folded_concentration f on f.notice_month = s.notice_month
    where s.line is distinct from f.line;
end
$$;

comment on function ledger.refold() is 'Events, disclosures, cells and employers that differ, as they are settled and their tail is folded, from what the whole ledger folds to at the moment that report.as_of names: none, unless something is broken.';

revoke execute on function ledger.employers_of(bigint, uuid[], uuid[], text[]), ledger.employer_months_of(bigint, uuid[], uuid[], text[]),
    ledger.employers_touched(bigint, uuid[], uuid[]), ledger.largest_of_month(bigint, text[], date), ledger.settle_employers(bigint, text[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.employers_of(bigint, uuid[], uuid[], text[]), ledger.employer_months_of(bigint, uuid[], uuid[], text[]),
    ledger.employers_touched(bigint, uuid[], uuid[]), ledger.largest_of_month(bigint, text[], date) to public;

-- Facts and their ends keep the position they were settled at: the lines of every settled position are made of them, and nothing is folded.
create temporary table changed_at on commit drop as
select f.employer_key, f.position from ledger.event_fact f where f.counted
union
select f.employer_key, e.position from ledger.event_fact_end e join ledger.event_fact f on f.fact_id = e.fact_id where f.counted;

analyze pg_temp.changed_at;

create temporary table standing on commit drop as
select c.employer_key, c.position, f.employer, f.event_id, f.state, f.notice_date, f.workers_counted as workers, f.notices, f.ai_tier
from changed_at c
join ledger.event_fact f on f.employer_key = c.employer_key and f.position <= c.position and f.counted
left join ledger.event_fact_end e on e.fact_id = f.fact_id and e.position <= c.position
where e.fact_id is null;

analyze pg_temp.standing;

create temporary table filled on commit drop as
with total as materialized (
    select s.employer_key, s.position, (array_agg(s.employer order by s.notice_date desc nulls last, s.event_id))[1] as employer, count(*)::integer as events,
        sum(s.notices)::integer as notices, sum(s.workers) as workers, (count(*) filter (where s.workers is null))::integer as without_count,
        count(distinct s.state)::integer as states, min(s.ai_tier) as ai_tier, min(s.notice_date) as first_date, max(s.notice_date) as last_date,
        (count(s.notice_date))::integer as dated_events, sum(s.workers) filter (where s.notice_date is not null) as dated_workers,
        (count(distinct s.state) filter (where s.notice_date is not null))::integer as dated_states
    from standing s
    group by s.employer_key, s.position
),
started as (
    select d.employer_key, d.position, d.notice_date - lag(d.notice_date) over (partition by d.employer_key, d.position order by d.notice_date) as days
    from (
        select s.employer_key, s.position, s.notice_date,
            s.notice_date - lag(s.notice_date) over (partition by s.employer_key, s.position order by s.notice_date) as days
        from standing s
        join total t on t.employer_key = s.employer_key and t.position = s.position and t.last_date - t.first_date > 30
        where s.notice_date is not null
    ) d
    where d.days is null or d.days > 30
),
campaign as materialized (
    select s.employer_key, s.position, count(*)::integer as campaigns, min(s.days) as least_days
    from started s
    group by s.employer_key, s.position
    having count(*) > 1
),
line as (
    select c.employer_key, c.position, t.employer, coalesce(t.events, 0) as events, t.notices, t.workers, t.without_count, t.states, t.ai_tier, t.first_date,
        t.last_date, g.campaigns, g.least_days, case when g.campaigns > 1 then t.dated_events end as dated_events,
        case when g.campaigns > 1 then t.dated_workers end as dated_workers, case when g.campaigns > 1 then t.dated_states end as dated_states
    from changed_at c
    left join total t on t.employer_key = c.employer_key and t.position = c.position
    left join campaign g on g.employer_key = c.employer_key and g.position = c.position
),
compared as (
    select l.*, row(l.employer, l.events, l.notices, l.workers, l.without_count, l.states, l.ai_tier, l.first_date, l.last_date, l.campaigns, l.least_days,
            l.dated_events, l.dated_workers, l.dated_states)
        is not distinct from lag(row(l.employer, l.events, l.notices, l.workers, l.without_count, l.states, l.ai_tier, l.first_date, l.last_date, l.campaigns,
            l.least_days, l.dated_events, l.dated_workers, l.dated_states)) over (partition by l.employer_key order by l.position) as is_same
    from line l
)
select c.*, row_number() over (order by c.position) as line_id, lead(c.position) over (partition by c.employer_key order by c.position) as end_position
from compared c
where not c.is_same;

insert into ledger.employer_line (line_id, position, employer_key, employer, events, notices, workers, without_count, states, ai_tier, first_date, last_date,
    campaigns, least_days, dated_events, dated_workers, dated_states) overriding system value
select f.line_id, f.position, f.employer_key, f.employer, f.events, f.notices, f.workers, f.without_count, f.states, f.ai_tier, f.first_date, f.last_date,
    f.campaigns, f.least_days, f.dated_events, f.dated_workers, f.dated_states
from filled f
where f.events > 0;

insert into ledger.employer_line_end (line_id, position)
select f.line_id, f.end_position from filled f where f.events > 0 and f.end_position is not null;

select setval('ledger.employer_line_line_id_seq', coalesce(max(f.line_id), 0) + 1, false) from filled f;

create temporary table filled_month on commit drop as
with sum as (
    select s.employer_key, s.position, date_trunc('month', s.notice_date::timestamp)::date as notice_month, max(s.employer) as employer, sum(s.workers) as workers
    from standing s
    where s.notice_date is not null and s.workers is not null
    group by s.employer_key, s.position, date_trunc('month', s.notice_date::timestamp)::date
),
-- An employer's month may change, and cease, wherever an event of the employer changed.
known as (
    select m.employer_key, m.notice_month, c.position
    from (select s.employer_key, s.notice_month, min(s.position) as first_position from sum s group by s.employer_key, s.notice_month) m
    join changed_at c on c.employer_key = m.employer_key and c.position >= m.first_position
),
compared as (
    select k.employer_key, k.notice_month, k.position, s.employer, s.workers, row(s.employer, s.workers) is not distinct from
        lag(row(s.employer, s.workers)) over (partition by k.employer_key, k.notice_month order by k.position) as is_same
    from known k
    left join sum s on s.employer_key = k.employer_key and s.notice_month = k.notice_month and s.position = k.position
)
select c.*, row_number() over (order by c.position, c.notice_month) as line_id,
    lead(c.position) over (partition by c.employer_key, c.notice_month order by c.position) as end_position
from compared c
where not c.is_same;

insert into ledger.employer_month (line_id, position, notice_month, employer_key, employer, workers) overriding system value
select f.line_id, f.position, f.notice_month, f.employer_key, f.employer, f.workers from filled_month f where f.workers is not null;

insert into ledger.employer_month_end (line_id, position)
select f.line_id, f.end_position from filled_month f where f.workers is not null and f.end_position is not null;

select setval('ledger.employer_month_line_id_seq', coalesce(max(f.line_id), 0) + 1, false) from filled_month f;
