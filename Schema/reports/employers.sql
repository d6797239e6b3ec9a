create view report.employers as
select
    (array_agg(e.employer order by e.notice_date desc nulls last, e.event_id))[1] as employer,
    count(*) as events,
    sum(e.notices) as notices,
    sum(e.workers)::bigint as workers,
    count(*) filter (where e.workers is null) as events_without_count,
    count(distinct e.state) as states,
    min(e.ai_tier) as ai_tier,
    min(e.notice_date) as first_date,
    max(e.notice_date) as last_date,
    '/employers/' || e.employer_key as page,
    e.employer_key,
    (select report.moment()) as as_of_position
from report.event_facts e
where e.employer_key <> ''
group by e.employer_key;

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
