create view report.provenance as
select
    f.disclosure_id,
    f.version,
    f.accession_no,
    f.position,
    f.form_type,
    r.source_id,
    f.run_id,
    p.url,
    p.fetched_at,
    p.status as http_status,
    encode(f.snapshot_sha256, 'hex') as snapshot_sha256,
    case
        when f.snapshot_sha256 is null then null
        when exists (select from ledger.takedown t where t.kind = 'snapshot' and t.subject = encode(f.snapshot_sha256, 'hex') and t.position <= (select report.moment())) then 'removed'
        when s.is_public and not exists (select from ledger.private_snapshot p where p.sha256 = s.sha256) then 'public'
        else 'private'
    end as snapshot_standing,
    s.size_bytes,
    s.media_type,
    f.row,
    f.locator,
    f.reading_version,
    r.supplied_by,
    encode(f.payload_sha256, 'hex') as payload_sha256,
    encode(f.chain_sha256, 'hex') as chain_sha256,
    (select report.moment()) as as_of_position
from ledger.filing f
left join ledger.run r on r.run_id = f.run_id
left join ledger.snapshot s on s.sha256 = f.snapshot_sha256
left join ledger.run_snapshot p on p.run_id = f.run_id
    and p.seq = (select min(q.seq) from ledger.run_snapshot q where q.run_id = f.run_id and q.sha256 = f.snapshot_sha256)
where f.position <= (select report.moment());

comment on view report.provenance is 'Where does each filing come from? From the filing to its run, the address and time of the page, the digest of its bytes, and the row in them.';
comment on column report.provenance.disclosure_id is 'The disclosure.';
comment on column report.provenance.version is 'Place in its chain, from 1.';
comment on column report.provenance.accession_no is 'The filing.';
comment on column report.provenance.position is 'Its position in the log.';
comment on column report.provenance.form_type is 'Its form.';
comment on column report.provenance.source_id is 'The source; null for an employer''s filing.';
comment on column report.provenance.run_id is 'The run that observed it; null for an employer''s.';
comment on column report.provenance.url is 'Address after redirects; file: and a name for a file given by hand; null for an employer''s.';
comment on column report.provenance.fetched_at is 'When the last byte arrived; null for an employer''s.';
comment on column report.provenance.http_status is 'HTTP status; 0 for a file; null for an employer''s.';
comment on column report.provenance.snapshot_sha256 is 'SHA-256 of the bytes, in hexadecimal: their address under /snapshots/; null for an employer''s.';
comment on column report.provenance.snapshot_standing is 'public: the bytes can be had; private; removed by a takedown; null for an employer''s.';
comment on column report.provenance.size_bytes is 'Bytes of the snapshot.';
comment on column report.provenance.media_type is 'The Content-Type served first with these bytes; null for a file given by hand.';
comment on column report.provenance.row is 'Data row, from 0, in page order; null for OBS/W and an employer''s.';
comment on column report.provenance.locator is 'Where a person finds the row; null as for row.';
comment on column report.provenance.reading_version is 'Version of manifest and program that read it; null for an employer''s.';
comment on column report.provenance.supplied_by is 'Who gave a saved file by hand; null when fetched.';
comment on column report.provenance.payload_sha256 is 'SHA-256 of the canonical record, in hexadecimal.';
comment on column report.provenance.chain_sha256 is 'Chain digest, in hexadecimal.';
comment on column report.provenance.as_of_position is 'Position of the log that the row speaks of.';
