"""Reads every form with those for whom it is meant, and prints a table of what was checked.

Usage: check.py OUT COLUMNS CASE BINARY. Ends with 1 where a check fails.
"""

import csv
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import brat_parser
import duckdb
import geojson
import jsonschema
import networkx
import pandas
import pyarrow
import pyarrow.parquet
import rdflib
from followthemoney import model
from followthemoney.statement import Statement, StatementEntity

OUT, COLUMNS, CASE, BINARY = (Path(argument) for argument in sys.argv[1:5])
csv.field_size_limit(1 << 30)
HAPPENED = {"happened", "ongoing"}


def lines(name):
    with open(OUT / "jsonl" / f"{name}.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


ROWS = {path.stem: lines(path.stem) for path in sorted((OUT / "jsonl").glob("*.jsonl"))}
EVENTS = {row["id"]: row for row in ROWS["events"]}
TOLD = {
    row["id"]: [EVENTS[e] for e in row["events"] if EVENTS[e]["status"] in HAPPENED]
    for row in ROWS["incidents"]
}


def columns(name):
    text = (COLUMNS / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def check(condition, message):
    if not condition:
        raise AssertionError(message)


def bare(value):
    """Without what is null: Parquet has a cell for every field, JSON may leave one out."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if bare(one) is not None}
    if isinstance(value, list):
        return [bare(one) for one in value]
    return value


def maps(value, kind):
    """pyarrow's lists of pairs as objects again."""
    if value is None:
        return None
    if pyarrow.types.is_map(kind):
        return {key: maps(one, kind.item_type) for key, one in value}
    if pyarrow.types.is_list(kind):
        return [maps(one, kind.value_type) for one in value]
    if pyarrow.types.is_struct(kind):
        return {field.name: maps(value[field.name], field.type) for field in kind}
    return value


def parquet():
    count = 0
    for name, rows in ROWS.items():
        table = pyarrow.parquet.read_table(OUT / "parquet" / f"{name}.parquet")
        back = [
            {field.name: maps(row[field.name], field.type) for field in table.schema}
            for row in table.to_pylist()
        ]
        check([bare(row) for row in back] == [bare(row) for row in rows], f"{name} differs")
        count += len(rows)
        asked = duckdb.sql(f"SELECT count(*) FROM '{OUT / 'parquet' / f'{name}.parquet'}'")
        check(asked.fetchall()[0][0] == len(rows), f"DuckDB counts other rows of {name}")
    return count, "pyarrow, DuckDB: the rows of JSON Lines, field by field"


def jsonl():
    count = 0
    for name, rows in ROWS.items():
        if rows:
            path = OUT / "jsonl" / f"{name}.jsonl"
            asked = duckdb.sql(f"SELECT count(*) FROM read_json('{path}', format='newline_delimited')")
            check(asked.fetchall()[0][0] == len(rows), f"DuckDB counts other rows of {name}")
        said = subprocess.run(
            [BINARY, "--case", CASE, "export", "jsonl", "--table", name],
            capture_output=True, check=True,
        ).stdout
        check(said == (OUT / "jsonl" / f"{name}.jsonl").read_bytes(), f"{name} twice differs")
        count += len(rows)
    return count, "DuckDB; written twice, the same bytes"


def no_formula(table):
    for row in table:
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
                float(cell)


def csv_tables():
    count = 0
    for name, rows in ROWS.items():
        path = OUT / "csv" / f"{name}.csv"
        with open(path, encoding="utf-8", newline="") as file:
            table = list(csv.reader(file, strict=True))
        no_formula(table)
        head, body = table[0], table[1:]
        check(len(body) == len(rows), f"{name}: other rows")
        for cells, row in zip(body, rows):
            for column, cell in zip(head, cells):
                value = row.get(column)
                if isinstance(value, str):
                    check(cell in (value, "'" + value), f"{name}.{column}: {cell!r}")
                elif value is not None:
                    check(json.loads(cell) == value, f"{name}.{column}: {cell!r}")
        asked = duckdb.sql(
            f"SELECT count(*) FROM read_csv('{path}', header=true, all_varchar=true, strict_mode=true,"
            " delim=',', quote='\"', escape='\"', max_line_size=100000000)"
        )
        check(asked.fetchall()[0][0] == len(rows), f"DuckDB counts other rows of {name}")
        count += len(rows)
    return count, "csv, DuckDB (strict); every cell; no formulas"


def polecat():
    path = OUT / "polecat" / "polecat.tsv"
    frame = pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
    check([[name] for name in frame.columns] == columns("polecat"), "other columns")
    expected = [row for row in ROWS["events"] if row["status"] in HAPPENED]
    check(list(frame["Event ID"]) == [row["id"] for row in expected], "other events")
    for row, cells in zip(expected, frame.to_dict("records")):
        if row["reciprocal"]:
            check(cells["Recipient Name Raw"] == "", "a reciprocal event has a recipient")
        check(cells["Actor Name Raw"].count(";") == max(len(row["actors"]) - 1, 0), "other actors")
    with open(path, encoding="utf-8", newline="") as file:
        no_formula(csv.reader(file, delimiter="\t"))
    return len(frame), "pandas; 40 columns by name; reciprocal events have actors only"


def gdelt():
    counts = []
    kinds = {"INTEGER": "BIGINT", "FLOAT": "DOUBLE", "STRING": "VARCHAR"}
    frames = {}
    for name, file in (("gdelt-event", "gdelt.export.CSV"), ("gdelt-mentions", "gdelt.mentions.CSV")):
        path = OUT / "gdelt" / file
        listed = columns(name)
        for line in path.read_text(encoding="utf-8").splitlines():
            check(line.count("\t") == len(listed) - 1, f"{name}: a row of other length")
        given = ", ".join(f"'{column}': '{kinds[kind]}'" for column, kind in listed)
        frames[name] = duckdb.sql(
            f"SELECT * FROM read_csv('{path}', header=false, delim='\t', quote='', escape='',"
            f" columns={{{given}}}, strict_mode=true, nullstr='')"
        ).df()
        counts.append(len(frames[name]))
    events, mentions = frames["gdelt-event"], frames["gdelt-mentions"]
    check(events["GLOBALEVENTID"].is_unique, "numbers given twice")
    check(set(mentions["GLOBALEVENTID"]) <= set(events["GLOBALEVENTID"]), "mentions of no event")
    scale = {}
    goldstein = Path("crates/detente-reading/src/events/goldstein.tsv").read_text(encoding="utf-8")
    for line in goldstein.splitlines():
        code, value, *_ = line.split("\t") + [""]
        try:
            scale[code] = float(value)
        except ValueError:
            pass
    for row in events.to_dict("records"):
        code = row["EventCode"]
        if isinstance(code, str):
            check(re.fullmatch(r"(0[1-9]|1\d|20)\d{0,2}", code), f"no CAMEO code: {code}")
            check(row["EventBaseCode"] == code[:3] and row["EventRootCode"] == code[:2], code)
            found = [scale[code[:n]] for n in (4, 3, 2) if code[:n] in scale]
            check(found and found[0] == row["GoldsteinScale"], f"{code}: Goldstein")
        check(row["NumSources"] >= 1 and row["NumMentions"] >= row["NumArticles"] >= 1, "counts")
        for n in ("1", "2"):
            cells = [row[f"Actor{n}{part}"] for part in ("Code", "CountryCode", "Type1Code", "KnownGroupCode")]
            code, *parts = (cell if isinstance(cell, str) else "" for cell in cells)
            check(code == "".join(parts), f"actor code {code}")
    expected = {key for key, told in TOLD.items() if told}
    found = {re.search("incident=([^;]+)", extra)[1] for extra in mentions["Extras"]}
    check(found == expected, "other incidents")
    return counts, "DuckDB by the published types; 61 and 16 columns; CAMEO and Goldstein; keys"


def acled():
    path = OUT / "acled-shape" / "acled-shape.csv"
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    check([[name] for name in frame.columns] == columns("acled"), "other columns")
    inters = {"", "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters",
              "Protesters", "Civilians", "External/Other forces"}
    incidents = {row["id"]: row for row in ROWS["incidents"]}
    for row in frame.to_dict("records"):
        incident = incidents[row["event_id_cnty"]]
        check(TOLD[incident["id"]], "did not happen")
        check(row["inter1"] in inters and row["inter2"] in inters, row["inter1"])
        check(bool(row["event_date"]) == (row["time_precision"] in "123" and row["time_precision"] != ""), "precision")
        if row["event_date"]:
            pandas.Timestamp(row["event_date"])
        best = incident["figures"].get("killed", {}).get("best")
        check(row["fatalities"] == ("" if best is None else f"{best:g}"), "fatalities")
        over = {dispute["kind"] for dispute in ROWS["disputes"] if dispute["relation"] == "conflict"
                and {incident["id"], *incident["events"]} & set(dispute["about"])}
        over |= {"occurrence"} if incident["standing"] == "disputed" else set()
        said = "disputed: " + ", ".join(sorted(over)) if over else "unopposed"
        check(f"; {said};" in "; " + row["notes"], f"not told as {said}: {row['notes']}")
    with open(path, encoding="utf-8", newline="") as file:
        no_formula(csv.reader(file))
    return len(frame), "pandas; 31 columns by name; precision codes; figures"


def ucdp():
    path = OUT / "ucdp-shape" / "ucdp-shape.csv"
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False)
    check([[name] for name in frame.columns] == columns("ucdp-ged"), "other columns")
    for row in frame.to_dict("records"):
        check(TOLD[row["id"]], "did not happen")
        low, best, high = (float(row[name]) if row[name] else None for name in ("low", "best", "high"))
        given = [value for value in (low, best, high) if value is not None]
        check(given and given == sorted(given) and max(given) >= 1, f"low, best, high: {given}")
        check(row["type_of_violence"] in ("", "1", "2", "3"), "type")
        check(row["where_prec"] in ("", *"1234567") and row["date_prec"] in ("", *"12345"), "precision")
        if row["date_start"]:
            check(pandas.Timestamp(row["date_start"]) <= pandas.Timestamp(row["date_end"]), "dates")
    with open(path, encoding="utf-8", newline="") as file:
        no_formula(csv.reader(file))
    return len(frame), "pandas; 49 columns by name; low ≤ best ≤ high"


def geo():
    with open(OUT / "geojson" / "incidents.geojson", encoding="utf-8") as file:
        collection = geojson.load(file)
    check(collection.is_valid, collection.errors())
    check([one["id"] for one in collection["features"]] == [row["id"] for row in ROWS["incidents"]], "ids")
    for one in collection["features"]:
        if one["geometry"]:
            check(one["properties"]["radius_km"] is not None, "a point without radius")
    return len(collection["features"]), "geojson: valid; radius beside every point"


DATE = {"type": "object", "required": ["year"], "additionalProperties": False, "properties": {
    "year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
    "day": {"type": "integer", "minimum": 1, "maximum": 31}, "display_date": {"type": "string"}}}
SLIDES = {"type": "object", "required": ["events"], "properties": {"events": {"type": "array", "items": {
    "type": "object", "required": ["start_date", "text"], "additionalProperties": False, "properties": {
        "unique_id": {"type": "string"}, "group": {"type": "string"}, "display_date": {"type": "string"},
        "start_date": DATE, "end_date": DATE, "text": {"type": "object", "properties": {
            "headline": {"type": "string"}, "text": {"type": "string"}}}}}}}}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        check(all(not name.startswith("on") for name, _ in attributes), "an event handler")


def tags(text):
    parser = Tags()
    parser.feed(text)
    return parser.tags


def timeline():
    data = json.loads((OUT / "timelinejs" / "timeline.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, SLIDES)
    dated = [row for row in ROWS["timeline"] if row["date"]["from"]]
    check(len(data["events"]) == len(dated), "other slides")
    for slide in data["events"]:
        check(tags(slide["text"]["headline"]) == set(), "markup in a headline")
        check(tags(slide["text"]["text"]) <= {"p", "q", "a"}, "markup of a report")
    return len(dated), "jsonschema, of the fields that TimelineJS documents; no markup of reports"


def ftm():
    entities = {}
    with open(OUT / "ftm" / "entities.ftm.json", encoding="utf-8") as file:
        for line in file:
            data = json.loads(line)
            proxy = model.get_proxy(data, cleaned=False)
            proxy.schema.validate({"properties": data["properties"]})
            check(proxy.to_dict()["properties"].keys() == data["properties"].keys(), f"{proxy.id}: a property is dropped")
            for name, values in data["properties"].items():
                check(set(proxy.get(name)) == set(values), f"{proxy.id}.{name}: {values} → {proxy.get(name)}")
            entities[proxy.id] = proxy
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                check(value in entities, f"{proxy.id}.{prop.name} → {value}")
                check(entities[value].schema.is_a(prop.range), f"{prop.name} of another schema")
    said = {}
    with open(OUT / "ftm" / "statements.ftm.json", encoding="utf-8") as file:
        for line in file:
            one = Statement.from_dict(json.loads(line))
            said.setdefault(one.entity_id, []).append(one)
    check(said.keys() == entities.keys(), "statements of other entities")
    count = 0
    for id, statements in said.items():
        count += len(statements)
        check(all(one.origin for one in statements), "a statement without origin")
        told = {}
        for one in statements:
            told.setdefault(one.prop, set()).add(one.value)
        same = {prop.name: set(entities[id].get(prop)) for prop in entities[id].iterprops()}
        check(told == same, f"{id}: statements and entity differ")
    path = OUT / "ftm" / "entities.ftm.json"
    done = subprocess.run([Path(sys.executable).parent / "ftm", "validate", "-i", path, "-o", OUT / "ftm" / "validated"],
                          capture_output=True, text=True)
    check(done.returncode == 0, done.stderr)
    return [len(entities), count], "followthemoney: every value kept, every reference met; `ftm validate`"


ANNOTATION = {"type": "object", "required": ["id", "type", "target", "body"], "properties": {
    "type": {"const": "Annotation"}, "motivation": {"enum": ["classifying", "describing"]},
    "body": {"type": "array", "items": {"type": "object", "required": ["type"]}},
    "target": {"type": "array", "minItems": 1, "items": {
        "type": "object", "required": ["source", "selector"], "properties": {
            "source": {"type": "object", "required": ["id"]},
            "selector": {"type": "array", "minItems": 2, "items": {"oneOf": [
                {"required": ["type", "start", "end"], "properties": {
                    "type": {"enum": ["TextPositionSelector", "DataPositionSelector"]},
                    "start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 0}}},
                {"required": ["type", "exact"], "properties": {
                    "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}}}]}}}}}}}


def annotations():
    text = (OUT / "webannotation" / "annotations.jsonld").read_text(encoding="utf-8")
    page = json.loads(text)
    check(page["@context"] == "http://www.w3.org/ns/anno.jsonld", "another context")
    ids = set()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (OUT / "brat").glob("*.txt")}
    sums = {f"urn:sha256:{row['sha256']}": row for row in ROWS["reports"]}
    met = 0
    schema = jsonschema.Draft202012Validator(ANNOTATION)
    for one in page["items"]:
        schema.validate(one)
        check(one["id"] not in ids, "an id twice")
        ids.add(one["id"])
        for target in one["target"]:
            report = sums[target["source"]["canonical"]]
            kinds = {selector["type"]: selector for selector in target["selector"]}
            place, quote = kinds.get("TextPositionSelector"), kinds["TextQuoteSelector"]["exact"]
            bytes_ = kinds["DataPositionSelector"]
            check(0 <= bytes_["start"] < bytes_["end"] <= report["bytes"], "bytes beyond the report")
            if place:
                words = texts[report["id"]][place["start"]:place["end"]]
                check(len(words) == place["end"] - place["start"], "characters beyond the text")
                met += words == quote
    page["@context"] = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type",
                        "source": {"@type": "@id"}}
    graph = rdflib.Graph().parse(data=json.dumps(page), format="json-ld")
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    found = set(graph.subjects(rdflib.RDF.type, oa.Annotation))
    check(len(found) == len(ids), "RDF has other annotations")
    return len(ids), f"jsonschema, rdflib; positions lie in the texts, {met} quotes stand there unfolded"


def graph():
    path = OUT / "graphml" / "graph.graphml"
    ET.parse(path)
    read = networkx.read_graphml(path, force_multigraph=True)
    names = {row["id"] for row in ROWS["actors"]}
    found = {data["record"] for _, data in read.nodes(data=True) if "record" in data}
    check(names <= found, "an actor is missing")
    relations = sum(data["kind"] == "relation" for *_, data in read.edges(data=True))
    expected = sum(row["directed"] and row["from"] is not None for row in ROWS["relations"])
    check(relations == expected, "other relations")
    return [read.number_of_nodes(), read.number_of_edges()], "ElementTree, networkx"


def brat():
    count = 0
    for path in sorted((OUT / "brat").glob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        entities, _, attributes, _ = brat_parser.get_entities_relations_attributes_groups(str(path))
        for one in entities.values():
            pieces = [text[start:end] for start, end in one.span]
            check(" ".join(pieces) == one.text, f"{path.name} {one.id}: {pieces} {one.text!r}")
            check("\n" not in one.text, "over a line break")
            count += 1
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("E"):
                for part in line.split("\t")[1].split(" "):
                    check(part.split(":")[1] in entities, f"{path.name}: {line}")
    texts = len(list((OUT / "brat").glob("*.txt")))
    check(texts == len(ROWS["reports"]), "other reports")
    return [texts, count], "mendelai-brat-parser; every span's words stand in the text"


def claims():
    text = (OUT / "claim" / "claims.jsonld").read_text(encoding="utf-8")
    check("ClaimReview" not in text and "ating" not in re.sub(r'"(text|headline|name)":"[^"]*"', "", text), "a rating")
    data = json.loads(text)
    kinds = [one["@type"] for one in data["@graph"]]
    check(kinds.count("Claim") == len(ROWS["claims"]), "other claims")
    positions = sum(len(row["positions"]) for row in ROWS["claims"])
    check(len(kinds) - kinds.count("Claim") == positions, "other positions")
    data["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(data), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    check(len(set(graph.subjects(rdflib.RDF.type, schema.Claim))) == len(ROWS["claims"]), "RDF")
    return [len(ROWS["claims"]), positions], "json, rdflib; a position for each, no ClaimReview, no rating"


def page():
    text = (OUT / "html" / "brief.html").read_text(encoding="utf-8")
    check("script" not in tags(text), "a script")
    check(not re.search(r'(src|href)="(?!https?://|#|data:)', text), "something outside the page")
    return 1, "html.parser: no script, nothing loaded"


FORMS = [("jsonl", jsonl), ("parquet", parquet), ("csv", csv_tables), ("html", page), ("polecat", polecat),
         ("gdelt", gdelt), ("acled-shape", acled), ("ucdp-shape", ucdp), ("ftm", ftm), ("geojson", geo),
         ("timelinejs", timeline), ("graphml", graph), ("webannotation", annotations), ("brat", brat),
         ("claim", claims)]


def main():
    failed = False
    print("| form | rows | checked with | result |\n|---|---|---|---|")
    for name, run in FORMS:
        try:
            count, how = run()
            shown = " + ".join(str(one) for one in count) if isinstance(count, list) else count
            print(f"| {name} | {shown} | {how} | holds |")
        except Exception as error:  # a failed check is told, and the next is run
            failed = True
            print(f"| {name} | | | **fails**: {type(error).__name__}: {str(error)[:300]} |")
    return failed


sys.exit(main())
