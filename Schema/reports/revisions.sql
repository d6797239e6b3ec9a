create view report.revisions as
select
    f.state,
    d.source_id,
    f.employer,
    f.notice_date,
    (r.revision ->> 'date')::date as revised_on,
    r.revision ->> 'stated' as stated,
    r.revision ->> 'letter_url' as letter_url,
    r.seq::integer as seq,
    f.accession_no,
    f.position,
    f.disclosure_id,
    (select report.moment()) as as_of_position
from (
    select max(h.position) as position
    from ledger.filing h
    where h.position <= (select report.moment())
    group by h.disclosure_id
) head
join ledger.filing f on f.position = head.position and f.run_id is not null
join ledger.disclosure d on d.disclosure_id = f.disclosure_id
-- The bytes are looked at first: to take every payload apart for the few that have one costs a hundred times as much.
cross join lateral jsonb_array_elements(
    case when position('"revisions":'::bytea in f.payload) > 0 then convert_from(f.payload, 'UTF8')::jsonb -> 'revisions' end
) with ordinality r (revision, seq);

comment on view report.revisions is 'Of which observed notices does a row of the same page say that a later letter revised them, and when? What it changed stands in the letter alone.';
comment on column report.revisions.revised_on is 'The day written in that row; null where none is.';
comment on column report.revisions.stated is 'The row''s employer cell as the state wrote it.';
comment on column report.revisions.letter_url is 'The later letter, relative as the page has it; null where the row links none.';
comment on column report.revisions.seq is '1 for the revision the page names first.';
comment on column report.revisions.state is 'Publishing jurisdiction.';
comment on column report.revisions.source_id is 'The source.';
comment on column report.revisions.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.revisions.notice_date is 'Date of the notice; null when not settled.';
comment on column report.revisions.accession_no is 'Number of the newest filing.';
comment on column report.revisions.position is 'Its position in the log.';
comment on column report.revisions.disclosure_id is 'The disclosure.';
comment on column report.revisions.as_of_position is 'Position of the log that the row speaks of.';
