create view report.place_coverage as
select
    n.state,
    count(*) as notices,
    count(n.county_fips) as in_a_county,
    round(100.0 * count(n.county_fips) / count(*), 1) as in_a_county_pct,
    count(n.place_fips) as in_a_place,
    count(*) filter (where n.county_fips is not null and n.place_basis = 'county') as by_county,
    count(*) filter (where n.county_fips is not null and n.place_basis = 'zip') as by_zip,
    count(*) filter (where n.county_fips is not null and n.place_basis = 'city') as by_city,
    count(*) filter (where n.county_fips is not null and n.place_basis = 'city_majority') as by_city_majority,
    count(*) filter (where n.county_fips is not null and n.place_basis = 'address') as by_address,
    count(*) filter (where n.county_fips is not null and n.place_basis = 'only_county') as by_only_county,
    count(*) filter (where n.place_confidence = 'high') as high,
    count(*) filter (where n.place_confidence = 'medium') as medium,
    count(*) filter (where n.place_confidence = 'low') as low,
    count(*) filter (where n.place_basis = 'several') as several,
    count(*) filter (where n.place_basis = 'contradictory') as contradictory,
    count(*) filter (where n.place_basis = 'out_of_state') as out_of_state,
    count(*) filter (where n.place_basis = 'not_found') as not_found,
    count(*) filter (where n.place_basis = 'not_stated') as not_stated,
    count(*) filter (where n.place_basis is null) as not_looked_up,
    (select report.moment()) as as_of_position
from report.notice_places n
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
