-- Disclosures and their chains of filings.
create table ledger.disclosure (
    disclosure_id uuid,
    origin text not null constraint disclosure_origin_known check (origin in ('state_import', 'employer')),
    state text,
    source_id text,
    filer_no bigint not null,
    line_key text,
    position bigint not null,
    constraint disclosure_pkey primary key (disclosure_id),
    constraint disclosure_source_stated check ((origin = 'state_import') = (source_id is not null)),
    constraint disclosure_source_id_fkey foreign key (source_id) references ledger.source (source_id),
    constraint disclosure_filer_no_fkey foreign key (filer_no) references ledger.filer (filer_no)
);

create index disclosure_source_id on ledger.disclosure (source_id);
create index disclosure_filer_no on ledger.disclosure (filer_no);

comment on table ledger.disclosure is 'One continuing matter of one origin: one observed line of one source, or one employer''s own matter. What ties two of them is a link.';
comment on column ledger.disclosure.disclosure_id is 'Its identity.';
comment on column ledger.disclosure.origin is 'state_import or employer.';
comment on column ledger.disclosure.state is 'Publishing jurisdiction, or that of the filing''s first site; null when sites lie in none.';
comment on column ledger.disclosure.source_id is 'The source whose line it is; null for an employer''s.';
comment on column ledger.disclosure.filer_no is 'The filer.';
comment on column ledger.disclosure.line_key is 'The state''s own number for the notice when first seen; null where it has none.';
comment on column ledger.disclosure.position is 'Position of its first filing.';

create table ledger.filing (
    accession_no text constraint filing_accession_no_form check (accession_no ~ '^[0-9]{10}-[0-9]{2}-([0-9]{6}|[0-9]{9})$'),
    filer_no bigint not null,
    accession_year smallint not null,
    accession_sequence bigint not null constraint filing_accession_sequence_positive check (accession_sequence > 0),
    disclosure_id uuid not null,
    version integer not null constraint filing_version_positive check (version > 0),
    form_type text not null constraint filing_form_type_known check (
        form_type in ('OBS', 'OBS/A', 'OBS/W', 'OBS/R', 'N', 'N/A', 'N/W', 'N/P', 'Q', 'Q/A', 'Q/NA', 'X')
    ),
    position bigint not null,
    accepted_at timestamptz not null,
    received_at timestamptz not null,
    payload bytea not null,
    payload_sha256 bytea not null,
    content_sha256 bytea,
    previous_chain_sha256 bytea,
    detail_sha256 bytea not null,
    chain_sha256 bytea not null,
    run_id bigint,
    snapshot_sha256 bytea,
    row integer,
    locator text,
    reading_version text,
    amendment_reason text,
    changed_fields text[] not null default '{}',
    warnings text[] not null default '{}',
    state text,
    employer text not null,
    employer_key text not null,
    dba text,
    notice_date date,
    notice_date_kind text,
    received_date date,
    posted_date date,
    effective_start date,
    effective_end date,
    effective_precision text,
    effective_approximate boolean,
    workers integer,
    workers_least integer,
    workers_most integer,
    workers_total integer,
    workers_scope text not null,
    workers_approximate boolean not null default false,
    event_type text,
    temporary boolean not null,
    amendment boolean not null,
    rescinded boolean not null,
    conditional boolean not null,
    act text not null,
    city text,
    county text,
    zip text,
    location text,
    naics text,
    industry text,
    "union" text,
    reason text,
    reasons text[] not null default '{}',
    letter_url text,
    state_number text,
    constraint filing_pkey primary key (accession_no),
    constraint filing_position_key unique (position),
    constraint filing_version_key unique (disclosure_id, version),
    constraint filing_sequence_key unique (filer_no, accession_year, accession_sequence),
    constraint filing_disclosure_id_fkey foreign key (disclosure_id) references ledger.disclosure (disclosure_id),
    constraint filing_run_id_fkey foreign key (run_id) references ledger.run (run_id),
    constraint filing_digest_lengths check (
        octet_length(payload_sha256) = 32 and octet_length(detail_sha256) = 32 and octet_length(chain_sha256) = 32
    ),
    constraint filing_first_is_unchained check ((version = 1) = (previous_chain_sha256 is null)),
    constraint filing_observed_in_a_run check ((form_type like 'OBS%') = (run_id is not null)),
    constraint filing_not_before_received check (accepted_at >= received_at),
    constraint filing_workers_ordered check (workers_least is null or workers_most is null or workers_least <= workers_most)
);

create index filing_state_notice_date on ledger.filing (state, notice_date);
create index filing_employer_key on ledger.filing (employer_key);
create index filing_run_id on ledger.filing (run_id);
create index filing_payload_sha256 on ledger.filing (payload_sha256);

comment on table ledger.filing is 'One immutable statement in the chain of a disclosure: observed on a state''s page, or filed by an employer. The newest version of a disclosure at a position is what it says at that position.';
comment on column ledger.filing.accession_no is 'Filer (10 digits), year of acceptance in UTC (2), sequence (9 digits for observations, 6 for employers), without gaps per filer and year.';
comment on column ledger.filing.filer_no is 'The filer.';
comment on column ledger.filing.accession_year is 'Year of acceptance in UTC, four digits.';
comment on column ledger.filing.accession_sequence is 'From 1 per filer and year, without gaps.';
comment on column ledger.filing.disclosure_id is 'The matter it speaks of.';
comment on column ledger.filing.version is 'Place in the disclosure''s chain, from 1.';
comment on column ledger.filing.form_type is 'OBS observed (version above 1: listed again); OBS/A the state now says something else; OBS/W no longer listed; OBS/R same bytes, our reading corrected; N, N/A, N/W an employer''s notice, its restatement, its withdrawal.';
comment on column ledger.filing.position is 'Position in the log.';
comment on column ledger.filing.accepted_at is 'When it was accepted: the log''s time.';
comment on column ledger.filing.received_at is 'When it reached the register; for an observation, when its page was fetched.';
comment on column ledger.filing.payload is 'What was stated, as canonical JSON (RFC 8785) in UTF-8. An observation''s has no row, locator or run, so equal values have equal bytes. OBS/W repeats what was last stated.';
comment on column ledger.filing.payload_sha256 is 'SHA-256 of payload.';
comment on column ledger.filing.content_sha256 is 'SHA-256 of the values that are compared from one observation to the next (without verbatim texts); null for an employer''s.';
comment on column ledger.filing.previous_chain_sha256 is 'Chain digest of the version before; null for the first.';
comment on column ledger.filing.detail_sha256 is 'SHA-256 of this row without payload and chain digest, with its sites, phases and attributions: ledger.filing_detail_sha256.';
comment on column ledger.filing.chain_sha256 is 'Chain digest, over the canonical text that ledger.chain_sha256 documents.';
comment on column ledger.filing.run_id is 'The run that observed it; null for an employer''s.';
comment on column ledger.filing.snapshot_sha256 is 'The page it was read from, or for OBS/W the first page it is missing from; null for an employer''s.';
comment on column ledger.filing.row is 'Data row in the page, from 0; null for OBS/W and an employer''s.';
comment on column ledger.filing.locator is 'Where a person finds the row; null as for row.';
comment on column ledger.filing.reading_version is 'Version of manifest and program that read it; null for an employer''s.';
comment on column ledger.filing.amendment_reason is 'Why an amendment was filed; relisted: an unlisted line is listed again; reread: unlisted because our reading now finds no notice there. Null when not stated.';
comment on column ledger.filing.changed_fields is 'Fields that differ from the version before, sorted; empty for a first version.';
comment on column ledger.filing.warnings is 'Codes of what was repaired, left out or warned of.';
comment on column ledger.filing.state is 'Publishing jurisdiction, or that of an employer''s first site.';
comment on column ledger.filing.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column ledger.filing.employer_key is 'Employer folded for comparison: ledger.name_key.';
comment on column ledger.filing.dba is 'Trade name; null when none is stated.';
comment on column ledger.filing.notice_date is 'Date of the notice; null when not stated. What it is: notice_date_kind.';
comment on column ledger.filing.notice_date_kind is 'notice_letter, received_by_state, posted or inferred.';
comment on column ledger.filing.received_date is 'When the state received it; null when not stated.';
comment on column ledger.filing.posted_date is 'When the state posted it; null when not stated.';
comment on column ledger.filing.effective_start is 'First day of the layoff; null when not stated.';
comment on column ledger.filing.effective_end is 'Last day; null when one date is stated.';
comment on column ledger.filing.effective_precision is 'How precise the source was: day, month, quarter, half or year.';
comment on column ledger.filing.effective_approximate is 'True for "on or about".';
comment on column ledger.filing.workers is 'Workers affected in the state or at the site, whole persons; null where the source gives a range or says nothing certain. Never zero for unknown.';
comment on column ledger.filing.workers_least is 'At least so many; equal to workers when that is stated; null when not stated.';
comment on column ledger.filing.workers_most is 'At most so many; equal to workers when that is stated; null when not stated.';
comment on column ledger.filing.workers_total is 'A figure wider than the state, where stated.';
comment on column ledger.filing.workers_scope is 'Whom workers counts: site, state, several_states, nationwide (never enters a state''s sum) or unknown.';
comment on column ledger.filing.workers_approximate is 'True for "approximately".';
comment on column ledger.filing.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column ledger.filing.temporary is 'Stated to be temporary.';
comment on column ledger.filing.amendment is 'The state marks the row as an amendment.';
comment on column ledger.filing.rescinded is 'The state marks the row as rescinded, or the employer withdrew its filing.';
comment on column ledger.filing.conditional is 'The layoff depends on a condition.';
comment on column ledger.filing.act is 'warn: a notice under the WARN Act or a state''s own; non_warn: below or outside them; unknown.';
comment on column ledger.filing.city is 'City as stated, where one is.';
comment on column ledger.filing.county is 'County as stated, where one is.';
comment on column ledger.filing.zip is 'ZIP code, where one is stated.';
comment on column ledger.filing.location is 'Address or location as written.';
comment on column ledger.filing.naics is 'NAICS code as filed, digits only.';
comment on column ledger.filing.industry is 'Industry in words, as stated.';
comment on column ledger.filing."union" is 'Union, as stated.';
comment on column ledger.filing.reason is 'Stated reason, verbatim.';
comment on column ledger.filing.reasons is 'The parts the reason consists of, split by the source''s vocabulary.';
comment on column ledger.filing.letter_url is 'Address of the notice''s letter, as the page has it.';
comment on column ledger.filing.state_number is 'The state''s own number for the notice.';

create table ledger.filing_site (
    accession_no text,
    seq integer constraint filing_site_seq_positive check (seq > 0),
    street text,
    city text,
    county text,
    county_fips text constraint filing_site_county_fips_form check (county_fips ~ '^[0-9]{5}$'),
    state text,
    zip text,
    workers integer constraint filing_site_workers_natural check (workers >= 0),
    constraint filing_site_pkey primary key (accession_no, seq),
    constraint filing_site_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no) deferrable initially deferred
);

comment on table ledger.filing_site is 'Places named by a filing.';
comment on column ledger.filing_site.accession_no is 'The filing.';
comment on column ledger.filing_site.seq is 'From 1, as stated.';
comment on column ledger.filing_site.street is 'Street address; null when not stated.';
comment on column ledger.filing_site.city is 'City; null when not stated.';
comment on column ledger.filing_site.county is 'County; null when not stated.';
comment on column ledger.filing_site.county_fips is 'Five digits of FIPS, as filed; null when not filed.';
comment on column ledger.filing_site.state is 'Two letters; null when not stated.';
comment on column ledger.filing_site.zip is 'ZIP code; null when not stated.';
comment on column ledger.filing_site.workers is 'Workers at this site; null when not stated for it.';

create table ledger.filing_phase (
    accession_no text,
    seq integer constraint filing_phase_seq_positive check (seq > 0),
    phase_date date not null,
    workers integer constraint filing_phase_workers_natural check (workers >= 0),
    constraint filing_phase_pkey primary key (accession_no, seq),
    constraint filing_phase_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no) deferrable initially deferred
);

comment on table ledger.filing_phase is 'Steps of a staged layoff.';
comment on column ledger.filing_phase.accession_no is 'The filing.';
comment on column ledger.filing_phase.seq is 'From 1, in order.';
comment on column ledger.filing_phase.phase_date is 'Day of the step.';
comment on column ledger.filing_phase.workers is 'Workers who go on it; null when not said.';

create table ledger.attribution (
    position bigint,
    seq integer constraint attribution_seq_positive check (seq > 0),
    accession_no text not null,
    tier smallint not null constraint attribution_tier_known check (tier between 1 and 5),
    regime text,
    standard text,
    answer text constraint attribution_answer_known check (answer in ('yes', 'no', 'unchecked', 'not_asked', 'not_answered')),
    label text not null constraint attribution_label_known check (
        label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption', 'automation_non_ai', 'ai_denied', 'none')
    ),
    technology text,
    quote text,
    quote_start integer,
    quote_end integer,
    text_sha256 bytea,
    rule text,
    phrasebook text,
    pct numeric(5, 2) constraint attribution_pct_range check (pct between 0 and 100),
    count integer constraint attribution_count_natural check (count >= 0),
    usage_text text,
    ai_type text[] not null default '{}',
    upskilling_text text,
    status text not null constraint attribution_status_known check (status in ('accepted', 'proposed', 'refused')),
    constraint attribution_pkey primary key (position, seq),
    constraint attribution_accession_no_fkey foreign key (accession_no) references ledger.filing (accession_no) deferrable initially deferred,
    constraint attribution_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred
);

create index attribution_accession_no on ledger.attribution (accession_no);

comment on table ledger.attribution is 'Whether a layoff is attributed to AI: answers of employers'' filings, answers on states'' forms, and what texts say; each by whom it is said (tier).';
comment on column ledger.attribution.position is 'Position in the log: the filing''s own when it came with it, else its own.';
comment on column ledger.attribution.seq is 'From 1 within the position.';
comment on column ledger.attribution.accession_no is 'The filing it speaks of.';
comment on column ledger.attribution.tier is '1 signed filing here; 2 a state''s form field; 3 the notice letter; 4 the employer''s public statement; 5 others. Only 1 and 2 enter statutory columns.';
comment on column ledger.attribution.regime is 'Law under which the question was asked, such as US-NY or US-2102e; null for texts.';
comment on column ledger.attribution.standard is 'Standard of causation of that question; null for texts.';
comment on column ledger.attribution.answer is 'yes, no, unchecked, not_asked or not_answered; null for texts. A blank box is not a no.';
comment on column ledger.attribution.label is 'One of the six labels; none: nothing attributes the layoff to AI or automation.';
comment on column ledger.attribution.technology is 'Technology named, as written; null when none is.';
comment on column ledger.attribution.quote is 'The deciding words, unrepaired; null when the label is none or an answer has no words.';
comment on column ledger.attribution.quote_start is 'UTF-8 byte offset of quote in its text.';
comment on column ledger.attribution.quote_end is 'UTF-8 byte offset after quote.';
comment on column ledger.attribution.text_sha256 is 'SHA-256 of the text the quote is from: the reason verbatim, or an extracted_text.';
comment on column ledger.attribution.rule is 'Rule that fired; no_match when none did; null for an answer.';
comment on column ledger.attribution.phrasebook is 'Version of the phrasebook; null for an answer.';
comment on column ledger.attribution.pct is 'Percentage of the layoff attributed to AI, as filed; null when not filed.';
comment on column ledger.attribution.count is 'Workers attributed to AI, as filed; null when not filed.';
comment on column ledger.attribution.usage_text is 'How AI is used, as filed.';
comment on column ledger.attribution.ai_type is 'Types of AI, as filed.';
comment on column ledger.attribution.upskilling_text is 'Upskilling and retraining, as filed.';
comment on column ledger.attribution.status is 'accepted; proposed (by the machine, tiers 3 to 5, until a reviewer settles it); refused.';

create table ledger.extracted_text (
    sha256 bytea,
    snapshot_sha256 bytea,
    extractor text not null,
    extractor_version text not null,
    body text not null,
    constraint extracted_text_pkey primary key (sha256, extractor, extractor_version)
);

comment on table ledger.extracted_text is 'Texts taken out of documents, by digest; quotes point into them.';
comment on column ledger.extracted_text.sha256 is 'SHA-256 of body in UTF-8.';
comment on column ledger.extracted_text.snapshot_sha256 is 'The document; null for a text of a filing.';
comment on column ledger.extracted_text.extractor is 'Program that took it out.';
comment on column ledger.extracted_text.extractor_version is 'Its version.';
comment on column ledger.extracted_text.body is 'The text.';

create table ledger.link (
    position bigint,
    kind text not null constraint link_kind_known check (
        kind in ('same_notice', 'amendment_of', 'supplements', 'same_event', 'distinct_site', 'distinct')
    ),
    from_disclosure uuid not null,
    to_disclosure uuid not null,
    score numeric not null constraint link_score_range check (score between 0 and 1),
    rule text not null,
    status text not null constraint link_status_known check (status in ('accepted', 'proposed', 'refused')),
    supersedes_position bigint,
    constraint link_pkey primary key (position),
    constraint link_two_disclosures check (from_disclosure <> to_disclosure),
    constraint link_from_disclosure_fkey foreign key (from_disclosure) references ledger.disclosure (disclosure_id),
    constraint link_to_disclosure_fkey foreign key (to_disclosure) references ledger.disclosure (disclosure_id),
    constraint link_supersedes_position_fkey foreign key (supersedes_position) references ledger.link (position),
    constraint link_position_fkey foreign key (position) references ledger.log (position) deferrable initially deferred
);

create index link_from_disclosure on ledger.link (from_disclosure);
create index link_to_disclosure on ledger.link (to_disclosure);

comment on table ledger.link is 'Two disclosures related: dated, scored and refusable, never a merge.';
comment on column ledger.link.position is 'Position in the log.';
comment on column ledger.link.kind is 'same_notice, amendment_of, supplements, same_event, distinct_site or distinct.';
comment on column ledger.link.from_disclosure is 'The later or amending one.';
comment on column ledger.link.to_disclosure is 'The other.';
comment on column ledger.link.score is '0 to 1; 1 is certain.';
comment on column ledger.link.rule is 'The rule that decided.';
comment on column ledger.link.status is 'accepted, proposed or refused.';
comment on column ledger.link.supersedes_position is 'The link that this one settles anew; null for a first.';
