-- What is said of a layoff beside the state's page: in the employer's letter, in its public statements, by others; and what reviewers
-- make of the machine's reading of it. Claims stand side by side: two that disagree are disputed, and neither replaces the other.
alter table ledger.private_snapshot drop constraint private_snapshot_reason_known;
alter table ledger.private_snapshot add constraint private_snapshot_reason_known check (reason in ('letter', 'manifest', 'statement'));
comment on column ledger.private_snapshot.reason is 'letter: a document that a list links to, which may name persons; manifest: the source''s manifest says so; statement: a document that a claim rests on, whose text is somebody''s work.';

create table ledger.claim (
    position bigint,
    accession_no text not null,
    tier smallint not null constraint claim_tier_of_texts check (tier between 3 and 5),
    kind text not null constraint claim_kind_known check (kind in (
        'notice_letter', 'sec_filing', 'press_release', 'earnings_call', 'memo', 'news', 'union')),
    claimant text not null constraint claim_claimant_stated check (trim(claimant) <> ''),
    url text,
    published_date date,
    snapshot_sha256 bytea not null,
    text_sha256 bytea not null,
    extractor text not null,
    extractor_version text not null,
    by_ocr boolean not null,
    supplied_by text,
    constraint claim_pkey primary key (position),
    constraint claim_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred,
    constraint claim_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no),
    constraint claim_snapshot_sha256_fkey foreign key (snapshot_sha256) references ledger.snapshot (sha256),
    constraint claim_text_fkey foreign key (text_sha256, extractor, extractor_version)
        references ledger.extracted_text (sha256, extractor, extractor_version),
    constraint claim_tier_of_kind check (tier = case
        when kind = 'notice_letter' then 3 when kind in ('news', 'union') then 5 else 4 end)
);

create index claim_accession_no on ledger.claim (accession_no);

comment on table ledger.claim is 'A text that speaks of a disclosure, by whom and from where. What it says of AI is the attribution at the same position, a proposal until a reviewer settles it.';
comment on column ledger.claim.position is 'Position in the log.';
comment on column ledger.claim.accession_no is 'The filing that was the newest of its disclosure when the claim was entered.';
comment on column ledger.claim.tier is '3 the notice letter; 4 the employer''s public statement; 5 press and union. Settled by kind.';
comment on column ledger.claim.kind is 'notice_letter, sec_filing, press_release, earnings_call, memo, news or union.';
comment on column ledger.claim.claimant is 'Who says it: the employer, a newspaper, a union.';
comment on column ledger.claim.url is 'Where it was published; null when not known.';
comment on column ledger.claim.published_date is 'When; null when not known.';
comment on column ledger.claim.snapshot_sha256 is 'The document''s bytes, which are the owner''s alone.';
comment on column ledger.claim.text_sha256 is 'The text taken out of it.';
comment on column ledger.claim.extractor is 'Program that took it out.';
comment on column ledger.claim.extractor_version is 'Its version.';
comment on column ledger.claim.by_ocr is 'The text was read from a picture: its letters may be wrong.';
comment on column ledger.claim.supplied_by is 'Who gave the document by hand; null where it was fetched.';

create table ledger.claim_value (
    position bigint,
    seq integer constraint claim_value_seq_positive check (seq > 0),
    field text not null constraint claim_value_field_known check (field in (
        'workers', 'notice_date', 'first_separation_date', 'reason', 'union', 'job_titles')),
    value text not null,
    quote text not null,
    quote_start integer not null,
    quote_end integer not null,
    constraint claim_value_pkey primary key (position, seq),
    constraint claim_value_position_fkey foreign key (position) references ledger.claim (position)
);

comment on table ledger.claim_value is 'What a claim''s text states of the layoff. It stands beside the filing, with its own provenance, and never in its place.';
comment on column ledger.claim_value.position is 'The claim.';
comment on column ledger.claim_value.seq is 'From 1 within the claim.';
comment on column ledger.claim_value.field is 'workers, notice_date, first_separation_date, reason, union or job_titles.';
comment on column ledger.claim_value.value is 'The value: a number, a day (yyyy-MM-dd), or words.';
comment on column ledger.claim_value.quote is 'The words it is read from, unrepaired.';
comment on column ledger.claim_value.quote_start is 'UTF-8 byte offset of the quote in the text.';
comment on column ledger.claim_value.quote_end is 'UTF-8 byte offset after the quote.';

create table ledger.letter_attempt (
    attempt_id bigint generated always as identity,
    accession_no text not null,
    url text not null,
    attempted_at timestamptz not null default clock_timestamp(),
    code text not null,
    message text not null,
    constraint letter_attempt_pkey primary key (attempt_id),
    constraint letter_attempt_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no)
);

create index letter_attempt_accession_no on ledger.letter_attempt (accession_no);

comment on table ledger.letter_attempt is 'Letters that could not be had or read. The next attempt waits a day, then two, four and so on up to thirty, so that a dead link is no burden to its host and keeps no other letter waiting.';
comment on column ledger.letter_attempt.attempt_id is 'In order.';
comment on column ledger.letter_attempt.accession_no is 'The filing whose page links the letter.';
comment on column ledger.letter_attempt.url is 'The address as the page has it.';
comment on column ledger.letter_attempt.attempted_at is 'When.';
comment on column ledger.letter_attempt.code is 'Stable code of what went wrong.';
comment on column ledger.letter_attempt.message is 'What happened.';

create table ledger.review (
    position bigint,
    of_position bigint not null,
    of_seq integer not null,
    decision text not null constraint review_decision_known check (decision in ('accepted', 'refused', 'corrected')),
    reviewer text not null constraint review_reviewer_stated check (trim(reviewer) <> ''),
    reason text not null constraint review_reason_stated check (trim(reason) <> ''),
    constraint review_pkey primary key (position),
    constraint review_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred,
    constraint review_of_fkey foreign key (of_position, of_seq) references ledger.attribution (position, seq)
);

comment on table ledger.review is 'A person''s word on a machine''s attribution. The attribution as it stands after it is that at the same position.';
comment on column ledger.review.position is 'Position in the log.';
comment on column ledger.review.of_position is 'Position of the attribution that was reviewed.';
comment on column ledger.review.of_seq is 'Its number there.';
comment on column ledger.review.decision is 'accepted; refused; corrected: another label was given.';
comment on column ledger.review.reviewer is 'Who decided.';
comment on column ledger.review.reason is 'Why.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['claim', 'claim_value', 'letter_attempt', 'review'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

-- A claim's entry is digested with its values, a review's with what it left standing; an attribution by itself as before.
create or replace view ledger.entry as
select r.position, 'run' as kind, ledger.entry_sha256(to_jsonb(r)) as digest from ledger.run r where r.position is not null
union all
select a.position, 'acceptance', ledger.entry_sha256(to_jsonb(a)) from ledger.acceptance a
union all
select t.position, 'takedown', ledger.entry_sha256(to_jsonb(t)) from ledger.takedown t
union all
select v.position, 'reference', ledger.entry_sha256(to_jsonb(v)) from ledger.source_version v
union all
select v.position, 'reference', ledger.entry_sha256(to_jsonb(v)) from ledger.reference_vintage v
union all
select k.position, 'link', ledger.entry_sha256(to_jsonb(k)) from ledger.link k
union all
select a.position, 'attribution', ledger.entry_sha256(jsonb_agg(to_jsonb(a) order by a.seq))
from ledger.attribution a
where not exists (select from ledger.filing f where f.position = a.position)
    and not exists (select from ledger.claim c where c.position = a.position)
    and not exists (select from ledger.review r where r.position = a.position)
group by a.position
union all
select c.position, 'attribution', ledger.entry_sha256(jsonb_build_object(
    'claim', to_jsonb(c),
    'values', (select jsonb_agg(to_jsonb(v) order by v.seq) from ledger.claim_value v where v.position = c.position),
    'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.position = c.position)))
from ledger.claim c
union all
select r.position, 'review', ledger.entry_sha256(jsonb_build_object(
    'review', to_jsonb(r),
    'attributions', (select jsonb_agg(to_jsonb(a) order by a.seq) from ledger.attribution a where a.position = r.position)))
from ledger.review r;

create function ledger.enter_claim(described jsonb, body text, attribution jsonb, stated jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
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

comment on function ledger.enter_claim(jsonb, text, jsonb, jsonb) is 'Enters a claim with its text, what that says of AI (proposed) and what it states. The document''s bytes are staged (ledger.open_import). Gives its position; null where the disclosure has that claim. Keys of described: accession_no, tier, kind, claimant, url, published_date, snapshot_sha256, extractor, extractor_version, by_ocr, supplied_by.';

create function ledger.record_letter_attempt(accession_no text, url text, code text, message text) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.letter_attempt (accession_no, url, code, message)
    values (record_letter_attempt.accession_no, record_letter_attempt.url, record_letter_attempt.code, record_letter_attempt.message)
$$;

comment on function ledger.record_letter_attempt(text, text, text, text) is 'Says that a letter could not be had or read, and why.';

create function ledger.next_attempt_at(attempts bigint, last_attempt_at timestamptz) returns timestamptz
language sql immutable parallel safe
return last_attempt_at + interval '1 day' * least(30, power(2, least(attempts, 6) - 1));

comment on function ledger.next_attempt_at(bigint, timestamptz) is 'When a letter that failed so often is asked for again: a day after the first attempt, then two, four and so on, up to thirty. Null before any attempt.';

create function ledger.refuse_false_quotes(at_position bigint, body text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
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

comment on function ledger.refuse_false_quotes(bigint, text) is 'Refuses quotes at a position that are not in the text at their offsets.';

create function ledger.review_attribution(of_position bigint, of_seq integer, decision text, label text, reviewer text, reason text)
returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
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

comment on function ledger.review_attribution(bigint, integer, text, text, text, text) is 'Enters a reviewer''s decision on an attribution of tiers 3 to 5 and gives its position. It never moves a statutory figure.';

create function ledger.reattribute(changes jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
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

comment on function ledger.reattribute(jsonb) is 'Enters attributions of tiers 3 to 5 by another phrasebook, each an entry of its own, and gives how many. Texts that a reviewer decided are left alone; nothing is overwritten.';

grant select on ledger.claim, ledger.claim_value, ledger.letter_attempt, ledger.review to warn_importer, warn_desk, warn_reviewer;
revoke execute on function ledger.enter_claim(jsonb, text, jsonb, jsonb), ledger.record_letter_attempt(text, text, text, text), ledger.refuse_false_quotes(bigint, text),
    ledger.review_attribution(bigint, integer, text, text, text, text), ledger.reattribute(jsonb) from public;
grant execute on function ledger.enter_claim(jsonb, text, jsonb, jsonb), ledger.record_letter_attempt(text, text, text, text) to warn_importer;
grant execute on function ledger.next_attempt_at(bigint, timestamptz) to public; -- a view calls functions as its reader
grant execute on function ledger.review_attribution(bigint, integer, text, text, text, text) to warn_reviewer;
grant execute on function ledger.reattribute(jsonb) to warn_importer;
