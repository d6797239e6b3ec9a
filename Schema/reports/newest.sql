create view report.newest as
select
    f.position,
    f.accepted_at,
    f.form_type,
    f.state,
    f.employer,
    f.city,
    f.notice_date,
    case when f.version > 1 then (select b.workers from ledger.filing b where b.disclosure_id = f.disclosure_id and b.version = f.version - 1) end as workers_before,
    f.workers,
    f.event_type,
    f.changed_fields,
    f.disclosure_id,
    f.version,
    f.accession_no,
    (select report.moment()) as as_of_position
from ledger.filing f
where f.position <= (select report.moment());

comment on view report.newest is 'What came into the register last? Every filing in the order of the log, with the count it replaced. Ask with sort=-position, or position.from= for what came after a place already seen.';
comment on column report.newest.position is 'Position in the log.';
comment on column report.newest.accepted_at is 'When it was accepted: the log''s time.';
comment on column report.newest.form_type is 'OBS, OBS/A, OBS/W, OBS/R, N, N/A, N/P, N/W, Q, Q/A, Q/NA or X.';
comment on column report.newest.state is 'Jurisdiction.';
comment on column report.newest.employer is 'Employer.';
comment on column report.newest.city is 'City as stated; null when none is.';
comment on column report.newest.notice_date is 'Date of the notice; null when not stated.';
comment on column report.newest.workers_before is 'Workers in the version before; null for a first version, and when nothing certain was stated.';
comment on column report.newest.workers is 'Workers now; null when nothing certain is stated.';
comment on column report.newest.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.newest.changed_fields is 'Fields that differ from the version before.';
comment on column report.newest.disclosure_id is 'The disclosure.';
comment on column report.newest.version is 'Place in its chain, from 1.';
comment on column report.newest.accession_no is 'Number of the filing.';
comment on column report.newest.as_of_position is 'Position of the log that the row speaks of.';
