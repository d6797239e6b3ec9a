CREATE SCHEMA ledger;

ALTER SCHEMA ledger OWNER TO warn_owner;

COMMENT ON SCHEMA ledger IS 'The append-only record: nothing here is updated or deleted. Programs write through its functions only.';

CREATE SCHEMA report;

ALTER SCHEMA report OWNER TO warn_owner;

COMMENT ON SCHEMA report IS 'What people read: one view per question, each at the moment that the setting report.as_of names.';

CREATE TYPE report.change_line AS (
	event_id uuid,
	notice_month text,
	state text,
	employer text,
	counted boolean,
	workers integer,
	ai_tier smallint
);

ALTER TYPE report.change_line OWNER TO warn_owner;

COMMENT ON TYPE report.change_line IS 'What report.explain_change compares of an event.';

CREATE FUNCTION ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    handed_in ledger.inbox;
    key record;
    received timestamptz;
    former text;
    receipt jsonb;
begin
    select i.* into handed_in from ledger.inbox i where i.submission_id = accept.submission_id for update;
    if not found then
        raise exception 'submission % is not in the inbox', accept.submission_id
            using errcode = 'WR700', hint = 'It is decided already, or was never handed in.';
    end if;
    -- What is checked from here on holds until the commit.
    perform ledger.take_positions(1);
    received := coalesce((entry ->> 'received_at')::timestamptz, handed_in.received_at);
    select f.accession_no into former from ledger.filing f
    where f.payload_sha256 = sha256(handed_in.payload) and f.form_type not like 'OBS%';
    if found then
        raise exception 'these very bytes were accepted before as %', former
            using errcode = 'WR706', detail = former, hint = 'Nothing is to be done.';
    end if;
    select k.filer_no, k.valid_from, r.revoked_at into key
    from ledger.filer_key k left join ledger.key_revocation r on r.key_id = k.key_id
    where k.key_id = handed_in.key_id;
    if not found or key.filer_no <> (entry ->> 'filer_no')::bigint then
        raise exception 'key % is not of filer %', handed_in.key_id, entry ->> 'filer_no' using errcode = 'WR705', hint = 'Sign with the filer''s own key.';
    end if;
    if received < key.valid_from or received >= key.revoked_at then
        raise exception 'key % was not in force', handed_in.key_id using errcode = 'WR704', hint = 'Sign with a key that is in force.';
    end if;
    receipt := ledger.file(
        entry || jsonb_build_object(
            'received_at', received, 'signed', jsonb_build_object('key_id', handed_in.key_id, 'signature', handed_in.signature)),
        handed_in.payload, handed_in.private_parts);
    insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer, accession_no, handed_in_by)
    values (
        handed_in.submission_id, received, handed_in.key_id, sha256(handed_in.payload), 'accepted', accept.codes, accept.answer,
        receipt ->> 'accession_no', handed_in.handed_in_by);
    delete from ledger.inbox i where i.submission_id = handed_in.submission_id;
    return receipt;
end
$$;

ALTER FUNCTION ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) IS 'Accepts a submission of the inbox: the bytes that were handed in become a filing, and the submission is decided. entry: as for ledger.file, with filer_no. Errors: those of ledger.file; WR700 not in the inbox, WR704 key not in force, WR705 not the filer''s key, WR706 accepted before (detail: its number).';

CREATE FUNCTION ledger.accept_run(run_id bigint, reason text, accepted_by text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
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

ALTER FUNCTION ledger.accept_run(run_id bigint, reason text, accepted_by text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.accept_run(run_id bigint, reason text, accepted_by text) IS 'Enters a person''s word that the page of a stopped run is right. Gives its position in the log.';

CREATE FUNCTION ledger.accession_no(filer_no bigint, year integer, sequence bigint, digits integer) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((((lpad((filer_no)::text, 10, '0'::text) || '-'::text) || lpad(((year % 100))::text, 2, '0'::text)) || '-'::text) || lpad((sequence)::text, digits, '0'::text));

ALTER FUNCTION ledger.accession_no(filer_no bigint, year integer, sequence bigint, digits integer) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.accession_no(filer_no bigint, year integer, sequence bigint, digits integer) IS 'Accession number: filer, year, sequence with so many digits.';

CREATE FUNCTION ledger.add_parts(accession_no text, place bigint, columns jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
$_$;

ALTER FUNCTION ledger.add_parts(accession_no text, place bigint, columns jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.add_parts(accession_no text, place bigint, columns jsonb) IS 'Writes the sites, phases and attributions of one filing.';

CREATE TABLE ledger.filing (
    accession_no text NOT NULL,
    filer_no bigint NOT NULL,
    accession_year smallint NOT NULL,
    accession_sequence bigint NOT NULL,
    disclosure_id uuid NOT NULL,
    version integer NOT NULL,
    form_type text NOT NULL,
    "position" bigint NOT NULL,
    accepted_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    payload bytea NOT NULL,
    payload_sha256 bytea NOT NULL,
    content_sha256 bytea,
    previous_chain_sha256 bytea,
    detail_sha256 bytea NOT NULL,
    chain_sha256 bytea NOT NULL,
    run_id bigint,
    snapshot_sha256 bytea,
    "row" integer,
    locator text,
    reading_version text,
    amendment_reason text,
    changed_fields text[] DEFAULT '{}'::text[] NOT NULL,
    warnings text[] DEFAULT '{}'::text[] NOT NULL,
    state text,
    employer text NOT NULL,
    employer_key text NOT NULL,
    dba text,
    notice_date date,
    notice_date_kind text,
    received_date date,
    posted_date date,
    effective_start date,
    effective_end date,
    effective_precision text,
    effective_approximate boolean,
    workers integer,
    workers_least integer,
    workers_most integer,
    workers_total integer,
    workers_scope text NOT NULL,
    workers_approximate boolean DEFAULT false NOT NULL,
    event_type text,
    temporary boolean NOT NULL,
    amendment boolean NOT NULL,
    rescinded boolean NOT NULL,
    conditional boolean NOT NULL,
    act text NOT NULL,
    city text,
    county text,
    zip text,
    location text,
    naics text,
    industry text,
    "union" text,
    reason text,
    reasons text[] DEFAULT '{}'::text[] NOT NULL,
    letter_url text,
    state_number text,
    CONSTRAINT filing_accession_no_form CHECK ((accession_no ~ '^[0-9]{10}-[0-9]{2}-([0-9]{6}|[0-9]{9})$'::text)),
    CONSTRAINT filing_accession_sequence_positive CHECK ((accession_sequence > 0)),
    CONSTRAINT filing_digest_lengths CHECK (((octet_length(payload_sha256) = 32) AND (octet_length(detail_sha256) = 32) AND (octet_length(chain_sha256) = 32))),
    CONSTRAINT filing_first_is_unchained CHECK (((version = 1) = (previous_chain_sha256 IS NULL))),
    CONSTRAINT filing_form_type_known CHECK ((form_type = ANY (ARRAY['OBS'::text, 'OBS/A'::text, 'OBS/W'::text, 'OBS/R'::text, 'N'::text, 'N/A'::text, 'N/W'::text, 'N/P'::text, 'Q'::text, 'Q/A'::text, 'Q/NA'::text, 'X'::text]))),
    CONSTRAINT filing_not_before_received CHECK ((accepted_at >= received_at)),
    CONSTRAINT filing_observed_in_a_run CHECK (((form_type ~~ 'OBS%'::text) = (run_id IS NOT NULL))),
    CONSTRAINT filing_version_positive CHECK ((version > 0)),
    CONSTRAINT filing_workers_ordered CHECK (((workers_least IS NULL) OR (workers_most IS NULL) OR (workers_least <= workers_most)))
);

ALTER TABLE ledger.filing OWNER TO warn_owner;

COMMENT ON TABLE ledger.filing IS 'One immutable statement in the chain of a disclosure: observed on a state''s page, or filed by an employer. The newest version of a disclosure at a position is what it says at that position.';

COMMENT ON COLUMN ledger.filing.accession_no IS 'Filer (10 digits), year of acceptance in UTC (2), sequence (9 digits for observations, 6 for employers), without gaps per filer and year.';

COMMENT ON COLUMN ledger.filing.filer_no IS 'The filer.';

COMMENT ON COLUMN ledger.filing.accession_year IS 'Year of acceptance in UTC, four digits.';

COMMENT ON COLUMN ledger.filing.accession_sequence IS 'From 1 per filer and year, without gaps.';

COMMENT ON COLUMN ledger.filing.disclosure_id IS 'The matter it speaks of.';

COMMENT ON COLUMN ledger.filing.version IS 'Place in the disclosure''s chain, from 1.';

COMMENT ON COLUMN ledger.filing.form_type IS 'OBS observed (version above 1: listed again); OBS/A the state now says something else; OBS/W no longer listed; OBS/R same bytes, our reading corrected; N, N/A, N/P, N/W an employer''s notice, its restatement, its postponement, its withdrawal; Q, Q/A, Q/NA a quarter''s report; X a denial that AI was a factor.';

COMMENT ON COLUMN ledger.filing."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.filing.accepted_at IS 'When it was accepted: the log''s time.';

COMMENT ON COLUMN ledger.filing.received_at IS 'When it reached the register; for an observation, when its page was fetched.';

COMMENT ON COLUMN ledger.filing.payload IS 'What was stated, as canonical JSON (RFC 8785) in UTF-8. An observation''s has no row, locator or run, so equal values have equal bytes. OBS/W repeats what was last stated.';

COMMENT ON COLUMN ledger.filing.payload_sha256 IS 'SHA-256 of payload.';

COMMENT ON COLUMN ledger.filing.content_sha256 IS 'SHA-256 of the values that are compared from one observation to the next (without verbatim texts); null for an employer''s.';

COMMENT ON COLUMN ledger.filing.previous_chain_sha256 IS 'Chain digest of the version before; null for the first.';

COMMENT ON COLUMN ledger.filing.detail_sha256 IS 'SHA-256 of this row without payload and chain digest, with its sites, phases and attributions: ledger.filing_detail_sha256.';

COMMENT ON COLUMN ledger.filing.chain_sha256 IS 'Chain digest, over the canonical text that ledger.chain_sha256 documents.';

COMMENT ON COLUMN ledger.filing.run_id IS 'The run that observed it; null for an employer''s.';

COMMENT ON COLUMN ledger.filing.snapshot_sha256 IS 'The page it was read from, or for OBS/W the first page it is missing from; null for an employer''s.';

COMMENT ON COLUMN ledger.filing."row" IS 'Data row in the page, from 0; null for OBS/W and an employer''s.';

COMMENT ON COLUMN ledger.filing.locator IS 'Where a person finds the row; null as for row.';

COMMENT ON COLUMN ledger.filing.reading_version IS 'Version of manifest and program that read it; null for an employer''s.';

COMMENT ON COLUMN ledger.filing.amendment_reason IS 'Why an amendment was filed; relisted: an unlisted line is listed again; reread: unlisted because our reading now finds no notice there. Null when not stated.';

COMMENT ON COLUMN ledger.filing.changed_fields IS 'Fields that differ from the version before, sorted; empty for a first version.';

COMMENT ON COLUMN ledger.filing.warnings IS 'Codes of what was repaired, left out or warned of.';

COMMENT ON COLUMN ledger.filing.state IS 'Publishing jurisdiction, or that of an employer''s first site.';

COMMENT ON COLUMN ledger.filing.employer IS 'Employer, cleaned of markers; otherwise as filed.';

COMMENT ON COLUMN ledger.filing.employer_key IS 'Employer folded for comparison: ledger.name_key.';

COMMENT ON COLUMN ledger.filing.dba IS 'Trade name; null when none is stated.';

COMMENT ON COLUMN ledger.filing.notice_date IS 'Date of the notice; null when not stated. What it is: notice_date_kind.';

COMMENT ON COLUMN ledger.filing.notice_date_kind IS 'notice_letter, received_by_state, posted or inferred.';

COMMENT ON COLUMN ledger.filing.received_date IS 'When the state received it; null when not stated.';

COMMENT ON COLUMN ledger.filing.posted_date IS 'When the state posted it; null when not stated.';

COMMENT ON COLUMN ledger.filing.effective_start IS 'First day of the layoff; null when not stated.';

COMMENT ON COLUMN ledger.filing.effective_end IS 'Last day; null when one date is stated.';

COMMENT ON COLUMN ledger.filing.effective_precision IS 'How precise the source was: day, month, quarter, half or year.';

COMMENT ON COLUMN ledger.filing.effective_approximate IS 'True for "on or about".';

COMMENT ON COLUMN ledger.filing.workers IS 'Workers affected in the state or at the site, whole persons; null where the source gives a range or says nothing certain. Never zero for unknown.';

COMMENT ON COLUMN ledger.filing.workers_least IS 'At least so many; equal to workers when that is stated; null when not stated.';

COMMENT ON COLUMN ledger.filing.workers_most IS 'At most so many; equal to workers when that is stated; null when not stated.';

COMMENT ON COLUMN ledger.filing.workers_total IS 'A figure wider than the state, where stated.';

COMMENT ON COLUMN ledger.filing.workers_scope IS 'Whom workers counts: site, state, several_states, nationwide (never enters a state''s sum) or unknown.';

COMMENT ON COLUMN ledger.filing.workers_approximate IS 'True for "approximately".';

COMMENT ON COLUMN ledger.filing.event_type IS 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';

COMMENT ON COLUMN ledger.filing.temporary IS 'Stated to be temporary.';

COMMENT ON COLUMN ledger.filing.amendment IS 'The state marks the row as an amendment.';

COMMENT ON COLUMN ledger.filing.rescinded IS 'The state marks the row as rescinded, or the employer withdrew its filing.';

COMMENT ON COLUMN ledger.filing.conditional IS 'The layoff depends on a condition.';

COMMENT ON COLUMN ledger.filing.act IS 'warn: a notice under the WARN Act or a state''s own; non_warn: below or outside them; unknown.';

COMMENT ON COLUMN ledger.filing.city IS 'City as stated, where one is.';

COMMENT ON COLUMN ledger.filing.county IS 'County as stated, where one is.';

COMMENT ON COLUMN ledger.filing.zip IS 'ZIP code, where one is stated.';

COMMENT ON COLUMN ledger.filing.location IS 'Address or location as written.';

COMMENT ON COLUMN ledger.filing.naics IS 'NAICS code as filed, digits only.';

COMMENT ON COLUMN ledger.filing.industry IS 'Industry in words, as stated.';

COMMENT ON COLUMN ledger.filing."union" IS 'Union, as stated.';

COMMENT ON COLUMN ledger.filing.reason IS 'Stated reason, verbatim.';

COMMENT ON COLUMN ledger.filing.reasons IS 'The parts the reason consists of, split by the source''s vocabulary.';

COMMENT ON COLUMN ledger.filing.letter_url IS 'Address of the notice''s letter, as the page has it.';

COMMENT ON COLUMN ledger.filing.state_number IS 'The state''s own number for the notice.';

CREATE FUNCTION ledger.add_quarter(filing ledger.filing, said jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if filing.form_type <> 'Q/A' and exists (
        select from ledger.quarter q
        where q.is_original and q.filer_no = filing.filer_no and q.report_year = (said ->> 'report_year')::smallint
            and q.report_quarter = (said ->> 'report_quarter')::smallint) then
        raise exception 'there is a report of that quarter already' using errcode = 'WR603', hint = 'Amend it with Q/A.';
    end if;
    insert into ledger.quarter (accession_no, filer_no, report_year, report_quarter, is_original, public_release_mode)
    values (
        filing.accession_no, filing.filer_no, (said ->> 'report_year')::smallint, (said ->> 'report_quarter')::smallint,
        filing.form_type <> 'Q/A', said ->> 'public_release_mode');
    insert into ledger.quarter_impact (accession_no, seq, naics_code, naics_vintage, laid_off_ai, hired_ai, not_filled_ai, retraining_ai)
    select filing.accession_no, e.seq, i.naics_code, i.naics_vintage, i.laid_off_ai, i.hired_ai, i.not_filled_ai, i.retraining_ai
    from jsonb_array_elements(said -> 'impacts') with ordinality e (impact, seq)
    cross join lateral jsonb_populate_record(null::ledger.quarter_impact, e.impact) i;
end
$$;

ALTER FUNCTION ledger.add_quarter(filing ledger.filing, said jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.add_quarter(filing ledger.filing, said jsonb) IS 'Enters what a quarter''s report says, by its payload. Error WR603: the filer has one of that quarter.';

CREATE TABLE ledger.aggregation_line (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL,
    employer_key text NOT NULL,
    state text,
    employer text NOT NULL,
    site text NOT NULL,
    address text,
    jurisdiction text NOT NULL,
    event_type text NOT NULL,
    events integer NOT NULL,
    workers integer NOT NULL,
    largest_alone integer NOT NULL,
    threshold integer NOT NULL,
    share_pct integer,
    threshold_alternative integer,
    finding text NOT NULL,
    first_date date NOT NULL,
    last_date date NOT NULL,
    statute text NOT NULL,
    event_ids text NOT NULL
);

ALTER TABLE ledger.aggregation_line OWNER TO warn_owner;

COMMENT ON TABLE ledger.aggregation_line IS 'Lines of report.aggregation, from one settled position on. Made of ledger.event_fact, ledger.filing and ledger.aggregation_rule: nothing rests on it.';

COMMENT ON COLUMN ledger.aggregation_line.line_id IS 'Its number.';

COMMENT ON COLUMN ledger.aggregation_line."position" IS 'Settled position from which it stands.';

COMMENT ON COLUMN ledger.aggregation_line.employer_key IS 'As in report.events.';

COMMENT ON COLUMN ledger.aggregation_line.state IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.employer IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.site IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.address IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.jurisdiction IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.event_type IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.events IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.workers IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.largest_alone IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.threshold IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.share_pct IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.threshold_alternative IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.finding IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.first_date IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.last_date IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.statute IS 'As in report.aggregation.';

COMMENT ON COLUMN ledger.aggregation_line.event_ids IS 'As in report.aggregation.';

CREATE FUNCTION ledger.aggregation_of(base bigint, events uuid[], disclosures uuid[], keys text[]) RETURNS SETOF ledger.aggregation_line
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
declare
    -- Addresses are read as they were then.
    moment bigint := case when keys is null then report.moment() else base end;
begin
    if keys is null and cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    -- How many events there are is not foreseen: nothing is joined here that loops would join badly where they are many.
    return query
    with changed as materialized (
        select c.sign, (c.fact).event_id, (c.fact).state, (c.fact).employer, (c.fact).employer_key, (c.fact).city, (c.fact).county,
            (c.fact).effective_start, (c.fact).notice_date, (c.fact).event_type, (c.fact).workers_counted, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    ),
    fact as (
        select f.event_id, f.state, f.employer, f.employer_key, f.city, f.county, f.effective_start, f.notice_date, f.event_type, f.workers_counted, f.counted
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
        union all
        select c.event_id, c.state, c.employer, c.employer_key, c.city, c.county, c.effective_start, c.notice_date, c.event_type, c.workers_counted, c.counted
        from changed c
        where c.sign = 1
    ),
    loss as (
        select f.event_id, f.state, f.employer, f.employer_key, coalesce(f.city, f.county) as place, coalesce(f.effective_start, f.notice_date) as loss_date,
            case f.event_type when 'closure' then 'closure' else 'layoff' end as event_type, f.workers_counted as workers
        from fact f
        where f.counted and f.workers_counted > 0 and f.workers_counted < (select max(r.threshold) from ledger.aggregation_rule r)
            and (f.event_type is null or f.event_type in ('closure', 'layoff'))
    ),
    -- Folding a name costs more than all else; most employers have too few such events in a state to cross anything together.
    folded as materialized (
        select l.*, ledger.name_key(l.place) as place_key
        from (
            select f.*, count(*) over in_state as losses, sum(f.workers) over in_state as most
            from loss f
            window in_state as (partition by f.employer_key, f.state)
        ) l
        where l.losses > 1 and l.most >= (select min(r.threshold) from ledger.aggregation_rule r)
    ),
    -- What crosses alone needs notice alone, and is not counted with others (29 U.S.C. 2102(d)).
    small as (
        select l.*, r.jurisdiction, r.threshold, r.share_pct, r.threshold_alternative, r.statute,
            case r.counted_over when 'all_sites' then '' else l.place_key end as site_key,
            case r.counted_over when 'all_sites' then 'all sites' else l.place end as site, r.counted_over
        from folded l
        join ledger.aggregation_rule r on r.jurisdiction in ('US', l.state) and r.event_type = l.event_type
            and l.loss_date between r.valid_from and coalesce(r.valid_to, 'infinity')
        where l.loss_date is not null and l.workers < r.threshold and r.days = 90 and (r.counted_over = 'all_sites' or l.place_key <> '')
    ),
    crossing as (
        select m.*, count(*) over same_city as beside, max(m.within_days) over same_city as most_together
        from (
            select n.*, sum(n.workers) over (
                partition by n.employer_key, n.site_key, n.state, n.event_type, n.jurisdiction, n.statute order by n.loss_date - date '2000-01-01'
                range between current row and 89 following) as within_days
            from small n
        ) m
        -- The keys that differ most come first: what is sorted by them is compared least.
        window same_city as (partition by m.employer_key, m.site_key, m.state, m.event_type, m.jurisdiction, m.statute)
    ),
    -- The address of the event's first notice, of those that cross with others of their city.
    addressed as materialized (
        select c.*, case c.counted_over when 'each_site' then (
                -- What does not begin with a number has no key, and is asked for none: folding costs more than reading.
                select case when ltrim(f.location) ~ '^[0-9]' then ledger.street_key(f.location) end
                from ledger.filing f
                where f.disclosure_id = c.event_id and f.position <= moment
                order by f.version desc
                limit 1)
            end as street
        from crossing c
        where c.beside > 1 and c.most_together >= c.threshold
    ),
    -- Who tells no address may be at any of the city's that are told.
    sited as (
        select a.event_id, a.state, a.employer, a.employer_key, a.loss_date, a.event_type, a.workers, a.jurisdiction, a.threshold, a.share_pct,
            a.threshold_alternative, a.statute, a.site_key, a.site, a.street,
            unnest(case when a.street is null and a.streets is not null then array(select distinct x.street from unnest(a.streets) x (street))
                else array[a.street] end) as street_key
        from (
            select d.*, array_agg(d.street) filter (where d.street is not null) over (
                partition by d.employer_key, d.site_key, d.state, d.event_type, d.jurisdiction, d.statute) as streets
            from addressed d
        ) a
    ),
    period as (
        select s.*, max(s.street) over following as address, sum(s.workers) over following as together, count(*) over following as losses,
            max(s.workers) over following as largest, max(s.loss_date) over following as until,
            array_agg(row(s.loss_date, s.event_id)) over following as members
        from (
            select m.*, m.loss_date - date '2000-01-01' as day
            from sited m
            -- As the windows need them, this one and that of the longest: sorted once.
            order by m.employer_key, m.site_key, m.state, m.event_type, m.jurisdiction, m.statute, m.street_key, m.loss_date - date '2000-01-01', m.event_id
        ) s
        window following as (
            partition by s.employer_key, s.site_key, s.state, s.event_type, s.jurisdiction, s.statute, s.street_key order by s.day
            range between current row and 89 following)
    ),
    -- Of periods that lie within each other the longest: it reaches further than the one that began before it.
    longest as (
        select p.*,
            lag(p.until) over (
                partition by p.employer_key, p.site_key, p.state, p.event_type, p.jurisdiction, p.statute, p.street_key order by p.day, p.event_id
            ) as reached
        from period p
    )
    select distinct null::bigint, base, l.employer_key, l.state, l.employer, l.site, l.address, l.jurisdiction, l.event_type, l.losses::integer,
        l.together::integer, l.largest, l.threshold, l.share_pct, l.threshold_alternative,
        case
            when l.share_pct is null then 'crosses'
            when l.together >= l.threshold_alternative then 'crosses'
            else 'crosses_if_share'
        end,
        l.loss_date, l.until, l.statute,
        (select string_agg(m.event_id::text, ' ' order by m.loss_date, m.event_id) from unnest(l.members) m (loss_date date, event_id uuid))
    from longest l
    where l.losses > 1 and l.together >= l.threshold and (l.reached is null or l.until > l.reached)
    union all
    select distinct null::bigint, base, c.employer_key, null, null, null, null, null, null, 0, null::integer, null::integer, null::integer, null::integer,
        null::integer, null, null::date, null::date, null, null
    from changed c
    where base is not null;
end
$$;

ALTER FUNCTION ledger.aggregation_of(base bigint, events uuid[], disclosures uuid[], keys text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.aggregation_of(base bigint, events uuid[], disclosures uuid[], keys text[]) IS 'Lines of employers whose small layoffs cross a threshold together, as the facts settled at base have them. Of those keys; null: of the employers that a tail touches, without these events and with what these disclosures fold to in their place, and one line with no events for each of them. With nulls: of all, folded anew. A migration that changes it, ledger.name_key or ledger.street_key calls ledger.fill_aggregation().';

CREATE FUNCTION ledger.amended_head(entry jsonb) RETURNS ledger.filing
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    form text := entry ->> 'form_type';
    amends text := entry ->> 'amends_accession_no';
    head ledger.filing;
    newest text;
begin
    select f.* into head from ledger.filing f where f.accession_no = amends and f.form_type not like 'OBS%';
    if not found or (form like 'Q%') <> (head.form_type like 'Q%') or head.filer_no <> coalesce((entry ->> 'filer_no')::bigint, head.filer_no) then
        raise exception 'there is no employer''s filing % that form % can follow', amends, form
            using errcode = 'WR104', hint = 'Look its number up with warnctl history.';
    end if;
    select f.accession_no into newest from ledger.filing f where f.disclosure_id = head.disclosure_id order by f.version desc limit 1;
    if newest <> amends then
        raise exception 'filing % is no longer the head of its chain: % is', amends, newest
            using errcode = 'WR105', detail = newest, hint = format('Look at %s, and amend that.', newest);
    end if;
    if head.form_type = 'N/W' and not (form = 'N/A' and entry ->> 'amendment_reason' is not distinct from 'reinstated') then
        raise exception 'filing % withdrew its disclosure', amends
            using errcode = 'WR107', hint = 'A withdrawn disclosure is opened again by an amendment with the reason reinstated.';
    end if;
    if exists (select from ledger.supersession s where s.supersedes_disclosure_id = head.disclosure_id) then
        raise exception 'filing % is of a disclosure that another one supersedes', amends
            using errcode = 'WR107', hint = 'Amend the notice that superseded it.';
    end if;
    return head;
end
$$;

ALTER FUNCTION ledger.amended_head(entry jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.amended_head(entry jsonb) IS 'The filing that an entry amends: the head of an open chain. Called under the log''s lock. Errors: WR104 no such filing, WR105 stale head (detail: the head), WR107 closed.';

CREATE FUNCTION ledger.announce(first_position bigint, last_position bigint, kind text, source_id text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select pg_notify('warn_register', jsonb_strip_nulls(jsonb_build_object(
        'first', first_position, 'position', last_position, 'entries', last_position - first_position + 1,
        'kind', kind, 'source', source_id))::text)
$$;

ALTER FUNCTION ledger.announce(first_position bigint, last_position bigint, kind text, source_id text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.announce(first_position bigint, last_position bigint, kind text, source_id text) IS 'Tells listeners of channel warn_register, at this transaction''s commit, which positions it took.';

CREATE FUNCTION ledger.announce_submission() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    perform pg_notify('warn_inbox', '');
    return null;
end
$$;

ALTER FUNCTION ledger.announce_submission() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.announce_submission() IS 'Trigger of the inbox: wakes the desk, which listens to channel warn_inbox.';

CREATE FUNCTION ledger.applies(mass_layoff text, covered_employer text, rescinded boolean, non_warn boolean) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (rescinded OR non_warn OR (mass_layoff = 'no'::text) OR (covered_employer = 'no'::text)) THEN 'no'::text WHEN ((mass_layoff = 'yes'::text) AND (covered_employer = 'yes'::text)) THEN 'yes'::text ELSE 'unknown'::text END;

ALTER FUNCTION ledger.applies(mass_layoff text, covered_employer text, rescinded boolean, non_warn boolean) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.applies(mass_layoff text, covered_employer text, rescinded boolean, non_warn boolean) IS 'Whether the draft 29 U.S.C. 2102(e) would apply to an event: yes, no or unknown.';

CREATE FUNCTION ledger.break_settlement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    -- A settling that is under way sees it, or its lines are seen here.
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    if tg_table_name = 'placement' then
        insert into ledger.event_touch (after_settlement, disclosure_id)
        select distinct (select max(s.number) from ledger.settlement s), n.disclosure_id
        from entered e
        join ledger.event_line n on n.place_mark = substring(e.statement_sha256 for 8);
    else
        insert into ledger.event_touch (after_settlement, disclosure_id)
        select distinct (select max(s.number) from ledger.settlement s), n.disclosure_id
        from entered e
        join ledger.event_line n on n.industry_mark = substring(e.statement_sha256 for 8);
    end if;
    return null;
end
$$;

ALTER FUNCTION ledger.break_settlement() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.break_settlement() IS 'Trigger: what was settled before does not know this; the disclosures that state it are to be folded again.';

CREATE FUNCTION ledger.breaks() RETURNS TABLE(code text, subject text, "position" bigint, message text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
    select * from ledger.changed_rows(0, 9223372036854775807)
    union all
    select * from ledger.breaks_but_rows()
$$;

ALTER FUNCTION ledger.breaks() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.breaks() IS 'Whatever does not fit: changed, removed or added rows, gaps, broken chains, changed bytes. Empty when the ledger is whole. Private parts: ledger.private_breaks.';

CREATE FUNCTION ledger.breaks_but_rows() RETURNS TABLE(code text, subject text, "position" bigint, message text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
    select 'changed_payload', f.accession_no, f.position, 'its payload does not have the digest that was recorded'
    from ledger.filing f where sha256(f.payload) <> f.payload_sha256
    union all
    select 'broken_chain', f.accession_no, f.position, 'its chain digest is not that of its own values'
    from ledger.filing f
    where ledger.chain_sha256(
        f.disclosure_id, f.version, f.form_type, f.accession_no, f.previous_chain_sha256, f.payload_sha256, f.detail_sha256) <> f.chain_sha256
    union all
    select 'gap', l.position::text, l.position, format('position %s follows %s', l.position, coalesce(l.before, 0))
    from (select g.position, lag(g.position) over (order by g.position) as before from ledger.log g) l
    where l.position <> coalesce(l.before, 0) + 1
    union all
    select 'time_runs_backwards', l.position::text, l.position, format('position %s is dated before the position before it', l.position)
    from (select g.position, g.entry_at, lag(g.entry_at) over (order by g.position) as before from ledger.log g) l
    where l.entry_at < l.before
    union all
    select case when f.accession_no is null then 'removed_row' else 'changed_row' end, l.subject, l.position,
        case when f.accession_no is null then 'the log names this filing, and it is not there' else 'the log has another digest or place for this filing' end
    from ledger.log l
    left join ledger.filing f on f.accession_no = l.subject
    where l.kind = 'filing'
        and (f.accession_no is null or f.chain_sha256 <> l.content_sha256 or f.position <> l.position or f.accepted_at <> l.entry_at)
    union all
    select 'added_row', f.accession_no, f.position, 'this filing has no entry in the log'
    from ledger.filing f
    where not exists (select from ledger.log l where l.position = f.position and l.kind = 'filing' and l.subject = f.accession_no)
    union all
    select * from ledger.broken_sets()
$$;

ALTER FUNCTION ledger.breaks_but_rows() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.breaks_but_rows() IS 'Whatever does not fit, but for what ledger.changed_rows names: removed or added rows, gaps, broken chains, changed bytes. For the owner''s eyes, it compares private snapshots too, and shows digests only.';

CREATE FUNCTION ledger.broken_sets() RETURNS TABLE(code text, subject text, "position" bigint, message text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
    select 'broken_chain', f.accession_no, f.position, format('version %s of its disclosure is missing or has another digest than it names', f.version - 1)
    from ledger.filing f
    left join ledger.filing p on p.disclosure_id = f.disclosure_id and p.version = f.version - 1
    where f.version > 1 and p.chain_sha256 is distinct from f.previous_chain_sha256
    union all
    select 'gap', f.accession_no, f.position, format('sequence %s of its filer and year follows %s', f.accession_sequence, coalesce(f.before, 0))
    from (
        select n.accession_no, n.position, n.accession_sequence,
            lag(n.accession_sequence) over (partition by n.filer_no, n.accession_year order by n.accession_sequence) as before
        from ledger.filing n
    ) f
    where f.accession_sequence <> coalesce(f.before, 0) + 1
    union all
    select case when e.digest is null then 'removed_row' else 'changed_row' end, l.kind || ' ' || l.subject, l.position,
        case when e.digest is null then 'the log names this entry, and it is not there' else 'the entry does not have the digest the log names' end
    from ledger.log l
    left join ledger.entry e on e.position = l.position and e.kind = l.kind
    where l.kind <> 'filing' and e.digest is distinct from l.content_sha256
    union all
    select 'added_row', e.kind || ' at ' || e.position, e.position, 'this entry is not in the log'
    from ledger.entry e
    where not exists (select from ledger.log l where l.position = e.position and l.kind = e.kind)
    union all
    select 'changed_row', 'run ' || r.run_id, coalesce(r.position, r.after_position), format('it rejected %s rows, and %s rejections are there', r.rejected, count(j.seq))
    from ledger.run r left join ledger.rejection j on j.run_id = r.run_id
    group by r.run_id having count(j.seq) <> r.rejected
    union all
    select 'changed_bytes', encode(b.sha256, 'hex'), null, 'the bytes of this snapshot do not have its digest'
    from ledger.snapshot_body b where sha256(b.body) <> b.sha256
    union all
    select 'removed_bytes', encode(s.sha256, 'hex'), null, 'the bytes of this snapshot are gone, and no takedown says so'
    from ledger.snapshot s
    where not exists (select from ledger.snapshot_body b where b.sha256 = s.sha256)
        and not exists (select from ledger.takedown t where t.kind = 'snapshot' and t.subject = encode(s.sha256, 'hex'))
$$;

ALTER FUNCTION ledger.broken_sets() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.broken_sets() IS 'What does not fit between rows: versions without the one before, gaps in a filer''s sequence, entries other than filings, tallies of runs, bytes of snapshots. Part of ledger.breaks_but_rows; filings and the log itself warnctl verify recomputes by itself.';

CREATE FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to((((((((((((((('warn-register filing 1'::text || '
'::text) || (disclosure_id)::text) || '
'::text) || (version)::text) || '
'::text) || form_type) || '
'::text) || accession_no) || '
'::text) || COALESCE(encode(previous_chain_sha256, 'hex'::text), '-'::text)) || '
'::text) || encode(payload_sha256, 'hex'::text)) || '
'::text) || encode(detail_sha256, 'hex'::text)), 'UTF8'::name));

ALTER FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) IS 'Chain digest of a filing: SHA-256 over eight lines joined by line feeds, without one at the end: "warn-register filing 1", disclosure, version, form, accession number, the previous chain digest in hexadecimal or "-", the payload''s digest, the detail''s digest.';

CREATE FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) RETURNS TABLE(code text, subject text, "position" bigint, message text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET bytea_output TO 'hex'
    SET work_mem TO '64MB'
    SET jit TO 'off'
    AS $$
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

ALTER FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) IS 'Filings between two positions whose row or parts do not have the digest that was recorded. Several ranges are looked through at once.';

CREATE FUNCTION ledger.claim_submissions(most integer) RETURNS TABLE(submission_id uuid, received_at timestamp with time zone, key_id text, signature bytea, payload bytea, private_parts jsonb, decision text, is_decided boolean, accepted_before text, filer_no bigint, public_key bytea, valid_from timestamp with time zone, revoked_at timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query
    with claimed as materialized (
        select i.*
        from ledger.inbox i
        left join ledger.hold h on h.submission_id = i.submission_id
        left join ledger.hold_decision d on d.submission_id = i.submission_id
        where h.submission_id is null or d.submission_id is not null
        order by i.seq
        limit most
        for update of i skip locked
    )
    select i.submission_id, i.received_at, i.key_id, i.signature, i.payload, i.private_parts, d.decision,
        exists (select from ledger.submission s where s.submission_id = i.submission_id),
        (select f.accession_no from ledger.filing f where f.payload_sha256 = sha256(i.payload) and f.form_type not like 'OBS%' limit 1),
        k.filer_no, k.public_key, k.valid_from, r.revoked_at
    from claimed i
    left join ledger.hold_decision d on d.submission_id = i.submission_id
    left join ledger.filer_key k on k.key_id = i.key_id
    left join ledger.key_revocation r on r.key_id = i.key_id
    order by i.seq;
end
$$;

ALTER FUNCTION ledger.claim_submissions(most integer) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.claim_submissions(most integer) IS 'The oldest submissions that the desk has to decide, with what the ledger knows of each; no other desk is given them until the transaction ends. Held ones come when a person has settled them.';

CREATE FUNCTION ledger.close_import() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
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

ALTER FUNCTION ledger.close_import() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.close_import() IS 'Ends an accepted run: its filings are as many as were announced, and the run itself enters the log after them.';

CREATE FUNCTION ledger.columns_of(filing ledger.filing) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
    select jsonb_strip_nulls((to_jsonb(filing) - '{accession_no,filer_no,accession_year,accession_sequence,disclosure_id,version,form_type,position,accepted_at,received_at,payload,payload_sha256,content_sha256,previous_chain_sha256,detail_sha256,chain_sha256,run_id,snapshot_sha256,row,locator,reading_version,amendment_reason,changed_fields}'::text[])
        || ledger.filing_parts(filing.accession_no, filing.position))
$$;

ALTER FUNCTION ledger.columns_of(filing ledger.filing) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.columns_of(filing ledger.filing) IS 'What a filing says, with its parts, so that a withdrawal can repeat it.';

CREATE FUNCTION ledger.covered_employer(employees integer, notice_workers bigint) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN ((employees >= 100) OR (notice_workers >= 100)) THEN 'yes'::text WHEN (employees < 100) THEN 'no'::text ELSE 'unknown'::text END;

ALTER FUNCTION ledger.covered_employer(employees integer, notice_workers bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.covered_employer(employees integer, notice_workers bigint) IS 'Whether the employer has 100 employees or more, 29 U.S.C. 2101(a)(1): yes, no or unknown. Arguments as in report.event_sizes.';

CREATE FUNCTION ledger.dates_conflict(notice_date date, notice_date_kind text, effective_start date) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    RETURN COALESCE(((notice_date_kind IS DISTINCT FROM 'inferred'::text) AND (((effective_start - notice_date) < 0) OR ((effective_start - notice_date) > 400))), false);

ALTER FUNCTION ledger.dates_conflict(notice_date date, notice_date_kind text, effective_start date) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.dates_conflict(notice_date date, notice_date_kind text, effective_start date) IS 'Whether the stated dates are more than 400 days apart, or the first day is before the notice.';

CREATE FUNCTION ledger.dates_of_counties(base bigint, touched uuid[], states text[], counties text[]) RETURNS TABLE(state text, county_fips text, first_date date, last_date date)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 2000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
    select k.state, k.county_fips,
        (
            select f.notice_date
            from ledger.event_fact f
            where coalesce(f.state, '') = k.state and coalesce(f.county_fips, '') = k.county_fips and f.notice_date is not null
                and f.counted and f.position <= base and f.event_id <> all (touched)
                and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
            order by f.notice_date
            limit 1
        ),
        (
            select f.notice_date
            from ledger.event_fact f
            where coalesce(f.state, '') = k.state and coalesce(f.county_fips, '') = k.county_fips and f.notice_date is not null
                and f.counted and f.position <= base and f.event_id <> all (touched)
                and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
            order by f.notice_date desc
            limit 1
        )
    from unnest(states, counties) k (state, county_fips)
$$;

ALTER FUNCTION ledger.dates_of_counties(base bigint, touched uuid[], states text[], counties text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.dates_of_counties(base bigint, touched uuid[], states text[], counties text[]) IS 'First and last notice date of the counted events of some jurisdictions'' counties as they are settled at that position, but for those touched, the last two arrays together; null where there is none. Without a county, which is '''' here: of what is in none.';

CREATE FUNCTION ledger.dates_of_sectors(base bigint, touched uuid[], sectors text[]) RETURNS TABLE(sector text, first_date date, last_date date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 20
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
begin
    return query
    select k.sector, d.first_date, d.last_date
    from unnest(sectors) k (sector)
    cross join lateral (
        select min(f.notice_date) as first_date, max(f.notice_date) as last_date
        from ledger.event_fact f
        where coalesce(f.sector, '') = coalesce(k.sector, '') and f.counted and f.position <= base and f.event_id <> all (touched)
            and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    ) d;
end
$$;

ALTER FUNCTION ledger.dates_of_sectors(base bigint, touched uuid[], sectors text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.dates_of_sectors(base bigint, touched uuid[], sectors text[]) IS 'The same of some sectors; null: of what is of none.';

CREATE FUNCTION ledger.dates_of_states(base bigint, touched uuid[], states text[]) RETURNS TABLE(state text, first_date date, last_date date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 50
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
begin
    return query
    select k.state, d.first_date, d.last_date
    from unnest(states) k (state)
    cross join lateral (
        select min(f.notice_date) as first_date, max(f.notice_date) as last_date
        from ledger.event_fact f
        where f.state = k.state and f.counted and f.position <= base and f.event_id <> all (touched)
            and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    ) d
    where k.state is not null
    union all
    select null, d.first_date, d.last_date
    from (
        select min(f.notice_date) as first_date, max(f.notice_date) as last_date
        from ledger.event_fact f
        where f.state is null and f.counted and f.position <= base and f.event_id <> all (touched)
            and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    ) d
    where array_position(states, null) is not null;
end
$$;

ALTER FUNCTION ledger.dates_of_states(base bigint, touched uuid[], states text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.dates_of_states(base bigint, touched uuid[], states text[]) IS 'First and last notice date of the counted events of some jurisdictions as they are settled at that position, but for those touched; null where there is none. Null for a jurisdiction: of those of none.';

CREATE FUNCTION ledger.decide_together(decisions jsonb) RETURNS TABLE(submission_id uuid, receipt jsonb)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, YMD'
    SET bytea_output TO 'hex'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    AS $_$
#variable_conflict use_column
declare
    accepted jsonb := jsonb_path_query_array(decisions, '$[*] ? (@.outcome == "accepted")');
    taken record;
    year integer;
    amount bigint;
begin
    insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer, handed_in_by)
    select i.submission_id, i.received_at, i.key_id, sha256(i.payload), 'rejected', d.codes, convert_to(d.answer, 'UTF8'), i.handed_in_by
    from jsonb_to_recordset(decisions) d (submission_id uuid, outcome text, codes text[], answer text)
    join ledger.inbox i on i.submission_id = d.submission_id
    where d.outcome = 'rejected'
    on conflict do nothing;

    insert into ledger.hold (submission_id, codes, answer)
    select i.submission_id, d.codes, convert_to(d.answer, 'UTF8')
    from jsonb_to_recordset(decisions) d (submission_id uuid, outcome text, codes text[], answer text)
    join ledger.inbox i on i.submission_id = d.submission_id
    where d.outcome = 'held'
    on conflict do nothing;

    if jsonb_array_length(accepted) > 0 then
        -- As every writer takes the log's lock: what is checked from here on holds until the commit.
        select t.first_position, t.entry_at into taken from ledger.take_positions(jsonb_array_length(accepted)) t;
        year := extract(year from taken.entry_at);
        return query
        with said as (
            select d.seq, (d.item ->> 'submission_id')::uuid as submission_id, d.item -> 'entry' as entry, d.item -> 'codes' as codes,
                d.item ->> 'answer' as answer, d.item -> 'entry' ->> 'form_type' as form,
                d.item -> 'entry' ->> 'amends_accession_no' as amends, (d.item -> 'entry' ->> 'filer_no')::bigint as filer_no
            from jsonb_array_elements(accepted) with ordinality d (item, seq)
        ),
        -- What ledger.accept, ledger.file and ledger.amended_head look at; what does not pass is left to them, and they say why.
        fit as materialized (
            select s.*, i.payload, i.private_parts, i.key_id, i.signature, i.handed_in_by, r.received_at, c.payload_sha256, h.row as head
            from said s
            join ledger.inbox i on i.submission_id = s.submission_id
            join ledger.filer_key k on k.key_id = i.key_id and k.filer_no = s.filer_no
            left join ledger.key_revocation v on v.key_id = i.key_id
            left join lateral (select f as row from ledger.filing f where f.accession_no = s.amends limit 1) h on true
            cross join lateral (select coalesce((s.entry ->> 'received_at')::timestamptz, i.received_at) as received_at) r
            cross join lateral (select sha256(i.payload) as payload_sha256 offset 0) c
            where s.form in ('N', 'N/A', 'N/P', 'N/W', 'X') and (s.form = 'X' or (s.form = 'N') = (s.amends is null))
                and r.received_at >= k.valid_from and (v.revoked_at is null or r.received_at < v.revoked_at)
                and convert_from(i.payload, 'UTF8')::jsonb ->> 'supersedes_disclosure_id' is null
                and (select d.outcome from ledger.submission d where d.submission_id = i.submission_id) is null
                and (
                    select f.position from ledger.filing f where f.payload_sha256 = c.payload_sha256 and f.form_type not like 'OBS%' limit 1
                ) is null
                and (s.amends is null or (
                    (h.row).form_type not like 'OBS%' and (h.row).form_type not like 'Q%' and (h.row).filer_no = s.filer_no
                    and ((h.row).form_type <> 'N/W' or (s.form = 'N/A' and s.entry ->> 'amendment_reason' is not distinct from 'reinstated'))
                    and (
                        select n.position from ledger.filing n
                        where n.disclosure_id = (h.row).disclosure_id and n.version > (h.row).version limit 1
                    ) is null
                    and (
                        select p.accession_no from ledger.supersession p where p.supersedes_disclosure_id = (h.row).disclosure_id
                    ) is null))
        ),
        -- Of equal bytes, and of amendments of one filing, the first.
        placed as materialized (
            select n.*, taken.first_position - 1 + row_number() over (order by n.seq) as position,
                coalesce((
                    select f.accession_sequence from ledger.filing f
                    where f.filer_no = n.filer_no and f.accession_year = year
                    order by f.accession_sequence desc limit 1), 0) + row_number() over (partition by n.filer_no order by n.seq) as sequence,
                coalesce((n.head).disclosure_id, gen_random_uuid()) as disclosure_id
            from (
                select f.*, row_number() over (partition by f.payload_sha256 order by f.seq) as same_bytes,
                    row_number() over (partition by coalesce(f.amends, f.submission_id::text) order by f.seq) as same_head
                from fit f
            ) n
            where n.same_bytes = 1 and n.same_head = 1
        ),
        numbered as materialized (
            select p.*, ledger.accession_no(p.filer_no, year, p.sequence, 6) as accession_no,
                -- A withdrawal repeats what it withdraws, a denial all but the answers on AI.
                case
                    when p.form = 'N/W' then ledger.columns_of(p.head) || '{"rescinded": true}'
                        || jsonb_strip_nulls(jsonb_build_object('warnings', p.entry -> 'columns' -> 'warnings'))
                    when p.form = 'X' and p.amends is not null then ledger.columns_of(p.head) || jsonb_strip_nulls(jsonb_build_object(
                        'warnings', p.entry -> 'columns' -> 'warnings', 'attributions', p.entry -> 'columns' -> 'attributions'))
                    else p.entry -> 'columns'
                end as columns
            from placed p
        ),
        -- The rows of each part as they are digested, and written from there.
        described as materialized (
            select n.submission_id, n.payload, n.codes, n.answer, n.handed_in_by, n.key_id, n.signature, n.received_at, n.private_parts, n.amends,
                n.accession_no,
                jsonb_populate_record(null::ledger.filing, n.columns || jsonb_build_object(
                    'accession_no', n.accession_no, 'filer_no', n.filer_no, 'accession_year', year, 'accession_sequence', n.sequence,
                    'disclosure_id', n.disclosure_id, 'version', coalesce((n.head).version, 0) + 1, 'form_type', n.form,
                    'position', n.position, 'accepted_at', taken.entry_at, 'received_at', least(n.received_at, taken.entry_at),
                    'payload_sha256', n.payload_sha256, 'previous_chain_sha256', (n.head).chain_sha256,
                    'amendment_reason', n.entry ->> 'amendment_reason', 'changed_fields', coalesce(n.entry -> 'changed_fields', '[]'),
                    'employer_key', ledger.name_key(n.columns ->> 'employer'))) as row,
                (
                    select jsonb_agg(to_jsonb(s) order by e.seq)
                    from jsonb_array_elements(n.columns -> 'sites') with ordinality e (site, seq)
                    cross join lateral jsonb_populate_record(
                        null::ledger.filing_site, e.site || jsonb_build_object('accession_no', n.accession_no, 'seq', e.seq)) s
                ) as sites,
                (
                    select jsonb_agg(to_jsonb(p) order by e.seq)
                    from jsonb_array_elements(n.columns -> 'phases') with ordinality e (phase, seq)
                    cross join lateral jsonb_populate_record(
                        null::ledger.filing_phase, e.phase || jsonb_build_object('accession_no', n.accession_no, 'seq', e.seq)) p
                ) as phases,
                (
                    select jsonb_agg(to_jsonb(a) order by e.seq)
                    from jsonb_array_elements(n.columns -> 'attributions') with ordinality e (answer, seq)
                    cross join lateral jsonb_populate_record(
                        null::ledger.attribution, '{"ai_type": []}' || jsonb_strip_nulls(e.answer)
                            || jsonb_build_object('accession_no', n.accession_no, 'position', n.position, 'seq', e.seq)) a
                ) as attributions,
                (
                    select jsonb_agg(jsonb_build_object(
                        'accession_no', n.accession_no, 'name', p.name, 'salted_sha256', sha256(p.salt || p.body)) order by p.name)
                    from jsonb_to_recordset(n.private_parts) p (name text, salt bytea, body bytea)
                ) as private
            from numbered n
        ),
        detailed as materialized (
            select d.*, sha256(convert_to(ledger.detail_text(
                d.row, jsonb_strip_nulls(d.sites), jsonb_strip_nulls(d.phases), jsonb_strip_nulls(d.attributions), d.private::text,
                jsonb_build_object('accession_no', d.accession_no, 'key_id', d.key_id, 'signature', d.signature), null, null), 'UTF8'))
                as detail_sha256
            from described d
        ),
        chained as materialized (
            select d.*, ledger.chain_sha256(
                (d.row).disclosure_id, (d.row).version, (d.row).form_type, d.accession_no, (d.row).previous_chain_sha256,
                (d.row).payload_sha256, d.detail_sha256) as chain_sha256
            from detailed d
        ),
        opened as (
            insert into ledger.disclosure (disclosure_id, origin, state, filer_no, position)
            select (d.row).disclosure_id, 'employer', (d.row).state, (d.row).filer_no, (d.row).position
            from described d where d.amends is null
        ),
        site as (
            insert into ledger.filing_site (accession_no, seq, street, city, county, county_fips, state, zip, workers)
            select s.accession_no, s.seq, s.street, s.city, s.county, s.county_fips, s.state, s.zip, s.workers
            from described d cross join lateral jsonb_populate_recordset(null::ledger.filing_site, d.sites) s
        ),
        phase as (
            insert into ledger.filing_phase (accession_no, seq, phase_date, workers)
            select p.accession_no, p.seq, p.phase_date, p.workers
            from described d cross join lateral jsonb_populate_recordset(null::ledger.filing_phase, d.phases) p
        ),
        answered as (
            insert into ledger.attribution (
                position, seq, accession_no, tier, regime, standard, answer, label, technology, quote, quote_start, quote_end, text_sha256,
                rule, phrasebook, pct, count, usage_text, ai_type, upskilling_text, status)
            select a.position, a.seq, a.accession_no, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.quote_start,
                a.quote_end, a.text_sha256, a.rule, a.phrasebook, a.pct, a.count, a.usage_text, a.ai_type, a.upskilling_text, a.status
            from described d cross join lateral jsonb_populate_recordset(null::ledger.attribution, d.attributions) a
        ),
        sealed as (
            insert into ledger.private_document (accession_no, name, salted_sha256)
            select p.accession_no, p.name, p.salted_sha256
            from described d cross join lateral jsonb_populate_recordset(null::ledger.private_document, d.private) p
        ),
        kept as (
            insert into ledger.private_body (accession_no, name, salt, body)
            select d.accession_no, p.name, p.salt, p.body
            from described d cross join lateral jsonb_to_recordset(d.private_parts) p (name text, salt bytea, body bytea)
        ),
        signed as (
            insert into ledger.filing_signature (accession_no, key_id, signature)
            select d.accession_no, d.key_id, d.signature from described d
        ),
        filed as (
            insert into ledger.filing (
                accession_no, filer_no, accession_year, accession_sequence, disclosure_id, version, form_type, position, accepted_at,
                received_at, payload, payload_sha256, previous_chain_sha256, detail_sha256, chain_sha256, amendment_reason, changed_fields,
                warnings, state, employer, employer_key, dba, notice_date, notice_date_kind, received_date, posted_date, effective_start,
                effective_end, effective_precision, effective_approximate, workers, workers_least, workers_most, workers_total,
                workers_scope, workers_approximate, event_type, temporary, amendment, rescinded, conditional, act, city, county, zip,
                location, naics, industry, "union", reason, reasons, letter_url, state_number)
            select
                (d.row).accession_no, (d.row).filer_no, (d.row).accession_year, (d.row).accession_sequence, (d.row).disclosure_id,
                (d.row).version, (d.row).form_type, (d.row).position, (d.row).accepted_at, (d.row).received_at, d.payload,
                (d.row).payload_sha256, (d.row).previous_chain_sha256, d.detail_sha256, d.chain_sha256, (d.row).amendment_reason,
                (d.row).changed_fields, (d.row).warnings, (d.row).state, (d.row).employer, (d.row).employer_key, (d.row).dba,
                (d.row).notice_date, (d.row).notice_date_kind, (d.row).received_date, (d.row).posted_date, (d.row).effective_start,
                (d.row).effective_end, (d.row).effective_precision, (d.row).effective_approximate, (d.row).workers, (d.row).workers_least,
                (d.row).workers_most, (d.row).workers_total, (d.row).workers_scope, (d.row).workers_approximate, (d.row).event_type,
                (d.row).temporary, (d.row).amendment, (d.row).rescinded, (d.row).conditional, (d.row).act, (d.row).city, (d.row).county,
                (d.row).zip, (d.row).location, (d.row).naics, (d.row).industry, (d.row)."union", (d.row).reason, (d.row).reasons,
                (d.row).letter_url, (d.row).state_number
            from chained d
        ),
        logged as (
            insert into ledger.log (position, kind, subject, content_sha256, entry_at)
            select (d.row).position, 'filing', d.accession_no, d.chain_sha256, taken.entry_at from chained d
        ),
        decided as (
            insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer, accession_no, handed_in_by)
            select d.submission_id, d.received_at, d.key_id, (d.row).payload_sha256, 'accepted',
                array(select jsonb_array_elements_text(d.codes)), convert_to(d.answer, 'UTF8'), d.accession_no, d.handed_in_by
            from described d
        )
        select d.submission_id, jsonb_build_object(
            'accession_no', d.accession_no, 'disclosure_id', (d.row).disclosure_id, 'form_type', (d.row).form_type,
            'position', (d.row).position, 'payload_sha256', encode((d.row).payload_sha256, 'hex'),
            'chain_sha256', encode(d.chain_sha256, 'hex'), 'accepted_at', to_char(taken.entry_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        from chained d;
        get diagnostics amount = row_count;
        if amount > 0 then
            perform ledger.announce(taken.first_position, taken.first_position + amount - 1, 'filing', null);
        end if;
    end if;

    -- Those that were decided before and handed in again go, too: their first receipt holds.
    delete from ledger.inbox i
    using jsonb_to_recordset(decisions) d (submission_id uuid)
    where i.submission_id = d.submission_id
        and (select s.outcome from ledger.submission s where s.submission_id = i.submission_id) is not null;
end
$_$;

ALTER FUNCTION ledger.decide_together(decisions jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.decide_together(decisions jsonb) IS 'Decides submissions of the inbox in one transaction and gives the receipts of those that became filings. decisions: [{submission_id, outcome: accepted, held, rejected or decided (before, and handed in again), entry: as for ledger.accept, codes, answer}]. One that is to be accepted and has no receipt was not decided, and nothing of it is kept: ledger.accept decides it alone. Those are what fails a check, quarters, and what supersedes another disclosure. An error decides none.';

CREATE FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) RETURNS text
    LANGUAGE sql STABLE
    RETURN (('{'::text || concat_ws(', '::text, ('"act": '::text || to_json((f).act)), ('"dba": '::text || to_json((f).dba)), ('"row": '::text || (f)."row"), ('"zip": '::text || to_json((f).zip)), ('"city": '::text || to_json((f).city)), ('"naics": '::text || to_json((f).naics)), ('"sites": '::text || (sites)::text), ('"state": '::text || to_json((f).state)), ('"union": '::text || to_json((f)."union")), ('"county": '::text || to_json((f).county)), ('"phases": '::text || (phases)::text), ('"reason": '::text || to_json((f).reason)), ('"run_id": '::text || (f).run_id), ('"impacts": '::text || (impacts)::text), ('"locator": '::text || to_json((f).locator)), ('"private": '::text || private), ('"quarter": '::text || (quarter)::text), ('"reasons": '::text || (to_jsonb((f).reasons))::text), ('"version": '::text || (f).version), ('"workers": '::text || (f).workers), ('"employer": '::text || to_json((f).employer)), ('"filer_no": '::text || (f).filer_no), ('"industry": '::text || to_json((f).industry)), ('"location": '::text || to_json((f).location)), ('"position": '::text || (f)."position"), ('"warnings": '::text || (to_jsonb((f).warnings))::text), ('"amendment": '::text || ((f).amendment)::text), ('"form_type": '::text || to_json((f).form_type)), ('"rescinded": '::text || ((f).rescinded)::text), ('"signature": '::text || (signature)::text), ('"temporary": '::text || ((f).temporary)::text), ('"event_type": '::text || to_json((f).event_type)), ('"letter_url": '::text || to_json((f).letter_url)), ('"accepted_at": '::text || to_json((f).accepted_at)), ('"conditional": '::text || ((f).conditional)::text), (('"notice_date": "'::text || (f).notice_date) || '"'::text), (('"posted_date": "'::text || (f).posted_date) || '"'::text), ('"received_at": '::text || to_json((f).received_at)), ('"accession_no": '::text || to_json((f).accession_no)), ('"attributions": '::text || (attributions)::text), ('"employer_key": '::text || to_json((f).employer_key)), ('"state_number": '::text || to_json((f).state_number)), ('"workers_most": '::text || (f).workers_most), (('"disclosure_id": "'::text || (f).disclosure_id) || '"'::text), (('"effective_end": "'::text || (f).effective_end) || '"'::text), (('"received_date": "'::text || (f).received_date) || '"'::text), ('"workers_least": '::text || (f).workers_least), ('"workers_scope": '::text || to_json((f).workers_scope)), ('"workers_total": '::text || (f).workers_total), ('"accession_year": '::text || (f).accession_year), ('"changed_fields": '::text || (to_jsonb((f).changed_fields))::text), (('"content_sha256": "\\x'::text || encode((f).content_sha256, 'hex'::text)) || '"'::text), (('"payload_sha256": "\\x'::text || encode((f).payload_sha256, 'hex'::text)) || '"'::text), (('"effective_start": "'::text || (f).effective_start) || '"'::text), ('"reading_version": '::text || to_json((f).reading_version)), (('"snapshot_sha256": "\\x'::text || encode((f).snapshot_sha256, 'hex'::text)) || '"'::text), ('"amendment_reason": '::text || to_json((f).amendment_reason)), ('"notice_date_kind": '::text || to_json((f).notice_date_kind)), ('"accession_sequence": '::text || (f).accession_sequence), ('"effective_precision": '::text || to_json((f).effective_precision)), ('"workers_approximate": '::text || ((f).workers_approximate)::text), ('"effective_approximate": '::text || ((f).effective_approximate)::text), (('"previous_chain_sha256": "\\x'::text || encode((f).previous_chain_sha256, 'hex'::text)) || '"'::text))) || '}'::text);

ALTER FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) IS 'The text whose digest is detail_sha256: what jsonb writes of a filing''s row and its parts, without nulls. Right only with timezone UTC and datestyle ISO. Parts come without nulls in them.';

CREATE TABLE ledger.employer_month (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL,
    notice_month date NOT NULL,
    employer_key text NOT NULL,
    employer text NOT NULL,
    workers bigint NOT NULL
);

ALTER TABLE ledger.employer_month OWNER TO warn_owner;

COMMENT ON TABLE ledger.employer_month IS 'An employer''s workers of a month, from one settled position on: of its counted events with a notice date and a figure. Made of ledger.event_fact: nothing rests on it.';

COMMENT ON COLUMN ledger.employer_month.line_id IS 'Its number.';

COMMENT ON COLUMN ledger.employer_month."position" IS 'Settled position from which it stands.';

COMMENT ON COLUMN ledger.employer_month.notice_month IS 'First day of the month of the events'' notice dates.';

COMMENT ON COLUMN ledger.employer_month.employer_key IS 'As in report.events.';

COMMENT ON COLUMN ledger.employer_month.employer IS 'The last in the alphabet of the spellings of its events.';

COMMENT ON COLUMN ledger.employer_month.workers IS 'Workers of the events.';

CREATE FUNCTION ledger.employer_months_of(base bigint, events uuid[], disclosures uuid[], keys text[]) RETURNS SETOF ledger.employer_month
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
begin
    return query
    with changed as materialized (
        select c.sign, (c.fact).employer_key, (c.fact).employer, (c.fact).notice_date, (c.fact).workers_counted, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    )
    select null::bigint, base, x.notice_month, x.employer_key, max(x.employer), sum(x.workers)
    from (
        select date_trunc('month', f.notice_date::timestamp)::date as notice_month, f.employer_key, f.employer, f.workers_counted as workers
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.counted and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
            and f.notice_date is not null and f.workers_counted is not null
        union all
        select date_trunc('month', c.notice_date::timestamp)::date, c.employer_key, c.employer, c.workers_counted
        from changed c
        where c.sign = 1 and c.counted and c.notice_date is not null and c.workers_counted is not null
    ) x
    group by x.notice_month, x.employer_key;
end
$$;

ALTER FUNCTION ledger.employer_months_of(base bigint, events uuid[], disclosures uuid[], keys text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.employer_months_of(base bigint, events uuid[], disclosures uuid[], keys text[]) IS 'Employers'' months, summed as by ledger.employers_of. An employer that has no event any more has none.';

CREATE FUNCTION ledger.employer_no(name text, place bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    number bigint;
begin
    select f.filer_no into number from ledger.filer f where f.kind = 'employer' and f.name_key = ledger.name_key(employer_no.name);
    if not found then
        insert into ledger.filer (filer_no, kind, name, name_key, position)
        select coalesce(max(f.filer_no), 0) + 1, 'employer', employer_no.name, ledger.name_key(employer_no.name), employer_no.place
        from ledger.filer f
        returning filer_no into number;
    end if;
    return number;
end
$$;

ALTER FUNCTION ledger.employer_no(name text, place bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.employer_no(name text, place bigint) IS 'The filer of that legal name, entered when it is new. Called under the log''s lock.';

CREATE TABLE ledger.employer_line (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL,
    employer_key text NOT NULL,
    employer text,
    events integer NOT NULL,
    notices integer NOT NULL,
    workers bigint,
    without_count integer NOT NULL,
    states integer NOT NULL,
    ai_tier smallint,
    first_date date,
    last_date date,
    campaigns integer,
    least_days integer,
    dated_events integer,
    dated_workers bigint,
    dated_states integer
);

ALTER TABLE ledger.employer_line OWNER TO warn_owner;

COMMENT ON TABLE ledger.employer_line IS 'An employer''s counted events together, from one settled position on. Made of ledger.event_fact: nothing rests on it.';

COMMENT ON COLUMN ledger.employer_line.line_id IS 'Its number.';

COMMENT ON COLUMN ledger.employer_line."position" IS 'Settled position from which it stands.';

COMMENT ON COLUMN ledger.employer_line.employer_key IS 'As in report.events.';

COMMENT ON COLUMN ledger.employer_line.employer IS 'As in report.employers.';

COMMENT ON COLUMN ledger.employer_line.events IS 'Counted events.';

COMMENT ON COLUMN ledger.employer_line.notices IS 'Notices of them.';

COMMENT ON COLUMN ledger.employer_line.workers IS 'Workers of them; null where none states a figure.';

COMMENT ON COLUMN ledger.employer_line.without_count IS 'Of the events, those without a figure for the state.';

COMMENT ON COLUMN ledger.employer_line.states IS 'Jurisdictions of them.';

COMMENT ON COLUMN ledger.employer_line.ai_tier IS 'Best tier of evidence; null where none is attributed to AI.';

COMMENT ON COLUMN ledger.employer_line.first_date IS 'First notice date; null when none is stated.';

COMMENT ON COLUMN ledger.employer_line.last_date IS 'Last notice date; null when none is stated.';

COMMENT ON COLUMN ledger.employer_line.campaigns IS 'As in report.repeat_filers; null where there are no two.';

COMMENT ON COLUMN ledger.employer_line.least_days IS 'As in report.repeat_filers, but longer ones too; null where there are no two campaigns.';

COMMENT ON COLUMN ledger.employer_line.dated_events IS 'Of the events, those with a notice date; null where there are no two campaigns.';

COMMENT ON COLUMN ledger.employer_line.dated_workers IS 'Workers of those; null where none states a figure, or there are no two campaigns.';

COMMENT ON COLUMN ledger.employer_line.dated_states IS 'Jurisdictions of those; null where there are no two campaigns.';

CREATE FUNCTION ledger.employers_of(base bigint, events uuid[], disclosures uuid[], keys text[]) RETURNS SETOF ledger.employer_line
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
begin
    return query
    with changed as materialized (
        select c.sign, (c.fact).employer_key, (c.fact).employer, (c.fact).state, (c.fact).notice_date, (c.fact).workers_counted, (c.fact).notices, (c.fact).ai_tier,
            (c.fact).event_id, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    ),
    fact as materialized (
        select f.employer_key, f.employer, f.state, f.notice_date, f.workers_counted as workers, f.notices, f.ai_tier, f.event_id
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.counted and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
        union all
        select c.employer_key, c.employer, c.state, c.notice_date, c.workers_counted, c.notices, c.ai_tier, c.event_id
        from changed c
        where c.sign = 1 and c.counted
    ),
    total as materialized (
        select f.employer_key, (array_agg(f.employer order by f.notice_date desc nulls last, f.event_id))[1] as employer, count(*)::integer as events,
            sum(f.notices)::integer as notices, sum(f.workers) as workers, (count(*) filter (where f.workers is null))::integer as without_count,
            count(distinct f.state)::integer as states, min(f.ai_tier) as ai_tier, min(f.notice_date) as first_date, max(f.notice_date) as last_date,
            (count(f.notice_date))::integer as dated_events, sum(f.workers) filter (where f.notice_date is not null) as dated_workers,
            (count(distinct f.state) filter (where f.notice_date is not null))::integer as dated_states
        from fact f
        group by f.employer_key
    ),
    -- A campaign begins more than 30 days after the notice before.
    started as (
        select d.employer_key, d.notice_date, d.notice_date - lag(d.notice_date) over (partition by d.employer_key order by d.notice_date) as days
        from (
            select f.employer_key, f.notice_date, f.notice_date - lag(f.notice_date) over (partition by f.employer_key order by f.notice_date) as days
            from fact f
            where f.employer_key in (select t.employer_key from total t where t.last_date - t.first_date > 30) and f.notice_date is not null
        ) d
        where d.days is null or d.days > 30
    ),
    campaign as materialized (
        select s.employer_key, count(*)::integer as campaigns, min(s.days) as least_days
        from started s
        group by s.employer_key
        having count(*) > 1
    )
    select null::bigint, base, t.employer_key, t.employer, t.events, t.notices, t.workers, t.without_count, t.states, t.ai_tier, t.first_date, t.last_date,
        c.campaigns, c.least_days, case when c.campaigns > 1 then t.dated_events end, case when c.campaigns > 1 then t.dated_workers end,
        case when c.campaigns > 1 then t.dated_states end
    from total t
    left join campaign c on c.employer_key = t.employer_key
    union all
    select null, base, g.employer_key, null, 0, 0, null, 0, 0, null, null, null, null, null, null, null, null
    from (select distinct c.employer_key from changed c) g
    where not exists (select from total t where t.employer_key = g.employer_key);
end
$$;

ALTER FUNCTION ledger.employers_of(base bigint, events uuid[], disclosures uuid[], keys text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.employers_of(base bigint, events uuid[], disclosures uuid[], keys text[]) IS 'Employers'' lines, summed from the facts settled at base, but for those of these events, and what these disclosures fold to in their place. Of those keys; null: of the employers whose events that changes, and an employer that has no event any more has a line with none. With nulls: of all, folded anew.';

CREATE FUNCTION ledger.employers_touched(base bigint, events uuid[], disclosures uuid[]) RETURNS text[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select coalesce(array_agg(distinct (c.fact).employer_key), '{}') from ledger.event_changes(base, events, disclosures) c
$$;

ALTER FUNCTION ledger.employers_touched(base bigint, events uuid[], disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.employers_touched(base bigint, events uuid[], disclosures uuid[]) IS 'Keys of the employers whose events a tail changes.';

CREATE FUNCTION ledger.enter_claim(described jsonb, body text, attribution jsonb, stated jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    told ledger.claim;
    said ledger.attribution;
    head record;
    taken record;
begin
    told := jsonb_populate_record(null::ledger.claim, described);
    told.text_sha256 := sha256(convert_to(body, 'UTF8'));
    select f.accession_no, f.disclosure_id into head
    from ledger.filing a join ledger.filing f on f.disclosure_id = a.disclosure_id
    where a.accession_no = told.accession_no order by f.version desc limit 1;
    if not found then
        raise exception 'no filing %', told.accession_no using errcode = 'no_data_found', hint = 'Accession numbers stand in report.notices.';
    end if;
    told.accession_no := head.accession_no;
    perform pg_advisory_xact_lock(x'57415243'::integer, hashtext(head.disclosure_id::text));
    -- The same text of the same claimant for the same disclosure is the same claim.
    if exists (
        select from ledger.claim c join ledger.filing f on f.accession_no = c.accession_no
        where f.disclosure_id = head.disclosure_id and c.kind = told.kind and c.text_sha256 = told.text_sha256 and c.claimant = told.claimant
    ) then
        return null;
    end if;
    perform ledger.keep_snapshots(false);
    perform ledger.keep_private(
        (select array_agg(encode(s.sha256, 'hex')) from pg_temp.stage_snapshot s),
        case told.kind when 'notice_letter' then 'letter' else 'statement' end);
    insert into ledger.extracted_text (sha256, snapshot_sha256, extractor, extractor_version, body)
    values (told.text_sha256, told.snapshot_sha256, told.extractor, told.extractor_version, enter_claim.body)
    on conflict do nothing;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    told.position := taken.first_position;
    insert into ledger.claim select (told).*;
    insert into ledger.claim_value (position, seq, field, value, quote, quote_start, quote_end)
    select told.position, row_number() over (), v.field, v.value, v.quote, v.quote_start, v.quote_end
    from jsonb_to_recordset(stated) v (field text, value text, quote text, quote_start integer, quote_end integer);
    said := jsonb_populate_record(null::ledger.attribution, attribution);
    insert into ledger.attribution (
        position, seq, accession_no, tier, label, technology, quote, quote_start, quote_end, text_sha256, rule, phrasebook, status)
    values (
        told.position, 1, told.accession_no, told.tier, said.label, said.technology, said.quote, said.quote_start, said.quote_end,
        told.text_sha256, said.rule, said.phrasebook, 'proposed');
    perform ledger.refuse_false_quotes(told.position, enter_claim.body);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select e.position, 'attribution', told.accession_no || ' ' || told.kind, e.digest, taken.entry_at
    from ledger.entry e where e.position = told.position and e.kind = 'attribution';
    perform ledger.announce(told.position, told.position, 'attribution', null);
    return told.position;
end
$$;

ALTER FUNCTION ledger.enter_claim(described jsonb, body text, attribution jsonb, stated jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.enter_claim(described jsonb, body text, attribution jsonb, stated jsonb) IS 'Enters a claim with its text, what that says of AI (proposed) and what it states. The document''s bytes are staged (ledger.open_import). Gives its position; null where the disclosure has that claim. Keys of described: accession_no, tier, kind, claimant, url, published_date, snapshot_sha256, extractor, extractor_version, by_ocr, supplied_by.';

CREATE FUNCTION ledger.enter_reference(name text, sha256 bytea) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    entry ledger.reference_vintage;
begin
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(taken.first_position, name, sha256);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'reference', entry.name, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    insert into ledger.reference_vintage (position, name, sha256) values (entry.position, entry.name, entry.sha256);
    perform ledger.announce(entry.position, entry.position, 'reference', null);
    return entry.position;
end
$$;

ALTER FUNCTION ledger.enter_reference(name text, sha256 bytea) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.enter_reference(name text, sha256 bytea) IS 'Enters a vintage of a file of Schema/reference, by name and digest. Gives its position in the log.';

CREATE FUNCTION ledger.enter_run(source_id text, described jsonb, filings bigint) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
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

ALTER FUNCTION ledger.enter_run(source_id text, described jsonb, filings bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.enter_run(source_id text, described jsonb, filings bigint) IS 'Enters one run of one source: accepted (so many filings follow in this transaction, at positions that are now taken), unchanged or stopped (none does). Keys: started_at, outcome, code, message, hint, rows, notices, held, rejected, skipped, skipped_rows, reading_version, supplied_by, is_public. Gives the run''s number and what the filings'' digests need: positions, time, numbering, and when each page was received.';

CREATE FUNCTION ledger.enter_settler() RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select pg_advisory_lock_shared(x'57415253'::integer, 1)
$$;

ALTER FUNCTION ledger.enter_settler() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.enter_settler() IS 'Says, for as long as this session lives, that it settles whenever the log has grown.';

CREATE FUNCTION ledger.entry_sha256(entry jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to((jsonb_strip_nulls(entry))::text, 'UTF8'::name));

ALTER FUNCTION ledger.entry_sha256(entry jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.entry_sha256(entry jsonb) IS 'Digest of an entry''s row. Nulls are left out, so that a column added later changes no digest. Callers set timezone UTC and bytea_output hex.';

CREATE TABLE ledger.event_fact (
    fact_id bigint NOT NULL,
    "position" bigint NOT NULL,
    notice_date date,
    state text,
    employer text NOT NULL,
    employer_key text NOT NULL,
    city text,
    county text,
    county_fips text,
    sector text,
    event_type text,
    workers integer,
    workers_counted integer,
    workers_total integer,
    wider_than_state boolean,
    counted boolean,
    rescinded boolean,
    unlisted boolean,
    non_warn boolean,
    amended boolean,
    temporary boolean,
    conditional boolean,
    effective_start date,
    effective_end date,
    notice_date_kind text,
    reason_stated boolean,
    reason text,
    ai_tier smallint,
    ai_label text,
    ai_quote text,
    ai_status text,
    notices integer NOT NULL,
    disclosures integer NOT NULL,
    origin text,
    source_id text,
    event_id uuid NOT NULL,
    is_asked boolean DEFAULT false NOT NULL,
    has_text boolean DEFAULT false NOT NULL,
    best_tier smallint,
    best_status text,
    reported_count integer,
    pct_derived integer,
    whole_event integer,
    largest_notice integer,
    largest_site integer,
    notice_workers bigint,
    employees integer,
    is_mass boolean,
    is_open boolean
);

ALTER TABLE ledger.event_fact OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_fact IS 'An event as report.events has it, from one settled position on. Made from the ledger and of it: nothing rests on it.';

COMMENT ON COLUMN ledger.event_fact.fact_id IS 'Its number.';

COMMENT ON COLUMN ledger.event_fact."position" IS 'Settled position from which it stands.';

COMMENT ON COLUMN ledger.event_fact.notice_date IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.employer IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.employer_key IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.city IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.county IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.county_fips IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.sector IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.event_type IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.workers IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.workers_counted IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.workers_total IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.wider_than_state IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.counted IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.rescinded IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.unlisted IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.non_warn IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.amended IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.temporary IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.conditional IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.effective_start IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.effective_end IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.notice_date_kind IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.reason_stated IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.reason IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.ai_tier IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.ai_label IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.ai_quote IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.ai_status IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.notices IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.disclosures IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.origin IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.source_id IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.event_id IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_fact.is_asked IS 'A form asked one of its employers about AI.';

COMMENT ON COLUMN ledger.event_fact.has_text IS 'A reason is stated, or a letter or statement of one of its disclosures was read.';

COMMENT ON COLUMN ledger.event_fact.best_tier IS 'Best tier in report.ai_events; null where the event is not in it.';

COMMENT ON COLUMN ledger.event_fact.best_status IS 'accepted or proposed, on that tier; null as for best_tier.';

COMMENT ON COLUMN ledger.event_fact.reported_count IS 'As in report.ai_events, on that tier.';

COMMENT ON COLUMN ledger.event_fact.pct_derived IS 'As in report.ai_events, on that tier.';

COMMENT ON COLUMN ledger.event_fact.whole_event IS 'As in report.ai_events, on that tier.';

COMMENT ON COLUMN ledger.event_fact.largest_notice IS 'As in report.event_sizes.';

COMMENT ON COLUMN ledger.event_fact.largest_site IS 'As in report.event_sizes.';

COMMENT ON COLUMN ledger.event_fact.notice_workers IS 'As in report.event_sizes.';

COMMENT ON COLUMN ledger.event_fact.employees IS 'As in report.event_sizes.';

COMMENT ON COLUMN ledger.event_fact.is_mass IS 'As in report.event_sizes.';

COMMENT ON COLUMN ledger.event_fact.is_open IS 'As in report.event_sizes.';

CREATE FUNCTION ledger.event_changes(base bigint, events uuid[], disclosures uuid[], OUT sign integer, OUT fact ledger.event_fact) RETURNS SETOF record
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
begin
    if cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    return query
    select -1, f
    from ledger.event_fact f
    where f.event_id = any (events) and f.position <= base
        and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base);
    return query select 1, f from ledger.fold(disclosures, false) f;
end
$$;

ALTER FUNCTION ledger.event_changes(base bigint, events uuid[], disclosures uuid[], OUT sign integer, OUT fact ledger.event_fact) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.event_changes(base bigint, events uuid[], disclosures uuid[], OUT sign integer, OUT fact ledger.event_fact) IS 'What a tail changes of the sums of its base: the settled facts it touches with sign -1, and what is folded in their place with sign 1.';

CREATE FUNCTION ledger.fact_definitions() RETURNS bytea
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return (
        select sha256(convert_to(string_agg(d.name || encode(d.sha256, 'hex'), ',' order by d.name), 'UTF8'))
        from (
            (
                select distinct on (r.name) r.name, coalesce(e.settles_as, r.sha256) as sha256
                from ledger.report_definition r
                left join ledger.equal_definition e on e.sha256 = r.sha256
                where r.name in ('ai_voices', 'attributions', 'notice_industries', 'notice_places')
                order by r.name, r.defined_at desc
            )
            union all
            select p.oid::regprocedure::text, sha256(convert_to(p.prosrc, 'UTF8'))
            from pg_proc p
            where p.oid in (
                'ledger.fold(uuid[],boolean)'::regprocedure, 'ledger.fold_places(bigint,uuid[])'::regprocedure,
                'ledger.fold_lines(bigint,uuid[])'::regprocedure, 'ledger.folds(bigint,uuid[])'::regprocedure)
        ) d);
end
$$;

ALTER FUNCTION ledger.fact_definitions() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fact_definitions() IS 'Digest of the views and functions in force that facts and lines are made by, an equal definition as the first that says the same. Cells are sums of facts: a migration that adds some fills them for what is settled.';

CREATE FUNCTION ledger.facts_of_months(base bigint, states text[], months date[]) RETURNS SETOF ledger.event_fact
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
    select f.*
    from unnest(states, months) m (state, notice_month)
    join ledger.event_fact f on f.state = m.state and f.notice_date >= m.notice_month and f.notice_date < m.notice_month + interval '1 month'
    where f.position <= base and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
$$;

ALTER FUNCTION ledger.facts_of_months(base bigint, states text[], months date[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.facts_of_months(base bigint, states text[], months date[]) IS 'The facts settled at base of some jurisdictions and months, the two arrays together.';

CREATE FUNCTION ledger.figure_class(workers integer) RETURNS smallint
    LANGUAGE sql IMMUTABLE
    RETURN (width_bucket(workers, ARRAY[15, 25, 40, 50, 55, 60, 66, 72, 78, 85, 92, 100, 110, 125, 145, 170, 200, 225, 250, 275, 300, 330, 370, 420, 500, 700, 1000]))::smallint;

ALTER FUNCTION ledger.figure_class(workers integer) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.figure_class(workers integer) IS 'Class of a figure, from 0: larger figures are in the same or a later one. About as many events have a figure of one as of another. Null without a figure.';

CREATE FUNCTION ledger.figures_in(base bigint, numbers bigint[], states text[], types text[], classes smallint[], months date[]) RETURNS TABLE(number bigint, workers integer, events bigint)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 50000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
    select f.number, f.workers_counted, count(*)
    from (
        select w.number, f.workers_counted, f.fact_id
        from unnest(numbers, states, types, classes, months) w (number, state, event_type, figure_class, notice_month)
        cross join lateral (
            select f.workers_counted, f.fact_id
            from ledger.event_fact f
            where ledger.figure_class(f.workers_counted) = w.figure_class and date_trunc('month', f.notice_date::timestamp) = w.notice_month::timestamp
                and coalesce(f.state, '') = w.state and coalesce(f.event_type, '') = w.event_type
                and f.counted and f.notice_date is not null and f.workers_counted is not null and f.position <= base
            offset 0
        ) f
    ) f
    where not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
    group by f.number, f.workers_counted
$$;

ALTER FUNCTION ledger.figures_in(base bigint, numbers bigint[], states text[], types text[], classes smallint[], months date[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.figures_in(base bigint, numbers bigint[], states text[], types text[], classes smallint[], months date[]) IS 'How many facts that stand as settled at base have which figure, of some classes of jurisdiction, type, figure and month, the last five arrays together and each with its number; one not stated is ''''.';

CREATE FUNCTION ledger.file(entry jsonb, payload bytea, private_parts jsonb DEFAULT '[]'::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    form text := entry ->> 'form_type';
    amends text := entry ->> 'amends_accession_no';
    taken record;
    head ledger.filing;
    filing ledger.filing;
    columns jsonb := entry -> 'columns';
    said jsonb := convert_from(payload, 'UTF8')::jsonb;
begin
    if form not in ('N', 'N/A', 'N/P', 'N/W', 'Q', 'Q/A', 'Q/NA', 'X') or (form <> 'X' and (form in ('N', 'Q', 'Q/NA')) <> (amends is null)) then
        raise exception 'form % with amends_accession_no % is no filing', form, coalesce(amends, 'absent')
            using errcode = 'WR104', hint = 'N, Q and Q/NA amend nothing; N/A, N/P, N/W and Q/A name the filing they amend.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;

    if amends is null then
        filing.filer_no := coalesce((entry ->> 'filer_no')::bigint, ledger.employer_no(columns ->> 'employer', taken.first_position));
        filing.disclosure_id := gen_random_uuid();
        filing.version := 1;
        insert into ledger.disclosure (disclosure_id, origin, state, filer_no, position)
        values (filing.disclosure_id, 'employer', columns ->> 'state', filing.filer_no, taken.first_position);
    else
        head := ledger.amended_head(entry);
        filing.filer_no := head.filer_no;
        filing.disclosure_id := head.disclosure_id;
        filing.version := head.version + 1;
        -- A withdrawal repeats what it withdraws, a denial all but the answers on AI.
        if form = 'N/W' then
            columns := ledger.columns_of(head) || '{"rescinded": true}' || jsonb_strip_nulls(jsonb_build_object('warnings', columns -> 'warnings'));
        elsif form = 'X' then
            columns := ledger.columns_of(head) || jsonb_strip_nulls(jsonb_build_object(
                'warnings', columns -> 'warnings', 'attributions', columns -> 'attributions'));
        end if;
    end if;

    filing := jsonb_populate_record(filing, columns || jsonb_build_object(
        'form_type', form, 'position', taken.first_position, 'accepted_at', taken.entry_at,
        'received_at', least((entry ->> 'received_at')::timestamptz, taken.entry_at), 'payload', payload, 'payload_sha256', sha256(payload),
        'previous_chain_sha256', head.chain_sha256, 'amendment_reason', entry ->> 'amendment_reason',
        'changed_fields', coalesce(entry -> 'changed_fields', '[]'), 'employer_key', ledger.name_key(columns ->> 'employer')));
    filing.accession_year := extract(year from taken.entry_at);
    select coalesce(max(f.accession_sequence), 0) + 1 into filing.accession_sequence
    from ledger.filing f where f.filer_no = filing.filer_no and f.accession_year = filing.accession_year;
    filing.accession_no := ledger.accession_no(filing.filer_no, filing.accession_year, filing.accession_sequence, 6);

    perform ledger.add_parts(filing.accession_no, filing.position, columns);
    insert into ledger.private_document (accession_no, name, salted_sha256)
    select filing.accession_no, p.name, sha256(p.salt || p.body)
    from jsonb_to_recordset(private_parts) p (name text, salt bytea, body bytea);
    insert into ledger.private_body (accession_no, name, salt, body)
    select filing.accession_no, p.name, p.salt, p.body
    from jsonb_to_recordset(private_parts) p (name text, salt bytea, body bytea);
    perform ledger.supersede(filing, said);
    if form like 'Q%' then
        perform ledger.add_quarter(filing, said);
    end if;
    insert into ledger.filing_signature (accession_no, key_id, signature)
    select filing.accession_no, s.key_id, s.signature
    from jsonb_populate_record(null::ledger.filing_signature, entry -> 'signed') s
    where s.key_id is not null;

    filing.detail_sha256 := ledger.filing_detail_sha256(to_jsonb(filing), ledger.filing_parts(filing.accession_no, filing.position));
    filing.chain_sha256 := ledger.chain_sha256(
        filing.disclosure_id, filing.version, form, filing.accession_no, filing.previous_chain_sha256, filing.payload_sha256, filing.detail_sha256);
    insert into ledger.filing select filing.*;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (filing.position, 'filing', filing.accession_no, filing.chain_sha256, filing.accepted_at);
    perform ledger.announce(filing.position, filing.position, 'filing', null);
    return jsonb_build_object(
        'accession_no', filing.accession_no, 'disclosure_id', filing.disclosure_id, 'form_type', form, 'position', filing.position,
        'payload_sha256', encode(filing.payload_sha256, 'hex'), 'chain_sha256', encode(filing.chain_sha256, 'hex'),
        'accepted_at', to_char(filing.accepted_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
end
$$;

ALTER FUNCTION ledger.file(entry jsonb, payload bytea, private_parts jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.file(entry jsonb, payload bytea, private_parts jsonb) IS 'Accepts an employer''s filing of any form and gives its receipt. entry: form_type, filer_no (else the employer''s name tells), amends_accession_no, amendment_reason, changed_fields, received_at, columns, signed {key_id, signature}; private_parts: [{name, salt, body}], bytes as \x hexadecimal. Errors: WR104 no such filing, WR105 stale head (detail: the head), WR107 closed, WR111 nothing to supersede, WR603 quarter reported already.';

CREATE FUNCTION ledger.file_staged() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
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

ALTER FUNCTION ledger.file_staged() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.file_staged() IS 'Writes the staged filings of the run that ledger.enter_run entered, with their disclosures, parts and log entries, and empties the staging tables for the next ones. Items count on from the last batch.';

CREATE FUNCTION ledger.file_unlisted() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
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

ALTER FUNCTION ledger.file_unlisted() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.file_unlisted() IS 'Writes what stage_unlisted names as no longer listed (OBS/W): each repeats what its line last said. After the last ledger.file_staged of the run.';

CREATE FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ledger.entry_sha256(((filing - '{item,opens,parts,payload,detail_sha256,chain_sha256}'::text[]) || parts));

ALTER FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) IS 'Digest of everything a filing''s row and its parts say beside the payload.';

CREATE FUNCTION ledger.filing_parts(accession_no text, place bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $_$
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
$_$;

ALTER FUNCTION ledger.filing_parts(accession_no text, place bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.filing_parts(accession_no text, place bigint) IS 'Sites, phases, attributions that came with it, salted digests of private parts, signature, quarter and impacts of a filing.';

CREATE FUNCTION ledger.fill_aggregation() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
declare
    entry record;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    alter table ledger.aggregation_line disable trigger append_only_truncate;
    alter table ledger.aggregation_line_end disable trigger append_only_truncate;
    truncate ledger.aggregation_line, ledger.aggregation_line_end restart identity;
    alter table ledger.aggregation_line enable trigger append_only_truncate;
    alter table ledger.aggregation_line_end enable trigger append_only_truncate;
    -- As settling made them, one settled position after the other, and at each those alone of whom something changed.
    for entry in
        with moved as (
            select f.position, f.employer_key from ledger.event_fact f
            union all
            select e.position, f.employer_key from ledger.event_fact f join ledger.event_fact_end e on e.fact_id = f.fact_id
            union all
            select (select min(s.position) from ledger.settlement s where s.position >= r.position), f.employer_key
            from ledger.event_fact f
            join ledger.filing r on r.disclosure_id = f.event_id and r.version > 1
        )
        select m.position, array_agg(distinct m.employer_key) as keys
        from moved m
        where m.position is not null
        group by m.position
        order by m.position
    loop
        perform ledger.settle_aggregation(entry.position, entry.keys);
    end loop;
end
$$;

ALTER FUNCTION ledger.fill_aggregation() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fill_aggregation() IS 'Makes ledger.aggregation_line anew, for every position that is settled. For migrations alone, as the last thing they do: one that changes ledger.aggregation_rule, by which earlier moments are told, too, or what ledger.aggregation_of rests on.';

CREATE FUNCTION ledger.first_filings(after bigint, moment bigint) RETURNS TABLE(notice_month date, disclosures bigint, workers bigint, youngest timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
    select date_trunc('month', f.notice_date::timestamp)::date, count(*), sum(f.workers), max(f.accepted_at)
    from ledger.filing f
    where f.version = 1 and f.position > after and f.position <= moment and f.notice_date is not null and f.workers_scope not in ('nationwide', 'several_states')
        and f.act <> 'non_warn' and f.form_type not like 'Q%' and f.form_type <> 'X'
    group by date_trunc('month', f.notice_date::timestamp)::date
$$;

ALTER FUNCTION ledger.first_filings(after bigint, moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.first_filings(after bigint, moment bigint) IS 'The cells of the first versions recorded after one position up to another.';

CREATE FUNCTION ledger.fold(these uuid[], is_lined boolean) RETURNS SETOF ledger.event_fact
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $_$
declare
    moment bigint := report.moment();
begin
    if cardinality(these) = 0 then
        return;
    end if;
    -- Of some, indexes are asked; of all, nothing has statistics, and no loop is to be in a loop.
    if these is null then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    return query
    with line as materialized (
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, l.precedence = 1 as stands, p.county_fips, p.sector
        from ledger.fold_lines(moment, these) l
        left join ledger.fold_places(moment, these) p on p.disclosure_id = l.disclosure_id
        where not is_lined
        union all
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, l.precedence = 1, l.county_fips, l.sector
        from ledger.event_line l
        where is_lined and (these is null or l.disclosure_id = any (these))
            and not exists (select from ledger.event_line_end e where e.line_id = l.line_id)
    ),
    voice as materialized (
        select v.disclosure_id, v.tier, v.label, v.status, v.quote, v.workers, v.reported_count, v.pct, v.place
        from report.ai_voices v
        where these is null or v.disclosure_id = any (these)
    ),
    said as materialized (
        select distinct on (v.disclosure_id) v.disclosure_id, v.tier, v.label, v.quote, v.status
        from voice v
        where v.place = 1
        order by v.disclosure_id, v.tier
    ),
    head as (
        select h.disclosure_id, max(h.position) as position
        from ledger.filing h
        where h.position <= moment and (these is null or h.disclosure_id = any (these))
        group by h.disclosure_id
    ),
    notice as materialized (
        select l.event_id, l.notice_id, l.disclosure_id, l.event_disclosures, l.stands, l.superseded, l.precedence, f.position, f.version, f.form_type, f.accession_no,
            f.notice_date, f.notice_date_kind, f.state, f.employer, f.employer_key, f.city, f.county, f.event_type, f.workers, f.workers_total, f.workers_scope,
            f.rescinded, f.form_type = 'OBS/W' as unlisted, f.act, f.temporary, f.conditional, f.effective_start, f.effective_end, f.reason,
            s.tier as ai_tier, s.label as ai_label, s.quote as ai_quote, s.status as ai_status, d.origin, d.source_id,
            f.form_type = 'OBS/W' and f.amendment_reason is not distinct from 'reread' as is_misread,
            f.act <> 'non_warn' and f.workers_scope not in ('nationwide', 'several_states') as is_summed
        from head h
        join ledger.filing f on f.position = h.position
        join line l on l.disclosure_id = h.disclosure_id
        join ledger.disclosure d on d.disclosure_id = h.disclosure_id
        left join said s on s.disclosure_id = h.disclosure_id
        where f.form_type not like 'Q%' and not (f.form_type = 'X' and f.event_type is null)
    ),
    -- Most events are one disclosure; only the others need folding.
    linked as materialized (
        select n.*, bool_or(n.rescinded) over (partition by n.notice_id) as is_rescinded, min(n.notice_date) over (partition by n.event_id) as first_notice_date
        from notice n
        where n.event_disclosures > 1
    ),
    -- What the standing disclosure does not state, the next one does.
    stated as materialized (
        select
            n.notice_id,
            bool_or(n.superseded) as is_amended,
            (array_agg(n.workers order by n.precedence) filter (where n.workers is not null))[1] as workers,
            (array_agg(n.workers order by n.precedence) filter (where n.workers is not null and n.is_summed))[1] as workers_counted,
            (array_agg(n.workers_scope = 'state' order by n.precedence) filter (where n.workers is not null))[1] as is_of_state,
            (array_agg(n.is_summed order by n.precedence) filter (where n.workers is not null))[1] as is_summed,
            (array_agg(n.workers_total order by n.precedence) filter (where n.workers_total is not null))[1] as workers_total,
            (array_agg(n.effective_start order by n.precedence) filter (where n.effective_start is not null))[1] as effective_start,
            (array_agg(coalesce(n.effective_end, n.effective_start) order by n.precedence)
                filter (where coalesce(n.effective_end, n.effective_start) is not null))[1] as effective_end,
            (array_agg(n.reason order by n.precedence) filter (where n.reason is not null))[1] as reason,
            (array_agg(n.city order by n.precedence) filter (where n.city is not null))[1] as city,
            (array_agg(n.county order by n.precedence) filter (where n.county is not null))[1] as county,
            (array_agg(n.event_type order by n.precedence) filter (where n.event_type is not null))[1] as event_type
        from linked n
        group by n.notice_id
    ),
    folded as (
        select
            n.event_id,
            min(n.first_notice_date) as notice_date,
            count(*)::integer as notices,
            bool_and(n.is_rescinded) as rescinded,
            bool_and(n.unlisted) as unlisted,
            bool_and(n.act = 'non_warn') as non_warn,
            bool_and(n.is_misread) as misread,
            bool_or(n.version > 1 and n.form_type <> 'OBS/W' or s.is_amended) as amended,
            bool_or(s.reason is not null) as reason_stated,
            -- A figure for all the sites stands in the row of each.
            sum(s.workers) filter (where not n.is_rescinded and not s.is_of_state) as at_sites,
            sum(distinct s.workers) filter (where not n.is_rescinded and s.is_of_state) as of_state,
            sum(s.workers_counted) filter (where not n.is_rescinded and s.is_summed and not s.is_of_state) as counted_at_sites,
            sum(distinct s.workers_counted) filter (where not n.is_rescinded and s.is_summed and s.is_of_state) as counted_of_state,
            sum(s.workers_total)::integer as workers_total,
            bool_or(n.workers_scope in ('nationwide', 'several_states')) as wider_than_state,
            min(s.effective_start) as effective_start,
            max(s.effective_end) as effective_end,
            min(n.ai_tier) as ai_tier,
            (array_agg(n.ai_label order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_label,
            (array_agg(n.ai_quote order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_quote,
            (array_agg(n.ai_status order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_status
        from linked n
        join stated s on s.notice_id = n.notice_id
        where n.stands
        group by n.event_id
    ),
    lead as (
        select distinct on (n.event_id) n.event_id, n.state, n.employer, n.employer_key, s.city, s.county, s.event_type, n.temporary, n.conditional, n.notice_date_kind, s.reason,
            n.event_disclosures, n.origin, n.source_id
        from linked n
        join stated s on s.notice_id = n.notice_id
        where n.stands
        order by n.event_id, n.is_rescinded, n.unlisted, n.notice_date nulls last, s.workers desc nulls last, s.effective_start nulls last, n.employer,
            s.city, s.county, n.source_id, n.position
    ),
    event as (
        select
            n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.event_type,
            case when not n.rescinded then n.workers end as workers,
            case when not n.rescinded and n.is_summed then n.workers end as workers_counted,
            n.workers_total, n.workers_scope in ('nationwide', 'several_states') as wider_than_state,
            n.rescinded, n.unlisted, n.act = 'non_warn' as non_warn, n.is_misread as misread, n.version > 1 and n.form_type <> 'OBS/W' as amended,
            n.temporary, n.conditional, n.effective_start, n.effective_end, n.notice_date_kind, n.reason,
            n.reason is not null as reason_stated,
            n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, 1 as notices, 1 as disclosures, n.origin, n.source_id, n.event_id
        from notice n
        where n.event_disclosures = 1
        union all
        select
            f.notice_date, l.state, l.employer, l.employer_key, l.city, l.county, l.event_type,
            coalesce(f.at_sites + f.of_state, f.at_sites, f.of_state)::integer as workers,
            coalesce(f.counted_at_sites + f.counted_of_state, f.counted_at_sites, f.counted_of_state)::integer as workers_counted,
            f.workers_total, f.wider_than_state,
            f.rescinded, f.unlisted, f.non_warn, f.misread, f.amended, l.temporary, l.conditional, f.effective_start, f.effective_end, l.notice_date_kind,
            l.reason, f.reason_stated, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status, f.notices, l.event_disclosures, l.origin, l.source_id, f.event_id
        from folded f
        join lead l on l.event_id = f.event_id
    ),
    placed as materialized (
        select l.disclosure_id, l.county_fips
        from line l
        where l.county_fips is not null
        union all
        select n.disclosure_id, min(s.county_fips)
        from notice n
        join ledger.filing_site s on s.accession_no = n.accession_no
        where n.origin = 'employer'
        group by n.disclosure_id
        having count(*) = count(s.county_fips) and count(distinct s.county_fips) = 1
    ),
    industry as materialized (
        select l.disclosure_id, l.sector from line l where l.sector is not null
    ),
    -- Where its notices do not agree, an event is in no county and of no industry.
    agreed as materialized (
        select n.event_id,
            case when count(distinct coalesce(p.county_fips, '')) = 1 then min(p.county_fips) end as county_fips,
            case when count(distinct i.sector) = 1 then min(i.sector) end as sector
        from linked n
        left join placed p on p.disclosure_id = n.disclosure_id
        left join industry i on i.disclosure_id = n.disclosure_id
        where n.stands
        group by n.event_id
    ),
    asked as materialized (
        select distinct l.event_id
        from ledger.attribution a
        join ledger.filing f on f.accession_no = a.accession_no
        join line l on l.disclosure_id = f.disclosure_id
        where a.position <= moment and (a.answer is not null and a.answer <> 'not_asked' or a.rule like 'listed_answer:%')
            and (these is null or f.disclosure_id = any (these))
    ),
    texted as materialized (
        select distinct l.event_id
        from ledger.claim c
        join ledger.filing f on f.accession_no = c.accession_no
        join line l on l.disclosure_id = f.disclosure_id
        where c.position <= moment and (these is null or f.disclosure_id = any (these))
    ),
    best as materialized (
        select distinct on (l.event_id) l.event_id, v.tier, min(v.status) as status, sum(v.reported_count)::integer as reported_count,
            (sum(round(v.workers * v.pct / 100)) filter (where v.reported_count is null))::integer as pct_derived,
            (sum(v.workers) filter (where v.reported_count is null and v.pct is null))::integer as whole_event
        from voice v
        join line l on l.disclosure_id = v.disclosure_id and l.stands
        where v.place = 1
        group by l.event_id, v.tier
        order by l.event_id, v.tier
    ),
    -- What is filed of the sites, by employers in full.
    filed as materialized (
        select n.event_id, n.disclosure_id, convert_from(f.payload, 'UTF8')::jsonb as payload
        from notice n
        join ledger.filing f on f.position = n.position
        where n.stands and n.origin = 'employer'
    ),
    filed_site as materialized (
        select f.event_id, bool_or(s.workers >= 500 or (s.workers >= 50 and 3 * s.workers >= s.employees_before)) as is_mass,
            bool_or(s.workers is null or (s.workers between 50 and 499 and s.employees_before is null)) as is_open
        from filed f
        cross join lateral jsonb_to_recordset(
            case when jsonb_typeof(f.payload -> 'sites') = 'array' then f.payload -> 'sites' else '[]' end) s (workers integer, employees_before integer)
        group by f.event_id
    ),
    site as materialized (
        select n.disclosure_id, max(s.workers) as workers, count(*) as sites
        from notice n
        join ledger.filing_site s on s.accession_no = n.accession_no
        where n.stands
        group by n.disclosure_id
    ),
    size as materialized (
        select n.event_id,
            max(n.workers) as largest_notice,
            max(case when n.workers_scope = 'site' or s.sites = 1 then coalesce(s.workers, n.workers) else s.workers end) as largest_site,
            sum(n.workers) as notice_workers,
            max(case when f.payload #>> '{employer,us_employee_count}' ~ '^[0-9]{1,9}$' then (f.payload #>> '{employer,us_employee_count}')::integer end) as employees
        from notice n
        left join site s on s.disclosure_id = n.disclosure_id
        left join filed f on f.disclosure_id = n.disclosure_id
        where n.stands
        group by n.event_id
    )
    select
        null::bigint as fact_id,
        moment as position,
        e.notice_date,
        e.state,
        e.employer,
        e.employer_key,
        e.city,
        e.county,
        coalesce(p.county_fips, a.county_fips) as county_fips,
        coalesce(i.sector, a.sector) as sector,
        e.event_type,
        e.workers,
        e.workers_counted,
        e.workers_total,
        e.wider_than_state,
        not e.rescinded and not e.non_warn and not e.misread as counted,
        e.rescinded,
        e.unlisted,
        e.non_warn,
        e.amended,
        e.temporary,
        e.conditional,
        e.effective_start,
        nullif(e.effective_end, e.effective_start) as effective_end,
        e.notice_date_kind,
        e.reason_stated,
        e.reason,
        e.ai_tier,
        e.ai_label,
        e.ai_quote,
        e.ai_status,
        e.notices,
        e.disclosures,
        e.origin,
        e.source_id,
        e.event_id,
        q.event_id is not null as is_asked,
        e.reason_stated or t.event_id is not null as has_text,
        b.tier as best_tier,
        b.status as best_status,
        b.reported_count,
        b.pct_derived,
        b.whole_event,
        z.largest_notice,
        z.largest_site,
        z.notice_workers,
        z.employees,
        m.is_mass,
        m.is_open
    from event e
    left join placed p on p.disclosure_id = e.event_id and e.disclosures = 1
    left join industry i on i.disclosure_id = e.event_id and e.disclosures = 1
    left join agreed a on a.event_id = e.event_id
    left join asked q on q.event_id = e.event_id
    left join texted t on t.event_id = e.event_id
    left join best b on b.event_id = e.event_id
    left join size z on z.event_id = e.event_id
    left join filed_site m on m.event_id = e.event_id;
end
$_$;

ALTER FUNCTION ledger.fold(these uuid[], is_lined boolean) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fold(these uuid[], is_lined boolean) IS 'The events of the moment that report.as_of names, folded from the filings and links of these disclosures, which are closed under links; null: of all. Lines as in ledger.event_fact, without a number. is_lined: which disclosures are one event stands in ledger.event_line.';

CREATE FUNCTION ledger.fold_lines(moment bigint, these uuid[]) RETURNS TABLE(disclosure_id uuid, event_id uuid, notice_id uuid, precedence integer, superseded boolean, event_disclosures integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
begin
    if cardinality(these) = 0 then
        return;
    end if;
    return query
    with fold as materialized (
        select f.disclosure_id, f.event_id, f.notice_id, f.is_amended, count(*) over (partition by f.event_id)::integer as event_disclosures
        from ledger.folds(moment, these) f
    ),
    ranked as materialized (
        select f.disclosure_id, f.event_id, f.notice_id, f.is_amended, f.event_disclosures,
            row_number() over (
                partition by f.notice_id
                order by
                    f.is_amended,
                    d.origin = 'employer' desc,
                    h.form_type = 'OBS/W',
                    d.source_id = lower(d.state) desc nulls last,
                    -- By what is said, not by when it was recorded: the same in any order of imports.
                    h.notice_date desc nulls last,
                    h.received_date desc nulls last,
                    h.effective_start desc nulls last,
                    d.source_id,
                    h.workers desc nulls last,
                    h.employer,
                    h.location,
                    d.position
            )::integer as precedence
        from fold f
        join ledger.disclosure d on d.disclosure_id = f.disclosure_id and (these is null or d.disclosure_id = any (these))
        cross join lateral (
            select v.form_type, v.notice_date, v.received_date, v.effective_start, v.workers, v.employer, v.location
            from ledger.filing v
            where v.disclosure_id = f.disclosure_id and v.position <= moment
            order by v.version desc
            limit 1
        ) h
    )
    select d.disclosure_id, coalesce(r.event_id, d.disclosure_id), coalesce(r.notice_id, d.disclosure_id), coalesce(r.precedence, 1),
        coalesce(r.is_amended, false), coalesce(r.event_disclosures, 1)
    from ledger.disclosure d
    left join ranked r on r.disclosure_id = d.disclosure_id
    where d.position <= moment and (these is null or d.disclosure_id = any (these));
end
$$;

ALTER FUNCTION ledger.fold_lines(moment bigint, these uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fold_lines(moment bigint, these uuid[]) IS 'Each disclosure of the moment with its event and its rank in its notice, as report.event_members says: folded from the links of these disclosures, which are closed under them; null: of all.';

CREATE FUNCTION ledger.fold_places(moment bigint, these uuid[]) RETURNS TABLE(disclosure_id uuid, county_fips text, sector text, place_mark bytea, industry_mark bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
begin
    return query
    select p.disclosure_id, p.county_fips, i.sector, decode(left(p.statement_sha256, 16), 'hex'), decode(left(i.statement_sha256, 16), 'hex')
    from report.notice_places p
    left join report.notice_industries i on i.disclosure_id = p.disclosure_id and (these is null or i.disclosure_id = any (these))
    where these is null or p.disclosure_id = any (these);
end
$$;

ALTER FUNCTION ledger.fold_places(moment bigint, these uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fold_places(moment bigint, these uuid[]) IS 'County, sector and the marks of ledger.event_line of what each observed disclosure states at the moment, which report.as_of names, too; null: of all.';

CREATE TABLE ledger.state_cell (
    settlement bigint NOT NULL,
    notice_month text,
    state text,
    best_tier smallint,
    events bigint NOT NULL,
    workers bigint NOT NULL,
    without_count bigint NOT NULL,
    notices bigint NOT NULL,
    events_any bigint NOT NULL,
    notices_any bigint NOT NULL,
    disclosures bigint NOT NULL,
    unlisted bigint NOT NULL,
    rescinded bigint NOT NULL,
    non_warn bigint NOT NULL,
    wider bigint NOT NULL,
    with_reason bigint NOT NULL,
    statutory bigint NOT NULL,
    statutory_event_workers bigint NOT NULL,
    asked bigint NOT NULL,
    with_text bigint NOT NULL,
    ai_workers bigint NOT NULL,
    reported_count bigint NOT NULL,
    pct_derived bigint NOT NULL,
    whole_event bigint NOT NULL,
    proposed bigint NOT NULL
);

ALTER TABLE ledger.state_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.state_cell IS 'What each settling changed of the sums by month, jurisdiction and best tier of evidence, appended and never updated: all that the totals, the states and the ladder of evidence are summed from.';

COMMENT ON COLUMN ledger.state_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.state_cell.notice_month IS 'As in report.events.';

COMMENT ON COLUMN ledger.state_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.state_cell.best_tier IS 'As in ledger.event_fact.';

COMMENT ON COLUMN ledger.state_cell.events IS 'Counted events more, or less.';

COMMENT ON COLUMN ledger.state_cell.workers IS 'Workers of them.';

COMMENT ON COLUMN ledger.state_cell.without_count IS 'Of the events, those without a figure for the state.';

COMMENT ON COLUMN ledger.state_cell.notices IS 'Notices of the events.';

COMMENT ON COLUMN ledger.state_cell.events_any IS 'Events, counted or not.';

COMMENT ON COLUMN ledger.state_cell.notices_any IS 'Notices of these.';

COMMENT ON COLUMN ledger.state_cell.disclosures IS 'Disclosures of these.';

COMMENT ON COLUMN ledger.state_cell.unlisted IS 'Of these, unlisted ones.';

COMMENT ON COLUMN ledger.state_cell.rescinded IS 'Of these, rescinded ones.';

COMMENT ON COLUMN ledger.state_cell.non_warn IS 'Of these, ones outside the acts.';

COMMENT ON COLUMN ledger.state_cell.wider IS 'Of these, ones that state a figure wider than the state.';

COMMENT ON COLUMN ledger.state_cell.with_reason IS 'Counted events with a stated reason.';

COMMENT ON COLUMN ledger.state_cell.statutory IS 'Counted events attributed to AI on tier 1 or 2.';

COMMENT ON COLUMN ledger.state_cell.statutory_event_workers IS 'Workers of those, as events have them.';

COMMENT ON COLUMN ledger.state_cell.asked IS 'Counted events of which a form asked about AI.';

COMMENT ON COLUMN ledger.state_cell.with_text IS 'Counted events of which a text was read.';

COMMENT ON COLUMN ledger.state_cell.ai_workers IS 'Workers attributed to AI on the best tier.';

COMMENT ON COLUMN ledger.state_cell.reported_count IS 'Of these, as reported.';

COMMENT ON COLUMN ledger.state_cell.pct_derived IS 'Of these, from percentages.';

COMMENT ON COLUMN ledger.state_cell.whole_event IS 'Of these, the whole of the event.';

COMMENT ON COLUMN ledger.state_cell.proposed IS 'Counted events whose best tier is a proposal.';

CREATE FUNCTION ledger.fold_state_sums(base bigint, events uuid[], disclosures uuid[]) RETURNS SETOF ledger.state_cell
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select
        base,
        to_char((c.fact).notice_date, 'YYYY-MM'), (c.fact).state, (c.fact).best_tier,
        coalesce(sum(c.sign) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).workers_counted) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).workers_counted is null), 0),
        coalesce(sum(c.sign * (c.fact).notices) filter (where (c.fact).counted), 0),
        sum(c.sign), sum(c.sign * (c.fact).notices), sum(c.sign * (c.fact).disclosures),
        coalesce(sum(c.sign) filter (where (c.fact).unlisted), 0),
        coalesce(sum(c.sign) filter (where (c.fact).rescinded), 0),
        coalesce(sum(c.sign) filter (where (c.fact).non_warn), 0),
        coalesce(sum(c.sign) filter (where (c.fact).wider_than_state), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).reason_stated), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).ai_tier <= 2), 0),
        coalesce(sum(c.sign * (c.fact).workers_counted) filter (where (c.fact).counted and (c.fact).ai_tier <= 2), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).is_asked), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).has_text), 0),
        coalesce(sum(c.sign * (coalesce((c.fact).reported_count, 0) + coalesce((c.fact).pct_derived, 0) + coalesce((c.fact).whole_event, 0))) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).reported_count) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).pct_derived) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign * (c.fact).whole_event) filter (where (c.fact).counted), 0),
        coalesce(sum(c.sign) filter (where (c.fact).counted and (c.fact).best_status = 'proposed'), 0)
    from ledger.event_changes(base, events, disclosures) c
    group by 2, 3, 4
$$;

ALTER FUNCTION ledger.fold_state_sums(base bigint, events uuid[], disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fold_state_sums(base bigint, events uuid[], disclosures uuid[]) IS 'What a tail changes of the sums by month, jurisdiction and best tier; with nulls, the sums of all events, folded anew.';

CREATE TABLE ledger.voice_cell (
    settlement bigint NOT NULL,
    notice_month text,
    tier smallint NOT NULL,
    events bigint NOT NULL,
    workers bigint NOT NULL,
    without_count bigint NOT NULL,
    proposed bigint NOT NULL,
    reported_count bigint NOT NULL,
    pct_derived bigint NOT NULL,
    whole_event bigint NOT NULL,
    denied bigint NOT NULL
);

ALTER TABLE ledger.voice_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.voice_cell IS 'What each settling changed of the sums of events attributed to AI, by month and tier; appended and never updated.';

COMMENT ON COLUMN ledger.voice_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.voice_cell.notice_month IS 'As in event_voice.';

COMMENT ON COLUMN ledger.voice_cell.tier IS 'Tier of evidence, 1 to 5.';

COMMENT ON COLUMN ledger.voice_cell.events IS 'Counted events attributed to AI more, or less.';

COMMENT ON COLUMN ledger.voice_cell.workers IS 'Their workers: reported_count + pct_derived + whole_event.';

COMMENT ON COLUMN ledger.voice_cell.without_count IS 'Those without any figure.';

COMMENT ON COLUMN ledger.voice_cell.proposed IS 'Those no reviewer has settled.';

COMMENT ON COLUMN ledger.voice_cell.reported_count IS 'Workers as employers counted them.';

COMMENT ON COLUMN ledger.voice_cell.pct_derived IS 'Workers by filed percentages.';

COMMENT ON COLUMN ledger.voice_cell.whole_event IS 'All workers of notices that give neither.';

COMMENT ON COLUMN ledger.voice_cell.denied IS 'Events, counted or not, in which AI is denied.';

CREATE FUNCTION ledger.fold_voice_sums(base bigint, events uuid[], disclosures uuid[]) RETURNS SETOF ledger.voice_cell
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
    select base, v.notice_month, v.tier,
        coalesce(sum(v.sign) filter (where v.is_summed), 0),
        coalesce(sum(v.sign * (coalesce(v.reported_count, 0) + coalesce(v.pct_derived, 0) + coalesce(v.whole_event, 0))) filter (where v.is_summed), 0),
        coalesce(sum(v.sign) filter (where v.is_summed and coalesce(v.reported_count, v.pct_derived, v.whole_event) is null), 0),
        coalesce(sum(v.sign) filter (where v.is_summed and v.status = 'proposed'), 0),
        coalesce(sum(v.sign * v.reported_count) filter (where v.is_summed), 0),
        coalesce(sum(v.sign * v.pct_derived) filter (where v.is_summed), 0),
        coalesce(sum(v.sign * v.whole_event) filter (where v.is_summed), 0),
        coalesce(sum(v.sign) filter (where v.is_denied), 0)
    from (
        select -1 as sign, w.*, w.counted and w.status is not null as is_summed
        from ledger.event_voice w
        where w.event_id = any (events) and w.position <= base
            and not exists (select from ledger.event_voice_end e where e.voice_id = w.voice_id and e.position <= base)
        union all
        select 1, n.*, n.counted and n.status is not null
        from ledger.fold_voices(base, events, disclosures, false) n
    ) v
    group by v.notice_month, v.tier
$$;

ALTER FUNCTION ledger.fold_voice_sums(base bigint, events uuid[], disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fold_voice_sums(base bigint, events uuid[], disclosures uuid[]) IS 'What a tail changes of the sums by month and tier; with nulls, the sums of all events, folded anew.';

CREATE TABLE ledger.event_voice (
    voice_id bigint NOT NULL,
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    tier smallint NOT NULL,
    notice_month text,
    counted boolean NOT NULL,
    status text,
    reported_count integer,
    pct_derived integer,
    whole_event integer,
    is_denied boolean NOT NULL,
    CONSTRAINT event_voice_says_something CHECK (((status IS NOT NULL) OR is_denied))
);

ALTER TABLE ledger.event_voice OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_voice IS 'What is said of AI in the events, one line an event and tier, as it was at a settled position; appended and never updated.';

COMMENT ON COLUMN ledger.event_voice.voice_id IS 'Running number.';

COMMENT ON COLUMN ledger.event_voice."position" IS 'Settled position from which the line stands.';

COMMENT ON COLUMN ledger.event_voice.event_id IS 'The event: the disclosure of it that was recorded first.';

COMMENT ON COLUMN ledger.event_voice.tier IS 'Tier of evidence, 1 to 5.';

COMMENT ON COLUMN ledger.event_voice.notice_month IS 'Month of the event''s earliest notice date, yyyy-mm; null when none is stated.';

COMMENT ON COLUMN ledger.event_voice.counted IS 'Whether the event enters sums.';

COMMENT ON COLUMN ledger.event_voice.status IS 'accepted or proposed, where the event is attributed to AI on this tier; null where it is denied alone.';

COMMENT ON COLUMN ledger.event_voice.reported_count IS 'Workers as employers counted them; null where none did.';

COMMENT ON COLUMN ledger.event_voice.pct_derived IS 'Workers by filed percentages; null without one.';

COMMENT ON COLUMN ledger.event_voice.whole_event IS 'All workers of notices that give neither; null without such a notice, or without its figure.';

COMMENT ON COLUMN ledger.event_voice.is_denied IS 'Whether AI is denied on this tier, for the event or a part of it.';

CREATE FUNCTION ledger.fold_voices(base bigint, events uuid[], disclosures uuid[], is_lined boolean) RETURNS SETOF ledger.event_voice
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
declare
    moment bigint := report.moment();
    spoken uuid[];
begin
    -- Few disclosures are spoken of; of the others there is nothing to fold.
    spoken := case
        when is_lined and events is not null then array(
            select l.disclosure_id
            from ledger.event_line l
            where l.event_id = any (events) and l.position <= base
                and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= base)
                and exists (
                    select from ledger.filing f
                    join ledger.attribution a on a.accession_no = f.accession_no
                    where f.disclosure_id = l.disclosure_id and a.label <> 'none' and a.position <= moment))
        when disclosures is not null then array(
            select d.disclosure_id
            from unnest(disclosures) d (disclosure_id)
            where exists (
                select from ledger.filing f
                join ledger.attribution a on a.accession_no = f.accession_no
                where f.disclosure_id = d.disclosure_id and a.label <> 'none' and a.position <= moment))
        else array(
            select distinct f.disclosure_id
            from ledger.attribution a
            join ledger.filing f on f.accession_no = a.accession_no
            where a.label <> 'none' and a.position <= moment)
        end;
    if cardinality(spoken) = 0 then
        return;
    end if;
    if events is null then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    return query
    with line as materialized (
        select l.disclosure_id, l.event_id
        from ledger.fold_lines(moment, disclosures) l
        where not is_lined and l.precedence = 1 and l.disclosure_id = any (spoken)
        union all
        select l.disclosure_id, l.event_id
        from ledger.event_line l
        where is_lined and l.precedence = 1 and l.disclosure_id = any (spoken) and l.position <= base
            and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= base)
    ),
    affirmed as materialized (
        select l.event_id, v.tier, min(v.status) as status, sum(v.reported_count)::integer as reported_count,
            (sum(round(v.workers * v.pct / 100)) filter (where v.reported_count is null))::integer as pct_derived,
            (sum(v.workers) filter (where v.reported_count is null and v.pct is null))::integer as whole_event
        from report.ai_voices v
        join line l on l.disclosure_id = v.disclosure_id
        where v.place = 1 and v.disclosure_id = any (spoken)
        group by l.event_id, v.tier
    ),
    denied as materialized (
        select distinct l.event_id, a.tier
        from report.attributions a
        join line l on l.disclosure_id = a.disclosure_id
        where a.in_force and a.status <> 'refused' and a.label = 'ai_denied' and a.disclosure_id = any (spoken)
    ),
    event as materialized (
        select f.event_id, to_char(f.notice_date, 'YYYY-MM') as notice_month, f.counted
        from ledger.fold(disclosures, false) f
        where not is_lined
        union all
        select f.event_id, to_char(f.notice_date, 'YYYY-MM'), f.counted
        from ledger.event_fact f
        where is_lined and f.event_id = any (array(select l.event_id from line l)) and f.position <= base
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
    )
    select null::bigint, moment, e.event_id, s.tier, e.notice_month, e.counted, a.status, a.reported_count, a.pct_derived, a.whole_event, d.event_id is not null
    from (select a.event_id, a.tier from affirmed a union select d.event_id, d.tier from denied d) s
    join event e on e.event_id = s.event_id
    left join affirmed a on a.event_id = s.event_id and a.tier = s.tier
    left join denied d on d.event_id = s.event_id and d.tier = s.tier;
end
$$;

ALTER FUNCTION ledger.fold_voices(base bigint, events uuid[], disclosures uuid[], is_lined boolean) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.fold_voices(base bigint, events uuid[], disclosures uuid[], is_lined boolean) IS 'What is said of AI at the moment that report.as_of names, one line an event and tier. With is_lined, of these events by the lines and facts that are settled at base; without, of the events that these disclosures fold to. With nulls, of all. A migration that changes it settles what is said anew.';

CREATE FUNCTION ledger.folds(moment bigint) RETURNS TABLE(disclosure_id uuid, event_id uuid, notice_id uuid, is_amended boolean)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 10000
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select f.disclosure_id, f.event_id, f.notice_id, f.is_amended from ledger.folds(moment, null) f
$$;

ALTER FUNCTION ledger.folds(moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.folds(moment bigint) IS 'Disclosures that accepted links of the moment tie to others of their state: the event and the notice each belongs to, named by what was recorded first of it, and whether an amendment speaks for it now. Almost linear in the links.';

CREATE FUNCTION ledger.folds(moment bigint, these uuid[]) RETURNS TABLE(disclosure_id uuid, event_id uuid, notice_id uuid, is_amended boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 10000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
declare
    ids uuid[];
    froms integer[];
    tos integer[];
    kinds text[];
    event integer[];
    notice integer[];
    twin integer[];
    amended boolean[];
    a integer;
    b integer;
    up integer;
begin
    with tie as materialized (
        select l.kind, f.disclosure_id as from_id, f.position as from_position, t.disclosure_id as to_id, t.position as to_position,
            row_number() over () as number
        from ledger.link l
        join ledger.disclosure f on f.disclosure_id = l.from_disclosure
        join ledger.disclosure t on t.disclosure_id = l.to_disclosure
        where l.position <= moment and (these is null or l.from_disclosure = any (these))
            and l.status = 'accepted' and l.kind in ('same_notice', 'amendment_of', 'supplements', 'same_event')
            and not exists (select from ledger.link later where later.supersedes_position = l.position and later.position <= moment)
            -- Sums are kept by state.
            and f.state = t.state
    ),
    -- Numbered by a sort and not by a join: nothing here has statistics, and a planner that expects one row chose a loop in a loop.
    placed as materialized (
        select s.number, s.is_from, s.kind, s.id, dense_rank() over (order by s.position)::integer as place
        from (
            select t.number, true as is_from, t.kind, t.from_id as id, t.from_position as position from tie t
            union all
            select t.number, false, t.kind, t.to_id, t.to_position from tie t
        ) s
    )
    select
        (select array_agg(m.id order by m.place) from (select distinct p.place, p.id from placed p) m),
        array_agg(p.place order by p.number) filter (where p.is_from),
        array_agg(p.place order by p.number) filter (where not p.is_from),
        array_agg(p.kind order by p.number) filter (where p.is_from)
    into ids, froms, tos, kinds
    from placed p;
    if ids is null then
        return;
    end if;
    -- Each place points at an earlier one of its group, the first at itself.
    select array_agg(g.place), array_agg(g.place), array_agg(g.place), array_agg(false) into event, notice, twin, amended
    from generate_series(1, cardinality(ids)) g (place);
    -- An assignment to an element of an array that reads the same array copies the whole of it; read apart, it is changed in place.
    for i in 1 .. cardinality(froms) loop
        a := froms[i];
        b := tos[i];
        while event[a] <> a loop up := event[event[a]]; event[a] := up; a := up; end loop;
        while event[b] <> b loop up := event[event[b]]; event[b] := up; b := up; end loop;
        if a < b then event[b] := a; elsif b < a then event[a] := b; end if;
        if kinds[i] in ('same_notice', 'amendment_of') then
            a := froms[i];
            b := tos[i];
            while notice[a] <> a loop up := notice[notice[a]]; notice[a] := up; a := up; end loop;
            while notice[b] <> b loop up := notice[notice[b]]; notice[b] := up; b := up; end loop;
            if a < b then notice[b] := a; elsif b < a then notice[a] := b; end if;
        end if;
        if kinds[i] = 'same_notice' then
            a := froms[i];
            b := tos[i];
            while twin[a] <> a loop up := twin[twin[a]]; twin[a] := up; a := up; end loop;
            while twin[b] <> b loop up := twin[twin[b]]; twin[b] := up; b := up; end loop;
            if a < b then twin[b] := a; elsif b < a then twin[a] := b; end if;
        end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        up := event[event[i]];
        event[i] := up;
        up := notice[notice[i]];
        notice[i] := up;
        up := twin[twin[i]];
        twin[i] := up;
    end loop;
    -- What amends one of two twins amends both.
    for i in 1 .. cardinality(froms) loop
        if kinds[i] = 'amendment_of' then amended[twin[tos[i]]] := true; end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        disclosure_id := ids[i];
        event_id := ids[event[i]];
        notice_id := ids[notice[i]];
        is_amended := amended[twin[i]];
        return next;
    end loop;
end
$$;

ALTER FUNCTION ledger.folds(moment bigint, these uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.folds(moment bigint, these uuid[]) IS 'Disclosures that accepted links of the moment tie to others of their state: the event and the notice each belongs to, named by what was recorded first of it, and whether an amendment speaks for it now. Almost linear in the links. Of those named only, which hold whatever is tied to one of them; null: of all.';

CREATE FUNCTION ledger.guard_text() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if tg_op = 'INSERT' then
        if ledger.is_taken_down(new.snapshot_sha256, new.sha256) then
            new.body := null;
        end if;
        return new;
    end if;
    if new.body is not null or not ledger.is_taken_down(old.snapshot_sha256, old.sha256) then
        raise exception 'update on %.% is refused: the ledger is append-only', tg_table_schema, tg_table_name
            using errcode = 'insufficient_privilege', hint = 'Erase a text with a takedown of its document, which records the reason and the authority.';
    end if;
    return new;
end
$$;

ALTER FUNCTION ledger.guard_text() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.guard_text() IS 'Trigger of extracted_text: a text is erased when its document is taken down, and not stored again after it.';

CREATE FUNCTION ledger.industry_statement_sha256(naics text, industry text, year integer) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(((((COALESCE(naics, ''::text) || chr(31)) || COALESCE(industry, ''::text)) || chr(31)) || COALESCE((year)::text, ''::text)), 'UTF8'::name));

ALTER FUNCTION ledger.industry_statement_sha256(naics text, industry text, year integer) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.industry_statement_sha256(naics text, industry text, year integer) IS 'Digest of all that a filing states of its industry. year: of its notice date, else of its receipt, else of its first effect; null without any.';

CREATE TABLE ledger.submission (
    submission_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    key_id text,
    payload_sha256 bytea NOT NULL,
    outcome text NOT NULL,
    codes text[] NOT NULL,
    answer bytea NOT NULL,
    accession_no text,
    handed_in_by text,
    CONSTRAINT submission_accepted_is_filed CHECK (((outcome = 'accepted'::text) = (accession_no IS NOT NULL))),
    CONSTRAINT submission_outcome_known CHECK ((outcome = ANY (ARRAY['accepted'::text, 'rejected'::text]))),
    CONSTRAINT submission_payload_sha256_length CHECK ((octet_length(payload_sha256) = 32))
);

ALTER TABLE ledger.submission OWNER TO warn_owner;

COMMENT ON TABLE ledger.submission IS 'What was decided of a submission. Of a rejected one nothing is kept but its digest and the answer.';

COMMENT ON COLUMN ledger.submission.submission_id IS 'The submission.';

COMMENT ON COLUMN ledger.submission.received_at IS 'When it was received.';

COMMENT ON COLUMN ledger.submission.decided_at IS 'When it was decided.';

COMMENT ON COLUMN ledger.submission.key_id IS 'The key it named; null when none.';

COMMENT ON COLUMN ledger.submission.payload_sha256 IS 'SHA-256 of the payload as it was handed in.';

COMMENT ON COLUMN ledger.submission.outcome IS 'accepted or rejected.';

COMMENT ON COLUMN ledger.submission.codes IS 'Codes of the filing rules that fired, sorted.';

COMMENT ON COLUMN ledger.submission.answer IS 'The whole answer as canonical JSON: findings and computed values.';

COMMENT ON COLUMN ledger.submission.accession_no IS 'The filing it became; null when rejected.';

COMMENT ON COLUMN ledger.submission.handed_in_by IS 'The session''s user who handed it in; null before this was kept.';

CREATE FUNCTION ledger.is_own(disclosure_id uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (EXISTS (SELECT FROM (ledger.filing f JOIN ledger.submission s ON ((s.accession_no = f.accession_no))) WHERE ((f.disclosure_id = is_own.disclosure_id) AND (s.handed_in_by = SESSION_USER))));

ALTER FUNCTION ledger.is_own(disclosure_id uuid) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.is_own(disclosure_id uuid) IS 'Whether this login handed in a filing of the disclosure.';

CREATE FUNCTION ledger.is_settled(moment bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select coalesce(cardinality(t.disclosures) = 0, false) from ledger.tail(moment) t
$$;

ALTER FUNCTION ledger.is_settled(moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.is_settled(moment bigint) IS 'Whether the events of that moment are settled by the definitions in force: nothing is to be folded.';

CREATE TABLE ledger.claim (
    "position" bigint NOT NULL,
    accession_no text NOT NULL,
    tier smallint NOT NULL,
    kind text NOT NULL,
    claimant text NOT NULL,
    url text,
    published_date date,
    snapshot_sha256 bytea NOT NULL,
    text_sha256 bytea NOT NULL,
    extractor text NOT NULL,
    extractor_version text NOT NULL,
    by_ocr boolean NOT NULL,
    supplied_by text,
    CONSTRAINT claim_claimant_stated CHECK ((TRIM(BOTH FROM claimant) <> ''::text)),
    CONSTRAINT claim_kind_known CHECK ((kind = ANY (ARRAY['notice_letter'::text, 'sec_filing'::text, 'press_release'::text, 'earnings_call'::text, 'memo'::text, 'news'::text, 'union'::text]))),
    CONSTRAINT claim_tier_of_kind CHECK ((tier =
CASE
    WHEN (kind = 'notice_letter'::text) THEN 3
    WHEN (kind = ANY (ARRAY['news'::text, 'union'::text])) THEN 5
    ELSE 4
END)),
    CONSTRAINT claim_tier_of_texts CHECK (((tier >= 3) AND (tier <= 5)))
);

ALTER TABLE ledger.claim OWNER TO warn_owner;

COMMENT ON TABLE ledger.claim IS 'A text that speaks of a disclosure, by whom and from where. What it says of AI is the attribution at the same position, a proposal until a reviewer settles it.';

COMMENT ON COLUMN ledger.claim."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.claim.accession_no IS 'The filing that was the newest of its disclosure when the claim was entered.';

COMMENT ON COLUMN ledger.claim.tier IS '3 the notice letter; 4 the employer''s public statement; 5 press and union. Settled by kind.';

COMMENT ON COLUMN ledger.claim.kind IS 'notice_letter, sec_filing, press_release, earnings_call, memo, news or union.';

COMMENT ON COLUMN ledger.claim.claimant IS 'Who says it: the employer, a newspaper, a union.';

COMMENT ON COLUMN ledger.claim.url IS 'Where it was published; null when not known.';

COMMENT ON COLUMN ledger.claim.published_date IS 'When; null when not known.';

COMMENT ON COLUMN ledger.claim.snapshot_sha256 IS 'The document''s bytes, which are the owner''s alone.';

COMMENT ON COLUMN ledger.claim.text_sha256 IS 'The text taken out of it.';

COMMENT ON COLUMN ledger.claim.extractor IS 'Program that took it out.';

COMMENT ON COLUMN ledger.claim.extractor_version IS 'Its version.';

COMMENT ON COLUMN ledger.claim.by_ocr IS 'The text was read from a picture: its letters may be wrong.';

COMMENT ON COLUMN ledger.claim.supplied_by IS 'Who gave the document by hand; null where it was fetched.';

CREATE TABLE ledger.takedown (
    "position" bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    authority text NOT NULL,
    CONSTRAINT takedown_authority_stated CHECK ((TRIM(BOTH FROM authority) <> ''::text)),
    CONSTRAINT takedown_kind_known CHECK ((kind = ANY (ARRAY['snapshot'::text, 'private_document'::text]))),
    CONSTRAINT takedown_reason_stated CHECK ((TRIM(BOTH FROM reason) <> ''::text))
);

ALTER TABLE ledger.takedown OWNER TO warn_owner;

COMMENT ON TABLE ledger.takedown IS 'Bytes that were erased, why, and by whose authority. Chains, proofs and counts still verify.';

COMMENT ON COLUMN ledger.takedown."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.takedown.kind IS 'snapshot or private_document.';

COMMENT ON COLUMN ledger.takedown.subject IS 'The snapshot''s digest in hexadecimal, or accession number, slash, name of the part.';

COMMENT ON COLUMN ledger.takedown.reason IS 'Why.';

COMMENT ON COLUMN ledger.takedown.authority IS 'Who decided, or the order.';

CREATE FUNCTION ledger.is_taken_down(snapshot_sha256 bytea, text_sha256 bytea) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (EXISTS (SELECT FROM ledger.takedown t WHERE ((t.kind = 'snapshot'::text) AND ((t.subject = encode(is_taken_down.snapshot_sha256, 'hex'::text)) OR (EXISTS (SELECT FROM ledger.claim c WHERE ((c.text_sha256 = is_taken_down.text_sha256) AND (t.subject = encode(c.snapshot_sha256, 'hex'::text)))))))));

ALTER FUNCTION ledger.is_taken_down(snapshot_sha256 bytea, text_sha256 bytea) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.is_taken_down(snapshot_sha256 bytea, text_sha256 bytea) IS 'Whether the document of a text was taken down, or any other that says the same.';

CREATE FUNCTION ledger.keep_checkpoint(origin text, size bigint, root_sha256 bytea, note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    newest ledger.checkpoint;
begin
    perform pg_advisory_xact_lock(x'5741434B'::bigint);
    select c.* into newest from ledger.checkpoint c order by c.checkpoint_id desc limit 1;
    if newest.origin <> keep_checkpoint.origin then
        raise exception 'this log is named %, not %', newest.origin, keep_checkpoint.origin
            using errcode = 'WR801', hint = 'A log keeps its name; the key may change.';
    end if;
    if newest.size > keep_checkpoint.size or (newest.size = keep_checkpoint.size and newest.root_sha256 <> keep_checkpoint.root_sha256) then
        raise exception 'a checkpoint of % entries does not follow that of %', keep_checkpoint.size, newest.size
            using errcode = 'WR801', hint = 'Look with: warnctl verify';
    end if;
    if keep_checkpoint.size > coalesce((select max(l.position) from ledger.log l), 0) then
        raise exception 'the log has fewer than % entries', keep_checkpoint.size using errcode = 'WR801', hint = 'Look with: warnctl verify';
    end if;
    insert into ledger.checkpoint (origin, size, root_sha256, note)
    values (keep_checkpoint.origin, keep_checkpoint.size, keep_checkpoint.root_sha256, keep_checkpoint.note)
    on conflict do nothing;
end
$$;

ALTER FUNCTION ledger.keep_checkpoint(origin text, size bigint, root_sha256 bytea, note text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.keep_checkpoint(origin text, size bigint, root_sha256 bytea, note text) IS 'Keeps a signed checkpoint. It must follow the newest one: the same name, no fewer entries. Error WR801: it does not. That its root is the log''s is checked by who makes it, and by warnctl verify.';

CREATE FUNCTION ledger.keep_hold(submission_id uuid, codes text[], answer bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into ledger.hold (submission_id, codes, answer)
    select i.submission_id, keep_hold.codes, keep_hold.answer from ledger.inbox i where i.submission_id = keep_hold.submission_id
    on conflict do nothing
$$;

ALTER FUNCTION ledger.keep_hold(submission_id uuid, codes text[], answer bytea) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.keep_hold(submission_id uuid, codes text[], answer bytea) IS 'Holds a submission of the inbox for a person.';

CREATE FUNCTION ledger.keep_private(digests text[], reason text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into ledger.private_snapshot (sha256, reason)
    select s.sha256, keep_private.reason
    from ledger.snapshot s
    where s.sha256 = any (select decode(d.digest, 'hex') from unnest(digests) d (digest))
    on conflict do nothing
$$;

ALTER FUNCTION ledger.keep_private(digests text[], reason text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.keep_private(digests text[], reason text) IS 'Makes snapshots private, by their digests in hexadecimal. In the transaction that stores them, so that nobody sees them before.';

CREATE FUNCTION ledger.keep_snapshots(is_public boolean) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION ledger.keep_snapshots(is_public boolean) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.keep_snapshots(is_public boolean) IS 'Stores the staged pages; bytes that were taken down stay away.';

CREATE FUNCTION ledger.largest_of_month(base bigint, touched text[], of_month date) RETURNS TABLE(employer_key text, employer text, workers bigint)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 5
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select l.employer_key, l.employer, l.workers
    from ledger.employer_month l
    where l.notice_month = of_month and l.position <= base and l.employer_key <> all (touched)
        and (select true from ledger.employer_month_end e where e.line_id = l.line_id and e.position <= base) is not true
    order by l.workers desc, l.employer_key
    limit 5
$$;

ALTER FUNCTION ledger.largest_of_month(base bigint, touched text[], of_month date) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.largest_of_month(base bigint, touched text[], of_month date) IS 'The five employers with most workers of a month as they are settled at that position, but for those touched, from an end of an index.';

CREATE FUNCTION ledger.lead_days(notice_date date, notice_date_kind text, effective_start date) RETURNS integer
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN ((notice_date_kind IS DISTINCT FROM 'inferred'::text) AND (((effective_start - notice_date) >= 0) AND ((effective_start - notice_date) <= 400))) THEN (effective_start - notice_date) ELSE NULL::integer END;

ALTER FUNCTION ledger.lead_days(notice_date date, notice_date_kind text, effective_start date) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.lead_days(notice_date date, notice_date_kind text, effective_start date) IS 'Days from a notice to the first day of the layoff; null where one is not stated or inferred, and below 0 or above 400, which no notice is.';

CREATE FUNCTION ledger.limit_inbox() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    waiting record;
begin
    perform from handed_in h where h.seq % 16 = 0 limit 1;
    if not found then
        return null;
    end if;
    -- session_user is the login even here, where current_user is the owner.
    select count(*) as rows, sum(octet_length(i.payload)) as bytes into waiting from ledger.inbox i where i.handed_in_by = session_user;
    if waiting.rows > 1000 or waiting.bytes > 67108864 then
        raise exception '% has % submissions of % bytes waiting', session_user, waiting.rows, waiting.bytes
            using errcode = 'WR710', hint = 'At most 1,000 and 64 MiB wait at once: hand in again when the desk has decided some.';
    end if;
    return null;
end
$$;

ALTER FUNCTION ledger.limit_inbox() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.limit_inbox() IS 'Trigger of the inbox: of one login about 1,000 submissions and 64 MiB wait at once, counted for one submission in sixteen. Error WR710.';

CREATE FUNCTION ledger.link_changes(state text, linker text, links jsonb) RETURNS TABLE(number bigint, kind text, from_disclosure uuid, to_disclosure uuid, score numeric, rule text, status text, supersedes_position bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    with standing as materialized (
        select l.*, least(l.from_disclosure, l.to_disclosure) as low, greatest(l.from_disclosure, l.to_disclosure) as high,
            row_number() over (
                partition by least(l.from_disclosure, l.to_disclosure), greatest(l.from_disclosure, l.to_disclosure)
                order by l.reviewer is null, l.position desc) as place
        from ledger.links_in_force(9223372036854775807) l
        join ledger.disclosure f on f.disclosure_id = l.from_disclosure
        join ledger.disclosure t on t.disclosure_id = l.to_disclosure
        where case when link_changes.state is null then f.state <> t.state else f.state = link_changes.state and t.state = link_changes.state end
    ),
    found as materialized (
        select distinct on (least(l.from_disclosure, l.to_disclosure), greatest(l.from_disclosure, l.to_disclosure))
            e.seq, l.kind, l.from_disclosure, l.to_disclosure, l.score, l.rule, l.status,
            least(l.from_disclosure, l.to_disclosure) as low, greatest(l.from_disclosure, l.to_disclosure) as high
        from jsonb_array_elements(links) with ordinality e (link, seq)
        cross join lateral jsonb_populate_record(null::ledger.link, e.link) l
        order by least(l.from_disclosure, l.to_disclosure), greatest(l.from_disclosure, l.to_disclosure), l.score desc, e.seq
    ),
    change as (
        select f.seq, f.kind, f.from_disclosure, f.to_disclosure, f.score, f.rule, f.status, s.position as supersedes_position
        from found f
        left join standing s on s.low = f.low and s.high = f.high and s.place = 1
        where s.position is null
            or s.reviewer is null
            and (s.kind, s.from_disclosure, s.to_disclosure, s.score, s.rule, s.status)
                is distinct from (f.kind, f.from_disclosure, f.to_disclosure, f.score, f.rule, f.status)
        union all
        select null, s.kind, s.from_disclosure, s.to_disclosure, s.score, s.rule, 'withdrawn', s.position
        from standing s
        where s.reviewer is null and s.status <> 'withdrawn'
            and (s.place > 1 or not exists (select from found f where f.low = s.low and f.high = s.high))
    )
    select row_number() over (order by c.seq nulls first, c.supersedes_position), c.kind, c.from_disclosure, c.to_disclosure, c.score,
        c.rule, c.status, c.supersedes_position
    from change c
$$;

ALTER FUNCTION ledger.link_changes(state text, linker text, links jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.link_changes(state text, linker text, links jsonb) IS 'What record_linking would enter: links that are new or differ, and withdrawals of those found no longer; numbered.';

CREATE TABLE ledger.link (
    "position" bigint NOT NULL,
    kind text NOT NULL,
    from_disclosure uuid NOT NULL,
    to_disclosure uuid NOT NULL,
    score numeric NOT NULL,
    rule text NOT NULL,
    status text NOT NULL,
    supersedes_position bigint,
    linker text,
    reviewer text,
    reason text,
    CONSTRAINT link_kind_known CHECK ((kind = ANY (ARRAY['same_notice'::text, 'amendment_of'::text, 'supplements'::text, 'same_event'::text, 'distinct_site'::text, 'distinct'::text]))),
    CONSTRAINT link_one_decider CHECK (((linker IS NULL) OR (reviewer IS NULL))),
    CONSTRAINT link_reviewer_and_reason CHECK (((reviewer IS NULL) = (reason IS NULL))),
    CONSTRAINT link_score_range CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric))),
    CONSTRAINT link_status_known CHECK ((status = ANY (ARRAY['accepted'::text, 'proposed'::text, 'refused'::text, 'withdrawn'::text]))),
    CONSTRAINT link_two_disclosures CHECK ((from_disclosure <> to_disclosure))
);

ALTER TABLE ledger.link OWNER TO warn_owner;

COMMENT ON TABLE ledger.link IS 'Two disclosures related: dated, scored and refusable, never a merge.';

COMMENT ON COLUMN ledger.link."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.link.kind IS 'same_notice, amendment_of, supplements, same_event, distinct_site or distinct.';

COMMENT ON COLUMN ledger.link.from_disclosure IS 'The later or amending one.';

COMMENT ON COLUMN ledger.link.to_disclosure IS 'The other.';

COMMENT ON COLUMN ledger.link.score IS '0 to 1; 1 is certain.';

COMMENT ON COLUMN ledger.link.rule IS 'The rule that decided.';

COMMENT ON COLUMN ledger.link.status IS 'accepted: it folds; proposed: for a reviewer; refused: a person said no, and it is never proposed again; withdrawn: the linker finds it no longer.';

COMMENT ON COLUMN ledger.link.supersedes_position IS 'The link that this one settles anew; null for a first.';

COMMENT ON COLUMN ledger.link.linker IS 'Version of the linker that found or withdrew it; null where a person decided, and before version 2.';

COMMENT ON COLUMN ledger.link.reviewer IS 'The person who confirmed or refused it; null where the linker decided.';

COMMENT ON COLUMN ledger.link.reason IS 'Why that person did; null where the linker decided.';

CREATE FUNCTION ledger.links_in_force(moment bigint) RETURNS SETOF ledger.link
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select l.*
    from ledger.link l
    where l.position <= moment
        and not exists (select from ledger.link later where later.supersedes_position = l.position and later.position <= moment)
$$;

ALTER FUNCTION ledger.links_in_force(moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.links_in_force(moment bigint) IS 'Links that no later one had settled anew at the moment, whatever their status.';

CREATE FUNCTION ledger.live_settler() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (EXISTS (SELECT FROM pg_locks l WHERE ((l.locktype = 'advisory'::text) AND (l.classid = (('01010111010000010101001001010011'::"bit")::integer)::oid) AND (l.objid = (1)::oid) AND (l.objsubid = 2) AND l.granted AND (l.database = (SELECT d.oid FROM pg_database d WHERE (d.datname = current_database()))))));

ALTER FUNCTION ledger.live_settler() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.live_settler() IS 'Whether a program is connected that settles whenever the log has grown: it holds the lock of ledger.enter_settler. Who records something need not settle it then.';

CREATE FUNCTION ledger.mass_layoff(event_type text, temporary boolean, is_mass boolean, largest_notice integer, largest_site integer, notice_workers bigint, is_open boolean) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (event_type IS DISTINCT FROM 'layoff'::text) THEN CASE WHEN (event_type = 'closure'::text) THEN 'no'::text ELSE 'unknown'::text END WHEN temporary THEN 'unknown'::text WHEN is_mass THEN 'yes'::text WHEN (largest_notice IS NULL) THEN 'unknown'::text WHEN (COALESCE(largest_site, 0) >= 500) THEN 'yes'::text WHEN (notice_workers < 50) THEN 'no'::text WHEN (is_open IS FALSE) THEN 'no'::text ELSE 'unknown'::text END;

ALTER FUNCTION ledger.mass_layoff(event_type text, temporary boolean, is_mass boolean, largest_notice integer, largest_site integer, notice_workers bigint, is_open boolean) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.mass_layoff(event_type text, temporary boolean, is_mass boolean, largest_notice integer, largest_site integer, notice_workers bigint, is_open boolean) IS 'Whether an event is a mass layoff by 29 U.S.C. 2101(a)(3): yes, no or unknown. A plant closing is none; a temporary layoff is an employment loss only beyond six months, 2101(a)(6). Arguments as in report.event_sizes.';

CREATE FUNCTION ledger.name_key(name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN regexp_replace(lower(NORMALIZE(name, NFKC)), '[[:punct:][:space:]]+'::text, ''::text, 'g'::text);

ALTER FUNCTION ledger.name_key(name text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.name_key(name text) IS 'A name folded for comparison: NFKC, lower case, without punctuation and white space.';

CREATE FUNCTION ledger.next_attempt_at(attempts bigint, last_attempt_at timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (last_attempt_at + ('1 day'::interval * LEAST((30)::double precision, power((2)::double precision, ((LEAST(attempts, (6)::bigint) - 1))::double precision))));

ALTER FUNCTION ledger.next_attempt_at(attempts bigint, last_attempt_at timestamp with time zone) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.next_attempt_at(attempts bigint, last_attempt_at timestamp with time zone) IS 'When a letter that failed so often is asked for again: a day after the first attempt, then two, four and so on, up to thirty. Null before any attempt.';

CREATE FUNCTION ledger.notice_dates(base bigint, touched uuid[]) RETURNS daterange
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select daterange(min(f.notice_date), max(f.notice_date), '[]')
    from ledger.event_fact f
    where f.counted and f.position <= base and f.event_id <> all (touched)
        and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    having min(f.notice_date) is not null
$$;

ALTER FUNCTION ledger.notice_dates(base bigint, touched uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.notice_dates(base bigint, touched uuid[]) IS 'First and last notice date of the counted events as they are settled at that position, but for those touched, as a range; null where there is none.';

CREATE FUNCTION ledger.open_import() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION ledger.open_import() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.open_import() IS 'Makes the staging tables of one import for this transaction. COPY the pages, rejections and columns, call ledger.enter_run, COPY filings and call ledger.file_staged as often as needed, then ledger.file_unlisted and ledger.close_import.';

CREATE FUNCTION ledger.own_filings(number text) RETURNS SETOF ledger.filing
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select f.*
    from ledger.filing f
    where f.disclosure_id = coalesce(
            (select n.disclosure_id from ledger.filing n where n.accession_no = number),
            case when number ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then number::uuid end)
        and ledger.is_own(f.disclosure_id)
    order by f.version
$_$;

ALTER FUNCTION ledger.own_filings(number text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.own_filings(number text) IS 'The filings of a disclosure that this login handed in, oldest first; number: the disclosure, or any filing of it.';

CREATE TABLE ledger.private_body (
    accession_no text NOT NULL,
    name text NOT NULL,
    salt bytea NOT NULL,
    body bytea NOT NULL,
    CONSTRAINT private_body_salt_length CHECK ((octet_length(salt) >= 16))
);

ALTER TABLE ledger.private_body OWNER TO warn_owner;

COMMENT ON TABLE ledger.private_body IS 'Bytes and salts of private parts: what a takedown erases. No row: removed.';

COMMENT ON COLUMN ledger.private_body.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.private_body.name IS 'The part.';

COMMENT ON COLUMN ledger.private_body.salt IS 'Random bytes, so that a short text cannot be guessed from its digest.';

COMMENT ON COLUMN ledger.private_body.body IS 'Canonical JSON of the part.';

CREATE FUNCTION ledger.own_private_parts(accession_no text) RETURNS SETOF ledger.private_body
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select b.*
    from ledger.private_body b
    join ledger.submission s on s.accession_no = b.accession_no
    where b.accession_no = own_private_parts.accession_no and s.handed_in_by = session_user
    order by b.name
$$;

ALTER FUNCTION ledger.own_private_parts(accession_no text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.own_private_parts(accession_no text) IS 'Private parts of a filing that this login handed in itself, as far as they are kept.';

CREATE FUNCTION ledger.place_notices(moment bigint) RETURNS TABLE(place_mark bytea, state text, notices bigint)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 20000
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
    with tail as materialized (
        select t.settlement, t.sum_settlement, t.base, t.disclosures from ledger.tail(moment) t
    )
    select p.place_mark, p.state, sum(p.notices)::bigint
    from (
        select c.place_mark, c.state, c.notices
        from ledger.place_cell c
        where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
        union all
        select l.place_mark, d.state, -1
        from ledger.event_line l
        join ledger.disclosure d on d.disclosure_id = l.disclosure_id
        where l.disclosure_id = any ((select t.disclosures from tail t)::uuid[]) and l.place_mark is not null and l.position <= (select t.base from tail t)
            and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= (select t.base from tail t))
        union all
        select f.place_mark, d.state, 1
        from ledger.tail_places(moment, (select t.disclosures from tail t)) f
        join ledger.disclosure d on d.disclosure_id = f.disclosure_id
    ) p
    group by p.place_mark, p.state
    having sum(p.notices) <> 0
$$;

ALTER FUNCTION ledger.place_notices(moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.place_notices(moment bigint) IS 'How many observed disclosures state the same of their place, by the mark of what they state: of the settled cells, and of what the tail of the log changes of them.';

CREATE FUNCTION ledger.place_statement_sha256(state text, city text, county text, zip text, location text, is_elsewhere boolean, sites text) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(((((((((((((COALESCE(state, ''::text) || chr(31)) || COALESCE(city, ''::text)) || chr(31)) || COALESCE(county, ''::text)) || chr(31)) || COALESCE(zip, ''::text)) || chr(31)) || COALESCE(location, ''::text)) || chr(31)) || (is_elsewhere)::text) || chr(31)) || COALESCE(sites, ''::text)), 'UTF8'::name));

ALTER FUNCTION ledger.place_statement_sha256(state text, city text, county text, zip text, location text, is_elsewhere boolean, sites text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.place_statement_sha256(state text, city text, county text, zip text, location text, is_elsewhere boolean, sites text) IS 'Digest of all that a filing states of its place. sites: city and county of each, in order, parted by the unit and the record separator (U+001F, U+001E); is_elsewhere: its warning place_elsewhere.';

CREATE FUNCTION ledger.private_breaks() RETURNS TABLE(code text, subject text, "position" bigint, message text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select case when b.body is null then 'removed_bytes' else 'changed_bytes' end, d.accession_no || '/' || d.name, f.position,
        case when b.body is null then 'this private part is gone, and no takedown says so' else 'this private part does not have its salted digest' end
    from ledger.private_document d
    join ledger.filing f on f.accession_no = d.accession_no
    left join ledger.private_body b on b.accession_no = d.accession_no and b.name = d.name
    where not exists (select from ledger.takedown t where t.kind = 'private_document' and t.subject = d.accession_no || '/' || d.name)
        and sha256(b.salt || b.body) is distinct from d.salted_sha256
    union all
    select case when x.body is null then 'removed_bytes' else 'changed_bytes' end, 'text ' || encode(x.sha256, 'hex'), null,
        case when x.body is null then 'this text is gone, and no takedown says so' else 'this text does not have its digest' end
    from ledger.extracted_text x
    where case when x.body is null then not ledger.is_taken_down(x.snapshot_sha256, x.sha256) else sha256(convert_to(x.body, 'UTF8')) <> x.sha256 end
$$;

ALTER FUNCTION ledger.private_breaks() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.private_breaks() IS 'The same for private parts and texts of documents: compares digests without showing what is private.';

CREATE FUNCTION ledger.propose_edit(run_id bigint, edit text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into ledger.run_proposal (run_id, edit)
    select r.run_id, propose_edit.edit from ledger.run r where r.run_id = propose_edit.run_id and r.outcome = 'stopped'
    on conflict do nothing
$$;

ALTER FUNCTION ledger.propose_edit(run_id bigint, edit text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.propose_edit(run_id bigint, edit text) IS 'Keeps the manifest edit proposed for a stopped run. The first stays.';

CREATE FUNCTION ledger.reattribute(changes jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    entered bigint;
begin
    create temporary table new_attribution on commit drop as
    select row_number() over (order by c.accession_no, c.text_sha256) - 1 as place, f.disclosure_id, c.*
    from jsonb_to_recordset(changes) c (
        accession_no text, tier smallint, label text, technology text, quote text, quote_start integer, quote_end integer, text_sha256 bytea,
        rule text, phrasebook text)
    join ledger.filing f on f.accession_no = c.accession_no
    -- What a person decided of this text stays.
    where c.tier >= 3 and not exists (
        select from ledger.review r
        join ledger.attribution a on a.position = r.position
        join ledger.filing o on o.accession_no = a.accession_no
        where o.disclosure_id = f.disclosure_id and a.tier = c.tier and a.text_sha256 = c.text_sha256);
    select count(*) into entered from pg_temp.new_attribution;
    if entered = 0 then
        return 0;
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(entered) t;
    insert into ledger.attribution (
        position, seq, accession_no, tier, label, technology, quote, quote_start, quote_end, text_sha256, rule, phrasebook, status)
    select taken.first_position + n.place, 1, n.accession_no, n.tier, n.label, n.technology, n.quote, n.quote_start, n.quote_end, n.text_sha256,
        n.rule, n.phrasebook, 'proposed'
    from pg_temp.new_attribution n;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select e.position, 'attribution', a.accession_no || ' ' || a.phrasebook, e.digest, taken.entry_at
    from ledger.entry e
    join ledger.attribution a on a.position = e.position
    where e.kind = 'attribution' and e.position between taken.first_position and taken.first_position + entered - 1
    order by e.position;
    perform ledger.announce(taken.first_position, taken.first_position + entered - 1, 'attribution', null);
    return entered;
end
$$;

ALTER FUNCTION ledger.reattribute(changes jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.reattribute(changes jsonb) IS 'Enters attributions of tiers 3 to 5 by another phrasebook, each an entry of its own, and gives how many. Texts that a reviewer decided are left alone; nothing is overwritten.';

CREATE FUNCTION ledger.receipt(submission_id uuid) RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    told record;
    is_office boolean := pg_has_role(session_user, 'warn_desk', 'member') or pg_has_role(session_user, 'warn_reviewer', 'member');
begin
    select s.submission_id, s.outcome as state, s.received_at, s.payload_sha256, s.codes, s.answer, s.accession_no, f.disclosure_id, f.form_type,
        f.position, f.chain_sha256, f.accepted_at
    into told
    from ledger.submission s left join ledger.filing f on f.accession_no = s.accession_no
    where s.submission_id = receipt.submission_id and (s.handed_in_by is null or s.handed_in_by = session_user or is_office);
    if not found then
        select i.submission_id, case when h.submission_id is null then 'received' else 'held' end as state, i.received_at,
            sha256(i.payload) as payload_sha256, h.codes, h.answer, null::text as accession_no, null::uuid as disclosure_id, null::text as form_type,
            null::bigint as position, null::bytea as chain_sha256, null::timestamptz as accepted_at
        into told
        from ledger.inbox i left join ledger.hold h on h.submission_id = i.submission_id
        where i.submission_id = receipt.submission_id and (i.handed_in_by = session_user or is_office);
    end if;
    if not found then
        return null;
    end if;
    return jsonb_strip_nulls(jsonb_build_object(
        'submission_id', told.submission_id, 'state', told.state, 'received_at', to_char(told.received_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'payload_sha256', encode(told.payload_sha256, 'hex'), 'codes', to_jsonb(told.codes), 'answer', convert_from(told.answer, 'UTF8'),
        'accession_no', told.accession_no, 'disclosure_id', told.disclosure_id, 'form_type', told.form_type, 'position', told.position,
        'chain_sha256', encode(told.chain_sha256, 'hex'), 'accepted_at', to_char(told.accepted_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')));
end
$$;

ALTER FUNCTION ledger.receipt(submission_id uuid) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.receipt(submission_id uuid) IS 'What became of a submission: received (not decided), held, accepted with its accession number, or rejected, with the codes. Null: never received, or not by this login.';

CREATE FUNCTION ledger.receipts(wanted uuid, most integer) RETURNS SETOF jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
    select jsonb_strip_nulls(jsonb_build_object(
        'submission_id', r.submission_id, 'state', r.state, 'received_at', to_char(r.received_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'payload_sha256', encode(r.payload_sha256, 'hex'), 'codes', to_jsonb(r.codes), 'answer', convert_from(r.answer, 'UTF8'),
        'accession_no', r.accession_no, 'disclosure_id', f.disclosure_id, 'form_type', f.form_type, 'position', f.position,
        'chain_sha256', encode(f.chain_sha256, 'hex'), 'accepted_at', to_char(f.accepted_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))
    from (
        -- Without a number: one's own alone. With one: one's own, or the office's to see.
        (select 1 as precedence, s.submission_id, s.outcome as state, s.received_at, s.payload_sha256, s.codes, s.answer, s.accession_no
        from ledger.submission s
        where case when wanted is null then s.handed_in_by = session_user
            else s.submission_id = wanted and (s.handed_in_by is null or s.handed_in_by = session_user
                or pg_has_role(session_user, 'warn_desk', 'member') or pg_has_role(session_user, 'warn_reviewer', 'member')) end
        order by s.decided_at desc limit most)
        union all
        (select 2, i.submission_id, case when h.submission_id is null then 'received' else 'held' end, i.received_at, sha256(i.payload),
            h.codes, h.answer, null
        from ledger.inbox i left join ledger.hold h on h.submission_id = i.submission_id
        where case when wanted is null then i.handed_in_by = session_user
            else i.submission_id = wanted and (i.handed_in_by = session_user
                or pg_has_role(session_user, 'warn_desk', 'member') or pg_has_role(session_user, 'warn_reviewer', 'member')) end
        order by i.seq desc limit most)
    ) r
    left join ledger.filing f on f.accession_no = r.accession_no
    order by case when wanted is null then r.received_at end desc, r.precedence
    limit most
$$;

ALTER FUNCTION ledger.receipts(wanted uuid, most integer) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.receipts(wanted uuid, most integer) IS 'What became of a submission, or of the login''s own newest ones (null): received, held, accepted or rejected, with the codes. Only who handed it in, the desk and the reviewers see it.';

CREATE FUNCTION ledger.record_employment(vintage_sha256 bytea, stated jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    vintage bigint;
    entered bigint;
begin
    perform pg_advisory_xact_lock(x'57415250'::integer, 2);
    if exists (select from ledger.reference_vintage v where v.name = 'employment' and v.sha256 = vintage_sha256) then
        return 0;
    end if;
    vintage := ledger.enter_reference('employment', vintage_sha256);
    insert into ledger.employment (position, area, industry, year, quarter, employment)
    select vintage, s.area, s.industry, s.year, s.quarter, s.employment
    from jsonb_to_recordset(stated) s (area text, industry text, year smallint, quarter smallint, employment bigint);
    get diagnostics entered = row_count;
    return entered;
end
$$;

ALTER FUNCTION ledger.record_employment(vintage_sha256 bytea, stated jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_employment(vintage_sha256 bytea, stated jsonb) IS 'Enters a vintage of employment and gives its rows; 0 where that file is known.';

CREATE FUNCTION ledger.record_industries(vintage_sha256 bytea, stated jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    vintage_position bigint;
    entered bigint;
begin
    -- Two imports at once enter a vintage once.
    perform pg_advisory_xact_lock(x'57415250'::integer, 1);
    select max(v.position) into vintage_position from ledger.reference_vintage v where v.name = 'industries' and v.sha256 = vintage_sha256;
    vintage_position := coalesce(vintage_position, ledger.enter_reference('industries', vintage_sha256));
    insert into ledger.industry (statement_sha256, position, code, vintage, level, title, sector)
    select ledger.industry_statement_sha256(s.naics, s.industry, s.year), vintage_position, s.code, s.vintage, s.level, s.title, s.sector
    from jsonb_to_recordset(stated) s (
        naics text, industry text, year integer, code text, vintage smallint, level text, title text, sector text)
    on conflict do nothing;
    get diagnostics entered = row_count;
    return entered;
end
$$;

ALTER FUNCTION ledger.record_industries(vintage_sha256 bytea, stated jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_industries(vintage_sha256 bytea, stated jsonb) IS 'Enters what the tables of NAICS make of what rows state, by a vintage of the tables, which is entered too if it is new. What is known by that vintage stays. Gives how many lines are new.';

CREATE FUNCTION ledger.record_letter_attempt(accession_no text, url text, code text, message text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into ledger.letter_attempt (accession_no, url, code, message)
    values (record_letter_attempt.accession_no, record_letter_attempt.url, record_letter_attempt.code, record_letter_attempt.message)
$$;

ALTER FUNCTION ledger.record_letter_attempt(accession_no text, url text, code text, message text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_letter_attempt(accession_no text, url text, code text, message text) IS 'Says that a letter could not be had or read, and why.';

CREATE FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    first_position bigint;
    instant timestamptz;
begin
    entered := 0;
    withdrawn := 0;
    if not exists (select from ledger.link_changes(state, linker, links)) then
        return;
    end if;
    select t.first_position, t.entry_at into first_position, instant from ledger.take_positions(1) t;
    -- Found without what was recorded since: the caller looks again.
    if exists (
            select from ledger.filing f
            where f.position > seen and (record_linking.state is null or f.state = record_linking.state)
        )
        or exists (select from ledger.link l where l.position > seen) then
        entered := null;
        withdrawn := null;
        return;
    end if;
    insert into ledger.link (position, kind, from_disclosure, to_disclosure, score, rule, status, supersedes_position, linker)
    select first_position + c.number - 1, c.kind, c.from_disclosure, c.to_disclosure, c.score, c.rule, c.status, c.supersedes_position,
        record_linking.linker
    from ledger.link_changes(state, linker, links) c;
    select count(*) filter (where l.status <> 'withdrawn'), count(*) filter (where l.status = 'withdrawn') into entered, withdrawn
    from ledger.link l where l.position >= first_position;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select l.position, 'link', l.from_disclosure || ' ' || l.kind || ' ' || l.to_disclosure, ledger.entry_sha256(to_jsonb(l)), instant
    from ledger.link l where l.position >= first_position;
    perform ledger.announce(first_position, first_position + entered + withdrawn - 1, 'link', null);
end
$$;

ALTER FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) IS 'Enters what differs between the links the linker finds in one state (null: between states) and those it found before; what it finds no longer is withdrawn. Pairs that a person decided are left alone. seen: the newest position of the log when the linker looked; nulls are given back where a filing of the state or a link came since. Keys of each link: kind, from_disclosure, to_disclosure, score, rule, status.';

CREATE FUNCTION ledger.record_metropolitan_counties(vintage_sha256 bytea, stated jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    vintage bigint;
    entered bigint;
begin
    perform pg_advisory_xact_lock(x'57415250'::integer, 3);
    if exists (select from ledger.reference_vintage v where v.name = 'metropolitan_counties' and v.sha256 = vintage_sha256) then
        return 0;
    end if;
    vintage := ledger.enter_reference('metropolitan_counties', vintage_sha256);
    insert into ledger.metropolitan_county (position, cbsa, county_fips, title)
    select vintage, s.cbsa, s.county_fips, s.title
    from jsonb_to_recordset(stated) s (cbsa text, county_fips text, title text);
    get diagnostics entered = row_count;
    return entered;
end
$$;

ALTER FUNCTION ledger.record_metropolitan_counties(vintage_sha256 bytea, stated jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_metropolitan_counties(vintage_sha256 bytea, stated jsonb) IS 'Enters a delineation of metropolitan areas and gives its rows; 0 where that file is known.';

CREATE FUNCTION ledger.record_placements(vintage_sha256 bytea, stated jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    vintage bigint;
    entered bigint;
begin
    -- Two imports at once enter a vintage once.
    perform pg_advisory_xact_lock(x'57415250'::integer, 0);
    select max(v.position) into vintage from ledger.reference_vintage v where v.name = 'places' and v.sha256 = vintage_sha256;
    vintage := coalesce(vintage, ledger.enter_reference('places', vintage_sha256));
    insert into ledger.placement (statement_sha256, position, county_fips, place_fips, basis, confidence)
    select ledger.place_statement_sha256(s.state, s.city, s.county, s.zip, s.location, s.is_elsewhere, s.sites), vintage,
        s.county_fips, s.place_fips, s.basis, s.confidence
    from jsonb_to_recordset(stated) s (
        state text, city text, county text, zip text, location text, is_elsewhere boolean, sites text,
        county_fips text, place_fips text, basis text, confidence text)
    on conflict do nothing;
    get diagnostics entered = row_count;
    return entered;
end
$$;

ALTER FUNCTION ledger.record_placements(vintage_sha256 bytea, stated jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_placements(vintage_sha256 bytea, stated jsonb) IS 'Enters the county and place of what rows state, by a vintage of the rosters, which is entered too if it is new. What is known by that vintage stays. Gives how many lines are new.';

CREATE FUNCTION ledger.record_profile(run_id bigint, described jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into ledger.run_profile (run_id, newest_on, event_types, date_orders, content_sha256, compared_run_id)
    select record_profile.run_id, p.newest_on, p.event_types, p.date_orders, p.content_sha256, p.compared_run_id
    from jsonb_populate_record(null::ledger.run_profile, described -> 'profile') p
    where p.content_sha256 is not null;
    insert into ledger.run_column_kind (run_id, section, column_name, rows, examined, dates, counts)
    select record_profile.run_id, k.section, k.column_name, k.rows, k.examined, k.dates, k.counts
    from jsonb_populate_recordset(null::ledger.run_column_kind, described -> 'columns') k;
    insert into ledger.run_change (run_id, seq, change, column_name, was, now)
    select record_profile.run_id, e.seq, c.change, c.column_name, c.was, c.now
    from jsonb_array_elements(described -> 'changes') with ordinality e (entry, seq)
    cross join lateral jsonb_populate_record(null::ledger.run_change, e.entry) c;
end
$$;

ALTER FUNCTION ledger.record_profile(run_id bigint, described jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_profile(run_id bigint, described jsonb) IS 'Adds to a run what its page was like and how it differs from the last accepted one. Once a run, in the transaction that records it. Keys: profile, columns, changes.';

CREATE TABLE ledger.run (
    run_id bigint NOT NULL,
    source_id text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    code text,
    message text,
    hint text,
    rows integer NOT NULL,
    notices integer NOT NULL,
    held integer NOT NULL,
    rejected integer NOT NULL,
    skipped jsonb NOT NULL,
    skipped_rows integer NOT NULL,
    reading_version text,
    supplied_by text,
    "position" bigint,
    after_position bigint NOT NULL,
    CONSTRAINT run_outcome_known CHECK ((outcome = ANY (ARRAY['accepted'::text, 'unchanged'::text, 'stopped'::text]))),
    CONSTRAINT run_position_of_accepted CHECK (((outcome = 'accepted'::text) = ("position" IS NOT NULL))),
    CONSTRAINT run_stop_stated CHECK (((outcome = 'stopped'::text) = ((code IS NOT NULL) AND (message IS NOT NULL) AND (hint IS NOT NULL)))),
    CONSTRAINT run_tally_adds_up CHECK (((LEAST(rows, notices, held, rejected, skipped_rows) >= 0) AND (rows = (((notices + held) + rejected) + skipped_rows))))
);

ALTER TABLE ledger.run OWNER TO warn_owner;

COMMENT ON TABLE ledger.run IS 'One import of one source: what it read and what became of it. rows = notices + held + rejected + skipped.';

COMMENT ON COLUMN ledger.run.run_id IS 'Number of the run.';

COMMENT ON COLUMN ledger.run.source_id IS 'The source.';

COMMENT ON COLUMN ledger.run.started_at IS 'When fetching began.';

COMMENT ON COLUMN ledger.run.finished_at IS 'When the run was recorded.';

COMMENT ON COLUMN ledger.run.outcome IS 'accepted: the page said something new; unchanged: nothing new, so nothing in the log; stopped: nothing was recorded but the bytes and the reason.';

COMMENT ON COLUMN ledger.run.code IS 'Why it stopped, as a stable code; null unless stopped.';

COMMENT ON COLUMN ledger.run.message IS 'What happened, and where; null unless stopped.';

COMMENT ON COLUMN ledger.run.hint IS 'What to do next; null unless stopped.';

COMMENT ON COLUMN ledger.run.rows IS 'Rows read.';

COMMENT ON COLUMN ledger.run.notices IS 'Rows that became notices.';

COMMENT ON COLUMN ledger.run.held IS 'Rows kept for a person.';

COMMENT ON COLUMN ledger.run.rejected IS 'Rows that could not honestly be turned into a notice; see rejection.';

COMMENT ON COLUMN ledger.run.skipped IS 'Rows skipped, by the named rule that says they are no notices: {"rule": rows}.';

COMMENT ON COLUMN ledger.run.skipped_rows IS 'Sum of skipped.';

COMMENT ON COLUMN ledger.run.reading_version IS 'Version of the manifest and the program that read the page; null when nothing was read.';

COMMENT ON COLUMN ledger.run.supplied_by IS 'Who gave a saved file by hand; null when fetched.';

COMMENT ON COLUMN ledger.run."position" IS 'Position of an accepted run in the log; null for the others.';

COMMENT ON COLUMN ledger.run.after_position IS 'Newest position when the run was recorded.';

CREATE TABLE ledger.run_step (
    run_id bigint NOT NULL,
    step text NOT NULL,
    done_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT run_step_known CHECK ((step = ANY (ARRAY['places'::text, 'links'::text])))
);

ALTER TABLE ledger.run_step OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_step IS 'What an import entered after its filings, in transactions of its own: no line, and a later run of the source makes up for it. Runs before this table have none.';

COMMENT ON COLUMN ledger.run_step.run_id IS 'A run that passed.';

COMMENT ON COLUMN ledger.run_step.step IS 'places: the counties, places and industries of its notices are entered. links: its disclosures are tied to the others of their state.';

COMMENT ON COLUMN ledger.run_step.done_at IS 'When the last of it was entered.';

CREATE FUNCTION ledger.record_run_step(run_id bigint, step text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    BEGIN ATOMIC
 INSERT INTO ledger.run_step (run_id, step)  SELECT r.run_id,
             record_run_step.step AS step
            FROM ledger.run r
           WHERE ((r.run_id = record_run_step.run_id) AND (r.outcome <> 'stopped'::text)) ON CONFLICT DO NOTHING;
END;

ALTER FUNCTION ledger.record_run_step(run_id bigint, step text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.record_run_step(run_id bigint, step text) IS 'Says that a run has entered what follows its filings. Said twice, it is said once; of a stopped run nothing is said.';

CREATE FUNCTION ledger.refold() RETURNS TABLE(event_id uuid, finding text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select r.event_id, r.finding from ledger.refold_sums() r
    union all
    select r.event_id, r.finding from ledger.refold_aggregation() r
$$;

ALTER FUNCTION ledger.refold() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refold() IS 'Events, disclosures, cells and employers that differ, as they are settled and their tail is folded, from what the whole ledger folds to at the moment that report.as_of names: none, unless something is broken.';

CREATE FUNCTION ledger.refold_aggregation() RETURNS TABLE(event_id uuid, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
begin
    return query
    with settled as (
        select row(a.state, a.employer, a.site, a.address, a.jurisdiction, a.event_type, a.events, a.workers, a.largest_alone, a.threshold, a.share_pct,
            a.threshold_alternative, a.finding, a.first_date, a.last_date, a.statute, a.event_ids)::text as line, count(*) as times
        from report.aggregation a
        group by 1
    ),
    folded as (
        select row(a.state, a.employer, a.site, a.address, a.jurisdiction, a.event_type, a.events, a.workers, a.largest_alone, a.threshold, a.share_pct,
            a.threshold_alternative, a.finding, a.first_date, a.last_date, a.statute, a.event_ids)::text as line, count(*) as times
        from ledger.aggregation_of(null, null, null, null) a
        group by 1
    )
    select null::uuid, 'aggregation ' || coalesce(s.line, f.line) || ' is settled ' || coalesce(s.times, 0) || ' times, is found ' || coalesce(f.times, 0)
    from settled s
    full join folded f on f.line = s.line
    where s.times is distinct from f.times;
end
$$;

ALTER FUNCTION ledger.refold_aggregation() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refold_aggregation() IS 'What of refold concerns report.aggregation.';

CREATE FUNCTION ledger.refold_events() RETURNS TABLE(event_id uuid, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
begin
    return query
    with anew as materialized (
        select f.* from ledger.fold(null, false) f
    ),
    settled as materialized (
        select f.event_id, row(f.notice_date, f.notice_month, f.state, f.employer, f.employer_key, f.city, f.county, f.county_fips, f.sector, f.event_type, f.workers,
            f.workers_counted, f.workers_total, f.wider_than_state, f.counted, f.rescinded, f.unlisted, f.non_warn, f.amended, f.temporary, f.conditional,
            f.effective_start, f.effective_end, f.notice_date_kind, f.reason_stated, f.reason, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status, f.notices,
            f.disclosures, f.origin, f.source_id)::text as fact
        from report.events f
    ),
    folded as materialized (
        select f.event_id, row(f.notice_date, to_char(f.notice_date, 'YYYY-MM'), f.state, f.employer, f.employer_key, f.city, f.county, f.county_fips, f.sector, f.event_type,
            f.workers, f.workers_counted, f.workers_total, f.wider_than_state, f.counted, f.rescinded, f.unlisted, f.non_warn, f.amended, f.temporary,
            f.conditional, f.effective_start, f.effective_end, f.notice_date_kind, f.reason_stated, f.reason, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status,
            f.notices, f.disclosures, f.origin, f.source_id)::text as fact
        from anew f
    ),
    settled_size as materialized (
        select f.event_id, row(f.largest_notice, f.largest_site, f.notice_workers, f.employees, f.is_mass, f.is_open)::text as size from report.event_sizes f
    ),
    folded_size as materialized (
        select f.event_id, row(f.largest_notice, f.largest_site, f.notice_workers, f.employees, f.is_mass, f.is_open)::text as size from anew f
    ),
    settled_line as materialized (
        select m.disclosure_id, row(m.event_id, m.notice_id, m.precedence, m.superseded, m.event_disclosures)::text as line from report.event_members m
    ),
    folded_line as materialized (
        select m.disclosure_id, row(m.event_id, m.notice_id, m.precedence, m.superseded, m.event_disclosures)::text as line
        from ledger.fold_lines((select report.moment()), null) m
    ),
    settled_cell as materialized (
        select row(c.notice_month, c.state, c.event_type, c.sector)::text as place, row(c.events, c.notices, c.workers, c.without_count, c.notices_without_count,
                c.temporary, c.temporary_workers, c.temporary_without_count)::text as cell
        from report.event_cells c
    ),
    folded_cell as materialized (
        select row(to_char(e.notice_date, 'YYYY-MM'), e.state, e.event_type, e.sector)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null),
                coalesce(sum(e.notices) filter (where e.workers_counted is null), 0), count(*) filter (where e.temporary),
                coalesce(sum(e.workers_counted) filter (where e.temporary), 0), count(*) filter (where e.temporary and e.workers_counted is null))::text as cell
        from anew e
        where e.counted
        group by to_char(e.notice_date, 'YYYY-MM'), e.state, e.event_type, e.sector
    ),
    settled_day as materialized (
        select row(c.notice_date, c.state)::text as place, row(c.events, c.notices, c.workers, c.without_count)::text as cell from report.day_cells c
    ),
    folded_day as materialized (
        select row(e.notice_date, e.state)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null))::text as cell
        from anew e
        where e.counted and e.notice_date is not null
        group by e.notice_date, e.state
    ),
    settled_county as materialized (
        select row(c.notice_month, c.state, c.county_fips)::text as place, row(c.events, c.notices, c.workers, c.without_count)::text as cell
        from report.county_cells c
    ),
    folded_county as materialized (
        select row(to_char(e.notice_date, 'YYYY-MM'), e.state, e.county_fips)::text as place,
            row(count(*), sum(e.notices), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null))::text as cell
        from anew e
        where e.counted
        group by to_char(e.notice_date, 'YYYY-MM'), e.state, e.county_fips
    ),
    settled_effective as materialized (
        select row(c.effective_month, c.state)::text as place, row(c.events, c.workers, c.without_count)::text as cell from report.effective_cells c
    ),
    folded_effective as materialized (
        select row(to_char(e.effective_start, 'YYYY-MM'), e.state)::text as place,
            row(count(*), coalesce(sum(e.workers_counted), 0), count(*) filter (where e.workers_counted is null))::text as cell
        from anew e
        where e.counted
        group by to_char(e.effective_start, 'YYYY-MM'), e.state
    ),
    settled_figure as materialized (
        select row(c.notice_month, c.state, c.event_type, c.figure_class)::text as place, sum(c.events)::text as cell
        from (
            select c.notice_month, c.state, c.event_type, c.figure_class, c.events
            from ledger.tail((select report.moment())) t
            join ledger.figure_cell c on c.settlement between t.sum_settlement and t.settlement
            union all
            select date_trunc('month', (c.fact).notice_date::timestamp)::date, (c.fact).state, (c.fact).event_type, ledger.figure_class((c.fact).workers_counted), c.sign
            from ledger.tail((select report.moment())) t
            cross join lateral ledger.event_changes(t.base, t.events, t.disclosures) c
            where (c.fact).counted and (c.fact).notice_date is not null
        ) c
        group by c.notice_month, c.state, c.event_type, c.figure_class
        having sum(c.events) <> 0
    ),
    folded_figure as materialized (
        select row(date_trunc('month', e.notice_date::timestamp)::date, e.state, e.event_type, ledger.figure_class(e.workers_counted))::text as place,
            count(*)::text as cell
        from anew e
        where e.counted and e.notice_date is not null
        group by date_trunc('month', e.notice_date::timestamp)::date, e.state, e.event_type, ledger.figure_class(e.workers_counted)
    ),
    settled_employer as materialized (
        select e.employer_key, row(e.employer, e.events, e.notices, e.workers, e.events_without_count, e.states, e.ai_tier, e.first_date, e.last_date, r.employer,
            r.campaigns, r.least_days, r.events, r.workers, r.states)::text as line
        from report.employers e
        left join report.repeat_filers r on r.employer_key = e.employer_key
    ),
    spaced_employer as materialized (
        select c.employer_key, count(*) as campaigns, min(c.days) as least_days
        from (
            select d.employer_key, d.notice_date - lag(d.notice_date) over (partition by d.employer_key order by d.notice_date) as days
            from (
                select e.employer_key, e.notice_date, e.notice_date - lag(e.notice_date) over (partition by e.employer_key order by e.notice_date) as days
                from anew e
                where e.counted and e.notice_date is not null
            ) d
            where d.days is null or d.days > 30
        ) c
        group by c.employer_key
        having min(c.days) <= 365
    ),
    folded_employer as materialized (
        select x.employer_key, row(x.employer, x.events, x.notices, x.workers, x.without_count, x.states, x.ai_tier, x.first_date, x.last_date,
            case when p.employer_key is not null then x.employer end, p.campaigns, p.least_days, case when p.employer_key is not null then x.dated_events end,
            case when p.employer_key is not null then x.dated_workers end, case when p.employer_key is not null then x.dated_states end)::text as line
        from (
            select e.employer_key, (array_agg(e.employer order by e.notice_date desc nulls last, e.event_id))[1] as employer, count(*) as events,
                sum(e.notices) as notices, sum(e.workers_counted) as workers, count(*) filter (where e.workers_counted is null) as without_count,
                count(distinct e.state) as states, min(e.ai_tier) as ai_tier, min(e.notice_date) as first_date, max(e.notice_date) as last_date,
                count(e.notice_date) as dated_events, sum(e.workers_counted) filter (where e.notice_date is not null) as dated_workers,
                count(distinct e.state) filter (where e.notice_date is not null) as dated_states
            from anew e
            where e.counted and e.employer_key <> ''
            group by e.employer_key
        ) x
        left join spaced_employer p on p.employer_key = x.employer_key
    ),
    settled_concentration as materialized (
        select c.notice_month, row(c.employers, c.workers, c.largest_employer, c.largest_workers, c.top_5_workers, c.hhi)::text as line from report.concentration c
    ),
    folded_concentration as materialized (
        select r.notice_month, row(count(*), sum(r.workers), max(r.employer) filter (where r.place = 1), max(r.workers) filter (where r.place = 1),
            sum(r.workers) filter (where r.place <= 5), round(10000 * sum((r.workers / nullif(r.total, 0)) ^ 2))::integer)::text as line
        from (
            select m.*, row_number() over (partition by m.notice_month order by m.workers desc, m.employer_key) as place,
                sum(m.workers) over (partition by m.notice_month) as total
            from (
                select to_char(e.notice_date, 'YYYY-MM') as notice_month, e.employer_key, max(e.employer) as employer, sum(e.workers_counted) as workers
                from anew e
                where e.counted and e.notice_date is not null and e.workers_counted is not null
                group by to_char(e.notice_date, 'YYYY-MM'), e.employer_key
            ) m
        ) r
        group by r.notice_month
    ),
    settled_provision as materialized (
        select row(s.events_all, s.events_concerned, s.events_applies)::text as cell from report.section_2102e_elements s where s.element = 'A'
    ),
    folded_provision as materialized (
        select row(count(*), count(*) filter (where a.applies <> 'no'), count(*) filter (where a.applies = 'yes'))::text as cell
        from anew e
        cross join lateral (
            select ledger.applies(
                ledger.mass_layoff(e.event_type, e.temporary, e.is_mass, e.largest_notice, e.largest_site, e.notice_workers, e.is_open),
                ledger.covered_employer(e.employees, e.notice_workers), e.rescinded, e.non_warn) as applies
        ) a
        where e.counted
    ),
    settled_sum as materialized (
        select row(c.notice_month, c.state, c.best_tier)::text as place,
            row(c.events, c.workers, c.without_count, c.notices, c.events_any, c.notices_any, c.disclosures, c.unlisted, c.rescinded, c.non_warn, c.wider,
                c.with_reason, c.statutory, c.statutory_event_workers, c.asked, c.with_text, c.ai_workers, c.reported_count, c.pct_derived,
                c.whole_event, c.proposed)::text as cell
        from report.state_cells c
    ),
    folded_sum as materialized (
        select row(s.notice_month, s.state, s.best_tier)::text as place,
            row(s.events, s.workers, s.without_count, s.notices, s.events_any, s.notices_any, s.disclosures, s.unlisted, s.rescinded, s.non_warn, s.wider,
                s.with_reason, s.statutory, s.statutory_event_workers, s.asked, s.with_text, s.ai_workers, s.reported_count, s.pct_derived,
                s.whole_event, s.proposed)::text as cell
        from ledger.state_sums(null, null, null) s
    )
    select coalesce(s.event_id, f.event_id),
        case when s.event_id is null then 'missing' when f.event_id is null then 'not an event' else 'settled as ' || s.fact || ', is ' || f.fact end
    from settled s
    full join folded f on f.event_id = s.event_id
    where s.fact is distinct from f.fact
    union all
    select coalesce(s.event_id, f.event_id), 'sized as ' || coalesce(s.size, 'none') || ', is ' || coalesce(f.size, 'none')
    from settled_size s
    full join folded_size f on f.event_id = s.event_id
    where s.size is distinct from f.size
    union all
    select coalesce(s.disclosure_id, f.disclosure_id), 'as a disclosure settled as ' || coalesce(s.line, 'none') || ', is ' || coalesce(f.line, 'none')
    from settled_line s
    full join folded_line f on f.disclosure_id = s.disclosure_id
    where s.line is distinct from f.line
    union all
    select null, 'cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_cell s
    full join folded_cell f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'day cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_day s
    full join folded_day f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'events that the Trahan provision would concern sum to ' || s.cell || ', its events to ' || f.cell
    from settled_provision s
    cross join folded_provision f
    where s.cell <> f.cell
    union all
    select null, 'state cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_sum s
    full join folded_sum f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'county cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_county s
    full join folded_county f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'effective cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_effective s
    full join folded_effective f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'figure cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled_figure s
    full join folded_figure f on f.place = s.place
    where s.cell is distinct from f.cell
    union all
    select null, 'employer ' || coalesce(s.employer_key, f.employer_key) || ' settled as ' || coalesce(s.line, 'none') || ', is ' || coalesce(f.line, 'none')
    from settled_employer s
    full join folded_employer f on f.employer_key = s.employer_key
    where s.line is distinct from f.line
    union all
    select null, 'concentration of ' || coalesce(s.notice_month, f.notice_month) || ' settled as ' || coalesce(s.line, 'none') || ', is ' || coalesce(f.line, 'none')
    from settled_concentration s
    full join folded_concentration f on f.notice_month = s.notice_month
    where s.line is distinct from f.line;
end
$$;

ALTER FUNCTION ledger.refold_events() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refold_events() IS 'What of refold concerns events, disclosures, employers, and cells but those of voices.';

CREATE FUNCTION ledger.refold_periods() RETURNS TABLE(event_id uuid, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
declare
    moment bigint := report.moment();
begin
    return query
    with settled as (
        select row(c.notice_month, c.state, c.event_type, c.size_class, c.lead_days, c.is_conflict)::text as place, c.events from report.lead_cells c
    ),
    summed as (
        select row(date_trunc('month', f.notice_date::timestamp)::date, f.state, f.event_type, ledger.size_class(f.workers_counted),
                ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start),
                ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start))::text as place, count(*) as events
        from ledger.fold(null, false) f
        where f.counted
        group by 1
    )
    select null::uuid, 'lead cell ' || coalesce(s.place, f.place) || ' has ' || coalesce(s.events, 0) || ' events, not ' || coalesce(f.events, 0)
    from settled s
    full join summed f on f.place = s.place
    where s.events is distinct from f.events;
    return query
    with settled as (
        select c.place_mark, c.state, c.notices from ledger.place_notices(moment) c
    ),
    folded as (
        select f.place_mark, d.state, count(*) as notices
        from ledger.fold_places(moment, null) f
        join ledger.disclosure d on d.disclosure_id = f.disclosure_id
        where f.place_mark is not null
        group by f.place_mark, d.state
    )
    select null::uuid, 'place cell ' || coalesce(encode(s.place_mark, 'hex'), encode(f.place_mark, 'hex')) || ' has ' || coalesce(s.notices, 0) || ' notices, not '
        || coalesce(f.notices, 0)
    from settled s
    full join folded f on f.place_mark = s.place_mark and f.state = s.state
    where s.notices is distinct from f.notices;
    return query
    select null::uuid, 'first cell ' || coalesce(s.notice_month, f.notice_month) || ' is ' || coalesce(row(s.disclosures, s.workers, s.youngest)::text, 'none')
        || ', not ' || coalesce(row(f.disclosures, f.workers, f.youngest)::text, 'none')
    from report.first_cells s
    full join ledger.first_filings(0, moment) f on f.notice_month = s.notice_month
    where row(s.disclosures, s.workers, s.youngest) is distinct from row(f.disclosures, f.workers, f.youngest);
end
$$;

ALTER FUNCTION ledger.refold_periods() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refold_periods() IS 'Cells of periods, of places and of first versions that differ from what the whole ledger sums to at the moment that report.as_of names.';

CREATE FUNCTION ledger.refold_sums() RETURNS TABLE(event_id uuid, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    return query select r.event_id, r.finding from ledger.refold_voices() r;
    return query select r.event_id, r.finding from ledger.refold_periods() r;
end
$$;

ALTER FUNCTION ledger.refold_sums() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refold_sums() IS 'What of refold concerns events, disclosures, cells and sums of employers.';

CREATE FUNCTION ledger.refold_voices() RETURNS TABLE(event_id uuid, finding text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
begin
    return query
    select r.event_id, r.finding from ledger.refold_events() r;
    return query
    with settled as (
        select row(c.notice_month, c.tier)::text as place,
            row(c.events, c.workers, c.without_count, c.proposed, c.reported_count, c.pct_derived, c.whole_event, c.denied)::text as cell
        from report.voice_cells c
    ),
    folded as (
        select row(s.notice_month, s.tier)::text as place,
            row(s.events, s.workers, s.without_count, s.proposed, s.reported_count, s.pct_derived, s.whole_event, s.denied)::text as cell
        from ledger.voice_sums(null, null, null) s
        where s.events <> 0 or s.denied <> 0
    )
    select null::uuid, 'voice cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled s
    full join folded f on f.place = s.place
    where s.cell is distinct from f.cell;
end
$$;

ALTER FUNCTION ledger.refold_voices() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refold_voices() IS 'What of refold concerns all but the cells of periods, of places and of first versions.';

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    raise exception '% on %.% is refused: the ledger is append-only', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege',
              hint = 'Record a correction as a new entry: an amendment (N/A), a withdrawal (N/W), a re-reading (OBS/R). To erase bytes, use takedown.';
end
$$;

ALTER FUNCTION ledger.refuse_change() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refuse_change() IS 'Trigger of every table of the ledger: refuses update, delete and truncate, with a hint.';

CREATE FUNCTION ledger.refuse_erasure() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    erased text;
begin
    if tg_table_name = 'snapshot_body' then
        erased := encode(old.sha256, 'hex');
    else
        erased := old.accession_no || '/' || old.name;
    end if;
    if not exists (select from ledger.takedown t where t.subject = erased) then
        raise exception 'delete on %.% is refused: the ledger is append-only', tg_table_schema, tg_table_name
            using errcode = 'insufficient_privilege', hint = 'Erase bytes with takedown, which records the reason and the authority.';
    end if;
    return old;
end
$$;

ALTER FUNCTION ledger.refuse_erasure() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refuse_erasure() IS 'Trigger of the tables of bodies: a body is erased only when a takedown entry names it.';

CREATE FUNCTION ledger.refuse_false_digests(first_position bigint, last_position bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
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

ALTER FUNCTION ledger.refuse_false_digests(first_position bigint, last_position bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refuse_false_digests(first_position bigint, last_position bigint) IS 'Computes the digests of the first, the last and every 256th of these filings again, and refuses all when one differs. Every one is checked by warnctl verify.';

CREATE FUNCTION ledger.refuse_false_quotes(at_position bigint, body text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    bytes bytea := convert_to(body, 'UTF8');
    false_quote text;
begin
    select q.quote into false_quote
    from (
        select a.quote, a.quote_start, a.quote_end from ledger.attribution a where a.position = at_position and a.quote is not null
        union all
        select v.quote, v.quote_start, v.quote_end from ledger.claim_value v where v.position = at_position
    ) q
    where substring(bytes from q.quote_start + 1 for q.quote_end - q.quote_start) is distinct from convert_to(q.quote, 'UTF8')
    limit 1;
    if found then
        raise exception 'the text does not have the quote "%" where it should be', left(false_quote, 100) using errcode = 'data_corrupted',
            hint = 'Offsets are UTF-8 bytes into the text.';
    end if;
end
$$;

ALTER FUNCTION ledger.refuse_false_quotes(at_position bigint, body text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refuse_false_quotes(at_position bigint, body text) IS 'Refuses quotes at a position that are not in the text at their offsets.';

CREATE FUNCTION ledger.refuse_stale_filings(source_id text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION ledger.refuse_stale_filings(source_id text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refuse_stale_filings(source_id text) IS 'Refuses staged filings that do not continue the head of a disclosure of the source.';

CREATE FUNCTION ledger.refuse_undecided() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if not exists (select from ledger.submission s where s.submission_id = old.submission_id) then
        raise exception 'submission % is not decided', old.submission_id
            using errcode = 'insufficient_privilege', hint = 'A submission leaves the inbox by the desk''s decision.';
    end if;
    return old;
end
$$;

ALTER FUNCTION ledger.refuse_undecided() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.refuse_undecided() IS 'Trigger of the inbox: nothing leaves it undecided.';

CREATE FUNCTION ledger.register_key(filer_no bigint, filer_name text, key_id text, public_key bytea, valid_from timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    known ledger.filer;
    entry ledger.filer_key;
begin
    select t.first_position, t.entry_at into taken from ledger.take_positions(2) t;
    select f.* into known from ledger.filer f
    where f.kind = 'employer' and (f.filer_no = register_key.filer_no or (register_key.filer_no is null and f.name_key = ledger.name_key(filer_name)));
    if not found then
        if nullif(trim(filer_name), '') is null then
            raise exception 'there is no filer %', coalesce(register_key.filer_no::text, 'without a name')
                using errcode = 'WR201', hint = 'Name the employer: the first key enters it.';
        end if;
        known := row(
            coalesce(register_key.filer_no, (select coalesce(max(f.filer_no), 0) + 1 from ledger.filer f)), 'employer', filer_name,
            ledger.name_key(filer_name), null, taken.first_position);
        insert into ledger.filer select known.*;
        insert into ledger.log (position, kind, subject, content_sha256, entry_at)
        values (known.position, 'filer', lpad(known.filer_no::text, 10, '0'), ledger.entry_sha256(to_jsonb(known)), taken.entry_at);
        taken.first_position := taken.first_position + 1;
    end if;
    entry := row(register_key.key_id, known.filer_no, register_key.public_key, register_key.valid_from, taken.first_position);
    insert into ledger.filer_key select entry.*;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'key', entry.key_id, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    perform ledger.announce(entry.position, entry.position, 'key', null);
    return known.filer_no;
end
$$;

ALTER FUNCTION ledger.register_key(filer_no bigint, filer_name text, key_id text, public_key bytea, valid_from timestamp with time zone) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.register_key(filer_no bigint, filer_name text, key_id text, public_key bytea, valid_from timestamp with time zone) IS 'Enters a filer''s key, and the filer with its first one; gives the filer''s number. filer_no null: the filer of that name, or the next number. Error WR201: no such filer.';

CREATE FUNCTION ledger.register_source(described jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    latest ledger.source_version;
    entry ledger.source_version;
begin
    entry := jsonb_populate_record(null::ledger.source_version, described);
    select v.source_id, v.version, v.publisher, v.publication, v.page, v.listing_window, v.position, v.from_facts, v.since, v.contact, v.comment
    into latest
    from ledger.source_version v where v.source_id = entry.source_id order by v.version desc limit 1;
    if (latest.publisher, latest.publication, latest.page, latest.listing_window, latest.from_facts, latest.since, latest.contact, latest.comment)
        is not distinct from
        (entry.publisher, entry.publication, entry.page, entry.listing_window, entry.from_facts, entry.since, entry.contact, entry.comment) then
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
    insert into ledger.source_version (
        source_id, version, publisher, publication, page, listing_window, position, from_facts, since, contact, comment)
    values (
        entry.source_id, entry.version, entry.publisher, entry.publication, entry.page, entry.listing_window, entry.position,
        entry.from_facts, entry.since, entry.contact, entry.comment);
    perform ledger.announce(entry.position, entry.position, 'reference', entry.source_id);
    return true;
end
$$;

ALTER FUNCTION ledger.register_source(described jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.register_source(described jsonb) IS 'Enters a source, or a new version of what its manifest says; true when something was new. Keys: source_id, state, publisher, publication, page, listing_window; from_facts, since, contact and comment where they say something.';

CREATE FUNCTION ledger.reject(submission_id uuid, codes text[], answer bytea) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer, handed_in_by)
    select i.submission_id, i.received_at, i.key_id, sha256(i.payload), 'rejected', reject.codes, reject.answer, i.handed_in_by
    from ledger.inbox i where i.submission_id = reject.submission_id
    on conflict do nothing;
    delete from ledger.inbox i where i.submission_id = reject.submission_id;
$$;

ALTER FUNCTION ledger.reject(submission_id uuid, codes text[], answer bytea) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.reject(submission_id uuid, codes text[], answer bytea) IS 'Rejects a submission of the inbox: its digest and the answer are kept, nothing else. Also clears away one that was decided before and handed in again.';

CREATE FUNCTION ledger.repeat_run(source_id text, last_run_id bigint, described jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    run ledger.run;
    told ledger.run;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, hashtext(repeat_run.source_id));
    told := jsonb_populate_record(null::ledger.run, described);
    select r.* into run from ledger.run r
    where r.run_id = last_run_id and r.source_id = repeat_run.source_id and r.outcome <> 'stopped'
        and r.reading_version = told.reading_version
        and exists (select from ledger.run_step t where t.run_id = r.run_id and t.step = 'places')
        and not exists (
            select from ledger.run n left join ledger.acceptance a on a.run_id = n.run_id
            where n.source_id = r.source_id and n.run_id > r.run_id and (n.outcome <> 'stopped' or a.run_id is not null))
        and (select array_agg(s.sha256::text || s.role order by s.seq) from ledger.run_snapshot s where s.run_id = r.run_id)
            = (select array_agg(s.sha256::text || s.role order by s.seq) from pg_temp.stage_snapshot s);
    if not found then
        return null;
    end if;
    run.finished_at := clock_timestamp();
    run.after_position := (select coalesce(max(l.position), 0) from ledger.log l);
    insert into ledger.run (
        source_id, started_at, finished_at, outcome, rows, notices, held, rejected, skipped, skipped_rows, reading_version, supplied_by,
        after_position)
    values (
        run.source_id, least(told.started_at, run.finished_at), run.finished_at, 'unchanged', run.rows, run.notices, run.held, run.rejected,
        run.skipped, run.skipped_rows, run.reading_version, told.supplied_by, run.after_position)
    returning run_id into run.run_id;
    insert into ledger.run_snapshot (run_id, seq, sha256, url, fetched_at, status, headers, role)
    select run.run_id, s.seq, s.sha256, s.url, s.fetched_at, s.status, s.headers, s.role from pg_temp.stage_snapshot s;
    insert into ledger.run_column (run_id, section, column_name, filled)
    select run.run_id, c.section, c.column_name, c.filled from ledger.run_column c where c.run_id = last_run_id;
    insert into ledger.rejection (run_id, seq, row, locator, code, message, hint)
    select run.run_id, r.seq, r.row, r.locator, r.code, r.message, r.hint from ledger.rejection r where r.run_id = last_run_id;
    insert into ledger.run_profile (run_id, newest_on, event_types, date_orders, content_sha256, compared_run_id)
    select run.run_id, p.newest_on, p.event_types, p.date_orders, p.content_sha256, last_run_id
    from ledger.run_profile p where p.run_id = last_run_id;
    insert into ledger.run_column_kind (run_id, section, column_name, rows, examined, dates, counts)
    select run.run_id, k.section, k.column_name, k.rows, k.examined, k.dates, k.counts
    from ledger.run_column_kind k where k.run_id = last_run_id;
    -- What the last run owed, this one owes.
    insert into ledger.run_step (run_id, step)
    select run.run_id, t.step from ledger.run_step t where t.run_id = last_run_id;
    return run.run_id;
end
$$;

ALTER FUNCTION ledger.repeat_run(source_id text, last_run_id bigint, described jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.repeat_run(source_id text, last_run_id bigint, described jsonb) IS 'Records a run as unchanged without its page being read, with the tally, columns, rejections and profile of the last one, and gives its number: where the staged pages have the digests of that run''s, in order, it was read by the same version, what it said of places is entered, and no later run passed or was accepted. Else null, and nothing is recorded. Keys: started_at, reading_version, supplied_by.';

CREATE FUNCTION ledger.review_attribution(of_position bigint, of_seq integer, decision text, label text, reviewer text, reason text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    was ledger.attribution;
    taken record;
begin
    select a.* into was from ledger.attribution a where a.position = review_attribution.of_position and a.seq = review_attribution.of_seq;
    if not found then
        raise exception 'no attribution % at position %', of_seq, of_position using errcode = 'no_data_found',
            hint = 'warnctl review list shows what waits.';
    end if;
    if was.tier < 3 then
        raise exception 'an answer of tier % is not reviewed', was.tier using errcode = 'invalid_parameter_value',
            hint = 'Signed filings and states'' forms say what they say. An employer amends its filing; a listed answer is corrected in Importers/answers.';
    end if;
    if (decision = 'corrected') <> (label is not null) or decision = 'corrected' and label = was.label then
        raise exception 'a correction names another label, and nothing else names one' using errcode = 'invalid_parameter_value',
            hint = 'Accept or refuse it as it is, or correct it to a label that differs.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    insert into ledger.attribution (
        position, seq, accession_no, tier, label, technology, quote, quote_start, quote_end, text_sha256, rule, phrasebook, status)
    values (
        taken.first_position, 1, was.accession_no, was.tier, coalesce(review_attribution.label, was.label), was.technology, was.quote,
        was.quote_start, was.quote_end, was.text_sha256, was.rule, was.phrasebook,
        case decision when 'refused' then 'refused' else 'accepted' end);
    insert into ledger.review (position, of_position, of_seq, decision, reviewer, reason)
    values (taken.first_position, was.position, was.seq, review_attribution.decision, review_attribution.reviewer, review_attribution.reason);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select e.position, 'review', was.accession_no || ' ' || was.position || ' ' || was.seq, e.digest, taken.entry_at
    from ledger.entry e where e.position = taken.first_position and e.kind = 'review';
    perform ledger.announce(taken.first_position, taken.first_position, 'review', null);
    return taken.first_position;
end
$$;

ALTER FUNCTION ledger.review_attribution(of_position bigint, of_seq integer, decision text, label text, reviewer text, reason text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.review_attribution(of_position bigint, of_seq integer, decision text, label text, reviewer text, reason text) IS 'Enters a reviewer''s decision on an attribution of tiers 3 to 5 and gives its position. It never moves a statutory figure.';

CREATE FUNCTION ledger.revoke_key(key_id text, revoked_at timestamp with time zone, reason text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    entry ledger.key_revocation;
begin
    if not exists (select from ledger.filer_key k where k.key_id = revoke_key.key_id) then
        raise exception 'there is no key %', revoke_key.key_id using errcode = 'WR202', hint = 'Name a registered key.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(revoke_key.key_id, revoke_key.revoked_at, revoke_key.reason, taken.first_position);
    insert into ledger.key_revocation select entry.*;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'revocation', entry.key_id, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    perform ledger.announce(entry.position, entry.position, 'revocation', null);
    return entry.position;
end
$$;

ALTER FUNCTION ledger.revoke_key(key_id text, revoked_at timestamp with time zone, reason text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.revoke_key(key_id text, revoked_at timestamp with time zone, reason text) IS 'Revokes a key from a moment on; gives the position in the log. Error WR202: no such key.';

CREATE FUNCTION report.moment() RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare
    asked text := nullif(trim(current_setting('report.as_of', true)), '');
    newest bigint := coalesce((select max(l.position) from ledger.log l), 0);
    instant timestamptz;
begin
    if asked is null then
        return newest;
    end if;
    if asked ~ '^[0-9]{1,18}$' then
        if asked::bigint > newest then
            raise exception 'report.as_of % is after the newest position %', asked, newest
                using errcode = 'invalid_parameter_value', hint = 'Name a position that exists, a moment, or nothing for the newest.';
        end if;
        return asked::bigint;
    end if;
    if asked !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$' then
        raise exception 'report.as_of "%" is neither a position nor a moment', asked
            using errcode = 'invalid_parameter_value',
                  hint = 'Write a position such as 1200, a moment such as 2026-09-30T12:00:00Z, a day such as 2026-09-30 (its end, UTC), or nothing for the newest.';
    end if;
    instant := case when length(asked) = 10 then asked::date + 1 else asked::timestamptz end;
    if length(asked) = 10 then
        return coalesce((select l.position from ledger.log l where l.entry_at < instant order by l.entry_at desc, l.position desc limit 1), 0);
    end if;
    return coalesce((select l.position from ledger.log l where l.entry_at <= instant order by l.entry_at desc, l.position desc limit 1), 0);
end
$_$;

ALTER FUNCTION report.moment() OWNER TO warn_owner;

COMMENT ON FUNCTION report.moment() IS 'The position of the log that reports speak of: that of the setting report.as_of (a position; a moment: the newest position at it; a day: at its end in UTC), else the newest. In a view write (select report.moment()), so that it is asked once.';

CREATE FUNCTION ledger.run_is_told(run_position bigint, after_position bigint) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN CASE WHEN (run_position IS NOT NULL) THEN (run_position <= report.moment()) WHEN (COALESCE(current_setting('report.as_of'::text, true), ''::text) = ''::text) THEN true ELSE (after_position < report.moment()) END;

ALTER FUNCTION ledger.run_is_told(run_position bigint, after_position bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.run_is_told(run_position bigint, after_position bigint) IS 'Whether a run belongs to the moment of report.as_of. A run that took no position (unchanged, stopped) is told at the newest moment, and at positions after it, so that a named position always gives the same answer.';

CREATE FUNCTION ledger.schedules(moment bigint) RETURNS TABLE(event_id uuid, phase_date date, workers bigint, state text, effective_start date, workers_of_event integer)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
begin
    -- Few filings have one; where none has, nothing of the events is asked.
    if not exists (select from ledger.filing_phase) then
        return;
    end if;
    return query
    with scheduled as materialized (
        select distinct f.disclosure_id
        from ledger.filing_phase p
        join ledger.filing f on f.accession_no = p.accession_no
        where f.position <= moment
    ),
    tail as materialized (
        select t.base, t.events, t.disclosures from ledger.tail(moment) t
    ),
    line as materialized (
        select n.disclosure_id, n.event_id
        from scheduled s
        join ledger.event_line n on n.disclosure_id = s.disclosure_id
        where n.precedence = 1 and n.position <= (select t.base from tail t)
            and not exists (select from ledger.event_line_end e where e.line_id = n.line_id and e.position <= (select t.base from tail t))
            and n.event_id not in (select unnest(t.events) from tail t)
        union all
        select n.disclosure_id, n.event_id
        from tail t
        cross join lateral ledger.fold_lines(moment, t.disclosures) n
        where n.precedence = 1
    ),
    fact as materialized (
        select f.event_id, f.state, f.effective_start, f.workers_counted
        from (select distinct l.event_id from line l) n
        join ledger.event_fact f on f.event_id = n.event_id
        where f.counted and f.position <= (select t.base from tail t)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= (select t.base from tail t))
            and f.event_id not in (select unnest(t.events) from tail t)
        union all
        select f.event_id, f.state, f.effective_start, f.workers_counted
        from tail t
        cross join lateral ledger.fold(t.disclosures, false) f
        where f.counted
    )
    select n.event_id, p.phase_date, sum(p.workers), a.state, a.effective_start, a.workers_counted
    from line n
    join fact a on a.event_id = n.event_id
    join lateral (
        select f.accession_no
        from ledger.filing f
        where f.disclosure_id = n.disclosure_id and f.position <= moment
        order by f.version desc
        limit 1
    ) h on n.disclosure_id in (select s.disclosure_id from scheduled s)
    join ledger.filing_phase p on p.accession_no = h.accession_no and p.workers is not null
    group by n.event_id, p.phase_date, a.state, a.effective_start, a.workers_counted;
end
$$;

ALTER FUNCTION ledger.schedules(moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.schedules(moment bigint) IS 'Scheduled separations of the counted events of a moment, by day: workers of the instalments that the standing version of each notice states, beside the event''s jurisdiction, first day and workers as in report.events.';

CREATE FUNCTION ledger.settle() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    SET work_mem TO '64MB'
    AS $$
declare
    last ledger.settlement;
    last_fact bigint;
    last_line bigint;
    ended_facts bigint[];
    ended_lines bigint[];
    changes bigint;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    -- Not by what is unsettled now: more can come in before it is settled.
    select s.* into last from ledger.settlement s order by s.number desc limit 1;
    select coalesce(max(f.fact_id), 0) into last_fact from ledger.event_fact f;
    select coalesce(max(l.line_id), 0) into last_line from ledger.event_line l;
    -- Some of the same position may have been settled before, as when a place is known late.
    ended_facts := array(select e.fact_id from ledger.event_fact_end e where e.position = last.position);
    ended_lines := array(select e.line_id from ledger.event_line_end e where e.position = last.position);
    changes := ledger.settle_events();
    perform ledger.settle_periods(last, last_fact, ended_facts, last_line, ended_lines);
    return changes;
end
$$;

ALTER FUNCTION ledger.settle() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle() IS 'Settles the events for the newest position, folding those alone that the log has touched since the last time, and gives how many were added or ended; 0 where they are settled.';

CREATE FUNCTION ledger.settle_aggregation(newest bigint, keys text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    SET enable_nestloop TO 'off'
    AS $$
declare
    repeating text[];
begin
    -- Few employers ever had two events that are small enough; the others have no line, and had none.
    repeating := array(
        select f.employer_key
        from ledger.event_fact f
        where f.employer_key = any (keys) and f.counted and f.workers_counted < (select max(r.threshold) from ledger.aggregation_rule r)
        group by f.employer_key
        having count(*) > 1);
    if cardinality(repeating) = 0 then
        return;
    end if;
    with now as materialized (
        select row_number() over () as place, n.* from ledger.aggregation_of(newest, '{}', '{}', repeating) n
    ),
    was as materialized (
        select w.*
        from ledger.aggregation_line w
        where w.employer_key = any (repeating) and (select true from ledger.aggregation_line_end e where e.line_id = w.line_id) is not true
    ),
    same as materialized (
        select w.line_id, n.place
        from was w
        join now n on n.event_ids = w.event_ids and n.jurisdiction = w.jurisdiction and n.employer_key = w.employer_key
        where row(n.state, n.employer, n.site, n.address, n.event_type, n.events, n.workers, n.largest_alone, n.threshold, n.share_pct,
                n.threshold_alternative, n.finding, n.first_date, n.last_date, n.statute)
            is not distinct from row(w.state, w.employer, w.site, w.address, w.event_type, w.events, w.workers, w.largest_alone, w.threshold, w.share_pct,
                w.threshold_alternative, w.finding, w.first_date, w.last_date, w.statute)
    ),
    ended as (
        insert into ledger.aggregation_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.aggregation_line (position, employer_key, state, employer, site, address, jurisdiction, event_type, events, workers, largest_alone,
        threshold, share_pct, threshold_alternative, finding, first_date, last_date, statute, event_ids)
    select newest, n.employer_key, n.state, n.employer, n.site, n.address, n.jurisdiction, n.event_type, n.events, n.workers, n.largest_alone,
        n.threshold, n.share_pct, n.threshold_alternative, n.finding, n.first_date, n.last_date, n.statute, n.event_ids
    from now n
    where not exists (select from same s where s.place = n.place);
end
$$;

ALTER FUNCTION ledger.settle_aggregation(newest bigint, keys text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_aggregation(newest bigint, keys text[]) IS 'Appends the lines of ledger.aggregation_of of these employers, and ends those that they replace.';

CREATE FUNCTION ledger.settle_employer_sums(newest bigint, keys text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
begin
    if cardinality(keys) = 0 then
        return;
    end if;
    with now as materialized (
        select n.* from ledger.employers_of(newest, '{}', '{}', keys) n
    ),
    was as materialized (
        select w.*
        from ledger.employer_line w
        where w.employer_key = any (keys) and not exists (select from ledger.employer_line_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.employer_key
        from was w
        join now n on n.employer_key = w.employer_key
        where row(n.employer, n.events, n.notices, n.workers, n.without_count, n.states, n.ai_tier, n.first_date, n.last_date, n.campaigns, n.least_days,
                n.dated_events, n.dated_workers, n.dated_states)
            is not distinct from row(w.employer, w.events, w.notices, w.workers, w.without_count, w.states, w.ai_tier, w.first_date, w.last_date, w.campaigns,
                w.least_days, w.dated_events, w.dated_workers, w.dated_states)
    ),
    ended as (
        insert into ledger.employer_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.employer_line (position, employer_key, employer, events, notices, workers, without_count, states, ai_tier, first_date, last_date, campaigns,
        least_days, dated_events, dated_workers, dated_states)
    select newest, n.employer_key, n.employer, n.events, n.notices, n.workers, n.without_count, n.states, n.ai_tier, n.first_date, n.last_date, n.campaigns,
        n.least_days, n.dated_events, n.dated_workers, n.dated_states
    from now n
    where not exists (select from same s where s.employer_key = n.employer_key);
    with now as materialized (
        select n.* from ledger.employer_months_of(newest, '{}', '{}', keys) n
    ),
    was as materialized (
        select w.*
        from ledger.employer_month w
        where w.employer_key = any (keys) and not exists (select from ledger.employer_month_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.employer_key, w.notice_month
        from was w
        join now n on n.employer_key = w.employer_key and n.notice_month = w.notice_month
        where n.employer = w.employer and n.workers = w.workers
    ),
    ended as (
        insert into ledger.employer_month_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.employer_month (position, notice_month, employer_key, employer, workers)
    select newest, n.notice_month, n.employer_key, n.employer, n.workers
    from now n
    where not exists (select from same s where s.employer_key = n.employer_key and s.notice_month = n.notice_month);
end
$$;

ALTER FUNCTION ledger.settle_employer_sums(newest bigint, keys text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_employer_sums(newest bigint, keys text[]) IS 'What of settle_employers concerns sums of events.';

CREATE FUNCTION ledger.settle_employers(newest bigint, keys text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
declare
    settled bigint := coalesce((select max(s.position) from ledger.settlement s where s.definitions is not null), 0);
begin
    perform ledger.settle_employer_sums(newest, keys);
    -- An address is of the filing alone: a new version can change it, and no fact.
    perform ledger.settle_aggregation(newest, array(
        select unnest(keys)
        union
        select f.employer_key
        from ledger.filing r
        join ledger.event_fact f on f.event_id = r.disclosure_id
        where r.version > 1 and r.position > settled and r.position <= newest));
end
$$;

ALTER FUNCTION ledger.settle_employers(newest bigint, keys text[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_employers(newest bigint, keys text[]) IS 'Appends the lines of these employers, of whom an event changed, and ends those that they replace; and of aggregation of those, too, of whose filings there are new versions.';

CREATE FUNCTION ledger.settle_events() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    SET work_mem TO '64MB'
    AS $$
declare
    newest bigint;
    asked text := current_setting('report.as_of', true);
    tail record;
    is_whole boolean;
    entry ledger.settlement;
    employers text[];
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    newest := coalesce((select max(l.position) from ledger.log l), 0);
    select t.settlement, t.base, t.events, t.disclosures into tail from ledger.tail(newest) t;
    if tail.settlement is distinct from (select max(s.number) from ledger.settlement s) then
        -- What stands was settled by other definitions: all of it is compared.
        tail.events := null;
        tail.disclosures := null;
    elsif tail.base = newest and cardinality(tail.disclosures) = 0 then
        return 0;
    end if;
    is_whole := tail.disclosures is null;
    if is_whole then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    entry.number := nextval('ledger.settlement_number_seq');
    perform set_config('report.as_of', newest::text, true);
    with now as materialized (
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, m.county_fips, m.sector,
            m.place_mark, m.industry_mark
        from ledger.fold_lines(newest, tail.disclosures) l
        left join ledger.fold_places(newest, tail.disclosures) m on m.disclosure_id = l.disclosure_id
    ),
    was as materialized (
        select w.line_id, w.disclosure_id, w.event_id, w.notice_id, w.precedence, w.superseded, w.event_disclosures, w.county_fips, w.sector,
            w.place_mark, w.industry_mark
        from ledger.event_line w
        where (tail.disclosures is null or w.disclosure_id = any (tail.disclosures))
            and not exists (select from ledger.event_line_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.disclosure_id
        from was w
        join now n on n.disclosure_id = w.disclosure_id
        where row(n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures, n.county_fips, n.sector, n.place_mark, n.industry_mark)
            is not distinct from row(
            w.event_id, w.notice_id, w.precedence, w.superseded, w.event_disclosures, w.county_fips, w.sector, w.place_mark, w.industry_mark)
    ),
    ended as (
        insert into ledger.event_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.event_line (position, disclosure_id, event_id, notice_id, precedence, superseded, event_disclosures, county_fips, sector, place_mark, industry_mark)
    select newest, n.disclosure_id, n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures, n.county_fips, n.sector, n.place_mark, n.industry_mark
    from now n
    where not exists (select from same s where s.disclosure_id = n.disclosure_id);
    with now as materialized (
        select f.* from ledger.fold(tail.disclosures, true) f
    ),
    was as materialized (
        select f.*
        from ledger.event_fact f
        where (tail.events is null or f.event_id = any (tail.events))
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id)
    ),
    same as materialized (
        select w.fact_id, w.event_id
        from was w
        join now n on n.event_id = w.event_id
        where row(
            n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.county_fips, n.sector, n.event_type, n.workers, n.workers_counted,
            n.workers_total, n.wider_than_state, n.counted, n.rescinded, n.unlisted, n.non_warn, n.amended, n.temporary, n.conditional, n.effective_start,
            n.effective_end, n.notice_date_kind, n.reason_stated, n.reason, n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, n.notices, n.disclosures,
            n.origin, n.source_id, n.is_asked, n.has_text, n.best_tier, n.best_status, n.reported_count, n.pct_derived, n.whole_event, n.largest_notice,
            n.largest_site, n.notice_workers, n.employees, n.is_mass, n.is_open)
            is not distinct from row(
            w.notice_date, w.state, w.employer, w.employer_key, w.city, w.county, w.county_fips, w.sector, w.event_type, w.workers, w.workers_counted,
            w.workers_total, w.wider_than_state, w.counted, w.rescinded, w.unlisted, w.non_warn, w.amended, w.temporary, w.conditional, w.effective_start,
            w.effective_end, w.notice_date_kind, w.reason_stated, w.reason, w.ai_tier, w.ai_label, w.ai_quote, w.ai_status, w.notices, w.disclosures,
            w.origin, w.source_id, w.is_asked, w.has_text, w.best_tier, w.best_status, w.reported_count, w.pct_derived, w.whole_event, w.largest_notice,
            w.largest_site, w.notice_workers, w.employees, w.is_mass, w.is_open)
    ),
    change as materialized (
        select -1 as sign, w.* from was w where not exists (select from same s where s.fact_id = w.fact_id)
        union all
        select 1, n.* from now n where not exists (select from same s where s.event_id = n.event_id)
    ),
    -- What was settled by other definitions is in no cell that is read.
    counting as (
        select c.* from change c where not is_whole
        union all
        select 1, n.* from now n where is_whole
    ),
    ended as (
        insert into ledger.event_fact_end (fact_id, position)
        select c.fact_id, newest from change c where c.sign = -1
    ),
    added as (
        insert into ledger.event_fact (
            position, notice_date, state, employer, employer_key, city, county, county_fips, sector, event_type, workers, workers_counted, workers_total,
            wider_than_state, counted, rescinded, unlisted, non_warn, amended, temporary, conditional, effective_start, effective_end, notice_date_kind,
            reason_stated, reason, ai_tier, ai_label, ai_quote, ai_status, notices, disclosures, origin, source_id, event_id, is_asked, has_text, best_tier,
            best_status, reported_count, pct_derived, whole_event, largest_notice, largest_site, notice_workers, employees, is_mass, is_open)
        select
            newest, c.notice_date, c.state, c.employer, c.employer_key, c.city, c.county, c.county_fips, c.sector, c.event_type, c.workers, c.workers_counted,
            c.workers_total, c.wider_than_state, c.counted, c.rescinded, c.unlisted, c.non_warn, c.amended, c.temporary, c.conditional, c.effective_start,
            c.effective_end, c.notice_date_kind, c.reason_stated, c.reason, c.ai_tier, c.ai_label, c.ai_quote, c.ai_status, c.notices, c.disclosures,
            c.origin, c.source_id, c.event_id, c.is_asked, c.has_text, c.best_tier, c.best_status, c.reported_count, c.pct_derived, c.whole_event, c.largest_notice,
            c.largest_site, c.notice_workers, c.employees, c.is_mass, c.is_open
        from change c
        where c.sign = 1
    ),
    cell as (
        insert into ledger.event_cell (
            position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
            temporary, temporary_workers, temporary_without_count)
        select newest, entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign) filter (where c.temporary), 0), coalesce(sum(c.sign * c.workers_counted) filter (where c.temporary), 0),
            coalesce(sum(c.sign) filter (where c.temporary and c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0
            or coalesce(sum(c.sign * c.workers_counted), 0) <> 0 or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.temporary), 0) <> 0 or coalesce(sum(c.sign * c.workers_counted) filter (where c.temporary), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.temporary and c.workers_counted is null), 0) <> 0
    ),
    county_cell as (
        insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
        select entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.county_fips, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.county_fips
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    effective_cell as (
        insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
        select entry.number, to_char(c.effective_start, 'YYYY-MM'), c.state, sum(c.sign), coalesce(sum(c.sign * c.workers_counted), 0),
            coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.effective_start, 'YYYY-MM'), c.state
        having sum(c.sign) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    figure_cell as (
        insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
        select entry.number, date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers_counted), sum(c.sign)
        from counting c
        where c.counted and c.notice_date is not null
        group by date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers_counted)
        having sum(c.sign) <> 0
    ),
    provision_cell as (
        insert into ledger.provision_cell (settlement, applies, events)
        select entry.number, a.applies, sum(c.sign)
        from counting c
        cross join lateral (
            select ledger.applies(
                ledger.mass_layoff(c.event_type, c.temporary, c.is_mass, c.largest_notice, c.largest_site, c.notice_workers, c.is_open),
                ledger.covered_employer(c.employees, c.notice_workers), c.rescinded, c.non_warn) as applies
        ) a
        where c.counted
        group by a.applies
        having sum(c.sign) <> 0
    ),
    day_cell as (
        insert into ledger.day_cell (settlement, notice_date, state, events, notices, workers, without_count)
        select entry.number, c.notice_date, c.state, sum(c.sign), sum(c.sign * c.notices), coalesce(sum(c.sign * c.workers_counted), 0),
            coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted and c.notice_date is not null
        group by c.notice_date, c.state
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    state_cell as (
        insert into ledger.state_cell (
            settlement, notice_month, state, best_tier, events, workers, without_count, notices, events_any, notices_any, disclosures, unlisted, rescinded,
            non_warn, wider, with_reason, statutory, statutory_event_workers, asked, with_text, ai_workers, reported_count, pct_derived, whole_event, proposed)
        select entry.number, s.*
        from (
            select
                to_char(c.notice_date, 'YYYY-MM'), c.state, c.best_tier,
                coalesce(sum(c.sign) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.workers_counted) filter (where c.counted), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.workers_counted is null), 0),
                coalesce(sum(c.sign * c.notices) filter (where c.counted), 0),
                sum(c.sign), sum(c.sign * c.notices), sum(c.sign * c.disclosures),
                coalesce(sum(c.sign) filter (where c.unlisted), 0),
                coalesce(sum(c.sign) filter (where c.rescinded), 0),
                coalesce(sum(c.sign) filter (where c.non_warn), 0),
                coalesce(sum(c.sign) filter (where c.wider_than_state), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.reason_stated), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.ai_tier <= 2), 0),
                coalesce(sum(c.sign * c.workers_counted) filter (where c.counted and c.ai_tier <= 2), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.is_asked), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.has_text), 0),
                coalesce(sum(c.sign * (coalesce(c.reported_count, 0) + coalesce(c.pct_derived, 0) + coalesce(c.whole_event, 0))) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.reported_count) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.pct_derived) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.whole_event) filter (where c.counted), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.best_status = 'proposed'), 0)
            from counting c
            group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.best_tier
        ) s
    )
    select count(*) filter (where c.sign = 1), count(*) filter (where c.sign = -1), coalesce(array_agg(distinct c.employer_key), '{}')
    into entry.added, entry.ended, employers
    from change c;
    perform ledger.settle_employers(newest, employers);
    perform ledger.settle_voices(entry.number, newest, is_whole, tail.events, tail.disclosures);
    perform set_config('report.as_of', coalesce(asked, ''), true);
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (entry.number, newest, ledger.fact_definitions(), entry.added, entry.ended, is_whole);
    perform ledger.sum_cells();
    return entry.added + entry.ended;
end
$$;

ALTER FUNCTION ledger.settle_events() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_events() IS 'What of settle concerns events, lines, employers, and the cells that were there before those of periods.';

CREATE FUNCTION ledger.settle_hold(submission_id uuid, decision text, decided_by text, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    insert into ledger.hold_decision (submission_id, decision, decided_by, reason)
    select h.submission_id, settle_hold.decision, settle_hold.decided_by, settle_hold.reason
    from ledger.hold h join ledger.inbox i on i.submission_id = h.submission_id
    where h.submission_id = settle_hold.submission_id
    on conflict do nothing;
    if not found then
        raise exception 'submission % is not held', settle_hold.submission_id using errcode = 'WR701', hint = 'warnctl holds lists what is held.';
    end if;
    perform pg_notify('warn_inbox', '');
end
$$;

ALTER FUNCTION ledger.settle_hold(submission_id uuid, decision text, decided_by text, reason text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_hold(submission_id uuid, decision text, decided_by text, reason text) IS 'Releases or refuses a held submission, with who decided and why. Error WR701: it is not held, or settled already.';

CREATE FUNCTION ledger.settle_link(one uuid, other uuid, kind text, status text, reason text, reviewer text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    standing ledger.link;
    missing uuid;
begin
    select d.id into missing from unnest(array[one, other]) d (id)
    where not exists (select from ledger.disclosure k where k.disclosure_id = d.id) limit 1;
    if missing is not null then
        raise exception 'no disclosure %', missing using errcode = 'no_data_found', hint = 'Ids stand in report.notices and report.links.';
    end if;
    if trim(coalesce(reason, '')) = '' or trim(coalesce(reviewer, '')) = '' then
        raise exception 'a decision names its reviewer and a reason' using errcode = 'invalid_parameter_value', hint = 'Give both.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    select l.* into standing
    from ledger.links_in_force(9223372036854775807) l
    where l.from_disclosure in (one, other) and l.to_disclosure in (one, other)
    order by l.reviewer is null, l.position desc limit 1;
    insert into ledger.link (position, kind, from_disclosure, to_disclosure, score, rule, status, supersedes_position, reviewer, reason)
    values (
        taken.first_position, coalesce(settle_link.kind, standing.kind, 'distinct'), coalesce(standing.from_disclosure, one),
        coalesce(standing.to_disclosure, other), 1, 'reviewer', settle_link.status, standing.position, settle_link.reviewer, settle_link.reason);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select l.position, 'link', l.from_disclosure || ' ' || l.kind || ' ' || l.to_disclosure, ledger.entry_sha256(to_jsonb(l)), taken.entry_at
    from ledger.link l where l.position = taken.first_position;
    perform ledger.announce(taken.first_position, taken.first_position, 'link', null);
    return taken.first_position;
end
$$;

ALTER FUNCTION ledger.settle_link(one uuid, other uuid, kind text, status text, reason text, reviewer text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_link(one uuid, other uuid, kind text, status text, reason text, reviewer text) IS 'Enters a person''s word on two disclosures: status accepted (they are related as kind says) or refused. It settles the link in force of the pair anew and gives its own position. A null kind keeps that of the link in force.';

CREATE TABLE ledger.settlement (
    number bigint NOT NULL,
    "position" bigint NOT NULL,
    definitions bytea,
    added bigint,
    ended bigint,
    settled_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    is_sum boolean DEFAULT false NOT NULL,
    CONSTRAINT settlement_or_break CHECK (((definitions IS NULL) = (added IS NULL)))
);

ALTER TABLE ledger.settlement OWNER TO warn_owner;

COMMENT ON TABLE ledger.settlement IS 'At which positions the events were settled, and when what was settled before ceased to hold: a line without definitions is such a break.';

COMMENT ON COLUMN ledger.settlement.number IS 'Order of the entries; a break undoes those before it.';

COMMENT ON COLUMN ledger.settlement."position" IS 'Newest position of the log at that time.';

COMMENT ON COLUMN ledger.settlement.definitions IS 'Digest of the views that made the facts; null for a break.';

COMMENT ON COLUMN ledger.settlement.added IS 'Facts added; null for a break.';

COMMENT ON COLUMN ledger.settlement.ended IS 'Facts ended; null for a break.';

COMMENT ON COLUMN ledger.settlement.settled_at IS 'When.';

COMMENT ON COLUMN ledger.settlement.is_sum IS 'Its cells are the sums of all events, not what changed: cells are read from the newest such settlement on.';

CREATE FUNCTION ledger.settle_periods(last ledger.settlement, last_fact bigint, ended_facts bigint[], last_line bigint, ended_lines bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET jit TO 'off'
    AS $$
declare
    entry ledger.settlement;
    sum_number bigint;
begin
    select s.* into entry from ledger.settlement s where s.number > coalesce(last.number, 0) order by s.number limit 1;
    if not found then
        return;
    end if;
    insert into ledger.lead_cell (settlement, notice_month, state, event_type, size_class, lead_days, is_conflict, events)
    select entry.number, date_trunc('month', f.notice_date::timestamp)::date, f.state, f.event_type, ledger.size_class(f.workers_counted),
        ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start), ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start),
        sum(f.sign)
    from (
        select 1 as sign, n.notice_date, n.state, n.event_type, n.workers_counted, n.notice_date_kind, n.effective_start
        from ledger.event_fact n
        where n.counted and n.fact_id > last_fact and not entry.is_sum
        union all
        select -1, w.notice_date, w.state, w.event_type, w.workers_counted, w.notice_date_kind, w.effective_start
        from ledger.event_fact_end e
        join ledger.event_fact w on w.fact_id = e.fact_id
        where w.counted and e.position = entry.position and e.fact_id <> all (ended_facts) and not entry.is_sum
        union all
        select 1, a.notice_date, a.state, a.event_type, a.workers_counted, a.notice_date_kind, a.effective_start
        from ledger.event_fact a
        where a.counted and entry.is_sum and not exists (select from ledger.event_fact_end e where e.fact_id = a.fact_id)
    ) f
    group by 2, 3, 4, 5, 6, 7
    having sum(f.sign) <> 0;
    insert into ledger.place_cell (settlement, place_mark, state, notices)
    select entry.number, l.place_mark, d.state, sum(l.sign)
    from (
        select 1 as sign, n.disclosure_id, n.place_mark from ledger.event_line n where n.line_id > last_line and not entry.is_sum
        union all
        select -1, w.disclosure_id, w.place_mark
        from ledger.event_line_end e
        join ledger.event_line w on w.line_id = e.line_id
        where e.position = entry.position and e.line_id <> all (ended_lines) and not entry.is_sum
        union all
        select 1, a.disclosure_id, a.place_mark
        from ledger.event_line a
        where entry.is_sum and not exists (select from ledger.event_line_end e where e.line_id = a.line_id)
    ) l
    join ledger.disclosure d on d.disclosure_id = l.disclosure_id
    where l.place_mark is not null
    group by l.place_mark, d.state
    having sum(l.sign) <> 0;
    insert into ledger.first_cell (settlement, notice_month, disclosures, workers, youngest)
    select entry.number, f.notice_month, f.disclosures, f.workers, f.youngest
    from ledger.first_filings(case when entry.is_sum then 0 else last.position end, entry.position) f;
    -- Another sum, where the other cells have one.
    select max(s.number) into sum_number from ledger.settlement s where s.is_sum and s.number < entry.number;
    select s.* into entry from ledger.settlement s where s.number > entry.number order by s.number limit 1;
    if not found then
        return;
    end if;
    insert into ledger.lead_cell (settlement, notice_month, state, event_type, size_class, lead_days, is_conflict, events)
    select entry.number, c.notice_month, c.state, c.event_type, c.size_class, c.lead_days, c.is_conflict, sum(c.events)
    from ledger.lead_cell c
    where c.settlement >= sum_number
    group by c.notice_month, c.state, c.event_type, c.size_class, c.lead_days, c.is_conflict
    having sum(c.events) <> 0;
    insert into ledger.place_cell (settlement, place_mark, state, notices)
    select entry.number, c.place_mark, c.state, sum(c.notices)
    from ledger.place_cell c
    where c.settlement >= sum_number
    group by c.place_mark, c.state
    having sum(c.notices) <> 0;
    insert into ledger.first_cell (settlement, notice_month, disclosures, workers, youngest)
    select entry.number, c.notice_month, sum(c.disclosures), sum(c.workers), max(c.youngest)
    from ledger.first_cell c
    where c.settlement >= sum_number
    group by c.notice_month;
end
$$;

ALTER FUNCTION ledger.settle_periods(last ledger.settlement, last_fact bigint, ended_facts bigint[], last_line bigint, ended_lines bigint[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_periods(last ledger.settlement, last_fact bigint, ended_facts bigint[], last_line bigint, ended_lines bigint[]) IS 'Appends the cells of periods, places and first versions for what was settled after a settlement: facts and lines with later numbers, less those that ended, but for those that had ended at its position by then.';

CREATE FUNCTION ledger.settle_voices(number bigint, newest bigint, is_whole boolean, events uuid[], disclosures uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
declare
    touched uuid[];
begin
    if events is not null then
        touched := array(
            select unnest(events)
            union
            select l.event_id
            from ledger.event_line l
            where l.disclosure_id = any (disclosures) and l.position <= newest
                and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= newest));
    end if;
    with now as materialized (
        select n.* from ledger.fold_voices(newest, touched, null, true) n
    ),
    was as materialized (
        select w.*
        from ledger.event_voice w
        where (touched is null or w.event_id = any (touched)) and not exists (select from ledger.event_voice_end e where e.voice_id = w.voice_id)
    ),
    same as materialized (
        select w.voice_id, w.event_id, w.tier
        from was w
        join now n on n.event_id = w.event_id and n.tier = w.tier
        where row(n.notice_month, n.counted, n.status, n.reported_count, n.pct_derived, n.whole_event, n.is_denied)
            is not distinct from row(w.notice_month, w.counted, w.status, w.reported_count, w.pct_derived, w.whole_event, w.is_denied)
    ),
    change as materialized (
        select -1 as sign, w.* from was w where not exists (select from same s where s.voice_id = w.voice_id)
        union all
        select 1, n.* from now n where not exists (select from same s where s.event_id = n.event_id and s.tier = n.tier)
    ),
    ended as (
        insert into ledger.event_voice_end (voice_id, position)
        select c.voice_id, newest from change c where c.sign = -1
    ),
    added as (
        insert into ledger.event_voice (position, event_id, tier, notice_month, counted, status, reported_count, pct_derived, whole_event, is_denied)
        select newest, c.event_id, c.tier, c.notice_month, c.counted, c.status, c.reported_count, c.pct_derived, c.whole_event, c.is_denied
        from change c
        where c.sign = 1
    ),
    -- What was settled by other definitions is in no cell that is read.
    counting as (
        select c.* from change c where not is_whole
        union all
        select 1, n.* from now n where is_whole
    )
    insert into ledger.voice_cell (
        settlement, notice_month, tier, events, workers, without_count, proposed, reported_count, pct_derived, whole_event, denied)
    select number, s.*
    from (
        select c.notice_month, c.tier,
            coalesce(sum(c.sign) filter (where c.counted and c.status is not null), 0) as events,
            coalesce(sum(c.sign * (coalesce(c.reported_count, 0) + coalesce(c.pct_derived, 0) + coalesce(c.whole_event, 0)))
                filter (where c.counted and c.status is not null), 0) as workers,
            coalesce(sum(c.sign) filter (where c.counted and c.status is not null and coalesce(c.reported_count, c.pct_derived, c.whole_event) is null), 0)
                as without_count,
            coalesce(sum(c.sign) filter (where c.counted and c.status = 'proposed'), 0) as proposed,
            coalesce(sum(c.sign * c.reported_count) filter (where c.counted and c.status is not null), 0) as reported_count,
            coalesce(sum(c.sign * c.pct_derived) filter (where c.counted and c.status is not null), 0) as pct_derived,
            coalesce(sum(c.sign * c.whole_event) filter (where c.counted and c.status is not null), 0) as whole_event,
            coalesce(sum(c.sign) filter (where c.is_denied), 0) as denied
        from counting c
        group by c.notice_month, c.tier
    ) s
    where row(s.events, s.workers, s.without_count, s.proposed, s.reported_count, s.pct_derived, s.whole_event, s.denied) <> row(0, 0, 0, 0, 0, 0, 0, 0);
end
$$;

ALTER FUNCTION ledger.settle_voices(number bigint, newest bigint, is_whole boolean, events uuid[], disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.settle_voices(number bigint, newest bigint, is_whole boolean, events uuid[], disclosures uuid[]) IS 'Settles what is said of AI in the events of a tail, whose lines and facts are settled, and what that changes of the sums.';

CREATE FUNCTION ledger.size_class(workers integer) RETURNS smallint
    LANGUAGE sql IMMUTABLE
    RETURN (width_bucket(workers, ARRAY[5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 75, 100, 125, 150, 200, 250, 300, 400, 500, 750, 1000]))::smallint;

ALTER FUNCTION ledger.size_class(workers integer) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.size_class(workers integer) IS 'Class of a number of workers, from 0: its bounds are those from which on laws ask for notice, and likely ones. A law with another bound needs a migration that fills ledger.lead_cell anew. Null without a number.';

CREATE FUNCTION ledger.state_sums(base bigint, events uuid[], disclosures uuid[]) RETURNS SETOF ledger.state_cell
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    return query select * from ledger.fold_state_sums(base, events, disclosures);
end
$$;

ALTER FUNCTION ledger.state_sums(base bigint, events uuid[], disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.state_sums(base bigint, events uuid[], disclosures uuid[]) IS 'What a tail changes of the sums by month, jurisdiction and best tier; with nulls, the sums of all events, folded anew.';

CREATE FUNCTION ledger.street_key(address text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (SELECT CASE WHEN (line.text ~ '^[0-9]+[a-z]?(-[0-9]+)? +[a-z0-9]'::text) THEN (SELECT string_agg(COALESCE(m.short, w.word), ' '::text ORDER BY w.place) AS string_agg FROM (regexp_split_to_table(line.text, '[^a-z0-9]+'::text) WITH ORDINALITY w(word, place) LEFT JOIN (VALUES ('alley'::text,'aly'::text), ('avenue'::text,'ave'::text), ('av'::text,'ave'::text), ('boulevard'::text,'blvd'::text), ('center'::text,'ctr'::text), ('centre'::text,'ctr'::text), ('circle'::text,'cir'::text), ('court'::text,'ct'::text), ('drive'::text,'dr'::text), ('east'::text,'e'::text), ('expressway'::text,'expy'::text), ('freeway'::text,'fwy'::text), ('highway'::text,'hwy'::text), ('lane'::text,'ln'::text), ('north'::text,'n'::text), ('northeast'::text,'ne'::text), ('northwest'::text,'nw'::text), ('parkway'::text,'pkwy'::text), ('place'::text,'pl'::text), ('plaza'::text,'plz'::text), ('road'::text,'rd'::text), ('route'::text,'rte'::text), ('south'::text,'s'::text), ('southeast'::text,'se'::text), ('southwest'::text,'sw'::text), ('square'::text,'sq'::text), ('street'::text,'st'::text), ('str'::text,'st'::text), ('terrace'::text,'ter'::text), ('trail'::text,'trl'::text), ('turnpike'::text,'tpke'::text), ('west'::text,'w'::text)) m(long, short) ON ((m.long = w.word))) WHERE (w.word <> ''::text)) ELSE NULL::text END AS "case" FROM (SELECT regexp_replace(TRIM(BOTH FROM lower(split_part(translate(street_key.address, '
;'::text, ',,,'::text), ','::text, 1))), '[ ]+(#[ ]*[0-9a-z-]+|(suite|ste|unit|apt|apartment|room|rm|floor|fl|building|bldg)[. ]+#?([0-9]+[a-z]?|[a-z][0-9]*)|[0-9]+(st|nd|rd|th) (floor|fl))$'::text, ''::text) AS text) line);

ALTER FUNCTION ledger.street_key(address text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.street_key(address text) IS 'A street address folded for comparison: its first line in small letters, common words abbreviated as the Postal Service does (Publication 28), without suite, unit or floor. Null for what does not begin with a house number.';

CREATE FUNCTION ledger.sum_cells() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
declare
    newest ledger.settlement;
    sum_number bigint;
    next_number bigint;
begin
    select s.* into newest from ledger.settlement s order by s.number desc limit 1;
    select max(s.number) into sum_number from ledger.settlement s where s.is_sum;
    -- Written when a quarter of what there are of sums was changed: each entry's share of it is small, and so is what a reader adds up.
    if (select count(*) from ledger.day_cell c where c.settlement > sum_number)
        <= greatest(10000, (select count(*) from ledger.day_cell c where c.settlement = sum_number) / 4) then
        return;
    end if;
    next_number := nextval('ledger.settlement_number_seq');
    insert into ledger.event_cell (position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
        temporary, temporary_workers, temporary_without_count)
    select newest.position, next_number, c.notice_month, c.state, c.event_type, c.sector, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count),
        sum(c.notices_without_count), sum(c.temporary), sum(c.temporary_workers), sum(c.temporary_without_count)
    from ledger.event_cell c
    where c.settlement >= sum_number
    group by c.notice_month, c.state, c.event_type, c.sector
    having sum(c.events) <> 0;
    insert into ledger.day_cell (settlement, notice_date, state, events, notices, workers, without_count)
    select next_number, c.notice_date, c.state, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count)
    from ledger.day_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_date, c.state
    having sum(c.events) <> 0;
    insert into ledger.state_cell (
        settlement, notice_month, state, best_tier, events, workers, without_count, notices, events_any, notices_any, disclosures, unlisted, rescinded, non_warn,
        wider, with_reason, statutory, statutory_event_workers, asked, with_text, ai_workers, reported_count, pct_derived, whole_event, proposed)
    select next_number, c.notice_month, c.state, c.best_tier, sum(c.events), sum(c.workers), sum(c.without_count), sum(c.notices), sum(c.events_any),
        sum(c.notices_any), sum(c.disclosures), sum(c.unlisted), sum(c.rescinded), sum(c.non_warn), sum(c.wider), sum(c.with_reason), sum(c.statutory),
        sum(c.statutory_event_workers), sum(c.asked), sum(c.with_text), sum(c.ai_workers), sum(c.reported_count), sum(c.pct_derived), sum(c.whole_event),
        sum(c.proposed)
    from ledger.state_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.best_tier
    having sum(c.events_any) <> 0;
    insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
    select next_number, c.notice_month, c.state, c.county_fips, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count)
    from ledger.county_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.county_fips
    having sum(c.events) <> 0;
    insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
    select next_number, c.effective_month, c.state, sum(c.events), sum(c.workers), sum(c.without_count)
    from ledger.effective_cell c
    where c.settlement between sum_number and newest.number
    group by c.effective_month, c.state
    having sum(c.events) <> 0;
    insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
    select next_number, c.notice_month, c.state, c.event_type, c.figure_class, sum(c.events)
    from ledger.figure_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.event_type, c.figure_class
    having sum(c.events) <> 0;
    insert into ledger.provision_cell (settlement, applies, events)
    select next_number, c.applies, sum(c.events)
    from ledger.provision_cell c
    where c.settlement between sum_number and newest.number
    group by c.applies
    having sum(c.events) <> 0;
    insert into ledger.voice_cell (
        settlement, notice_month, tier, events, workers, without_count, proposed, reported_count, pct_derived, whole_event, denied)
    select next_number, c.notice_month, c.tier, sum(c.events), sum(c.workers), sum(c.without_count), sum(c.proposed), sum(c.reported_count),
        sum(c.pct_derived), sum(c.whole_event), sum(c.denied)
    from ledger.voice_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.tier
    having sum(c.events) <> 0 or sum(c.denied) <> 0;
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (next_number, newest.position, newest.definitions, 0, 0, true);
end
$$;

ALTER FUNCTION ledger.sum_cells() OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.sum_cells() IS 'Sums up the cells of the newest settlement where those that changed since the last sum are more than a quarter of it.';

CREATE FUNCTION ledger.supersede(filing ledger.filing, said jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    earlier uuid;
begin
    earlier := (said ->> 'supersedes_disclosure_id')::uuid;
    if earlier is null or exists (
        select from ledger.supersession s where s.disclosure_id = filing.disclosure_id and s.supersedes_disclosure_id = earlier) then
        return;
    end if;
    if earlier = filing.disclosure_id
        or not exists (select from ledger.disclosure d where d.disclosure_id = earlier and d.origin = 'employer' and d.filer_no = filing.filer_no)
        or exists (select from ledger.supersession s where s.supersedes_disclosure_id = earlier or s.disclosure_id = filing.disclosure_id)
        or (select f.form_type from ledger.filing f where f.disclosure_id = earlier order by f.version desc limit 1) = 'N/W' then
        raise exception 'disclosure % is no open one of this filer', earlier
            using errcode = 'WR111', hint = 'It may be unknown, withdrawn or superseded already.';
    end if;
    insert into ledger.supersession (disclosure_id, supersedes_disclosure_id, accession_no)
    values (filing.disclosure_id, earlier, filing.accession_no);
end
$$;

ALTER FUNCTION ledger.supersede(filing ledger.filing, said jsonb) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.supersede(filing ledger.filing, said jsonb) IS 'Enters which disclosure a filing supersedes, by its payload. Error WR111: that one is not open, or not the filer''s.';

CREATE FUNCTION ledger.tail(moment bigint, OUT settlement bigint, OUT sum_settlement bigint, OUT base bigint, OUT events uuid[], OUT disclosures uuid[]) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    SET jit TO 'off'
    AS $$
declare
    in_force bytea := ledger.fact_definitions();
begin
    select s.number, s.position into settlement, base
    from ledger.settlement s
    where s.position <= moment and s.definitions = in_force
        and not exists (select from ledger.settlement b where b.definitions is null and b.number > s.number)
        -- What was settled anew at the same position has replaced it.
        and not exists (select from ledger.settlement n where n.position = s.position and n.number > s.number)
    order by s.position desc
    limit 1;
    if base is null then
        return;
    end if;
    select max(s.number) into sum_settlement from ledger.settlement s where s.is_sum and s.number <= settlement;
    -- Most questions are of the newest moment, and that is settled: what could be touched is not looked for.
    if base = moment and not exists (select from ledger.event_touch t where t.after_settlement >= settlement) then
        events := '{}';
        disclosures := '{}';
        return;
    end if;
    with touched as materialized (
        select f.disclosure_id from ledger.filing f where f.position > base and f.position <= moment
        union
        select f.disclosure_id
        from ledger.attribution a
        join ledger.filing f on f.accession_no = a.accession_no
        where a.position > base and a.position <= moment
        union
        select f.disclosure_id
        from ledger.claim c
        join ledger.filing f on f.accession_no = c.accession_no
        where c.position > base and c.position <= moment
        union
        select e.disclosure_id
        from ledger.link l
        left join ledger.link s on s.position = l.supersedes_position
        cross join lateral (values (l.from_disclosure), (l.to_disclosure), (s.from_disclosure), (s.to_disclosure)) e (disclosure_id)
        where l.position > base and l.position <= moment and e.disclosure_id is not null
        union
        select n.disclosure_id
        from ledger.placement p
        join ledger.event_line n on n.place_mark = substring(p.statement_sha256 for 8)
        where p.position > base and p.position <= moment
        union
        select n.disclosure_id
        from ledger.industry i
        join ledger.event_line n on n.industry_mark = substring(i.statement_sha256 for 8)
        where i.position > base and i.position <= moment
        union
        select t.disclosure_id from ledger.event_touch t where t.after_settlement >= settlement
    ),
    known as materialized (
        select t.disclosure_id
        from touched t
        join ledger.disclosure d on d.disclosure_id = t.disclosure_id
        where d.position <= moment
    ),
    -- Old links hold an event's disclosures together, and both ends of a new one are touched: so these are closed under links.
    old as materialized (
        select distinct n.event_id
        from known k
        join ledger.event_line n on n.disclosure_id = k.disclosure_id
        where n.position <= base and not exists (select from ledger.event_line_end e where e.line_id = n.line_id and e.position <= base)
    )
    select
        (select coalesce(array_agg(o.event_id), '{}') from old o),
        (select coalesce(array_agg(m.disclosure_id), '{}')
            from (
                select k.disclosure_id from known k
                union
                select n.disclosure_id
                from old o
                join ledger.event_line n on n.event_id = o.event_id
                where n.position <= base and not exists (select from ledger.event_line_end e where e.line_id = n.line_id and e.position <= base)
            ) m)
    into events, disclosures;
end
$$;

ALTER FUNCTION ledger.tail(moment bigint, OUT settlement bigint, OUT sum_settlement bigint, OUT base bigint, OUT events uuid[], OUT disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.tail(moment bigint, OUT settlement bigint, OUT sum_settlement bigint, OUT base bigint, OUT events uuid[], OUT disclosures uuid[]) IS 'What is not settled at a moment. base: the newest position up to it at which the events are settled by the definitions in force, by that settlement; null where there is none, and all is to be folded. Its cells are those from sum_settlement to settlement. events: those settled at base that the log touches after it. disclosures: those to fold in their place, closed under links. Both empty where the moment is settled; null without a base.';

CREATE FUNCTION ledger.tail_lines(moment bigint) RETURNS TABLE(disclosure_id uuid, event_id uuid, notice_id uuid, precedence integer, superseded boolean, event_disclosures integer)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    AS $$
    select n.disclosure_id, n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures
    from ledger.tail(moment) t
    cross join lateral ledger.fold_lines(moment, t.disclosures) n
$$;

ALTER FUNCTION ledger.tail_lines(moment bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.tail_lines(moment bigint) IS 'The lines of ledger.fold_lines that are not settled at a moment; where nothing is, all.';

CREATE FUNCTION ledger.tail_places(moment bigint, these uuid[]) RETURNS TABLE(disclosure_id uuid, place_mark bytea)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'on'
    AS $$
begin
    if these is null then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    return query select f.disclosure_id, f.place_mark from ledger.fold_places(moment, these) f where f.place_mark is not null;
end
$$;

ALTER FUNCTION ledger.tail_places(moment bigint, these uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.tail_places(moment bigint, these uuid[]) IS 'The marks of ledger.fold_places of what these disclosures state of places, with loops for few; null: of all.';

CREATE FUNCTION ledger.take_positions(amount bigint, OUT first_position bigint, OUT entry_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    newest record;
begin
    -- Held to commit: whoever comes later gets later positions and commits later.
    perform pg_advisory_xact_lock(x'5741524e'::bigint);
    select l.position, l.entry_at into newest from ledger.log l order by l.position desc limit 1;
    first_position := coalesce(newest.position, 0) + 1;
    entry_at := greatest(clock_timestamp(), newest.entry_at);
end
$$;

ALTER FUNCTION ledger.take_positions(amount bigint, OUT first_position bigint, OUT entry_at timestamp with time zone) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.take_positions(amount bigint, OUT first_position bigint, OUT entry_at timestamp with time zone) IS 'Takes the log''s lock until commit and gives the first of so many positions, and their time. The caller writes those entries in the same transaction.';

CREATE FUNCTION ledger.takedown(kind text, subject text, reason text, authority text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET bytea_output TO 'hex'
    AS $$
declare
    taken record;
    entry ledger.takedown;
begin
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(taken.first_position, kind, subject, reason, authority);
    if exists (select from ledger.takedown t where t.kind = entry.kind and t.subject = entry.subject) then
        raise exception '% % is removed already', replace(entry.kind, '_', ' '), entry.subject using errcode = 'WR901', hint = 'Nothing is to be done.';
    end if;
    insert into ledger.takedown (position, kind, subject, reason, authority)
    values (entry.position, entry.kind, entry.subject, entry.reason, entry.authority);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'takedown', entry.subject, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    if entry.kind = 'snapshot' then
        delete from ledger.snapshot_body b where b.sha256 = decode(entry.subject, 'hex');
    else
        delete from ledger.private_body b
        where b.accession_no = split_part(entry.subject, '/', 1) and b.name = split_part(entry.subject, '/', 2);
    end if;
    if not found then
        raise exception 'there are no bytes of % % to erase', replace(entry.kind, '_', ' '), entry.subject
            using errcode = 'WR901', hint = 'Name a snapshot by its digest, a private part by accession number, slash and name.';
    end if;
    if entry.kind = 'snapshot' then
        update ledger.extracted_text x set body = null
        where x.body is not null and ledger.is_taken_down(x.snapshot_sha256, x.sha256)
            and (x.snapshot_sha256 = decode(entry.subject, 'hex') or exists (
                select from ledger.claim c where c.text_sha256 = x.sha256 and c.snapshot_sha256 = decode(entry.subject, 'hex')));
    end if;
    perform ledger.announce(entry.position, entry.position, 'takedown', null);
    return entry.position;
end
$$;

ALTER FUNCTION ledger.takedown(kind text, subject text, reason text, authority text) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.takedown(kind text, subject text, reason text, authority text) IS 'The one function that erases bytes: of one snapshot with the texts read from it, or of one private part with its salt. Gives its position in the log. Error WR901: there is nothing to erase, or it is erased already.';

CREATE FUNCTION ledger.voice_sums(base bigint, events uuid[], disclosures uuid[]) RETURNS SETOF ledger.voice_cell
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    return query select * from ledger.fold_voice_sums(base, events, disclosures);
end
$$;

ALTER FUNCTION ledger.voice_sums(base bigint, events uuid[], disclosures uuid[]) OWNER TO warn_owner;

COMMENT ON FUNCTION ledger.voice_sums(base bigint, events uuid[], disclosures uuid[]) IS 'What a tail changes of the sums of what is said of AI by month and tier; with nulls, the sums of all events, folded anew.';

CREATE FUNCTION report.day() RETURNS date
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
declare
    asked text := nullif(trim(current_setting('report.as_of', true)), '');
    moment bigint := report.moment();
begin
    if asked is null then
        return clock_timestamp()::date;
    end if;
    if asked ~ '^[0-9]{1,18}$' then
        return (select l.entry_at::date from ledger.log l where l.position = moment);
    end if;
    return case when length(asked) = 10 then asked::date else asked::timestamptz::date end;
end
$_$;

ALTER FUNCTION report.day() OWNER TO warn_owner;

COMMENT ON FUNCTION report.day() IS 'The day (UTC) that a report speaks of: today; the day of the moment that report.as_of names; or the day on which the position that it names was entered. Null before the first entry.';

CREATE FUNCTION report.explain_change(report text, from_position bigint, to_position bigint) RETURNS TABLE(cause text, notice_month text, state text, employer text, events_before integer, events_after integer, workers_before integer, workers_after integer, change integer, ai_tier_before smallint, ai_tier_after smallint, entries bigint[], accessions text[], event_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_nestloop TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
declare
    asked text := current_setting('report.as_of', true);
    was report.change_line[];
    now report.change_line[];
begin
    if not explain_change.report = any (array[
        'totals', 'workers_by_month', 'workers_by_state', 'state_tiles', 'workers_noticed', 'workers_by_county', 'workers_by_industry', 'workers_by_event_type',
        'workers_by_four_weeks', 'workers_year_on_year', 'closures_and_temporary', 'concentration', 'employers', 'counties', 'industries', 'event_facts'])
    then
        raise exception 'what moved report.% is not told', explain_change.report using errcode = 'invalid_parameter_value',
            hint = 'Ask for a report that sums events, such as workers_noticed, workers_by_state or totals.';
    end if;
    if from_position is null or to_position is null or from_position > to_position then
        raise exception 'a change goes from a position to a later one' using errcode = 'invalid_parameter_value';
    end if;
    perform set_config('report.as_of', from_position::text, true);
    select array_agg(row(e.event_id, e.notice_month, e.state, e.employer, e.counted, e.workers_counted, e.ai_tier)::report.change_line) into was from report.events e;
    perform set_config('report.as_of', to_position::text, true);
    select array_agg(row(e.event_id, e.notice_month, e.state, e.employer, e.counted, e.workers_counted, e.ai_tier)::report.change_line) into now from report.events e;
    return query
    with differ as materialized (
        select coalesce(n.event_id, w.event_id) as event_id, w.event_id is null as is_new, n.event_id is null as is_gone,
            coalesce(w.counted, false)::integer as counted_before, coalesce(n.counted, false)::integer as counted_after,
            case when w.counted then w.workers end as workers_before, case when n.counted then n.workers end as workers_after,
            w.ai_tier as tier_before, n.ai_tier as tier_after,
            coalesce(n.notice_month, w.notice_month) as notice_month, coalesce(n.state, w.state) as state, coalesce(n.employer, w.employer) as employer,
            w.notice_month is distinct from n.notice_month or w.state is distinct from n.state as is_moved
        from unnest(was) w
        full join unnest(now) n on n.event_id = w.event_id
        where row(w.*) is distinct from row(n.*)
    ),
    member as materialized (
        -- To_position is in force: who belongs to the event now.
        select m.event_id, m.disclosure_id from report.event_members m where m.event_id in (select d.event_id from differ d)
    ),
    filed as materialized (
        select m.event_id, f.position, f.form_type, f.accession_no, f.version, f.rescinded
        from member m
        join ledger.filing f on f.disclosure_id = m.disclosure_id and f.position > from_position and f.position <= to_position
    ),
    entry as (
        select f.event_id, f.position, f.accession_no,
            case
                when f.form_type = 'OBS/R' then 'reread' when f.rescinded or f.form_type = 'N/W' then 'withdrawn' when f.form_type = 'OBS/W' then 'unlisted'
                when f.version = 1 then 'new' else 'amended'
            end as cause
        from filed f
        union all
        select m.event_id, a.position, null, 'reattributed'
        from member m
        join ledger.filing f on f.disclosure_id = m.disclosure_id
        join ledger.attribution a on a.accession_no = f.accession_no and a.position > from_position and a.position <= to_position and a.position <> f.position
        union all
        select o.event_id, l.position, null, 'relinked'
        from (
            select m.event_id, m.disclosure_id from member m
            union
            -- An event that is none any more has its members elsewhere.
            select d.event_id, d.event_id from differ d where d.is_gone
        ) o
        join (
            select k.position, k.from_disclosure as disclosure_id from ledger.link k where k.position > from_position and k.position <= to_position
            union all
            select k.position, k.to_disclosure from ledger.link k where k.position > from_position and k.position <= to_position
        ) l on l.disclosure_id = o.disclosure_id
    ),
    caused as materialized (
        select e.event_id, array_agg(distinct e.position order by e.position) as entries,
            array_agg(distinct e.accession_no) filter (where e.accession_no is not null) as accessions, array_agg(distinct e.cause) as causes
        from entry e
        group by e.event_id
    )
    select
        case
            when d.is_new and c.causes @> array['new'] then 'new'
            when d.is_new or d.is_gone then 'relinked'
            when c.causes @> array['withdrawn'] and d.counted_after < d.counted_before then 'withdrawn'
            when c.causes @> array['relinked'] and d.workers_before is distinct from d.workers_after then 'relinked'
            when c.causes @> array['amended'] then 'amended'
            when c.causes @> array['new'] then 'supplemented'
            when c.causes @> array['reread'] then 'reread'
            when c.causes @> array['reattributed'] or d.tier_before is distinct from d.tier_after then 'reattributed'
            when c.causes @> array['unlisted'] then 'unlisted'
            else 'reference'
        end,
        d.notice_month, d.state, d.employer, d.counted_before, d.counted_after, d.workers_before, d.workers_after,
        coalesce(d.workers_after, 0) - coalesce(d.workers_before, 0), d.tier_before, d.tier_after, c.entries, c.accessions, d.event_id
    from differ d
    left join caused c on c.event_id = d.event_id
    where d.counted_before <> d.counted_after or d.workers_before is distinct from d.workers_after or d.tier_before is distinct from d.tier_after or d.is_moved
    order by abs(coalesce(d.workers_after, 0) - coalesce(d.workers_before, 0)) desc, d.event_id;
    perform set_config('report.as_of', coalesce(asked, ''), true);
end
$$;

ALTER FUNCTION report.explain_change(report text, from_position bigint, to_position bigint) OWNER TO warn_owner;

COMMENT ON FUNCTION report.explain_change(report text, from_position bigint, to_position bigint) IS 'Which events moved a report that sums events between two positions, by how much, and by which entries of the log: new, amended, withdrawn, supplemented, relinked, reattributed, reread, unlisted or reference (a place or an industry). The sum of change is the difference of workers; events_after less events_before, that of events.';

CREATE TABLE ledger.log (
    "position" bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    content_sha256 bytea NOT NULL,
    entry_at timestamp with time zone NOT NULL,
    CONSTRAINT log_content_sha256_length CHECK ((octet_length(content_sha256) = 32)),
    CONSTRAINT log_kind_known CHECK ((kind = ANY (ARRAY['filing'::text, 'run'::text, 'link'::text, 'review'::text, 'attribution'::text, 'rereading'::text, 'reference'::text, 'takedown'::text, 'acceptance'::text, 'filer'::text, 'key'::text, 'revocation'::text]))),
    CONSTRAINT log_position_positive CHECK (("position" > 0))
);

ALTER TABLE ledger.log OWNER TO warn_owner;

COMMENT ON TABLE ledger.log IS 'Every entry that can move a number, in the one order that counts. Positions have no gap; log time never runs backwards.';

COMMENT ON COLUMN ledger.log."position" IS 'Place in the log, from 1, without gaps. report.as_of names one.';

COMMENT ON COLUMN ledger.log.kind IS 'What entered: a filing, an accepted run of an import, a link, a review, an attribution, a re-reading, a reference vintage, a takedown, the acceptance of a stopped run, a filer that was registered, its key, the revocation of a key.';

COMMENT ON COLUMN ledger.log.subject IS 'Key of the entry in its own table: an accession number, a run, a source, a digest.';

COMMENT ON COLUMN ledger.log.content_sha256 IS 'Digest of the entry: for a filing its chain digest, else SHA-256 of the row as canonical jsonb text without nulls.';

COMMENT ON COLUMN ledger.log.entry_at IS 'Time of the entry; never before that of the position before it.';

CREATE FUNCTION report.is_settling() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    RETURN (ledger.live_settler() AND (NOT ledger.is_settled((SELECT max(l."position") AS max FROM ledger.log l))));

ALTER FUNCTION report.is_settling() OWNER TO warn_owner;

COMMENT ON FUNCTION report.is_settling() IS 'Whether what was recorded last is being settled right now. Views answer all the same, and in a moment faster: a page of many questions may wait for it.';

CREATE TABLE ledger.acceptance (
    "position" bigint NOT NULL,
    run_id bigint NOT NULL,
    reason text NOT NULL,
    accepted_by text NOT NULL,
    CONSTRAINT acceptance_accepted_by_stated CHECK ((TRIM(BOTH FROM accepted_by) <> ''::text)),
    CONSTRAINT acceptance_reason_stated CHECK ((TRIM(BOTH FROM reason) <> ''::text))
);

ALTER TABLE ledger.acceptance OWNER TO warn_owner;

COMMENT ON TABLE ledger.acceptance IS 'A person''s word that the page of a stopped run is as it should be, so that the next such page passes.';

COMMENT ON COLUMN ledger.acceptance."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.acceptance.run_id IS 'The stopped run.';

COMMENT ON COLUMN ledger.acceptance.reason IS 'Why the page is right.';

COMMENT ON COLUMN ledger.acceptance.accepted_by IS 'Who says so.';

CREATE TABLE ledger.aggregation_line_end (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ledger.aggregation_line_end OWNER TO warn_owner;

COMMENT ON TABLE ledger.aggregation_line_end IS 'Lines that stand no longer: an event of the employer changed, or the address of one.';

COMMENT ON COLUMN ledger.aggregation_line_end.line_id IS 'The line.';

COMMENT ON COLUMN ledger.aggregation_line_end."position" IS 'Settled position from which it stands no longer.';

ALTER TABLE ledger.aggregation_line ALTER COLUMN line_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.aggregation_line_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.aggregation_rule (
    jurisdiction text NOT NULL,
    event_type text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    counted_over text NOT NULL,
    threshold integer NOT NULL,
    share_pct integer,
    threshold_alternative integer,
    days integer NOT NULL,
    statute text NOT NULL,
    CONSTRAINT aggregation_rule_counted_over_known CHECK ((counted_over = ANY (ARRAY['each_site'::text, 'all_sites'::text]))),
    CONSTRAINT aggregation_rule_days_positive CHECK ((days > 0)),
    CONSTRAINT aggregation_rule_event_type_known CHECK ((event_type = ANY (ARRAY['closure'::text, 'layoff'::text]))),
    CONSTRAINT aggregation_rule_threshold_positive CHECK ((threshold > 0)),
    CONSTRAINT aggregation_rule_valid_from_stated CHECK ((valid_from IS NOT NULL))
);

ALTER TABLE ledger.aggregation_rule OWNER TO warn_owner;

COMMENT ON TABLE ledger.aggregation_rule IS 'Within how many days losses at one site count together, and from how many workers on they need notice. Effective-dated; from Schema/reference/notice-periods.csv. A migration that changes it calls ledger.fill_aggregation().';

COMMENT ON COLUMN ledger.aggregation_rule.jurisdiction IS 'US for every state, else that state.';

COMMENT ON COLUMN ledger.aggregation_rule.event_type IS 'closure, or layoff.';

COMMENT ON COLUMN ledger.aggregation_rule.valid_from IS 'First day.';

COMMENT ON COLUMN ledger.aggregation_rule.valid_to IS 'Last day; null while in force.';

COMMENT ON COLUMN ledger.aggregation_rule.counted_over IS 'each_site, or all_sites of the employer in the state.';

COMMENT ON COLUMN ledger.aggregation_rule.threshold IS 'Workers.';

COMMENT ON COLUMN ledger.aggregation_rule.share_pct IS 'And so many percent of the site''s; null where the count alone decides.';

COMMENT ON COLUMN ledger.aggregation_rule.threshold_alternative IS 'Or so many workers, whatever the share; null where there is none.';

COMMENT ON COLUMN ledger.aggregation_rule.days IS 'Length of the period in days.';

COMMENT ON COLUMN ledger.aggregation_rule.statute IS 'The law.';

CREATE TABLE ledger.attribution (
    "position" bigint NOT NULL,
    seq integer NOT NULL,
    accession_no text NOT NULL,
    tier smallint NOT NULL,
    regime text,
    standard text,
    answer text,
    label text NOT NULL,
    technology text,
    quote text,
    quote_start integer,
    quote_end integer,
    text_sha256 bytea,
    rule text,
    phrasebook text,
    pct numeric(5,2),
    count integer,
    usage_text text,
    ai_type text[] DEFAULT '{}'::text[] NOT NULL,
    upskilling_text text,
    status text NOT NULL,
    CONSTRAINT attribution_answer_known CHECK ((answer = ANY (ARRAY['yes'::text, 'no'::text, 'unchecked'::text, 'not_asked'::text, 'not_answered'::text]))),
    CONSTRAINT attribution_count_natural CHECK ((count >= 0)),
    CONSTRAINT attribution_label_known CHECK ((label = ANY (ARRAY['ai_substitution'::text, 'ai_restructuring'::text, 'ai_market_disruption'::text, 'automation_non_ai'::text, 'ai_denied'::text, 'none'::text]))),
    CONSTRAINT attribution_pct_range CHECK (((pct >= (0)::numeric) AND (pct <= (100)::numeric))),
    CONSTRAINT attribution_seq_positive CHECK ((seq > 0)),
    CONSTRAINT attribution_status_known CHECK ((status = ANY (ARRAY['accepted'::text, 'proposed'::text, 'refused'::text]))),
    CONSTRAINT attribution_tier_known CHECK (((tier >= 1) AND (tier <= 5)))
);

ALTER TABLE ledger.attribution OWNER TO warn_owner;

COMMENT ON TABLE ledger.attribution IS 'Whether a layoff is attributed to AI: answers of employers'' filings, answers on states'' forms, and what texts say; each by whom it is said (tier).';

COMMENT ON COLUMN ledger.attribution."position" IS 'Position in the log: the filing''s own when it came with it, else its own.';

COMMENT ON COLUMN ledger.attribution.seq IS 'From 1 within the position.';

COMMENT ON COLUMN ledger.attribution.accession_no IS 'The filing it speaks of.';

COMMENT ON COLUMN ledger.attribution.tier IS '1 signed filing here; 2 a state''s form field; 3 the notice letter; 4 the employer''s public statement; 5 others. Only 1 and 2 enter statutory columns.';

COMMENT ON COLUMN ledger.attribution.regime IS 'Law under which the question was asked, such as US-NY or US-2102e; null for texts.';

COMMENT ON COLUMN ledger.attribution.standard IS 'Standard of causation of that question; null for texts.';

COMMENT ON COLUMN ledger.attribution.answer IS 'yes, no, unchecked, not_asked or not_answered; null for texts. A blank box is not a no.';

COMMENT ON COLUMN ledger.attribution.label IS 'One of the six labels; none: nothing attributes the layoff to AI or automation.';

COMMENT ON COLUMN ledger.attribution.technology IS 'Technology named, as written; null when none is.';

COMMENT ON COLUMN ledger.attribution.quote IS 'The deciding words, unrepaired; null when the label is none or an answer has no words.';

COMMENT ON COLUMN ledger.attribution.quote_start IS 'UTF-8 byte offset of quote in its text.';

COMMENT ON COLUMN ledger.attribution.quote_end IS 'UTF-8 byte offset after quote.';

COMMENT ON COLUMN ledger.attribution.text_sha256 IS 'SHA-256 of the text the quote is from: the reason verbatim, or an extracted_text.';

COMMENT ON COLUMN ledger.attribution.rule IS 'Rule that fired; no_match when none did; null for an answer.';

COMMENT ON COLUMN ledger.attribution.phrasebook IS 'Version of the phrasebook; null for an answer.';

COMMENT ON COLUMN ledger.attribution.pct IS 'Percentage of the layoff attributed to AI, as filed; null when not filed.';

COMMENT ON COLUMN ledger.attribution.count IS 'Workers attributed to AI, as filed; null when not filed.';

COMMENT ON COLUMN ledger.attribution.usage_text IS 'How AI is used, as filed.';

COMMENT ON COLUMN ledger.attribution.ai_type IS 'Types of AI, as filed.';

COMMENT ON COLUMN ledger.attribution.upskilling_text IS 'Upskilling and retraining, as filed.';

COMMENT ON COLUMN ledger.attribution.status IS 'accepted; proposed (by the machine, tiers 3 to 5, until a reviewer settles it); refused.';

CREATE TABLE ledger.checkpoint (
    checkpoint_id bigint NOT NULL,
    origin text NOT NULL,
    size bigint NOT NULL,
    root_sha256 bytea NOT NULL,
    note text NOT NULL,
    made_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT checkpoint_note_size CHECK ((length(note) <= 10000)),
    CONSTRAINT checkpoint_origin_stated CHECK ((TRIM(BOTH FROM origin) <> ''::text)),
    CONSTRAINT checkpoint_root_sha256_length CHECK ((octet_length(root_sha256) = 32)),
    CONSTRAINT checkpoint_size_natural CHECK ((size >= 0))
);

ALTER TABLE ledger.checkpoint OWNER TO warn_owner;

COMMENT ON TABLE ledger.checkpoint IS 'Checkpoints of the log that were signed here, in the form of C2SP tlog-checkpoint. A copy held elsewhere finds a log that was rewritten or cut.';

COMMENT ON COLUMN ledger.checkpoint.checkpoint_id IS 'Order in which they were made.';

COMMENT ON COLUMN ledger.checkpoint.origin IS 'The log''s name, the same in all of them.';

COMMENT ON COLUMN ledger.checkpoint.size IS 'Entries: positions 1 to size.';

COMMENT ON COLUMN ledger.checkpoint.root_sha256 IS 'Root of the hash tree over them (RFC 9162, section 2.1).';

COMMENT ON COLUMN ledger.checkpoint.note IS 'The signed note, as it is sent out.';

COMMENT ON COLUMN ledger.checkpoint.made_at IS 'When it was made.';

ALTER TABLE ledger.checkpoint ALTER COLUMN checkpoint_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.checkpoint_checkpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.claim_value (
    "position" bigint NOT NULL,
    seq integer NOT NULL,
    field text NOT NULL,
    value text NOT NULL,
    quote text NOT NULL,
    quote_start integer NOT NULL,
    quote_end integer NOT NULL,
    CONSTRAINT claim_value_field_known CHECK ((field = ANY (ARRAY['workers'::text, 'notice_date'::text, 'first_separation_date'::text, 'reason'::text, 'union'::text, 'job_titles'::text]))),
    CONSTRAINT claim_value_seq_positive CHECK ((seq > 0))
);

ALTER TABLE ledger.claim_value OWNER TO warn_owner;

COMMENT ON TABLE ledger.claim_value IS 'What a claim''s text states of the layoff. It stands beside the filing, with its own provenance, and never in its place.';

COMMENT ON COLUMN ledger.claim_value."position" IS 'The claim.';

COMMENT ON COLUMN ledger.claim_value.seq IS 'From 1 within the claim.';

COMMENT ON COLUMN ledger.claim_value.field IS 'workers, notice_date, first_separation_date, reason, union or job_titles.';

COMMENT ON COLUMN ledger.claim_value.value IS 'The value: a number, a day (yyyy-MM-dd), or words.';

COMMENT ON COLUMN ledger.claim_value.quote IS 'The words it is read from, unrepaired.';

COMMENT ON COLUMN ledger.claim_value.quote_start IS 'UTF-8 byte offset of the quote in the text.';

COMMENT ON COLUMN ledger.claim_value.quote_end IS 'UTF-8 byte offset after the quote.';

CREATE TABLE ledger.county_cell (
    settlement bigint NOT NULL,
    notice_month text,
    state text,
    county_fips text,
    events bigint NOT NULL,
    notices bigint NOT NULL,
    workers bigint NOT NULL,
    without_count bigint NOT NULL
);

ALTER TABLE ledger.county_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.county_cell IS 'What each settling changed of the sums by month, jurisdiction and county: counted events, appended and never updated.';

COMMENT ON COLUMN ledger.county_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.county_cell.notice_month IS 'As in report.events.';

COMMENT ON COLUMN ledger.county_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.county_cell.county_fips IS 'As in report.events.';

COMMENT ON COLUMN ledger.county_cell.events IS 'Counted events more, or less.';

COMMENT ON COLUMN ledger.county_cell.notices IS 'Notices of them.';

COMMENT ON COLUMN ledger.county_cell.workers IS 'Workers of them.';

COMMENT ON COLUMN ledger.county_cell.without_count IS 'Of the events, those without a figure for the state.';

CREATE TABLE ledger.day_cell (
    settlement bigint NOT NULL,
    notice_date date NOT NULL,
    state text,
    events bigint NOT NULL,
    notices bigint NOT NULL,
    workers bigint NOT NULL,
    without_count bigint NOT NULL
);

ALTER TABLE ledger.day_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.day_cell IS 'What each settling changed of the sums by day and jurisdiction: counted events with a notice date, appended and never updated.';

COMMENT ON COLUMN ledger.day_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.day_cell.notice_date IS 'As in report.events.';

COMMENT ON COLUMN ledger.day_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.day_cell.events IS 'Counted events more, or less.';

COMMENT ON COLUMN ledger.day_cell.notices IS 'Notices of them.';

COMMENT ON COLUMN ledger.day_cell.workers IS 'Workers of them.';

COMMENT ON COLUMN ledger.day_cell.without_count IS 'Of the events, those without a figure for the state.';

CREATE TABLE ledger.disclosure (
    disclosure_id uuid NOT NULL,
    origin text NOT NULL,
    state text,
    source_id text,
    filer_no bigint NOT NULL,
    line_key text,
    "position" bigint NOT NULL,
    CONSTRAINT disclosure_origin_known CHECK ((origin = ANY (ARRAY['state_import'::text, 'employer'::text]))),
    CONSTRAINT disclosure_source_stated CHECK (((origin = 'state_import'::text) = (source_id IS NOT NULL)))
);

ALTER TABLE ledger.disclosure OWNER TO warn_owner;

COMMENT ON TABLE ledger.disclosure IS 'One continuing matter of one origin: one observed line of one source, or one employer''s own matter. What ties two of them is a link.';

COMMENT ON COLUMN ledger.disclosure.disclosure_id IS 'Its identity.';

COMMENT ON COLUMN ledger.disclosure.origin IS 'state_import or employer.';

COMMENT ON COLUMN ledger.disclosure.state IS 'Publishing jurisdiction, or that of the filing''s first site; null when sites lie in none.';

COMMENT ON COLUMN ledger.disclosure.source_id IS 'The source whose line it is; null for an employer''s.';

COMMENT ON COLUMN ledger.disclosure.filer_no IS 'The filer.';

COMMENT ON COLUMN ledger.disclosure.line_key IS 'The state''s own number for the notice when first seen; null where it has none.';

COMMENT ON COLUMN ledger.disclosure."position" IS 'Position of its first filing.';

CREATE TABLE ledger.effective_cell (
    settlement bigint NOT NULL,
    effective_month text,
    state text,
    events bigint NOT NULL,
    workers bigint NOT NULL,
    without_count bigint NOT NULL
);

ALTER TABLE ledger.effective_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.effective_cell IS 'What each settling changed of the sums by month of the first day of separation and jurisdiction: counted events, each in one month, whatever is scheduled; appended and never updated.';

COMMENT ON COLUMN ledger.effective_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.effective_cell.effective_month IS 'Month of effective_start in report.events, as 2026-01; null where none is stated.';

COMMENT ON COLUMN ledger.effective_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.effective_cell.events IS 'Counted events more, or less.';

COMMENT ON COLUMN ledger.effective_cell.workers IS 'Workers of them.';

COMMENT ON COLUMN ledger.effective_cell.without_count IS 'Of the events, those without a figure for the state.';

CREATE TABLE ledger.employer_line_end (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ledger.employer_line_end OWNER TO warn_owner;

COMMENT ON TABLE ledger.employer_line_end IS 'Lines that stand no longer: an event of the employer changed.';

COMMENT ON COLUMN ledger.employer_line_end.line_id IS 'The line.';

COMMENT ON COLUMN ledger.employer_line_end."position" IS 'Settled position from which it stands no longer.';

ALTER TABLE ledger.employer_line ALTER COLUMN line_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.employer_line_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.employer_month_end (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ledger.employer_month_end OWNER TO warn_owner;

COMMENT ON TABLE ledger.employer_month_end IS 'Lines that stand no longer: an event of the employer changed.';

COMMENT ON COLUMN ledger.employer_month_end.line_id IS 'The line.';

COMMENT ON COLUMN ledger.employer_month_end."position" IS 'Settled position from which it stands no longer.';

ALTER TABLE ledger.employer_month ALTER COLUMN line_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.employer_month_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.employment (
    "position" bigint NOT NULL,
    area text NOT NULL,
    industry text NOT NULL,
    year smallint NOT NULL,
    quarter smallint NOT NULL,
    employment bigint NOT NULL,
    CONSTRAINT employment_area_form CHECK ((area ~ '^([0-9]{5}|US)$'::text)),
    CONSTRAINT employment_industry_form CHECK ((industry ~ '^([0-9]{2}|31-33|44-45|48-49)$'::text)),
    CONSTRAINT employment_natural CHECK ((employment >= 0)),
    CONSTRAINT employment_quarter_range CHECK (((quarter >= 1) AND (quarter <= 4)))
);

ALTER TABLE ledger.employment OWNER TO warn_owner;

COMMENT ON TABLE ledger.employment IS 'Employment by place of work, of all owners, in the third month of a quarter, as the Quarterly Census of Employment and Wages publishes it (month3_emplvl). Supplied: warnctl reference.';

COMMENT ON COLUMN ledger.employment."position" IS 'Position of the vintage it came with; a later vintage of the same quarter stands.';

COMMENT ON COLUMN ledger.employment.area IS 'County, five digits; a state, its two digits and 000; US.';

COMMENT ON COLUMN ledger.employment.industry IS '10: all industries; else a sector of NAICS.';

COMMENT ON COLUMN ledger.employment.year IS 'Year.';

COMMENT ON COLUMN ledger.employment.quarter IS '1 to 4.';

COMMENT ON COLUMN ledger.employment.employment IS 'Persons employed.';

CREATE TABLE ledger.filer (
    filer_no bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    name_key text NOT NULL,
    source_id text,
    "position" bigint NOT NULL,
    CONSTRAINT filer_filer_no_range CHECK (((filer_no >= 1) AND (filer_no <= '9999999999'::bigint))),
    CONSTRAINT filer_kind_known CHECK ((kind = ANY (ARRAY['source'::text, 'employer'::text]))),
    CONSTRAINT filer_name_stated CHECK ((name <> ''::text)),
    CONSTRAINT filer_source_stated CHECK (((kind = 'source'::text) = (source_id IS NOT NULL)))
);

ALTER TABLE ledger.filer OWNER TO warn_owner;

COMMENT ON TABLE ledger.filer IS 'Who files: one filer per source of observed notices, one per employer. Its number begins every accession number it is given.';

COMMENT ON COLUMN ledger.filer.filer_no IS 'Number; ten digits with leading zeros in accession numbers.';

COMMENT ON COLUMN ledger.filer.kind IS 'source: an importer observing one source; employer: an employer.';

COMMENT ON COLUMN ledger.filer.name IS 'The source''s id, or the employer''s legal name as first filed.';

COMMENT ON COLUMN ledger.filer.name_key IS 'The name folded by ledger.name_key, so that Inc. and INC are one.';

COMMENT ON COLUMN ledger.filer.source_id IS 'The source, for a filer of kind source; else null.';

COMMENT ON COLUMN ledger.filer."position" IS 'Position in the log at which the filer was entered.';

CREATE TABLE ledger.filer_key (
    key_id text NOT NULL,
    filer_no bigint NOT NULL,
    public_key bytea NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT filer_key_key_id_form CHECK ((key_id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text)),
    CONSTRAINT filer_key_public_key_length CHECK ((octet_length(public_key) = 32))
);

ALTER TABLE ledger.filer_key OWNER TO warn_owner;

COMMENT ON TABLE ledger.filer_key IS 'Public keys that filers sign with. A filer has several at once; one that is no longer in force is in key_revocation.';

COMMENT ON COLUMN ledger.filer_key.key_id IS 'Its name, which a filing states.';

COMMENT ON COLUMN ledger.filer_key.filer_no IS 'Whose key it is.';

COMMENT ON COLUMN ledger.filer_key.public_key IS 'Ed25519 public key (RFC 8032), 32 bytes.';

COMMENT ON COLUMN ledger.filer_key.valid_from IS 'First moment at which a filing received is accepted with it.';

COMMENT ON COLUMN ledger.filer_key."position" IS 'Position in the log.';

CREATE TABLE ledger.key_revocation (
    key_id text NOT NULL,
    revoked_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT key_revocation_reason_stated CHECK ((TRIM(BOTH FROM reason) <> ''::text))
);

ALTER TABLE ledger.key_revocation OWNER TO warn_owner;

COMMENT ON TABLE ledger.key_revocation IS 'Keys that are no longer in force, since when and why. A revoked key is never in force again.';

COMMENT ON COLUMN ledger.key_revocation.key_id IS 'The key.';

COMMENT ON COLUMN ledger.key_revocation.revoked_at IS 'First moment at which nothing that is received is accepted with it, whenever it was signed.';

COMMENT ON COLUMN ledger.key_revocation.reason IS 'Why.';

COMMENT ON COLUMN ledger.key_revocation."position" IS 'Position in the log.';

CREATE TABLE ledger.reference_vintage (
    "position" bigint NOT NULL,
    name text NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT reference_vintage_sha256_length CHECK ((octet_length(sha256) = 32))
);

ALTER TABLE ledger.reference_vintage OWNER TO warn_owner;

COMMENT ON TABLE ledger.reference_vintage IS 'Each loading of a file of Schema/reference: which bytes held from which position on.';

COMMENT ON COLUMN ledger.reference_vintage."position" IS 'Position in the log from which this vintage holds.';

COMMENT ON COLUMN ledger.reference_vintage.name IS 'File name without extension.';

COMMENT ON COLUMN ledger.reference_vintage.sha256 IS 'SHA-256 of the file.';

CREATE TABLE ledger.review (
    "position" bigint NOT NULL,
    of_position bigint NOT NULL,
    of_seq integer NOT NULL,
    decision text NOT NULL,
    reviewer text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT review_decision_known CHECK ((decision = ANY (ARRAY['accepted'::text, 'refused'::text, 'corrected'::text]))),
    CONSTRAINT review_reason_stated CHECK ((TRIM(BOTH FROM reason) <> ''::text)),
    CONSTRAINT review_reviewer_stated CHECK ((TRIM(BOTH FROM reviewer) <> ''::text))
);

ALTER TABLE ledger.review OWNER TO warn_owner;

COMMENT ON TABLE ledger.review IS 'A person''s word on a machine''s attribution. The attribution as it stands after it is that at the same position.';

COMMENT ON COLUMN ledger.review."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.review.of_position IS 'Position of the attribution that was reviewed.';

COMMENT ON COLUMN ledger.review.of_seq IS 'Its number there.';

COMMENT ON COLUMN ledger.review.decision IS 'accepted; refused; corrected: another label was given.';

COMMENT ON COLUMN ledger.review.reviewer IS 'Who decided.';

COMMENT ON COLUMN ledger.review.reason IS 'Why.';

CREATE TABLE ledger.source_version (
    source_id text NOT NULL,
    version integer NOT NULL,
    publisher text NOT NULL,
    publication text NOT NULL,
    page text NOT NULL,
    listing_window text NOT NULL,
    "position" bigint NOT NULL,
    from_facts boolean,
    since text,
    contact text,
    comment text,
    CONSTRAINT source_version_positive CHECK ((version > 0)),
    CONSTRAINT source_version_publication_known CHECK ((publication = ANY (ARRAY['published'::text, 'by_request'::text, 'none'::text]))),
    CONSTRAINT source_version_since_form CHECK ((since ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'::text)),
    CONSTRAINT source_version_window_form CHECK ((listing_window ~ '^(all|calendar_year|fiscal_year|rolling [0-9]+)$'::text))
);

ALTER TABLE ledger.source_version OWNER TO warn_owner;

COMMENT ON TABLE ledger.source_version IS 'What a manifest said about its source, each time that changed.';

COMMENT ON COLUMN ledger.source_version.source_id IS 'The source.';

COMMENT ON COLUMN ledger.source_version.version IS 'From 1, without gaps.';

COMMENT ON COLUMN ledger.source_version.publisher IS 'The agency that publishes.';

COMMENT ON COLUMN ledger.source_version.publication IS 'published, by_request (notices only on request) or none.';

COMMENT ON COLUMN ledger.source_version.page IS 'The page a person opens.';

COMMENT ON COLUMN ledger.source_version.listing_window IS 'Which notices the page lists at a time: all, calendar_year, fiscal_year (July to June), rolling N (days). A row that leaves it is no withdrawal.';

COMMENT ON COLUMN ledger.source_version."position" IS 'Position in the log from which this version holds.';

COMMENT ON COLUMN ledger.source_version.from_facts IS 'True when no real page was at hand when the manifest was written: unproven until a run from the network passes. Null: one was.';

COMMENT ON COLUMN ledger.source_version.since IS 'The earliest year, month or day of which it is known that nothing is published; null where something is.';

COMMENT ON COLUMN ledger.source_version.contact IS 'Whom to ask where nothing is published; else null.';

COMMENT ON COLUMN ledger.source_version.comment IS 'What is known where nothing is published, and what the law there says; else null.';

CREATE VIEW ledger.entry AS
 SELECT r."position",
    'run'::text AS kind,
    ledger.entry_sha256(to_jsonb(r.*)) AS digest
   FROM ledger.run r
  WHERE (r."position" IS NOT NULL)
UNION ALL
 SELECT a."position",
    'acceptance'::text AS kind,
    ledger.entry_sha256(to_jsonb(a.*)) AS digest
   FROM ledger.acceptance a
UNION ALL
 SELECT t."position",
    'takedown'::text AS kind,
    ledger.entry_sha256(to_jsonb(t.*)) AS digest
   FROM ledger.takedown t
UNION ALL
 SELECT v."position",
    'reference'::text AS kind,
    ledger.entry_sha256(to_jsonb(v.*)) AS digest
   FROM ledger.source_version v
UNION ALL
 SELECT v."position",
    'reference'::text AS kind,
    ledger.entry_sha256(to_jsonb(v.*)) AS digest
   FROM ledger.reference_vintage v
UNION ALL
 SELECT k."position",
    'link'::text AS kind,
    ledger.entry_sha256(to_jsonb(k.*)) AS digest
   FROM ledger.link k
UNION ALL
 SELECT a."position",
    'attribution'::text AS kind,
    ledger.entry_sha256(jsonb_agg(to_jsonb(a.*) ORDER BY a.seq)) AS digest
   FROM ledger.attribution a
  WHERE ((NOT (EXISTS ( SELECT
           FROM ledger.filing f
          WHERE (f."position" = a."position")))) AND (NOT (EXISTS ( SELECT
           FROM ledger.claim c
          WHERE (c."position" = a."position")))) AND (NOT (EXISTS ( SELECT
           FROM ledger.review r
          WHERE (r."position" = a."position")))))
  GROUP BY a."position"
UNION ALL
 SELECT c."position",
    'attribution'::text AS kind,
    ledger.entry_sha256(jsonb_build_object('claim', to_jsonb(c.*), 'values', ( SELECT jsonb_agg(to_jsonb(v.*) ORDER BY v.seq) AS jsonb_agg
           FROM ledger.claim_value v
          WHERE (v."position" = c."position")), 'attributions', ( SELECT jsonb_agg(to_jsonb(a.*) ORDER BY a.seq) AS jsonb_agg
           FROM ledger.attribution a
          WHERE (a."position" = c."position")))) AS digest
   FROM ledger.claim c
UNION ALL
 SELECT r."position",
    'review'::text AS kind,
    ledger.entry_sha256(jsonb_build_object('review', to_jsonb(r.*), 'attributions', ( SELECT jsonb_agg(to_jsonb(a.*) ORDER BY a.seq) AS jsonb_agg
           FROM ledger.attribution a
          WHERE (a."position" = r."position")))) AS digest
   FROM ledger.review r
UNION ALL
 SELECT f."position",
    'filer'::text AS kind,
    ledger.entry_sha256(to_jsonb(f.*)) AS digest
   FROM ledger.filer f
  WHERE ((f.kind = 'employer'::text) AND (NOT (EXISTS ( SELECT
           FROM ledger.filing n
          WHERE (n."position" = f."position")))))
UNION ALL
 SELECT k."position",
    'key'::text AS kind,
    ledger.entry_sha256(to_jsonb(k.*)) AS digest
   FROM ledger.filer_key k
UNION ALL
 SELECT r."position",
    'revocation'::text AS kind,
    ledger.entry_sha256(to_jsonb(r.*)) AS digest
   FROM ledger.key_revocation r;

ALTER TABLE ledger.entry OWNER TO warn_owner;

COMMENT ON VIEW ledger.entry IS 'Entries of the log that are not filings, with the digest the log should name.';

COMMENT ON COLUMN ledger.entry."position" IS 'Position in the log.';

COMMENT ON COLUMN ledger.entry.kind IS 'Kind of the entry, as in the log.';

COMMENT ON COLUMN ledger.entry.digest IS 'Its digest. Right only with timezone UTC and bytea_output hex.';

CREATE TABLE ledger.equal_definition (
    sha256 bytea NOT NULL,
    settles_as bytea NOT NULL,
    name text NOT NULL,
    CONSTRAINT equal_definition_settles_as_length CHECK ((octet_length(settles_as) = 32)),
    CONSTRAINT equal_definition_sha256_length CHECK ((octet_length(sha256) = 32))
);

ALTER TABLE ledger.equal_definition OWNER TO warn_owner;

COMMENT ON TABLE ledger.equal_definition IS 'Definitions that settle the same facts as an earlier one, so that nothing is settled anew for them. Written by migrations alone.';

COMMENT ON COLUMN ledger.equal_definition.sha256 IS 'SHA-256 of the definition, as in ledger.report_definition.';

COMMENT ON COLUMN ledger.equal_definition.settles_as IS 'SHA-256 of the first definition that says the same.';

COMMENT ON COLUMN ledger.equal_definition.name IS 'The report.';

CREATE TABLE ledger.event_cell (
    "position" bigint,
    notice_month text,
    state text,
    event_type text,
    sector text,
    events bigint NOT NULL,
    notices bigint NOT NULL,
    workers bigint NOT NULL,
    without_count bigint NOT NULL,
    notices_without_count bigint NOT NULL,
    settlement bigint,
    temporary bigint DEFAULT 0 NOT NULL,
    temporary_workers bigint DEFAULT 0 NOT NULL,
    temporary_without_count bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ledger.event_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_cell IS 'What each settling changed of the sums: counted events by month, jurisdiction, type and sector, appended and never updated. Their sum up to a settled position is what the events of that position sum to.';

COMMENT ON COLUMN ledger.event_cell."position" IS 'The settled position.';

COMMENT ON COLUMN ledger.event_cell.notice_month IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_cell.event_type IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_cell.sector IS 'As in report.events.';

COMMENT ON COLUMN ledger.event_cell.events IS 'Counted events more, or less.';

COMMENT ON COLUMN ledger.event_cell.notices IS 'Notices of them.';

COMMENT ON COLUMN ledger.event_cell.workers IS 'Workers of them.';

COMMENT ON COLUMN ledger.event_cell.without_count IS 'Of the events, those without a figure for the state.';

COMMENT ON COLUMN ledger.event_cell.notices_without_count IS 'Notices of those.';

COMMENT ON COLUMN ledger.event_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed; null before settlements had numbers here.';

COMMENT ON COLUMN ledger.event_cell.temporary IS 'Of the events, temporary ones.';

COMMENT ON COLUMN ledger.event_cell.temporary_workers IS 'Workers of those.';

COMMENT ON COLUMN ledger.event_cell.temporary_without_count IS 'Of those, events without a figure for the state.';

CREATE TABLE ledger.event_fact_end (
    fact_id bigint NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ledger.event_fact_end OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_fact_end IS 'Facts that stand no longer: the event changed, or is none any more.';

COMMENT ON COLUMN ledger.event_fact_end.fact_id IS 'The fact.';

COMMENT ON COLUMN ledger.event_fact_end."position" IS 'Settled position from which it stands no longer.';

ALTER TABLE ledger.event_fact ALTER COLUMN fact_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.event_fact_fact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.event_line (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL,
    disclosure_id uuid NOT NULL,
    event_id uuid NOT NULL,
    notice_id uuid NOT NULL,
    precedence integer NOT NULL,
    superseded boolean NOT NULL,
    event_disclosures integer NOT NULL,
    county_fips text,
    sector text,
    place_mark bytea,
    industry_mark bytea
);

ALTER TABLE ledger.event_line OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_line IS 'A disclosure as report.event_members has it, from one settled position on. Made from the ledger and of it: nothing rests on it.';

COMMENT ON COLUMN ledger.event_line.line_id IS 'Its number.';

COMMENT ON COLUMN ledger.event_line."position" IS 'Settled position from which it stands.';

COMMENT ON COLUMN ledger.event_line.disclosure_id IS 'The disclosure.';

COMMENT ON COLUMN ledger.event_line.event_id IS 'As in report.event_members.';

COMMENT ON COLUMN ledger.event_line.notice_id IS 'As in report.event_members.';

COMMENT ON COLUMN ledger.event_line.precedence IS 'As in report.event_members.';

COMMENT ON COLUMN ledger.event_line.superseded IS 'As in report.event_members.';

COMMENT ON COLUMN ledger.event_line.event_disclosures IS 'As in report.event_members.';

COMMENT ON COLUMN ledger.event_line.county_fips IS 'As in report.notice_places.';

COMMENT ON COLUMN ledger.event_line.sector IS 'As in report.notice_industries.';

COMMENT ON COLUMN ledger.event_line.place_mark IS 'First eight bytes of the digest of what it states of its place, by which it is found when rosters say more of that; null for an employer''s filing.';

COMMENT ON COLUMN ledger.event_line.industry_mark IS 'The same of its industry; null where none is stated.';

CREATE TABLE ledger.event_line_end (
    line_id bigint NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ledger.event_line_end OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_line_end IS 'Lines that stand no longer: the disclosure is of another event, ranks elsewhere in it, or lies elsewhere.';

COMMENT ON COLUMN ledger.event_line_end.line_id IS 'The line.';

COMMENT ON COLUMN ledger.event_line_end."position" IS 'Settled position from which it stands no longer.';

ALTER TABLE ledger.event_line ALTER COLUMN line_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.event_line_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.event_touch (
    touch_id bigint NOT NULL,
    after_settlement bigint NOT NULL,
    disclosure_id uuid NOT NULL
);

ALTER TABLE ledger.event_touch OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_touch IS 'Disclosures of whose place or industry the rosters learned more, by a vintage that they had before: what was settled until then does not know it.';

COMMENT ON COLUMN ledger.event_touch.touch_id IS 'Its number.';

COMMENT ON COLUMN ledger.event_touch.after_settlement IS 'Number of the newest settlement at that time.';

COMMENT ON COLUMN ledger.event_touch.disclosure_id IS 'The disclosure.';

ALTER TABLE ledger.event_touch ALTER COLUMN touch_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.event_touch_touch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.event_voice_end (
    voice_id bigint NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE ledger.event_voice_end OWNER TO warn_owner;

COMMENT ON TABLE ledger.event_voice_end IS 'Lines of event_voice that stand no longer.';

COMMENT ON COLUMN ledger.event_voice_end.voice_id IS 'The line.';

COMMENT ON COLUMN ledger.event_voice_end."position" IS 'Settled position from which it stands no longer.';

ALTER TABLE ledger.event_voice ALTER COLUMN voice_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.event_voice_voice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.extracted_text (
    sha256 bytea NOT NULL,
    snapshot_sha256 bytea,
    extractor text NOT NULL,
    extractor_version text NOT NULL,
    body text
);

ALTER TABLE ledger.extracted_text OWNER TO warn_owner;

COMMENT ON TABLE ledger.extracted_text IS 'Texts taken out of documents, by digest; quotes point into them.';

COMMENT ON COLUMN ledger.extracted_text.sha256 IS 'SHA-256 of body in UTF-8.';

COMMENT ON COLUMN ledger.extracted_text.snapshot_sha256 IS 'The document; null for a text of a filing.';

COMMENT ON COLUMN ledger.extracted_text.extractor IS 'Program that took it out.';

COMMENT ON COLUMN ledger.extracted_text.extractor_version IS 'Its version.';

COMMENT ON COLUMN ledger.extracted_text.body IS 'The text; null when it was removed by a takedown of its document.';

CREATE TABLE ledger.figure_cell (
    settlement bigint NOT NULL,
    notice_month date NOT NULL,
    state text,
    event_type text,
    figure_class smallint,
    events bigint NOT NULL
);

ALTER TABLE ledger.figure_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.figure_cell IS 'What each settling changed of the numbers of events by month, jurisdiction, type and class of figure: counted events with a notice date, appended and never updated.';

COMMENT ON COLUMN ledger.figure_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.figure_cell.notice_month IS 'First day of the month of the notice date.';

COMMENT ON COLUMN ledger.figure_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.figure_cell.event_type IS 'As in report.events.';

COMMENT ON COLUMN ledger.figure_cell.figure_class IS 'Class of the figure that enters the state''s sum, as ledger.figure_class has it; null without one.';

COMMENT ON COLUMN ledger.figure_cell.events IS 'Events more, or less.';

CREATE TABLE ledger.filing_phase (
    accession_no text NOT NULL,
    seq integer NOT NULL,
    phase_date date NOT NULL,
    workers integer,
    CONSTRAINT filing_phase_seq_positive CHECK ((seq > 0)),
    CONSTRAINT filing_phase_workers_natural CHECK ((workers >= 0))
);

ALTER TABLE ledger.filing_phase OWNER TO warn_owner;

COMMENT ON TABLE ledger.filing_phase IS 'Steps of a staged layoff.';

COMMENT ON COLUMN ledger.filing_phase.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.filing_phase.seq IS 'From 1, in order.';

COMMENT ON COLUMN ledger.filing_phase.phase_date IS 'Day of the step.';

COMMENT ON COLUMN ledger.filing_phase.workers IS 'Workers who go on it; null when not said.';

CREATE TABLE ledger.filing_signature (
    accession_no text NOT NULL,
    key_id text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT filing_signature_signature_length CHECK ((octet_length(signature) = 64))
);

ALTER TABLE ledger.filing_signature OWNER TO warn_owner;

COMMENT ON TABLE ledger.filing_signature IS 'Ed25519 signature of a filing over its payload, byte for byte. No row: it was entered at the desk, unsigned.';

COMMENT ON COLUMN ledger.filing_signature.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.filing_signature.key_id IS 'The key.';

COMMENT ON COLUMN ledger.filing_signature.signature IS '64 bytes (RFC 8032).';

CREATE TABLE ledger.filing_site (
    accession_no text NOT NULL,
    seq integer NOT NULL,
    street text,
    city text,
    county text,
    county_fips text,
    state text,
    zip text,
    workers integer,
    CONSTRAINT filing_site_county_fips_form CHECK ((county_fips ~ '^[0-9]{5}$'::text)),
    CONSTRAINT filing_site_seq_positive CHECK ((seq > 0)),
    CONSTRAINT filing_site_workers_natural CHECK ((workers >= 0))
);

ALTER TABLE ledger.filing_site OWNER TO warn_owner;

COMMENT ON TABLE ledger.filing_site IS 'Places named by a filing.';

COMMENT ON COLUMN ledger.filing_site.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.filing_site.seq IS 'From 1, as stated.';

COMMENT ON COLUMN ledger.filing_site.street IS 'Street address; null when not stated.';

COMMENT ON COLUMN ledger.filing_site.city IS 'City; null when not stated.';

COMMENT ON COLUMN ledger.filing_site.county IS 'County; null when not stated.';

COMMENT ON COLUMN ledger.filing_site.county_fips IS 'Five digits of FIPS, as filed; null when not filed.';

COMMENT ON COLUMN ledger.filing_site.state IS 'Two letters; null when not stated.';

COMMENT ON COLUMN ledger.filing_site.zip IS 'ZIP code; null when not stated.';

COMMENT ON COLUMN ledger.filing_site.workers IS 'Workers at this site; null when not stated for it.';

CREATE TABLE ledger.filing_warning (
    accession_no text NOT NULL,
    seq integer NOT NULL,
    code text NOT NULL,
    stated text,
    CONSTRAINT filing_warning_code_form CHECK ((code ~ '^[a-z]+(_[a-z]+)*$'::text))
);

ALTER TABLE ledger.filing_warning OWNER TO warn_owner;

COMMENT ON TABLE ledger.filing_warning IS 'What was repaired, left out or found odd in an observed row, and what the row says there.';

COMMENT ON COLUMN ledger.filing_warning.accession_no IS 'The filing; its warnings has the code, too.';

COMMENT ON COLUMN ledger.filing_warning.seq IS 'Place among the filing''s warnings, from 1.';

COMMENT ON COLUMN ledger.filing_warning.code IS 'What it is; report.warning_codes says what each means.';

COMMENT ON COLUMN ledger.filing_warning.stated IS 'The cells it is about as the source wrote them, one after the other: field, colon, text. Null where all of them are blank.';

CREATE TABLE ledger.first_cell (
    settlement bigint NOT NULL,
    notice_month date NOT NULL,
    disclosures bigint NOT NULL,
    workers bigint,
    youngest timestamp with time zone NOT NULL
);

ALTER TABLE ledger.first_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.first_cell IS 'What each settling added to the first versions with a notice date, by month, but for those of more than one jurisdiction: appended and never updated; no filing leaves.';

COMMENT ON COLUMN ledger.first_cell.settlement IS 'Number of the settlement that added them, or that summed up what those before it had added.';

COMMENT ON COLUMN ledger.first_cell.notice_month IS 'First day of the month of the notice date.';

COMMENT ON COLUMN ledger.first_cell.disclosures IS 'How many.';

COMMENT ON COLUMN ledger.first_cell.workers IS 'Workers of them; null where none states a figure.';

COMMENT ON COLUMN ledger.first_cell.youngest IS 'When the last of them was accepted.';

CREATE TABLE ledger.hold (
    submission_id uuid NOT NULL,
    held_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    codes text[] NOT NULL,
    answer bytea NOT NULL
);

ALTER TABLE ledger.hold OWNER TO warn_owner;

COMMENT ON TABLE ledger.hold IS 'Submissions that a person has to look at first. They wait in the inbox: no accession number, in no report, not the head of a chain.';

COMMENT ON COLUMN ledger.hold.submission_id IS 'The submission.';

COMMENT ON COLUMN ledger.hold.held_at IS 'Since when.';

COMMENT ON COLUMN ledger.hold.codes IS 'Codes of the filing rules that fired, sorted.';

COMMENT ON COLUMN ledger.hold.answer IS 'The whole answer as canonical JSON.';

CREATE TABLE ledger.hold_decision (
    submission_id uuid NOT NULL,
    decision text NOT NULL,
    decided_by text NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT hold_decision_decided_by_stated CHECK ((TRIM(BOTH FROM decided_by) <> ''::text)),
    CONSTRAINT hold_decision_known CHECK ((decision = ANY (ARRAY['released'::text, 'refused'::text]))),
    CONSTRAINT hold_decision_reason_stated CHECK ((TRIM(BOTH FROM reason) <> ''::text))
);

ALTER TABLE ledger.hold_decision OWNER TO warn_owner;

COMMENT ON TABLE ledger.hold_decision IS 'What a person decided of a hold. A released submission goes to the desk again, which judges it as on the day it was received.';

COMMENT ON COLUMN ledger.hold_decision.submission_id IS 'The submission.';

COMMENT ON COLUMN ledger.hold_decision.decision IS 'released or refused.';

COMMENT ON COLUMN ledger.hold_decision.decided_by IS 'The person.';

COMMENT ON COLUMN ledger.hold_decision.reason IS 'Why.';

COMMENT ON COLUMN ledger.hold_decision.decided_at IS 'When.';

CREATE TABLE ledger.inbox (
    seq bigint NOT NULL,
    submission_id uuid NOT NULL,
    received_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    handed_in_by text DEFAULT SESSION_USER NOT NULL,
    key_id text,
    signature bytea,
    payload bytea NOT NULL,
    private_parts jsonb DEFAULT '[]'::jsonb NOT NULL,
    CONSTRAINT inbox_key_id_length CHECK ((length(key_id) <= 300)),
    CONSTRAINT inbox_payload_size CHECK ((octet_length(payload) <= 1048576)),
    CONSTRAINT inbox_private_parts_size CHECK ((pg_column_size(private_parts) <= 262144)),
    CONSTRAINT inbox_signature_length CHECK ((octet_length(signature) <= 1024))
);

ALTER TABLE ledger.inbox OWNER TO warn_owner;

COMMENT ON TABLE ledger.inbox IS 'Submissions that are not decided yet, and those that are held. A filer''s program may insert here and nowhere else. A row goes when its submission is decided, and with it the private bytes.';

COMMENT ON COLUMN ledger.inbox.seq IS 'Order of arrival.';

COMMENT ON COLUMN ledger.inbox.submission_id IS 'The filer''s own random number for this submission: handed in twice, it is one.';

COMMENT ON COLUMN ledger.inbox.received_at IS 'When it was received, by the database''s clock. today of the filing rules is its day in UTC, and does not move.';

COMMENT ON COLUMN ledger.inbox.handed_in_by IS 'The session''s user.';

COMMENT ON COLUMN ledger.inbox.key_id IS 'The key it says it is signed with; null when none.';

COMMENT ON COLUMN ledger.inbox.signature IS 'Ed25519 signature over payload; null when none.';

COMMENT ON COLUMN ledger.inbox.payload IS 'Canonical JSON (RFC 8785) in UTF-8, at most 1 MiB; private values are salted digests in it. Not checked yet.';

COMMENT ON COLUMN ledger.inbox.private_parts IS 'Private values by path: [{name, salt, body}], bytes as \x hexadecimal.';

ALTER TABLE ledger.inbox ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.inbox_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.industry (
    statement_sha256 bytea NOT NULL,
    "position" bigint NOT NULL,
    code text,
    vintage smallint,
    level text NOT NULL,
    title text NOT NULL,
    sector text NOT NULL,
    CONSTRAINT industry_code_form CHECK ((code ~ '^([0-9]{2,6}|[0-9]{2}-[0-9]{2})$'::text)),
    CONSTRAINT industry_code_of_a_vintage CHECK (((code IS NULL) = (vintage IS NULL))),
    CONSTRAINT industry_level_known CHECK ((level = ANY (ARRAY['sector'::text, 'subsector'::text, 'industry_group'::text, 'naics_industry'::text, 'national_industry'::text]))),
    CONSTRAINT industry_sector_form CHECK ((sector ~ '^([0-9]{2}|31-33|44-45|48-49)$'::text)),
    CONSTRAINT industry_statement_sha256_length CHECK ((octet_length(statement_sha256) = 32))
);

ALTER TABLE ledger.industry OWNER TO warn_owner;

COMMENT ON TABLE ledger.industry IS 'Industry by the tables of NAICS of what a filing states of it, by one vintage of Schema/reference. What is stated is the key. No line: the tables make nothing of it, or it was not looked up.';

COMMENT ON COLUMN ledger.industry.statement_sha256 IS 'What was stated: ledger.industry_statement_sha256.';

COMMENT ON COLUMN ledger.industry."position" IS 'Position of the tables'' vintage in the log.';

COMMENT ON COLUMN ledger.industry.code IS 'The table''s code: as filed, without the zeros that fill up a shorter one; null where only words are filed.';

COMMENT ON COLUMN ledger.industry.vintage IS 'Year of the table the code is from; null without a code.';

COMMENT ON COLUMN ledger.industry.level IS 'sector, subsector, industry_group, naics_industry or national_industry: two to six digits.';

COMMENT ON COLUMN ledger.industry.title IS 'Title of the code; without a code, of the sector.';

COMMENT ON COLUMN ledger.industry.sector IS 'Two digits, or 31-33, 44-45, 48-49.';

CREATE TABLE ledger.jurisdiction (
    code text NOT NULL,
    name text NOT NULL,
    fips text NOT NULL,
    kind text NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT jurisdiction_code_form CHECK ((code ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT jurisdiction_fips_form CHECK ((fips ~ '^[0-9]{2}$'::text)),
    CONSTRAINT jurisdiction_kind_known CHECK ((kind = ANY (ARRAY['state'::text, 'district'::text, 'territory'::text])))
);

ALTER TABLE ledger.jurisdiction OWNER TO warn_owner;

COMMENT ON TABLE ledger.jurisdiction IS 'States, the District of Columbia and territories. Source: Schema/reference/jurisdictions.csv.';

COMMENT ON COLUMN ledger.jurisdiction.code IS 'Two letters of the postal service, as in ISO 3166-2:US.';

COMMENT ON COLUMN ledger.jurisdiction.name IS 'English name.';

COMMENT ON COLUMN ledger.jurisdiction.fips IS 'Two digits of FIPS 5-2.';

COMMENT ON COLUMN ledger.jurisdiction.kind IS 'state, district or territory.';

COMMENT ON COLUMN ledger.jurisdiction."position" IS 'Position in the log from which the row holds.';

CREATE TABLE ledger.lead_cell (
    settlement bigint NOT NULL,
    notice_month date,
    state text,
    event_type text,
    size_class smallint,
    lead_days smallint,
    is_conflict boolean NOT NULL,
    events bigint NOT NULL
);

ALTER TABLE ledger.lead_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.lead_cell IS 'What each settling changed of the numbers of events by month, jurisdiction, type, size and days of notice: counted events, appended and never updated.';

COMMENT ON COLUMN ledger.lead_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.lead_cell.notice_month IS 'First day of the month of the notice date; null when none is stated.';

COMMENT ON COLUMN ledger.lead_cell.state IS 'As in report.events.';

COMMENT ON COLUMN ledger.lead_cell.event_type IS 'As in report.events.';

COMMENT ON COLUMN ledger.lead_cell.size_class IS 'Class of the figure that enters the state''s sum, as ledger.size_class has it; null without one.';

COMMENT ON COLUMN ledger.lead_cell.lead_days IS 'Days of notice, as ledger.lead_days has them; null where they are not measured.';

COMMENT ON COLUMN ledger.lead_cell.is_conflict IS 'As ledger.dates_conflict has it.';

COMMENT ON COLUMN ledger.lead_cell.events IS 'Events more, or less.';

CREATE TABLE ledger.letter_attempt (
    attempt_id bigint NOT NULL,
    accession_no text NOT NULL,
    url text NOT NULL,
    attempted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    code text NOT NULL,
    message text NOT NULL
);

ALTER TABLE ledger.letter_attempt OWNER TO warn_owner;

COMMENT ON TABLE ledger.letter_attempt IS 'Letters that could not be had or read. The next attempt waits a day, then two, four and so on up to thirty, so that a dead link is no burden to its host and keeps no other letter waiting.';

COMMENT ON COLUMN ledger.letter_attempt.attempt_id IS 'In order.';

COMMENT ON COLUMN ledger.letter_attempt.accession_no IS 'The filing whose page links the letter.';

COMMENT ON COLUMN ledger.letter_attempt.url IS 'The address as the page has it.';

COMMENT ON COLUMN ledger.letter_attempt.attempted_at IS 'When.';

COMMENT ON COLUMN ledger.letter_attempt.code IS 'Stable code of what went wrong.';

COMMENT ON COLUMN ledger.letter_attempt.message IS 'What happened.';

ALTER TABLE ledger.letter_attempt ALTER COLUMN attempt_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.letter_attempt_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.metropolitan_county (
    "position" bigint NOT NULL,
    cbsa text,
    county_fips text NOT NULL,
    title text NOT NULL,
    CONSTRAINT metropolitan_county_cbsa_form CHECK ((cbsa ~ '^[0-9]{5}$'::text)),
    CONSTRAINT metropolitan_county_county_fips_form CHECK ((county_fips ~ '^[0-9]{5}$'::text))
);

ALTER TABLE ledger.metropolitan_county OWNER TO warn_owner;

COMMENT ON TABLE ledger.metropolitan_county IS 'Which counties are a metropolitan or micropolitan statistical area (CBSA), by a delineation of the Office of Management and Budget. Supplied: warnctl reference.';

COMMENT ON COLUMN ledger.metropolitan_county."position" IS 'Position of the vintage; the newest stands as a whole.';

COMMENT ON COLUMN ledger.metropolitan_county.cbsa IS 'The area, five digits.';

COMMENT ON COLUMN ledger.metropolitan_county.county_fips IS 'The county, five digits.';

COMMENT ON COLUMN ledger.metropolitan_county.title IS 'The area''s name.';

CREATE TABLE ledger.migration (
    number integer NOT NULL,
    name text NOT NULL,
    sha256 bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT migration_number_positive CHECK ((number > 0)),
    CONSTRAINT migration_sha256_length CHECK ((octet_length(sha256) = 32))
);

ALTER TABLE ledger.migration OWNER TO warn_owner;

COMMENT ON TABLE ledger.migration IS 'Migrations that made this schema. A landed file never changes: its digest is compared at every run.';

COMMENT ON COLUMN ledger.migration.number IS 'The number its file name begins with.';

COMMENT ON COLUMN ledger.migration.name IS 'The file name after the number, without extension.';

COMMENT ON COLUMN ledger.migration.sha256 IS 'SHA-256 of the file''s bytes.';

COMMENT ON COLUMN ledger.migration.applied_at IS 'When it was applied to this database.';

CREATE TABLE ledger.place_cell (
    settlement bigint NOT NULL,
    place_mark bytea NOT NULL,
    state text NOT NULL,
    notices bigint NOT NULL
);

ALTER TABLE ledger.place_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.place_cell IS 'What each settling changed of how many disclosures state the same of their place: appended and never updated.';

COMMENT ON COLUMN ledger.place_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.place_cell.place_mark IS 'Mark of the statement, as in ledger.event_line.';

COMMENT ON COLUMN ledger.place_cell.state IS 'Its publishing jurisdiction.';

COMMENT ON COLUMN ledger.place_cell.notices IS 'Disclosures more, or less.';

CREATE TABLE ledger.placement (
    statement_sha256 bytea NOT NULL,
    "position" bigint NOT NULL,
    county_fips text,
    place_fips text,
    basis text NOT NULL,
    confidence text,
    CONSTRAINT placement_basis_known CHECK ((basis = ANY (ARRAY['county'::text, 'zip'::text, 'city'::text, 'city_majority'::text, 'address'::text, 'only_county'::text, 'several'::text, 'contradictory'::text, 'out_of_state'::text, 'not_found'::text, 'not_stated'::text]))),
    CONSTRAINT placement_confidence_known CHECK ((confidence = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text]))),
    CONSTRAINT placement_county_fips_form CHECK ((county_fips ~ '^[0-9]{5}$'::text)),
    CONSTRAINT placement_place_fips_form CHECK ((place_fips ~ '^[0-9]{7}$'::text)),
    CONSTRAINT placement_statement_sha256_length CHECK ((octet_length(statement_sha256) = 32)),
    CONSTRAINT placement_sure_of_a_county CHECK (((county_fips IS NULL) = (confidence IS NULL)))
);

ALTER TABLE ledger.placement OWNER TO warn_owner;

COMMENT ON TABLE ledger.placement IS 'County and place of what a row states of its place, by one vintage of the rosters of Schema/reference. What is stated is the key, so that rows that say the same share one line.';

COMMENT ON COLUMN ledger.placement.statement_sha256 IS 'What was stated: ledger.place_statement_sha256.';

COMMENT ON COLUMN ledger.placement."position" IS 'Position of the rosters'' vintage in the log.';

COMMENT ON COLUMN ledger.placement.county_fips IS 'County, five digits; null where none is settled.';

COMMENT ON COLUMN ledger.placement.place_fips IS 'Place or county subdivision, seven digits; null where the rosters have none.';

COMMENT ON COLUMN ledger.placement.basis IS 'What settled the county: county (as filed), zip, city, city_majority (most of its people live there), address (a city at its end), only_county. Or why none is settled: several, contradictory (ZIP code against city), out_of_state, not_found, not_stated.';

COMMENT ON COLUMN ledger.placement.confidence IS 'high: as filed, or two sources agree; medium: one source; low: the city''s own county or that of most of its people. Null without a county.';

CREATE TABLE ledger.private_document (
    accession_no text NOT NULL,
    name text NOT NULL,
    salted_sha256 bytea NOT NULL,
    CONSTRAINT private_document_name_form CHECK ((name ~ '^[a-z][a-z0-9_.]*$'::text)),
    CONSTRAINT private_document_sha256_length CHECK ((octet_length(salted_sha256) = 32))
);

ALTER TABLE ledger.private_document OWNER TO warn_owner;

COMMENT ON TABLE ledger.private_document IS 'Parts of a filing that are not public (contacts, FEIN, union officers): the ledger holds their salted digests only.';

COMMENT ON COLUMN ledger.private_document.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.private_document.name IS 'Name of the part, such as contact.';

COMMENT ON COLUMN ledger.private_document.salted_sha256 IS 'SHA-256 of the salt followed by the part''s canonical JSON.';

CREATE TABLE ledger.private_snapshot (
    sha256 bytea NOT NULL,
    reason text NOT NULL,
    CONSTRAINT private_snapshot_reason_known CHECK ((reason = ANY (ARRAY['letter'::text, 'manifest'::text, 'statement'::text])))
);

ALTER TABLE ledger.private_snapshot OWNER TO warn_owner;

COMMENT ON TABLE ledger.private_snapshot IS 'Snapshots whose bytes the owner alone may read. Digest, size and address stay known to all who may read the ledger.';

COMMENT ON COLUMN ledger.private_snapshot.sha256 IS 'The snapshot.';

COMMENT ON COLUMN ledger.private_snapshot.reason IS 'letter: a document that a list links to, which may name persons; manifest: the source''s manifest says so; statement: a document that a claim rests on, whose text is somebody''s work.';

CREATE TABLE ledger.provision_cell (
    settlement bigint NOT NULL,
    applies text NOT NULL,
    events bigint NOT NULL,
    CONSTRAINT provision_cell_applies_known CHECK ((applies = ANY (ARRAY['yes'::text, 'no'::text, 'unknown'::text])))
);

ALTER TABLE ledger.provision_cell OWNER TO warn_owner;

COMMENT ON TABLE ledger.provision_cell IS 'What each settling changed of the numbers of counted events to which the Trahan provision would apply; appended and never updated.';

COMMENT ON COLUMN ledger.provision_cell.settlement IS 'Number of the settlement that changed it, or that summed up what those before it had changed.';

COMMENT ON COLUMN ledger.provision_cell.applies IS 'As in report.section_2102e.';

COMMENT ON COLUMN ledger.provision_cell.events IS 'Counted events more, or less.';

CREATE TABLE ledger.quarter (
    accession_no text NOT NULL,
    filer_no bigint NOT NULL,
    report_year smallint NOT NULL,
    report_quarter smallint NOT NULL,
    is_original boolean NOT NULL,
    public_release_mode text,
    CONSTRAINT quarter_report_quarter_range CHECK (((report_quarter >= 1) AND (report_quarter <= 4)))
);

ALTER TABLE ledger.quarter OWNER TO warn_owner;

COMMENT ON TABLE ledger.quarter IS 'What a filing of form Q, Q/A or Q/NA is about (proposed S. 3108).';

COMMENT ON COLUMN ledger.quarter.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.quarter.filer_no IS 'The filer.';

COMMENT ON COLUMN ledger.quarter.report_year IS 'Year of the quarter.';

COMMENT ON COLUMN ledger.quarter.report_quarter IS '1 to 4.';

COMMENT ON COLUMN ledger.quarter.is_original IS 'True for Q and Q/NA: one a filer and quarter. False for Q/A.';

COMMENT ON COLUMN ledger.quarter.public_release_mode IS 'public or confidential_aggregate_only; null when not stated.';

CREATE TABLE ledger.quarter_impact (
    accession_no text NOT NULL,
    seq integer NOT NULL,
    naics_code text NOT NULL,
    naics_vintage smallint,
    laid_off_ai integer NOT NULL,
    hired_ai integer NOT NULL,
    not_filled_ai integer NOT NULL,
    retraining_ai integer NOT NULL,
    CONSTRAINT quarter_impact_natural CHECK ((LEAST(laid_off_ai, hired_ai, not_filled_ai, retraining_ai) >= 0))
);

ALTER TABLE ledger.quarter_impact OWNER TO warn_owner;

COMMENT ON TABLE ledger.quarter_impact IS 'The counts of a quarter by industry, whole persons.';

COMMENT ON COLUMN ledger.quarter_impact.accession_no IS 'The filing.';

COMMENT ON COLUMN ledger.quarter_impact.seq IS 'Place in the filing, from 1.';

COMMENT ON COLUMN ledger.quarter_impact.naics_code IS 'Industry, 2 to 6 digits.';

COMMENT ON COLUMN ledger.quarter_impact.naics_vintage IS 'Year of the code''s table.';

COMMENT ON COLUMN ledger.quarter_impact.laid_off_ai IS 'Laid off because of AI.';

COMMENT ON COLUMN ledger.quarter_impact.hired_ai IS 'Hired because of AI.';

COMMENT ON COLUMN ledger.quarter_impact.not_filled_ai IS 'Posts occupied in the quarter before that are not filled because of AI.';

COMMENT ON COLUMN ledger.quarter_impact.retraining_ai IS 'In retraining because of AI.';

CREATE TABLE ledger.rejection (
    run_id bigint NOT NULL,
    seq integer NOT NULL,
    "row" integer NOT NULL,
    locator text NOT NULL,
    code text NOT NULL,
    message text NOT NULL,
    hint text NOT NULL
);

ALTER TABLE ledger.rejection OWNER TO warn_owner;

COMMENT ON TABLE ledger.rejection IS 'Rows that could not honestly be turned into a notice, and why.';

COMMENT ON COLUMN ledger.rejection.run_id IS 'The run that read the row.';

COMMENT ON COLUMN ledger.rejection.seq IS 'From 1 within the run.';

COMMENT ON COLUMN ledger.rejection."row" IS 'Data row, from 0, in page order.';

COMMENT ON COLUMN ledger.rejection.locator IS 'Where a person finds it in the snapshot.';

COMMENT ON COLUMN ledger.rejection.code IS 'Stable code.';

COMMENT ON COLUMN ledger.rejection.message IS 'What was unreadable.';

COMMENT ON COLUMN ledger.rejection.hint IS 'What to do next.';

CREATE TABLE ledger.report_definition (
    name text NOT NULL,
    sha256 bytea,
    definition text NOT NULL,
    valid_from bigint NOT NULL,
    defined_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT report_definition_sha256_length CHECK ((octet_length(sha256) = 32))
);

ALTER TABLE ledger.report_definition OWNER TO warn_owner;

COMMENT ON TABLE ledger.report_definition IS 'Every definition a report has had, so that an old number can be made again: same position, same definition.';

COMMENT ON COLUMN ledger.report_definition.name IS 'The report: a file of Schema/reports.';

COMMENT ON COLUMN ledger.report_definition.sha256 IS 'SHA-256 of the definition.';

COMMENT ON COLUMN ledger.report_definition.definition IS 'The file''s text.';

COMMENT ON COLUMN ledger.report_definition.valid_from IS 'Newest position of the log when it was put into force.';

COMMENT ON COLUMN ledger.report_definition.defined_at IS 'When it was put into force.';

CREATE TABLE ledger.run_change (
    run_id bigint NOT NULL,
    seq integer NOT NULL,
    change text NOT NULL,
    column_name text,
    was text,
    now text,
    CONSTRAINT run_change_known CHECK ((change = ANY (ARRAY['column_added'::text, 'column_missing'::text, 'column_alike'::text, 'column_emptied'::text, 'kind_changed'::text, 'dates_reversed'::text, 'types_shifted'::text, 'newest_fell'::text, 'old_page'::text, 'lines_changed'::text, 'rows_rejected'::text])))
);

ALTER TABLE ledger.run_change OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_change IS 'What is different about the page of a stopped run, compared with the last accepted one. Names and figures only, never what stands in a cell.';

COMMENT ON COLUMN ledger.run_change.run_id IS 'The run.';

COMMENT ON COLUMN ledger.run_change.seq IS 'From 1.';

COMMENT ON COLUMN ledger.run_change.change IS 'column_added, column_missing, column_alike (the missing one may be the new one), column_emptied, kind_changed (counts where dates were), dates_reversed, types_shifted, newest_fell, old_page (served before), lines_changed (most lines say something else), rows_rejected (many more rows than before are unreadable).';

COMMENT ON COLUMN ledger.run_change.column_name IS 'The column or the field; null: the page as a whole.';

COMMENT ON COLUMN ledger.run_change.was IS 'How it was in the last accepted run; null: it was not.';

COMMENT ON COLUMN ledger.run_change.now IS 'How it is; null: it is not.';

CREATE TABLE ledger.run_column (
    run_id bigint NOT NULL,
    section text NOT NULL,
    column_name text NOT NULL,
    filled integer NOT NULL,
    CONSTRAINT run_column_filled_natural CHECK ((filled >= 0))
);

ALTER TABLE ledger.run_column OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_column IS 'Columns that a run found on the page, and in how many rows each was filled.';

COMMENT ON COLUMN ledger.run_column.run_id IS 'The run.';

COMMENT ON COLUMN ledger.run_column.section IS 'Title above a stacked table; empty for the first or only one.';

COMMENT ON COLUMN ledger.run_column.column_name IS 'As the state writes it.';

COMMENT ON COLUMN ledger.run_column.filled IS 'Rows in which it is not blank.';

CREATE TABLE ledger.run_column_kind (
    run_id bigint NOT NULL,
    section text NOT NULL,
    column_name text NOT NULL,
    rows integer NOT NULL,
    examined integer NOT NULL,
    dates integer NOT NULL,
    counts integer NOT NULL,
    CONSTRAINT run_column_kind_adds_up CHECK (((LEAST(rows, examined, dates, counts) >= 0) AND ((dates + counts) <= examined)))
);

ALTER TABLE ledger.run_column_kind OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_column_kind IS 'What kind of values each column of run_column held. The values themselves stay in the snapshot.';

COMMENT ON COLUMN ledger.run_column_kind.run_id IS 'The run.';

COMMENT ON COLUMN ledger.run_column_kind.section IS 'As in run_column.';

COMMENT ON COLUMN ledger.run_column_kind.column_name IS 'As the state writes it.';

COMMENT ON COLUMN ledger.run_column_kind.rows IS 'Rows of the section: run_column.filled of them are filled.';

COMMENT ON COLUMN ledger.run_column_kind.examined IS 'Filled cells whose kind was looked at: the first few hundred.';

COMMENT ON COLUMN ledger.run_column_kind.dates IS 'Of those, dates.';

COMMENT ON COLUMN ledger.run_column_kind.counts IS 'Of those, whole numbers.';

CREATE TABLE ledger.run_profile (
    run_id bigint NOT NULL,
    newest_on date,
    event_types jsonb NOT NULL,
    date_orders jsonb NOT NULL,
    content_sha256 bytea NOT NULL,
    compared_run_id bigint,
    CONSTRAINT run_profile_content_sha256_length CHECK ((octet_length(content_sha256) = 32))
);

ALTER TABLE ledger.run_profile OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_profile IS 'What the page of a run was like as a whole: it is compared with the last accepted one. No row: the run ended before its rows were read.';

COMMENT ON COLUMN ledger.run_profile.run_id IS 'The run.';

COMMENT ON COLUMN ledger.run_profile.newest_on IS 'Newest day by which a notice falls into the listing window, days after the run left out (they are slips of the pen); null: none.';

COMMENT ON COLUMN ledger.run_profile.event_types IS 'Notices by event type: {"closure": 4, …}; those that state none are left out.';

COMMENT ON COLUMN ledger.run_profile.date_orders IS 'How often the first of two dates comes after the second: {"notice_date>effective_start": [rows, of rows]}.';

COMMENT ON COLUMN ledger.run_profile.content_sha256 IS 'Digest of what all rows say, whatever their order, so that an old page is known again although its bytes differ.';

COMMENT ON COLUMN ledger.run_profile.compared_run_id IS 'The accepted run it was compared with; null: the source''s first.';

CREATE TABLE ledger.run_proposal (
    run_id bigint NOT NULL,
    edit text NOT NULL,
    CONSTRAINT run_proposal_edit_stated CHECK ((TRIM(BOTH FROM edit) <> ''::text))
);

ALTER TABLE ledger.run_proposal OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_proposal IS 'The edit of the manifest that would make the page of a stopped run readable, for a person to judge.';

COMMENT ON COLUMN ledger.run_proposal.run_id IS 'The stopped run.';

COMMENT ON COLUMN ledger.run_proposal.edit IS 'Lines of the manifest: - as it is, + as it would be.';

ALTER TABLE ledger.run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.run_snapshot (
    run_id bigint NOT NULL,
    seq integer NOT NULL,
    sha256 bytea NOT NULL,
    url text NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    status integer NOT NULL,
    headers jsonb NOT NULL,
    role text NOT NULL,
    CONSTRAINT run_snapshot_role_known CHECK ((role = ANY (ARRAY['rows'::text, 'details'::text, 'index'::text])))
);

ALTER TABLE ledger.run_snapshot OWNER TO warn_owner;

COMMENT ON TABLE ledger.run_snapshot IS 'The pages of one run, in the order they were fetched.';

COMMENT ON COLUMN ledger.run_snapshot.run_id IS 'The run.';

COMMENT ON COLUMN ledger.run_snapshot.seq IS 'From 1, in order.';

COMMENT ON COLUMN ledger.run_snapshot.sha256 IS 'The bytes.';

COMMENT ON COLUMN ledger.run_snapshot.url IS 'Address after redirects; file: and a path for a file given by hand.';

COMMENT ON COLUMN ledger.run_snapshot.fetched_at IS 'When the last byte arrived.';

COMMENT ON COLUMN ledger.run_snapshot.status IS 'HTTP status; 0 for a file.';

COMMENT ON COLUMN ledger.run_snapshot.headers IS 'Response headers in the order served: [[name, value], …].';

COMMENT ON COLUMN ledger.run_snapshot.role IS 'rows: rows are read from it; details: it adds values to rows; index: only its links were used.';

ALTER TABLE ledger.settlement ALTER COLUMN number ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME ledger.settlement_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE ledger.snapshot (
    sha256 bytea NOT NULL,
    size_bytes bigint NOT NULL,
    media_type text,
    first_fetched_at timestamp with time zone NOT NULL,
    is_public boolean NOT NULL,
    CONSTRAINT snapshot_sha256_length CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT snapshot_size_bytes_natural CHECK ((size_bytes >= 0))
);

ALTER TABLE ledger.snapshot OWNER TO warn_owner;

COMMENT ON TABLE ledger.snapshot IS 'The exact bytes a state served, by digest. When and from which address: run_snapshot.';

COMMENT ON COLUMN ledger.snapshot.sha256 IS 'SHA-256 of the bytes.';

COMMENT ON COLUMN ledger.snapshot.size_bytes IS 'Bytes.';

COMMENT ON COLUMN ledger.snapshot.media_type IS 'The Content-Type served first with these bytes; null for a file given by hand.';

COMMENT ON COLUMN ledger.snapshot.first_fetched_at IS 'When these bytes were first fetched.';

COMMENT ON COLUMN ledger.snapshot.is_public IS 'True when the source publishes the page itself, so that the bytes may be handed out.';

CREATE TABLE ledger.snapshot_body (
    sha256 bytea NOT NULL,
    body bytea NOT NULL
);
ALTER TABLE ONLY ledger.snapshot_body ALTER COLUMN body SET COMPRESSION lz4;

ALTER TABLE ledger.snapshot_body OWNER TO warn_owner;

COMMENT ON TABLE ledger.snapshot_body IS 'The bytes of a snapshot: the part that a takedown erases. No row: removed.';

COMMENT ON COLUMN ledger.snapshot_body.sha256 IS 'The snapshot.';

COMMENT ON COLUMN ledger.snapshot_body.body IS 'The bytes as served.';

CREATE TABLE ledger.source (
    source_id text NOT NULL,
    state text NOT NULL,
    filer_no bigint NOT NULL,
    "position" bigint NOT NULL,
    CONSTRAINT source_source_id_form CHECK ((source_id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])$'::text))
);

ALTER TABLE ledger.source OWNER TO warn_owner;

COMMENT ON TABLE ledger.source IS 'One place a state publishes notices. What is said about it is in source_version.';

COMMENT ON COLUMN ledger.source.source_id IS 'Stem of its manifest in Importers, such as ny or ny-archive.';

COMMENT ON COLUMN ledger.source.state IS 'Publishing jurisdiction.';

COMMENT ON COLUMN ledger.source.filer_no IS 'The filer whose number begins the accession numbers of its observations.';

COMMENT ON COLUMN ledger.source."position" IS 'Position in the log at which the source was entered.';

CREATE TABLE ledger.supersession (
    disclosure_id uuid NOT NULL,
    supersedes_disclosure_id uuid NOT NULL,
    accession_no text NOT NULL,
    CONSTRAINT supersession_not_itself CHECK ((disclosure_id <> supersedes_disclosure_id))
);

ALTER TABLE ledger.supersession OWNER TO warn_owner;

COMMENT ON TABLE ledger.supersession IS 'Which employer''s disclosure took the place of which, as the payload of the filing says (20 CFR 639.10(b)). A disclosure is superseded once.';

COMMENT ON COLUMN ledger.supersession.disclosure_id IS 'The later one.';

COMMENT ON COLUMN ledger.supersession.supersedes_disclosure_id IS 'The earlier one; its chain is closed.';

COMMENT ON COLUMN ledger.supersession.accession_no IS 'The filing that says so.';

ALTER TABLE ONLY ledger.acceptance
    ADD CONSTRAINT acceptance_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY ledger.acceptance
    ADD CONSTRAINT acceptance_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY ledger.aggregation_line_end
    ADD CONSTRAINT aggregation_line_end_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.aggregation_line
    ADD CONSTRAINT aggregation_line_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.aggregation_rule
    ADD CONSTRAINT aggregation_rule_pkey PRIMARY KEY (jurisdiction, event_type, valid_from);

ALTER TABLE ONLY ledger.attribution
    ADD CONSTRAINT attribution_pkey PRIMARY KEY ("position", seq);

ALTER TABLE ONLY ledger.checkpoint
    ADD CONSTRAINT checkpoint_note_key UNIQUE (note);

ALTER TABLE ONLY ledger.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (checkpoint_id);

ALTER TABLE ONLY ledger.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY ledger.claim_value
    ADD CONSTRAINT claim_value_pkey PRIMARY KEY ("position", seq);

ALTER TABLE ONLY ledger.disclosure
    ADD CONSTRAINT disclosure_pkey PRIMARY KEY (disclosure_id);

ALTER TABLE ONLY ledger.employer_line_end
    ADD CONSTRAINT employer_line_end_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.employer_line
    ADD CONSTRAINT employer_line_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.employer_month_end
    ADD CONSTRAINT employer_month_end_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.employer_month
    ADD CONSTRAINT employer_month_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.employment
    ADD CONSTRAINT employment_pkey PRIMARY KEY (area, industry, year, quarter, "position");

ALTER TABLE ONLY ledger.equal_definition
    ADD CONSTRAINT equal_definition_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY ledger.event_fact_end
    ADD CONSTRAINT event_fact_end_pkey PRIMARY KEY (fact_id);

ALTER TABLE ONLY ledger.event_fact
    ADD CONSTRAINT event_fact_pkey PRIMARY KEY (fact_id);

ALTER TABLE ONLY ledger.event_line_end
    ADD CONSTRAINT event_line_end_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.event_line
    ADD CONSTRAINT event_line_pkey PRIMARY KEY (line_id);

ALTER TABLE ONLY ledger.event_touch
    ADD CONSTRAINT event_touch_pkey PRIMARY KEY (touch_id);

ALTER TABLE ONLY ledger.event_voice_end
    ADD CONSTRAINT event_voice_end_pkey PRIMARY KEY (voice_id);

ALTER TABLE ONLY ledger.event_voice
    ADD CONSTRAINT event_voice_pkey PRIMARY KEY (voice_id);

ALTER TABLE ONLY ledger.extracted_text
    ADD CONSTRAINT extracted_text_pkey PRIMARY KEY (sha256, extractor, extractor_version);

ALTER TABLE ONLY ledger.filer_key
    ADD CONSTRAINT filer_key_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY ledger.filer_key
    ADD CONSTRAINT filer_key_public_key_key UNIQUE (public_key);

ALTER TABLE ONLY ledger.filer
    ADD CONSTRAINT filer_kind_name_key UNIQUE (kind, name_key);

ALTER TABLE ONLY ledger.filer
    ADD CONSTRAINT filer_pkey PRIMARY KEY (filer_no);

ALTER TABLE ONLY ledger.filer
    ADD CONSTRAINT filer_source_id_key UNIQUE (source_id);

ALTER TABLE ONLY ledger.filing_phase
    ADD CONSTRAINT filing_phase_pkey PRIMARY KEY (accession_no, seq);

ALTER TABLE ONLY ledger.filing
    ADD CONSTRAINT filing_pkey PRIMARY KEY (accession_no);

ALTER TABLE ONLY ledger.filing
    ADD CONSTRAINT filing_position_key UNIQUE ("position");

ALTER TABLE ONLY ledger.filing
    ADD CONSTRAINT filing_sequence_key UNIQUE (filer_no, accession_year, accession_sequence);

ALTER TABLE ONLY ledger.filing_signature
    ADD CONSTRAINT filing_signature_pkey PRIMARY KEY (accession_no);

ALTER TABLE ONLY ledger.filing_site
    ADD CONSTRAINT filing_site_pkey PRIMARY KEY (accession_no, seq);

ALTER TABLE ONLY ledger.filing
    ADD CONSTRAINT filing_version_key UNIQUE (disclosure_id, version);

ALTER TABLE ONLY ledger.filing_warning
    ADD CONSTRAINT filing_warning_pkey PRIMARY KEY (accession_no, seq);

ALTER TABLE ONLY ledger.hold_decision
    ADD CONSTRAINT hold_decision_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY ledger.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY ledger.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY ledger.inbox
    ADD CONSTRAINT inbox_seq_key UNIQUE (seq);

ALTER TABLE ONLY ledger.industry
    ADD CONSTRAINT industry_pkey PRIMARY KEY (statement_sha256, "position");

ALTER TABLE ONLY ledger.jurisdiction
    ADD CONSTRAINT jurisdiction_pkey PRIMARY KEY (code);

ALTER TABLE ONLY ledger.key_revocation
    ADD CONSTRAINT key_revocation_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY ledger.letter_attempt
    ADD CONSTRAINT letter_attempt_pkey PRIMARY KEY (attempt_id);

ALTER TABLE ONLY ledger.link
    ADD CONSTRAINT link_pkey PRIMARY KEY ("position");

ALTER TABLE ledger.link
    ADD CONSTRAINT link_refused_by_a_person CHECK (((status <> 'refused'::text) OR (reviewer IS NOT NULL))) NOT VALID;

ALTER TABLE ONLY ledger.log
    ADD CONSTRAINT log_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY ledger.metropolitan_county
    ADD CONSTRAINT metropolitan_county_pkey PRIMARY KEY ("position", county_fips);

ALTER TABLE ONLY ledger.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

ALTER TABLE ONLY ledger.placement
    ADD CONSTRAINT placement_pkey PRIMARY KEY (statement_sha256, "position");

ALTER TABLE ONLY ledger.private_body
    ADD CONSTRAINT private_body_pkey PRIMARY KEY (accession_no, name);

ALTER TABLE ONLY ledger.private_document
    ADD CONSTRAINT private_document_pkey PRIMARY KEY (accession_no, name);

ALTER TABLE ONLY ledger.private_snapshot
    ADD CONSTRAINT private_snapshot_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY ledger.quarter_impact
    ADD CONSTRAINT quarter_impact_pkey PRIMARY KEY (accession_no, seq);

ALTER TABLE ONLY ledger.quarter
    ADD CONSTRAINT quarter_pkey PRIMARY KEY (accession_no);

ALTER TABLE ONLY ledger.reference_vintage
    ADD CONSTRAINT reference_vintage_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY ledger.rejection
    ADD CONSTRAINT rejection_pkey PRIMARY KEY (run_id, seq);

ALTER TABLE ONLY ledger.report_definition
    ADD CONSTRAINT report_definition_pkey PRIMARY KEY (name, defined_at);

ALTER TABLE ONLY ledger.review
    ADD CONSTRAINT review_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY ledger.run_change
    ADD CONSTRAINT run_change_pkey PRIMARY KEY (run_id, seq);

ALTER TABLE ONLY ledger.run_column_kind
    ADD CONSTRAINT run_column_kind_pkey PRIMARY KEY (run_id, section, column_name);

ALTER TABLE ONLY ledger.run_column
    ADD CONSTRAINT run_column_pkey PRIMARY KEY (run_id, section, column_name);

ALTER TABLE ONLY ledger.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY ledger.run
    ADD CONSTRAINT run_position_key UNIQUE ("position");

ALTER TABLE ONLY ledger.run_profile
    ADD CONSTRAINT run_profile_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY ledger.run_proposal
    ADD CONSTRAINT run_proposal_pkey PRIMARY KEY (run_id);

ALTER TABLE ONLY ledger.run_snapshot
    ADD CONSTRAINT run_snapshot_pkey PRIMARY KEY (run_id, seq);

ALTER TABLE ONLY ledger.run_step
    ADD CONSTRAINT run_step_pkey PRIMARY KEY (run_id, step);

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (number);

ALTER TABLE ONLY ledger.snapshot_body
    ADD CONSTRAINT snapshot_body_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY ledger.snapshot
    ADD CONSTRAINT snapshot_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY ledger.source
    ADD CONSTRAINT source_pkey PRIMARY KEY (source_id);

ALTER TABLE ONLY ledger.source_version
    ADD CONSTRAINT source_version_pkey PRIMARY KEY (source_id, version);

ALTER TABLE ONLY ledger.source_version
    ADD CONSTRAINT source_version_position_key UNIQUE ("position");

ALTER TABLE ONLY ledger.submission
    ADD CONSTRAINT submission_accession_no_key UNIQUE (accession_no);

ALTER TABLE ONLY ledger.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY ledger.supersession
    ADD CONSTRAINT supersession_once UNIQUE (supersedes_disclosure_id);

ALTER TABLE ONLY ledger.supersession
    ADD CONSTRAINT supersession_pkey PRIMARY KEY (disclosure_id);

ALTER TABLE ONLY ledger.takedown
    ADD CONSTRAINT takedown_pkey PRIMARY KEY ("position");

ALTER TABLE ONLY ledger.takedown
    ADD CONSTRAINT takedown_subject_key UNIQUE (kind, subject);

CREATE INDEX aggregation_line_employer_key ON ledger.aggregation_line USING btree (employer_key);

CREATE INDEX attribution_accession_no ON ledger.attribution USING btree (accession_no);

CREATE INDEX claim_accession_no ON ledger.claim USING btree (accession_no);

CREATE INDEX county_cell_settlement ON ledger.county_cell USING btree (settlement);

CREATE INDEX day_cell_settlement ON ledger.day_cell USING btree (settlement);

CREATE INDEX disclosure_employer ON ledger.disclosure USING btree (disclosure_id) WHERE (origin = 'employer'::text);

CREATE INDEX disclosure_filer_no ON ledger.disclosure USING btree (filer_no);

CREATE INDEX disclosure_source_id ON ledger.disclosure USING btree (source_id);

CREATE INDEX effective_cell_settlement ON ledger.effective_cell USING btree (settlement);

CREATE INDEX employer_line_employer_key ON ledger.employer_line USING btree (employer_key);

CREATE INDEX employer_line_least_days ON ledger.employer_line USING btree (least_days) WHERE (least_days <= 365);

CREATE INDEX employer_month_employer_key ON ledger.employer_month USING btree (employer_key);

CREATE INDEX employer_month_workers ON ledger.employer_month USING btree (notice_month, workers DESC, employer_key);

CREATE INDEX event_cell_position ON ledger.event_cell USING btree ("position");

CREATE INDEX event_cell_settlement ON ledger.event_cell USING btree (settlement);

CREATE INDEX event_fact_county_fips_notice_date ON ledger.event_fact USING btree (county_fips, notice_date) WHERE (county_fips IS NOT NULL);

CREATE INDEX event_fact_county_notice_date ON ledger.event_fact USING btree (COALESCE(state, ''::text), COALESCE(county_fips, ''::text), notice_date);

CREATE INDEX event_fact_effective_start ON ledger.event_fact USING btree (effective_start);

CREATE INDEX event_fact_employer_key ON ledger.event_fact USING btree (employer_key);

CREATE INDEX event_fact_end_position ON ledger.event_fact_end USING btree ("position");

CREATE INDEX event_fact_event_id ON ledger.event_fact USING btree (event_id);

CREATE INDEX event_fact_figure ON ledger.event_fact USING btree (ledger.figure_class(workers_counted), date_trunc('month'::text, (notice_date)::timestamp without time zone), COALESCE(state, ''::text), COALESCE(event_type, ''::text)) INCLUDE (workers_counted, notice_date, state, event_type, "position", fact_id) WHERE (counted AND (notice_date IS NOT NULL) AND (workers_counted IS NOT NULL));

CREATE INDEX event_fact_notice_date ON ledger.event_fact USING btree (notice_date);

CREATE INDEX event_fact_position ON ledger.event_fact USING btree ("position") INCLUDE (state, notice_date, event_type, workers_counted, effective_start, notice_date_kind, counted, fact_id, event_id);

CREATE INDEX event_fact_sector_notice_date ON ledger.event_fact USING btree (COALESCE(sector, ''::text), notice_date);

CREATE INDEX event_fact_state_notice_date ON ledger.event_fact USING btree (state, notice_date);

CREATE INDEX event_line_disclosure_id ON ledger.event_line USING btree (disclosure_id);

CREATE INDEX event_line_end_position ON ledger.event_line_end USING btree ("position");

CREATE INDEX event_line_event_id ON ledger.event_line USING btree (event_id);

CREATE INDEX event_line_industry_mark ON ledger.event_line USING btree (industry_mark) WHERE (industry_mark IS NOT NULL);

CREATE INDEX event_line_place_mark ON ledger.event_line USING btree (place_mark) WHERE (place_mark IS NOT NULL);

CREATE INDEX event_touch_after_settlement ON ledger.event_touch USING btree (after_settlement);

CREATE INDEX event_voice_event_id ON ledger.event_voice USING btree (event_id);

CREATE INDEX figure_cell_settlement ON ledger.figure_cell USING btree (settlement);

CREATE INDEX filer_key_filer_no ON ledger.filer_key USING btree (filer_no);

CREATE INDEX filing_dba_words ON ledger.filing USING gin (to_tsvector('english'::regconfig, dba)) WHERE (dba IS NOT NULL);

CREATE INDEX filing_employer_key ON ledger.filing USING btree (employer_key);

CREATE INDEX filing_employer_words ON ledger.filing USING gin (to_tsvector('english'::regconfig, employer));

CREATE INDEX filing_first ON ledger.filing USING btree (filer_no, "position") INCLUDE (notice_date, posted_date, accepted_at, workers, workers_least, workers_most, workers_scope, act, form_type) WHERE (version = 1);

CREATE INDEX filing_notice_date ON ledger.filing USING btree (notice_date) INCLUDE ("position", disclosure_id, version, form_type, event_type);

CREATE INDEX filing_payload_sha256 ON ledger.filing USING btree (payload_sha256);

CREATE INDEX filing_reason_words ON ledger.filing USING gin (to_tsvector('english'::regconfig, reason)) WHERE (reason IS NOT NULL);

CREATE INDEX filing_revised ON ledger.filing USING btree ("position") WHERE (version > 1);

CREATE INDEX filing_run_id ON ledger.filing USING btree (run_id);

CREATE INDEX filing_state_notice_date ON ledger.filing USING btree (state, notice_date);

CREATE INDEX filing_warned ON ledger.filing USING btree ("position") WHERE (warnings <> '{}'::text[]);

CREATE INDEX first_cell_settlement ON ledger.first_cell USING btree (settlement);

CREATE INDEX inbox_handed_in_by ON ledger.inbox USING btree (handed_in_by);

CREATE INDEX industry_position ON ledger.industry USING btree ("position");

CREATE INDEX lead_cell_settlement ON ledger.lead_cell USING btree (settlement);

CREATE INDEX letter_attempt_accession_no ON ledger.letter_attempt USING btree (accession_no);

CREATE INDEX link_from_disclosure ON ledger.link USING btree (from_disclosure);

CREATE INDEX link_supersedes_position ON ledger.link USING btree (supersedes_position);

CREATE INDEX link_to_disclosure ON ledger.link USING btree (to_disclosure);

CREATE INDEX log_entry_at ON ledger.log USING btree (entry_at);

CREATE INDEX place_cell_settlement ON ledger.place_cell USING btree (settlement);

CREATE INDEX placement_position ON ledger.placement USING btree ("position");

CREATE INDEX provision_cell_settlement ON ledger.provision_cell USING btree (settlement);

CREATE UNIQUE INDEX quarter_one_original ON ledger.quarter USING btree (filer_no, report_year, report_quarter) WHERE is_original;

CREATE INDEX run_profile_content_sha256 ON ledger.run_profile USING btree (content_sha256);

CREATE INDEX run_snapshot_sha256 ON ledger.run_snapshot USING btree (sha256);

CREATE INDEX run_source_id ON ledger.run USING btree (source_id, run_id DESC);

CREATE INDEX settlement_is_sum ON ledger.settlement USING btree (number) WHERE is_sum;

CREATE INDEX settlement_position ON ledger.settlement USING btree ("position");

CREATE INDEX state_cell_settlement ON ledger.state_cell USING btree (settlement);

CREATE INDEX submission_handed_in_by ON ledger.submission USING btree (handed_in_by, decided_at);

CREATE INDEX submission_payload_sha256 ON ledger.submission USING btree (payload_sha256);

CREATE INDEX voice_cell_settlement ON ledger.voice_cell USING btree (settlement);

CREATE TRIGGER announced AFTER INSERT ON ledger.inbox FOR EACH STATEMENT EXECUTE FUNCTION ledger.announce_submission();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.acceptance FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.aggregation_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.aggregation_line_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.aggregation_rule FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.attribution FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.claim FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.claim_value FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.county_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.day_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.disclosure FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.effective_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.employer_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.employer_line_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.employer_month FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.employer_month_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.employment FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.equal_definition FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_fact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_fact_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_line_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_touch FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_voice FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.event_voice_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF sha256, snapshot_sha256, extractor, extractor_version ON ledger.extracted_text FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.figure_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filer FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filer_key FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filing FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filing_phase FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filing_signature FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filing_site FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.filing_warning FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.first_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.hold FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.hold_decision FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE ON ledger.inbox FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.industry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.jurisdiction FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.key_revocation FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.lead_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.letter_attempt FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.link FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.log FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.metropolitan_county FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.migration FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.place_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.placement FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE ON ledger.private_body FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.private_document FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.private_snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.provision_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.quarter FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.quarter_impact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.reference_vintage FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.rejection FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.report_definition FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.review FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_change FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_column FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_column_kind FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_profile FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_proposal FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.run_step FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.settlement FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE UPDATE ON ledger.snapshot_body FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.source FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.source_version FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.state_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.submission FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.supersession FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.takedown FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE ON ledger.voice_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.acceptance FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.aggregation_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.aggregation_line_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.aggregation_rule FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.attribution FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.claim FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.claim_value FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.county_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.day_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.disclosure FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.effective_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.employer_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.employer_line_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.employer_month FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.employer_month_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.employment FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.equal_definition FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_fact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_fact_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_line_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_touch FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_voice FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.event_voice_end FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.extracted_text FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.figure_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filer FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filer_key FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filing FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filing_phase FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filing_signature FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filing_site FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.filing_warning FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.first_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.hold FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.hold_decision FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.inbox FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.industry FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.jurisdiction FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.key_revocation FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.lead_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.letter_attempt FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.link FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.log FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.metropolitan_county FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.migration FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.place_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.placement FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.private_body FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.private_document FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.private_snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.provision_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.quarter FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.quarter_impact FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.reference_vintage FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.rejection FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.report_definition FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.review FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_change FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_column FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_column_kind FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_profile FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_proposal FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.run_step FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.settlement FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.snapshot FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.snapshot_body FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.source FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.source_version FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.state_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.submission FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.supersession FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.takedown FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON ledger.voice_cell FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER break_settlement AFTER INSERT ON ledger.industry REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION ledger.break_settlement();

CREATE TRIGGER break_settlement AFTER INSERT ON ledger.placement REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION ledger.break_settlement();

CREATE TRIGGER erased_by_takedown BEFORE UPDATE OF body ON ledger.extracted_text FOR EACH ROW EXECUTE FUNCTION ledger.guard_text();

CREATE TRIGGER erased_by_takedown BEFORE DELETE ON ledger.private_body FOR EACH ROW EXECUTE FUNCTION ledger.refuse_erasure();

CREATE TRIGGER erased_by_takedown BEFORE DELETE ON ledger.snapshot_body FOR EACH ROW EXECUTE FUNCTION ledger.refuse_erasure();

CREATE TRIGGER leaves_by_decision BEFORE DELETE ON ledger.inbox FOR EACH ROW EXECUTE FUNCTION ledger.refuse_undecided();

CREATE TRIGGER limited AFTER INSERT ON ledger.inbox REFERENCING NEW TABLE AS handed_in FOR EACH STATEMENT EXECUTE FUNCTION ledger.limit_inbox();

CREATE TRIGGER stays_away BEFORE INSERT ON ledger.extracted_text FOR EACH ROW EXECUTE FUNCTION ledger.guard_text();

ALTER TABLE ONLY ledger.acceptance
    ADD CONSTRAINT acceptance_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.acceptance
    ADD CONSTRAINT acceptance_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.aggregation_line_end
    ADD CONSTRAINT aggregation_line_end_line_id_fkey FOREIGN KEY (line_id) REFERENCES ledger.aggregation_line(line_id);

ALTER TABLE ONLY ledger.attribution
    ADD CONSTRAINT attribution_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.attribution
    ADD CONSTRAINT attribution_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.claim
    ADD CONSTRAINT claim_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no);

ALTER TABLE ONLY ledger.claim
    ADD CONSTRAINT claim_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.claim
    ADD CONSTRAINT claim_snapshot_sha256_fkey FOREIGN KEY (snapshot_sha256) REFERENCES ledger.snapshot(sha256);

ALTER TABLE ONLY ledger.claim
    ADD CONSTRAINT claim_text_fkey FOREIGN KEY (text_sha256, extractor, extractor_version) REFERENCES ledger.extracted_text(sha256, extractor, extractor_version);

ALTER TABLE ONLY ledger.claim_value
    ADD CONSTRAINT claim_value_position_fkey FOREIGN KEY ("position") REFERENCES ledger.claim("position");

ALTER TABLE ONLY ledger.disclosure
    ADD CONSTRAINT disclosure_filer_no_fkey FOREIGN KEY (filer_no) REFERENCES ledger.filer(filer_no);

ALTER TABLE ONLY ledger.disclosure
    ADD CONSTRAINT disclosure_source_id_fkey FOREIGN KEY (source_id) REFERENCES ledger.source(source_id);

ALTER TABLE ONLY ledger.employer_line_end
    ADD CONSTRAINT employer_line_end_line_id_fkey FOREIGN KEY (line_id) REFERENCES ledger.employer_line(line_id);

ALTER TABLE ONLY ledger.employer_month_end
    ADD CONSTRAINT employer_month_end_line_id_fkey FOREIGN KEY (line_id) REFERENCES ledger.employer_month(line_id);

ALTER TABLE ONLY ledger.employment
    ADD CONSTRAINT employment_position_fkey FOREIGN KEY ("position") REFERENCES ledger.reference_vintage("position");

ALTER TABLE ONLY ledger.event_fact_end
    ADD CONSTRAINT event_fact_end_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES ledger.event_fact(fact_id);

ALTER TABLE ONLY ledger.event_line_end
    ADD CONSTRAINT event_line_end_line_id_fkey FOREIGN KEY (line_id) REFERENCES ledger.event_line(line_id);

ALTER TABLE ONLY ledger.event_voice_end
    ADD CONSTRAINT event_voice_end_voice_id_fkey FOREIGN KEY (voice_id) REFERENCES ledger.event_voice(voice_id);

ALTER TABLE ONLY ledger.filer_key
    ADD CONSTRAINT filer_key_filer_no_fkey FOREIGN KEY (filer_no) REFERENCES ledger.filer(filer_no);

ALTER TABLE ONLY ledger.filer_key
    ADD CONSTRAINT filer_key_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.filer
    ADD CONSTRAINT filer_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.filing
    ADD CONSTRAINT filing_disclosure_id_fkey FOREIGN KEY (disclosure_id) REFERENCES ledger.disclosure(disclosure_id);

ALTER TABLE ONLY ledger.filing_phase
    ADD CONSTRAINT filing_phase_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.filing
    ADD CONSTRAINT filing_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.filing_signature
    ADD CONSTRAINT filing_signature_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.filing_signature
    ADD CONSTRAINT filing_signature_key_id_fkey FOREIGN KEY (key_id) REFERENCES ledger.filer_key(key_id);

ALTER TABLE ONLY ledger.filing_site
    ADD CONSTRAINT filing_site_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.filing_warning
    ADD CONSTRAINT filing_warning_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no);

ALTER TABLE ONLY ledger.hold_decision
    ADD CONSTRAINT hold_decision_submission_id_fkey FOREIGN KEY (submission_id) REFERENCES ledger.hold(submission_id);

ALTER TABLE ONLY ledger.industry
    ADD CONSTRAINT industry_position_fkey FOREIGN KEY ("position") REFERENCES ledger.reference_vintage("position");

ALTER TABLE ONLY ledger.jurisdiction
    ADD CONSTRAINT jurisdiction_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position");

ALTER TABLE ONLY ledger.key_revocation
    ADD CONSTRAINT key_revocation_key_id_fkey FOREIGN KEY (key_id) REFERENCES ledger.filer_key(key_id);

ALTER TABLE ONLY ledger.key_revocation
    ADD CONSTRAINT key_revocation_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.letter_attempt
    ADD CONSTRAINT letter_attempt_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no);

ALTER TABLE ONLY ledger.link
    ADD CONSTRAINT link_from_disclosure_fkey FOREIGN KEY (from_disclosure) REFERENCES ledger.disclosure(disclosure_id);

ALTER TABLE ONLY ledger.link
    ADD CONSTRAINT link_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.link
    ADD CONSTRAINT link_supersedes_position_fkey FOREIGN KEY (supersedes_position) REFERENCES ledger.link("position");

ALTER TABLE ONLY ledger.link
    ADD CONSTRAINT link_to_disclosure_fkey FOREIGN KEY (to_disclosure) REFERENCES ledger.disclosure(disclosure_id);

ALTER TABLE ONLY ledger.metropolitan_county
    ADD CONSTRAINT metropolitan_county_position_fkey FOREIGN KEY ("position") REFERENCES ledger.reference_vintage("position");

ALTER TABLE ONLY ledger.placement
    ADD CONSTRAINT placement_position_fkey FOREIGN KEY ("position") REFERENCES ledger.reference_vintage("position");

ALTER TABLE ONLY ledger.private_body
    ADD CONSTRAINT private_body_document_fkey FOREIGN KEY (accession_no, name) REFERENCES ledger.private_document(accession_no, name) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.private_document
    ADD CONSTRAINT private_document_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.private_snapshot
    ADD CONSTRAINT private_snapshot_sha256_fkey FOREIGN KEY (sha256) REFERENCES ledger.snapshot(sha256);

ALTER TABLE ONLY ledger.quarter
    ADD CONSTRAINT quarter_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.quarter
    ADD CONSTRAINT quarter_filer_no_fkey FOREIGN KEY (filer_no) REFERENCES ledger.filer(filer_no);

ALTER TABLE ONLY ledger.quarter_impact
    ADD CONSTRAINT quarter_impact_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.quarter(accession_no);

ALTER TABLE ONLY ledger.reference_vintage
    ADD CONSTRAINT reference_vintage_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position");

ALTER TABLE ONLY ledger.rejection
    ADD CONSTRAINT rejection_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.review
    ADD CONSTRAINT review_of_fkey FOREIGN KEY (of_position, of_seq) REFERENCES ledger.attribution("position", seq);

ALTER TABLE ONLY ledger.review
    ADD CONSTRAINT review_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.run_change
    ADD CONSTRAINT run_change_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.run_column_kind
    ADD CONSTRAINT run_column_kind_run_column_fkey FOREIGN KEY (run_id, section, column_name) REFERENCES ledger.run_column(run_id, section, column_name);

ALTER TABLE ONLY ledger.run_column
    ADD CONSTRAINT run_column_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.run
    ADD CONSTRAINT run_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY ledger.run_profile
    ADD CONSTRAINT run_profile_compared_run_id_fkey FOREIGN KEY (compared_run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.run_profile
    ADD CONSTRAINT run_profile_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.run_proposal
    ADD CONSTRAINT run_proposal_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.run_snapshot
    ADD CONSTRAINT run_snapshot_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.run_snapshot
    ADD CONSTRAINT run_snapshot_sha256_fkey FOREIGN KEY (sha256) REFERENCES ledger.snapshot(sha256);

ALTER TABLE ONLY ledger.run
    ADD CONSTRAINT run_source_id_fkey FOREIGN KEY (source_id) REFERENCES ledger.source(source_id);

ALTER TABLE ONLY ledger.run_step
    ADD CONSTRAINT run_step_run_id_fkey FOREIGN KEY (run_id) REFERENCES ledger.run(run_id);

ALTER TABLE ONLY ledger.snapshot_body
    ADD CONSTRAINT snapshot_body_sha256_fkey FOREIGN KEY (sha256) REFERENCES ledger.snapshot(sha256);

ALTER TABLE ONLY ledger.source
    ADD CONSTRAINT source_filer_no_fkey FOREIGN KEY (filer_no) REFERENCES ledger.filer(filer_no);

ALTER TABLE ONLY ledger.source
    ADD CONSTRAINT source_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position");

ALTER TABLE ONLY ledger.source
    ADD CONSTRAINT source_state_fkey FOREIGN KEY (state) REFERENCES ledger.jurisdiction(code);

ALTER TABLE ONLY ledger.source_version
    ADD CONSTRAINT source_version_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position");

ALTER TABLE ONLY ledger.source_version
    ADD CONSTRAINT source_version_source_id_fkey FOREIGN KEY (source_id) REFERENCES ledger.source(source_id);

ALTER TABLE ONLY ledger.submission
    ADD CONSTRAINT submission_accession_no_fkey FOREIGN KEY (accession_no) REFERENCES ledger.filing(accession_no);

ALTER TABLE ONLY ledger.supersession
    ADD CONSTRAINT supersession_disclosure_id_fkey FOREIGN KEY (disclosure_id) REFERENCES ledger.disclosure(disclosure_id);

ALTER TABLE ONLY ledger.supersession
    ADD CONSTRAINT supersession_supersedes_disclosure_id_fkey FOREIGN KEY (supersedes_disclosure_id) REFERENCES ledger.disclosure(disclosure_id);

ALTER TABLE ONLY ledger.takedown
    ADD CONSTRAINT takedown_position_fkey FOREIGN KEY ("position") REFERENCES ledger.log("position") DEFERRABLE INITIALLY DEFERRED;

CREATE POLICY public_bytes ON ledger.snapshot_body FOR SELECT USING ((NOT (EXISTS ( SELECT
   FROM ledger.private_snapshot p
  WHERE (p.sha256 = snapshot_body.sha256)))));

COMMENT ON POLICY public_bytes ON ledger.snapshot_body IS 'Bytes of private snapshots are not there for anyone but the owner.';

ALTER TABLE ledger.snapshot_body ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA ledger TO warn_importer;
GRANT USAGE ON SCHEMA ledger TO warn_desk;
GRANT USAGE ON SCHEMA ledger TO warn_reviewer;
GRANT USAGE ON SCHEMA ledger TO warn_filer;

GRANT USAGE ON SCHEMA report TO warn_importer;
GRANT USAGE ON SCHEMA report TO warn_filer;
GRANT USAGE ON SCHEMA report TO warn_desk;
GRANT USAGE ON SCHEMA report TO warn_reviewer;
GRANT USAGE ON SCHEMA report TO warn_reader;

REVOKE ALL ON FUNCTION ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.accept_run(run_id bigint, reason text, accepted_by text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.accept_run(run_id bigint, reason text, accepted_by text) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.accession_no(filer_no bigint, year integer, sequence bigint, digits integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.add_parts(accession_no text, place bigint, columns jsonb) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.filing TO warn_importer;
GRANT SELECT ON TABLE ledger.filing TO warn_desk;
GRANT SELECT ON TABLE ledger.filing TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.add_quarter(filing ledger.filing, said jsonb) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.aggregation_line TO warn_importer;
GRANT SELECT ON TABLE ledger.aggregation_line TO warn_desk;
GRANT SELECT ON TABLE ledger.aggregation_line TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.amended_head(entry jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.announce(first_position bigint, last_position bigint, kind text, source_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.announce_submission() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.break_settlement() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.breaks() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.breaks() TO warn_importer;
GRANT ALL ON FUNCTION ledger.breaks() TO warn_desk;
GRANT ALL ON FUNCTION ledger.breaks() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.breaks_but_rows() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.breaks_but_rows() TO warn_importer;
GRANT ALL ON FUNCTION ledger.breaks_but_rows() TO warn_desk;
GRANT ALL ON FUNCTION ledger.breaks_but_rows() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.broken_sets() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.broken_sets() TO warn_importer;
GRANT ALL ON FUNCTION ledger.broken_sets() TO warn_desk;
GRANT ALL ON FUNCTION ledger.broken_sets() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) TO warn_importer;
GRANT ALL ON FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) TO warn_desk;
GRANT ALL ON FUNCTION ledger.chain_sha256(disclosure_id uuid, version integer, form_type text, accession_no text, previous_chain_sha256 bytea, payload_sha256 bytea, detail_sha256 bytea) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) TO warn_importer;
GRANT ALL ON FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) TO warn_desk;
GRANT ALL ON FUNCTION ledger.changed_rows(first_position bigint, last_position bigint) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.claim_submissions(most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.claim_submissions(most integer) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.close_import() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.close_import() TO warn_importer;

REVOKE ALL ON FUNCTION ledger.columns_of(filing ledger.filing) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.decide_together(decisions jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.decide_together(decisions jsonb) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) TO warn_importer;
GRANT ALL ON FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) TO warn_desk;
GRANT ALL ON FUNCTION ledger.detail_text(f ledger.filing, sites jsonb, phases jsonb, attributions jsonb, private text, signature jsonb, quarter jsonb, impacts jsonb) TO warn_reviewer;

GRANT SELECT ON TABLE ledger.employer_month TO warn_importer;
GRANT SELECT ON TABLE ledger.employer_month TO warn_desk;
GRANT SELECT ON TABLE ledger.employer_month TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.employer_no(name text, place bigint) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.employer_line TO warn_importer;
GRANT SELECT ON TABLE ledger.employer_line TO warn_desk;
GRANT SELECT ON TABLE ledger.employer_line TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.enter_claim(described jsonb, body text, attribution jsonb, stated jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.enter_claim(described jsonb, body text, attribution jsonb, stated jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.enter_reference(name text, sha256 bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.enter_run(source_id text, described jsonb, filings bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.enter_run(source_id text, described jsonb, filings bigint) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.enter_settler() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.enter_settler() TO warn_importer;
GRANT ALL ON FUNCTION ledger.enter_settler() TO warn_desk;
GRANT ALL ON FUNCTION ledger.enter_settler() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.entry_sha256(entry jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.entry_sha256(entry jsonb) TO warn_importer;
GRANT ALL ON FUNCTION ledger.entry_sha256(entry jsonb) TO warn_desk;
GRANT ALL ON FUNCTION ledger.entry_sha256(entry jsonb) TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_fact TO warn_importer;
GRANT SELECT ON TABLE ledger.event_fact TO warn_desk;
GRANT SELECT ON TABLE ledger.event_fact TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.fact_definitions() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.file(entry jsonb, payload bytea, private_parts jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.file_staged() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.file_staged() TO warn_importer;

REVOKE ALL ON FUNCTION ledger.file_unlisted() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.file_unlisted() TO warn_importer;

REVOKE ALL ON FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) TO warn_importer;
GRANT ALL ON FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) TO warn_desk;
GRANT ALL ON FUNCTION ledger.filing_detail_sha256(filing jsonb, parts jsonb) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.filing_parts(accession_no text, place bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.filing_parts(accession_no text, place bigint) TO warn_importer;
GRANT ALL ON FUNCTION ledger.filing_parts(accession_no text, place bigint) TO warn_desk;
GRANT ALL ON FUNCTION ledger.filing_parts(accession_no text, place bigint) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.fill_aggregation() FROM PUBLIC;

GRANT SELECT ON TABLE ledger.state_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.state_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.state_cell TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.fold_state_sums(base bigint, events uuid[], disclosures uuid[]) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.voice_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.voice_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.voice_cell TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.fold_voice_sums(base bigint, events uuid[], disclosures uuid[]) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.event_voice TO warn_importer;
GRANT SELECT ON TABLE ledger.event_voice TO warn_desk;
GRANT SELECT ON TABLE ledger.event_voice TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.folds(moment bigint, these uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.guard_text() FROM PUBLIC;

GRANT SELECT ON TABLE ledger.submission TO warn_desk;
GRANT SELECT ON TABLE ledger.submission TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.is_own(disclosure_id uuid) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.claim TO warn_importer;
GRANT SELECT ON TABLE ledger.claim TO warn_desk;
GRANT SELECT ON TABLE ledger.claim TO warn_reviewer;

GRANT SELECT ON TABLE ledger.takedown TO warn_importer;
GRANT SELECT ON TABLE ledger.takedown TO warn_desk;
GRANT SELECT ON TABLE ledger.takedown TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.is_taken_down(snapshot_sha256 bytea, text_sha256 bytea) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.keep_checkpoint(origin text, size bigint, root_sha256 bytea, note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.keep_checkpoint(origin text, size bigint, root_sha256 bytea, note text) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.keep_hold(submission_id uuid, codes text[], answer bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.keep_hold(submission_id uuid, codes text[], answer bytea) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.keep_private(digests text[], reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.keep_private(digests text[], reason text) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.keep_snapshots(is_public boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.limit_inbox() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.link_changes(state text, linker text, links jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.link_changes(state text, linker text, links jsonb) TO warn_importer;
GRANT ALL ON FUNCTION ledger.link_changes(state text, linker text, links jsonb) TO warn_desk;
GRANT ALL ON FUNCTION ledger.link_changes(state text, linker text, links jsonb) TO warn_reviewer;

GRANT SELECT ON TABLE ledger.link TO warn_importer;
GRANT SELECT ON TABLE ledger.link TO warn_desk;
GRANT SELECT ON TABLE ledger.link TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.links_in_force(moment bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.links_in_force(moment bigint) TO warn_importer;
GRANT ALL ON FUNCTION ledger.links_in_force(moment bigint) TO warn_desk;
GRANT ALL ON FUNCTION ledger.links_in_force(moment bigint) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.live_settler() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.live_settler() TO warn_importer;
GRANT ALL ON FUNCTION ledger.live_settler() TO warn_desk;
GRANT ALL ON FUNCTION ledger.live_settler() TO warn_reviewer;

GRANT ALL ON FUNCTION ledger.name_key(name text) TO warn_importer;
GRANT ALL ON FUNCTION ledger.name_key(name text) TO warn_desk;
GRANT ALL ON FUNCTION ledger.name_key(name text) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.open_import() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.open_import() TO warn_importer;

REVOKE ALL ON FUNCTION ledger.own_filings(number text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.own_filings(number text) TO warn_filer;

GRANT SELECT ON TABLE ledger.private_body TO warn_desk;

REVOKE ALL ON FUNCTION ledger.own_private_parts(accession_no text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.own_private_parts(accession_no text) TO warn_filer;

REVOKE ALL ON FUNCTION ledger.private_breaks() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.private_breaks() TO warn_importer;
GRANT ALL ON FUNCTION ledger.private_breaks() TO warn_desk;
GRANT ALL ON FUNCTION ledger.private_breaks() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.propose_edit(run_id bigint, edit text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.propose_edit(run_id bigint, edit text) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.reattribute(changes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.reattribute(changes jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.receipt(submission_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.receipt(submission_id uuid) TO warn_filer;
GRANT ALL ON FUNCTION ledger.receipt(submission_id uuid) TO warn_desk;
GRANT ALL ON FUNCTION ledger.receipt(submission_id uuid) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.receipts(wanted uuid, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.receipts(wanted uuid, most integer) TO warn_filer;
GRANT ALL ON FUNCTION ledger.receipts(wanted uuid, most integer) TO warn_desk;
GRANT ALL ON FUNCTION ledger.receipts(wanted uuid, most integer) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.record_employment(vintage_sha256 bytea, stated jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_employment(vintage_sha256 bytea, stated jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.record_industries(vintage_sha256 bytea, stated jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_industries(vintage_sha256 bytea, stated jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.record_letter_attempt(accession_no text, url text, code text, message text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_letter_attempt(accession_no text, url text, code text, message text) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) TO warn_importer;
GRANT ALL ON FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) TO warn_desk;
GRANT ALL ON FUNCTION ledger.record_linking(state text, linker text, seen bigint, links jsonb, OUT entered bigint, OUT withdrawn bigint) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.record_metropolitan_counties(vintage_sha256 bytea, stated jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_metropolitan_counties(vintage_sha256 bytea, stated jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.record_placements(vintage_sha256 bytea, stated jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_placements(vintage_sha256 bytea, stated jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.record_profile(run_id bigint, described jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_profile(run_id bigint, described jsonb) TO warn_importer;

GRANT SELECT ON TABLE ledger.run TO warn_importer;
GRANT SELECT ON TABLE ledger.run TO warn_desk;
GRANT SELECT ON TABLE ledger.run TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_step TO warn_importer;
GRANT SELECT ON TABLE ledger.run_step TO warn_desk;
GRANT SELECT ON TABLE ledger.run_step TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.record_run_step(run_id bigint, step text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.record_run_step(run_id bigint, step text) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.refold() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.refold() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.refold_aggregation() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refold_events() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refold_periods() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refold_sums() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refold_voices() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_erasure() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_false_digests(first_position bigint, last_position bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_false_quotes(at_position bigint, body text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_stale_filings(source_id text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_undecided() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.register_key(filer_no bigint, filer_name text, key_id text, public_key bytea, valid_from timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.register_key(filer_no bigint, filer_name text, key_id text, public_key bytea, valid_from timestamp with time zone) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.register_source(described jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.register_source(described jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.reject(submission_id uuid, codes text[], answer bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.reject(submission_id uuid, codes text[], answer bytea) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.repeat_run(source_id text, last_run_id bigint, described jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.repeat_run(source_id text, last_run_id bigint, described jsonb) TO warn_importer;

REVOKE ALL ON FUNCTION ledger.review_attribution(of_position bigint, of_seq integer, decision text, label text, reviewer text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.review_attribution(of_position bigint, of_seq integer, decision text, label text, reviewer text, reason text) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.revoke_key(key_id text, revoked_at timestamp with time zone, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.revoke_key(key_id text, revoked_at timestamp with time zone, reason text) TO warn_desk;

REVOKE ALL ON FUNCTION ledger.settle() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.settle() TO warn_importer;
GRANT ALL ON FUNCTION ledger.settle() TO warn_desk;
GRANT ALL ON FUNCTION ledger.settle() TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.settle_aggregation(newest bigint, keys text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.settle_employer_sums(newest bigint, keys text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.settle_employers(newest bigint, keys text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.settle_events() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.settle_hold(submission_id uuid, decision text, decided_by text, reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.settle_hold(submission_id uuid, decision text, decided_by text, reason text) TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.settle_link(one uuid, other uuid, kind text, status text, reason text, reviewer text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.settle_link(one uuid, other uuid, kind text, status text, reason text, reviewer text) TO warn_reviewer;

GRANT SELECT ON TABLE ledger.settlement TO warn_importer;
GRANT SELECT ON TABLE ledger.settlement TO warn_desk;
GRANT SELECT ON TABLE ledger.settlement TO warn_reviewer;

REVOKE ALL ON FUNCTION ledger.settle_periods(last ledger.settlement, last_fact bigint, ended_facts bigint[], last_line bigint, ended_lines bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.settle_voices(number bigint, newest bigint, is_whole boolean, events uuid[], disclosures uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.sum_cells() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.supersede(filing ledger.filing, said jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_positions(amount bigint, OUT first_position bigint, OUT entry_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.takedown(kind text, subject text, reason text, authority text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.takedown(kind text, subject text, reason text, authority text) TO warn_reviewer;

GRANT SELECT ON TABLE ledger.log TO warn_importer;
GRANT SELECT ON TABLE ledger.log TO warn_desk;
GRANT SELECT ON TABLE ledger.log TO warn_reviewer;

GRANT SELECT ON TABLE ledger.acceptance TO warn_importer;
GRANT SELECT ON TABLE ledger.acceptance TO warn_desk;
GRANT SELECT ON TABLE ledger.acceptance TO warn_reviewer;

GRANT SELECT ON TABLE ledger.aggregation_line_end TO warn_importer;
GRANT SELECT ON TABLE ledger.aggregation_line_end TO warn_desk;
GRANT SELECT ON TABLE ledger.aggregation_line_end TO warn_reviewer;

GRANT SELECT ON TABLE ledger.aggregation_rule TO warn_importer;
GRANT SELECT ON TABLE ledger.aggregation_rule TO warn_desk;
GRANT SELECT ON TABLE ledger.aggregation_rule TO warn_reviewer;

GRANT SELECT ON TABLE ledger.attribution TO warn_importer;
GRANT SELECT ON TABLE ledger.attribution TO warn_desk;
GRANT SELECT ON TABLE ledger.attribution TO warn_reviewer;

GRANT SELECT ON TABLE ledger.checkpoint TO warn_importer;
GRANT SELECT ON TABLE ledger.checkpoint TO warn_desk;
GRANT SELECT ON TABLE ledger.checkpoint TO warn_reviewer;

GRANT SELECT ON TABLE ledger.claim_value TO warn_importer;
GRANT SELECT ON TABLE ledger.claim_value TO warn_desk;
GRANT SELECT ON TABLE ledger.claim_value TO warn_reviewer;

GRANT SELECT ON TABLE ledger.county_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.county_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.county_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.day_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.day_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.day_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.disclosure TO warn_importer;
GRANT SELECT ON TABLE ledger.disclosure TO warn_desk;
GRANT SELECT ON TABLE ledger.disclosure TO warn_reviewer;

GRANT SELECT ON TABLE ledger.effective_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.effective_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.effective_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.employer_line_end TO warn_importer;
GRANT SELECT ON TABLE ledger.employer_line_end TO warn_desk;
GRANT SELECT ON TABLE ledger.employer_line_end TO warn_reviewer;

GRANT SELECT ON TABLE ledger.employer_month_end TO warn_importer;
GRANT SELECT ON TABLE ledger.employer_month_end TO warn_desk;
GRANT SELECT ON TABLE ledger.employer_month_end TO warn_reviewer;

GRANT SELECT ON TABLE ledger.employment TO warn_importer;
GRANT SELECT ON TABLE ledger.employment TO warn_desk;
GRANT SELECT ON TABLE ledger.employment TO warn_reviewer;

GRANT SELECT ON TABLE ledger.filer TO warn_importer;
GRANT SELECT ON TABLE ledger.filer TO warn_desk;
GRANT SELECT ON TABLE ledger.filer TO warn_reviewer;

GRANT SELECT ON TABLE ledger.filer_key TO warn_importer;
GRANT SELECT ON TABLE ledger.filer_key TO warn_desk;
GRANT SELECT ON TABLE ledger.filer_key TO warn_reviewer;

GRANT SELECT ON TABLE ledger.key_revocation TO warn_importer;
GRANT SELECT ON TABLE ledger.key_revocation TO warn_desk;
GRANT SELECT ON TABLE ledger.key_revocation TO warn_reviewer;

GRANT SELECT ON TABLE ledger.reference_vintage TO warn_importer;
GRANT SELECT ON TABLE ledger.reference_vintage TO warn_desk;
GRANT SELECT ON TABLE ledger.reference_vintage TO warn_reviewer;

GRANT SELECT ON TABLE ledger.review TO warn_importer;
GRANT SELECT ON TABLE ledger.review TO warn_desk;
GRANT SELECT ON TABLE ledger.review TO warn_reviewer;

GRANT SELECT ON TABLE ledger.source_version TO warn_importer;
GRANT SELECT ON TABLE ledger.source_version TO warn_desk;
GRANT SELECT ON TABLE ledger.source_version TO warn_reviewer;

GRANT SELECT ON TABLE ledger.entry TO warn_importer;
GRANT SELECT ON TABLE ledger.entry TO warn_desk;
GRANT SELECT ON TABLE ledger.entry TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.event_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.event_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_fact_end TO warn_importer;
GRANT SELECT ON TABLE ledger.event_fact_end TO warn_desk;
GRANT SELECT ON TABLE ledger.event_fact_end TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_line TO warn_importer;
GRANT SELECT ON TABLE ledger.event_line TO warn_desk;
GRANT SELECT ON TABLE ledger.event_line TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_line_end TO warn_importer;
GRANT SELECT ON TABLE ledger.event_line_end TO warn_desk;
GRANT SELECT ON TABLE ledger.event_line_end TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_touch TO warn_importer;
GRANT SELECT ON TABLE ledger.event_touch TO warn_desk;
GRANT SELECT ON TABLE ledger.event_touch TO warn_reviewer;

GRANT SELECT ON TABLE ledger.event_voice_end TO warn_importer;
GRANT SELECT ON TABLE ledger.event_voice_end TO warn_desk;
GRANT SELECT ON TABLE ledger.event_voice_end TO warn_reviewer;

GRANT SELECT ON TABLE ledger.extracted_text TO warn_importer;
GRANT SELECT ON TABLE ledger.extracted_text TO warn_desk;
GRANT SELECT ON TABLE ledger.extracted_text TO warn_reviewer;

GRANT SELECT ON TABLE ledger.figure_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.figure_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.figure_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.filing_phase TO warn_importer;
GRANT SELECT ON TABLE ledger.filing_phase TO warn_desk;
GRANT SELECT ON TABLE ledger.filing_phase TO warn_reviewer;

GRANT SELECT ON TABLE ledger.filing_signature TO warn_importer;
GRANT SELECT ON TABLE ledger.filing_signature TO warn_desk;
GRANT SELECT ON TABLE ledger.filing_signature TO warn_reviewer;

GRANT SELECT ON TABLE ledger.filing_site TO warn_importer;
GRANT SELECT ON TABLE ledger.filing_site TO warn_desk;
GRANT SELECT ON TABLE ledger.filing_site TO warn_reviewer;

GRANT SELECT ON TABLE ledger.filing_warning TO warn_importer;
GRANT SELECT ON TABLE ledger.filing_warning TO warn_desk;
GRANT SELECT ON TABLE ledger.filing_warning TO warn_reviewer;

GRANT SELECT ON TABLE ledger.first_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.first_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.first_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.hold TO warn_desk;
GRANT SELECT ON TABLE ledger.hold TO warn_reviewer;

GRANT SELECT ON TABLE ledger.hold_decision TO warn_desk;
GRANT SELECT ON TABLE ledger.hold_decision TO warn_reviewer;

GRANT SELECT ON TABLE ledger.inbox TO warn_desk;

GRANT INSERT(submission_id) ON TABLE ledger.inbox TO warn_filer;

GRANT INSERT(key_id) ON TABLE ledger.inbox TO warn_filer;

GRANT INSERT(signature) ON TABLE ledger.inbox TO warn_filer;

GRANT INSERT(payload) ON TABLE ledger.inbox TO warn_filer;

GRANT INSERT(private_parts) ON TABLE ledger.inbox TO warn_filer;

GRANT SELECT ON TABLE ledger.industry TO warn_importer;
GRANT SELECT ON TABLE ledger.industry TO warn_desk;
GRANT SELECT ON TABLE ledger.industry TO warn_reviewer;

GRANT SELECT ON TABLE ledger.jurisdiction TO warn_importer;
GRANT SELECT ON TABLE ledger.jurisdiction TO warn_desk;
GRANT SELECT ON TABLE ledger.jurisdiction TO warn_reviewer;

GRANT SELECT ON TABLE ledger.lead_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.lead_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.lead_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.letter_attempt TO warn_importer;
GRANT SELECT ON TABLE ledger.letter_attempt TO warn_desk;
GRANT SELECT ON TABLE ledger.letter_attempt TO warn_reviewer;

GRANT SELECT ON TABLE ledger.metropolitan_county TO warn_importer;
GRANT SELECT ON TABLE ledger.metropolitan_county TO warn_desk;
GRANT SELECT ON TABLE ledger.metropolitan_county TO warn_reviewer;

GRANT SELECT ON TABLE ledger.migration TO warn_importer;
GRANT SELECT ON TABLE ledger.migration TO warn_desk;
GRANT SELECT ON TABLE ledger.migration TO warn_reviewer;

GRANT SELECT ON TABLE ledger.place_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.place_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.place_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.placement TO warn_importer;
GRANT SELECT ON TABLE ledger.placement TO warn_desk;
GRANT SELECT ON TABLE ledger.placement TO warn_reviewer;

GRANT SELECT ON TABLE ledger.private_document TO warn_importer;
GRANT SELECT ON TABLE ledger.private_document TO warn_desk;
GRANT SELECT ON TABLE ledger.private_document TO warn_reviewer;

GRANT SELECT ON TABLE ledger.private_snapshot TO warn_importer;
GRANT SELECT ON TABLE ledger.private_snapshot TO warn_desk;
GRANT SELECT ON TABLE ledger.private_snapshot TO warn_reviewer;

GRANT SELECT ON TABLE ledger.provision_cell TO warn_importer;
GRANT SELECT ON TABLE ledger.provision_cell TO warn_desk;
GRANT SELECT ON TABLE ledger.provision_cell TO warn_reviewer;

GRANT SELECT ON TABLE ledger.quarter TO warn_importer;
GRANT SELECT ON TABLE ledger.quarter TO warn_desk;
GRANT SELECT ON TABLE ledger.quarter TO warn_reviewer;

GRANT SELECT ON TABLE ledger.quarter_impact TO warn_importer;
GRANT SELECT ON TABLE ledger.quarter_impact TO warn_desk;
GRANT SELECT ON TABLE ledger.quarter_impact TO warn_reviewer;

GRANT SELECT ON TABLE ledger.rejection TO warn_importer;
GRANT SELECT ON TABLE ledger.rejection TO warn_desk;
GRANT SELECT ON TABLE ledger.rejection TO warn_reviewer;

GRANT SELECT ON TABLE ledger.report_definition TO warn_importer;
GRANT SELECT ON TABLE ledger.report_definition TO warn_desk;
GRANT SELECT ON TABLE ledger.report_definition TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_change TO warn_importer;
GRANT SELECT ON TABLE ledger.run_change TO warn_desk;
GRANT SELECT ON TABLE ledger.run_change TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_column TO warn_importer;
GRANT SELECT ON TABLE ledger.run_column TO warn_desk;
GRANT SELECT ON TABLE ledger.run_column TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_column_kind TO warn_importer;
GRANT SELECT ON TABLE ledger.run_column_kind TO warn_desk;
GRANT SELECT ON TABLE ledger.run_column_kind TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_profile TO warn_importer;
GRANT SELECT ON TABLE ledger.run_profile TO warn_desk;
GRANT SELECT ON TABLE ledger.run_profile TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_proposal TO warn_importer;
GRANT SELECT ON TABLE ledger.run_proposal TO warn_desk;
GRANT SELECT ON TABLE ledger.run_proposal TO warn_reviewer;

GRANT SELECT ON TABLE ledger.run_snapshot TO warn_importer;
GRANT SELECT ON TABLE ledger.run_snapshot TO warn_desk;
GRANT SELECT ON TABLE ledger.run_snapshot TO warn_reviewer;

GRANT SELECT ON TABLE ledger.snapshot TO warn_importer;
GRANT SELECT ON TABLE ledger.snapshot TO warn_desk;
GRANT SELECT ON TABLE ledger.snapshot TO warn_reviewer;

GRANT SELECT ON TABLE ledger.snapshot_body TO warn_importer;
GRANT SELECT ON TABLE ledger.snapshot_body TO warn_desk;
GRANT SELECT ON TABLE ledger.snapshot_body TO warn_reviewer;

GRANT SELECT ON TABLE ledger.source TO warn_importer;
GRANT SELECT ON TABLE ledger.source TO warn_desk;
GRANT SELECT ON TABLE ledger.source TO warn_reviewer;

GRANT SELECT ON TABLE ledger.supersession TO warn_importer;
GRANT SELECT ON TABLE ledger.supersession TO warn_desk;
GRANT SELECT ON TABLE ledger.supersession TO warn_reviewer;

