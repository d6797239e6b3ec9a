create view report.event_members as
with fold as materialized (
    select f.disclosure_id, f.event_id, f.notice_id, f.is_amended, count(*) over (partition by f.event_id)::integer as event_disclosures
    from ledger.folds((select report.moment())) f
),
ranked as materialized (
    select f.disclosure_id, f.event_id, f.notice_id, f.is_amended, f.event_disclosures,
        row_number() over (
            partition by f.notice_id
            order by
                f.is_amended,
                d.origin = 'employer' desc,
                h.form_type = 'OBS/W',
                d.source_id = lower(d.state) desc nulls last,
                -- By what is said, not by when it was recorded: the same in any order of imports.
                h.notice_date desc nulls last,
                h.received_date desc nulls last,
                h.effective_start desc nulls last,
                d.source_id,
                h.workers desc nulls last,
                h.employer,
                h.location,
                d.position
        )::integer as precedence
    from fold f
    join ledger.disclosure d on d.disclosure_id = f.disclosure_id
    cross join lateral (
        select v.form_type, v.notice_date, v.received_date, v.effective_start, v.workers, v.employer, v.location
        from ledger.filing v
        where v.disclosure_id = f.disclosure_id and v.position <= (select report.moment())
        order by v.version desc
        limit 1
    ) h
)
select
    coalesce(r.event_id, d.disclosure_id) as event_id,
    coalesce(r.notice_id, d.disclosure_id) as notice_id,
    d.disclosure_id,
    coalesce(r.precedence, 1) as precedence,
    coalesce(r.precedence, 1) = 1 as stands,
    coalesce(r.is_amended, false) as superseded,
    coalesce(r.event_disclosures, 1) as event_disclosures,
    (select report.moment()) as as_of_position
from ledger.disclosure d
left join ranked r on r.disclosure_id = d.disclosure_id
where d.position <= (select report.moment());

comment on view report.event_members is 'Which disclosures are one event, and which of them speaks for each notice? Folds the accepted links of the moment: same_notice and amendment_of make one notice, supplements and same_event one event.';
comment on column report.event_members.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.event_members.notice_id is 'The notice: the disclosure of it that was recorded first.';
comment on column report.event_members.disclosure_id is 'The disclosure.';
comment on column report.event_members.precedence is 'Place among the disclosures of its notice, from 1: one that no other amends; then an employer''s own; then one still listed; then the state''s live page; then the latest date. A value that the first does not state is taken from the next.';
comment on column report.event_members.stands is 'True for the first of them.';
comment on column report.event_members.superseded is 'True where a linked amendment speaks for it.';
comment on column report.event_members.event_disclosures is 'How many disclosures the event has.';
comment on column report.event_members.as_of_position is 'Position of the log that the row speaks of.';
