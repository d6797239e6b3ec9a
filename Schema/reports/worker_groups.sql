create view report.worker_groups as
select
    f.state,
    d.source_id,
    f.employer,
    f.notice_date,
    g.member ->> 'kind' as kind,
    (g.member ->> 'workers')::integer as group_workers,
    f.workers,
    f.workers_total,
    f.workers_scope,
    g.seq::integer as seq,
    f.accession_no,
    f.position,
    f.disclosure_id,
    (select report.moment()) as as_of_position
from (
    select max(h.position) as position
    from ledger.filing h
    where h.position <= (select report.moment())
    group by h.disclosure_id
) head
join ledger.filing f on f.position = head.position and f.run_id is not null
join ledger.disclosure d on d.disclosure_id = f.disclosure_id
cross join lateral jsonb_array_elements(
    case when position('"groups":'::bytea in f.payload) > 0 then convert_from(f.payload, 'UTF8')::jsonb #> '{workers,groups}' end
) with ordinality g (member, seq);

comment on view report.worker_groups is 'Which observed notices say how many of the workers are full-time, part-time, contracted or remote? Very few do; a notice that is not here says nothing of it.';
comment on column report.worker_groups.kind is 'full_time, part_time, contracted or remote, where the cell says so.';
comment on column report.worker_groups.group_workers is 'Whole persons of that kind, among the notice''s figures or beside them as the state has it; never added to them.';
comment on column report.worker_groups.seq is '1 for the kind the cell names first.';
comment on column report.worker_groups.state is 'Publishing jurisdiction.';
comment on column report.worker_groups.source_id is 'The source.';
comment on column report.worker_groups.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.worker_groups.notice_date is 'Date of the notice; null when not settled.';
comment on column report.worker_groups.accession_no is 'Number of the newest filing.';
comment on column report.worker_groups.position is 'Its position in the log.';
comment on column report.worker_groups.disclosure_id is 'The disclosure.';
comment on column report.worker_groups.as_of_position is 'Position of the log that the row speaks of.';
comment on column report.worker_groups.workers is 'The notice''s own figure; null where nothing certain is said.';
comment on column report.worker_groups.workers_total is 'A figure wider than the state; null where none is stated.';
comment on column report.worker_groups.workers_scope is 'Whom the figures count.';
