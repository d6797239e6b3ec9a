-- Settling folds only what changed: which disclosures are one event is kept as the events are, as lines that are appended and ended. What the log
-- holds after a settled position, its tail, touches some events; these alone are folded, for a question or to settle them.
create table ledger.event_line (
    line_id bigint generated always as identity,
    position bigint not null,
    disclosure_id uuid not null,
    event_id uuid not null,
    notice_id uuid not null,
    precedence integer not null,
    superseded boolean not null,
    event_disclosures integer not null,
    county_fips text,
    sector text,
    place_mark bytea,
    industry_mark bytea,
    constraint event_line_pkey primary key (line_id)
);

create index event_line_disclosure_id on ledger.event_line (disclosure_id);
create index event_line_event_id on ledger.event_line (event_id);
create index event_line_place_mark on ledger.event_line (place_mark) where place_mark is not null;
create index event_line_industry_mark on ledger.event_line (industry_mark) where industry_mark is not null;

comment on table ledger.event_line is 'A disclosure as report.event_members has it, from one settled position on. Made from the ledger and of it: nothing rests on it.';
comment on column ledger.event_line.line_id is 'Its number.';
comment on column ledger.event_line.position is 'Settled position from which it stands.';
comment on column ledger.event_line.disclosure_id is 'The disclosure.';
comment on column ledger.event_line.event_id is 'As in report.event_members.';
comment on column ledger.event_line.notice_id is 'As in report.event_members.';
comment on column ledger.event_line.precedence is 'As in report.event_members.';
comment on column ledger.event_line.superseded is 'As in report.event_members.';
comment on column ledger.event_line.event_disclosures is 'As in report.event_members.';
comment on column ledger.event_line.county_fips is 'As in report.notice_places.';
comment on column ledger.event_line.sector is 'As in report.notice_industries.';
comment on column ledger.event_line.place_mark is 'First eight bytes of the digest of what it states of its place, by which it is found when rosters say more of that; null for an employer''s filing.';
comment on column ledger.event_line.industry_mark is 'The same of its industry; null where none is stated.';

create table ledger.event_line_end (
    line_id bigint,
    position bigint not null,
    constraint event_line_end_pkey primary key (line_id),
    constraint event_line_end_line_id_fkey foreign key (line_id) references ledger.event_line (line_id)
);

comment on table ledger.event_line_end is 'Lines that stand no longer: the disclosure is of another event, ranks elsewhere in it, or lies elsewhere.';
comment on column ledger.event_line_end.line_id is 'The line.';
comment on column ledger.event_line_end.position is 'Settled position from which it stands no longer.';

create index event_fact_event_id on ledger.event_fact (event_id);
create index placement_position on ledger.placement (position);
create index industry_position on ledger.industry (position);

alter table ledger.event_fact
    add column is_asked boolean not null default false,
    add column has_text boolean not null default false,
    add column best_tier smallint,
    add column best_status text,
    add column reported_count integer,
    add column pct_derived integer,
    add column whole_event integer,
    add column largest_notice integer,
    add column largest_site integer,
    add column notice_workers bigint,
    add column employees integer,
    add column is_mass boolean,
    add column is_open boolean;

comment on column ledger.event_fact.is_asked is 'A form asked one of its employers about AI.';
comment on column ledger.event_fact.has_text is 'A reason is stated, or a letter or statement of one of its disclosures was read.';
comment on column ledger.event_fact.best_tier is 'Best tier in report.ai_events; null where the event is not in it.';
comment on column ledger.event_fact.best_status is 'accepted or proposed, on that tier; null as for best_tier.';
comment on column ledger.event_fact.reported_count is 'As in report.ai_events, on that tier.';
comment on column ledger.event_fact.pct_derived is 'As in report.ai_events, on that tier.';
comment on column ledger.event_fact.whole_event is 'As in report.ai_events, on that tier.';

comment on column ledger.event_fact.largest_notice is 'As in report.event_sizes.';
comment on column ledger.event_fact.largest_site is 'As in report.event_sizes.';
comment on column ledger.event_fact.notice_workers is 'As in report.event_sizes.';
comment on column ledger.event_fact.employees is 'As in report.event_sizes.';
comment on column ledger.event_fact.is_mass is 'As in report.event_sizes.';
comment on column ledger.event_fact.is_open is 'As in report.event_sizes.';

-- What rosters learn of a place or an industry after it was settled, at a position before that.
create table ledger.event_touch (
    touch_id bigint generated always as identity,
    after_settlement bigint not null,
    disclosure_id uuid not null,
    constraint event_touch_pkey primary key (touch_id)
);

create index event_touch_after_settlement on ledger.event_touch (after_settlement);

comment on table ledger.event_touch is 'Disclosures of whose place or industry the rosters learned more, by a vintage that they had before: what was settled until then does not know it.';
comment on column ledger.event_touch.touch_id is 'Its number.';
comment on column ledger.event_touch.after_settlement is 'Number of the newest settlement at that time.';
comment on column ledger.event_touch.disclosure_id is 'The disclosure.';

alter table ledger.settlement add column is_sum boolean not null default false;
comment on column ledger.settlement.is_sum is 'Its cells are the sums of all events, not what changed: cells are read from the newest such settlement on.';
create index settlement_is_sum on ledger.settlement (number) where is_sum;

alter table ledger.event_cell add column settlement bigint;
comment on column ledger.event_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed; null before settlements had numbers here.';
create index event_cell_settlement on ledger.event_cell (settlement);

create table ledger.state_cell (
    settlement bigint not null,
    notice_month text,
    state text,
    best_tier smallint,
    events bigint not null,
    workers bigint not null,
    without_count bigint not null,
    notices bigint not null,
    events_any bigint not null,
    notices_any bigint not null,
    disclosures bigint not null,
    unlisted bigint not null,
    rescinded bigint not null,
    non_warn bigint not null,
    wider bigint not null,
    with_reason bigint not null,
    statutory bigint not null,
    statutory_event_workers bigint not null,
    asked bigint not null,
    with_text bigint not null,
    ai_workers bigint not null,
    reported_count bigint not null,
    pct_derived bigint not null,
    whole_event bigint not null,
    proposed bigint not null
);

create index state_cell_settlement on ledger.state_cell (settlement);

comment on table ledger.state_cell is 'What each settling changed of the sums by month, jurisdiction and best tier of evidence, appended and never updated: all that the totals, the states and the ladder of evidence are summed from.';
comment on column ledger.state_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.state_cell.notice_month is 'As in report.events.';
comment on column ledger.state_cell.state is 'As in report.events.';
comment on column ledger.state_cell.best_tier is 'As in ledger.event_fact.';
comment on column ledger.state_cell.events is 'Counted events more, or less.';
comment on column ledger.state_cell.workers is 'Workers of them.';
comment on column ledger.state_cell.without_count is 'Of the events, those without a figure for the state.';
comment on column ledger.state_cell.notices is 'Notices of the events.';
comment on column ledger.state_cell.events_any is 'Events, counted or not.';
comment on column ledger.state_cell.notices_any is 'Notices of these.';
comment on column ledger.state_cell.disclosures is 'Disclosures of these.';
comment on column ledger.state_cell.unlisted is 'Of these, unlisted ones.';
comment on column ledger.state_cell.rescinded is 'Of these, rescinded ones.';
comment on column ledger.state_cell.non_warn is 'Of these, ones outside the acts.';
comment on column ledger.state_cell.wider is 'Of these, ones that state a figure wider than the state.';
comment on column ledger.state_cell.with_reason is 'Counted events with a stated reason.';
comment on column ledger.state_cell.statutory is 'Counted events attributed to AI on tier 1 or 2.';
comment on column ledger.state_cell.statutory_event_workers is 'Workers of those, as events have them.';
comment on column ledger.state_cell.asked is 'Counted events of which a form asked about AI.';
comment on column ledger.state_cell.with_text is 'Counted events of which a text was read.';
comment on column ledger.state_cell.ai_workers is 'Workers attributed to AI on the best tier.';
comment on column ledger.state_cell.reported_count is 'Of these, as reported.';
comment on column ledger.state_cell.pct_derived is 'Of these, from percentages.';
comment on column ledger.state_cell.whole_event is 'Of these, the whole of the event.';
comment on column ledger.state_cell.proposed is 'Counted events whose best tier is a proposal.';

create table ledger.day_cell (
    settlement bigint not null,
    notice_date date not null,
    state text,
    events bigint not null,
    notices bigint not null,
    workers bigint not null,
    without_count bigint not null
);

create index day_cell_settlement on ledger.day_cell (settlement);

comment on table ledger.day_cell is 'What each settling changed of the sums by day and jurisdiction: counted events with a notice date, appended and never updated.';
comment on column ledger.day_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.day_cell.notice_date is 'As in report.events.';
comment on column ledger.day_cell.state is 'As in report.events.';
comment on column ledger.day_cell.events is 'Counted events more, or less.';
comment on column ledger.day_cell.notices is 'Notices of them.';
comment on column ledger.day_cell.workers is 'Workers of them.';
comment on column ledger.day_cell.without_count is 'Of the events, those without a figure for the state.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['event_line', 'event_line_end', 'event_touch', 'state_cell', 'day_cell'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.event_line, ledger.event_line_end, ledger.event_touch, ledger.state_cell, ledger.day_cell to warn_importer, warn_desk, warn_reviewer;
