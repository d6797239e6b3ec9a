create view report.ai_voices as
select
    a.tier,
    a.evidence,
    a.label,
    a.status,
    a.regime,
    a.quote,
    max(a.workers_attributed) over w as reported_count,
    max(a.pct) over w as pct,
    h.workers,
    row_number() over (partition by a.disclosure_id, a.tier order by a.status, a.position desc, a.seq)::integer as place,
    a.disclosure_id,
    a.as_of_position
from report.attributions a
cross join lateral (
    select f.workers
    from ledger.filing f
    where f.disclosure_id = a.disclosure_id and f.position <= (select report.moment())
    order by f.version desc
    limit 1
) h
where a.in_force and a.status <> 'refused'
    and a.label in ('ai_substitution', 'ai_restructuring', 'ai_market_disruption')
window w as (partition by a.disclosure_id, a.tier);

comment on view report.ai_voices is 'Who says of a disclosure that AI caused it? One line a voice in force, ranked on its tier: what events are attributed to AI by.';
comment on column report.ai_voices.tier is 'Tier of evidence, 1 to 5.';
comment on column report.ai_voices.evidence is 'What that tier is.';
comment on column report.ai_voices.label is 'ai_substitution, ai_restructuring or ai_market_disruption.';
comment on column report.ai_voices.status is 'accepted, or proposed until a reviewer settles it.';
comment on column report.ai_voices.regime is 'Law under which the question was asked; null for texts.';
comment on column report.ai_voices.quote is 'The deciding words; null without words.';
comment on column report.ai_voices.reported_count is 'Workers attributed to AI as filed, the most that the disclosure says on this tier; null when not filed.';
comment on column report.ai_voices.pct is 'Percentage of the layoff attributed to AI, likewise; null when not filed.';
comment on column report.ai_voices.workers is 'Workers of the disclosure, of its newest filing; null when not stated.';
comment on column report.ai_voices.place is 'Rank among the disclosure''s voices on this tier; the first speaks for it.';
comment on column report.ai_voices.disclosure_id is 'The disclosure.';
comment on column report.ai_voices.as_of_position is 'Position of the log that the row speaks of.';
