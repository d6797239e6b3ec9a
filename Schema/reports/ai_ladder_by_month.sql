create view report.ai_ladder_by_month as
with asked as materialized (
    select distinct m.event_id
    from ledger.attribution a
    join ledger.filing f on f.accession_no = a.accession_no
    join report.event_members m on m.disclosure_id = f.disclosure_id
    where a.position <= (select report.moment()) and (a.answer is not null and a.answer <> 'not_asked' or a.rule like 'listed_answer:%')
),
texted as materialized (
    select distinct m.event_id
    from ledger.claim c
    join ledger.filing f on f.accession_no = c.accession_no
    join report.event_members m on m.disclosure_id = f.disclosure_id
    where c.position <= (select report.moment())
),
event as materialized (
    select e.event_id, e.state, e.notice_month, e.workers_counted,
        a.event_id is not null as is_asked, e.reason_stated or t.event_id is not null as has_text
    from report.events e
    left join asked a on a.event_id = e.event_id
    left join texted t on t.event_id = e.event_id
    where e.counted
),
-- Best tier of each event.
best as materialized (
    select distinct on (a.event_id) a.event_id, a.tier, a.workers, a.reported_count, a.pct_derived, a.whole_event, a.status
    from report.ai_events a
    where a.counted
    order by a.event_id, a.tier
)
select
    e.notice_month,
    e.state,
    count(*) as events_all,
    count(*) filter (where e.is_asked) as events_asked,
    count(*) filter (where e.has_text) as events_with_text,
    coalesce(sum(e.workers_counted), 0)::bigint as workers_all,
    count(*) filter (where b.tier <= 1) as events_tier_1,
    count(*) filter (where b.tier <= 2) as events_tiers_1_2,
    count(*) filter (where b.tier <= 3) as events_tiers_1_3,
    count(*) filter (where b.tier <= 4) as events_tiers_1_4,
    count(b.tier) as events_tiers_1_5,
    coalesce(sum(b.workers) filter (where b.tier <= 1), 0)::bigint as workers_tier_1,
    coalesce(sum(b.workers) filter (where b.tier <= 2), 0)::bigint as workers_tiers_1_2,
    coalesce(sum(b.workers) filter (where b.tier <= 3), 0)::bigint as workers_tiers_1_3,
    coalesce(sum(b.workers) filter (where b.tier <= 4), 0)::bigint as workers_tiers_1_4,
    coalesce(sum(b.workers), 0)::bigint as workers_tiers_1_5,
    coalesce(sum(b.reported_count), 0)::bigint as reported_count,
    coalesce(sum(b.pct_derived), 0)::bigint as pct_derived,
    coalesce(sum(b.whole_event), 0)::bigint as whole_event,
    count(*) filter (where b.status = 'proposed') as events_proposed,
    (select report.moment()) as as_of_position
from event e
left join best b on b.event_id = e.event_id
group by e.notice_month, e.state
order by e.notice_month nulls last, e.state;

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
