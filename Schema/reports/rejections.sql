create view report.rejections as
select
    s.state,
    r.source_id,
    x.row,
    x.locator,
    x.code,
    x.message,
    x.hint,
    r.run_id,
    r.finished_at,
    (select report.moment()) as as_of_position
from (
    select distinct on (t.source_id) t.source_id, t.run_id, t.finished_at
    from ledger.run t
    where ledger.run_is_told(t.position, t.after_position) and t.outcome <> 'stopped'
    order by t.source_id, t.run_id desc
) r
join ledger.source s on s.source_id = r.source_id
join ledger.rejection x on x.run_id = r.run_id;

comment on view report.rejections is 'Which rows of each source''s last reading could not honestly be turned into a notice, and why?';
comment on column report.rejections.state is 'Publishing jurisdiction.';
comment on column report.rejections.source_id is 'The source.';
comment on column report.rejections.row is 'Data row, from 0, in page order.';
comment on column report.rejections.locator is 'Where a person finds it in the snapshot.';
comment on column report.rejections.code is 'Stable code.';
comment on column report.rejections.message is 'What was unreadable.';
comment on column report.rejections.hint is 'What to do next.';
comment on column report.rejections.run_id is 'The run that read it.';
comment on column report.rejections.finished_at is 'When that run ended.';
comment on column report.rejections.as_of_position is 'Position of the log that the row speaks of.';
