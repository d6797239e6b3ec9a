create view report.effective_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
part as (
    select c.effective_month, c.state, c.events, c.workers, c.without_count
    from ledger.effective_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select
        to_char((c.fact).effective_start, 'YYYY-MM'),
        (c.fact).state,
        c.sign,
        c.sign * coalesce((c.fact).workers_counted, 0),
        case when (c.fact).workers_counted is null then c.sign else 0 end
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where (c.fact).counted
)
-- Counts fit an integer, whose sums are quicker than those of a bigint; figures need not.
select
    p.effective_month,
    p.state,
    sum(p.events::integer) as events,
    sum(p.workers)::bigint as workers,
    sum(p.without_count::integer) as without_count,
    (select t.moment from tail t) as as_of_position
from part p
group by p.effective_month, p.state
having sum(p.events::integer) <> 0;

comment on view report.effective_cells is 'What do counted events sum to by month of their first day of separation and jurisdiction, whatever is scheduled? The cells that effective months are taken from.';
comment on column report.effective_cells.effective_month is 'Month of the first day of separation, as 2026-01; null where none is stated.';
comment on column report.effective_cells.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.effective_cells.events is 'Counted events, each in the month of its first day.';
comment on column report.effective_cells.workers is 'Sum of the figures stated, a floor; 0 where events equals without_count: none states one.';
comment on column report.effective_cells.without_count is 'Events without a figure for the state.';
comment on column report.effective_cells.as_of_position is 'Position of the log that the row speaks of.';
