create view report.stated_exceptions as
-- Of the signed filings alone can be known on which ground a notice is short.
select n.event_id, min(convert_from(f.payload, 'UTF8')::jsonb #>> '{event,reduced_notice_basis}') as reduced_notice_basis,
    (select report.moment()) as as_of_position
from (
    select h.disclosure_id, max(h.position) as position
    from ledger.disclosure d
    join ledger.filing h on h.disclosure_id = d.disclosure_id and h.position <= (select report.moment())
    where d.origin = 'employer'
    group by h.disclosure_id
) head
join ledger.filing f on f.position = head.position and f.form_type not like 'Q%' and not (f.form_type = 'X' and f.event_type is null)
join report.event_members n on n.disclosure_id = head.disclosure_id and n.stands
where exists (select from ledger.disclosure d where d.origin = 'employer')
group by n.event_id;

comment on view report.stated_exceptions is 'Which exception does the employer state for a short notice? One line an event of which a signed filing here stands.';
comment on column report.stated_exceptions.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.stated_exceptions.reduced_notice_basis is 'Exception as filed; none or null: none is stated.';
comment on column report.stated_exceptions.as_of_position is 'Position of the log that the row speaks of.';
