-- Folding, of all disclosures or of some that are closed under links: what any of them is tied to is among them.
create function ledger.folds(moment bigint, these uuid[]) returns table (disclosure_id uuid, event_id uuid, notice_id uuid, is_amended boolean)
language plpgsql stable security definer rows 10000
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
declare
    ids uuid[];
    froms integer[];
    tos integer[];
    kinds text[];
    event integer[];
    notice integer[];
    twin integer[];
    amended boolean[];
    a integer;
    b integer;
    up integer;
begin
    with tie as materialized (
        select l.kind, f.disclosure_id as from_id, f.position as from_position, t.disclosure_id as to_id, t.position as to_position,
            row_number() over () as number
        from ledger.link l
        join ledger.disclosure f on f.disclosure_id = l.from_disclosure
        join ledger.disclosure t on t.disclosure_id = l.to_disclosure
        where l.position <= moment and (these is null or l.from_disclosure = any (these))
            and l.status = 'accepted' and l.kind in ('same_notice', 'amendment_of', 'supplements', 'same_event')
            and not exists (select from ledger.link later where later.supersedes_position = l.position and later.position <= moment)
            -- Sums are kept by state.
            and f.state = t.state
    ),
    -- Numbered by a sort and not by a join: nothing here has statistics, and a planner that expects one row chose a loop in a loop.
    placed as materialized (
        select s.number, s.is_from, s.kind, s.id, dense_rank() over (order by s.position)::integer as place
        from (
            select t.number, true as is_from, t.kind, t.from_id as id, t.from_position as position from tie t
            union all
            select t.number, false, t.kind, t.to_id, t.to_position from tie t
        ) s
    )
    select
        (select array_agg(m.id order by m.place) from (select distinct p.place, p.id from placed p) m),
        array_agg(p.place order by p.number) filter (where p.is_from),
        array_agg(p.place order by p.number) filter (where not p.is_from),
        array_agg(p.kind order by p.number) filter (where p.is_from)
    into ids, froms, tos, kinds
    from placed p;
    if ids is null then
        return;
    end if;
    -- Each place points at an earlier one of its group, the first at itself.
    select array_agg(g.place), array_agg(g.place), array_agg(g.place), array_agg(false) into event, notice, twin, amended
    from generate_series(1, cardinality(ids)) g (place);
    -- An assignment to an element of an array that reads the same array copies the whole of it; read apart, it is changed in place.
    for i in 1 .. cardinality(froms) loop
        a := froms[i];
        b := tos[i];
        while event[a] <> a loop up := event[event[a]]; event[a] := up; a := up; end loop;
        while event[b] <> b loop up := event[event[b]]; event[b] := up; b := up; end loop;
        if a < b then event[b] := a; elsif b < a then event[a] := b; end if;
        if kinds[i] in ('same_notice', 'amendment_of') then
            a := froms[i];
            b := tos[i];
            while notice[a] <> a loop up := notice[notice[a]]; notice[a] := up; a := up; end loop;
            while notice[b] <> b loop up := notice[notice[b]]; notice[b] := up; b := up; end loop;
            if a < b then notice[b] := a; elsif b < a then notice[a] := b; end if;
        end if;
        if kinds[i] = 'same_notice' then
            a := froms[i];
            b := tos[i];
            while twin[a] <> a loop up := twin[twin[a]]; twin[a] := up; a := up; end loop;
            while twin[b] <> b loop up := twin[twin[b]]; twin[b] := up; b := up; end loop;
            if a < b then twin[b] := a; elsif b < a then twin[a] := b; end if;
        end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        up := event[event[i]];
        event[i] := up;
        up := notice[notice[i]];
        notice[i] := up;
        up := twin[twin[i]];
        twin[i] := up;
    end loop;
    -- What amends one of two twins amends both.
    for i in 1 .. cardinality(froms) loop
        if kinds[i] = 'amendment_of' then amended[twin[tos[i]]] := true; end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        disclosure_id := ids[i];
        event_id := ids[event[i]];
        notice_id := ids[notice[i]];
        is_amended := amended[twin[i]];
        return next;
    end loop;
end
$$;

comment on function ledger.folds(bigint, uuid[]) is 'Disclosures that accepted links of the moment tie to others of their state: the event and the notice each belongs to, named by what was recorded first of it, and whether an amendment speaks for it now. Almost linear in the links. Of those named only, which hold whatever is tied to one of them; null: of all.';

create or replace function ledger.folds(moment bigint) returns table (disclosure_id uuid, event_id uuid, notice_id uuid, is_amended boolean)
language sql stable security definer rows 10000
set search_path = pg_catalog, pg_temp
as $$
    select f.disclosure_id, f.event_id, f.notice_id, f.is_amended from ledger.folds(moment, null) f
$$;

create function ledger.fold_lines(moment bigint, these uuid[])
returns table (disclosure_id uuid, event_id uuid, notice_id uuid, precedence integer, superseded boolean, event_disclosures integer)
language plpgsql stable security definer rows 10000
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
begin
    if cardinality(these) = 0 then
        return;
    end if;
    return query
    with fold as materialized (
        select f.disclosure_id, f.event_id, f.notice_id, f.is_amended, count(*) over (partition by f.event_id)::integer as event_disclosures
        from ledger.folds(moment, these) f
    ),
    ranked as materialized (
        select f.disclosure_id, f.event_id, f.notice_id, f.is_amended, f.event_disclosures,
            row_number() over (
                partition by f.notice_id
                order by
                    f.is_amended,
                    d.origin = 'employer' desc,
                    h.form_type = 'OBS/W',
                    d.source_id = lower(d.state) desc nulls last,
                    -- By what is said, not by when it was recorded: the same in any order of imports.
                    h.notice_date desc nulls last,
                    h.received_date desc nulls last,
                    h.effective_start desc nulls last,
                    d.source_id,
                    h.workers desc nulls last,
                    h.employer,
                    h.location,
                    d.position
            )::integer as precedence
        from fold f
        join ledger.disclosure d on d.disclosure_id = f.disclosure_id and (these is null or d.disclosure_id = any (these))
        cross join lateral (
            select v.form_type, v.notice_date, v.received_date, v.effective_start, v.workers, v.employer, v.location
            from ledger.filing v
            where v.disclosure_id = f.disclosure_id and v.position <= moment
            order by v.version desc
            limit 1
        ) h
    )
    select d.disclosure_id, coalesce(r.event_id, d.disclosure_id), coalesce(r.notice_id, d.disclosure_id), coalesce(r.precedence, 1),
        coalesce(r.is_amended, false), coalesce(r.event_disclosures, 1)
    from ledger.disclosure d
    left join ranked r on r.disclosure_id = d.disclosure_id
    where d.position <= moment and (these is null or d.disclosure_id = any (these));
end
$$;

comment on function ledger.fold_lines(bigint, uuid[]) is 'Each disclosure of the moment with its event and its rank in its notice, as report.event_members says: folded from the links of these disclosures, which are closed under them; null: of all.';

create function ledger.fold_places(moment bigint, these uuid[])
returns table (disclosure_id uuid, county_fips text, sector text, place_mark bytea, industry_mark bytea)
language plpgsql stable security definer rows 10000
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
begin
    return query
    select p.disclosure_id, p.county_fips, i.sector, decode(left(p.statement_sha256, 16), 'hex'), decode(left(i.statement_sha256, 16), 'hex')
    from report.notice_places p
    left join report.notice_industries i on i.disclosure_id = p.disclosure_id and (these is null or i.disclosure_id = any (these))
    where these is null or p.disclosure_id = any (these);
end
$$;

comment on function ledger.fold_places(bigint, uuid[]) is 'County, sector and the marks of ledger.event_line of what each observed disclosure states at the moment, which report.as_of names, too; null: of all.';

create function ledger.fold(these uuid[], is_lined boolean) returns setof ledger.event_fact
language plpgsql stable security definer rows 10000
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
declare
    moment bigint := report.moment();
begin
    if cardinality(these) = 0 then
        return;
    end if;
    -- Of some, indexes are asked; of all, nothing has statistics, and no loop is to be in a loop.
    if these is null then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    return query
    with line as materialized (
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, l.precedence = 1 as stands, p.county_fips, p.sector
        from ledger.fold_lines(moment, these) l
        left join ledger.fold_places(moment, these) p on p.disclosure_id = l.disclosure_id
        where not is_lined
        union all
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, l.precedence = 1, l.county_fips, l.sector
        from ledger.event_line l
        where is_lined and (these is null or l.disclosure_id = any (these))
            and not exists (select from ledger.event_line_end e where e.line_id = l.line_id)
    ),
    voice as materialized (
        select v.disclosure_id, v.tier, v.label, v.status, v.quote, v.workers, v.reported_count, v.pct, v.place
        from report.ai_voices v
        where these is null or v.disclosure_id = any (these)
    ),
    said as materialized (
        select distinct on (v.disclosure_id) v.disclosure_id, v.tier, v.label, v.quote, v.status
        from voice v
        where v.place = 1
        order by v.disclosure_id, v.tier
    ),
    head as (
        select h.disclosure_id, max(h.position) as position
        from ledger.filing h
        where h.position <= moment and (these is null or h.disclosure_id = any (these))
        group by h.disclosure_id
    ),
    notice as materialized (
        select l.event_id, l.notice_id, l.disclosure_id, l.event_disclosures, l.stands, l.superseded, l.precedence, f.position, f.version, f.form_type, f.accession_no,
            f.notice_date, f.notice_date_kind, f.state, f.employer, f.employer_key, f.city, f.county, f.event_type, f.workers, f.workers_total, f.workers_scope,
            f.rescinded, f.form_type = 'OBS/W' as unlisted, f.act, f.temporary, f.conditional, f.effective_start, f.effective_end, f.reason,
            s.tier as ai_tier, s.label as ai_label, s.quote as ai_quote, s.status as ai_status, d.origin, d.source_id,
            f.form_type = 'OBS/W' and f.amendment_reason is not distinct from 'reread' as is_misread,
            f.act <> 'non_warn' and f.workers_scope not in ('nationwide', 'several_states') as is_summed
        from head h
        join ledger.filing f on f.position = h.position
        join line l on l.disclosure_id = h.disclosure_id
        join ledger.disclosure d on d.disclosure_id = h.disclosure_id
        left join said s on s.disclosure_id = h.disclosure_id
        where f.form_type not like 'Q%' and not (f.form_type = 'X' and f.event_type is null)
    ),
    -- Most events are one disclosure; only the others need folding.
    linked as materialized (
        select n.*, bool_or(n.rescinded) over (partition by n.notice_id) as is_rescinded, min(n.notice_date) over (partition by n.event_id) as first_notice_date
        from notice n
        where n.event_disclosures > 1
    ),
    -- What the standing disclosure does not state, the next one does.
    stated as materialized (
        select
            n.notice_id,
            bool_or(n.superseded) as is_amended,
            (array_agg(n.workers order by n.precedence) filter (where n.workers is not null))[1] as workers,
            (array_agg(n.workers order by n.precedence) filter (where n.workers is not null and n.is_summed))[1] as workers_counted,
            (array_agg(n.workers_scope = 'state' order by n.precedence) filter (where n.workers is not null))[1] as is_of_state,
            (array_agg(n.is_summed order by n.precedence) filter (where n.workers is not null))[1] as is_summed,
            (array_agg(n.workers_total order by n.precedence) filter (where n.workers_total is not null))[1] as workers_total,
            (array_agg(n.effective_start order by n.precedence) filter (where n.effective_start is not null))[1] as effective_start,
            (array_agg(coalesce(n.effective_end, n.effective_start) order by n.precedence)
                filter (where coalesce(n.effective_end, n.effective_start) is not null))[1] as effective_end,
            (array_agg(n.reason order by n.precedence) filter (where n.reason is not null))[1] as reason,
            (array_agg(n.city order by n.precedence) filter (where n.city is not null))[1] as city,
            (array_agg(n.county order by n.precedence) filter (where n.county is not null))[1] as county,
            (array_agg(n.event_type order by n.precedence) filter (where n.event_type is not null))[1] as event_type
        from linked n
        group by n.notice_id
    ),
    folded as (
        select
            n.event_id,
            min(n.first_notice_date) as notice_date,
            count(*)::integer as notices,
            bool_and(n.is_rescinded) as rescinded,
            bool_and(n.unlisted) as unlisted,
            bool_and(n.act = 'non_warn') as non_warn,
            bool_and(n.is_misread) as misread,
            bool_or(n.version > 1 and n.form_type <> 'OBS/W' or s.is_amended) as amended,
            bool_or(s.reason is not null) as reason_stated,
            -- A figure for all the sites stands in the row of each.
            sum(s.workers) filter (where not n.is_rescinded and not s.is_of_state) as at_sites,
            sum(distinct s.workers) filter (where not n.is_rescinded and s.is_of_state) as of_state,
            sum(s.workers_counted) filter (where not n.is_rescinded and s.is_summed and not s.is_of_state) as counted_at_sites,
            sum(distinct s.workers_counted) filter (where not n.is_rescinded and s.is_summed and s.is_of_state) as counted_of_state,
            sum(s.workers_total)::integer as workers_total,
            bool_or(n.workers_scope in ('nationwide', 'several_states')) as wider_than_state,
            min(s.effective_start) as effective_start,
            max(s.effective_end) as effective_end,
            min(n.ai_tier) as ai_tier,
            (array_agg(n.ai_label order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_label,
            (array_agg(n.ai_quote order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_quote,
            (array_agg(n.ai_status order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_status
        from linked n
        join stated s on s.notice_id = n.notice_id
        where n.stands
        group by n.event_id
    ),
    lead as (
        select distinct on (n.event_id) n.event_id, n.state, n.employer, n.employer_key, s.city, s.county, s.event_type, n.temporary, n.conditional, n.notice_date_kind, s.reason,
            n.event_disclosures, n.origin, n.source_id
        from linked n
        join stated s on s.notice_id = n.notice_id
        where n.stands
        order by n.event_id, n.is_rescinded, n.unlisted, n.notice_date nulls last, s.workers desc nulls last, s.effective_start nulls last, n.employer,
            s.city, s.county, n.source_id, n.position
    ),
    event as (
        select
            n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.event_type,
            case when not n.rescinded then n.workers end as workers,
            case when not n.rescinded and n.is_summed then n.workers end as workers_counted,
            n.workers_total, n.workers_scope in ('nationwide', 'several_states') as wider_than_state,
            n.rescinded, n.unlisted, n.act = 'non_warn' as non_warn, n.is_misread as misread, n.version > 1 and n.form_type <> 'OBS/W' as amended,
            n.temporary, n.conditional, n.effective_start, n.effective_end, n.notice_date_kind, n.reason,
            n.reason is not null as reason_stated,
            n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, 1 as notices, 1 as disclosures, n.origin, n.source_id, n.event_id
        from notice n
        where n.event_disclosures = 1
        union all
        select
            f.notice_date, l.state, l.employer, l.employer_key, l.city, l.county, l.event_type,
            coalesce(f.at_sites + f.of_state, f.at_sites, f.of_state)::integer as workers,
            coalesce(f.counted_at_sites + f.counted_of_state, f.counted_at_sites, f.counted_of_state)::integer as workers_counted,
            f.workers_total, f.wider_than_state,
            f.rescinded, f.unlisted, f.non_warn, f.misread, f.amended, l.temporary, l.conditional, f.effective_start, f.effective_end, l.notice_date_kind,
            l.reason, f.reason_stated, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status, f.notices, l.event_disclosures, l.origin, l.source_id, f.event_id
        from folded f
        join lead l on l.event_id = f.event_id
    ),
    placed as materialized (
        select l.disclosure_id, l.county_fips
        from line l
        where l.county_fips is not null
        union all
        select n.disclosure_id, min(s.county_fips)
        from notice n
        join ledger.filing_site s on s.accession_no = n.accession_no
        where n.origin = 'employer'
        group by n.disclosure_id
        having count(*) = count(s.county_fips) and count(distinct s.county_fips) = 1
    ),
    industry as materialized (
        select l.disclosure_id, l.sector from line l where l.sector is not null
    ),
    -- Where its notices do not agree, an event is in no county and of no industry.
    agreed as materialized (
        select n.event_id,
            case when count(distinct coalesce(p.county_fips, '')) = 1 then min(p.county_fips) end as county_fips,
            case when count(distinct i.sector) = 1 then min(i.sector) end as sector
        from linked n
        left join placed p on p.disclosure_id = n.disclosure_id
        left join industry i on i.disclosure_id = n.disclosure_id
        where n.stands
        group by n.event_id
    ),
    asked as materialized (
        select distinct l.event_id
        from ledger.attribution a
        join ledger.filing f on f.accession_no = a.accession_no
        join line l on l.disclosure_id = f.disclosure_id
        where a.position <= moment and (a.answer is not null and a.answer <> 'not_asked' or a.rule like 'listed_answer:%')
            and (these is null or f.disclosure_id = any (these))
    ),
    texted as materialized (
        select distinct l.event_id
        from ledger.claim c
        join ledger.filing f on f.accession_no = c.accession_no
        join line l on l.disclosure_id = f.disclosure_id
        where c.position <= moment and (these is null or f.disclosure_id = any (these))
    ),
    best as materialized (
        select distinct on (l.event_id) l.event_id, v.tier, min(v.status) as status, sum(v.reported_count)::integer as reported_count,
            (sum(round(v.workers * v.pct / 100)) filter (where v.reported_count is null))::integer as pct_derived,
            (sum(v.workers) filter (where v.reported_count is null and v.pct is null))::integer as whole_event
        from voice v
        join line l on l.disclosure_id = v.disclosure_id and l.stands
        where v.place = 1
        group by l.event_id, v.tier
        order by l.event_id, v.tier
    ),
    -- What is filed of the sites, by employers in full.
    filed as materialized (
        select n.event_id, n.disclosure_id, convert_from(f.payload, 'UTF8')::jsonb as payload
        from notice n
        join ledger.filing f on f.position = n.position
        where n.stands and n.origin = 'employer'
    ),
    filed_site as materialized (
        select f.event_id, bool_or(s.workers >= 500 or (s.workers >= 50 and 3 * s.workers >= s.employees_before)) as is_mass,
            bool_or(s.workers is null or (s.workers between 50 and 499 and s.employees_before is null)) as is_open
        from filed f
        cross join lateral jsonb_to_recordset(
            case when jsonb_typeof(f.payload -> 'sites') = 'array' then f.payload -> 'sites' else '[]' end) s (workers integer, employees_before integer)
        group by f.event_id
    ),
    site as materialized (
        select n.disclosure_id, max(s.workers) as workers, count(*) as sites
        from notice n
        join ledger.filing_site s on s.accession_no = n.accession_no
        where n.stands
        group by n.disclosure_id
    ),
    size as materialized (
        select n.event_id,
            max(n.workers) as largest_notice,
            max(case when n.workers_scope = 'site' or s.sites = 1 then coalesce(s.workers, n.workers) else s.workers end) as largest_site,
            sum(n.workers) as notice_workers,
            max(case when f.payload #>> '{employer,us_employee_count}' ~ '^[0-9]{1,9}$' then (f.payload #>> '{employer,us_employee_count}')::integer end) as employees
        from notice n
        left join site s on s.disclosure_id = n.disclosure_id
        left join filed f on f.disclosure_id = n.disclosure_id
        where n.stands
        group by n.event_id
    )
    select
        null::bigint as fact_id,
        moment as position,
        e.notice_date,
        e.state,
        e.employer,
        e.employer_key,
        e.city,
        e.county,
        coalesce(p.county_fips, a.county_fips) as county_fips,
        coalesce(i.sector, a.sector) as sector,
        e.event_type,
        e.workers,
        e.workers_counted,
        e.workers_total,
        e.wider_than_state,
        not e.rescinded and not e.non_warn and not e.misread as counted,
        e.rescinded,
        e.unlisted,
        e.non_warn,
        e.amended,
        e.temporary,
        e.conditional,
        e.effective_start,
        nullif(e.effective_end, e.effective_start) as effective_end,
        e.notice_date_kind,
        e.reason_stated,
        e.reason,
        e.ai_tier,
        e.ai_label,
        e.ai_quote,
        e.ai_status,
        e.notices,
        e.disclosures,
        e.origin,
        e.source_id,
        e.event_id,
        q.event_id is not null as is_asked,
        e.reason_stated or t.event_id is not null as has_text,
        b.tier as best_tier,
        b.status as best_status,
        b.reported_count,
        b.pct_derived,
        b.whole_event,
        z.largest_notice,
        z.largest_site,
        z.notice_workers,
        z.employees,
        m.is_mass,
        m.is_open
    from event e
    left join placed p on p.disclosure_id = e.event_id and e.disclosures = 1
    left join industry i on i.disclosure_id = e.event_id and e.disclosures = 1
    left join agreed a on a.event_id = e.event_id
    left join asked q on q.event_id = e.event_id
    left join texted t on t.event_id = e.event_id
    left join best b on b.event_id = e.event_id
    left join size z on z.event_id = e.event_id
    left join filed_site m on m.event_id = e.event_id;
end
$$;

comment on function ledger.fold(uuid[], boolean) is 'The events of the moment that report.as_of names, folded from the filings and links of these disclosures, which are closed under links; null: of all. Lines as in ledger.event_fact, without a number. is_lined: which disclosures are one event stands in ledger.event_line.';
