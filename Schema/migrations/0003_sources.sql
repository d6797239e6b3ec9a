-- Jurisdictions, who files, and where states publish.
create table ledger.reference_vintage (
    position bigint,
    name text not null,
    sha256 bytea not null constraint reference_vintage_sha256_length check (octet_length(sha256) = 32),
    constraint reference_vintage_pkey primary key (position),
    constraint reference_vintage_position_fkey foreign key (position) references ledger.log (position)
);

comment on table ledger.reference_vintage is 'Each loading of a file of Schema/reference: which bytes held from which position on.';
comment on column ledger.reference_vintage.position is 'Position in the log from which this vintage holds.';
comment on column ledger.reference_vintage.name is 'File name without extension.';
comment on column ledger.reference_vintage.sha256 is 'SHA-256 of the file.';

create table ledger.jurisdiction (
    code text constraint jurisdiction_code_form check (code ~ '^[A-Z]{2}$'),
    name text not null,
    fips text not null constraint jurisdiction_fips_form check (fips ~ '^[0-9]{2}$'),
    kind text not null constraint jurisdiction_kind_known check (kind in ('state', 'district', 'territory')),
    position bigint not null,
    constraint jurisdiction_pkey primary key (code),
    constraint jurisdiction_position_fkey foreign key (position) references ledger.log (position)
);

comment on table ledger.jurisdiction is 'States, the District of Columbia and territories. Source: Schema/reference/jurisdictions.csv.';
comment on column ledger.jurisdiction.code is 'Two letters of the postal service, as in ISO 3166-2:US.';
comment on column ledger.jurisdiction.name is 'English name.';
comment on column ledger.jurisdiction.fips is 'Two digits of FIPS 5-2.';
comment on column ledger.jurisdiction.kind is 'state, district or territory.';
comment on column ledger.jurisdiction.position is 'Position in the log from which the row holds.';

create table ledger.filer (
    filer_no bigint constraint filer_filer_no_range check (filer_no between 1 and 9999999999),
    kind text not null constraint filer_kind_known check (kind in ('source', 'employer')),
    name text not null constraint filer_name_stated check (name <> ''),
    name_key text not null,
    source_id text,
    position bigint not null,
    constraint filer_pkey primary key (filer_no),
    constraint filer_kind_name_key unique (kind, name_key),
    constraint filer_source_id_key unique (source_id),
    constraint filer_source_stated check ((kind = 'source') = (source_id is not null)),
    constraint filer_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred
);

comment on table ledger.filer is 'Who files: one filer per source of observed notices, one per employer. Its number begins every accession number it is given.';
comment on column ledger.filer.filer_no is 'Number; ten digits with leading zeros in accession numbers.';
comment on column ledger.filer.kind is 'source: an importer observing one source; employer: an employer.';
comment on column ledger.filer.name is 'The source''s id, or the employer''s legal name as first filed.';
comment on column ledger.filer.name_key is 'The name folded by ledger.name_key, so that Inc. and INC are one.';
comment on column ledger.filer.source_id is 'The source, for a filer of kind source; else null.';
comment on column ledger.filer.position is 'Position in the log at which the filer was entered.';

create function ledger.name_key(name text) returns text
language sql immutable parallel safe
return regexp_replace(lower(normalize(name, nfkc)), '[[:punct:][:space:]]+', '', 'g');

comment on function ledger.name_key(text) is 'A name folded for comparison: NFKC, lower case, without punctuation and white space.';

create table ledger.source (
    source_id text constraint source_source_id_form check (source_id ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])$'),
    state text not null,
    filer_no bigint not null,
    position bigint not null,
    constraint source_pkey primary key (source_id),
    constraint source_state_fkey foreign key (state) references ledger.jurisdiction (code),
    constraint source_filer_no_fkey foreign key (filer_no) references ledger.filer (filer_no),
    constraint source_position_fkey foreign key (position) references ledger.log (position)
);

comment on table ledger.source is 'One place a state publishes notices. What is said about it is in source_version.';
comment on column ledger.source.source_id is 'Stem of its manifest in Importers, such as ny or ny-archive.';
comment on column ledger.source.state is 'Publishing jurisdiction.';
comment on column ledger.source.filer_no is 'The filer whose number begins the accession numbers of its observations.';
comment on column ledger.source.position is 'Position in the log at which the source was entered.';

create table ledger.source_version (
    source_id text,
    version integer not null constraint source_version_positive check (version > 0),
    publisher text not null,
    publication text not null constraint source_version_publication_known check (publication in ('published', 'by_request', 'none')),
    page text not null,
    listing_window text not null constraint source_version_window_form check (listing_window ~ '^(all|calendar_year|fiscal_year|rolling [0-9]+)$'),
    position bigint not null,
    constraint source_version_pkey primary key (source_id, version),
    constraint source_version_position_key unique (position),
    constraint source_version_source_id_fkey foreign key (source_id) references ledger.source (source_id),
    constraint source_version_position_fkey foreign key (position) references ledger.log (position)
);

comment on table ledger.source_version is 'What a manifest said about its source, each time that changed.';
comment on column ledger.source_version.source_id is 'The source.';
comment on column ledger.source_version.version is 'From 1, without gaps.';
comment on column ledger.source_version.publisher is 'The agency that publishes.';
comment on column ledger.source_version.publication is 'published, by_request (notices only on request) or none.';
comment on column ledger.source_version.page is 'The page a person opens.';
comment on column ledger.source_version.listing_window is 'Which notices the page lists at a time: all, calendar_year, fiscal_year (July to June), rolling N (days). A row that leaves it is no withdrawal.';
comment on column ledger.source_version.position is 'Position in the log from which this version holds.';

create function ledger.enter_reference(name text, sha256 bytea) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    entry ledger.reference_vintage;
begin
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    entry := row(taken.first_position, name, sha256);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    values (entry.position, 'reference', entry.name, ledger.entry_sha256(to_jsonb(entry)), taken.entry_at);
    insert into ledger.reference_vintage (position, name, sha256) values (entry.position, entry.name, entry.sha256);
    perform ledger.announce(entry.position, entry.position, 'reference', null);
    return entry.position;
end
$$;

comment on function ledger.enter_reference(text, bytea) is 'Enters a vintage of a file of Schema/reference, by name and digest. Gives its position in the log.';
