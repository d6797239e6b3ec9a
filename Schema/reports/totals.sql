create view report.totals as
with tail as materialized (
    select x.base, x.events, x.disclosures from ledger.tail((select report.moment())) x
),
day as materialized (
    select min(d.first_date) as first_date, max(d.last_date) as last_date
    from (
        select lower(r.dates) as first_date, upper(r.dates) - 1 as last_date
        from ledger.notice_dates((select t.base from tail t), (select t.events from tail t)) r (dates)
        union all
        select min((c.fact).notice_date), max((c.fact).notice_date)
        from ledger.event_changes((select t.base from tail t), (select t.events from tail t), (select t.disclosures from tail t)) c
        where c.sign = 1 and (c.fact).counted
    ) d
)
select
    coalesce(sum(c.events), 0)::integer as events,
    coalesce(sum(c.workers), 0)::bigint as workers,
    coalesce(sum(c.without_count), 0)::integer as events_without_count,
    coalesce(sum(c.notices_any), 0)::integer as notices,
    coalesce(sum(c.disclosures), 0)::integer as disclosures,
    coalesce(sum(c.unlisted), 0)::integer as unlisted_events,
    coalesce(sum(c.rescinded), 0)::integer as rescinded_events,
    coalesce(sum(c.non_warn), 0)::integer as non_warn_events,
    coalesce(sum(c.wider), 0)::integer as wider_events,
    coalesce(sum(c.statutory), 0)::integer as statutory_events,
    coalesce(sum(c.ai_workers) filter (where c.best_tier <= 2), 0)::bigint as statutory_workers,
    (select count(distinct f.state) from report.freshness f where f.last_success_at is not null)::integer as states,
    (select count(*) from ledger.jurisdiction)::integer as jurisdictions,
    (select d.first_date from day d) as first_notice_date,
    (select d.last_date from day d) as last_notice_date,
    (select l.entry_at from ledger.log l where l.position = report.moment()) as entry_at,
    (select report.moment()) as as_of_position
from report.state_cells c;

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
