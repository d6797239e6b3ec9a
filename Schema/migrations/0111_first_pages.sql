-- What a page of the newest begins with is read from an index's end, and nothing else of the table.
-- With it the lines of report.notices are counted without the filings' rows.
create index filing_notice_date on ledger.filing (notice_date) include (position, disclosure_id, version, form_type, event_type);
create index event_fact_notice_date on ledger.event_fact (notice_date);
create index filing_warned on ledger.filing (position) where warnings <> '{}';

-- A planner that expects as many as fold_lines may give reads all lines to join them; a tail is short.
create function ledger.tail_lines(moment bigint)
returns table (disclosure_id uuid, event_id uuid, notice_id uuid, precedence integer, superseded boolean, event_disclosures integer)
language sql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
as $$
    select n.disclosure_id, n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures
    from ledger.tail(moment) t
    cross join lateral ledger.fold_lines(moment, t.disclosures) n
$$;

comment on function ledger.tail_lines(bigint) is 'The lines of ledger.fold_lines that are not settled at a moment; where nothing is, all.';

revoke execute on function ledger.tail_lines(bigint) from public;
-- A view calls functions as its reader.
grant execute on function ledger.tail_lines(bigint) to public;
