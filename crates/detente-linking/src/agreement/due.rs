//! Deadlines counted from an agreement, once it is known when that was concluded.

use detente_record::{Deadline, RelativeDeadline, Time, TimeBasis, TimeSpan};
use jiff::ToSpan;
use jiff::civil::Date;

/// Words for the beginning that an agreement's own deadlines are counted from.
const BEGINNINGS: &[&str] = &["sign", "signing", "signature", "signed", "conclusion", "concluded"];

/// Words for the agreement itself: "within ten days of the deal".
const ITSELF: &[&str] =
    &["agreement", "deal", "accord", "treaty", "memorandum", "pact", "truce", "ceasefire"];

/// Rules that find what the agreement itself says.
const OF_THE_AGREEMENT: &[&str] = &["provides", "under"];

/// The deadline with its last day, where it is counted from the conclusion of the agreement and
/// that day is known; else as it is. `rule` found the undertaking: what the agreement itself says
/// is counted from it even where nothing else is named.
pub(super) fn resolved(due: &Deadline, concluded: &Time, rule: &str) -> Deadline {
    let day = day(due, concluded, rule);
    let Some((start, last)) = day else { return due.clone() };
    let time = Time {
        edtf: Some(format!("[..{last}]")),
        from: None,
        to: Some(last.to_string()),
        span: Some(TimeSpan::Within),
        basis: Some(TimeBasis::Resolved),
        anchor: Some(start.to_string()),
        ..due.time.clone()
    };
    Deadline { time, relative: due.relative.clone() }
}

fn day(due: &Deadline, concluded: &Time, rule: &str) -> Option<(Date, Date)> {
    let relative = due.relative.as_ref().filter(|_| due.time.to.is_none())?;
    let start = concluded.from.as_deref().filter(|from| concluded.to.as_deref() == Some(from))?;
    let start: Date = start.parse().ok()?;
    if !counts_from_it(relative, rule) {
        return None;
    }
    Some((start, start.checked_add(span(&relative.offset)?).ok()?))
}

fn counts_from_it(relative: &RelativeDeadline, rule: &str) -> bool {
    let lower = relative.trigger.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if lower.trim().is_empty() {
        return OF_THE_AGREEMENT.contains(&rule);
    }
    // "the deal's entry into force" is another day, "a breach of the truce" too.
    let begins = lower.split(|c: char| !c.is_alphanumeric()).any(|word| BEGINNINGS.contains(&word));
    begins || words.all(|word| matches!(word, "the" | "this" | "its") || ITSELF.contains(&word))
}

/// Whole days of an ISO 8601 duration; a part of a day counts as one.
fn span(offset: &str) -> Option<jiff::Span> {
    const FAR: i64 = 100_000;
    let number = |text: &str| text.parse::<i64>().ok().filter(|number| (0..FAR).contains(number));
    if let Some(time) = offset.strip_prefix("PT") {
        let hours = number(time.strip_suffix('H')?)?;
        return Some(((hours + 23) / 24).days());
    }
    let date = offset.strip_prefix('P')?;
    let (count, unit) = date.split_at_checked(date.len().checked_sub(1)?)?;
    let count = number(count)?;
    match unit {
        "D" => Some(count.days()),
        "W" => Some((count * 7).days()),
        "M" => Some(count.months()),
        // A thousand years is no deadline; and the calendar ends.
        "Y" if count < 1000 => Some(count.years()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(offset: &str, trigger: &str, rule: &str) -> Option<String> {
        let concluded = Time::day("2020-11-09", "", TimeBasis::Stated);
        let relative = RelativeDeadline { trigger: trigger.into(), offset: offset.into() };
        let due = Deadline { time: Time::default(), relative: Some(relative) };
        resolved(&due, &concluded, rule).time.to
    }

    #[test]
    fn counted_from_the_conclusion() {
        assert_eq!(last("P30D", "the signing", "pledge"), Some("2020-12-09".into()));
        assert_eq!(last("PT36H", "the deal", "pledge"), Some("2020-11-11".into()));
        assert_eq!(last("P1M", "", "provides"), Some("2020-12-09".into()));
    }

    #[test]
    fn not_from_anything_else() {
        assert_eq!(last("P30D", "a breach of the truce", "pledge"), None);
        assert_eq!(last("P30D", "", "pledge"), None);
        assert_eq!(last("P999999999999D", "signing", "pledge"), None);
        assert_eq!(last("π", "signing", "pledge"), None);
    }
}
