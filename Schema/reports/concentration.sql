create view report.concentration as
with tail as materialized (
    select t.moment, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
-- Those whose events the tail changes.
touched as materialized (
    select ledger.employers_touched(t.base, t.events, t.disclosures) as keys from tail t
),
changed as materialized (
    select m.notice_month, m.employer_key, m.employer, m.workers
    from tail t
    cross join lateral ledger.employer_months_of(t.base, t.events, t.disclosures, null) m
),
month as materialized (
    select l.notice_month, count(*) as employers, sum(l.workers) as workers, sum(l.workers * l.workers) as squares
    from (
        select m.notice_month, m.workers
        from ledger.employer_month m
        where m.position <= (select t.base from tail t) and m.employer_key not in (select unnest(t.keys) from touched t)
            and not exists (select from ledger.employer_month_end e where e.line_id = m.line_id and e.position <= (select t.base from tail t))
        union all
        select c.notice_month, c.workers from changed c
    ) l
    group by l.notice_month
),
ranked as (
    select l.notice_month, l.employer, l.workers, row_number() over (partition by l.notice_month order by l.workers desc, l.employer_key) as place
    from (
        select m.notice_month, f.employer_key, f.employer, f.workers
        from month m
        cross join lateral ledger.largest_of_month((select t.base from tail t), (select t.keys from touched t), m.notice_month) f
        union all
        select c.notice_month, c.employer_key, c.employer, c.workers from changed c
    ) l
),
largest as (
    select r.notice_month, max(r.employer) filter (where r.place = 1) as employer, max(r.workers) as workers, sum(r.workers) as top_5_workers
    from ranked r
    where r.place <= 5
    group by r.notice_month
)
select
    to_char(m.notice_month, 'YYYY-MM') as notice_month,
    'notice_date' as basis,
    'workers' as unit,
    m.employers,
    m.workers::bigint as workers,
    l.employer as largest_employer,
    l.workers as largest_workers,
    l.top_5_workers::bigint as top_5_workers,
    round(l.top_5_workers / nullif(m.workers, 0), 4) as top_5_share,
    round(10000 * m.squares / nullif(m.workers ^ 2, 0))::integer as hhi,
    (select t.moment from tail t) as as_of_position
from month m
join largest l on l.notice_month = m.notice_month
order by m.notice_month;

comment on view report.concentration is 'How much of a month is a few employers? The share of the five with most workers, and the Herfindahl-Hirschman index (10,000: one employer). By notice date.';
comment on column report.concentration.notice_month is 'Month of notice, yyyy-mm.';
comment on column report.concentration.basis is 'Which date decides the period.';
comment on column report.concentration.unit is 'What workers counts.';
comment on column report.concentration.employers is 'Employers with a figure in the month.';
comment on column report.concentration.workers is 'Workers of them.';
comment on column report.concentration.largest_employer is 'The one with most.';
comment on column report.concentration.largest_workers is 'Its workers.';
comment on column report.concentration.top_5_workers is 'Workers of the five with most.';
comment on column report.concentration.top_5_share is 'top_5_workers of workers.';
comment on column report.concentration.hhi is 'Sum of the squared shares, times 10,000.';
comment on column report.concentration.as_of_position is 'Position of the log that the row speaks of.';
