create view report.workers_by_county as
select
    e.notice_month,
    e.state,
    e.county_fips,
    'notice_date' as basis,
    'workers' as unit,
    e.events,
    e.notices,
    case when e.events > e.without_count then e.workers end as workers,
    e.without_count as events_without_count,
    case when e.county_fips is not null then '/counties/' || e.county_fips end as page,
    (select report.moment()) as as_of_position
from report.county_cells e
order by e.notice_month collate "C" nulls last, e.state collate "C", e.county_fips collate "C";

comment on view report.workers_by_county is 'How many workers were noticed in each month and county? Events without a settled county stand on a line of their own, the unplaced.';
comment on column report.workers_by_county.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.workers_by_county.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.workers_by_county.county_fips is 'County, five digits; null: unplaced, where none is settled or an event''s notices lie in several.';
comment on column report.workers_by_county.basis is 'Which date decides the period.';
comment on column report.workers_by_county.unit is 'What workers counts.';
comment on column report.workers_by_county.events is 'Counted events.';
comment on column report.workers_by_county.notices is 'Notices of these events that stand.';
comment on column report.workers_by_county.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.workers_by_county.events_without_count is 'Events without a figure for the state.';
comment on column report.workers_by_county.page is 'Address of its page; null for the line without one.';
comment on column report.workers_by_county.as_of_position is 'Position of the log that the row speaks of.';
