-- What the tables of NAICS make of the code and the words that a filing states. It hangs on what was stated, as ledger.placement does.
create table ledger.industry (
    statement_sha256 bytea constraint industry_statement_sha256_length check (octet_length(statement_sha256) = 32),
    position bigint not null,
    code text constraint industry_code_form check (code ~ '^([0-9]{2,6}|[0-9]{2}-[0-9]{2})$'),
    vintage smallint,
    level text not null constraint industry_level_known check (level in ('sector', 'subsector', 'industry_group', 'naics_industry', 'national_industry')),
    title text not null,
    sector text not null constraint industry_sector_form check (sector ~ '^([0-9]{2}|31-33|44-45|48-49)$'),
    constraint industry_pkey primary key (statement_sha256, position),
    constraint industry_position_fkey foreign key (position) references ledger.reference_vintage (position),
    constraint industry_code_of_a_vintage check ((code is null) = (vintage is null))
);

comment on table ledger.industry is 'Industry by the tables of NAICS of what a filing states of it, by one vintage of Schema/reference. What is stated is the key. No line: the tables make nothing of it, or it was not looked up.';
comment on column ledger.industry.statement_sha256 is 'What was stated: ledger.industry_statement_sha256.';
comment on column ledger.industry.position is 'Position of the tables'' vintage in the log.';
comment on column ledger.industry.code is 'The table''s code: as filed, without the zeros that fill up a shorter one; null where only words are filed.';
comment on column ledger.industry.vintage is 'Year of the table the code is from; null without a code.';
comment on column ledger.industry.level is 'sector, subsector, industry_group, naics_industry or national_industry: two to six digits.';
comment on column ledger.industry.title is 'Title of the code; without a code, of the sector.';
comment on column ledger.industry.sector is 'Two digits, or 31-33, 44-45, 48-49.';

create function ledger.industry_statement_sha256(naics text, industry text, year integer) returns bytea
language sql immutable parallel safe
return sha256(convert_to(coalesce(naics, '') || chr(31) || coalesce(industry, '') || chr(31) || coalesce(year::text, ''), 'UTF8'));

comment on function ledger.industry_statement_sha256(text, text, integer) is 'Digest of all that a filing states of its industry. year: of its notice date, else of its receipt, else of its first effect; null without any.';

create function ledger.record_industries(vintage_sha256 bytea, stated jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    vintage_position bigint;
    entered bigint;
begin
    -- Two imports at once enter a vintage once.
    perform pg_advisory_xact_lock(x'57415250'::integer, 1);
    select max(v.position) into vintage_position from ledger.reference_vintage v where v.name = 'industries' and v.sha256 = vintage_sha256;
    vintage_position := coalesce(vintage_position, ledger.enter_reference('industries', vintage_sha256));
    insert into ledger.industry (statement_sha256, position, code, vintage, level, title, sector)
    select ledger.industry_statement_sha256(s.naics, s.industry, s.year), vintage_position, s.code, s.vintage, s.level, s.title, s.sector
    from jsonb_to_recordset(stated) s (
        naics text, industry text, year integer, code text, vintage smallint, level text, title text, sector text)
    on conflict do nothing;
    get diagnostics entered = row_count;
    return entered;
end
$$;

comment on function ledger.record_industries(bytea, jsonb) is 'Enters what the tables of NAICS make of what rows state, by a vintage of the tables, which is entered too if it is new. What is known by that vintage stays. Gives how many lines are new.';

create trigger append_only before update or delete on ledger.industry for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.industry for each statement execute function ledger.refuse_change();

grant select on ledger.industry to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.industry_statement_sha256(text, text, integer) to public; -- a view calls functions as its reader
revoke execute on function ledger.record_industries(bytea, jsonb) from public;
grant execute on function ledger.record_industries(bytea, jsonb) to warn_importer;
