create view report.notice_periods_met as
select
    left(l.notice_month, 4) as notice_year,
    l.state,
    'notice_date' as basis,
    'events' as unit,
    count(*) as events,
    count(*) filter (where l.standing ~ '^(meets|below)') as computable,
    count(*) filter (where l.standing = 'meets_recorded_period') as meeting,
    round(count(*) filter (where l.standing = 'meets_recorded_period')::numeric / nullif(count(*) filter (where l.standing ~ '^(meets|below)'), 0), 4) as share_meeting,
    count(*) filter (where l.standing ~ '^below') as below,
    count(*) filter (where l.standing = 'below_recorded_period_basis_stated') as below_with_basis,
    count(*) filter (where l.standing = 'date_conflict') as date_conflicts,
    count(l.lead_days) as measured,
    count(*) filter (where l.lead_days >= 60) as lead_days_60,
    count(*) filter (where l.lead_days >= 90) as lead_days_90,
    percentile_disc(0.1) within group (order by l.lead_days) as p10_lead_days,
    percentile_disc(0.25) within group (order by l.lead_days) as p25_lead_days,
    percentile_disc(0.5) within group (order by l.lead_days) as median_lead_days,
    (select report.moment()) as as_of_position
from report.lead_times l
group by left(l.notice_month, 4), l.state
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
