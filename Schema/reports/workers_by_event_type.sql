create view report.workers_by_event_type as
select
    e.notice_month,
    e.state,
    e.event_type,
    'notice_date' as basis,
    'workers' as unit,
    sum(e.events)::bigint as events,
    sum(e.notices)::bigint as notices,
    case when sum(e.events) > sum(e.without_count) then sum(e.workers)::bigint end as workers,
    sum(e.without_count)::bigint as events_without_count,
    '/reports/events?counted=true&notice_month' || coalesce('=' || e.notice_month, '.null=') || '&state' || coalesce('=' || e.state, '.null=') || '&event_type' || coalesce('=' || e.event_type, '.null=') as rows_behind,
    (select report.moment()) as as_of_position
from report.event_cells e
group by e.notice_month, e.state, e.event_type
order by e.notice_month nulls last, e.state, e.event_type;

comment on view report.workers_by_event_type is 'How many workers were noticed in each month, jurisdiction and type of event?';
comment on column report.workers_by_event_type.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_by_event_type.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.workers_by_event_type.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.workers_by_event_type.basis is 'Which date decides the period.';
comment on column report.workers_by_event_type.unit is 'What workers counts.';
comment on column report.workers_by_event_type.events is 'Counted events.';
comment on column report.workers_by_event_type.notices is 'Notices of these events that stand.';
comment on column report.workers_by_event_type.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.workers_by_event_type.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_event_type.rows_behind is 'Address of the lines behind this one.';
comment on column report.workers_by_event_type.as_of_position is 'Position of the log that the row speaks of.';
