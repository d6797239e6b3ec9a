-- How a filing is numbered, digested and chained.
create function ledger.accession_no(filer_no bigint, year integer, sequence bigint, digits integer) returns text
language sql immutable parallel safe
return lpad(filer_no::text, 10, '0') || '-' || lpad((year % 100)::text, 2, '0') || '-' || lpad(sequence::text, digits, '0');

comment on function ledger.accession_no(bigint, integer, bigint, integer) is 'Accession number: filer, year, sequence with so many digits.';

create function ledger.chain_sha256(
    disclosure_id uuid, version integer, form_type text, accession_no text,
    previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea
) returns bytea
language sql immutable parallel safe
return sha256(convert_to(
    'warn-register filing 1' || E'\n' || disclosure_id::text || E'\n' || version::text || E'\n' || form_type || E'\n' || accession_no || E'\n'
    || coalesce(encode(previous_chain_sha256, 'hex'), '-') || E'\n' || encode(payload_sha256, 'hex') || E'\n' || encode(detail_sha256, 'hex'),
    'UTF8'));

comment on function ledger.chain_sha256(uuid, integer, text, text, bytea, bytea, bytea) is 'Chain digest of a filing: SHA-256 over eight lines joined by line feeds, without one at the end: "warn-register filing 1", disclosure, version, form, accession number, the previous chain digest in hexadecimal or "-", the payload''s digest, the detail''s digest.';

create function ledger.filing_parts(accession_no text, place bigint) returns jsonb
language sql stable
return jsonb_build_object(
    'sites', (select jsonb_agg(to_jsonb(s) order by s.seq) from ledger.filing_site s where s.accession_no = $1),
    'phases', (select jsonb_agg(to_jsonb(p) order by p.seq) from ledger.filing_phase p where p.accession_no = $1),
    'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.accession_no = $1 and a.position = $2),
    'private', (select jsonb_agg(to_jsonb(d) order by d.name) from ledger.private_document d where d.accession_no = $1));

comment on function ledger.filing_parts(text, bigint) is 'Sites, phases, attributions that came with it, and salted digests of private parts of a filing.';

create function ledger.filing_detail_sha256(filing jsonb, parts jsonb) returns bytea
language sql immutable parallel safe
return ledger.entry_sha256((filing - '{item,opens,parts,payload,detail_sha256,chain_sha256}'::text[]) || parts);

comment on function ledger.filing_detail_sha256(jsonb, jsonb) is 'Digest of everything a filing''s row and its parts say beside the payload.';

create function ledger.add_parts(accession_no text, place bigint, columns jsonb) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.filing_site (accession_no, seq, street, city, county, county_fips, state, zip, workers)
    select $1, e.seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers
    from jsonb_array_elements(columns -> 'sites') with ordinality e (site, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_site, e.site) s;

    insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
    select $1, e.seq, p.phase_date, p.workers
    from jsonb_array_elements(columns -> 'phases') with ordinality e (phase, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_phase, e.phase) p;

    insert into ledger.attribution (
        position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256,
        rule, phrasebook, pct, count, usage_text, ai_type, upskilling_text, status)
    select $2, e.seq, $1, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.quote_start, a.quote_end, a.text_sha256,
        a.rule, a.phrasebook, a.pct, a.count, a.usage_text, coalesce(a.ai_type, '{}'), a.upskilling_text, a.status
    from jsonb_array_elements(columns -> 'attributions') with ordinality e (answer, seq)
    cross join lateral jsonb_populate_record(null::ledger.attribution, e.answer) a;
$$;

comment on function ledger.add_parts(text, bigint, jsonb) is 'Writes the sites, phases and attributions of one filing.';

create function ledger.columns_of(filing ledger.filing) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
    select jsonb_strip_nulls((to_jsonb(filing) - '{accession_no,filer_no,accession_year,accession_sequence,disclosure_id,version,form_type,position,accepted_at,received_at,payload,payload_sha256,content_sha256,previous_chain_sha256,detail_sha256,chain_sha256,run_id,snapshot_sha256,row,locator,reading_version,amendment_reason,changed_fields}'::text[])
        || ledger.filing_parts(filing.accession_no, filing.position))
$$;

comment on function ledger.columns_of(ledger.filing) is 'What a filing says, with its parts, so that a withdrawal can repeat it.';
