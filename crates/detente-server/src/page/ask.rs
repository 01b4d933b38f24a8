//! What the address of a list asks for, and the window on the list that it gets.

use super::Failure;
use super::reports::is_day;
use detente_case::{Case, Filter, Row};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Rows that may be passed over to get to a page; beyond, narrow the list.
const DEEPEST: usize = 1_000_000;

/// What the address asks for: filters as the command has them, and a page.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(crate) struct Ask {
    pub(crate) actor: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) country: Option<String>,
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) report: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) page: Option<usize>,
}

impl Ask {
    /// Each filter with its name, as it was given; an empty one is none.
    fn given(&self) -> [(&'static str, Option<&str>); 9] {
        let of = |value: &'_ Option<String>| -> bool {
            value.as_deref().is_some_and(|value| !value.trim().is_empty())
        };
        let all = [
            ("actor", &self.actor),
            ("place", &self.place),
            ("country", &self.country),
            ("type", &self.kind),
            ("status", &self.status),
            ("from", &self.from),
            ("to", &self.to),
            ("report", &self.report),
            ("about", &self.about),
        ];
        all.map(|(name, value)| (name, value.as_deref().map(str::trim).filter(|_| of(value))))
    }

    /// What was given under a name; empty where nothing was.
    pub(crate) fn value(&self, name: &str) -> &str {
        let given = self.given();
        given.iter().find(|(own, _)| *own == name).and_then(|(_, value)| *value).unwrap_or("")
    }

    /// Whether anything narrows the list.
    pub(crate) fn narrows(&self) -> bool {
        self.given().iter().any(|(_, value)| value.is_some())
    }

    pub(crate) fn filter(&self) -> Result<Filter, Failure> {
        let value =
            |name: &str| Some(self.value(name)).filter(|v| !v.is_empty()).map(str::to_owned);
        let (from, to) = (value("from"), value("to"));
        if [&from, &to].into_iter().flatten().any(|day| !is_day(day)) {
            return Err(Failure::Query);
        }
        Ok(Filter {
            actor: value("actor"),
            place: value("place"),
            country: value("country"),
            kind: value("type"),
            status: value("status"),
            from,
            to,
            report: value("report"),
            about: value("about"),
            limit: None,
            skip: 0,
        })
    }

    /// The address of another page of the same list.
    fn link(&self, path: &str, page: usize) -> String {
        format!("{path}?page={page}{}", self.given_as_query())
    }

    /// All filters, each after an ampersand.
    pub(crate) fn given_as_query(&self) -> String {
        let given = self.given().into_iter();
        let given = given.filter_map(|(name, value)| Some((name, value?)));
        given.map(|(name, value)| format!("&{name}={}", encoded(value))).collect()
    }

    /// The address of a list with the same filters.
    pub(crate) fn of(&self, path: &str) -> String {
        let query = self.given_as_query();
        match query.strip_prefix('&') {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        }
    }

    /// The same between two days.
    pub(crate) fn between(&self, from: Option<String>, to: Option<String>) -> Self {
        Self { from, to, page: None, ..self.clone() }
    }

    /// The list of incidents that pass the same filters, at one place.
    pub(crate) fn incidents_at(&self, place: &str) -> String {
        let elsewhere = Self { place: None, ..self.clone() };
        format!("/incidents?place={}{}", encoded(place), elsewhere.given_as_query())
    }
}

/// Percent-encoded for the value of a query (RFC 3986).
pub(crate) fn encoded(value: &str) -> String {
    /// All but what is unreserved.
    const TAKEN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(value, TAKEN).to_string()
}

/// A window on a list.
#[derive(Debug)]
pub(crate) struct Window<T> {
    pub(crate) rows: Vec<T>,
    /// The number of the first row, from 1.
    pub(crate) first: usize,
    /// Addresses of the pages before and after.
    pub(crate) earlier: Option<String>,
    pub(crate) later: Option<String>,
}

impl<T> Window<T> {
    /// The same window on what the rows come to.
    pub(crate) fn map<U>(self, of: impl FnMut(T) -> U) -> Window<U> {
        let Self { rows, first, earlier, later } = self;
        Window { rows: rows.into_iter().map(of).collect(), first, earlier, later }
    }
}

/// The window on the rows of a kind that the address asks for.
pub(crate) fn window<T: Row>(
    case: &Case,
    ask: &Ask,
    path: &str,
    size: usize,
) -> Result<Window<T>, Failure> {
    paged(ask, path, size, |filter| Ok(case.rows::<T>(filter)?))
}

/// The same on what `rows` gives for a filter.
pub(crate) fn paged<T>(
    ask: &Ask,
    path: &str,
    size: usize,
    rows: impl FnOnce(&Filter) -> Result<Vec<T>, Failure>,
) -> Result<Window<T>, Failure> {
    let page = ask.page.unwrap_or(1).clamp(1, DEEPEST / size);
    let skip = (page - 1) * size;
    let filter = Filter { limit: Some(size + 1), skip, ..ask.filter()? };
    let mut rows = rows(&filter)?;
    let more = rows.len() > size;
    rows.truncate(size);
    Ok(Window {
        rows,
        first: skip + 1,
        earlier: (page > 1).then(|| ask.link(path, page - 1)),
        later: more.then(|| ask.link(path, page + 1)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_value_gets_out_of_its_place_in_an_address() {
        assert_eq!(
            encoded("Идлиб & co=1#x\""),
            "%D0%98%D0%B4%D0%BB%D0%B8%D0%B1%20%26%20co%3D1%23x%22"
        );
        let ask = Ask { actor: Some("a&page=9".into()), from: Some(" ".into()), ..Ask::default() };
        assert_eq!(ask.link("/x", 2), "/x?page=2&actor=a%26page%3D9");
        assert!(ask.narrows() && ask.filter().is_ok_and(|filter| filter.from.is_none()));
        let odd = Ask { to: Some("soon".into()), ..Ask::default() };
        assert!(odd.filter().is_err());
    }
}
