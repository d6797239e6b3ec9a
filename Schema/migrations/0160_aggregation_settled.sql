-- Which small layoffs cross a threshold together is asked of each employer's events alone. So the answer is kept by employer, as sums of events are.
create table ledger.aggregation_line (
    line_id bigint generated always as identity,
    position bigint not null,
    employer_key text not null,
    state text,
    employer text not null,
    site text not null,
    address text,
    jurisdiction text not null,
    event_type text not null,
    events integer not null,
    workers integer not null,
    largest_alone integer not null,
    threshold integer not null,
    share_pct integer,
    threshold_alternative integer,
    finding text not null,
    first_date date not null,
    last_date date not null,
    statute text not null,
    event_ids text not null,
    constraint aggregation_line_pkey primary key (line_id)
);

create index aggregation_line_employer_key on ledger.aggregation_line (employer_key);

comment on table ledger.aggregation_line is 'Lines of report.aggregation, from one settled position on. Made of ledger.event_fact, ledger.filing and ledger.aggregation_rule: nothing rests on it.';
comment on column ledger.aggregation_line.line_id is 'Its number.';
comment on column ledger.aggregation_line.position is 'Settled position from which it stands.';
comment on column ledger.aggregation_line.employer_key is 'As in report.events.';
comment on column ledger.aggregation_line.state is 'As in report.aggregation.';
comment on column ledger.aggregation_line.employer is 'As in report.aggregation.';
comment on column ledger.aggregation_line.site is 'As in report.aggregation.';
comment on column ledger.aggregation_line.address is 'As in report.aggregation.';
comment on column ledger.aggregation_line.jurisdiction is 'As in report.aggregation.';
comment on column ledger.aggregation_line.event_type is 'As in report.aggregation.';
comment on column ledger.aggregation_line.events is 'As in report.aggregation.';
comment on column ledger.aggregation_line.workers is 'As in report.aggregation.';
comment on column ledger.aggregation_line.largest_alone is 'As in report.aggregation.';
comment on column ledger.aggregation_line.threshold is 'As in report.aggregation.';
comment on column ledger.aggregation_line.share_pct is 'As in report.aggregation.';
comment on column ledger.aggregation_line.threshold_alternative is 'As in report.aggregation.';
comment on column ledger.aggregation_line.finding is 'As in report.aggregation.';
comment on column ledger.aggregation_line.first_date is 'As in report.aggregation.';
comment on column ledger.aggregation_line.last_date is 'As in report.aggregation.';
comment on column ledger.aggregation_line.statute is 'As in report.aggregation.';
comment on column ledger.aggregation_line.event_ids is 'As in report.aggregation.';

create table ledger.aggregation_line_end (
    line_id bigint,
    position bigint not null,
    constraint aggregation_line_end_pkey primary key (line_id),
    constraint aggregation_line_end_line_id_fkey foreign key (line_id) references ledger.aggregation_line (line_id)
);

comment on table ledger.aggregation_line_end is 'Lines that stand no longer: an event of the employer changed, or the address of one.';
comment on column ledger.aggregation_line_end.line_id is 'The line.';
comment on column ledger.aggregation_line_end.position is 'Settled position from which it stands no longer.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['aggregation_line', 'aggregation_line_end'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.aggregation_line, ledger.aggregation_line_end to warn_importer, warn_desk, warn_reviewer;

create function ledger.aggregation_of(base bigint, events uuid[], disclosures uuid[], keys text[]) returns setof ledger.aggregation_line
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
declare
    -- Addresses are read as they were then.
    moment bigint := case when keys is null then report.moment() else base end;
begin
    if keys is null and cardinality(events) = 0 and cardinality(disclosures) = 0 then
        return;
    end if;
    -- How many events there are is not foreseen: nothing is joined here that loops would join badly where they are many.
    return query
    with changed as materialized (
        select c.sign, (c.fact).event_id, (c.fact).state, (c.fact).employer, (c.fact).employer_key, (c.fact).city, (c.fact).county,
            (c.fact).effective_start, (c.fact).notice_date, (c.fact).event_type, (c.fact).workers_counted, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    ),
    fact as (
        select f.event_id, f.state, f.employer, f.employer_key, f.city, f.county, f.effective_start, f.notice_date, f.event_type, f.workers_counted, f.counted
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
        union all
        select c.event_id, c.state, c.employer, c.employer_key, c.city, c.county, c.effective_start, c.notice_date, c.event_type, c.workers_counted, c.counted
        from changed c
        where c.sign = 1
    ),
    loss as (
        select f.event_id, f.state, f.employer, f.employer_key, coalesce(f.city, f.county) as place, coalesce(f.effective_start, f.notice_date) as loss_date,
            case f.event_type when 'closure' then 'closure' else 'layoff' end as event_type, f.workers_counted as workers
        from fact f
        where f.counted and f.workers_counted > 0 and f.workers_counted < (select max(r.threshold) from ledger.aggregation_rule r)
            and (f.event_type is null or f.event_type in ('closure', 'layoff'))
    ),
    -- Folding a name costs more than all else; most employers have too few such events in a state to cross anything together.
    folded as materialized (
        select l.*, ledger.name_key(l.place) as place_key
        from (
            select f.*, count(*) over in_state as losses, sum(f.workers) over in_state as most
            from loss f
            window in_state as (partition by f.employer_key, f.state)
        ) l
        where l.losses > 1 and l.most >= (select min(r.threshold) from ledger.aggregation_rule r)
    ),
    -- What crosses alone needs notice alone, and is not counted with others (29 U.S.C. 2102(d)).
    small as (
        select l.*, r.jurisdiction, r.threshold, r.share_pct, r.threshold_alternative, r.statute,
            case r.counted_over when 'all_sites' then '' else l.place_key end as site_key,
            case r.counted_over when 'all_sites' then 'all sites' else l.place end as site, r.counted_over
        from folded l
        join ledger.aggregation_rule r on r.jurisdiction in ('US', l.state) and r.event_type = l.event_type
            and l.loss_date between r.valid_from and coalesce(r.valid_to, 'infinity')
        where l.loss_date is not null and l.workers < r.threshold and r.days = 90 and (r.counted_over = 'all_sites' or l.place_key <> '')
    ),
    crossing as (
        select m.*, count(*) over same_city as beside, max(m.within_days) over same_city as most_together
        from (
            select n.*, sum(n.workers) over (
                partition by n.employer_key, n.site_key, n.state, n.event_type, n.jurisdiction, n.statute order by n.loss_date - date '2000-01-01'
                range between current row and 89 following) as within_days
            from small n
        ) m
        -- The keys that differ most come first: what is sorted by them is compared least.
        window same_city as (partition by m.employer_key, m.site_key, m.state, m.event_type, m.jurisdiction, m.statute)
    ),
    -- The address of the event's first notice, of those that cross with others of their city.
    addressed as materialized (
        select c.*, case c.counted_over when 'each_site' then (
                -- What does not begin with a number has no key, and is asked for none: folding costs more than reading.
                select case when ltrim(f.location) ~ '^[0-9]' then ledger.street_key(f.location) end
                from ledger.filing f
                where f.disclosure_id = c.event_id and f.position <= moment
                order by f.version desc
                limit 1)
            end as street
        from crossing c
        where c.beside > 1 and c.most_together >= c.threshold
    ),
    -- Who tells no address may be at any of the city's that are told.
    sited as (
        select a.event_id, a.state, a.employer, a.employer_key, a.loss_date, a.event_type, a.workers, a.jurisdiction, a.threshold, a.share_pct,
            a.threshold_alternative, a.statute, a.site_key, a.site, a.street,
            unnest(case when a.street is null and a.streets is not null then array(select distinct x.street from unnest(a.streets) x (street))
                else array[a.street] end) as street_key
        from (
            select d.*, array_agg(d.street) filter (where d.street is not null) over (
                partition by d.employer_key, d.site_key, d.state, d.event_type, d.jurisdiction, d.statute) as streets
            from addressed d
        ) a
    ),
    period as (
        select s.*, max(s.street) over following as address, sum(s.workers) over following as together, count(*) over following as losses,
            max(s.workers) over following as largest, max(s.loss_date) over following as until,
            array_agg(row(s.loss_date, s.event_id)) over following as members
        from (
            select m.*, m.loss_date - date '2000-01-01' as day
            from sited m
            -- As the windows need them, this one and that of the longest: sorted once.
            order by m.employer_key, m.site_key, m.state, m.event_type, m.jurisdiction, m.statute, m.street_key, m.loss_date - date '2000-01-01', m.event_id
        ) s
        window following as (
            partition by s.employer_key, s.site_key, s.state, s.event_type, s.jurisdiction, s.statute, s.street_key order by s.day
            range between current row and 89 following)
    ),
    -- Of periods that lie within each other the longest: it reaches further than the one that began before it.
    longest as (
        select p.*,
            lag(p.until) over (
                partition by p.employer_key, p.site_key, p.state, p.event_type, p.jurisdiction, p.statute, p.street_key order by p.day, p.event_id
            ) as reached
        from period p
    )
    select distinct null::bigint, base, l.employer_key, l.state, l.employer, l.site, l.address, l.jurisdiction, l.event_type, l.losses::integer,
        l.together::integer, l.largest, l.threshold, l.share_pct, l.threshold_alternative,
        case
            when l.share_pct is null then 'crosses'
            when l.together >= l.threshold_alternative then 'crosses'
            else 'crosses_if_share'
        end,
        l.loss_date, l.until, l.statute,
        (select string_agg(m.event_id::text, ' ' order by m.loss_date, m.event_id) from unnest(l.members) m (loss_date date, event_id uuid))
    from longest l
    where l.losses > 1 and l.together >= l.threshold and (l.reached is null or l.until > l.reached)
    union all
    select distinct null::bigint, base, c.employer_key, null, null, null, null, null, null, 0, null::integer, null::integer, null::integer, null::integer,
        null::integer, null, null::date, null::date, null, null
    from changed c
    where base is not null;
end
$$;

comment on function ledger.aggregation_of(bigint, uuid[], uuid[], text[]) is 'Lines of employers whose small layoffs cross a threshold together, as the facts settled at base have them. Of those keys; null: of the employers that a tail touches, without these events and with what these disclosures fold to in their place, and one line with no events for each of them. With nulls: of all, folded anew. A migration that changes it, ledger.name_key or ledger.street_key calls ledger.fill_aggregation().';

create function ledger.settle_aggregation(newest bigint, keys text[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
-- Of how many lines there are nothing is foreseen; what is read is read by indexes all the same.
set enable_nestloop = off
as $$
declare
    repeating text[];
begin
    -- Few employers ever had two events that are small enough; the others have no line, and had none.
    repeating := array(
        select f.employer_key
        from ledger.event_fact f
        where f.employer_key = any (keys) and f.counted and f.workers_counted < (select max(r.threshold) from ledger.aggregation_rule r)
        group by f.employer_key
        having count(*) > 1);
    if cardinality(repeating) = 0 then
        return;
    end if;
    with now as materialized (
        select row_number() over () as place, n.* from ledger.aggregation_of(newest, '{}', '{}', repeating) n
    ),
    was as materialized (
        select w.*
        from ledger.aggregation_line w
        where w.employer_key = any (repeating) and (select true from ledger.aggregation_line_end e where e.line_id = w.line_id) is not true
    ),
    same as materialized (
        select w.line_id, n.place
        from was w
        join now n on n.event_ids = w.event_ids and n.jurisdiction = w.jurisdiction and n.employer_key = w.employer_key
        where row(n.state, n.employer, n.site, n.address, n.event_type, n.events, n.workers, n.largest_alone, n.threshold, n.share_pct,
                n.threshold_alternative, n.finding, n.first_date, n.last_date, n.statute)
            is not distinct from row(w.state, w.employer, w.site, w.address, w.event_type, w.events, w.workers, w.largest_alone, w.threshold, w.share_pct,
                w.threshold_alternative, w.finding, w.first_date, w.last_date, w.statute)
    ),
    ended as (
        insert into ledger.aggregation_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.aggregation_line (position, employer_key, state, employer, site, address, jurisdiction, event_type, events, workers, largest_alone,
        threshold, share_pct, threshold_alternative, finding, first_date, last_date, statute, event_ids)
    select newest, n.employer_key, n.state, n.employer, n.site, n.address, n.jurisdiction, n.event_type, n.events, n.workers, n.largest_alone,
        n.threshold, n.share_pct, n.threshold_alternative, n.finding, n.first_date, n.last_date, n.statute, n.event_ids
    from now n
    where not exists (select from same s where s.place = n.place);
end
$$;

comment on function ledger.settle_aggregation(bigint, text[]) is 'Appends the lines of ledger.aggregation_of of these employers, and ends those that they replace.';

-- Its sums stay as they are; aggregation is settled beside them.
alter function ledger.settle_employers(bigint, text[]) rename to settle_employer_sums;

create function ledger.settle_employers(newest bigint, keys text[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
declare
    settled bigint := coalesce((select max(s.position) from ledger.settlement s where s.definitions is not null), 0);
begin
    perform ledger.settle_employer_sums(newest, keys);
    -- An address is of the filing alone: a new version can change it, and no fact.
    perform ledger.settle_aggregation(newest, array(
        select unnest(keys)
        union
        select f.employer_key
        from ledger.filing r
        join ledger.event_fact f on f.event_id = r.disclosure_id
        where r.version > 1 and r.position > settled and r.position <= newest));
end
$$;

comment on function ledger.settle_employers(bigint, text[]) is 'Appends the lines of these employers, of whom an event changed, and ends those that they replace; and of aggregation of those, too, of whose filings there are new versions.';
comment on function ledger.settle_employer_sums(bigint, text[]) is 'What of settle_employers concerns sums of events.';

create function ledger.fill_aggregation() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
declare
    entry record;
begin
    perform pg_advisory_xact_lock(x'57415253'::integer, 0);
    alter table ledger.aggregation_line disable trigger append_only_truncate;
    alter table ledger.aggregation_line_end disable trigger append_only_truncate;
    truncate ledger.aggregation_line, ledger.aggregation_line_end restart identity;
    alter table ledger.aggregation_line enable trigger append_only_truncate;
    alter table ledger.aggregation_line_end enable trigger append_only_truncate;
    -- As settling made them, one settled position after the other, and at each those alone of whom something changed.
    for entry in
        with moved as (
            select f.position, f.employer_key from ledger.event_fact f
            union all
            select e.position, f.employer_key from ledger.event_fact f join ledger.event_fact_end e on e.fact_id = f.fact_id
            union all
            select (select min(s.position) from ledger.settlement s where s.position >= r.position), f.employer_key
            from ledger.event_fact f
            join ledger.filing r on r.disclosure_id = f.event_id and r.version > 1
        )
        select m.position, array_agg(distinct m.employer_key) as keys
        from moved m
        where m.position is not null
        group by m.position
        order by m.position
    loop
        perform ledger.settle_aggregation(entry.position, entry.keys);
    end loop;
end
$$;

comment on function ledger.fill_aggregation() is 'Makes ledger.aggregation_line anew, for every position that is settled. For migrations alone, as the last thing they do: one that changes ledger.aggregation_rule, by which earlier moments are told, too, or what ledger.aggregation_of rests on.';
comment on table ledger.aggregation_rule is 'Within how many days losses at one site count together, and from how many workers on they need notice. Effective-dated; from Schema/reference/notice-periods.csv. A migration that changes it calls ledger.fill_aggregation().';

create function ledger.refold_aggregation() returns table (event_id uuid, finding text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set jit = off
as $$
begin
    return query
    with settled as (
        select row(a.state, a.employer, a.site, a.address, a.jurisdiction, a.event_type, a.events, a.workers, a.largest_alone, a.threshold, a.share_pct,
            a.threshold_alternative, a.finding, a.first_date, a.last_date, a.statute, a.event_ids)::text as line, count(*) as times
        from report.aggregation a
        group by 1
    ),
    folded as (
        select row(a.state, a.employer, a.site, a.address, a.jurisdiction, a.event_type, a.events, a.workers, a.largest_alone, a.threshold, a.share_pct,
            a.threshold_alternative, a.finding, a.first_date, a.last_date, a.statute, a.event_ids)::text as line, count(*) as times
        from ledger.aggregation_of(null, null, null, null) a
        group by 1
    )
    select null::uuid, 'aggregation ' || coalesce(s.line, f.line) || ' is settled ' || coalesce(s.times, 0) || ' times, is found ' || coalesce(f.times, 0)
    from settled s
    full join folded f on f.line = s.line
    where s.times is distinct from f.times;
end
$$;

comment on function ledger.refold_aggregation() is 'What of refold concerns report.aggregation.';

alter function ledger.refold() rename to refold_sums;

create function ledger.refold() returns table (event_id uuid, finding text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select r.event_id, r.finding from ledger.refold_sums() r
    union all
    select r.event_id, r.finding from ledger.refold_aggregation() r
$$;

comment on function ledger.refold_sums() is 'What of refold concerns events, disclosures, cells and sums of employers.';
comment on function ledger.refold() is 'Events, disclosures, cells and employers that differ, as they are settled and their tail is folded, from what the whole ledger folds to at the moment that report.as_of names: none, unless something is broken.';

revoke execute on function ledger.aggregation_of(bigint, uuid[], uuid[], text[]), ledger.settle_aggregation(bigint, text[]),
    ledger.settle_employers(bigint, text[]), ledger.fill_aggregation(), ledger.refold_aggregation(), ledger.refold() from public;
revoke execute on function ledger.refold_sums() from warn_reviewer;
grant execute on function ledger.refold() to warn_reviewer;
-- A view calls functions as its reader.
grant execute on function ledger.aggregation_of(bigint, uuid[], uuid[], text[]) to public;

select ledger.fill_aggregation();
