-- What a page was like, run by run, so that the day it changes is known the same hour, and what changed with it.
create table ledger.run_profile (
    run_id bigint,
    newest_on date,
    event_types jsonb not null,
    date_orders jsonb not null,
    content_sha256 bytea not null constraint run_profile_content_sha256_length check (octet_length(content_sha256) = 32),
    compared_run_id bigint,
    constraint run_profile_pkey primary key (run_id),
    constraint run_profile_run_id_fkey foreign key (run_id) references ledger.run (run_id),
    constraint run_profile_compared_run_id_fkey foreign key (compared_run_id) references ledger.run (run_id)
);

create index run_profile_content_sha256 on ledger.run_profile (content_sha256);

comment on table ledger.run_profile is 'What the page of a run was like as a whole: it is compared with the last accepted one. No row: the run ended before its rows were read.';
comment on column ledger.run_profile.run_id is 'The run.';
comment on column ledger.run_profile.newest_on is 'Newest day by which a notice falls into the listing window, days after the run left out (they are slips of the pen); null: none.';
comment on column ledger.run_profile.event_types is 'Notices by event type: {"closure": 4, …}; those that state none are left out.';
comment on column ledger.run_profile.date_orders is 'How often the first of two dates comes after the second: {"notice_date>effective_start": [rows, of rows]}.';
comment on column ledger.run_profile.content_sha256 is 'Digest of what all rows say, whatever their order, so that an old page is known again although its bytes differ.';
comment on column ledger.run_profile.compared_run_id is 'The accepted run it was compared with; null: the source''s first.';

create table ledger.run_column_kind (
    run_id bigint,
    section text not null,
    column_name text not null,
    rows integer not null,
    examined integer not null,
    dates integer not null,
    counts integer not null,
    constraint run_column_kind_pkey primary key (run_id, section, column_name),
    constraint run_column_kind_run_column_fkey foreign key (run_id, section, column_name)
        references ledger.run_column (run_id, section, column_name),
    constraint run_column_kind_adds_up check (least(rows, examined, dates, counts) >= 0 and dates + counts <= examined)
);

comment on table ledger.run_column_kind is 'What kind of values each column of run_column held. The values themselves stay in the snapshot.';
comment on column ledger.run_column_kind.run_id is 'The run.';
comment on column ledger.run_column_kind.section is 'As in run_column.';
comment on column ledger.run_column_kind.column_name is 'As the state writes it.';
comment on column ledger.run_column_kind.rows is 'Rows of the section: run_column.filled of them are filled.';
comment on column ledger.run_column_kind.examined is 'Filled cells whose kind was looked at: the first few hundred.';
comment on column ledger.run_column_kind.dates is 'Of those, dates.';
comment on column ledger.run_column_kind.counts is 'Of those, whole numbers.';

create table ledger.run_change (
    run_id bigint,
    seq integer not null,
    change text not null constraint run_change_known check (change in (
        'column_added', 'column_missing', 'column_alike', 'column_emptied', 'kind_changed', 'dates_reversed', 'types_shifted',
        'newest_fell', 'old_page', 'lines_changed', 'rows_rejected')),
    column_name text,
    was text,
    now text,
    constraint run_change_pkey primary key (run_id, seq),
    constraint run_change_run_id_fkey foreign key (run_id) references ledger.run (run_id)
);

comment on table ledger.run_change is 'What is different about the page of a stopped run, compared with the last accepted one. Names and figures only, never what stands in a cell.';
comment on column ledger.run_change.run_id is 'The run.';
comment on column ledger.run_change.seq is 'From 1.';
comment on column ledger.run_change.change is 'column_added, column_missing, column_alike (the missing one may be the new one), column_emptied, kind_changed (counts where dates were), dates_reversed, types_shifted, newest_fell, old_page (served before), lines_changed (most lines say something else), rows_rejected (many more rows than before are unreadable).';
comment on column ledger.run_change.column_name is 'The column or the field; null: the page as a whole.';
comment on column ledger.run_change.was is 'How it was in the last accepted run; null: it was not.';
comment on column ledger.run_change.now is 'How it is; null: it is not.';

create table ledger.run_proposal (
    run_id bigint,
    edit text not null constraint run_proposal_edit_stated check (trim(edit) <> ''),
    constraint run_proposal_pkey primary key (run_id),
    constraint run_proposal_run_id_fkey foreign key (run_id) references ledger.run (run_id)
);

comment on table ledger.run_proposal is 'The edit of the manifest that would make the page of a stopped run readable, for a person to judge.';
comment on column ledger.run_proposal.run_id is 'The stopped run.';
comment on column ledger.run_proposal.edit is 'Lines of the manifest: - as it is, + as it would be.';

create function ledger.record_profile(run_id bigint, described jsonb) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into ledger.run_profile (run_id, newest_on, event_types, date_orders, content_sha256, compared_run_id)
    select record_profile.run_id, p.newest_on, p.event_types, p.date_orders, p.content_sha256, p.compared_run_id
    from jsonb_populate_record(null::ledger.run_profile, described -> 'profile') p
    where p.content_sha256 is not null;
    insert into ledger.run_column_kind (run_id, section, column_name, rows, examined, dates, counts)
    select record_profile.run_id, k.section, k.column_name, k.rows, k.examined, k.dates, k.counts
    from jsonb_populate_recordset(null::ledger.run_column_kind, described -> 'columns') k;
    insert into ledger.run_change (run_id, seq, change, column_name, was, now)
    select record_profile.run_id, e.seq, c.change, c.column_name, c.was, c.now
    from jsonb_array_elements(described -> 'changes') with ordinality e (entry, seq)
    cross join lateral jsonb_populate_record(null::ledger.run_change, e.entry) c;
end
$$;

comment on function ledger.record_profile(bigint, jsonb) is 'Adds to a run what its page was like and how it differs from the last accepted one. Once a run, in the transaction that records it. Keys: profile, columns, changes.';

create function ledger.propose_edit(run_id bigint, edit text) returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    insert into ledger.run_proposal (run_id, edit)
    select r.run_id, propose_edit.edit from ledger.run r where r.run_id = propose_edit.run_id and r.outcome = 'stopped'
    on conflict do nothing
$$;

comment on function ledger.propose_edit(bigint, text) is 'Keeps the manifest edit proposed for a stopped run. The first stays.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['run_profile', 'run_column_kind', 'run_change', 'run_proposal'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.run_profile, ledger.run_column_kind, ledger.run_change, ledger.run_proposal to warn_importer, warn_desk, warn_reviewer;
revoke execute on function ledger.record_profile(bigint, jsonb), ledger.propose_edit(bigint, text) from public;
grant execute on function ledger.record_profile(bigint, jsonb), ledger.propose_edit(bigint, text) to warn_importer;
