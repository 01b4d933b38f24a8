//! Reports that share what few reports have: names, exact figures, passages, quotations.
//!
//! Stories run for days and weeks. A hospital, an envoy or a village that is in the news is in many
//! reports of those days and in few others, and whoever copies a paragraph or a quotation has it
//! from a report of late. Each dated report votes for the days around its own, the more the nearer,
//! by how much of this it shares with the undated one and how few others do. One vote says little;
//! where many lie close, days there weigh many times what others do. Measured on cases, this finds
//! the year and mostly the season; the week it finds only where a case is about few weeks.

use super::facts::{figure_key, name_key, quote_key, run_key};
use super::points::{self, ALL};
use super::{Dated, Facts, Found};
use crate::dating::Bound;
use std::collections::BTreeMap;

/// How much a key says that so many reports have: nothing, where [`super::MOST`] do.
fn rare(reports: usize) -> i32 {
    let most = points::eighths(super::MOST as u64);
    (most - points::eighths(reports as u64)).max(0)
}

/// One report's vote.
struct Vote<'a> {
    dated: Dated<'a>,
    weight: u64,
    /// What is shared, the rarest first.
    names: Vec<(i32, String)>,
    runs: usize,
    quotes: usize,
    figures: Vec<u32>,
}

/// How far kin lie apart: so many eighths within so many days; one eighth anywhere. A story runs for
/// days, is taken up again for weeks, and its names are known for months.
const APART: [(i64, u64); 5] = [(3, 1), (10, 1), (31, 2), (120, 2), (400, 1)];

/// Reports that vote at least: of fewer nobody can tell which names are rare, and one of them alone
/// would have all the say.
const FEWEST: usize = 8;

pub(super) fn bounds(undated: &Facts, found: &Found<'_>) -> Vec<Bound> {
    let votes = votes(undated, found);
    if votes.len() < FEWEST {
        return vec![];
    }
    let Some(density) = Density::of(&votes) else { return vec![] };
    let mut out: Vec<Bound> = vec![];
    let because = because(&votes, density.best);
    for (from, to, points) in density.levels() {
        out.extend(points::bound(from, to, points, &because));
    }
    out
}

/// How dense the votes lie around each day.
struct Density {
    first: i64,
    days: Vec<u64>,
    anywhere: u64,
    best: i64,
}

impl Density {
    fn of(votes: &[Vote<'_>]) -> Option<Self> {
        /// Parts of a vote.
        const PARTS: u64 = 1 << 20;
        let most = APART.last()?.0;
        let first = votes.iter().map(|vote| vote.dated.from).min()? - most;
        let last = votes.iter().map(|vote| vote.dated.to).max()? + most;
        let length = usize::try_from(last - first + 1).ok()?;
        let mut steps = vec![0_i128; length + 1];
        let mut anywhere = 0;
        for vote in votes {
            for (apart, eighths) in APART {
                let (from, to) = (vote.dated.from - apart, vote.dated.to + apart);
                let each = vote.weight * eighths * PARTS / (to - from + 1).unsigned_abs();
                let at = |day: i64| usize::try_from(day - first).unwrap_or(0);
                steps[at(from)] += i128::from(each);
                steps[at(to + 1)] -= i128::from(each);
            }
            anywhere += vote.weight * PARTS / ALL;
        }
        let mut sum = 0;
        let add = |step: &i128| {
            sum += step;
            u64::try_from(sum).unwrap_or(0) + anywhere
        };
        let days: Vec<u64> = steps[..length].iter().map(add).collect();
        let (_, best) = days.iter().enumerate().map(|(at, n)| (n, std::cmp::Reverse(at))).max()?;
        let best = first + i64::try_from(best.0).ok()?;
        Some(Self { first, days, anywhere: anywhere.max(1), best })
    }

    /// Stretches around the densest day, each half as dense at its ends as the one before, with the
    /// points against days outside.
    fn levels(&self) -> Vec<(i64, i64, i32)> {
        let mut out: Vec<(i64, i64, i32)> = vec![];
        let mut level = self.days.iter().max().copied().unwrap_or(0) / 2;
        while level > self.anywhere {
            let inside = |n: &u64| *n >= level;
            let from = self.days.iter().position(inside).unwrap_or(0);
            let to = self.days.iter().rposition(inside).unwrap_or(0);
            let (from, to) = (self.first + from as i64, self.first + to as i64);
            match out.last_mut() {
                Some(last) if (last.0, last.1) == (from, to) => last.2 += 8,
                _ => out.push((from, to, 8)),
            }
            level /= 2;
        }
        out
    }
}

fn votes<'a>(undated: &Facts, found: &Found<'a>) -> Vec<Vote<'a>> {
    let mut sums: BTreeMap<usize, Vote<'a>> = BTreeMap::new();
    let mut add = |key: &str, what: &dyn Fn(&mut Vote<'a>, i32)| {
        let Some(places) = found.under.get(key) else { return };
        let rare = rare(places.len());
        for at in places {
            let vote = sums.entry(*at).or_insert_with(|| Vote {
                dated: found.others[*at],
                weight: 0,
                names: vec![],
                runs: 0,
                quotes: 0,
                figures: vec![],
            });
            vote.weight += u64::try_from(rare).unwrap_or(0);
            what(vote, rare);
        }
    };
    for name in &undated.names {
        add(&name_key(name), &|vote, rare| vote.names.push((-rare, name.clone())));
    }
    for figure in &undated.figures {
        add(&figure_key(*figure), &|vote, _| vote.figures.push(*figure));
    }
    for run in &undated.runs {
        add(&run_key(*run), &|vote, _| vote.runs += 1);
    }
    for (speaker, run) in &undated.quotes {
        add(&quote_key(speaker, *run), &|vote, _| vote.quotes += 1);
    }
    let mut votes: Vec<Vote<'a>> = sums.into_values().collect();
    for vote in &mut votes {
        // What is shared at random is little by little; kin share much.
        vote.weight *= vote.weight;
        vote.names.sort();
    }
    votes
}

/// The sentence: which reports, and what they share.
fn because(votes: &[Vote<'_>], best: i64) -> String {
    /// Reports named, and names that they share.
    const NAMED: usize = 2;
    let near = |vote: &&Vote<'_>| (vote.dated.day() - best).abs() <= 31;
    let mut first: Vec<&Vote<'_>> = votes.iter().filter(near).collect();
    first.sort_by(|a, b| {
        b.weight.cmp(&a.weight).then_with(|| a.dated.facts.report.cmp(&b.dated.facts.report))
    });
    let one = |vote: &&Vote<'_>| {
        let mut shares = vec![];
        if vote.quotes > 0 {
            shares.push("words of the same speaker".to_owned());
        }
        if vote.runs > 1 {
            shares.push("whole passages".to_owned());
        }
        if let Some(figure) = vote.figures.first() {
            shares.push(format!("the figure {figure}"));
        }
        let names = vote.names.iter().take(NAMED).map(|(_, name)| format!("“{name}”"));
        shares.extend(names);
        format!("{} of {}", shares.join(", "), said(&vote.dated))
    };
    let told: Vec<String> = first.iter().take(NAMED).map(one).collect();
    format!("it shares {}", told.join(" and "))
}

/// A report with its day.
pub(super) fn said(dated: &Dated<'_>) -> String {
    let iso = |day: i64| crate::incident::iso(day).unwrap_or_default();
    let report = &dated.facts.report;
    match dated.from == dated.to {
        true => format!("report {report} ({})", iso(dated.from)),
        false => format!("report {report} ({} to {})", iso(dated.from), iso(dated.to)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{dated, facts};
    use super::super::{MOST, bounds};
    use jiff::civil::date;

    const NEW: &str = "The Amber Gate was shut by Colonel Okello and his Third Brigade in Gulu.";

    #[test]
    fn who_shares_rare_names_is_of_those_days() {
        let a = facts("a", "The mayor said that Okello keeps the Amber Gate shut in Gulu.");
        let b =
            facts("b", "The guards said that the Third Brigade of Okello is at the Amber Gate.");
        let far = facts("c", "The envoys of the union spoke of the price of maize in Gulu.");
        let other =
            |at: usize| facts(&format!("d{at}"), "It rained for days on the hills of Gulu.");
        let others: Vec<_> = (0..5).map(other).collect();
        let mut all: Vec<_> = others.iter().map(|facts| dated(facts, "2014-07-01")).collect();
        all.extend([dated(&a, "2019-05-02"), dated(&b, "2019-05-06"), dated(&far, "2012-01-09")]);
        let found = bounds(&facts("new", NEW), &all);
        let narrow = found.first().expect("a bound");
        let day = Some(date(2019, 5, 4));
        assert!(narrow.from <= day && day <= narrow.to, "{narrow:?}");
        assert!(narrow.because.contains("“amber gate”"), "{narrow:?}");
        assert!(narrow.because.contains("report b (2019-05-06)"), "{narrow:?}");
        // The one far away holds nothing up, and little of what the two say is lost.
        let points: i32 = found.iter().map(|bound| bound.points).sum();
        assert!((40..200).contains(&points), "{points}");
        // Of a handful nobody can tell what is rare.
        assert!(bounds(&facts("new", NEW), &all[5..]).is_empty());
    }

    #[test]
    fn what_all_share_says_nothing() {
        let many: Vec<_> = (0..=MOST)
            .map(|at| facts(&format!("r{at:03}"), "It was said of Okello by one of his men."))
            .collect();
        let all: Vec<_> = many.iter().map(|facts| dated(facts, "2019-05-02")).collect();
        assert!(bounds(&facts("new", "There was talk of Okello again."), &all).is_empty());
    }
}
