-- warnctl verify recomputes filings and the log from their rows, by its own code; of the database it asks what only sets can tell. Who has
-- nothing but SQL still asks ledger.breaks(), and is told all of it.
create function ledger.broken_sets() returns table (code text, subject text, "position" bigint, message text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
    select 'broken_chain', f.accession_no, f.position, format('version %s of its disclosure is missing or has another digest than it names', f.version - 1)
    from ledger.filing f
    left join ledger.filing p on p.disclosure_id = f.disclosure_id and p.version = f.version - 1
    where f.version > 1 and p.chain_sha256 is distinct from f.previous_chain_sha256
    union all
    select 'gap', f.accession_no, f.position, format('sequence %s of its filer and year follows %s', f.accession_sequence, coalesce(f.before, 0))
    from (
        select n.accession_no, n.position, n.accession_sequence,
            lag(n.accession_sequence) over (partition by n.filer_no, n.accession_year order by n.accession_sequence) as before
        from ledger.filing n
    ) f
    where f.accession_sequence <> coalesce(f.before, 0) + 1
    union all
    select case when e.digest is null then 'removed_row' else 'changed_row' end, l.kind || ' ' || l.subject, l.position,
        case when e.digest is null then 'the log names this entry, and it is not there' else 'the entry does not have the digest the log names' end
    from ledger.log l
    left join ledger.entry e on e.position = l.position and e.kind = l.kind
    where l.kind <> 'filing' and e.digest is distinct from l.content_sha256
    union all
    select 'added_row', e.kind || ' at ' || e.position, e.position, 'this entry is not in the log'
    from ledger.entry e
    where not exists (select from ledger.log l where l.position = e.position and l.kind = e.kind)
    union all
    select 'changed_row', 'run ' || r.run_id, coalesce(r.position, r.after_position), format('it rejected %s rows, and %s rejections are there', r.rejected, count(j.seq))
    from ledger.run r left join ledger.rejection j on j.run_id = r.run_id
    group by r.run_id having count(j.seq) <> r.rejected
    union all
    select 'changed_bytes', encode(b.sha256, 'hex'), null, 'the bytes of this snapshot do not have its digest'
    from ledger.snapshot_body b where sha256(b.body) <> b.sha256
    union all
    select 'removed_bytes', encode(s.sha256, 'hex'), null, 'the bytes of this snapshot are gone, and no takedown says so'
    from ledger.snapshot s
    where not exists (select from ledger.snapshot_body b where b.sha256 = s.sha256)
        and not exists (select from ledger.takedown t where t.kind = 'snapshot' and t.subject = encode(s.sha256, 'hex'))
$$;

comment on function ledger.broken_sets() is 'What does not fit between rows: versions without the one before, gaps in a filer''s sequence, entries other than filings, tallies of runs, bytes of snapshots. Part of ledger.breaks_but_rows; filings and the log itself warnctl verify recomputes by itself.';

create or replace function ledger.breaks_but_rows() returns table (code text, subject text, "position" bigint, message text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
    select 'changed_payload', f.accession_no, f.position, 'its payload does not have the digest that was recorded'
    from ledger.filing f where sha256(f.payload) <> f.payload_sha256
    union all
    select 'broken_chain', f.accession_no, f.position, 'its chain digest is not that of its own values'
    from ledger.filing f
    where ledger.chain_sha256(
        f.disclosure_id, f.version, f.form_type, f.accession_no, f.previous_chain_sha256, f.payload_sha256, f.detail_sha256) <> f.chain_sha256
    union all
    select 'gap', l.position::text, l.position, format('position %s follows %s', l.position, coalesce(l.before, 0))
    from (select g.position, lag(g.position) over (order by g.position) as before from ledger.log g) l
    where l.position <> coalesce(l.before, 0) + 1
    union all
    select 'time_runs_backwards', l.position::text, l.position, format('position %s is dated before the position before it', l.position)
    from (select g.position, g.entry_at, lag(g.entry_at) over (order by g.position) as before from ledger.log g) l
    where l.entry_at < l.before
    union all
    select case when f.accession_no is null then 'removed_row' else 'changed_row' end, l.subject, l.position,
        case when f.accession_no is null then 'the log names this filing, and it is not there' else 'the log has another digest or place for this filing' end
    from ledger.log l
    left join ledger.filing f on f.accession_no = l.subject
    where l.kind = 'filing'
        and (f.accession_no is null or f.chain_sha256 <> l.content_sha256 or f.position <> l.position or f.accepted_at <> l.entry_at)
    union all
    select 'added_row', f.accession_no, f.position, 'this filing has no entry in the log'
    from ledger.filing f
    where not exists (select from ledger.log l where l.position = f.position and l.kind = 'filing' and l.subject = f.accession_no)
    union all
    select * from ledger.broken_sets()
$$;

grant execute on function ledger.broken_sets() to warn_importer, warn_desk, warn_reviewer;
