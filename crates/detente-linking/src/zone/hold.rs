//! Inside, outside or at the edge.

use super::border;
use detente_record::Inside;
use detente_world::{Position, Ring, Zone};

/// Parts of a degree in a zone's positions.
pub(super) const DEGREE: f64 = 10_000_000.0;

/// Half of the Earth around, in these parts.
pub(super) const HALF: i32 = 1_800_000_000;

/// Where a place lies to a zone: at its edge where the border is no farther than `radius_km`,
/// within a hundred metres. `None` where the position is nowhere on Earth.
///
/// Lines of a zone are straight in longitude and latitude, as RFC 7946 has it. A zone that was cut
/// at the antimeridian has no border there, one that takes in a pole none at the pole, and areas
/// that share a line none along it.
///
/// ```
/// use detente_linking::zone::holds;
/// use detente_record::Inside;
/// use detente_world::Zone;
/// let zone = Zone::read(
///     r#"{"type":"Polygon","coordinates":[[[32,15],[33,15],[33,16],[32,16],[32,15]]]}"#,
/// ).unwrap();
/// assert_eq!(holds(&zone, 15.5, 32.5, 10.0), Some(Inside::Inside));
/// assert_eq!(holds(&zone, 15.5, 33.5, 10.0), Some(Inside::Outside));
/// assert_eq!(holds(&zone, 15.5, 33.05, 10.0), Some(Inside::Edge));
/// assert_eq!(holds(&zone, 95.0, 33.0, 10.0), None);
/// ```
pub fn holds(zone: &Zone, latitude: f64, longitude: f64, radius_km: f64) -> Option<Inside> {
    let at = position(latitude, longitude)?;
    if border::is_near(zone, at, radius_km.max(0.0)) {
        return Some(Inside::Edge);
    }
    // Both names of the antimeridian are one line.
    let also = (at[0].abs() == HALF).then_some([-at[0], at[1]]);
    let within = std::iter::once(at).chain(also).any(|at| {
        let polygons = zone.polygons().iter();
        polygons.into_iter().any(|rings| is_within(rings, at))
    });
    Some(if within { Inside::Inside } else { Inside::Outside })
}

fn position(latitude: f64, longitude: f64) -> Option<Position> {
    let fits = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
    fits.then(|| [longitude, latitude].map(|degrees| (degrees * DEGREE).round() as i32))
}

/// Whether a position lies in an area: in its outer ring and in none of its holes. What lies on a
/// ring lies within.
fn is_within(rings: &[Ring], at: Position) -> bool {
    let lines = || rings.iter().flat_map(|ring| ring.windows(2));
    if lines().any(|line| is_on(line[0], line[1], at)) {
        return true;
    }
    // A ray to the east crosses the rings an odd number of times.
    let crossed = lines().filter(|line| {
        let (from, to) = (line[0], line[1]);
        if (from[1] > at[1]) == (to[1] > at[1]) {
            return false;
        }
        let left = side(from, to, at);
        if to[1] > from[1] { left > 0 } else { left < 0 }
    });
    crossed.count() % 2 == 1
}

fn is_on(from: Position, to: Position, at: Position) -> bool {
    let between = |axis: usize| {
        let (a, b) = (from[axis].min(to[axis]), from[axis].max(to[axis]));
        (a..=b).contains(&at[axis])
    };
    between(0) && between(1) && side(from, to, at) == 0
}

/// On which side of a line a position lies: above 0 left, below right, 0 on it.
fn side(from: Position, to: Position, at: Position) -> i128 {
    let [x, y] = [0, 1].map(|axis| i128::from(to[axis]) - i128::from(from[axis]));
    let [u, v] = [0, 1].map(|axis| i128::from(at[axis]) - i128::from(from[axis]));
    x * v - y * u
}
