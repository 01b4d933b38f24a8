//! How much speaks against so many days between what is told and the telling.
//!
//! Each table is a row of steps: up to so many days, so many points. They say in whole points what
//! holds for news at large: of what is fresh it is told within days, and what is told with its year
//! is mostly older. No year and no collection stands behind them. What does not fit at all counts
//! the more, the farther off it is: a title is kept on for a year by mistake, hardly for twenty.

/// Steps: up to so many days, so many points.
pub(super) type Table = &'static [(i64, i32)];

/// The last day told without its year, a post, a photo.
pub(super) const FRESH: Table = &[
    (0, 0),
    (1, 2),
    (2, 10),
    (3, 14),
    (7, 22),
    (14, 37),
    (31, 48),
    (92, 60),
    (366, 78),
    (1096, 108),
    (i64::MAX, 136),
];

/// The last day told without its year, but with its day of the week: who gives both speaks of this
/// week or the last.
pub(super) const NEAR: Table =
    &[(0, 0), (1, 2), (2, 10), (3, 14), (7, 22), (14, 44), (31, 60), (92, 80), (i64::MAX, 104)];

/// The last month told without its year, from its last day on.
pub(super) const MONTH: Table = &[(0, 0), (31, 4), (92, 10), (182, 16), (i64::MAX, 22)];

/// Every other day or month told without its year.
pub(super) const ASIDE: Table = &[(31, 0), (92, 8), (182, 16), (i64::MAX, 26)];

/// The next day or month to come.
pub(super) const AHEAD: Table = &[(31, 0), (92, 4), (182, 8), (i64::MAX, 14)];

/// The last day told with its year.
pub(super) const DAY: Table = &[
    (1, 0),
    (7, 15),
    (31, 29),
    (92, 37),
    (365, 48),
    (730, 57),
    (1095, 64),
    (1825, 72),
    (3650, 85),
    (7300, 101),
    (i64::MAX, 128),
];

/// The last month told with its year, from its first day on.
pub(super) const MONTH_OF_YEAR: Table = &[
    (122, 37),
    (365, 44),
    (730, 54),
    (1095, 61),
    (1825, 70),
    (3650, 83),
    (7300, 97),
    (i64::MAX, 128),
];

/// The last year told, by the years between.
pub(super) const YEAR: Table =
    &[(0, 47), (1, 51), (2, 58), (3, 62), (5, 69), (10, 80), (20, 93), (i64::MAX, 121)];

/// A year, in days.
const Y: i64 = 366;

/// Something told as past lies ahead of the day: it is misread, or a plan is told as done.
pub(super) const NOT_YET: Table = &[(Y, 72), (5 * Y, 84), (20 * Y, 100), (i64::MAX, 128)];

/// Something lies ahead of which it can't be told whether it was: news looks some years ahead.
pub(super) const PERHAPS_NOT_YET: Table = &[(Y, 16), (5 * Y, 32), (20 * Y, 64), (i64::MAX, 96)];

/// Something told as to come lies behind: what was planned is told of, too.
pub(super) const OVER: Table = &[(Y, 16), (5 * Y, 24), (20 * Y, 40), (i64::MAX, 72)];

/// A post or a photo of a day to come.
pub(super) const NOT_MADE_YET: Table = &[(5 * Y, 104), (i64::MAX, 136)];

/// Somebody acts under a title that is not held yet,
pub(super) const ACTS_TOO_EARLY: Table = &[(Y, 40), (5 * Y, 56), (20 * Y, 80), (i64::MAX, 112)];
/// or not any more.
pub(super) const ACTS_TOO_LATE: Table = &[(Y, 32), (5 * Y, 40), (20 * Y, 56), (i64::MAX, 88)];

/// Somebody is named under a title that is not held yet,
pub(super) const NAMED_TOO_EARLY: Table = &[(Y, 28), (5 * Y, 44), (20 * Y, 64), (i64::MAX, 96)];
/// or not any more: of older stories persons are named under the titles they had.
pub(super) const NAMED_TOO_LATE: Table = &[(Y, 14), (5 * Y, 20), (20 * Y, 36), (i64::MAX, 64)];

/// An office whose end is not known, from its first day on: few are held for decades.
pub(super) const NO_END: Table =
    &[(4 * Y, 0), (8 * Y, 4), (12 * Y, 10), (20 * Y, 24), (30 * Y, 48), (i64::MAX, 96)];

/// Somebody is called a former holder, from the end of the office on.
pub(super) const FORMER: Table = &[(20 * Y, 0), (40 * Y, 16), (i64::MAX, 56)];

/// Somebody acts who holds no office any more.
pub(super) const IDLE: Table = &[(2 * Y, 4), (8 * Y, 8), (20 * Y, 20), (i64::MAX, 44)];
/// Somebody is named who had no office yet: who will be known is seldom named before.
pub(super) const UNKNOWN: Table = &[(2 * Y, 6), (8 * Y, 14), (20 * Y, 30), (i64::MAX, 56)];

/// A group is named before it was founded: its name may have been another's.
pub(super) const NOT_YET_FOUNDED: Table = &[(5 * Y, 20), (20 * Y, 36), (i64::MAX, 56)];
/// A name is used that was given up: old names live on.
pub(super) const GIVEN_UP: Table = &[(60, 0), (2 * Y, 8), (10 * Y, 16), (i64::MAX, 36)];

/// The year under way is another.
pub(super) const NOT_CURRENT: Table = &[(5 * Y, 36), (20 * Y, 52), (i64::MAX, 80)];
/// Years counted back come to another year.
pub(super) const NOT_AGO: Table = &[(Y, 6), (5 * Y, 28), (20 * Y, 48), (i64::MAX, 80)];
/// A day is told without its year more than a year later.
pub(super) const NOT_LATELY: Table = &[(Y, 24), (5 * Y, 40), (20 * Y, 56), (i64::MAX, 80)];

/// The points for a distance.
pub(super) fn points(table: Table, distance: i64) -> i32 {
    table.iter().find(|(most, _)| distance <= *most).map_or(0, |(_, points)| *points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_farther_the_more_speaks_against_it() {
        let all = [
            FRESH,
            NEAR,
            MONTH,
            ASIDE,
            AHEAD,
            DAY,
            MONTH_OF_YEAR,
            YEAR,
            NOT_YET,
            PERHAPS_NOT_YET,
            OVER,
            NOT_MADE_YET,
            ACTS_TOO_EARLY,
            ACTS_TOO_LATE,
            NAMED_TOO_EARLY,
            NAMED_TOO_LATE,
            NO_END,
            FORMER,
            IDLE,
            UNKNOWN,
            NOT_YET_FOUNDED,
            GIVEN_UP,
            NOT_CURRENT,
            NOT_AGO,
            NOT_LATELY,
        ];
        for table in all {
            assert!(table.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            assert_eq!(table.last().map(|(most, _)| *most), Some(i64::MAX));
        }
        assert_eq!((points(FRESH, 0), points(FRESH, 5), points(FRESH, 40)), (0, 22, 60));
    }
}
