create view report.day_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
part as (
    select c.notice_date, c.state, c.events, c.notices, c.workers, c.without_count
    from ledger.day_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select
        (c.fact).notice_date,
        (c.fact).state,
        c.sign,
        c.sign * (c.fact).notices,
        c.sign * coalesce((c.fact).workers_counted, 0),
        case when (c.fact).workers_counted is null then c.sign else 0 end
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where (c.fact).counted and (c.fact).notice_date is not null
)
-- Counts fit an integer, whose sums are quicker than those of a bigint; figures need not.
select
    p.notice_date,
    p.state,
    sum(p.events::integer) as events,
    sum(p.notices::integer) as notices,
    sum(p.workers)::bigint as workers,
    sum(p.without_count::integer) as without_count,
    (select t.moment from tail t) as as_of_position
from part p
group by p.notice_date, p.state
having sum(p.events::integer) <> 0;

comment on view report.day_cells is 'What do counted events with a notice date sum to by day and jurisdiction? The cells that rolling weeks and first and last days are taken from.';
comment on column report.day_cells.notice_date is 'Earliest notice date of the event.';
comment on column report.day_cells.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.day_cells.events is 'Counted events.';
comment on column report.day_cells.notices is 'Notices of these events that stand.';
comment on column report.day_cells.workers is 'Sum of the figures stated, a floor; 0 where events equals without_count: none states one.';
comment on column report.day_cells.without_count is 'Events without a figure for the state.';
comment on column report.day_cells.as_of_position is 'Position of the log that the row speaks of.';
