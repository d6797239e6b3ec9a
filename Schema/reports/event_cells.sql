create view report.event_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
part as (
    select c.notice_month, c.state, c.event_type, c.sector, c.events, c.notices, c.workers, c.without_count, c.notices_without_count,
        c.temporary, c.temporary_workers, c.temporary_without_count
    from ledger.event_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select
        to_char((c.fact).notice_date, 'YYYY-MM'),
        (c.fact).state,
        (c.fact).event_type,
        (c.fact).sector,
        c.sign,
        c.sign * (c.fact).notices,
        c.sign * coalesce((c.fact).workers_counted, 0),
        case when (c.fact).workers_counted is null then c.sign else 0 end,
        case when (c.fact).workers_counted is null then c.sign * (c.fact).notices else 0 end,
        case when (c.fact).temporary then c.sign else 0 end,
        case when (c.fact).temporary then c.sign * coalesce((c.fact).workers_counted, 0) else 0 end,
        case when (c.fact).temporary and (c.fact).workers_counted is null then c.sign else 0 end
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where (c.fact).counted
)
-- Counts fit an integer, whose sums are quicker than those of a bigint; figures need not.
select
    p.notice_month,
    p.state,
    p.event_type,
    p.sector,
    sum(p.events::integer) as events,
    sum(p.notices::integer) as notices,
    sum(p.workers)::bigint as workers,
    sum(p.without_count::integer) as without_count,
    sum(p.notices_without_count::integer) as notices_without_count,
    sum(p.temporary::integer) as temporary,
    sum(p.temporary_workers)::bigint as temporary_workers,
    sum(p.temporary_without_count::integer) as temporary_without_count,
    (select t.moment from tail t) as as_of_position
from part p
group by p.notice_month, p.state, p.event_type, p.sector
having sum(p.events::integer) <> 0;

comment on view report.event_cells is 'What do counted events sum to by month, jurisdiction, type and sector? The cells that additive measures are summed from: of the settled deltas, and of what the tail of the log changes of them.';
comment on column report.event_cells.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.event_cells.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.event_cells.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.event_cells.sector is 'Sector of NAICS; null: no industry is stated.';
comment on column report.event_cells.events is 'Counted events.';
comment on column report.event_cells.notices is 'Notices of these events that stand.';
comment on column report.event_cells.workers is 'Sum of the figures stated, a floor; 0 where events equals without_count: none states one.';
comment on column report.event_cells.without_count is 'Events without a figure for the state.';
comment on column report.event_cells.notices_without_count is 'Notices of those events.';
comment on column report.event_cells.temporary is 'Temporary events among them.';
comment on column report.event_cells.temporary_workers is 'Workers of the temporary events, a floor; 0 where none of them states a figure.';
comment on column report.event_cells.temporary_without_count is 'Temporary events without a figure for the state.';
comment on column report.event_cells.as_of_position is 'Position of the log that the row speaks of.';
