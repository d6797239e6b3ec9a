-- Few disclosures are of employers: what asks for these alone does not read the others.
create index disclosure_employer on ledger.disclosure (disclosure_id) where origin = 'employer';
