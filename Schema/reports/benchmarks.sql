create view report.benchmarks as
select
    b.publisher,
    b.series,
    b.first_month,
    b.last_month,
    nullif(b.value, '')::bigint as value,
    b.value_is,
    b.basis,
    b.note,
    b.source,
    (select report.moment()) as as_of_position
from ( -- reference: benchmarks.csv
) b
order by b.publisher, b.series, b.first_month;

comment on view report.benchmarks is 'What do others publish about the same months? As Schema/reference/benchmarks.csv has it: their figures, in our words.';
comment on column report.benchmarks.publisher is 'Who publishes it.';
comment on column report.benchmarks.series is 'What it counts.';
comment on column report.benchmarks.first_month is 'First month of the figure, yyyy-mm.';
comment on column report.benchmarks.last_month is 'Last month of it: the same for a months.';
comment on column report.benchmarks.value is 'The figure, workers; null: not published.';
comment on column report.benchmarks.value_is is 'published; derived: by subtraction from published sums; at_least.';
comment on column report.benchmarks.basis is 'Which date decides their month.';
comment on column report.benchmarks.note is 'What the figure is of.';
comment on column report.benchmarks.source is 'Where it was read.';
comment on column report.benchmarks.as_of_position is 'Position of the log that the row speaks of.';
