create view report.workers_by_four_weeks as
with fact as materialized (
    select c.notice_date + (6 - date_part('dow', c.notice_date)::integer) as week_ending, c.state, sum(c.events) as events, sum(c.notices) as notices,
        case when sum(c.events) > sum(c.without_count) then sum(c.workers) end as workers, sum(c.without_count) as missing
    from report.day_cells c
    where c.state is not null
    group by 1, c.state
),
seen as materialized (
    select o.state, o.first_day, least(o.last_day, (select max(f.week_ending) from fact f)) as last_day
    from report.observed_states o
),
grid as (
    select s.state, w.week_ending::date as week_ending
    from seen s
    cross join lateral generate_series(
        (s.first_day + (6 - extract(dow from s.first_day)::integer))::timestamp,
        (s.last_day + (6 - extract(dow from s.last_day)::integer))::timestamp, interval '7 days') w (week_ending)
),
cell as (
    select g.state, g.week_ending, coalesce(f.events, 0) as events, coalesce(f.notices, 0) as notices,
        case when f.events is null then 0 else f.workers end as workers, coalesce(f.missing, 0) as missing
    from grid g
    left join fact f on f.state = g.state and f.week_ending = g.week_ending
),
rolled as (
    select c.state, c.week_ending, sum(c.events) over w as events, sum(c.notices) over w as notices, sum(c.workers) over w as workers,
        sum(c.missing) over w as missing, 1 as states
    from cell c
    window w as (partition by c.state order by c.week_ending rows between 3 preceding and current row)
),
both_levels as materialized (
    select r.state, r.week_ending, r.events, r.notices, r.workers, r.missing, r.states from rolled r
    union all
    select 'US', r.week_ending, sum(r.events), sum(r.notices), sum(r.workers), sum(r.missing), sum(r.states)
    from rolled r
    group by r.week_ending
)
select
    b.week_ending,
    b.state,
    'notice_date' as basis,
    'workers' as unit,
    b.notices::bigint as notices,
    b.events::bigint as events,
    b.workers::bigint as workers,
    b.missing::bigint as events_without_count,
    y.workers::bigint as workers_year_before,
    round(100 * (b.workers / nullif(y.workers, 0) - 1), 1) as change_pct,
    b.states::bigint as states_observed,
    y.states::bigint as states_observed_year_before,
    (select report.moment()) as as_of_position
from both_levels b
left join both_levels y on y.state = b.state and y.week_ending = b.week_ending - 364
order by b.week_ending, b.state;

comment on view report.workers_by_four_weeks is 'How many workers were noticed in the 28 days to each Saturday, and how does it compare with the same 28 days 364 days earlier? By notice date, each jurisdiction and the nation (US).';
comment on column report.workers_by_four_weeks.week_ending is 'The Saturday that ends the 28 days.';
comment on column report.workers_by_four_weeks.state is 'Jurisdiction, or US.';
comment on column report.workers_by_four_weeks.basis is 'Which date decides the period.';
comment on column report.workers_by_four_weeks.unit is 'What workers counts.';
comment on column report.workers_by_four_weeks.notices is 'Notices of these events that stand.';
comment on column report.workers_by_four_weeks.events is 'Counted events.';
comment on column report.workers_by_four_weeks.workers is 'Workers noticed in the 28 days, a floor; 0 where an observed jurisdiction had no notice, null where none states a figure.';
comment on column report.workers_by_four_weeks.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_four_weeks.workers_year_before is 'The same of the 28 days that ended 364 days earlier; null where it was not observed then.';
comment on column report.workers_by_four_weeks.change_pct is 'Change in percent; null without a figure to compare with. For US the jurisdictions observed differ: report.workers_year_on_year compares the same ones.';
comment on column report.workers_by_four_weeks.states_observed is 'Jurisdictions observed in the week.';
comment on column report.workers_by_four_weeks.states_observed_year_before is 'Those of a year before; null as there.';
comment on column report.workers_by_four_weeks.as_of_position is 'Position of the log that the row speaks of.';
