-- The text that is digested of a row is written from its columns, in the order that jsonb has, and parts are looked up filing by filing: making jsonb
-- of the row, payload and all, taking members away and putting parts beside cost three times as much, and grouping all parts did not get cheaper with
-- the range. A test holds the list to the table's columns, and the text to jsonb's.
create function ledger.detail_text(
    f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) returns text
language sql stable
return '{' || concat_ws(', ',
        '"act": ' || to_json(f.act), '"dba": ' || to_json(f.dba), '"row": ' || f."row", '"zip": ' || to_json(f.zip),
        '"city": ' || to_json(f.city), '"naics": ' || to_json(f.naics), '"sites": ' || sites::text, '"state": ' || to_json(f.state),
        '"union": ' || to_json(f."union"), '"county": ' || to_json(f.county), '"phases": ' || phases::text,
        '"reason": ' || to_json(f.reason), '"run_id": ' || f.run_id, '"impacts": ' || impacts::text, '"locator": ' || to_json(f.locator),
        '"private": ' || private::text, '"quarter": ' || quarter::text, '"reasons": ' || to_jsonb(f.reasons)::text,
        '"version": ' || f.version, '"workers": ' || f.workers, '"employer": ' || to_json(f.employer), '"filer_no": ' || f.filer_no,
        '"industry": ' || to_json(f.industry), '"location": ' || to_json(f.location), '"position": ' || f.position,
        '"warnings": ' || to_jsonb(f.warnings)::text, '"amendment": ' || f.amendment::text, '"form_type": ' || to_json(f.form_type),
        '"rescinded": ' || f.rescinded::text, '"signature": ' || signature::text, '"temporary": ' || f.temporary::text,
        '"event_type": ' || to_json(f.event_type), '"letter_url": ' || to_json(f.letter_url), '"accepted_at": ' || to_json(f.accepted_at),
        '"conditional": ' || f.conditional::text, '"notice_date": "' || f.notice_date || '"', '"posted_date": "' || f.posted_date || '"',
        '"received_at": ' || to_json(f.received_at), '"accession_no": ' || to_json(f.accession_no),
        '"attributions": ' || attributions::text, '"employer_key": ' || to_json(f.employer_key),
        '"state_number": ' || to_json(f.state_number), '"workers_most": ' || f.workers_most, '"disclosure_id": "' || f.disclosure_id || '"',
        '"effective_end": "' || f.effective_end || '"', '"received_date": "' || f.received_date || '"',
        '"workers_least": ' || f.workers_least, '"workers_scope": ' || to_json(f.workers_scope), '"workers_total": ' || f.workers_total,
        '"accession_year": ' || f.accession_year, '"changed_fields": ' || to_jsonb(f.changed_fields)::text,
        '"content_sha256": "\\x' || encode(f.content_sha256, 'hex') || '"',
        '"payload_sha256": "\\x' || encode(f.payload_sha256, 'hex') || '"', '"effective_start": "' || f.effective_start || '"',
        '"reading_version": ' || to_json(f.reading_version), '"snapshot_sha256": "\\x' || encode(f.snapshot_sha256, 'hex') || '"',
        '"amendment_reason": ' || to_json(f.amendment_reason), '"notice_date_kind": ' || to_json(f.notice_date_kind),
        '"accession_sequence": ' || f.accession_sequence, '"effective_precision": ' || to_json(f.effective_precision),
        '"workers_approximate": ' || f.workers_approximate::text, '"effective_approximate": ' || f.effective_approximate::text,
        '"previous_chain_sha256": "\\x' || encode(f.previous_chain_sha256, 'hex') || '"') || '}';

comment on function ledger.detail_text(ledger.filing, jsonb, jsonb, jsonb, text, jsonb, jsonb, jsonb) is 'The text whose digest is detail_sha256: what jsonb writes of a filing''s row and its parts, without nulls. Right only with timezone UTC and datestyle ISO. Parts come without nulls in them.';

create or replace function ledger.changed_rows(first_position bigint, last_position bigint)
returns table (code text, subject text, "position" bigint, message text)
language sql stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
set bytea_output = 'hex'
set work_mem = '64MB'
set jit = off
as $$
    -- The same parts as ledger.filing_parts.
    select 'changed_row', f.accession_no, f.position, 'its row, sites, phases, attributions or private digests do not have the digest that was recorded'
    from ledger.filing f
    where f.position between first_position and last_position
        and sha256(convert_to(ledger.detail_text(
            f,
            (select jsonb_strip_nulls(jsonb_agg(to_jsonb(x) order by x.seq)) from ledger.filing_site x where x.accession_no = f.accession_no),
            (select jsonb_strip_nulls(jsonb_agg(to_jsonb(x) order by x.seq)) from ledger.filing_phase x where x.accession_no = f.accession_no),
            (
                select jsonb_strip_nulls(jsonb_agg(to_jsonb(x) order by x.seq)) from ledger.attribution x
                where x.accession_no = f.accession_no and x.position = f.position
            ),
            (
                select '[' || string_agg(
                    '{"name": ' || to_json(x.name) || ', "accession_no": ' || to_json(x.accession_no)
                        || ', "salted_sha256": "\\x' || encode(x.salted_sha256, 'hex') || '"}', ', ' order by x.name) || ']'
                from ledger.private_document x where x.accession_no = f.accession_no
            ),
            (select to_jsonb(x) from ledger.filing_signature x where x.accession_no = f.accession_no),
            (select jsonb_strip_nulls(to_jsonb(x)) from ledger.quarter x where x.accession_no = f.accession_no),
            (select jsonb_strip_nulls(jsonb_agg(to_jsonb(x) order by x.seq)) from ledger.quarter_impact x where x.accession_no = f.accession_no)
        ), 'UTF8')) is distinct from f.detail_sha256
$$;

grant execute on function ledger.detail_text(ledger.filing, jsonb, jsonb, jsonb, text, jsonb, jsonb, jsonb) to warn_importer, warn_desk, warn_reviewer;
