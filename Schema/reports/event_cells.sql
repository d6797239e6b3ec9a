create view report.event_cells as
with moment as materialized (
    select m.position, ledger.is_settled(m.position) as is_settled
    from (select report.moment() as position) m
)
select
    c.notice_month,
    c.state,
    c.event_type,
    c.sector,
    sum(c.events)::bigint as events,
    sum(c.notices)::bigint as notices,
    sum(c.workers)::bigint as workers,
    sum(c.without_count)::bigint as without_count,
    sum(c.notices_without_count)::bigint as notices_without_count,
    (select m.position from moment m) as as_of_position
from ledger.event_cell c
where (select m.is_settled from moment m) and c.position <= (select m.position from moment m)
group by c.notice_month, c.state, c.event_type, c.sector
having sum(c.events) <> 0
union all
select
    e.notice_month,
    e.state,
    e.event_type,
    e.sector,
    count(*),
    sum(e.notices),
    coalesce(sum(e.workers_counted), 0)::bigint,
    count(*) filter (where e.workers_counted is null),
    coalesce(sum(e.notices) filter (where e.workers_counted is null), 0)::bigint,
    (select m.position from moment m)
from report.folded_events e
where e.counted and not (select m.is_settled from moment m)
group by e.notice_month, e.state, e.event_type, e.sector;

comment on view report.event_cells is 'What do counted events sum to by month, jurisdiction, type and sector? The cells that additive measures are summed from: of the settled deltas, or of the ledger folded anew.';
comment on column report.event_cells.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.event_cells.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.event_cells.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.event_cells.sector is 'Sector of NAICS; null: no industry is stated.';
comment on column report.event_cells.events is 'Counted events.';
comment on column report.event_cells.notices is 'Notices of these events that stand.';
comment on column report.event_cells.workers is 'Sum of the figures stated, a floor; 0 where events equals without_count: none states one.';
comment on column report.event_cells.without_count is 'Events without a figure for the state.';
comment on column report.event_cells.notices_without_count is 'Notices of those events.';
comment on column report.event_cells.as_of_position is 'Position of the log that the row speaks of.';
