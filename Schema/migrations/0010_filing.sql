-- An employer's filing: one call.
create function ledger.file(entry jsonb, payload bytea, private_parts jsonb default '[]') returns jsonb
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
    newest text;
    filing ledger.filing;
    columns jsonb := entry -> 'columns';
begin
    if form not in ('N', 'N/A', 'N/W') or (form = 'N') <> (amends is null) then
        raise exception 'form % with amends_accession_no % is no filing', form, coalesce(amends, 'absent')
            using errcode = 'WR104', hint = 'N amends nothing; N/A and N/W name the filing they amend.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;

    if form = 'N' then
        filing.filer_no := ledger.employer_no(columns ->> 'employer', taken.first_position);
        filing.disclosure_id := gen_random_uuid();
        filing.version := 1;
        insert into ledger.disclosure (disclosure_id, origin, state, filer_no, position)
        values (filing.disclosure_id, 'employer', columns ->> 'state', filing.filer_no, taken.first_position);
    else
        select f.* into head from ledger.filing f where f.accession_no = amends and f.form_type not like 'OBS%';
        if not found then
            raise exception 'there is no employer''s filing %', amends using errcode = 'WR104', hint = 'Look its number up with warnctl history.';
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
        filing.filer_no := head.filer_no;
        filing.disclosure_id := head.disclosure_id;
        filing.version := head.version + 1;
        if form = 'N/W' then
            columns := ledger.columns_of(head) || '{"rescinded": true}' || jsonb_strip_nulls(jsonb_build_object('warnings', columns -> 'warnings'));
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

comment on function ledger.file(jsonb, bytea, jsonb) is 'Accepts an employer''s filing (N, N/A, N/W) and gives its receipt. entry: form_type, amends_accession_no, amendment_reason, changed_fields, received_at, columns; private_parts: [{name, salt, body}], bytes as \x hexadecimal. Errors: WR104 no such filing, WR105 stale head (detail: the head), WR107 withdrawn.';

create function ledger.employer_no(name text, place bigint) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function ledger.employer_no(text, bigint) is 'The filer of that legal name, entered when it is new. Called under the log''s lock.';
