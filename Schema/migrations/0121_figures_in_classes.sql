-- Medians over two years before each month read the same events again and again. How many events of a month have a figure of a class is summed as the other
-- cells are: it tells in which class a median lies, and only the figures of that class are read.
create function ledger.figure_class(workers integer) returns smallint
language sql immutable
return width_bucket(workers, array[15, 25, 40, 50, 55, 60, 66, 72, 78, 85, 92, 100, 110, 125, 145, 170, 200, 225, 250, 275, 300, 330, 370, 420, 500, 700, 1000])::smallint;

comment on function ledger.figure_class(integer) is 'Class of a figure, from 0: larger figures are in the same or a later one. About as many events have a figure of one as of another. Null without a figure.';

create table ledger.figure_cell (
    settlement bigint not null,
    notice_month date not null,
    state text,
    event_type text,
    figure_class smallint,
    events bigint not null
);

create index figure_cell_settlement on ledger.figure_cell (settlement);

comment on table ledger.figure_cell is 'What each settling changed of the numbers of events by month, jurisdiction, type and class of figure: counted events with a notice date, appended and never updated.';
comment on column ledger.figure_cell.settlement is 'Number of the settlement that changed it, or that summed up what those before it had changed.';
comment on column ledger.figure_cell.notice_month is 'First day of the month of the notice date.';
comment on column ledger.figure_cell.state is 'As in report.events.';
comment on column ledger.figure_cell.event_type is 'As in report.events.';
comment on column ledger.figure_cell.figure_class is 'Class of the figure that enters the state''s sum, as ledger.figure_class has it; null without one.';
comment on column ledger.figure_cell.events is 'Events more, or less.';

create trigger append_only before update or delete on ledger.figure_cell for each statement execute function ledger.refuse_change();
create trigger append_only_truncate before truncate on ledger.figure_cell for each statement execute function ledger.refuse_change();

grant execute on function ledger.figure_class(integer) to public; -- a view calls functions as its reader
grant select on ledger.figure_cell to warn_importer, warn_desk, warn_reviewer;

-- For what is settled, from the facts, which keep the position they were settled at. Of one position the last sum stands for all of it, and what else was
-- settled there is one change.
create temporary table unfilled on commit drop as
select s.position, coalesce(max(s.number) filter (where s.is_sum), max(s.number)) as number, bool_or(s.is_sum) as is_sum
from ledger.settlement s
where s.definitions = ledger.fact_definitions()
    and s.number > coalesce((select max(b.number) from ledger.settlement b where b.definitions is null), 0)
group by s.position;

insert into ledger.figure_cell (settlement, notice_month, state, event_type, figure_class, events)
select x.settlement, date_trunc('month', f.notice_date::timestamp)::date, f.state, f.event_type, ledger.figure_class(f.workers_counted), sum(x.sign)
from (
    select u.number as settlement, 1 as sign, f.fact_id
    from unfilled u
    join ledger.event_fact f on f.position = u.position
    where not u.is_sum
    union all
    select u.number, -1, e.fact_id
    from unfilled u
    join ledger.event_fact_end e on e.position = u.position
    where not u.is_sum
    union all
    select u.number, 1, f.fact_id
    from unfilled u
    join ledger.event_fact f on f.position <= u.position
    left join ledger.event_fact_end e on e.fact_id = f.fact_id and e.position <= u.position
    where u.is_sum and e.fact_id is null
) x
join ledger.event_fact f on f.fact_id = x.fact_id and f.counted and f.notice_date is not null
group by 1, 2, 3, 4, 5
having sum(x.sign) <> 0;
