"""Scorers: pure functions from annotated passages to figures in percent."""


def f1(right: int, found: int, gold: int) -> dict:
    """Precision, recall and F1 in percent.

    >>> f1(1, 2, 1)
    {'p': 50.0, 'r': 100.0, 'f': 66.66666666666667}
    """
    return {
        "p": 100 * right / found if found else 0.0,
        "r": 100 * right / gold if gold else 0.0,
        "f": 200 * right / (found + gold) if found + gold else 0.0,
    }


def heads(passage: dict) -> list[int]:
    """Heads as word numbers of the passage, from 1; 0 the root.

    >>> heads({"sentences": [[0, 1], [1, 3]], "head": [0, 2, 0]})
    [0, 3, 0]
    """
    out = list(passage["head"])
    for start, end in passage["sentences"]:
        for w in range(start, end):
            out[w] = 0 if out[w] == 0 else out[w] + start
    return out


def plain(relation: str) -> str:
    """The universal part of a relation, which is what CoNLL 2018 compares."""
    return relation.split(":")[0]


def syntax(gold: list[dict], found: list[dict]) -> dict:
    """UPOS, UAS and LAS on the same words.

    >>> one = {"sentences": [[0, 2]], "upos": ["DET", "NOUN"], "head": [2, 0], "deprel": ["det", "root"]}
    >>> syntax([one], [one])["las"]
    100.0
    """
    words = tags = arcs = labelled = full = lemmas = xpos = 0
    for g, f in zip(gold, found, strict=True):
        for i, (a, b) in enumerate(zip(heads(g), heads(f), strict=True)):
            words += 1
            tags += g["upos"][i] == f["upos"][i]
            arcs += a == b
            same = a == b and plain(g["deprel"][i]) == plain(f["deprel"][i])
            labelled += same
            full += same and g["deprel"][i] == f["deprel"][i]
            if "lemma" in g and f.get("lemma"):
                lemmas += g["lemma"][i] == f["lemma"][i]
            if "xpos" in g and f.get("xpos"):
                xpos += g["xpos"][i] == f["xpos"][i]
    figures = {"upos": tags, "uas": arcs, "las": labelled, "las, subtypes": full, "xpos": xpos}
    if lemmas:
        figures["lemma"] = lemmas
    return {name: 100 * n / max(1, words) for name, n in figures.items()}


# What a finer type is where a set is coarser.
COARSE = {"GPE": "LOC", "GROUP": "ORG"}
ARTICLES = ("the", "a", "an")
POSSESSIVES = ("'s", "’s", "'", "’")


def trimmed(words: list[str], start: int, end: int) -> tuple[int, int]:
    """A span without an article in front or a possessive behind.

    >>> trimmed(["the", "UN", "'s"], 0, 3)
    (1, 2)
    """
    while end - start > 1 and words[start].lower() in ARTICLES:
        start += 1
    while end - start > 1 and words[end - 1] in POSSESSIVES:
        end -= 1
    return start, end


def names(gold: list[dict], found: list[dict], keep=("PERSON", "ORG", "LOC"), coarse=COARSE, trim=False) -> dict:
    """Exact spans with their types, over all and each.

    >>> g = {"words": ["Goma", "fell"], "names": [[0, 1, "LOC"]]}
    >>> names([g], [{"words": ["Goma", "fell"], "names": [[0, 1, "GPE"]]}])["f"]
    100.0
    """
    def spans(passage, n):
        out = set()
        for s, e, kind in passage["names"]:
            kind = coarse.get(kind, kind)
            if kind in keep:
                out.add((n, *(trimmed(passage["words"], s, e) if trim else (s, e)), kind))
        return out

    right, all_found, all_gold = set(), set(), set()
    for n, (g, f) in enumerate(zip(gold, found, strict=True)):
        a, b = spans(g, n), spans(f, n)
        right |= a & b
        all_found |= b
        all_gold |= a
    table = f1(len(right), len(all_found), len(all_gold))
    for kind in keep:
        count = lambda s: sum(x[3] == kind for x in s)
        table[kind] = f1(count(right), count(all_found), count(all_gold))["f"]
    return table


ROLES = ("source", "cue", "content")


def attribution(gold: list[dict], found: list[dict]) -> dict:
    """Words of each role over all attributions, and links.

    A link is a cue with its source, or a cue with its content, all words of both right. `whole` is
    a whole attribution, all three parts right.
    """
    counts = {name: [0, 0, 0] for name in (*ROLES, "links", "whole")}

    def add(name, g, f):
        counts[name][0] += len(g & f)
        counts[name][1] += len(f)
        counts[name][2] += len(g)

    def flat(spans):
        return tuple(sorted({x for s, e in spans for x in range(s, e)}))

    for g, f in zip(gold, found, strict=True):
        for role in ROLES:
            cover = lambda p: {x for a in p["attributions"] for x in flat(a[role])}
            add(role, cover(g), cover(f))
        pairs = lambda p: {
            (role, flat(a["cue"]), flat(a[role]))
            for a in p["attributions"] for role in ("source", "content") if a["cue"] and a[role]
        }
        add("links", pairs(g), pairs(f))
        whole = lambda p: {tuple(flat(a[role]) for role in ROLES) for a in p["attributions"] if a["cue"]}
        add("whole", whole(g), whole(f))
    return {name: f1(*three) for name, three in counts.items()}


def ranking(scores: list[float], labels: list[int]) -> dict:
    """Area under the curve and average precision of a score for pairs labelled 1 and 0.

    >>> ranking([0.9, 0.2, 0.8], [1, 0, 1])
    {'auc': 100.0, 'ap': 100.0}
    """
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    rank_sum, at = 0.0, 0
    while at < len(order):
        tied = at
        while tied < len(order) and scores[order[tied]] == scores[order[at]]:
            tied += 1
        rank_sum += sum(labels[i] for i in order[at:tied]) * (at + 1 + tied) / 2
        at = tied
    ones = sum(labels)
    zeros = len(labels) - ones
    auc = (rank_sum - ones * (ones + 1) / 2) / max(1, ones * zeros)
    seen = precision = 0.0
    for place, i in enumerate(reversed(order), 1):
        if labels[i]:
            seen += 1
            precision += seen / place
    return {"auc": 100 * auc, "ap": 100 * precision / max(1, ones)}


# What each status is in TimeML's terms.
STATUS = {"happened": "factual", "ongoing": "factual", "denied": "denied", "failed": "denied"}


def factuality(gold: list[dict], found: list[dict]) -> dict:
    """Accuracy over three classes, F1 of what is not factual and of what is denied.

    >>> gold = [{"events": [[0, 4, "denied"]]}]
    >>> factuality(gold, [{"offsets": [[0, 4]], "status": ["failed"]}])["denied"]
    100.0
    """
    right = total = 0
    counts = {"not factual": [0, 0, 0], "denied": [0, 0, 0]}
    for g, f in zip(gold, found, strict=True):
        at = {start: i for i, (start, _) in enumerate(f["offsets"])}
        for start, end, gold_class in g["events"]:
            words = [at[s] for s in range(start, end) if s in at]
            if not words:
                continue
            # Of an event of several words the last is its head: "has agreed", "carried out" apart.
            said = STATUS.get(f["status"][words[0]], "open")
            right += said == gold_class
            total += 1
            for name, inside in (("not factual", lambda c: c != "factual"), ("denied", lambda c: c == "denied")):
                a, b = inside(said), inside(gold_class)
                for k, hit in enumerate((a and b, a, b)):
                    counts[name][k] += hit
    return {"accuracy": 100 * right / max(1, total), **{name: f1(*c)["f"] for name, c in counts.items()}}
