create view report.ai_ladder_by_month as
select
    c.notice_month,
    c.state,
    sum(c.events::integer) as events_all,
    sum(c.asked::integer) as events_asked,
    sum(c.with_text::integer) as events_with_text,
    sum(c.workers)::bigint as workers_all,
    coalesce(sum(c.events::integer) filter (where c.best_tier <= 1), 0) as events_tier_1,
    coalesce(sum(c.events::integer) filter (where c.best_tier <= 2), 0) as events_tiers_1_2,
    coalesce(sum(c.events::integer) filter (where c.best_tier <= 3), 0) as events_tiers_1_3,
    coalesce(sum(c.events::integer) filter (where c.best_tier <= 4), 0) as events_tiers_1_4,
    coalesce(sum(c.events::integer) filter (where c.best_tier <= 5), 0) as events_tiers_1_5,
    coalesce(sum(c.ai_workers) filter (where c.best_tier <= 1), 0)::bigint as workers_tier_1,
    coalesce(sum(c.ai_workers) filter (where c.best_tier <= 2), 0)::bigint as workers_tiers_1_2,
    coalesce(sum(c.ai_workers) filter (where c.best_tier <= 3), 0)::bigint as workers_tiers_1_3,
    coalesce(sum(c.ai_workers) filter (where c.best_tier <= 4), 0)::bigint as workers_tiers_1_4,
    coalesce(sum(c.ai_workers) filter (where c.best_tier <= 5), 0)::bigint as workers_tiers_1_5,
    sum(c.reported_count)::bigint as reported_count,
    sum(c.pct_derived)::bigint as pct_derived,
    sum(c.whole_event)::bigint as whole_event,
    sum(c.proposed::integer) as events_proposed,
    (select report.moment()) as as_of_position
from report.state_cells c
where c.events > 0
group by c.notice_month, c.state
order by c.notice_month collate "C" nulls last, c.state collate "C";

comment on view report.ai_ladder_by_month is 'How many events and workers are attributed to AI by month and state, counting one tier of evidence, two, and so on, and of how many were they asked or is there any text?';
comment on column report.ai_ladder_by_month.notice_month is 'Month of the event''s first notice (yyyy-MM); null for undated ones.';
comment on column report.ai_ladder_by_month.state is 'Jurisdiction.';
comment on column report.ai_ladder_by_month.events_all is 'Counted events.';
comment on column report.ai_ladder_by_month.events_asked is 'Of those, events whose employer was asked about AI on a form, whatever it answered, or left open.';
comment on column report.ai_ladder_by_month.events_with_text is 'Events with a stated reason, a letter or a statement: where AI could have been named.';
comment on column report.ai_ladder_by_month.workers_all is 'Workers of counted events, a floor.';
comment on column report.ai_ladder_by_month.events_tier_1 is 'Attributed to AI by a signed filing.';
comment on column report.ai_ladder_by_month.events_tiers_1_2 is 'By a signed filing or a state''s form: the statutory figure.';
comment on column report.ai_ladder_by_month.events_tiers_1_3 is 'By those or the notice letter.';
comment on column report.ai_ladder_by_month.events_tiers_1_4 is 'By those or the employer''s public statement.';
comment on column report.ai_ladder_by_month.events_tiers_1_5 is 'By those, the press or a union.';
comment on column report.ai_ladder_by_month.workers_tier_1 is 'Workers of events_tier_1, a floor.';
comment on column report.ai_ladder_by_month.workers_tiers_1_2 is 'Workers of events_tiers_1_2, a floor.';
comment on column report.ai_ladder_by_month.workers_tiers_1_3 is 'Workers of events_tiers_1_3, a floor.';
comment on column report.ai_ladder_by_month.workers_tiers_1_4 is 'Workers of events_tiers_1_4, a floor.';
comment on column report.ai_ladder_by_month.workers_tiers_1_5 is 'Workers of events_tiers_1_5, a floor: reported_count + pct_derived + whole_event.';
comment on column report.ai_ladder_by_month.reported_count is 'Of the workers of all tiers, those that employers counted.';
comment on column report.ai_ladder_by_month.pct_derived is 'Those by filed percentages.';
comment on column report.ai_ladder_by_month.whole_event is 'All workers of events that give neither.';
comment on column report.ai_ladder_by_month.events_proposed is 'Events that rest on a proposal no reviewer has settled.';
comment on column report.ai_ladder_by_month.as_of_position is 'Position of the log that the row speaks of.';
