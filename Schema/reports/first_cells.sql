create view report.first_cells as
with tail as materialized (
    select t.moment, x.settlement, x.sum_settlement, x.base
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
)
select
    p.notice_month,
    sum(p.disclosures)::bigint as disclosures,
    sum(p.workers)::bigint as workers,
    max(p.youngest) as youngest,
    (select t.moment from tail t) as as_of_position
from (
    select c.notice_month, c.disclosures, c.workers, c.youngest
    from ledger.first_cell c
    where c.settlement >= (select t.sum_settlement from tail t) and c.settlement <= (select t.settlement from tail t)
    union all
    select f.notice_month, f.disclosures, f.workers, f.youngest
    from ledger.first_filings(coalesce((select t.base from tail t), 0), (select t.moment from tail t)) f
) p
group by p.notice_month;

comment on view report.first_cells is 'What was first recorded of each month: how many disclosures, of how many workers? Those of more than one jurisdiction, and notices outside the acts, are left out.';
comment on column report.first_cells.notice_month is 'First day of the month of the first version''s notice date.';
comment on column report.first_cells.disclosures is 'Chains first recorded with a notice date of the month.';
comment on column report.first_cells.workers is 'Workers as first recorded, a floor; null where none states a figure.';
comment on column report.first_cells.youngest is 'When the last of them was accepted.';
comment on column report.first_cells.as_of_position is 'Position of the log that the row speaks of.';
