-- Recording what a state publishes: stage, then one call.
create function ledger.register_source(described jsonb) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    latest ledger.source_version;
    entry ledger.source_version;
begin
    entry := jsonb_populate_record(null::ledger.source_version, described);
    select v.source_id, v.version, v.publisher, v.publication, v.page, v.listing_window, v.position into latest
    from ledger.source_version v where v.source_id = entry.source_id order by v.version desc limit 1;
    if (latest.publisher, latest.publication, latest.page, latest.listing_window)
        is not distinct from (entry.publisher, entry.publication, entry.page, entry.listing_window) then
        return false;
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    -- Under the lock now: another import may have been first.
    select coalesce(max(v.version), 0) + 1 into entry.version from ledger.source_version v where v.source_id = entry.source_id;
    entry.position := taken.first_position;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'reference', 'source ' || entry.source_id, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    if entry.version = 1 then
        insert into ledger.filer (filer_no, kind, name, name_key, source_id, position)
        select coalesce(max(f.filer_no), 0) + 1, 'source', entry.source_id, entry.source_id, entry.source_id, entry.position from ledger.filer f;
        insert into ledger.source (source_id, state, filer_no, position)
        select f.source_id, described ->> 'state', f.filer_no, entry.position from ledger.filer f where f.source_id = entry.source_id;
    end if;
    insert into ledger.source_version (source_id, version, publisher, publication, page, listing_window, position)
    values (entry.source_id, entry.version, entry.publisher, entry.publication, entry.page, entry.listing_window, entry.position);
    perform ledger.announce(entry.position, entry.position, 'reference', entry.source_id);
    return true;
end
$$;

comment on function ledger.register_source(jsonb) is 'Enters a source, or a new version of what its manifest says; true when something was new. Keys: source_id, state, publisher, publication, page, listing_window.';

create function ledger.open_import() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Made and owned by the owner, so that nothing planted on them can act in its name.
    create temporary table stage_snapshot (
        seq integer, sha256 bytea, body bytea, media_type text, url text, fetched_at timestamptz, status integer, headers jsonb, role text
    ) on commit drop;
    create temporary table stage_rejection (seq integer, row integer, locator text, code text, message text, hint text) on commit drop;
    create temporary table stage_column (section text, column_name text, filled integer) on commit drop;
    create temporary table stage_entry (
        item integer, disclosure_id uuid, head_accession_no text, form_type text, payload bytea, content_sha256 bytea,
        amendment_reason text, changed_fields text[], columns jsonb
    ) on commit drop;
    grant insert on stage_snapshot, stage_rejection, stage_column, stage_entry to warn_importer;
end
$$;

comment on function ledger.open_import() is 'Makes the staging tables of one import for this transaction: stage_snapshot, stage_rejection, stage_column, stage_entry. COPY into them, then call ledger.record_import.';

create function ledger.keep_snapshots(is_public boolean) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from pg_temp.stage_snapshot s where sha256(s.body) <> s.sha256) then
        raise exception 'the bytes of a snapshot do not have its digest' using errcode = 'data_corrupted', hint = 'Fetch the page again.';
    end if;
    insert into ledger.snapshot (sha256, size_bytes, media_type, first_fetched_at, is_public)
    select distinct on (s.sha256) s.sha256, octet_length(s.body), s.media_type, s.fetched_at, keep_snapshots.is_public
    from pg_temp.stage_snapshot s order by s.sha256, s.fetched_at, s.seq
    on conflict do nothing;
    insert into ledger.snapshot_body (sha256, body)
    select distinct on (s.sha256) s.sha256, s.body
    from pg_temp.stage_snapshot s
    where not exists (select from ledger.takedown t where t.kind = 'snapshot' and t.subject = encode(s.sha256, 'hex'))
    order by s.sha256
    on conflict do nothing;
end
$$;

comment on function ledger.keep_snapshots(boolean) is 'Stores the staged pages; bytes that were taken down stay away.';

create function ledger.number_filings(source ledger.source, first_position bigint, instant timestamptz, run ledger.run) returns void
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
    cross join lateral jsonb_populate_record(null::ledger.filing, s.columns || jsonb_build_object(
        'accession_no', ledger.accession_no(source.filer_no, this_year, last_sequence + s.number, 9),
        'filer_no', source.filer_no, 'accession_year', this_year, 'accession_sequence', last_sequence + s.number,
        'disclosure_id', s.matter, 'version', s.version, 'form_type', s.form_type, 'position', first_position + s.number - 1,
        'accepted_at', instant, 'payload', s.payload, 'payload_sha256', sha256(s.payload), 'content_sha256', s.content_sha256,
        'previous_chain_sha256', s.previous, 'run_id', run.run_id, 'reading_version', run.reading_version,
        'amendment_reason', s.amendment_reason, 'changed_fields', to_jsonb(s.changed_fields), 'state', source.state,
        'employer_key', ledger.name_key(s.columns ->> 'employer')
    )) r;
    update new_filing f set received_at = least(instant, coalesce(
        (select min(s.fetched_at) from pg_temp.stage_snapshot s where s.sha256 = f.snapshot_sha256), run.started_at));
end
$$;

comment on function ledger.number_filings(ledger.source, bigint, timestamptz, ledger.run) is 'Makes new_filing of what is staged: numbers them, and takes over what an unlisted line last said.';

create function ledger.write_filings() returns void
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

    insert into ledger.filing_site (accession_no, seq, street, city, county, county_fips, state, zip, workers)
    select f.accession_no, e.seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers
    from pg_temp.new_filing f
    cross join lateral jsonb_array_elements(f.parts -> 'sites') with ordinality e (site, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_site, e.site) s;

    insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
    select f.accession_no, e.seq, p.phase_date, p.workers
    from pg_temp.new_filing f
    cross join lateral jsonb_array_elements(f.parts -> 'phases') with ordinality e (phase, seq)
    cross join lateral jsonb_populate_record(null::ledger.filing_phase, e.phase) p;

    insert into ledger.attribution (
        position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256,
        rule, phrasebook, pct, count, usage_text, ai_type, upskilling_text, status)
    select f.position, e.seq, f.accession_no, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.quote_start,
        a.quote_end, a.text_sha256, a.rule, a.phrasebook, a.pct, a.count, a.usage_text, coalesce(a.ai_type, '{}'), a.upskilling_text, a.status
    from pg_temp.new_filing f
    cross join lateral jsonb_array_elements(f.parts -> 'attributions') with ordinality e (answer, seq)
    cross join lateral jsonb_populate_record(null::ledger.attribution, e.answer) a;

    -- The same parts as ledger.filing_parts, set against set.
    update pg_temp.new_filing f set detail_sha256 = ledger.filing_detail_sha256(to_jsonb(f), p.parts)
    from (
        select n.accession_no, jsonb_build_object('sites', s.list, 'phases', h.list, 'attributions', a.list) as parts
        from pg_temp.new_filing n
        left join (
            select x.accession_no, jsonb_agg(to_jsonb(x) order by x.seq) as list
            from ledger.filing_site x where x.accession_no in (select m.accession_no from pg_temp.new_filing m) group by x.accession_no
        ) s on s.accession_no = n.accession_no
        left join (
            select x.accession_no, jsonb_agg(to_jsonb(x) order by x.seq) as list
            from ledger.filing_phase x where x.accession_no in (select m.accession_no from pg_temp.new_filing m) group by x.accession_no
        ) h on h.accession_no = n.accession_no
        left join (
            select x.accession_no, jsonb_agg(to_jsonb(x) order by x.seq) as list
            from ledger.attribution x where x.position in (select m.position from pg_temp.new_filing m) group by x.accession_no
        ) a on a.accession_no = n.accession_no
    ) p
    where p.accession_no = f.accession_no;
    update pg_temp.new_filing f set chain_sha256 = ledger.chain_sha256(
        f.disclosure_id, f.version, f.form_type, f.accession_no, f.previous_chain_sha256, f.payload_sha256, f.detail_sha256);
    alter table pg_temp.new_filing drop column item, drop column opens, drop column parts;
    insert into ledger.filing select f.* from pg_temp.new_filing f order by f.position;

    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select f.position, 'filing', f.accession_no, f.chain_sha256, f.accepted_at from pg_temp.new_filing f;
end
$$;

comment on function ledger.write_filings() is 'Writes new_filing with its disclosures, parts, digests and log entries.';

create function ledger.refuse_stale_import(source_id text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    stale text;
begin
    select coalesce(e.head_accession_no, '(none)') into stale
    from pg_temp.stage_entry e
    left join ledger.filing h on h.accession_no = e.head_accession_no and h.disclosure_id = e.disclosure_id
    left join ledger.disclosure d on d.disclosure_id = h.disclosure_id and d.source_id = refuse_stale_import.source_id
    where e.form_type not like 'OBS%'
        or (e.disclosure_id is not null and (d.disclosure_id is null or exists (
            select from ledger.filing n where n.disclosure_id = h.disclosure_id and n.version > h.version)))
    limit 1;
    if found then
        raise exception 'filing % is not the head of a disclosure of source %', stale, source_id
            using errcode = 'serialization_failure', hint = 'Import the page again.';
    end if;
end
$$;

comment on function ledger.refuse_stale_import(text) is 'Refuses staged entries that do not continue the head of a disclosure of the source.';

create function ledger.record_import(source_id text, described jsonb) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    this_source ledger.source;
    run ledger.run;
    first_position bigint;
    instant timestamptz;
    entries bigint;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, hashtext(record_import.source_id));
    select s.source_id, s.state, s.filer_no, s.position into strict this_source from ledger.source s where s.source_id = record_import.source_id;
    run := jsonb_populate_record(null::ledger.run, described);
    perform ledger.refuse_stale_import(source_id);
    perform ledger.keep_snapshots((described ->> 'is_public')::boolean);
    if run.outcome = 'accepted' then
        select count(*) + 1 into entries from pg_temp.stage_entry e;
        -- Everything is prepared: the log is locked from here to commit.
        select t.first_position, t.entry_at into first_position, instant from ledger.take_positions(entries) t;
        run.position := first_position + entries - 1;
    end if;
    run.source_id := record_import.source_id;
    run.finished_at := coalesce(instant, clock_timestamp());
    run.after_position := coalesce(run.position, (select max(l.position) from ledger.log l), 0);
    insert into ledger.run (
        source_id, started_at, finished_at, outcome, code, message, hint, rows, notices, held, rejected, skipped, skipped_rows,
        reading_version, supplied_by, position, after_position)
    values (
        run.source_id, least(run.started_at, run.finished_at), run.finished_at, run.outcome, run.code, run.message, run.hint, run.rows,
        run.notices, run.held, run.rejected, run.skipped, run.skipped_rows, run.reading_version, run.supplied_by, run.position, run.after_position)
    returning run_id into run.run_id;
    insert into ledger.run_snapshot (run_id, seq, sha256, url, fetched_at, status, headers, role)
    select run.run_id, s.seq, s.sha256, s.url, s.fetched_at, s.status, s.headers, s.role from pg_temp.stage_snapshot s;
    insert into ledger.run_column (run_id, section, column_name, filled)
    select run.run_id, c.section, c.column_name, c.filled from pg_temp.stage_column c;
    insert into ledger.rejection (run_id, seq, row, locator, code, message, hint)
    select run.run_id, r.seq, r.row, r.locator, r.code, r.message, r.hint from pg_temp.stage_rejection r;
    if run.outcome = 'accepted' then
        perform ledger.number_filings(this_source, first_position, instant, run);
        perform ledger.write_filings();
        insert into ledger.log (position, kind, subject, content_sha256, entry_at)
        select run.position, 'run', r.run_id::text, ledger.entry_sha256(to_jsonb(r)), instant
        from ledger.run r where r.run_id = run.run_id;
        perform ledger.announce(first_position, run.position, 'import', run.source_id);
    end if;
    return jsonb_build_object('run_id', run.run_id, 'first_position', first_position, 'position', run.position);
end
$$;

comment on function ledger.record_import(text, jsonb) is 'Records one run of one source from the staging tables, all or nothing: accepted (its filings enter the log), unchanged or stopped (nothing does). Keys: started_at, outcome, code, message, hint, rows, notices, held, rejected, skipped, skipped_rows, reading_version, supplied_by, is_public.';

create function ledger.accept_run(run_id bigint, reason text, accepted_by text) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    entry ledger.acceptance;
begin
    if not exists (select from ledger.run r where r.run_id = accept_run.run_id and r.outcome = 'stopped' and r.reading_version is not null) then
        raise exception 'run % did not stop at the acceptance gate', run_id
            using errcode = 'no_data_found', hint = 'Only a page that was read whole and found too small, or outside what its manifest expects, can be accepted.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(taken.first_position, run_id, reason, accepted_by);
    insert into ledger.acceptance (position, run_id, reason, accepted_by) values (entry.position, entry.run_id, entry.reason, entry.accepted_by);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'acceptance', entry.run_id::text, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    perform ledger.announce(entry.position, entry.position, 'acceptance', null);
    return entry.position;
end
$$;

comment on function ledger.accept_run(bigint, text, text) is 'Enters a person''s word that the page of a stopped run is right. Gives its position in the log.';
