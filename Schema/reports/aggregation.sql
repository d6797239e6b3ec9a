create view report.aggregation as
with tail as materialized (
    select t.moment, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
),
-- Employers that the tail touches, one that crosses nothing any more among them.
touched as materialized (
    select l.*
    from tail t
    cross join lateral ledger.aggregation_of(t.base, t.events, t.disclosures, null) l
),
line as (
    select l.*
    from ledger.aggregation_line l
    where l.position <= (select t.base from tail t)
        and not exists (select from ledger.aggregation_line_end e where e.line_id = l.line_id and e.position <= (select t.base from tail t))
        and l.employer_key not in (select c.employer_key from touched c)
    union all
    select c.* from touched c where c.events > 0
)
select
    l.state,
    l.employer,
    l.site,
    l.address,
    l.jurisdiction,
    l.event_type,
    l.events,
    l.workers,
    l.largest_alone,
    l.threshold,
    l.share_pct,
    l.threshold_alternative,
    l.finding,
    l.first_date,
    l.last_date,
    l.statute,
    l.event_ids,
    (select t.moment from tail t) as as_of_position
from line l;

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
