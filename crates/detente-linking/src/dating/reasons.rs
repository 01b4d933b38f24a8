//! Why: a sentence for each clue that the answer rests on, with its words.

use super::Bound;
use detente_reading::clues::{Clue, Says, Span, When};
use detente_record::{Evidence, Part};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What an answer rests on.
pub(super) struct Reasons {
    pub(super) because: Vec<String>,
    /// The words that say most.
    pub(super) words: Option<String>,
    pub(super) evidence: Option<Evidence>,
}

/// Sentences of one kind at most.
const OF_A_KIND: usize = 3;

pub(super) fn reasons(
    clues: &[Clue],
    bounds: &[Bound],
    span: Option<(Date, Date)>,
    best: Option<Date>,
) -> Reasons {
    let last = span.map(|(_, last)| last).or(best);
    let mut chosen: Vec<(Reason, &Clue)> = vec![];
    for clue in clues {
        if let Some(reason) = reason(clue, last) {
            chosen.push((reason, clue));
        }
    }
    // Of each kind those that say most; what is said twice once.
    chosen.sort_by(|(a, _), (b, _)| {
        (a.kind, std::cmp::Reverse(a.rank), &a.text).cmp(&(
            b.kind,
            std::cmp::Reverse(b.rank),
            &b.text,
        ))
    });
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let (mut of_kind, mut kind) = (0, None);
    let mut kept: Vec<(&Reason, &Clue)> = vec![];
    for (reason, clue) in &chosen {
        if kind != Some(reason.kind) {
            (of_kind, kind) = (0, Some(reason.kind));
        }
        if of_kind < OF_A_KIND && seen.insert(&reason.key) {
            of_kind += 1;
            kept.push((reason, clue));
        }
    }
    let mut because: Vec<String> = kept.iter().map(|(reason, _)| reason.text.clone()).collect();
    // What other reports fix, where the answer keeps to it; what is said of several stretches once.
    let keeps = |bound: &&Bound| {
        let (first, last) = match (span, best) {
            (Some(span), _) => span,
            (None, Some(best)) => (best, best),
            (None, None) => return true,
        };
        bound.from.is_none_or(|from| from <= last) && bound.to.is_none_or(|to| first <= to)
    };
    for bound in bounds.iter().filter(keeps) {
        if !because.contains(&bound.because) {
            because.push(bound.because.clone());
        }
    }
    let words = kept.iter().find(|(_, clue)| clue.evidence.is_some());
    let words = words.map(|(_, clue)| clue.words.clone());
    let evidence = evidence(kept.iter().filter_map(|(_, clue)| clue.evidence.as_ref()));
    Reasons { because, words, evidence }
}

/// The words of all, in the order in which they stand; of those within others the longer alone.
fn evidence<'a>(all: impl Iterator<Item = &'a Evidence>) -> Option<Evidence> {
    let mut out: Option<Evidence> = None;
    for one in all {
        match &mut out {
            Some(out) => out.parts.extend(one.parts.iter().cloned()),
            None => out = Some(one.clone()),
        }
    }
    let mut out = out?;
    out.parts.sort_by_key(|part| (part.bytes[0], std::cmp::Reverse(part.bytes[1])));
    let mut parts: Vec<Part> = vec![];
    for part in out.parts {
        if parts.last().is_none_or(|last| last.bytes[1] <= part.bytes[0]) {
            parts.push(part);
        }
    }
    Some(Evidence { parts, ..out })
}

struct Reason {
    kind: u8,
    /// The higher, the more it says.
    rank: i64,
    /// What makes two of them one.
    key: String,
    text: String,
}

fn reason(clue: &Clue, last: Option<Date>) -> Option<Reason> {
    let words = &clue.words;
    let behind = |day: Date| last.is_none_or(|last| day <= last);
    let rank = |day: Date| i64::from(day.year()) * 400 + i64::from(day.day_of_year());
    let made = |kind, rank, key: String, text: String| Some(Reason { kind, rank, key, text });
    match &clue.says {
        Says::Today { .. } => {
            let text = format!("“{words}” names the day on which it was written");
            made(0, 0, words.clone(), text)
        }
        Says::Retrieved(day) => made(
            1,
            0,
            day.to_string(),
            format!("it was fetched on {day}, so it was written by then"),
        ),
        Says::Lately { name, day, .. } => {
            let text = format!(
                "“{words}”, told without its year, is the day of “{name}” ({day}): it was written \
                 within a year of it"
            );
            made(2, rank(*day), day.to_string(), text)
        }
        Says::Yearly { cycle, when: When::Past | When::Open, .. } => {
            let back = last.and_then(|last| back(*cycle, last));
            let text =
                format!("“{words}” is told without its year: it was written within a year of it");
            made(3, -back.unwrap_or(999), format!("{cycle:?}"), text)
        }
        Says::Post(day) if behind(*day) => {
            made(4, rank(*day), day.to_string(), format!("a post of {day} is printed in it"))
        }
        Says::Photo(day) if behind(*day) => {
            made(4, rank(*day), day.to_string(), format!("a caption in it bears the day {day}"))
        }
        Says::Told { first, when: When::Past, .. } if behind(*first) => {
            made(5, rank(*first), first.to_string(), format!("it tells of “{words}” as past"))
        }
        Says::Told { last: end, when: When::Ahead, .. } if last.is_none_or(|last| last <= *end) => {
            made(6, -rank(*end), end.to_string(), format!("it tells of “{words}” as to come"))
        }
        Says::Weekday { when: When::Past, lead, weekday } => {
            let text = format!("“{words}” lies less than a week back");
            made(7, i64::from(*lead), format!("{weekday:?}"), text)
        }
        Says::Current(year) => {
            made(8, 0, year.to_string(), format!("it counts from the start of {year} (“{words}”)"))
        }
        Says::Ago { year, years } => {
            let text = format!("“{words}”: {year} was {years} years before");
            made(8, 0, words.clone(), text)
        }
        Says::Holds { holder, name, held, title, acts } => {
            let tight = tight(held, last)?;
            let text = format!("“{words}”: {name} was {title} {}", spans(held));
            made(9, i64::from(*acts) * 100_000 - tight, holder.clone(), text)
        }
        Says::Held { holder, name, held, title } => {
            let text = format!("“{words}”: {name} was {title} no more ({})", spans(held));
            made(10, 0, holder.clone(), text)
        }
        Says::Since { name, day, id, agreed } if behind(*day) => {
            let what = if *agreed { "was concluded on" } else { "was there from" };
            made(11, rank(*day), id.clone(), format!("“{words}”: {name} {what} {day}"))
        }
        Says::Until { name, day, id } => {
            let text = format!("“{words}”: {name} was called so until {day}");
            made(12, -rank(*day), id.clone(), text)
        }
        _ => None,
    }
}

/// Days since a day of the year last came.
fn back(cycle: detente_reading::times::Cycle, last: Date) -> Option<i64> {
    use detente_reading::times::Cycle;
    let (month, day) = match cycle {
        Cycle::MonthDay(month, day, _) => (month, day),
        Cycle::Month(month) => (month, 1),
        _ => return None,
    };
    let years = [last.year(), last.year() - 1];
    let came = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    came.map(|day| i64::from((last - day).get_days())).filter(|days| *days >= 0).min()
}

/// How many days of the office there are around the answer; none where it has no edge near.
fn tight(held: &[Span], last: Option<Date>) -> Option<i64> {
    let last = last?;
    let holds =
        |(from, to): &&Span| from.is_none_or(|from| from <= last) && to.is_none_or(|to| last <= to);
    let (from, to) = held.iter().find(holds)?;
    let days = |from: Date, to: Date| i64::from((to - from).get_days());
    Some(from.map_or(0, |from| days(from, last)) + to.map_or(0, |to| days(last, to)))
}

/// Spans in words.
fn spans(held: &[Span]) -> String {
    let mut held: Vec<Span> = held.to_vec();
    held.sort_unstable();
    let one = |(from, to): &Span| match (from, to) {
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(to)) => format!("until {to}"),
        (None, None) => "at a time not known".to_owned(),
    };
    held.iter().map(one).collect::<Vec<_>>().join(" and ")
}
