-- The day a report speaks of, and the denominators that the register itself does not have: employment and metropolitan areas, supplied as files.
create function report.day() returns date
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    asked text := nullif(trim(current_setting('report.as_of', true)), '');
    moment bigint := report.moment();
begin
    if asked is null then
        return clock_timestamp()::date;
    end if;
    if asked ~ '^[0-9]{1,18}$' then
        return (select l.entry_at::date from ledger.log l where l.position = moment);
    end if;
    return case when length(asked) = 10 then asked::date else asked::timestamptz::date end;
end
$$;

comment on function report.day() is 'The day (UTC) that a report speaks of: today; the day of the moment that report.as_of names; or the day on which the position that it names was entered. Null before the first entry.';

create table ledger.employment (
    position bigint,
    area text constraint employment_area_form check (area ~ '^([0-9]{5}|US)$'),
    industry text constraint employment_industry_form check (industry ~ '^([0-9]{2}|31-33|44-45|48-49)$'),
    year smallint,
    quarter smallint constraint employment_quarter_range check (quarter between 1 and 4),
    employment bigint not null constraint employment_natural check (employment >= 0),
    constraint employment_pkey primary key (area, industry, year, quarter, position),
    constraint employment_position_fkey foreign key (position) references ledger.reference_vintage (position)
);

comment on table ledger.employment is 'Employment by place of work, of all owners, in the third month of a quarter, as the Quarterly Census of Employment and Wages publishes it (month3_emplvl). Supplied: warnctl reference.';
comment on column ledger.employment.position is 'Position of the vintage it came with; a later vintage of the same quarter stands.';
comment on column ledger.employment.area is 'County, five digits; a state, its two digits and 000; US.';
comment on column ledger.employment.industry is '10: all industries; else a sector of NAICS.';
comment on column ledger.employment.year is 'Year.';
comment on column ledger.employment.quarter is '1 to 4.';
comment on column ledger.employment.employment is 'Persons employed.';

create table ledger.metropolitan_county (
    position bigint,
    cbsa text constraint metropolitan_county_cbsa_form check (cbsa ~ '^[0-9]{5}$'),
    county_fips text constraint metropolitan_county_county_fips_form check (county_fips ~ '^[0-9]{5}$'),
    title text not null,
    constraint metropolitan_county_pkey primary key (position, county_fips),
    constraint metropolitan_county_position_fkey foreign key (position) references ledger.reference_vintage (position)
);

comment on table ledger.metropolitan_county is 'Which counties are a metropolitan or micropolitan statistical area (CBSA), by a delineation of the Office of Management and Budget. Supplied: warnctl reference.';
comment on column ledger.metropolitan_county.position is 'Position of the vintage; the newest stands as a whole.';
comment on column ledger.metropolitan_county.cbsa is 'The area, five digits.';
comment on column ledger.metropolitan_county.county_fips is 'The county, five digits.';
comment on column ledger.metropolitan_county.title is 'The area''s name.';

create function ledger.record_employment(vintage_sha256 bytea, stated jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    vintage bigint;
    entered bigint;
begin
    perform pg_advisory_xact_lock(x'57415250'::integer, 2);
    if exists (select from ledger.reference_vintage v where v.name = 'employment' and v.sha256 = vintage_sha256) then
        return 0;
    end if;
    vintage := ledger.enter_reference('employment', vintage_sha256);
    insert into ledger.employment (position, area, industry, year, quarter, employment)
    select vintage, s.area, s.industry, s.year, s.quarter, s.employment
    from jsonb_to_recordset(stated) s (area text, industry text, year smallint, quarter smallint, employment bigint);
    get diagnostics entered = row_count;
    return entered;
end
$$;

comment on function ledger.record_employment(bytea, jsonb) is 'Enters a vintage of employment and gives its rows; 0 where that file is known.';

create function ledger.record_metropolitan_counties(vintage_sha256 bytea, stated jsonb) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    vintage bigint;
    entered bigint;
begin
    perform pg_advisory_xact_lock(x'57415250'::integer, 3);
    if exists (select from ledger.reference_vintage v where v.name = 'metropolitan_counties' and v.sha256 = vintage_sha256) then
        return 0;
    end if;
    vintage := ledger.enter_reference('metropolitan_counties', vintage_sha256);
    insert into ledger.metropolitan_county (position, cbsa, county_fips, title)
    select vintage, s.cbsa, s.county_fips, s.title
    from jsonb_to_recordset(stated) s (cbsa text, county_fips text, title text);
    get diagnostics entered = row_count;
    return entered;
end
$$;

comment on function ledger.record_metropolitan_counties(bytea, jsonb) is 'Enters a delineation of metropolitan areas and gives its rows; 0 where that file is known.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['employment', 'metropolitan_county'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.employment, ledger.metropolitan_county to warn_importer, warn_desk, warn_reviewer;
grant execute on function report.day() to public; -- a view calls functions as its reader
revoke execute on function ledger.record_employment(bytea, jsonb), ledger.record_metropolitan_counties(bytea, jsonb) from public;
grant execute on function ledger.record_employment(bytea, jsonb), ledger.record_metropolitan_counties(bytea, jsonb) to warn_importer;
