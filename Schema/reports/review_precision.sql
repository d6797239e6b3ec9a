create view report.review_precision as
with told as (
    select a.tier, a.rule, a.label, r.decision
    from ledger.review r
    join ledger.attribution a on a.position = r.of_position and a.seq = r.of_seq
    where r.position <= (select report.moment())
        and not exists (select from ledger.review e where e.position = a.position)
        -- A second thought counts, not the first.
        and not exists (
            select from ledger.review l
            where l.of_position = r.of_position and l.of_seq = r.of_seq and l.position > r.position and l.position <= (select report.moment()))
)
select
    t.tier,
    t.label,
    t.rule,
    count(*) as reviewed,
    count(*) filter (where t.decision = 'accepted') as accepted,
    count(*) filter (where t.decision = 'corrected') as corrected,
    count(*) filter (where t.decision = 'refused') as refused,
    round(100.0 * count(*) filter (where t.decision = 'accepted') / count(*), 1) as precision_pct,
    (select report.moment()) as as_of_position
from told t
group by t.tier, t.label, t.rule
order by t.tier, reviewed desc, t.label, t.rule;

comment on view report.review_precision is 'How often do reviewers agree with the machine, by tier, label and rule?';
comment on column report.review_precision.tier is 'Tier of evidence, 3 to 5.';
comment on column report.review_precision.label is 'What the machine proposed.';
comment on column report.review_precision.rule is 'The rule of the phrasebook that decided.';
comment on column report.review_precision.reviewed is 'Proposals that a person decided.';
comment on column report.review_precision.accepted is 'Of those, accepted as they were.';
comment on column report.review_precision.corrected is 'Given another label.';
comment on column report.review_precision.refused is 'Refused.';
comment on column report.review_precision.precision_pct is 'Accepted of reviewed, in percent.';
comment on column report.review_precision.as_of_position is 'Position of the log that the row speaks of.';
