-- An import comes in typed columns, with its digests: making JSON of every filing here, and JSON again of the row for its digest, took
-- three times as long as writing the rows. The program computes a digest of the same text that ledger.filing_detail_sha256 digests; some of
-- every batch are computed here again before anything is kept, and all of them by warnctl verify.
drop function ledger.record_import(text, jsonb);
drop function ledger.refuse_stale_import(text);
drop function ledger.write_filings();
drop function ledger.write_digested_filings();
drop function ledger.number_filings(ledger.source, bigint, timestamptz, ledger.run);

create or replace function ledger.open_import() returns void
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
    create temporary table stage_filing (
        item bigint, disclosure_id uuid, version integer, form_type text, payload text, content_sha256 bytea, previous_chain_sha256 bytea,
        detail_sha256 bytea, chain_sha256 bytea, snapshot_sha256 bytea, row integer, locator text, amendment_reason text,
        changed_fields text[], warnings text[], employer text, employer_key text, dba text, notice_date date, notice_date_kind text,
        received_date date, posted_date date, effective_start date, effective_end date, effective_precision text,
        effective_approximate boolean, workers integer, workers_least integer, workers_most integer, workers_total integer,
        workers_scope text, workers_approximate boolean, event_type text, temporary boolean, amendment boolean, rescinded boolean,
        conditional boolean, act text, city text, county text, zip text, location text, naics text, industry text, "union" text,
        reason text, reasons text[], letter_url text, state_number text
    ) on commit drop;
    create temporary table stage_site (item bigint, seq integer, city text, county text, workers integer) on commit drop;
    create temporary table stage_phase (item bigint, seq integer, phase_date date, workers integer) on commit drop;
    create temporary table stage_attribution (
        item bigint, seq integer, tier smallint, label text, technology text, quote text, quote_start integer, quote_end integer,
        text_sha256 bytea, rule text, phrasebook text, status text
    ) on commit drop;
    create temporary table stage_unlisted (
        item bigint, head_accession_no text, amendment_reason text, snapshot_sha256 bytea
    ) on commit drop;
    grant insert on
        stage_snapshot, stage_rejection, stage_column, stage_filing, stage_site, stage_phase, stage_attribution, stage_unlisted
    to warn_importer;
end
$$;

comment on function ledger.open_import() is 'Makes the staging tables of one import for this transaction. COPY the pages, rejections and columns, call ledger.enter_run, COPY filings and call ledger.file_staged as often as needed, then ledger.file_unlisted and ledger.close_import.';

create function ledger.enter_run(source_id text, described jsonb, filings bigint) returns jsonb
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
    this_year integer;
    last_sequence bigint;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, hashtext(enter_run.source_id));
    select s.source_id, s.state, s.filer_no, s.position into strict this_source from ledger.source s where s.source_id = enter_run.source_id;
    run := jsonb_populate_record(null::ledger.run, described);
    perform ledger.keep_snapshots((described ->> 'is_public')::boolean);
    if run.outcome = 'accepted' then
        -- Everything is prepared: the log is locked from here to commit.
        select t.first_position, t.entry_at into first_position, instant from ledger.take_positions(filings + 1) t;
        run.position := first_position + filings;
    elsif filings <> 0 then
        raise exception 'a run that is % files nothing', run.outcome using errcode = 'invalid_parameter_value';
    end if;
    run.source_id := this_source.source_id;
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
    if run.outcome <> 'accepted' then
        return jsonb_build_object('run_id', run.run_id);
    end if;

    this_year := extract(year from instant);
    select coalesce(max(f.accession_sequence), 0) into last_sequence
    from ledger.filing f where f.filer_no = this_source.filer_no and f.accession_year = this_year;
    create temporary table entered_run on commit drop as
    select run.run_id, this_source.source_id, this_source.state, this_source.filer_no, this_year::smallint as accession_year, last_sequence,
        first_position, instant, run.reading_version, filings, 0::bigint as filed;
    create temporary table entered_page on commit drop as
    select s.sha256, least(instant, min(s.fetched_at)) as received_at from pg_temp.stage_snapshot s group by s.sha256
    union all
    select null, least(instant, run.started_at);
    analyze pg_temp.entered_page; -- a page has many filings: without figures their rows would be sorted by page
    return jsonb_build_object(
        'run_id', run.run_id, 'first_position', first_position, 'position', run.position, 'accepted_at', instant,
        'filer_no', this_source.filer_no, 'accession_year', this_year, 'last_sequence', last_sequence, 'state', this_source.state,
        'received_at', (select jsonb_object_agg(coalesce(encode(p.sha256, 'hex'), ''), p.received_at) from pg_temp.entered_page p));
end
$$;

comment on function ledger.enter_run(text, jsonb, bigint) is 'Enters one run of one source: accepted (so many filings follow in this transaction, at positions that are now taken), unchanged or stopped (none does). Keys: started_at, outcome, code, message, hint, rows, notices, held, rejected, skipped, skipped_rows, reading_version, supplied_by, is_public. Gives the run''s number and what the filings'' digests need: positions, time, numbering, and when each page was received.';

create function ledger.refuse_stale_filings(source_id text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    stale text;
begin
    if exists (select from pg_temp.stage_filing s where s.form_type not in ('OBS', 'OBS/A', 'OBS/R')) then
        raise exception 'only what is observed is staged' using errcode = 'invalid_parameter_value';
    end if;
    select coalesce(s.disclosure_id::text, '(none)') into stale
    from (select c.disclosure_id, c.version, c.previous_chain_sha256 from pg_temp.stage_filing c where c.version <> 1) s
    left join ledger.filing h on h.disclosure_id = s.disclosure_id and h.version = s.version - 1
    left join ledger.disclosure d on d.disclosure_id = s.disclosure_id
    where h.chain_sha256 is distinct from s.previous_chain_sha256 or d.source_id is distinct from refuse_stale_filings.source_id
    limit 1;
    if found then
        raise exception 'a filing does not continue the head of disclosure % of source %', stale, source_id
            using errcode = 'serialization_failure', hint = 'Import the page again.';
    end if;
end
$$;

comment on function ledger.refuse_stale_filings(text) is 'Refuses staged filings that do not continue the head of a disclosure of the source.';

create function ledger.refuse_false_digests(first_position bigint, last_position bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    false_digest text;
begin
    select f.accession_no into false_digest
    from (
        select generate_series(refuse_false_digests.first_position, refuse_false_digests.last_position, 256) as position
        union select refuse_false_digests.last_position
    ) chosen
    cross join lateral (select f.* from ledger.filing f where f.position = chosen.position) f
    where ledger.filing_detail_sha256(to_jsonb(f), ledger.filing_parts(f.accession_no, f.position)) <> f.detail_sha256
        or ledger.chain_sha256(
            f.disclosure_id, f.version, f.form_type, f.accession_no, f.previous_chain_sha256, f.payload_sha256, f.detail_sha256)
            <> f.chain_sha256
    limit 1;
    if found then
        raise exception 'filing % came with a digest that is not its own', false_digest
            using errcode = 'data_corrupted', hint = 'The program and the schema are of different versions: install both of one.';
    end if;
end
$$;

comment on function ledger.refuse_false_digests(bigint, bigint) is 'Computes the digests of the first, the last and every 256th of these filings again, and refuses all when one differs. Every one is checked by warnctl verify.';

create function ledger.file_staged() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    entered record;
    first_item bigint;
    last_item bigint;
    amount bigint;
begin
    select e.* into strict entered from pg_temp.entered_run e;
    select min(s.item), max(s.item), count(*) into first_item, last_item, amount from pg_temp.stage_filing s;
    if amount = 0 then
        return;
    end if;
    if first_item <> entered.filed + 1 or last_item <> entered.filed + amount then
        raise exception 'filings % to % do not follow filing %', first_item, last_item, entered.filed using errcode = 'invalid_parameter_value';
    end if;
    perform ledger.refuse_stale_filings(entered.source_id);

    insert into ledger.disclosure (disclosure_id, origin, state, source_id, filer_no, line_key, position)
    select s.disclosure_id, 'state_import', entered.state, entered.source_id, entered.filer_no, s.state_number,
        entered.first_position + s.item - 1
    from pg_temp.stage_filing s where s.version = 1;

    insert into ledger.filing (
        accession_no, filer_no, accession_year, accession_sequence, disclosure_id, version, form_type, position, accepted_at, received_at,
        payload, payload_sha256, content_sha256, previous_chain_sha256, detail_sha256, chain_sha256, run_id, snapshot_sha256, row, locator,
        reading_version, amendment_reason, changed_fields, warnings, state, employer, employer_key, dba, notice_date, notice_date_kind,
        received_date, posted_date, effective_start, effective_end, effective_precision, effective_approximate, workers, workers_least,
        workers_most, workers_total, workers_scope, workers_approximate, event_type, temporary, amendment, rescinded, conditional, act,
        city, county, zip, location, naics, industry, "union", reason, reasons, letter_url, state_number)
    select
        ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), entered.filer_no,
        entered.accession_year, entered.last_sequence + s.item, s.disclosure_id, s.version, s.form_type, entered.first_position + s.item - 1,
        entered.instant, coalesce(page.received_at, (select p.received_at from pg_temp.entered_page p where p.sha256 is null)),
        convert_to(s.payload, 'UTF8'), sha256(convert_to(s.payload, 'UTF8')), s.content_sha256, s.previous_chain_sha256, s.detail_sha256,
        s.chain_sha256, entered.run_id, s.snapshot_sha256, s.row, s.locator, entered.reading_version, s.amendment_reason, s.changed_fields,
        s.warnings, entered.state, s.employer, s.employer_key, s.dba, s.notice_date, s.notice_date_kind, s.received_date, s.posted_date,
        s.effective_start, s.effective_end, s.effective_precision, s.effective_approximate, s.workers, s.workers_least, s.workers_most,
        s.workers_total, s.workers_scope, s.workers_approximate, s.event_type, s.temporary, s.amendment, s.rescinded, s.conditional, s.act,
        s.city, s.county, s.zip, s.location, s.naics, s.industry, s."union", s.reason, s.reasons, s.letter_url, s.state_number
    from pg_temp.stage_filing s left join pg_temp.entered_page page on page.sha256 = s.snapshot_sha256;

    insert into ledger.filing_site (accession_no, seq, city, county, workers)
    select ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.seq, s.city, s.county, s.workers
    from pg_temp.stage_site s;
    insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
    select ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.seq, s.phase_date, s.workers
    from pg_temp.stage_phase s;
    insert into ledger.attribution (
        position, seq, accession_no, tier, label, technology, quote, quote_start, quote_end, text_sha256, rule, phrasebook, status)
    select entered.first_position + s.item - 1, s.seq,
        ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.tier, s.label, s.technology,
        s.quote, s.quote_start, s.quote_end, s.text_sha256, s.rule, s.phrasebook, s.status
    from pg_temp.stage_attribution s;

    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select entered.first_position + s.item - 1, 'filing',
        ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.chain_sha256, entered.instant
    from pg_temp.stage_filing s;

    perform ledger.refuse_false_digests(entered.first_position + first_item - 1, entered.first_position + last_item - 1);
    update pg_temp.entered_run e set filed = last_item;
    truncate pg_temp.stage_filing, pg_temp.stage_site, pg_temp.stage_phase, pg_temp.stage_attribution;
end
$$;

comment on function ledger.file_staged() is 'Writes the staged filings of the run that ledger.enter_run entered, with their disclosures, parts and log entries, and empties the staging tables for the next ones. Items count on from the last batch.';

create function ledger.file_unlisted() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    entered record;
begin
    select e.* into strict entered from pg_temp.entered_run e;
    if exists (
        select from pg_temp.stage_unlisted u
        left join ledger.filing h on h.accession_no = u.head_accession_no
        left join ledger.disclosure d on d.disclosure_id = h.disclosure_id
        where d.source_id is distinct from entered.source_id
            or exists (select from ledger.filing n where n.disclosure_id = h.disclosure_id and n.version > h.version)
    ) then
        raise exception 'what is unlisted is not the head of a disclosure of source %', entered.source_id
            using errcode = 'serialization_failure', hint = 'Import the page again.';
    end if;

    create temporary table new_unlisted on commit drop as
    select f.*
    from pg_temp.stage_unlisted u
    join ledger.filing h on h.accession_no = u.head_accession_no
    left join pg_temp.entered_page page on page.sha256 = u.snapshot_sha256
    cross join lateral jsonb_populate_record(h, jsonb_build_object(
        'accession_no', ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + u.item, 9),
        'accession_year', entered.accession_year, 'accession_sequence', entered.last_sequence + u.item, 'version', h.version + 1,
        'form_type', 'OBS/W', 'position', entered.first_position + u.item - 1, 'accepted_at', entered.instant,
        'received_at', coalesce(page.received_at, (select p.received_at from pg_temp.entered_page p where p.sha256 is null)),
        'previous_chain_sha256', h.chain_sha256, 'run_id', entered.run_id, 'snapshot_sha256', u.snapshot_sha256, 'row', null,
        'locator', null, 'reading_version', entered.reading_version, 'amendment_reason', u.amendment_reason, 'changed_fields', '[]'::jsonb
    )) f;

    -- It repeats what was last stated, parts and all.
    insert into ledger.filing_site (accession_no, seq, street, city, county, county_fips, state, zip, workers)
    select n.accession_no, s.seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers
    from pg_temp.new_unlisted n
    join ledger.filing h on h.disclosure_id = n.disclosure_id and h.version = n.version - 1
    join ledger.filing_site s on s.accession_no = h.accession_no;
    insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
    select n.accession_no, p.seq, p.phase_date, p.workers
    from pg_temp.new_unlisted n
    join ledger.filing h on h.disclosure_id = n.disclosure_id and h.version = n.version - 1
    join ledger.filing_phase p on p.accession_no = h.accession_no;
    insert into ledger.attribution (
        position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256,
        rule, phrasebook, pct, count, usage_text, ai_type, upskilling_text, status)
    select n.position, a.seq, n.accession_no, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.quote_start,
        a.quote_end, a.text_sha256, a.rule, a.phrasebook, a.pct, a.count, a.usage_text, a.ai_type, a.upskilling_text, a.status
    from pg_temp.new_unlisted n
    join ledger.filing h on h.disclosure_id = n.disclosure_id and h.version = n.version - 1
    join ledger.attribution a on a.accession_no = h.accession_no and a.position = h.position;

    update pg_temp.new_unlisted n set detail_sha256 = ledger.filing_detail_sha256(to_jsonb(n), ledger.filing_parts(n.accession_no, n.position));
    update pg_temp.new_unlisted n set chain_sha256 = ledger.chain_sha256(
        n.disclosure_id, n.version, n.form_type, n.accession_no, n.previous_chain_sha256, n.payload_sha256, n.detail_sha256);
    insert into ledger.filing select n.* from pg_temp.new_unlisted n order by n.position;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select n.position, 'filing', n.accession_no, n.chain_sha256, n.accepted_at from pg_temp.new_unlisted n order by n.position;
    update pg_temp.entered_run e set filed = e.filed + (select count(*) from pg_temp.new_unlisted);
end
$$;

comment on function ledger.file_unlisted() is 'Writes what stage_unlisted names as no longer listed (OBS/W): each repeats what its line last said. After the last ledger.file_staged of the run.';

create function ledger.close_import() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    entered record;
begin
    select e.* into strict entered from pg_temp.entered_run e;
    if entered.filed <> entered.filings then
        raise exception '% filings were announced, and % written', entered.filings, entered.filed using errcode = 'invalid_parameter_value';
    end if;
    -- Without this entry the run's position names nothing, and the transaction cannot commit.
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select r.position, 'run', r.run_id::text, ledger.entry_sha256(to_jsonb(r)), entered.instant
    from ledger.run r where r.run_id = entered.run_id;
    perform ledger.announce(entered.first_position, entered.first_position + entered.filings, 'import', entered.source_id);
end
$$;

comment on function ledger.close_import() is 'Ends an accepted run: its filings are as many as were announced, and the run itself enters the log after them.';

revoke execute on function
    ledger.enter_run(text, jsonb, bigint), ledger.refuse_stale_filings(text), ledger.refuse_false_digests(bigint, bigint),
    ledger.file_staged(), ledger.file_unlisted(), ledger.close_import()
from public;
grant execute on function
    ledger.enter_run(text, jsonb, bigint), ledger.file_staged(), ledger.file_unlisted(), ledger.close_import()
to warn_importer;
