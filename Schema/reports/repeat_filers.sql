create view report.repeat_filers as
with fact as materialized (
    select e.employer_key, e.employer, e.state, e.notice_date, e.workers,
        e.notice_date - lag(e.notice_date) over (partition by e.employer_key order by e.notice_date, e.event_id) > 30 as is_new
    from report.event_facts e
    where e.notice_date is not null
),
numbered as materialized (
    select f.*, count(*) filter (where f.is_new) over (partition by f.employer_key order by f.notice_date rows unbounded preceding) as campaign
    from fact f
),
campaign as materialized (
    select n.employer_key, n.campaign, min(n.notice_date) as first_date
    from numbered n
    group by n.employer_key, n.campaign
),
spaced as (
    select c.employer_key, count(*) as campaigns,
        min(c.gap) as least_days
    from (select x.*, x.first_date - lag(x.first_date) over (partition by x.employer_key order by x.first_date) as gap from campaign x) c
    group by c.employer_key
    having min(c.gap) <= 365
)
select
    (array_agg(n.employer order by n.notice_date desc))[1] as employer,
    s.campaigns,
    s.least_days,
    count(*) as events,
    sum(n.workers)::bigint as workers,
    count(distinct n.state) as states,
    min(n.notice_date) as first_date,
    max(n.notice_date) as last_date,
    '/employers/' || n.employer_key as page,
    n.employer_key,
    (select report.moment()) as as_of_position
from spaced s
join numbered n on n.employer_key = s.employer_key
group by n.employer_key, s.campaigns, s.least_days
order by s.campaigns desc, workers desc nulls last, n.employer_key;

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
