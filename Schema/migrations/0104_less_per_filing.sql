-- What an accepted filing is digested of is written from its columns, as when it is verified, not by way of jsonb.
create or replace function ledger.decide_together(decisions jsonb) returns table (submission_id uuid, receipt jsonb)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
set bytea_output = 'hex'
-- One plan for the life of the session, by index: the ledger it is made for may be empty, and grow.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
as $$
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
$$;

-- The inbox is counted for one submission in sixteen, whoever hands it in: counting what waits cost more than taking it in. So at most fifteen
-- more than the limit come through, of each login or of a statement of fewer than sixteen.
create or replace function ledger.limit_inbox() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
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

drop trigger limited on ledger.inbox;
create trigger limited after insert on ledger.inbox referencing new table as handed_in for each statement execute function ledger.limit_inbox();

comment on function ledger.limit_inbox() is 'Trigger of the inbox: of one login about 1,000 submissions and 64 MiB wait at once, counted for one submission in sixteen. Error WR710.';
