-- What is said of AI in events, one line an event and tier, is kept as facts are, and summed by month and tier: the ladders read the sums.
create table ledger.event_voice (
    voice_id bigint generated always as identity,
    position bigint not null,
    event_id uuid not null,
    tier smallint not null,
    notice_month text,
    counted boolean not null,
    status text,
    reported_count integer,
    pct_derived integer,
    whole_event integer,
    is_denied boolean not null,
    constraint event_voice_pkey primary key (voice_id),
    constraint event_voice_says_something check (status is not null or is_denied)
);

create index event_voice_event_id on ledger.event_voice (event_id);

comment on table ledger.event_voice is 'What is said of AI in the events, one line an event and tier, as it was at a settled position; appended and never updated.';
comment on column ledger.event_voice.voice_id is 'Running number.';
comment on column ledger.event_voice.position is 'Settled position from which the line stands.';
comment on column ledger.event_voice.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column ledger.event_voice.tier is 'Tier of evidence, 1 to 5.';
comment on column ledger.event_voice.notice_month is 'Month of the event''s earliest notice date, yyyy-mm; null when none is stated.';
comment on column ledger.event_voice.counted is 'Whether the event enters sums.';
comment on column ledger.event_voice.status is 'accepted or proposed, where the event is attributed to AI on this tier; null where it is denied alone.';
comment on column ledger.event_voice.reported_count is 'Workers as employers counted them; null where none did.';
comment on column ledger.event_voice.pct_derived is 'Workers by filed percentages; null without one.';
comment on column ledger.event_voice.whole_event is 'All workers of notices that give neither; null without such a notice, or without its figure.';
comment on column ledger.event_voice.is_denied is 'Whether AI is denied on this tier, for the event or a part of it.';

create table ledger.event_voice_end (
    voice_id bigint,
    position bigint not null,
    constraint event_voice_end_pkey primary key (voice_id),
    constraint event_voice_end_voice_id_fkey foreign key (voice_id) references ledger.event_voice (voice_id)
);

comment on table ledger.event_voice_end is 'Lines of event_voice that stand no longer.';
comment on column ledger.event_voice_end.voice_id is 'The line.';
comment on column ledger.event_voice_end.position is 'Settled position from which it stands no longer.';

create table ledger.voice_cell (
    settlement bigint not null,
    notice_month text,
    tier smallint not null,
    events bigint not null,
    workers bigint not null,
    without_count bigint not null,
    proposed bigint not null,
    reported_count bigint not null,
    pct_derived bigint not null,
    whole_event bigint not null,
    denied bigint not null
);

create index voice_cell_settlement on ledger.voice_cell (settlement);

comment on table ledger.voice_cell is 'What each settling changed of the sums of events attributed to AI, by month and tier; appended and never updated.';
comment on column ledger.voice_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.voice_cell.notice_month is 'As in event_voice.';
comment on column ledger.voice_cell.tier is 'Tier of evidence, 1 to 5.';
comment on column ledger.voice_cell.events is 'Counted events attributed to AI more, or less.';
comment on column ledger.voice_cell.workers is 'Their workers: reported_count + pct_derived + whole_event.';
comment on column ledger.voice_cell.without_count is 'Those without any figure.';
comment on column ledger.voice_cell.proposed is 'Those no reviewer has settled.';
comment on column ledger.voice_cell.reported_count is 'Workers as employers counted them.';
comment on column ledger.voice_cell.pct_derived is 'Workers by filed percentages.';
comment on column ledger.voice_cell.whole_event is 'All workers of notices that give neither.';
comment on column ledger.voice_cell.denied is 'Events, counted or not, in which AI is denied.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['event_voice', 'event_voice_end', 'voice_cell'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.event_voice, ledger.event_voice_end, ledger.voice_cell to warn_importer, warn_desk, warn_reviewer;

create function ledger.fold_voices(base bigint, events uuid[], disclosures uuid[], is_lined boolean) returns setof ledger.event_voice
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
declare
    moment bigint := report.moment();
    spoken uuid[];
begin
    -- Few disclosures are spoken of; of the others there is nothing to fold.
    spoken := case
        when is_lined and events is not null then array(
            select l.disclosure_id
            from ledger.event_line l
            where l.event_id = any (events) and l.position <= base
                and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= base)
                and exists (
                    select from ledger.filing f
                    join ledger.attribution a on a.accession_no = f.accession_no
                    where f.disclosure_id = l.disclosure_id and a.label <> 'none' and a.position <= moment))
        when disclosures is not null then array(
            select d.disclosure_id
            from unnest(disclosures) d (disclosure_id)
            where exists (
                select from ledger.filing f
                join ledger.attribution a on a.accession_no = f.accession_no
                where f.disclosure_id = d.disclosure_id and a.label <> 'none' and a.position <= moment))
        else array(
            select distinct f.disclosure_id
            from ledger.attribution a
            join ledger.filing f on f.accession_no = a.accession_no
            where a.label <> 'none' and a.position <= moment)
        end;
    if cardinality(spoken) = 0 then
        return;
    end if;
    if events is null then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    return query
    with line as materialized (
        select l.disclosure_id, l.event_id
        from ledger.fold_lines(moment, disclosures) l
        where not is_lined and l.precedence = 1 and l.disclosure_id = any (spoken)
        union all
        select l.disclosure_id, l.event_id
        from ledger.event_line l
        where is_lined and l.precedence = 1 and l.disclosure_id = any (spoken) and l.position <= base
            and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= base)
    ),
    affirmed as materialized (
        select l.event_id, v.tier, min(v.status) as status, sum(v.reported_count)::integer as reported_count,
            (sum(round(v.workers * v.pct / 100)) filter (where v.reported_count is null))::integer as pct_derived,
            (sum(v.workers) filter (where v.reported_count is null and v.pct is null))::integer as whole_event
        from report.ai_voices v
        join line l on l.disclosure_id = v.disclosure_id
        where v.place = 1 and v.disclosure_id = any (spoken)
        group by l.event_id, v.tier
    ),
    denied as materialized (
        select distinct l.event_id, a.tier
        from report.attributions a
        join line l on l.disclosure_id = a.disclosure_id
        where a.in_force and a.status <> 'refused' and a.label = 'ai_denied' and a.disclosure_id = any (spoken)
    ),
    event as materialized (
        select f.event_id, to_char(f.notice_date, 'YYYY-MM') as notice_month, f.counted
        from ledger.fold(disclosures, false) f
        where not is_lined
        union all
        select f.event_id, to_char(f.notice_date, 'YYYY-MM'), f.counted
        from ledger.event_fact f
        where is_lined and f.event_id = any (array(select l.event_id from line l)) and f.position <= base
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
    )
    select null::bigint, moment, e.event_id, s.tier, e.notice_month, e.counted, a.status, a.reported_count, a.pct_derived, a.whole_event, d.event_id is not null
    from (select a.event_id, a.tier from affirmed a union select d.event_id, d.tier from denied d) s
    join event e on e.event_id = s.event_id
    left join affirmed a on a.event_id = s.event_id and a.tier = s.tier
    left join denied d on d.event_id = s.event_id and d.tier = s.tier;
end
$$;

comment on function ledger.fold_voices(bigint, uuid[], uuid[], boolean) is 'What is said of AI at the moment that report.as_of names, one line an event and tier. With is_lined, of these events by the lines and facts that are settled at base; without, of the events that these disclosures fold to. With nulls, of all. A migration that changes it settles what is said anew.';

create function ledger.voice_sums(base bigint, events uuid[], disclosures uuid[]) returns setof ledger.voice_cell
language sql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set enable_nestloop = on
set jit = off
as $$
    select base, v.notice_month, v.tier,
        coalesce(sum(v.sign) filter (where v.is_summed), 0),
        coalesce(sum(v.sign * (coalesce(v.reported_count, 0) + coalesce(v.pct_derived, 0) + coalesce(v.whole_event, 0))) filter (where v.is_summed), 0),
        coalesce(sum(v.sign) filter (where v.is_summed and coalesce(v.reported_count, v.pct_derived, v.whole_event) is null), 0),
        coalesce(sum(v.sign) filter (where v.is_summed and v.status = 'proposed'), 0),
        coalesce(sum(v.sign * v.reported_count) filter (where v.is_summed), 0),
        coalesce(sum(v.sign * v.pct_derived) filter (where v.is_summed), 0),
        coalesce(sum(v.sign * v.whole_event) filter (where v.is_summed), 0),
        coalesce(sum(v.sign) filter (where v.is_denied), 0)
    from (
        select -1 as sign, w.*, w.counted and w.status is not null as is_summed
        from ledger.event_voice w
        where w.event_id = any (events) and w.position <= base
            and not exists (select from ledger.event_voice_end e where e.voice_id = w.voice_id and e.position <= base)
        union all
        select 1, n.*, n.counted and n.status is not null
        from ledger.fold_voices(base, events, disclosures, false) n
    ) v
    group by v.notice_month, v.tier
$$;

comment on function ledger.voice_sums(bigint, uuid[], uuid[]) is 'What a tail changes of the sums by month and tier; with nulls, the sums of all events, folded anew.';

create function ledger.settle_voices(number bigint, newest bigint, is_whole boolean, events uuid[], disclosures uuid[]) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
declare
    touched uuid[];
begin
    if events is not null then
        touched := array(
            select unnest(events)
            union
            select l.event_id
            from ledger.event_line l
            where l.disclosure_id = any (disclosures) and l.position <= newest
                and not exists (select from ledger.event_line_end e where e.line_id = l.line_id and e.position <= newest));
    end if;
    with now as materialized (
        select n.* from ledger.fold_voices(newest, touched, null, true) n
    ),
    was as materialized (
        select w.*
        from ledger.event_voice w
        where (touched is null or w.event_id = any (touched)) and not exists (select from ledger.event_voice_end e where e.voice_id = w.voice_id)
    ),
    same as materialized (
        select w.voice_id, w.event_id, w.tier
        from was w
        join now n on n.event_id = w.event_id and n.tier = w.tier
        where row(n.notice_month, n.counted, n.status, n.reported_count, n.pct_derived, n.whole_event, n.is_denied)
            is not distinct from row(w.notice_month, w.counted, w.status, w.reported_count, w.pct_derived, w.whole_event, w.is_denied)
    ),
    change as materialized (
        select -1 as sign, w.* from was w where not exists (select from same s where s.voice_id = w.voice_id)
        union all
        select 1, n.* from now n where not exists (select from same s where s.event_id = n.event_id and s.tier = n.tier)
    ),
    ended as (
        insert into ledger.event_voice_end (voice_id, position)
        select c.voice_id, newest from change c where c.sign = -1
    ),
    added as (
        insert into ledger.event_voice (position, event_id, tier, notice_month, counted, status, reported_count, pct_derived, whole_event, is_denied)
        select newest, c.event_id, c.tier, c.notice_month, c.counted, c.status, c.reported_count, c.pct_derived, c.whole_event, c.is_denied
        from change c
        where c.sign = 1
    ),
    -- What was settled by other definitions is in no cell that is read.
    counting as (
        select c.* from change c where not is_whole
        union all
        select 1, n.* from now n where is_whole
    )
    insert into ledger.voice_cell (
        settlement, notice_month, tier, events, workers, without_count, proposed, reported_count, pct_derived, whole_event, denied)
    select number, s.*
    from (
        select c.notice_month, c.tier,
            coalesce(sum(c.sign) filter (where c.counted and c.status is not null), 0) as events,
            coalesce(sum(c.sign * (coalesce(c.reported_count, 0) + coalesce(c.pct_derived, 0) + coalesce(c.whole_event, 0)))
                filter (where c.counted and c.status is not null), 0) as workers,
            coalesce(sum(c.sign) filter (where c.counted and c.status is not null and coalesce(c.reported_count, c.pct_derived, c.whole_event) is null), 0)
                as without_count,
            coalesce(sum(c.sign) filter (where c.counted and c.status = 'proposed'), 0) as proposed,
            coalesce(sum(c.sign * c.reported_count) filter (where c.counted and c.status is not null), 0) as reported_count,
            coalesce(sum(c.sign * c.pct_derived) filter (where c.counted and c.status is not null), 0) as pct_derived,
            coalesce(sum(c.sign * c.whole_event) filter (where c.counted and c.status is not null), 0) as whole_event,
            coalesce(sum(c.sign) filter (where c.is_denied), 0) as denied
        from counting c
        group by c.notice_month, c.tier
    ) s
    where row(s.events, s.workers, s.without_count, s.proposed, s.reported_count, s.pct_derived, s.whole_event, s.denied) <> row(0, 0, 0, 0, 0, 0, 0, 0);
end
$$;

comment on function ledger.settle_voices(bigint, bigint, boolean, uuid[], uuid[]) is 'Settles what is said of AI in the events of a tail, whose lines and facts are settled, and what that changes of the sums.';

create or replace function ledger.sum_cells() returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
    newest ledger.settlement;
    sum_number bigint;
    next_number bigint;
begin
    select s.* into newest from ledger.settlement s order by s.number desc limit 1;
    select max(s.number) into sum_number from ledger.settlement s where s.is_sum;
    -- Written when a quarter of what there are of sums was changed: each entry's share of it is small, and so is what a reader adds up.
    if (select count(*) from ledger.day_cell c where c.settlement > sum_number)
        <= greatest(10000, (select count(*) from ledger.day_cell c where c.settlement = sum_number) / 4) then
        return;
    end if;
    next_number := nextval('ledger.settlement_number_seq');
    insert into ledger.event_cell (position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
        temporary, temporary_workers, temporary_without_count)
    select newest.position, next_number, c.notice_month, c.state, c.event_type, c.sector, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count),
        sum(c.notices_without_count), sum(c.temporary), sum(c.temporary_workers), sum(c.temporary_without_count)
    from ledger.event_cell c
    where c.settlement >= sum_number
    group by c.notice_month, c.state, c.event_type, c.sector
    having sum(c.events) <> 0;
    insert into ledger.day_cell (settlement, notice_date, state, events, notices, workers, without_count)
    select next_number, c.notice_date, c.state, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count)
    from ledger.day_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_date, c.state
    having sum(c.events) <> 0;
    insert into ledger.state_cell (
        settlement, notice_month, state, best_tier, events, workers, without_count, notices, events_any, notices_any, disclosures, unlisted, rescinded, non_warn,
        wider, with_reason, statutory, statutory_event_workers, asked, with_text, ai_workers, reported_count, pct_derived, whole_event, proposed)
    select next_number, c.notice_month, c.state, c.best_tier, sum(c.events), sum(c.workers), sum(c.without_count), sum(c.notices), sum(c.events_any),
        sum(c.notices_any), sum(c.disclosures), sum(c.unlisted), sum(c.rescinded), sum(c.non_warn), sum(c.wider), sum(c.with_reason), sum(c.statutory),
        sum(c.statutory_event_workers), sum(c.asked), sum(c.with_text), sum(c.ai_workers), sum(c.reported_count), sum(c.pct_derived), sum(c.whole_event),
        sum(c.proposed)
    from ledger.state_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.best_tier
    having sum(c.events_any) <> 0;
    insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
    select next_number, c.notice_month, c.state, c.county_fips, sum(c.events), sum(c.notices), sum(c.workers), sum(c.without_count)
    from ledger.county_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.county_fips
    having sum(c.events) <> 0;
    insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
    select next_number, c.effective_month, c.state, sum(c.events), sum(c.workers), sum(c.without_count)
    from ledger.effective_cell c
    where c.settlement between sum_number and newest.number
    group by c.effective_month, c.state
    having sum(c.events) <> 0;
    insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
    select next_number, c.notice_month, c.state, c.event_type, c.figure_class, sum(c.events)
    from ledger.figure_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.state, c.event_type, c.figure_class
    having sum(c.events) <> 0;
    insert into ledger.provision_cell (settlement, applies, events)
    select next_number, c.applies, sum(c.events)
    from ledger.provision_cell c
    where c.settlement between sum_number and newest.number
    group by c.applies
    having sum(c.events) <> 0;
    insert into ledger.voice_cell (
        settlement, notice_month, tier, events, workers, without_count, proposed, reported_count, pct_derived, whole_event, denied)
    select next_number, c.notice_month, c.tier, sum(c.events), sum(c.workers), sum(c.without_count), sum(c.proposed), sum(c.reported_count),
        sum(c.pct_derived), sum(c.whole_event), sum(c.denied)
    from ledger.voice_cell c
    where c.settlement between sum_number and newest.number
    group by c.notice_month, c.tier
    having sum(c.events) <> 0 or sum(c.denied) <> 0;
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (next_number, newest.position, newest.definitions, 0, 0, true);
end
$$;

comment on function ledger.sum_cells() is 'Sums up the cells of the newest settlement where those that changed since the last sum are more than a quarter of it.';

create or replace function ledger.settle() returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
set work_mem = '64MB'
as $$
declare
    newest bigint;
    asked text := current_setting('report.as_of', true);
    tail record;
    is_whole boolean;
    entry ledger.settlement;
    employers text[];
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    newest := coalesce((select max(l.position) from ledger.log l), 0);
    select t.settlement, t.base, t.events, t.disclosures into tail from ledger.tail(newest) t;
    if tail.settlement is distinct from (select max(s.number) from ledger.settlement s) then
        -- What stands was settled by other definitions: all of it is compared.
        tail.events := null;
        tail.disclosures := null;
    elsif tail.base = newest and cardinality(tail.disclosures) = 0 then
        return 0;
    end if;
    is_whole := tail.disclosures is null;
    if is_whole then
        perform set_config('enable_nestloop', 'off', true);
    end if;
    entry.number := nextval('ledger.settlement_number_seq');
    perform set_config('report.as_of', newest::text, true);
    with now as materialized (
        select l.disclosure_id, l.event_id, l.notice_id, l.precedence, l.superseded, l.event_disclosures, m.county_fips, m.sector,
            m.place_mark, m.industry_mark
        from ledger.fold_lines(newest, tail.disclosures) l
        left join ledger.fold_places(newest, tail.disclosures) m on m.disclosure_id = l.disclosure_id
    ),
    was as materialized (
        select w.line_id, w.disclosure_id, w.event_id, w.notice_id, w.precedence, w.superseded, w.event_disclosures, w.county_fips, w.sector,
            w.place_mark, w.industry_mark
        from ledger.event_line w
        where (tail.disclosures is null or w.disclosure_id = any (tail.disclosures))
            and not exists (select from ledger.event_line_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.disclosure_id
        from was w
        join now n on n.disclosure_id = w.disclosure_id
        where row(n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures, n.county_fips, n.sector, n.place_mark, n.industry_mark)
            is not distinct from row(
            w.event_id, w.notice_id, w.precedence, w.superseded, w.event_disclosures, w.county_fips, w.sector, w.place_mark, w.industry_mark)
    ),
    ended as (
        insert into ledger.event_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.event_line (position, disclosure_id, event_id, notice_id, precedence, superseded, event_disclosures, county_fips, sector, place_mark, industry_mark)
    select newest, n.disclosure_id, n.event_id, n.notice_id, n.precedence, n.superseded, n.event_disclosures, n.county_fips, n.sector, n.place_mark, n.industry_mark
    from now n
    where not exists (select from same s where s.disclosure_id = n.disclosure_id);
    with now as materialized (
        select f.* from ledger.fold(tail.disclosures, true) f
    ),
    was as materialized (
        select f.*
        from ledger.event_fact f
        where (tail.events is null or f.event_id = any (tail.events))
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id)
    ),
    same as materialized (
        select w.fact_id, w.event_id
        from was w
        join now n on n.event_id = w.event_id
        where row(
            n.notice_date, n.state, n.employer, n.employer_key, n.city, n.county, n.county_fips, n.sector, n.event_type, n.workers, n.workers_counted,
            n.workers_total, n.wider_than_state, n.counted, n.rescinded, n.unlisted, n.non_warn, n.amended, n.temporary, n.conditional, n.effective_start,
            n.effective_end, n.notice_date_kind, n.reason_stated, n.reason, n.ai_tier, n.ai_label, n.ai_quote, n.ai_status, n.notices, n.disclosures,
            n.origin, n.source_id, n.is_asked, n.has_text, n.best_tier, n.best_status, n.reported_count, n.pct_derived, n.whole_event, n.largest_notice,
            n.largest_site, n.notice_workers, n.employees, n.is_mass, n.is_open)
            is not distinct from row(
            w.notice_date, w.state, w.employer, w.employer_key, w.city, w.county, w.county_fips, w.sector, w.event_type, w.workers, w.workers_counted,
            w.workers_total, w.wider_than_state, w.counted, w.rescinded, w.unlisted, w.non_warn, w.amended, w.temporary, w.conditional, w.effective_start,
            w.effective_end, w.notice_date_kind, w.reason_stated, w.reason, w.ai_tier, w.ai_label, w.ai_quote, w.ai_status, w.notices, w.disclosures,
            w.origin, w.source_id, w.is_asked, w.has_text, w.best_tier, w.best_status, w.reported_count, w.pct_derived, w.whole_event, w.largest_notice,
            w.largest_site, w.notice_workers, w.employees, w.is_mass, w.is_open)
    ),
    change as materialized (
        select -1 as sign, w.* from was w where not exists (select from same s where s.fact_id = w.fact_id)
        union all
        select 1, n.* from now n where not exists (select from same s where s.event_id = n.event_id)
    ),
    -- What was settled by other definitions is in no cell that is read.
    counting as (
        select c.* from change c where not is_whole
        union all
        select 1, n.* from now n where is_whole
    ),
    ended as (
        insert into ledger.event_fact_end (fact_id, position)
        select c.fact_id, newest from change c where c.sign = -1
    ),
    added as (
        insert into ledger.event_fact (
            position, notice_date, state, employer, employer_key, city, county, county_fips, sector, event_type, workers, workers_counted, workers_total,
            wider_than_state, counted, rescinded, unlisted, non_warn, amended, temporary, conditional, effective_start, effective_end, notice_date_kind,
            reason_stated, reason, ai_tier, ai_label, ai_quote, ai_status, notices, disclosures, origin, source_id, event_id, is_asked, has_text, best_tier,
            best_status, reported_count, pct_derived, whole_event, largest_notice, largest_site, notice_workers, employees, is_mass, is_open)
        select
            newest, c.notice_date, c.state, c.employer, c.employer_key, c.city, c.county, c.county_fips, c.sector, c.event_type, c.workers, c.workers_counted,
            c.workers_total, c.wider_than_state, c.counted, c.rescinded, c.unlisted, c.non_warn, c.amended, c.temporary, c.conditional, c.effective_start,
            c.effective_end, c.notice_date_kind, c.reason_stated, c.reason, c.ai_tier, c.ai_label, c.ai_quote, c.ai_status, c.notices, c.disclosures,
            c.origin, c.source_id, c.event_id, c.is_asked, c.has_text, c.best_tier, c.best_status, c.reported_count, c.pct_derived, c.whole_event, c.largest_notice,
            c.largest_site, c.notice_workers, c.employees, c.is_mass, c.is_open
        from change c
        where c.sign = 1
    ),
    cell as (
        insert into ledger.event_cell (
            position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
            temporary, temporary_workers, temporary_without_count)
        select newest, entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0),
            coalesce(sum(c.sign) filter (where c.temporary), 0), coalesce(sum(c.sign * c.workers_counted) filter (where c.temporary), 0),
            coalesce(sum(c.sign) filter (where c.temporary and c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.event_type, c.sector
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0
            or coalesce(sum(c.sign * c.workers_counted), 0) <> 0 or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign * c.notices) filter (where c.workers_counted is null), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.temporary), 0) <> 0 or coalesce(sum(c.sign * c.workers_counted) filter (where c.temporary), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.temporary and c.workers_counted is null), 0) <> 0
    ),
    county_cell as (
        insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
        select entry.number, to_char(c.notice_date, 'YYYY-MM'), c.state, c.county_fips, sum(c.sign), sum(c.sign * c.notices),
            coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.county_fips
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    effective_cell as (
        insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
        select entry.number, to_char(c.effective_start, 'YYYY-MM'), c.state, sum(c.sign), coalesce(sum(c.sign * c.workers_counted), 0),
            coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted
        group by to_char(c.effective_start, 'YYYY-MM'), c.state
        having sum(c.sign) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    figure_cell as (
        insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
        select entry.number, date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers_counted), sum(c.sign)
        from counting c
        where c.counted and c.notice_date is not null
        group by date_trunc('month', c.notice_date::timestamp)::date, c.state, c.event_type, ledger.figure_class(c.workers_counted)
        having sum(c.sign) <> 0
    ),
    provision_cell as (
        insert into ledger.provision_cell (settlement, applies, events)
        select entry.number, a.applies, sum(c.sign)
        from counting c
        cross join lateral (
            select ledger.applies(
                ledger.mass_layoff(c.event_type, c.temporary, c.is_mass, c.largest_notice, c.largest_site, c.notice_workers, c.is_open),
                ledger.covered_employer(c.employees, c.notice_workers), c.rescinded, c.non_warn) as applies
        ) a
        where c.counted
        group by a.applies
        having sum(c.sign) <> 0
    ),
    day_cell as (
        insert into ledger.day_cell (settlement, notice_date, state, events, notices, workers, without_count)
        select entry.number, c.notice_date, c.state, sum(c.sign), sum(c.sign * c.notices), coalesce(sum(c.sign * c.workers_counted), 0),
            coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
        from counting c
        where c.counted and c.notice_date is not null
        group by c.notice_date, c.state
        having sum(c.sign) <> 0 or sum(c.sign * c.notices) <> 0 or coalesce(sum(c.sign * c.workers_counted), 0) <> 0
            or coalesce(sum(c.sign) filter (where c.workers_counted is null), 0) <> 0
    ),
    state_cell as (
        insert into ledger.state_cell (
            settlement, notice_month, state, best_tier, events, workers, without_count, notices, events_any, notices_any, disclosures, unlisted, rescinded,
            non_warn, wider, with_reason, statutory, statutory_event_workers, asked, with_text, ai_workers, reported_count, pct_derived, whole_event, proposed)
        select entry.number, s.*
        from (
            select
                to_char(c.notice_date, 'YYYY-MM'), c.state, c.best_tier,
                coalesce(sum(c.sign) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.workers_counted) filter (where c.counted), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.workers_counted is null), 0),
                coalesce(sum(c.sign * c.notices) filter (where c.counted), 0),
                sum(c.sign), sum(c.sign * c.notices), sum(c.sign * c.disclosures),
                coalesce(sum(c.sign) filter (where c.unlisted), 0),
                coalesce(sum(c.sign) filter (where c.rescinded), 0),
                coalesce(sum(c.sign) filter (where c.non_warn), 0),
                coalesce(sum(c.sign) filter (where c.wider_than_state), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.reason_stated), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.ai_tier <= 2), 0),
                coalesce(sum(c.sign * c.workers_counted) filter (where c.counted and c.ai_tier <= 2), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.is_asked), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.has_text), 0),
                coalesce(sum(c.sign * (coalesce(c.reported_count, 0) + coalesce(c.pct_derived, 0) + coalesce(c.whole_event, 0))) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.reported_count) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.pct_derived) filter (where c.counted), 0),
                coalesce(sum(c.sign * c.whole_event) filter (where c.counted), 0),
                coalesce(sum(c.sign) filter (where c.counted and c.best_status = 'proposed'), 0)
            from counting c
            group by to_char(c.notice_date, 'YYYY-MM'), c.state, c.best_tier
        ) s
    )
    select count(*) filter (where c.sign = 1), count(*) filter (where c.sign = -1), coalesce(array_agg(distinct c.employer_key), '{}')
    into entry.added, entry.ended, employers
    from change c;
    perform ledger.settle_employers(newest, employers);
    perform ledger.settle_voices(entry.number, newest, is_whole, tail.events, tail.disclosures);
    perform set_config('report.as_of', coalesce(asked, ''), true);
    insert into ledger.settlement (number, position, definitions, added, ended, is_sum) overriding system value
    values (entry.number, newest, ledger.fact_definitions(), entry.added, entry.ended, is_whole);
    perform ledger.sum_cells();
    return entry.added + entry.ended;
end
$$;

comment on function ledger.settle() is 'Settles the events for the newest position, folding those alone that the log has touched since the last time, and gives how many were added or ended; 0 where they are settled.';

alter function ledger.refold() rename to refold_events;

create function ledger.refold() returns table (event_id uuid, finding text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
begin
    return query
    select r.event_id, r.finding from ledger.refold_events() r;
    return query
    with settled as (
        select row(c.notice_month, c.tier)::text as place,
            row(c.events, c.workers, c.without_count, c.proposed, c.reported_count, c.pct_derived, c.whole_event, c.denied)::text as cell
        from report.voice_cells c
    ),
    folded as (
        select row(s.notice_month, s.tier)::text as place,
            row(s.events, s.workers, s.without_count, s.proposed, s.reported_count, s.pct_derived, s.whole_event, s.denied)::text as cell
        from ledger.voice_sums(null, null, null) s
        where s.events <> 0 or s.denied <> 0
    )
    select null::uuid, 'voice cell ' || coalesce(s.place, f.place) || ' sums to ' || coalesce(s.cell, 'none') || ', its events to ' || coalesce(f.cell, 'none')
    from settled s
    full join folded f on f.place = s.place
    where s.cell is distinct from f.cell;
end
$$;

comment on function ledger.refold_events() is 'What of refold concerns events, disclosures, employers, and cells but those of voices.';
comment on function ledger.refold() is 'Events, disclosures, cells and employers that differ, as they are settled and their tail is folded, from what the whole ledger folds to at the moment that report.as_of names: none, unless something is broken.';

revoke execute on function ledger.settle_voices(bigint, bigint, boolean, uuid[], uuid[]), ledger.refold(), ledger.refold_events() from public;
revoke execute on function ledger.refold_events() from warn_reviewer;
grant execute on function ledger.refold() to warn_reviewer;
-- A view calls functions as its reader.
grant execute on function ledger.voice_sums(bigint, uuid[], uuid[]), ledger.fold_voices(bigint, uuid[], uuid[], boolean) to public;

-- For what is settled, settlement by settlement: only events that are spoken of are folded.
do $$
declare
    asked text := current_setting('report.as_of', true);
    entry record;
    is_first boolean := true;
    spoken uuid[];
    touched uuid[];
begin
    -- Of one position the last sum stands for all of it, and what else was settled there is one change.
    create temporary table unfilled on commit drop as
    select s.position, coalesce(max(s.number) filter (where s.is_sum), max(s.number)) as number, bool_or(s.is_sum) as is_sum
    from ledger.settlement s
    where s.definitions = ledger.fact_definitions()
        and s.number > coalesce((select max(b.number) from ledger.settlement b where b.definitions is null), 0)
    group by s.position;
    spoken := array(
        select distinct f.disclosure_id
        from ledger.attribution a
        join ledger.filing f on f.accession_no = a.accession_no
        where a.label <> 'none');
    create index on unfilled (position);
    -- At which of these positions anything of an event that is spoken of changed: once for all, for a register has thousands of them.
    create temporary table voiced on commit drop as
    with line as materialized (
        select l.event_id, l.position, e.position as end_position
        from ledger.event_line l
        left join ledger.event_line_end e on e.line_id = l.line_id
        where l.disclosure_id = any (spoken)
    ),
    moved as (
        select l.event_id, l.position from line l
        union
        select l.event_id, l.end_position from line l where l.end_position is not null
        union
        select f.event_id, f.position from ledger.event_fact f where f.event_id = any (array(select l.event_id from line l))
        union
        select f.event_id, e.position
        from ledger.event_fact f
        join ledger.event_fact_end e on e.fact_id = f.fact_id
        where f.event_id = any (array(select l.event_id from line l))
        union
        select l.event_id, a.position
        from ledger.attribution a
        join ledger.filing f on f.accession_no = a.accession_no
        join ledger.event_line l on l.disclosure_id = f.disclosure_id
        where a.label <> 'none'
    )
    select (select min(u.position) from unfilled u where u.position >= m.position) as position, m.event_id from moved m;
    create index on voiced (position);
    for entry in select u.position, u.number, u.is_sum from unfilled u order by u.position loop
        touched := case when not (entry.is_sum or is_first) then array(select v.event_id from voiced v where v.position = entry.position) end;
        if touched is null or cardinality(touched) > 0 then
            perform set_config('report.as_of', entry.position::text, true);
            perform ledger.settle_voices(entry.number, entry.position, entry.is_sum or is_first, touched, '{}');
        end if;
        is_first := false;
    end loop;
    perform set_config('report.as_of', coalesce(asked, ''), true);
end
$$;
