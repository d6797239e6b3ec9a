create view report.totals as
select
    count(*) filter (where e.counted)::integer as events,
    coalesce(sum(e.workers_counted) filter (where e.counted), 0)::bigint as workers,
    count(*) filter (where e.counted and e.workers_counted is null)::integer as events_without_count,
    coalesce(sum(e.notices), 0)::integer as notices,
    coalesce(sum(e.disclosures), 0)::integer as disclosures,
    count(*) filter (where e.unlisted)::integer as unlisted_events,
    count(*) filter (where e.rescinded)::integer as rescinded_events,
    count(*) filter (where e.non_warn)::integer as non_warn_events,
    count(*) filter (where e.wider_than_state)::integer as wider_events,
    count(*) filter (where e.counted and e.ai_statutory)::integer as statutory_events,
    (select coalesce(sum(b.workers), 0) from (
        select distinct on (a.event_id) a.workers from report.ai_events a where a.counted and a.statutory order by a.event_id, a.tier
    ) b)::bigint as statutory_workers,
    (select count(distinct f.state) from report.freshness f where f.last_success_at is not null)::integer as states,
    (select count(*) from ledger.jurisdiction)::integer as jurisdictions,
    min(e.notice_date) filter (where e.counted) as first_notice_date,
    max(e.notice_date) filter (where e.counted) as last_notice_date,
    (select l.entry_at from ledger.log l where l.position = report.moment()) as entry_at,
    (select report.moment()) as as_of_position
from report.events e;

comment on view report.totals is 'What does the register hold, in one line?';
comment on column report.totals.events is 'Counted events.';
comment on column report.totals.workers is 'Workers of them, a floor: an event without a figure adds nothing.';
comment on column report.totals.events_without_count is 'Counted events without a figure for the state.';
comment on column report.totals.notices is 'Notices that stand, of all events.';
comment on column report.totals.disclosures is 'Disclosures, of all events.';
comment on column report.totals.unlisted_events is 'Events no longer on their state''s page; counted.';
comment on column report.totals.rescinded_events is 'Events explicitly rescinded or withdrawn; not counted.';
comment on column report.totals.non_warn_events is 'Events below or outside the acts; not counted.';
comment on column report.totals.wider_events is 'Events with a figure for several states or the nation, which enters no sum.';
comment on column report.totals.statutory_events is 'Counted events attributed to AI on tiers 1 and 2.';
comment on column report.totals.statutory_workers is 'Workers of them on the better tier, a floor.';
comment on column report.totals.states is 'Jurisdictions of which a page was read whole at least once.';
comment on column report.totals.jurisdictions is 'All jurisdictions.';
comment on column report.totals.first_notice_date is 'Earliest notice date of a counted event; null when none is stated.';
comment on column report.totals.last_notice_date is 'Latest notice date of a counted event; null when none is stated.';
comment on column report.totals.entry_at is 'Time of the newest entry of the moment; null when the log is empty.';
comment on column report.totals.as_of_position is 'Position of the log that the row speaks of.';
