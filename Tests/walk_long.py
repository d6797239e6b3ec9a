"""Lays out pages whose texts are one long word each, on a phone and on a desk, and fails on any that is wider than the window.

Usage: Tests/walk_long.py make FOLDER            (writes a state's rows and an employer's record, all of long words)
       Tests/walk_long.py look ADDRESS CONNINFO  (looks at every page that shows them)

A name, a city, a reason, the address of a letter: none of them need have a space to break at. What a page does with such a word must not
depend on a state's having published one.
"""

import csv, io, json, subprocess, sys, urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import Browser

LONG = 600
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"
ADDRESS = "https://example.gov/letters/" + "path-that-never-ends_" * 27
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# The first thing that sticks out, so that a fault names what to mend.
CULPRIT = """(() => { const width = document.documentElement.clientWidth;
  for (const e of document.querySelectorAll('main *, footer *, .masthead *')) {
    if (e.closest('.scroll')) continue;
    const r = e.getBoundingClientRect();
    if (r.right > width + 1 && r.width > 0) return e.tagName + '.' + e.className + ': ' + e.textContent.trim().slice(0, 60);
  } return 'nothing in the page'; })()"""
# A column that a long word beside it has pressed to a few letters' width is no more readable than one outside the window.
PRESSED = """(() => { for (const e of document.querySelectorAll('main th, main td')) {
    const r = e.getBoundingClientRect(), style = getComputedStyle(e), text = e.textContent.trim();
    const inner = r.width - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (text.length > 8 && r.width > 0 && inner < 36 && !e.closest('.hidden')) return e.tagName + ' ' + Math.round(inner) + ' pixels wide: ' + text.slice(0, 40);
  } return ''; })()"""


def word(length=LONG):
    return (WORD * (length // len(WORD) + 1))[:length]


def table(header, rows):
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue()


def make(folder):
    """Ten rows each of a list with free reasons and one with letters, and a record to file and to amend."""
    days = [f"9/{day}/21" for day in range(1, 12)]
    reasons = [word(), ADDRESS, "Artificial" + word(), "closing " + word(), "=" + word()]
    Path(folder, "ak.csv").write_text(table(
        ["Company", "Location", "Notice Date", "Layoff Date", "Employees Affected", "Notes"],
        [[f"{word(300)}{n}", f"{word(200)}{n}", day, day, 100 + n, reasons[n % 5]] for n, day in enumerate(days)]))
    Path(folder, "hi.csv").write_text(table(
        ["Company", "Date", "PDF url", "location", "jobs"],
        [[f"{word(300)}{n}", f"2021-09-{n + 1:02}", f"{ADDRESS}{n}.pdf", "", ""] for n in range(11)]))
    record = {
        "employer": {"legal_name": word(200), "us_employee_count": 9000, "count_basis": "including_part_time", "entity_class": "other_private"},
        "event": {"type": "mass_layoff", "permanence": "permanent", "notice_date": "2026-01-13", "notice_date_kind": "notice_letter",
                  "first_separation_date": "2026-04-13", "workers": 460, "is_conditional": False, "bumping_rights": "no",
                  "entire_facility_closing": False, "reduced_notice_basis": "none", "stated_reason_text": ADDRESS},
        "sites": [{"street": word(150), "city": word(90), "state": "NY", "zip": "12207", "employees_before": 900, "workers": 460}],
        "certification": {"signer_name": "A. Signer", "signer_title": word(90), "signer_capacity": "officer", "good_faith_statement": True,
                          "contact_name": "B. Contact", "contact_phone": "+12025550123", "contact_email": "b@example.com"},
    }
    Path(folder, "filed.json").write_text(json.dumps(record))
    record["event"]["stated_reason_text"] = word()
    record["sites"][0].update(city=word(80), workers=470)
    record["event"]["workers"] = 470
    Path(folder, "amended.json").write_text(json.dumps(record))


def ask(conninfo, sql):
    done = subprocess.run(["psql", conninfo, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", sql], capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[:-1]


def pages(conninfo):
    quoted = lambda text: urllib.parse.quote(text, safe="")
    found = ["/", "/states/AK", "/states/HI", "/states/NY", "/data-quality", f"/search?q={quoted(WORD)}", f"/search?q={word()}", f"/?q={word()}", "/search?q=closing",
             f"/{word()}", f"/employers/{word(280)}", f"/reports/notices?employer={word()}", f"/reports/notices?q={word(90)}"]
    found += [f"/reports/{name}" for name in ("notices", "texts", "events", "newest", "versions", "provenance", "warnings", "employers")]
    found += ["/employers/" + quoted(key) for key in ask(conninfo, "select employer_key from report.employers limit 4")]
    found += ["/disclosures/" + key for key in ask(conninfo, "select disclosure_id from report.notices order by state, notice_date")]
    return found


def look(address, conninfo):
    faults, looked = 0, 0
    with Browser() as browser:
        for page in pages(conninfo):
            for options in ({"width": 390, "height": 844}, {}):
                browser.look(**options)
                browser.visit(address + page)
                looked += 1
                # What is closed can be opened.
                browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                if (wider := browser.evaluate(WIDER)) > 0:
                    faults += 1
                    print(f"✘ {page[:80]} is {wider} pixels wider than a window of {options.get('width', 1280)}: {browser.evaluate(CULPRIT)}")
                if pressed := browser.evaluate(PRESSED):
                    faults += 1
                    print(f"✘ {page[:80]} at {options.get('width', 1280)}: a column is pressed together: {pressed}")
    changed = ask(conninfo, "select count(*) from report.versions where form_type like '%/A'")
    if changed == ["0"]:
        faults += 1
        print("✘ no filing was amended: no difference was looked at")
    print(f"Tests/walk_long: {looked} pages of long words, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder]: make(folder)
        case ["look", address, conninfo]: sys.exit(look(address.rstrip("/"), conninfo))
        case _: sys.exit(__doc__)
