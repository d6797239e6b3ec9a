-- First and last dates of a jurisdiction from the ends of an index that its pages read, too; a county's newest events from another.
drop index ledger.event_fact_state_county_fips;
create index event_fact_state_notice_date on ledger.event_fact (state, notice_date);
create index event_fact_county_fips_notice_date on ledger.event_fact (county_fips, notice_date) where county_fips is not null;

-- What is asked for one thing that is stated takes the end of an index; of no jurisdiction there are few events.
create function ledger.state_dates(base bigint, touched uuid[], of_state text) returns daterange
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select case
        when of_state is not null then (
            select daterange(min(f.notice_date), max(f.notice_date), '[]')
            from ledger.event_fact f
            where f.state = of_state
                and f.counted and f.position <= base and f.event_id <> all (touched)
                and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
            having min(f.notice_date) is not null)
        else (
            select daterange(min(f.notice_date), max(f.notice_date), '[]')
            from ledger.event_fact f
            where f.state is null
                and f.counted and f.position <= base and f.event_id <> all (touched)
                and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
            having min(f.notice_date) is not null)
    end
$$;

comment on function ledger.state_dates(bigint, uuid[], text) is 'First and last notice date of the counted events of a jurisdiction as they are settled at that position, but for those touched, as a range; null where there is none. Without a jurisdiction: of those of none.';

revoke execute on function ledger.state_dates(bigint, uuid[], text) from public;
-- A view calls functions as its reader.
grant execute on function ledger.state_dates(bigint, uuid[], text) to public;
