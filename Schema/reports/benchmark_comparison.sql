create view report.benchmark_comparison as
with ours as materialized (
    select m.notice_month, sum(m.workers_all) as workers, sum(m.workers_tiers_1_2) as statutory, sum(m.workers_tiers_1_5) as any_tier, count(distinct m.state) as states
    from report.ai_ladder_by_month m
    where m.notice_month is not null
    group by m.notice_month
),
band (series, least, most, because) as (
    values
        ('announced cuts', 0.10, 1.00, 'announcements of cuts in the nation, of any size, against notices above the thresholds of the acts'),
        ('announced cuts, AI', 0.00, 1.00, 'the employer''s stated reason in announcements, against attribution on any tier of evidence'),
        ('notices of a panel of states', 0.50, 2.50, 'a balanced panel of 21 states, against every jurisdiction observed')
),
compared as (
    select b.publisher, b.series, b.first_month, b.last_month, b.value, b.value_is, b.basis, k.least, k.most, k.because,
        sum(case when b.series = 'announced cuts, AI' then o.any_tier else o.workers end) as ours,
        count(o.notice_month) as months, max(o.states) as states,
        (extract(year from age((b.last_month || '-01')::date, (b.first_month || '-01')::date)) * 12
            + extract(month from age((b.last_month || '-01')::date, (b.first_month || '-01')::date)) + 1)::integer as months_wanted
    from report.benchmarks b
    join band k on k.series = b.series
    left join ours o on o.notice_month between b.first_month and b.last_month
    where b.value is not null
    group by b.publisher, b.series, b.first_month, b.last_month, b.value, b.value_is, b.basis, k.least, k.most, k.because
)
select
    c.publisher,
    c.series,
    c.first_month,
    c.last_month,
    c.basis as their_basis,
    'notice_date' as our_basis,
    'workers' as unit,
    c.value as theirs,
    c.value_is,
    case when c.months = c.months_wanted then c.ours::bigint end as ours,
    case when c.months = c.months_wanted then c.ours::bigint - c.value end as difference,
    case when c.months = c.months_wanted then round(c.ours / nullif(c.value, 0), 3) end as ratio,
    c.least as band_least,
    c.most as band_most,
    case
        when c.months < c.months_wanted then 'not comparable'
        when c.ours / nullif(c.value, 0) < c.least then 'below'
        when c.ours / nullif(c.value, 0) > c.most then 'above'
        else 'within'
    end as standing,
    c.months = c.months_wanted and c.ours / nullif(c.value, 0) not between c.least and c.most as flagged,
    c.because as kind,
    case when c.months < c.months_wanted then 'the register has no notice in ' || (c.months_wanted - c.months) || ' of ' || c.months_wanted || ' months' end as reason,
    c.states as states_observed,
    (select report.moment()) as as_of_position
from compared c
order by c.publisher, c.series, c.first_month, c.last_month;

comment on view report.benchmark_comparison is 'How far is the register from what others publish, and is that within what is to be expected? An order of magnitude, no identity: Challenger counts announcements, the Cleveland Fed a panel of states.';
comment on column report.benchmark_comparison.publisher is 'Who publishes the other figure.';
comment on column report.benchmark_comparison.series is 'What it counts.';
comment on column report.benchmark_comparison.first_month is 'First month compared, yyyy-mm.';
comment on column report.benchmark_comparison.last_month is 'Last month compared.';
comment on column report.benchmark_comparison.their_basis is 'Which date decides their month.';
comment on column report.benchmark_comparison.our_basis is 'Which date decides ours.';
comment on column report.benchmark_comparison.unit is 'What is counted.';
comment on column report.benchmark_comparison.theirs is 'Their figure.';
comment on column report.benchmark_comparison.value_is is 'published, derived or at_least.';
comment on column report.benchmark_comparison.ours is 'Ours, a floor; null with a reason.';
comment on column report.benchmark_comparison.difference is 'Ours less theirs.';
comment on column report.benchmark_comparison.ratio is 'Ours for each of theirs.';
comment on column report.benchmark_comparison.band_least is 'Least ratio that surprises nobody.';
comment on column report.benchmark_comparison.band_most is 'Most.';
comment on column report.benchmark_comparison.standing is 'within, below, above, or not comparable.';
comment on column report.benchmark_comparison.flagged is 'True outside the band: somebody should look.';
comment on column report.benchmark_comparison.kind is 'What kind of difference is to be expected, and why.';
comment on column report.benchmark_comparison.reason is 'Why there is nothing to compare; null where there is.';
comment on column report.benchmark_comparison.states_observed is 'Jurisdictions with an event in the months, at most.';
comment on column report.benchmark_comparison.as_of_position is 'Position of the log that the row speaks of.';
