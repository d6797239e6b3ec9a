create view report.ai_share as
select
    m.notice_month,
    t.tiers,
    'notice_date' as basis,
    'workers' as unit,
    sum(t.events)::bigint as ai_events,
    sum(t.workers)::bigint as ai_workers,
    sum(m.events_all)::bigint as events_all,
    sum(m.workers_all)::bigint as workers_all,
    sum(m.events_asked)::bigint as events_asked,
    sum(m.events_with_text)::bigint as events_with_text,
    round(sum(t.workers) / nullif(sum(m.workers_all), 0), 6) as share_of_workers,
    round(sum(t.events) / nullif(sum(m.events_all), 0), 6) as share_of_events,
    round(sum(t.events) / nullif(sum(m.events_asked), 0), 6) as share_of_events_asked,
    round(sum(t.events) / nullif(sum(m.events_with_text), 0), 6) as share_of_events_with_text,
    (select report.moment()) as as_of_position
from report.ai_ladder_by_month m
cross join lateral (values
    ('1', m.events_tier_1, m.workers_tier_1), ('1-2', m.events_tiers_1_2, m.workers_tiers_1_2), ('1-3', m.events_tiers_1_3, m.workers_tiers_1_3),
    ('1-4', m.events_tiers_1_4, m.workers_tiers_1_4), ('1-5', m.events_tiers_1_5, m.workers_tiers_1_5)) t (tiers, events, workers)
group by m.notice_month, t.tiers
order by m.notice_month nulls last, t.tiers;

comment on view report.ai_share is 'What share of the workers noticed is attributed to AI, counting one tier of evidence, two, and so on, and measured against whom? By month; never one blended share.';
comment on column report.ai_share.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null: no notice date is stated.';
comment on column report.ai_share.tiers is 'Tiers of evidence counted: 1 is the statutory record of filings here, 1-2 with the states forms, up to 1-5 with press and unions.';
comment on column report.ai_share.basis is 'Which date decides the period.';
comment on column report.ai_share.unit is 'What workers counts.';
comment on column report.ai_share.ai_events is 'Events attributed to AI on those tiers.';
comment on column report.ai_share.ai_workers is 'Workers of them, a floor.';
comment on column report.ai_share.events_all is 'All counted events.';
comment on column report.ai_share.workers_all is 'All workers of them, a floor.';
comment on column report.ai_share.events_asked is 'Events whose employer was asked.';
comment on column report.ai_share.events_with_text is 'Events with any text that could name a cause.';
comment on column report.ai_share.share_of_workers is 'ai_workers of workers_all; null without workers.';
comment on column report.ai_share.share_of_events is 'ai_events of events_all.';
comment on column report.ai_share.share_of_events_asked is 'ai_events of events_asked: above 1 where AI is named unasked. Null where nobody was asked.';
comment on column report.ai_share.share_of_events_with_text is 'ai_events of events_with_text; null where there is none.';
comment on column report.ai_share.as_of_position is 'Position of the log that the row speaks of.';
