-- What a tail states of places, a report asks as its reader does: a view calls functions as its reader.
grant execute on function ledger.fold_places(bigint, uuid[]) to public;
