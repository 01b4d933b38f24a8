//! Numbers with the words that bound them: "at least 14", "between seven and eight", "15–20".

use super::Figure;
use super::number::plain;
use crate::view::Tok;

/// A figure that begins at `at`, and the token after it.
pub(crate) fn figure(toks: &[Tok], at: usize) -> Option<(Figure, usize)> {
    if let Some((bound, next)) = bound(toks, at) {
        let (figure, end) = plain(toks, next)?;
        let value = figure.value?;
        let figure = match bound {
            Bound::AtLeast => Figure { low: Some(value), high: None, ..figure },
            Bound::MoreThan => Figure { low: Some(value + 1.0), high: None, ..figure },
            Bound::AtMost => Figure { low: None, high: Some(value), ..figure },
            Bound::LessThan => Figure { low: None, high: Some(value - 1.0), ..figure },
            Bound::About => Figure { low: None, high: None, ..figure },
            Bound::Between => {
                let and = toks.get(end).is_some_and(|tok| tok.is(&["and"]));
                let (second, end) = and.then(|| plain(toks, end + 1)).flatten()?;
                let figure = Figure { value: None, low: Some(value), high: second.value };
                return (second.value? >= value).then_some((figure, end));
            }
        };
        return Some((figure, end));
    }
    let (first, end) = plain(toks, at)?;
    // "20 or more", "a dozen or so"
    let word = |i: usize| toks.get(end + i).map_or("", |tok| tok.lower.as_str());
    match (word(0), word(1), first.value) {
        ("or", "more", Some(_)) => return Some((Figure { high: None, ..first }, end + 2)),
        ("or", "fewer" | "less", Some(_)) => return Some((Figure { low: None, ..first }, end + 2)),
        ("or", "so", Some(_)) => return Some((Figure { low: None, high: None, ..first }, end + 2)),
        _ => {}
    }
    // 15–20, seven or eight, 15 to 20
    let joint = toks.get(end).is_some_and(|tok| tok.is(&["–", "-", "to", "or"]));
    if joint
        && let Some((second, end)) = plain(toks, end + 1)
        && let (Some(low), Some(high)) = (first.value, second.value)
        && low < high
    {
        return Some((Figure { value: None, low: Some(low), high: Some(high) }, end));
    }
    Some((first, end))
}

enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    About,
    Between,
}

fn bound(toks: &[Tok], at: usize) -> Option<(Bound, usize)> {
    let word = |i: usize| toks.get(at + i).map_or("", |tok| tok.lower.as_str());
    Some(match (word(0), word(1), word(2)) {
        ("at", "least", _)
        | ("no", "fewer", "than")
        | ("no", "less", "than")
        | ("not", "less", "than") => (Bound::AtLeast, at + if word(0) == "at" { 2 } else { 3 }),
        ("more", "than", _) | ("upwards", "of", _) | ("upward", "of", _) => {
            (Bound::MoreThan, at + 2)
        }
        ("well" | "just", "over" | "above", _) => (Bound::MoreThan, at + 2),
        ("close", "to", _) | ("an", "estimated", _) => (Bound::About, at + 2),
        ("as", "few", "as") => (Bound::About, at + 3),
        ("over" | "exceeding" | "above", _, _) => (Bound::MoreThan, at + 1),
        ("up", "to", _) | ("at", "most", _) => (Bound::AtMost, at + 2),
        ("as", "many", "as") | ("no", "more", "than") => (Bound::AtMost, at + 3),
        ("less" | "fewer", "than", _) => (Bound::LessThan, at + 2),
        ("under" | "below", _, _) => (Bound::LessThan, at + 1),
        (
            "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately"
            | "estimated" | "circa",
            _,
            _,
        ) => (Bound::About, at + 1),
        ("between", _, _) => (Bound::Between, at + 1),
        _ => return None,
    })
}
