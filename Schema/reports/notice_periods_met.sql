create view report.notice_periods_met as
-- Days are whole and few: their medians are taken from how often each occurs.
with day as (
    select date_part('year', l.notice_date)::integer as year, l.state, l.standing, l.lead_days, count(*) as events
    from report.lead_times l
    group by date_part('year', l.notice_date)::integer, l.state, l.standing, l.lead_days
),
ranked as (
    select lpad(d.year::text, 4, '0') as notice_year, d.state, d.standing, d.lead_days, d.events,
        sum(d.events) filter (where d.lead_days is not null) over (partition by d.year, d.state order by d.lead_days)::float8 as up_to,
        sum(d.events) filter (where d.lead_days is not null) over (partition by d.year, d.state)::float8 as measured
    from day d
)
select
    r.notice_year,
    r.state,
    'notice_date' as basis,
    'events' as unit,
    sum(r.events)::bigint as events,
    coalesce(sum(r.events) filter (where r.standing ~ '^(meets|below)'), 0)::bigint as computable,
    coalesce(sum(r.events) filter (where r.standing = 'meets_recorded_period'), 0)::bigint as meeting,
    round(coalesce(sum(r.events) filter (where r.standing = 'meets_recorded_period'), 0) / sum(r.events) filter (where r.standing ~ '^(meets|below)'), 4) as share_meeting,
    coalesce(sum(r.events) filter (where r.standing ~ '^below'), 0)::bigint as below,
    coalesce(sum(r.events) filter (where r.standing = 'below_recorded_period_basis_stated'), 0)::bigint as below_with_basis,
    coalesce(sum(r.events) filter (where r.standing = 'date_conflict'), 0)::bigint as date_conflicts,
    coalesce(max(r.measured), 0)::bigint as measured,
    coalesce(sum(r.events) filter (where r.lead_days >= 60), 0)::bigint as lead_days_60,
    coalesce(sum(r.events) filter (where r.lead_days >= 90), 0)::bigint as lead_days_90,
    min(r.lead_days) filter (where r.up_to >= ceil(0.1 * r.measured)) as p10_lead_days,
    min(r.lead_days) filter (where r.up_to >= ceil(0.25 * r.measured)) as p25_lead_days,
    min(r.lead_days) filter (where r.up_to >= ceil(0.5 * r.measured)) as median_lead_days,
    (select report.moment()) as as_of_position
from ranked r
group by r.notice_year, r.state
order by 1 nulls last, 2;

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
