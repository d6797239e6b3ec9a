-- What follows an import's filings in transactions of its own. A page is read again, though its bytes are known, while this is owed.
create table ledger.run_step (
    run_id bigint not null,
    step text not null constraint run_step_known check (step in ('places', 'links')),
    done_at timestamptz not null default clock_timestamp(),
    constraint run_step_pkey primary key (run_id, step),
    constraint run_step_run_id_fkey foreign key (run_id) references ledger.run (run_id)
);

comment on table ledger.run_step is 'What an import entered after its filings, in transactions of its own: no line, and a later run of the source makes up for it. Runs before this table have none.';
comment on column ledger.run_step.run_id is 'A run that passed.';
comment on column ledger.run_step.step is 'places: the counties, places and industries of its notices are entered. links: its disclosures are tied to the others of their state.';
comment on column ledger.run_step.done_at is 'When the last of it was entered.';

create trigger append_only before update or delete on ledger.run_step for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.run_step for each statement execute function ledger.refuse_change();

create function ledger.record_run_step(run_id bigint, step text) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
begin atomic
    insert into ledger.run_step (run_id, step)
    select r.run_id, record_run_step.step from ledger.run r
    where r.run_id = record_run_step.run_id and r.outcome <> 'stopped'
    on conflict do nothing;
end;

comment on function ledger.record_run_step(bigint, text) is 'Says that a run has entered what follows its filings. Said twice, it is said once; of a stopped run nothing is said.';

grant select on ledger.run_step to warn_importer, warn_desk, warn_reviewer;
revoke execute on function ledger.record_run_step(bigint, text) from public;
grant execute on function ledger.record_run_step(bigint, text) to warn_importer;

create or replace function ledger.repeat_run(source_id text, last_run_id bigint, described jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    run ledger.run;
    told ledger.run;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, hashtext(repeat_run.source_id));
    told := jsonb_populate_record(null::ledger.run, described);
    select r.* into run from ledger.run r
    where r.run_id = last_run_id and r.source_id = repeat_run.source_id and r.outcome <> 'stopped'
        and r.reading_version = told.reading_version
        and exists (select from ledger.run_step t where t.run_id = r.run_id and t.step = 'places')
        and not exists (
            select from ledger.run n left join ledger.acceptance a on a.run_id = n.run_id
            where n.source_id = r.source_id and n.run_id > r.run_id and (n.outcome <> 'stopped' or a.run_id is not null))
        and (select array_agg(s.sha256::text || s.role order by s.seq) from ledger.run_snapshot s where s.run_id = r.run_id)
            = (select array_agg(s.sha256::text || s.role order by s.seq) from pg_temp.stage_snapshot s);
    if not found then
        return null;
    end if;
    run.finished_at := clock_timestamp();
    run.after_position := (select coalesce(max(l.position), 0) from ledger.log l);
    insert into ledger.run (
        source_id, started_at, finished_at, outcome, rows, notices, held, rejected, skipped, skipped_rows, reading_version, supplied_by,
        after_position)
    values (
        run.source_id, least(told.started_at, run.finished_at), run.finished_at, 'unchanged', run.rows, run.notices, run.held, run.rejected,
        run.skipped, run.skipped_rows, run.reading_version, told.supplied_by, run.after_position)
    returning run_id into run.run_id;
    insert into ledger.run_snapshot (run_id, seq, sha256, url, fetched_at, status, headers, role)
    select run.run_id, s.seq, s.sha256, s.url, s.fetched_at, s.status, s.headers, s.role from pg_temp.stage_snapshot s;
    insert into ledger.run_column (run_id, section, column_name, filled)
    select run.run_id, c.section, c.column_name, c.filled from ledger.run_column c where c.run_id = last_run_id;
    insert into ledger.rejection (run_id, seq, row, locator, code, message, hint)
    select run.run_id, r.seq, r.row, r.locator, r.code, r.message, r.hint from ledger.rejection r where r.run_id = last_run_id;
    insert into ledger.run_profile (run_id, newest_on, event_types, date_orders, content_sha256, compared_run_id)
    select run.run_id, p.newest_on, p.event_types, p.date_orders, p.content_sha256, last_run_id
    from ledger.run_profile p where p.run_id = last_run_id;
    insert into ledger.run_column_kind (run_id, section, column_name, rows, examined, dates, counts)
    select run.run_id, k.section, k.column_name, k.rows, k.examined, k.dates, k.counts
    from ledger.run_column_kind k where k.run_id = last_run_id;
    -- What the last run owed, this one owes.
    insert into ledger.run_step (run_id, step)
    select run.run_id, t.step from ledger.run_step t where t.run_id = last_run_id;
    return run.run_id;
end
$$;

comment on function ledger.repeat_run(text, bigint, jsonb) is 'Records a run as unchanged without its page being read, with the tally, columns, rejections and profile of the last one, and gives its number: where the staged pages have the digests of that run''s, in order, it was read by the same version, what it said of places is entered, and no later run passed or was accepted. Else null, and nothing is recorded. Keys: started_at, reading_version, supplied_by.';
