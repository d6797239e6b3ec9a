-- Whether two notices name one site is asked of their street addresses, however they are written.
create function ledger.street_key(address text) returns text
language sql immutable parallel safe
return (
    select case
        when line.text ~ '^[0-9]+[a-z]?(-[0-9]+)? +[a-z0-9]' then (
            select string_agg(coalesce(m.short, w.word), ' ' order by w.place)
            from regexp_split_to_table(line.text, '[^a-z0-9]+') with ordinality w (word, place)
            left join (values
                ('alley', 'aly'), ('avenue', 'ave'), ('av', 'ave'), ('boulevard', 'blvd'), ('center', 'ctr'), ('centre', 'ctr'), ('circle', 'cir'),
                ('court', 'ct'), ('drive', 'dr'), ('east', 'e'), ('expressway', 'expy'), ('freeway', 'fwy'), ('highway', 'hwy'), ('lane', 'ln'),
                ('north', 'n'), ('northeast', 'ne'), ('northwest', 'nw'), ('parkway', 'pkwy'), ('place', 'pl'), ('plaza', 'plz'), ('road', 'rd'),
                ('route', 'rte'), ('south', 's'), ('southeast', 'se'), ('southwest', 'sw'), ('square', 'sq'), ('street', 'st'), ('str', 'st'),
                ('terrace', 'ter'), ('trail', 'trl'), ('turnpike', 'tpke'), ('west', 'w')) m (long, short) on m.long = w.word
            where w.word <> '')
    end
    -- The first line, without what lies inside the building.
    from (
        select regexp_replace(
            trim(lower(split_part(translate(address, E'\n\r;', ',,,'), ',', 1))),
            '[ ]+(#[ ]*[0-9a-z-]+|(suite|ste|unit|apt|apartment|room|rm|floor|fl|building|bldg)[. ]+#?([0-9]+[a-z]?|[a-z][0-9]*)|[0-9]+(st|nd|rd|th) (floor|fl))$',
            '') as text
    ) line);

comment on function ledger.street_key(text) is 'A street address folded for comparison: its first line in small letters, common words abbreviated as the Postal Service does (Publication 28), without suite, unit or floor. Null for what does not begin with a house number.';
grant execute on function ledger.street_key(text) to public; -- a view calls functions as its reader
