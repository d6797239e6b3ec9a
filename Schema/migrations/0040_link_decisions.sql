-- Links as a whole: what the linker finds replaces what it found before, in any order of imports; what a person decides outlives it.
alter table ledger.link drop constraint link_status_known;
alter table ledger.link add constraint link_status_known check (status in ('accepted', 'proposed', 'refused', 'withdrawn'));
alter table ledger.link
    add column linker text,
    add column reviewer text,
    add column reason text,
    add constraint link_one_decider check (linker is null or reviewer is null),
    add constraint link_refused_by_a_person check (status <> 'refused' or reviewer is not null) not valid,
    add constraint link_reviewer_and_reason check ((reviewer is null) = (reason is null));

create index link_supersedes_position on ledger.link (supersedes_position);

comment on column ledger.link.status is 'accepted: it folds; proposed: for a reviewer; refused: a person said no, and it is never proposed again; withdrawn: the linker finds it no longer.';
comment on column ledger.link.linker is 'Version of the linker that found or withdrew it; null where a person decided, and before version 2.';
comment on column ledger.link.reviewer is 'The person who confirmed or refused it; null where the linker decided.';
comment on column ledger.link.reason is 'Why that person did; null where the linker decided.';

create function ledger.links_in_force(moment bigint) returns setof ledger.link
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select l.*
    from ledger.link l
    where l.position <= moment
        and not exists (select from ledger.link later where later.supersedes_position = l.position and later.position <= moment)
$$;

comment on function ledger.links_in_force(bigint) is 'Links that no later one had settled anew at the moment, whatever their status.';

create function ledger.record_linking(state text, linker text, seen bigint, links jsonb, out entered bigint, out withdrawn bigint)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    first_position bigint;
    instant timestamptz;
begin
    entered := 0;
    withdrawn := 0;
    if not exists (select from ledger.link_changes(state, linker, links)) then
        return;
    end if;
    select t.first_position, t.entry_at into first_position, instant from ledger.take_positions(1) t;
    -- Found without what was recorded since: the caller looks again.
    if exists (
            select from ledger.filing f
            where f.position > seen and (record_linking.state is null or f.state = record_linking.state)
        )
        or exists (select from ledger.link l where l.position > seen) then
        entered := null;
        withdrawn := null;
        return;
    end if;
    insert into ledger.link (position, kind, from_disclosure, to_disclosure, score, rule, status, supersedes_position, linker)
    select first_position + c.number - 1, c.kind, c.from_disclosure, c.to_disclosure, c.score, c.rule, c.status, c.supersedes_position,
        record_linking.linker
    from ledger.link_changes(state, linker, links) c;
    select count(*) filter (where l.status <> 'withdrawn'), count(*) filter (where l.status = 'withdrawn') into entered, withdrawn
    from ledger.link l where l.position >= first_position;
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select l.position, 'link', l.from_disclosure || ' ' || l.kind || ' ' || l.to_disclosure, ledger.entry_sha256(to_jsonb(l)), instant
    from ledger.link l where l.position >= first_position;
    perform ledger.announce(first_position, first_position + entered + withdrawn - 1, 'link', null);
end
$$;

comment on function ledger.record_linking(text, text, bigint, jsonb) is 'Enters what differs between the links the linker finds in one state (null: between states) and those it found before; what it finds no longer is withdrawn. Pairs that a person decided are left alone. seen: the newest position of the log when the linker looked; nulls are given back where a filing of the state or a link came since. Keys of each link: kind, from_disclosure, to_disclosure, score, rule, status.';

create function ledger.link_changes(state text, linker text, links jsonb)
returns table (number bigint, kind text, from_disclosure uuid, to_disclosure uuid, score numeric, rule text, status text, supersedes_position bigint)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    with standing as materialized (
        select l.*, least(l.from_disclosure, l.to_disclosure) as low, greatest(l.from_disclosure, l.to_disclosure) as high,
            row_number() over (
                partition by least(l.from_disclosure, l.to_disclosure), greatest(l.from_disclosure, l.to_disclosure)
                order by l.reviewer is null, l.position desc) as place
        from ledger.links_in_force(9223372036854775807) l
        join ledger.disclosure f on f.disclosure_id = l.from_disclosure
        join ledger.disclosure t on t.disclosure_id = l.to_disclosure
        where case when link_changes.state is null then f.state <> t.state else f.state = link_changes.state and t.state = link_changes.state end
    ),
    found as materialized (
        select distinct on (least(l.from_disclosure, l.to_disclosure), greatest(l.from_disclosure, l.to_disclosure))
            e.seq, l.kind, l.from_disclosure, l.to_disclosure, l.score, l.rule, l.status,
            least(l.from_disclosure, l.to_disclosure) as low, greatest(l.from_disclosure, l.to_disclosure) as high
        from jsonb_array_elements(links) with ordinality e (link, seq)
        cross join lateral jsonb_populate_record(null::ledger.link, e.link) l
        order by least(l.from_disclosure, l.to_disclosure), greatest(l.from_disclosure, l.to_disclosure), l.score desc, e.seq
    ),
    change as (
        select f.seq, f.kind, f.from_disclosure, f.to_disclosure, f.score, f.rule, f.status, s.position as supersedes_position
        from found f
        left join standing s on s.low = f.low and s.high = f.high and s.place = 1
        where s.position is null
            or s.reviewer is null
            and (s.kind, s.from_disclosure, s.to_disclosure, s.score, s.rule, s.status)
                is distinct from (f.kind, f.from_disclosure, f.to_disclosure, f.score, f.rule, f.status)
        union all
        select null, s.kind, s.from_disclosure, s.to_disclosure, s.score, s.rule, 'withdrawn', s.position
        from standing s
        where s.reviewer is null and s.status <> 'withdrawn'
            and (s.place > 1 or not exists (select from found f where f.low = s.low and f.high = s.high))
    )
    select row_number() over (order by c.seq nulls first, c.supersedes_position), c.kind, c.from_disclosure, c.to_disclosure, c.score,
        c.rule, c.status, c.supersedes_position
    from change c
$$;

comment on function ledger.link_changes(text, text, jsonb) is 'What record_linking would enter: links that are new or differ, and withdrawals of those found no longer; numbered.';

create function ledger.settle_link(one uuid, other uuid, kind text, status text, reason text, reviewer text) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set bytea_output = 'hex'
as $$
declare
    taken record;
    standing ledger.link;
    missing uuid;
begin
    select d.id into missing from unnest(array[one, other]) d (id)
    where not exists (select from ledger.disclosure k where k.disclosure_id = d.id) limit 1;
    if missing is not null then
        raise exception 'no disclosure %', missing using errcode = 'no_data_found', hint = 'Ids stand in report.notices and report.links.';
    end if;
    if trim(coalesce(reason, '')) = '' or trim(coalesce(reviewer, '')) = '' then
        raise exception 'a decision names its reviewer and a reason' using errcode = 'invalid_parameter_value', hint = 'Give both.';
    end if;
    select t.first_position, t.entry_at into taken from ledger.take_positions(1) t;
    select l.* into standing
    from ledger.links_in_force(9223372036854775807) l
    where l.from_disclosure in (one, other) and l.to_disclosure in (one, other)
    order by l.reviewer is null, l.position desc limit 1;
    insert into ledger.link (position, kind, from_disclosure, to_disclosure, score, rule, status, supersedes_position, reviewer, reason)
    values (
        taken.first_position, coalesce(settle_link.kind, standing.kind, 'distinct'), coalesce(standing.from_disclosure, one),
        coalesce(standing.to_disclosure, other), 1, 'reviewer', settle_link.status, standing.position, settle_link.reviewer, settle_link.reason);
    insert into ledger.log (position, kind, subject, content_sha256, entry_at)
    select l.position, 'link', l.from_disclosure || ' ' || l.kind || ' ' || l.to_disclosure, ledger.entry_sha256(to_jsonb(l)), taken.entry_at
    from ledger.link l where l.position = taken.first_position;
    perform ledger.announce(taken.first_position, taken.first_position, 'link', null);
    return taken.first_position;
end
$$;

comment on function ledger.settle_link(uuid, uuid, text, text, text, text) is 'Enters a person''s word on two disclosures: status accepted (they are related as kind says) or refused. It settles the link in force of the pair anew and gives its own position. A null kind keeps that of the link in force.';

create function ledger.folds(moment bigint) returns table (disclosure_id uuid, event_id uuid, notice_id uuid, is_amended boolean)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    ids uuid[];
    froms integer[];
    tos integer[];
    kinds text[];
    event integer[];
    notice integer[];
    twin integer[];
    amended boolean[];
    a integer;
    b integer;
begin
    with tie as materialized (
        select l.from_disclosure, l.to_disclosure, l.kind
        from ledger.links_in_force(moment) l
        join ledger.disclosure f on f.disclosure_id = l.from_disclosure
        join ledger.disclosure t on t.disclosure_id = l.to_disclosure
        where l.status = 'accepted' and l.kind in ('same_notice', 'amendment_of', 'supplements', 'same_event')
            -- Sums are kept by state.
            and f.state = t.state
    ),
    member as materialized (
        select d.disclosure_id as id, row_number() over (order by d.position)::integer as place
        from ledger.disclosure d
        where d.disclosure_id in (select t.from_disclosure from tie t union select t.to_disclosure from tie t)
    )
    select (select array_agg(m.id order by m.place) from member m), array_agg(f.place), array_agg(t.place), array_agg(k.kind)
    into ids, froms, tos, kinds
    from tie k
    join member f on f.id = k.from_disclosure
    join member t on t.id = k.to_disclosure;
    if ids is null then
        return;
    end if;
    -- Each place points at an earlier one of its group, the first at itself.
    select array_agg(g.place), array_agg(g.place), array_agg(g.place), array_agg(false) into event, notice, twin, amended
    from generate_series(1, cardinality(ids)) g (place);
    for i in 1 .. cardinality(froms) loop
        a := froms[i];
        b := tos[i];
        while event[a] <> a loop event[a] := event[event[a]]; a := event[a]; end loop;
        while event[b] <> b loop event[b] := event[event[b]]; b := event[b]; end loop;
        if a < b then event[b] := a; elsif b < a then event[a] := b; end if;
        if kinds[i] in ('same_notice', 'amendment_of') then
            a := froms[i];
            b := tos[i];
            while notice[a] <> a loop notice[a] := notice[notice[a]]; a := notice[a]; end loop;
            while notice[b] <> b loop notice[b] := notice[notice[b]]; b := notice[b]; end loop;
            if a < b then notice[b] := a; elsif b < a then notice[a] := b; end if;
        end if;
        if kinds[i] = 'same_notice' then
            a := froms[i];
            b := tos[i];
            while twin[a] <> a loop twin[a] := twin[twin[a]]; a := twin[a]; end loop;
            while twin[b] <> b loop twin[b] := twin[twin[b]]; b := twin[b]; end loop;
            if a < b then twin[b] := a; elsif b < a then twin[a] := b; end if;
        end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        event[i] := event[event[i]];
        notice[i] := notice[notice[i]];
        twin[i] := twin[twin[i]];
    end loop;
    -- What amends one of two twins amends both.
    for i in 1 .. cardinality(froms) loop
        if kinds[i] = 'amendment_of' then amended[twin[tos[i]]] := true; end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        disclosure_id := ids[i];
        event_id := ids[event[i]];
        notice_id := ids[notice[i]];
        is_amended := amended[twin[i]];
        return next;
    end loop;
end
$$;

comment on function ledger.folds(bigint) is 'Disclosures that accepted links of the moment tie to others of their state: the event and the notice each belongs to, named by what was recorded first of it, and whether an amendment speaks for it now. Almost linear in the links.';

drop function ledger.record_links(jsonb);
drop function ledger.new_links(jsonb);

revoke execute on function ledger.record_linking(text, text, bigint, jsonb), ledger.settle_link(uuid, uuid, text, text, text, text) from public;
grant execute on function ledger.record_linking(text, text, bigint, jsonb) to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.settle_link(uuid, uuid, text, text, text, text) to warn_reviewer;
revoke execute on function ledger.links_in_force(bigint), ledger.link_changes(text, text, jsonb) from public;
grant execute on function ledger.links_in_force(bigint), ledger.link_changes(text, text, jsonb) to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.folds(bigint) to public; -- a view calls functions as its reader
