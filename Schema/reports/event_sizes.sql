create view report.event_sizes as
with tail as materialized (
    select t.moment, x.base, x.events, x.disclosures
    from (select report.moment() as moment) t
    cross join lateral ledger.tail(t.moment) x
)
select
    f.notice_date,
    f.state,
    f.employer,
    f.workers,
    f.event_type,
    f.temporary,
    f.rescinded,
    f.non_warn,
    f.counted,
    f.largest_notice,
    f.largest_site,
    f.notice_workers,
    f.employees,
    f.is_mass,
    f.is_open,
    f.event_id,
    (select t.moment from tail t) as as_of_position
from ledger.event_fact f
where f.position <= (select t.base from tail t)
    and not exists (select from ledger.event_fact_end e where e.fact_id = f.fact_id and e.position <= (select t.base from tail t))
    and f.event_id not in (select unnest(t.events) from tail t)
union all
select
    f.notice_date,
    f.state,
    f.employer,
    f.workers,
    f.event_type,
    f.temporary,
    f.rescinded,
    f.non_warn,
    f.counted,
    f.largest_notice,
    f.largest_site,
    f.notice_workers,
    f.employees,
    f.is_mass,
    f.is_open,
    f.event_id,
    (select t.moment from tail t)
from ledger.fold((select t.disclosures from tail t), false) f;

comment on view report.event_sizes is 'How large is each layoff, by site and by employer? What the test of a mass layoff and of a covered employer (29 U.S.C. 2101(a)) is made with.';
comment on column report.event_sizes.notice_date is 'Earliest notice date of the event; null when none is stated.';
comment on column report.event_sizes.state is 'Publishing jurisdiction.';
comment on column report.event_sizes.employer is 'Employer as the standing notice has it.';
comment on column report.event_sizes.workers is 'Workers in notices that stand; null when none states a figure.';
comment on column report.event_sizes.event_type is 'closure, layoff, relocation, reduction_in_hours or other; null when not stated.';
comment on column report.event_sizes.temporary is 'Stated to be temporary.';
comment on column report.event_sizes.rescinded is 'Every notice of it was explicitly rescinded or withdrawn.';
comment on column report.event_sizes.non_warn is 'Every notice of it is below or outside the acts.';
comment on column report.event_sizes.counted is 'True when the event enters sums.';
comment on column report.event_sizes.largest_notice is 'Workers of its largest standing notice; null when none states a figure.';
comment on column report.event_sizes.largest_site is 'Workers of its largest site, where a notice speaks of one site or names the workers of each; null otherwise.';
comment on column report.event_sizes.notice_workers is 'Sum over its standing notices; null when none states a figure.';
comment on column report.event_sizes.employees is 'Employees in the nation, as an employer filed them, the most of its notices; null when none did.';
comment on column report.event_sizes.is_mass is 'By what an employer filed of its sites: at least 500 workers at one, or 50 and a third of it. Null without such sites.';
comment on column report.event_sizes.is_open is 'For some site that was so filed it cannot be told: a number is missing. Null without such sites.';
comment on column report.event_sizes.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.event_sizes.as_of_position is 'Position of the log that the row speaks of.';
