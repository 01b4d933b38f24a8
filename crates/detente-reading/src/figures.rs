//! Numbers in digits and words, with their bounds.
//!
//! "At least 14" has a least figure and no greatest, "up to 14" the other way round; "more than
//! 20" begins at 21; "between seven and eight" has both; "about" and "nearly" leave the figure as
//! it is without bounds, and "dozens" is a word without one.

use crate::view::Tok;
use detente_language::TokenKind;

/// A figure as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
}

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
        ("over" | "exceeding", _, _) => (Bound::MoreThan, at + 1),
        ("up", "to", _) | ("at", "most", _) => (Bound::AtMost, at + 2),
        ("as", "many", "as") | ("no", "more", "than") => (Bound::AtMost, at + 3),
        ("less" | "fewer", "than", _) => (Bound::LessThan, at + 2),
        ("under" | "below", _, _) => (Bound::LessThan, at + 1),
        ("about" | "around" | "some" | "nearly" | "almost" | "roughly" | "approximately", _, _) => {
            (Bound::About, at + 1)
        }
        ("between", _, _) => (Bound::Between, at + 1),
        _ => return None,
    })
}

/// A number without a bound: digits, words, or a word for many.
fn plain(toks: &[Tok], at: usize) -> Option<(Figure, usize)> {
    let tok = toks.get(at)?;
    let exact = |value: f64| Figure { value: Some(value), low: Some(value), high: Some(value) };
    if tok.kind == TokenKind::Number {
        let digits: String = tok.text.chars().filter(|c| *c != ',').collect();
        let grouped = !tok.text.contains(',')
            || tok
                .text
                .split(',')
                .skip(1)
                .all(|group| group.split('.').next().is_some_and(|g| g.len() == 3));
        let value: f64 = digits.parse().ok().filter(|_| grouped)?;
        let scale = toks.get(at + 1).and_then(|tok| scale(&tok.lower));
        return Some(scale.map_or((exact(value), at + 1), |by| (exact(value * by), at + 2)));
    }
    if tok.is(&["dozens", "scores", "hundreds", "thousands", "tens"]) {
        let mut end = at + 1;
        if tok.is(&["tens", "hundreds"])
            && toks.get(end).is_some_and(|tok| tok.is(&["of"]))
            && toks.get(end + 1).is_some_and(|tok| tok.is(&["thousands"]))
        {
            end += 2;
        } else if tok.is(&["tens"]) {
            return None;
        }
        if toks.get(end).is_some_and(|tok| tok.is(&["of"])) {
            end += 1;
        }
        return Some((Figure { value: None, low: None, high: None }, end));
    }
    if tok.is(&["a"]) && toks.get(at + 1).is_some_and(|tok| tok.is(&["dozen"])) {
        return Some((exact(12.0), at + 2));
    }
    by_words(toks, at).map(|(value, end)| (exact(value), end))
}

fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 100.0,
        "thousand" => 1_000.0,
        "million" => 1_000_000.0,
        "billion" => 1_000_000_000.0,
        "dozen" => 12.0,
        _ => return None,
    })
}

/// "fourteen", "twenty-one", "two hundred and twelve", "three thousand".
fn by_words(toks: &[Tok], at: usize) -> Option<(f64, usize)> {
    let mut total = 0.0;
    let mut current: Option<f64> = None;
    let mut end = at;
    while let Some(tok) = toks.get(end) {
        if let Some(value) = small_number(&tok.lower) {
            let value = f64::from(value);
            match current {
                None => current = Some(value),
                Some(tens) if tens % 100.0 >= 20.0 && tens % 10.0 == 0.0 && value < 10.0 => {
                    current = Some(tens + value)
                }
                Some(hundreds) if hundreds >= 100.0 && hundreds % 100.0 == 0.0 => {
                    current = Some(hundreds + value)
                }
                Some(_) => break,
            }
            end += 1;
        } else if let (Some(by), Some(value)) = (scale(&tok.lower), current) {
            if by >= 1_000.0 {
                total += value * by;
                current = Some(0.0);
            } else {
                current = Some(value * by);
            }
            end += 1;
        } else if let Some(value) = current
            && let Some(next) = toks.get(end + 1).and_then(|tok| small_number(&tok.lower))
            && (tok.is(&["-"]) && next < 10 || tok.is(&["and"]) && value >= 100.0)
        {
            end += 1;
        } else {
            break;
        }
    }
    current.map(|value| (total + value, end))
}

/// A number word up to ninety, or a number in digits up to 99.
pub(crate) fn small_number(word: &str) -> Option<u8> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let ones = ONES.iter().position(|name| *name == word).filter(|i| *i > 0).map(|i| i as u8);
    let tens = || TENS.iter().position(|name| *name == word).map(|i| i as u8 * 10 + 20);
    ones.or_else(tens).or_else(|| word.parse().ok().filter(|n| *n < 100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_view;

    #[test]
    fn figures_with_their_bounds() {
        type Bounds = (Option<f64>, Option<f64>, Option<f64>);
        let cases: &[(&str, Option<Bounds>)] = &[
            ("14 soldiers", Some((Some(14.0), Some(14.0), Some(14.0)))),
            ("1,400 people", Some((Some(1400.0), Some(1400.0), Some(1400.0)))),
            ("fourteen men", Some((Some(14.0), Some(14.0), Some(14.0)))),
            ("twenty-one men", Some((Some(21.0), Some(21.0), Some(21.0)))),
            ("two hundred and twelve men", Some((Some(212.0), Some(212.0), Some(212.0)))),
            ("at least 19 men", Some((Some(19.0), Some(19.0), None))),
            ("more than 20 men", Some((Some(20.0), Some(21.0), None))),
            ("up to 20 men", Some((Some(20.0), None, Some(20.0)))),
            ("between seven and eight men", Some((None, Some(7.0), Some(8.0)))),
            ("15–20 men", Some((None, Some(15.0), Some(20.0)))),
            ("about 20 men", Some((Some(20.0), None, None))),
            ("dozens of men", Some((None, None, None))),
            ("1.5 million people", Some((Some(1.5e6), Some(1.5e6), Some(1.5e6)))),
            ("a dozen men", Some((Some(12.0), Some(12.0), Some(12.0)))),
            ("the men", None),
        ];
        for (text, expected) in cases {
            let found = with_view(text, None, |view| figure(&view.toks, 0));
            let found = found.map(|(figure, _)| (figure.value, figure.low, figure.high));
            assert_eq!(&found, expected, "{text}");
        }
    }
}
