create view report.coverage_calendar as
with moment as materialized (
    select report.moment() as position
),
bounds as materialized (
    -- A named moment ends on its own day, so that it always gives the same answer.
    select m.position,
        case
            when coalesce(current_setting('report.as_of', true), '') = '' then (clock_timestamp() at time zone 'UTC')::date
            else (select (l.entry_at at time zone 'UTC')::date from ledger.log l where l.position = m.position)
        end as last_day
    from moment m
),
looked as materialized (
    select r.source_id, (r.finished_at at time zone 'UTC')::date as day, count(*)::integer as runs,
        count(*) filter (where r.outcome = 'stopped')::integer as stops,
        count(*) filter (where r.outcome <> 'stopped' and r.supplied_by is null)::integer as fetches,
        count(*) filter (where r.outcome = 'accepted')::integer as changes,
        (array_agg(r.code order by r.run_id desc) filter (where r.outcome = 'stopped'))[1] as code,
        (array_agg(r.rows order by r.run_id desc) filter (where r.outcome <> 'stopped'))[1] as rows
    from ledger.run r
    where ledger.run_is_told(r.position, r.after_position)
    group by r.source_id, (r.finished_at at time zone 'UTC')::date
),
known as (
    select s.source_id, s.state, (l.entry_at at time zone 'UTC')::date as first_day
    from ledger.source s
    join moment m on s.position <= m.position
    join ledger.log l on l.position = s.position
    join lateral (
        select n.publication
        from ledger.source_version n
        where n.source_id = s.source_id and n.position <= m.position
        order by n.version desc
        limit 1
    ) v on v.publication = 'published'
)
select
    s.source_id,
    s.state,
    d.day::date as day,
    case
        when k.runs is null then 'not_run'
        when k.stops = k.runs then 'failed'
        when k.fetches = 0 then 'given'
        else 'observed'
    end as standing,
    case
        when k.runs is null then 'never looked'
        when k.stops = k.runs then 'looked, could not read it'
        when k.fetches = 0 then 'read a page given by hand'
        when k.changes = 0 then 'looked, nothing new'
        else 'looked, something new'
    end as finding,
    coalesce(k.runs, 0) as runs,
    coalesce(k.stops, 0) as stops,
    k.rows,
    k.code,
    b.position as as_of_position
from known s
cross join bounds b
cross join lateral generate_series(s.first_day::timestamp, b.last_day::timestamp, interval '1 day') d (day)
left join looked k on k.source_id = s.source_id and k.day = d.day::date
order by s.source_id, d.day;

comment on view report.coverage_calendar is 'On which days was each source looked at, and with what success? One line a published source and day (UTC), from the day the register first knew it. "Looked, nothing new" is an observation; "never looked" is not, and no more is a page that somebody gave: when it was saved is not known.';
comment on column report.coverage_calendar.source_id is 'The source.';
comment on column report.coverage_calendar.state is 'Publishing jurisdiction.';
comment on column report.coverage_calendar.day is 'Day in UTC.';
comment on column report.coverage_calendar.standing is 'observed: at least one run read the page whole; failed: every run of the day stopped; given: every run that passed read a page given by hand; not_run: there was none.';
comment on column report.coverage_calendar.finding is 'never looked; read a page given by hand; looked, could not read it; looked, nothing new; looked, something new.';
comment on column report.coverage_calendar.runs is 'Runs of the day.';
comment on column report.coverage_calendar.stops is 'Those of them that stopped.';
comment on column report.coverage_calendar.rows is 'Rows of the day''s last run that read the page; null: none did.';
comment on column report.coverage_calendar.code is 'Why the day''s last stopped run stopped; null: none stopped.';
comment on column report.coverage_calendar.as_of_position is 'Position of the log that the row speaks of.';
