-- Where a row's place lies by the rosters of counties, ZIP codes and places. It hangs on what was stated, not on a filing: a new vintage of
-- the rosters adds lines here and changes no filing.
create table ledger.placement (
    statement_sha256 bytea constraint placement_statement_sha256_length check (octet_length(statement_sha256) = 32),
    position bigint not null,
    county_fips text constraint placement_county_fips_form check (county_fips ~ '^[0-9]{5}$'),
    place_fips text constraint placement_place_fips_form check (place_fips ~ '^[0-9]{7}$'),
    basis text not null constraint placement_basis_known check (basis in (
        'county', 'zip', 'city', 'city_majority', 'address', 'only_county', 'several', 'contradictory', 'out_of_state', 'not_found',
        'not_stated')),
    confidence text constraint placement_confidence_known check (confidence in ('high', 'medium', 'low')),
    constraint placement_pkey primary key (statement_sha256, position),
    constraint placement_position_fkey foreign key (position) references ledger.reference_vintage (position),
    constraint placement_sure_of_a_county check ((county_fips is null) = (confidence is null))
);

comment on table ledger.placement is 'County and place of what a row states of its place, by one vintage of the rosters of Schema/reference. What is stated is the key, so that rows that say the same share one line.';
comment on column ledger.placement.statement_sha256 is 'What was stated: ledger.place_statement_sha256.';
comment on column ledger.placement.position is 'Position of the rosters'' vintage in the log.';
comment on column ledger.placement.county_fips is 'County, five digits; null where none is settled.';
comment on column ledger.placement.place_fips is 'Place or county subdivision, seven digits; null where the rosters have none.';
comment on column ledger.placement.basis is 'What settled the county: county (as filed), zip, city, city_majority (most of its people live there), address (a city at its end), only_county. Or why none is settled: several, contradictory (ZIP code against city), out_of_state, not_found, not_stated.';
comment on column ledger.placement.confidence is 'high: as filed, or two sources agree; medium: one source; low: the city''s own county or that of most of its people. Null without a county.';

create function ledger.place_statement_sha256(state text, city text, county text, zip text, location text, is_elsewhere boolean, sites text)
returns bytea
language sql immutable parallel safe
return sha256(convert_to(
    coalesce(state, '') || chr(31) || coalesce(city, '') || chr(31) || coalesce(county, '') || chr(31) || coalesce(zip, '') || chr(31)
        || coalesce(location, '') || chr(31) || is_elsewhere::text || chr(31) || coalesce(sites, ''), 'UTF8'));

comment on function ledger.place_statement_sha256(text, text, text, text, text, boolean, text) is 'Digest of all that a filing states of its place. sites: city and county of each, in order, parted by the unit and the record separator (U+001F, U+001E); is_elsewhere: its warning place_elsewhere.';

create function ledger.record_placements(vintage_sha256 bytea, stated jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    vintage bigint;
    entered bigint;
begin
    -- Two imports at once enter a vintage once.
    perform pg_advisory_xact_lock(x'57415250'::integer, 0);
    select max(v.position) into vintage from ledger.reference_vintage v where v.name = 'places' and v.sha256 = vintage_sha256;
    vintage := coalesce(vintage, ledger.enter_reference('places', vintage_sha256));
    insert into ledger.placement (statement_sha256, position, county_fips, place_fips, basis, confidence)
    select ledger.place_statement_sha256(s.state, s.city, s.county, s.zip, s.location, s.is_elsewhere, s.sites), vintage,
        s.county_fips, s.place_fips, s.basis, s.confidence
    from jsonb_to_recordset(stated) s (
        state text, city text, county text, zip text, location text, is_elsewhere boolean, sites text,
        county_fips text, place_fips text, basis text, confidence text)
    on conflict do nothing;
    get diagnostics entered = row_count;
    return entered;
end
$$;

comment on function ledger.record_placements(bytea, jsonb) is 'Enters the county and place of what rows state, by a vintage of the rosters, which is entered too if it is new. What is known by that vintage stays. Gives how many lines are new.';

create trigger append_only before update or delete on ledger.placement for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.placement for each statement execute function ledger.refuse_change();

grant select on ledger.placement to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.place_statement_sha256(text, text, text, text, text, boolean, text) to public; -- a view calls functions as its reader
revoke execute on function ledger.record_placements(bytea, jsonb) from public;
grant execute on function ledger.record_placements(bytea, jsonb) to warn_importer;
