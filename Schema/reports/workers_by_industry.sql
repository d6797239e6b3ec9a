create view report.workers_by_industry as
select
    e.notice_month,
    e.sector,
    'notice_date' as basis,
    'workers' as unit,
    sum(e.events)::bigint as events,
    sum(e.notices)::bigint as notices,
    case when sum(e.events) > sum(e.without_count) then sum(e.workers)::bigint end as workers,
    sum(e.without_count)::bigint as events_without_count,
    case when e.sector is not null then '/industries/' || e.sector end as page,
    (select report.moment()) as as_of_position
from report.event_cells e
group by e.notice_month, e.sector
order by e.notice_month nulls last, e.sector;

comment on view report.workers_by_industry is 'How many workers were noticed in each month and sector of NAICS? Events without a stated industry stand on a line of their own.';
comment on column report.workers_by_industry.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_by_industry.sector is 'Sector of NAICS, two digits or a range; null: no industry is stated.';
comment on column report.workers_by_industry.basis is 'Which date decides the period.';
comment on column report.workers_by_industry.unit is 'What workers counts.';
comment on column report.workers_by_industry.events is 'Counted events.';
comment on column report.workers_by_industry.notices is 'Notices of these events that stand.';
comment on column report.workers_by_industry.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.workers_by_industry.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_industry.page is 'Address of its page; null for the line without one.';
comment on column report.workers_by_industry.as_of_position is 'Position of the log that the row speaks of.';
