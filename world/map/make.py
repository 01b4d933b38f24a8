"""Makes outlines.txt from Natural Earth (public domain), as npm's world-atlas 2.0.2 packs it.

    curl -LO https://registry.npmjs.org/world-atlas/-/world-atlas-2.0.2.tgz
    tar xzf world-atlas-2.0.2.tgz
    python3 make.py package/countries-50m.json > outlines.txt

A line is an arc: `coast`, `border` or `disputed`, then its points in fiftieths of a degree, longitude
before latitude, the first in full and each other as the step from the one before. A border is
disputed where either side is a territory whose standing is; what Natural Earth draws as settled and
is not stands in disputed.txt, by hand.
"""

import json
import sys

UNIT = 50
# How far a line may lie from the true one, in degrees.
AWAY = 0.06
# Names in the atlas whose borders are drawn dashed.
DISPUTED = {"Kosovo", "W. Sahara", "Somaliland", "N. Cyprus", "Palestine", "Siachen Glacier", "Taiwan"}


def simpler(points):
    """Douglas and Peucker (1973), without recursion."""
    keep = {0, len(points) - 1}
    open_ = [(0, len(points) - 1)]
    while open_:
        first, last = open_.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5
        worst, far = None, AWAY
        for at in range(first + 1, last):
            x, y = points[at][0] - ax, points[at][1] - ay
            away = abs(x * dy - y * dx) / length if length else (x * x + y * y) ** 0.5
            if away > far:
                worst, far = at, away
        if worst is not None:
            keep.add(worst)
            open_ += [(first, worst), (worst, last)]
    return [points[at] for at in sorted(keep)]


def arcs_of(geometry):
    def each(value):
        if isinstance(value, int):
            yield value if value >= 0 else ~value
        else:
            for one in value:
                yield from each(one)

    return set(each(geometry.get("arcs", [])))


def main(path):
    atlas = json.load(open(path))
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    owners = {}
    for geometry in atlas["objects"]["countries"]["geometries"]:
        for arc in arcs_of(geometry):
            owners.setdefault(arc, []).append(geometry["properties"]["name"])
    lines = []
    for number, arc in enumerate(atlas["arcs"]):
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        span = max(max(p[i] for p in points) - min(p[i] for p in points) for i in (0, 1))
        sides = owners.get(number, [])
        kind = "coast" if len(sides) < 2 else "border"
        if kind == "border" and DISPUTED & set(sides):
            kind = "disputed"
        # Islets and the far south are left out.
        if kind == "coast" and (span < 0.25 or max(p[1] for p in points) < -60):
            continue
        whole = [(round(x * UNIT), round(y * UNIT)) for x, y in simpler(points)]
        steps = [f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in zip(whole, whole[1:]) if a != b]
        if steps:
            lines.append(f"{kind} {whole[0][0]},{whole[0][1]} {' '.join(steps)}")
    print("\n".join(sorted(lines)))


main(sys.argv[1])
