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
cell as materialized (
    select coalesce(p.state, '') as state, coalesce(p.event_type, '') as type, p.notice_month, p.figure_class, sum(p.events)::integer as events
    from (
        select c.notice_month, c.state, c.event_type, c.figure_class, c.events::integer as events
        from ledger.figure_cell c
        where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
        union all
        select date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers), c.sign
        from change c
    ) p
    group by p.state, p.event_type, p.notice_month, p.figure_class
    having sum(p.events) <> 0
),
-- One number says jurisdiction, type and month: joins and groups compare it instead of three values, and months before are subtracted from it.
kind as materialized (
    select d.state, d.type, row_number() over () * 1000000 as kind from (select distinct c.state, c.type from cell c) d
),
-- And a slot says the class of the figure, too.
numbered as materialized (
    select p.place, p.place * 64 + p.figure_class as slot, p.state, p.type, p.notice_month, p.figure_class, p.events
    from (
        select c.*, k.kind + (12 * date_part('year', c.notice_month) + date_part('month', c.notice_month))::bigint as place
        from cell c
        join kind k on k.state = c.state and k.type = c.type
    ) p
),
needed as materialized (
    select n.place, n.place % 1000000 as month, n.state, n.type, n.notice_month, n.events from numbered n where n.figure_class is null
),
-- Without a join, whose cost would be no hash's: readers are kept from loops.
wanted as materialized (
    select n.place, n.place - generate_series(1, 24) as before from needed n
),
own_class as materialized (
    select w.place * 64 + n.figure_class as slot, sum(n.events) as events
    from wanted w
    join numbered n on n.place = w.before and n.figure_class is not null
    group by 1
),
-- In which class the median of the 24 months before lies, and how many are in those below.
own as materialized (
    select u.place, max(u.total) as observations,
        min(u.figure_class) filter (where 2 * u.up_to >= u.total) as median_class, coalesce(max(u.up_to) filter (where 2 * u.up_to < u.total), 0) as below_median,
        min(u.figure_class) filter (where 10 * u.up_to >= 9 * u.total) as high_class, coalesce(max(u.up_to) filter (where 10 * u.up_to < 9 * u.total), 0) as below_high
    from (
        select c.slot / 64 as place, c.slot % 64 as figure_class, (sum(c.events) over (partition by c.slot / 64 order by c.slot))::bigint as up_to,
            (sum(c.events) over (partition by c.slot / 64))::bigint as total
        from own_class c
    ) u
    group by u.place
    having max(u.total) >= 20
),
nationwide as materialized (
    select n.slot % 64000000 as slot, n.slot % 64000000 / 64 as month, n.figure_class, sum(n.events) as events
    from numbered n
    where n.figure_class is not null
    group by 1, 2, 3
),
national_wanted as materialized (
    select m.month, m.month - generate_series(1, 24) as before
    from (select distinct n.month from needed n where n.place not in (select o.place from own o)) m
),
national_class as materialized (
    select w.month * 64 + n.figure_class as slot, sum(n.events) as events
    from national_wanted w
    join nationwide n on n.month = w.before
    group by 1
),
national as materialized (
    select u.month, max(u.total) as observations,
        min(u.figure_class) filter (where 2 * u.up_to >= u.total) as median_class, coalesce(max(u.up_to) filter (where 2 * u.up_to < u.total), 0) as below_median,
        min(u.figure_class) filter (where 10 * u.up_to >= 9 * u.total) as high_class, coalesce(max(u.up_to) filter (where 10 * u.up_to < 9 * u.total), 0) as below_high
    from (
        select c.slot / 64 as month, c.slot % 64 as figure_class, (sum(c.events) over (partition by c.slot / 64 order by c.slot))::bigint as up_to,
            (sum(c.events) over (partition by c.slot / 64))::bigint as total
        from national_class c
    ) u
    group by u.month
    having max(u.total) >= 20
),
-- What is looked for has a number: that of the place, or of the nation's month, doubled, and one more for the ninth decile.
own_quantile as materialized (
    select o.place * 2 as number, o.place, o.median_class as figure_class, o.below_median as below, (o.observations + 1) / 2 as rank from own o
    union all
    select o.place * 2 + 1, o.place, o.high_class, o.below_high, (9 * o.observations + 9) / 10 from own o
),
own_sought as materialized (
    select q.number, w.before * 64 + q.figure_class as slot
    from own_quantile q
    join wanted w on w.place = q.place
),
national_quantile as materialized (
    select a.month * 2 as number, a.month, a.median_class as figure_class, a.below_median as below, (a.observations + 1) / 2 as rank from national a
    union all
    select a.month * 2 + 1, a.month, a.high_class, a.below_high, (9 * a.observations + 9) / 10 from national a
),
national_sought as materialized (
    select q.number, w.before * 64 + q.figure_class as slot
    from national_quantile q
    join national_wanted w on w.month = q.month
),
sought as materialized (
    select n.slot, n.state, n.type, n.figure_class, n.notice_month
    from numbered n
    where n.slot in (select s.slot from own_sought s) or n.slot % 64000000 in (select s.slot from national_sought s)
),
-- The figures of these classes alone, added up and taken away as cells are.
fact as materialized (
    select f.number as slot, f.workers, f.events
    from ledger.figures_in((select t.base from tail t), array(select s.slot from sought s), array(select s.state from sought s), array(select s.type from sought s),
        array(select s.figure_class from sought s), array(select s.notice_month from sought s)) f
    union all
    select s.slot, c.workers, c.sign
    from change c
    join sought s on s.state = coalesce(c.state, '') and s.type = coalesce(c.event_type, '') and s.figure_class = ledger.figure_class(c.workers)
        and s.notice_month = date_trunc('month', c.notice_date::timestamp)::date
),
own_found as materialized (
    select u.number, min(u.workers) filter (where q.below + u.up_to >= q.rank) as workers
    from (
        select f.number, f.workers, (sum(f.events) over (partition by f.number order by f.workers))::bigint as up_to
        from (
            select s.number, f.workers, sum(f.events) as events
            from own_sought s
            join fact f on f.slot = s.slot
            group by s.number, f.workers
        ) f
    ) u
    join own_quantile q on q.number = u.number
    group by u.number
),
national_found as materialized (
    select u.number, min(u.workers) filter (where q.below + u.up_to >= q.rank) as workers
    from (
        select f.number, f.workers, (sum(f.events) over (partition by f.number order by f.workers))::bigint as up_to
        from (
            select s.number, f.workers, sum(f.events) as events
            from national_sought s
            join (select f.slot % 64000000 as slot, f.workers, sum(f.events) as events from fact f group by 1, 2) f on f.slot = s.slot
            group by s.number, f.workers
        ) f
    ) u
    join national_quantile q on q.number = u.number
    group by u.number
)
select
    to_char(n.notice_month, 'YYYY-MM') as notice_month,
    n.state,
    nullif(n.type, '') as event_type,
    n.events::bigint as events,
    coalesce(om.workers, am.workers) as median_workers,
    coalesce(oh.workers, ah.workers) as high_workers,
    coalesce(o.observations, a.observations) as observations,
    case when o.place is not null then 'state and type' when a.month is not null then 'nation' end as imputed_from,
    case when o.place is null and a.month is null then 'fewer than 20 events with a figure in the 24 months before' end as reason,
    (select t.moment from tail t) as as_of_position
from needed n
left join own o on o.place = n.place
left join own_found om on om.number = n.place * 2
left join own_found oh on oh.number = n.place * 2 + 1
left join national a on a.month = n.month and o.place is null
left join national_found am on am.number = n.month * 2 and o.place is null
left join national_found ah on ah.number = n.month * 2 + 1 and o.place is null;

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
