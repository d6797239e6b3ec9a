create view report.event_members as
with recursive
-- A link stands until another one settles the same pair anew.
tie as materialized (
    select l.from_disclosure, l.to_disclosure, l.kind
    from ledger.link l
    where l.position <= (select report.moment())
        and l.status = 'accepted'
        and l.kind in ('same_notice', 'amendment_of', 'supplements', 'same_event')
        and not exists (
            select from ledger.link later where later.supersedes_position = l.position and later.position <= (select report.moment()))
),
neighbor as materialized (
    select t.from_disclosure as disclosure_id, t.to_disclosure as other_id, t.kind in ('same_notice', 'amendment_of') as is_one_notice from tie t
    union
    select t.to_disclosure, t.from_disclosure, t.kind in ('same_notice', 'amendment_of') from tie t
),
reach (disclosure_id, other_id, is_one_notice) as (
    select n.disclosure_id, n.disclosure_id, true from neighbor n
    union
    select r.disclosure_id, n.other_id, r.is_one_notice and n.is_one_notice
    from reach r
    join neighbor n on n.disclosure_id = r.other_id
),
-- The oldest disclosure reached names the event, and the notice.
linked as materialized (
    select r.disclosure_id,
        (array_agg(r.other_id order by d.position))[1] as event_id,
        (array_agg(r.other_id order by d.position) filter (where r.is_one_notice))[1] as notice_id,
        count(distinct r.other_id)::integer as event_disclosures
    from reach r
    join ledger.disclosure d on d.disclosure_id = r.other_id
    group by r.disclosure_id
),
ranked as materialized (
    select l.disclosure_id, l.event_id, l.notice_id, l.event_disclosures,
        row_number() over (
            partition by l.notice_id
            order by
                exists (select from tie t where t.kind = 'amendment_of' and t.to_disclosure = l.disclosure_id),
                d.origin = 'employer' desc,
                h.form_type = 'OBS/W',
                d.source_id = lower(d.state) desc nulls last,
                h.position desc
        ) = 1 as stands
    from linked l
    join ledger.disclosure d on d.disclosure_id = l.disclosure_id
    cross join lateral (
        select f.form_type, f.position
        from ledger.filing f
        where f.disclosure_id = l.disclosure_id and f.position <= (select report.moment())
        order by f.version desc
        limit 1
    ) h
)
select
    coalesce(r.event_id, d.disclosure_id) as event_id,
    coalesce(r.notice_id, d.disclosure_id) as notice_id,
    d.disclosure_id,
    coalesce(r.stands, true) as stands,
    coalesce(r.event_disclosures, 1) as event_disclosures,
    (select report.moment()) as as_of_position
from ledger.disclosure d
left join ranked r on r.disclosure_id = d.disclosure_id
where d.position <= (select report.moment());

comment on view report.event_members is 'Which disclosures are one event, and which of them speaks for each notice? Folds the accepted links of the moment: same_notice and amendment_of make one notice, supplements and same_event one event.';
comment on column report.event_members.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.event_members.notice_id is 'The notice: the disclosure of it that was recorded first.';
comment on column report.event_members.disclosure_id is 'The disclosure.';
comment on column report.event_members.stands is 'True for the one disclosure whose values stand for its notice: one that no other amends; then an employer''s own; then one still listed; then the state''s live page; then the newest.';
comment on column report.event_members.event_disclosures is 'How many disclosures the event has.';
comment on column report.event_members.as_of_position is 'Position of the log that the row speaks of.';
