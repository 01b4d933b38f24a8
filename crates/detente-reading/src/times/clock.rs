//! Times of day.
//!
//! Finds "9 a.m. Tuesday", "06:00 Moscow time", "noon on Thursday", "midnight local time", "0735
//! GMT", "10 o'clock", "4 in the morning", "Friday morning", "yesterday at 9:30 p.m.", with the day
//! that stands beside them. Without one the day is that last spoken of. A score ("2:1") is no time:
//! hours with minutes need "a.m.", a zone, or a preposition.

use super::constraint::{Anchor, Constraint};
use super::expression::{Clock, DayPart, Found};
use super::relative::day_part;
use super::words::{Place, number};
use super::{amount::Unit, day as named_day};

pub(crate) fn rule(place: &Place) -> Option<Found> {
    if let Some(found) = of_day(place) {
        return Some(found);
    }
    let (clock, taken) = clock(place)?;
    // "noon Thursday", "5 p.m., Nov. 6", "9 a.m. on Tuesday"
    for skip in 0..=2 {
        let joined = (0..skip).all(|i| matches!(place.lower(taken + i), "on" | "of" | "," | "the"));
        if joined
            && let Some(found) = named_day(&place.on(taken + skip))
            && found.clock.is_none()
            && found.part.is_none()
        {
            let taken = taken + skip + found.taken;
            return Some(Found { taken, clock: Some(clock), ..found });
        }
    }
    let constraint = Constraint::Unit(Unit::Day, 0, Anchor::Spoken);
    Some(Found { clock: Some(clock), ..Found::when(taken, constraint) })
}

/// "the early hours of Thursday".
fn of_day(place: &Place) -> Option<Found> {
    let the = usize::from(matches!(place.lower(0), "the"));
    let early = matches!(place.lower(the), "early" | "small" | "wee");
    if !early || place.lower(the + 1) != "hours" {
        return None;
    }
    let at = the + 2;
    let found = (place.lower(at) == "of").then(|| named_day(&place.on(at + 1))).flatten()?;
    let plain = found.clock.is_none() && found.part.is_none();
    let taken = at + 1 + found.taken;
    plain.then_some(Found { taken, clock: Some(Clock::Part(DayPart::Morning)), ..found })
}

/// The time of day after a day: "Friday morning", "yesterday at noon", "Tuesday 9 a.m.".
pub(crate) fn after(place: &Place, found: Found) -> Found {
    if found.clock.is_some() {
        return found;
    }
    let rest = place.on(found.taken);
    if let Some(part) = day_part(rest.lower(0)) {
        let clock = Some(Clock::Part(part));
        return Found { taken: found.taken + 1, clock, ..found };
    }
    let at = usize::from(rest.lower(0) == "at");
    match clock(&rest.on(at)) {
        Some((clock, taken)) => {
            Found { taken: found.taken + at + taken, clock: Some(clock), ..found }
        }
        None => found,
    }
}

/// A time of day and how many words it takes.
fn clock(place: &Place) -> Option<(Clock, usize)> {
    let named = match place.lower(0) {
        "noon" | "midday" => Some(DayPart::Noon),
        "midnight" => Some(DayPart::Midnight),
        _ => None,
    };
    if let Some(part) = named {
        let zone = zone(&place.on(1)).map_or(0, |(_, taken)| taken);
        return Some((Clock::Part(part), 1 + zone));
    }
    let (hour, minute, spelt) = figures(place)?;
    let mut taken = spelt;
    let mut hour = hour;
    let mut sure = place.lower(0).contains(':')
        && matches!(
            place.before(1),
            "at" | "by" | "until" | "till" | "from" | "around" | "about" | "after" | "before"
        );
    let half = match place.lower(taken) {
        "a.m." | "am" | "a.m" => Some((0, 1)),
        "p.m." | "pm" | "p.m" => Some((12, 1)),
        "o'clock" => Some((24, 1)),
        "in" if place.lower(taken + 1) == "the" => match place.lower(taken + 2) {
            "morning" => Some((0, 3)),
            "afternoon" | "evening" => Some((12, 3)),
            _ => None,
        },
        _ => None,
    };
    if let Some((half, words)) = half {
        if hour > 12 && half != 24 {
            return None;
        }
        hour = match (hour, half) {
            (hour, 24) => hour,
            (12, 0) => 0,
            (12, 12) => 12,
            (hour, half) => hour + half,
        };
        (sure, taken) = (true, taken + words);
    } else if matches!(place.lower(taken), "hours" | "hrs")
        && place.lower(0).len() == 4
        && place.lower(0).starts_with(|c: char| c.is_ascii_digit())
    {
        (sure, taken) = (true, taken + 1);
    }
    let mut place_of = None;
    if let Some((zone, words)) = zone(&place.on(taken)) {
        // "9 GMT" is one, "15 local" is none.
        (place_of, sure, taken) = (zone, true, taken + words);
    }
    sure.then_some((Clock::At(hour, minute, place_of), taken))
}

/// Hour and minute in figures or words.
fn figures(place: &Place) -> Option<(u8, u8, usize)> {
    let word = place.lower(0);
    let fits = |hour: u8, minute: u8, taken| {
        (hour <= 24 && minute < 60 && (hour < 24 || minute == 0)).then_some((hour, minute, taken))
    };
    for mark in [':', '.'] {
        if let Some((hour, minute)) = word.split_once(mark)
            && minute.len() == 2
        {
            return fits(hour.parse().ok()?, minute.parse().ok()?, 1);
        }
    }
    if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
        return fits(word[..2].parse().ok()?, word[2..].parse().ok()?, 1);
    }
    let (hour, taken) = number(place, 0)?;
    fits(u8::try_from(hour).ok()?, 0, taken)
}

/// A zone after a time, and how many words it takes: its name in the database of zones, or its
/// offset; `None` for "local time".
fn zone(place: &Place) -> Option<(Option<&'static str>, usize)> {
    let capital = place.capital(0);
    let offset = match place.text(0) {
        "GMT" | "UTC" | "Z" => "+00:00",
        "EST" => "-05:00",
        "EDT" | "CLT" => "-04:00",
        "PST" => "-08:00",
        "PDT" => "-07:00",
        "BST" | "CET" | "WAT" => "+01:00",
        "CEST" | "EET" | "CAT" | "SAST" => "+02:00",
        "EEST" | "MSK" | "EAT" => "+03:00",
        "PKT" => "+05:00",
        "JST" | "KST" => "+09:00",
        "ET" => "America/New_York",
        "CT" | "CST" | "CDT" => "America/Chicago",
        "PT" => "America/Los_Angeles",
        _ => "",
    };
    if !offset.is_empty() {
        return Some((Some(offset), 1));
    }
    // Of India, of Israel and of Ireland.
    if place.text(0) == "IST" {
        return Some((None, 1));
    }
    if place.reads(0, &["local", "time"]) {
        return Some((None, 2));
    }
    // "Moscow time", "New Delhi time"
    let words = (1..=2).find(|&words| capital && place.lower(words) == "time")?;
    const ZONES: &[(&str, &str)] = &[
        ("moscow", "Europe/Moscow"),
        ("damascus", "Asia/Damascus"),
        ("syrian", "Asia/Damascus"),
        ("istanbul", "Europe/Istanbul"),
        ("ankara", "Europe/Istanbul"),
        ("turkish", "Europe/Istanbul"),
        ("kyiv", "Europe/Kyiv"),
        ("kiev", "Europe/Kyiv"),
        ("khartoum", "Africa/Khartoum"),
        ("tehran", "Asia/Tehran"),
        ("baghdad", "Asia/Baghdad"),
        ("kabul", "Asia/Kabul"),
        ("jerusalem", "Asia/Jerusalem"),
        ("israeli", "Asia/Jerusalem"),
        ("beirut", "Asia/Beirut"),
        ("cairo", "Africa/Cairo"),
        ("tripoli", "Africa/Tripoli"),
        ("delhi", "Asia/Kolkata"),
        ("indian", "Asia/Kolkata"),
        ("islamabad", "Asia/Karachi"),
        ("pakistan", "Asia/Karachi"),
        ("beijing", "Asia/Shanghai"),
        ("tokyo", "Asia/Tokyo"),
        ("seoul", "Asia/Seoul"),
        ("pyongyang", "Asia/Pyongyang"),
        ("yerevan", "Asia/Yerevan"),
        ("baku", "Asia/Baku"),
        ("tbilisi", "Asia/Tbilisi"),
        ("nairobi", "Africa/Nairobi"),
        ("bamako", "Africa/Bamako"),
        ("niamey", "Africa/Niamey"),
        ("london", "Europe/London"),
        ("paris", "Europe/Paris"),
        ("berlin", "Europe/Berlin"),
        ("geneva", "Europe/Zurich"),
        ("eastern", "America/New_York"),
        ("washington", "America/New_York"),
        ("pacific", "America/Los_Angeles"),
    ];
    let city = place.lower(words - 1);
    let known = ZONES.iter().find(|(name, _)| *name == city);
    Some((known.map(|(_, zone)| *zone), words + 1))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::clocks;

    #[test]
    fn times_of_day_with_their_zones() {
        clocks(&[
            ("at 9 a.m. Tuesday", "9 a.m. Tuesday", "2020-02-18", Some("09:00"), None),
            (
                "at 06:00 Moscow time on 1 March",
                "06:00 Moscow time on 1 March",
                "2020-03-01",
                Some("06:00"),
                Some("Europe/Moscow"),
            ),
            ("at midnight local time", "midnight local time", "2020-02-19", Some("00:00"), None),
            ("at 0735 GMT", "0735 GMT", "2020-02-19", Some("07:35"), Some("+00:00")),
            ("yesterday at 9:30 p.m.", "yesterday at 9:30 p.m.", "2020-02-18", Some("21:30"), None),
            ("on Friday morning", "Friday morning", "2020-02-14", None, None),
            ("at 4 in the morning", "4 in the morning", "2020-02-19", Some("04:00"), None),
        ]);
    }

    #[test]
    fn scores_are_no_times() {
        crate::times::tests::check(&[("won 2:1 in Ankara", "2020-02-19", &[])]);
    }
}
