create view report.revision_triangle as
-- What was read wrongly at first is no revision of the state's.
with later as materialized (
    select v.disclosure_id, v.accepted_at, v.version, case when v.rescinded then 0 else v.workers end as workers
    from ledger.filing v
    where v.version > 1 and v.position <= (select report.moment()) and v.disclosure_id not in (
        select r.disclosure_id from ledger.filing r where r.version > 1 and r.form_type = 'OBS/R' and r.position <= (select report.moment()))
),
chain as materialized (
    select f.disclosure_id, date_trunc('month', f.notice_date::timestamp)::date as notice_month, f.accepted_at as first_at, f.workers
    from ledger.filing f
    where f.disclosure_id = any (array(select distinct l.disclosure_id from later l)) and f.version = 1 and f.notice_date is not null
        and f.workers_scope not in ('nationwide', 'several_states') and f.act <> 'non_warn' and f.form_type not like 'Q%' and f.form_type <> 'X'
),
changed as materialized (
    select c.notice_month, c.disclosure_id, c.first_at, c.workers as workers_first, l.accepted_at, l.version, l.workers
    from later l
    join chain c on c.disclosure_id = l.disclosure_id
),
age (age_days) as (
    values (7), (30), (60), (90), (180)
),
-- What a version does not state is as it was at first.
revised as (
    select l.notice_month, l.age_days, sum(l.workers - coalesce(l.workers_first, 0)) as change
    from (
        select distinct on (h.disclosure_id, a.age_days) h.notice_month, a.age_days, h.workers, h.workers_first
        from changed h
        join age a on h.accepted_at <= h.first_at + a.age_days * interval '1 day'
        order by h.disclosure_id, a.age_days, h.version desc
    ) l
    where l.workers is not null
    group by l.notice_month, l.age_days
),
aged as (
    select t.notice_month, a.age_days, t.disclosures, t.workers as workers_first, t.youngest,
        case when coalesce(t.workers, r.change) is not null then coalesce(t.workers, 0) + coalesce(r.change, 0) end as workers_at_age
    from report.first_cells t
    cross join age a
    left join revised r on r.notice_month = t.notice_month and r.age_days = a.age_days
)
select
    to_char(g.notice_month, 'YYYY-MM') as notice_month,
    g.age_days,
    'notice_date' as basis,
    'workers' as unit,
    g.disclosures,
    g.workers_first::bigint as workers_first,
    g.workers_at_age::bigint as workers_at_age,
    round(100.0 * (g.workers_at_age - g.workers_first) / nullif(g.workers_first, 0), 2) as revision_pct,
    (select report.day()) as as_of_day,
    (select report.moment()) as as_of_position
from aged g
where (g.youngest at time zone 'UTC')::date + g.age_days <= (select report.day())
order by g.notice_month, g.age_days;

comment on view report.revision_triangle is 'How much did the first figures of a month change by the time they were 7, 30, 60, 90 and 180 days old? By notice date; an age that not every notice of the month has reached is not told.';
comment on column report.revision_triangle.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.revision_triangle.age_days is 'Days since each notice was first recorded.';
comment on column report.revision_triangle.basis is 'Which date decides the period.';
comment on column report.revision_triangle.unit is 'What workers counts.';
comment on column report.revision_triangle.disclosures is 'Chains first recorded with a notice date of the month.';
comment on column report.revision_triangle.workers_first is 'Workers as first recorded, a floor.';
comment on column report.revision_triangle.workers_at_age is 'The same chains workers as they stood at that age; a rescinded notice has none.';
comment on column report.revision_triangle.revision_pct is 'Change in percent; null without a first figure.';
comment on column report.revision_triangle.as_of_day is 'The day that the report speaks of.';
comment on column report.revision_triangle.as_of_position is 'Position of the log that the row speaks of.';
