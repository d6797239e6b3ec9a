create view report.texts as
-- Each part has its words from an index of its own; the few filings that have them are then asked whether they stand.
with head as not materialized (
    select f.position, f.disclosure_id, f.accession_no, f.state, f.employer, f.dba, f.reason, f.city, f.notice_date
    from ledger.filing f
    where f.position <= (select report.moment())
        and (
            select true from ledger.filing l
            where l.disclosure_id = f.disclosure_id and l.version > f.version and l.position <= (select report.moment())
            limit 1) is not true
        and f.form_type not like 'Q%'
)
select h.notice_date, h.state, h.employer, 'employer' as kind, h.employer as text, h.disclosure_id, h.accession_no, h.position, (select report.moment()) as as_of_position
from head h
union all
select h.notice_date, h.state, h.employer, 'trade name', h.dba, h.disclosure_id, h.accession_no, h.position, (select report.moment())
from head h
where h.dba is not null
union all
select h.notice_date, h.state, h.employer, 'reason', h.reason, h.disclosure_id, h.accession_no, h.position, (select report.moment())
from head h
where h.reason is not null
union all
select f.notice_date, f.state, f.employer, 'quote, tier ' || a.tier, a.quote, f.disclosure_id, f.accession_no, f.position, (select report.moment())
from ledger.attribution a
join ledger.filing f on f.accession_no = a.accession_no
where a.quote is not null and a.tier > 2 and a.status <> 'refused' and a.position <= (select report.moment())
union all
select f.notice_date, f.state, f.employer, 'quote, ' || v.field, v.quote, f.disclosure_id, f.accession_no, f.position, (select report.moment())
from ledger.claim_value v
join ledger.claim c on c.position = v.position
join ledger.filing f on f.accession_no = c.accession_no
where v.quote is not null and v.position <= (select report.moment());

comment on view report.texts is 'In which words can a disclosure be found? Its employers names, its reason, and what is quoted of letters and statements; a letter itself is private.';
comment on column report.texts.notice_date is 'Date of the notice; null when not stated.';
comment on column report.texts.state is 'Publishing jurisdiction.';
comment on column report.texts.employer is 'Employer.';
comment on column report.texts.kind is 'employer, trade name, reason, or quote and of what.';
comment on column report.texts.text is 'The words. Ask for some with text.words=.';
comment on column report.texts.disclosure_id is 'The disclosure.';
comment on column report.texts.accession_no is 'The filing that says it.';
comment on column report.texts.position is 'Its position in the log.';
comment on column report.texts.as_of_position is 'Position of the log that the row speaks of.';
