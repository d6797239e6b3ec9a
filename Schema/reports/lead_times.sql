create view report.lead_times as
with recursive
tail as materialized (
    select t.moment, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
-- The jurisdictions of settled events, each step a look-up in an index.
settled_state (state) as (
    (select e.state from ledger.event_fact e where e.state is not null order by e.state limit 1)
    union all
    select (select e.state from ledger.event_fact e where e.state > s.state order by e.state limit 1) from settled_state s where s.state is not null
),
state as materialized (
    select s.state from settled_state s where s.state is not null
    union
    select f.state
    from ledger.filing f
    where f.position > coalesce((select t.base from tail t), 0) and f.position <= (select t.moment from tail t) and f.state is not null
),
rule as materialized (
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
                unnest(case r.jurisdiction when 'US' then (select array_agg(s.state) from state s) else array[substring(r.jurisdiction from 4)] end) as state,
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
-- Of the signed filings alone can be known on which ground a notice is short.
ground as materialized (
    select n.event_id, min(convert_from(f.payload, 'UTF8')::jsonb #>> '{event,reduced_notice_basis}') as reduced_notice_basis
    from (
        select h.disclosure_id, max(h.position) as position
        from ledger.disclosure d
        join ledger.filing h on h.disclosure_id = d.disclosure_id and h.position <= (select report.moment())
        where d.origin = 'employer'
        group by h.disclosure_id
    ) head
    join ledger.filing f on f.position = head.position and f.form_type not like 'Q%' and not (f.form_type = 'X' and f.event_type is null)
    join report.event_members n on n.disclosure_id = head.disclosure_id and n.stands
    where exists (select from ledger.disclosure d where d.origin = 'employer')
    group by n.event_id
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
),
-- What one law after another asks alike is one piece.
required as materialized (
    select p.state, p.type_key, min(p.first_day) as first_day, max(p.end_day) as end_day, p.least, p.below, p.days
    from (
        select b.*, count(*) filter (where b.is_new) over (partition by b.state, b.type_key, b.least, b.below order by b.first_day) as run
        from (
            select p.*, (lag(p.end_day) over w = p.first_day and lag(p.days) over w = p.days) is not true as is_new
            from piece p
            window w as (partition by p.state, p.type_key, p.least, p.below order by p.first_day)
        ) b
    ) p
    group by p.state, p.type_key, p.least, p.below, p.run, p.days
),
measured as (
    select f.*, f.effective_start - f.notice_date as days, q.days as required, g.reduced_notice_basis,
        f.notice_date_kind is distinct from 'inferred' and coalesce(f.effective_start - f.notice_date between 0 and 400, false) as is_sound,
        f.notice_date_kind is distinct from 'inferred' and coalesce(f.effective_start - f.notice_date not between 0 and 400, false) as is_conflict
    from (
        select e.event_id, e.notice_date, e.notice_date_kind, e.state, e.employer, e.event_type, e.workers_counted as workers, e.effective_start
        from ledger.event_fact e
        where e.counted and e.position <= (select t.base from tail t) and e.event_id not in (select unnest(t.events) from tail t)
            and not exists (select from ledger.event_fact_end x where x.fact_id = e.fact_id and x.position <= (select t.base from tail t))
        union all
        select n.event_id, n.notice_date, n.notice_date_kind, n.state, n.employer, n.event_type, n.workers_counted, n.effective_start
        from ledger.fold((select t.disclosures from tail t), false) n
        where n.counted
    ) f
    left join required q on q.state = f.state
        and q.type_key = coalesce(f.event_type, '')
        and f.notice_date >= q.first_day and f.notice_date < q.end_day
        -- Where no figure is stated, every threshold may be met.
        and coalesce(f.workers, 2147483646) >= q.least and coalesce(f.workers, 2147483646) < q.below
    left join ground g on g.event_id = f.event_id
)
select
    m.notice_date,
    to_char(m.notice_date::timestamp, 'YYYY-MM') as notice_month, -- without a time zone, which would cost as much again
    m.state,
    m.employer,
    m.event_type,
    m.workers,
    m.effective_start,
    case when m.is_sound then m.days end as lead_days,
    m.required as required_days,
    case when m.is_sound and m.days < m.required then m.required - m.days end as shortfall_days,
    nullif(m.reduced_notice_basis, 'none') as reduced_notice_basis,
    case
        when m.is_conflict then 'date_conflict'
        when not m.is_sound or m.required is null then 'not_computable'
        when m.days >= m.required then 'meets_recorded_period'
        when coalesce(m.reduced_notice_basis, 'none') <> 'none' then 'below_recorded_period_basis_stated'
        else 'below_recorded_period_no_basis'
    end as standing,
    case
        when m.is_conflict then 'the dates are more than 400 days apart, or the first day is before the notice'
        when m.notice_date is null then 'no notice date'
        when m.effective_start is null then 'no first day'
        when not m.is_sound then 'the notice date is inferred'
        when m.required is null then 'no law on record asks for notice of so few workers, or of such an event'
    end as reason,
    m.event_id,
    (select t.moment from tail t) as as_of_position
from measured m;

comment on view report.lead_times is 'How many days before its first separation was each event noticed, how many do the laws on record ask for, and is it less? Dates as stated; inferred dates, and days below 0 or above 400, are not measured. No word here says violation: only a court can.';
comment on column report.lead_times.notice_date is 'Earliest notice date of the event; null when not stated.';
comment on column report.lead_times.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.lead_times.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.lead_times.employer is 'Employer.';
comment on column report.lead_times.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.lead_times.workers is 'Workers of the event; null when not stated.';
comment on column report.lead_times.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.lead_times.lead_days is 'Days from the notice to the first day; null with a reason.';
comment on column report.lead_times.required_days is 'The longest period to workers of the federal act and the states that is on record for that day, type and number of workers; a number not stated counts as reached, the employers size is not known. Null: none.';
comment on column report.lead_times.shortfall_days is 'required_days less lead_days where it is less.';
comment on column report.lead_times.reduced_notice_basis is 'Exception the employer states in a filing here; null: none stated, or not filed here.';
comment on column report.lead_times.standing is 'meets_recorded_period, below_recorded_period_basis_stated, below_recorded_period_no_basis, date_conflict or not_computable.';
comment on column report.lead_times.reason is 'Why it is one of the last two; null where it is not.';
comment on column report.lead_times.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.lead_times.as_of_position is 'Position of the log that the row speaks of.';
