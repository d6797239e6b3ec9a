-- First and last notice dates of all events are the ends of an index; what is ended or touched is asked fact by fact.
create function ledger.notice_dates(base bigint, touched uuid[]) returns daterange
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select daterange(min(f.notice_date), max(f.notice_date), '[]')
    from ledger.event_fact f
    where f.counted and f.position <= base and f.event_id <> all (touched)
        and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    having min(f.notice_date) is not null
$$;

comment on function ledger.notice_dates(bigint, uuid[]) is 'First and last notice date of the counted events as they are settled at that position, but for those touched, as a range; null where there is none.';

revoke execute on function ledger.notice_dates(bigint, uuid[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.notice_dates(bigint, uuid[]) to public;
