create view report.folded_events as
with event as materialized (
    select e.event_id, e.notice_date, e.notice_month, e.notice_date_kind, e.state, e.employer, e.employer_key, e.event_type, e.workers_counted, e.notices,
        e.disclosures, e.effective_start, e.effective_end, e.temporary, e.amended, e.reason_stated, e.ai_tier, e.as_of_position
    from report.events e
    where e.counted
),
placed as materialized (
    select p.disclosure_id, p.county_fips
    from report.notice_places p
    where p.county_fips is not null
    union all
    select n.disclosure_id, min(s.county_fips)
    from report.notices n
    join ledger.filing_site s on s.accession_no = n.accession_no
    where n.origin = 'employer'
    group by n.disclosure_id
    having count(*) = count(s.county_fips) and count(distinct s.county_fips) = 1
),
sector as materialized (
    select i.disclosure_id, i.sector from report.notice_industries i where i.sector is not null
),
-- Where its notices do not agree, an event is in no county and of no industry.
folded as materialized (
    select m.event_id,
        case when count(distinct coalesce(p.county_fips, '')) = 1 then min(p.county_fips) end as county_fips,
        case when count(distinct i.sector) = 1 then min(i.sector) end as sector
    from report.event_members m
    left join placed p on p.disclosure_id = m.disclosure_id
    left join sector i on i.disclosure_id = m.disclosure_id
    where m.event_disclosures > 1 and m.stands
    group by m.event_id
)
select
    e.notice_date,
    e.notice_month,
    e.notice_date + (6 - extract(dow from e.notice_date)::integer) as week_ending,
    e.state,
    case when e.disclosures = 1 then p.county_fips else f.county_fips end as county_fips,
    case when e.disclosures = 1 then i.sector else f.sector end as sector,
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
from event e
left join placed p on p.disclosure_id = e.event_id and e.disclosures = 1
left join sector i on i.disclosure_id = e.event_id and e.disclosures = 1
left join folded f on f.event_id = e.event_id;

comment on view report.folded_events is 'Which events enter sums, folded anew from every filing? The same as report.event_facts, which does not fold what was settled.';
comment on column report.folded_events.notice_date is 'Earliest notice date of the event; null when none is stated.';
comment on column report.folded_events.notice_month is 'Its month, yyyy-mm; null as for notice_date.';
comment on column report.folded_events.week_ending is 'The Saturday that ends its week; null as for notice_date.';
comment on column report.folded_events.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.folded_events.county_fips is 'County, five digits; null where none is settled, or where its notices lie in several.';
comment on column report.folded_events.sector is 'Sector of NAICS; null where no industry is stated, or where its notices state several.';
comment on column report.folded_events.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.folded_events.ai_tier is 'Best tier of evidence (1 to 5) on which it is attributed to AI; null when nobody says so.';
comment on column report.folded_events.employer is 'Employer as the standing notice has it.';
comment on column report.folded_events.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.folded_events.workers is 'Workers of it that enter a state''s sum; null when no figure for the state is stated.';
comment on column report.folded_events.notices is 'Notices of the event that stand.';
comment on column report.folded_events.notice_date_kind is 'What the standing notice''s date is: notice_letter, received_by_state, posted or inferred; null without one.';
comment on column report.folded_events.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.folded_events.effective_end is 'Last day; null when one date is stated.';
comment on column report.folded_events.temporary is 'Stated to be temporary.';
comment on column report.folded_events.amended is 'Some value of it changed since it was first recorded.';
comment on column report.folded_events.reason_stated is 'A standing notice states a reason, whatever it is.';
comment on column report.folded_events.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.folded_events.as_of_position is 'Position of the log that the row speaks of.';
