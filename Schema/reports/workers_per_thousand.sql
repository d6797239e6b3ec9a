create view report.workers_per_thousand as
with fact as materialized (
    select e.notice_month, e.county_fips, e.state, sum(e.workers) as workers, count(*) as events, count(*) filter (where e.workers is null) as missing
    from report.event_facts e
    where e.notice_month is not null
    group by e.notice_month, e.county_fips, e.state
),
metropolitan as materialized (
    select m.cbsa, m.county_fips, m.title
    from ledger.metropolitan_county m
    where m.position = (select max(x.position) from ledger.metropolitan_county x where x.position <= (select report.moment()))
),
employed as materialized (
    select distinct on (e.area) e.area, e.employment, e.year, e.quarter, e.position
    from ledger.employment e
    where e.industry = '10' and e.position <= (select report.moment())
    order by e.area, e.year desc, e.quarter desc, e.position desc
),
cell as (
    select f.notice_month, 'county' as area_kind, f.county_fips as area, null::text as title, f.workers, f.events, f.missing from fact f where f.county_fips is not null
    union all
    select f.notice_month, 'metropolitan', m.cbsa, m.title, sum(f.workers), sum(f.events), sum(f.missing)
    from fact f
    join metropolitan m on m.county_fips = f.county_fips
    group by f.notice_month, m.cbsa, m.title
    union all
    select f.notice_month, 'state', j.fips || '000', j.name, sum(f.workers), sum(f.events), sum(f.missing)
    from fact f
    join ledger.jurisdiction j on j.code = f.state
    group by f.notice_month, j.fips, j.name
    union all
    select f.notice_month, 'nation', 'US', 'United States', sum(f.workers), sum(f.events), sum(f.missing)
    from fact f
    group by f.notice_month
),
metropolitan_employed as (
    select m.cbsa as area, sum(e.employment) as employment, min(e.year) as year, min(e.quarter) as quarter, max(e.position) as position
    from metropolitan m
    left join employed e on e.area = m.county_fips
    group by m.cbsa
    having count(*) = count(e.area) and count(distinct (e.year, e.quarter)) = 1
),
denominator as (
    select e.area, e.employment, e.year, e.quarter, e.position from employed e
    union all
    select m.area, m.employment, m.year, m.quarter, m.position from metropolitan_employed m
)
select
    c.notice_month,
    c.area_kind,
    c.area,
    c.title,
    'notice_date' as basis,
    'workers per 1,000 employed' as unit,
    c.events::bigint as events,
    c.workers::bigint as workers,
    c.missing::bigint as events_without_count,
    d.employment::bigint as employment,
    d.year::text || ' Q' || d.quarter as employment_quarter,
    d.position as employment_position,
    round(1000.0 * c.workers / nullif(d.employment, 0), 3) as per_thousand,
    case
        when not exists (select from employed) then 'no employment supplied'
        when d.area is null then 'no employment of this area supplied'
        when d.employment = 0 then 'nobody employed'
        when c.workers is null then 'no event states a figure'
    end as reason,
    (select report.moment()) as as_of_position
from cell c
left join denominator d on d.area = c.area
order by c.notice_month, c.area_kind, c.area;

comment on view report.workers_per_thousand is 'How many workers were noticed in a month for each thousand employed in the county, metropolitan area, state or nation? Employment by place of work (QCEW), the latest quarter supplied.';
comment on column report.workers_per_thousand.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_per_thousand.area_kind is 'county, metropolitan (CBSA), state or nation.';
comment on column report.workers_per_thousand.area is 'County, five digits; CBSA, five digits; a state, its two digits and 000; US.';
comment on column report.workers_per_thousand.title is 'Its name; null for counties.';
comment on column report.workers_per_thousand.basis is 'Which date decides the period.';
comment on column report.workers_per_thousand.unit is 'What workers counts.';
comment on column report.workers_per_thousand.events is 'Counted events.';
comment on column report.workers_per_thousand.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.workers_per_thousand.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_per_thousand.employment is 'Persons employed there; null with a reason.';
comment on column report.workers_per_thousand.employment_quarter is 'Quarter of the denominator, such as 2026 Q1.';
comment on column report.workers_per_thousand.employment_position is 'Position at which it was supplied: its vintage.';
comment on column report.workers_per_thousand.per_thousand is 'Workers noticed for each thousand employed; null with a reason.';
comment on column report.workers_per_thousand.reason is 'Why there is no rate; null where there is.';
comment on column report.workers_per_thousand.as_of_position is 'Position of the log that the row speaks of.';
