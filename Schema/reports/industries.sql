create view report.industries as
with named (sector, name) as (
    values ('11', 'Agriculture, Forestry, Fishing and Hunting'), ('21', 'Mining, Quarrying, and Oil and Gas Extraction'), ('22', 'Utilities'),
        ('23', 'Construction'), ('31-33', 'Manufacturing'), ('42', 'Wholesale Trade'), ('44-45', 'Retail Trade'),
        ('48-49', 'Transportation and Warehousing'), ('51', 'Information'), ('52', 'Finance and Insurance'),
        ('53', 'Real Estate and Rental and Leasing'), ('54', 'Professional, Scientific, and Technical Services'),
        ('55', 'Management of Companies and Enterprises'), ('56', 'Administrative and Support and Waste Management and Remediation Services'),
        ('61', 'Educational Services'), ('62', 'Health Care and Social Assistance'), ('71', 'Arts, Entertainment, and Recreation'),
        ('72', 'Accommodation and Food Services'), ('81', 'Other Services (except Public Administration)'), ('92', 'Public Administration')
),
tail as materialized (
    select x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
added as materialized (
    select coalesce((c.fact).sector, '') as sector, min((c.fact).notice_date) as first_date, max((c.fact).notice_date) as last_date
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where c.sign = 1 and (c.fact).counted
    group by 1
),
cell as materialized (
    select s.sector, sum(s.events) as events, sum(s.notices) as notices, case when sum(s.events) > sum(s.without_count) then sum(s.workers)::bigint end as workers,
        sum(s.without_count) as events_without_count, count(s.state) as states
    from (
        select e.sector, e.state, sum(e.events::integer) as events, sum(e.notices::integer) as notices, sum(e.workers) as workers,
            sum(e.without_count::integer) as without_count
        from report.event_cells e
        group by e.sector, e.state
    ) s
    group by s.sector
),
dated as materialized (
    select d.* from ledger.dates_of_sectors((select t.base from tail t), (select t.events from tail t), array(select c.sector from cell c)) d
)
select
    e.sector,
    n.name,
    e.events::bigint as events,
    e.notices::bigint as notices,
    e.workers,
    e.events_without_count::bigint as events_without_count,
    e.states,
    least(d.first_date, a.first_date) as first_date,
    greatest(d.last_date, a.last_date) as last_date,
    case when e.sector is not null then '/industries/' || e.sector end as page,
    (select report.moment()) as as_of_position
from cell e
left join dated d on coalesce(d.sector, '') = coalesce(e.sector, '')
left join named n on n.sector = e.sector
left join added a on a.sector = coalesce(e.sector, '')
order by workers desc nulls last, e.sector;

comment on view report.industries is 'How many events and workers are on record in each sector of NAICS?';
comment on column report.industries.sector is 'Sector of NAICS, two digits or a range; null: no industry is stated.';
comment on column report.industries.name is 'Its name in NAICS 2022; null where no industry is stated.';
comment on column report.industries.events is 'Counted events.';
comment on column report.industries.notices is 'Notices of these events that stand.';
comment on column report.industries.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.industries.events_without_count is 'Events without a figure for the state.';
comment on column report.industries.states is 'Jurisdictions of them: most sources state no industry.';
comment on column report.industries.first_date is 'First notice date; null when none is stated.';
comment on column report.industries.last_date is 'Last notice date; null when none is stated.';
comment on column report.industries.page is 'Address of its page; null where no industry is stated.';
comment on column report.industries.as_of_position is 'Position of the log that the row speaks of.';
