create view report.state_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
part as (
    select c.*
    from ledger.state_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select s.*
    from ledger.state_sums((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) s
)
-- Counts fit an integer, whose sums are quicker than those of a bigint; figures need not.
select
    p.notice_month,
    p.state,
    p.best_tier,
    sum(p.events::integer) as events,
    sum(p.workers)::bigint as workers,
    sum(p.without_count::integer) as without_count,
    sum(p.notices::integer) as notices,
    sum(p.events_any::integer) as events_any,
    sum(p.notices_any::integer) as notices_any,
    sum(p.disclosures::integer) as disclosures,
    sum(p.unlisted::integer) as unlisted,
    sum(p.rescinded::integer) as rescinded,
    sum(p.non_warn::integer) as non_warn,
    sum(p.wider::integer) as wider,
    sum(p.with_reason::integer) as with_reason,
    sum(p.statutory::integer) as statutory,
    sum(p.statutory_event_workers)::bigint as statutory_event_workers,
    sum(p.asked::integer) as asked,
    sum(p.with_text::integer) as with_text,
    sum(p.ai_workers)::bigint as ai_workers,
    sum(p.reported_count)::bigint as reported_count,
    sum(p.pct_derived)::bigint as pct_derived,
    sum(p.whole_event)::bigint as whole_event,
    sum(p.proposed::integer) as proposed,
    (select t.moment from tail t) as as_of_position
from part p
group by p.notice_month, p.state, p.best_tier
having sum(p.events_any::integer) <> 0;

comment on view report.state_cells is 'What do events sum to by month, jurisdiction and best tier of evidence? The cells that totals, states and the ladder are summed from.';
comment on column report.state_cells.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.state_cells.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.state_cells.best_tier is 'Best tier of evidence on which report.ai_events has the event; null where it has not.';
comment on column report.state_cells.events is 'Counted events.';
comment on column report.state_cells.workers is 'Sum of the figures that they state for the state, a floor.';
comment on column report.state_cells.without_count is 'Of them, events without such a figure.';
comment on column report.state_cells.notices is 'Notices of them that stand.';
comment on column report.state_cells.events_any is 'Events, counted or not.';
comment on column report.state_cells.notices_any is 'Notices of these.';
comment on column report.state_cells.disclosures is 'Disclosures of these.';
comment on column report.state_cells.unlisted is 'Of these, events that are on no page any more.';
comment on column report.state_cells.rescinded is 'Of these, rescinded ones.';
comment on column report.state_cells.non_warn is 'Of these, ones below or outside the acts.';
comment on column report.state_cells.wider is 'Of these, ones that state a figure for several states or the nation.';
comment on column report.state_cells.with_reason is 'Counted events with a stated reason.';
comment on column report.state_cells.statutory is 'Counted events attributed to AI on tier 1 or 2.';
comment on column report.state_cells.statutory_event_workers is 'Workers of these events, whatever part is attributed.';
comment on column report.state_cells.asked is 'Counted events that a form asked about AI.';
comment on column report.state_cells.with_text is 'Counted events with a stated reason, a letter or a statement that was read.';
comment on column report.state_cells.ai_workers is 'Workers attributed to AI on the best tier: the three figures after this.';
comment on column report.state_cells.reported_count is 'As filed.';
comment on column report.state_cells.pct_derived is 'From a percentage filed.';
comment on column report.state_cells.whole_event is 'The whole of the layoff, where neither is filed.';
comment on column report.state_cells.proposed is 'Counted events whose best tier is a proposal.';
comment on column report.state_cells.as_of_position is 'Position of the log that the row speaks of.';
