create view report.lead_times as
select
    m.notice_date,
    to_char(m.notice_date::timestamp, 'YYYY-MM') as notice_month, -- without a time zone, which would cost as much again
    m.state,
    m.employer,
    m.event_type,
    m.workers,
    m.effective_start,
    m.days as lead_days,
    m.required as required_days,
    nullif(greatest(m.required - m.days, 0), 0) as shortfall_days,
    nullif(m.reduced_notice_basis, 'none') as reduced_notice_basis,
    case
        when m.is_conflict then 'date_conflict'
        else case m.days >= m.required
            when true then 'meets_recorded_period'
            when false then case when coalesce(m.reduced_notice_basis, 'none') <> 'none' then 'below_recorded_period_basis_stated' else 'below_recorded_period_no_basis' end
            else 'not_computable'
        end
    end as standing,
    case
        when m.is_conflict then 'the dates are more than 400 days apart, or the first day is before the notice'
        when m.notice_date is null then 'no notice date'
        when m.effective_start is null then 'no first day'
        when m.days is null then 'the notice date is inferred'
        when m.required is null then 'no law on record asks for notice of so few workers, or of such an event'
    end as reason,
    m.event_id,
    (select report.moment()) as as_of_position
from (
    select f.event_id, f.notice_date, f.state, f.employer, f.event_type, f.workers_counted as workers, f.effective_start,
        ledger.lead_days(f.notice_date, f.notice_date_kind, f.effective_start) as days,
        ledger.dates_conflict(f.notice_date, f.notice_date_kind, f.effective_start) as is_conflict,
        -- Where no figure is stated, every threshold may be met.
        case when coalesce(f.workers_counted, 2147483646) >= q.leasts[1]
            then q.days[(width_bucket(f.notice_date, q.first_days) - 1) * cardinality(q.leasts) + width_bucket(coalesce(f.workers_counted, 2147483646), q.leasts)] end as required,
        g.reduced_notice_basis
    -- As in report.events: without a condition of its own each part keeps its indexes.
    from (
        select e.fact_id, e.position, e.event_id, e.notice_date, e.notice_date_kind, e.state, e.employer, e.event_type, e.workers_counted, e.effective_start, e.counted
        from ledger.event_fact e
        union all
        (select n.fact_id, n.position, n.event_id, n.notice_date, n.notice_date_kind, n.state, n.employer, n.event_type, n.workers_counted, n.effective_start, n.counted
        from ledger.fold((select t.disclosures from ledger.tail((select report.moment())) t), false) n offset 0)
    ) f
    -- One line a jurisdiction and type, so that who does not ask for the period does not pay for it: what was asked for from which day and of how many.
    left join (
        select r.state || coalesce(r.event_type, '') as asked_of,
            (select array_agg(distinct d.day) from unnest(array_agg(r.first_from) || array_agg(r.end_before)) d (day)) as first_days,
            (select array_agg(distinct l.least) from unnest(array_agg(r.workers_least)) l (least)) as leasts,
            (select array_agg(i.days order by d.day, l.least)
                from (select distinct unnest(array_agg(r.first_from) || array_agg(r.end_before)) as day) d
                cross join (select distinct unnest(array_agg(r.workers_least)) as least) l
                left join unnest(array_agg(r.first_from), array_agg(r.end_before), array_agg(r.workers_least), array_agg(r.days)) i (first_day, end_day, least, days)
                    on i.least = l.least and d.day >= i.first_day and d.day < i.end_day) as days
        from (
            select p.*, coalesce(p.first_day, '-infinity') as first_from, coalesce(p.end_day, 'infinity') as end_before from report.required_periods p
        ) r
        group by 1
    ) q on q.asked_of = f.state || coalesce(f.event_type, '')
    left join report.stated_exceptions g on g.event_id = f.event_id
    where f.counted
        and not exists (
            select from ledger.event_fact_end x
            where x.fact_id = f.fact_id and x.position <= (select t.base from ledger.tail((select report.moment())) t))
        and (f.fact_id is null or f.position <= (select t.base from ledger.tail((select report.moment())) t)
            and f.event_id not in (select unnest(t.events) from ledger.tail((select report.moment())) t))
) m;

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
