create view report.links as
with tie as materialized (
    select l.position, l.kind, l.from_disclosure, l.to_disclosure, l.score, l.rule, l.status, l.linker, l.reviewer, l.reason
    from ledger.link l
    where l.position <= (select report.moment())
        and not exists (
            select from ledger.link later where later.supersedes_position = l.position and later.position <= (select report.moment()))
),
said as materialized (
    select distinct on (f.disclosure_id) f.disclosure_id, f.state, f.employer, f.notice_date, f.effective_start, f.workers,
        coalesce(f.city, f.county, f.location) as place, d.source_id
    from ledger.filing f
    join ledger.disclosure d on d.disclosure_id = f.disclosure_id
    where f.position <= (select report.moment())
        and f.disclosure_id in (select t.from_disclosure from tie t union select t.to_disclosure from tie t)
    order by f.disclosure_id, f.version desc
)
select
    t.kind,
    t.status,
    t.rule,
    t.score,
    a.state,
    a.employer,
    a.notice_date,
    a.effective_start,
    a.workers,
    a.place,
    a.source_id,
    b.state as to_state,
    b.employer as to_employer,
    b.notice_date as to_notice_date,
    b.effective_start as to_effective_start,
    b.workers as to_workers,
    b.place as to_place,
    b.source_id as to_source_id,
    coalesce(t.reviewer, 'linker ' || coalesce(t.linker, '1')) as decided_by,
    t.reviewer is not null as by_person,
    t.reason,
    t.status = 'accepted' and t.kind not in ('distinct_site', 'distinct') and a.state = b.state as folds,
    g.entry_at as decided_at,
    t.position,
    t.from_disclosure as disclosure_id,
    t.to_disclosure as to_disclosure_id,
    (select report.moment()) as as_of_position
from tie t
join said a on a.disclosure_id = t.from_disclosure
join said b on b.disclosure_id = t.to_disclosure
join ledger.log g on g.position = t.position;

comment on view report.links is 'What was joined, by which rule and by whom? One line a pair of disclosures as it was settled last: notices in two lists, amendments and what they amend, notices of one event; and what a person refused or the linker withdrew.';
comment on column report.links.kind is 'same_notice, amendment_of, supplements or same_event; distinct_site and distinct are an explicit no.';
comment on column report.links.status is 'accepted; proposed: waits for a reviewer, and does not fold; refused by a person; withdrawn by the linker.';
comment on column report.links.rule is 'Rule that decided; reviewer where a person did.';
comment on column report.links.score is '0 to 1; from 0.9 on the linker accepts.';
comment on column report.links.state is 'Jurisdiction of the later or amending one.';
comment on column report.links.employer is 'Its employer.';
comment on column report.links.notice_date is 'Date of its notice; null when not stated.';
comment on column report.links.effective_start is 'Its first day of layoff; null when not stated.';
comment on column report.links.workers is 'Its workers, whole persons; null when nothing certain is stated.';
comment on column report.links.place is 'Its city, else county, else location as written; null when none is.';
comment on column report.links.source_id is 'Its source; null for an employer''s own.';
comment on column report.links.to_state is 'Jurisdiction of the other one.';
comment on column report.links.to_employer is 'Its employer.';
comment on column report.links.to_notice_date is 'Date of its notice; null when not stated.';
comment on column report.links.to_effective_start is 'Its first day of layoff; null when not stated.';
comment on column report.links.to_workers is 'Its workers, whole persons; null when nothing certain is stated.';
comment on column report.links.to_place is 'Its city, else county, else location as written; null when none is.';
comment on column report.links.to_source_id is 'Its source; null for an employer''s own.';
comment on column report.links.decided_by is 'The person, or the linker and its version.';
comment on column report.links.by_person is 'True where a person decided: no later run of the linker changes it.';
comment on column report.links.reason is 'Why the person decided so; null where the linker did.';
comment on column report.links.folds is 'True where the two are counted as one event: accepted, and in one state.';
comment on column report.links.decided_at is 'When it entered the log.';
comment on column report.links.position is 'Its position in the log.';
comment on column report.links.disclosure_id is 'The later or amending disclosure.';
comment on column report.links.to_disclosure_id is 'The other disclosure.';
comment on column report.links.as_of_position is 'Position of the log that the row speaks of.';
