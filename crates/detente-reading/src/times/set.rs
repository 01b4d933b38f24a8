//! What comes again and again.
//!
//! Finds "every week", "each Thursday", "daily", "twice a month", "$3 a day", "on Mondays".

use super::amount::{Length, Unit};
use super::calendar::{named_month, weekday};
use super::constraint::{Anchor, Constraint, Cycle, Pick};
use super::expression::{Clock, Found, Meaning, Repeat};
use super::relative::day_part;
use super::words::{Count, Place, count, ordinal};
use detente_language::Xpos;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    adverb(place).or_else(|| every(place)).or_else(|| times(place)).or_else(|| plural(place))
}

fn each(taken: usize, count: Count, unit: Unit) -> Found {
    Found::new(taken, Meaning::Repeating(Repeat::Every(Length::new(count, unit))))
}

fn on(taken: usize, cycle: Cycle) -> Found {
    let constraint = Constraint::Cycle(cycle, Pick::This, Anchor::Report);
    Found::new(taken, Meaning::Repeating(Repeat::On(constraint)))
}

fn adverb(place: &Place) -> Option<Found> {
    let unit = match place.lower(0) {
        "hourly" => Unit::Hour,
        "daily" | "nightly" => Unit::Day,
        "weekly" => Unit::Week,
        "monthly" => Unit::Month,
        // "Quarterly results" are of a quarter, not of every one.
        "quarterly" if place.tag(0) == Some(Xpos::Rb) => Unit::Quarter,
        "yearly" | "annually" => Unit::Year,
        _ => return None,
    };
    // The name of a newspaper.
    let name = place.capital(1) || place.capital(0) && place.at > 0;
    (!name).then(|| each(1, Count::ONE, unit))
}

fn every(place: &Place) -> Option<Found> {
    if !matches!(place.lower(0), "every" | "each") {
        return None;
    }
    let other = usize::from(matches!(place.lower(1), "other" | "single"));
    let nth = ordinal(place.lower(1)).filter(|_| other == 0);
    let (count, taken) = match nth {
        Some(nth) => (Count { whole: Some(nth.into()), half: false }, 2),
        None if place.lower(1) == "other" => (Count { whole: Some(2), half: false }, 2),
        None => count(place, 1 + other).map_or((Count::ONE, 1 + other), |(c, t)| (c, 1 + t)),
    };
    let noun = place.lower(taken);
    if let Some(unit) = Unit::read(noun).filter(|unit| *unit != Unit::Second) {
        return (!matches!(place.lower(taken + 1), "of")).then(|| each(taken + 1, count, unit));
    }
    if day_part(noun).is_some() {
        return Some(each(taken + 1, count, Unit::Day));
    }
    if let Some(weekday) = weekday(noun).filter(|_| place.capital(taken)) {
        let part = day_part(place.lower(taken + 1));
        let found = on(taken + 1 + usize::from(part.is_some()), Cycle::Weekday(weekday));
        return Some(Found { clock: part.map(Clock::Part), ..found });
    }
    let month = named_month(place.text(taken), noun)?;
    Some(on(taken + 1, Cycle::Month(month)))
}

/// "twice a month", "three times a day".
fn times(place: &Place) -> Option<Found> {
    let at = match place.lower(0) {
        "once" | "twice" => 1,
        _ => {
            let (_, taken) = count(place, 0)?;
            (place.lower(taken) == "times").then_some(taken + 1)?
        }
    };
    let unit = Unit::read(place.lower(at + 1)).filter(|unit| *unit >= Unit::Minute)?;
    matches!(place.lower(at), "a" | "an" | "per" | "each" | "every")
        .then(|| each(at + 2, Count::ONE, unit))
}

/// "on Mondays", "Tuesday nights".
fn plural(place: &Place) -> Option<Found> {
    let word = place.lower(0);
    if !place.capital(0) {
        return None;
    }
    if let Some(weekday) = word.strip_suffix('s').and_then(weekday).filter(|_| word.len() > 6) {
        return Some(on(1, Cycle::Weekday(weekday)));
    }
    let weekday = weekday(word).filter(|_| word.len() >= 6)?;
    let part = place.lower(1).strip_suffix('s').and_then(day_part)?;
    Some(Found { clock: Some(Clock::Part(part)), ..on(2, Cycle::Weekday(weekday)) })
}

/// "a day" after what is counted or paid: "$3 a day", "hundreds of barrels a week".
pub(crate) fn rate(place: &Place) -> Option<Found> {
    if !matches!(place.lower(0), "a" | "an" | "per") {
        return None;
    }
    let unit = Unit::read(place.lower(1)).filter(|_| !place.lower(1).ends_with('s'))?;
    let later =
        matches!(place.lower(2), "ago" | "earlier" | "later" | "before" | "after" | "and" | "or");
    let before = place.at.checked_sub(1).and_then(|at| place.words.get(at))?;
    let counted = matches!(
        place.tree.nodes().get(before.token).map(|node| node.xpos),
        Some(Xpos::Nns | Xpos::Cd)
    ) || before.lower.starts_with(|c: char| c.is_ascii_digit())
        || matches!(&*before.lower, "%" | "percent" | "once" | "twice" | "times" | "dollars");
    (unit > Unit::Second && (counted && !later || place.lower(0) == "per"))
        .then(|| each(2, Count::ONE, unit))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::lengths;

    #[test]
    fn what_comes_again() {
        lengths(&[
            ("every week", &[("every week", "P1W")]),
            ("each Thursday", &[("each Thursday", "XXXX-WXX-4")]),
            ("daily flights", &[("daily", "P1D")]),
            ("twice a month", &[("twice a month", "P1M")]),
            ("3% a year", &[("a year", "P1Y")]),
            ("on Mondays", &[("Mondays", "XXXX-WXX-1")]),
            ("The Daily Star", &[]),
        ]);
    }
}
