create view report.notice_industries as
select
    f.state,
    f.employer,
    f.notice_date,
    f.naics,
    f.industry,
    i.sector,
    i.code,
    i.vintage,
    i.level,
    i.title,
    case when i.code is not null then 'code' when i.sector is not null then 'words' end as industry_basis,
    i.position as table_position,
    encode(said.statement_sha256, 'hex') as statement_sha256,
    f.accession_no,
    f.position,
    head.disclosure_id,
    (select report.moment()) as as_of_position
from (
    select h.disclosure_id, max(h.position) as position
    from ledger.filing h
    where h.position <= (select report.moment())
    group by h.disclosure_id
) head
join ledger.filing f on f.position = head.position and f.run_id is not null and (f.naics is not null or f.industry is not null)
cross join lateral (
    select ledger.industry_statement_sha256(
        f.naics, f.industry, extract(year from coalesce(f.notice_date, f.received_date, f.effective_start))::integer) as statement_sha256
    offset 0 -- computed once
) said
left join lateral (
    select l.code, l.vintage, l.level, l.title, l.sector, l.position
    from ledger.industry l
    where l.statement_sha256 = said.statement_sha256 and l.position <= (select report.moment())
    order by l.position desc
    limit 1
) i on true;

comment on view report.notice_industries is 'In which industry is each observed notice that states one, by the code or the words as filed? Never by the employer''s name.';
comment on column report.notice_industries.state is 'Publishing jurisdiction.';
comment on column report.notice_industries.employer is 'Employer, cleaned of markers; otherwise as filed.';
comment on column report.notice_industries.notice_date is 'Date of the notice; null when not stated.';
comment on column report.notice_industries.naics is 'NAICS code as filed; null when none is.';
comment on column report.notice_industries.industry is 'Industry in words, as stated; null when none is.';
comment on column report.notice_industries.sector is 'Two digits, or 31-33, 44-45, 48-49; null where the tables make nothing of what is stated, or it was not looked up.';
comment on column report.notice_industries.code is 'The table''s code: as filed, without the zeros that fill up a shorter one; null where only words say it.';
comment on column report.notice_industries.vintage is 'Year of the table the code is from: the newest not newer than the notice that has it, else the nearest; null without a code.';
comment on column report.notice_industries.level is 'sector, subsector, industry_group, naics_industry or national_industry: two to six digits.';
comment on column report.notice_industries.title is 'Title of the code; without a code, of the sector.';
comment on column report.notice_industries.industry_basis is 'code or words; null without a sector.';
comment on column report.notice_industries.table_position is 'Position of the tables'' vintage; null: not looked up, or nothing found.';
comment on column report.notice_industries.statement_sha256 is 'Digest of all that the filing states of its industry, by which it is looked up.';
comment on column report.notice_industries.accession_no is 'Number of the newest filing.';
comment on column report.notice_industries.position is 'Its position in the log.';
comment on column report.notice_industries.disclosure_id is 'The disclosure.';
comment on column report.notice_industries.as_of_position is 'Position of the log that the row speaks of.';
