//! Phases: where a relation turned, and what to call it in between.
//!
//! The turns are the change points that PELT finds (Killick, Fearnhead and Eckley, "Optimal
//! Detection of Changepoints With a Linear Computational Cost", 2012) in the *steadied net* of the
//! rows: the net as if there were five points of intensity besides that speak for neither side, so
//! that a shot-down jet turns a relation and one angry word does not. All in thousandths and
//! integers: which cut is best is never a question of rounding.

use super::sum::{DRIVERS, Mass};
use detente_record::{ActorRef, Driver, Relation};
use std::cmp::Reverse;

/// The points of intensity that speak for neither side, in millionths.
const STEADY: i64 = 5_000_000;

/// By how much a turn must lower the sum of squared distances from the phases' means: 0.5, in
/// millionths. Then two single blows either way are two phases, and one row that differs by half
/// from those around it is none.
const PENALTY: i64 = 500_000;

/// The steadied net in thousandths.
pub(super) fn steadied(mass: Mass) -> i64 {
    mass.net(STEADY).unwrap_or(0) / 1000
}

/// What a phase of that mean steadied net, in thousandths, is called. One assault is hostile even
/// where it faded by half until the end of its month; one accusation is not.
fn word(mean: i64) -> &'static str {
    match mean {
        ..=-400 => "hostile",
        -399..=-150 => "strained",
        -149..150 => "mixed",
        150.. => "cooperative",
    }
}

/// For each of a series of steadied nets, its phase: "1 hostile", "2 mixed" … Neighbours of one
/// name are one phase.
pub(super) fn labels(values: &[i64]) -> Vec<String> {
    let starts = segments(values, PENALTY);
    let ends = starts.iter().skip(1).copied().chain([values.len()]);
    let mut out = Vec::with_capacity(values.len());
    let (mut ordinal, mut last) = (0, "");
    for (&start, end) in starts.iter().zip(ends) {
        let segment = &values[start..end];
        let word = word(segment.iter().sum::<i64>() / segment.len().max(1) as i64);
        if word != last {
            (ordinal, last) = (ordinal + 1, word);
        }
        out.extend(segment.iter().map(|_| format!("{ordinal} {word}")));
    }
    out
}

/// Where the segments of the cheapest division start: each costs its squared distances from its
/// mean and the penalty.
fn segments(values: &[i64], penalty: i64) -> Vec<usize> {
    let (mut sums, mut squares) = (vec![0_i64], vec![0_i64]);
    for (at, value) in values.iter().enumerate() {
        sums.push(sums[at] + value);
        squares.push(squares[at] + value * value);
    }
    // Rounded down: what is cut in two never costs more for that, on which the pruning rests.
    let cost = |from: usize, to: usize| {
        let (n, sum) = ((to - from) as i64, sums[to] - sums[from]);
        ((squares[to] - squares[from]) * n - sum * sum) / n
    };
    let mut best = vec![-penalty];
    let mut previous = vec![0_usize];
    let mut candidates = vec![0_usize];
    for to in 1..=values.len() {
        let costs: Vec<i64> = candidates.iter().map(|&from| best[from] + cost(from, to)).collect();
        // Of equal ones the earliest start, so the fewest phases.
        let (least, from) =
            costs.iter().copied().zip(candidates.iter().copied()).min().unwrap_or((0, 0));
        best.push(least + penalty);
        previous.push(from);
        let limit = least + penalty;
        candidates = candidates
            .into_iter()
            .zip(costs)
            .filter_map(|(from, cost)| (cost <= limit).then_some(from))
            .collect();
        candidates.push(to);
    }
    let mut starts = vec![];
    let mut end = values.len();
    while end > 0 {
        end = previous[end];
        starts.push(end);
    }
    starts.reverse();
    starts
}

/// A stretch of a relation between two turns.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// One side.
    pub a: ActorRef,
    /// The other.
    pub b: ActorRef,
    /// From `a` to `b`, or the pair.
    pub directed: bool,
    /// Its label in the rows: ordinal and word.
    pub phase: String,
    /// First day.
    pub from: Option<String>,
    /// Last day of its last row.
    pub to: Option<String>,
    /// Count of incidents.
    pub incidents: usize,
    /// The incidents that made it, at most five, the heaviest first.
    pub drivers: Vec<Driver>,
}

/// The phases of rows that stand in the order of [`super::relations`].
pub fn phases(rows: &[Relation]) -> Vec<Phase> {
    let mut out: Vec<Phase> = vec![];
    for row in rows {
        let Some(phase) = &row.phase else { continue };
        let same = out.last_mut().filter(|last| {
            last.phase == *phase
                && last.directed == row.directed
                && (last.a.id == row.a.id && last.b.id == row.b.id)
        });
        match same {
            Some(last) => {
                last.to = row.to.clone();
                last.incidents += row.incidents;
                last.drivers.extend(row.drivers.iter().cloned());
            }
            None => out.push(Phase {
                a: row.a.clone(),
                b: row.b.clone(),
                directed: row.directed,
                phase: phase.clone(),
                from: row.from.clone(),
                to: row.to.clone(),
                incidents: row.incidents,
                drivers: row.drivers.clone(),
            }),
        }
    }
    for phase in &mut out {
        // In whole millionths, as they were made.
        let weight = |driver: &Driver| (driver.contribution.abs() * 1e6).round() as i64;
        phase.drivers.sort_by(|a, b| {
            (Reverse(weight(a)), &a.incident).cmp(&(Reverse(weight(b)), &b.incident))
        });
        phase.drivers.truncate(DRIVERS);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn falls_rises_and_falls() {
        let jet_regret_talks_offensive = [-655, 473, 565, 300, 565, -800, -900, -850, -700];
        let phases = labels(&jet_regret_talks_offensive);
        assert_eq!(phases[0], "1 hostile");
        assert_eq!(phases[1..5], ["2 cooperative"; 4]);
        assert_eq!(phases[5..], ["3 hostile"; 4]);
    }

    #[test]
    fn one_angry_word_is_no_phase() {
        assert_eq!(labels(&[300, 320, -100, 310, 300]), ["1 cooperative"; 5]);
        let tit_for_tat = [330, -330].repeat(20);
        assert!(labels(&tit_for_tat).iter().all(|phase| phase == "1 mixed"));
        assert!(labels(&[]).is_empty());
    }

    proptest! {
        /// Pruning loses nothing: the division costs what the best of all divisions costs.
        #[test]
        fn cheapest_of_all_divisions(
            values in prop::collection::vec(-1000_i64..=1000, 1..11),
            penalty in 1_i64..2_000_000,
        ) {
            let cost = |segment: &[i64]| {
                let (n, sum) = (segment.len() as i64, segment.iter().sum::<i64>());
                (segment.iter().map(|x| x * x).sum::<i64>() * n - sum * sum) / n + penalty
            };
            let price = |starts: &[usize]| -> i64 {
                let ends = starts.iter().skip(1).copied().chain([values.len()]);
                starts.iter().zip(ends).map(|(&start, end)| cost(&values[start..end])).sum()
            };
            let every = (0..1_u32 << (values.len() - 1)).map(|cuts| {
                let inner = (1..values.len()).filter(|at| cuts >> (at - 1) & 1 == 1);
                price(&[0].into_iter().chain(inner).collect::<Vec<_>>())
            });
            prop_assert_eq!(price(&segments(&values, penalty)), every.min().expect("some"));
        }
    }
}
