create view report.warning_codes as
select w.code, w.kind, w.meaning, (select report.moment()) as as_of_position
from (values
    ('date_repaired', 'repaired', 'A date that could not be meant was read as the one plausible date near another of the row.'),
    ('date_order_repaired', 'repaired', 'The last day stood before the first; the two were exchanged, or the year of one was mended.'),
    ('year_inferred', 'repaired', 'A date without its year was given that of another date of the row.'),
    ('count_was_date', 'repaired', 'A spreadsheet had turned the count into a date; it was turned back.'),
    ('count_summed', 'repaired', 'Several counts of one cell were added.'),
    ('text_repaired', 'repaired', 'The name was damaged by a wrong encoding and was restored.'),
    ('date_impossible', 'left_out', 'A day that no calendar has, and no plausible reading of it: the date is null.'),
    ('date_unreadable', 'left_out', 'No date could be read where one should be: the date is null.'),
    ('date_sentinel', 'left_out', 'A date that stands for none (01/01/0001, 12/31/9999): the date is null.'),
    ('day_not_stated', 'left_out', 'A notice date of a month or a year only: the day is not invented, the date is null.'),
    ('effective_implausible', 'left_out', 'A layoff over three years before the notice or ten years after it: the date is null.'),
    ('count_unreadable', 'left_out', 'No count of this state''s workers could be read where one should be: the count is null.'),
    ('count_is_date', 'left_out', 'A date stands where the count should be: the count is null.'),
    ('count_sentinel', 'left_out', 'A row of nines stands for no count: the count is null.'),
    ('count_not_for_state', 'left_out', 'The count is of several states or nationwide: it is kept as workers_total and enters no sum.'),
    ('zero_means_unknown', 'left_out', 'The source writes 0 where it knows no count: the count is null.'),
    ('rescission_marker', 'left_out', 'A zero beside a rescission says that nobody is laid off; the count is null.'),
    ('several_dates', 'doubtful', 'Several notice dates in one cell; the first stands.'),
    ('notice_after_receipt', 'doubtful', 'The notice is dated after the state received it.'),
    ('notice_long_before_receipt', 'doubtful', 'The notice is dated long before the state received it.'),
    ('notice_in_future', 'doubtful', 'The notice is dated after the day of the import.'),
    ('effective_before_notice', 'doubtful', 'The layoff begins more than half a year before the notice.'),
    ('effective_far_ahead', 'doubtful', 'The layoff begins more than 400 days after the notice, or goes on two years after it: a year may be mistyped.'),
    ('count_large', 'doubtful', 'Five thousand workers or more at one site: a large employer, or two counts run together.'),
    ('place_elsewhere', 'doubtful', 'The address is in another state: a head office, not the site.'),
    ('naics_unknown', 'doubtful', 'No vintage of NAICS has the code as filed.'),
    ('industry_unknown', 'doubtful', 'The industry''s words name no sector.'),
    ('industry_contradictory', 'doubtful', 'The code and the words name different sectors.')
) w (code, kind, meaning)
order by w.kind, w.code;

comment on view report.warning_codes is 'What does each warning of an observed notice mean?';
comment on column report.warning_codes.code is 'Stable code.';
comment on column report.warning_codes.kind is 'repaired: read as something other than is written; left_out: what is written is not in the notice''s fields; doubtful: taken as written.';
comment on column report.warning_codes.meaning is 'What the code says of the row.';
comment on column report.warning_codes.as_of_position is 'Position of the log that the row speaks of: the meanings are the same at each.';
