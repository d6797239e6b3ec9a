-- Losses at one site that are each too small for notice count together within 90 days (29 U.S.C. 2102(d), and the states' own). The rules are
-- the rows of Schema/reference/notice-periods.csv that name such a period and a count; a test holds the two together.
create table ledger.aggregation_rule (
    jurisdiction text,
    event_type text constraint aggregation_rule_event_type_known check (event_type in ('closure', 'layoff')),
    valid_from date constraint aggregation_rule_valid_from_stated check (valid_from is not null),
    valid_to date,
    counted_over text not null constraint aggregation_rule_counted_over_known check (counted_over in ('each_site', 'all_sites')),
    threshold integer not null constraint aggregation_rule_threshold_positive check (threshold > 0),
    share_pct integer,
    threshold_alternative integer,
    days integer not null constraint aggregation_rule_days_positive check (days > 0),
    statute text not null,
    constraint aggregation_rule_pkey primary key (jurisdiction, event_type, valid_from)
);

comment on table ledger.aggregation_rule is 'Within how many days losses at one site count together, and from how many workers on they need notice. Effective-dated; from Schema/reference/notice-periods.csv.';
comment on column ledger.aggregation_rule.jurisdiction is 'US for every state, else that state.';
comment on column ledger.aggregation_rule.event_type is 'closure, or layoff.';
comment on column ledger.aggregation_rule.valid_from is 'First day.';
comment on column ledger.aggregation_rule.valid_to is 'Last day; null while in force.';
comment on column ledger.aggregation_rule.counted_over is 'each_site, or all_sites of the employer in the state.';
comment on column ledger.aggregation_rule.threshold is 'Workers.';
comment on column ledger.aggregation_rule.share_pct is 'And so many percent of the site''s; null where the count alone decides.';
comment on column ledger.aggregation_rule.threshold_alternative is 'Or so many workers, whatever the share; null where there is none.';
comment on column ledger.aggregation_rule.days is 'Length of the period in days.';
comment on column ledger.aggregation_rule.statute is 'The law.';

insert into ledger.aggregation_rule (
    jurisdiction, event_type, valid_from, valid_to, counted_over, threshold, share_pct, threshold_alternative, days, statute) values
    ('US', 'closure', '1989-02-04', null, 'each_site', 50, null, null, 90, '29 USC 2101(a)(2); 2102(a)'),
    ('US', 'layoff', '1989-02-04', null, 'each_site', 50, 33, 500, 90, '29 USC 2101(a)(3); 2102(a)'),
    ('DE', 'closure', '2019-01-07', null, 'each_site', 50, 33, 500, 90, '19 Del. C. 1901-1911'),
    ('DE', 'layoff', '2019-01-07', null, 'each_site', 50, 33, 500, 90, '19 Del. C. 1901-1911'),
    ('IL', 'closure', '2005-01-01', null, 'each_site', 50, null, null, 90, '820 ILCS 65/5; 65/10'),
    ('IL', 'layoff', '2005-01-01', null, 'each_site', 25, 33, 250, 90, '820 ILCS 65/5; 65/10'),
    ('NH', 'closure', '2010-01-01', null, 'each_site', 25, 33, 250, 90, 'RSA 275-F'),
    ('NH', 'layoff', '2010-01-01', null, 'each_site', 25, 33, 250, 90, 'RSA 275-F'),
    ('NJ', 'closure', '1989-02-04', '2023-04-09', 'each_site', 50, 33, 500, 90, 'NJSA 34:21-1..7'),
    ('NJ', 'layoff', '1989-02-04', '2023-04-09', 'each_site', 50, 33, 500, 90, 'NJSA 34:21-1..7'),
    ('NJ', 'closure', '2023-04-10', null, 'all_sites', 50, null, null, 90, 'NJSA 34:21-1..7'),
    ('NJ', 'layoff', '2023-04-10', null, 'all_sites', 50, null, null, 90, 'NJSA 34:21-1..7'),
    ('NY', 'closure', '2009-02-01', null, 'each_site', 25, null, null, 90, 'NY Lab. L. 860; 12 NYCRR 921'),
    ('NY', 'layoff', '2009-02-01', null, 'each_site', 25, 33, 250, 90, 'NY Lab. L. 860; 12 NYCRR 921'),
    ('OH', 'closure', '2025-09-29', null, 'each_site', 50, 33, 500, 90, 'Ohio R.C. 4113.31'),
    ('OH', 'layoff', '2025-09-29', null, 'each_site', 50, 33, 500, 90, 'Ohio R.C. 4113.31');

create trigger append_only before update or delete on ledger.aggregation_rule for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.aggregation_rule for each statement execute function ledger.refuse_change();
grant select on ledger.aggregation_rule to warn_importer, warn_desk, warn_reviewer;
grant execute on function ledger.name_key(text) to public; -- a view calls functions as its reader
