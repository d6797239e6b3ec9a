create view report.ai_workers_by_month as
select
    m.month,
    l.tier,
    l.evidence,
    l.statutory,
    'notice_date' as basis,
    'workers' as unit,
    count(a.event_id)::integer as events,
    coalesce(sum(a.workers), 0)::bigint as workers,
    count(a.event_id) filter (where a.workers is null)::integer as events_without_count,
    count(a.event_id) filter (where a.status = 'proposed')::integer as events_proposed,
    coalesce(sum(a.reported_count), 0)::bigint as reported_count,
    coalesce(sum(a.pct_derived), 0)::bigint as pct_derived,
    coalesce(sum(a.whole_event), 0)::bigint as whole_event,
    m.events as events_all,
    m.workers as workers_all,
    '/reports/ai_events?counted=true&tier=' || l.tier || '&notice_month' || coalesce('=' || m.month, '.null=') as rows_behind,
    m.as_of_position
from report.workers_by_month m
cross join report.ai_ladder l
left join report.ai_events a on a.counted and a.tier = l.tier and a.notice_month is not distinct from m.month
group by m.month, l.tier, l.evidence, l.statutory, m.events, m.workers, m.as_of_position;

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
