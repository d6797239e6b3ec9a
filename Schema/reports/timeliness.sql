create view report.timeliness as
with known as materialized (
    -- A source is one filer.
    select r.source_id, (f.accepted_at at time zone 'UTC')::date - f.notice_date as days, (f.accepted_at at time zone 'UTC')::date - f.posted_date as days_posted,
        count(*) as notices
    from ledger.filing f
    join ledger.filer r on r.filer_no = f.filer_no
    join ledger.jurisdiction j on lower(j.code) = r.source_id
    where f.version = 1 and f.position <= (select report.moment())
        -- By name, so that an index of the first versions tells it.
        and f.filer_no = any (array(select o.filer_no from ledger.filer o join ledger.jurisdiction c on lower(c.code) = o.source_id))
    group by 1, 2, 3
),
late as (
    select k.source_id, max(k.notices) as notices, max(k.dated) as dated, min(k.days) filter (where 2 * k.up_to >= k.dated) as median_days,
        min(k.days) filter (where 10 * k.up_to >= 9 * k.dated) as p90_days, min(k.days_posted) filter (where 2 * k.up_to_posted >= k.posted) as median_days_posted
    from (
        select k.source_id, k.days, k.days_posted,
            (sum(k.notices) over (partition by k.source_id))::bigint as notices,
            (sum(k.notices) filter (where k.days is not null) over (partition by k.source_id))::bigint as dated,
            (sum(k.notices) filter (where k.days is not null) over (partition by k.source_id order by k.days))::bigint as up_to,
            (sum(k.notices) filter (where k.days_posted is not null) over (partition by k.source_id))::bigint as posted,
            (sum(k.notices) filter (where k.days_posted is not null) over (partition by k.source_id order by k.days_posted))::bigint as up_to_posted
        from known k
    ) k
    group by k.source_id
),
looked as (
    select c.state, count(*) as days, count(*) filter (where c.standing = 'observed') as observed, count(*) filter (where c.standing = 'failed') as failed
    from report.coverage_calendar c
    where c.source_id = lower(c.state)
    group by c.state
)
select
    j.code as state,
    coalesce(l.notices, 0) as notices,
    coalesce(l.dated, 0) as notices_with_date,
    l.median_days,
    l.p90_days,
    l.median_days_posted as median_days_after_posting,
    coalesce(k.days, 0) as days_known,
    coalesce(k.observed, 0) as days_observed,
    coalesce(k.failed, 0) as days_failed,
    round(k.observed::numeric / nullif(k.days, 0), 4) as share_observed,
    (select report.moment()) as as_of_position
from ledger.jurisdiction j
left join late l on l.source_id = lower(j.code)
left join looked k on k.state = j.code
order by j.code;

comment on view report.timeliness is 'How many days after its notice date does the register have a notice, and on how many days was each states page looked at? Of the states own pages, not their archives.';
comment on column report.timeliness.state is 'Jurisdiction.';
comment on column report.timeliness.notices is 'Notices first read from its own page.';
comment on column report.timeliness.notices_with_date is 'Of those, with a notice date.';
comment on column report.timeliness.median_days is 'Median of the days from notice date to record; null without one. A page read for the first time brings its past with it.';
comment on column report.timeliness.p90_days is 'Ninth decile of them.';
comment on column report.timeliness.median_days_after_posting is 'Median of the days from the date of posting; null where none is stated.';
comment on column report.timeliness.days_known is 'Days since the page is known to the register.';
comment on column report.timeliness.days_observed is 'Days on which it was read.';
comment on column report.timeliness.days_failed is 'Days on which it was asked for and could not be read.';
comment on column report.timeliness.share_observed is 'days_observed of days_known; null where there is none.';
comment on column report.timeliness.as_of_position is 'Position of the log that the row speaks of.';
