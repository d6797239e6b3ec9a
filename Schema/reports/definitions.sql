create view report.definitions as
select
    d.name,
    encode(d.sha256, 'hex') as sha256,
    d.valid_from,
    d.defined_at,
    row_number() over (partition by d.name order by d.defined_at desc) = 1 as in_force,
    d.definition,
    m.position as as_of_position
from ledger.report_definition d
cross join (select report.moment() as position) m;

comment on view report.definitions is 'By which definition was each report answered, and from when on? The same position and definition give the same bytes.';
comment on column report.definitions.name is 'The report.';
comment on column report.definitions.sha256 is 'SHA-256 of its definition, in hexadecimal.';
comment on column report.definitions.valid_from is 'Newest position of the log when it was put into force.';
comment on column report.definitions.defined_at is 'When it was put into force.';
comment on column report.definitions.in_force is 'True for the newest definition of the report.';
comment on column report.definitions.definition is 'The definition''s text.';
comment on column report.definitions.as_of_position is 'Position of the log that the row speaks of.';
