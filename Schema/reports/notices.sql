create view report.notices as
select
    f.notice_date,
    f.state,
    f.employer,
    f.employer_key,
    f.city,
    f.county,
    f.event_type,
    f.workers,
    f.workers_least,
    f.workers_most,
    f.workers_total,
    f.workers_scope,
    f.effective_start,
    f.effective_end,
    f.notice_date_kind,
    f.received_date,
    f.posted_date,
    f.temporary,
    f.conditional,
    f.amendment,
    f.rescinded,
    f.form_type = 'OBS/W' as unlisted,
    f.act,
    f.reason,
    f.reasons,
    f.naics,
    f.industry,
    f.dba,
    f.zip,
    f.location,
    f.letter_url,
    f.state_number,
    f.warnings,
    said.tier as ai_tier,
    said.label as ai_label,
    said.quote as ai_quote,
    said.status as ai_status,
    e.stands,
    e.precedence,
    e.superseded,
    d.origin,
    d.source_id,
    f.form_type,
    f.version,
    f.amendment_reason,
    f.accession_no,
    f.position,
    f.disclosure_id,
    e.notice_id,
    e.event_id,
    e.event_disclosures,
    (select report.moment()) as as_of_position
from ledger.filing f
join report.event_members e on e.disclosure_id = f.disclosure_id
left join ledger.disclosure d on d.disclosure_id = f.disclosure_id
left join (
    select distinct on (v.disclosure_id) v.disclosure_id, v.tier, v.label, v.quote, v.status
    from report.ai_voices v
    where v.place = 1
    order by v.disclosure_id, v.tier
) said on said.disclosure_id = f.disclosure_id
where f.position <= (select report.moment())
    and not exists (
        select from ledger.filing n
        where n.disclosure_id = f.disclosure_id and n.version = f.version + 1 and n.version > 1 and n.position <= (select report.moment()))
    -- A quarter's report is no notice, nor is a denial that no notice came before.
    and f.form_type not like 'Q%' and not (f.form_type = 'X' and f.event_type is null);

comment on view report.notices is 'What does each disclosure say at the moment? One line a disclosure: one line of a state''s page, or one employer''s own matter, with its newest values. Lines of one event share event_id; sum over report.events, not here.';
comment on column report.notices.notice_date is 'Date of the notice; null when not stated. What it is: notice_date_kind.';
comment on column report.notices.state is 'Publishing jurisdiction, or that of an employer''s first site.';
comment on column report.notices.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.notices.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.notices.city is 'City as stated; null when none is.';
comment on column report.notices.county is 'County as stated; null when none is.';
comment on column report.notices.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.notices.workers is 'Workers affected in the state or at the site, whole persons; null where the source gives a range or says nothing certain, never zero for unknown.';
comment on column report.notices.workers_least is 'At least so many workers; null when not stated.';
comment on column report.notices.workers_most is 'At most so many workers; null when not stated.';
comment on column report.notices.workers_total is 'A figure of workers wider than the state, where stated. It enters no sum.';
comment on column report.notices.workers_scope is 'Whom workers counts: site, state, several_states, nationwide or unknown.';
comment on column report.notices.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.notices.effective_end is 'Last day; null when one date is stated.';
comment on column report.notices.notice_date_kind is 'notice_letter, received_by_state, posted or inferred; null without a notice date.';
comment on column report.notices.received_date is 'When the state received the notice; null when not stated.';
comment on column report.notices.posted_date is 'When the state posted it; null when not stated.';
comment on column report.notices.temporary is 'Stated to be temporary.';
comment on column report.notices.conditional is 'The layoff depends on a condition.';
comment on column report.notices.amendment is 'The state marks the line as an amendment.';
comment on column report.notices.rescinded is 'The state marks the line as rescinded, or the employer withdrew its filing.';
comment on column report.notices.unlisted is 'No longer on the state''s page, without the state saying why. Still counted, unless our own reading was corrected (amendment_reason reread).';
comment on column report.notices.act is 'warn: a notice under the WARN Act or a state''s own; non_warn: below or outside them; unknown.';
comment on column report.notices.reason is 'Stated reason, verbatim; null when none is stated.';
comment on column report.notices.reasons is 'Parts the reason consists of, split by the source''s vocabulary; empty when it has none.';
comment on column report.notices.naics is 'NAICS code as filed; null when none is.';
comment on column report.notices.industry is 'Industry in words, as stated; null when none is.';
comment on column report.notices.dba is 'Trade name; null when none is stated.';
comment on column report.notices.zip is 'ZIP code; null when none is stated.';
comment on column report.notices.location is 'Address or location as written; null when none is.';
comment on column report.notices.letter_url is 'Address of the notice''s letter, as the page has it; null when there is none.';
comment on column report.notices.state_number is 'The state''s own number for the notice; null where it has none.';
comment on column report.notices.warnings is 'Codes of what was repaired, left out or warned of.';
comment on column report.notices.ai_tier is 'Best tier of evidence (1 to 5) on which the layoff is attributed to AI; null when nobody says so.';
comment on column report.notices.ai_label is 'How it is attributed on that tier; null when it is not.';
comment on column report.notices.ai_quote is 'The deciding words on that tier; null without words.';
comment on column report.notices.ai_status is 'accepted, or proposed until a reviewer settles it; null when not attributed.';
comment on column report.notices.stands is 'True for the disclosure whose values stand for its notice; false for one that another repeats or amends.';
comment on column report.notices.precedence is 'Place among the disclosures of its notice, from 1, which stands; what it does not state is taken from the next.';
comment on column report.notices.superseded is 'True where a linked amendment speaks for it.';
comment on column report.notices.origin is 'state_import: observed on a state''s page; employer: filed by the employer.';
comment on column report.notices.source_id is 'The source it was observed at; null for an employer''s.';
comment on column report.notices.form_type is 'Form of the newest filing: OBS, OBS/A, OBS/W, OBS/R, N, N/A, N/P, N/W or X.';
comment on column report.notices.version is 'Number of filings so far.';
comment on column report.notices.amendment_reason is 'Why the newest filing was made; null when not stated.';
comment on column report.notices.accession_no is 'Number of the newest filing.';
comment on column report.notices.position is 'Its position in the log.';
comment on column report.notices.disclosure_id is 'The disclosure.';
comment on column report.notices.notice_id is 'The notice it is about: disclosures that repeat or amend each other share it.';
comment on column report.notices.event_id is 'The event it belongs to.';
comment on column report.notices.event_disclosures is 'How many disclosures that event has.';
comment on column report.notices.as_of_position is 'Position of the log that the row speaks of.';
