//! An expression as TIMEX3 gives it: type and value.

use super::constraint::{Anchor, Constraint, Cycle};
use super::expression::{Clock, DayPart, Found, Kind, Meaning, Repeat, Vague};
use super::stretch::Stretch;

/// Type and value. `anchor` is what the constraint is counted from; what can't be resolved has a
/// value of `X`s.
pub(crate) fn value(found: &Found, anchor: Option<Stretch>) -> (Kind, String) {
    match found.meaning {
        // What TIMEX3 does not mark.
        Meaning::When(Constraint::Same(_) | Constraint::Offset(_, _, Anchor::Event)) => {
            (Kind::Date, String::new())
        }
        Meaning::When(constraint) => {
            let stated = constraint.anchor().is_none();
            let from = anchor.or(stated.then_some(Stretch::Year(2000)));
            let stretch = from.and_then(|from| constraint.resolve(from));
            let day = stretch.map_or_else(|| open(constraint), Stretch::timex);
            match found.clock {
                Some(clock) => (Kind::Time, format!("{day}T{}", of_day(clock))),
                None => (Kind::Date, day),
            }
        }
        Meaning::Lasting(length, _) => (Kind::Duration, length.iso()),
        Meaning::Repeating(Repeat::Every(length)) => (Kind::Set, length.iso()),
        Meaning::Repeating(Repeat::On(constraint)) => {
            let day = open(constraint);
            let part = found.clock.map(|clock| format!("T{}", of_day(clock))).unwrap_or_default();
            (Kind::Set, day + &part)
        }
        Meaning::Vague(vague) => {
            let value = match vague {
                Vague::Past => "PAST_REF",
                Vague::Present => "PRESENT_REF",
                Vague::Future => "FUTURE_REF",
            };
            (Kind::Date, value.into())
        }
    }
}

fn of_day(clock: Clock) -> String {
    let part = |part: &str| part.to_owned();
    match clock {
        Clock::Part(DayPart::Morning) => part("MO"),
        Clock::Part(DayPart::Afternoon) => part("AF"),
        Clock::Part(DayPart::Evening) => part("EV"),
        Clock::Part(DayPart::Night) => part("NI"),
        Clock::Part(DayPart::Noon) => part("12:00"),
        Clock::Part(DayPart::Midnight) => part("24:00"),
        Clock::At(hour, minute, _) => format!("{hour:02}:{minute:02}"),
    }
}

/// What is known where the year isn't.
fn open(constraint: Constraint) -> String {
    match constraint {
        Constraint::Cycle(cycle, ..) => match cycle {
            Cycle::Weekday(weekday) => {
                format!("XXXX-WXX-{}", weekday.to_monday_one_offset())
            }
            Cycle::MonthDay(month, day, _) => format!("XXXX-{month:02}-{day:02}"),
            Cycle::MonthDays(month, from, to) => {
                format!("XXXX-{month:02}-{from:02}/XXXX-{month:02}-{to:02}")
            }
            Cycle::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
            Cycle::Month(month) => format!("XXXX-{month:02}"),
            Cycle::Quarter(quarter) => format!("XXXX-Q{quarter}"),
            Cycle::Half(half) => format!("XXXX-H{half}"),
            Cycle::Season(season) => {
                let name = Stretch::Season(2000, season).timex();
                format!("XXXX-{}", name.get(5..).unwrap_or_default())
            }
            Cycle::Feast(month, ..) => format!("XXXX-{month:02}-XX"),
        },
        _ => "XXXX-XX-XX".into(),
    }
}
