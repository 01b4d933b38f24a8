//! Counts that grow: killed, wounded, displaced and held, each time told anew.
//!
//! The dead of a war are counted on from its first day, and whoever reports it tells the last count.
//! What is told as 11,000 was written between the report that told 10,500 and the one that told
//! 11,400. That needs no knowledge of the war: a row of dated counts of the same people that hardly
//! ever falls is one that grows. Which count a figure belongs to is told by the names in its
//! sentence.

use super::points::{self, ALL};
use super::{Facts, Found};
use crate::dating::Bound;
use std::collections::{BTreeMap, BTreeSet};

/// A count of people, as a report tells it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Toll {
    /// What became of them.
    pub(super) role: &'static str,
    /// A name in the sentence, in lower case; none where there is none.
    pub(super) whose: String,
    /// How many.
    pub(super) value: u32,
}

impl Toll {
    pub(super) fn key(&self) -> String {
        format!("toll|{}|{}", self.role, self.whose)
    }
}

/// The words for what became of people.
const ROLES: [(&str, &[&str]); 4] = [
    (
        "killed",
        &["killed", "killing", "kills", "dead", "death", "deaths", "died", "fatalities", "toll"],
    ),
    ("wounded", &["wounded", "wounding", "injured", "injuring", "injuries"]),
    ("displaced", &["displaced", "displacing", "fled", "homeless", "refugees", "uprooted"]),
    ("held", &["arrested", "detained", "imprisoned", "captured", "abducted", "jailed"]),
];
/// Words between a figure and such a word.
const NEAR: usize = 8;
/// Smaller figures are of single happenings.
const LEAST: u32 = 100;
/// Names by which one figure is looked for.
const NAMES: usize = 6;

/// The counts of a text.
pub(super) fn tolls(text: &str) -> BTreeSet<Toll> {
    let mut most: BTreeMap<(&str, String), u32> = BTreeMap::new();
    let sentences = text.lines().flat_map(|line| line.split(['.', ';']));
    for sentence in sentences {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let role = |at: usize| {
            let far = |(other, word): (usize, &&str)| {
                let word = bare(word).to_lowercase();
                let role = ROLES.iter().find(|(_, words)| words.contains(&&*word))?;
                Some((other.abs_diff(at), role.0))
            };
            words.iter().enumerate().filter_map(far).filter(|(far, _)| *far <= NEAR).min()
        };
        for (at, word) in words.iter().enumerate() {
            let bare = bare(word);
            let Some(value) = super::terms::whole(&bare).filter(|value| *value >= LEAST) else {
                continue;
            };
            if !bare.contains(',') && (1800..2200).contains(&value) {
                continue;
            }
            let Some((_, role)) = role(at) else { continue };
            let mut names: Vec<String> = words.iter().filter_map(|word| name(word)).collect();
            names.sort();
            names.dedup();
            names.truncate(NAMES);
            if names.is_empty() {
                names.push(String::new());
            }
            for whose in names {
                let known = most.entry((role, whose)).or_default();
                *known = value.max(*known);
            }
        }
    }
    most.into_iter().map(|((role, whose), value)| Toll { role, whose, value }).collect()
}

fn name(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let bare = bare.strip_suffix("'s").or(bare.strip_suffix("’s")).unwrap_or(bare);
    let is = bare.starts_with(char::is_uppercase) && bare.chars().count() >= 4;
    is.then(|| bare.to_lowercase())
}

/// Counts between which one lies.
struct Between {
    from: i64,
    to: i64,
    /// The day on which it would be, if the count grew evenly between the two.
    even: i64,
    /// Dated counts that fit, and that don't.
    fit: usize,
    unfit: usize,
    because: String,
}

impl Between {
    /// Of a thousand such, how many lie so.
    fn sure(&self) -> u64 {
        (1000 * self.fit / (self.fit + self.unfit + 2)) as u64
    }
}

/// Days on which a count may be told beside those on which it was: of a thousand that are sure, so
/// many. Counts are told on for days, and no report has them before they were counted.
const BESIDE: [(i64, u64); 2] = [(14, 950), (3, 850)];
/// Days before and after that on which it would be, and how many lie there.
const EVEN: (i64, i64, u64) = (3, 4, 750);

pub(super) fn bounds(undated: &Facts, found: &Found<'_>) -> Vec<Bound> {
    let all = undated.tolls.iter().filter_map(|toll| between(toll, found));
    // One count is told of many names: that which most speaks for.
    let best = all
        .max_by_key(|one| (one.sure(), std::cmp::Reverse(one.to - one.from), one.because.clone()));
    let Some(best) = best else { return vec![] };
    let beside = BESIDE.iter().map(|(days, certain)| (best.from - days, best.to + days, *certain));
    let even = (best.even - EVEN.0, best.even + EVEN.1, EVEN.2);
    let mut out = vec![];
    let mut whole = ALL;
    for (from, to, certain) in beside.chain([even]) {
        let length = (to - from + 1).unsigned_abs();
        let points = points::points(best.sure() * certain / 1000, length, whole);
        whole = length;
        if points > 0 {
            out.extend(points::bound(from, to, points, &best.because));
        }
    }
    out
}

fn between(toll: &Toll, found: &Found<'_>) -> Option<Between> {
    /// Counts of another war or of one raid are many times larger or smaller.
    const TIMES: u32 = 4;
    /// Counts that make a row,
    const ROW: usize = 4;
    /// and how many must fit for one that doesn't.
    const UNFIT: usize = 3;
    let of = |other: &Facts| {
        other.tolls.iter().find(|one| one.role == toll.role && one.whose == toll.whose).cloned()
    };
    let mut row: Vec<(i64, u32, String)> = found
        .under(&toll.key())
        .filter_map(|dated| {
            let value = of(dated.facts)?.value;
            let like = value <= toll.value.saturating_mul(TIMES)
                && toll.value <= value.saturating_mul(TIMES);
            like.then(|| (dated.day(), value, super::kin::said(dated)))
        })
        .collect();
    row.sort();
    let below = row.iter().filter(|(_, value, _)| *value < toll.value).count();
    let above = row.iter().filter(|(_, value, _)| *value > toll.value).count();
    if row.len() < ROW || below == 0 || above == 0 {
        return None;
    }
    // Written between two dated reports: after the one and up to the other.
    let unfit = |at: usize| {
        let early = row[..at].iter().filter(|(_, value, _)| *value > toll.value).count();
        let late = row[at..].iter().filter(|(_, value, _)| *value < toll.value).count();
        early + late
    };
    let least = (0..=row.len()).map(unfit).min()?;
    if (row.len() - least) < UNFIT * least {
        return None;
    }
    let first = (0..=row.len()).find(|at| unfit(*at) == least)?;
    let last = (0..=row.len()).rev().find(|at| unfit(*at) == least)?;
    let (before, after) = (row.get(first.checked_sub(1)?)?, row.get(last)?);
    let because = format!(
        "it counts {} {}, between {} of {} and {} of {}",
        toll.value, toll.role, before.1, before.2, after.1, after.2
    );
    let (low, high, ours) = (middle(before.1), middle(after.1), middle(toll.value));
    let grown = (ours - low).clamp(0, (high - low).max(0));
    let even = before.0 + (after.0 - before.0) * grown / (high - low).max(1);
    Some(Between {
        from: before.0,
        to: after.0,
        even,
        fit: row.len() - least,
        unfit: least,
        because,
    })
}

/// The middle of what a figure is told for: 11,000 is told from when it is passed until 12,000 is.
fn middle(value: u32) -> i64 {
    let unit =
        [1000, 500, 100, 50, 10].into_iter().find(|unit| value.is_multiple_of(*unit)).unwrap_or(1);
    i64::from(value + unit / 2)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{dated, day, facts};
    use super::super::{Dated, bounds};
    use super::*;

    fn told(count: &str) -> String {
        format!("More than {count} people have been killed in Nordland since spring.")
    }

    /// A row of counts, ten days apart from 1 March on.
    fn row(counts: &[&str]) -> Vec<Facts> {
        let one = |(at, count): (usize, &&str)| facts(&format!("r{at}"), &told(count));
        counts.iter().enumerate().map(one).collect()
    }

    fn found(counts: &[&str], text: &str) -> Vec<Bound> {
        let row = row(counts);
        let first = day("2021-03-01");
        let on = |at: usize| first + 10 * i64::try_from(at).expect("few");
        let all: Vec<Dated<'_>> = row
            .iter()
            .enumerate()
            .map(|(at, facts)| Dated { facts, from: on(at), to: on(at), stated: true })
            .collect();
        let mut found = bounds(&facts("new", text), &all);
        found.retain(|bound| bound.because.starts_with("it counts"));
        found
    }

    #[test]
    fn counts_are_read_with_their_names() {
        let all = tolls("Some 1,250 were wounded in Harar; 310 fled Gondar in 2019.");
        let all: Vec<_> = all.iter().map(|one| (one.role, &*one.whose, one.value)).collect();
        // A year is no count, and who is counted once is not counted twice.
        assert_eq!(
            all,
            [("displaced", "gondar", 310), ("wounded", "harar", 1250), ("wounded", "some", 1250)]
        );
    }

    #[test]
    fn a_count_lies_between_two() {
        let found = found(&["1,010", "1,110", "1,210", "1,310", "1,410"], &told("1,260"));
        let narrow = found.last().expect("a bound");
        let even = "2021-03-26".parse().ok();
        assert!(narrow.from <= even && even <= narrow.to, "{narrow:?}");
        assert!(found.iter().map(|bound| bound.points).sum::<i32>() > 60, "{found:?}");
        assert!(narrow.because.contains("between 1210 of report r2 (2021-03-21)"), "{narrow:?}");
    }

    #[test]
    fn a_count_that_does_not_grow_says_nothing() {
        let text = told("1,260");
        assert!(found(&["1,410", "1,010", "1,310", "1,110", "1,210"], &text).is_empty());
        // Nor one beyond all, nor one of another kind of harm.
        assert!(found(&["1,010", "1,110", "1,210", "1,310"], &told("1,910")).is_empty());
        let held = "They have detained 1,260 people in Nordland since spring.";
        assert!(found(&["1,010", "1,110", "1,210", "1,310", "1,410"], held).is_empty());
    }

    #[test]
    fn two_dated_reports_make_no_row() {
        let (a, b) = (facts("a", &told("1,010")), facts("b", &told("1,410")));
        let all = [dated(&a, "2021-03-01"), dated(&b, "2021-03-20")];
        let found = bounds(&facts("new", &told("1,260")), &all);
        assert!(found.iter().all(|bound| !bound.because.starts_with("it counts")));
    }
}
