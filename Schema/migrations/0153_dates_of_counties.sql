-- A function's start costs more than the two ends of an index that it reads, and there are thousands of counties.
create function ledger.dates_of_counties(base bigint, touched uuid[], states text[], counties text[])
returns table (state text, county_fips text, first_date date, last_date date)
language sql stable security definer rows 2000
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
    select k.state, k.county_fips,
        (
            select f.notice_date
            from ledger.event_fact f
            where coalesce(f.state, '') = k.state and coalesce(f.county_fips, '') = k.county_fips and f.notice_date is not null
                and f.counted and f.position <= base and f.event_id <> all (touched)
                and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
            order by f.notice_date
            limit 1
        ),
        (
            select f.notice_date
            from ledger.event_fact f
            where coalesce(f.state, '') = k.state and coalesce(f.county_fips, '') = k.county_fips and f.notice_date is not null
                and f.counted and f.position <= base and f.event_id <> all (touched)
                and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
            order by f.notice_date desc
            limit 1
        )
    from unnest(states, counties) k (state, county_fips)
$$;

comment on function ledger.dates_of_counties(bigint, uuid[], text[], text[]) is 'First and last notice date of the counted events of some jurisdictions'' counties as they are settled at that position, but for those touched, the last two arrays together; null where there is none. Without a county, which is '''' here: of what is in none.';

revoke execute on function ledger.dates_of_counties(bigint, uuid[], text[], text[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.dates_of_counties(bigint, uuid[], text[], text[]) to public;
