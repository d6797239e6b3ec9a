create view report.silence_gap as
with event as materialized (
    select e.employer_key, e.employer, e.workers, e.event_id from report.event_facts e
),
said as materialized (
    select a.event_id, max(a.workers) filter (where a.tier <= 2) as on_record, max(a.workers) filter (where a.tier >= 4) as publicly,
        bool_or(a.tier <= 2) as is_on_record, bool_or(a.tier >= 4) as is_public
    from report.ai_events a
    where a.counted
    group by a.event_id
),
spoken as (
    select distinct e.employer_key from event e join said s on s.event_id = e.event_id where s.is_public
)
select
    max(e.employer) as employer,
    'workers' as unit,
    count(*) as events,
    sum(e.workers)::bigint as workers,
    count(*) filter (where s.is_public) as events_publicly,
    count(*) filter (where s.is_on_record) as events_on_record,
    sum(s.publicly)::bigint as workers_publicly,
    sum(s.on_record)::bigint as workers_on_record,
    round((coalesce(sum(s.publicly), 0) - coalesce(sum(s.on_record), 0))::numeric / nullif(sum(e.workers), 0), 4) as gap,
    '/employers/' || e.employer_key as page,
    e.employer_key,
    (select report.moment()) as as_of_position
from event e
join spoken p on p.employer_key = e.employer_key
left join said s on s.event_id = e.event_id
group by e.employer_key
order by gap desc nulls last, e.employer_key;

comment on view report.silence_gap is 'Which employers say publicly that AI is why, and not on the record? One line an employer that a public statement or the press attributes layoffs to AI: the share of its workers by tiers 4 and 5 less that by tiers 1 and 2.';
comment on column report.silence_gap.employer is 'Employer, in the spelling of its newest notice.';
comment on column report.silence_gap.unit is 'What workers counts.';
comment on column report.silence_gap.events is 'Counted events.';
comment on column report.silence_gap.workers is 'Sum of the figures stated, a floor: an event without a figure adds nothing. Null where none states one.';
comment on column report.silence_gap.events_publicly is 'Events a public statement, the press or a union attributes to AI.';
comment on column report.silence_gap.events_on_record is 'Events a signed filing or a states form attributes to AI.';
comment on column report.silence_gap.workers_publicly is 'Workers of events_publicly, a floor; null where none states a figure.';
comment on column report.silence_gap.workers_on_record is 'Workers of events_on_record, a floor; null as before.';
comment on column report.silence_gap.gap is 'Share of workers said publicly less share on the record; null without workers.';
comment on column report.silence_gap.page is 'Address of its page.';
comment on column report.silence_gap.employer_key is 'Employer folded for comparison: small letters and digits alone.';
comment on column report.silence_gap.as_of_position is 'Position of the log that the row speaks of.';
