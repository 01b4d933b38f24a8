"""Prints the table of what the language model is worth, beside spaCy's small model.

    python -m measure --data DATA --cache DIR --program detente-bench --model FILE \\
        [--weights FILE.pt] [--base DIR] [--peer PACKAGE] [--rows syntax,raw,names,...]

`--program` runs the model as the product does, in int8; `--weights` (with `--base`) the same in f32
by PyTorch; `--peer` names the installed package that carries spaCy's model.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import sets
from sets import ecb, timeml

from . import scores
from .alignment import raw
from .rule import attributions

ROWS = ("syntax", "raw", "names", "attribution", "factuality", "vectors", "speed", "size")
GIVEN = ("id", "words", "space", "sentences", "blocks", "quote", "text")

arguments = argparse.ArgumentParser(prog="python -m measure", description=__doc__,
                                    formatter_class=argparse.RawDescriptionHelpFormatter)
add = arguments.add_argument
add("--data", type=Path, required=True)
add("--cache", type=Path, required=True)
add("--program", required=True)
add("--model", required=True)
add("--weights", type=Path)
add("--base", type=Path)
add("--peer")
add("--rows", default=",".join(ROWS))
add("--reports", type=int, default=300, help="reports of the load to time")
options = arguments.parse_args()


def through(command: list[str], rows: list[dict], **environment) -> list[dict]:
    lines = "".join(json.dumps({k: r[k] for k in GIVEN if k in r}) + "\n" for r in rows)
    here = Path(__file__).parent.parent
    done = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True, cwd=here,
                          env={**os.environ, **environment})
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def systems(peer=True) -> dict:
    """Name to a function from passages to annotated passages."""
    out = {"ours, int8": lambda rows: through([options.program, "predict", options.model], rows)}
    if options.weights:
        command = [sys.executable, "-m", "detente_model.predict", "--model", str(options.weights), "--base", str(options.base)]
        out["ours, f32"] = lambda rows: through(command, rows)
    if options.peer and peer:
        out["spaCy sm"] = lambda rows: through([sys.executable, "measure/peer.py", options.peer, "annotate"], rows)
    return out


def show(head: str, place: str, table: dict[str, dict[str, float]]) -> None:
    for system, figures in table.items():
        cells = ", ".join(f"{name} {value:.2f}" for name, value in figures.items())
        print(f"| {head} | {place} | {system} | {cells} |", flush=True)


def surface(passages: list[dict]) -> list[dict]:
    """The raw text of passages, as the shared task makes it: a paragraph a line."""
    out = []
    for p in passages:
        merged = {s: (e, form) for s, e, form in p.get("surface", [])}
        text, w = "", 0
        while w < len(p["words"]):
            end, form = merged.get(w, (w + 1, p["words"][w]))
            text += form + (" " if p["space"][end - 1] else "")
            w = end
        out.append({"id": p["id"], "text": text.rstrip()})
    return out


print("| head | set | system | figures |\n|---|---|---|---|")
wanted = options.rows.split(",")

if "syntax" in wanted:
    for name, part, label in (("ud-ewt", "test", "EWT test"), ("gum", "dev", "gum, every tenth document")):
        gold = sets.cached(options.cache, name, part)
        table = {}
        for system, run in systems().items():
            figures = scores.syntax(gold, run(gold))
            if system == "spaCy sm":
                figures = {"upos": figures["upos"], "uas": figures["uas"]}
            table[system] = figures
        show("gold tokens", label, table)

if "raw" in wanted:
    gold = sets.cached(options.cache, "ud-ewt", "test")
    table = {}
    for system, run in systems().items():
        if system == "ours, f32":
            continue
        figures = raw(gold, run(surface(gold)))
        if system == "spaCy sm":
            figures.pop("las")
        table[system] = figures
    show("raw text", "EWT test", table)

if "names" in wanted:
    places = {**scores.COARSE, "FAC": "LOC"}
    for name, parts, label, coarse in (
        ("worldwide-ner", ("dev",), "worldwide-ner, every tenth document", scores.COARSE),
        ("uner-ewt", ("test",), "EWT test (uner)", places),
        ("re3d", ("dev",), "re3d, every tenth document", places),
    ):
        gold = [p for part in parts for p in sets.cached(options.cache, name, part)]
        table = {}
        for system, run in systems().items():
            trim = system == "spaCy sm"
            figures = scores.names(gold, run(gold), coarse=coarse, trim=trim)
            table[system] = {"f1": figures.pop("f"), **figures}
        show("names", label, table)

if "attribution" in wanted:
    gold = sets.cached(options.cache, "polnear", "dev")
    table = {}
    for system, run in systems(peer=False).items():
        found = run(gold)
        table[system] = {k: v["f"] for k, v in scores.attribution(gold, found).items()}
        if system == "ours, int8":
            ruled = [{**p, "attributions": attributions(p)} for p in found]
            table["rule over our trees"] = {k: v["f"] for k, v in scores.attribution(gold, ruled).items()}
    show("attribution", "polnear dev", table)

if "factuality" in wanted:
    for part in ("train", "dev"):
        gold = timeml.events(options.data, part)
        found = through([options.program, "predict", options.model], [{"id": g["id"], "text": g["text"]} for g in gold])
        show("factuality", f"TimeBank, {'every tenth document' if part == 'dev' else 'the rest'}",
             {"rules over our trees": scores.factuality(gold, found)})

if "vectors" in wanted:
    from detente_model.pieces import Vocabulary
    from detente_model.vectors import base_model, base_vectors

    own = Path(__file__).parent.parent / "data" / "pairs.tsv"
    rows = [line.split("\t") for line in own.read_text("utf-8").splitlines() if line and line[0] in "01"] if own.exists() else []
    for label, pairs in (
        ("own pairs", [(a, b, int(n)) for n, a, b, *_ in rows]),
        ("ecbplus, dev topics", ecb.pairs(options.data, "dev")),
    ):
        if not pairs:
            continue
        texts = sorted({t for a, b, _ in pairs for t in (a, b)})
        marks = [n for _, _, n in pairs]

        def ranked(vectors):
            at = {t: v for t, v in zip(texts, vectors)}
            return scores.ranking([sum(x * y for x, y in zip(at[a], at[b])) for a, b, _ in pairs], marks)

        found = through([options.program, "predict", options.model, "--vectors"], [{"id": "", "text": t} for t in texts])
        table = {"ours, int8": ranked([r["vectors"][0] for r in found])}
        if options.base:
            vocabulary = Vocabulary.read(options.base / "vocab.txt")
            table["base"] = ranked(base_vectors(base_model(options.base), vocabulary, texts).tolist())
        show("sentence vectors", label, table)

if "speed" in wanted:
    import zstandard

    with open(options.data / "aljazeera" / "aljazeera-3000.jsonl.zst", "rb") as file:
        lines = list(io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(file), "utf-8"))[: options.reports]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as load:
        load.writelines(lines)
        load.flush()
        # Turn by turn, so that both see the same moods of the machine; the best of three each.
        best = {}
        for _ in range(3):
            if options.peer:
                done = subprocess.run([sys.executable, "measure/peer.py", options.peer, "speed"], stdin=open(load.name),
                                      stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parent.parent,
                                      env={**os.environ, "OMP_NUM_THREADS": "1"})
                one = json.loads(done.stdout)
                best["spaCy sm, 1 thread"] = min(best.get("spaCy sm, 1 thread", one), one, key=lambda r: r["seconds"])
            for threads in (1, 2):
                done = subprocess.run([options.program, "language", options.model, load.name, str(threads)],
                                      stdout=subprocess.PIPE, check=True)
                one, name = json.loads(done.stdout), f"ours, int8, {threads} thread{'s' * (threads > 1)}"
                best[name] = min(best.get(name, one), one, key=lambda r: r["seconds"])
    table = {}
    peer = best.get("spaCy sm, 1 thread")
    for name, row in best.items():
        table[name] = {"sentences/s": row["sentences"] / row["seconds"], "words/s": row["words"] / row["seconds"]}
        if peer:
            # By words of the same texts: the two count sentences differently.
            table[name]["times spaCy"] = peer["seconds"] / row["seconds"]
        if "peak_mib" in row:
            table[name]["peak MiB"] = row["peak_mib"]
    show("speed", f"Al Jazeera, {len(lines)} reports", table)

if "size" in wanted:
    show("size", "model file", {"ours, int8": {"MB": Path(options.model).stat().st_size / 1e6}})
