create view report.workers_noticed as
with fact as (
    select e.notice_month, e.state, e.event_type, sum(e.events) as events, sum(e.notices) as notices,
        case when sum(e.events) > sum(e.without_count) then sum(e.workers) end as workers, sum(e.without_count) as missing
    from report.event_cells e
    group by e.notice_month, e.state, e.event_type
),
cell as (
    select f.notice_month, f.state, sum(f.events) as events, sum(f.notices) as notices, sum(f.workers) as workers, sum(f.missing) as missing,
        sum(f.missing * i.median_workers) as imputed, sum(f.missing * i.high_workers) as high,
        bool_or(f.missing > 0 and i.median_workers is null) as cannot_impute
    from fact f
    left join report.imputed_counts i on f.missing > 0 and i.notice_month = f.notice_month and i.state = f.state and coalesce(i.event_type, '') = coalesce(f.event_type, '')
    group by f.notice_month, f.state
)
select
    c.notice_month,
    c.state,
    'notice_date' as basis,
    'workers' as unit,
    c.notices::bigint as notices,
    c.events::bigint as events,
    c.workers::bigint as workers,
    c.missing::bigint as events_without_count,
    round(c.missing / c.events, 4) as share_without_count,
    case when not c.cannot_impute then (coalesce(c.workers, 0) + coalesce(c.imputed, 0))::bigint end as workers_imputed,
    case when not c.cannot_impute then (coalesce(c.workers, 0) + coalesce(c.high, 0))::bigint end as workers_high,
    case when c.notice_month is null and c.cannot_impute then 'no notice date, so no months before it'
        when c.cannot_impute then 'fewer than 20 events with a figure in the 24 months before' end as reason,
    '/reports/events?counted=true&notice_month' || coalesce('=' || c.notice_month, '.null=') || '&state' || coalesce('=' || c.state, '.null=') as rows_behind,
    (select report.moment()) as as_of_position
from cell c
order by c.notice_month nulls last, c.state;

comment on view report.workers_noticed is 'How many workers were noticed in each month and jurisdiction: as stated, with what is not stated imputed, and at most? By notice date.';
comment on column report.workers_noticed.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_noticed.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.workers_noticed.basis is 'Which date decides the period.';
comment on column report.workers_noticed.unit is 'What workers counts.';
comment on column report.workers_noticed.notices is 'Notices of these events that stand.';
comment on column report.workers_noticed.events is 'Counted events.';
comment on column report.workers_noticed.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.workers_noticed.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_noticed.share_without_count is 'events_without_count of events.';
comment on column report.workers_noticed.workers_imputed is 'The same with the median of report.imputed_counts for each event without a figure; null with a reason.';
comment on column report.workers_noticed.workers_high is 'The same with the ninth decile: with workers, the bounds of the true sum; null with a reason.';
comment on column report.workers_noticed.reason is 'Why workers_imputed and workers_high are null; null where they are not.';
comment on column report.workers_noticed.rows_behind is 'Address of the lines behind this one.';
comment on column report.workers_noticed.as_of_position is 'Position of the log that the row speaks of.';
