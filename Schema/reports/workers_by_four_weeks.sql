create view report.workers_by_four_weeks as
with fact as materialized (
    select c.notice_date + (6 - date_part('dow', c.notice_date)::integer) as week_ending, c.state, sum(c.events) as events, sum(c.notices) as notices,
        case when sum(c.events) > sum(c.without_count) then sum(c.workers) end as workers, sum(c.without_count) as missing
    from report.day_cells c
    where c.state is not null
    group by 1, c.state
),
-- Each week by the Saturday that ends it.
seen as materialized (
    select o.state, o.first_day + (6 - date_part('dow', o.first_day)::integer) as first_week, o.last_day + (6 - date_part('dow', o.last_day)::integer) as last_week
    from (
        select s.state, s.first_day, least(s.last_day, (select max(f.week_ending) from fact f)) as last_day from report.observed_states s
    ) o
),
grid as (
    select s.state, s.first_week + 7 * w.week as week_ending
    from seen s
    cross join lateral generate_series(0, (s.last_week - s.first_week) / 7) w (week)
),
cell as (
    select g.state, g.week_ending, coalesce(f.events, 0) as events, coalesce(f.notices, 0) as notices,
        case when f.events is null then 0 else f.workers end as workers, coalesce(f.missing, 0) as missing
    from grid g
    left join fact f on f.state = g.state and f.week_ending = g.week_ending
),
-- A jurisdiction's weeks follow each other without a gap: 364 days before is 52 lines before.
rolled as (
    select r.*, lag(r.workers, 52) over (partition by r.state order by r.week_ending) as workers_year_before,
        lag(1, 52) over (partition by r.state order by r.week_ending) as states_year_before
    from (
        select c.state, c.week_ending, sum(c.events) over w as events, sum(c.notices) over w as notices, sum(c.workers) over w as workers,
            sum(c.missing) over w as missing
        from cell c
        window w as (partition by c.state order by c.week_ending rows between 3 preceding and current row)
    ) r
),
-- The nation's without the grid: a week counts in four sums, so far as its jurisdiction was observed then.
national_sum as (
    select a.week_ending + 7 * a.back as week_ending, sum(a.events) as events, sum(a.notices) as notices, sum(a.workers) as workers, sum(a.missing) as missing,
        count(*) filter (where a.workers is null) as without
    from (select f.*, s.last_week, generate_series(0, 3) as back from fact f join seen s on s.state = f.state) a
    where a.week_ending + 7 * a.back <= a.last_week
    group by 1
),
-- How many jurisdictions were observed, and how many weeks of theirs are in the sum, change where one begins or ends.
change as (
    select c.week_ending, sum(c.states) as states, sum(c.weeks) as weeks
    from (
        select b.first_week + 7 * b.back as week_ending, case when b.back = 0 then 1 else 0 end as states, 1 as weeks
        from (select s.*, generate_series(0, 3) as back from seen s) b
        where b.first_week + 7 * b.back <= b.last_week
        union all
        select s.last_week + 7, -1, -least(4, (s.last_week - s.first_week) / 7 + 1) from seen s where s.first_week <= s.last_week
    ) c
    group by c.week_ending
),
observed as (
    select o.week_ending, sum(o.states) over w as states, sum(o.weeks) over w as weeks
    from (
        select w.week_ending, coalesce(c.states, 0) as states, coalesce(c.weeks, 0) as weeks
        from (
            select b.first_week + 7 * generate_series(0, (b.last_week - b.first_week) / 7) as week_ending
            from (select min(s.first_week) as first_week, max(s.last_week) as last_week from seen s) b
        ) w
        left join change c on c.week_ending = w.week_ending
    ) o
    window w as (order by o.week_ending)
),
national as materialized (
    select o.week_ending, coalesce(n.events, 0) as events, coalesce(n.notices, 0) as notices,
        -- Null where all weeks of all jurisdictions have events and none of them a figure.
        case when coalesce(n.without, 0) < o.weeks then coalesce(n.workers, 0) end as workers, coalesce(n.missing, 0) as missing, o.states
    from observed o
    left join national_sum n on n.week_ending = o.week_ending
    where o.states > 0
),
both_levels as (
    select r.week_ending, r.state, r.events, r.notices, r.workers, r.missing, 1 as states, r.workers_year_before, r.states_year_before
    from rolled r
    union all
    select n.week_ending, 'US', n.events, n.notices, n.workers, n.missing, n.states, y.workers, y.states
    from national n
    left join national y on y.week_ending = n.week_ending - 364
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
    b.workers_year_before::bigint as workers_year_before,
    round(100 * (b.workers / nullif(b.workers_year_before, 0) - 1), 1) as change_pct,
    b.states::bigint as states_observed,
    b.states_year_before::bigint as states_observed_year_before,
    (select report.moment()) as as_of_position
from both_levels b
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
