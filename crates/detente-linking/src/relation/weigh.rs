//! Which incidents count in a relation, with what weight, on what day.

use super::day::{Dated, day, parse};
use super::side::{Dyad, Side, sides};
use crate::incident::Telling;
use detente_record::{ActorRef, Incident, Status, Time};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Millionths: the unit of every weight and sum.
pub(super) const UNIT: f64 = 1_000_000.0;

/// What of an incident bears on a relation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// The incident's id.
    pub incident: String,
    /// Who did it.
    pub actors: Vec<ActorRef>,
    /// To whom.
    pub recipients: Vec<ActorRef>,
    /// Whether all of them did it to each other.
    pub reciprocal: bool,
    /// PLOVER intensity, −10 (conflict) to 10 (cooperation).
    pub intensity: f64,
    /// When.
    pub date: Time,
    /// Whether it happened or is ongoing. What was only planned, threatened or demanded moves no
    /// relation.
    pub happened: bool,
    /// Whether somebody disputes it.
    pub disputed: bool,
}

impl Weighed {
    /// Of an incident, from its tellings: with the intensity of the strongest of its own type that is not
    /// denied.
    pub fn of(row: &Incident, tellings: &[Telling]) -> Self {
        let told = tellings.iter().filter(|one| one.event.status != Status::Denied);
        let strongest = told
            .filter(|one| one.event.kind == row.kind)
            .filter_map(|one| one.event.intensity)
            .max_by(|a, b| a.abs().total_cmp(&b.abs()));
        let happened =
            |one: &Telling| matches!(one.event.status, Status::Happened | Status::Ongoing);
        Self {
            incident: row.id.clone(),
            actors: row.actors.clone(),
            recipients: row.recipients.clone(),
            reciprocal: tellings.iter().any(|one| one.event.reciprocal),
            intensity: strongest.unwrap_or(0.0),
            date: row.date.clone(),
            happened: tellings.iter().any(happened),
            disputed: row.standing == "disputed",
        }
    }

    /// Who acts and towards whom; in a reciprocal incident everyone on both sides.
    pub(super) fn sides(&self) -> (BTreeSet<Side>, BTreeSet<Side>) {
        let (from, to) = (sides(&self.actors), sides(&self.recipients));
        if !self.reciprocal {
            return (from, to);
        }
        let both: BTreeSet<Side> = from.union(&to).cloned().collect();
        (both.clone(), both)
    }

    /// Everyone named in it.
    pub(super) fn named(&self) -> impl Iterator<Item = &ActorRef> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// An incident as it counts for a pair.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    /// The incident's id.
    pub incident: String,
    /// The day it counts on; `None` where none is known closely enough.
    pub day: Option<Date>,
    /// Its intensity in millionths.
    pub weight: i64,
    /// Whether the first side did it to the second.
    pub forth: bool,
    /// Whether the second did it to the first.
    pub back: bool,
    /// Whether somebody disputes it.
    pub disputed: bool,
}

/// The incidents that count for a pair, in either direction, sorted by id, each once. Those that
/// did not happen, that happened after `as_of` or that stand between others are left out. Should
/// several bear one id, the least in the order of [`Counted`] stands for them.
///
/// An incident of a known day counts on it. One that fell somewhere within an interval of up to 31
/// days counts on its last possible day; one that lasted counts on its last day, whatever the
/// interval; `as_of` comes before both. All others have no day.
pub fn weigh(dyad: &Dyad, incidents: &[Weighed], as_of: Option<&str>) -> Vec<Counted> {
    let as_of = as_of.and_then(parse);
    let one = |weighed: &Weighed| {
        if !weighed.happened || weighed.intensity.is_nan() {
            return None;
        }
        let (from, to) = weighed.sides();
        let forth = from.contains(&dyad.a) && to.contains(&dyad.b);
        let back = from.contains(&dyad.b) && to.contains(&dyad.a);
        if !forth && !back {
            return None;
        }
        let day = match day(&weighed.date, as_of) {
            Dated::On(day) => Some(day),
            Dated::Unknown => None,
            Dated::Later => return None,
        };
        Some(Counted {
            incident: weighed.incident.clone(),
            day,
            weight: (weighed.intensity.clamp(-10.0, 10.0) * UNIT).round() as i64,
            forth,
            back,
            disputed: weighed.disputed,
        })
    };
    let mut all: Vec<Counted> = incidents.iter().filter_map(one).collect();
    all.sort();
    all.dedup_by(|later, kept| later.incident == kept.incident);
    all
}
