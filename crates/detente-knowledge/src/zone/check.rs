//! What must hold for the rings of a zone.

use super::{DEGREE, Position, Ring};

/// Positions of one zone: what a border of a war takes, and few enough to be compared each with
/// each.
const MOST: usize = 5000;

pub(super) fn all(polygons: &[Vec<Ring>]) -> Result<(), String> {
    let count: usize = polygons.iter().flatten().map(Vec::len).sum();
    if count > MOST {
        return Err(format!("`zone` has {count} positions; simplify it to {MOST} at most"));
    }
    if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
        return Err("`zone` has an area without a ring".into());
    }
    for rings in polygons {
        rings.iter().try_for_each(ring)?;
        uncrossed(rings)?;
    }
    Ok(())
}

fn ring(ring: &Ring) -> Result<(), String> {
    let (Some(first), Some(last)) = (ring.first(), ring.last()) else {
        return Err("`zone` has a ring without positions".into());
    };
    if first != last {
        return Err(format!(
            "a ring of `zone` doesn't end where it begins, at {}, but at {}; repeat its first \
             position at its end",
            shown(*first),
            shown(*last)
        ));
    }
    if ring.len() < 4 || is_flat(ring) {
        return Err(format!(
            "a ring of `zone` at {} encloses nothing; it takes three corners and the first of \
             them again",
            shown(*first)
        ));
    }
    let long =
        |pair: &&[Position]| (i64::from(pair[1][0]) - i64::from(pair[0][0])).abs() > 180 * DEGREE;
    match ring.windows(2).find(long) {
        Some(pair) => Err(format!(
            "a line of `zone` from {} to {} goes around more than half of the Earth; give it \
             positions in between, or cut the zone at the antimeridian into two areas",
            shown(pair[0]),
            shown(pair[1])
        )),
        None => Ok(()),
    }
}

/// No two lines of an area may cross or lie on each other; they may touch.
fn uncrossed(rings: &[Ring]) -> Result<(), String> {
    let lines: Vec<[Position; 2]> =
        rings.iter().flat_map(|ring| ring.windows(2).map(|pair| [pair[0], pair[1]])).collect();
    for (at, one) in lines.iter().enumerate() {
        for other in &lines[at + 1..] {
            if near(one, other) && (cross(one, other) || overlap(one, other)) {
                return Err(format!(
                    "`zone` crosses itself: its lines from {} to {} and from {} to {}",
                    shown(one[0]),
                    shown(one[1]),
                    shown(other[0]),
                    shown(other[1])
                ));
            }
        }
    }
    Ok(())
}

/// Whether the boxes around two lines meet.
fn near(one: &[Position; 2], other: &[Position; 2]) -> bool {
    (0..2).all(|axis| {
        let [a, b, c, d] = [one[0][axis], one[1][axis], other[0][axis], other[1][axis]];
        a.min(b) <= c.max(d) && c.min(d) <= a.max(b)
    })
}

fn cross(one: &[Position; 2], other: &[Position; 2]) -> bool {
    let parts = |line: &[Position; 2], by: &[Position; 2]| {
        side(by[0], by[1], line[0]) * side(by[0], by[1], line[1]) < 0
    };
    parts(one, other) && parts(other, one)
}

/// Whether two lines have more than a point in common.
fn overlap(one: &[Position; 2], other: &[Position; 2]) -> bool {
    let straight = other.iter().all(|&at| side(one[0], one[1], at) == 0);
    straight
        && (0..2).any(|axis| {
            let [a, b, c, d] = [one[0][axis], one[1][axis], other[0][axis], other[1][axis]];
            a.min(b).max(c.min(d)) < a.max(b).min(c.max(d))
        })
}

/// On which side of a line a position lies: 1 left, -1 right, 0 on it.
fn side(from: Position, to: Position, at: Position) -> i128 {
    let [x, y] = [0, 1].map(|axis| i128::from(to[axis]) - i128::from(from[axis]));
    let [u, v] = [0, 1].map(|axis| i128::from(at[axis]) - i128::from(from[axis]));
    (x * v - y * u).signum()
}

/// Whether all positions of a ring lie on one line.
fn is_flat(ring: &Ring) -> bool {
    match ring.as_slice() {
        [first, second, rest @ ..] => rest.iter().all(|&at| side(*first, *second, at) == 0),
        _ => true,
    }
}

/// A position as it stands in the file.
fn shown([longitude, latitude]: Position) -> String {
    let degrees = |part: i32| f64::from(part) / DEGREE as f64;
    format!("[{}, {}]", degrees(longitude), degrees(latitude))
}

#[cfg(test)]
mod tests {
    use crate::Zone;

    fn said(rings: &str) -> String {
        let read = Zone::read(&format!(r#"{{"type":"Polygon","coordinates":{rings}}}"#));
        read.err().unwrap_or_default()
    }

    #[test]
    fn says_what_is_wrong_and_the_way_out() {
        for (rings, expected) in [
            ("[[[32,15],[33,15],[33,16],[32,16]]]", "doesn't end where it begins, at [32, 15]"),
            ("[[[15,132],[15,133],[16,133],[15,132]]]", "the longitude first"),
            ("[[[190,15],[191,15],[191,16],[190,15]]]", "cut there into two areas"),
            ("[[[-200,95],[33,15],[33,16],[-200,95]]]", "latitudes between -90 and 90"),
            ("[[[0,0],[2,2],[2,0],[0,2],[0,0]]]", "crosses itself"),
            ("[[[0,0],[4,0],[2,0],[2,2],[0,0]]]", "crosses itself"),
            ("[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[3,1],[5,1],[5,2],[3,1]]]", "crosses itself"),
            ("[[[179,1],[-179,1],[-179,2],[179,2],[179,1]]]", "at the antimeridian"),
            ("[[[32,15],[33,15],[32,15]]]", "encloses nothing"),
            ("[[[0,0],[1,1],[2,2],[0,0]]]", "encloses nothing"),
            ("[]", "without a ring"),
            ("[[]]", "without positions"),
            ("[[[32,\"15\"]]]", "no pair of numbers"),
            ("7", "a list of rings"),
        ] {
            assert!(said(rings).contains(expected), "{rings}: {}", said(rings));
        }
        assert!(Zone::read("{").unwrap_err().contains("no GeoJSON"));
        let point = Zone::read(r#"{"type":"Point","coordinates":[32,15]}"#).unwrap_err();
        assert!(point.contains("not \"Point\""), "{point}");
    }

    #[test]
    fn holes_touching_corners_and_features_are_sound() {
        assert_eq!(said("[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[2,2],[3,2],[3,3],[2,2]]]"), "");
        assert_eq!(said("[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[0,0],[3,2],[2,3],[0,0]]]"), "");
        let area = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0,250],[1,1],[0,0]]]}"#;
        let features = format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{}},"geometry":{area}}}]}}"#
        );
        assert_eq!(Zone::read(&features).unwrap(), Zone::read(area).unwrap());
    }
}
