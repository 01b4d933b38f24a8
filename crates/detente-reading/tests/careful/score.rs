//! Which row is which of the list, and what it comes to.
//!
//! A row may stand for an expected one where its evidence lies upon the key or in the key's
//! sentence and nothing that decides is against it. As many pairs as can be are made, expected
//! rows that are not optional first. A row left over that could stand for one already met tells it
//! *twice*; one that lacks something and has nothing against it is *lacking*, neither found nor
//! wrong; every other row left over is *wrong*.

use crate::expected::{NO, Wanted};
use crate::reports::Report;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Counts of one report, or of all.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    /// Expected rows that are not optional.
    pub(crate) expected: usize,
    /// Those found among them.
    pub(crate) found: usize,
    /// Optional ones found.
    pub(crate) optional: usize,
    /// Rows stated.
    pub(crate) stated: usize,
    /// Rows that tell again what another tells.
    pub(crate) twice: usize,
    /// Rows that lack what they should say, and say nothing that is not so.
    pub(crate) lacking: usize,
    /// Rows that are none of the list.
    pub(crate) wrong: usize,
}

/// What is found, missed and wrong, report by report.
#[derive(Default)]
pub(crate) struct Score {
    reports: Vec<(String, Count)>,
    missed: Vec<String>,
    wrong: Vec<String>,
    /// Of the rows found: how often a detail was expected, and how often it was right.
    details: BTreeMap<&'static str, (usize, usize)>,
}

impl Score {
    /// Counts one report.
    pub(crate) fn report<W: Wanted>(&mut self, report: &Report, list: Vec<&W>, rows: Vec<W::Row>) {
        let mut list = list;
        list.sort_by_key(|wanted| wanted.optional());
        let near: Vec<Vec<u8>> = list
            .iter()
            .map(|w| rows.iter().map(|r| report.nearness(&W::evidence(r), w.near())).collect())
            .collect();
        let fits = |least: u8| -> Vec<Vec<usize>> {
            let fitting = list.iter().zip(&near).map(|(wanted, near)| {
                let near = (0..rows.len()).filter(|&row| near[row] >= least);
                near.filter(|&row| wanted.faults(&rows[row]).is_empty()).collect()
            });
            fitting.collect()
        };
        // Those that lie upon their keys first, then those that share a sentence with one.
        let mut taken = vec![None; rows.len()];
        for fits in [fits(2), fits(1)] {
            for wanted in 0..list.len() {
                if !taken.contains(&Some(wanted)) {
                    pair(wanted, &fits, &mut taken, &mut vec![false; rows.len()]);
                }
            }
        }
        let fits = fits(1);
        let mut count = Count { stated: rows.len(), ..Count::default() };
        for (at, wanted) in list.iter().enumerate() {
            let met = taken.iter().position(|taken| *taken == Some(at));
            match (met, wanted.optional()) {
                (Some(_), true) => count.optional += 1,
                (Some(_), false) => count.found += 1,
                (None, true) => {}
                (None, false) => {
                    let name = &report.name;
                    let there = rows.iter().zip(&near[at]).filter(|(_, near)| **near > 0);
                    let there: Vec<String> = there.map(|(row, _)| W::show(row)).collect();
                    self.missed.push(format!(
                        "{name} “{}” {}\n          of “{}”\n          stated: {}",
                        wanted.near()[0],
                        wanted.label(),
                        report.around(wanted.near()),
                        if there.is_empty() { "nothing".into() } else { there.join("; ") }
                    ));
                }
            }
            count.expected += usize::from(!wanted.optional());
            for (detail, right) in met.map(|row| wanted.details(&rows[row])).unwrap_or_default() {
                let (expected, held) = self.details.entry(detail).or_default();
                *expected += 1;
                *held += usize::from(right);
            }
        }
        for (at, row) in rows.iter().enumerate().filter(|(at, _)| taken[*at].is_none()) {
            if fits.iter().any(|fits| fits.contains(&at)) {
                count.twice += 1;
                continue;
            }
            let lacks = |wanted: usize| {
                near[wanted][at] > 0 && list[wanted].faults(row).iter().all(|f| f.starts_with(NO))
            };
            let lacking = (0..list.len()).any(lacks);
            count.lacking += usize::from(lacking);
            count.wrong += usize::from(!lacking);
            // The expected row that it comes nearest to.
            let nearest = (0..list.len()).filter(|&wanted| near[wanted][at] > 0);
            let nearest = nearest
                .map(|wanted| (list[wanted].faults(row), near[wanted][at], list[wanted].label()))
                .min_by_key(|(faults, near, _)| (faults.len(), std::cmp::Reverse(*near)));
            let why = nearest
                .map_or("nothing is expected there".to_owned(), |(faults, _, label)| {
                    format!("{} against {label}", faults.join(", "))
                });
            let words = W::evidence(row).first().map(|e| e.reading()).unwrap_or_default();
            let words: String = words.chars().take(60).collect();
            let verdict = if lacking { "lacking" } else { "wrong" };
            self.wrong.push(format!(
                "{verdict:<7} {} “{words}” {}: {why}",
                report.name,
                W::show(row)
            ));
        }
        self.reports.push((report.name.clone(), count));
    }

    /// All reports together.
    pub(crate) fn total(&self) -> Count {
        self.reports.iter().fold(Count::default(), |sum, (_, count)| Count {
            expected: sum.expected + count.expected,
            found: sum.found + count.found,
            optional: sum.optional + count.optional,
            stated: sum.stated + count.stated,
            twice: sum.twice + count.twice,
            lacking: sum.lacking + count.lacking,
            wrong: sum.wrong + count.wrong,
        })
    }

    /// The table, and what is missed and wrong. Where the list is not `whole`, rows beside it are
    /// not wrong, so they are not shown.
    pub(crate) fn table(&self, kind: &str, whole: bool) -> String {
        let mut out = format!("\n{kind:<34} expected found optional stated twice lacking");
        let _ = writeln!(out, "{}", if whole { " wrong" } else { "" });
        let mut line = |name: &str, count: &Count| {
            let Count { expected, found, optional, stated, twice, lacking, wrong } = count;
            let _ = write!(
                out,
                "{name:<34} {expected:>8} {found:>5} {optional:>8} {stated:>6} {twice:>5} {lacking:>7}"
            );
            let _ = if whole { writeln!(out, " {wrong:>5}") } else { writeln!(out) };
        };
        for (name, count) in &self.reports {
            line(name, count);
        }
        let total = self.total();
        line("all", &total);
        let percent = |part: usize, of: usize| (part * 100).checked_div(of).unwrap_or(0);
        let _ = write!(out, "{} % found", percent(total.found, total.expected));
        if whole {
            let _ =
                write!(out, ", {} % of what is stated wrong", percent(total.wrong, total.stated));
        }
        for (detail, (expected, held)) in &self.details {
            let _ = write!(out, "; {detail} {held}/{expected}");
        }
        out.push('\n');
        for missed in &self.missed {
            let _ = writeln!(out, "  missed  {missed}");
        }
        for wrong in self.wrong.iter().filter(|_| whole) {
            let _ = writeln!(out, "  {wrong}");
        }
        out
    }
}

/// Gives an expected row one of the rows that fit it, moving others to another of theirs.
fn pair(
    wanted: usize,
    fits: &[Vec<usize>],
    taken: &mut [Option<usize>],
    seen: &mut [bool],
) -> bool {
    for &row in &fits[wanted] {
        if std::mem::replace(&mut seen[row], true) {
            continue;
        }
        let free = taken[row].is_none_or(|other| pair(other, fits, taken, seen));
        if free {
            taken[row] = Some(wanted);
            return true;
        }
    }
    false
}
