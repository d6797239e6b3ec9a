-- One filing at a time: functions in SQL are planned anew at each call, which took a quarter of the time that accepting a filing takes.
create or replace function ledger.filing_parts(accession_no text, place bigint) returns jsonb
language plpgsql stable
as $$
begin
    return jsonb_build_object(
        'sites', (select jsonb_agg(to_jsonb(s) order by s.seq) from ledger.filing_site s where s.accession_no = $1),
        'phases', (select jsonb_agg(to_jsonb(p) order by p.seq) from ledger.filing_phase p where p.accession_no = $1),
        'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.accession_no = $1 and a.position = $2),
        'private', (select jsonb_agg(to_jsonb(d) order by d.name) from ledger.private_document d where d.accession_no = $1),
        'signature', (select to_jsonb(s) from ledger.filing_signature s where s.accession_no = $1),
        'quarter', (select to_jsonb(q) from ledger.quarter q where q.accession_no = $1),
        'impacts', (select jsonb_agg(to_jsonb(i) order by i.seq) from ledger.quarter_impact i where i.accession_no = $1));
end
$$;

create or replace function ledger.add_parts(accession_no text, place bigint, columns jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ledger.filing_site (accession_no, seq, street, city, county, county_fips, state, zip, workers)
    select $1, e.seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers
    from jsonb_array_elements(columns -> 'sites') with ordinality e (site, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_site, e.site) s;

    if jsonb_array_length(columns -> 'phases') > 0 then
        insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
        select $1, e.seq, p.phase_date, p.workers
        from jsonb_array_elements(columns -> 'phases') with ordinality e (phase, seq)
        cross join lateral jsonb_populate_record(null::ledger.filing_phase, e.phase) p;
    end if;

    if jsonb_array_length(columns -> 'attributions') > 0 then
        insert into ledger.attribution (
            position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256, rule,
            phrasebook, pct, count, usage_text, ai_type, upskilling_text, status)
        select $2, e.seq, $1, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.quote_start, a.quote_end,
            a.text_sha256, a.rule, a.phrasebook, a.pct, a.count, a.usage_text, coalesce(a.ai_type, '{}'), a.upskilling_text, a.status
        from jsonb_array_elements(columns -> 'attributions') with ordinality e (answer, seq)
        cross join lateral jsonb_populate_record(null::ledger.attribution, e.answer) a;
    end if;
end
$$;
