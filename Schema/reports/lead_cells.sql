create view report.lead_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
)
select
    p.notice_month,
    p.state,
    p.event_type,
    p.size_class,
    p.lead_days,
    p.is_conflict,
    sum(p.events::integer) as events,
    (select t.moment from tail t) as as_of_position
from (
    select c.notice_month, c.state, c.event_type, c.size_class, c.lead_days::integer, c.is_conflict, c.events
    from ledger.lead_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select date_trunc('month', (c.fact).notice_date::timestamp)::date, (c.fact).state, (c.fact).event_type, ledger.size_class((c.fact).workers_counted),
        ledger.lead_days((c.fact).notice_date, (c.fact).notice_date_kind, (c.fact).effective_start),
        ledger.dates_conflict((c.fact).notice_date, (c.fact).notice_date_kind, (c.fact).effective_start), c.sign
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where (c.fact).counted
) p
group by p.notice_month, p.state, p.event_type, p.size_class, p.lead_days, p.is_conflict
having sum(p.events::integer) <> 0;

comment on view report.lead_cells is 'How many counted events have how many days of notice, by month, jurisdiction, type and size? The cells that shares of notice periods are summed from: of the settled deltas, and of what the tail of the log changes of them.';
comment on column report.lead_cells.notice_month is 'First day of the month of the event''s earliest notice date; null when none is stated.';
comment on column report.lead_cells.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.lead_cells.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.lead_cells.size_class is 'Class of the event''s workers, as ledger.size_class has it; null without a figure for the state.';
comment on column report.lead_cells.lead_days is 'Days from the notice to the first day, 0 to 400; null where they are not measured: a date is not stated, or inferred, or they conflict.';
comment on column report.lead_cells.is_conflict is 'The stated dates are more than 400 days apart, or the first day is before the notice.';
comment on column report.lead_cells.events is 'Counted events.';
comment on column report.lead_cells.as_of_position is 'Position of the log that the row speaks of.';
