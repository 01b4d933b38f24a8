//! By when: "by 15 October", "no later than", "before the end of", "until", "within 30 days of".
//!
//! A deadline has a last day and need not have a first. What is counted from something keeps what it
//! is counted from, and has a day where that is the signing of an agreement whose day is known.

use super::look::Look;
use crate::figures::small_number;
use crate::times::Timed;
use detente_record::{Deadline, RelativeDeadline, Time, TimeBasis, TimeSpan};
use detente_world::Agreement;
use jiff::ToSpan;
use jiff::civil::Date;
use std::ops::Range;

/// A deadline with its words.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) deadline: Deadline,
    /// Its words in the sentence, with the preposition.
    pub(super) words: Range<usize>,
}

/// The first deadline among some words of a sentence.
pub(super) fn due(look: &Look, words: Range<usize>) -> Option<Due> {
    all(look, words, None).into_iter().next()
}

/// The deadlines among some words of a sentence, in order.
pub(super) fn all(look: &Look, words: Range<usize>, known: Option<&Agreement>) -> Vec<Due> {
    let mut out = vec![];
    let mut at = words.start;
    while at < words.end {
        match by(look, at, words.end).or_else(|| within(look, at, words.end, known)) {
            Some(due) => {
                at = due.words.end.max(at + 1);
                out.push(due);
            }
            None => at += 1,
        }
    }
    out
}

/// The expression of time that begins at a word, over an article and "the end of".
fn time_at<'v>(look: &Look<'_, 'v, '_>, at: usize) -> Option<(&'v Timed, usize)> {
    const REACH: usize = 5;
    let scene = &look.scene;
    for start in at..(at + REACH).min(look.len()) {
        if let Some(time) = scene.view.time_from(look.byte(start)) {
            let end = (start..look.len())
                .take_while(|&word| scene.bytes(word).start < time.range.end)
                .last()?;
            return Some((time, end + 1));
        }
        let filler = [
            "the",
            "end",
            "of",
            "close",
            "midnight",
            "noon",
            "on",
            "start",
            "beginning",
            "local",
            "time",
            ",",
        ];
        if !filler.contains(&scene.token(start).lower.as_str()) {
            return None;
        }
    }
    None
}

/// "by 15 October", "no later than Friday", "before the end of March", "until 25 November".
fn by(look: &Look, at: usize, end: usize) -> Option<Due> {
    let word = |i: usize| {
        if at + i < end { look.scene.token(at + i).lower.as_str() } else { "" }
    };
    let (taken, strict) = match (word(0), word(1), word(2)) {
        ("by" | "until" | "till", _, _) => (1, false),
        ("before", _, _) => (1, true),
        ("no" | "not", "later", "than") => (3, false),
        _ => return None,
    };
    let (timed, stop) = time_at(look, at + taken)?;
    let words = at..stop;
    let whole_end = words.clone().any(|word| look.is(word, &["end", "close"]));
    // "before the end of February" ends with it, "before 3 May" on the day before.
    let day = timed.time.to.clone().and_then(|day| day.parse::<Date>().ok());
    let day = day.map(|day| {
        if strict && !whole_end && timed.time.from == timed.time.to {
            day.yesterday().unwrap_or(day)
        } else {
            day
        }
    });
    let text = look.text(words.clone()).to_owned();
    Some(Due {
        deadline: Deadline { time: last_day(day, &text, &timed.time), relative: None },
        words,
    })
}

fn last_day(day: Option<Date>, text: &str, of: &Time) -> Time {
    let Some(day) = day else { return Time { text: Some(text.to_owned()), ..Time::default() } };
    Time {
        edtf: Some(format!("[..{day}]")),
        from: None,
        to: Some(day.to_string()),
        span: Some(TimeSpan::Within),
        text: Some(text.to_owned()),
        basis: of.basis,
        anchor: of.anchor.clone(),
        ..Time::default()
    }
}

/// "within 30 days of signing", "in 48 hours".
fn within(look: &Look, at: usize, end: usize, known: Option<&Agreement>) -> Option<Due> {
    let scene = &look.scene;
    let word = |i: usize| if i < end { scene.token(i).lower.as_str() } else { "" };
    if word(at) != "within" {
        return None;
    }
    let mut next = at + 1;
    if matches!(word(next), "the" | "a" | "an") && matches!(word(next + 1), "next" | "first") {
        next += 2;
    }
    let number: i64 = match word(next) {
        "a" | "an" => 1,
        text => text.parse().ok().or_else(|| small_number(text).map(i64::from))?,
    };
    next += 1;
    // "24-hour", "ten working days".
    while matches!(word(next), "-" | "working" | "calendar" | "business") {
        next += 1;
    }
    let unit = word(next).trim_end_matches('s').to_owned();
    next += 1;
    let (offset, days) = match unit.as_str() {
        "hour" => (format!("PT{number}H"), Some(number.checked_add(23)? / 24)),
        "day" => (format!("P{number}D"), Some(number)),
        "week" => (format!("P{number}W"), number.checked_mul(7)),
        "month" => (format!("P{number}M"), None),
        "year" => (format!("P{number}Y"), None),
        _ => return None,
    };
    let mut stop = next;
    let mut trigger = String::new();
    if matches!(word(next), "of" | "after" | "from" | "following") {
        let from = next + 1;
        stop = (from..end)
            .find(|&i| matches!(word(i), "," | ";" | "." | "and" | "or" | "to"))
            .unwrap_or(end);
        trigger = look.text(from..stop).to_owned();
    }
    let words = at..stop.max(next);
    let text = look.text(words.clone()).to_owned();
    let signed = ["sign", "signing", "signature", "conclusion"];
    let counted = (next..stop).any(|i| signed.contains(&word(i)));
    let start =
        known.filter(|_| counted).and_then(|known| known.concluded.as_deref()?.parse().ok());
    let time = counted_from(start, days, unit.as_str(), number, &text);
    Some(Due {
        deadline: Deadline { time, relative: Some(RelativeDeadline { trigger, offset }) },
        words,
    })
}

fn counted_from(
    start: Option<Date>,
    days: Option<i64>,
    unit: &str,
    number: i64,
    text: &str,
) -> Time {
    let far = 100_000;
    let span = match (days, unit) {
        (Some(days), _) if days < far => Some(days.days()),
        (None, "month") if number < far => Some(number.months()),
        (None, "year") if number < 1_000 => Some(number.years()),
        _ => None,
    };
    let day = start.zip(span).and_then(|(start, span)| start.checked_add(span).ok());
    let Some((start, day)) = start.zip(day) else {
        return Time { text: Some(text.to_owned()), ..Time::default() };
    };
    let of = Time {
        basis: Some(TimeBasis::Resolved),
        anchor: Some(start.to_string()),
        ..Time::default()
    };
    last_day(Some(day), text, &of)
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole_on;

    fn due(text: &str) -> Vec<(Option<String>, Option<String>)> {
        let all = read_whole_on(text, "2021-06-10").undertakings.into_iter();
        all.filter_map(|one| one.obligation.deadline)
            .map(|due| (due.time.to, due.relative.map(|r| format!("{} {}", r.offset, r.trigger))))
            .collect()
    }

    #[test]
    fn last_days() {
        let by = "Serbia promised to withdraw its police by 15 July 2021.";
        assert_eq!(due(by), [(Some("2021-07-15".into()), None)]);
        let before = "Serbia promised to withdraw its police before 15 July 2021.";
        assert_eq!(due(before), [(Some("2021-07-14".into()), None)]);
        let within = "Serbia promised to withdraw its police within 30 days of signing.";
        assert_eq!(due(within), [(None, Some("P30D signing".into()))]);
    }
}
