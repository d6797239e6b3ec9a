-- The tail of the log after a settled position: what it touches, and settling it.
create or replace function ledger.fact_definitions() returns bytea
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select sha256(convert_to(string_agg(d.name || encode(d.sha256, 'hex'), ',' order by d.name), 'UTF8'))
    from (
        (
            select distinct on (r.name) r.name, r.sha256
            from ledger.report_definition r
            where r.name in ('ai_voices', 'attributions', 'notice_industries', 'notice_places')
            order by r.name, r.defined_at desc
        )
        union all
        select p.oid::regprocedure::text, sha256(convert_to(p.prosrc, 'UTF8'))
        from pg_proc p
        where p.oid in (
            'ledger.fold(uuid[],boolean)'::regprocedure, 'ledger.fold_places(bigint,uuid[])'::regprocedure,
            'ledger.fold_lines(bigint,uuid[])'::regprocedure, 'ledger.folds(bigint,uuid[])'::regprocedure)
    ) d
$$;

comment on function ledger.fact_definitions() is 'Digest of the views and functions in force that facts and lines are made by.';

create function ledger.tail(moment bigint, out settlement bigint, out sum_settlement bigint, out base bigint, out events uuid[], out disclosures uuid[])
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

comment on function ledger.tail(bigint) is 'What is not settled at a moment. base: the newest position up to it at which the events are settled by the definitions in force, by that settlement; null where there is none, and all is to be folded. Its cells are those from sum_settlement to settlement. events: those settled at base that the log touches after it. disclosures: those to fold in their place, closed under links. Both empty where the moment is settled; null without a base.';

create or replace function ledger.is_settled(moment bigint) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(cardinality(t.disclosures) = 0, false) from ledger.tail(moment) t
$$;

comment on function ledger.is_settled(bigint) is 'Whether the events of that moment are settled by the definitions in force: nothing is to be folded.';

create function ledger.event_changes(base bigint, events uuid[], disclosures uuid[], out sign integer, out fact ledger.event_fact) returns setof record
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    select -1, f
    from ledger.event_fact f
    where f.event_id = any (events) and f.position <= base
        and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base);
    return query select 1, f from ledger.fold(disclosures, false) f;
end
$$;

comment on function ledger.event_changes(bigint, uuid[], uuid[]) is 'What a tail changes of the sums of its base: the settled facts it touches with sign -1, and what is folded in their place with sign 1.';

create function ledger.sum_cells() returns void
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
    -- Written when as much was changed as there are sums: each entry's share of it is small.
    if (select count(*) from ledger.day_cell c where c.settlement > sum_number)
        <= greatest(10000, (select count(*) from ledger.day_cell c where c.settlement = sum_number)) then
        return;
    end if;
    next_number := nextval('ledger.settlement_number_seq');
    insert into ledger.event_cell (position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count)
    select newest.position, next_number, c.notice_month, c.state, c.event_type, c.sector, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count),
        sum(c.notices_without_count)
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
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (next_number, newest.position, newest.definitions, 0, 0, true);
end
$$;

comment on function ledger.sum_cells() is 'Sums up the cells of the newest settlement where those that changed since the last sum are more than the sum has.';

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
        insert into ledger.event_cell (position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count)
        select newest, entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0
            or coalesce(sum(c.sign * c.workers_counted), 0) <> 0 or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0) <> 0
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
    select count(*) filter (where c.sign = 1), count(*) filter (where c.sign = -1) into entry.added, entry.ended from change c;
    perform set_config('report.as_of', coalesce(asked, ''), true);
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (entry.number, newest, ledger.fact_definitions(), entry.added, entry.ended, is_whole);
    perform ledger.sum_cells();
    return entry.added + entry.ended;
end
$$;

comment on function ledger.settle() is 'Settles the events for the newest position, folding those alone that the log has touched since the last time, and gives how many were added or ended; 0 where they are settled.';

create or replace function ledger.break_settlement() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A settling that is under way sees it, or its lines are seen here.
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    if tg_table_name = 'placement' then
        insert into ledger.event_touch (after_settlement, disclosure_id)
        select distinct (select max(s.number) from ledger.settlement s), n.disclosure_id
        from entered e
        join ledger.event_line n on n.place_mark = substring(e.statement_sha256 for 8);
    else
        insert into ledger.event_touch (after_settlement, disclosure_id)
        select distinct (select max(s.number) from ledger.settlement s), n.disclosure_id
        from entered e
        join ledger.event_line n on n.industry_mark = substring(e.statement_sha256 for 8);
    end if;
    return null;
end
$$;

comment on function ledger.break_settlement() is 'Trigger: what was settled before does not know this; the disclosures that state it are to be folded again.';

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
        select row(c.notice_month, c.state, c.event_type, c.sector)::text as place, row(c.events, c.notices, c.workers, c.without_count, c.notices_without_count)::text as cell
        from report.event_cells c
    ),
    folded_cell as materialized (
        select row(to_char(e.notice_date, 'YYYY-MM'), e.state, e.event_type, e.sector)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null),
                coalesce(sum(e.notices) filter (where e.workers_counted is null), 0))::text as cell
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
    where s.cell is distinct from f.cell;
end
$$;

comment on function ledger.refold() is 'Events, disclosures and cells that differ, as they are settled and their tail is folded, from what the whole ledger folds to at the moment that report.as_of names: none, unless something is broken.';

create function ledger.state_sums(base bigint, events uuid[], disclosures uuid[]) returns setof ledger.state_cell
language sql stable security definer rows 1000
set search_path = pg_catalog, pg_temp
as $$
    select
        base,
        to_char((c.fact).notice_date, 'YYYY-MM'), (c.fact).state, (c.fact).best_tier,
        coalesce(sum(c.sign) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).workers_counted) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).workers_counted is null), 0),
        coalesce(sum(c.sign * (c.fact).notices) filter (where (c.fact).counted), 0),
        sum(c.sign), sum(c.sign * (c.fact).notices), sum(c.sign * (c.fact).disclosures),
        coalesce(sum(c.sign) filter (where (c.fact).unlisted), 0),
        coalesce(sum(c.sign) filter (where (c.fact).rescinded), 0),
        coalesce(sum(c.sign) filter (where (c.fact).non_warn), 0),
        coalesce(sum(c.sign) filter (where (c.fact).wider_than_state), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).reason_stated), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).ai_tier <= 2), 0),
        coalesce(sum(c.sign * (c.fact).workers_counted) filter (where (c.fact).counted and (c.fact).ai_tier <= 2), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).is_asked), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).has_text), 0),
        coalesce(sum(c.sign * (coalesce((c.fact).reported_count, 0) + coalesce((c.fact).pct_derived, 0) + coalesce((c.fact).whole_event, 0))) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).reported_count) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).pct_derived) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).whole_event) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).best_status = 'proposed'), 0)
    from ledger.event_changes(base, events, disclosures) c
    group by 2, 3, 4
$$;

comment on function ledger.state_sums(bigint, uuid[], uuid[]) is 'What a tail changes of the sums by month, jurisdiction and best tier; with nulls, the sums of all events, folded anew.';

revoke execute on function ledger.settle(), ledger.sum_cells(), ledger.refold(), ledger.break_settlement(), ledger.fact_definitions(), ledger.fold_places(bigint, uuid[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.tail(bigint), ledger.event_changes(bigint, uuid[], uuid[]), ledger.state_sums(bigint, uuid[], uuid[]), ledger.fold(uuid[], boolean),
    ledger.fold_lines(bigint, uuid[]) to public;

create function ledger.live_settler() returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
return exists (
    select from pg_locks l
    where l.locktype = 'advisory' and l.classid = x'57415253'::integer::oid and l.objid = 1 and l.objsubid = 2 and l.granted
        and l.database = (select d.oid from pg_database d where d.datname = current_database()));

comment on function ledger.live_settler() is 'Whether a program is connected that settles whenever the log has grown: it holds the lock of ledger.enter_settler. Who records something need not settle it then.';

create function ledger.enter_settler() returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
    select pg_advisory_lock_shared(x'57415253'::integer, 1)
$$;

comment on function ledger.enter_settler() is 'Says, for as long as this session lives, that it settles whenever the log has grown.';

revoke execute on function ledger.live_settler(), ledger.enter_settler() from public;
grant execute on function ledger.live_settler(), ledger.enter_settler() to warn_importer, warn_desk, warn_reviewer;
