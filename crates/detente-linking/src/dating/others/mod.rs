//! What other reports fix: bounds for a report without a day, from those whose day is known.
//!
//! The third round of dating. A driver keeps the [`Facts`] of every report, finds by [`keys`] the
//! dated reports that share some with an undated one, and hands both to [`bounds`]. Only days of the
//! first round (metadata) and the second (own text) are handed over: a day that this round finds
//! supports nobody, so that no two reports can hold each other up.
//!
//! | file | what it goes by |
//! |---|---|
//! | `copy` | a copy is printed within days |
//! | `kin` | reports that share names, exact figures, passages and quotations lie near each other in time |
//! | `toll` | a growing count lies between two dated ones |
//! | `happening` | what is told here as past is dated there; what is fresh here, too |
//! | `ahead` | what is to come here was there |
//!
//! Nothing is compared but reports that share a key, and a key that more than [`MOST`] dated reports
//! have is passed over: it is no sign of anything.

mod ahead;
mod copy;
mod facts;
mod happening;
mod kin;
mod points;
mod terms;
#[cfg(test)]
mod testing;
mod toll;

pub use facts::{Facts, keys};

use super::Bound;
use std::collections::{BTreeMap, BTreeSet};

/// Dated reports under one key; a key that more have is passed over.
pub const MOST: usize = 64;

/// A report whose day is known from itself.
#[derive(Clone, Copy, Debug)]
pub struct Dated<'a> {
    /// What it tells.
    pub facts: &'a Facts,
    /// First day on which it can have been written, as [`crate::incident::day`] counts.
    pub from: i64,
    /// The last.
    pub to: i64,
    /// Whether metadata says so, and not its own words.
    pub stated: bool,
}

impl Dated<'_> {
    /// Its day, or the middle of its days.
    fn day(&self) -> i64 {
        self.from.midpoint(self.to)
    }
}

/// Days between the ends of a date that still counts as one.
const PRECISE: i64 = 7;

/// Whether a date is one that dating thinks of, and precise enough to date another by.
fn is_of_use(one: &Dated<'_>) -> bool {
    /// 1 January 1900 and 31 December 2099, from 1970 on.
    const FIRST: i64 = -25_567;
    const LAST: i64 = 47_481;
    FIRST <= one.from && one.from <= one.to && one.to <= LAST && one.to - one.from <= PRECISE
}

/// What dated reports say of the day on which an undated one was written; the order has no bearing.
///
/// `dated` are all reports with a day of the first or second round under the [`keys`] of `undated`.
/// The report itself, and copies of it that have no other day than their own words give, are passed
/// over.
pub fn bounds(undated: &Facts, dated: &[Dated<'_>]) -> Vec<Bound> {
    let mut others: Vec<Dated<'_>> = dated
        .iter()
        .filter(|one| one.facts.report != undated.report && is_of_use(one))
        .filter(|one| one.stated || !copy::is_like(undated, one.facts))
        .copied()
        .collect();
    others.sort_by(|a, b| a.facts.report.cmp(&b.facts.report));
    others.dedup_by(|a, b| a.facts.report == b.facts.report);
    let others = copy::once(others);
    let found = Found::new(undated, &others);
    let mut out = copy::bounds(undated, &others);
    out.extend(kin::bounds(undated, &found));
    out.extend(toll::bounds(undated, &found));
    out.extend(happening::bounds(undated, &found));
    out.extend(ahead::bounds(undated, &found));
    out
}

/// Dated reports by the keys that they share with an undated one.
struct Found<'a> {
    others: &'a [Dated<'a>],
    /// The places of those who have a key.
    under: BTreeMap<String, Vec<usize>>,
}

impl<'a> Found<'a> {
    fn new(undated: &Facts, others: &'a [Dated<'a>]) -> Self {
        let ours: BTreeSet<String> = keys(undated).into_iter().collect();
        let mut under: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, other) in others.iter().enumerate() {
            for key in keys(other.facts).into_iter().filter(|key| ours.contains(key)) {
                under.entry(key).or_default().push(at);
            }
        }
        under.retain(|_, places| places.len() <= MOST);
        Self { others, under }
    }

    /// Those under a key.
    fn under(&self, key: &str) -> impl Iterator<Item = &Dated<'a>> {
        self.under.get(key).into_iter().flatten().filter_map(|at| self.others.get(*at))
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{dated, facts};
    use super::*;

    const TEXT: &str = "The Amber Gate was shut by Colonel Okello and his Third Brigade in Gulu.";

    #[test]
    fn no_report_supports_itself() {
        let own = facts("new", TEXT);
        assert!(!keys(&own).is_empty());
        assert!(bounds(&own, &[dated(&own, "2019-05-02")]).is_empty());
    }

    #[test]
    fn what_is_not_precise_or_not_of_our_time_dates_nothing() {
        let (a, b) = (facts("a", TEXT), facts("b", TEXT));
        let (from, to) = (testing::day("2019-05-02"), testing::day("2019-08-02"));
        let vague = Dated { facts: &a, from, to, stated: true };
        let all = [vague, dated(&b, "0412-05-02"), Dated { from: to, to: from, ..vague }];
        assert!(bounds(&facts("new", TEXT), &all).is_empty());
        assert!(bounds(&facts("new", TEXT), &[]).is_empty());
    }

    #[test]
    fn the_order_has_no_bearing() {
        let text = |n: usize| format!("It is said that {} of Okello fled to Gulu.", 1100 + 7 * n);
        let made: Vec<Facts> = (0..9).map(|n| facts(&format!("r{n}"), &text(n))).collect();
        let days = ["2019-05-02", "2019-05-09", "2019-06-01"];
        let all = made.iter().enumerate().map(|(at, facts)| dated(facts, days[at / 3]));
        let mut all: Vec<Dated<'_>> = all.collect();
        let new = facts("new", &text(4));
        let forward = bounds(&new, &all);
        assert!(!forward.is_empty());
        all.reverse();
        assert_eq!(bounds(&new, &all), forward);
        all.rotate_left(4);
        // Twice handed over is once.
        all.push(all[0]);
        assert_eq!(bounds(&new, &all), forward);
    }
}
