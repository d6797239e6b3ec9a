create view report.imputed_counts as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
change as materialized (
    select c.sign, (c.fact).notice_date, (c.fact).state, (c.fact).event_type, (c.fact).workers_counted as workers
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where (c.fact).counted and (c.fact).notice_date is not null
),
-- A type that is not stated is a type of its own here, and has a value that a join can hash.
cell as materialized (
    select p.state, coalesce(p.event_type, '') as type, p.notice_month, p.figure_class, sum(p.events)::integer as events
    from (
        select c.notice_month, c.state, c.event_type, c.figure_class, c.events
        from ledger.figure_cell c
        where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
        union all
        select date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers), c.sign
        from change c
    ) p
    group by p.state, p.event_type, p.notice_month, p.figure_class
    having sum(p.events) <> 0
),
needed as materialized (
    select row_number() over () as number, c.state, c.type, c.notice_month, c.events
    from cell c
    where c.figure_class is null
),
-- Without a join, whose cost would be no hash's: readers are kept from loops.
wanted as materialized (
    select b.number, b.state, b.type, (b.notice_month - b.back * interval '1 month')::date as month_before
    from (select n.number, n.state, n.type, n.notice_month, generate_series(1, 24) as back from needed n) b
),
own_class as materialized (
    select w.number, c.figure_class, sum(c.events)::integer as events
    from wanted w
    join cell c on c.state = w.state and c.type = w.type and c.notice_month = w.month_before and c.figure_class is not null
    group by w.number, c.figure_class
),
-- In which class the median of the 24 months before lies, and how many are in those below.
own as materialized (
    select u.number, max(u.total) as observations,
        min(u.figure_class) filter (where 2 * u.up_to >= u.total) as median_class, coalesce(max(u.up_to) filter (where 2 * u.up_to < u.total), 0) as below_median,
        min(u.figure_class) filter (where 10 * u.up_to >= 9 * u.total) as high_class, coalesce(max(u.up_to) filter (where 10 * u.up_to < 9 * u.total), 0) as below_high
    from (
        select c.number, c.figure_class, (sum(c.events) over (partition by c.number order by c.figure_class))::bigint as up_to,
            (sum(c.events) over (partition by c.number))::bigint as total
        from own_class c
    ) u
    group by u.number
    having max(u.total) >= 20
),
nationwide as materialized (
    select c.notice_month, c.figure_class, sum(c.events)::integer as events
    from cell c
    where c.figure_class is not null
    group by c.notice_month, c.figure_class
),
national_wanted as materialized (
    select b.notice_month, (b.notice_month - b.back * interval '1 month')::date as month_before
    from (
        select n.notice_month, generate_series(1, 24) as back
        from (select distinct d.notice_month from needed d where d.number not in (select o.number from own o)) n
    ) b
),
national_class as materialized (
    select w.notice_month, c.figure_class, sum(c.events)::integer as events
    from national_wanted w
    join nationwide c on c.notice_month = w.month_before
    group by w.notice_month, c.figure_class
),
national as materialized (
    select u.notice_month, max(u.total) as observations,
        min(u.figure_class) filter (where 2 * u.up_to >= u.total) as median_class, coalesce(max(u.up_to) filter (where 2 * u.up_to < u.total), 0) as below_median,
        min(u.figure_class) filter (where 10 * u.up_to >= 9 * u.total) as high_class, coalesce(max(u.up_to) filter (where 10 * u.up_to < 9 * u.total), 0) as below_high
    from (
        select c.notice_month, c.figure_class, (sum(c.events) over (partition by c.notice_month order by c.figure_class))::bigint as up_to,
            (sum(c.events) over (partition by c.notice_month))::bigint as total
        from national_class c
    ) u
    group by u.notice_month
    having max(u.total) >= 20
),
own_sought as materialized (
    select w.number, w.state, w.type, w.month_before, s.figure_class, s.below, s.observations, s.is_high
    from (
        select o.number, o.median_class as figure_class, o.below_median as below, o.observations, false as is_high from own o
        union all
        select o.number, o.high_class, o.below_high, o.observations, true from own o
    ) s
    join wanted w on w.number = s.number
),
national_sought as materialized (
    select w.notice_month, w.month_before, s.figure_class, s.below, s.observations, s.is_high
    from (
        select a.notice_month, a.median_class as figure_class, a.below_median as below, a.observations, false as is_high from national a
        union all
        select a.notice_month, a.high_class, a.below_high, a.observations, true from national a
    ) s
    join national_wanted w on w.notice_month = s.notice_month
),
sought as materialized (
    select coalesce(c.state, '') as state, c.type, c.figure_class, c.notice_month
    from cell c
    where c.figure_class is not null
        and ((c.figure_class, c.notice_month) in (select s.figure_class, s.month_before from national_sought s)
            or (c.state, c.type, c.figure_class, c.notice_month) in (select s.state, s.type, s.figure_class, s.month_before from own_sought s))
),
-- The figures of these classes alone, added up and taken away as cells are.
fact as materialized (
    select f.state, f.type, f.figure_class, f.notice_month, f.workers, sum(f.events)::integer as events
    from (
        select s.state, s.event_type as type, s.figure_class, s.notice_month, s.workers, 1 as events
        from ledger.figures_of((select t.base from tail t), array(select s.state from sought s), array(select s.type from sought s),
            array(select s.figure_class from sought s), array(select s.notice_month from sought s)) s
        where not exists (select from ledger.event_fact_end e where e.fact_id = s.fact_id and e.position <= (select t.base from tail t))
        union all
        select w.state, w.type, w.figure_class, w.notice_month, c.workers, c.sign
        from (
            select coalesce(c.state, '') as state, coalesce(c.event_type, '') as type, ledger.figure_class(c.workers) as figure_class,
                date_trunc('month', c.notice_date::timestamp)::date as notice_month, c.workers, c.sign
            from change c
            where c.workers is not null
        ) c
        join sought w on w.state = c.state and w.type = c.type and w.figure_class = c.figure_class and w.notice_month = c.notice_month
    ) f
    group by f.state, f.type, f.figure_class, f.notice_month, f.workers
    having sum(f.events) <> 0
),
own_figure as materialized (
    select w.number, w.is_high, w.observations, w.below, f.workers, sum(f.events)::integer as events
    from own_sought w
    join fact f on f.state = w.state and f.type = w.type and f.figure_class = w.figure_class and f.notice_month = w.month_before
    group by w.number, w.is_high, w.observations, w.below, f.workers
),
own_found as materialized (
    select u.number, min(u.workers) filter (where not u.is_high and 2 * u.up_to >= u.observations) as median,
        min(u.workers) filter (where u.is_high and 10 * u.up_to >= 9 * u.observations) as high
    from (
        select f.number, f.is_high, f.observations, f.workers, f.below + (sum(f.events) over (partition by f.number, f.is_high order by f.workers))::bigint as up_to
        from own_figure f
    ) u
    group by u.number
),
national_figure as materialized (
    select w.notice_month, w.is_high, w.observations, w.below, f.workers, sum(f.events)::integer as events
    from national_sought w
    join (
        select f.figure_class, f.notice_month, f.workers, sum(f.events)::integer as events
        from fact f
        group by f.figure_class, f.notice_month, f.workers
    ) f on f.figure_class = w.figure_class and f.notice_month = w.month_before
    group by w.notice_month, w.is_high, w.observations, w.below, f.workers
),
national_found as materialized (
    select u.notice_month, min(u.workers) filter (where not u.is_high and 2 * u.up_to >= u.observations) as median,
        min(u.workers) filter (where u.is_high and 10 * u.up_to >= 9 * u.observations) as high
    from (
        select f.notice_month, f.is_high, f.observations, f.workers,
            f.below + (sum(f.events) over (partition by f.notice_month, f.is_high order by f.workers))::bigint as up_to
        from national_figure f
    ) u
    group by u.notice_month
)
select
    to_char(n.notice_month, 'YYYY-MM') as notice_month,
    n.state,
    nullif(n.type, '') as event_type,
    n.events::bigint as events,
    coalesce(o.median, a.median) as median_workers,
    coalesce(o.high, a.high) as high_workers,
    coalesce(w.observations, l.observations) as observations,
    case when w.number is not null then 'state and type' when l.notice_month is not null then 'nation' end as imputed_from,
    case when w.number is null and l.notice_month is null then 'fewer than 20 events with a figure in the 24 months before' end as reason,
    (select t.moment from tail t) as as_of_position
from needed n
left join own w on w.number = n.number
left join own_found o on o.number = n.number
left join national l on l.notice_month = n.notice_month and w.number is null
left join national_found a on a.notice_month = n.notice_month and w.number is null;

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
