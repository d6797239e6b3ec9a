create view report.attributions as
with known as (
    -- An answer is its filing's. What a text says is its disclosure's: a reviewer's word on it holds, else the newest reading.
    select a.*, r.decision, r.reviewer, r.reason as review_reason, s.disclosure_id, s.version, s.state, s.employer, s.reason,
        rank() over (
            partition by
                -- A filing is of one disclosure; named here, it is asked for alone.
                s.disclosure_id, case when a.tier <= 2 then a.accession_no end, a.tier, a.regime,
                case when a.tier > 2 then a.text_sha256 end
            order by (r.position is not null) desc, a.position desc) as age
    from ledger.attribution a
    join ledger.filing s on s.accession_no = a.accession_no
    left join ledger.review r on r.position = a.position
    where a.position <= (select report.moment())
)
select
    k.state,
    k.employer,
    k.tier,
    case k.tier
        when 1 then 'signed filing in this register'
        when 2 then 'form field of a state'
        when 3 then 'the employer''s notice letter'
        when 4 then 'the employer''s public statement'
        else 'press, union or tracker'
    end as evidence,
    k.label,
    k.status,
    coalesce(k.regime, substring(k.rule from '^listed_answer:(.+)$')) as regime,
    k.standard,
    k.answer,
    k.technology,
    k.quote,
    case when k.tier <= 2 then right(convert_from(substring(t.bytes from 1 for k.quote_start), 'UTF8'), 200) end as context_before,
    case when k.tier <= 2 then left(convert_from(substring(t.bytes from k.quote_end + 1), 'UTF8'), 200) end as context_after,
    k.quote_start,
    k.quote_end,
    encode(k.text_sha256, 'hex') as text_sha256,
    k.rule,
    k.phrasebook,
    c.kind,
    c.claimant,
    c.url,
    c.published_date,
    c.by_ocr,
    k.decision,
    k.reviewer,
    k.review_reason,
    k.pct,
    k.count as workers_attributed,
    k.ai_type,
    k.usage_text,
    k.upskilling_text,
    k.age = 1 and (k.tier > 2 or not exists (
        select from ledger.filing n where n.disclosure_id = k.disclosure_id and n.version = k.version + 1 and n.position <= (select report.moment()))) as in_force,
    k.disclosure_id,
    k.accession_no,
    k.position,
    k.seq,
    (select report.moment()) as as_of_position
from known k
left join lateral (
    select o.kind, o.claimant, o.url, o.published_date, o.by_ocr
    from ledger.claim o
    join ledger.filing h on h.accession_no = o.accession_no
    where k.tier > 2 and h.disclosure_id = k.disclosure_id and o.text_sha256 = k.text_sha256 and o.position <= (select report.moment())
    order by o.position
    limit 1
) c on true
left join lateral (
    select convert_to(coalesce(k.reason, x.body), 'UTF8') as bytes
    from (select) here
    left join ledger.extracted_text x on x.sha256 = k.text_sha256
    where k.quote is not null and sha256(convert_to(coalesce(k.reason, x.body), 'UTF8')) = k.text_sha256
    limit 1
) t on true
where k.label <> 'none' or k.answer is not null;

comment on view report.attributions is 'What is said about AI in each filing: by whom, in which words, by which rule, and whether it still holds? Labels of AI and of other automation, denials, and answers to a form''s question; silence has no line.';
comment on column report.attributions.state is 'Jurisdiction of the filing.';
comment on column report.attributions.employer is 'Employer of the filing. Its name is never evidence.';
comment on column report.attributions.tier is 'Tier of evidence, 1 to 5. Only 1 and 2 enter statutory columns.';
comment on column report.attributions.evidence is 'The tier in words: who says it and where.';
comment on column report.attributions.label is 'ai_substitution, ai_restructuring, ai_market_disruption, automation_non_ai, ai_denied or none.';
comment on column report.attributions.status is 'accepted; proposed by rule until a reviewer settles it; refused by one.';
comment on column report.attributions.regime is 'Law under which the question was asked; for a state''s form the law whose listed answer it is; null for texts.';
comment on column report.attributions.standard is 'Standard of causation of that question; null for texts.';
comment on column report.attributions.answer is 'yes, no, unchecked, not_asked or not_answered; null for texts. A blank box is not a no.';
comment on column report.attributions.technology is 'Technology named, as written; null when none is.';
comment on column report.attributions.quote is 'The deciding words, unrepaired; null when an answer has none.';
comment on column report.attributions.context_before is 'Up to 200 characters before the quote, where the text is public; null elsewhere.';
comment on column report.attributions.context_after is 'Up to 200 characters after the quote, where the text is public; null elsewhere.';
comment on column report.attributions.quote_start is 'UTF-8 byte offset of the quote in its text; null without a quote.';
comment on column report.attributions.quote_end is 'UTF-8 byte offset after the quote; null without a quote.';
comment on column report.attributions.text_sha256 is 'SHA-256 of the text the quote is from, in hexadecimal; null without a text.';
comment on column report.attributions.rule is 'Rule of the phrasebook that decided; null for an answer.';
comment on column report.attributions.phrasebook is 'Version of the phrasebook; null for an answer.';
comment on column report.attributions.kind is 'Of a document''s text: notice_letter, sec_filing, press_release, earnings_call, memo, news or union; null for an answer and for the reason on a state''s page.';
comment on column report.attributions.claimant is 'Who says it there; null without a document.';
comment on column report.attributions.url is 'Where it was published; null when not known, and without a document.';
comment on column report.attributions.published_date is 'When; null when not known, and without a document.';
comment on column report.attributions.by_ocr is 'The text was read from a picture; null without a document.';
comment on column report.attributions.decision is 'What a reviewer made of the machine''s reading: accepted, refused or corrected; null where none has looked.';
comment on column report.attributions.reviewer is 'Who decided; null where nobody has.';
comment on column report.attributions.review_reason is 'Why; null where nobody has.';
comment on column report.attributions.pct is 'Percentage of the layoff attributed to AI, as filed; null when not filed.';
comment on column report.attributions.workers_attributed is 'Workers attributed to AI, as filed; null when not filed.';
comment on column report.attributions.ai_type is 'Types of AI, as filed; empty when none are.';
comment on column report.attributions.usage_text is 'How AI is used, as filed; null when not filed.';
comment on column report.attributions.upskilling_text is 'Upskilling and retraining, as filed; null when not filed.';
comment on column report.attributions.in_force is 'True while it holds at the moment: not decided anew, and on tiers 1 and 2 part of the newest filing.';
comment on column report.attributions.disclosure_id is 'The disclosure.';
comment on column report.attributions.accession_no is 'The filing.';
comment on column report.attributions.position is 'Position in the log.';
comment on column report.attributions.seq is 'Its number among those entered at that position.';
comment on column report.attributions.as_of_position is 'Position of the log that the row speaks of.';
