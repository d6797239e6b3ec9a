-- Which filings moved a number between two moments?
create type report.change_line as (
    event_id uuid, notice_month text, state text, employer text, counted boolean, workers integer, ai_tier smallint);

comment on type report.change_line is 'What report.explain_change compares of an event.';

create function report.explain_change(report text, from_position bigint, to_position bigint)
returns table (
    cause text, notice_month text, state text, employer text, events_before integer, events_after integer, workers_before integer, workers_after integer,
    change integer, ai_tier_before smallint, ai_tier_after smallint, entries bigint[], accessions text[], event_id uuid)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
#variable_conflict use_column
declare
    asked text := current_setting('report.as_of', true);
    was report.change_line[];
    now report.change_line[];
begin
    if not explain_change.report = any (array[
        'totals', 'workers_by_month', 'workers_by_state', 'state_tiles', 'workers_noticed', 'workers_by_county', 'workers_by_industry', 'workers_by_event_type',
        'workers_by_four_weeks', 'workers_year_on_year', 'closures_and_temporary', 'concentration', 'employers', 'counties', 'industries', 'event_facts'])
    then
        raise exception 'what moved report.% is not told', explain_change.report using errcode = 'invalid_parameter_value',
            hint = 'Ask for a report that sums events, such as workers_noticed, workers_by_state or totals.';
    end if;
    if from_position is null or to_position is null or from_position > to_position then
        raise exception 'a change goes from a position to a later one' using errcode = 'invalid_parameter_value';
    end if;
    perform set_config('report.as_of', from_position::text, true);
    select array_agg(row(e.event_id, e.notice_month, e.state, e.employer, e.counted, e.workers_counted, e.ai_tier)::report.change_line) into was from report.events e;
    perform set_config('report.as_of', to_position::text, true);
    select array_agg(row(e.event_id, e.notice_month, e.state, e.employer, e.counted, e.workers_counted, e.ai_tier)::report.change_line) into now from report.events e;
    return query
    with differ as materialized (
        select coalesce(n.event_id, w.event_id) as event_id, w.event_id is null as is_new, n.event_id is null as is_gone,
            coalesce(w.counted, false)::integer as counted_before, coalesce(n.counted, false)::integer as counted_after,
            case when w.counted then w.workers end as workers_before, case when n.counted then n.workers end as workers_after,
            w.ai_tier as tier_before, n.ai_tier as tier_after,
            coalesce(n.notice_month, w.notice_month) as notice_month, coalesce(n.state, w.state) as state, coalesce(n.employer, w.employer) as employer,
            w.notice_month is distinct from n.notice_month or w.state is distinct from n.state as is_moved
        from unnest(was) w
        full join unnest(now) n on n.event_id = w.event_id
        where row(w.*) is distinct from row(n.*)
    ),
    member as materialized (
        -- To_position is in force: who belongs to the event now.
        select m.event_id, m.disclosure_id from report.event_members m where m.event_id in (select d.event_id from differ d)
    ),
    filed as materialized (
        select m.event_id, f.position, f.form_type, f.accession_no, f.version, f.rescinded
        from member m
        join ledger.filing f on f.disclosure_id = m.disclosure_id and f.position > from_position and f.position <= to_position
    ),
    entry as (
        select f.event_id, f.position, f.accession_no,
            case
                when f.form_type = 'OBS/R' then 'reread' when f.rescinded or f.form_type = 'N/W' then 'withdrawn' when f.form_type = 'OBS/W' then 'unlisted'
                when f.version = 1 then 'new' else 'amended'
            end as cause
        from filed f
        union all
        select m.event_id, a.position, null, 'reattributed'
        from member m
        join ledger.filing f on f.disclosure_id = m.disclosure_id
        join ledger.attribution a on a.accession_no = f.accession_no and a.position > from_position and a.position <= to_position and a.position <> f.position
        union all
        select o.event_id, l.position, null, 'relinked'
        from (
            select m.event_id, m.disclosure_id from member m
            union
            -- An event that is none any more has its members elsewhere.
            select d.event_id, d.event_id from differ d where d.is_gone
        ) o
        join (
            select k.position, k.from_disclosure as disclosure_id from ledger.link k where k.position > from_position and k.position <= to_position
            union all
            select k.position, k.to_disclosure from ledger.link k where k.position > from_position and k.position <= to_position
        ) l on l.disclosure_id = o.disclosure_id
    ),
    caused as materialized (
        select e.event_id, array_agg(distinct e.position order by e.position) as entries,
            array_agg(distinct e.accession_no) filter (where e.accession_no is not null) as accessions, array_agg(distinct e.cause) as causes
        from entry e
        group by e.event_id
    )
    select
        case
            when d.is_new and c.causes @> array['new'] then 'new'
            when d.is_new or d.is_gone then 'relinked'
            when c.causes @> array['withdrawn'] and d.counted_after < d.counted_before then 'withdrawn'
            when c.causes @> array['relinked'] and d.workers_before is distinct from d.workers_after then 'relinked'
            when c.causes @> array['amended'] then 'amended'
            when c.causes @> array['new'] then 'supplemented'
            when c.causes @> array['reread'] then 'reread'
            when c.causes @> array['reattributed'] or d.tier_before is distinct from d.tier_after then 'reattributed'
            when c.causes @> array['unlisted'] then 'unlisted'
            else 'reference'
        end,
        d.notice_month, d.state, d.employer, d.counted_before, d.counted_after, d.workers_before, d.workers_after,
        coalesce(d.workers_after, 0) - coalesce(d.workers_before, 0), d.tier_before, d.tier_after, c.entries, c.accessions, d.event_id
    from differ d
    left join caused c on c.event_id = d.event_id
    where d.counted_before <> d.counted_after or d.workers_before is distinct from d.workers_after or d.tier_before is distinct from d.tier_after or d.is_moved
    order by abs(coalesce(d.workers_after, 0) - coalesce(d.workers_before, 0)) desc, d.event_id;
    perform set_config('report.as_of', coalesce(asked, ''), true);
end
$$;

comment on function report.explain_change(text, bigint, bigint) is 'Which events moved a report that sums events between two positions, by how much, and by which entries of the log: new, amended, withdrawn, supplemented, relinked, reattributed, reread, unlisted or reference (a place or an industry). The sum of change is the difference of workers; events_after less events_before, that of events.';
grant execute on function report.explain_change(text, bigint, bigint) to public;
