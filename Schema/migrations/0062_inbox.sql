-- What employers hand in, until the desk has decided it; and what was decided.
create table ledger.inbox (
    seq bigint generated always as identity,
    submission_id uuid not null,
    received_at timestamptz not null default clock_timestamp(),
    handed_in_by text not null default session_user,
    key_id text constraint inbox_key_id_length check (length(key_id) <= 300),
    signature bytea constraint inbox_signature_length check (octet_length(signature) <= 1024),
    payload bytea not null constraint inbox_payload_size check (octet_length(payload) <= 1048576),
    private_parts jsonb not null default '[]' constraint inbox_private_parts_size check (pg_column_size(private_parts) <= 262144),
    constraint inbox_pkey primary key (submission_id),
    constraint inbox_seq_key unique (seq)
);

comment on table ledger.inbox is 'Submissions that are not decided yet, and those that are held. A filer''s program may insert here and nowhere else. A row goes when its submission is decided, and with it the private bytes.';
comment on column ledger.inbox.seq is 'Order of arrival.';
comment on column ledger.inbox.submission_id is 'The filer''s own random number for this submission: handed in twice, it is one.';
comment on column ledger.inbox.received_at is 'When it was received, by the database''s clock. today of the filing rules is its day in UTC, and does not move.';
comment on column ledger.inbox.handed_in_by is 'The session''s user.';
comment on column ledger.inbox.key_id is 'The key it says it is signed with; null when none.';
comment on column ledger.inbox.signature is 'Ed25519 signature over payload; null when none.';
comment on column ledger.inbox.payload is 'Canonical JSON (RFC 8785) in UTF-8, at most 1 MiB; private values are salted digests in it. Not checked yet.';
comment on column ledger.inbox.private_parts is 'Private values by path: [{name, salt, body}], bytes as \x hexadecimal.';

create table ledger.submission (
    submission_id uuid,
    received_at timestamptz not null,
    decided_at timestamptz not null default clock_timestamp(),
    key_id text,
    payload_sha256 bytea not null constraint submission_payload_sha256_length check (octet_length(payload_sha256) = 32),
    outcome text not null constraint submission_outcome_known check (outcome in ('accepted', 'rejected')),
    codes text[] not null,
    answer bytea not null,
    accession_no text,
    constraint submission_pkey primary key (submission_id),
    constraint submission_accession_no_key unique (accession_no),
    constraint submission_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no),
    constraint submission_accepted_is_filed check ((outcome = 'accepted') = (accession_no is not null))
);

create index submission_payload_sha256 on ledger.submission (payload_sha256);

comment on table ledger.submission is 'What was decided of a submission. Of a rejected one nothing is kept but its digest and the answer.';
comment on column ledger.submission.submission_id is 'The submission.';
comment on column ledger.submission.received_at is 'When it was received.';
comment on column ledger.submission.decided_at is 'When it was decided.';
comment on column ledger.submission.key_id is 'The key it named; null when none.';
comment on column ledger.submission.payload_sha256 is 'SHA-256 of the payload as it was handed in.';
comment on column ledger.submission.outcome is 'accepted or rejected.';
comment on column ledger.submission.codes is 'Codes of the filing rules that fired, sorted.';
comment on column ledger.submission.answer is 'The whole answer as canonical JSON: findings and computed values.';
comment on column ledger.submission.accession_no is 'The filing it became; null when rejected.';

create table ledger.hold (
    submission_id uuid,
    held_at timestamptz not null default clock_timestamp(),
    codes text[] not null,
    answer bytea not null,
    constraint hold_pkey primary key (submission_id)
);

comment on table ledger.hold is 'Submissions that a person has to look at first. They wait in the inbox: no accession number, in no report, not the head of a chain.';
comment on column ledger.hold.submission_id is 'The submission.';
comment on column ledger.hold.held_at is 'Since when.';
comment on column ledger.hold.codes is 'Codes of the filing rules that fired, sorted.';
comment on column ledger.hold.answer is 'The whole answer as canonical JSON.';

create table ledger.hold_decision (
    submission_id uuid,
    decision text not null constraint hold_decision_known check (decision in ('released', 'refused')),
    decided_by text not null constraint hold_decision_decided_by_stated check (trim(decided_by) <> ''),
    reason text not null constraint hold_decision_reason_stated check (trim(reason) <> ''),
    decided_at timestamptz not null default clock_timestamp(),
    constraint hold_decision_pkey primary key (submission_id),
    constraint hold_decision_submission_id_fkey foreign key (submission_id) references ledger.hold (submission_id)
);

comment on table ledger.hold_decision is 'What a person decided of a hold. A released submission goes to the desk again, which judges it as on the day it was received.';
comment on column ledger.hold_decision.submission_id is 'The submission.';
comment on column ledger.hold_decision.decision is 'released or refused.';
comment on column ledger.hold_decision.decided_by is 'The person.';
comment on column ledger.hold_decision.reason is 'Why.';
comment on column ledger.hold_decision.decided_at is 'When.';

create function ledger.refuse_undecided() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from ledger.submission s where s.submission_id = old.submission_id) then
        raise exception 'submission % is not decided', old.submission_id
            using errcode = 'insufficient_privilege', hint = 'A submission leaves the inbox by the desk''s decision.';
    end if;
    return old;
end
$$;

comment on function ledger.refuse_undecided() is 'Trigger of the inbox: nothing leaves it undecided.';

create function ledger.announce_submission() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform pg_notify('warn_inbox', '');
    return null;
end
$$;

comment on function ledger.announce_submission() is 'Trigger of the inbox: wakes the desk, which listens to channel warn_inbox.';

create function ledger.accept(submission_id uuid, entry jsonb, codes text[], answer bytea) returns jsonb
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
    insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer, accession_no)
    values (
        handed_in.submission_id, received, handed_in.key_id, sha256(handed_in.payload), 'accepted', accept.codes, accept.answer,
        receipt ->> 'accession_no');
    delete from ledger.inbox i where i.submission_id = handed_in.submission_id;
    return receipt;
end
$$;

comment on function ledger.accept(uuid, jsonb, text[], bytea) is 'Accepts a submission of the inbox: the bytes that were handed in become a filing, and the submission is decided. entry: as for ledger.file, with filer_no. Errors: those of ledger.file; WR700 not in the inbox, WR704 key not in force, WR705 not the filer''s key, WR706 accepted before (detail: its number).';

create function ledger.reject(submission_id uuid, codes text[], answer bytea) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.submission (submission_id, received_at, key_id, payload_sha256, outcome, codes, answer)
    select i.submission_id, i.received_at, i.key_id, sha256(i.payload), 'rejected', reject.codes, reject.answer
    from ledger.inbox i where i.submission_id = reject.submission_id
    on conflict do nothing;
    delete from ledger.inbox i where i.submission_id = reject.submission_id;
$$;

comment on function ledger.reject(uuid, text[], bytea) is 'Rejects a submission of the inbox: its digest and the answer are kept, nothing else. Also clears away one that was decided before and handed in again.';

create function ledger.keep_hold(submission_id uuid, codes text[], answer bytea) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.hold (submission_id, codes, answer)
    select i.submission_id, keep_hold.codes, keep_hold.answer from ledger.inbox i where i.submission_id = keep_hold.submission_id
    on conflict do nothing
$$;

comment on function ledger.keep_hold(uuid, text[], bytea) is 'Holds a submission of the inbox for a person.';

create function ledger.settle_hold(submission_id uuid, decision text, decided_by text, reason text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
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

comment on function ledger.settle_hold(uuid, text, text, text) is 'Releases or refuses a held submission, with who decided and why. Error WR701: it is not held, or settled already.';

create function ledger.receipt(submission_id uuid) returns jsonb
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
        select 1 as precedence, s.submission_id, s.outcome as state, s.received_at, s.payload_sha256, s.codes, s.answer, s.accession_no
        from ledger.submission s where s.submission_id = receipt.submission_id
        union all
        select 2, i.submission_id, case when h.submission_id is null then 'received' else 'held' end, i.received_at, sha256(i.payload),
            h.codes, h.answer, null
        from ledger.inbox i left join ledger.hold h on h.submission_id = i.submission_id
        where i.submission_id = receipt.submission_id
    ) r
    left join ledger.filing f on f.accession_no = r.accession_no
    order by r.precedence
    limit 1
$$;

comment on function ledger.receipt(uuid) is 'What became of a submission: received (not decided), held, accepted with its accession number, or rejected, with the codes. Null: never received. Who knows the random number may ask.';

create trigger append_only before update on ledger.inbox for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.inbox for each statement execute function ledger.refuse_change();
create trigger leaves_by_decision before delete on ledger.inbox for each row execute function ledger.refuse_undecided();
create trigger announced after insert on ledger.inbox for each statement execute function ledger.announce_submission();

do $$
declare
    guarded regclass;
begin
    foreach guarded in array array['ledger.submission', 'ledger.hold', 'ledger.hold_decision']::regclass[] loop
        execute format('create trigger append_only before update or delete on %s for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on %s for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant usage on schema ledger to warn_filer;
grant insert (submission_id, key_id, signature, payload, private_parts) on ledger.inbox to warn_filer;
grant execute on function ledger.receipt(uuid) to warn_filer, warn_desk, warn_reviewer;
grant select on ledger.inbox, ledger.submission, ledger.hold, ledger.hold_decision to warn_desk;
grant select on ledger.submission, ledger.hold, ledger.hold_decision to warn_reviewer;
grant execute on function
    ledger.accept(uuid, jsonb, text[], bytea), ledger.reject(uuid, text[], bytea), ledger.keep_hold(uuid, text[], bytea)
to warn_desk;
grant execute on function ledger.settle_hold(uuid, text, text, text) to warn_reviewer;
