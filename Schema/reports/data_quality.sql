create view report.data_quality as
with listed as materialized (
    select w.state, w.source_id, w.code, w.kind, w.meaning, count(*) as notices,
        (array_agg(w.stated order by w.position desc) filter (where w.stated is not null))[1] as newest_stated
    from report.warnings w
    group by w.state, w.source_id, w.code, w.kind, w.meaning
),
-- What is on record now is what was at first, and each later version in place of the one before.
later as materialized (
    select v.disclosure_id, v.version, v.filer_no, v.workers, v.workers_least, v.workers_most, v.notice_date
    from ledger.filing v
    where v.version > 1 and v.position <= (select report.moment())
),
counted as materialized (
    select s.state, s.source_id, sum(n.notices)::bigint as notices, sum(n.ranges)::bigint as ranges, sum(n.uncounted)::bigint as uncounted,
        sum(n.undated)::bigint as undated
    from (
        select f.filer_no, count(*) as notices,
            count(*) filter (where f.workers is null and coalesce(f.workers_least, f.workers_most) is not null) as ranges,
            count(*) filter (where f.workers is null and coalesce(f.workers_least, f.workers_most) is null) as uncounted,
            count(*) filter (where f.notice_date is null) as undated
        from ledger.filing f
        where f.version = 1 and f.position <= (select report.moment())
            -- By name, so that an index of the first versions tells it.
            and f.filer_no = any (array(select o.filer_no from ledger.source o))
        group by f.filer_no
        union all
        select c.filer_no, 0,
            coalesce(sum(c.sign) filter (where c.workers is null and coalesce(c.workers_least, c.workers_most) is not null), 0),
            coalesce(sum(c.sign) filter (where c.workers is null and coalesce(c.workers_least, c.workers_most) is null), 0),
            coalesce(sum(c.sign) filter (where c.notice_date is null), 0)
        from (
            select 1 as sign, l.filer_no, l.workers, l.workers_least, l.workers_most, l.notice_date from later l
            union all
            select -1, f.filer_no, f.workers, f.workers_least, f.workers_most, f.notice_date
            from ledger.filing f
            join later l on l.disclosure_id = f.disclosure_id and l.version = f.version + 1
            where f.disclosure_id = any (array(select distinct l.disclosure_id from later l))
        ) c
        group by c.filer_no
    ) n
    -- A source is one filer.
    join ledger.filer r on r.filer_no = n.filer_no
    join ledger.source s on s.source_id = r.source_id
    group by s.state, s.source_id
),
found as (
    select l.state, l.source_id, l.code, l.kind, l.meaning, l.notices, l.newest_stated from listed l
    union all
    select c.state, c.source_id, f.code, 'not_stated', f.meaning, f.notices, null
    from counted c
    cross join lateral (values
        ('count_is_range', 'The count is a range or a bound; sums are told with both ends.', c.ranges),
        ('count_absent', 'No count of this state''s workers.', c.uncounted),
        ('notice_date_absent', 'No notice date.', c.undated)
    ) f (code, meaning, notices)
    where f.notices > 0
)
select
    f.state,
    f.source_id,
    f.code,
    f.kind,
    f.notices,
    c.notices as notices_of_source,
    round(100.0 * f.notices / c.notices, 2) as pct,
    f.meaning,
    f.newest_stated,
    (select report.moment()) as as_of_position
from found f
join counted c on c.state = f.state and c.source_id = f.source_id
order by f.state, f.source_id, f.notices desc, f.code;

comment on view report.data_quality is 'Which source writes impossible dates, whose counts are ranges, and what was repaired, how often and from what?';
comment on column report.data_quality.state is 'Publishing jurisdiction.';
comment on column report.data_quality.source_id is 'The source.';
comment on column report.data_quality.code is 'Stable code: of a warning, or count_is_range, count_absent, notice_date_absent.';
comment on column report.data_quality.kind is 'repaired, left_out or doubtful (report.warning_codes), or not_stated: the source says nothing, or nothing exact.';
comment on column report.data_quality.notices is 'Observed notices it is true of, one a disclosure.';
comment on column report.data_quality.notices_of_source is 'Observed notices of the source.';
comment on column report.data_quality.pct is 'Share in percent.';
comment on column report.data_quality.meaning is 'What the code says of a row.';
comment on column report.data_quality.newest_stated is 'What the newest such row says there; null where none is known. All of them: report.warnings.';
comment on column report.data_quality.as_of_position is 'Position of the log that the row speaks of.';
