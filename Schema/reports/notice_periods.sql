create view report.notice_periods as
select
    p.jurisdiction,
    nullif(p.valid_from, '')::date as valid_from,
    nullif(p.valid_to, '')::date as valid_to,
    string_to_array(p.event_types, '|') as event_types,
    nullif(p.least_employees, '')::integer as least_employees,
    nullif(p.threshold_count, '')::integer as threshold_count,
    nullif(p.threshold_pct, '')::integer as threshold_pct,
    nullif(p.threshold_alternative, '')::integer as threshold_alternative,
    nullif(p.aggregation_days, '')::integer as aggregation_days,
    nullif(p.notice_days, '')::integer as notice_days,
    nullif(p.notice_days_employees, '')::integer as notice_days_employees,
    p.statute,
    p.grade,
    (select report.moment()) as as_of_position
from ( -- reference: notice-periods.csv
) p
order by p.jurisdiction, p.valid_from, p.event_types;

comment on view report.notice_periods is 'How many days of notice does each law ask for, of which events, since when? As Schema/reference/notice-periods.csv has it.';
comment on column report.notice_periods.jurisdiction is 'US, US-XX for a state, US-XX-City for a city.';
comment on column report.notice_periods.valid_from is 'First day; null: before the registers time.';
comment on column report.notice_periods.valid_to is 'Last day; null: still in force.';
comment on column report.notice_periods.event_types is 'The statutes words for what it is about.';
comment on column report.notice_periods.least_employees is 'Size from which an employer is covered; null: any.';
comment on column report.notice_periods.threshold_count is 'Workers from which an event is covered; null: any.';
comment on column report.notice_periods.threshold_pct is 'Share of the sites workers, in percent, that must be reached, too; null: none.';
comment on column report.notice_periods.threshold_alternative is 'Workers enough by themselves; null: none.';
comment on column report.notice_periods.aggregation_days is 'Days over which losses are added; null: not said.';
comment on column report.notice_periods.notice_days is 'Days of notice to the state; null: a duty without a count of days.';
comment on column report.notice_periods.notice_days_employees is 'Days of notice to the workers; null as before.';
comment on column report.notice_periods.statute is 'The law.';
comment on column report.notice_periods.grade is 'How it was checked: primary, secondary or unverified.';
comment on column report.notice_periods.as_of_position is 'Position of the log that the row speaks of.';
