create view report.versions as
select
    f.disclosure_id,
    f.version,
    f.form_type,
    f.accession_no,
    f.position,
    f.accepted_at,
    f.received_at,
    f.state,
    f.employer,
    f.notice_date,
    f.workers,
    f.workers_least,
    f.workers_most,
    f.effective_start,
    f.effective_end,
    f.event_type,
    f.rescinded,
    f.amendment_reason,
    f.changed_fields,
    f.warnings,
    case
        when f.form_type in ('Q', 'Q/A', 'Q/NA')
            and convert_from(f.payload, 'UTF8')::jsonb ->> 'public_release_mode' is not distinct from 'confidential_aggregate_only' then null
        else convert_from(f.payload, 'UTF8')::jsonb
    end as payload,
    encode(f.payload_sha256, 'hex') as payload_sha256,
    encode(f.previous_chain_sha256, 'hex') as previous_chain_sha256,
    encode(f.chain_sha256, 'hex') as chain_sha256,
    (select report.moment()) as as_of_position
from ledger.filing f
where f.position <= (select report.moment());

comment on view report.versions is 'What did each disclosure say, filing by filing? Every filing of every disclosure, as it was accepted.';
comment on column report.versions.disclosure_id is 'The disclosure.';
comment on column report.versions.version is 'Place in its chain, from 1.';
comment on column report.versions.form_type is 'OBS observed; OBS/A the state now says something else; OBS/W no longer listed; OBS/R our reading corrected; N, N/A, N/P, N/W an employer''s notice, its restatement, its postponement, its withdrawal; Q, Q/A, Q/NA a quarter''s report; X a denial that AI was a factor.';
comment on column report.versions.accession_no is 'Number of the filing.';
comment on column report.versions.position is 'Position in the log.';
comment on column report.versions.accepted_at is 'When it was accepted: the log''s time.';
comment on column report.versions.received_at is 'When it reached the register; for an observation, when its page was fetched.';
comment on column report.versions.state is 'Jurisdiction.';
comment on column report.versions.employer is 'Employer.';
comment on column report.versions.notice_date is 'Date of the notice; null when not stated.';
comment on column report.versions.workers is 'Workers, whole persons; null when nothing certain is stated.';
comment on column report.versions.workers_least is 'At least so many workers; null when not stated.';
comment on column report.versions.workers_most is 'At most so many workers; null when not stated.';
comment on column report.versions.effective_start is 'First day of the layoff; null when not stated.';
comment on column report.versions.effective_end is 'Last day; null when one date is stated.';
comment on column report.versions.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.versions.rescinded is 'Rescinded by the state''s word, or withdrawn by the employer.';
comment on column report.versions.amendment_reason is 'Why it was amended; null when not stated.';
comment on column report.versions.changed_fields is 'Fields that differ from the version before.';
comment on column report.versions.warnings is 'Codes of what was repaired, left out or warned of.';
comment on column report.versions.payload is 'The record as stated. Null: a quarter whose figures are released in aggregates only. Its digest is over the canonical bytes (RFC 8785), not over this column''s text.';
comment on column report.versions.payload_sha256 is 'SHA-256 of those bytes, in hexadecimal.';
comment on column report.versions.previous_chain_sha256 is 'Chain digest of the version before; null for the first.';
comment on column report.versions.chain_sha256 is 'Chain digest, in hexadecimal.';
comment on column report.versions.as_of_position is 'Position of the log that the row speaks of.';
