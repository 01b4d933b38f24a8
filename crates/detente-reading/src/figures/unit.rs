//! Units of measure, under one name each: lengths, areas, weights, shares, money, spans of time.
//!
//! A value is never turned into another unit where that would make up digits: ten miles are ten
//! "mi". Weeks are seven days each and round numbers of hours whole days, for [`Days`] counts days
//! and nothing else.
//!
//! [`Days`]: FigureRole::Days

use crate::view::Tok;
use detente_record::FigureRole;

/// A unit behind a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    pub(crate) name: &'static str,
    pub(crate) role: FigureRole,
    /// How many of the unit of its role one of it makes.
    pub(crate) by: f64,
    /// Tokens.
    pub(crate) len: usize,
}

/// The unit that stands at a token, behind a number, with the hyphen before it.
pub(crate) fn unit(toks: &[Tok], at: usize) -> Option<Unit> {
    let hyphen = usize::from(toks.get(at).is_some_and(|tok| tok.text == "-"));
    let word = |i: usize| toks.get(at + hyphen + i).map_or("", |tok| tok.lower.as_str());
    let made = |name, role, by, len: usize| Some(Unit { name, role, by, len: len + hyphen });
    let other = FigureRole::Other;
    match (word(0), word(1)) {
        ("per", "cent") => return made("%", other, 1.0, 2),
        ("sq" | "square", length) => {
            let name = match length {
                "km" | "kms" | "kilometres" | "kilometers" | "kilometre" | "kilometer" => "km2",
                "mile" | "miles" => "mi2",
                "metre" | "metres" | "meter" | "meters" => "m2",
                _ => return None,
            };
            return made(name, other, 1.0, 2);
        }
        _ => {}
    }
    let (name, role, by) = match word(0) {
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "kms" => {
            ("km", FigureRole::Kilometres, 1.0)
        }
        "mile" | "miles" => ("mi", other, 1.0),
        "metre" | "metres" | "meter" | "meters" => ("m", other, 1.0),
        "percent" | "%" | "pct" => ("%", other, 1.0),
        "tonne" | "tonnes" | "ton" | "tons" => ("t", other, 1.0),
        "kg" | "kilogram" | "kilograms" | "kilos" | "kilo" => ("kg", other, 1.0),
        "hectare" | "hectares" | "ha" => ("ha", other, 1.0),
        "acre" | "acres" => ("acre", other, 1.0),
        "barrel" | "barrels" => ("bbl", other, 1.0),
        "dollar" | "dollars" => ("USD", other, 1.0),
        "euro" | "euros" => ("EUR", other, 1.0),
        "rouble" | "roubles" | "ruble" | "rubles" => ("RUB", other, 1.0),
        "yuan" => ("CNY", other, 1.0),
        "yen" => ("JPY", other, 1.0),
        "day" | "days" => ("d", FigureRole::Days, 1.0),
        "week" | "weeks" => ("d", FigureRole::Days, 7.0),
        "hour" | "hours" => ("h", other, 1.0),
        "month" | "months" => ("mo", other, 1.0),
        _ => return None,
    };
    made(name, role, by, 1)
}

/// The unit of a sign of money before a number.
pub(super) fn money(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "$" | "us$" | "usd" => "USD",
        "€" | "eur" => "EUR",
        "£" | "gbp" => "GBP",
        "¥" => "JPY",
        "₹" => "INR",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_view;

    #[test]
    fn units_have_one_name_each() {
        let cases = [
            ("kilometers away", Some(("km", FigureRole::Kilometres, 1))),
            ("-kilometre strip", Some(("km", FigureRole::Kilometres, 2))),
            ("miles north", Some(("mi", FigureRole::Other, 1))),
            ("per cent of it", Some(("%", FigureRole::Other, 2))),
            ("square kilometres of land", Some(("km2", FigureRole::Other, 2))),
            ("weeks later", Some(("d", FigureRole::Days, 1))),
            ("soldiers", None),
        ];
        for (text, expected) in cases {
            let found = with_view(text, None, |view| unit(&view.toks, 0));
            assert_eq!(found.map(|u| (u.name, u.role, u.len)), expected, "{text}");
        }
    }
}
