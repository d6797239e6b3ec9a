#!/usr/bin/env python3
"""Checks a plain dump of the ledger without the register's code, its SQL functions, or a database: Schema/LOG.md in Python.

Usage: Tests/verify_dump.py FOLDER [--key BASE64] [CHECKPOINT...]
FOLDER holds what Tests/plain-dump wrote. Prints every break, or the size and the root of the log. Exit code 1 when anything breaks.
Signatures, of filings always and of checkpoints with --key, are checked where Debian's python3-cryptography is installed.
"""
import base64, hashlib, json, os, sys

folder, rest = sys.argv[1], sys.argv[2:]
key = base64.b64decode(rest.pop(rest.index("--key") + 1)) if "--key" in rest else None
held = [open(path, encoding="utf-8").read() for path in rest if path != "--key"]
try:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None
breaks = []


class Number(str):
    """A number as PostgreSQL wrote it."""


def sha(data):
    return hashlib.sha256(data).digest()


def is_signed(public_key, signature, data):
    try:
        return Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data) is None
    except Exception:
        return False


def written(value):
    """JSON as jsonb writes it: members by length of their name, then by its bytes; members that are null are left out."""
    if isinstance(value, dict):
        members = sorted((m for m in value.items() if m[1] is not None), key=lambda m: (len(m[0].encode()), m[0].encode()))
        return "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {written(inner)}" for name, inner in members) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner) for inner in value) + "]"
    return str(value) if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def digest(row):
    return sha(written(row).encode()).hex()


def table(name):
    """Rows of a table in the order of the log, or of their numbers and names."""
    with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8", newline="\n") as lines:
        rows = [json.loads(line, parse_int=Number, parse_float=Number) for line in lines]
    return sorted(rows, key=lambda row: (int(row.get("position") or 0), int(row.get("seq") or 0), row.get("name") or ""))


def grouped(name, column):
    groups = {}
    for row in table(name):
        groups.setdefault(row[column], []).append(row)
    return groups


# 1. Filings: payload, details, chain, signature.
parts = {"sites": "filing_site", "phases": "filing_phase", "private": "private_document", "impacts": "quarter_impact",
         "signature": "filing_signature", "quarter": "quarter"}
parts = {part: grouped(name, "accession_no") for part, name in parts.items()}
attributions, keys, revoked = grouped("attribution", "position"), grouped("filer_key", "key_id"), grouped("key_revocation", "key_id")
content, chains, positions = {}, {}, set()
for row in table("filing"):
    number, disclosure, version = row["accession_no"], row["disclosure_id"], int(row["version"])
    payload, *stored = (bytes.fromhex(row.pop(column)[2:]) for column in ("payload", "detail_sha256", "chain_sha256"))
    positions.add(row["position"])
    row.update({part: groups.get(number) for part, groups in parts.items()})
    row.update({part: row[part][0] for part in ("signature", "quarter") if row[part]})
    row["attributions"] = [said for said in attributions.get(row["position"], []) if said["accession_no"] == number] or None
    previous, detail = chains.get((disclosure, version - 1)), digest(row)
    lines = ["warn-register filing 1", disclosure, str(version), row["form_type"], number, previous or "-", row["payload_sha256"][2:], detail]
    chain = chains[disclosure, version] = content["filing", row["position"]] = sha("\n".join(lines).encode()).hex()
    found = {"changed_payload": "\\x" + sha(payload).hex() != row["payload_sha256"], "changed_row": detail != stored[0].hex(),
             "broken_chain": (row["previous_chain_sha256"] or "\\x")[2:] != (previous or "") or chain != stored[1].hex()}
    if row["signature"] and Ed25519PublicKey:
        of, signature = keys[row["signature"]["key_id"]][0], bytes.fromhex(row["signature"]["signature"][2:])
        ends = [each["revoked_at"] for each in revoked.get(of["key_id"], [])] + ["9"]
        found["bad_signature"] = not is_signed(bytes.fromhex(of["public_key"][2:]), signature, payload)
        found["unfit_key"] = of["filer_no"] != row["filer_no"] or not of["valid_from"] <= row["received_at"] < ends[0]
    breaks += [f"{code} {number}" for code, is_found in found.items() if is_found]

# 2. Every other kind of entry.
simple = {"run": "run", "acceptance": "acceptance", "takedown": "takedown", "source_version": "reference", "reference_vintage": "reference",
          "link": "link", "filer_key": "key", "key_revocation": "revocation"}
for name, kind in simple.items():
    content.update({(kind, row["position"]): digest(row) for row in table(name) if row["position"]})
content.update({("filer", row["position"]): digest(row) for row in table("filer") if row["kind"] == "employer" and row["position"] not in positions})
claims, reviews, values = (grouped(name, "position") for name in ("claim", "review", "claim_value"))
for place, said in attributions.items():
    if place in claims:
        content["attribution", place] = digest({"claim": claims[place][0], "values": values.get(place), "attributions": said})
    elif place in reviews:
        content["review", place] = digest({"review": reviews[place][0], "attributions": said})
    elif place not in positions:
        content["attribution", place] = digest(said)

# 3. The log, its hash tree (RFC 9162, section 2.1), and the checkpoints.
notes = [row["note"] for row in table("checkpoint")] + held
peaks, size, roots = [], 0, {0: sha(b"")}
for row in table("log"):
    position, kind, named = row["position"], row["kind"], row["content_sha256"][2:]
    if int(position) != size + 1:
        breaks.append(f"gap before position {position}")
    if content.pop((kind, position), None) != named:
        breaks.append(f"changed_row or removed_row: {kind} {row['subject']} at position {position}")
    second, _, fraction = row["entry_at"].removesuffix("+00:00").partition(".")
    leaf = ["warn-register log 1", position, f"{second}.{fraction:0<6}Z", kind, named, row["subject"]]
    node, count = sha(b"\0" + "\n".join(leaf).encode()), size
    while count & 1:
        node, count = sha(b"\1" + peaks.pop() + node), count >> 1
    peaks.append(node)
    size += 1
    roots[size] = peaks[-1]
    for left in reversed(peaks[:-1]):
        roots[size] = sha(b"\1" + left + roots[size])
breaks += [f"added_row: {kind} at position {position}" for kind, position in content]
for note in notes:
    body, signatures = note.rsplit("\n\n", 1)
    origin, entries, wanted = body.split("\n")[:3]
    if int(entries) > size:
        breaks.append(f"cut_tail: a checkpoint of {entries} entries, and the log has {size}")
    elif roots[int(entries)] != base64.b64decode(wanted):
        breaks.append(f"rewritten: the checkpoint of {entries} entries has another root")
    signed = [base64.b64decode(text.split(" ")[2]) for text in signatures.splitlines() if text.startswith(f"\u2014 {origin} ")]
    line = sha(origin.encode() + b"\n\1" + key)[:4] if key else b""
    if key and not any(each[:4] == line and is_signed(key, each[4:], (body + "\n").encode()) for each in signed):
        breaks.append(f"unsigned_checkpoint: of {entries} entries")

print("\n".join(breaks) or f"whole: {size} entries, {len(positions)} filings, {len(notes)} checkpoints, root {roots[size].hex()}")
sys.exit(1 if breaks else 0)
