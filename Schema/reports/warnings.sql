create view report.warnings as
select
    f.state,
    d.source_id,
    f.employer,
    w.code,
    c.kind,
    -- A row that is listed no longer says what it said last.
    (
        select s.stated
        from ledger.filing_warning s
        where s.code = w.code and s.accession_no = case
            when f.version = 1 or exists (select from ledger.filing_warning o where o.accession_no = f.accession_no and o.code = w.code) then f.accession_no
            else (select v.accession_no from ledger.filing v where v.disclosure_id = f.disclosure_id and v.version = f.version - 1)
        end
        limit 1
    ) as stated,
    f.notice_date,
    f.received_date,
    f.effective_start,
    f.effective_end,
    f.workers,
    f.workers_total,
    c.meaning,
    f.accession_no,
    f.position,
    f.disclosure_id,
    (select report.moment()) as as_of_position
from ledger.filing f
-- A source is one filer.
left join ledger.filer d on d.filer_no = f.filer_no
cross join lateral unnest(f.warnings) with ordinality w (code, seq)
left join report.warning_codes c on c.code = w.code
where f.run_id is not null and f.warnings <> '{}' and f.position <= (select report.moment())
    and not exists (
        select from ledger.filing n
        where n.disclosure_id = f.disclosure_id and n.version = f.version + 1 and n.version > 1 and n.position <= (select report.moment()));

comment on view report.warnings is 'What was repaired, left out or found odd in which observed notice, what does the row say there, and what is it read as?';
comment on column report.warnings.state is 'Publishing jurisdiction.';
comment on column report.warnings.source_id is 'The source.';
comment on column report.warnings.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.warnings.code is 'Stable code.';
comment on column report.warnings.kind is 'repaired: read as something other than is written; left_out: what is written is not in the notice''s fields; doubtful: taken as written.';
comment on column report.warnings.stated is 'The cells it is about as the source wrote them: field, colon, text. Null: blank, or imported before these were kept.';
comment on column report.warnings.notice_date is 'Date of the notice as it is read; null when not settled.';
comment on column report.warnings.received_date is 'When the state received the notice, as it is read; null when not settled.';
comment on column report.warnings.effective_start is 'First day of the layoff as it is read; null when not settled.';
comment on column report.warnings.effective_end is 'Last day as it is read; null when one date is stated or it is not settled.';
comment on column report.warnings.workers is 'Workers as read; null where nothing certain is said.';
comment on column report.warnings.workers_total is 'A figure wider than the state, as read; null where none is stated.';
comment on column report.warnings.meaning is 'What the code says of the row.';
comment on column report.warnings.accession_no is 'Number of the newest filing.';
comment on column report.warnings.position is 'Its position in the log.';
comment on column report.warnings.disclosure_id is 'The disclosure.';
comment on column report.warnings.as_of_position is 'Position of the log that the row speaks of.';
