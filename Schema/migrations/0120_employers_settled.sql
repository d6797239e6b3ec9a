-- A report of employers has a line for each of hundreds of thousands; summing events by employer takes longer than to read these lines. So they are
-- kept as the events are: as they were from a settled position on, appended, and ended when an event of the employer changes.
create table ledger.employer_line (
    line_id bigint generated always as identity,
    position bigint not null,
    employer_key text not null,
    employer text,
    events integer not null,
    notices integer not null,
    workers bigint,
    without_count integer not null,
    states integer not null,
    ai_tier smallint,
    first_date date,
    last_date date,
    campaigns integer,
    least_days integer,
    dated_events integer,
    dated_workers bigint,
    dated_states integer,
    constraint employer_line_pkey primary key (line_id)
);

create index employer_line_employer_key on ledger.employer_line (employer_key);
create index employer_line_least_days on ledger.employer_line (least_days) where least_days <= 365;

comment on table ledger.employer_line is 'An employer''s counted events together, from one settled position on. Made of ledger.event_fact: nothing rests on it.';
comment on column ledger.employer_line.line_id is 'Its number.';
comment on column ledger.employer_line.position is 'Settled position from which it stands.';
comment on column ledger.employer_line.employer_key is 'As in report.events.';
comment on column ledger.employer_line.employer is 'As in report.employers.';
comment on column ledger.employer_line.events is 'Counted events.';
comment on column ledger.employer_line.notices is 'Notices of them.';
comment on column ledger.employer_line.workers is 'Workers of them; null where none states a figure.';
comment on column ledger.employer_line.without_count is 'Of the events, those without a figure for the state.';
comment on column ledger.employer_line.states is 'Jurisdictions of them.';
comment on column ledger.employer_line.ai_tier is 'Best tier of evidence; null where none is attributed to AI.';
comment on column ledger.employer_line.first_date is 'First notice date; null when none is stated.';
comment on column ledger.employer_line.last_date is 'Last notice date; null when none is stated.';
comment on column ledger.employer_line.campaigns is 'As in report.repeat_filers; null where there are no two.';
comment on column ledger.employer_line.least_days is 'As in report.repeat_filers, but longer ones too; null where there are no two campaigns.';
comment on column ledger.employer_line.dated_events is 'Of the events, those with a notice date; null where there are no two campaigns.';
comment on column ledger.employer_line.dated_workers is 'Workers of those; null where none states a figure, or there are no two campaigns.';
comment on column ledger.employer_line.dated_states is 'Jurisdictions of those; null where there are no two campaigns.';

create table ledger.employer_line_end (
    line_id bigint,
    position bigint not null,
    constraint employer_line_end_pkey primary key (line_id),
    constraint employer_line_end_line_id_fkey foreign key (line_id) references ledger.employer_line (line_id)
);

comment on table ledger.employer_line_end is 'Lines that stand no longer: an event of the employer changed.';
comment on column ledger.employer_line_end.line_id is 'The line.';
comment on column ledger.employer_line_end.position is 'Settled position from which it stands no longer.';

create table ledger.employer_month (
    line_id bigint generated always as identity,
    position bigint not null,
    notice_month date not null,
    employer_key text not null,
    employer text not null,
    workers bigint not null,
    constraint employer_month_pkey primary key (line_id)
);

create index employer_month_employer_key on ledger.employer_month (employer_key);
create index employer_month_workers on ledger.employer_month (notice_month, workers desc, employer_key);

comment on table ledger.employer_month is 'An employer''s workers of a month, from one settled position on: of its counted events with a notice date and a figure. Made of ledger.event_fact: nothing rests on it.';
comment on column ledger.employer_month.line_id is 'Its number.';
comment on column ledger.employer_month.position is 'Settled position from which it stands.';
comment on column ledger.employer_month.notice_month is 'First day of the month of the events'' notice dates.';
comment on column ledger.employer_month.employer_key is 'As in report.events.';
comment on column ledger.employer_month.employer is 'The last in the alphabet of the spellings of its events.';
comment on column ledger.employer_month.workers is 'Workers of the events.';

create table ledger.employer_month_end (
    line_id bigint,
    position bigint not null,
    constraint employer_month_end_pkey primary key (line_id),
    constraint employer_month_end_line_id_fkey foreign key (line_id) references ledger.employer_month (line_id)
);

comment on table ledger.employer_month_end is 'Lines that stand no longer: an event of the employer changed.';
comment on column ledger.employer_month_end.line_id is 'The line.';
comment on column ledger.employer_month_end.position is 'Settled position from which it stands no longer.';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['employer_line', 'employer_line_end', 'employer_month', 'employer_month_end'] loop
        execute format('create trigger append_only before update or delete on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
        execute format('create trigger append_only_truncate before truncate on ledger.%I for each statement execute function ledger.refuse_change()', guarded);
    end loop;
end
$$;

grant select on ledger.employer_line, ledger.employer_line_end, ledger.employer_month, ledger.employer_month_end to warn_importer, warn_desk, warn_reviewer;

create function ledger.employers_of(base bigint, events uuid[], disclosures uuid[], keys text[]) returns setof ledger.employer_line
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    with changed as materialized (
        select c.sign, (c.fact).employer_key, (c.fact).employer, (c.fact).state, (c.fact).notice_date, (c.fact).workers_counted, (c.fact).notices, (c.fact).ai_tier,
            (c.fact).event_id, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    ),
    fact as materialized (
        select f.employer_key, f.employer, f.state, f.notice_date, f.workers_counted as workers, f.notices, f.ai_tier, f.event_id
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.counted and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
        union all
        select c.employer_key, c.employer, c.state, c.notice_date, c.workers_counted, c.notices, c.ai_tier, c.event_id
        from changed c
        where c.sign = 1 and c.counted
    ),
    total as materialized (
        select f.employer_key, (array_agg(f.employer order by f.notice_date desc nulls last, f.event_id))[1] as employer, count(*)::integer as events,
            sum(f.notices)::integer as notices, sum(f.workers) as workers, (count(*) filter (where f.workers is null))::integer as without_count,
            count(distinct f.state)::integer as states, min(f.ai_tier) as ai_tier, min(f.notice_date) as first_date, max(f.notice_date) as last_date,
            (count(f.notice_date))::integer as dated_events, sum(f.workers) filter (where f.notice_date is not null) as dated_workers,
            (count(distinct f.state) filter (where f.notice_date is not null))::integer as dated_states
        from fact f
        group by f.employer_key
    ),
    -- A campaign begins more than 30 days after the notice before.
    started as (
        select d.employer_key, d.notice_date, d.notice_date - lag(d.notice_date) over (partition by d.employer_key order by d.notice_date) as days
        from (
            select f.employer_key, f.notice_date, f.notice_date - lag(f.notice_date) over (partition by f.employer_key order by f.notice_date) as days
            from fact f
            where f.employer_key in (select t.employer_key from total t where t.last_date - t.first_date > 30) and f.notice_date is not null
        ) d
        where d.days is null or d.days > 30
    ),
    campaign as materialized (
        select s.employer_key, count(*)::integer as campaigns, min(s.days) as least_days
        from started s
        group by s.employer_key
        having count(*) > 1
    )
    select null::bigint, base, t.employer_key, t.employer, t.events, t.notices, t.workers, t.without_count, t.states, t.ai_tier, t.first_date, t.last_date,
        c.campaigns, c.least_days, case when c.campaigns > 1 then t.dated_events end, case when c.campaigns > 1 then t.dated_workers end,
        case when c.campaigns > 1 then t.dated_states end
    from total t
    left join campaign c on c.employer_key = t.employer_key
    union all
    select null, base, g.employer_key, null, 0, 0, null, 0, 0, null, null, null, null, null, null, null, null
    from (select distinct c.employer_key from changed c) g
    where not exists (select from total t where t.employer_key = g.employer_key);
end
$$;

comment on function ledger.employers_of(bigint, uuid[], uuid[], text[]) is 'Employers'' lines, summed from the facts settled at base, but for those of these events, and what these disclosures fold to in their place. Of those keys; null: of the employers whose events that changes, and an employer that has no event any more has a line with none. With nulls: of all, folded anew.';

create function ledger.employer_months_of(base bigint, events uuid[], disclosures uuid[], keys text[]) returns setof ledger.employer_month
language plpgsql stable security definer rows 100
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set enable_nestloop = on
set jit = off
as $$
begin
    return query
    with changed as materialized (
        select c.sign, (c.fact).employer_key, (c.fact).employer, (c.fact).notice_date, (c.fact).workers_counted, (c.fact).counted
        from ledger.event_changes(base, events, disclosures) c
        where keys is null
    )
    select null::bigint, base, x.notice_month, x.employer_key, max(x.employer), sum(x.workers)
    from (
        select date_trunc('month', f.notice_date::timestamp)::date as notice_month, f.employer_key, f.employer, f.workers_counted as workers
        from ledger.event_fact f
        where f.employer_key = any (coalesce(keys, (select array_agg(distinct c.employer_key) from changed c)))
            and f.counted and f.position <= base and f.event_id <> all (events)
            and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
            and f.notice_date is not null and f.workers_counted is not null
        union all
        select date_trunc('month', c.notice_date::timestamp)::date, c.employer_key, c.employer, c.workers_counted
        from changed c
        where c.sign = 1 and c.counted and c.notice_date is not null and c.workers_counted is not null
    ) x
    group by x.notice_month, x.employer_key;
end
$$;

comment on function ledger.employer_months_of(bigint, uuid[], uuid[], text[]) is 'Employers'' months, summed as by ledger.employers_of. An employer that has no event any more has none.';

create function ledger.employers_touched(base bigint, events uuid[], disclosures uuid[]) returns text[]
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(array_agg(distinct (c.fact).employer_key), '{}') from ledger.event_changes(base, events, disclosures) c
$$;

comment on function ledger.employers_touched(bigint, uuid[], uuid[]) is 'Keys of the employers whose events a tail changes.';

create function ledger.largest_of_month(base bigint, touched text[], of_month date) returns table (employer_key text, employer text, workers bigint)
language sql stable security definer rows 5
set search_path = pg_catalog, pg_temp
as $$
    select l.employer_key, l.employer, l.workers
    from ledger.employer_month l
    where l.notice_month = of_month and l.position <= base and l.employer_key <> all (touched)
        and (select true from ledger.employer_month_end e where e.line_id = l.line_id and e.position <= base) is not true
    order by l.workers desc, l.employer_key
    limit 5
$$;

comment on function ledger.largest_of_month(bigint, text[], date) is 'The five employers with most workers of a month as they are settled at that position, but for those touched, from an end of an index.';

create function ledger.settle_employers(newest bigint, keys text[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
set jit = off
as $$
begin
    if cardinality(keys) = 0 then
        return;
    end if;
    with now as materialized (
        select n.* from ledger.employers_of(newest, '{}', '{}', keys) n
    ),
    was as materialized (
        select w.*
        from ledger.employer_line w
        where w.employer_key = any (keys) and not exists (select from ledger.employer_line_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.employer_key
        from was w
        join now n on n.employer_key = w.employer_key
        where row(n.employer, n.events, n.notices, n.workers, n.without_count, n.states, n.ai_tier, n.first_date, n.last_date, n.campaigns, n.least_days,
                n.dated_events, n.dated_workers, n.dated_states)
            is not distinct from row(w.employer, w.events, w.notices, w.workers, w.without_count, w.states, w.ai_tier, w.first_date, w.last_date, w.campaigns,
                w.least_days, w.dated_events, w.dated_workers, w.dated_states)
    ),
    ended as (
        insert into ledger.employer_line_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.employer_line (position, employer_key, employer, events, notices, workers, without_count, states, ai_tier, first_date, last_date, campaigns,
        least_days, dated_events, dated_workers, dated_states)
    select newest, n.employer_key, n.employer, n.events, n.notices, n.workers, n.without_count, n.states, n.ai_tier, n.first_date, n.last_date, n.campaigns,
        n.least_days, n.dated_events, n.dated_workers, n.dated_states
    from now n
    where not exists (select from same s where s.employer_key = n.employer_key);
    with now as materialized (
        select n.* from ledger.employer_months_of(newest, '{}', '{}', keys) n
    ),
    was as materialized (
        select w.*
        from ledger.employer_month w
        where w.employer_key = any (keys) and not exists (select from ledger.employer_month_end e where e.line_id = w.line_id)
    ),
    same as materialized (
        select w.line_id, w.employer_key, w.notice_month
        from was w
        join now n on n.employer_key = w.employer_key and n.notice_month = w.notice_month
        where n.employer = w.employer and n.workers = w.workers
    ),
    ended as (
        insert into ledger.employer_month_end (line_id, position)
        select w.line_id, newest from was w where not exists (select from same s where s.line_id = w.line_id)
    )
    insert into ledger.employer_month (position, notice_month, employer_key, employer, workers)
    select newest, n.notice_month, n.employer_key, n.employer, n.workers
    from now n
    where not exists (select from same s where s.employer_key = n.employer_key and s.notice_month = n.notice_month);
end
$$;

comment on function ledger.settle_employers(bigint, text[]) is 'Appends the lines of these employers, of whom an event changed, and ends those that they replace.';

revoke execute on function ledger.employers_of(bigint, uuid[], uuid[], text[]), ledger.employer_months_of(bigint, uuid[], uuid[], text[]),
    ledger.employers_touched(bigint, uuid[], uuid[]), ledger.largest_of_month(bigint, text[], date), ledger.settle_employers(bigint, text[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.employers_of(bigint, uuid[], uuid[], text[]), ledger.employer_months_of(bigint, uuid[], uuid[], text[]),
    ledger.employers_touched(bigint, uuid[], uuid[]), ledger.largest_of_month(bigint, text[], date) to public;

-- Facts and their ends keep the position they were settled at: the lines of every settled position are made of them, and nothing is folded.
create temporary table changed_at on commit drop as
select f.employer_key, f.position from ledger.event_fact f where f.counted
union
select f.employer_key, e.position from ledger.event_fact_end e join ledger.event_fact f on f.fact_id = e.fact_id where f.counted;

analyze pg_temp.changed_at;

create temporary table standing on commit drop as
select c.employer_key, c.position, f.employer, f.event_id, f.state, f.notice_date, f.workers_counted as workers, f.notices, f.ai_tier
from changed_at c
join ledger.event_fact f on f.employer_key = c.employer_key and f.position <= c.position and f.counted
left join ledger.event_fact_end e on e.fact_id = f.fact_id and e.position <= c.position
where e.fact_id is null;

analyze pg_temp.standing;

create temporary table filled on commit drop as
with total as materialized (
    select s.employer_key, s.position, (array_agg(s.employer order by s.notice_date desc nulls last, s.event_id))[1] as employer, count(*)::integer as events,
        sum(s.notices)::integer as notices, sum(s.workers) as workers, (count(*) filter (where s.workers is null))::integer as without_count,
        count(distinct s.state)::integer as states, min(s.ai_tier) as ai_tier, min(s.notice_date) as first_date, max(s.notice_date) as last_date,
        (count(s.notice_date))::integer as dated_events, sum(s.workers) filter (where s.notice_date is not null) as dated_workers,
        (count(distinct s.state) filter (where s.notice_date is not null))::integer as dated_states
    from standing s
    group by s.employer_key, s.position
),
started as (
    select d.employer_key, d.position, d.notice_date - lag(d.notice_date) over (partition by d.employer_key, d.position order by d.notice_date) as days
    from (
        select s.employer_key, s.position, s.notice_date,
            s.notice_date - lag(s.notice_date) over (partition by s.employer_key, s.position order by s.notice_date) as days
        from standing s
        join total t on t.employer_key = s.employer_key and t.position = s.position and t.last_date - t.first_date > 30
        where s.notice_date is not null
    ) d
    where d.days is null or d.days > 30
),
campaign as materialized (
    select s.employer_key, s.position, count(*)::integer as campaigns, min(s.days) as least_days
    from started s
    group by s.employer_key, s.position
    having count(*) > 1
),
line as (
    select c.employer_key, c.position, t.employer, coalesce(t.events, 0) as events, t.notices, t.workers, t.without_count, t.states, t.ai_tier, t.first_date,
        t.last_date, g.campaigns, g.least_days, case when g.campaigns > 1 then t.dated_events end as dated_events,
        case when g.campaigns > 1 then t.dated_workers end as dated_workers, case when g.campaigns > 1 then t.dated_states end as dated_states
    from changed_at c
    left join total t on t.employer_key = c.employer_key and t.position = c.position
    left join campaign g on g.employer_key = c.employer_key and g.position = c.position
),
compared as (
    select l.*, row(l.employer, l.events, l.notices, l.workers, l.without_count, l.states, l.ai_tier, l.first_date, l.last_date, l.campaigns, l.least_days,
            l.dated_events, l.dated_workers, l.dated_states)
        is not distinct from lag(row(l.employer, l.events, l.notices, l.workers, l.without_count, l.states, l.ai_tier, l.first_date, l.last_date, l.campaigns,
            l.least_days, l.dated_events, l.dated_workers, l.dated_states)) over (partition by l.employer_key order by l.position) as is_same
    from line l
)
select c.*, row_number() over (order by c.position) as line_id, lead(c.position) over (partition by c.employer_key order by c.position) as end_position
from compared c
where not c.is_same;

insert into ledger.employer_line (line_id, position, employer_key, employer, events, notices, workers, without_count, states, ai_tier, first_date, last_date,
    campaigns, least_days, dated_events, dated_workers, dated_states) overriding system value
select f.line_id, f.position, f.employer_key, f.employer, f.events, f.notices, f.workers, f.without_count, f.states, f.ai_tier, f.first_date, f.last_date,
    f.campaigns, f.least_days, f.dated_events, f.dated_workers, f.dated_states
from filled f
where f.events > 0;

insert into ledger.employer_line_end (line_id, position)
select f.line_id, f.end_position from filled f where f.events > 0 and f.end_position is not null;

select setval('ledger.employer_line_line_id_seq', coalesce(max(f.line_id), 0) + 1, false) from filled f;

create temporary table filled_month on commit drop as
with sum as (
    select s.employer_key, s.position, date_trunc('month', s.notice_date::timestamp)::date as notice_month, max(s.employer) as employer, sum(s.workers) as workers
    from standing s
    where s.notice_date is not null and s.workers is not null
    group by s.employer_key, s.position, date_trunc('month', s.notice_date::timestamp)::date
),
-- An employer's month may change, and cease, wherever an event of the employer changed.
known as (
    select m.employer_key, m.notice_month, c.position
    from (select s.employer_key, s.notice_month, min(s.position) as first_position from sum s group by s.employer_key, s.notice_month) m
    join changed_at c on c.employer_key = m.employer_key and c.position >= m.first_position
),
compared as (
    select k.employer_key, k.notice_month, k.position, s.employer, s.workers, row(s.employer, s.workers) is not distinct from
        lag(row(s.employer, s.workers)) over (partition by k.employer_key, k.notice_month order by k.position) as is_same
    from known k
    left join sum s on s.employer_key = k.employer_key and s.notice_month = k.notice_month and s.position = k.position
)
select c.*, row_number() over (order by c.position, c.notice_month) as line_id,
    lead(c.position) over (partition by c.employer_key, c.notice_month order by c.position) as end_position
from compared c
where not c.is_same;

insert into ledger.employer_month (line_id, position, notice_month, employer_key, employer, workers) overriding system value
select f.line_id, f.position, f.notice_month, f.employer_key, f.employer, f.workers from filled_month f where f.workers is not null;

insert into ledger.employer_month_end (line_id, position)
select f.line_id, f.end_position from filled_month f where f.workers is not null and f.end_position is not null;

select setval('ledger.employer_month_line_id_seq', coalesce(max(f.line_id), 0) + 1, false) from filled_month f;
