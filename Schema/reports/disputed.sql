create view report.disputed as
with heard as materialized (
    select a.*
    from report.attributions a
    where a.in_force and a.status <> 'refused'
        and a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption', 'ai_denied')
        -- Few disclosures and events are spoken of: by their names they are looked up.
        and a.disclosure_id = any (array(
            select (select f.disclosure_id from ledger.filing f where f.accession_no = x.accession_no)
            from ledger.attribution x
            where x.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption', 'ai_denied')))
),
said as materialized (
    select m.event_id, a.tier, a.label, a.status, a.evidence, a.claimant, a.answer, a.quote, a.published_date,
        a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption') as says_yes
    from heard a
    join report.event_members m on m.disclosure_id = a.disclosure_id and m.stands
    where m.disclosure_id = any (array(select h.disclosure_id from heard h))
),
yes as materialized (
    select distinct on (s.event_id) s.* from said s where s.says_yes order by s.event_id, s.tier, s.status, s.quote, s.label, s.claimant, s.published_date
),
no as (
    select distinct on (s.event_id) s.* from said s where not s.says_yes order by s.event_id, s.tier, s.status, s.quote, s.label, s.claimant, s.published_date
)
select
    e.notice_date,
    e.state,
    e.employer,
    e.workers,
    y.tier as yes_tier,
    coalesce(y.claimant, y.evidence) as yes_by,
    y.label as yes_label,
    y.quote as yes_quote,
    y.status as yes_status,
    n.tier as no_tier,
    coalesce(n.claimant, n.evidence) as no_by,
    n.quote as no_quote,
    n.status as no_status,
    n.tier <= 2 and y.tier >= 4 as silence_gap,
    e.counted,
    e.event_id,
    e.as_of_position
from yes y
join no n on n.event_id = y.event_id
join report.events e on e.event_id = y.event_id
where e.event_id = any (array(select x.event_id from yes x));

comment on view report.disputed is 'Of which events does one claimant say that AI caused them, and another that it did not? Both stand.';
comment on column report.disputed.notice_date is 'First notice date of the event; null when none is stated.';
comment on column report.disputed.state is 'Jurisdiction.';
comment on column report.disputed.employer is 'Employer.';
comment on column report.disputed.workers is 'Workers of the event; null when not stated.';
comment on column report.disputed.yes_tier is 'Best tier on which it is attributed to AI.';
comment on column report.disputed.yes_by is 'Who says so.';
comment on column report.disputed.yes_label is 'How.';
comment on column report.disputed.yes_quote is 'In which words; null for an answer without words.';
comment on column report.disputed.yes_status is 'accepted, or proposed until a reviewer settles it.';
comment on column report.disputed.no_tier is 'Best tier on which it is denied.';
comment on column report.disputed.no_by is 'Who denies it.';
comment on column report.disputed.no_quote is 'In which words; null for an answer without words.';
comment on column report.disputed.no_status is 'accepted, or proposed until a reviewer settles it.';
comment on column report.disputed.silence_gap is 'True where the form says no and a public statement of the employer, or others, say that it was AI.';
comment on column report.disputed.counted is 'Whether reports count the event.';
comment on column report.disputed.event_id is 'The event.';
comment on column report.disputed.as_of_position is 'Position of the log that the row speaks of.';
