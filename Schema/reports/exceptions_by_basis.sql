create view report.exceptions_by_basis as
with below as materialized (
    select l.event_id, coalesce(l.reduced_notice_basis, 'none stated') as reduced_notice_basis
    from report.lead_times l
    join (select distinct n.event_id from report.notices n where n.origin = 'employer') f on f.event_id = l.event_id
    where l.standing ~ '^below'
)
select b.reduced_notice_basis, count(*) as events, sum(count(*)) over ()::bigint as events_below, round(count(*) / sum(count(*)) over (), 4) as share, (select report.moment()) as as_of_position
from below b
group by b.reduced_notice_basis
order by events desc, b.reduced_notice_basis;

comment on view report.exceptions_by_basis is 'Which exceptions do employers state for a short notice? Filings here only: a states list has no such field.';
comment on column report.exceptions_by_basis.reduced_notice_basis is 'The exception as filed; none stated.';
comment on column report.exceptions_by_basis.events is 'Events below the recorded period that state it.';
comment on column report.exceptions_by_basis.events_below is 'All events filed here below the period.';
comment on column report.exceptions_by_basis.share is 'events of events_below.';
comment on column report.exceptions_by_basis.as_of_position is 'Position of the log that the row speaks of.';
