//! How far two points are from each other.

/// Cosine of an angle in degrees from -90 to 90, by its series: the same on every machine, which
/// the one of the system's library is not.
fn cosine(degrees: f64) -> f64 {
    let x = degrees * (std::f64::consts::PI / 180.0);
    let square = x * x;
    let terms = [1.0 / 12.0, 1.0 / 30.0, 1.0 / 56.0, 1.0 / 90.0, 1.0 / 132.0];
    let tail = terms.iter().rev().fold(1.0, |tail, term| 1.0 - square * term * tail);
    1.0 - square / 2.0 * tail
}

/// Kilometres between two points (degrees north, degrees east), on a sphere unrolled around their
/// middle latitude: within 1 % below 2,000 km, of the right order beyond.
///
/// ```
/// let (ankara, idlib) = ((39.92, 32.85), (35.93, 36.63));
/// assert!((548..558).contains(&detente_world::kilometres(ankara, idlib)));
/// ```
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> i32 {
    const DEGREE: f64 = 111.195;
    let turn = (a.1 - b.1).abs();
    let east = if turn > 180.0 { 360.0 - turn } else { turn } * cosine((a.0 + b.0) / 2.0);
    let north = a.0 - b.0;
    ((north * north + east * east).sqrt() * DEGREE).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_distances_known() {
        for (degrees, expected) in [(0.0, 1.0), (60.0, 0.5), (-60.0, 0.5), (90.0, 0.0)] {
            assert!((cosine(degrees) - expected).abs() < 1e-6, "{degrees}");
        }
        let cases = [
            ((51.5, -0.12), (48.85, 2.35), 344),
            ((64.0, 179.5), (64.0, -179.5), 49),
            ((15.6, 32.5), (13.18, 30.22), 364),
        ];
        for (a, b, expected) in cases {
            assert!((kilometres(a, b) - expected).abs() <= expected / 50 + 1, "{a:?} {b:?}");
        }
    }
}
