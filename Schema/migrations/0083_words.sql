-- Full-text search over what states and employers wrote.
create index filing_employer_words on ledger.filing using gin (to_tsvector('english', employer));
create index filing_dba_words on ledger.filing using gin (to_tsvector('english', dba)) where dba is not null;
create index filing_reason_words on ledger.filing using gin (to_tsvector('english', reason)) where reason is not null;
