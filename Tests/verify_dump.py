#!/usr/bin/env python3
"""Checks a plain dump of the ledger without the register's code, its SQL functions, or a database: Schema/LOG.md in Python.

Usage: Tests/verify_dump.py FOLDER [--key BASE64] [CHECKPOINT...]
FOLDER holds what Tests/plain-dump wrote. Prints every break, or the size and the root of the log. Exit code 1 when anything breaks.
Signatures of checkpoints are checked with --key where Debian's python3-cryptography is installed.
"""
import base64, csv, hashlib, json, os, sys

csv.field_size_limit(2**31 - 1)
folder, rest = sys.argv[1], sys.argv[2:]
key = base64.b64decode(rest.pop(rest.index("--key") + 1)) if "--key" in rest else None
held = [open(path, encoding="utf-8").read() for path in rest if path != "--key"]
breaks = []


def sha(data):
    return hashlib.sha256(data).digest()


class Number(str):
    """A number as PostgreSQL wrote it."""


def array(text):
    """{a,"b \\"c\\""} as a list."""
    items, item, place, quoted = [], "", 1, False
    if text == "{}":
        return items
    while place < len(text):
        letter = text[place]
        if letter == "\\":
            place += 1
            item += text[place]
        elif letter == '"':
            quoted = not quoted
        elif letter in ",}" and not quoted:
            items.append(item)
            item = ""
        else:
            item += letter
        place += 1
    return items


def value(text, kind):
    """A cell as to_jsonb shows it."""
    if text == "\\N":
        return None
    if kind in ("int2", "int4", "int8", "numeric", "float8"):
        return Number(text)
    if kind == "bool":
        return text == "t"
    if kind in ("_int2", "_int4", "_int8"):
        return [Number(item) for item in array(text)]
    if kind.startswith("_"):
        return array(text)
    if kind == "timestamptz":
        return text.replace(" ", "T").replace("+00", "+00:00")
    return json.loads(text, parse_int=Number, parse_float=Number) if kind in ("json", "jsonb") else text


def written(value):
    """JSON as jsonb writes it: members by length of their name, then by its bytes; members that are null are left out."""
    if isinstance(value, dict):
        members = sorted((m for m in value.items() if m[1] is not None), key=lambda m: (len(m[0].encode()), m[0].encode()))
        return "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {written(inner)}" for name, inner in members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner) for inner in value) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def entry_digest(row):
    return sha(written(row).encode())


kinds = {}
for line in csv.DictReader(open(os.path.join(folder, "columns.csv"), newline="", encoding="utf-8")):
    kinds[line["table_name"], line["column_name"]] = line["udt_name"]


def table(name):
    with open(os.path.join(folder, name + ".csv"), newline="", encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            yield {column: value(text, kinds[name, column]) for column, text in line.items()}


def grouped(name, column, order):
    groups = {}
    for row in table(name):
        groups.setdefault(row[column], []).append(row)
    for rows in groups.values():
        rows.sort(key=lambda row: int(row[order]) if order != "name" else row[order])
    return groups


# 1. Filings: payload, details, chain.
parts = {"sites": "filing_site", "phases": "filing_phase", "private": "private_document", "impacts": "quarter_impact"}
parts = {part: grouped(name, "accession_no", "name" if part == "private" else "seq") for part, name in parts.items()}
single = {"signature": "filing_signature", "quarter": "quarter"}
single = {part: {row["accession_no"]: row for row in table(name)} for part, name in single.items()}
attributions = grouped("attribution", "position", "seq")
content, chains, positions = {}, {}, set()
for row in sorted(table("filing"), key=lambda row: int(row["position"])):
    number, disclosure, version = row["accession_no"], row["disclosure_id"], int(row["version"])
    stored = {column: row.pop(column) for column in ("payload", "detail_sha256", "chain_sha256")}
    positions.add(row["position"])
    if "\\x" + sha(bytes.fromhex(stored["payload"][2:])).hex() != row["payload_sha256"]:
        breaks.append(f"changed_payload {number}")
    row.update({part: groups.get(number) for part, groups in parts.items()})
    row.update({part: rows.get(number) for part, rows in single.items()})
    row["attributions"] = [said for said in attributions.get(row["position"], []) if said["accession_no"] == number] or None
    detail = entry_digest(row).hex()
    if "\\x" + detail != stored["detail_sha256"]:
        breaks.append(f"changed_row {number}")
    previous = chains.get((disclosure, version - 1))
    named = row["previous_chain_sha256"]
    if (named and named[2:]) != previous:
        breaks.append(f"broken_chain {number}")
    lines = ["warn-register filing 1", disclosure, str(version), row["form_type"], number, previous or "-", row["payload_sha256"][2:], detail]
    chain = chains[disclosure, version] = sha("\n".join(lines).encode()).hex()
    if "\\x" + chain != stored["chain_sha256"]:
        breaks.append(f"broken_chain {number}")
    content["filing", row["position"]] = chain

# 2. Every other kind of entry.
simple = {"run": "run", "acceptance": "acceptance", "takedown": "takedown", "source_version": "reference", "reference_vintage": "reference",
          "link": "link", "filer_key": "key", "key_revocation": "revocation"}
for name, kind in simple.items():
    content.update({(kind, row["position"]): entry_digest(row).hex() for row in table(name) if row["position"]})
content.update({("filer", row["position"]): entry_digest(row).hex() for row in table("filer")
                if row["kind"] == "employer" and row["position"] not in positions})
claims, reviews = ({row["position"]: row for row in table(name)} for name in ("claim", "review"))
values = grouped("claim_value", "position", "seq")
for place, said in attributions.items():
    if place in claims:
        row, kind = {"claim": claims[place], "values": values.get(place), "attributions": said}, "attribution"
    elif place in reviews:
        row, kind = {"review": reviews[place], "attributions": said}, "review"
    else:
        row, kind = said, "attribution"
    if place not in positions:
        content[kind, place] = entry_digest(row).hex()

# 3. The log, its hash tree (RFC 9162, section 2.1), and the checkpoints.
notes = [row["note"] for row in table("checkpoint")] + held
peaks, size, roots = [], 0, {0: sha(b"")}
for row in sorted(table("log"), key=lambda row: int(row["position"])):
    position, kind, digest = row["position"], row["kind"], row["content_sha256"][2:]
    if int(position) != size + 1:
        breaks.append(f"gap before position {position}")
    if content.pop((kind, position), None) != digest:
        breaks.append(f"changed_row or removed_row: {kind} {row['subject']} at position {position}")
    day, clock = row["entry_at"].removesuffix("+00:00").split("T")
    instant = f"{day}T{clock.partition('.')[0]}.{clock.partition('.')[2]:0<6}Z"
    node, count = sha(b"\0" + "\n".join(["warn-register log 1", position, instant, kind, digest, row["subject"]]).encode()), size
    while count & 1:
        node, count = sha(b"\1" + peaks.pop() + node), count >> 1
    peaks.append(node)
    size += 1
    root = peaks[-1]
    for left in reversed(peaks[:-1]):
        root = sha(b"\1" + left + root)
    roots[size] = root
breaks += [f"added_row: {kind} at position {position}" for kind, position in content]
for note in notes:
    body, signatures = note.rsplit("\n\n", 1)
    origin, entries, wanted = body.split("\n")[:3]
    if int(entries) > size:
        breaks.append(f"cut_tail: a checkpoint of {entries} entries, and the log has {size}")
    elif roots[int(entries)] != base64.b64decode(wanted):
        breaks.append(f"rewritten: the checkpoint of {entries} entries has another root")
    if key:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        line = sha(origin.encode() + b"\n\1" + key)[:4]
        signed = [base64.b64decode(text.split(" ")[2]) for text in signatures.splitlines() if text.startswith(f"\u2014 {origin} ")]
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(next(s[4:] for s in signed if s[:4] == line), (body + "\n").encode())
        except Exception:
            breaks.append(f"unsigned_checkpoint: of {entries} entries")

print("\n".join(breaks) or f"whole: {size} entries, {len(positions)} filings, {len(notes)} checkpoints, root {roots[size].hex()}")
sys.exit(1 if breaks else 0)
