-- What reports ask of first versions alone is read from here, and nothing of the filings' rows, which are wide.
create index filing_first on ledger.filing (filer_no, position) include (notice_date, posted_date, accepted_at, workers, workers_least, workers_most, workers_scope, act, form_type)
    where version = 1;
