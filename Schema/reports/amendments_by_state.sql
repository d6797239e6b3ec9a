create view report.amendments_by_state as
with chain as materialized (
    select d.disclosure_id, d.state, f.accepted_at as first_at, f.workers
    from ledger.disclosure d
    join ledger.filing f on f.disclosure_id = d.disclosure_id and f.version = 1
    where f.position <= (select report.moment()) and f.form_type not like 'Q%' and f.form_type <> 'X'
),
change as materialized (
    select c.disclosure_id, bool_or(f.accepted_at <= c.first_at + interval '90 days') as is_soon,
        (array_agg(f.workers order by f.version desc))[1] as workers
    from chain c
    join ledger.filing f on f.disclosure_id = c.disclosure_id and f.position <= (select report.moment())
    where f.version > 1 and f.form_type in ('OBS/A', 'N/A', 'N/P')
    group by c.disclosure_id
)
select
    c.state,
    'disclosures' as unit,
    count(*) as disclosures,
    count(*) filter (where h.is_soon) as amended,
    round(count(*) filter (where h.is_soon)::numeric / count(*), 4) as share_amended,
    percentile_disc(0.5) within group (order by abs(h.workers - c.workers)) filter (where h.workers <> c.workers) as median_change,
    round(avg(h.workers - c.workers) filter (where h.disclosure_id is not null and h.workers is not null and c.workers is not null), 1) as mean_revision,
    (select report.moment()) as as_of_position
from chain c
left join change h on h.disclosure_id = c.disclosure_id
group by c.state
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
