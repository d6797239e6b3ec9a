create view report.event_members as
select
    l.event_id,
    l.notice_id,
    l.disclosure_id,
    l.precedence,
    l.precedence = 1 as stands,
    l.superseded,
    l.event_disclosures,
    (select report.moment()) as as_of_position
-- Without a condition of its own, each part keeps its indexes; what is folded is folded once, and has no number.
from (
    select e.line_id, e.position, e.event_id, e.notice_id, e.disclosure_id, e.precedence, e.superseded, e.event_disclosures
    from ledger.event_line e
    union all
    (
        select null, null, n.event_id, n.notice_id, n.disclosure_id, n.precedence, n.superseded, n.event_disclosures
        from ledger.tail_lines((select report.moment())) n
        offset 0
    )
) l
where not exists (
        select from ledger.event_line_end e
        where e.line_id = l.line_id and e.position <= (select t.base from ledger.tail((select report.moment())) t))
    and (l.line_id is null or l.position <= (select t.base from ledger.tail((select report.moment())) t)
        and l.event_id not in (select unnest(t.events) from ledger.tail((select report.moment())) t));

comment on view report.event_members is 'Which disclosures are one event, and which of them speaks for each notice? Folds the accepted links of the moment: same_notice and amendment_of make one notice, supplements and same_event one event.';
comment on column report.event_members.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.event_members.notice_id is 'The notice: the disclosure of it that was recorded first.';
comment on column report.event_members.disclosure_id is 'The disclosure.';
comment on column report.event_members.precedence is 'Place among the disclosures of its notice, from 1: one that no other amends; then an employer''s own; then one still listed; then the state''s live page; then the latest date. A value that the first does not state is taken from the next.';
comment on column report.event_members.stands is 'True for the first of them.';
comment on column report.event_members.superseded is 'True where a linked amendment speaks for it.';
comment on column report.event_members.event_disclosures is 'How many disclosures the event has.';
comment on column report.event_members.as_of_position is 'Position of the log that the row speaks of.';
