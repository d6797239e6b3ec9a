create view report.amendments_by_state as
with later as materialized (
    select f.disclosure_id, f.version, f.accepted_at, f.workers
    from ledger.filing f
    where f.version > 1 and f.position <= (select report.moment()) and f.form_type in ('OBS/A', 'N/A', 'N/P')
),
change as (
    select d.state, bool_or(l.accepted_at <= f.accepted_at + interval '90 days') as is_soon, f.workers as workers_first,
        (array_agg(l.workers order by l.version desc))[1] as workers
    from later l
    join ledger.filing f on f.disclosure_id = l.disclosure_id and f.version = 1
    join ledger.disclosure d on d.disclosure_id = l.disclosure_id
    where f.form_type not like 'Q%' and f.form_type <> 'X'
        and f.disclosure_id = any (array(select distinct l.disclosure_id from later l))
        and d.disclosure_id = any (array(select distinct l.disclosure_id from later l))
    group by d.disclosure_id, d.state, f.workers
),
-- A source is one filer, of one jurisdiction; an employer's first filing has the position of its disclosure.
chain as (
    select c.state, sum(c.disclosures)::bigint as disclosures
    from (
        select s.state, n.disclosures
        from (
            select f.filer_no, count(*) as disclosures
            from ledger.filing f
            where f.version = 1 and f.position <= (select report.moment()) and f.form_type not like 'Q%' and f.form_type <> 'X'
                -- By name, so that an index of the first versions tells it.
                and f.filer_no = any (array(select o.filer_no from ledger.source o))
            group by f.filer_no
        ) n
        join ledger.source s on s.filer_no = n.filer_no
        union all
        select d.state, count(*)
        from ledger.disclosure d
        join ledger.filing f on f.position = d.position and f.filer_no = d.filer_no
        where d.origin = 'employer' and f.version = 1 and f.position <= (select report.moment()) and f.form_type not like 'Q%' and f.form_type <> 'X'
            and exists (select from ledger.disclosure e where e.origin = 'employer')
        group by d.state
    ) c
    group by c.state
),
changed as (
    select h.state, count(*) filter (where h.is_soon) as amended,
        percentile_disc(0.5) within group (order by abs(h.workers - h.workers_first)) filter (where h.workers <> h.workers_first) as median_change,
        round(avg(h.workers - h.workers_first) filter (where h.workers is not null and h.workers_first is not null), 1) as mean_revision
    from change h
    group by h.state
)
select
    c.state,
    'disclosures' as unit,
    c.disclosures,
    coalesce(h.amended, 0) as amended,
    round(coalesce(h.amended, 0)::numeric / c.disclosures, 4) as share_amended,
    h.median_change,
    h.mean_revision,
    (select report.moment()) as as_of_position
from chain c
left join changed h on coalesce(h.state, '') = coalesce(c.state, '')
order by c.state;

comment on view report.amendments_by_state is 'How often is a notice changed within 90 days of its first filing, and by how much? An observed page that says something else, or an employers amendment; our own re-readings are none.';
comment on column report.amendments_by_state.state is 'Publishing jurisdiction; null for an employer''s filing without a site in one.';
comment on column report.amendments_by_state.unit is 'What is counted.';
comment on column report.amendments_by_state.disclosures is 'Chains: lines of a page, and employers own matters.';
comment on column report.amendments_by_state.amended is 'Of those, changed within 90 days.';
comment on column report.amendments_by_state.share_amended is 'amended of disclosures. Chains younger than 90 days may still change.';
comment on column report.amendments_by_state.median_change is 'Median of the change of workers, up or down, where it changed; null where none did.';
comment on column report.amendments_by_state.mean_revision is 'Mean of last less first count of those changed; null where none can be compared.';
comment on column report.amendments_by_state.as_of_position is 'Position of the log that the row speaks of.';
