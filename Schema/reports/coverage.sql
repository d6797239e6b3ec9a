create view report.coverage as
with later as materialized (
    select v.disclosure_id, v.version, v.filer_no, v.notice_date
    from ledger.filing v
    where v.version > 1 and v.position <= (select report.moment())
),
-- What is said now where something was changed, and where it was said at first.
changed as materialized (
    select h.filer_no, min(h.notice_date) as first_notice_date, max(h.notice_date) as last_notice_date
    from (select distinct on (l.disclosure_id) l.filer_no, l.notice_date from later l order by l.disclosure_id, l.version desc) h
    group by h.filer_no
),
replaced as materialized (
    select d.position from ledger.disclosure d where d.disclosure_id = any (array(select l.disclosure_id from later l))
)
select
    j.code as state,
    j.name,
    j.kind,
    case
        when f.source_id is null then 'no source'
        when v.publication <> 'published' then replace(v.publication, '_', ' ')
        when f.unproven then 'unproven'
        when f.last_success_at is null then 'never looked'
        when f.notices = 0 then 'looked, no notices'
        else 'looked'
    end as standing,
    f.last_success_at is not null as looked,
    f.source_id,
    f.unproven,
    f.since,
    f.contact,
    f.comment,
    v.publication,
    f.publisher,
    f.page,
    f.listing_window,
    f.standing as last_run,
    f.last_success_at,
    f.rows,
    f.notices,
    f.rejected,
    h.disclosures,
    least(h.first_notice_date, c.first_notice_date) as first_notice_date,
    greatest(h.last_notice_date, c.last_notice_date) as last_notice_date,
    (select report.moment()) as as_of_position
from ledger.jurisdiction j
left join report.freshness f on f.state = j.code
left join lateral (
    select s.publication
    from ledger.source_version s
    where s.source_id = f.source_id and s.position <= (select report.moment())
    order by s.version desc
    limit 1
) v on true
left join ledger.source s on s.source_id = f.source_id
-- A source is one filer, and each of its lines stands in some version: an index of the first ones tells all that was not changed.
left join lateral (
    select nullif(count(*), 0)::integer as disclosures,
        min(n.notice_date) filter (where n.position not in (select r.position from replaced r)) as first_notice_date,
        max(n.notice_date) filter (where n.position not in (select r.position from replaced r)) as last_notice_date
    from ledger.filing n
    where n.filer_no = s.filer_no and n.version = 1 and n.position <= (select report.moment())
) h on true
left join changed c on c.filer_no = s.filer_no;

comment on view report.coverage is 'What does the register cover, and what not? One line a jurisdiction and source: 50 states, the District of Columbia, Puerto Rico, the Virgin Islands and Guam. Never having looked is not the same as having found nothing.';
comment on column report.coverage.state is 'Jurisdiction.';
comment on column report.coverage.name is 'Its name.';
comment on column report.coverage.kind is 'state, district or territory.';
comment on column report.coverage.standing is 'no source; by request; none (not published); unproven (written from facts alone, and not yet read from the network); never looked; looked, no notices; looked.';
comment on column report.coverage.looked is 'True when a page of the source was read whole at least once.';
comment on column report.coverage.source_id is 'The source; null when there is none.';
comment on column report.coverage.unproven is 'True when no real page was at hand when the manifest was written, and no run from the network has passed yet; null without a source.';
comment on column report.coverage.since is 'Where nothing is published: the earliest year, month or day of which that is known; else null.';
comment on column report.coverage.contact is 'Where nothing is published: whom to ask; else null.';
comment on column report.coverage.comment is 'Where nothing is published: what is known of it, and what the law there says; else null.';
comment on column report.coverage.publication is 'published, by_request or none; null without a source.';
comment on column report.coverage.publisher is 'The agency that publishes; null without a source.';
comment on column report.coverage.page is 'The page a person opens; null without a source.';
comment on column report.coverage.listing_window is 'Which notices the page lists at a time; null without a source.';
comment on column report.coverage.last_run is 'As standing of freshness; null without a source.';
comment on column report.coverage.last_success_at is 'When the page was last read whole; null: never.';
comment on column report.coverage.rows is 'Rows of that run; null: none yet.';
comment on column report.coverage.notices is 'Rows of it that are notices; null: none yet.';
comment on column report.coverage.rejected is 'Rows of it that could not be read; null: none yet.';
comment on column report.coverage.disclosures is 'Lines of the source that the register holds, listed or not; null: none.';
comment on column report.coverage.first_notice_date is 'Earliest notice date among them; null when none is stated.';
comment on column report.coverage.last_notice_date is 'Latest notice date among them; null when none is stated.';
comment on column report.coverage.as_of_position is 'Position of the log that the row speaks of.';
