create view report.imputed_counts as
with fact as materialized (
    -- A type that is not stated is a type of its own here, and has a value that a join can hash.
    select e.state, coalesce(e.event_type, '') as type, e.notice_month, e.workers,
        (extract(year from e.notice_date) * 12 + extract(month from e.notice_date))::integer as month_number, count(*) as events
    from report.event_facts e
    where e.notice_date is not null
    group by 1, 2, 3, 4, 5
),
needed as materialized (
    select f.state, f.type, f.notice_month, f.month_number, f.events
    from fact f
    where f.workers is null
),
wanted as materialized (
    select n.state, n.type, n.notice_month, n.month_number - b.back as month_before
    from needed n
    cross join generate_series(1, 24) b (back)
),
own as materialized (
    select h.state, h.type, h.notice_month, max(h.total) as observations,
        min(h.workers) filter (where h.up_to >= 0.5 * h.total) as median, min(h.workers) filter (where h.up_to >= 0.9 * h.total) as high
    from (
        select n.state, n.type, n.notice_month, f.workers,
            sum(sum(f.events)) over (partition by n.state, n.type, n.notice_month order by f.workers) as up_to,
            sum(sum(f.events)) over (partition by n.state, n.type, n.notice_month) as total
        from wanted n
        join fact f on f.state = n.state and f.type = n.type and f.month_number = n.month_before and f.workers is not null
        group by n.state, n.type, n.notice_month, f.workers
    ) h
    group by h.state, h.type, h.notice_month
    having max(h.total) >= 20
),
nationwide as materialized (
    select f.month_number, f.workers, sum(f.events) as events
    from fact f
    where f.workers is not null
    group by f.month_number, f.workers
),
national as materialized (
    select h.notice_month, max(h.total) as observations,
        min(h.workers) filter (where h.up_to >= 0.5 * h.total) as median, min(h.workers) filter (where h.up_to >= 0.9 * h.total) as high
    from (
        select n.notice_month, f.workers, sum(sum(f.events)) over (partition by n.notice_month order by f.workers) as up_to,
            sum(sum(f.events)) over (partition by n.notice_month) as total
        from (
            select distinct d.notice_month, d.month_number
            from needed d
            left join own o on o.state = d.state and o.type = d.type and o.notice_month = d.notice_month
            where o.state is null
        ) n
        cross join generate_series(1, 24) b (back)
        join nationwide f on f.month_number = n.month_number - b.back
        group by n.notice_month, f.workers
    ) h
    group by h.notice_month
    having max(h.total) >= 20
)
select
    n.notice_month,
    n.state,
    nullif(n.type, '') as event_type,
    n.events,
    coalesce(o.median, a.median) as median_workers,
    coalesce(o.high, a.high) as high_workers,
    coalesce(o.observations, a.observations)::bigint as observations,
    case when o.state is not null then 'state and type' when a.notice_month is not null then 'nation' end as imputed_from,
    case when o.state is null and a.notice_month is null then 'fewer than 20 events with a figure in the 24 months before' end as reason,
    (select report.moment()) as as_of_position
from needed n
left join own o on o.state = n.state and o.type = n.type and o.notice_month = n.notice_month
left join national a on a.notice_month = n.notice_month and o.state is null;

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
