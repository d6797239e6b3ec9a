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
    select c.tier, sum(c.events) as events, sum(c.workers) as workers, sum(c.without_count) as events_without_count, sum(c.proposed) as events_proposed,
        sum(c.reported_count) as reported_count, sum(c.pct_derived) as pct_derived, sum(c.whole_event) as whole_event, sum(c.denied) as events_denied
    from report.voice_cells c
    group by c.tier
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
    coalesce(s.events_denied, 0)::integer as events_denied,
    x.events::integer as events_all,
    x.workers::bigint as workers_all,
    x.events_without_count::integer as events_all_without_count,
    x.events_with_reason::integer as events_with_reason,
    '/reports/ai_events?counted=true&tier=' || t.tier as rows_behind,
    (select report.moment()) as as_of_position
from tier t
cross join everything x
left join said s on s.tier = t.tier;

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
