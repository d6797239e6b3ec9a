-- The folding of links was quadratic: 16 s for 9,600 links, 0.2 s now. An assignment to an element of an array that reads the same array
-- copies the whole of it; read apart, it is changed in place.
create or replace function ledger.folds(moment bigint) returns table (disclosure_id uuid, event_id uuid, notice_id uuid, is_amended boolean)
language plpgsql stable security definer rows 10000
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
    up integer;
begin
    with tie as materialized (
        select l.kind, f.disclosure_id as from_id, f.position as from_position, t.disclosure_id as to_id, t.position as to_position,
            row_number() over () as number
        from ledger.links_in_force(moment) l
        join ledger.disclosure f on f.disclosure_id = l.from_disclosure
        join ledger.disclosure t on t.disclosure_id = l.to_disclosure
        where l.status = 'accepted' and l.kind in ('same_notice', 'amendment_of', 'supplements', 'same_event')
            -- Sums are kept by state.
            and f.state = t.state
    ),
    -- Numbered by a sort and not by a join: nothing here has statistics, and a planner that expects one row chose a loop in a loop.
    placed as materialized (
        select s.number, s.is_from, s.kind, s.id, dense_rank() over (order by s.position)::integer as place
        from (
            select t.number, true as is_from, t.kind, t.from_id as id, t.from_position as position from tie t
            union all
            select t.number, false, t.kind, t.to_id, t.to_position from tie t
        ) s
    )
    select
        (select array_agg(m.id order by m.place) from (select distinct p.place, p.id from placed p) m),
        array_agg(p.place order by p.number) filter (where p.is_from),
        array_agg(p.place order by p.number) filter (where not p.is_from),
        array_agg(p.kind order by p.number) filter (where p.is_from)
    into ids, froms, tos, kinds
    from placed p;
    if ids is null then
        return;
    end if;
    -- Each place points at an earlier one of its group, the first at itself.
    select array_agg(g.place), array_agg(g.place), array_agg(g.place), array_agg(false) into event, notice, twin, amended
    from generate_series(1, cardinality(ids)) g (place);
    for i in 1 .. cardinality(froms) loop
        a := froms[i];
        b := tos[i];
        while event[a] <> a loop up := event[event[a]]; event[a] := up; a := up; end loop;
        while event[b] <> b loop up := event[event[b]]; event[b] := up; b := up; end loop;
        if a < b then event[b] := a; elsif b < a then event[a] := b; end if;
        if kinds[i] in ('same_notice', 'amendment_of') then
            a := froms[i];
            b := tos[i];
            while notice[a] <> a loop up := notice[notice[a]]; notice[a] := up; a := up; end loop;
            while notice[b] <> b loop up := notice[notice[b]]; notice[b] := up; b := up; end loop;
            if a < b then notice[b] := a; elsif b < a then notice[a] := b; end if;
        end if;
        if kinds[i] = 'same_notice' then
            a := froms[i];
            b := tos[i];
            while twin[a] <> a loop up := twin[twin[a]]; twin[a] := up; a := up; end loop;
            while twin[b] <> b loop up := twin[twin[b]]; twin[b] := up; b := up; end loop;
            if a < b then twin[b] := a; elsif b < a then twin[a] := b; end if;
        end if;
    end loop;
    for i in 1 .. cardinality(ids) loop
        up := event[event[i]];
        event[i] := up;
        up := notice[notice[i]];
        notice[i] := up;
        up := twin[twin[i]];
        twin[i] := up;
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
