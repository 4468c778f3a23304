"""Hands every download of built sites to programs that klartext did not write, and holds what they read together.

usage: verify.py [--self-test] SITE...

A check is a function with a name, the tool that it asks, and what it proves; it gives a line for each thing that is
wrong. With --self-test each check has to fail on a copy of the first site in which one thing is broken.
"""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import csvw
import duckdb
import feedparser
import frictionless
import jsonschema
import openpyxl
import pandas
import rdflib
from lxml import etree, html

COUNTS = ["value", "lower", "upper"]


def files(site, pattern):
    """The files of a site by the ending of their names, none of another format's."""
    return sorted(path for path in site.rglob(pattern) if path.is_file())


def tables(site):
    """Every CSV with the JSON and XLSX of the same rows."""
    for path in files(site, "*.csv"):
        language = path.relative_to(site).parts[0]
        shared = path.relative_to(site / language) if language in languages(site) else path.relative_to(site)
        yield path, (site / shared).with_suffix(".json"), path.with_suffix(".xlsx")


def languages(site):
    return [path.name for path in site.iterdir() if path.is_dir() and (path / "index.html").is_file()]


def language_of(site, path):
    first = path.relative_to(site).parts[0]
    return first if first in languages(site) else default_language(site)


def default_language(site):
    return html.parse(str(site / "index.html")).getroot().get("lang")


def rows_of_csv(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, strict=True))


def plain(text):
    """A text as it was before it was kept from becoming a formula."""
    return text[1:] if text.startswith("'") else text


def from_csv(path):
    for row in rows_of_csv(path):
        yield {name: number(text) if name in [*COUNTS, "percent"] else plain(text) for name, text in row.items()}


def from_json(path, language):
    for figure in json.loads(path.read_text("utf-8"))["figures"]:
        notes = [note[language] for note in figure["note"] if language in note]
        joined = {"break": " ".join(figure["break"]), "note": " ".join(notes)}
        yield {name: "" if value is None and name not in [*COUNTS, "percent"] else value for name, value in {**figure, **joined}.items()}


def from_xlsx(path):
    sheet = openpyxl.load_workbook(path, data_only=False)["data"]
    head, *rows = sheet.iter_rows(values_only=True)
    for row in rows:
        yield {name: "" if value is None and name not in [*COUNTS, "percent"] else value for name, value in zip(head, row, strict=True)}


def number(text):
    return float(text) if text else None


def same(one, other):
    return all((a if a is None else float(a)) == (b if b is None else float(b)) if name in [*COUNTS, "percent"] else a == b for (name, a), (_, b) in zip(one.items(), other.items(), strict=True))


def formats_agree(site):
    """CSV, JSON and XLSX hold the same rows, texts to the letter."""
    for path, data, book in tables(site):
        rows = list(from_csv(path))
        for other, read in [(data, list(from_json(data, language_of(site, path)))), (book, list(from_xlsx(book)))]:
            if len(rows) != len(read) or not all(same(a, b) for a, b in zip(rows, read)):
                yield f"{path.relative_to(site)} and {other.relative_to(site)} differ"


def no_formulas(site):
    """No cell of a spreadsheet is a formula, and no text of a CSV can become one."""
    for path in files(site, "*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                if cell.data_type == "f":
                    yield f"{path.relative_to(site)}, {sheet.title}!{cell.coordinate}: {cell.value}"
    for path in files(site, "*.csv"):
        for row in rows_of_csv(path):
            for name, text in row.items():
                if text[:1] in "=+-@\t\r" and text:
                    yield f"{path.relative_to(site)}, {name}: {text}"


def spreadsheets(site):
    """Each has a sheet `data` with a frozen head, numbers that are numbers, and sheets with definitions and sources."""
    for path in files(site, "*.xlsx"):
        book = openpyxl.load_workbook(path)
        name = path.relative_to(site)
        sheet = book.worksheets[0]
        if sheet.title != "data" or len(book.worksheets) != 4:
            yield f"{name}: sheets {book.sheetnames}"
        if sheet.freeze_panes != "A2":
            yield f"{name}: the head is not frozen"
        head = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            wrong = [cell.coordinate for cell, column in zip(row, head) if column in COUNTS and cell.data_type not in "n"]
            if wrong:
                yield f"{name}: no numbers in {wrong}"


def json_schema(site):
    """Every JSON download is as the published schema says."""
    schema = json.loads((site / "data.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for _, path, _ in tables(site):
        document = json.loads(path.read_text("utf-8"))
        if (path.parent / document["$schema"]).resolve() != (site / "data.schema.json").resolve():
            yield f"{path.relative_to(site)}: $schema leads to {document['$schema']}"
        for error in validator.iter_errors(document):
            yield f"{path.relative_to(site)}: {error.json_path}: {error.message[:80]}"


def package(site):
    """The data package is valid, with sizes, checksums, types and every row; and so is the one in every archive."""
    yield from invalid(site / "datapackage.json")
    for path in files(site, "*.zip"):
        with tempfile.TemporaryDirectory() as room, zipfile.ZipFile(path) as archive:
            archive.extractall(room)
            yield from (f"{path.relative_to(site)}: {problem}" for problem in invalid(Path(room) / "datapackage.json"))


def invalid(path):
    report = frictionless.Package(str(path)).validate()
    yield from (f"{task.name}: {error.message}" for task in report.tasks for error in task.errors)
    yield from (error.message for error in report.errors)


def csv_on_the_web(site):
    """Every CSV can be read by its metadata alone, with its types."""
    for path in files(site, "*.csv"):
        name = path.relative_to(site)
        described = path.with_name(f"{path.name}-metadata.json")
        if not described.is_file():
            yield f"{name}: no metadata"
            continue
        table = csvw.Table.from_file(described)
        read = [row for row in table.iterdicts(strict=True)]
        values = [int(row["value"]) for row in rows_of_csv(path) if row["value"]]
        if [row["value"] for row in read if row["value"] is not None] != values:
            yield f"{name}: other values by its metadata"


def catalogue(site):
    """The DCAT catalogue is RDF in which every download of rows is a distribution that exists."""
    graph = rdflib.Graph().parse(str(site / "catalog.jsonld"), format="json-ld")
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    base = str(next(graph.subjects(rdflib.RDF.type, dcat.Catalog))).removesuffix("catalog.jsonld")
    addresses = {str(address).removeprefix(base) for address in graph.objects(None, dcat.downloadURL)}
    rows = {str(path.relative_to(site)) for group in tables(site) for path in group}
    yield from (f"{path} is in the catalogue and not in the site" for path in sorted(addresses - rows))
    yield from (f"{path} is in the site and not in the catalogue" for path in sorted(rows - addresses))


def linked_data(site):
    """Pages that show a data set say so in JSON-LD that parses, with files that exist."""
    schema = "https://schema.org/"
    described = 0
    for path in files(site, "*.html"):
        for block in html.parse(str(path)).xpath('//script[@type="application/ld+json"]'):
            described += 1
            document = json.loads(block.text)
            # The context's address stands for its words and is not fetched.
            document["@context"] = {"@vocab": schema, "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}}
            graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
            sets = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{schema}Dataset")))
            files_named = list(graph.objects(None, rdflib.URIRef(f"{schema}contentUrl")))
            if len(sets) != 1 or not document["name"] or not document["description"] or not files_named:
                yield f"{path.relative_to(site)}: no data set with a name, a description and files"
            yield from (f"{path.relative_to(site)}: {address} does not exist" for address in files_named if not exists(site, str(address), document["url"], path))
    if described == 0:
        yield "no page describes its data"


def exists(site, address, page, path):
    base = page.removesuffix(str(path.relative_to(site)))
    return address.startswith(base) and (site / address.removeprefix(base)).is_file()


def feeds(site):
    """Atom and JSON feeds are well-formed, have what their specifications ask for, and the same entries."""
    atom = "{http://www.w3.org/2005/Atom}"
    for path in files(site, "feed.xml"):
        name = path.relative_to(site)
        read = feedparser.parse(path.read_bytes())
        if read.bozo or read.version != "atom10" or not read.entries:
            yield f"{name}: {read.get('bozo_exception', 'no Atom 1.0 with entries')}"
            continue
        feed = etree.parse(str(path)).getroot()
        for element in [feed, *feed.iter(f"{atom}entry")]:
            lacking = [part for part in ["id", "title", "updated"] if len(element.findall(f"{atom}{part}")) != 1]
            if lacking:
                yield f"{name}: not exactly one {lacking}"
        own = [link.get("href") for link in feed.findall(f"{atom}link") if link.get("rel") == "self"]
        if own != [feed.findtext(f"{atom}id")]:
            yield f"{name}: its own address is {own}"
        ids = [entry.id for entry in read.entries]
        if len(set(ids)) != len(ids) or [entry.updated for entry in read.entries] != sorted((entry.updated for entry in read.entries), reverse=True):
            yield f"{name}: entries twice or out of order"
        other = json.loads(path.with_suffix(".json").read_text("utf-8"))
        if other["version"] != "https://jsonfeed.org/version/1.1" or [(item["id"], item["title"]) for item in other["items"]] != [(entry.id, entry.title) for entry in read.entries]:
            yield f"{path.with_suffix('.json').relative_to(site)}: not the entries of {name}"


def sitemap(site):
    """The sitemap has every page for readers once, with its other languages, and robots.txt leads to it."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    listed = etree.parse(str(site / "sitemap.xml"))
    addresses = listed.xpath("//s:loc/text()", namespaces=space)
    base = addresses[0].removesuffix("index.html")
    if f"Sitemap: {base}sitemap.xml" not in (site / "robots.txt").read_text("utf-8").splitlines():
        yield "robots.txt does not lead to the sitemap"
    pages = {str(path.relative_to(site)) for path in files(site, "*.html") if is_for_readers(path)}
    named = Counter(address.removeprefix(base) for address in addresses)
    yield from (f"{path} is not listed" for path in sorted(pages - set(named)))
    yield from (f"{path} is listed and is no page" for path in sorted(set(named) - pages))
    yield from (f"{path} is listed {times} times" for path, times in named.items() if times > 1)
    for address in listed.xpath("//x:link/@href", namespaces=space):
        if address.removeprefix(base) not in pages:
            yield f"{address} is another language and no page"


def is_for_readers(path):
    page = html.parse(str(path)).getroot()
    return path.name != "404.html" and "charts" not in path.parts and page.xpath("count(//nav)") > 0


def recipes(site):
    """The lines on the data page run as they are printed and give the totals of the JSON file."""
    page = html.parse(str(site / "data.html"))
    names = page.xpath('//section[@aria-labelledby="recipes"]/h3/text()')
    code = page.xpath('//section[@aria-labelledby="recipes"]/pre/code/text()')
    printed = dict(zip(names, code, strict=True))
    document = json.loads((site / "data.json").read_text("utf-8"))
    totals = {row["period"]: row["value"] for row in document["figures"] if row["measure"] == "received" and not row["breakdown"] and row["value"] is not None}
    found = {"pandas": by_pandas, "DuckDB": by_duckdb, "SQLite": by_sqlite}
    for name, run in found.items():
        read = run(printed[name], site) if name in printed else None
        if read != totals:
            yield f"{name}: {read} instead of {totals}"


def by_pandas(code, site):
    *lines, last = code.splitlines()
    names = {}
    exec("\n".join(lines).replace('"data.csv"', repr(str(site / "data.csv"))), names)
    table = eval(last.removeprefix("print(").removesuffix(")"), names)
    return {str(row.period): int(row.value) for row in table.itertuples() if not pandas.isna(row.value)}


def by_duckdb(code, site):
    rows = duckdb.connect().execute(code.replace("data.csv", str(site / "data.csv"))).fetchall()
    return {str(period): value for period, value in rows if value is not None}


def by_sqlite(code, site):
    """By the program, whose `.import` is no part of the library."""
    program = ["sqlite3", "-separator", "\t", ":memory:"]
    done = subprocess.run(program, input=code, cwd=site, capture_output=True, text=True, check=True)
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    return {period: int(value) for period, value in rows if value}


def archives(site):
    """Every archive has the report's data in all formats and languages and its charts, byte for byte, and a README."""
    for path in files(site, "*.zip"):
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
            names = archive.namelist()
            if broken or len(set(names)) != len(names) or "README.txt" not in names:
                yield f"{path.relative_to(site)}: {broken or 'names twice, or no README.txt'}"
            for name in (name for name in names if name not in ["README.txt", "datapackage.json"]):
                if not (site / name).is_file() or (site / name).read_bytes() != archive.read(name):
                    yield f"{path.relative_to(site)}: {name} is not the site's"
            wanted = {str(part.relative_to(site)) for group in tables(site) for part in group if part.stem == path.stem}
            yield from (f"{path.relative_to(site)}: no {name}" for name in sorted(wanted - set(names)))


CHECKS = [
    (formats_agree, f"csv of Python {sys.version.split()[0]}, openpyxl {version('openpyxl')}"),
    (no_formulas, f"openpyxl {version('openpyxl')}"),
    (spreadsheets, f"openpyxl {version('openpyxl')}"),
    (json_schema, f"jsonschema {version('jsonschema')}"),
    (package, f"frictionless {version('frictionless')}"),
    (csv_on_the_web, f"csvw {version('csvw')}"),
    (catalogue, f"rdflib {version('rdflib')}"),
    (linked_data, f"rdflib {version('rdflib')}, lxml {version('lxml')}"),
    (feeds, f"feedparser {version('feedparser')}, lxml {version('lxml')}"),
    (sitemap, f"lxml {version('lxml')}"),
    (recipes, f"pandas {version('pandas')}, DuckDB {version('duckdb')}, SQLite {sqlite3.sqlite_version}"),
    (archives, f"zipfile of Python {sys.version.split()[0]}"),
]


def replaced(name, before, after):
    """Breaks a text file of a site."""

    def change(site):
        path = next(iter(sorted(site.glob(name))))
        text = path.read_text("utf-8")
        assert before in text, f"{path} has no {before!r}"
        path.write_text(text.replace(before, after, 1), "utf-8", newline="")

    return change


def formula(site):
    path = next(iter(sorted(site.glob("data/*.xlsx"))))
    book = openpyxl.load_workbook(path)
    book["data"]["A2"] = "=1+1"
    book.save(path)


def thawed(site):
    path = next(iter(sorted(site.glob("data/*.xlsx"))))
    book = openpyxl.load_workbook(path)
    book["data"].freeze_panes = None
    book.save(path)


def poorer(site):
    """An archive without the data in one of its formats."""
    path = next(iter(sorted(site.glob("data/*.zip"))))
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".xlsx")}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


BROKEN = {
    formats_agree: replaced("data.csv", ",133,133,133,", ",134,134,134,"),
    no_formulas: formula,
    spreadsheets: thawed,
    json_schema: replaced("data.json", '"status": "published"', '"status": "invented"'),
    package: replaced("datapackage.json", "sha256:", "sha256:0"),
    csv_on_the_web: replaced("data.csv-metadata.json", '"lineTerminators"', '"header": false, "lineTerminators"'),
    catalogue: replaced("catalog.jsonld", '"dcat:downloadURL"', '"dcat:accessURL"'),
    linked_data: replaced("index.html", "data.json\",\"encodingFormat", "date.json\",\"encodingFormat"),
    feeds: replaced("feed.xml", "<updated>", "<published>"),
    sitemap: replaced("sitemap.xml", "/reports.html</loc>", "/report.html</loc>"),
    recipes: replaced("data.html", "received", "rejected"),
    archives: poorer,
}


def main(arguments):
    sites = [Path(name) for name in arguments if not name.startswith("--")]
    failed = 0
    if "--self-test" in arguments:
        for check, _ in CHECKS:
            with tempfile.TemporaryDirectory() as room:
                copy = Path(room) / "site"
                shutil.copytree(sites[0], copy)
                BROKEN[check](copy)
                found = run(check, copy)
                failed += not found
                print(f"{'ok  ' if found else 'FAIL'} {check.__name__} fails on what is broken for it")
    for check, tool in CHECKS:
        problems = [f"{site}: {problem}" for site in sites for problem in run(check, site)]
        failed += bool(problems)
        print(f"{'FAIL' if problems else 'ok  '} {check.__name__}: {check.__doc__} [{tool}]")
        for problem in problems[:10]:
            print(f"       {problem}")
    return 1 if failed else 0


def run(check, site):
    try:
        return list(check(site))
    except Exception as error:  # what a tool refuses is a finding, however it says so
        return [f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
