create view report.separations as
with fact as materialized (
    select e.event_id, e.notice_date, e.state, e.county_fips, e.employer, e.employer_key, e.workers, e.effective_start
    from report.event_facts e
),
phase as materialized (
    select m.event_id, p.phase_date, sum(p.workers) as workers
    from report.event_members m
    join lateral (
        select f.accession_no
        from ledger.filing f
        where f.disclosure_id = m.disclosure_id and f.position <= (select report.moment())
        order by f.version desc
        limit 1
    ) h on true
    join ledger.filing_phase p on p.accession_no = h.accession_no and p.workers is not null
    where m.stands and m.disclosure_id in (
        select f.disclosure_id from ledger.filing_phase i join ledger.filing f on f.accession_no = i.accession_no)
    group by m.event_id, p.phase_date
),
-- A schedule that says more than the notice is not used.
schedule as materialized (
    select p.event_id, sum(p.workers) as workers
    from phase p
    join fact f on f.event_id = p.event_id
    group by p.event_id, f.workers
    having sum(p.workers) <= f.workers
),
part as (
    select f.event_id, p.phase_date as separation_date, p.workers, 'schedule' as date_is
    from schedule s
    join fact f on f.event_id = s.event_id
    join phase p on p.event_id = s.event_id
    union all
    select f.event_id, null, f.workers - s.workers, 'rest of a schedule'
    from schedule s
    join fact f on f.event_id = s.event_id
    where f.workers > s.workers
    union all
    select f.event_id, f.effective_start, f.workers, case when f.effective_start is null then 'not stated' else 'first day' end
    from fact f
    where not exists (select from schedule s where s.event_id = f.event_id)
)
select
    p.separation_date,
    to_char(p.separation_date, 'YYYY-MM') as effective_month,
    p.date_is,
    p.workers::integer as workers,
    f.state,
    f.county_fips,
    f.employer,
    f.employer_key,
    f.notice_date,
    f.event_id,
    (select report.moment()) as as_of_position
from part p
join fact f on f.event_id = p.event_id;

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
