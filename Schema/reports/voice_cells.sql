create view report.voice_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
part as (
    select c.*
    from ledger.voice_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select s.*
    from ledger.voice_sums((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) s
)
select
    p.notice_month,
    p.tier,
    sum(p.events)::bigint as events,
    sum(p.workers)::bigint as workers,
    sum(p.without_count)::bigint as without_count,
    sum(p.proposed)::bigint as proposed,
    sum(p.reported_count)::bigint as reported_count,
    sum(p.pct_derived)::bigint as pct_derived,
    sum(p.whole_event)::bigint as whole_event,
    sum(p.denied)::bigint as denied,
    (select t.moment from tail t) as as_of_position
from part p
group by p.notice_month, p.tier
having sum(p.events) <> 0 or sum(p.denied) <> 0;

comment on view report.voice_cells is 'How many events are attributed to AI, by month and tier of evidence? What the ladders by tier are summed from: sums kept as the log grows, and what the newest entries change of them.';
comment on column report.voice_cells.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null when none is stated.';
comment on column report.voice_cells.tier is 'Tier of evidence, 1 to 5. An event is in the line of every tier on which it is said.';
comment on column report.voice_cells.events is 'Counted events attributed to AI on this tier.';
comment on column report.voice_cells.workers is 'Workers of them, a floor: reported_count + pct_derived + whole_event.';
comment on column report.voice_cells.without_count is 'Events of them without any figure.';
comment on column report.voice_cells.proposed is 'Events of them not yet settled by a reviewer.';
comment on column report.voice_cells.reported_count is 'Workers as employers counted them.';
comment on column report.voice_cells.pct_derived is 'Workers by filed percentages.';
comment on column report.voice_cells.whole_event is 'All workers of notices that give neither count nor percentage.';
comment on column report.voice_cells.denied is 'Events, counted or not, in which AI is denied on this tier.';
comment on column report.voice_cells.as_of_position is 'Position of the log that the row speaks of.';
