-- An employer's login sees the chains it handed in itself, with their private parts, so that it can amend them; and nothing else of the ledger.
create function ledger.is_own(disclosure_id uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, pg_temp
return exists (
    select from ledger.filing f join ledger.submission s on s.accession_no = f.accession_no
    where f.disclosure_id = is_own.disclosure_id and s.handed_in_by = session_user);

comment on function ledger.is_own(uuid) is 'Whether this login handed in a filing of the disclosure.';

create function ledger.own_filings(number text) returns setof ledger.filing
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select f.*
    from ledger.filing f
    where f.disclosure_id = coalesce(
            (select n.disclosure_id from ledger.filing n where n.accession_no = number),
            case when number ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then number::uuid end)
        and ledger.is_own(f.disclosure_id)
    order by f.version
$$;

comment on function ledger.own_filings(text) is 'The filings of a disclosure that this login handed in, oldest first; number: the disclosure, or any filing of it.';

create function ledger.own_private_parts(accession_no text) returns setof ledger.private_body
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select b.*
    from ledger.private_body b
    join ledger.submission s on s.accession_no = b.accession_no
    where b.accession_no = own_private_parts.accession_no and s.handed_in_by = session_user
    order by b.name
$$;

comment on function ledger.own_private_parts(text) is 'Private parts of a filing that this login handed in itself, as far as they are kept.';

revoke execute on function ledger.is_own(uuid) from public;
grant execute on function ledger.own_filings(text), ledger.own_private_parts(text) to warn_filer;
