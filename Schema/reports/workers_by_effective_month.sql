create view report.workers_by_effective_month as
with phase as materialized (
    select s.event_id, s.phase_date, s.workers, s.state, s.effective_start, s.workers_of_event from ledger.schedules((select report.moment())) s
),
-- A schedule that says more than the notice is not used.
schedule as materialized (
    select p.event_id, p.state, p.effective_start, p.workers_of_event as workers, sum(p.workers) as scheduled
    from phase p
    group by p.event_id, p.state, p.effective_start, p.workers_of_event
    having sum(p.workers) <= p.workers_of_event
),
part as (
    select c.effective_month, c.state, c.events, c.workers, c.without_count from report.effective_cells c
    union all
    select to_char(s.effective_start, 'YYYY-MM'), s.state, -1, -s.workers, 0 from schedule s
    union all
    -- An event has several instalments in a month, and is one event of it.
    select to_char(p.phase_date, 'YYYY-MM'), s.state, count(distinct p.event_id), sum(p.workers), 0
    from phase p
    join schedule s on s.event_id = p.event_id
    group by to_char(p.phase_date, 'YYYY-MM'), s.state
    union all
    select null, s.state, 1, s.workers - s.scheduled, 0 from schedule s where s.scheduled < s.workers
),
cell as (
    select p.effective_month, p.state, sum(p.events) as events, case when sum(p.events) > sum(p.without_count) then sum(p.workers) end as workers,
        sum(p.without_count) as without_count
    from part p
    group by p.effective_month, p.state
    having sum(p.events) <> 0
)
select
    s.effective_month,
    s.state,
    'effective_date' as basis,
    'workers' as unit,
    s.events::bigint as events,
    s.workers::bigint as workers,
    s.without_count::bigint as events_without_count,
    '/reports/separations?effective_month' || coalesce('=' || s.effective_month, '.null=') || '&state' || coalesce('=' || s.state, '.null=') as rows_behind,
    (select report.moment()) as as_of_position
from cell s
order by s.effective_month nulls last, s.state;

comment on view report.workers_by_effective_month is 'How many workers lose their jobs in each month and jurisdiction? By the day of separation; each instalment of a schedule in its own month. Events without a day stand on a line of their own.';
comment on column report.workers_by_effective_month.effective_month is 'Month of separation, yyyy-mm; null: no day is stated.';
comment on column report.workers_by_effective_month.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.workers_by_effective_month.basis is 'Which date decides the period.';
comment on column report.workers_by_effective_month.unit is 'What workers counts.';
comment on column report.workers_by_effective_month.events is 'Counted events with an instalment in the month: an event with a schedule stands in several months.';
comment on column report.workers_by_effective_month.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.workers_by_effective_month.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_effective_month.rows_behind is 'Address of the lines behind this one.';
comment on column report.workers_by_effective_month.as_of_position is 'Position of the log that the row speaks of.';
