-- A view that facts are made by can be written otherwise and say the same: then what was settled by it holds.
create table ledger.equal_definition (
    sha256 bytea,
    settles_as bytea not null,
    name text not null,
    constraint equal_definition_pkey primary key (sha256),
    constraint equal_definition_sha256_length check (octet_length(sha256) = 32),
    constraint equal_definition_settles_as_length check (octet_length(settles_as) = 32)
);

comment on table ledger.equal_definition is 'Definitions that settle the same facts as an earlier one, so that nothing is settled anew for them. Written by migrations alone.';
comment on column ledger.equal_definition.sha256 is 'SHA-256 of the definition, as in ledger.report_definition.';
comment on column ledger.equal_definition.settles_as is 'SHA-256 of the first definition that says the same.';
comment on column ledger.equal_definition.name is 'The report.';

create trigger append_only before update or delete on ledger.equal_definition for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.equal_definition for each statement execute function ledger.refuse_change();

-- The filing is joined once, not twice.
insert into ledger.equal_definition (sha256, settles_as, name) values (
    '\x4d5915abcb6324f0e3898af8a1201cea40bd169648ddd5ece3e8dabbc0ffc1a2', '\xa3f524cf3b734d8cf2f06724e747cf710be1a2d2f77ffb09289ba651e9f9b863',
    'attributions');

create temporary table settled_with on commit drop as select ledger.fact_definitions() as definitions;

create or replace function ledger.fact_definitions() returns bytea
language sql stable
set search_path = pg_catalog, pg_temp
as $$
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
    ) d
$$;

comment on function ledger.fact_definitions() is 'Digest of the views and functions in force that facts and lines are made by, an equal definition as the first that says the same. Cells are sums of facts: a migration that adds some fills them for what is settled.';

-- What the text in force settled holds under the name that it has now.
alter table ledger.settlement disable trigger append_only;
update ledger.settlement s set definitions = ledger.fact_definitions()
where s.definitions = (select w.definitions from settled_with w) and s.definitions <> ledger.fact_definitions();
alter table ledger.settlement enable trigger append_only;
