//! How far the border of a zone is.

use super::hold::{DEGREE, HALF};
use detente_world::{Position, Zone};
use std::collections::BTreeMap;

const EARTH_KM: f64 = 6371.0;

/// Parts of a degree that a piece of a line spans at most: so short, it is as good as straight on
/// the globe too (it strays by 15 metres).
const PIECE: i64 = 2_500_000;

/// A quarter of the Earth around: the latitude of a pole.
const POLE: i32 = HALF / 2;

/// Whether some border lies no farther from a position than so many kilometres.
pub(super) fn is_near(zone: &Zone, at: Position, radius_km: f64) -> bool {
    let lines = border(zone);
    let reach = tenths(radius_km);
    let here = point(at);
    lines.iter().any(|line| {
        // A degree of latitude is as long everywhere, and no way is shorter than it.
        let beyond = i64::from(line[0][1].min(line[1][1])) - i64::from(at[1]);
        let below = i64::from(at[1]) - i64::from(line[0][1].max(line[1][1]));
        let least = (beyond.max(below).max(0) as f64 / DEGREE).to_radians() * EARTH_KM;
        if tenths(least) > reach {
            return false;
        }
        let pieces = pieces(*line);
        let open = pieces.filter(|piece| !is_seam(*piece, &lines));
        open.map(|piece| distance(here, piece)).any(|km| tenths(km) <= reach)
    })
}

/// Hundreds of metres, which decide, so that no last bit of a sine does.
fn tenths(km: f64) -> i64 {
    (km * 10.0).floor() as i64
}

/// The lines of all rings, without those that two areas share and those along a pole, which is a
/// point.
fn border(zone: &Zone) -> Vec<[Position; 2]> {
    let mut times: BTreeMap<[Position; 2], usize> = BTreeMap::new();
    for line in zone.polygons().iter().flatten().flat_map(|ring| ring.windows(2)) {
        let line = [line[0].min(line[1]), line[0].max(line[1])];
        *times.entry(line).or_default() += 1;
    }
    let polar = |line: &[Position; 2]| line[0][1] == line[1][1] && line[0][1].abs() == POLE;
    let single = times.into_iter().filter(|(line, times)| times % 2 == 1 && !polar(line));
    single.map(|(line, _)| line).collect()
}

/// A line in pieces of at most a quarter of a degree.
fn pieces([from, to]: [Position; 2]) -> impl Iterator<Item = [Position; 2]> {
    let span = [0, 1].map(|axis| i64::from(to[axis]) - i64::from(from[axis]));
    let count = (span[0].abs().max(span[1].abs()) + PIECE - 1) / PIECE;
    let count = count.max(1);
    // Between two positions of 32 bits, so 32 bits hold it.
    let at = move |nth: i64| {
        [0, 1].map(|axis| (i64::from(from[axis]) + span[axis] * nth / count) as i32)
    };
    (0..count).map(move |nth| [at(nth), at(nth + 1)])
}

/// Whether a piece runs along the antimeridian where the zone goes on beyond it.
fn is_seam(piece: [Position; 2], lines: &[[Position; 2]]) -> bool {
    let meridian = piece[0][0];
    if meridian.abs() != HALF || piece[1][0] != meridian {
        return false;
    }
    let middle = (i64::from(piece[0][1]) + i64::from(piece[1][1])) / 2;
    lines.iter().any(|line| {
        let (a, b) = (line[0][1].min(line[1][1]), line[0][1].max(line[1][1]));
        line[0][0] == -meridian
            && line[1][0] == -meridian
            && (i64::from(a)..=i64::from(b)).contains(&middle)
    })
}

/// A position on a globe of radius 1, where neither the poles nor the antimeridian are special.
fn point([longitude, latitude]: Position) -> [f64; 3] {
    let radians = |part: i32| (f64::from(part) / DEGREE).to_radians();
    let ((east, across), (up, out)) = (radians(longitude).sin_cos(), radians(latitude).sin_cos());
    [out * across, out * east, up]
}

/// Kilometres from a point to a short line.
fn distance(here: [f64; 3], line: [Position; 2]) -> f64 {
    let [from, to] = line.map(point);
    let minus = |a: [f64; 3], b: [f64; 3]| [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    let dot = |a: [f64; 3], b: [f64; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    let (way, off) = (minus(to, from), minus(here, from));
    let length = dot(way, way);
    let along = if length > 0.0 { (dot(off, way) / length).clamp(0.0, 1.0) } else { 0.0 };
    let nearest = [0, 1, 2].map(|axis| from[axis] + along * way[axis]);
    let apart = minus(here, nearest);
    2.0 * EARTH_KM * (dot(apart, apart).sqrt() / 2.0).min(1.0).asin()
}
