//! Rows in and out of their tables.
//!
//! A row's fields are columns of the same names; what is nested is JSON text.

use crate::error::Result;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use crate::store::derived::{REPORTS, reports_from};
use detente_record::{
    Account, Actor, Agreement, Channel, Claim, Dispute, Event, Incident, Outside, Place, Refused,
    Relation, Report, Source, Statement, TimelineEntry, Undertaking,
};
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value as Sql, ValueRef};
use serde_json::{Map, Value};

/// A kind of row that a case holds. The kinds are those of the record; no other can be added.
pub trait Row: serde::Serialize + serde::de::DeserializeOwned + sealed::Held {}

pub(crate) mod sealed {
    /// How a kind of row lies in its table.
    pub trait Held {
        /// The table's name.
        const TABLE: &'static str;
        #[doc(hidden)]
        fn columns() -> &'static [super::Column];
        /// The order in which rows are given.
        #[doc(hidden)]
        const ORDER: &'static str;
        /// Whether a table's columns are worked out, so that it is first found which rows are wanted.
        #[doc(hidden)]
        const VIEW: bool = false;
    }
}

/// A column and how its values are told from SQLite's.
#[derive(Clone, Copy, Debug)]
pub struct Column(pub(crate) &'static str, pub(crate) Kind);

/// Text and numbers stand as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Flag,
    Real,
    Json,
}

macro_rules! held {
    (view $row:ty, $($rest:tt)+) => {
        held!(@ true, $row, $($rest)+);
    };
    ($row:ty, $($rest:tt)+) => {
        held!(@ false, $row, $($rest)+);
    };
    (@ $view:literal, $row:ty, $table:literal, $order:literal, $($name:literal $kind:ident),+ $(,)?) => {
        impl Row for $row {}
        impl sealed::Held for $row {
            const TABLE: &'static str = $table;
            const ORDER: &'static str = $order;
            const VIEW: bool = $view;
            fn columns() -> &'static [Column] {
                &[$(Column($name, Kind::$kind)),+]
            }
        }
    };
}

held!(
    Report, "reports", "coalesce(r.day, r.published ->> 'to') IS NULL, coalesce(r.day, r.published ->> 'to'), id",
    "id" Plain, "path" Plain, "url" Plain, "outlet" Plain, "title" Plain, "byline" Plain,
    "language" Plain, "bytes" Plain, "words" Plain, "published" Json, "retrieved" Plain,
    "sha256" Plain, "container" Json, "relays" Json, "copies_of" Plain, "passages_shared" Json,
    "reliability" Plain, "notes" Json, "evidence" Json,
);
held!(
    Refused, "refused", "path, reason",
    "path" Plain, "reason" Plain, "detail" Plain, "when" Plain,
);
held!(
    view Source, "sources", "id",
    "id" Plain, "name" Plain, "kind" Plain, "owner_state" Plain, "reliability" Plain,
    "reports" Json, "statements" Plain, "evidence" Json, "review" Json,
);
held!(
    view Actor, "actors", "mentions DESC, id",
    "id" Plain, "name" Plain, "kind" Plain, "country" Plain, "sector" Plain, "offices" Json,
    "aliases" Json, "predecessors" Json, "mentions" Plain, "reports" Json, "evidence" Json,
);
held!(
    view Place, "places", "mentions DESC, id",
    "id" Plain, "name" Plain, "kind" Plain, "country" Plain, "admin1" Plain, "latitude" Real,
    "longitude" Real, "radius_km" Real, "source" Plain, "aliases" Json, "mentions" Plain,
    "roles" Json, "reports" Json, "evidence" Json,
);
held!(
    Event, "events", "report, position, id",
    "id" Plain, "report" Plain, "type" Plain, "mode" Plain, "contexts" Json, "intensity" Real,
    "cameo" Plain, "goldstein" Real, "quad" Plain, "actors" Json, "recipients" Json,
    "reciprocal" Flag, "instruments" Json, "date" Json, "place" Json, "quantities" Json,
    "status" Plain, "voice" Plain, "statement" Plain, "incident" Plain, "confidence" Real,
    "evidence" Json, "rule" Plain, "review" Json,
);
held!(
    Statement, "statements", "report, position, id",
    "id" Plain, "report" Plain, "speaker" Json, "speaker_text" Plain, "via" Json,
    "addressee" Json, "cue" Plain, "form" Plain, "act" Plain, "content" Plain, "about" Json,
    "said" Json, "evidence" Json, "review" Json,
);
held!(
    Undertaking, "undertakings", "report, position, id",
    "id" Plain, "report" Plain, "agreement" Json, "performer" Json, "obligor" Json,
    "beneficiary" Json, "modality" Plain, "duration" Plain, "text" Plain, "action" Plain,
    "object" Plain, "place" Json, "quantity" Json, "deadline" Json, "condition" Plain,
    "existence" Plain, "asserted_by" Json, "performance" Json, "supersedes" Plain,
    "standing" Plain, "voice" Plain, "statement" Plain, "evidence" Json, "rule" Plain,
    "review" Json,
);
held!(
    Incident, "incidents", "date ->> 'to' IS NULL, date ->> 'to', id",
    "id" Plain, "type" Plain, "actors" Json, "recipients" Json, "date" Json, "place" Json,
    "extent" Plain, "part_of" Plain, "standing" Plain, "credibility" Plain, "reports" Json,
    "independent_sources" Plain, "events" Json, "figures" Json, "capped" Plain, "review" Json,
);
held!(
    Account, "accounts", "incident, outlet IS NULL, outlet, side ->> 'text'",
    "incident" Plain, "outlet" Plain, "side" Json, "reports" Json, "wording" Json,
    "figures" Json, "blames" Json, "leaves_out" Json, "evidence" Json,
);
held!(
    Claim, "claims", "status, id",
    "id" Plain, "text" Plain, "about" Json, "positions" Json, "independent_sources" Plain,
    "status" Plain,
);
held!(
    Dispute, "disputes", "relation, first IS NULL, first, id",
    "id" Plain, "text" Plain, "kind" Plain, "relation" Plain, "about" Json, "claims" Json,
    "positions" Json, "first" Plain, "last" Plain, "independent_sources" Plain,
);
held!(
    Agreement, "agreements", "concluded ->> 'from' IS NULL, concluded ->> 'from', id",
    "id" Plain, "name" Plain, "aliases" Json, "kind" Plain, "concluded" Json, "place" Json,
    "parties" Json, "guarantors" Json, "state" Json, "obligations" Json, "zone" Json,
    "incidents" Json, "evidence" Json, "capped" Plain,
);
held!(
    Channel, "channels", "pair, kind, \"from\" IS NULL, \"from\", state",
    "a" Json, "b" Json, "kind" Plain, "state" Plain, "from" Plain, "to" Plain, "told" Plain,
    "incidents" Json, "evidence" Json,
);
held!(
    Relation, "relations", "pair, directed, a ->> 'id', \"from\" IS NULL, \"from\"",
    "a" Json, "b" Json, "directed" Flag, "from" Plain, "to" Plain, "incidents" Plain,
    "cooperation" Real, "conflict" Real, "net" Real, "low" Real, "high" Real, "undated" Plain,
    "phase" Plain, "drivers" Json, "method" Plain,
);
held!(
    TimelineEntry, "timeline", "date ->> 'from', date ->> 'to', kind, id",
    "id" Plain, "kind" Plain, "date" Json, "text" Plain, "reports" Json, "evidence" Json,
);
held!(
    Outside, "outside", "sha256, line",
    "id" Plain, "form" Plain, "key" Plain, "type" Plain, "code" Plain, "actors" Json,
    "recipients" Json, "date" Json, "place" Json, "figures" Json, "source" Plain, "text" Plain,
    "file" Plain, "sha256" Plain, "line" Plain, "heading" Plain, "verbatim" Plain,
);

/// A row as a JSON object.
pub(crate) fn object<T: Row>(row: &T) -> Map<String, Value> {
    match serde_json::to_value(row) {
        Ok(Value::Object(map)) => map,
        // Every kind of row is a struct of plain values.
        _ => Map::new(),
    }
}

/// A JSON value as SQLite keeps it.
pub(crate) struct Cell<'a>(pub(crate) Kind, pub(crate) &'a Value);

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let owned = |value| Ok(ToSqlOutput::Owned(value));
        match (self.0, self.1) {
            (_, Value::Null) => owned(Sql::Null),
            (Kind::Json, value) => owned(Sql::Text(value.to_string())),
            (_, Value::String(text)) => Ok(ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))),
            (_, Value::Bool(flag)) => owned(Sql::Integer((*flag).into())),
            (Kind::Real, Value::Number(n)) => owned(n.as_f64().map_or(Sql::Null, Sql::Real)),
            (_, Value::Number(n)) => match n.as_i64() {
                Some(n) => owned(Sql::Integer(n)),
                None => owned(n.as_f64().map_or(Sql::Null, Sql::Real)),
            },
            (_, nested) => owned(Sql::Text(nested.to_string())),
        }
    }
}

/// Puts a row into its table, with more columns of the case's own. A row whose id is there
/// already stays as it is.
pub(crate) fn put<T: Row>(db: &Db, row: &T, more: &[(&str, &dyn ToSql)]) -> Result<()> {
    put_into(db, T::TABLE, row, &T::columns().iter().collect::<Vec<_>>(), more)
}

/// The same for some columns, into another table.
pub(crate) fn put_into<T: Row>(
    db: &Db,
    table: &str,
    row: &T,
    columns: &[&Column],
    more: &[(&str, &dyn ToSql)],
) -> Result<()> {
    let object = object(row);
    let names = columns.iter().map(|c| c.0).chain(more.iter().map(|m| m.0));
    let names: Vec<String> = names.map(|name| format!("\"{name}\"")).collect();
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} ({}) VALUES ({marks})", names.join(", "));
    let cells: Vec<Cell<'_>> =
        columns.iter().map(|c| Cell(c.1, object.get(c.0).unwrap_or(&Value::Null))).collect();
    let values = cells.iter().map(|c| c as &dyn ToSql).chain(more.iter().map(|m| m.1));
    db.run(&sql, rusqlite::params_from_iter(values)).map(drop)
}

/// Whether a table has a row with these values.
pub(crate) fn is_in<T: Row>(db: &Db, table: &str, row: &T, columns: &[&Column]) -> Result<bool> {
    let object = object(row);
    let cells: Vec<Cell<'_>> =
        columns.iter().map(|c| Cell(c.1, object.get(c.0).unwrap_or(&Value::Null))).collect();
    // The id finds it, by an index; `IS` holds for null too.
    let equal: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let sign = if column.0 == "id" { "=" } else { "IS" };
            format!("\"{}\" {sign} ?{}", column.0, at + 1)
        })
        .collect();
    let sql = format!("SELECT 1 FROM {table} WHERE {}", equal.join(" AND "));
    Ok(db.first(&sql, rusqlite::params_from_iter(cells.iter()), |_| Ok(()))?.is_some())
}

/// The columns of a kind of row, for `SELECT`.
pub(crate) fn names<T: Row>() -> String {
    let names: Vec<String> = T::columns().iter().map(|c| format!("\"{}\"", c.0)).collect();
    names.join(", ")
}

/// A row of `SELECT` [`names`] as a JSON object.
pub(crate) fn value<T: Row>(db: &Db, row: &rusqlite::Row<'_>) -> Result<Value> {
    let mut map = Map::new();
    for (at, Column(name, kind)) in T::columns().iter().enumerate() {
        let cell = row.get_ref(at).map_err(|e| db.error(e))?;
        let bad =
            |what: &str| damaged(db, format_args!("a row of {} has {what} in {name}", T::TABLE));
        let value = match (kind, cell) {
            (_, ValueRef::Null) => Value::Null,
            (Kind::Json, ValueRef::Text(text)) => {
                serde_json::from_slice(text).map_err(|_| bad("no JSON"))?
            }
            (Kind::Flag, ValueRef::Integer(n)) => Value::Bool(n != 0),
            (_, ValueRef::Integer(n)) => n.into(),
            (_, ValueRef::Real(n)) => n.into(),
            (_, ValueRef::Text(text)) => {
                std::str::from_utf8(text).map_err(|_| bad("no text"))?.into()
            }
            (_, ValueRef::Blob(_)) => return Err(bad("bytes")),
        };
        map.insert((*name).to_owned(), value);
    }
    if let Some(Value::Object(published)) = map.get_mut("published") {
        complete(published);
    }
    Ok(Value::Object(map))
}

/// A report's date is stored without what is null or empty.
fn complete(published: &mut Map<String, Value>) {
    for list in ["because", "candidates"] {
        published.entry(list).or_insert_with(|| Value::Array(vec![]));
    }
}

/// The row that a JSON object holds.
pub(crate) fn row<T: Row>(db: &Db, value: Value) -> Result<T> {
    serde_json::from_value(value)
        .map_err(|error| damaged(db, format_args!("a row of {} is odd: {error}", T::TABLE)))
}

/// Hands over every row that meets a condition, in the order of its kind.
pub(crate) fn each<T: Row>(
    db: &Db,
    condition: &str,
    values: &[String],
    limit: Option<usize>,
    each: &mut dyn FnMut(T) -> Result<()>,
) -> Result<()> {
    window(db, condition, values, Window { limit, skip: 0 }, each)
}

/// Which rows of a list.
pub(crate) struct Window {
    pub(crate) limit: Option<usize>,
    pub(crate) skip: usize,
}

/// The same for a window on the list.
pub(crate) fn window<T: Row>(
    db: &Db,
    condition: &str,
    values: &[String],
    Window { limit, skip }: Window,
    each: &mut dyn FnMut(T) -> Result<()>,
) -> Result<()> {
    let part = limit.is_some() || skip > 0;
    let limit = limit.map_or(-1, |n| i64::try_from(n).unwrap_or(-1));
    let (names, table, order) = (names::<T>(), T::TABLE, T::ORDER);
    let window = format!("WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {skip}");
    let sql = match (table, part && T::VIEW) {
        // Columns that are worked out would be so for all rows, to be sorted.
        (_, true) => format!(
            "SELECT {names} FROM {table} WHERE id IN (SELECT id FROM {table} {window}) \
             ORDER BY {order}"
        ),
        // What the view is made of: its columns have the names that `names` gives, in that order. Of a
        // part it is first found which reports are wanted, for the same reason as above.
        ("reports", _) => {
            let from = reports_from();
            let which = match part {
                true => format!(
                    "r.n IN (SELECT n FROM (SELECT r.n AS n, lower(hex(substr(o.sha256, 1, 8))) AS id \
                     FROM {from} {window}))"
                ),
                false => condition.to_owned(),
            };
            format!("{REPORTS} WHERE {which} ORDER BY {order}")
        }
        _ => format!("SELECT {names} FROM {table} {window}"),
    };
    let mut statement = db.sql.prepare_cached(&sql).map_err(|e| db.error(e))?;
    let values = rusqlite::params_from_iter(values);
    let mut found = statement.query(values).map_err(|e| db.error(e))?;
    while let Some(cells) = found.next().map_err(|e| db.error(e))? {
        each(row(db, value::<T>(db, cells)?)?)?;
    }
    Ok(())
}
