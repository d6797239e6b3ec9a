create view report.event_facts as
select
    e.notice_date,
    e.notice_month,
    e.notice_date + (6 - extract(dow from e.notice_date)::integer) as week_ending,
    e.state,
    e.county_fips,
    e.sector,
    e.event_type,
    e.ai_tier,
    e.employer,
    e.employer_key,
    e.workers_counted as workers,
    e.notices,
    e.notice_date_kind,
    e.effective_start,
    e.effective_end,
    e.temporary,
    e.amended,
    e.reason_stated,
    e.event_id,
    e.as_of_position
from report.events e
where e.counted;

comment on view report.event_facts is 'Which events enter sums, and by what can they be cut? One line a counted event with its month, week, state, county, industry, type, tier and employer: what every measure by period is summed from.';
comment on column report.event_facts.notice_date is 'Earliest notice date of the event; null when none is stated.';
comment on column report.event_facts.notice_month is 'Its month, yyyy-mm; null as for notice_date.';
comment on column report.event_facts.week_ending is 'The Saturday that ends its week; null as for notice_date.';
comment on column report.event_facts.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.event_facts.county_fips is 'County, five digits; null where none is settled, or where its notices lie in several.';
comment on column report.event_facts.sector is 'Sector of NAICS; null where no industry is stated, or where its notices state several.';
comment on column report.event_facts.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.event_facts.ai_tier is 'Best tier of evidence (1 to 5) on which it is attributed to AI; null when nobody says so.';
comment on column report.event_facts.employer is 'Employer as the standing notice has it.';
comment on column report.event_facts.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.event_facts.workers is 'Workers of it that enter a state''s sum; null when no figure for the state is stated.';
comment on column report.event_facts.notices is 'Notices of the event that stand.';
comment on column report.event_facts.notice_date_kind is 'What the standing notice''s date is: notice_letter, received_by_state, posted or inferred; null without one.';
comment on column report.event_facts.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.event_facts.effective_end is 'Last day; null when one date is stated.';
comment on column report.event_facts.temporary is 'Stated to be temporary.';
comment on column report.event_facts.amended is 'Some value of it changed since it was first recorded.';
comment on column report.event_facts.reason_stated is 'A standing notice states a reason, whatever it is.';
comment on column report.event_facts.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.event_facts.as_of_position is 'Position of the log that the row speaks of.';
