create view report.workers_year_on_year as
with fact as materialized (
    select c.notice_month, c.state, case when sum(c.events) > sum(c.without_count) then sum(c.workers) end as workers, sum(c.events) as events
    from report.state_cells c
    where c.notice_month is not null and c.state is not null and c.events > 0
    group by c.notice_month, c.state
),
bounds as (
    select min(f.notice_month) as first_month, max(f.notice_month) as last_month from fact f
),
grid as materialized (
    select o.state, to_char(m.month, 'YYYY-MM') as notice_month, to_char(m.month - interval '1 year', 'YYYY-MM') as month_before, o.first_month
    from report.observed_states o
    cross join bounds b
    cross join lateral generate_series((o.first_month || '-01')::timestamp, (least(o.last_month, b.last_month) || '-01')::timestamp, interval '1 month') m (month)
),
cell as materialized (
    select g.state, g.notice_month, case when n.events is null then 0 else n.workers end as workers,
        g.first_month <= g.month_before as is_matched,
        case when p.events is null and g.first_month <= g.month_before then 0 else p.workers end as workers_before
    from grid g
    left join fact n on n.state = g.state and n.notice_month = g.notice_month
    left join fact p on p.state = g.state and p.notice_month = g.month_before
),
both_levels as (
    select c.notice_month, c.state, c.is_matched::integer as panel, 1 as states, c.workers, case when c.is_matched then c.workers_before end as workers_before
    from cell c
    union all
    select c.notice_month, 'US', count(*) filter (where c.is_matched), count(*), sum(c.workers) filter (where c.is_matched),
        sum(c.workers_before) filter (where c.is_matched)
    from cell c
    group by c.notice_month
)
select
    b.notice_month,
    b.state,
    'notice_date' as basis,
    'workers' as unit,
    b.workers::bigint as workers,
    b.workers_before::bigint as workers_year_before,
    round(100 * (b.workers / nullif(b.workers_before, 0) - 1), 1) as change_pct,
    case when b.panel = 0 then 'not observed in both months' when coalesce(b.workers_before, 0) = 0 then 'no workers in the month a year before' end as reason,
    b.panel::bigint as panel_states,
    b.states::bigint as states_observed,
    (select report.moment()) as as_of_position
from both_levels b
order by b.notice_month, b.state;

comment on view report.workers_year_on_year is 'How do the workers noticed in a month compare with the same month a year before, in the jurisdictions that were observed in both? By notice date.';
comment on column report.workers_year_on_year.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_year_on_year.state is 'Jurisdiction, or US: those of the panel together.';
comment on column report.workers_year_on_year.basis is 'Which date decides the period.';
comment on column report.workers_year_on_year.unit is 'What workers counts.';
comment on column report.workers_year_on_year.workers is 'Workers noticed, a floor; for US of the panel only. 0 where an observed jurisdiction had no notice.';
comment on column report.workers_year_on_year.workers_year_before is 'The same jurisdictions a year before; null where they were not observed.';
comment on column report.workers_year_on_year.change_pct is 'Change in percent; null with a reason.';
comment on column report.workers_year_on_year.reason is 'Why there is no change to tell; null where there is.';
comment on column report.workers_year_on_year.panel_states is 'Jurisdictions observed in both months: the matched panel.';
comment on column report.workers_year_on_year.states_observed is 'Jurisdictions observed in the period (report.observed_states).';
comment on column report.workers_year_on_year.as_of_position is 'Position of the log that the row speaks of.';
