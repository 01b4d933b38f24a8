//! What the incidents of one period come to.

use super::RelationSettings;
use super::bootstrap::{SAMPLES, copies};
use super::day::{days, parse};
use super::decay::{decayed, factor};
use super::weigh::{Counted, UNIT};
use detente_record::Driver;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Drivers named in a row.
pub(super) const DRIVERS: usize = 5;

/// Whose deeds towards whom a sum is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// The first side's towards the second.
    Forth,
    /// The second's towards the first.
    Back,
    /// Both, what they did to each other once.
    Pair,
}

impl Way {
    /// All three, in the order of their rows.
    pub const ALL: [Self; 3] = [Self::Forth, Self::Back, Self::Pair];

    /// Whether an incident counts this way.
    pub fn takes(self, counted: &Counted) -> bool {
        match self {
            Self::Forth => counted.forth,
            Self::Back => counted.back,
            Self::Pair => true,
        }
    }
}

/// Cooperation and conflict, in millionths of a point of intensity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mass {
    pub(super) cooperation: i64,
    pub(super) conflict: i64,
}

impl Mass {
    fn add(&mut self, weight: i64) {
        let to = if weight < 0 { &mut self.conflict } else { &mut self.cooperation };
        *to = to.saturating_add(weight.saturating_abs());
    }

    fn carry(&mut self, earlier: Self, factor: f64) {
        self.cooperation = self.cooperation.saturating_add(decayed(earlier.cooperation, factor));
        self.conflict = self.conflict.saturating_add(decayed(earlier.conflict, factor));
    }

    /// `(cooperation − conflict) / (cooperation + conflict + steady)` in millionths, cut off.
    pub(super) fn net(self, steady: i64) -> Option<i64> {
        let (good, bad) = (i128::from(self.cooperation), i128::from(self.conflict));
        let all = good + bad + i128::from(steady);
        (all > 0).then(|| (good - bad) * 1_000_000 / all).and_then(|net| i64::try_from(net).ok())
    }
}

/// A mass with the samples of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) mass: Mass,
    pub(super) samples: Vec<Mass>,
}

impl Tally {
    pub(super) fn empty() -> Self {
        Self { mass: Mass::default(), samples: vec![Mass::default(); SAMPLES] }
    }

    fn add(&mut self, weight: i64, copies: &[i64; SAMPLES]) {
        self.mass.add(weight);
        for (sample, copies) in self.samples.iter_mut().zip(copies) {
            sample.add(weight.saturating_mul(*copies));
        }
    }

    /// Adds what is left of an earlier tally.
    pub(super) fn carry(&mut self, earlier: &Self, factor: f64) {
        self.mass.carry(earlier.mass, factor);
        for (sample, earlier) in self.samples.iter_mut().zip(&earlier.samples) {
            sample.carry(*earlier, factor);
        }
    }
}

/// What the incidents of one period come to on its last day. It follows from them alone: when one
/// changes, the sums of the others' periods stand, and only [`super::period_rows`] runs again.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodSum {
    /// First day.
    pub from: Date,
    /// Last day, for which all is reckoned.
    pub to: Date,
    /// Count of incidents.
    pub incidents: usize,
    /// The incidents that weigh most on the last day, at most five, the heaviest first.
    pub drivers: Vec<Driver>,
    pub(super) all: Tally,
    pub(super) undisputed: Tally,
}

impl PeriodSum {
    /// The sum over incidents of one period; what has no day or lies outside it is passed over.
    pub fn of(from: Date, to: Date, incidents: &[&Counted], half_life: u32) -> Self {
        let mut sum = Self {
            from,
            to,
            incidents: 0,
            drivers: vec![],
            all: Tally::empty(),
            undisputed: Tally::empty(),
        };
        let mut weighed: Vec<(i64, &str)> = vec![];
        for counted in incidents {
            let Some(day) = counted.day.filter(|day| (from..=to).contains(day)) else { continue };
            sum.incidents += 1;
            let weight = decayed(counted.weight, factor(days(day, to), half_life));
            let copies = copies(&counted.incident);
            sum.all.add(weight, &copies);
            if !counted.disputed {
                sum.undisputed.add(weight, &copies);
            }
            weighed.push((weight, &counted.incident));
        }
        weighed.retain(|(weight, _)| *weight != 0);
        weighed.sort_by_key(|&(weight, id)| (Reverse(weight.saturating_abs()), id));
        weighed.truncate(DRIVERS);
        let driver = |(weight, id): (i64, &str)| Driver {
            incident: id.to_owned(),
            contribution: weight as f64 / UNIT,
        };
        sum.drivers = weighed.into_iter().map(driver).collect();
        sum
    }

    /// Sum of cooperation within the period alone, in points of intensity.
    pub fn cooperation(&self) -> f64 {
        self.all.mass.cooperation as f64 / UNIT
    }

    /// Sum of conflict within the period alone, in points of intensity.
    pub fn conflict(&self) -> f64 {
        self.all.mass.conflict as f64 / UNIT
    }
}

/// The sums of the periods that have incidents, in the order of days. The period in which the last
/// day that counts falls ends there.
pub fn period_sums(counted: &[Counted], way: Way, settings: &RelationSettings) -> Vec<PeriodSum> {
    let as_of = settings.as_of.as_deref().and_then(parse);
    let mut periods: BTreeMap<(Date, Date), Vec<&Counted>> = BTreeMap::new();
    for counted in counted.iter().filter(|counted| way.takes(counted)) {
        let Some(day) = counted.day else { continue };
        let (from, to) = settings.period.around(day);
        let to = as_of.map_or(to, |as_of| to.min(as_of.max(day)));
        periods.entry((from, to)).or_default().push(counted);
    }
    let sum = |((from, to), of): ((Date, Date), Vec<&Counted>)| {
        PeriodSum::of(from, to, &of, settings.half_life)
    };
    periods.into_iter().map(sum).collect()
}
