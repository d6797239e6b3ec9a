create view report.diffusion_index as
with fact as materialized (
    select c.notice_month, c.state, sum(c.workers) as workers
    from report.state_cells c
    where c.notice_month is not null and c.state is not null and c.events > 0
    group by c.notice_month, c.state
),
grid as materialized (
    select o.state, m.month, o.first_month, coalesce(f.workers, 0) as workers
    from report.observed_states o
    cross join (select max(x.notice_month) as last_month from fact x) b
    cross join lateral generate_series((o.first_month || '-01')::timestamp, (least(o.last_month, b.last_month) || '-01')::timestamp, interval '1 month') m (month)
    left join fact f on f.state = o.state and f.notice_month = to_char(m.month, 'YYYY-MM')
),
wanted as materialized (
    select g.state, g.month, g.workers, g.month - b.back * interval '1 month' as month_before
    from grid g
    cross join generate_series(1, 12) b (back)
    where (g.first_month || '-01')::timestamp <= g.month - interval '12 months'
),
judged as (
    select w.state, w.month, w.workers, percentile_disc(0.5) within group (order by p.workers) as median
    from wanted w
    join grid p on p.state = w.state and p.month = w.month_before
    group by w.state, w.month, w.workers
)
select
    to_char(j.month, 'YYYY-MM') as notice_month,
    'notice_date' as basis,
    'states' as unit,
    count(*) as states_observed,
    count(*) filter (where j.workers > j.median) as states_above,
    round(count(*) filter (where j.workers > j.median)::numeric / count(*), 4) as index,
    (select report.moment()) as as_of_position
from judged j
group by j.month
order by j.month;

comment on view report.diffusion_index is 'In what share of the observed jurisdictions were more workers noticed than in the median of their own twelve months before? By notice date.';
comment on column report.diffusion_index.notice_month is 'Month of notice, yyyy-mm.';
comment on column report.diffusion_index.basis is 'Which date decides the period.';
comment on column report.diffusion_index.unit is 'What is counted.';
comment on column report.diffusion_index.states_observed is 'Jurisdictions observed in it and in the twelve months before.';
comment on column report.diffusion_index.states_above is 'Of those, with more workers than their median; a month without a notice counts as 0.';
comment on column report.diffusion_index.index is 'states_above of states_observed.';
comment on column report.diffusion_index.as_of_position is 'Position of the log that the row speaks of.';
