create view report.aggregation as
with loss as materialized (
    select e.event_id, e.state, e.employer, e.employer_key, coalesce(e.city, e.county) as place, coalesce(e.effective_start, e.notice_date) as loss_date,
        case e.event_type when 'closure' then 'closure' else 'layoff' end as event_type, e.workers_counted as workers, e.as_of_position
    from report.events e
    where e.counted and e.workers_counted > 0 and e.workers_counted < (select max(r.threshold) from ledger.aggregation_rule r)
        and (e.event_type is null or e.event_type in ('closure', 'layoff'))
),
-- Folding a name costs more than all else; most employers have too few such events in a state to cross anything together.
folded as materialized (
    select l.*, ledger.name_key(l.place) as place_key
    from loss l
    where (coalesce(l.state, ''), l.employer_key) in (
        select coalesce(o.state, ''), o.employer_key
        from loss o
        group by o.state, o.employer_key
        having count(*) > 1 and sum(o.workers) >= (select min(r.threshold) from ledger.aggregation_rule r))
),
-- What crosses alone needs notice alone, and is not counted with others (29 U.S.C. 2102(d)).
small as (
    select l.*, r.jurisdiction, r.threshold, r.share_pct, r.threshold_alternative, r.days, r.statute,
        case r.counted_over when 'all_sites' then '' else l.place_key end as site_key,
        case r.counted_over when 'all_sites' then 'all sites' else l.place end as site, r.counted_over
    from folded l
    join ledger.aggregation_rule r on r.jurisdiction in ('US', l.state) and r.event_type = l.event_type
        and l.loss_date between r.valid_from and coalesce(r.valid_to, 'infinity')
    where l.loss_date is not null and l.workers < r.threshold and (r.counted_over = 'all_sites' or l.place_key <> '')
),
-- The address of the event's first notice, of those that cross with others of their city.
addressed as materialized (
    select s.*, case s.counted_over when 'each_site' then a.street end as street
    from (
        select m.*, count(*) over same_city as beside, max(m.within_days) over same_city as most_together
        from (
            select n.*, sum(n.workers) over (
                partition by n.employer_key, n.site_key, n.state, n.event_type, n.jurisdiction, n.statute order by n.loss_date - date '2000-01-01'
                range between current row and 89 following) as within_days
            from small n where n.days = 90
        ) m
        -- The keys that differ most come first: what is sorted by them is compared least.
        window same_city as (partition by m.employer_key, m.site_key, m.state, m.event_type, m.jurisdiction, m.statute)
    ) s
    left join lateral (
        -- What does not begin with a number has no key, and is asked for none: folding costs more than reading.
        select case when ltrim(f.location) ~ '^[0-9]' then ledger.street_key(f.location) end as street
        from ledger.filing f
        where f.disclosure_id = s.event_id and f.position <= s.as_of_position
        order by f.version desc
        limit 1
    ) a on true
    where s.beside > 1 and s.most_together >= s.threshold
),
-- Who tells no address may be at any of the city's that are told.
sited as (
    select a.*, coalesce(a.street, o.street) as street_key
    from addressed a
    left join (
        select distinct d.jurisdiction, d.event_type, d.statute, d.state, d.employer_key, d.site_key, d.street
        from addressed d where d.street is not null
    ) o on a.street is null and o.jurisdiction = a.jurisdiction and o.event_type = a.event_type and o.statute = a.statute
        and o.state is not distinct from a.state and o.employer_key = a.employer_key and o.site_key = a.site_key
),
period as (
    select s.*, max(s.street) over following as address,
        sum(s.workers) over following as together, count(*) over following as events, max(s.workers) over following as largest,
        max(s.loss_date) over following as last_date, string_agg(s.event_id::text, ' ') over following as event_ids
    from (
        select m.*, m.loss_date - date '2000-01-01' as day
        from sited m
        -- Those of one day in a definite order.
        order by m.employer_key, m.site_key, m.state, m.event_type, m.jurisdiction, m.statute, m.street_key, m.loss_date - date '2000-01-01', m.event_id
    ) s
    window following as (
        partition by s.employer_key, s.site_key, s.state, s.event_type, s.jurisdiction, s.statute, s.street_key order by s.day
        range between current row and 89 following)
),
-- Of periods that lie within each other the longest: it reaches further than the one that began before it.
longest as (
    select p.*,
        lag(p.last_date) over (
            partition by p.employer_key, p.site_key, p.state, p.event_type, p.jurisdiction, p.statute, p.street_key order by p.loss_date, p.event_id
        ) as reached
    from period p
)
select distinct
    l.state,
    l.employer,
    l.site,
    l.address,
    l.jurisdiction,
    l.event_type,
    l.events::integer as events,
    l.together::integer as workers,
    l.largest as largest_alone,
    l.threshold,
    l.share_pct,
    l.threshold_alternative,
    case
        when l.share_pct is null then 'crosses'
        when l.together >= l.threshold_alternative then 'crosses'
        else 'crosses_if_share'
    end as finding,
    l.loss_date as first_date,
    l.last_date,
    l.statute,
    l.event_ids,
    l.as_of_position
from longest l
where l.events > 1 and l.together >= l.threshold and (l.reached is null or l.last_date > l.reached);

comment on view report.aggregation is 'At which sites do layoffs that are each below a threshold cross it together within 90 days? One line a site, rule and period. A lead to look at, no finding of fault: separate and distinct causes are not aggregated (29 U.S.C. 2102(d)), and a state''s line rarely says the cause or the site''s size.';
comment on column report.aggregation.state is 'Publishing jurisdiction.';
comment on column report.aggregation.employer is 'Employer, as the first of the events has it.';
comment on column report.aggregation.site is 'City, else county, that the events share; all sites where the law counts the whole state. Two addresses of one city are two sites; an event that tells none may be at either, and counts with each.';
comment on column report.aggregation.address is 'Street address that those of the events tell that tell one, folded for comparison; null when none does.';
comment on column report.aggregation.jurisdiction is 'Whose rule: US, or the state.';
comment on column report.aggregation.event_type is 'closure, or layoff (also where the state does not say).';
comment on column report.aggregation.events is 'Events in the period. Notices that accepted links tie are one event, and count once.';
comment on column report.aggregation.workers is 'Workers of all of them.';
comment on column report.aggregation.largest_alone is 'Workers of the largest of them, below the threshold.';
comment on column report.aggregation.threshold is 'Workers from which on the rule asks for notice.';
comment on column report.aggregation.share_pct is 'And so many percent of the site''s workers; null where the count alone decides.';
comment on column report.aggregation.threshold_alternative is 'Or so many workers, whatever the share; null where there is none.';
comment on column report.aggregation.finding is 'crosses; or crosses_if_share: only if it is the share of the site that the rule names, which is not stated.';
comment on column report.aggregation.first_date is 'First loss: effective date, else notice date.';
comment on column report.aggregation.last_date is 'Last loss, at most 89 days after the first.';
comment on column report.aggregation.statute is 'The law.';
comment on column report.aggregation.event_ids is 'The events, by event_id of report.events, separated by spaces.';
comment on column report.aggregation.as_of_position is 'Position of the log that the row speaks of.';
