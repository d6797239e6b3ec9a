create view report.concentration as
with employer as materialized (
    select e.notice_month, e.employer_key, sum(e.workers) as workers, max(e.employer) as employer
    from report.event_facts e
    where e.workers is not null and e.notice_month is not null
    group by e.notice_month, e.employer_key
),
ranked as (
    select m.*, row_number() over (partition by m.notice_month order by m.workers desc, m.employer_key) as place, sum(m.workers) over (partition by m.notice_month) as total
    from employer m
)
select
    r.notice_month,
    'notice_date' as basis,
    'workers' as unit,
    count(*) as employers,
    sum(r.workers)::bigint as workers,
    max(r.employer) filter (where r.place = 1) as largest_employer,
    (max(r.workers) filter (where r.place = 1))::bigint as largest_workers,
    (sum(r.workers) filter (where r.place <= 5))::bigint as top_5_workers,
    round(sum(r.workers) filter (where r.place <= 5) / nullif(max(r.total), 0), 4) as top_5_share,
    round(10000 * sum((r.workers / nullif(r.total, 0)) ^ 2))::integer as hhi,
    (select report.moment()) as as_of_position
from ranked r
group by r.notice_month
order by r.notice_month;

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
