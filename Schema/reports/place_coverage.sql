create view report.place_coverage as
with placed as materialized (
    select distinct on (l.statement_sha256) substring(l.statement_sha256 for 8) as place_mark, l.county_fips, l.place_fips, l.basis, l.confidence
    from ledger.placement l
    where l.position <= (select report.moment())
    order by l.statement_sha256, l.position desc
),
-- What is stated of places is stated again and again: by the mark of the statement no filing is read, and few placements are joined.
place as (
    select m.state, m.notices, p.county_fips, p.place_fips, p.basis as place_basis, p.confidence as place_confidence
    from ledger.place_notices((select report.moment())) m
    left join placed p on p.place_mark = m.place_mark
)
select
    n.state,
    sum(n.notices)::bigint as notices,
    coalesce(sum(n.notices) filter (where n.county_fips is not null), 0)::bigint as in_a_county,
    round(100.0 * coalesce(sum(n.notices) filter (where n.county_fips is not null), 0)::bigint / sum(n.notices)::bigint, 1) as in_a_county_pct,
    coalesce(sum(n.notices) filter (where n.place_fips is not null), 0)::bigint as in_a_place,
    coalesce(sum(n.notices) filter (where n.county_fips is not null and n.place_basis = 'county'), 0)::bigint as by_county,
    coalesce(sum(n.notices) filter (where n.county_fips is not null and n.place_basis = 'zip'), 0)::bigint as by_zip,
    coalesce(sum(n.notices) filter (where n.county_fips is not null and n.place_basis = 'city'), 0)::bigint as by_city,
    coalesce(sum(n.notices) filter (where n.county_fips is not null and n.place_basis = 'city_majority'), 0)::bigint as by_city_majority,
    coalesce(sum(n.notices) filter (where n.county_fips is not null and n.place_basis = 'address'), 0)::bigint as by_address,
    coalesce(sum(n.notices) filter (where n.county_fips is not null and n.place_basis = 'only_county'), 0)::bigint as by_only_county,
    coalesce(sum(n.notices) filter (where n.place_confidence = 'high'), 0)::bigint as high,
    coalesce(sum(n.notices) filter (where n.place_confidence = 'medium'), 0)::bigint as medium,
    coalesce(sum(n.notices) filter (where n.place_confidence = 'low'), 0)::bigint as low,
    coalesce(sum(n.notices) filter (where n.place_basis = 'several'), 0)::bigint as several,
    coalesce(sum(n.notices) filter (where n.place_basis = 'contradictory'), 0)::bigint as contradictory,
    coalesce(sum(n.notices) filter (where n.place_basis = 'out_of_state'), 0)::bigint as out_of_state,
    coalesce(sum(n.notices) filter (where n.place_basis = 'not_found'), 0)::bigint as not_found,
    coalesce(sum(n.notices) filter (where n.place_basis = 'not_stated'), 0)::bigint as not_stated,
    coalesce(sum(n.notices) filter (where n.place_basis is null), 0)::bigint as not_looked_up,
    (select report.moment()) as as_of_position
from place n
group by n.state
order by n.state;

comment on view report.place_coverage is 'What share of each jurisdiction''s notices is placed in a county, by what, how surely, and why are the others not?';
comment on column report.place_coverage.state is 'Publishing jurisdiction.';
comment on column report.place_coverage.notices is 'Observed notices, one a disclosure.';
comment on column report.place_coverage.in_a_county is 'Of those, placed in one county.';
comment on column report.place_coverage.in_a_county_pct is 'The same in percent.';
comment on column report.place_coverage.in_a_place is 'Of the notices, with a place of the Census Bureau.';
comment on column report.place_coverage.by_county is 'Placed by the county as filed.';
comment on column report.place_coverage.by_zip is 'Placed by the ZIP code of the site.';
comment on column report.place_coverage.by_city is 'Placed by the city: nearly all of it is in the county, or it is a county of its own.';
comment on column report.place_coverage.by_city_majority is 'Placed by the city, of whose people most live in the county.';
comment on column report.place_coverage.by_address is 'Placed by a city at the end of an address.';
comment on column report.place_coverage.by_only_county is 'Placed because the jurisdiction is one county.';
comment on column report.place_coverage.high is 'Placed as filed, or two sources of the roster agree.';
comment on column report.place_coverage.medium is 'Placed by one source of the roster.';
comment on column report.place_coverage.low is 'Placed in the city''s own county or that of most of its people.';
comment on column report.place_coverage.several is 'Not placed: places in several counties, or a city that several share.';
comment on column report.place_coverage.contradictory is 'Not placed: the ZIP code is in another county than the city.';
comment on column report.place_coverage.out_of_state is 'Not placed: the address is in another state.';
comment on column report.place_coverage.not_found is 'Not placed: a place is named that no roster has.';
comment on column report.place_coverage.not_stated is 'Not placed: no place is named, or only the whole state.';
comment on column report.place_coverage.not_looked_up is 'Imported before the rosters, or by a program without them.';
comment on column report.place_coverage.as_of_position is 'Position of the log that the row speaks of.';
