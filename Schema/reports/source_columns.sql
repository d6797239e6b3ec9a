create view report.source_columns as
with told as materialized (
    select r.run_id, r.source_id, r.outcome = 'stopped' as is_stop
    from ledger.run r
    where ledger.run_is_told(r.position, r.after_position)
),
passed as (
    select t.source_id, max(t.run_id) as run_id
    from told t
    where not t.is_stop
    group by t.source_id
),
before as (
    select p.source_id, max(t.run_id) as run_id
    from passed p
    join told t on t.source_id = p.source_id and t.run_id < p.run_id and not t.is_stop
    group by p.source_id
)
select
    s.state,
    p.source_id,
    c.section,
    c.column_name,
    c.filled,
    k.rows,
    round(100.0 * c.filled / nullif(k.rows, 0), 1) as filled_pct,
    round(100.0 * d.filled / nullif(n.rows, 0), 1) as filled_pct_before,
    case
        when k.examined = 0 then null
        when k.dates * 5 >= k.examined * 4 then 'dates'
        when k.counts * 5 >= k.examined * 4 then 'counts'
        when (k.examined - k.dates - k.counts) * 5 >= k.examined * 4 then 'texts'
        else 'mixed'
    end as kind,
    p.run_id,
    (select report.moment()) as as_of_position
from passed p
join ledger.source s on s.source_id = p.source_id
join ledger.run_column c on c.run_id = p.run_id
left join ledger.run_column_kind k on k.run_id = c.run_id and k.section = c.section and k.column_name = c.column_name
left join before b on b.source_id = p.source_id
left join ledger.run_column d on d.run_id = b.run_id and d.section = c.section and d.column_name = c.column_name
left join ledger.run_column_kind n on n.run_id = d.run_id and n.section = d.section and n.column_name = d.column_name;

comment on view report.source_columns is 'Which columns did each source''s page have when it was last read, how full are they, and how full were they the time before?';
comment on column report.source_columns.state is 'Publishing jurisdiction.';
comment on column report.source_columns.source_id is 'The source.';
comment on column report.source_columns.section is 'Title above a stacked table; empty for the first or only one.';
comment on column report.source_columns.column_name is 'As the state writes it.';
comment on column report.source_columns.filled is 'Rows in which it is not blank.';
comment on column report.source_columns.rows is 'Rows of the section; null: not measured.';
comment on column report.source_columns.filled_pct is 'Filled rows in percent of the section''s rows; null: not measured.';
comment on column report.source_columns.filled_pct_before is 'The same for the run before; null: the column was not there, or not measured.';
comment on column report.source_columns.kind is 'dates, counts or texts where four fifths of its values are that, else mixed; null: no value, or not measured.';
comment on column report.source_columns.run_id is 'The run that read the page.';
comment on column report.source_columns.as_of_position is 'Position of the log that the row speaks of.';
