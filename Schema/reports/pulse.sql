create view report.pulse as
select
    m.position,
    (select l.entry_at from ledger.log l where l.position = m.position) as entry_at,
    (select max(r.run_id) from ledger.run r where ledger.run_is_told(r.position, r.after_position)) as last_run_id,
    (select max(d.defined_at) from ledger.report_definition d) as defined_at,
    report.day() as day,
    m.position as as_of_position
from (select report.moment() as position) m;

comment on view report.pulse is 'Has anything moved? One line; as long as it is the same, every report gives the same answer.';
comment on column report.pulse.position is 'Newest position of the log at the moment; 0 when it is empty.';
comment on column report.pulse.entry_at is 'Time of that entry; null when the log is empty.';
comment on column report.pulse.last_run_id is 'Newest run of any source that the moment tells of, also one that took no position; null before the first.';
comment on column report.pulse.defined_at is 'When a report was last defined anew; null when none was recorded.';
comment on column report.pulse.day is 'The day that reports speak of: what lies in the next 90 days changes with it, too.';
comment on column report.pulse.as_of_position is 'Position of the log that the row speaks of.';
