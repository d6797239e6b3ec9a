-- Settling's own text is no definition of facts: what was settled before sums by county and effective month were holds, and gets these sums here.
-- Since facts and their ends keep the position they were settled at, nothing is folded for it.
create temporary table settled_with on commit drop as select ledger.fact_definitions() as definitions;

create or replace function ledger.fact_definitions() returns bytea
language sql stable
set search_path = pg_catalog, pg_temp
as $$
    select sha256(convert_to(string_agg(d.name || encode(d.sha256, 'hex'), ',' order by d.name), 'UTF8'))
    from (
        (
            select distinct on (r.name) r.name, r.sha256
            from ledger.report_definition r
            where r.name in ('ai_voices', 'attributions', 'notice_industries', 'notice_places')
            order by r.name, r.defined_at desc
        )
        union all
        select p.oid::regprocedure::text, sha256(convert_to(p.prosrc, 'UTF8'))
        from pg_proc p
        where p.oid in (
            'ledger.fold(uuid[],boolean)'::regprocedure, 'ledger.fold_places(bigint,uuid[])'::regprocedure,
            'ledger.fold_lines(bigint,uuid[])'::regprocedure, 'ledger.folds(bigint,uuid[])'::regprocedure)
    ) d
$$;

comment on function ledger.fact_definitions() is 'Digest of the views and functions in force that facts and lines are made by. Cells are sums of facts: a migration that adds some fills them for what is settled.';

-- Of one position the last sum stands for all of it, and what else was settled there is one change.
create temporary table unfilled on commit drop as
select s.position, coalesce(max(s.number) filter (where s.is_sum), max(s.number)) as number, bool_or(s.is_sum) as is_sum
from ledger.settlement s
where s.definitions = ledger.fact_definitions()
    and s.number > coalesce((select max(b.number) from ledger.settlement b where b.definitions is null), 0)
group by s.position;

create temporary table uncounted on commit drop as
select x.settlement, x.position, x.sign, to_char(f.notice_date, 'YYYY-MM') as notice_month, to_char(f.effective_start, 'YYYY-MM') as effective_month,
    f.state, f.county_fips, f.event_type, f.sector, f.temporary, f.notices, f.workers_counted
from (
    select u.number as settlement, u.position, 1 as sign, f.fact_id
    from unfilled u
    join ledger.event_fact f on f.position = u.position
    where not u.is_sum
    union all
    select u.number, u.position, -1, e.fact_id
    from unfilled u
    join ledger.event_fact_end e on e.position = u.position
    where not u.is_sum
    union all
    select u.number, u.position, 1, f.fact_id
    from unfilled u
    join ledger.event_fact f on f.position <= u.position
    left join ledger.event_fact_end e on e.fact_id = f.fact_id and e.position <= u.position
    where u.is_sum and e.fact_id is null
) x
join ledger.event_fact f on f.fact_id = x.fact_id and f.counted;

insert into ledger.county_cell (settlement, notice_month, state, county_fips, events, notices, workers, without_count)
select c.settlement, c.notice_month, c.state, c.county_fips, sum(c.sign), sum(c.sign * c.notices), coalesce(sum(c.sign * c.workers_counted), 0),
    coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
from uncounted c
group by c.settlement, c.notice_month, c.state, c.county_fips;

insert into ledger.effective_cell (settlement, effective_month, state, events, workers, without_count)
select c.settlement, c.effective_month, c.state, sum(c.sign), coalesce(sum(c.sign * c.workers_counted), 0),
    coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
from uncounted c
group by c.settlement, c.effective_month, c.state;

insert into ledger.event_cell (
    position, settlement, notice_month, state, event_type, sector, events, notices, workers, without_count, notices_without_count,
    temporary, temporary_workers, temporary_without_count)
select c.position, c.settlement, c.notice_month, c.state, c.event_type, c.sector, 0, 0, 0, 0, 0,
    sum(c.sign), coalesce(sum(c.sign * c.workers_counted), 0), coalesce(sum(c.sign) filter (where c.workers_counted is null), 0)
from uncounted c
where c.temporary
group by c.position, c.settlement, c.notice_month, c.state, c.event_type, c.sector;

-- What was settled since has these sums, under the name it had then.
alter table ledger.settlement disable trigger append_only;
update ledger.settlement s set definitions = ledger.fact_definitions() where s.definitions = (select w.definitions from settled_with w);
alter table ledger.settlement enable trigger append_only;
