create view report.notice_places as
select
    f.state,
    f.employer,
    f.notice_date,
    f.city,
    f.county,
    f.zip,
    f.location,
    p.county_fips,
    p.place_fips,
    p.basis as place_basis,
    p.confidence as place_confidence,
    p.position as roster_position,
    encode(said.statement_sha256, 'hex') as statement_sha256,
    f.accession_no,
    f.position,
    head.disclosure_id,
    (select report.moment()) as as_of_position
from (
    select h.disclosure_id, max(h.position) as position
    from ledger.filing h
    where h.position <= (select report.moment())
    group by h.disclosure_id
) head
join ledger.filing f on f.position = head.position and f.run_id is not null
cross join lateral (
    select ledger.place_statement_sha256(f.state, f.city, f.county, f.zip, f.location, 'place_elsewhere' = any (f.warnings), (
        select string_agg(coalesce(s.city, '') || chr(31) || coalesce(s.county, ''), chr(30) order by s.seq)
        from ledger.filing_site s
        where s.accession_no = f.accession_no)) as statement_sha256
    offset 0 -- computed once
) said
left join lateral (
    select l.county_fips, l.place_fips, l.basis, l.confidence, l.position
    from ledger.placement l
    where l.statement_sha256 = said.statement_sha256 and l.position <= (select report.moment())
    order by l.position desc
    limit 1
) p on true;

comment on view report.notice_places is 'In which county, and in which place of the Census Bureau, is each observed notice, and how is that known? Never across a state line: a head office elsewhere places nothing.';
comment on column report.notice_places.state is 'Publishing jurisdiction.';
comment on column report.notice_places.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.notice_places.notice_date is 'Date of the notice; null when not stated.';
comment on column report.notice_places.city is 'City as stated; null when none is.';
comment on column report.notice_places.county is 'County as stated; null when none is.';
comment on column report.notice_places.zip is 'ZIP code; null when none is stated.';
comment on column report.notice_places.location is 'Address or location as written; null when none is.';
comment on column report.notice_places.county_fips is 'County, five digits, of the vintage that Schema/reference/README.md names; null where none is settled.';
comment on column report.notice_places.place_fips is 'Place or county subdivision, seven digits; null where the rosters have none.';
comment on column report.notice_places.place_basis is 'What settled the county: county (as filed), zip, city, city_majority (most of its people live there), address (a city at its end), only_county. Or why none is settled: several, contradictory (ZIP code against city), out_of_state, not_found, not_stated. Null: not looked up.';
comment on column report.notice_places.place_confidence is 'high: as filed, or two sources agree; medium: one source; low: the city''s own county or that of most of its people. Null without a county.';
comment on column report.notice_places.roster_position is 'Position of the rosters'' vintage; null: not looked up.';
comment on column report.notice_places.statement_sha256 is 'Digest of all that the filing states of its place, by which it is looked up.';
comment on column report.notice_places.accession_no is 'Number of the newest filing.';
comment on column report.notice_places.position is 'Its position in the log.';
comment on column report.notice_places.disclosure_id is 'The disclosure.';
comment on column report.notice_places.as_of_position is 'Position of the log that the row speaks of.';
