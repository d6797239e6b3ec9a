create view report.counties as
with named as (
    select c.state, c.fips, c.name
    from ( -- reference: counties.csv
) c
),
tail as materialized (
    select x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
added as materialized (
    select coalesce((c.fact).state, '') as state, coalesce((c.fact).county_fips, '') as county_fips, min((c.fact).notice_date) as first_date,
        max((c.fact).notice_date) as last_date
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where c.sign = 1 and (c.fact).counted
    group by 1, 2
),
cell as materialized (
    select e.state, e.county_fips, sum(e.events) as events, sum(e.notices) as notices, case when sum(e.events) > sum(e.without_count) then sum(e.workers)::bigint end as workers,
        sum(e.without_count) as events_without_count
    from report.county_cells e
    group by e.state, e.county_fips
),
dated as materialized (
    select d.state, d.county_fips, d.first_date, d.last_date
    from ledger.dates_of_counties((select t.base from tail t), (select t.events from tail t), array(select coalesce(c.state, '') from cell c),
        array(select coalesce(c.county_fips, '') from cell c)) d
)
select
    t.state,
    t.county_fips,
    c.name,
    t.events::bigint as events,
    t.notices::bigint as notices,
    t.workers,
    t.events_without_count::bigint as events_without_count,
    least(d.first_date, a.first_date) as first_date,
    greatest(d.last_date, a.last_date) as last_date,
    case when t.county_fips is not null then '/counties/' || t.county_fips end as page,
    (select report.moment()) as as_of_position
from cell t
left join dated d on d.state = coalesce(t.state, '') and d.county_fips = coalesce(t.county_fips, '')
left join named c on c.fips = t.county_fips
left join added a on a.state = coalesce(t.state, '') and a.county_fips = coalesce(t.county_fips, '')
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
