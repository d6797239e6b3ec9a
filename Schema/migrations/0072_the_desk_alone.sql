-- An employer's filing comes through the inbox: the desk cannot enter one that nobody signed. The owner still can, for tests and for what an
-- agency transcribes. A login hands in, sees and counts what is its own.
revoke execute on function ledger.file(jsonb, bytea, jsonb) from warn_desk;

alter table ledger.submission add column handed_in_by text;
comment on column ledger.submission.handed_in_by is 'The session''s user who handed it in; null before this was kept.';
create index submission_handed_in_by on ledger.submission (handed_in_by, decided_at);
create index inbox_handed_in_by on ledger.inbox (handed_in_by);

create function ledger.limit_inbox() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    waiting record;
begin
    -- session_user is the login even here, where current_user is the owner.
    select count(*) as rows, sum(octet_length(i.payload)) as bytes into waiting from ledger.inbox i where i.handed_in_by = session_user;
    if waiting.rows > 1000 or waiting.bytes > 67108864 then
        raise exception '% has % submissions of % bytes waiting', session_user, waiting.rows, waiting.bytes
            using errcode = 'WR710', hint = 'At most 1,000 and 64 MiB wait at once: hand in again when the desk has decided some.';
    end if;
    return null;
end
$$;

comment on function ledger.limit_inbox() is 'Trigger of the inbox: of one login at most 1,000 submissions and 64 MiB wait at once. Error WR710.';
create trigger limited after insert on ledger.inbox for each statement execute function ledger.limit_inbox();

create or replace function ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) returns jsonb
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    handed_in ledger.inbox;
    key record;
    received timestamptz;
    former text;
    receipt jsonb;
begin
    -- The log's lock first, as every writer takes it: what is checked here holds until the commit.
    perform ledger.take_positions(1);
    select i.* into handed_in from ledger.inbox i where i.submission_id = accept.submission_id for update;
    if not found then
        raise exception 'submission % is not in the inbox', accept.submission_id
            using errcode = 'WR700', hint = 'It is decided already, or was never handed in.';
    end if;
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

create or replace function ledger.reject(submission_id uuid, codes text[], answer bytea) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer, handed_in_by)
    select i.submission_id, i.received_at, i.key_id, sha256(i.payload), 'rejected', reject.codes, reject.answer, i.handed_in_by
    from ledger.inbox i where i.submission_id = reject.submission_id
    on conflict do nothing;
    delete from ledger.inbox i where i.submission_id = reject.submission_id;
$$;

create function ledger.receipts(wanted uuid, most integer) returns setof jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
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

comment on function ledger.receipts(uuid, integer) is 'What became of a submission, or of the login''s own newest ones (null): received, held, accepted or rejected, with the codes. Only who handed it in, the desk and the reviewers see it.';

create or replace function ledger.receipt(submission_id uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, pg_temp
return (select r from ledger.receipts(receipt.submission_id, 1) r);

comment on function ledger.receipt(uuid) is 'What became of a submission: received (not decided), held, accepted with its accession number, or rejected, with the codes. Null: never received, or not by this login.';

grant execute on function ledger.receipts(uuid, integer) to warn_filer, warn_desk, warn_reviewer;
