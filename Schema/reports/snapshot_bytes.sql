create view report.snapshot_bytes as
select
    s.sha256,
    s.size_bytes,
    b.body
from ledger.snapshot s
join ledger.snapshot_body b on b.sha256 = s.sha256
where s.is_public and not exists (select from ledger.private_snapshot p where p.sha256 = s.sha256);

comment on view report.snapshot_bytes is 'The bytes of public snapshots. Takes part in no report: bytes are had by their digest, and are gone when they are taken down.';
comment on column report.snapshot_bytes.sha256 is 'SHA-256 of the bytes.';
comment on column report.snapshot_bytes.size_bytes is 'Bytes.';
comment on column report.snapshot_bytes.body is 'The bytes as served.';
