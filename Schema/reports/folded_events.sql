create view report.folded_events as
with notice as materialized (
    select n.event_id, n.notice_id, n.disclosure_id, n.event_disclosures, n.stands, n.superseded, n.precedence, n.position, n.version, n.form_type, n.notice_date, n.notice_date_kind,
        n.state, n.employer, n.employer_key, n.city, n.county, n.event_type, n.workers, n.workers_total, n.workers_scope, n.rescinded, n.unlisted, n.act,
        n.temporary, n.conditional, n.effective_start, n.effective_end, n.reason, n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, n.origin,
        n.source_id, n.as_of_position,
        n.unlisted and n.amendment_reason is not distinct from 'reread' as is_misread,
        n.act <> 'non_warn' and n.workers_scope not in ('nationwide', 'several_states') as is_summed
    from report.notices n
),
-- Most events are one disclosure; only the others need folding.
linked as (
    select n.*, bool_or(n.rescinded) over (partition by n.notice_id) as is_rescinded, min(n.notice_date) over (partition by n.event_id) as first_notice_date
    from notice n
    where n.event_disclosures > 1
),
-- What the standing disclosure does not state, the next one does.
stated as (
    select
        n.notice_id,
        bool_or(n.superseded) as is_amended,
        (array_agg(n.workers order by n.precedence) filter (where n.workers is not null))[1] as workers,
        (array_agg(n.workers order by n.precedence) filter (where n.workers is not null and n.is_summed))[1] as workers_counted,
        (array_agg(n.workers_scope = 'state' order by n.precedence) filter (where n.workers is not null))[1] as is_of_state,
        (array_agg(n.is_summed order by n.precedence) filter (where n.workers is not null))[1] as is_summed,
        (array_agg(n.workers_total order by n.precedence) filter (where n.workers_total is not null))[1] as workers_total,
        (array_agg(n.effective_start order by n.precedence) filter (where n.effective_start is not null))[1] as effective_start,
        (array_agg(coalesce(n.effective_end, n.effective_start) order by n.precedence)
            filter (where coalesce(n.effective_end, n.effective_start) is not null))[1] as effective_end,
        (array_agg(n.reason order by n.precedence) filter (where n.reason is not null))[1] as reason,
        (array_agg(n.city order by n.precedence) filter (where n.city is not null))[1] as city,
        (array_agg(n.county order by n.precedence) filter (where n.county is not null))[1] as county,
        (array_agg(n.event_type order by n.precedence) filter (where n.event_type is not null))[1] as event_type
    from linked n
    group by n.notice_id
),
folded as (
    select
        n.event_id,
        min(n.first_notice_date) as notice_date,
        count(*)::integer as notices,
        bool_and(n.is_rescinded) as rescinded,
        bool_and(n.unlisted) as unlisted,
        bool_and(n.act = 'non_warn') as non_warn,
        bool_and(n.is_misread) as misread,
        bool_or(n.version > 1 and n.form_type <> 'OBS/W' or s.is_amended) as amended,
        bool_or(s.reason is not null) as reason_stated,
        -- A figure for all the sites stands in the row of each.
        sum(s.workers) filter (where not n.is_rescinded and not s.is_of_state) as at_sites,
        sum(distinct s.workers) filter (where not n.is_rescinded and s.is_of_state) as of_state,
        sum(s.workers_counted) filter (where not n.is_rescinded and s.is_summed and not s.is_of_state) as counted_at_sites,
        sum(distinct s.workers_counted) filter (where not n.is_rescinded and s.is_summed and s.is_of_state) as counted_of_state,
        sum(s.workers_total)::integer as workers_total,
        bool_or(n.workers_scope in ('nationwide', 'several_states')) as wider_than_state,
        min(s.effective_start) as effective_start,
        max(s.effective_end) as effective_end,
        min(n.ai_tier) as ai_tier,
        (array_agg(n.ai_label order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_label,
        (array_agg(n.ai_quote order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_quote,
        (array_agg(n.ai_status order by n.ai_tier, n.position) filter (where n.ai_tier is not null))[1] as ai_status
    from linked n
    join stated s on s.notice_id = n.notice_id
    where n.stands
    group by n.event_id
),
lead as (
    select distinct on (n.event_id) n.event_id, n.state, n.employer, n.employer_key, s.city, s.county, s.event_type, n.temporary, n.conditional, n.notice_date_kind, s.reason,
        n.event_disclosures, n.origin, n.source_id, n.as_of_position
    from linked n
    join stated s on s.notice_id = n.notice_id
    where n.stands
    order by n.event_id, n.is_rescinded, n.unlisted, n.notice_date nulls last, s.workers desc nulls last, s.effective_start nulls last, n.employer,
        s.city, s.county, n.source_id, n.position
),
event as (
    select
        n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.event_type,
        case when not n.rescinded then n.workers end as workers,
        case when not n.rescinded and n.is_summed then n.workers end as workers_counted,
        n.workers_total, n.workers_scope in ('nationwide', 'several_states') as wider_than_state,
        n.rescinded, n.unlisted, n.act = 'non_warn' as non_warn, n.is_misread as misread, n.version > 1 and n.form_type <> 'OBS/W' as amended,
        n.temporary, n.conditional, n.effective_start, n.effective_end, n.notice_date_kind, n.reason,
        n.reason is not null as reason_stated,
        n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, 1 as notices, 1 as disclosures, n.origin, n.source_id, n.event_id, n.as_of_position
    from notice n
    where n.event_disclosures = 1
    union all
    select
        f.notice_date, l.state, l.employer, l.employer_key, l.city, l.county, l.event_type,
        coalesce(f.at_sites + f.of_state, f.at_sites, f.of_state)::integer as workers,
        coalesce(f.counted_at_sites + f.counted_of_state, f.counted_at_sites, f.counted_of_state)::integer as workers_counted,
        f.workers_total, f.wider_than_state,
        f.rescinded, f.unlisted, f.non_warn, f.misread, f.amended, l.temporary, l.conditional, f.effective_start, f.effective_end, l.notice_date_kind,
        l.reason, f.reason_stated, f.ai_tier, f.ai_label, f.ai_quote, f.ai_status, f.notices, l.event_disclosures, l.origin, l.source_id, f.event_id, l.as_of_position
    from folded f
    join lead l on l.event_id = f.event_id
),
placed as materialized (
    select p.disclosure_id, p.county_fips
    from report.notice_places p
    where p.county_fips is not null
    union all
    select h.disclosure_id, min(s.county_fips)
    from notice h
    join ledger.filing f on f.position = h.position
    join ledger.filing_site s on s.accession_no = f.accession_no
    where h.origin = 'employer'
    group by h.disclosure_id
    having count(*) = count(s.county_fips) and count(distinct s.county_fips) = 1
),
industry as materialized (
    select i.disclosure_id, i.sector from report.notice_industries i where i.sector is not null
),
-- Where its notices do not agree, an event is in no county and of no industry.
agreed as materialized (
    select n.event_id,
        case when count(distinct coalesce(p.county_fips, '')) = 1 then min(p.county_fips) end as county_fips,
        case when count(distinct i.sector) = 1 then min(i.sector) end as sector
    from linked n
    left join placed p on p.disclosure_id = n.disclosure_id
    left join industry i on i.disclosure_id = n.disclosure_id
    where n.stands
    group by n.event_id
)
select
    e.notice_date,
    to_char(e.notice_date, 'YYYY-MM') as notice_month,
    e.state,
    e.employer,
    e.employer_key,
    e.city,
    e.county,
    coalesce(p.county_fips, a.county_fips) as county_fips,
    coalesce(i.sector, a.sector) as sector,
    e.event_type,
    e.workers,
    e.workers_counted,
    e.workers_total,
    e.wider_than_state,
    not e.rescinded and not e.non_warn and not e.misread as counted,
    e.rescinded,
    e.unlisted,
    e.non_warn,
    e.amended,
    e.temporary,
    e.conditional,
    e.effective_start,
    nullif(e.effective_end, e.effective_start) as effective_end,
    e.notice_date_kind,
    e.reason_stated,
    e.reason,
    e.ai_tier,
    coalesce(e.ai_tier <= 2, false) as ai_statutory,
    e.ai_label,
    e.ai_quote,
    e.ai_status,
    e.notices,
    e.disclosures,
    e.origin,
    e.source_id,
    '/reports/notices?event_id=' || e.event_id as rows_behind,
    e.event_id,
    e.as_of_position
from event e
left join placed p on p.disclosure_id = e.event_id and e.disclosures = 1
left join industry i on i.disclosure_id = e.event_id and e.disclosures = 1
left join agreed a on a.event_id = e.event_id;

comment on view report.folded_events is 'Which layoffs happened, folded anew from every filing? The same as report.events, which does not fold what is settled.';
comment on column report.folded_events.notice_date is 'Earliest notice date of the event; null when none is stated.';
comment on column report.folded_events.notice_month is 'Its month, yyyy-mm; null as for notice_date.';
comment on column report.folded_events.state is 'Publishing jurisdiction.';
comment on column report.folded_events.employer is 'Employer as the standing notice has it.';
comment on column report.folded_events.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.folded_events.city is 'City as stated; null when none is.';
comment on column report.folded_events.county is 'County as stated; null when none is.';
comment on column report.folded_events.county_fips is 'County, five digits; null where none is settled, or where its notices lie in several.';
comment on column report.folded_events.sector is 'Sector of NAICS; null where no industry is stated, or where its notices state several.';
comment on column report.folded_events.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.folded_events.workers is 'Workers in notices that stand, whole persons; null when none states a figure.';
comment on column report.folded_events.workers_counted is 'The part of workers that enters a state''s sum: not rescinded, under an act, not wider than the state; null when there is none.';
comment on column report.folded_events.workers_total is 'Figures wider than the state, where stated; in no sum.';
comment on column report.folded_events.wider_than_state is 'A standing notice states a figure for several states or the nation.';
comment on column report.folded_events.counted is 'True when the event enters sums: not rescinded, not outside the acts, and not our own misreading.';
comment on column report.folded_events.rescinded is 'Every notice of it was explicitly rescinded or withdrawn.';
comment on column report.folded_events.unlisted is 'No notice of it is on its state''s page any more. Still counted.';
comment on column report.folded_events.non_warn is 'Every notice of it is below or outside the acts.';
comment on column report.folded_events.amended is 'Some value of it changed since it was first recorded.';
comment on column report.folded_events.temporary is 'Stated to be temporary.';
comment on column report.folded_events.conditional is 'The layoff depends on a condition.';
comment on column report.folded_events.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.folded_events.effective_end is 'Last day; null when one date is stated.';
comment on column report.folded_events.notice_date_kind is 'What the standing notice''s date is: notice_letter, received_by_state, posted or inferred; null without one.';
comment on column report.folded_events.reason_stated is 'A standing notice states a reason, whatever it is.';
comment on column report.folded_events.reason is 'The reason of the standing notice, verbatim; null when none is stated.';
comment on column report.folded_events.ai_tier is 'Best tier of evidence (1 to 5) on which it is attributed to AI; null when nobody says so.';
comment on column report.folded_events.ai_statutory is 'True when that tier is 1 or 2.';
comment on column report.folded_events.ai_label is 'How it is attributed on that tier; null when it is not.';
comment on column report.folded_events.ai_quote is 'The deciding words; null without words.';
comment on column report.folded_events.ai_status is 'accepted or proposed; null when not attributed.';
comment on column report.folded_events.notices is 'Notices of the event that stand.';
comment on column report.folded_events.disclosures is 'Disclosures folded into it.';
comment on column report.folded_events.origin is 'Origin of the standing notice: state_import or employer.';
comment on column report.folded_events.source_id is 'Source of the standing notice; null for an employer''s.';
comment on column report.folded_events.rows_behind is 'Address of the lines behind this one.';
comment on column report.folded_events.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.folded_events.as_of_position is 'Position of the log that the row speaks of.';
