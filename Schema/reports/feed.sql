create view report.feed as
select
    e.position,
    e.entry_at,
    e.kind,
    e.form_type,
    e.state,
    e.employer,
    e.employer_key,
    e.city,
    e.event_type,
    e.notice_date,
    e.workers,
    e.ai_tier,
    e.disclosure_id,
    e.version,
    e.accession_no,
    (select report.moment()) as as_of_position
-- The newest are found without the others: without a condition of its own, a part keeps its indexes, and the other one says its order.
from (
    select f.position, f.accepted_at as entry_at, 'filing' as kind, f.form_type, f.state, f.employer, f.employer_key, f.city, f.event_type, f.notice_date, f.workers,
        null::smallint as ai_tier, f.disclosure_id, f.version, f.accession_no, false as is_said
    from ledger.filing f
    union all
    (
        select s.position, case when f.position = s.position then f.accepted_at else l.entry_at end, case when f.position = s.position then 'filing' else 'attribution' end, f.form_type, f.state, f.employer, f.employer_key, f.city,
            f.event_type, f.notice_date, f.workers, s.tier, f.disclosure_id, f.version, f.accession_no, true
        from (
            select a.position, min(a.tier) as tier, min(a.accession_no) as accession_no
            from ledger.attribution a
            where a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption') and a.status <> 'refused'
            group by a.position
        ) s
        join ledger.filing f on f.accession_no = s.accession_no
        join ledger.log l on l.position = s.position
        order by s.position desc
    )
) e
where e.position <= (select report.moment())
    and (e.is_said or e.position not in (
        select a.position from ledger.attribution a
        where a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption') and a.status <> 'refused'));

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
