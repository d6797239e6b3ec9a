create view report.claims as
select
    f.state,
    f.employer,
    c.tier,
    c.kind,
    c.claimant,
    c.url,
    c.published_date,
    c.by_ocr,
    a.label as read_as,
    a.quote,
    (select string_agg(v.field || ': ' || v.value, '; ' order by v.seq) from ledger.claim_value v where v.position = c.position) as states,
    c.extractor || ' ' || c.extractor_version as extractor,
    encode(c.text_sha256, 'hex') as text_sha256,
    encode(c.snapshot_sha256, 'hex') as snapshot_sha256,
    case
        when exists (select from ledger.takedown t where t.kind = 'snapshot' and t.subject = encode(c.snapshot_sha256, 'hex') and t.position <= (select report.moment())) then 'removed'
        else 'private'
    end as standing,
    c.supplied_by,
    f.disclosure_id,
    c.accession_no,
    c.position,
    (select report.moment()) as as_of_position
from ledger.claim c
join ledger.filing f on f.accession_no = c.accession_no
join ledger.attribution a on a.position = c.position and a.seq = 1
where c.position <= (select report.moment());

comment on view report.claims is 'Which letters and statements speak of which disclosure, who says it, and what does it say?';
comment on column report.claims.state is 'Jurisdiction of the disclosure.';
comment on column report.claims.employer is 'Employer of the disclosure.';
comment on column report.claims.tier is '3 the notice letter; 4 the employer''s public statement; 5 press and union.';
comment on column report.claims.kind is 'notice_letter, sec_filing, press_release, earnings_call, memo, news or union.';
comment on column report.claims.claimant is 'Who says it.';
comment on column report.claims.url is 'Where it was published; null when not known.';
comment on column report.claims.published_date is 'When; null when not known.';
comment on column report.claims.by_ocr is 'The text was read from a picture: its letters may be wrong.';
comment on column report.claims.read_as is 'What the machine read it as when it came. What stands now: report.attributions.';
comment on column report.claims.quote is 'The deciding words; null when it says nothing of AI or automation.';
comment on column report.claims.states is 'What else the text states of the layoff; it stands beside the filing. Null when nothing was found.';
comment on column report.claims.extractor is 'Program that took the text out, and its version.';
comment on column report.claims.text_sha256 is 'SHA-256 of the text, in hexadecimal.';
comment on column report.claims.snapshot_sha256 is 'SHA-256 of the document, in hexadecimal.';
comment on column report.claims.standing is 'private: the document and its text are kept; removed by a takedown: their digests, the quote and what was read remain.';
comment on column report.claims.supplied_by is 'Who gave the document by hand; null where it was fetched.';
comment on column report.claims.disclosure_id is 'The disclosure.';
comment on column report.claims.accession_no is 'The filing that was its newest then.';
comment on column report.claims.position is 'Position in the log.';
comment on column report.claims.as_of_position is 'Position of the log that the row speaks of.';
