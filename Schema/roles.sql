-- The register's roles: cluster-wide, without passwords or secrets. Idempotent; run by `warnctl migrate` before the migrations.
-- How a role may log in (peer, certificate, password) is the server's own configuration.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['warn_owner', 'warn_importer', 'warn_filer', 'warn_desk', 'warn_reviewer', 'warn_reader'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
            begin
                execute format('create role %I login noinherit', wanted);
            exception when duplicate_object or unique_violation then
                null; -- another database of this cluster is being migrated at this moment
            end;
        end if;
        -- Who migrates may act as each role, so that one connection string serves every program of a private cluster.
        if not pg_catalog.pg_has_role(current_user, wanted, 'member') then
            execute format('grant %I to current_user', wanted);
        end if;
    end loop;
    -- An analyst's session gives up what is slow, and compiles no plan that takes longer to compile than to run, and
    -- loops in no loop: a folded view has no statistics, and its rows are expected too few.
    if not exists (select from pg_catalog.pg_roles where rolname = 'warn_reader' and rolconfig @> array['enable_nestloop=off', 'work_mem=64MB']) then
        begin
            alter role warn_reader set statement_timeout = '60s';
            alter role warn_reader set idle_in_transaction_session_timeout = '60s';
            alter role warn_reader set work_mem = '64MB';
            alter role warn_reader set jit = off;
            alter role warn_reader set enable_nestloop = off;
        exception when internal_error then
            null; -- another database of this cluster is being migrated at this moment
        end;
    end if;
end
$$;

comment on role warn_owner is 'Owns the register''s schemas; used by migrations only.';
comment on role warn_importer is 'Records what states publish: may call the importing functions, and stage their input.';
comment on role warn_filer is 'An employer''s program: may hand in filings.';
comment on role warn_desk is 'Accepts employers'' filings: may call the filing function.';
comment on role warn_reviewer is 'Reads the ledger; settles links and attributions; accepts stopped runs; verifies.';
comment on role warn_reader is 'Analysts and the daemon: schema report only.';
