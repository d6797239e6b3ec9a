create view report.ai_workers_by_month as
with tier (tier, evidence) as (
    values
        (1, 'signed filing in this register'),
        (2, 'form field of a state'),
        (3, 'the employer''s notice letter'),
        (4, 'the employer''s public statement'),
        (5, 'press, union or tracker')
),
said as materialized (
    select coalesce(c.notice_month, '') as month_key, c.tier, c.events, c.workers, c.without_count as events_without_count, c.proposed as events_proposed,
        c.reported_count, c.pct_derived, c.whole_event
    from report.voice_cells c
),
month as materialized (
    select m.month, coalesce(m.month, '') as month_key, m.events, m.workers, m.as_of_position
    from report.workers_by_month m
)
select
    m.month,
    t.tier,
    t.evidence,
    t.tier <= 2 as statutory,
    'notice_date' as basis,
    'workers' as unit,
    coalesce(s.events, 0)::integer as events,
    coalesce(s.workers, 0)::bigint as workers,
    coalesce(s.events_without_count, 0)::integer as events_without_count,
    coalesce(s.events_proposed, 0)::integer as events_proposed,
    coalesce(s.reported_count, 0)::bigint as reported_count,
    coalesce(s.pct_derived, 0)::bigint as pct_derived,
    coalesce(s.whole_event, 0)::bigint as whole_event,
    m.events as events_all,
    m.workers as workers_all,
    '/reports/ai_events?counted=true&tier=' || t.tier || '&notice_month' || coalesce('=' || m.month, '.null=') as rows_behind,
    m.as_of_position
from month m
cross join tier t
left join said s on s.month_key = m.month_key and s.tier = t.tier;

comment on view report.ai_workers_by_month is 'How many workers of each month''s notices are attributed to AI, by tier of evidence? One line a month and tier, explicit zeros included, with the month''s totals beside. Tiers are not to be added: an event counts on every tier on which it is said.';
comment on column report.ai_workers_by_month.month is 'Month of the notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.ai_workers_by_month.tier is 'Tier of evidence, 1 to 5.';
comment on column report.ai_workers_by_month.evidence is 'The tier in words.';
comment on column report.ai_workers_by_month.statutory is 'True for tiers 1 and 2.';
comment on column report.ai_workers_by_month.basis is 'Which date decides the month.';
comment on column report.ai_workers_by_month.unit is 'What workers counts.';
comment on column report.ai_workers_by_month.events is 'Counted events attributed to AI on this tier.';
comment on column report.ai_workers_by_month.workers is 'Workers of them, a floor: reported_count + pct_derived + whole_event.';
comment on column report.ai_workers_by_month.events_without_count is 'Events of them without any figure.';
comment on column report.ai_workers_by_month.events_proposed is 'Events of them not yet settled by a reviewer.';
comment on column report.ai_workers_by_month.reported_count is 'Workers as employers counted them.';
comment on column report.ai_workers_by_month.pct_derived is 'Workers by filed percentages.';
comment on column report.ai_workers_by_month.whole_event is 'All workers of notices that give neither count nor percentage.';
comment on column report.ai_workers_by_month.events_all is 'All counted events of the month.';
comment on column report.ai_workers_by_month.workers_all is 'All workers of the month, a floor.';
comment on column report.ai_workers_by_month.rows_behind is 'Address of the lines behind this one.';
comment on column report.ai_workers_by_month.as_of_position is 'Position of the log that the row speaks of.';
