create view report.source_health as
with moment as materialized (
    select report.moment() as position
),
told as materialized (
    select r.run_id, r.source_id, r.finished_at, r.outcome, r.code, r.message, r.hint, r.rows, r.notices, r.outcome = 'stopped' as is_stop,
        exists (select from ledger.acceptance a join moment m on a.position <= m.position where a.run_id = r.run_id) as is_accepted
    from ledger.run r
    where ledger.run_is_told(r.position, r.after_position)
),
last_run as (
    select distinct on (t.source_id) t.source_id, t.run_id, t.finished_at, t.is_stop, t.is_accepted, t.code, t.message, t.hint, t.rows, t.notices
    from told t
    order by t.source_id, t.run_id desc
),
last_passed as (
    select distinct on (t.source_id) t.source_id, t.run_id, t.rows, t.finished_at
    from told t
    where not t.is_stop or t.is_accepted
    order by t.source_id, t.run_id desc
),
streak as (
    select t.source_id, count(*)::integer as stops, min(t.finished_at) as since
    from told t
    left join (select n.source_id, max(n.run_id) as run_id from told n where not n.is_stop group by n.source_id) p on p.source_id = t.source_id
    where t.is_stop and t.run_id > coalesce(p.run_id, 0)
    group by t.source_id
)
select
    s.source_id,
    s.state,
    case
        when l.run_id is null then 'never looked'
        when l.is_stop and l.is_accepted then 'accepted'
        when l.is_stop then 'stopped'
        else 'ok'
    end as standing,
    case when l.is_stop then l.run_id end as stopped_run,
    k.since as stopped_since,
    coalesce(k.stops, 0) as stops,
    case when l.is_stop then l.code end as code,
    case when l.is_stop then l.message end as message,
    case when l.is_stop then l.hint end as hint,
    c.changes,
    e.edit as proposed_edit,
    case when l.is_stop then 'warn-import explain ' || s.source_id end as explained_by,
    case when l.is_stop then l.rows end as stopped_rows,
    y.run_id as last_passed_run,
    y.finished_at as last_passed_at,
    y.rows,
    p.newest_on,
    p.event_types,
    m.position as as_of_position
from ledger.source s
cross join moment m
left join last_run l on l.source_id = s.source_id
left join last_passed y on y.source_id = s.source_id
left join streak k on k.source_id = s.source_id and l.is_stop
left join ledger.run_profile p on p.run_id = y.run_id
left join ledger.run_proposal e on e.run_id = l.run_id
left join lateral (
    select string_agg(
        replace(d.change, '_', ' ') || coalesce(' ' || d.column_name, '') || coalesce(': ' || d.was, '') || coalesce(' -> ' || d.now, ''),
        '; ' order by d.seq) as changes
    from ledger.run_change d
    where d.run_id = l.run_id
) c on true
where s.position <= m.position;

comment on view report.source_health is 'Which sources are stopped, what changed on their pages, and what would mend it? One line a source.';
comment on column report.source_health.source_id is 'The source.';
comment on column report.source_health.state is 'Publishing jurisdiction.';
comment on column report.source_health.standing is 'ok; stopped: the last run recorded nothing but the bytes and the reason; accepted: it stopped, a person said that its page is right, and the next run will record it; never looked.';
comment on column report.source_health.stopped_run is 'The run that stopped, as warn-import accept names it; null unless the last run stopped.';
comment on column report.source_health.stopped_since is 'When the first stop since the last run that passed was recorded; null unless stopped.';
comment on column report.source_health.stops is 'Runs that stopped since the last one that passed.';
comment on column report.source_health.code is 'Why it stopped, as a stable code; null unless stopped.';
comment on column report.source_health.message is 'What happened, and where; null unless stopped.';
comment on column report.source_health.hint is 'What to do next; null unless stopped.';
comment on column report.source_health.changes is 'What is different about the page: columns that are new or gone and the names that look alike, kinds, orders of dates, event types; null where nothing could be compared.';
comment on column report.source_health.proposed_edit is 'Lines of the manifest as they are (-) and as they would be (+), for a person to judge; null where no edit suggests itself.';
comment on column report.source_health.explained_by is 'The command that shows all of it; null unless stopped.';
comment on column report.source_health.stopped_rows is 'Rows of the stopped page, 0 where they were not read; null unless stopped.';
comment on column report.source_health.last_passed_run is 'The last run that passed, or that a person accepted: the next page is compared with it; null: none.';
comment on column report.source_health.last_passed_at is 'When it ended; null: never.';
comment on column report.source_health.rows is 'Its rows; null: none yet.';
comment on column report.source_health.newest_on is 'Newest day of a notice on its page, days after the run left out; null: none.';
comment on column report.source_health.event_types is 'Its notices by event type; null: not measured.';
comment on column report.source_health.as_of_position is 'Position of the log that the row speaks of.';
