create view report.separations as
with phase as materialized (
    select s.event_id, s.phase_date, s.workers from ledger.schedules((select report.moment())) s
),
-- A schedule that says more than the notice is not used.
schedule as materialized (
    select p.event_id, sum(p.workers) as workers from phase p group by p.event_id
)
select
    f.effective_start as separation_date,
    to_char(f.effective_start, 'YYYY-MM') as effective_month,
    case when f.effective_start is null then 'not stated' else 'first day' end as date_is,
    f.workers::integer as workers,
    f.state,
    f.county_fips,
    f.employer,
    f.employer_key,
    f.notice_date,
    f.event_id,
    (select report.moment()) as as_of_position
from report.event_facts f
left join schedule s on s.event_id = f.event_id
where (s.workers <= f.workers) is not true
union all
select
    p.phase_date,
    to_char(p.phase_date, 'YYYY-MM'),
    'schedule',
    p.workers::integer,
    f.state,
    f.county_fips,
    f.employer,
    f.employer_key,
    f.notice_date,
    f.event_id,
    (select report.moment())
from phase p
join schedule s on s.event_id = p.event_id
join report.event_facts f on f.event_id = p.event_id
where s.workers <= f.workers
union all
select
    null,
    null,
    'rest of a schedule',
    f.workers - s.workers::integer,
    f.state,
    f.county_fips,
    f.employer,
    f.employer_key,
    f.notice_date,
    f.event_id,
    (select report.moment())
from schedule s
join report.event_facts f on f.event_id = s.event_id
where s.workers < f.workers;

comment on view report.separations is 'On which days do workers lose their jobs? One line an instalment: those of a stated schedule, else the first day with all its workers. Sums of an event are its workers.';
comment on column report.separations.separation_date is 'The day; null: not stated.';
comment on column report.separations.effective_month is 'Its month, yyyy-mm; null as for separation_date.';
comment on column report.separations.date_is is 'schedule: an instalment as stated; first day: of a layoff without a schedule; rest of a schedule: workers whose day it does not say; not stated.';
comment on column report.separations.workers is 'Workers of the instalment; null when the notice states no figure.';
comment on column report.separations.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.separations.county_fips is 'County, five digits; null: unplaced, where none is settled or an event''s notices lie in several.';
comment on column report.separations.employer is 'Employer, in the spelling of its newest notice.';
comment on column report.separations.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.separations.notice_date is 'Earliest notice date of the event; null when not stated.';
comment on column report.separations.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.separations.as_of_position is 'Position of the log that the row speaks of.';
