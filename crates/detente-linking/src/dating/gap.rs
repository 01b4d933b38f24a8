//! How much speaks against so many days between what is told and the telling.
//!
//! Each table is a row of steps: up to so many days, so many points. They say in whole points what
//! holds for news at large: of what is fresh it is told within days, and what is told with its year
//! is mostly older. No year and no collection stands behind them.

/// Steps: up to so many days, so many points.
pub(super) type Table = &'static [(i64, i32)];

/// The last day told without its year, a post, a photo.
pub(super) const FRESH: Table = &[
    (0, 0),
    (1, 2),
    (2, 8),
    (3, 12),
    (7, 16),
    (14, 26),
    (31, 34),
    (92, 46),
    (182, 56),
    (366, 64),
    (1096, 88),
    (i64::MAX, 112),
];

/// The last month told without its year, from its last day on.
pub(super) const MONTH: Table = &[(0, 0), (31, 4), (92, 12), (182, 20), (i64::MAX, 30)];

/// Every other day or month told without its year.
pub(super) const ASIDE: Table = &[(31, 0), (92, 3), (182, 7), (i64::MAX, 12)];

/// The next day or month to come.
pub(super) const AHEAD: Table = &[(31, 0), (92, 4), (182, 8), (i64::MAX, 14)];

/// The last day told with its year.
pub(super) const DAY: Table = &[
    (1, 0),
    (7, 6),
    (31, 16),
    (92, 24),
    (365, 32),
    (730, 38),
    (1095, 46),
    (1825, 52),
    (3650, 62),
    (7300, 76),
    (i64::MAX, 96),
];

/// The last month told with its year, from its first day on.
pub(super) const MONTH_OF_YEAR: Table = &[
    (122, 22),
    (365, 26),
    (730, 34),
    (1095, 42),
    (1825, 50),
    (3650, 62),
    (7300, 76),
    (i64::MAX, 96),
];

/// The last year told, by the years between.
pub(super) const YEAR: Table =
    &[(0, 22), (1, 26), (2, 34), (3, 40), (5, 48), (10, 60), (20, 74), (i64::MAX, 96)];

/// The points for a distance.
pub(super) fn points(table: Table, distance: i64) -> i32 {
    table.iter().find(|(most, _)| distance <= *most).map_or(0, |(_, points)| *points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_farther_the_more_speaks_against_it() {
        for table in [FRESH, MONTH, ASIDE, AHEAD, DAY, MONTH_OF_YEAR, YEAR] {
            assert!(table.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            assert_eq!(table.last().map(|(most, _)| *most), Some(i64::MAX));
        }
        assert_eq!((points(FRESH, 0), points(FRESH, 5), points(FRESH, 40)), (0, 16, 46));
    }
}
