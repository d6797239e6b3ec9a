create view report.freshness as
with moment as materialized (
    select report.moment() as position
),
told as materialized (
    select r.run_id, r.source_id, r.finished_at, r.outcome, r.code, r.message, r.hint, r.rows, r.notices, r.held, r.rejected, r.skipped_rows, r.supplied_by
    from ledger.run r
    where ledger.run_is_told(r.position, r.after_position)
),
version as (
    select distinct on (v.source_id) v.source_id, v.publisher, v.publication, v.page, v.listing_window, v.from_facts, v.since, v.contact, v.comment
    from ledger.source_version v
    cross join moment m
    where v.position <= m.position
    order by v.source_id, v.version desc
),
last_run as (
    select distinct on (t.source_id) t.source_id, t.run_id, t.finished_at, t.outcome, t.code, t.message, t.hint
    from told t
    order by t.source_id, t.run_id desc
),
last_success as (
    select distinct on (t.source_id) t.source_id, t.finished_at, t.rows, t.notices, t.held, t.rejected, t.skipped_rows, t.supplied_by
    from told t
    where t.outcome <> 'stopped'
    order by t.source_id, t.run_id desc
),
-- A run of pages from the network that passed: what proves a source whose manifest was written from facts alone. A sample page
-- that is only read again under a new manifest has no address of the web.
first_live as (
    select t.source_id, min(t.finished_at) as finished_at
    from told t
    where t.outcome <> 'stopped' and t.supplied_by is null
        and exists (select from ledger.run_snapshot p where p.run_id = t.run_id and p.url ~ '^https?:')
    group by t.source_id
),
last_change as (
    select t.source_id, max(t.finished_at) as finished_at
    from told t
    where t.outcome = 'accepted'
    group by t.source_id
)
select
    s.source_id,
    s.state,
    v.publisher,
    v.page,
    v.listing_window,
    case
        when v.publication <> 'published' then replace(v.publication, '_', ' ')
        when r.outcome = 'stopped' then 'stopped'
        when v.from_facts and l.source_id is null then 'unproven'
        when r.run_id is null then 'never looked'
        else 'ok'
    end as standing,
    v.from_facts is true and l.source_id is null as unproven,
    v.since,
    v.contact,
    v.comment,
    y.finished_at as last_success_at,
    extract(epoch from y.finished_at)::bigint as last_success_epoch,
    c.finished_at as last_change_at,
    r.finished_at as last_run_at,
    y.rows,
    y.notices,
    y.held,
    y.rejected,
    y.skipped_rows as skipped,
    y.supplied_by,
    case when r.outcome = 'stopped' then r.code end as stopped_code,
    case when r.outcome = 'stopped' then r.message end as stopped_message,
    case when r.outcome = 'stopped' then r.hint end as stopped_hint,
    '/reports/notices?source_id=' || s.source_id as rows_behind,
    m.position as as_of_position
from ledger.source s
cross join moment m
join version v on v.source_id = s.source_id
left join last_run r on r.source_id = s.source_id
left join last_success y on y.source_id = s.source_id
left join first_live l on l.source_id = s.source_id
left join last_change c on c.source_id = s.source_id;

comment on view report.freshness is 'How fresh is each source, and why is it stopped where it is?';
comment on column report.freshness.source_id is 'The source.';
comment on column report.freshness.state is 'Publishing jurisdiction.';
comment on column report.freshness.publisher is 'The agency that publishes.';
comment on column report.freshness.page is 'The page a person opens.';
comment on column report.freshness.listing_window is 'Which notices the page lists at a time: all, calendar_year, fiscal_year or rolling N (days).';
comment on column report.freshness.standing is 'ok; stopped: the last run recorded nothing but the reason; unproven: written from facts alone, and no run from the network has passed yet; never looked; by request or none: nothing is published.';
comment on column report.freshness.unproven is 'True when no real page was at hand when the manifest was written, and no run from the network has passed yet.';
comment on column report.freshness.since is 'Where nothing is published: the earliest year, month or day of which that is known; else null.';
comment on column report.freshness.contact is 'Where nothing is published: whom to ask; else null.';
comment on column report.freshness.comment is 'Where nothing is published: what is known of it, and what the law there says; else null.';
comment on column report.freshness.last_success_at is 'When the page was last read whole, changed or not; null: never.';
comment on column report.freshness.last_success_epoch is 'The same in seconds since 1970.';
comment on column report.freshness.last_change_at is 'When the page last said something new; null: never.';
comment on column report.freshness.last_run_at is 'When the last run ended, however it ended; null: never.';
comment on column report.freshness.rows is 'Rows of the last successful run: notices + held + rejected + skipped; null: none yet.';
comment on column report.freshness.notices is 'Rows of it that are notices.';
comment on column report.freshness.held is 'Rows of it kept for a person.';
comment on column report.freshness.rejected is 'Rows of it that could not be read; see rejections.';
comment on column report.freshness.skipped is 'Rows of it that a named rule says are no notices.';
comment on column report.freshness.supplied_by is 'Who gave the page of the last run that passed; null when it was fetched.';
comment on column report.freshness.stopped_code is 'Why the last run stopped; null unless stopped.';
comment on column report.freshness.stopped_message is 'What happened, and where; null unless stopped.';
comment on column report.freshness.stopped_hint is 'What to do next; null unless stopped.';
comment on column report.freshness.rows_behind is 'Address of the source''s notices.';
comment on column report.freshness.as_of_position is 'Position of the log that the row speaks of.';
