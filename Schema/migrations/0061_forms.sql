-- All forms of an employer's filing: postponements, quarters and denials, who supersedes whom, and who signed.
create table ledger.filing_signature (
    accession_no text,
    key_id text not null,
    signature bytea not null constraint filing_signature_signature_length check (octet_length(signature) = 64),
    constraint filing_signature_pkey primary key (accession_no),
    constraint filing_signature_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no) deferrable initially deferred,
    constraint filing_signature_key_id_fkey foreign key (key_id) references ledger.filer_key (key_id)
);

comment on table ledger.filing_signature is 'Ed25519 signature of a filing over its payload, byte for byte. No row: it was entered at the desk, unsigned.';
comment on column ledger.filing_signature.accession_no is 'The filing.';
comment on column ledger.filing_signature.key_id is 'The key.';
comment on column ledger.filing_signature.signature is '64 bytes (RFC 8032).';

create table ledger.supersession (
    disclosure_id uuid,
    supersedes_disclosure_id uuid not null,
    accession_no text not null,
    constraint supersession_pkey primary key (disclosure_id),
    constraint supersession_once unique (supersedes_disclosure_id),
    constraint supersession_not_itself check (disclosure_id <> supersedes_disclosure_id),
    constraint supersession_disclosure_id_fkey foreign key (disclosure_id) references ledger.disclosure (disclosure_id),
    constraint supersession_supersedes_disclosure_id_fkey foreign key (supersedes_disclosure_id) references ledger.disclosure (disclosure_id)
);

comment on table ledger.supersession is 'Which employer''s disclosure took the place of which, as the payload of the filing says (20 CFR 639.10(b)). A disclosure is superseded once.';
comment on column ledger.supersession.disclosure_id is 'The later one.';
comment on column ledger.supersession.supersedes_disclosure_id is 'The earlier one; its chain is closed.';
comment on column ledger.supersession.accession_no is 'The filing that says so.';

insert into ledger.supersession (disclosure_id, supersedes_disclosure_id, accession_no)
select distinct on (s.earlier) f.disclosure_id, s.earlier::uuid, f.accession_no
from ledger.filing f
join ledger.disclosure d on d.disclosure_id = f.disclosure_id and d.origin = 'employer'
cross join lateral (select convert_from(f.payload, 'UTF8')::jsonb ->> 'supersedes_disclosure_id' as earlier) s
where s.earlier is not null
order by s.earlier, f.position
on conflict do nothing;

create table ledger.quarter (
    accession_no text,
    filer_no bigint not null,
    report_year smallint not null,
    report_quarter smallint not null constraint quarter_report_quarter_range check (report_quarter between 1 and 4),
    is_original boolean not null,
    public_release_mode text,
    constraint quarter_pkey primary key (accession_no),
    constraint quarter_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no) deferrable initially deferred,
    constraint quarter_filer_no_fkey foreign key (filer_no) references ledger.filer (filer_no)
);

create unique index quarter_one_original on ledger.quarter (filer_no, report_year, report_quarter) where is_original;

comment on table ledger.quarter is 'What a filing of form Q, Q/A or Q/NA is about (proposed S. 3108).';
comment on column ledger.quarter.accession_no is 'The filing.';
comment on column ledger.quarter.filer_no is 'The filer.';
comment on column ledger.quarter.report_year is 'Year of the quarter.';
comment on column ledger.quarter.report_quarter is '1 to 4.';
comment on column ledger.quarter.is_original is 'True for Q and Q/NA: one a filer and quarter. False for Q/A.';
comment on column ledger.quarter.public_release_mode is 'public or confidential_aggregate_only; null when not stated.';

create table ledger.quarter_impact (
    accession_no text,
    seq integer,
    naics_code text not null,
    naics_vintage smallint,
    laid_off_ai integer not null,
    hired_ai integer not null,
    not_filled_ai integer not null,
    retraining_ai integer not null,
    constraint quarter_impact_pkey primary key (accession_no, seq),
    constraint quarter_impact_accession_no_fkey foreign key (accession_no) references ledger.quarter (accession_no),
    constraint quarter_impact_natural check (least(laid_off_ai, hired_ai, not_filled_ai, retraining_ai) >= 0)
);

comment on table ledger.quarter_impact is 'The counts of a quarter by industry, whole persons.';
comment on column ledger.quarter_impact.accession_no is 'The filing.';
comment on column ledger.quarter_impact.seq is 'Place in the filing, from 1.';
comment on column ledger.quarter_impact.naics_code is 'Industry, 2 to 6 digits.';
comment on column ledger.quarter_impact.naics_vintage is 'Year of the code''s table.';
comment on column ledger.quarter_impact.laid_off_ai is 'Laid off because of AI.';
comment on column ledger.quarter_impact.hired_ai is 'Hired because of AI.';
comment on column ledger.quarter_impact.not_filled_ai is 'Posts occupied in the quarter before that are not filled because of AI.';
comment on column ledger.quarter_impact.retraining_ai is 'In retraining because of AI.';

-- A part that is not there is null, and nulls enter no digest: filings before this keep theirs.
create or replace function ledger.filing_parts(accession_no text, place bigint) returns jsonb
language sql stable
return jsonb_build_object(
    'sites', (select jsonb_agg(to_jsonb(s) order by s.seq) from ledger.filing_site s where s.accession_no = $1),
    'phases', (select jsonb_agg(to_jsonb(p) order by p.seq) from ledger.filing_phase p where p.accession_no = $1),
    'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.accession_no = $1 and a.position = $2),
    'private', (select jsonb_agg(to_jsonb(d) order by d.name) from ledger.private_document d where d.accession_no = $1),
    'signature', (select to_jsonb(s) from ledger.filing_signature s where s.accession_no = $1),
    'quarter', (select to_jsonb(q) from ledger.quarter q where q.accession_no = $1),
    'impacts', (select jsonb_agg(to_jsonb(i) order by i.seq) from ledger.quarter_impact i where i.accession_no = $1));

comment on function ledger.filing_parts(text, bigint) is 'Sites, phases, attributions that came with it, salted digests of private parts, signature, quarter and impacts of a filing.';

create function ledger.amended_head(entry jsonb) returns ledger.filing
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function ledger.amended_head(jsonb) is 'The filing that an entry amends: the head of an open chain. Called under the log''s lock. Errors: WR104 no such filing, WR105 stale head (detail: the head), WR107 closed.';

create function ledger.supersede(filing ledger.filing, said jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function ledger.supersede(ledger.filing, jsonb) is 'Enters which disclosure a filing supersedes, by its payload. Error WR111: that one is not open, or not the filer''s.';

create function ledger.add_quarter(filing ledger.filing, said jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function ledger.add_quarter(ledger.filing, jsonb) is 'Enters what a quarter''s report says, by its payload. Error WR603: the filer has one of that quarter.';

create or replace function ledger.file(entry jsonb, payload bytea, private_parts jsonb default '[]') returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
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

comment on function ledger.file(jsonb, bytea, jsonb) is 'Accepts an employer''s filing of any form and gives its receipt. entry: form_type, filer_no (else the employer''s name tells), amends_accession_no, amendment_reason, changed_fields, received_at, columns, signed {key_id, signature}; private_parts: [{name, salt, body}], bytes as \x hexadecimal. Errors: WR104 no such filing, WR105 stale head (detail: the head), WR107 closed, WR111 nothing to supersede, WR603 quarter reported already.';
comment on column ledger.filing.form_type is 'OBS observed (version above 1: listed again); OBS/A the state now says something else; OBS/W no longer listed; OBS/R same bytes, our reading corrected; N, N/A, N/P, N/W an employer''s notice, its restatement, its postponement, its withdrawal; Q, Q/A, Q/NA a quarter''s report; X a denial that AI was a factor.';

do $$
declare
    guarded regclass;
begin
    foreach guarded in array array['ledger.filing_signature', 'ledger.supersession', 'ledger.quarter', 'ledger.quarter_impact']::regclass[] loop
        execute format('create trigger append_only before update or delete on %s for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on %s for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.filing_signature, ledger.supersession, ledger.quarter, ledger.quarter_impact to warn_importer, warn_desk, warn_reviewer;
