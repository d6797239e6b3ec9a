create view report.workers_by_month as
with cell as (
    select c.notice_month, c.state, sum(c.events) as events, sum(c.workers) as workers, sum(c.without_count) as without_count,
        sum(c.notices) as notices, sum(c.notices_without_count) as notices_without_count
    from report.event_cells c
    group by c.notice_month, c.state
)
select
    e.notice_month as month,
    'notice_date' as basis,
    'workers' as unit,
    sum(e.events)::integer as events,
    sum(e.workers)::bigint as workers,
    sum(e.without_count)::integer as events_without_count,
    sum(e.notices)::integer as notices,
    sum(e.notices_without_count)::integer as notices_without_count,
    count(e.state)::integer as states_observed,
    '/reports/events?counted=true&notice_month' || coalesce('=' || e.notice_month, '.null=') as rows_behind,
    (select report.moment()) as as_of_position
from cell e
group by e.notice_month;

comment on view report.workers_by_month is 'How many workers were given notice in each month? By notice date; an amendment stays in the month of the original notice. Events without a notice date stand on a line of their own.';
comment on column report.workers_by_month.month is 'Month of the notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_by_month.basis is 'Which date decides the month.';
comment on column report.workers_by_month.unit is 'What workers counts.';
comment on column report.workers_by_month.events is 'Counted events.';
comment on column report.workers_by_month.workers is 'Sum of the figures stated for the state, a floor: an event without a figure adds nothing.';
comment on column report.workers_by_month.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_month.notices is 'Notices of these events.';
comment on column report.workers_by_month.notices_without_count is 'Notices of the events without a figure.';
comment on column report.workers_by_month.states_observed is 'Jurisdictions with an event in the month.';
comment on column report.workers_by_month.rows_behind is 'Address of the lines behind this one.';
comment on column report.workers_by_month.as_of_position is 'Position of the log that the row speaks of.';
