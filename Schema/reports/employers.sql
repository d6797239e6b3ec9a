create view report.employers as
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
    select l.employer_key, l.employer, l.events, l.notices, l.workers, l.without_count, l.states, l.ai_tier, l.first_date, l.last_date
    from ledger.employer_line l
    where l.position <= (select t.base from tail t)
        and not exists (select from ledger.employer_line_end e where e.line_id = l.line_id and e.position <= (select t.base from tail t))
        and l.employer_key not in (select c.employer_key from touched c)
    union all
    select c.employer_key, c.employer, c.events, c.notices, c.workers, c.without_count, c.states, c.ai_tier, c.first_date, c.last_date
    from touched c
    where c.events > 0
)
select
    l.employer,
    l.events::bigint as events,
    l.notices::bigint as notices,
    l.workers,
    l.without_count::bigint as events_without_count,
    l.states::bigint as states,
    l.ai_tier,
    l.first_date,
    l.last_date,
    '/employers/' || l.employer_key as page,
    l.employer_key,
    (select t.moment from tail t) as as_of_position
from line l
where l.employer_key <> '';

comment on view report.employers is 'Which employers are on record, with how many events and workers?';
comment on column report.employers.employer is 'Employer, in the spelling of its newest notice.';
comment on column report.employers.events is 'Counted events.';
comment on column report.employers.notices is 'Notices of these events that stand.';
comment on column report.employers.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.employers.events_without_count is 'Events without a figure for the state.';
comment on column report.employers.states is 'Jurisdictions of them.';
comment on column report.employers.ai_tier is 'Best tier of evidence on which an event of it is attributed to AI; null: nobody says so.';
comment on column report.employers.first_date is 'First notice date; null when none is stated.';
comment on column report.employers.last_date is 'Last notice date; null when none is stated.';
comment on column report.employers.page is 'Address of its page.';
comment on column report.employers.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.employers.as_of_position is 'Position of the log that the row speaks of.';
