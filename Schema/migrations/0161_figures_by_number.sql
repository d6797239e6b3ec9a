-- Figures of classes, each class under a number that the caller gives it: what is made of them compares one number instead of four values.
create function ledger.figures_in(base bigint, numbers bigint[], states text[], types text[], classes smallint[], months date[])
returns table (number bigint, workers integer, events bigint)
language sql stable security definer rows 50000
set search_path = pg_catalog, pg_temp
set enable_nestloop = off
set enable_mergejoin = off
set jit = off
as $$
    select f.number, f.workers_counted, count(*)
    from (
        select w.number, f.workers_counted, f.fact_id
        from unnest(numbers, states, types, classes, months) w (number, state, event_type, figure_class, notice_month)
        cross join lateral (
            select f.workers_counted, f.fact_id
            from ledger.event_fact f
            where ledger.figure_class(f.workers_counted) = w.figure_class and date_trunc('month', f.notice_date::timestamp) = w.notice_month::timestamp
                and coalesce(f.state, '') = w.state and coalesce(f.event_type, '') = w.event_type
                and f.counted and f.notice_date is not null and f.workers_counted is not null and f.position <= base
            offset 0
        ) f
    ) f
    where not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= base)
    group by f.number, f.workers_counted
$$;
comment on function ledger.figures_in(bigint, bigint[], text[], text[], smallint[], date[]) is 'How many facts that stand as settled at base have which figure, of some classes of jurisdiction, type, figure and month, the last five arrays together and each with its number; one not stated is ''''.';
revoke execute on function ledger.figures_in(bigint, bigint[], text[], text[], smallint[], date[]) from public;
-- A view calls functions as its reader.
grant execute on function ledger.figures_in(bigint, bigint[], text[], text[], smallint[], date[]) to public;
