create view report.section_2102e as
with test as not materialized (
    select e.event_id, e.notice_date, e.state, e.employer, e.workers, e.event_type, e.rescinded, e.non_warn, e.counted, e.as_of_position,
        case
            when e.event_type is distinct from 'layoff' then case when e.event_type = 'closure' then 'no' else 'unknown' end
            when e.temporary then 'unknown'
            when e.is_mass then 'yes'
            when e.largest_notice is null then 'unknown'
            when coalesce(e.largest_site, 0) >= 500 then 'yes'
            when e.notice_workers < 50 then 'no'
            when e.is_open is false then 'no'
            else 'unknown'
        end as mass_layoff,
        case
            when e.event_type = 'closure' then 'a plant closing; the provision names mass layoffs only'
            when e.event_type is null then 'the source does not say whether it is a mass layoff'
            when e.event_type <> 'layoff' then 'recorded as ' || replace(e.event_type, '_', ' ') || ', which may or may not be a mass layoff'
            when e.temporary then 'temporary; an employment loss only beyond six months (29 U.S.C. 2101(a)(6))'
            when e.is_mass then 'at least 500 workers at a site, or 50 and a third of it (29 U.S.C. 2101(a)(3))'
            when e.largest_notice is null then 'the number of workers is not stated'
            when coalesce(e.largest_site, 0) >= 500 then 'at least 500 workers at a site (29 U.S.C. 2101(a)(3))'
            when e.notice_workers < 50 then 'fewer than 50 workers; no mass layoff (29 U.S.C. 2101(a)(3)) unless aggregated within 90 days'
            when e.is_open is false then 'less than a third of every site (29 U.S.C. 2101(a)(3))'
            else 'a mass layoff only if 500, or a third, of a site; the site''s size is not stated'
        end as mass_layoff_because,
        case
            when e.employees >= 100 or e.notice_workers >= 100 then 'yes'
            when e.employees < 100 then 'no'
            else 'unknown'
        end as covered_employer,
        case
            when e.employees >= 100 then 'the employer states ' || e.employees || ' employees'
            when e.notice_workers >= 100 then 'at least 100 workers are affected'
            when e.employees < 100 then 'the employer states fewer than 100 employees (29 U.S.C. 2101(a)(1))'
            else 'the number of its employees is not stated'
        end as covered_because
    from report.event_sizes e
),
heard as materialized (
    select a.*
    from report.attributions a
    where a.tier <= 2 and a.in_force and a.status = 'accepted'
        and a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption', 'ai_denied')
        -- Few disclosures and events are spoken of: by their names they are looked up.
        and a.disclosure_id = any (array(
            select (select f.disclosure_id from ledger.filing f where f.accession_no = x.accession_no)
            from ledger.attribution x
            where x.tier <= 2 and x.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption', 'ai_denied')))
),
said as materialized (
    select m.event_id, a.tier, a.regime, a.standard, a.answer, a.label, a.technology, a.quote, a.pct, a.ai_type, a.usage_text, a.upskilling_text,
        a.accession_no, (a.regime = 'US-2102e') is not true as is_other_question, a.position, a.seq
    from heard a
    join report.event_members m on m.disclosure_id = a.disclosure_id and m.stands
    where m.disclosure_id = any (array(select h.disclosure_id from heard h))
),
statement as (
    select distinct on (s.event_id) s.event_id, s.tier, s.quote, s.accession_no,
        case
            when s.label = 'ai_denied' then 'AI was not a factor'
            when s.regime = 'US-2102e' then 'AI was a substantial factor'
            else 'attributed to AI'
        end || coalesce(' (' || s.regime || coalesce(', ' || replace(s.standard, '_', ' '), '') || ')', '') as value
    from said s
    order by s.event_id, s.tier, s.is_other_question, s.position desc, s.seq
),
kind as (
    select distinct on (s.event_id) s.event_id, s.tier, coalesce(s.usage_text, s.quote) as quote, s.accession_no,
        coalesce(replace(nullif(array_to_string(s.ai_type, ', '), ''), '_', ' '), s.technology, 'usage stated') as value
    from said s
    where cardinality(s.ai_type) > 0 or s.technology is not null or s.usage_text is not null
    order by s.event_id, s.tier, s.is_other_question, s.position desc, s.seq
),
part as (
    select distinct on (s.event_id) s.event_id, s.tier, s.accession_no, trim_scale(s.pct) || ' %' as value
    from said s
    where s.pct is not null
    order by s.event_id, s.tier, s.is_other_question, s.position desc, s.seq
),
training as (
    select distinct on (s.event_id) s.event_id, s.tier, s.accession_no, s.upskilling_text as value
    from said s
    where s.upskilling_text is not null
    order by s.event_id, s.tier, s.is_other_question, s.position desc, s.seq
),
record as materialized (
    select a.event_id, a.value as statement, a.tier as statement_tier, a.quote as statement_quote, a.accession_no as statement_source,
        coalesce(b.value, 'missing') as type_usage, b.tier as type_usage_tier, b.quote as type_usage_quote, b.accession_no as type_usage_source,
        coalesce(c.value, 'missing') as percentage, c.tier as percentage_tier, c.accession_no as percentage_source,
        coalesce(d.value, 'missing') as upskilling, d.tier as upskilling_tier, d.accession_no as upskilling_source,
        1 + (b.event_id is not null)::integer + (c.event_id is not null)::integer + (d.event_id is not null)::integer as elements_stated
    from statement a
    left join kind b on b.event_id = a.event_id
    left join part c on c.event_id = a.event_id
    left join training d on d.event_id = a.event_id
),
judged as not materialized (
    select t.*,
        case
            when t.rescinded or t.non_warn or t.mass_layoff = 'no' or t.covered_employer = 'no' then 'no'
            when t.mass_layoff = 'yes' and t.covered_employer = 'yes' then 'yes'
            else 'unknown'
        end as applies,
        case
            when t.rescinded then 'the notice was rescinded'
            when t.non_warn then 'not a notice that section 2102(a) requires'
            when t.mass_layoff = 'no' then t.mass_layoff_because
            when t.covered_employer = 'no' then t.covered_because
            when t.covered_employer = 'unknown' and t.mass_layoff = 'yes' then t.covered_because
            else t.mass_layoff_because
        end as because
    from test t
)
select
    j.notice_date,
    j.state,
    j.employer,
    j.workers,
    j.event_type,
    j.applies,
    j.because,
    j.mass_layoff,
    j.mass_layoff_because,
    j.covered_employer,
    j.covered_because,
    r.statement,
    r.statement_tier,
    r.statement_quote,
    r.statement_source,
    r.type_usage,
    r.type_usage_tier,
    r.type_usage_quote,
    r.type_usage_source,
    r.percentage,
    r.percentage_tier,
    r.percentage_source,
    r.upskilling,
    r.upskilling_tier,
    r.upskilling_source,
    r.elements_stated,
    j.counted,
    j.event_id,
    j.as_of_position
from record r
join judged j on j.event_id = r.event_id
where j.event_id = any (array(select x.event_id from record x))
union all
-- Of the many of which nothing is said, nothing is joined.
select
    j.notice_date, j.state, j.employer, j.workers, j.event_type, j.applies,
    j.because, j.mass_layoff, j.mass_layoff_because, j.covered_employer, j.covered_because,
    'missing', null, null, null, 'missing', null, null, null, 'missing', null, null, 'missing', null, null, 0,
    j.counted, j.event_id, j.as_of_position
from judged j
where j.event_id not in (select x.event_id from record x);

comment on view report.section_2102e is 'What would the Trahan provision (draft 29 U.S.C. 2102(e), not enacted) ask of each event, and what is on record? One line an event: would it apply, and for each of its four elements the value with tier, words and filing, or missing. Only tiers 1 and 2 can answer.';
comment on column report.section_2102e.notice_date is 'Earliest notice date; null when not stated.';
comment on column report.section_2102e.state is 'Publishing jurisdiction.';
comment on column report.section_2102e.employer is 'Employer.';
comment on column report.section_2102e.workers is 'Workers in notices that stand; null when none states a figure.';
comment on column report.section_2102e.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.section_2102e.applies is 'yes, no or unknown: a mass layoff by a covered employer for which 2102(a) requires notice. The draft''s own date of effect is left aside.';
comment on column report.section_2102e.because is 'The reason for applies.';
comment on column report.section_2102e.mass_layoff is 'yes, no or unknown, by 29 U.S.C. 2101(a)(3); a plant closing is none.';
comment on column report.section_2102e.mass_layoff_because is 'The reason for mass_layoff.';
comment on column report.section_2102e.covered_employer is 'yes, no or unknown: 100 employees or more, 29 U.S.C. 2101(a)(1).';
comment on column report.section_2102e.covered_because is 'The reason for covered_employer.';
comment on column report.section_2102e.statement is '(A) statement that AI was a substantial factor, with the question''s law and standard in parentheses; missing when none.';
comment on column report.section_2102e.statement_tier is '1 signed filing, 2 state''s form; null when missing.';
comment on column report.section_2102e.statement_quote is 'Its words; null when there are none.';
comment on column report.section_2102e.statement_source is 'Accession number of the filing; null when missing.';
comment on column report.section_2102e.type_usage is '(B) type of AI, or the technology named; missing when none.';
comment on column report.section_2102e.type_usage_tier is '1 or 2; null when missing.';
comment on column report.section_2102e.type_usage_quote is 'How it is used, in the words filed; null when there are none.';
comment on column report.section_2102e.type_usage_source is 'Accession number of the filing; null when missing.';
comment on column report.section_2102e.percentage is '(C) estimated percentage of the employment loss; missing when none.';
comment on column report.section_2102e.percentage_tier is '1 or 2; null when missing.';
comment on column report.section_2102e.percentage_source is 'Accession number of the filing; null when missing.';
comment on column report.section_2102e.upskilling is '(D) actions to upskill or retrain before the layoff, in the words filed; missing when none, which is not the same as a stated "none".';
comment on column report.section_2102e.upskilling_tier is '1 or 2; null when missing.';
comment on column report.section_2102e.upskilling_source is 'Accession number of the filing; null when missing.';
comment on column report.section_2102e.elements_stated is 'How many of the four are on record, 0 to 4.';
comment on column report.section_2102e.counted is 'True when the event enters sums.';
comment on column report.section_2102e.event_id is 'The event.';
comment on column report.section_2102e.as_of_position is 'Position of the log that the row speaks of.';
