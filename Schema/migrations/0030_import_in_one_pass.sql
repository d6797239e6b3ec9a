-- An import's filings are numbered, digested and written in one pass: rewriting the wide rows three times cost more than writing them once.
create or replace function ledger.number_filings(source ledger.source, first_position bigint, instant timestamptz, run ledger.run) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    this_year integer := extract(year from instant);
    last_sequence bigint;
begin
    select coalesce(max(f.accession_sequence), 0) into last_sequence
    from ledger.filing f where f.filer_no = source.filer_no and f.accession_year = this_year;
    create temporary table new_filing on commit drop as
    select s.item, s.disclosure_id is null as opens, s.columns as parts, r.* -- all of ledger.filing, in its order
    from (
        select e.item, e.disclosure_id, e.form_type, coalesce(e.payload, h.payload) as payload, e.amendment_reason, e.changed_fields,
            coalesce(e.content_sha256, h.content_sha256) as content_sha256, coalesce(e.disclosure_id, gen_random_uuid()) as matter,
            row_number() over (order by e.item) as number, coalesce(h.version, 0) + 1 as version, h.chain_sha256 as previous,
            case when e.form_type = 'OBS/W' then ledger.columns_of(h) || e.columns else e.columns end as columns
        from pg_temp.stage_entry e
        left join ledger.filing h on h.accession_no = e.head_accession_no
    ) s
    left join (
        select p.sha256::text as sha256, min(p.fetched_at) as fetched_at from pg_temp.stage_snapshot p group by p.sha256
    ) page on page.sha256 = s.columns ->> 'snapshot_sha256'
    cross join lateral jsonb_populate_record(null::ledger.filing, s.columns || jsonb_build_object(
        'accession_no', ledger.accession_no(source.filer_no, this_year, last_sequence + s.number, 9),
        'filer_no', source.filer_no, 'accession_year', this_year, 'accession_sequence', last_sequence + s.number,
        'disclosure_id', s.matter, 'version', s.version, 'form_type', s.form_type, 'position', first_position + s.number - 1,
        'accepted_at', instant, 'received_at', least(instant, coalesce(page.fetched_at, run.started_at)),
        'payload', s.payload, 'payload_sha256', sha256(s.payload), 'content_sha256', s.content_sha256,
        'previous_chain_sha256', s.previous, 'run_id', run.run_id, 'reading_version', run.reading_version,
        'amendment_reason', s.amendment_reason, 'changed_fields', to_jsonb(s.changed_fields), 'state', source.state,
        'employer_key', ledger.name_key(s.columns ->> 'employer')
    )) r;
end
$$;

create or replace function ledger.write_filings() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
begin
    insert into ledger.disclosure (disclosure_id, origin, state, source_id, filer_no, line_key, position)
    select f.disclosure_id, 'state_import', f.state, s.source_id, f.filer_no, f.state_number, f.position
    from pg_temp.new_filing f join ledger.source s on s.filer_no = f.filer_no
    where f.opens;

    create temporary table new_site on commit drop as
    select f.accession_no, e.seq::integer as seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers
    from pg_temp.new_filing f
    cross join lateral jsonb_array_elements(f.parts -> 'sites') with ordinality e (site, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_site, e.site) s;
    create temporary table new_phase on commit drop as
    select f.accession_no, e.seq::integer as seq, p.phase_date, p.workers
    from pg_temp.new_filing f
    cross join lateral jsonb_array_elements(f.parts -> 'phases') with ordinality e (phase, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_phase, e.phase) p;

    insert into ledger.filing_site (accession_no, seq, street, city, county, county_fips, state, zip, workers)
    select s.accession_no, s.seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers from pg_temp.new_site s;
    insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
    select p.accession_no, p.seq, p.phase_date, p.workers from pg_temp.new_phase p;
    insert into ledger.attribution (
        position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256,
        rule, phrasebook, pct, count, usage_text, ai_type, upskilling_text, status)
    select f.position, e.seq, f.accession_no, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.quote_start,
        a.quote_end, a.text_sha256, a.rule, a.phrasebook, a.pct, a.count, a.usage_text, coalesce(a.ai_type, '{}'), a.upskilling_text, a.status
    from pg_temp.new_filing f
    cross join lateral jsonb_array_elements(f.parts -> 'attributions') with ordinality e (answer, seq)
    cross join lateral jsonb_populate_record(null::ledger.attribution, e.answer) a;

    perform ledger.write_digested_filings();
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select f.position, 'filing', f.accession_no, f.chain_sha256, f.accepted_at
    from ledger.filing f
    where f.position between (select min(n.position) from pg_temp.new_filing n) and (select max(n.position) from pg_temp.new_filing n);
end
$$;

create function ledger.write_digested_filings() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
begin
    insert into ledger.filing (
        accession_no, filer_no, accession_year, accession_sequence, disclosure_id, version, form_type, position, accepted_at, received_at,
        payload, payload_sha256, content_sha256, previous_chain_sha256, detail_sha256, chain_sha256, run_id, snapshot_sha256, row, locator,
        reading_version, amendment_reason, changed_fields, warnings, state, employer, employer_key, dba, notice_date, notice_date_kind,
        received_date, posted_date, effective_start, effective_end, effective_precision, effective_approximate, workers, workers_least,
        workers_most, workers_total, workers_scope, workers_approximate, event_type, temporary, amendment, rescinded, conditional, act,
        city, county, zip, location, naics, industry, "union", reason, reasons, letter_url, state_number)
    select
        f.accession_no, f.filer_no, f.accession_year, f.accession_sequence, f.disclosure_id, f.version, f.form_type, f.position,
        f.accepted_at, f.received_at, f.payload, f.payload_sha256, f.content_sha256, f.previous_chain_sha256, d.detail_sha256,
        ledger.chain_sha256(
            f.disclosure_id, f.version, f.form_type, f.accession_no, f.previous_chain_sha256, f.payload_sha256, d.detail_sha256),
        f.run_id, f.snapshot_sha256, f.row, f.locator, f.reading_version, f.amendment_reason, f.changed_fields, f.warnings, f.state,
        f.employer, f.employer_key, f.dba, f.notice_date, f.notice_date_kind, f.received_date, f.posted_date, f.effective_start,
        f.effective_end, f.effective_precision, f.effective_approximate, f.workers, f.workers_least, f.workers_most, f.workers_total,
        f.workers_scope, f.workers_approximate, f.event_type, f.temporary, f.amendment, f.rescinded, f.conditional, f.act, f.city,
        f.county, f.zip, f.location, f.naics, f.industry, f."union", f.reason, f.reasons, f.letter_url, f.state_number
    from pg_temp.new_filing f
    -- The same parts as ledger.filing_parts, set against set.
    left join (
        select x.accession_no, jsonb_agg(to_jsonb(x) order by x.seq) as list from ledger.filing_site x
        where x.accession_no in (select n.accession_no from pg_temp.new_site n) group by x.accession_no
    ) site on site.accession_no = f.accession_no
    left join (
        select x.accession_no, jsonb_agg(to_jsonb(x) order by x.seq) as list from ledger.filing_phase x
        where x.accession_no in (select n.accession_no from pg_temp.new_phase n) group by x.accession_no
    ) phase on phase.accession_no = f.accession_no
    left join (
        select x.accession_no, jsonb_agg(to_jsonb(x) order by x.seq) as list from ledger.attribution x
        where x.position between (select min(n.position) from pg_temp.new_filing n) and (select max(n.position) from pg_temp.new_filing n)
        group by x.accession_no
    ) attribution on attribution.accession_no = f.accession_no
    -- Computed once for both digests: without the offset it would be written into each.
    cross join lateral (
        select ledger.filing_detail_sha256(
            to_jsonb(f), jsonb_build_object('sites', site.list, 'phases', phase.list, 'attributions', attribution.list)) as detail_sha256
        offset 0
    ) d
    order by f.position;
end
$$;

comment on function ledger.write_digested_filings() is 'Writes new_filing into the ledger, each with the digest of its details and of its chain.';
revoke execute on function ledger.write_digested_filings() from public;
