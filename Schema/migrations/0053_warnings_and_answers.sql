-- What a warning is about, in the row's own words: what was repaired, and from what. Beside the filing and not in its digests, for it
-- repeats the snapshot; filings before this table have none.
create table ledger.filing_warning (
    accession_no text not null,
    seq integer not null,
    code text not null constraint filing_warning_code_form check (code ~ '^[a-z]+(_[a-z]+)*$'),
    stated text,
    constraint filing_warning_pkey primary key (accession_no, seq),
    constraint filing_warning_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no)
);

comment on table ledger.filing_warning is 'What was repaired, left out or found odd in an observed row, and what the row says there.';
comment on column ledger.filing_warning.accession_no is 'The filing; its warnings has the code, too.';
comment on column ledger.filing_warning.seq is 'Place among the filing''s warnings, from 1.';
comment on column ledger.filing_warning.code is 'What it is; report.warning_codes says what each means.';
comment on column ledger.filing_warning.stated is 'The cells it is about as the source wrote them, one after the other: field, colon, text. Null where all of them are blank.';

create trigger append_only before update or delete on ledger.filing_warning for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.filing_warning for each statement execute function ledger.refuse_change();

grant select on ledger.filing_warning to warn_importer, warn_desk, warn_reviewer;

-- An answer of a state's form comes in with its filing: of whom AI was asked is the denominator of every share.
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
    create temporary table stage_warning (item bigint, seq integer, code text, stated text) on commit drop;
    create temporary table stage_attribution (
        item bigint, seq integer, tier smallint, regime text, standard text, answer text, label text, technology text, quote text, quote_start integer, quote_end integer,
        text_sha256 bytea, rule text, phrasebook text, status text
    ) on commit drop;
    create temporary table stage_unlisted (
        item bigint, head_accession_no text, amendment_reason text, snapshot_sha256 bytea
    ) on commit drop;
    grant insert on
        stage_snapshot, stage_rejection, stage_column, stage_filing, stage_site, stage_phase, stage_warning, stage_attribution, stage_unlisted
    to warn_importer;
end
$$;

create or replace function ledger.file_staged() returns void
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
    insert into ledger.filing_warning (accession_no, seq, code, stated)
    select ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.seq, s.code, s.stated
    from pg_temp.stage_warning s;
    insert into ledger.attribution (
        position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256, rule,
        phrasebook, status)
    select entered.first_position + s.item - 1, s.seq,
        ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.tier, s.regime, s.standard,
        s.answer, s.label, s.technology,
        s.quote, s.quote_start, s.quote_end, s.text_sha256, s.rule, s.phrasebook, s.status
    from pg_temp.stage_attribution s;

    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select entered.first_position + s.item - 1, 'filing',
        ledger.accession_no(entered.filer_no, entered.accession_year, entered.last_sequence + s.item, 9), s.chain_sha256, entered.instant
    from pg_temp.stage_filing s;

    perform ledger.refuse_false_digests(entered.first_position + first_item - 1, entered.first_position + last_item - 1);
    update pg_temp.entered_run e set filed = last_item;
    truncate pg_temp.stage_filing, pg_temp.stage_site, pg_temp.stage_phase, pg_temp.stage_warning, pg_temp.stage_attribution;
end
$$;
