create view report.reconciliation as
with head as materialized (
    select distinct on (f.disclosure_id) f.disclosure_id, f.accession_no, f.form_type, f.filer_no, f.employer, f.position,
        convert_from(f.payload, 'UTF8')::jsonb as said, d.position as opened
    from ledger.filing f
    join ledger.disclosure d on d.disclosure_id = f.disclosure_id and d.origin = 'employer'
    where f.position <= (select report.moment())
    order by f.disclosure_id, f.version desc
),
quarter as (
    select h.*, q.report_year, q.report_quarter,
        make_date(q.report_year, 3 * q.report_quarter - 2, 1) as first_day,
        (make_date(q.report_year, 3 * q.report_quarter - 2, 1) + interval '3 months' - interval '1 day')::date as last_day,
        (select coalesce(sum(i.laid_off_ai), 0) from ledger.quarter_impact i where i.accession_no = h.accession_no)::integer as reported
    from head h
    join ledger.quarter q on q.accession_no = h.accession_no
    -- What the law keeps confidential is in no public line.
    where q.public_release_mode is distinct from 'confidential_aggregate_only'
),
attributed as (
    select a.accession_no, max(a.count) as workers
    from ledger.attribution a
    where a.tier = 1 and a.answer = 'yes' and a.position <= (select report.moment())
    group by a.accession_no
),
named as (
    select q.accession_no, count(*)::integer as notices, coalesce(sum(t.workers), 0)::integer as workers
    from quarter q
    cross join lateral (
        select distinct n.number from jsonb_array_elements_text(
            case when jsonb_typeof(q.said -> 'reconciles_to') = 'array' then q.said -> 'reconciles_to' else '[]' end) n (number)
    ) n
    left join attributed t on t.accession_no = n.number
    group by q.accession_no
),
own as (
    select q.accession_no, count(*)::integer as notices, coalesce(sum(t.workers), 0)::integer as workers
    from quarter q
    join head h on h.filer_no = q.filer_no and h.form_type in ('N', 'N/A', 'N/P')
    join ledger.filing f on f.accession_no = h.accession_no and f.effective_start between q.first_day and q.last_day
    left join attributed t on t.accession_no = h.accession_no
    where not exists (
        select from ledger.supersession s join ledger.filing l on l.accession_no = s.accession_no
        where s.supersedes_disclosure_id = h.disclosure_id and l.position <= (select report.moment()))
    group by q.accession_no
)
select
    q.employer,
    lpad(q.filer_no::text, 10, '0') as filer_id,
    q.report_year,
    q.report_quarter,
    q.form_type,
    q.reported as laid_off_reported,
    coalesce(n.notices, 0) as notices_named,
    case when n.notices is not null then n.workers end as workers_named,
    case when n.notices is not null then q.reported - n.workers end as difference_named,
    coalesce(o.notices, 0) as notices_found,
    coalesce(o.workers, 0) as workers_found,
    q.reported - coalesce(o.workers, 0) as difference_found,
    nullif(trim(q.said ->> 'reconciliation_note'), '') as note,
    case
        when q.reported = coalesce(o.workers, 0) and coalesce(q.reported = n.workers, true) then 'agrees'
        when nullif(trim(q.said ->> 'reconciliation_note'), '') is not null then 'differs_explained'
        else 'differs'
    end as finding,
    q.accession_no,
    q.disclosure_id,
    q.position,
    (select report.moment()) as as_of_position
from quarter q
left join named n on n.accession_no = q.accession_no
left join own o on o.accession_no = q.accession_no;

comment on view report.reconciliation is 'Do an employer''s quarterly counts of workers laid off because of AI agree with its own notices? Against the notices it names, and against all of its open notices whose first separation is in the quarter. Quarters released in aggregate only are left out.';
comment on column report.reconciliation.employer is 'Employer as filed.';
comment on column report.reconciliation.filer_id is 'Its number.';
comment on column report.reconciliation.report_year is 'Year of the quarter.';
comment on column report.reconciliation.report_quarter is '1 to 4.';
comment on column report.reconciliation.form_type is 'Q, Q/A or Q/NA: the newest filing of that quarter.';
comment on column report.reconciliation.laid_off_reported is 'Workers laid off because of AI, over all industries of the quarter''s report.';
comment on column report.reconciliation.notices_named is 'Notices that the report names.';
comment on column report.reconciliation.workers_named is 'Workers that those attribute to AI, the largest figure of each; null when none is named.';
comment on column report.reconciliation.difference_named is 'Reported less named; null when none is named.';
comment on column report.reconciliation.notices_found is 'Open notices of the employer whose first separation is in the quarter.';
comment on column report.reconciliation.workers_found is 'Workers that those attribute to AI.';
comment on column report.reconciliation.difference_found is 'Reported less found.';
comment on column report.reconciliation.note is 'The employer''s own explanation; null when none is given.';
comment on column report.reconciliation.finding is 'agrees; differs_explained; differs.';
comment on column report.reconciliation.accession_no is 'The quarter''s newest filing.';
comment on column report.reconciliation.disclosure_id is 'The disclosure.';
comment on column report.reconciliation.position is 'Its position in the log.';
comment on column report.reconciliation.as_of_position is 'Position of the log that the row speaks of.';
