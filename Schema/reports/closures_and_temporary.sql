create view report.closures_and_temporary as
select
    e.notice_month,
    e.state,
    'notice_date' as basis,
    'events' as unit,
    sum(e.events::integer) as events,
    coalesce(sum(e.events::integer) filter (where e.event_type is not null), 0) as events_with_type,
    coalesce(sum(e.events::integer) filter (where e.event_type = 'closure'), 0) as closures,
    round(coalesce(sum(e.events::integer) filter (where e.event_type = 'closure'), 0) / nullif(sum(e.events::integer) filter (where e.event_type is not null), 0)::numeric, 4) as share_closures,
    (sum(e.workers) filter (where e.event_type = 'closure' and e.events > e.without_count))::bigint as workers_of_closures,
    sum(e.temporary::integer) as temporary,
    round(sum(e.temporary::integer) / sum(e.events::integer)::numeric, 4) as share_temporary,
    (sum(e.temporary_workers) filter (where e.temporary > e.temporary_without_count))::bigint as workers_temporary,
    (select report.moment()) as as_of_position
from report.event_cells e
group by e.notice_month, e.state
order by e.notice_month collate "C" nulls last, e.state collate "C";

comment on view report.closures_and_temporary is 'What share of events are closures, and what share is temporary? By notice month and jurisdiction.';
comment on column report.closures_and_temporary.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.closures_and_temporary.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.closures_and_temporary.basis is 'Which date decides the period.';
comment on column report.closures_and_temporary.unit is 'What is counted.';
comment on column report.closures_and_temporary.events is 'Counted events.';
comment on column report.closures_and_temporary.events_with_type is 'Of those, with a stated type.';
comment on column report.closures_and_temporary.closures is 'Of those, closures.';
comment on column report.closures_and_temporary.share_closures is 'closures of events_with_type; null where none states a type.';
comment on column report.closures_and_temporary.workers_of_closures is 'Workers of closures, a floor; null where none states a figure.';
comment on column report.closures_and_temporary.temporary is 'Events stated to be temporary.';
comment on column report.closures_and_temporary.share_temporary is 'temporary of events. Most sources have no such field: a floor.';
comment on column report.closures_and_temporary.workers_temporary is 'Workers of those, a floor; null where none states a figure.';
comment on column report.closures_and_temporary.as_of_position is 'Position of the log that the row speaks of.';
