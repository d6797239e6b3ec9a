create view report.upcoming_90_days as
with named as (
    select c.fips, c.name
    from ( -- reference: counties.csv
) c
),
part as (
    -- An event with a schedule has several parts, any other one.
    select s.separation_date, s.state, s.county_fips, case when s.date_is in ('schedule', 'rest of a schedule') then s.event_id end as scheduled, count(*) as parts, sum(s.workers) as workers,
        count(*) filter (where s.workers is null) as without_count
    from report.separations s
    where s.separation_date > (select report.day()) and s.separation_date <= (select report.day()) + 90
    group by s.separation_date, s.state, s.county_fips, 4
),
cell as (
    select p.separation_date, p.state, p.county_fips, sum(case when p.scheduled is null then p.parts else 1 end) as events, sum(p.workers) as workers,
        sum(case when p.scheduled is null then p.without_count else least(p.without_count, 1) end) as without_count
    from part p
    group by p.separation_date, p.state, p.county_fips
)
select
    s.separation_date,
    s.state,
    s.county_fips,
    n.name as county,
    'effective_date' as basis,
    'workers' as unit,
    s.events::bigint as events,
    s.workers::bigint as workers,
    s.without_count::bigint as events_without_count,
    '/reports/separations?separation_date=' || s.separation_date || '&state' || coalesce('=' || s.state, '.null=') as rows_behind,
    (select report.day()) as as_of_day,
    (select report.moment()) as as_of_position
from cell s
left join named n on n.fips = s.county_fips
order by s.separation_date, s.state, s.county_fips nulls last;

comment on view report.upcoming_90_days is 'Who loses their job in the next 90 days, and where? Instalments dated after the day of the report, up to 90 days later.';
comment on column report.upcoming_90_days.separation_date is 'The day.';
comment on column report.upcoming_90_days.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.upcoming_90_days.county_fips is 'County, five digits; null: unplaced, where none is settled or an event''s notices lie in several.';
comment on column report.upcoming_90_days.county is 'Its name; null for the unplaced.';
comment on column report.upcoming_90_days.basis is 'Which date decides the period.';
comment on column report.upcoming_90_days.unit is 'What workers counts.';
comment on column report.upcoming_90_days.events is 'Counted events.';
comment on column report.upcoming_90_days.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.upcoming_90_days.events_without_count is 'Events without a figure for the state.';
comment on column report.upcoming_90_days.rows_behind is 'Address of the lines behind this one.';
comment on column report.upcoming_90_days.as_of_day is 'The day that the report speaks of.';
comment on column report.upcoming_90_days.as_of_position is 'Position of the log that the row speaks of.';
