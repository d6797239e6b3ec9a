create view report.ai_ladder_by_industry as
with everything as materialized (
    select c.notice_month, c.state, c.sector, concat_ws('|', coalesce(c.notice_month, '-'), coalesce(c.state, '-'), coalesce(c.sector, '-')) as key,
        sum(c.events)::bigint as events, sum(c.workers)::bigint as workers
    from report.event_cells c
    group by c.notice_month, c.state, c.sector
),
best as (
    -- An event's own figure is that of its best tier, as in ai_ladder_by_month.
    select distinct on (a.event_id) a.event_id, a.tier, a.notice_month, a.state, a.sector, a.workers, a.reported_count, a.pct_derived,
        a.whole_event, a.status
    from report.ai_events a
    where a.counted
    order by a.event_id, a.tier
),
said as materialized (
    select concat_ws('|', coalesce(b.notice_month, '-'), coalesce(b.state, '-'), coalesce(b.sector, '-')) as key,
        count(*) filter (where b.tier <= 1) as events_1, sum(b.workers) filter (where b.tier <= 1) as workers_1,
        count(*) filter (where b.tier <= 2) as events_2, sum(b.workers) filter (where b.tier <= 2) as workers_2,
        count(*) filter (where b.tier <= 3) as events_3, sum(b.workers) filter (where b.tier <= 3) as workers_3,
        count(*) filter (where b.tier <= 4) as events_4, sum(b.workers) filter (where b.tier <= 4) as workers_4,
        count(*) as events_5, sum(b.workers) as workers_5,
        sum(b.reported_count) as reported_count, sum(b.pct_derived) as pct_derived, sum(b.whole_event) as whole_event,
        count(*) filter (where b.status = 'proposed') as proposed
    from best b
    group by 1
)
select
    x.notice_month,
    x.state,
    x.sector,
    x.events as events_all,
    x.workers as workers_all,
    coalesce(s.events_1, 0)::bigint as events_tier_1,
    coalesce(s.events_2, 0)::bigint as events_tiers_1_2,
    coalesce(s.events_3, 0)::bigint as events_tiers_1_3,
    coalesce(s.events_4, 0)::bigint as events_tiers_1_4,
    coalesce(s.events_5, 0)::bigint as events_tiers_1_5,
    coalesce(s.workers_1, 0)::bigint as workers_tier_1,
    coalesce(s.workers_2, 0)::bigint as workers_tiers_1_2,
    coalesce(s.workers_3, 0)::bigint as workers_tiers_1_3,
    coalesce(s.workers_4, 0)::bigint as workers_tiers_1_4,
    coalesce(s.workers_5, 0)::bigint as workers_tiers_1_5,
    coalesce(s.reported_count, 0)::bigint as reported_count,
    coalesce(s.pct_derived, 0)::bigint as pct_derived,
    coalesce(s.whole_event, 0)::bigint as whole_event,
    coalesce(s.proposed, 0)::bigint as events_proposed,
    (select report.moment()) as as_of_position
from everything x
left join said s on s.key = x.key
where x.events > 0
order by x.notice_month nulls last, x.state, x.sector nulls last;

comment on view report.ai_ladder_by_industry is 'How many events and workers are attributed to AI by month, state and sector of NAICS, counting one tier of evidence, two, and so on? Its lines of a month and state sum to those of ai_ladder_by_month.';
comment on column report.ai_ladder_by_industry.notice_month is 'Month of the event''s first notice (yyyy-MM); null for undated ones.';
comment on column report.ai_ladder_by_industry.state is 'Jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.ai_ladder_by_industry.sector is 'Sector of NAICS, two digits or a range; null where no industry is stated, or where the event''s notices state several.';
comment on column report.ai_ladder_by_industry.events_all is 'Counted events.';
comment on column report.ai_ladder_by_industry.workers_all is 'Workers of counted events, a floor.';
comment on column report.ai_ladder_by_industry.events_tier_1 is 'Attributed to AI by a signed filing.';
comment on column report.ai_ladder_by_industry.events_tiers_1_2 is 'By a signed filing or a state''s form: the statutory figure.';
comment on column report.ai_ladder_by_industry.events_tiers_1_3 is 'By those or the notice letter.';
comment on column report.ai_ladder_by_industry.events_tiers_1_4 is 'By those or the employer''s public statement.';
comment on column report.ai_ladder_by_industry.events_tiers_1_5 is 'By those, the press or a union.';
comment on column report.ai_ladder_by_industry.workers_tier_1 is 'Workers of events_tier_1, a floor.';
comment on column report.ai_ladder_by_industry.workers_tiers_1_2 is 'Workers of events_tiers_1_2, a floor.';
comment on column report.ai_ladder_by_industry.workers_tiers_1_3 is 'Workers of events_tiers_1_3, a floor.';
comment on column report.ai_ladder_by_industry.workers_tiers_1_4 is 'Workers of events_tiers_1_4, a floor.';
comment on column report.ai_ladder_by_industry.workers_tiers_1_5 is 'Workers of events_tiers_1_5, a floor: reported_count + pct_derived + whole_event.';
comment on column report.ai_ladder_by_industry.reported_count is 'Of the workers of all tiers, those that employers counted.';
comment on column report.ai_ladder_by_industry.pct_derived is 'Those by filed percentages.';
comment on column report.ai_ladder_by_industry.whole_event is 'All workers of events that give neither.';
comment on column report.ai_ladder_by_industry.events_proposed is 'Events that rest on a proposal no reviewer has settled.';
comment on column report.ai_ladder_by_industry.as_of_position is 'Position of the log that the row speaks of.';
