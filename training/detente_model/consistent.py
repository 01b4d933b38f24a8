"""Names of one report made to agree, as `detente-language` does (`consistent.rs`)."""

from collections import Counter, defaultdict

TITLES = set(
    "minister premier president secretary chancellor chairman spokesman spokeswoman spokesperson ambassador envoy"
    " governor senator mayor colonel general marshal lieutenant commander brigadier sergeant admiral mr mr. mrs"
    " mrs. ms ms. dr dr. prof. gen. col. lt. maj. brig. capt. sen. gov. sgt. adm. rep.".split()
)
FIRST = set("sheikh king queen prince princess pope major captain judge".split())


def titles(words: list[str]) -> int:
    """How many words in front of a person's name are titles and what goes with them.

    >>> titles("Russian Foreign Minister Ada Bello".split()), titles("Ada King Bello".split())
    (3, 0)
    """
    before = [word.lower() for word in words[:-1]]
    at = [i for i, word in enumerate(before) if word in TITLES]
    return at[-1] + 1 if at else int(bool(before) and before[0] in FIRST)


def agree(names: list[list], words: list[str]) -> list[list]:
    """The names with titles off, and each kind that of most of its mentions."""
    out = []
    for start, end, kind in names:
        out.append([start + (titles(words[start:end]) if kind == "PERSON" else 0), end, kind])
    votes = defaultdict(Counter)
    for start, end, kind in out:
        votes[" ".join(words[start:end])][kind] += 1
        if kind == "PERSON" and end - start > 1:
            votes[words[end - 1]][kind] += 1
    for name in out:
        kinds = votes[" ".join(words[name[0] : name[1]])]
        most, count = kinds.most_common(1)[0]
        if 2 * count > sum(kinds.values()):
            name[2] = most
    return out
