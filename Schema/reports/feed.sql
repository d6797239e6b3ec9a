create view report.feed as
with said as (
    select a.position, min(a.tier) as tier, min(a.accession_no) as accession_no
    from ledger.attribution a
    where a.position <= (select report.moment()) and a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption') and a.status <> 'refused'
    group by a.position
)
select
    f.position,
    f.accepted_at as entry_at,
    'filing' as kind,
    f.form_type,
    f.state,
    f.employer,
    f.employer_key,
    f.city,
    f.event_type,
    f.notice_date,
    f.workers,
    s.tier as ai_tier,
    f.disclosure_id,
    f.version,
    f.accession_no,
    (select report.moment()) as as_of_position
from ledger.filing f
left join said s on s.position = f.position
where f.position <= (select report.moment())
union all
select s.position, l.entry_at, 'attribution', f.form_type, f.state, f.employer, f.employer_key, f.city, f.event_type, f.notice_date, f.workers, s.tier, f.disclosure_id,
    f.version, f.accession_no, (select report.moment())
from said s
join ledger.filing f on f.accession_no = s.accession_no and f.position <> s.position
join ledger.log l on l.position = s.position;

comment on view report.feed is 'What came in, newest first: filings, and what is attributed to AI by letters, statements and reviewers after them?';
comment on column report.feed.position is 'Position of the entry in the log.';
comment on column report.feed.entry_at is 'When it was entered.';
comment on column report.feed.kind is 'filing, or attribution: what a text of an earlier filing says of AI.';
comment on column report.feed.form_type is 'Form of the filing.';
comment on column report.feed.state is 'Jurisdiction.';
comment on column report.feed.employer is 'Employer.';
comment on column report.feed.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.feed.city is 'City as stated; null when none is.';
comment on column report.feed.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.feed.notice_date is 'Date of the notice; null when not stated.';
comment on column report.feed.workers is 'Workers as it states; null when it states none.';
comment on column report.feed.ai_tier is 'Tier of evidence on which the entry attributes it to AI; null where it does not.';
comment on column report.feed.disclosure_id is 'The disclosure.';
comment on column report.feed.version is 'Version of the disclosure.';
comment on column report.feed.accession_no is 'The filing.';
comment on column report.feed.as_of_position is 'Position of the log that the row speaks of.';
