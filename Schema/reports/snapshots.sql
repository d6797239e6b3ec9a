create view report.snapshots as
select
    s.first_fetched_at,
    encode(s.sha256, 'hex') as snapshot_sha256,
    r.source_id,
    q.url,
    q.status as http_status,
    q.role,
    s.size_bytes,
    s.media_type,
    case
        when not exists (select from ledger.snapshot_body b where b.sha256 = s.sha256) then 'removed'
        when s.is_public and not exists (select from ledger.private_snapshot p where p.sha256 = s.sha256) then 'public'
        else 'private'
    end as standing,
    r.run_id,
    (select report.moment()) as as_of_position
from ledger.snapshot s
join ledger.run_snapshot q on q.sha256 = s.sha256
join ledger.run r on r.run_id = q.run_id
where ledger.run_is_told(r.position, r.after_position);

comment on view report.snapshots is 'Which pages were fetched, when and from where? One line a page and run; its bytes are at /snapshots/ and its digest where they are public.';
comment on column report.snapshots.first_fetched_at is 'When these bytes were first fetched.';
comment on column report.snapshots.snapshot_sha256 is 'SHA-256 of the bytes, in hexadecimal.';
comment on column report.snapshots.source_id is 'The source.';
comment on column report.snapshots.url is 'Address after redirects; file: and a path for a file given by hand.';
comment on column report.snapshots.http_status is 'HTTP status; 0 for a file.';
comment on column report.snapshots.role is 'rows: rows are read from it; details: it adds values to rows; index: only its links were used.';
comment on column report.snapshots.size_bytes is 'Bytes.';
comment on column report.snapshots.media_type is 'The Content-Type served first with these bytes; null for a file given by hand.';
comment on column report.snapshots.standing is 'public, private, or removed by a takedown.';
comment on column report.snapshots.run_id is 'The run that fetched it.';
comment on column report.snapshots.as_of_position is 'Position of the log that the row speaks of.';
