-- A page asks some twenty questions, and each asks which definitions are in force and what is not settled. A function in SQL is planned at every question;
-- one in PL/pgSQL is planned once a session. And where nothing is touched, nothing is folded.
create or replace function ledger.fact_definitions() returns bytea
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select sha256(convert_to(string_agg(d.name || encode(d.sha256, 'hex'), ',' order by d.name), 'UTF8'))
        from (
            (
                select distinct on (r.name) r.name, coalesce(e.settles_as, r.sha256) as sha256
                from ledger.report_definition r
                left join ledger.equal_definition e on e.sha256 = r.sha256
                where r.name in ('ai_voices', 'attributions', 'notice_industries', 'notice_places')
                order by r.name, r.defined_at desc
            )
            union all
            select p.oid::regprocedure::text, sha256(convert_to(p.prosrc, 'UTF8'))
            from pg_proc p
            where p.oid in (
                'ledger.fold(uuid[],boolean)'::regprocedure, 'ledger.fold_places(bigint,uuid[])'::regprocedure,
                'ledger.fold_lines(bigint,uuid[])'::regprocedure, 'ledger.folds(bigint,uuid[])'::regprocedure)
        ) d);
end
$$;

create or replace function ledger.event_changes(base bigint, events uuid[], disclosures uuid[], out sign integer, out fact ledger.event_fact)
returns setof record
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
begin
    if cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    return query
    select -1, f
    from ledger.event_fact f
    where f.event_id = any (events) and f.position <= base
        and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base);
    return query select 1, f from ledger.fold(disclosures, false) f;
end
$$;

alter function ledger.state_sums(bigint, uuid[], uuid[]) rename to fold_state_sums;
alter function ledger.voice_sums(bigint, uuid[], uuid[]) rename to fold_voice_sums;

create function ledger.state_sums(base bigint, events uuid[], disclosures uuid[]) returns setof ledger.state_cell
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    return query select * from ledger.fold_state_sums(base, events, disclosures);
end
$$;

comment on function ledger.state_sums(bigint, uuid[], uuid[]) is 'What a tail changes of the sums by month, jurisdiction and best tier; with nulls, the sums of all events, folded anew.';

create function ledger.voice_sums(base bigint, events uuid[], disclosures uuid[]) returns setof ledger.voice_cell
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    return query select * from ledger.fold_voice_sums(base, events, disclosures);
end
$$;

comment on function ledger.voice_sums(bigint, uuid[], uuid[]) is 'What a tail changes of the sums of what is said of AI by month and tier; with nulls, the sums of all events, folded anew.';

-- First and last days of all that are asked for in one call: a function's start costs more than the two ends of an index that it reads.
create function ledger.dates_of_states(base bigint, touched uuid[], states text[]) returns table (state text, first_date date, last_date date)
language plpgsql stable security definer rows 50
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    select k.state, d.first_date, d.last_date
    from unnest(states) k (state)
    cross join lateral (
        select min(f.notice_date) as first_date, max(f.notice_date) as last_date
        from ledger.event_fact f
        where f.state = k.state and f.counted and f.position <= base and f.event_id <> all (touched)
            and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    ) d
    where k.state is not null
    union all
    select null, d.first_date, d.last_date
    from (
        select min(f.notice_date) as first_date, max(f.notice_date) as last_date
        from ledger.event_fact f
        where f.state is null and f.counted and f.position <= base and f.event_id <> all (touched)
            and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    ) d
    where array_position(states, null) is not null;
end
$$;

comment on function ledger.dates_of_states(bigint, uuid[], text[]) is 'First and last notice date of the counted events of some jurisdictions as they are settled at that position, but for those touched; null where there is none. Null for a jurisdiction: of those of none.';

create function ledger.dates_of_sectors(base bigint, touched uuid[], sectors text[]) returns table (sector text, first_date date, last_date date)
language plpgsql stable security definer rows 20
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    select k.sector, d.first_date, d.last_date
    from unnest(sectors) k (sector)
    cross join lateral (
        select min(f.notice_date) as first_date, max(f.notice_date) as last_date
        from ledger.event_fact f
        where coalesce(f.sector, '') = coalesce(k.sector, '') and f.counted and f.position <= base and f.event_id <> all (touched)
            and (select true from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base) is not true
    ) d;
end
$$;

comment on function ledger.dates_of_sectors(bigint, uuid[], text[]) is 'The same of some sectors; null: of what is of none.';

revoke execute on function ledger.state_sums(bigint, uuid[], uuid[]), ledger.voice_sums(bigint, uuid[], uuid[]), ledger.fold_state_sums(bigint, uuid[], uuid[]),
    ledger.fold_voice_sums(bigint, uuid[], uuid[]), ledger.dates_of_states(bigint, uuid[], text[]), ledger.dates_of_sectors(bigint, uuid[], text[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.state_sums(bigint, uuid[], uuid[]), ledger.voice_sums(bigint, uuid[], uuid[]), ledger.dates_of_states(bigint, uuid[], text[]),
    ledger.dates_of_sectors(bigint, uuid[], text[]) to public;
