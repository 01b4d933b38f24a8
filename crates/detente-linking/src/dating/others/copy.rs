//! Copies: a copy is printed within days of what it is a copy of; no report supports its own day;
//! and what is printed twice says it once.

use super::points::{self, ALL};
use super::{Dated, Facts};
use crate::dating::Bound;
use std::collections::BTreeMap;

/// Of a thousand runs of the one so many stand in the other, where one may be a copy,
const LIKE: usize = 400;
/// and where it is one whatever the outlet: the standing text of a series is much of each of its
/// reports, weeks apart.
const COPY: usize = 600;
/// Fewer runs tell nothing.
const FEWEST: usize = 4;

/// Whether one of two has much of its text from the other.
pub(super) fn is_like(a: &Facts, b: &Facts) -> bool {
    share(a, b) >= LIKE
}

/// Runs in both, of a thousand of the shorter.
fn share(a: &Facts, b: &Facts) -> usize {
    let smaller = a.runs.len().min(b.runs.len());
    let both = a.runs.intersection(&b.runs).count();
    if both < FEWEST { 0 } else { both * 1000 / smaller.max(1) }
}

/// Those among dated reports that are no copies of others: of copies the earliest, for the others
/// were printed after it. Those of a day that metadata gives come first.
pub(super) fn once(mut all: Vec<Dated<'_>>) -> Vec<Dated<'_>> {
    all.sort_by(|a, b| {
        let key = |one: &Dated<'_>| (!one.stated, one.from, one.to);
        key(a).cmp(&key(b)).then_with(|| a.facts.report.cmp(&b.facts.report))
    });
    let mut under: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut kept: Vec<Dated<'_>> = vec![];
    for one in all {
        let mut met: Vec<usize> =
            one.facts.runs.iter().filter_map(|run| under.get(run)).flatten().copied().collect();
        met.sort_unstable();
        let often = met.chunk_by(|a, b| a == b).filter(|same| same.len() >= FEWEST);
        let copied = often.filter_map(|same| kept.get(*same.first()?));
        if copied.into_iter().any(|other| share(one.facts, other.facts) >= COPY) {
            continue;
        }
        for run in &one.facts.runs {
            under.entry(*run).or_default().push(kept.len());
        }
        kept.push(one);
    }
    kept
}

/// A copy of known day is of about the same day: most papers print a wire story within the week.
pub(super) fn bounds(undated: &Facts, others: &[Dated<'_>]) -> Vec<Bound> {
    /// Days before and after the copy, and of a thousand copies those printed within.
    const BEFORE: i64 = 2;
    const AFTER: i64 = 7;
    const WITHIN: u64 = 800;
    let copies = others.iter().filter(|other| share(undated, other.facts) >= COPY);
    let nearest = copies.max_by_key(|other| {
        let both = undated.runs.intersection(&other.facts.runs).count();
        (both, std::cmp::Reverse(other.from), &other.facts.report)
    });
    let Some(one) = nearest else { return vec![] };
    let (from, to) = (one.from - BEFORE, one.to + AFTER);
    let points = points::points(WITHIN, (to - from + 1).unsigned_abs(), ALL);
    let because = format!("much of its text is also that of {}", super::kin::said(one));
    points::bound(from, to, points, &because).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{dated, day, facts};
    use super::super::{Dated, bounds};
    use super::*;

    /// A text of so many words, none twice.
    fn text(from: usize, to: usize) -> String {
        (from..to).map(|n| format!("word{n} ")).collect()
    }

    #[test]
    fn a_copy_is_of_about_the_same_day() {
        let printed = facts("a", &text(0, 300));
        let found = bounds(&facts("new", &text(20, 300)), &[dated(&printed, "2018-02-03")]);
        let copy = found.iter().find(|bound| bound.because.starts_with("much of its text"));
        let copy = copy.expect("a bound");
        assert_eq!(copy.from.map(|day| day.to_string()).as_deref(), Some("2018-02-01"));
        assert_eq!(copy.to.map(|day| day.to_string()).as_deref(), Some("2018-02-10"));
    }

    #[test]
    fn a_copy_dated_by_the_same_words_is_no_support() {
        let printed = facts("a", &text(0, 300));
        let on = day("2018-02-03");
        let own = Dated { facts: &printed, from: on, to: on, stated: false };
        assert!(bounds(&facts("new", &text(20, 300)), &[own]).is_empty());
    }

    #[test]
    fn of_copies_the_first_counts_once() {
        let (a, b, c) = (text(0, 300), text(10, 300), text(500, 800));
        let (a, b, c) = (facts("a", &a), facts("b", &b), facts("c", &c));
        let all = vec![dated(&b, "2018-02-05"), dated(&a, "2018-02-03"), dated(&c, "2018-02-04")];
        let kept: Vec<_> = once(all).iter().map(|one| one.facts.report.clone()).collect();
        assert_eq!(kept, ["a", "c"]);
    }
}
