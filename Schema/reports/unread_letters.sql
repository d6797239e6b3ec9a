create view report.unread_letters as
select
    f.state,
    d.source_id,
    f.employer,
    f.letter_url,
    coalesce(t.attempts, 0) as attempts,
    t.last_attempt_at,
    ledger.next_attempt_at(t.attempts, t.last_attempt_at) as next_attempt_at,
    t.code,
    t.message,
    f.disclosure_id,
    f.accession_no,
    f.position,
    (select report.moment()) as as_of_position
from (
    select max(h.position) as position
    from ledger.filing h
    where h.position <= (select report.moment())
    group by h.disclosure_id
) head
join ledger.filing f on f.position = head.position and f.letter_url is not null
join ledger.disclosure d on d.disclosure_id = f.disclosure_id
left join lateral (
    select count(*) as attempts, max(a.attempted_at) as last_attempt_at,
        (array_agg(a.code order by a.attempt_id desc))[1] as code, (array_agg(a.message order by a.attempt_id desc))[1] as message
    from ledger.letter_attempt a
    join ledger.filing o on o.accession_no = a.accession_no
    where o.disclosure_id = f.disclosure_id and a.url = f.letter_url
    having count(*) > 0
) t on true
where not exists (
    select from ledger.claim c
    join ledger.filing o on o.accession_no = c.accession_no
    where o.disclosure_id = f.disclosure_id and c.kind = 'notice_letter' and c.position <= (select report.moment()));

comment on view report.unread_letters is 'Which letters that states'' pages link have not been read, and why?';
comment on column report.unread_letters.state is 'Publishing jurisdiction.';
comment on column report.unread_letters.source_id is 'The source.';
comment on column report.unread_letters.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.unread_letters.letter_url is 'Address of the letter, as the page has it.';
comment on column report.unread_letters.attempts is 'How often it could not be had or read; attempts have no position and are told as they are now.';
comment on column report.unread_letters.last_attempt_at is 'When it was tried last; null when never.';
comment on column report.unread_letters.next_attempt_at is 'Not before then is it asked for again; null when it was never tried.';
comment on column report.unread_letters.code is 'Stable code of what went wrong last; null when it was never tried.';
comment on column report.unread_letters.message is 'What happened last; null when it was never tried.';
comment on column report.unread_letters.disclosure_id is 'The disclosure.';
comment on column report.unread_letters.accession_no is 'Number of the newest filing.';
comment on column report.unread_letters.position is 'Its position in the log.';
comment on column report.unread_letters.as_of_position is 'Position of the log that the row speaks of.';
