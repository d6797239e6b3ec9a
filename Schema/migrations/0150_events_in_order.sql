-- What reports of periods and figures ask of every event is read from here, and nothing of the facts' rows, which are wide. In the order in which
-- events are settled, so that each settling adds to its end.
create index event_fact_position on ledger.event_fact (position)
    include (state, notice_date, event_type, workers_counted, effective_start, notice_date_kind, counted, fact_id, event_id);
