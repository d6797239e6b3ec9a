create view report.observed_states as
with tail as materialized (
    select x.base, x.events, x.disclosures from ledger.tail((select report.moment())) x
),
added as materialized (
    select (c.fact).state as state, min((c.fact).notice_date) as first_day, max((c.fact).notice_date) as last_day
    from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
    where c.sign = 1 and (c.fact).counted
    group by 1
),
said as materialized (
    select d.state, least(d.first_date, a.first_day) as first_day, greatest(d.last_date, a.last_day) as last_day
    from ledger.dates_of_states((select t.base from tail t), (select t.events from tail t), array(
        select x.state from report.state_cells x where x.state is not null and x.notice_month is not null and x.events > 0 group by x.state)) d
    left join added a on a.state = d.state
),
looked as (
    -- An archive is as old as its newest notice, and so is a page given by hand, for nobody knows when it was saved; a state's own page is as
    -- new as its last fetching.
    select s.state, max((r.finished_at at time zone 'UTC')::date) as last_day
    from ledger.run r
    join ledger.source s on s.source_id = r.source_id
    where r.outcome <> 'stopped' and r.supplied_by is null and r.source_id = lower(s.state) and ledger.run_is_told(r.position, r.after_position)
    group by s.state
)
select
    s.state,
    to_char(s.first_day, 'YYYY-MM') as first_month,
    to_char(greatest(s.last_day, l.last_day), 'YYYY-MM') as last_month,
    s.first_day,
    greatest(s.last_day, l.last_day) as last_day,
    case when l.last_day >= s.last_day then 'page last read' else 'last notice on record' end as last_day_is,
    (select report.moment()) as as_of_position
from said s
left join looked l on l.state = s.state;

comment on view report.observed_states is 'Which months can be compared: from when until when was each jurisdiction observed? From its first notice on record to the day its own page was last fetched, or to its last notice on record where that is later or the page is an archive or was given by hand.';
comment on column report.observed_states.state is 'Jurisdiction.';
comment on column report.observed_states.first_month is 'Month of its first counted event.';
comment on column report.observed_states.last_month is 'Month of last_day.';
comment on column report.observed_states.first_day is 'Date of its first counted event.';
comment on column report.observed_states.last_day is 'Last day on which it was observed.';
comment on column report.observed_states.last_day_is is 'page last read, which counts fetched pages alone, or last notice on record.';
comment on column report.observed_states.as_of_position is 'Position of the log that the row speaks of.';
