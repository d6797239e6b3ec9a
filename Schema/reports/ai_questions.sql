create view report.ai_questions as
with answer as materialized (
    select distinct on (f.disclosure_id, coalesce(a.regime, substring(a.rule from '^listed_answer:(.+)$')))
        f.disclosure_id, coalesce(a.regime, substring(a.rule from '^listed_answer:(.+)$')) as regime,
        case when a.answer is not null then a.answer when a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption') then 'yes'
            when a.label = 'ai_denied' then 'no' else 'not_answered' end as answer,
        to_char(f.notice_date, 'YYYY-MM') as notice_month, f.state, f.workers, f.position
    from ledger.attribution a
    join ledger.filing f on f.accession_no = a.accession_no
    where a.position <= (select report.moment()) and a.tier <= 2 and a.answer is distinct from 'not_asked'
        and (a.answer is not null or a.rule like 'listed_answer:%')
    order by f.disclosure_id, coalesce(a.regime, substring(a.rule from '^listed_answer:(.+)$')), a.position desc, a.seq
)
select
    a.regime,
    a.notice_month,
    'disclosures' as unit,
    count(*) as asked,
    count(*) filter (where a.answer in ('yes', 'no')) as answered,
    count(*) filter (where a.answer = 'yes') as yes,
    count(*) filter (where a.answer = 'no') as no,
    count(*) filter (where a.answer = 'unchecked') as unchecked,
    count(*) filter (where a.answer = 'not_answered') as not_answered,
    round(count(*) filter (where a.answer in ('yes', 'no'))::numeric / count(*), 4) as answer_rate,
    round(count(*) filter (where a.answer = 'yes')::numeric / count(*), 4) as yes_rate,
    sum(a.workers)::bigint as workers_asked,
    (sum(a.workers) filter (where a.answer = 'yes'))::bigint as workers_yes,
    (select report.moment()) as as_of_position
from answer a
group by a.regime, a.notice_month
order by a.regime, a.notice_month nulls last;

comment on view report.ai_questions is 'Whom does each law ask about AI, who answers, and who says yes? By month of notice; a blank box is no No.';
comment on column report.ai_questions.regime is 'The law that asks, as Schema/reference/regimes.csv names it.';
comment on column report.ai_questions.notice_month is 'Month of notice; null: none stated.';
comment on column report.ai_questions.unit is 'What is counted.';
comment on column report.ai_questions.asked is 'Disclosures whose form has the question.';
comment on column report.ai_questions.answered is 'Of those, yes or no.';
comment on column report.ai_questions.yes is 'Of those, yes.';
comment on column report.ai_questions.no is 'Of those, no.';
comment on column report.ai_questions.unchecked is 'A box left empty, which the form takes for no word either way.';
comment on column report.ai_questions.not_answered is 'Neither.';
comment on column report.ai_questions.answer_rate is 'answered of asked.';
comment on column report.ai_questions.yes_rate is 'yes of asked.';
comment on column report.ai_questions.workers_asked is 'Workers of those asked, a floor; null where none states a figure.';
comment on column report.ai_questions.workers_yes is 'Workers of those that said yes, whole notices; null as before.';
comment on column report.ai_questions.as_of_position is 'Position of the log that the row speaks of.';
