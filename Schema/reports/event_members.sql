create view report.event_members as
with recursive
moment as materialized (
    select report.moment() as position
),
-- A link stands until another one settles the same pair anew.
tie as materialized (
    select l.from_disclosure, l.to_disclosure, l.kind
    from ledger.link l
    cross join moment m
    where l.position <= m.position
        and l.status = 'accepted'
        and l.kind in ('same_notice', 'amendment_of', 'supplements', 'same_event')
        and not exists (select from ledger.link later where later.supersedes_position = l.position and later.position <= m.position)
),
neighbor as materialized (
    select t.from_disclosure as disclosure_id, t.to_disclosure as other_id, t.kind in ('same_notice', 'amendment_of') as is_one_notice from tie t
    union
    select t.to_disclosure, t.from_disclosure, t.kind in ('same_notice', 'amendment_of') from tie t
),
reach (disclosure_id, other_id, is_one_notice) as (
    select n.disclosure_id, n.other_id, n.is_one_notice from neighbor n
    union
    select r.disclosure_id, n.other_id, r.is_one_notice and n.is_one_notice
    from reach r
    join neighbor n on n.disclosure_id = r.other_id
),
member as materialized (
    select d.disclosure_id, d.position, d.origin, d.source_id, d.state, m.position as as_of_position
    from ledger.disclosure d
    cross join moment m
    where d.position <= m.position
),
-- The oldest disclosure reached names the event, and the notice.
named as (
    select mb.disclosure_id, mb.position, mb.origin, mb.source_id, mb.state, mb.as_of_position,
        coalesce(o.event_position, mb.position) as event_position,
        coalesce(o.notice_position, mb.position) as notice_position
    from member mb
    left join (
        select r.disclosure_id, min(least(d.position, own.position)) as event_position,
            min(least(case when r.is_one_notice then d.position end, own.position)) as notice_position
        from reach r
        join ledger.disclosure d on d.disclosure_id = r.other_id
        join ledger.disclosure own on own.disclosure_id = r.disclosure_id
        group by r.disclosure_id
    ) o on o.disclosure_id = mb.disclosure_id
),
head as (
    select f.disclosure_id, f.position, f.form_type
    from ledger.filing f
    cross join moment m
    where f.position <= m.position
        and not exists (
            select from ledger.filing n where n.disclosure_id = f.disclosure_id and n.version = f.version + 1 and n.position <= m.position)
)
select
    event.disclosure_id as event_id,
    notice.disclosure_id as notice_id,
    n.disclosure_id,
    row_number() over (
        partition by n.notice_position
        order by
            exists (select from tie t where t.kind = 'amendment_of' and t.to_disclosure = n.disclosure_id),
            n.origin = 'employer' desc,
            h.form_type = 'OBS/W',
            n.source_id = lower(n.state) desc nulls last,
            h.position desc
    ) = 1 as stands,
    n.as_of_position
from named n
join head h on h.disclosure_id = n.disclosure_id
join ledger.disclosure event on event.position = n.event_position
join ledger.disclosure notice on notice.position = n.notice_position;

comment on view report.event_members is 'Which disclosures are one event, and which of them speaks for each notice? Folds the accepted links of the moment: same_notice and amendment_of make one notice, supplements and same_event one event.';
comment on column report.event_members.event_id is 'The event: the disclosure of it that was recorded first.';
comment on column report.event_members.notice_id is 'The notice: the disclosure of it that was recorded first.';
comment on column report.event_members.disclosure_id is 'The disclosure.';
comment on column report.event_members.stands is 'True for the one disclosure whose values stand for its notice: one that no other amends; then an employer''s own; then one still listed; then the state''s live page; then the newest.';
comment on column report.event_members.as_of_position is 'Position of the log that the row speaks of.';
