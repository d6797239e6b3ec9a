create view report.section_2102e_elements as
with total as materialized (
    select count(*) as events, count(*) filter (where r.applies <> 'no') as concerned, count(*) filter (where r.applies = 'yes') as applies
    from report.section_2102e r
    where r.counted
),
record as materialized (
    select r.applies, r.statement, r.type_usage, r.percentage, r.upskilling
    from report.section_2102e r
    where r.counted and r.elements_stated >= 1
),
answer (element, asks, field, stated, concerned_stated) as (
    select 'A', 'Statement that AI was a substantial factor', 'statement', count(*), count(*) filter (where r.applies <> 'no') from record r where r.statement <> 'missing'
    union all
    select 'B', 'Type and usage of the AI', 'type_usage', count(*), count(*) filter (where r.applies <> 'no') from record r where r.type_usage <> 'missing'
    union all
    select 'C', 'Percentage of the employment loss', 'percentage', count(*), count(*) filter (where r.applies <> 'no') from record r where r.percentage <> 'missing'
    union all
    select 'D', 'Actions to upskill or retrain', 'upskilling', count(*), count(*) filter (where r.applies <> 'no') from record r where r.upskilling <> 'missing'
)
select
    a.element,
    a.asks,
    a.stated::integer as events_stated,
    a.concerned_stated::integer as concerned_stated,
    t.concerned::integer as events_concerned,
    t.applies::integer as events_applies,
    t.events::integer as events_all,
    '/reports/section_2102e?counted=true&sort=-elements_stated&' || a.field || '.not=missing' as rows_behind,
    (select report.moment()) as as_of_position
from answer a
cross join total t;

comment on view report.section_2102e_elements is 'How many events answer each of the four elements of the Trahan provision (draft 29 U.S.C. 2102(e))? One line an element, with the denominators beside it.';
comment on column report.section_2102e_elements.element is 'A to D, as the draft letters them.';
comment on column report.section_2102e_elements.asks is 'What it asks.';
comment on column report.section_2102e_elements.events_stated is 'Counted events that answer it on tiers 1 or 2.';
comment on column report.section_2102e_elements.concerned_stated is 'Those of them to which the provision would, or may, apply.';
comment on column report.section_2102e_elements.events_concerned is 'Counted events to which it would, or may, apply.';
comment on column report.section_2102e_elements.events_applies is 'Counted events to which it would apply.';
comment on column report.section_2102e_elements.events_all is 'All counted events.';
comment on column report.section_2102e_elements.rows_behind is 'Address of the lines behind this one.';
comment on column report.section_2102e_elements.as_of_position is 'Position of the log that the row speaks of.';
