"""The data sets as passages, one form for all; `python -m sets DATA --cache DIR` builds the cache.

A passage is a dict: `set`, `doc`, `words`, `space` (a space follows), `sentences` (word ranges),
`blocks` (word ranges of paragraphs), `quote` (0 outside, 1 inside quotation marks, 2 a mark), and
of what the set annotates: `upos`, `xpos`, `lemma`, `head` (1-based in the sentence, 0 the root),
`deprel`, `names` ([start, end, type]; `names_only` where the set knows only those types, `unsure` for
stretches of which it teaches nothing),
`attributions` ({source, cue, content: [[start, end]]}).
"""

import pickle
from pathlib import Path


def quotes(words: list[str]) -> list[int]:
    """Where each word of a tokenised text stands in double quotation marks.

    >>> quotes(['He', 'said', '"', 'no', '"', '.'])
    [0, 0, 2, 1, 2, 0]
    """
    out, inside = [], 0
    for word in words:
        if word in ("“", "``", "«"):
            inside, kind = 1, 2
        elif word in ("”", "''", "»"):
            inside, kind = 0, 2
        elif word == '"':
            inside, kind = 1 - inside, 2
        else:
            kind = inside
        out.append(kind)
    return out


def cached(cache: Path, name: str, part: str) -> list[dict]:
    """A part of a set from the cache."""
    with open(cache / f"{name}.{part}.pickle", "rb") as file:
        return pickle.load(file)
