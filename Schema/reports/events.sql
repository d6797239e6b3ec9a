create view report.events as
select
    f.notice_date,
    to_char(f.notice_date::timestamp, 'YYYY-MM') as notice_month, -- without a time zone, which would cost as much again
    f.state,
    f.employer,
    f.employer_key,
    f.city,
    f.county,
    f.county_fips,
    f.sector,
    f.event_type,
    f.workers,
    f.workers_counted,
    f.workers_total,
    f.wider_than_state,
    f.counted,
    f.rescinded,
    f.unlisted,
    f.non_warn,
    f.amended,
    f.temporary,
    f.conditional,
    f.effective_start,
    f.effective_end,
    f.notice_date_kind,
    f.reason_stated,
    f.reason,
    f.ai_tier,
    coalesce(f.ai_tier <= 2, false) as ai_statutory,
    f.ai_label,
    f.ai_quote,
    f.ai_status,
    f.notices,
    f.disclosures,
    f.origin,
    f.source_id,
    '/reports/notices?event_id=' || f.event_id as rows_behind,
    f.event_id,
    (select report.moment()) as as_of_position
-- Without a condition of its own, each part keeps its indexes; what is folded is folded once, and has no number.
from (
    select e.* from ledger.event_fact e
    union all
    (select n.* from ledger.fold((select t.disclosures from ledger.tail((select report.moment())) t), false) n offset 0)
) f
where not exists (
        select from ledger.event_fact_end e
        where e.fact_id = f.fact_id and e.position <= (select t.base from ledger.tail((select report.moment())) t))
    and (f.fact_id is null or f.position <= (select t.base from ledger.tail((select report.moment())) t)
        and f.event_id not in (select unnest(t.events) from ledger.tail((select report.moment())) t));

comment on view report.events is 'Which layoffs happened? One line an event, with accepted links folded as of the moment: an amendment''s values stand and count once, under the date of the original notice; supplements and further notices of the event are added. What an amendment does not state stays as it was. Where counted is true it enters sums.';
comment on column report.events.notice_date is 'Earliest notice date of the event; null when none is stated.';
comment on column report.events.notice_month is 'Its month, yyyy-mm; null as for notice_date.';
comment on column report.events.state is 'Publishing jurisdiction.';
comment on column report.events.employer is 'Employer as the standing notice has it.';
comment on column report.events.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.events.city is 'City as stated; null when none is.';
comment on column report.events.county is 'County as stated; null when none is.';
comment on column report.events.county_fips is 'County, five digits; null where none is settled, or where its notices lie in several.';
comment on column report.events.sector is 'Sector of NAICS; null where no industry is stated, or where its notices state several.';
comment on column report.events.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.events.workers is 'Workers in notices that stand, whole persons; null when none states a figure.';
comment on column report.events.workers_counted is 'The part of workers that enters a state''s sum: not rescinded, under an act, not wider than the state; null when there is none.';
comment on column report.events.workers_total is 'Figures wider than the state, where stated; in no sum.';
comment on column report.events.wider_than_state is 'A standing notice states a figure for several states or the nation.';
comment on column report.events.counted is 'True when the event enters sums: not rescinded, not outside the acts, and not our own misreading.';
comment on column report.events.rescinded is 'Every notice of it was explicitly rescinded or withdrawn.';
comment on column report.events.unlisted is 'No notice of it is on its state''s page any more. Still counted.';
comment on column report.events.non_warn is 'Every notice of it is below or outside the acts.';
comment on column report.events.amended is 'Some value of it changed since it was first recorded.';
comment on column report.events.temporary is 'Stated to be temporary.';
comment on column report.events.conditional is 'The layoff depends on a condition.';
comment on column report.events.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.events.effective_end is 'Last day; null when one date is stated.';
comment on column report.events.notice_date_kind is 'What the standing notice''s date is: notice_letter, received_by_state, posted or inferred; null without one.';
comment on column report.events.reason_stated is 'A standing notice states a reason, whatever it is.';
comment on column report.events.reason is 'The reason of the standing notice, verbatim; null when none is stated.';
comment on column report.events.ai_tier is 'Best tier of evidence (1 to 5) on which it is attributed to AI; null when nobody says so.';
comment on column report.events.ai_statutory is 'True when that tier is 1 or 2.';
comment on column report.events.ai_label is 'How it is attributed on that tier; null when it is not.';
comment on column report.events.ai_quote is 'The deciding words; null without words.';
comment on column report.events.ai_status is 'accepted or proposed; null when not attributed.';
comment on column report.events.notices is 'Notices of the event that stand.';
comment on column report.events.disclosures is 'Disclosures folded into it.';
comment on column report.events.origin is 'Origin of the standing notice: state_import or employer.';
comment on column report.events.source_id is 'Source of the standing notice; null for an employer''s.';
comment on column report.events.rows_behind is 'Address of the lines behind this one.';
comment on column report.events.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.events.as_of_position is 'Position of the log that the row speaks of.';
