"""Raw text: words and trees compared by characters, as the CoNLL 2018 shared task does.

Both sides are the same text without white space. Words of a multiword token share its characters;
inside such a stretch words are matched in order by their forms (longest common subsequence), all
others by their place.
"""

from .scores import f1, plain


def units(passage: dict) -> list[tuple]:
    """(characters before, after, words) of tokens: one word each, more for a multiword token."""
    merged, at = {}, 0
    for start, end, form in passage.get("surface", []):
        merged[start] = (end, form)
    out, w = [], 0
    while w < len(passage["words"]):
        end, form = merged.get(w, (w + 1, passage["words"][w]))
        size = sum(not c.isspace() for c in form)
        out.append((at, at + size, range(w, end)))
        at += size
        w = end
    return out


def matched(gold: dict, found: dict) -> dict[int, int]:
    """Which found word each gold word is.

    >>> g = {"words": ["do", "n't", "go"], "surface": [[0, 2, "don't"]]}
    >>> matched(g, {"words": ["do", "n't", "go"]})
    {0: 0, 1: 1, 2: 2}
    >>> matched({"words": ["can", "not"]}, {"words": ["cannot"]})
    {}
    """
    left, right = units(gold), units(found)
    by_place = {(s, e): words for s, e, words in right}
    out = {}
    for start, end, words in left:
        if len(words) == 1:
            other = by_place.get((start, end))
            if other is not None and len(other) == 1:
                out[words[0]] = other[0]
            continue
        inside = [w for s, e, ws in right if s >= start and e <= end for w in ws]
        for a, b in _common([gold["words"][w].lower() for w in words], [found["words"][w].lower() for w in inside]):
            out[words[a]] = inside[b]
    return out


def _common(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def absolute(passage: dict) -> list[int]:
    out = list(passage["head"])
    for start, end in passage["sentences"]:
        for w in range(start, end):
            out[w] = -1 if out[w] == 0 else out[w] - 1 + start
    return out


def raw(gold: list[dict], found: list[dict]) -> dict:
    """F1 of words, sentences, UPOS, UAS and LAS; passages stand for the same texts in order."""
    counts = {name: [0, 0, 0] for name in ("words", "sentences", "upos", "uas", "las")}
    for g, f in zip(gold, found, strict=True):
        pairs = matched(g, f)
        for name in ("words", "upos", "uas", "las"):
            counts[name][1] += len(f["words"])
            counts[name][2] += len(g["words"])
        theirs, ours = absolute(g), absolute(f)
        for a, b in pairs.items():
            head = theirs[a] == ours[b] == -1 or theirs[a] >= 0 and pairs.get(theirs[a]) == ours[b]
            counts["words"][0] += 1
            counts["upos"][0] += g["upos"][a] == f["upos"][b]
            counts["uas"][0] += head
            counts["las"][0] += head and plain(g["deprel"][a]) == plain(f["deprel"][b])
        bounds = []
        for passage in (g, f):
            at = {}
            for start, end, words in units(passage):
                for w in words:
                    at[w] = (start, end)
            bounds.append({(at[s][0], at[e - 1][1]) for s, e in passage["sentences"] if e > s})
        counts["sentences"][0] += len(bounds[0] & bounds[1])
        counts["sentences"][1] += len(bounds[1])
        counts["sentences"][2] += len(bounds[0])
    return {name: f1(*three)["f"] for name, three in counts.items()}
