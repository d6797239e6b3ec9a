create view report.notice_periods_met as
with tail as materialized (
    select t.moment, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
required as materialized (
    select p.state, coalesce(p.event_type, '') as type_key, coalesce(p.first_day, '-infinity') as first_day, coalesce(p.end_day, 'infinity') as end_day,
        ledger.size_class(p.workers_least) as least, coalesce(ledger.size_class(p.workers_below), 32767) as below, p.days -- bounds of the laws are bounds of classes
    from report.required_periods p
),
-- A month in which a law begins or ends needs its events one by one; of all others, cells are enough.
cut as materialized (
    select distinct d.state, date_trunc('month', d.day::timestamp)::date as notice_month
    from (select q.state, unnest(array[q.first_day, q.end_day]) as day from required q) d
    where isfinite(d.day) and date_part('day', d.day) <> 1
),
event as (
    select c.notice_month, c.notice_month as notice_date, c.state, c.event_type, coalesce(c.size_class, 32766) as size_class, c.lead_days, c.is_conflict, c.events
    from report.lead_cells c
    where (c.state, c.notice_month) not in (select x.state, x.notice_month from cut x) is not false
    union all
    select date_trunc('month', f.notice_date::timestamp)::date, f.notice_date, f.state, f.event_type, coalesce(ledger.size_class(f.workers_counted), 32766),
        ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start), ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start), f.sign
    from (
        select 1 as sign, s.notice_date, s.state, s.event_type, s.workers_counted, s.notice_date_kind, s.effective_start
        from ledger.facts_of_months((select t.base from tail t), array(select x.state from cut x), array(select x.notice_month from cut x)) s
        where s.counted
        union all
        select c.sign, (c.fact).notice_date, (c.fact).state, (c.fact).event_type, (c.fact).workers_counted, (c.fact).notice_date_kind, (c.fact).effective_start
        from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
        where (c.fact).counted and ((c.fact).state, date_trunc('month', (c.fact).notice_date::timestamp)::date) in (select x.state, x.notice_month from cut x)
    ) f
),
day as (
    select date_part('year', e.notice_month)::integer as year, e.state, e.lead_days, sum(e.events) as events,
        case when e.is_conflict then 'conflict' when e.lead_days is null or q.days is null then 'not computable'
            when e.lead_days >= q.days then 'meets' else 'below' end as standing
    from event e
    left join required q on q.state = e.state and q.type_key = coalesce(e.event_type, '') and e.notice_date >= q.first_day and e.notice_date < q.end_day
        and e.size_class >= q.least and e.size_class < q.below
    group by 1, 2, 3, 5
),
-- Days are whole and few: their medians are taken from how often each occurs.
ranked as (
    select lpad(d.year::text, 4, '0') as notice_year, d.state, d.standing, d.lead_days, d.events,
        sum(d.events) filter (where d.lead_days is not null) over (partition by d.year, d.state order by d.lead_days)::float8 as up_to,
        sum(d.events) filter (where d.lead_days is not null) over (partition by d.year, d.state)::float8 as measured
    from day d
    where d.events <> 0
),
excused as materialized (
    select lpad(date_part('year', l.notice_date)::integer::text, 4, '0') as notice_year, coalesce(l.state, '') as state, count(*) as events
    from report.lead_times l
    where l.standing = 'below_recorded_period_basis_stated'
        and l.event_id = any (array(select x.event_id from report.stated_exceptions x where x.reduced_notice_basis <> 'none'))
    group by 1, 2
),
met as (
    select
        r.notice_year,
        r.state,
        sum(r.events)::bigint as events,
        coalesce(sum(r.events) filter (where r.standing in ('meets', 'below')), 0)::bigint as computable,
        coalesce(sum(r.events) filter (where r.standing = 'meets'), 0)::bigint as meeting,
        coalesce(sum(r.events) filter (where r.standing = 'below'), 0)::bigint as below,
        coalesce(sum(r.events) filter (where r.standing = 'conflict'), 0)::bigint as date_conflicts,
        coalesce(max(r.measured), 0)::bigint as measured,
        coalesce(sum(r.events) filter (where r.lead_days >= 60), 0)::bigint as lead_days_60,
        coalesce(sum(r.events) filter (where r.lead_days >= 90), 0)::bigint as lead_days_90,
        min(r.lead_days) filter (where r.up_to >= ceil(0.1 * r.measured)) as p10_lead_days,
        min(r.lead_days) filter (where r.up_to >= ceil(0.25 * r.measured)) as p25_lead_days,
        min(r.lead_days) filter (where r.up_to >= ceil(0.5 * r.measured)) as median_lead_days
    from ranked r
    group by r.notice_year, r.state
)
select
    m.notice_year,
    m.state,
    'notice_date' as basis,
    'events' as unit,
    m.events,
    m.computable,
    m.meeting,
    round(m.meeting::numeric / nullif(m.computable, 0), 4) as share_meeting,
    m.below,
    coalesce(x.events, 0)::bigint as below_with_basis,
    m.date_conflicts,
    m.measured,
    m.lead_days_60,
    m.lead_days_90,
    m.p10_lead_days,
    m.p25_lead_days,
    m.median_lead_days,
    (select report.moment()) as as_of_position
from met m
left join excused x on x.notice_year = m.notice_year and x.state = coalesce(m.state, '')
order by m.notice_year nulls last, m.state;

comment on view report.notice_periods_met is 'What share of events was noticed as long before as the laws on record ask, and how long is the notice? By year of notice and jurisdiction.';
comment on column report.notice_periods_met.notice_year is 'Year of the notice; null: no notice date.';
comment on column report.notice_periods_met.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.notice_periods_met.basis is 'Which date decides the period.';
comment on column report.notice_periods_met.unit is 'What is counted.';
comment on column report.notice_periods_met.events is 'Counted events.';
comment on column report.notice_periods_met.computable is 'Events whose days and required days are both known.';
comment on column report.notice_periods_met.meeting is 'Of those, noticed at least as long before.';
comment on column report.notice_periods_met.share_meeting is 'meeting of computable; null where there is none.';
comment on column report.notice_periods_met.below is 'Of those, noticed later.';
comment on column report.notice_periods_met.below_with_basis is 'Of below, with an exception stated in a filing here.';
comment on column report.notice_periods_met.date_conflicts is 'Events whose dates cannot both be right.';
comment on column report.notice_periods_met.measured is 'Events with a lead that can be measured.';
comment on column report.notice_periods_met.lead_days_60 is 'Of measured, 60 days or more: the federal period.';
comment on column report.notice_periods_met.lead_days_90 is 'Of measured, 90 days or more: the period of New York, New Jersey, Maine and the Virgin Islands.';
comment on column report.notice_periods_met.p10_lead_days is 'First decile of the lead in days.';
comment on column report.notice_periods_met.p25_lead_days is 'First quartile.';
comment on column report.notice_periods_met.median_lead_days is 'Median.';
comment on column report.notice_periods_met.as_of_position is 'Position of the log that the row speaks of.';
