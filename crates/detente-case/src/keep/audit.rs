//! Audits: rows drawn at random, what an analyst says of them, and how often the program is right.
//!
//! Four kinds are drawn: events, statements, undertakings, and joins (two tellings that the program
//! takes for one happening: each telling of an incident with the next, by their ids). What an analyst
//! rejected is not drawn: the record does not state it.

use crate::error::{Error, Kind, Result};
use crate::query::rows::{self, Row};
use crate::store::body::hex;
use crate::store::connection::Db;
use crate::store::custody::{self, Entry};
use detente_linking::audit::{rank, shares, wilson};
use detente_record::{Event, Statement, Undertaking};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// The kinds, in order.
const KINDS: [&str; 4] = ["events", "statements", "undertakings", "joins"];

/// A row that was drawn, as it is shown: without rule, confidence and review.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawn {
    /// `events`, `statements`, `undertakings`, `joins`.
    pub kind: String,
    /// The row's id; of a join both, joined by `+`.
    pub id: String,
    /// An event's type, a statement's act, an undertaking's modality, the type of an incident.
    #[serde(rename = "type")]
    pub class: Option<String>,
    /// The row; of a join `{a, b}`.
    pub row: Value,
}

/// What an analyst may say of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every field is as the words say.
    Right,
    /// Something in it is wrong.
    Wrong,
    /// The words do not tell.
    CannotTell,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// A verdict on a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictOn {
    /// The id under which it was drawn.
    pub id: String,
    /// What is said of it.
    pub verdict: Verdict,
    /// The field that is wrong; none where the whole row is.
    #[serde(default)]
    pub field: Option<String>,
    /// Anything to add.
    #[serde(default)]
    pub note: Option<String>,
}

/// What came of handing verdicts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Verdicts kept.
    pub kept: usize,
    /// Rows drawn that have no verdict yet under this seed.
    pub open: usize,
}

/// How often rows of a kind were right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Precision {
    /// `events`, `statements`, `undertakings`, `joins`.
    pub kind: String,
    /// The type of events; null for the kind as a whole.
    #[serde(rename = "type")]
    pub class: Option<String>,
    /// Rows said to be right.
    pub right: u64,
    /// Rows said to be wrong.
    pub wrong: u64,
    /// Rows of which the words do not tell; they count for neither.
    pub cannot_tell: u64,
    /// The share of right rows; null where none was judged.
    pub precision: Option<f64>,
    /// Lower end of Wilson's interval at 95 %.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Which fields were wrong, how often.
    pub fields: BTreeMap<String, u64>,
    /// Verdicts on rows that are gone, or read otherwise now; they count all the same.
    pub changed: u64,
}

/// Draws rows.
pub(crate) fn draw(db: &Db, n: usize, seed: u64) -> Result<Vec<Drawn>> {
    let counts = [
        "SELECT count(*) FROM events WHERE review ->> 'state' IS NOT 'rejected'",
        "SELECT count(*) FROM statements WHERE review ->> 'state' IS NOT 'rejected'",
        "SELECT count(*) FROM undertakings WHERE review ->> 'state' IS NOT 'rejected'",
        "SELECT sum(json_array_length(events) - 1) FROM incidents",
    ];
    let sizes: Vec<usize> = counts
        .iter()
        .map(|sql| db.count(sql).map(|n| usize::try_from(n).unwrap_or(usize::MAX)))
        .collect::<Result<_>>()?;
    let mut out = vec![];
    for (kind, share) in KINDS.into_iter().zip(shares(n, &sizes)) {
        for id in first(db, kind, seed, share)? {
            out.extend(drawn(db, kind, &id)?);
        }
    }
    Ok(out)
}

/// The ids of a kind that a seed draws, the first drawn first.
fn first(db: &Db, kind: &str, seed: u64, most: usize) -> Result<Vec<String>> {
    let mut held: BinaryHeap<(u64, String)> = BinaryHeap::new();
    let mut see = |id: String| {
        held.push((rank(seed, kind, &id), id));
        if held.len() > most {
            held.pop();
        }
    };
    if kind == "joins" {
        let sql = "SELECT events FROM incidents WHERE json_array_length(events) > 1";
        each(db, sql, |events| {
            let mut ids: Vec<String> = serde_json::from_str(&events).unwrap_or_default();
            ids.sort();
            ids.windows(2).for_each(|pair| see(pair.join("+")));
        })?;
    } else {
        let sql = format!("SELECT id FROM {kind} WHERE review ->> 'state' IS NOT 'rejected'");
        each(db, &sql, see)?;
    }
    Ok(held.into_sorted_vec().into_iter().map(|(_, id)| id).collect())
}

fn each(db: &Db, sql: &str, mut see: impl FnMut(String)) -> Result<()> {
    let mut statement = db.sql.prepare(sql).map_err(|e| db.error(e))?;
    let mut rows = statement.query([]).map_err(|e| db.error(e))?;
    while let Some(row) = rows.next().map_err(|e| db.error(e))? {
        see(row.get(0).map_err(|e| db.error(e))?);
    }
    Ok(())
}

/// A row as it is shown; `None` where it is gone.
fn drawn(db: &Db, kind: &str, id: &str) -> Result<Option<Drawn>> {
    let (row, class) = match kind {
        "events" => (blind::<Event>(db, id)?, "type"),
        "statements" => (blind::<Statement>(db, id)?, "act"),
        "undertakings" => (blind::<Undertaking>(db, id)?, "modality"),
        _ => {
            let Some((a, b)) = id.split_once('+') else { return Ok(None) };
            let sql = "SELECT 1 FROM events a JOIN events b ON a.incident = b.incident \
                       WHERE a.id = ?1 AND b.id = ?2";
            let joined = db.first(sql, [a, b], |_| Ok(()))?.is_some();
            let (a, b) = (blind::<Event>(db, a)?, blind::<Event>(db, b)?);
            let both = a.zip(b).filter(|_| joined);
            let both = both.map(|(a, b)| {
                let class = a["type"].clone();
                json!({ "type": class, "a": a, "b": b })
            });
            (both, "type")
        }
    };
    Ok(row.map(|row| {
        let class = row[class].as_str().map(str::to_owned);
        Drawn { kind: kind.to_owned(), id: id.to_owned(), class, row }
    }))
}

/// A row without what the program thinks of it and what others said.
fn blind<T: Row>(db: &Db, id: &str) -> Result<Option<Value>> {
    let mut found: Option<T> = None;
    rows::each(db, "id = ?1", &[id.to_owned()], None, &mut |row: T| {
        found = Some(row);
        Ok(())
    })?;
    Ok(found.map(|row| {
        let mut row = rows::object(&row);
        for hidden in ["rule", "confidence", "review", "incident"] {
            row.remove(hidden);
        }
        Value::Object(row)
    }))
}

fn shown(row: &Value) -> String {
    hex(&Sha256::digest(row.to_string().as_bytes()))
}

/// Keeps verdicts on rows that were drawn.
pub(crate) fn judge(
    db: &Db,
    (n, seed): (usize, u64),
    author: &str,
    at: &str,
    verdicts: &[VerdictOn],
) -> Result<Judged> {
    let author = author.trim();
    if author.is_empty() {
        return Err(Error::new(Kind::Query, "a verdict needs an author"));
    }
    let all = draw(db, n, seed)?;
    let by_id: BTreeMap<&str, &Drawn> = all.iter().map(|one| (one.id.as_str(), one)).collect();
    for one in verdicts {
        let Some(row) = by_id.get(one.id.as_str()) else {
            let message = format!(
                "{}: not among the {} rows that seed {seed} draws; give the N and --seed that drew it",
                one.id,
                all.len()
            );
            return Err(Error::new(Kind::NoSuchRow, message));
        };
        known(row, one)?;
    }
    db.transaction(|| {
        for one in verdicts {
            let Some(row) = by_id.get(one.id.as_str()) else { continue };
            db.run(
                "INSERT INTO verdicts (at, author, seed, drawn, kind, \"type\", row, shown, verdict, \
                 field, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                (
                    at,
                    author,
                    seed as i64,
                    i64::try_from(n).unwrap_or(i64::MAX),
                    &row.kind,
                    &row.class,
                    &row.id,
                    shown(&row.row),
                    one.verdict.word(),
                    &one.field,
                    &one.note,
                ),
            )?;
        }
        if verdicts.is_empty() {
            return Ok(());
        }
        let line = format!("{} of {n} rows, seed {seed} ({author})", verdicts.len());
        custody::log(db, Entry { what: "audited", path: Some(&line), ..Entry::default() })
    })?;
    let sql = "SELECT DISTINCT kind || ' ' || row FROM verdicts WHERE seed = ?1";
    let done: BTreeSet<String> =
        db.all(sql, [seed as i64], |row| row.get(0))?.into_iter().collect();
    let open = all.iter().filter(|one| !done.contains(&format!("{} {}", one.kind, one.id)));
    Ok(Judged { kept: verdicts.len(), open: open.count() })
}

/// Whether a verdict can be of a row: the field must be one of its own.
fn known(row: &Drawn, one: &VerdictOn) -> Result<()> {
    let Some(field) = &one.field else { return Ok(()) };
    if one.verdict != Verdict::Wrong {
        let message = format!("{}: a field is named, but the row is not said to be wrong", one.id);
        return Err(Error::new(Kind::Query, message));
    }
    let own = row.row.as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    let own: Vec<&str> = own.filter(|name| !matches!(*name, "id" | "report")).collect();
    if row.kind != "joins" && !own.contains(&field.as_str()) {
        let message =
            format!("{}: {field:?} is none of its fields; they are {}", one.id, own.join(", "));
        return Err(Error::new(Kind::Query, message));
    }
    Ok(())
}

/// What the verdicts come to; of several on one row the last counts.
pub(crate) fn precision(db: &Db) -> Result<Vec<Precision>> {
    type Cells = (String, Option<String>, String, String, String, Option<String>);
    let sql = "SELECT kind, \"type\", row, shown, verdict, field FROM verdicts ORDER BY n";
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<Cells, _>((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ))
    };
    let mut last: BTreeMap<(String, String), Cells> = BTreeMap::new();
    for cells in db.all(sql, [], read)? {
        last.insert((cells.0.clone(), cells.2.clone()), cells);
    }
    let mut sums: BTreeMap<(usize, Option<String>), Precision> = BTreeMap::new();
    for (kind, class, row, before, verdict, field) in last.into_values() {
        let now = drawn(db, &kind, &row)?.map(|one| shown(&one.row));
        let place = KINDS.iter().position(|one| *one == kind).unwrap_or(KINDS.len());
        let classes = [None, class.filter(|_| kind == "events")];
        for (at, class) in classes.into_iter().enumerate() {
            if at > 0 && class.is_none() {
                continue;
            }
            let sum = sums.entry((place, class.clone())).or_insert_with(|| Precision {
                kind: kind.clone(),
                class: class.clone(),
                right: 0,
                wrong: 0,
                cannot_tell: 0,
                precision: None,
                low: 0.0,
                high: 1.0,
                fields: BTreeMap::new(),
                changed: 0,
            });
            match verdict.as_str() {
                "right" => sum.right += 1,
                "wrong" => {
                    sum.wrong += 1;
                    let field = field.clone().unwrap_or_else(|| "row".into());
                    *sum.fields.entry(field).or_default() += 1;
                }
                _ => sum.cannot_tell += 1,
            }
            sum.changed += u64::from(now.as_deref() != Some(before.as_str()));
        }
    }
    let mut all: Vec<Precision> = sums.into_values().collect();
    for one in &mut all {
        let judged = one.right + one.wrong;
        one.precision = (judged > 0).then(|| one.right as f64 / judged as f64);
        (one.low, one.high) = wilson(one.right, judged);
    }
    Ok(all)
}
