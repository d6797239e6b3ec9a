"""Walks a running daemon's pages in headless Chromium and holds every figure against the same question asked in psql.

Usage: Tests/walk_pages.py ADDRESS CONNINFO [--pictures FOLDER]

What a page should say is written in SQL, word for word, so that psql makes the expected text. A text with a digit in it that no question
accounts for is a fault, too. Beside that: files equal the table they stand beside, nothing comes from another host, nothing moves, a page
weighs less than 300 kB, nothing is wider than the window, and without a script a page says the same.
"""

import argparse, csv, io, json, re, subprocess, sys, time, urllib.parse, urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from browser import Browser
from walk_questions import PAGES, PROSE

HEAVIEST, MOST_SHIFT = 300_000, 0.001
READ = r"""(selector, attribute) => [...document.querySelectorAll(selector)].map(e => {
  e.dataset.walked = 'yes';
  const flat = t => (t || '').replace(/\s+/g, ' ').trim();
  if (attribute) return attribute.split(',').map(a => flat(e.getAttribute(a)));
  return e.tagName === 'TR' ? [...e.children].map(c => flat(c.textContent)) : [flat(e.textContent)];
})"""
UNASKED = r"""(() => { const found = []; const all = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (all.nextNode()) { const t = all.currentNode.textContent.replace(/\s+/g, ' ').trim();
    if (/\d/.test(t) && !all.currentNode.parentElement.closest('[data-walked], .note, pre, .tick, .peak, title, .columns dl')) found.push(t); }
  return found; })()"""
FILES = "[...document.querySelectorAll('main a[href*=\".csv\"]')].map(a => a.getAttribute('href'))"
CHARTS = r"""[...document.querySelectorAll('main figure, main .tiles')].map(f => { const s = f.closest('section');
  return [s.id, s.querySelectorAll('table').length > 0, s.querySelectorAll('a[href*=".csv"]').length > 0]; })"""
SAID = "document.querySelector('main').textContent.replace(/\\s+/g, ' ')"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Database:
    def __init__(self, conninfo):
        self.conninfo = conninfo

    def rows(self, sql, as_of=None):
        said = self.run(f"copy ({sql}) to stdout csv", as_of)
        return list(csv.reader(io.StringIO(said)))

    def run(self, sql, as_of):
        # As the daemon asks: folded views have no statistics.
        before = "set enable_nestloop to off; set jit to off; " + (f"set report.as_of = '{as_of}'; " if as_of else "")
        done = subprocess.run(["psql", self.conninfo, "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", before + sql], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"psql: {done.stderr}\n{sql}")
        return done.stdout


class Walk:
    def __init__(self, address, database, browser, pictures):
        self.address, self.database, self.browser, self.pictures = address, database, browser, pictures
        self.faults, self.compared, self.files = [], 0, {}

    def fault(self, path, text):
        self.faults.append(f"{path}: {text}")
        print("✘", self.faults[-1], flush=True)

    def page(self, name, path, questions, as_of=None):
        self.browser.look()
        loaded = self.browser.visit(self.address + path)
        host = urllib.parse.urlsplit(self.address).netloc
        for request in loaded["requests"]:
            if urllib.parse.urlsplit(request).netloc != host:
                self.fault(path, f"asks another host: {request}")
        if loaded["weight"] >= HEAVIEST:
            self.fault(path, f"weighs {loaded['weight']} bytes")
        # On a busy machine a table can arrive in pieces: what moves by its making moves every time.
        if loaded["shift"] > MOST_SHIFT and (again := self.browser.visit(self.address + path)["shift"]) > MOST_SHIFT:
            self.fault(path, f"moves while it loads: {loaded['shift']}, then {again}")
        for chart, has_table, has_file in self.browser.evaluate(CHARTS):
            if not (has_table and has_file):
                self.fault(path, f"the chart in {chart or 'a section'} has no table or no CSV")
        for question in questions:
            self.ask(path, question, as_of)
        for text in self.browser.evaluate(UNASKED):
            if not any(re.fullmatch(prose, text) for prose in PROSE):
                self.fault(path, f"nobody asked for {text!r}")
        for link in dict.fromkeys(self.browser.evaluate(FILES)):
            self.file(path, link)
        self.otherwise(name, path)

    def ask(self, path, question, as_of):
        selector, attribute, sql = question
        shown = self.browser.evaluate(f"({READ})({json.dumps(selector)}, {json.dumps(attribute)})")
        expected = [[re.sub(r"\s+", " ", cell).strip() for cell in row] for row in self.database.rows(sql, as_of)]
        self.compared += sum(len(row) for row in expected)
        if shown == expected:
            return
        for place in range(max(len(shown), len(expected))):
            here = shown[place] if place < len(shown) else None
            there = expected[place] if place < len(expected) else None
            if here != there:
                self.fault(path, f"{selector} {place + 1}: the page says {here}, psql {there}")
                break

    def file(self, path, link):
        """A CSV is what psql gives for the report that its address names."""
        parts = urllib.parse.urlsplit(link)
        if link in self.files or not (match := re.fullmatch(r"/reports/(\w+)\.csv", parts.path)):
            return
        self.files[link] = True
        known = [r[0] for r in self.database.rows(f"select attname from pg_attribute where attrelid = 'report.{match[1]}'::regclass and attnum > 0 order by attnum")]
        conditions, order, as_of = [], [], None
        for name, value in urllib.parse.parse_qsl(parts.query, keep_blank_values=True):
            column, _, test = name.partition(".")
            quoted = "'" + value.replace("'", "''") + "'"
            if name == "as_of":
                as_of = value
            elif name == "sort":
                order = [f"{c.lstrip('-')}{' desc' if c.startswith('-') else ''} nulls last" for c in value.split(",")]
            elif test == "null":
                conditions.append(f"{column} is null")
            elif test == "words":
                conditions.append(f"to_tsvector('english'::regconfig, {column}) @@ websearch_to_tsquery('english'::regconfig, {quoted})")
            elif name == "q":
                conditions.append(f"position(lower({quoted}) in lower(employer)) > 0")
            else:
                conditions.append(f"{column} {'>=' if test == 'from' else '='} {quoted}")
        order += [c + " nulls last" for c in known]
        where = " where " + " and ".join(conditions) if conditions else ""
        most = 2_000
        sql = f"select {', '.join(known)} from report.{match[1]}{where} order by {', '.join(order)}"
        expected = self.database.rows(sql + f" limit {most}", as_of)
        served = urllib.request.urlopen(self.address + link + ("&" if parts.query else "?") + f"limit={most}", timeout=120).read().decode()
        header, *rows = list(csv.reader(io.StringIO(served)))
        plain = {"t": "true", "f": "false"}
        same = lambda said, asked: said == asked or said.lstrip("'") == asked or plain.get(asked) == said or numbers(said, asked) or listed(said, asked)
        if header != known or len(rows) != len(expected):
            return self.fault(path, f"{link}: {len(rows)} rows, psql {len(expected)}; columns {header}")
        for number, (row, asked) in enumerate(zip(rows, expected)):
            if not all(map(same, row, asked)):
                where = next(i for i, (a, b) in enumerate(zip(row, asked)) if not same(a, b))
                return self.fault(path, f"{link} row {number + 1}, {known[where]}: {row[where]!r}, psql {asked[where]!r}")
        self.compared += sum(map(len, rows))

    def weights(self):
        """No report's page is heavy either, in its own order and as long as a page may be."""
        get = lambda path: urllib.request.urlopen(self.address + path, timeout=120).read()
        sheets = len(get("/app.css")) + len(get("/app.js"))
        for report in json.loads(get("/openapi.json"))["x-reports"]:
            for path in (f"/reports/{report}", f"/reports/{report}?limit=150"):
                if (weight := len(get(path)) + sheets) >= HEAVIEST:
                    self.fault(path, f"weighs {weight} bytes")

    def otherwise(self, name, path):
        """Without a script the same is said; by night and on a phone nothing is wider than the window."""
        said = self.browser.evaluate(SAID)
        for look, options in {"plain": {"script": False}, "night": {"night": True}, "phone": {"width": 390, "height": 844}}.items():
            self.browser.look(**options)
            self.browser.visit(self.address + path)
            if look == "plain" and clean(self.browser.evaluate(SAID)) != clean(said):
                self.fault(path, "says something else without a script")
            if (wider := self.browser.evaluate(WIDER)) > 0:
                self.fault(path, f"is {wider} pixels wider than the window ({look})")
            if self.pictures and look != "plain":
                self.browser.picture(f"{self.pictures}/{name}-{look}.png")
        if self.pictures:
            self.browser.look()
            self.browser.visit(self.address + path)
            self.browser.picture(f"{self.pictures}/{name}-day.png")


def clean(text):
    """Without what the script itself says: whether it is live."""
    return re.sub(r"as loaded|live|reconnecting", "", text)


def numbers(said, asked):
    try:
        return float(said) == float(asked)
    except ValueError:
        return False


def listed(said, asked):
    """An array: `a; b` in a file, `{a,b}` in psql. An instant: with a T and a Z, or as psql writes it."""
    if asked.startswith("{"):
        return re.sub(r'[\[\]{}"\s;,]', "", said) == re.sub(r'[{}"\s;,]', "", asked)
    return re.sub(r"[TZ ]|\+00$|\.\d+", "", said) == re.sub(r"[TZ ]|\+00$|\.\d+", "", asked) and said[:4].isdigit()


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("address")
    arguments.add_argument("conninfo")
    arguments.add_argument("--pictures", help="a folder for pictures by day, by night and on a phone")
    given = arguments.parse_args()
    if given.pictures:
        Path(given.pictures).mkdir(parents=True, exist_ok=True)
    database, start, walked = Database(given.conninfo), time.monotonic(), 0
    with Browser() as browser:
        walk = Walk(given.address.rstrip("/"), database, browser, given.pictures)
        for name, subject, address, questions in PAGES:
            keys = [None] if subject is None else [row[0] for row in database.rows(subject)]
            for number, key in enumerate(keys):
                walked += 1
                path, asked = address, questions
                if key is not None:
                    path = address.replace("@", urllib.parse.quote(key, safe=""))
                    asked = [(s, a, sql.replace("@", key.replace("'", "''"))) for s, a, sql in questions]
                walk.page(f"{name}{number or ''}", path, asked)
        walk.weights()
    print(f"Tests/walk: {walked} pages, {walk.compared} cells compared, {len(walk.faults)} faults, {time.monotonic() - start:.0f} s")
    return 1 if walk.faults else 0


if __name__ == "__main__":
    sys.exit(main())
