create view report.takedowns as
select
    t.position,
    l.entry_at as removed_at,
    t.kind,
    t.subject,
    t.reason,
    t.authority,
    f.disclosure_id,
    (select report.moment()) as as_of_position
from ledger.takedown t
join ledger.log l on l.position = t.position
left join ledger.filing f on t.kind = 'private_document' and f.accession_no = split_part(t.subject, '/', 1)
where t.position <= (select report.moment());

comment on view report.takedowns is 'Which bytes were removed, when, why and by whose authority? Their digests remain, and every chain, proof and count still verifies.';
comment on column report.takedowns.position is 'Position in the log.';
comment on column report.takedowns.removed_at is 'When.';
comment on column report.takedowns.kind is 'snapshot: a page or document, with the texts read from it; private_document: a private part of a filing.';
comment on column report.takedowns.subject is 'SHA-256 of the snapshot, in hexadecimal; or accession number, slash, name of the part.';
comment on column report.takedowns.reason is 'Why.';
comment on column report.takedowns.authority is 'Who decided, or the order.';
comment on column report.takedowns.disclosure_id is 'The disclosure of the filing; null for a snapshot.';
comment on column report.takedowns.as_of_position is 'Position of the log that the row speaks of.';
