-- A reader is kept from loops, and what few disclosures state of places was looked up by reading what all state.
create function ledger.tail_places(moment bigint, these uuid[]) returns table (disclosure_id uuid, place_mark bytea)
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
as $$
begin
    if these is null then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    return query select f.disclosure_id, f.place_mark from ledger.fold_places(moment, these) f where f.place_mark is not null;
end
$$;

comment on function ledger.tail_places(bigint, uuid[]) is 'The marks of ledger.fold_places of what these disclosures state of places, with loops for few; null: of all.';

-- A view calls functions as its reader.
grant execute on function ledger.tail_places(bigint, uuid[]) to public;
