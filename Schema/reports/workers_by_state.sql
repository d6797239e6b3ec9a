create view report.workers_by_state as
with tail as materialized (
    select x.base, x.events, x.disclosures from ledger.tail((select report.moment())) x
),
added as materialized (
    select coalesce((c.fact).state, '') as state_key, min((c.fact).notice_date) as first_date, max((c.fact).notice_date) as last_date
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where c.sign = 1 and (c.fact).counted
    group by 1
),
cell as materialized (
    select c.state, sum(c.events) as events, sum(c.workers) as workers, sum(c.without_count) as without_count, sum(c.notices) as notices,
        sum(c.statutory_event_workers) as statutory_event_workers, sum(c.statutory) as statutory, sum(c.with_reason) as with_reason
    from report.state_cells c
    where c.events > 0
    group by c.state
),
dated as materialized (
    select d.* from ledger.dates_of_states((select t.base from tail t), (select t.events from tail t), array(select c.state from cell c)) d
)
select
    c.state,
    j.name,
    c.events::integer as events,
    c.workers::bigint as workers,
    c.without_count::integer as events_without_count,
    c.notices::integer as notices,
    c.statutory_event_workers::bigint as workers_of_ai_events_statutory,
    c.statutory::integer as ai_events_statutory,
    c.with_reason::integer as events_with_reason,
    least(d.first_date, a.first_date) as first_notice_date,
    greatest(d.last_date, a.last_date) as last_notice_date,
    '/reports/events?counted=true&state' || coalesce('=' || c.state, '.null=') as rows_behind,
    (select report.moment()) as as_of_position
from cell c
left join ledger.jurisdiction j on j.code = c.state
left join dated d on coalesce(d.state, '') = coalesce(c.state, '')
left join added a on a.state_key = coalesce(c.state, '');

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
