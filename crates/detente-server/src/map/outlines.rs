//! Coasts and borders, from `world/map`.

use std::sync::LazyLock;

/// Parts of a degree in `outlines.txt`.
const UNIT: f64 = 50.0;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Coast,
    Border,
    /// Drawn dashed: it takes no side.
    Disputed,
}

/// A line of positions, longitude before latitude, and the box that it lies in.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) kind: Kind,
    pub(crate) points: Vec<[f64; 2]>,
    low: [f64; 2],
    high: [f64; 2],
}

impl Line {
    fn of(kind: Kind, points: Vec<[f64; 2]>) -> Option<Self> {
        let (mut low, mut high) = (*points.first()?, *points.first()?);
        for point in &points {
            for side in 0..2 {
                low[side] = low[side].min(point[side]);
                high[side] = high[side].max(point[side]);
            }
        }
        Some(Self { kind, points, low, high })
    }

    /// Whether it may lie within a box.
    pub(crate) fn meets(&self, low: [f64; 2], high: [f64; 2]) -> bool {
        (0..2).all(|side| self.low[side] <= high[side] && low[side] <= self.high[side])
    }
}

/// All lines. They are part of the program, so that what can't be read is passed over here and
/// fails the tests.
pub(crate) static OUTLINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let drawn = include_str!("../../../../world/map/outlines.txt").lines().filter_map(arc);
    let by_hand = include_str!("../../../../world/map/disputed.txt").lines().filter_map(written);
    drawn.chain(by_hand).collect()
});

fn arc(line: &str) -> Option<Line> {
    let (kind, rest) = line.split_once(' ')?;
    let kind = match kind {
        "coast" => Kind::Coast,
        "border" => Kind::Border,
        "disputed" => Kind::Disputed,
        _ => return None,
    };
    let mut at = [0_i32; 2];
    let mut points = vec![];
    for step in rest.split(' ') {
        let (x, y) = step.split_once(',')?;
        at = [at[0].checked_add(x.parse().ok()?)?, at[1].checked_add(y.parse().ok()?)?];
        points.push(at.map(|part| f64::from(part) / UNIT));
    }
    Line::of(kind, points)
}

fn written(line: &str) -> Option<Line> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let points = line.split_whitespace().map(|point| {
        let (x, y) = point.split_once(',')?;
        Some([x.parse().ok()?, y.parse().ok()?])
    });
    Line::of(Kind::Disputed, points.collect::<Option<_>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_files_is_read() {
        let lines = include_str!("../../../../world/map/outlines.txt").lines().count();
        let by_hand = include_str!("../../../../world/map/disputed.txt").lines();
        let by_hand = by_hand.filter(|line| !line.starts_with('#')).count();
        assert_eq!(OUTLINES.len(), lines + by_hand);
        for line in OUTLINES.iter() {
            assert!(line.points.len() > 1, "{line:?}");
            let inside = |p: &[f64; 2]| p[0].abs() <= 180.0 && p[1].abs() <= 90.0;
            assert!(line.points.iter().all(inside), "{line:?}");
        }
    }

    #[test]
    fn disputed_borders_are_no_settled_ones() {
        // Perekop, between Crimea and the mainland.
        let near = |line: &&Line| line.meets([33.5, 45.9], [34.0, 46.2]);
        assert!(OUTLINES.iter().filter(near).any(|line| line.kind == Kind::Disputed));
    }
}
