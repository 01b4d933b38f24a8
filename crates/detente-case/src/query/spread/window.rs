//! Which entries of the lanes a filter asks for, and how many they are in each period.

use super::{BY_DAY, BY_MONTH, Bin, LOOKED, SINGLE};
use crate::Filter;
use crate::error::Result;
use crate::query::lanes::called;
use crate::store::connection::Db;
use std::collections::BTreeMap;

/// Which entries of the lanes are asked for.
pub(super) struct Window {
    pub(super) keys: Vec<String>,
    from: String,
    to: String,
    /// A range that ends later than this is too vague to be drawn at its beginning.
    end: String,
    kind: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    pub(super) fn of(first: &str, last: &str) -> Self {
        let number = |day: &str, part: std::ops::Range<usize>| -> usize {
            day.get(part).and_then(|part| part.parse().ok()).unwrap_or_default()
        };
        let months = |day: &str| number(day, 0..4) * 12 + number(day, 5..7);
        let apart = months(last).saturating_sub(months(first));
        match () {
            () if apart * 30 <= BY_DAY => Self::Day,
            () if apart <= BY_MONTH => Self::Month,
            () => Self::Year,
        }
    }
}

impl Window {
    pub(super) fn of(db: &Db, filter: &Filter) -> Result<Self> {
        let keys = match (&filter.actor, &filter.place) {
            (Some(asked), _) | (None, Some(asked)) => keys(db, asked)?,
            _ => vec![String::new()],
        };
        // A month or a year lasts to its end, as in every condition on days.
        let to = filter.to.as_ref().map_or_else(|| "9999".into(), |day| format!("{day}~"));
        Ok(Self {
            keys,
            from: filter.from.clone().unwrap_or_default(),
            end: year_later(&to),
            to,
            kind: filter.kind.clone(),
        })
    }

    /// The condition, and its values: keys, then days, then the type.
    pub(super) fn condition(&self, keys: &[String]) -> (String, Vec<String>) {
        let marks: Vec<String> = (1..=keys.len()).map(|n| format!("?{n}")).collect();
        let n = keys.len();
        let mut sql = format!(
            "l.key IN ({}) AND l.counts AND l.last >= ?{} AND l.last <= ?{} AND l.first <= ?{}",
            marks.join(", "),
            n + 1,
            n + 2,
            n + 3
        );
        let mut values = keys.to_vec();
        values.extend([self.from.clone(), self.end.clone(), self.to.clone()]);
        if let Some(kind) = &self.kind {
            sql += &format!(" AND l.\"type\" = upper(?{})", n + 4);
            values.push(kind.clone());
        }
        (sql, values)
    }

    pub(super) fn count(&self, db: &Db) -> Result<usize> {
        let (condition, values) = self.condition(&self.keys);
        let most = SINGLE + 1;
        let sql = format!(
            "SELECT count(*) FROM (SELECT DISTINCT l.incident FROM lanes l WHERE {condition} LIMIT {most})"
        );
        let n = db.first(&sql, rusqlite::params_from_iter(values), |row| row.get::<_, i64>(0))?;
        Ok(number(n.unwrap_or_default()))
    }

    /// The day of the last entry that is looked at, if more follow.
    pub(super) fn looked_until(&self, db: &Db) -> Result<Option<String>> {
        let (condition, values) = self.condition(&self.keys);
        let sql = format!(
            "SELECT l.last FROM lanes l WHERE {condition} ORDER BY l.last LIMIT 1 OFFSET {LOOKED}"
        );
        db.first(&sql, rusqlite::params_from_iter(values), |row| row.get(0))
    }

    /// The first and the last day that is some entry's last.
    pub(super) fn span(&self, db: &Db) -> Result<Option<[String; 2]>> {
        let mut span: Option<[String; 2]> = None;
        for key in &self.keys {
            for order in ["", "DESC"] {
                let sql = format!(
                    "SELECT last FROM lanes WHERE key = ?1 AND counts AND last >= ?2 AND last <= ?3 \
                     ORDER BY last {order} LIMIT 1"
                );
                let day = db.first(&sql, [key, &self.from, &self.to], |row| row.get(0))?;
                let Some(day): Option<String> = day else { continue };
                span = Some(match span {
                    None => [day.clone(), day],
                    Some([first, last]) => [first.min(day.clone()), last.max(day)],
                });
            }
        }
        Ok(span)
    }

    /// About how many entries a key has in the window, by whole months.
    pub(super) fn months(&self, db: &Db, key: &str) -> Result<usize> {
        let sql = "SELECT sum(n) FROM tallies WHERE key = ?1 AND month >= substr(?2, 1, 7) \
                   AND month <= substr(?3, 1, 7) AND (?4 IS NULL OR \"type\" = upper(?4))";
        let values = (key, &self.from, &self.to, &self.kind);
        let n = db.first(sql, values, |row| row.get::<_, Option<i64>>(0))?.flatten();
        Ok(number(n.unwrap_or_default()))
    }

    pub(super) fn bins(&self, db: &Db, keys: &[String], unit: Unit) -> Result<Vec<Bin>> {
        let mut all: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for key in keys {
            let sql = match unit {
                Unit::Day => {
                    "SELECT last, count(*), sum(disputed) FROM lanes WHERE key = ?1 AND counts \
                     AND last >= ?2 AND last <= ?3 AND (?4 IS NULL OR \"type\" = upper(?4)) \
                     GROUP BY last"
                }
                Unit::Month => {
                    "SELECT month, sum(n), sum(disputed) FROM tallies WHERE key = ?1 \
                     AND month >= substr(?2, 1, 7) AND month <= substr(?3, 1, 7) \
                     AND (?4 IS NULL OR \"type\" = upper(?4)) GROUP BY month"
                }
                Unit::Year => {
                    "SELECT substr(month, 1, 4) AS year, sum(n), sum(disputed) FROM tallies \
                     WHERE key = ?1 AND month >= substr(?2, 1, 7) AND month <= substr(?3, 1, 7) \
                     AND (?4 IS NULL OR \"type\" = upper(?4)) GROUP BY year"
                }
            };
            let read = |row: &rusqlite::Row<'_>| {
                Ok::<(String, i64, i64), _>((row.get(0)?, row.get(1)?, row.get(2)?))
            };
            for (period, n, disputed) in
                db.all(sql, (key, &self.from, &self.to, &self.kind), read)?
            {
                let held = all.entry(period).or_default();
                held.0 += number(n);
                held.1 += number(disputed);
            }
        }
        let bin = |(period, (incidents, disputed))| Bin { period, incidents, disputed };
        Ok(all.into_iter().map(bin).collect())
    }
}

fn number(n: i64) -> usize {
    usize::try_from(n).unwrap_or_default()
}

/// A year after a day of which perhaps only the beginning is given.
fn year_later(day: &str) -> String {
    match (day.get(..4).and_then(|year| year.parse::<u16>().ok()), day.get(4..)) {
        (Some(year), Some(rest)) if year < 9999 => format!("{:04}{rest}", year + 1),
        _ => day.to_owned(),
    }
}

/// The keys that a name means: an id as it is, else those that are called so somewhere.
fn keys(db: &Db, asked: &str) -> Result<Vec<String>> {
    let known = "SELECT 1 FROM totals WHERE key = ?1";
    if asked.is_empty() || db.first(known, [asked], |_| Ok(()))?.is_some() {
        return Ok(vec![asked.to_owned()]);
    }
    let mut found = called(db, asked)?;
    if found.is_empty() {
        found.push(asked.to_owned());
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_by_day_month_or_year() {
        assert_eq!(Unit::of("2020-02-01", "2020-05-30"), Unit::Day);
        assert_eq!(Unit::of("2015-11-24", "2020-10-05"), Unit::Month);
        assert_eq!(Unit::of("1648-10-24", "2020-10-05"), Unit::Year);
    }

    #[test]
    fn a_range_may_end_a_year_later() {
        assert_eq!(year_later("2020-02"), "2021-02");
        assert_eq!(year_later("9999"), "9999");
    }
}
