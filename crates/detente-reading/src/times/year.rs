//! Years and what is longer or cut from them.
//!
//! Finds "in 2015", "since 2011", "the 2016 coup", "the year 2000", "fiscal 1989", "the 1990s",
//! "the '80s", "the 20th century", as some time within them. A bare number of four digits is a
//! year only after a word that asks for one, or before a noun that can't be counted.

use super::calendar::year;
use super::constraint::Constraint;
use super::expression::Found;
use super::stretch::Stretch;
use super::words::{Place, number, ordinal};
use detente_language::Xpos;

pub(crate) fn rule(place: &Place) -> Option<Found> {
    longer(place).or_else(|| named(place)).or_else(|| spelt(place)).or_else(|| bare(place))
}

/// Decades and centuries.
fn longer(place: &Place) -> Option<Found> {
    let the = usize::from(place.lower(0) == "the");
    let found = |taken, stretch| Some(Found::when(taken, Constraint::Fixed(stretch)));
    let apostrophe = matches!(place.lower(the), "'" | "`" | "‘");
    let at = the + usize::from(apostrophe);
    let digits = place.lower(at).trim_start_matches(['\'', '‘']).strip_suffix('s');
    if let Some(digits) = digits.map(|digits| digits.trim_end_matches('\''))
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && digits.ends_with('0')
        && let Ok(number) = digits.parse::<i16>()
    {
        match digits.len() {
            4 if (1500..2100).contains(&number) => {
                return found(at + 1, Stretch::Decade(number));
            }
            2 if apostrophe || the == 1 && number >= 20 => {
                return found(at + 1, Stretch::Decade(1900 + number));
            }
            _ => {}
        }
    }
    if the == 1 {
        let decade = match place.lower(1) {
            "twenties" => 1920,
            "thirties" => 1930,
            "forties" => 1940,
            "fifties" => 1950,
            "sixties" => 1960,
            "seventies" => 1970,
            "eighties" => 1980,
            "nineties" => 1990,
            _ => 0,
        };
        if decade > 0 {
            return found(2, Stretch::Decade(decade));
        }
    }
    let nth = ordinal(place.lower(the))?;
    let hyphen = usize::from(place.lower(the + 1) == "-");
    // "The 21st-century order": the article is the order's.
    if the + hyphen == 2 {
        return None;
    }
    let century = place.lower(the + 1 + hyphen) == "century" && (1..=22).contains(&nth);
    let first = (i16::from(nth) - 1) * 100;
    century.then(|| Found::when(the + 2 + hyphen, Constraint::Fixed(Stretch::Century(first))))
}

/// "the year 2000", "fiscal year 2019", "fiscal 1989", "FY 2019".
fn named(place: &Place) -> Option<Found> {
    let the = usize::from(place.lower(0) == "the");
    let fiscal = matches!(place.lower(the), "fiscal" | "financial" | "fy");
    let at = the + usize::from(fiscal);
    let at = at + usize::from(place.lower(at) == "year");
    if at == the || at == 0 {
        return None;
    }
    let (year, taken) = match year(place.lower(at)) {
        Some(year) => (year, 1),
        None => number(place, at)
            .and_then(|(year, taken)| Some((i16::try_from(year).ok()?, taken)))
            .filter(|(year, _)| (1500..2100).contains(year))?,
    };
    let stretch = if fiscal { Stretch::Fiscal(year) } else { Stretch::Year(year) };
    Some(Found::when(at + taken, Constraint::Fixed(stretch)))
}

fn spelt(place: &Place) -> Option<Found> {
    let (year, taken) = by_halves(place, 0)?;
    Some(Found::when(taken, Constraint::Fixed(Stretch::Year(year))))
}

/// A year in digits or words, and how many words it takes.
pub(crate) fn year_at(place: &Place, at: usize) -> Option<(i16, usize)> {
    year(place.lower(at)).map(|year| (year, 1)).or_else(|| by_halves(place, at))
}

/// "nineteen ninety-seven".
fn by_halves(place: &Place, at: usize) -> Option<(i16, usize)> {
    let hundreds = match place.lower(at) {
        "eighteen" => 1800,
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let (rest, taken) = number(place, at + 1)?;
    let fits = (10..100).contains(&rest) && place.lower(at + 1).starts_with(char::is_alphabetic);
    let year = hundreds + i16::try_from(rest).ok()?;
    fits.then_some((year, 1 + taken))
}

fn bare(place: &Place) -> Option<Found> {
    let y = year(place.lower(0)).filter(|y| (1600..=2060).contains(y))?;
    let led = matches!(
        place.before(1),
        "in" | "since"
            | "of"
            | "until"
            | "till"
            | "by"
            | "during"
            | "from"
            | "after"
            | "before"
            | "early"
            | "late"
            | "the"
            | "year"
            | "mid"
            | "through"
            | "between"
            | "throughout"
            | "for"
            | "("
            | "around"
            | "circa"
            | "a"
            | "his"
            | "her"
            | "its"
            | "their"
            | "'s"
            | "that"
            | "this"
            | "due"
            | "into"
            | "both"
            | "ended"
            | "ending"
    );
    // "the 1996, 2000 and 2004 votes"
    let joined = matches!(place.before(1), "-" | "–" | "to" | "and" | "," | "or")
        && (year(place.before(2)).is_some() || matches!(place.before(2), "mid" | "post" | "pre"));
    let counted = matches!(
        place.lower(1),
        "people"
            | "soldiers"
            | "troops"
            | "km"
            | "m"
            | "civilians"
            | "dead"
            | "%"
            | "percent"
            | "children"
            | "others"
            | "homes"
            | "kilometres"
            | "kilometers"
            | "tonnes"
            | "tons"
            | "men"
            | "women"
            | "words"
            | "dollars"
            | "euros"
            | "metres"
            | "meters"
            | "miles"
            | "refugees"
            | "houses"
            | "families"
            | "hours"
            | "shares"
    );
    let plural = matches!(place.tag(1), Some(Xpos::Nns))
        && !matches!(place.before(1), "the" | "'s")
        && place.lower(1).starts_with(char::is_alphabetic);
    // "His failed 1996 campaign": a number before one thing counts nothing.
    let named = place.tag(0) == Some(Xpos::Cd)
        && (1900..2036).contains(&y)
        && place.tag(1) == Some(Xpos::Nn)
        && place.lower(1).starts_with(char::is_alphabetic);
    // Prices and the names of things: "$2000", "F-2000", "no. 2001".
    let priced = matches!(place.before(1), "$" | "£" | "€" | "no." | "#");
    ((joined || led && !plural || named) && !counted && !priced)
        .then(|| Found::when(1, Constraint::Fixed(Stretch::Year(y))))
}

#[cfg(test)]
mod tests {
    use crate::times::tests::check;

    #[test]
    fn years_decades_and_centuries() {
        check(&[
            ("in 2015", "", &[("2015", "[2015-01-01..2015-12-31]")]),
            ("killed 2015 people", "", &[]),
            ("some of 2000 people", "", &[]),
            ("the 2016 coup", "", &[("2016", "[2016-01-01..2016-12-31]")]),
            ("by the year 2000", "", &[("the year 2000", "[2000-01-01..2000-12-31]")]),
            (
                "in nineteen ninety-seven",
                "",
                &[("nineteen ninety-seven", "[1997-01-01..1997-12-31]")],
            ),
            ("in the 1990s", "", &[("the 1990s", "[1990-01-01..1999-12-31]")]),
            ("in the late 1970s", "", &[("the late 1970s", "[1977-01-01..1979-12-31]")]),
            ("in the 19th century", "", &[("the 19th century", "[1800-01-01..1899-12-31]")]),
            ("in fiscal 2019", "", &[("fiscal 2019", "[2018-07-01..2020-06-30]")]),
        ]);
    }
}
