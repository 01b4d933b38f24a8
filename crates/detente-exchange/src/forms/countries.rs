//! What other people call a country.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The codes of a country, empty where a list has none for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Country {
    /// ISO 3166-1 alpha-2, small letters.
    pub(crate) iso2: &'static str,
    /// ISO 3166-1 numeric.
    pub(crate) numeric: &'static str,
    /// FIPS 10-4.
    pub(crate) fips: &'static str,
    /// Correlates of War.
    pub(crate) cow: &'static str,
    /// Gleditsch and Ward.
    pub(crate) gw: &'static str,
}

static TABLE: &str = include_str!("countries.tsv");

/// The codes of a country by ISO 3166-1 alpha-3; all empty for what is none.
pub(crate) fn country(iso3: &str) -> Country {
    static BY_CODE: LazyLock<HashMap<&str, Country>> = LazyLock::new(|| {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        rows.filter_map(|line| {
            let mut cells = line.split('\t');
            let iso3 = cells.next()?;
            let mut next = || cells.next().unwrap_or_default();
            let (iso2, numeric, fips, cow, gw) = (next(), next(), next(), next(), next());
            Some((iso3, Country { iso2, numeric, fips, cow, gw }))
        })
        .collect()
    });
    BY_CODE.get(iso3).copied().unwrap_or_default()
}

/// The country by one of its codes in another list; none where none or several have it.
pub(crate) fn by_code(code: &str, of: impl Fn(&Country) -> &'static str) -> Option<&'static str> {
    let code = code.trim();
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    let mut found = rows
        .filter_map(|line| line.split('\t').next())
        .filter(|iso3| !code.is_empty() && of(&country(iso3)) == code);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The country of a code of CAMEO's.
pub(crate) fn by_cameo(code: &str) -> Option<&'static str> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split('\t').next()).find(|iso3| cameo(iso3) == code)
}

/// CAMEO's code of a country: ISO 3166-1 alpha-3, save the two whose codes changed after the list
/// was made.
pub(crate) fn cameo(iso3: &str) -> &str {
    match iso3 {
        "ROU" => "ROM",
        "TLS" => "TMP",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), 6, "{line}");
            assert!(cells[0].len() == 3 && cells[1].len() == 2, "{line}");
            let number = |cell: &str| cell.is_empty() || cell.parse::<u16>().is_ok();
            assert!(cells[3].is_empty() || cells[3].len() == 2, "{line}");
            assert!(number(cells[2]) && number(cells[4]) && number(cells[5]), "{line}");
        }
        assert_eq!(
            country("YEM"),
            Country { iso2: "ye", numeric: "887", fips: "YM", cow: "679", gw: "678" }
        );
        assert_eq!(country("XXX"), Country::default());
        assert_eq!(by_code("625", |one| one.gw), Some("SDN"));
        assert_eq!((by_code("", |one| one.fips), by_code("ZZ", |one| one.fips)), (None, None));
        assert_eq!((by_cameo("ROM"), by_cameo("ROU")), (Some("ROU"), None));
        assert_eq!((cameo("ROU"), cameo("SDN")), ("ROM", "SDN"));
    }
}
