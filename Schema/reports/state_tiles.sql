create view report.state_tiles as
with tile (state, tile_row, tile_column) as (
    values
        ('AK', 1, 1), ('ME', 1, 12),
        ('VT', 2, 11), ('NH', 2, 12),
        ('WA', 3, 2), ('ID', 3, 3), ('MT', 3, 4), ('ND', 3, 5), ('MN', 3, 6), ('IL', 3, 7), ('WI', 3, 8), ('MI', 3, 9), ('NY', 3, 10), ('RI', 3, 11), ('MA', 3, 12),
        ('OR', 4, 2), ('NV', 4, 3), ('WY', 4, 4), ('SD', 4, 5), ('IA', 4, 6), ('IN', 4, 7), ('OH', 4, 8), ('PA', 4, 9), ('NJ', 4, 10), ('CT', 4, 11),
        ('CA', 5, 2), ('UT', 5, 3), ('CO', 5, 4), ('NE', 5, 5), ('MO', 5, 6), ('KY', 5, 7), ('WV', 5, 8), ('VA', 5, 9), ('MD', 5, 10), ('DE', 5, 11),
        ('AZ', 6, 3), ('NM', 6, 4), ('KS', 6, 5), ('AR', 6, 6), ('TN', 6, 7), ('NC', 6, 8), ('SC', 6, 9), ('DC', 6, 10),
        ('OK', 7, 5), ('LA', 7, 6), ('MS', 7, 7), ('AL', 7, 8), ('GA', 7, 9),
        ('GU', 8, 1), ('HI', 8, 2), ('TX', 8, 5), ('FL', 8, 10), ('PR', 8, 11), ('VI', 8, 12)
)
select
    t.tile_row,
    t.tile_column,
    t.state,
    j.name,
    coalesce(c.looked, false) or w.state is not null as looked,
    coalesce(w.events, 0) as events,
    coalesce(w.workers, 0) as workers,
    coalesce(w.events_without_count, 0) as events_without_count,
    case
        when coalesce(w.events, 0) = 0 then 0
        when w.workers < 100 then 1
        when w.workers < 1000 then 2
        when w.workers < 5000 then 3
        when w.workers < 20000 then 4
        else 5
    end as shade,
    '/reports/events?counted=true&sort=-notice_date&state=' || t.state as rows_behind,
    (select report.moment()) as as_of_position
from tile t
join ledger.jurisdiction j on j.code = t.state
left join (select x.state, bool_or(x.looked) as looked from report.coverage x group by x.state) c on c.state = t.state
left join report.workers_by_state w on w.state = t.state;

comment on view report.state_tiles is 'How is the map of jurisdictions shaded? One tile a jurisdiction in about its place, with its figures and its shade; steps at 100, 1,000, 5,000 and 20,000 workers.';
comment on column report.state_tiles.tile_row is 'Row on the map, from the north.';
comment on column report.state_tiles.tile_column is 'Column, from the west.';
comment on column report.state_tiles.state is 'Jurisdiction.';
comment on column report.state_tiles.name is 'Its name.';
comment on column report.state_tiles.looked is 'False where nobody looked, so that zero would say too much.';
comment on column report.state_tiles.events is 'Counted events.';
comment on column report.state_tiles.workers is 'Workers of them, a floor.';
comment on column report.state_tiles.events_without_count is 'Events without a figure for the state.';
comment on column report.state_tiles.shade is '0 no events, then 1 to 5 by workers.';
comment on column report.state_tiles.rows_behind is 'Address of the lines behind this one.';
comment on column report.state_tiles.as_of_position is 'Position of the log that the row speaks of.';
