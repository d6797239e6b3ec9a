create view report.counties as
with named as (
    select c.state, c.fips, c.name
    from ( -- reference: counties.csv
) c
),
total as materialized (
    select e.state, e.county_fips, count(*) as events, sum(e.notices) as notices, sum(e.workers)::bigint as workers,
        count(*) filter (where e.workers is null) as events_without_count, min(e.notice_date) as first_date, max(e.notice_date) as last_date
    from report.event_facts e
    group by e.state, e.county_fips
)
select
    t.state,
    t.county_fips,
    c.name,
    t.events,
    t.notices,
    t.workers,
    t.events_without_count,
    t.first_date,
    t.last_date,
    case when t.county_fips is not null then '/counties/' || t.county_fips end as page,
    (select report.moment()) as as_of_position
from total t
left join named c on c.fips = t.county_fips
order by t.state, t.county_fips nulls last;

comment on view report.counties is 'How many events and workers are on record in each county?';
comment on column report.counties.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.counties.county_fips is 'County, five digits; null: unplaced, where none is settled or an event''s notices lie in several.';
comment on column report.counties.name is 'Its name; null for the unplaced.';
comment on column report.counties.events is 'Counted events.';
comment on column report.counties.notices is 'Notices of these events that stand.';
comment on column report.counties.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.counties.events_without_count is 'Events without a figure for the state.';
comment on column report.counties.first_date is 'First notice date; null when none is stated.';
comment on column report.counties.last_date is 'Last notice date; null when none is stated.';
comment on column report.counties.page is 'Address of its page; null for the unplaced.';
comment on column report.counties.as_of_position is 'Position of the log that the row speaks of.';
