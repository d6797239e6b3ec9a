"""What each page of the dashboard should say, asked in SQL: (elements, attributes or None, question); a row an element, a cell a column.

`@` is the page's subject. What a page says of numbers that no question covers is in PROSE, as regular expressions.
"""


def n(column):
    """12,345."""
    return f"to_char({column}, 'FM999,999,999,990')"


def signed(column):
    return f"replace({n(column)}, '-', '−')"


def d(column):
    """Jan 13, 2026."""
    return f"to_char({column}, 'Mon FMDD, YYYY')"


def minute(column):
    return f"to_char({column} at time zone 'UTC', 'Mon FMDD, YYYY, HH24:MI \"UTC\"')"


def or_(text, absent):
    return f"coalesce({text}, '{absent}')"


def counted(column, word):
    return f"{n(column)} || ' {word}' || case when {column} = 1 then '' else 's' end"


def pct(column):
    return f"to_char(round({column} * 100, 1), 'FM999,990.0')"


def short(column):
    """987, 1.2k, 12k, 1.2m."""
    tenths = lambda unit: f"(({column} * 10 + {unit // 2}) / {unit})"
    one = lambda unit: f"{tenths(unit)} / 10 || case when {tenths(unit)} % 10 = 0 then '' else '.' || {tenths(unit)} % 10 end"
    return (f"case when {column} < 1000 then {column}::text when {column} < 9950 then {one(1000)} || 'k' "
            f"when {column} < 999500 then ({column} + 500) / 1000 || 'k' else {one(1000000)} || 'm' end")


def words(column):
    return f"replace({column}, '_', ' ')"


NS = "not stated"
# The count as certain as it was stated.
STATED = (f"case when workers is not null then {n('workers')} when workers_least is not null and workers_most is not null then {n('workers_least')} || '–' || {n('workers_most')} "
          f"when workers_most is not null then '≤ ' || {n('workers_most')} when workers_least is not null then '≥ ' || {n('workers_least')} else '{NS}' end")
PLACE = "concat_ws(', ', city, state)"

LADDER = f"""select tier || ' ' || evidence || case when events_proposed > 0 then ' ' || {n('events_proposed')} || ' proposed by rule, not yet reviewed' else '' end,
    {n('events')}, {n('workers')} || case when events_without_count > 0 then ' + ' || {counted('events_without_count', 'event')} || ' without a figure' else '' end, ''
    from report.ai_ladder order by not statutory, tier"""
LADDER_FOOT = f"""select 'Measured against ' || {counted('events_all', 'event')} || ', of which ' || {n('events_with_reason')} || ' give any reason at all. Silence is not a No. The ladder as a report · CSV · by month'
    from report.ai_ladder where tier = 1"""
CAVEATS = f"""select case when first_notice_date is not null then 'Notices from ' || {d('first_notice_date')} || ' to ' || {d('last_notice_date')} || '. ' else '' end
    || {counted('states', 'jurisdiction')} || ' of ' || {n('jurisdictions')} || ' observed'
    || case when events_without_count > 0 then '; ' || {counted('events_without_count', 'event')} || ' without a figure for the state, so the sum is a floor' else '' end
    || case when unlisted_events > 0 then '; ' || {counted('unlisted_events', 'event')} || ' no longer on the state’s page, still counted' else '' end
    || case when rescinded_events > 0 then '; ' || {counted('rescinded_events', 'event')} || ' rescinded, not counted' else '' end || '.' from report.totals"""
ELEMENTS = f"""select element || ' ' || asks || ' ' || {n('events_stated')} || ' ' || case when events_stated = concerned_stated then '' else 'stated, ' || {n('concerned_stated')} || ' ' end
    || 'of ' || {n('events_concerned')} || ' events it would or may concern' from report.section_2102e_elements order by element"""


def element(name, quote=True):
    said = f"coalesce({name}_tier || ' ', '') || {name}" + (f" || coalesce({name}_quote, '')" if quote else "")
    return f"case when coalesce({name}, 'missing') = 'missing' then 'missing' else {said} end"


TRAHAN = f"""select coalesce(employer, '') || concat_ws(' · ', state, {d('notice_date')}, coalesce({counted('workers', 'worker')}, 'workers not stated')),
    applies || coalesce(because, ''), {element('statement')}, {element('type_usage')}, {element('percentage', False)}, {element('upskilling', False)}
    from (select * from report.section_2102e e where elements_stated >= 1 order by elements_stated desc nulls last, applies desc nulls last, notice_date desc nulls last, e limit 8) s"""
TILES = f"""select state || case when not looked then '–' when events > 0 and events_without_count = events then 'n/s' else {short('workers')} end from report.state_tiles t order by t"""
TILE_WORDS = f"""select name || ': ' || case when looked then {counted('workers', 'worker')} || ' in ' || {counted('events', 'event')} || ', ' || {n('events_without_count')} || ' without a figure' else 'never looked' end,
    case when looked then 'tile q' || shade else 'tile never' end from report.state_tiles t order by t"""
STATES = f"""select name, {n('events')}, case when events > 0 and events_without_count = events then '{NS}' else {n('workers')} end, {n('events_without_count')}
    from report.state_tiles where looked order by name collate "C" """
SERIES = "(select to_char(m, 'YYYY-MM') as month from (select to_date(max({column}) || '-01', 'YYYY-MM-DD') as last from {view}) l, generate_series(last - interval '23 months', last, interval '1 month') m) s"
MONTH = "to_char(to_date(s.month || '-01', 'YYYY-MM-DD'), 'Mon YYYY')"
AI = "coalesce((select max(a.workers) from report.ai_workers_by_month a where a.month = s.month and a.statutory = {which}), 0)"
MONTHS = f"""select {MONTH}, {n('coalesce(m.events, 0)')}, {n('coalesce(m.workers, 0)')}, {n('coalesce(m.events_without_count, 0)')}, {n(AI.format(which='true'))}, {n(AI.format(which='false'))}
    from {SERIES.format(column='month', view='report.workers_by_month')} left join report.workers_by_month m using (month) order by s.month desc"""
BARS = f"""select (1000 - h)::text, h::text from (select s.month, case when coalesce(workers, 0) > 0 then greatest(14, workers * 1000 / max(workers) over ()) else 0 end as h
    from {SERIES.format(column='month', view='report.workers_by_month')} left join report.workers_by_month m using (month)) b order by month"""
MONTHS_LEGEND = f"""select 'workers noticed in the month; the tallest column is ' || {n('max(coalesce(m.workers, 0))')}
    from {SERIES.format(column='month', view='report.workers_by_month')} left join report.workers_by_month m using (month)"""
UNDATED = f"""select 'In no month: ' || {counted('events', 'event')} || ' without a notice date, ' || {counted('workers', 'worker')} || '.' from report.workers_by_month where month is null and events > 0"""
LAST_WEEKS = "(select * from report.workers_by_four_weeks w where state = 'US' order by week_ending desc nulls last, w limit 104) s"
WEEKS = f"""select {d('week_ending')}, {or_(n('workers'), '–')}, {or_(n('workers_year_before'), '–')}, {or_("replace(trim_scale(change_pct)::text, '-', '-')", '–')}, {or_(n('states_observed'), '–')}
    from {LAST_WEEKS} order by week_ending desc limit 26"""
WEEK_ENDS = f"select {d('min(week_ending)')}, {d('max(week_ending)')} from {LAST_WEEKS}"
SCALE = f"select {n('greatest(1, max(workers), max(workers_year_before))')} || ' workers' from {LAST_WEEKS}"
UPCOMING = f"""select {d('separation_date')}, {or_(n('workers'), NS)}, {n('events')}, coalesce(state, 'none'), coalesce(county, 'unplaced'), 'employers'
    from (select * from report.upcoming_90_days u {{}} limit {{}}) s"""
SECTORS = f"""select name, {n('events')}, {or_(n('workers'), NS)}, '' from (select * from report.industries i where sector is not null order by workers desc nulls last, i limit 10) s"""
UNSECTORED = f"select {counted('events', 'event')} || ' state no industry: most states'' lists have no such field.' from report.industries where sector is null"
MARKS = "case when rescinded then ' rescinded' else '' end || case when unlisted then ' unlisted' else '' end || case when conditional then ' conditional' else '' end || case when temporary then ' temporary' else '' end"
NOTICES = f"""select {or_(d('notice_date'), NS)}, coalesce(employer, '') || coalesce({words('ai_label')}, ''), {PLACE}, coalesce({words('event_type')}, '{NS}') || {MARKS}, {STATED}
    from (select * from report.notices x order by notice_date desc nulls last, x limit 25) s"""
ALL_NOTICES = "select 'All notices · CSV'"
FORM = """case form_type when 'OBS' then 'listed' when 'OBS/A' then 'changed' when 'OBS/W' then 'no longer listed' when 'OBS/R' then 'read anew' when 'N' then 'filed' when 'N/A' then 'amended' when 'N/P' then 'postponed'
    when 'N/W' then 'withdrawn' when 'Q' then 'quarter' when 'Q/A' then 'quarter amended' when 'Q/NA' then 'nothing in the quarter' when 'X' then 'AI denied' else form_type end"""
ENTRIES = f"""select {FORM} || ' ' || coalesce(employer, '') || ' ' || coalesce(state, '') || ' · '
    || case when workers is null then '{NS}' when workers_before <> workers then {n('workers_before')} || ' → ' || {n('workers')} else {n('workers')} end || ' · ' || {minute('accepted_at')}
    from (select * from report.newest x order by position desc limit 8) s order by position desc"""
FRESH = f"""select coalesce(publisher, source_id) || source_id, standing || coalesce(stopped_code || ' ' || stopped_message || ' ' || stopped_hint, comment || ' ' || coalesce(contact, ''), ''),
    coalesce({minute('last_success_at')}, 'never') || coalesce(supplied_by, ''), coalesce({minute('last_change_at')}, 'never'), {or_(n('rows'), '–')}, {or_(n('rejected'), '–')}
    from report.freshness f order by standing <> 'stopped', f"""
STANDINGS = f"""select {counted('sum(n)', 'source')} || ': ' || string_agg({n('n')} || ' ' || case standing when 'ok' then 'read as they should be' when 'unproven' then 'not yet read from the network'
    when 'none' then 'with nothing published' when 'by request' then 'on request only' else standing end, ', ' order by n desc, standing collate "C") || '.' from (select standing, count(*) as n from report.freshness group by standing) s having count(*) > 0"""

OVERVIEW = [
    ("[data-key=lede-workers]", None, f"select {n('workers')} from report.totals"),
    ("[data-key=lede-events]", None, f"select {n('events')} from report.totals"),
    ("[data-key=lede-said]", None, f"select {n('case when statutory_workers > 0 then statutory_workers else statutory_events end')} from report.totals where statutory_events > 0"),
    (".lede p", None, CAVEATS), ("#ai tr.rung", None, LADDER), ("#ai > .foot", None, LADDER_FOOT), (".element", None, ELEMENTS),
    (".trahan tbody tr", None, TRAHAN), (".tiles li", None, TILES), (".tile", "title,class", TILE_WORDS), (".states tbody tr:not(:has([colspan]))", None, STATES),
    ("#when tbody tr", None, MONTHS), ("#when .columns rect.work", "y,height", BARS), ("#when .legend span:first-child", None, MONTHS_LEGEND), ("#when > .aside", None, UNDATED),
    ("#weeks tbody tr", None, WEEKS), ("#weeks .scale", None, SCALE), ("#weeks .span", None, WEEK_ENDS.replace(", to_char(max", " || to_char(max")),
    ("#coming tbody tr", None, UPCOMING.format("order by workers desc nulls last, u", 10)), ("#industries tbody tr", None, SECTORS), ("#industries > .aside", None, UNSECTORED),
    (".notices tbody tr", None, NOTICES), ("[data-live=notices] .foot", None, ALL_NOTICES), (".entries li", None, ENTRIES), (".standings", None, STANDINGS), (".fresh tbody tr", None, FRESH),
]

SPAN = "case when {first} is not null and {last} is not null then ', noticed from ' || " + d("{first}") + " || ' to ' || " + d("{last}") + " else '' end"


def sentence(view, where, first="first_date", last="last_date"):
    return f"""select coalesce({counted('workers', 'worker')}, 'no stated number of workers') || ' in ' || {counted('events', 'event')}
        || case when events_without_count > 0 then ', ' || {n('events_without_count')} || ' of them without a figure, so the sum is a floor' else '' end
        || {SPAN.format(first=first, last=last)} || '. Each event is counted once, as it stands now.' from report.{view} where {where}"""


def months(view, where):
    found = f"(select notice_month as month, sum(events) as events, sum(workers) as workers, sum(events_without_count) as missing from report.{view} where {where} and notice_month is not null group by 1) m"
    return f"""select {MONTH}, {n('coalesce(m.events, 0)')}, case when m.month is null then '0' else {or_(n('m.workers'), NS)} end, {n('coalesce(m.missing, 0)')}
        from {SERIES.format(column='notice_month', view=f"report.{view} where {where}")} left join {found} using (month) order by s.month desc"""


def legend(view, where):
    found = f"(select notice_month as month, sum(workers) as workers from report.{view} where {where} group by 1) m"
    return f"""select 'workers noticed in the month; the tallest column is ' || {n('greatest(1, max(m.workers))')}
        from {SERIES.format(column='notice_month', view=f"report.{view} where {where}")} left join {found} using (month) having count(m.workers) > 0"""


def events(where, columns):
    cells = {"notice_date": f"coalesce({d('notice_date')}, 'none')", "employer": "coalesce(employer, 'none')", "workers": or_(n("workers"), NS), "state": "coalesce(state, 'none')",
             "event_type": f"coalesce({words('event_type')}, 'none')", "effective_start": f"coalesce({d('effective_start')}, 'none')", "ai_tier": "coalesce(ai_tier::text, 'none')", "event_id": "left(event_id::text, 8) || '…'"}
    return f"select {', '.join(cells[c] for c in columns)} from (select * from report.event_facts e where {where} order by notice_date desc nulls last, e limit 50) s"


EVENT = ["notice_date", "employer", "workers", "state", "event_type", "effective_start", "ai_tier", "event_id"]
without = lambda name: [c for c in EVENT if c != name]
COVERAGE = f"""select string_agg(coalesce(publisher, source_id, 'no source') || ': ' || coalesce(standing, 'unknown') || ', ' || coalesce('last read ' || {minute('last_success_at')}, 'never read'), '' order by c)
    from report.coverage c where state = '@'"""
FOUR_WEEKS = f"""select {d('week_ending')}, {or_(n('workers'), NS)}, {or_(n('workers_year_before'), 'none')}, {or_('trim_scale(change_pct)::text', 'none')}, {n('events')}
    from (select * from report.workers_by_four_weeks w where state = '@' order by week_ending desc nulls last, w limit 12) s"""
COUNTIES = f"""select coalesce(name, 'none'), {or_(n('workers'), NS)}, {n('events')}, coalesce(county_fips, 'unplaced') from (select * from report.counties c where state = '@' order by workers desc nulls last, c limit 20) s"""
LEADS = f"""select {or_('notice_year', 'none')}, {n('computable')}, {n('meeting')}, {or_(pct('share_meeting'), 'none')}, {or_(n('median_lead_days'), 'none')}
    from (select * from report.notice_periods_met p where state = '@' order by notice_year desc nulls last, p limit 6) s"""


def all_rows(view, where, asked="All "):
    return f"select case when count(*) > {{}} then '{asked}' || {counted('count(*)', 'row')} else 'As a report' end || ' · CSV · JSON' from report.{view} where {where}"


STATE = [
    (".lede p:nth-of-type(2)", None, sentence("workers_by_state", "state = '@'", "first_notice_date", "last_notice_date")), (".lede p:nth-of-type(3)", None, COVERAGE),
    ("#when tbody tr", None, months("workers_noticed", "state = '@'")), ("#when .legend", None, legend("workers_noticed", "state = '@'")),
    ("#workers_by_four_weeks tbody tr", None, FOUR_WEEKS), ("#workers_by_four_weeks .foot", None, all_rows("workers_by_four_weeks", "state = '@'").format(12)),
    ("#upcoming_90_days tbody tr", None, f"select {d('separation_date')}, {or_(n('workers'), NS)}, {n('events')}, coalesce(county, 'unplaced'), 'employers' from (select * from report.upcoming_90_days u where state = '@' order by separation_date, u) s"),
    ("#counties tbody tr", None, COUNTIES), ("#counties .foot", None, all_rows("counties", "state = '@'").format(20)), ("#notice_periods_met tbody tr", None, LEADS),
    ("#notice_periods_met .foot", None, all_rows("notice_periods_met", "state = '@'").format(6)),
    ("#event_facts tbody tr", None, events("state = '@'", without("state"))), ("#event_facts .foot", None, all_rows("event_facts", "state = '@'").format(50)),
]
COUNTY = [
    (".lede p:not(.kicker)", None, sentence("counties", "county_fips = '@'")), ("#when tbody tr", None, months("workers_by_county", "county_fips = '@'")),
    ("#when .legend", None, legend("workers_by_county", "county_fips = '@'")),
    ("#upcoming_90_days tbody tr", None, f"select {d('separation_date')}, {or_(n('workers'), NS)}, {n('events')}, coalesce(county, 'unplaced'), 'employers' from (select * from report.upcoming_90_days u where county_fips = '@' order by separation_date, u) s"),
    ("#event_facts tbody tr", None, events("county_fips = '@'", EVENT)), ("#event_facts .foot", None, all_rows("event_facts", "county_fips = '@'").format(50)),
]
EMPLOYER = [
    (".lede p:not(.kicker)", None, sentence("employers", "employer_key = '@'")),
    ("#repeat_filers tbody tr", None, f"select {n('campaigns')}, {or_(n('workers'), NS)}, {n('events')}, {n('states')}, {n('least_days')} from report.repeat_filers where employer_key = '@'"),
    ("#silence_gap tbody tr", None, f"select {n('events_publicly')}, {n('events_on_record')}, {or_(n('workers_publicly'), 'none')}, {or_(n('workers_on_record'), 'none')}, {or_(signed('gap'), 'none')} from report.silence_gap where employer_key = '@'"),
    ("#event_facts tbody tr", None, events("employer_key = '@'", without("employer"))), ("#event_facts .foot", None, all_rows("event_facts", "employer_key = '@'").format(50)),
]
INDUSTRY = [
    (".lede p:not(.kicker)", None, sentence("industries", "sector = '@'")), ("#when tbody tr", None, months("workers_by_industry", "sector = '@'")),
    ("#when .legend", None, legend("workers_by_industry", "sector = '@'")),
    ("#event_facts tbody tr", None, events("sector = '@'", EVENT)), ("#event_facts .foot", None, all_rows("event_facts", "sector = '@'").format(50)),
]
HERE = "disclosure_id = '@'"
# What each filing states otherwise than the one before: leaves of the two records.
DIFF = f"""with recursive part as (
        select version, '' as path, payload::jsonb as value from report.versions where {HERE}
        union all
        select p.version, case when p.path = '' then m.key else p.path || '.' || m.key end, m.value from part p cross join lateral (
            select key, value from jsonb_each(case jsonb_typeof(p.value) when 'object' then p.value else '{{}}' end)
            union all
            select n::text, value from jsonb_array_elements(case jsonb_typeof(p.value) when 'array' then p.value else '[]' end) with ordinality e (value, n)) m),
    leaf as (select version, path, value #>> '{{}}' as text from part where jsonb_typeof(value) not in ('object', 'array', 'null')),
    place as (select version, path from leaf where version > 1 union select version + 1, path from leaf where version < (select max(version) from leaf))
    select p.path, coalesce(a.text, 'not stated'), coalesce(b.text, 'not stated') from place p
    left join leaf a on a.version = p.version - 1 and a.path = p.path left join leaf b on b.version = p.version and b.path = p.path
    where a.text is distinct from b.text order by p.version desc, p.path collate "C" """
DISCLOSURE = [
    ("h1", None, f"select employer from report.notices where {HERE}"), (".lede .code", None, "select '@'"),
    (".lede p:not(.kicker)", None, f"select coalesce({words('event_type')}, 'layoff') || coalesce(' in ' || nullif({PLACE}, ''), '') || ' · ' || {STATED} || ' workers · ' || coalesce('notice of ' || {d('notice_date')}, 'notice date not stated') from report.notices where {HERE}"),
    (".facts > div", None, f"""select label || value from report.notices x cross join lateral (values (1, 'Type', {words('event_type')}), (2, 'Notice date', {d('notice_date')}), (3, 'Which date', {words('notice_date_kind')}),
        (4, 'Received', {d('received_date')}), (5, 'First day', {d('effective_start')}), (6, 'Last day', {d('effective_end')}), (7, 'Workers', {n('workers')}),
        (8, 'Workers, least', case when workers is null then {n('workers_least')} end), (9, 'Workers, most', case when workers is null then {n('workers_most')} end),
        (10, 'Workers, wider than the state', {n('workers_total')}), (11, 'Counted of', {words('workers_scope')}), (12, 'City', city), (13, 'County', county), (14, 'Industry, NAICS', naics), (15, 'Stated reason', reason),
        (16, 'Under', case act when 'warn' then 'the WARN Act' when 'non_warn' then 'another law or none' when 'unknown' then 'not stated' else act end), (17, 'Temporary', case when temporary then 'yes' end),
        (18, 'Conditional', case when conditional then 'yes' end), (19, 'Rescinded', case when rescinded then 'yes' end), (20, 'No longer listed', case when unlisted then 'yes' end), (21, 'Source', source_id)) v (seq, label, value)
        where {HERE} and value <> '' order by seq"""),
    (".filing-head", None, f"select form_type || ' ' || {FORM} || ' ' || accession_no || ' ' || {minute('accepted_at')} || ' position ' || {n('position')} from report.versions where {HERE} order by position desc"),
    (".filings .note", None, f"select 'Found in the row: ' || {words('array_to_string(warnings, $$; $$)')} from report.versions where {HERE} and cardinality(warnings) > 0 order by position desc"),
    (".diff tbody tr", None, DIFF), ("#odd li", None, f"select {words('kind')} || ': ' || meaning || coalesce('The row says ' || stated, '') from report.warnings w where {HERE} order by w"),
    ("#revisions li", None, f"select coalesce({d('revised_on')}, 'day not stated') || coalesce(' The row says ' || stated, '') || coalesce('Letter: ' || letter_url, '') from report.revisions r where {HERE} order by r"),
    ("#groups tbody tr", None, f"select {words('kind')}, {n('group_workers')} from report.worker_groups g where {HERE} order by g"),
    (".attribution > p:first-child", None, f"select tier || ' ' || case label when 'none' then 'the form asks of AI; the answer names none' else {words('label')} end || ' ' || status from report.attributions a where {HERE} order by a"),
    (".attribution blockquote", None, f"select coalesce(context_before, '') || quote || coalesce(context_after, '') from report.attributions a where {HERE} and quote is not null order by a"),
    (".claims > li > p:first-child", None, f"select tier || ' ' || {words('kind')} || ' of ' || coalesce(claimant, 'an unnamed claimant') || coalesce(', ' || {d('published_date')}, '') from report.claims c where {HERE} order by c"),
    (".claims blockquote", None, f"select quote from report.claims c where {HERE} and quote is not null order by c"),
    (".trail > div:nth-child(-n+8)", None, f"""select label || value from report.provenance p cross join lateral (values
        (1, 'Bytes', coalesce(snapshot_sha256 || case when snapshot_standing = 'public' then ' (download)' else ' (' || coalesce(snapshot_standing, 'private') || ')' end, 'filed with the register')), (2, 'Address', url),
        (3, case when supplied_by is null then 'Fetched' else 'Given' end, case when fetched_at >= '1970-01-02' then {minute('fetched_at')} end), (4, 'Supplied by', supplied_by), (5, 'Place', locator), (6, 'Run', {n('run_id')}),
        (7, 'Record', payload_sha256), (8, 'Chain', chain_sha256)) v (seq, label, value) where {HERE} and value is not null order by (select v2.position from report.versions v2 where v2.accession_no = p.accession_no) desc, seq"""),
]
QUALITY = [
    (".lede p", None, f"""select case when f = 0 then 'Of ' || {counted('c', 'figure')} || ' of others that can be compared, none is outside its band.'
        else {counted('f', 'figure')} || ' of ' || {n('c')} || ' compared with others'' ' || case when f = 1 then 'is' else 'are' end || ' outside the band: too few states read, or something to look at.' end
        from (select count(*) filter (where flagged) as f, count(*) filter (where standing <> 'not comparable') as c from report.benchmark_comparison) s"""),
    ("#benchmark_comparison tbody tr", None, f"""select first_month, {or_(signed('theirs'), 'none')}, {or_(signed('ours'), 'none')}, coalesce(trim_scale(ratio)::text, 'none'), standing, series, publisher, coalesce(last_month, 'none'), {or_(signed('difference'), 'none')}, coalesce(kind, 'none'), coalesce(reason, 'none')
        from report.benchmark_comparison b order by b"""),
    ("#timeliness tbody tr", None, f"""select state, {n('notices')}, {or_(n('median_days'), 'none')}, {or_(n('p90_days'), 'none')}, {or_(n('days_observed'), 'none')}, {or_(n('days_failed'), 'none')}, {or_(pct('share_observed'), 'none')} from report.timeliness t order by state nulls last, t"""),
    ("#data_quality tbody tr", None, f"""select coalesce(state, 'none'), source_id, code, kind, {n('notices')}, coalesce(trim_scale(pct)::text, 'none'), meaning from (select * from report.data_quality q order by notices desc nulls last, q limit 60) s"""),
    ("#place_coverage tbody tr", None, f"""select coalesce(state, 'none'), {n('notices')}, {n('in_a_county')}, coalesce(trim_scale(in_a_county_pct)::text, 'none') from report.place_coverage p order by state nulls last, p"""),
    ("#amendments_by_state tbody tr", None, f"""select coalesce(state, 'none'), {n('disclosures')}, {n('amended')}, {or_(pct('share_amended'), 'none')}, coalesce(trim_scale(median_change::numeric)::text, 'none') from report.amendments_by_state a order by state nulls last, a"""),
]
METHODS = [
    ("main section[id] > h2", None, "select replace(relname, '_', ' ') from pg_class c where relnamespace = 'report'::regnamespace and relkind = 'v' and not exists (select from pg_attribute where attrelid = c.oid and atttypid = 'bytea'::regtype) order by relname"),
    ("main section[id] > .foot", None, """select 'Definition ' || left(coalesce((select d.sha256 from report.definitions d where d.name = c.relname and d.in_force), encode(sha256(convert_to(pg_get_viewdef(c.oid), 'UTF8')), 'hex')), 16) || '…'
        from pg_class c where relnamespace = 'report'::regnamespace and relkind = 'v' and not exists (select from pg_attribute where attrelid = c.oid and atttypid = 'bytea'::regtype) order by relname"""),
]
FOUND = "to_tsvector('english'::regconfig, text) @@ websearch_to_tsquery('english'::regconfig, 'closing')"
SEARCH = [
    (".count", None, f"select {counted('count(*)', 'text')} || case when count(*) > 100 then ', the newest 100 shown' else '' end from report.texts where {FOUND} having count(*) > 0"),
    ("form.search + .aside", None, f"select 'Nothing on record says that at this moment.' from report.texts where {FOUND} having count(*) = 0"),
    (".report tbody tr", None, f"select employer, text, coalesce({d('notice_date')}, 'none'), coalesce(state, 'none'), kind, left(disclosure_id::text, 8) || '…' from (select * from report.texts t where {FOUND} order by notice_date desc nulls last, t limit 100) s"),
]
BY_STATE = [
    (".count", None, f"select {counted('count(*)', 'row')} from report.workers_by_state"),
    (".report tbody tr", None, f"""select coalesce(state, ''), coalesce(name, ''), {n('events')}, coalesce({n('workers')}, ''), {n('events_without_count')}, {n('notices')}, coalesce({n('workers_of_ai_events_statutory')}, ''), {n('ai_events_statutory')}, {n('events_with_reason')},
        coalesce(first_notice_date::text, ''), coalesce(last_notice_date::text, ''), 'rows' from report.workers_by_state w order by workers desc nulls last, w"""),
]

# Pages: a name for pictures, the subjects' question or None, the address, the questions.
PAGES = [
    ("overview", None, "/", OVERVIEW),
    ("state", "select state from report.workers_by_state where state is not null order by workers desc nulls last limit 2", "/states/@", STATE),
    ("county", "select county_fips from report.counties where county_fips is not null order by workers desc nulls last limit 1", "/counties/@", COUNTY),
    ("employer", "select employer_key from report.employers where employer_key <> '' order by events desc, employer_key limit 1", "/employers/@", EMPLOYER),
    ("industry", "select sector from report.industries where sector is not null order by workers desc nulls last limit 1", "/industries/@", INDUSTRY),
    ("disclosure", """(select disclosure_id::text from report.attributions order by tier, disclosure_id limit 1) union (select disclosure_id::text from report.revisions limit 1) union (select disclosure_id::text from report.worker_groups limit 1)
        union (select disclosure_id::text from report.claims limit 1) union (select disclosure_id::text from report.versions where version > 1 limit 1)""", "/disclosures/@", DISCLOSURE),
    ("quality", None, "/data-quality", QUALITY),
    ("methods", None, "/methods", METHODS),
    ("search", None, "/search?q=closing", SEARCH),
    ("report", None, "/reports/workers_by_state?sort=-workers", BY_STATE),
]

# Words with a digit that speak of no figure on record.
PROSE = [
    r"Draft 29 U\.S\.C\. § 2102\(e\)", r"28 days, and the same days a year before", r"28 days to each Saturday", r"The next 90 days", r"No separation on record is dated in the next 90 days\.",
    r"AI, tiers \d–\d", r"28 days to", r"workers noticed in the 28 days to each Saturday", r"the same 28 days 364 days earlier", r"under 100", r"100", r"1,000", r"5,000", r"20,000 and more",
    r"upcoming 90 days", r"workers by four weeks",
    # A name of its own, and the rule and phrasebook that found a quote.
    r"[a-z_]+:[\w.:@-]+", r"[a-z]+-?[\w.]*[a-z][\w.:@-]*",
]
