"""Finer types where a set is coarse: what a name's own words and the world files tell.

Most sets know one kind of place and one of organisation. "Lake Chad" is no state and "Province of
Cabo Delgado" no lake; states, capitals and armed groups stand in `world/`. Where nothing tells, the
types stay open and the model decides.
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

WORLD = Path(__file__).parent.parent.parent / "world"

NATURE = re.compile(
    r"\b(river|lake|sea|ocean|mount|mountains?|mt\.?|hills?|valley|desert|gulf|bay|straits?|peninsula|"
    r"coast|islands?|isles?|basin|delta|forest|canyon|cape|reef|archipelago|continent|africa|asia|"
    r"europe|caucasus|balkans|middle east|sahel|sahara|horn of africa|pacific|atlantic|arctic|"
    r"antarctica|mediterranean|west bank|amazon|andes|himalayas?|alps|nile|euphrates|tigris)\b", re.I)
GOVERNED = re.compile(
    r"\b(province|city|county|district|state|municipality|governorate|oblast|prefecture|township|"
    r"village|town|republic|kingdom|emirates?|department of)\b", re.I)
BUILT = re.compile(
    r"\b(airport|bridge|hospital|camp|crossing|road|street|avenue|highway|base|stadium|prison|dam|"
    r"port|station|square|mosque|church|temple|school|university|hotel|palace|park|building|tower|"
    r"market|mall|museum|checkpoint|barracks|embassy)\b", re.I)
CIVIL = re.compile(
    r"\b(ministry|department|party|university|college|inc|corp|ltd|llc|company|bank|council|court|"
    r"commission|committee|association|institute|agency|news|times|post|parliament|assembly|senate|"
    r"congress|government|police|army|navy|air force|guards?|nations?|union|school|club|office|"
    r"authority|society|federation|foundation|board|fund|group of)\b", re.I)
ARMED = re.compile(r"\b(front|brigades?|liberation army|militia|insurgents|guerrillas?|taliban|mujahideen)\b", re.I)


@lru_cache(maxsize=None)
def known() -> tuple[set[str], set[str]]:
    """Names of governed places and of armed groups, in lower case."""
    places, groups = set(), set()
    for file in ("states.toml", "territories.toml"):
        for rows in tomllib.loads((WORLD / file).read_text("utf-8")).values():
            for row in rows:
                for name in [row["name"], *row.get("names", []), *row.get("capitals", [])]:
                    places.add((name if isinstance(name, str) else name["text"]).lower())
    for file in sorted((WORLD / "groups").glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["armed-group"]:
            for name in [row["name"], *row.get("names", [])]:
                groups.add((name if isinstance(name, str) else name["text"]).lower())
    return places, groups


@lru_cache(maxsize=None)
def refine(kinds: tuple[str, ...], text: str) -> tuple[str, ...]:
    """The types a name can have, of those its set allows.

    >>> refine(("GPE", "LOC"), "Lake Chad")
    ('LOC',)
    >>> refine(("GPE", "LOC", "FAC"), "Sudan")
    ('GPE',)
    >>> refine(("ORG", "GROUP"), "Ministry of Defence")
    ('ORG',)
    """
    places, groups = known()
    told = text.lower().removeprefix("the ")
    if "GPE" in kinds and told in places:
        best = "GPE"
    elif "GROUP" in kinds and told in groups or "GROUP" in kinds and ARMED.search(text) and not CIVIL.search(text):
        best = "GROUP"
    elif "GROUP" in kinds:
        # Armed groups are few among a set's organisations, and known by name or by kind.
        best = "ORG"
    elif "FAC" in kinds and BUILT.search(text):
        best = "FAC"
    elif "LOC" in kinds and NATURE.search(text):
        best = "LOC"
    elif "GPE" in kinds and GOVERNED.search(text):
        best = "GPE"
    else:
        return kinds
    return (best,) if best in kinds else kinds
