create view report.required_periods as
with rule as materialized (
    select p.jurisdiction, p.valid_from, p.valid_to, p.threshold_count, p.notice_days_employees as days,
        p.event_types && array['plant_closing', 'closing', 'partial_closing', 'business_closing', 'termination'] as is_of_closures,
        p.event_types && array['mass_layoff', 'reduction', 'reduction_in_operations'] as is_of_layoffs,
        p.event_types && array['relocation', 'transfer'] as is_of_relocations
    from report.notice_periods p
    where p.notice_days_employees is not null and p.jurisdiction ~ '^US(-[A-Z]{2})?$' and p.event_types <> array['power_plant_or_coal_mine']
),
-- Without a join, whose cost would be no hash's: readers are kept from loops.
applying as materialized (
    select k.state, k.type_key, k.first_day, k.last_day, k.least, k.days
    from (
        select j.state, unnest(j.type_keys) as type_key, j.first_day, j.last_day, j.least, j.days
        from (
            select
                unnest(case r.jurisdiction when 'US' then (select array_agg(s.code) from ledger.jurisdiction s) else array[substring(r.jurisdiction from 4)] end) as state,
                array[case when r.is_of_closures then 'closure' end, case when r.is_of_layoffs then 'layoff' end,
                    case when r.is_of_relocations or r.is_of_closures then 'relocation' end, case when r.is_of_layoffs then 'reduction_in_hours' end,
                    case when r.is_of_closures or r.is_of_layoffs then '' end, case when r.is_of_closures or r.is_of_layoffs then 'other' end] as type_keys,
                coalesce(r.valid_from, '-infinity') as first_day, coalesce(r.valid_to, 'infinity') as last_day,
                coalesce(r.threshold_count, 0) as least, r.days
            from rule r
        ) j
    ) k
    where k.type_key is not null
),
-- The law is the same between two days on which it changes and between two thresholds: few pieces, and each event is in one.
days as (
    select c.state, c.type_key, c.first_day, coalesce(lead(c.first_day) over (partition by c.state, c.type_key order by c.first_day), 'infinity') as end_day
    from (
        select a.state, a.type_key, a.first_day from applying a
        union
        select a.state, a.type_key, a.last_day + 1 from applying a where a.last_day < 'infinity'
    ) c
),
sizes as (
    select c.state, c.type_key, c.least, lead(c.least) over (partition by c.state, c.type_key order by c.least) as below
    from (select distinct a.state, a.type_key, a.least from applying a) c
),
piece as (
    select d.state, d.type_key, d.first_day, d.end_day, s.least, coalesce(s.below, 2147483647) as below, max(a.days) as days
    from days d
    join sizes s on s.state = d.state and s.type_key = d.type_key
    join applying a on a.state = d.state and a.type_key = d.type_key and d.first_day between a.first_day and a.last_day and s.least >= a.least
    group by d.state, d.type_key, d.first_day, d.end_day, s.least, s.below
)
-- What one law after another asks alike is one piece.
select
    p.state,
    nullif(p.type_key, '') as event_type,
    nullif(min(p.first_day), '-infinity') as first_day,
    nullif(max(p.end_day), 'infinity') as end_day,
    p.least as workers_least,
    nullif(p.below, 2147483647) as workers_below,
    p.days,
    (select report.moment()) as as_of_position
from (
    select b.*, count(*) filter (where b.is_new) over (partition by b.state, b.type_key, b.least, b.below order by b.first_day) as run
    from (
        select p.*, (lag(p.end_day) over w = p.first_day and lag(p.days) over w = p.days) is not true as is_new
        from piece p
        window w as (partition by p.state, p.type_key, p.least, p.below order by p.first_day)
    ) b
) p
group by p.state, p.type_key, p.least, p.below, p.run, p.days;

comment on view report.required_periods is 'How many days of notice do the laws on record ask for, at most, in each jurisdiction, of which events, of how many workers, when? The federal act and the states'' own together, cut into pieces that do not overlap: each event is in one, or in none.';
comment on column report.required_periods.state is 'Jurisdiction.';
comment on column report.required_periods.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null: of events whose type is not stated.';
comment on column report.required_periods.first_day is 'First day of notice for which it holds; null: before the registers time.';
comment on column report.required_periods.end_day is 'First day of notice for which it holds no more; null: it is in force.';
comment on column report.required_periods.workers_least is 'Workers from which on it holds.';
comment on column report.required_periods.workers_below is 'Workers from which on it holds no more, as another does; null: any number. An event without a figure is in the piece of the most.';
comment on column report.required_periods.days is 'Days of notice to workers.';
comment on column report.required_periods.as_of_position is 'Position of the log that the row speaks of.';
