create view report.ai_events as
with voice as materialized (
    -- Few disclosures and events are spoken of: by their names they are looked up.
    select v.*
    from report.ai_voices v
    where v.place = 1 and v.disclosure_id = any (array(
        select (select f.disclosure_id from ledger.filing f where f.accession_no = a.accession_no)
        from ledger.attribution a
        where a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption')))
),
figure as materialized (
    select m.event_id, v.tier, v.evidence,
        min(v.status) as status,
        min(v.label) as label,
        min(v.quote) as quote,
        min(v.regime) as regime,
        sum(v.reported_count) as reported_count,
        sum(round(v.workers * v.pct / 100)) filter (where v.reported_count is null) as pct_derived,
        sum(v.workers) filter (where v.reported_count is null and v.pct is null) as whole_event
    from voice v
    join report.event_members m on m.disclosure_id = v.disclosure_id and m.stands
    where m.disclosure_id = any (array(select x.disclosure_id from voice x))
    group by m.event_id, v.tier, v.evidence
)
select
    f.tier,
    f.evidence,
    f.tier <= 2 as statutory,
    e.notice_date,
    e.notice_month,
    e.state,
    e.sector,
    e.employer,
    f.label,
    f.status,
    f.regime,
    f.quote,
    f.reported_count::integer as reported_count,
    f.pct_derived::integer as pct_derived,
    f.whole_event::integer as whole_event,
    case when coalesce(f.reported_count, f.pct_derived, f.whole_event) is not null
        then (coalesce(f.reported_count, 0) + coalesce(f.pct_derived, 0) + coalesce(f.whole_event, 0))::integer end as workers,
    e.workers as workers_of_event,
    e.counted,
    e.event_id,
    e.as_of_position
from figure f
join report.events e on e.event_id = f.event_id
where e.event_id = any (array(select x.event_id from figure x));

comment on view report.ai_events is 'Which events are attributed to AI, on which tier of evidence, and how many workers by which kind of figure? One line an event and tier; an event stands on every tier on which it is said.';
comment on column report.ai_events.tier is 'Tier of evidence, 1 to 5.';
comment on column report.ai_events.evidence is 'The tier in words.';
comment on column report.ai_events.statutory is 'True for tiers 1 and 2.';
comment on column report.ai_events.notice_date is 'Earliest notice date of the event; null when not stated.';
comment on column report.ai_events.notice_month is 'Its month, yyyy-mm; null as for notice_date.';
comment on column report.ai_events.state is 'Publishing jurisdiction.';
comment on column report.ai_events.sector is 'Sector of NAICS; null where no industry is stated, or where its notices state several.';
comment on column report.ai_events.employer is 'Employer.';
comment on column report.ai_events.label is 'ai_substitution, ai_restructuring or ai_market_disruption.';
comment on column report.ai_events.status is 'accepted, or proposed by rule until a reviewer settles it.';
comment on column report.ai_events.regime is 'Law under which the question was asked; null for texts.';
comment on column report.ai_events.quote is 'The deciding words; null without words.';
comment on column report.ai_events.reported_count is 'Workers attributed to AI as the employer counted them; null when not filed.';
comment on column report.ai_events.pct_derived is 'Workers by the filed percentage, where no count is filed; null elsewhere.';
comment on column report.ai_events.whole_event is 'All workers of the notice, where neither count nor percentage is filed; null elsewhere.';
comment on column report.ai_events.workers is 'Sum of the three kinds; null when the notice states no figure at all.';
comment on column report.ai_events.workers_of_event is 'All workers of the event, for comparison; null when not stated.';
comment on column report.ai_events.counted is 'True when the event enters sums.';
comment on column report.ai_events.event_id is 'The event.';
comment on column report.ai_events.as_of_position is 'Position of the log that the row speaks of.';
