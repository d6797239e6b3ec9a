create view report.data_quality as
with listed as materialized (
    select w.state, w.source_id, w.code, w.kind, w.meaning, count(*) as notices,
        (array_agg(w.stated order by w.position desc) filter (where w.stated is not null))[1] as newest_stated
    from report.warnings w
    group by w.state, w.source_id, w.code, w.kind, w.meaning
),
counted as materialized (
    select n.state, n.source_id, count(*) as notices,
        count(*) filter (where n.workers is null and coalesce(n.workers_least, n.workers_most) is not null) as ranges,
        count(*) filter (where n.workers is null and coalesce(n.workers_least, n.workers_most) is null) as uncounted,
        count(*) filter (where n.notice_date is null) as undated
    from report.notices n
    where n.source_id is not null
    group by n.state, n.source_id
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
