create view report.workers_by_effective_month as
with part as (
    -- An event with a schedule has several parts, any other one.
    select s.effective_month, s.state, case when s.date_is in ('schedule', 'rest of a schedule') then s.event_id end as scheduled, count(*) as parts, sum(s.workers) as workers,
        count(*) filter (where s.workers is null) as without_count
    from report.separations s
    group by s.effective_month, s.state, 3
),
cell as (
    select p.effective_month, p.state, sum(case when p.scheduled is null then p.parts else 1 end) as events, sum(p.workers) as workers,
        sum(case when p.scheduled is null then p.without_count else least(p.without_count, 1) end) as without_count
    from part p
    group by p.effective_month, p.state
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
