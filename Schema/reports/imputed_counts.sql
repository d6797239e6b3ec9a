create view report.imputed_counts as
with fact as materialized (
    select e.state, e.event_type, e.notice_month, e.workers,
        (extract(year from e.notice_date) * 12 + extract(month from e.notice_date))::integer as month_number
    from report.event_facts e
    where e.notice_date is not null
),
needed as materialized (
    select f.state, f.event_type, f.notice_month, f.month_number, count(*) as events
    from fact f
    where f.workers is null
    group by f.state, f.event_type, f.notice_month, f.month_number
),
own as materialized (
    select n.state, n.event_type, n.notice_month, count(*) as observations,
        percentile_disc(array[0.5, 0.9]) within group (order by f.workers) as figures
    from needed n
    join fact f on f.state = n.state and f.event_type is not distinct from n.event_type
        and f.month_number between n.month_number - 24 and n.month_number - 1 and f.workers is not null
    group by n.state, n.event_type, n.notice_month
    having count(*) >= 20
),
national as materialized (
    select n.notice_month, count(*) as observations, percentile_disc(array[0.5, 0.9]) within group (order by f.workers) as figures
    from (
        select distinct d.notice_month, d.month_number
        from needed d
        where not exists (
            select from own o
            where o.state = d.state and o.event_type is not distinct from d.event_type and o.notice_month = d.notice_month)
    ) n
    join fact f on f.month_number between n.month_number - 24 and n.month_number - 1 and f.workers is not null
    group by n.notice_month
    having count(*) >= 20
)
select
    n.notice_month,
    n.state,
    n.event_type,
    n.events,
    coalesce(o.figures[1], a.figures[1]) as median_workers,
    coalesce(o.figures[2], a.figures[2]) as high_workers,
    coalesce(o.observations, a.observations) as observations,
    case when o.figures is not null then 'state and type' when a.figures is not null then 'nation' end as imputed_from,
    case when coalesce(o.figures, a.figures) is null then 'fewer than 20 events with a figure in the 24 months before' end as reason,
    (select report.moment()) as as_of_position
from needed n
left join own o on o.state = n.state and o.event_type is not distinct from n.event_type and o.notice_month = n.notice_month
left join national a on o.figures is null and a.notice_month = n.notice_month;

comment on view report.imputed_counts is 'What stands in for a count that is not stated? The median and the ninth decile of the 24 months before: of the same jurisdiction and type where at least 20 events state a figure, else of the nation.';
comment on column report.imputed_counts.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.imputed_counts.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.imputed_counts.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.imputed_counts.events is 'Events without a figure.';
comment on column report.imputed_counts.median_workers is 'What each of them counts as, if imputed: the median; null with a reason.';
comment on column report.imputed_counts.high_workers is 'The ninth decile; null with a reason.';
comment on column report.imputed_counts.observations is 'Events with a figure that both are taken from.';
comment on column report.imputed_counts.imputed_from is 'state and type, or nation.';
comment on column report.imputed_counts.reason is 'Why a value is null; null where none is.';
comment on column report.imputed_counts.as_of_position is 'Position of the log that the row speaks of.';
