"""Words to what the encoder reads: word pieces and a class of shape.

The same rules stand in `detente-language` (Rust). The examples here stand in its tests too, since a
difference would cost accuracy without an error.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

# No word needs more to be known; addresses and hashes would fill a window.
MAX_PIECES = 8
# Word pieces of a longer stretch are not tried: it is [UNK].
MAX_CHARS = 100

SHAPES = [
    "none", "lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "punctuation",
    "other", "compound", "headline", "shouted",
]
SHAPE = {name: i for i, name in enumerate(SHAPES)}


def _is_punctuation(char: str) -> bool:
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def _is_cjk(char: str) -> bool:
    code = ord(char)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF \
        or 0x20000 <= code <= 0x2FA1F


def normalise(word: str) -> list[str]:
    """The stretches of one word that word pieces are found in: lower case, no accents.

    >>> normalise("Ma'arrat")
    ['ma', "'", 'arrat']
    >>> normalise("Érdoğan")
    ['erdogan']
    """
    stretches, current = [], ""
    for char in unicodedata.normalize("NFD", word):
        kind = unicodedata.category(char)
        if kind == "Mn" or kind in ("Cc", "Cf", "Co", "Cs", "Cn") or char == "\ufffd":
            continue
        if kind.startswith("Z"):
            if current:
                stretches.append(current)
            current = ""
            continue
        lowered = "".join(c for c in char.lower() if unicodedata.category(c) != "Mn")
        if _is_punctuation(char) or _is_cjk(char):
            if current:
                stretches.append(current)
            stretches.append(lowered)
            current = ""
        else:
            current += lowered
    if current:
        stretches.append(current)
    return stretches


class Vocabulary:
    """The word pieces, and how a word is cut into them: longest first, from the left."""

    def __init__(self, pieces: list[str]):
        self.pieces = pieces
        self.ids = {piece: i for i, piece in enumerate(pieces)}
        self.pad, self.unknown = self.ids["[PAD]"], self.ids["[UNK]"]
        self.first, self.last = self.ids["[CLS]"], self.ids["[SEP]"]
        self.of_word = lru_cache(maxsize=None)(self._of_word)

    @classmethod
    def read(cls, path: Path) -> "Vocabulary":
        return cls(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))

    def _of_word(self, word: str) -> tuple[int, ...]:
        out = []
        for stretch in normalise(word):
            out.extend(self._of_stretch(stretch))
        return tuple(out[:MAX_PIECES]) or (self.unknown,)

    def _of_stretch(self, stretch: str) -> list[int]:
        if len(stretch) > MAX_CHARS:
            return [self.unknown]
        out, start = [], 0
        while start < len(stretch):
            prefix = "##" if start else ""
            for end in range(len(stretch), start, -1):
                piece = self.ids.get(prefix + stretch[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return out


@lru_cache(maxsize=None)
def shape(word: str) -> int:
    """The class of shape of one word by itself.

    >>> [SHAPES[shape(w)] for w in ["the", "Goma", "UN", "J.", "McCain", "15-20", "M4", "...", "Al-Shabaab", "€"]]
    ['lower', 'title', 'upper', 'initial', 'mixed', 'digits', 'alphanumeric', 'punctuation', 'compound', 'other']
    """
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isnumeric() for c in word)
    if not letters:
        if digits:
            return SHAPE["digits"]
        return SHAPE["punctuation" if word and all(_is_punctuation(c) for c in word) else "other"]
    if digits:
        return SHAPE["alphanumeric"]
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return SHAPE["lower"]
    if len(letters) == 1:
        return SHAPE["initial"]
    if upper == len(letters):
        return SHAPE["upper"]
    if letters[0].isupper() and upper == 1:
        return SHAPE["title"]
    parts = [part for part in word.replace("’", "'").replace("'", "-").split("-") if part]
    if len(parts) > 1 and sum(part[0].isupper() for part in parts) > 1:
        return SHAPE["compound"]
    return SHAPE["mixed"]


def shapes(words: list[str]) -> list[int]:
    """The shapes of a sentence's words; in headlines and shouted lines capitals say nothing.

    >>> [SHAPES[s] for s in shapes("ARMY TAKES TOWN FROM REBELS".split())]
    ['shouted', 'shouted', 'shouted', 'shouted', 'shouted']
    >>> [SHAPES[s] for s in shapes("Army Takes Town from Rebels After Clashes".split())][:4]
    ['headline', 'headline', 'headline', 'lower']
    """
    plain = [shape(word) for word in words]
    long = [
        kind for word, kind in zip(words, plain)
        if sum(c.isalpha() for c in word) >= 4 and kind != SHAPE["alphanumeric"]
    ]
    upper = sum(kind == SHAPE["upper"] for kind in long)
    if upper >= 3 and upper * 10 >= len(long) * 7:
        return [SHAPE["shouted"] if kind == SHAPE["upper"] else kind for kind in plain]
    title = sum(kind in (SHAPE["title"], SHAPE["upper"], SHAPE["compound"]) for kind in long)
    if title >= 4 and title * 10 >= len(long) * 8:
        return [SHAPE["headline"] if kind == SHAPE["title"] else kind for kind in plain]
    return plain
