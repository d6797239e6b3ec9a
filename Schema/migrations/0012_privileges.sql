-- Append-only by trigger, and by privilege: programs write through functions only.
do $$
declare
    guarded regclass;
begin
    for guarded in
        select c.oid::regclass from pg_catalog.pg_class c
        where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r'
        order by c.relname
    loop
        execute format('create trigger append_only_truncate before truncate on %s for each statement execute function ledger.refuse_change()', guarded);
        if guarded in ('ledger.snapshot_body'::regclass, 'ledger.private_body'::regclass) then
            execute format('create trigger append_only before update on %s for each statement execute function ledger.refuse_change()', guarded);
            execute format('create trigger erased_by_takedown before delete on %s for each row execute function ledger.refuse_erasure()', guarded);
        else
            execute format('create trigger append_only before update or delete on %s for each statement execute function ledger.refuse_change()', guarded);
        end if;
    end loop;
end
$$;

grant usage on schema ledger to warn_importer, warn_desk, warn_reviewer;
grant usage on schema report to warn_importer, warn_filer, warn_desk, warn_reviewer, warn_reader;
grant execute on function report.moment(), ledger.run_is_told(bigint, bigint) to public; -- a view calls functions as its reader

grant select on all tables in schema ledger to warn_importer, warn_desk, warn_reviewer;
revoke select on ledger.private_body from warn_importer, warn_reviewer;

grant execute on function
    ledger.name_key(text),
    ledger.entry_sha256(jsonb),
    ledger.chain_sha256(uuid, integer, text, text, bytea, bytea, bytea),
    ledger.filing_parts(text, bigint),
    ledger.filing_detail_sha256(jsonb, jsonb),
    ledger.breaks(),
    ledger.private_breaks()
to warn_importer, warn_desk, warn_reviewer;

grant execute on function ledger.register_source(jsonb), ledger.open_import(), ledger.record_import(text, jsonb) to warn_importer;
grant execute on function ledger.file(jsonb, bytea, jsonb) to warn_desk;
grant execute on function ledger.accept_run(bigint, text, text), ledger.takedown(text, text, text, text) to warn_reviewer;
