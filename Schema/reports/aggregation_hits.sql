create view report.aggregation_hits as
with threshold as materialized (
    select j.code as state, min(p.threshold_count) as workers
    from ledger.jurisdiction j
    join report.notice_periods p on p.jurisdiction in ('US', 'US-' || j.code) and p.threshold_count is not null and p.valid_to is null
    group by j.code
),
fact as materialized (
    select e.event_id, e.state, e.employer, e.employer_key, coalesce(e.city, '') as city, e.county_fips, e.event_type, e.workers_counted as workers,
        e.effective_start as day
    from report.events e
    where e.counted and e.workers_counted is not null and e.effective_start is not null and coalesce(e.city, e.county_fips) is not null
        and e.workers_counted < (select max(t.workers) from threshold t)
),
site as materialized (
    select f.*, t.workers as threshold,
        max(f.workers) over w as largest, count(*) over w as site_events
    from fact f
    join threshold t on t.state = f.state
    where f.workers < t.workers
    window w as (partition by f.state, f.employer_key, f.city, f.county_fips)
),
hit as (
    select s.state, s.employer_key, s.city, s.county_fips, s.threshold, s.day as window_start, max(o.day) as window_end, count(*) as notices,
        sum(o.workers) as workers, max(o.workers) as largest_notice, max(o.employer) as employer
    from site s
    join site o on o.state = s.state and o.employer_key = s.employer_key and o.city = s.city and o.county_fips is not distinct from s.county_fips
        and o.day between s.day and s.day + 89
    where s.site_events > 1 and o.site_events > 1
    group by s.event_id, s.state, s.employer_key, s.city, s.county_fips, s.threshold, s.day
    having count(*) > 1 and sum(o.workers) >= s.threshold
)
select distinct on (h.state, h.employer_key, h.city, h.county_fips)
    h.employer,
    h.state,
    nullif(h.city, '') as city,
    h.county_fips,
    h.window_start,
    h.window_end,
    h.notices,
    h.workers::bigint as workers,
    h.largest_notice,
    h.threshold,
    '/reports/events?counted=true&employer_key=' || h.employer_key || '&state=' || h.state as rows_behind,
    h.employer_key,
    (select report.moment()) as as_of_position
from hit h
order by h.state, h.employer_key, h.city, h.county_fips, h.workers desc, h.window_start;

comment on view report.aggregation_hits is 'At which sites do several notices within 90 days together reach a threshold that none reaches alone? 29 U.S.C. 2102(d), and the states own; by the first day, each window at its fullest.';
comment on column report.aggregation_hits.employer is 'Employer.';
comment on column report.aggregation_hits.state is 'Jurisdiction.';
comment on column report.aggregation_hits.city is 'City; null where only the county is known.';
comment on column report.aggregation_hits.county_fips is 'County, five digits; null where none is settled.';
comment on column report.aggregation_hits.window_start is 'First day of the 90.';
comment on column report.aggregation_hits.window_end is 'Last day in them with a layoff.';
comment on column report.aggregation_hits.notices is 'Events in the window, each below the threshold.';
comment on column report.aggregation_hits.workers is 'Workers of them together.';
comment on column report.aggregation_hits.largest_notice is 'The largest of them.';
comment on column report.aggregation_hits.threshold is 'Least number of workers that the federal act or the states asks for, whatever the type; shares of the sites workers are not known.';
comment on column report.aggregation_hits.rows_behind is 'Address of the lines behind this one.';
comment on column report.aggregation_hits.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.aggregation_hits.as_of_position is 'Position of the log that the row speaks of.';
