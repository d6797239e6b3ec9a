-- As of when a report speaks, and by which definition.
create function report.moment() returns bigint
language plpgsql stable security definer parallel restricted
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    asked text := nullif(trim(current_setting('report.as_of', true)), '');
    newest bigint := coalesce((select max(l.position) from ledger.log l), 0);
    instant timestamptz;
begin
    if asked is null then
        return newest;
    end if;
    if asked ~ '^[0-9]{1,18}$' then
        if asked::bigint > newest then
            raise exception 'report.as_of % is after the newest position %', asked, newest
                using errcode = 'invalid_parameter_value', hint = 'Name a position that exists, a moment, or nothing for the newest.';
        end if;
        return asked::bigint;
    end if;
    if asked !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?$' then
        raise exception 'report.as_of "%" is neither a position nor a moment', asked
            using errcode = 'invalid_parameter_value',
                  hint = 'Write a position such as 1200, a moment such as 2026-09-30T12:00:00Z, a day such as 2026-09-30 (its end, UTC), or nothing for the newest.';
    end if;
    instant := case when length(asked) = 10 then asked::date + 1 else asked::timestamptz end;
    if length(asked) = 10 then
        return coalesce((select l.position from ledger.log l where l.entry_at < instant order by l.entry_at desc, l.position desc limit 1), 0);
    end if;
    return coalesce((select l.position from ledger.log l where l.entry_at <= instant order by l.entry_at desc, l.position desc limit 1), 0);
end
$$;

comment on function report.moment() is 'The position of the log that reports speak of: that of the setting report.as_of (a position; a moment: the newest position at it; a day: at its end in UTC), else the newest. In a view write (select report.moment()), so that it is asked once.';

create function ledger.run_is_told(run_position bigint, after_position bigint) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
return case
    when run_position is not null then run_position <= report.moment()
    when coalesce(current_setting('report.as_of', true), '') = '' then true
    else after_position < report.moment()
end;

comment on function ledger.run_is_told(bigint, bigint) is 'Whether a run belongs to the moment of report.as_of. A run that took no position (unchanged, stopped) is told at the newest moment, and at positions after it, so that a named position always gives the same answer.';

create table ledger.report_definition (
    name text,
    sha256 bytea constraint report_definition_sha256_length check (octet_length(sha256) = 32),
    definition text not null,
    valid_from bigint not null,
    defined_at timestamptz not null default clock_timestamp(),
    constraint report_definition_pkey primary key (name, defined_at)
);

comment on table ledger.report_definition is 'Every definition a report has had, so that an old number can be made again: same position, same definition.';
comment on column ledger.report_definition.name is 'The report: a file of Schema/reports.';
comment on column ledger.report_definition.sha256 is 'SHA-256 of the definition.';
comment on column ledger.report_definition.definition is 'The file''s text.';
comment on column ledger.report_definition.valid_from is 'Newest position of the log when it was put into force.';
comment on column ledger.report_definition.defined_at is 'When it was put into force.';
