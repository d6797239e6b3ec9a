create view report.workers_by_state as
select
    e.state,
    j.name,
    count(*)::integer as events,
    coalesce(sum(e.workers_counted), 0)::bigint as workers,
    count(*) filter (where e.workers_counted is null)::integer as events_without_count,
    sum(e.notices)::integer as notices,
    coalesce(sum(e.workers_counted) filter (where e.ai_statutory), 0)::bigint as workers_of_ai_events_statutory,
    count(*) filter (where e.ai_statutory)::integer as ai_events_statutory,
    count(*) filter (where e.reason_stated)::integer as events_with_reason,
    min(e.notice_date) as first_notice_date,
    max(e.notice_date) as last_notice_date,
    '/reports/events?counted=true&state' || coalesce('=' || e.state, '.null=') as rows_behind,
    (select report.moment()) as as_of_position
from report.events e
left join ledger.jurisdiction j on j.code = e.state
where e.counted
group by e.state, j.name;

comment on view report.workers_by_state is 'How many workers were given notice in each jurisdiction? Figures wider than a state are in no line.';
comment on column report.workers_by_state.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.workers_by_state.name is 'Its name.';
comment on column report.workers_by_state.events is 'Counted events.';
comment on column report.workers_by_state.workers is 'Sum of the figures stated for the state, a floor.';
comment on column report.workers_by_state.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_state.notices is 'Notices of these events.';
comment on column report.workers_by_state.workers_of_ai_events_statutory is 'All workers of events attributed to AI on tiers 1 and 2, a floor.';
comment on column report.workers_by_state.ai_events_statutory is 'Events attributed to AI on tiers 1 and 2.';
comment on column report.workers_by_state.events_with_reason is 'Events that state any reason: the denominator of what can be known about causes.';
comment on column report.workers_by_state.first_notice_date is 'Earliest notice date; null when none is stated.';
comment on column report.workers_by_state.last_notice_date is 'Latest notice date; null when none is stated.';
comment on column report.workers_by_state.rows_behind is 'Address of the lines behind this one.';
comment on column report.workers_by_state.as_of_position is 'Position of the log that the row speaks of.';
