//! What the points come to: a day, a stretch of days, or ranked days alone.
//!
//! Points become weights by halving, in whole numbers, so that every machine gives the same.

use super::days::Days;
use super::{Bound, reasons};
use detente_reading::Written;
use detente_reading::clues::Clue;
use detente_record::{DateCandidate, Published, Time, TimeBasis, TimeSpan};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Percent of the weight that one day must have to be the answer, for others are counted from it,
const DAY: u64 = 90;
/// that a stretch must have,
const STRETCH: u64 = 85;
/// or one year alone.
const YEAR: u64 = 80;
/// A stretch so short needs no year,
const SHORT: usize = 92;
/// and none may be longer, in days.
const LONGEST: usize = 731;
/// Candidates shown,
const CANDIDATES: usize = 10;
/// each with so many thousandths of the weight at least.
const LEAST: u64 = 10;

pub(super) fn answer(days: &Days, clues: &[Clue], bounds: &[Bound]) -> Written {
    let weights = weights(&days.points());
    let total: u64 = weights.iter().sum();
    let mut ranked: Vec<(u64, usize)> = weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| u128::from(**weight) * 1000 >= u128::from(total) * u128::from(LEAST))
        .map(|(at, weight)| (*weight, at))
        .collect();
    // Of days that weigh the same that which lies nearest to the middle of all.
    let middle = middle(&weights, total);
    ranked.sort_unstable_by_key(|(weight, at)| {
        (std::cmp::Reverse(*weight), at.abs_diff(middle), *at)
    });
    let first = ranked.first().map(|(weight, at)| (*weight, Days::day(*at)));
    let candidates = ranked.iter().take(CANDIDATES).map(|(weight, at)| DateCandidate {
        date: Days::day(*at).to_string(),
        weight: share(*weight, total),
    });
    let candidates: Vec<DateCandidate> = candidates.collect();
    let time = match first {
        Some((weight, day)) if enough(weight, total, DAY) => {
            Some(Time::day(&day.to_string(), "", TimeBasis::Inferred))
        }
        _ => most(&weights, total),
    };
    let span = time.as_ref().and_then(|time| {
        let day = |day: &Option<String>| day.as_deref()?.parse::<Date>().ok();
        Some((day(&time.from)?, day(&time.to)?))
    });
    let reasons = reasons::reasons(clues, bounds, span, first.map(|(_, day)| day));
    let mut time = time.unwrap_or_default();
    time.text = reasons.words;
    time.because = reasons.because;
    if span.is_none() {
        time.basis = None;
        time.text = None;
    }
    let evidence = reasons.evidence.filter(|_| span.is_some());
    Written { published: Published { time, candidates }, evidence, said: false }
}

/// The weights that points leave, for the best day about a million million.
fn weights(points: &[i32]) -> Vec<u64> {
    /// 2^(-n/8) in units of 2^-40.
    const PARTS: [u64; 8] = [
        1_099_511_627_776,
        1_008_264_029_346,
        924_588_962_178,
        847_858_049_424,
        777_498_926_975,
        712_948_132_045,
        653_774_654_571,
        599_509_146_898,
    ];
    /// What is farther from the best weighs nothing.
    const FARTHEST: i32 = 8 * 30;
    let least = points.iter().min().copied().unwrap_or(0);
    let weight = |points: &i32| {
        let more = points - least;
        if more > FARTHEST {
            return 0;
        }
        let (halves, part) = (more / 8, usize::try_from(more % 8).unwrap_or(0));
        PARTS[part] >> halves
    };
    points.iter().map(weight).collect()
}

/// The day up to which half of the weight lies.
fn middle(weights: &[u64], total: u64) -> usize {
    let mut sum = 0;
    let half = |weight: &u64| {
        sum += weight;
        enough(sum, total, 50)
    };
    weights.iter().position(half).unwrap_or(0)
}

fn enough(weight: u64, total: u64, percent: u64) -> bool {
    u128::from(weight) * 100 >= u128::from(total) * u128::from(percent)
}

/// A share for the record, to the thousandth.
fn share(weight: u64, total: u64) -> f64 {
    let thousandths = (u128::from(weight) * 1000 / u128::from(total.max(1))) as u32;
    f64::from(thousandths) / 1000.0
}

/// A short stretch with most of the weight; else one within the year that has; else a longer one.
fn most(weights: &[u64], total: u64) -> Option<Time> {
    let all = stretch(weights, total, STRETCH);
    if let Some((from, to)) = all
        && to - from <= SHORT
    {
        return Some(time(from, to));
    }
    let mut years: BTreeMap<i16, (u64, usize, usize)> = BTreeMap::new();
    for (at, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0) {
        let year = years.entry(Days::day(at).year()).or_insert((0, at, at));
        year.0 += weight;
        year.2 = at;
    }
    let year = years.values().find(|(sum, ..)| enough(*sum, total, YEAR));
    if let Some((_, first, last)) = year
        && let Some((from, to)) = stretch(&weights[*first..=*last], total, YEAR)
    {
        return Some(time(first + from, first + to));
    }
    all.filter(|(from, to)| to - from <= LONGEST).map(|(from, to)| time(from, to))
}

/// The shortest stretch with so much of the weight, the earliest of these.
fn stretch(weights: &[u64], total: u64, percent: u64) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize, u64)> = None;
    let (mut start, mut sum) = (0, 0);
    for (end, weight) in weights.iter().enumerate() {
        sum += weight;
        while enough(sum - weights[start], total, percent) && start < end {
            sum -= weights[start];
            start += 1;
        }
        if !enough(sum, total, percent) {
            continue;
        }
        let length = end - start;
        let shorter = |(from, to, had): (usize, usize, u64)| {
            length < to - from || length == to - from && sum > had
        };
        if best.is_none_or(shorter) {
            best = Some((start, end, sum));
        }
    }
    best.map(|(from, to, _)| (from, to))
}

fn time(from: usize, to: usize) -> Time {
    let (from, to) = (Days::day(from), Days::day(to));
    let span = TimeSpan::Within;
    let basis = TimeBasis::Inferred;
    let mut time = Time::interval(&from.to_string(), &to.to_string(), span, "", basis);
    if from == from.first_of_month() && to == from.last_of_month() {
        time.edtf = Some(format!("{:04}-{:02}", from.year(), from.month()));
    } else if from == from.first_of_year() && to == from.last_of_year() {
        time.edtf = Some(format!("{:04}", from.year()));
    }
    time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_points_halve_a_weight() {
        let weights = weights(&[0, 8, 4, 300]);
        assert_eq!(weights[0], weights[1] * 2);
        assert!(weights[1] < weights[2] && weights[2] < weights[0]);
        assert_eq!(weights[3], 0);
    }

    #[test]
    fn the_shortest_stretch_is_taken() {
        let mut weights = vec![0; 100];
        weights[40] = 50;
        weights[43] = 45;
        weights[90] = 5;
        let found = most(&weights, 100).expect("a stretch");
        assert_eq!(found.edtf.as_deref(), Some("[1900-02-10..1900-02-13]"));
    }
}
