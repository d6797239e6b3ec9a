create view report.quarter_impacts as
with head as materialized (
    select distinct on (q.filer_no, q.report_year, q.report_quarter) q.filer_no, q.report_year, q.report_quarter, q.public_release_mode, q.accession_no
    from ledger.quarter q
    join ledger.filing f on f.accession_no = q.accession_no
    where f.position <= (select report.moment())
    order by q.filer_no, q.report_year, q.report_quarter, f.position desc
),
impact as materialized (
    select h.report_year, h.report_quarter,
        case when left(i.naics_code, 2) in ('31', '32', '33') then '31-33' when left(i.naics_code, 2) in ('44', '45') then '44-45'
            when left(i.naics_code, 2) in ('48', '49') then '48-49' else left(i.naics_code, 2) end as sector,
        h.filer_no, bool_or(h.public_release_mode is distinct from 'public') as is_confidential,
        sum(i.hired_ai) as hired_ai, sum(i.laid_off_ai) as laid_off_ai, sum(i.not_filled_ai) as not_filled_ai, sum(i.retraining_ai) as retraining_ai
    from head h
    join ledger.quarter_impact i on i.accession_no = h.accession_no
    group by 1, 2, 3, 4
),
cell as (
    select i.report_year, i.report_quarter, i.sector, count(*) as filers, sum(i.hired_ai) as hired_ai, sum(i.laid_off_ai) as laid_off_ai,
        sum(i.not_filled_ai) as not_filled_ai, sum(i.retraining_ai) as retraining_ai,
        bool_or(i.is_confidential) and (count(*) < 3
            or max(i.hired_ai + i.laid_off_ai + i.not_filled_ai + i.retraining_ai) > 0.8 * sum(i.hired_ai + i.laid_off_ai + i.not_filled_ai + i.retraining_ai)) as is_suppressed
    from impact i
    group by i.report_year, i.report_quarter, i.sector
)
select
    c.report_year,
    c.report_quarter,
    c.sector,
    'workers' as unit,
    c.filers,
    case when not c.is_suppressed then c.hired_ai end::bigint as hired_ai,
    case when not c.is_suppressed then c.laid_off_ai end::bigint as laid_off_ai,
    case when not c.is_suppressed then c.not_filled_ai end::bigint as not_filled_ai,
    case when not c.is_suppressed then c.retraining_ai end::bigint as retraining_ai,
    case when not c.is_suppressed then c.hired_ai - c.laid_off_ai - c.not_filled_ai end::bigint as net,
    case when c.is_suppressed then 'suppressed: confidential, and fewer than three employers or one of more than 80 percent' end as reason,
    (select report.moment()) as as_of_position
from cell c
order by c.report_year, c.report_quarter, c.sector;

comment on view report.quarter_impacts is 'What do employers report by quarter under the proposed S. 3108: hired, laid off, not filled and retrained because of AI? By industry; a cell of confidential reports with fewer than three employers, or one of more than 80 percent, is suppressed.';
comment on column report.quarter_impacts.report_year is 'Year.';
comment on column report.quarter_impacts.report_quarter is 'Quarter, 1 to 4.';
comment on column report.quarter_impacts.sector is 'Sector of NAICS.';
comment on column report.quarter_impacts.unit is 'What workers counts.';
comment on column report.quarter_impacts.filers is 'Employers that report in it.';
comment on column report.quarter_impacts.hired_ai is 'Hired because of AI.';
comment on column report.quarter_impacts.laid_off_ai is 'Laid off because of AI.';
comment on column report.quarter_impacts.not_filled_ai is 'Posts not filled because of AI.';
comment on column report.quarter_impacts.retraining_ai is 'In retraining because of AI; in no net.';
comment on column report.quarter_impacts.net is 'hired_ai less laid_off_ai less not_filled_ai.';
comment on column report.quarter_impacts.reason is 'Why the figures are null; null where they are not.';
comment on column report.quarter_impacts.as_of_position is 'Position of the log that the row speaks of.';
