create view report.repeat_filers as
with tail as materialized (
    select t.moment, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
-- Those whose events the tail changes, one that has none any more among them.
touched as materialized (
    select l.*
    from tail t
    cross join lateral ledger.employers_of(t.base, t.events, t.disclosures, null) l
),
line as (
    select l.employer_key, l.employer, l.campaigns, l.least_days, l.dated_events, l.dated_workers, l.dated_states, l.first_date, l.last_date
    from ledger.employer_line l
    where l.least_days <= 365 and l.position <= (select t.base from tail t)
        and not exists (select from ledger.employer_line_end e where e.line_id = l.line_id and e.position <= (select t.base from tail t))
        and l.employer_key not in (select c.employer_key from touched c)
    union all
    select c.employer_key, c.employer, c.campaigns, c.least_days, c.dated_events, c.dated_workers, c.dated_states, c.first_date, c.last_date
    from touched c
    where c.least_days <= 365
)
select
    l.employer,
    l.campaigns::bigint as campaigns,
    l.least_days,
    l.dated_events::bigint as events,
    l.dated_workers as workers,
    l.dated_states::bigint as states,
    l.first_date,
    l.last_date,
    '/employers/' || l.employer_key as page,
    l.employer_key,
    (select t.moment from tail t) as as_of_position
from line l
order by l.campaigns desc, l.dated_workers desc nulls last, l.employer_key;

comment on view report.repeat_filers is 'Which employers came back within a year? A campaign is all events of an employer in the nation of which none is more than 30 days after the one before; here are those with two campaigns that began within 365 days.';
comment on column report.repeat_filers.employer is 'Employer, in the spelling of its newest notice.';
comment on column report.repeat_filers.campaigns is 'Campaigns on record, all years.';
comment on column report.repeat_filers.least_days is 'Fewest days from the beginning of one to that of the next.';
comment on column report.repeat_filers.events is 'Counted events with a notice date.';
comment on column report.repeat_filers.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.repeat_filers.states is 'Jurisdictions of them.';
comment on column report.repeat_filers.first_date is 'First notice date.';
comment on column report.repeat_filers.last_date is 'Last notice date.';
comment on column report.repeat_filers.page is 'Address of its page.';
comment on column report.repeat_filers.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.repeat_filers.as_of_position is 'Position of the log that the row speaks of.';
