-- What no view asks any more. A migration cannot drop it while views of an earlier version stand: it goes once they are remade.
drop function if exists ledger.county_dates(bigint, uuid[], text, text);
drop function if exists ledger.figures_of(bigint, text[], text[], smallint[], date[]);
drop function if exists ledger.state_dates(bigint, uuid[], text);
drop function if exists ledger.sector_dates(bigint, uuid[], text);
