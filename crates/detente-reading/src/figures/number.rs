//! Numbers without a bound: "14", "1,400", "twenty-one", "1.5 million", "a dozen", "dozens of".

use super::Figure;
use crate::view::Tok;
use detente_language::TokenKind;

/// A number without a bound: digits, words, or a word for many.
pub(super) fn plain(toks: &[Tok], at: usize) -> Option<(Figure, usize)> {
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
    // "a dozen", "a hundred", "half a million"
    if tok.is(&["a", "half"])
        && let a = at + usize::from(tok.is(&["half"]))
        && toks.get(a).is_some_and(|tok| tok.is(&["a"]))
        && let Some(by) = toks.get(a + 1).and_then(|tok| scale(&tok.lower))
    {
        let half = if a > at { 0.5 } else { 1.0 };
        return Some((exact(by * half), a + 2));
    }
    // "a couple of", "several dozen", "a few hundred"
    let few = match (tok.lower.as_str(), toks.get(at + 1).map_or("", |tok| tok.lower.as_str())) {
        ("several" | "many", _) => Some(at + 1),
        ("a", "few") => Some(at + 2),
        _ => None,
    };
    if let Some(next) = few.filter(|&next| toks.get(next).and_then(|t| scale(&t.lower)).is_some()) {
        return Some((Figure { value: None, low: None, high: None }, next + 1));
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
