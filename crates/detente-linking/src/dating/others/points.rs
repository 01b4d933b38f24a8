//! From shares to points: eight points halve what a day weighs.

use crate::dating::Bound;
use crate::incident::iso;
use jiff::civil::Date;

/// Days that dating thinks of: what nothing is known of may be any of them.
pub(super) const ALL: u64 = 200 * 365;

/// Eight times the binary logarithm, rounded down; 0 of nothing.
///
/// ```text
/// 1 → 0, 2 → 8, 3 → 12, 64 → 48
/// ```
pub(super) fn eighths(n: u64) -> i32 {
    let n = u128::from(n.clamp(1, 0xffff));
    i32::try_from(n.pow(8).ilog2()).unwrap_or(0)
}

/// The points against a day outside a stretch, where so many of a thousand like it lie within: how
/// many times denser it is within than without.
pub(super) fn points(within: u64, stretch: u64, whole: u64) -> i32 {
    let within = within.clamp(1, 999);
    let rest = whole.saturating_sub(stretch).max(1);
    let share = eighths(within) - eighths(1000 - within);
    (share + eighths(rest) - eighths(stretch.max(1))).max(0)
}

/// A bound from one day to another, by their numbers.
pub(super) fn bound(from: i64, to: i64, points: i32, because: &str) -> Option<Bound> {
    let date = |day: i64| iso(day)?.parse::<Date>().ok();
    let because = because.to_owned();
    Some(Bound { from: Some(date(from)?), to: Some(date(to)?), points, because })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_are_whole() {
        assert_eq!([1, 2, 3, 64, 65_535].map(eighths), [0, 8, 12, 48, 127]);
    }

    #[test]
    fn the_shorter_and_the_surer_the_more() {
        assert!(points(900, 7, ALL) > points(900, 30, ALL));
        assert!(points(900, 30, ALL) > points(600, 30, ALL));
        // As many within as anywhere say nothing.
        assert_eq!(points(100, 100, 1000), 0);
    }
}
