create view report.ai_ladder as
with tier (tier, evidence) as (
    values
        (1, 'signed filing in this register'),
        (2, 'form field of a state'),
        (3, 'the employer''s notice letter'),
        (4, 'the employer''s public statement'),
        (5, 'press, union or tracker')
),
everything as (
    select coalesce(sum(c.events), 0) as events, coalesce(sum(c.without_count), 0) as events_without_count,
        coalesce(sum(c.workers), 0) as workers, coalesce(sum(c.with_reason), 0) as events_with_reason
    from report.state_cells c
),
said as (
    select a.tier, count(*) as events, coalesce(sum(a.workers), 0) as workers,
        count(*) filter (where a.workers is null) as events_without_count,
        count(*) filter (where a.status = 'proposed') as events_proposed,
        coalesce(sum(a.reported_count), 0) as reported_count, coalesce(sum(a.pct_derived), 0) as pct_derived, coalesce(sum(a.whole_event), 0) as whole_event
    from report.ai_events a
    where a.counted
    group by a.tier
),
denied as materialized (
    select a.tier, a.disclosure_id
    from report.attributions a
    -- Few disclosures are spoken of: by their names they are looked up.
    where a.in_force and a.status <> 'refused' and a.label = 'ai_denied' and a.disclosure_id = any (array(
        select (select f.disclosure_id from ledger.filing f where f.accession_no = x.accession_no)
        from ledger.attribution x
        where x.label = 'ai_denied'))
),
denial as (
    select a.tier, count(distinct m.event_id) as events
    from denied a
    join report.event_members m on m.disclosure_id = a.disclosure_id and m.stands
    where m.disclosure_id = any (array(select d.disclosure_id from denied d))
    group by a.tier
)
select
    t.tier,
    t.evidence,
    t.tier <= 2 as statutory,
    coalesce(s.events, 0)::integer as events,
    coalesce(s.workers, 0)::bigint as workers,
    coalesce(s.events_without_count, 0)::integer as events_without_count,
    coalesce(s.events_proposed, 0)::integer as events_proposed,
    coalesce(s.reported_count, 0)::bigint as reported_count,
    coalesce(s.pct_derived, 0)::bigint as pct_derived,
    coalesce(s.whole_event, 0)::bigint as whole_event,
    coalesce(d.events, 0)::integer as events_denied,
    x.events::integer as events_all,
    x.workers::bigint as workers_all,
    x.events_without_count::integer as events_all_without_count,
    x.events_with_reason::integer as events_with_reason,
    '/reports/ai_events?counted=true&tier=' || t.tier as rows_behind,
    (select report.moment()) as as_of_position
from tier t
cross join everything x
left join said s on s.tier = t.tier
left join denial d on d.tier = t.tier;

comment on view report.ai_ladder is 'How many events and workers are attributed to AI, by who says so? One line a tier of evidence, with the denominators beside it. An event counts on every tier on which it is said, so the lines are not to be added.';
comment on column report.ai_ladder.tier is 'Tier of evidence, 1 to 5.';
comment on column report.ai_ladder.evidence is 'The tier in words.';
comment on column report.ai_ladder.statutory is 'True for tiers 1 and 2.';
comment on column report.ai_ladder.events is 'Counted events attributed to AI on this tier.';
comment on column report.ai_ladder.workers is 'Workers of them, a floor: reported_count + pct_derived + whole_event.';
comment on column report.ai_ladder.events_without_count is 'Events of them without any figure.';
comment on column report.ai_ladder.events_proposed is 'Events of them proposed by rule and not yet settled by a reviewer.';
comment on column report.ai_ladder.reported_count is 'Workers as employers counted them.';
comment on column report.ai_ladder.pct_derived is 'Workers by filed percentages.';
comment on column report.ai_ladder.whole_event is 'All workers of notices that give neither count nor percentage.';
comment on column report.ai_ladder.events_denied is 'Events in which AI is denied on this tier.';
comment on column report.ai_ladder.events_all is 'All counted events.';
comment on column report.ai_ladder.workers_all is 'All workers of counted events, a floor.';
comment on column report.ai_ladder.events_all_without_count is 'Counted events without a figure for the state.';
comment on column report.ai_ladder.events_with_reason is 'Counted events that state any reason.';
comment on column report.ai_ladder.rows_behind is 'Address of the lines behind this one.';
comment on column report.ai_ladder.as_of_position is 'Position of the log that the row speaks of.';
