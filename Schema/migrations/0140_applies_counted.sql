-- To how many events the Trahan provision would apply is summed as other cells are, by the rules that report.section_2102e reads, too. Settling and
-- refolding, which the employers and figures of 0120 and 0121 are part of as well, are written once for all three.
create function ledger.mass_layoff(
    event_type text, temporary boolean, is_mass boolean, largest_notice integer, largest_site integer, notice_workers bigint, is_open boolean) returns text
language sql immutable
return case
    when event_type is distinct from 'layoff' then case when event_type = 'closure' then 'no' else 'unknown' end
    when temporary then 'unknown'
    when is_mass then 'yes'
    when largest_notice is null then 'unknown'
    when coalesce(largest_site, 0) >= 500 then 'yes'
    when notice_workers < 50 then 'no'
    when is_open is false then 'no'
    else 'unknown'
end;

comment on function ledger.mass_layoff(text, boolean, boolean, integer, integer, bigint, boolean) is 'Whether an event is a mass layoff by 29 U.S.C. 2101(a)(3): yes, no or unknown. A plant closing is none; a temporary layoff is an employment loss only beyond six months, 2101(a)(6). Arguments as in report.event_sizes.';

create function ledger.covered_employer(employees integer, notice_workers bigint) returns text
language sql immutable
return case
    when employees >= 100 or notice_workers >= 100 then 'yes'
    when employees < 100 then 'no'
    else 'unknown'
end;

comment on function ledger.covered_employer(integer, bigint) is 'Whether the employer has 100 employees or more, 29 U.S.C. 2101(a)(1): yes, no or unknown. Arguments as in report.event_sizes.';

create function ledger.applies(mass_layoff text, covered_employer text, rescinded boolean, non_warn boolean) returns text
language sql immutable
return case
    when rescinded or non_warn or mass_layoff = 'no' or covered_employer = 'no' then 'no'
    when mass_layoff = 'yes' and covered_employer = 'yes' then 'yes'
    else 'unknown'
end;

comment on function ledger.applies(text, text, boolean, boolean) is 'Whether the draft 29 U.S.C. 2102(e) would apply to an event: yes, no or unknown.';

grant execute on function ledger.mass_layoff(text, boolean, boolean, integer, integer, bigint, boolean), ledger.covered_employer(integer, bigint),
    ledger.applies(text, text, boolean, boolean) to public; -- a view calls functions as its reader

create table ledger.provision_cell (
    settlement bigint not null,
    applies text not null,
    events bigint not null,
    constraint provision_cell_applies_known check (applies in ('yes', 'no', 'unknown'))
);

create index provision_cell_settlement on ledger.provision_cell (settlement);

comment on table ledger.provision_cell is 'What each settling changed of the numbers of counted events to which the Trahan provision would apply; appended and never updated.';
comment on column ledger.provision_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.provision_cell.applies is 'As in report.section_2102e.';
comment on column ledger.provision_cell.events is 'Counted events more, or less.';

create trigger append_only before update or delete on ledger.provision_cell for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.provision_cell for each statement execute function ledger.refuse_change();

grant select on ledger.provision_cell to warn_importer, warn_desk, warn_reviewer;

create or replace function ledger.sum_cells() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    newest ledger.settlement;
    sum_number bigint;
    next_number bigint;
begin
    select s.* into newest from ledger.settlement s order by s.number desc limit 1;
    select max(s.number) into sum_number from ledger.settlement s where s.is_sum;
    -- Written when a quarter of what there are of sums was changed: each entry's share of it is small, and so is what a reader adds up.
    if (select count(*) from ledger.day_cell c where c.settlement > sum_number)
        <= greatest(10000, (select count(*) from ledger.day_cell c where c.settlement = sum_number) / 4) then
        return;
    end if;
    next_number := nextval('ledger.settlement_number_seq');
    insert into ledger.event_cell (position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
        temporary, temporary_workers, temporary_without_count)
    select newest.position, next_number, c.notice_month, c.state, c.event_type, c.sector, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count),
        sum(c.notices_without_count), sum(c.temporary), sum(c.temporary_workers), sum(c.temporary_without_count)
    from ledger.event_cell c
    where c.settlement >= sum_number
    group by c.notice_month, c.state, c.event_type, c.sector
    having sum(c.events) <> 0;
    insert into ledger.day_cell (settlement, notice_date, state, events, notices, workers, without_count)
    select next_number, c.notice_date, c.state, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count)
    from ledger.day_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_date, c.state
    having sum(c.events) <> 0;
    insert into ledger.state_cell (
        settlement, notice_month, state, best_tier, events, workers, without_count, notices, events_any, notices_any, disclosures, unlisted, rescinded, non_warn,
        wider, with_reason, statutory, statutory_event_workers, asked, with_text, ai_workers, reported_count, pct_derived, whole_event, proposed)
    select next_number, c.notice_month, c.state, c.best_tier, sum(c.events), sum(c.workers), sum(c.without_count), sum(c.notices), sum(c.events_any),
        sum(c.notices_any), sum(c.disclosures), sum(c.unlisted), sum(c.rescinded), sum(c.non_warn), sum(c.wider), sum(c.with_reason), sum(c.statutory),
        sum(c.statutory_event_workers), sum(c.asked), sum(c.with_text), sum(c.ai_workers), sum(c.reported_count), sum(c.pct_derived), sum(c.whole_event),
        sum(c.proposed)
    from ledger.state_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.best_tier
    having sum(c.events_any) <> 0;
    insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
    select next_number, c.notice_month, c.state, c.county_fips, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count)
    from ledger.county_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.county_fips
    having sum(c.events) <> 0;
    insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
    select next_number, c.effective_month, c.state, sum(c.events), sum(c.workers), sum(c.without_count)
    from ledger.effective_cell c
    where c.settlement between sum_number and newest.number
    group by c.effective_month, c.state
    having sum(c.events) <> 0;
    insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
    select next_number, c.notice_month, c.state, c.event_type, c.figure_class, sum(c.events)
    from ledger.figure_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.event_type, c.figure_class
    having sum(c.events) <> 0;
    insert into ledger.provision_cell (settlement, applies, events)
    select next_number, c.applies, sum(c.events)
    from ledger.provision_cell c
    where c.settlement between sum_number and newest.number
    group by c.applies
    having sum(c.events) <> 0;
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (next_number, newest.position, newest.definitions, 0, 0, true);
end
$$;

comment on function ledger.sum_cells() is 'Sums up the cells of the newest settlement where those that changed since the last sum are more than a quarter of it.';

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
    figure_cell as (
        insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
        select entry.number, date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers_counted), sum(c.sign)
        from counting c
        where c.counted and c.notice_date is not null
        group by date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers_counted)
        having sum(c.sign) <> 0
    ),
    provision_cell as (
        insert into ledger.provision_cell (settlement, applies, events)
        select entry.number, a.applies, sum(c.sign)
        from counting c
        cross join lateral (
            select ledger.applies(
                ledger.mass_layoff(c.event_type, c.temporary, c.is_mass, c.largest_notice, c.largest_site, c.notice_workers, c.is_open),
                ledger.covered_employer(c.employees, c.notice_workers), c.rescinded, c.non_warn) as applies
        ) a
        where c.counted
        group by a.applies
        having sum(c.sign) <> 0
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
    settled_figure as materialized (
        select row(c.notice_month, c.state, c.event_type, c.figure_class)::text as place, sum(c.events)::text as cell
        from (
            select c.notice_month, c.state, c.event_type, c.figure_class, c.events
            from ledger.tail((select report.moment())) t
            join ledger.figure_cell c on c.settlement between t.sum_settlement and t.settlement
            union all
            select date_trunc('month', (c.fact).notice_date::timestamp)::date, (c.fact).state, (c.fact).event_type, ledger.figure_class((c.fact).workers_counted), c.sign
            from ledger.tail((select report.moment())) t
            cross join lateral ledger.event_changes(t.base, t.events, t.disclosures) c
            where (c.fact).counted and (c.fact).notice_date is not null
        ) c
        group by c.notice_month, c.state, c.event_type, c.figure_class
        having sum(c.events) <> 0
    ),
    folded_figure as materialized (
        select row(date_trunc('month', e.notice_date::timestamp)::date, e.state, e.event_type, ledger.figure_class(e.workers_counted))::text as place,
            count(*)::text as cell
        from anew e
        where e.counted and e.notice_date is not null
        group by date_trunc('month', e.notice_date::timestamp)::date, e.state, e.event_type, ledger.figure_class(e.workers_counted)
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
    settled_provision as materialized (
        select row(s.events_all, s.events_concerned, s.events_applies)::text as cell from report.section_2102e_elements s where s.element = 'A'
    ),
    folded_provision as materialized (
        select row(count(*), count(*) filter (where a.applies <> 'no'), count(*) filter (where a.applies = 'yes'))::text as cell
        from anew e
        cross join lateral (
            select ledger.applies(
                ledger.mass_layoff(e.event_type, e.temporary, e.is_mass, e.largest_notice, e.largest_site, e.notice_workers, e.is_open),
                ledger.covered_employer(e.employees, e.notice_workers), e.rescinded, e.non_warn) as applies
        ) a
        where e.counted
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
    select null, 'events that the Trahan provision would concern sum to ' || s.cell || ', its events to ' || f.cell
    from settled_provision s
    cross join folded_provision f
    where s.cell <> f.cell
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
    select null, 'figure cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_figure s
    full join folded_figure f on f.place = s.place
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

-- For what is settled, from the facts, which keep the position they were settled at. Of one position the last sum stands for all of it, and what else was
-- settled there is one change.
create temporary table uncounted on commit drop as
select s.position, coalesce(max(s.number) filter (where s.is_sum), max(s.number)) as number, bool_or(s.is_sum) as is_sum
from ledger.settlement s
where s.definitions = ledger.fact_definitions()
    and s.number > coalesce((select max(b.number) from ledger.settlement b where b.definitions is null), 0)
group by s.position;

insert into ledger.provision_cell (settlement, applies, events)
select x.settlement, ledger.applies(
        ledger.mass_layoff(f.event_type, f.temporary, f.is_mass, f.largest_notice, f.largest_site, f.notice_workers, f.is_open),
        ledger.covered_employer(f.employees, f.notice_workers), f.rescinded, f.non_warn), sum(x.sign)
from (
    select u.number as settlement, 1 as sign, f.fact_id
    from uncounted u
    join ledger.event_fact f on f.position = u.position
    where not u.is_sum
    union all
    select u.number, -1, e.fact_id
    from uncounted u
    join ledger.event_fact_end e on e.position = u.position
    where not u.is_sum
    union all
    select u.number, 1, f.fact_id
    from uncounted u
    join ledger.event_fact f on f.position <= u.position
    left join ledger.event_fact_end e on e.fact_id = f.fact_id and e.position <= u.position
    where u.is_sum and e.fact_id is null
) x
join ledger.event_fact f on f.fact_id = x.fact_id and f.counted
group by 1, 2
having sum(x.sign) <> 0;
