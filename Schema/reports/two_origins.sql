create view report.two_origins as
with notice as materialized (
    select n.event_id, n.disclosure_id, n.accession_no, n.origin, n.source_id, n.state, n.employer, n.notice_date, n.effective_start, n.workers,
        n.event_type, n.city, n.rescinded, n.position, n.as_of_position
    from report.notices n
    where n.event_disclosures > 1
)
select
    s.state,
    s.source_id,
    s.employer as state_employer,
    o.employer as own_employer,
    s.workers as state_workers,
    o.workers as own_workers,
    s.notice_date as state_notice_date,
    o.notice_date as own_notice_date,
    s.effective_start as state_effective_start,
    o.effective_start as own_effective_start,
    array_remove(array[
        case when ledger.name_key(s.employer) <> ledger.name_key(o.employer) then 'employer' end,
        case when s.workers is distinct from o.workers then 'workers' end,
        case when s.notice_date is distinct from o.notice_date then 'notice_date' end,
        case when s.effective_start is distinct from o.effective_start then 'effective_start' end,
        case when s.event_type is distinct from o.event_type then 'event_type' end,
        case when ledger.name_key(coalesce(s.city, '')) <> ledger.name_key(coalesce(o.city, '')) then 'city' end,
        case when s.rescinded is distinct from o.rescinded then 'rescinded' end
    ], null) as differences,
    s.disclosure_id as state_disclosure_id,
    o.disclosure_id as own_disclosure_id,
    s.accession_no as state_accession_no,
    o.accession_no as own_accession_no,
    o.event_id,
    o.position,
    o.as_of_position
from notice o
join notice s on s.event_id = o.event_id and s.origin = 'state_import'
where o.origin = 'employer';

comment on view report.two_origins is 'Where a state''s line and the employer''s own filing are linked as one event, in what do they differ? Both stay as they are; where they say the same, differences is empty.';
comment on column report.two_origins.state is 'The state.';
comment on column report.two_origins.source_id is 'The source of its line.';
comment on column report.two_origins.state_employer is 'Employer on the state''s page.';
comment on column report.two_origins.own_employer is 'Employer as it files itself.';
comment on column report.two_origins.state_workers is 'Workers on the state''s page; null when not stated.';
comment on column report.two_origins.own_workers is 'Workers as filed; null when not stated.';
comment on column report.two_origins.state_notice_date is 'Date of the notice on the state''s page; null when not stated.';
comment on column report.two_origins.own_notice_date is 'Date of the notice as filed; null when not stated.';
comment on column report.two_origins.state_effective_start is 'First day of the layoff on the state''s page; null when not stated.';
comment on column report.two_origins.own_effective_start is 'First day of the layoff as filed; null when not stated.';
comment on column report.two_origins.differences is 'Names of what differs, or is stated by one alone: employer, workers, notice_date, effective_start, event_type, city, rescinded.';
comment on column report.two_origins.state_disclosure_id is 'The state''s disclosure.';
comment on column report.two_origins.own_disclosure_id is 'The employer''s.';
comment on column report.two_origins.state_accession_no is 'Newest filing of the state''s.';
comment on column report.two_origins.own_accession_no is 'Newest filing of the employer''s.';
comment on column report.two_origins.event_id is 'The event.';
comment on column report.two_origins.position is 'Position of the employer''s newest filing in the log.';
comment on column report.two_origins.as_of_position is 'Position of the log that the row speaks of.';
