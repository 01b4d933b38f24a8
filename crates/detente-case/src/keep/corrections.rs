//! The corrections of a case: which hold, which found no row, which were taken back.

use super::{correct, who};
use crate::error::{Error, Kind, Result};
use crate::store::connection::Db;
use crate::store::corrections::{self, Stored, Undone};
use crate::store::originals;
use crate::store::overlay::TOUCHED;
use detente_linking::correction::{Act, Anchor, Settles};
use detente_reading::Step;
use serde::Serialize;
use std::collections::BTreeMap;

/// One correction, as it stands in the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CorrectionRow {
    /// Its number, by which it is undone.
    pub n: i64,
    /// When it was made, RFC 3339 UTC.
    pub at: String,
    /// By whom.
    pub author: String,
    /// Why.
    pub reason: String,
    /// `reject`, `confirm`, `re-date`, `re-place`, `re-type`, `merge`, `split`, `re-actor`, `reliability`.
    pub act: String,
    /// What it says, in words.
    pub said: String,
    /// `in-force`; `lost`, where no row stands on its bytes; `overruled`, where a later one says
    /// otherwise; `undone`.
    pub state: String,
    /// A sentence on a state other than `in-force`.
    pub note: Option<String>,
    /// The rows it is about, as they are called now.
    pub rows: Vec<String>,
    /// The other rows it names.
    pub with: Vec<String>,
    /// The bytes it is about.
    pub anchors: Vec<AnchorRow>,
    /// When it was taken back.
    pub undone: Option<String>,
    /// By whom.
    pub undone_by: Option<String>,
    /// Why.
    pub undone_reason: Option<String>,
}

/// The bytes of a row that a correction names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnchorRow {
    /// SHA-256 of the original.
    pub report: String,
    /// The table of the row.
    pub table: String,
    /// Byte ranges of the words that name it.
    pub bytes: Vec<[usize; 2]>,
    /// The row that stands there now.
    pub row: Option<String>,
}

/// All corrections in the order of their numbers.
pub(crate) fn list(db: &Db) -> Result<Vec<CorrectionRow>> {
    let all = corrections::all(db)?;
    let found = found(db)?;
    let over = overruled(&all, &found);
    all.iter().map(|one| row(db, one, &found, &over)).collect()
}

/// Takes one back. To be called within a transaction.
pub(crate) fn undo(db: &Db, n: i64, undone: &Undone) -> Result<()> {
    let all = corrections::all(db)?;
    let Some(stored) = all.iter().find(|one| one.correction.n == n) else {
        let hint = match (all.first(), all.last()) {
            (Some(first), Some(last)) => format!(
                "there are {} to {}; `detente corrections` lists them",
                first.correction.n, last.correction.n
            ),
            _ => "there is none in this case".to_owned(),
        };
        return Err(Error::new(Kind::NoSuchRow, format!("no correction {n}; {hint}")));
    };
    if let Some(before) = &stored.undone {
        let message =
            format!("correction {n} was undone already, at {} by {}", before.at, before.by);
        return Err(Error::new(Kind::Query, message));
    }
    if undone.by.trim().is_empty() {
        return Err(Error::new(Kind::Query, "undoing a correction needs an author"));
    }
    // Which reports it changed is forgotten with it.
    who::mark_touched(db, n)?;
    corrections::undo(db, stored, undone)?;
    correct::mark(db, &stored.correction)
}

/// Which rows stand at the anchors now, by correction, side and place.
type Rows = BTreeMap<(i64, i64, i64), String>;

fn found(db: &Db) -> Result<Rows> {
    let sql = "SELECT correction, side, place, row FROM corrected";
    let all = db.all(sql, [], |row| {
        Ok(((row.get(0)?, row.get(1)?, row.get(2)?), row.get::<_, String>(3)?))
    })?;
    Ok(all.into_iter().collect())
}

/// Corrections over which a later one says something else of each of their rows, with its number.
fn overruled(all: &[Stored], found: &Rows) -> BTreeMap<i64, i64> {
    let active = || all.iter().filter(|one| one.undone.is_none()).map(|one| &one.correction);
    // What is settled, of which row, by which correction last.
    let mut last: BTreeMap<(Settles, String), (&str, i64)> = BTreeMap::new();
    let keys = |one: &detente_linking::correction::Correction| -> Vec<(Settles, String)> {
        let settles = one.act.settles();
        match &one.act {
            // Merges and splits are applied one after the other: none overrules another whole.
            Act::Merge | Act::Split => vec![],
            Act::Reliability { outlet, .. } => vec![(settles, outlet.clone())],
            // Of each actor apart: everywhere, or in a report.
            Act::ReActor { actor, .. } => {
                let report = one.of.first().map_or("", |anchor| anchor.report.as_str());
                vec![(settles, format!("{actor} {report}"))]
            }
            _ => {
                let rows = found.range((one.n, 0, 0)..(one.n, 1, 0));
                rows.map(|(_, row)| (settles, row.clone())).collect()
            }
        }
    };
    for one in active() {
        for key in keys(one) {
            let held = last.entry(key).or_insert((&one.at, one.n));
            *held = (*held).max((&one.at, one.n));
        }
    }
    let mut over = BTreeMap::new();
    for one in active() {
        let holders: Vec<i64> =
            keys(one).iter().filter_map(|key| last.get(key)).map(|l| l.1).collect();
        if let (Some(first), false) = (holders.first(), holders.contains(&one.n)) {
            over.insert(one.n, *first);
        }
    }
    over
}

fn row(db: &Db, stored: &Stored, found: &Rows, over: &BTreeMap<i64, i64>) -> Result<CorrectionRow> {
    let one = &stored.correction;
    let side = |side: i64, anchors: &[Anchor]| -> Vec<AnchorRow> {
        let row = |place: usize| found.get(&(one.n, side, place as i64)).cloned();
        let all = anchors.iter().enumerate().map(|(place, anchor)| AnchorRow {
            report: anchor.report.clone(),
            table: anchor.table.clone(),
            bytes: anchor.bytes.clone(),
            row: row(place),
        });
        all.collect()
    };
    let (of, with) = (side(0, &one.of), side(1, &one.with));
    let rows = |all: &[AnchorRow]| all.iter().filter_map(|one| one.row.clone()).collect::<Vec<_>>();
    let undone = stored.undone.as_ref();
    let mut out = CorrectionRow {
        n: one.n,
        at: one.at.clone(),
        author: one.author.clone(),
        reason: one.reason.clone(),
        act: one.act.word().to_owned(),
        said: stored.said.clone(),
        state: "in-force".into(),
        note: None,
        rows: rows(&of),
        with: rows(&with),
        anchors: of,
        undone: undone.map(|undone| undone.at.clone()),
        undone_by: undone.map(|undone| undone.by.clone()),
        undone_reason: undone.map(|undone| undone.reason.clone()).filter(|text| !text.is_empty()),
    };
    let lost = match &one.act {
        Act::Reliability { outlet, .. } => {
            let there = db.first("SELECT 1 FROM sources WHERE id = ?1", [outlet], |_| Ok(()))?;
            out.rows = there.map(|()| outlet.clone()).into_iter().collect();
            there.is_none().then(|| format!("no report of {outlet} is in the case any more"))
        }
        // What a later one says instead touches nothing.
        Act::ReActor { .. } if over.contains_key(&one.n) => None,
        Act::ReActor { actor, .. } => {
            let touched = found.range((one.n, TOUCHED, 0)..(one.n, TOUCHED + 1, 0)).next();
            let where_ =
                one.of.first().map_or("no report of the case names", |_| "it does not name");
            touched.is_none().then(|| format!("{where_} {actor}"))
        }
        _ if out.rows.is_empty() => Some(gone(db, &one.of)?),
        Act::Merge | Act::Split if out.with.is_empty() => Some(gone(db, &one.with)?),
        _ => None,
    };
    out.anchors.extend(with);
    (out.state, out.note) = match (undone, lost, over.get(&one.n)) {
        (Some(undone), ..) => {
            let why = if undone.reason.is_empty() { "" } else { ": " };
            let note = format!("undone at {} by {}{why}{}", undone.at, undone.by, undone.reason);
            ("undone".to_owned(), Some(note))
        }
        (None, Some(lost), _) => {
            let note = format!("{lost}; it is kept, and applies again should the row come back");
            ("lost".to_owned(), Some(note))
        }
        (None, None, Some(other)) => (
            "overruled".to_owned(),
            Some(format!("correction {other} says otherwise, and is later")),
        ),
        (None, None, None) => (out.state, None),
    };
    Ok(out)
}

/// Why no row stands at some anchors.
fn gone(db: &Db, anchors: &[Anchor]) -> Result<String> {
    let Some(first) = anchors.first() else { return Ok("it names no row".into()) };
    let id = first.report.get(..16).unwrap_or_default();
    let key = originals::parse(id).unwrap_or_default();
    let sql = "SELECT 1 FROM originals WHERE substr(sha256, 1, 8) = ?1";
    if db.first(sql, [key.as_slice()], |_| Ok(()))?.is_none() {
        return Ok(format!("report {id}, which it is about, is not in the case"));
    }
    let what = first.table.strip_suffix('s').unwrap_or(&first.table);
    let article = if what.starts_with(['e', 'u']) { "an" } else { "a" };
    let [from, to] = first.bytes.first().copied().unwrap_or_default();
    let kind = if first.kind.is_empty() { String::new() } else { format!(" {}", first.kind) };
    Ok(format!(
        "on bytes {from} to {to} of report {id} {article} {what}{kind} is not read any more"
    ))
}

/// What was said of a row, as the first steps to it: the last first. `others`: corrections that bear on
/// it without naming it.
pub(crate) fn steps(db: &Db, id: &str, others: &[i64]) -> Result<Vec<Step>> {
    let mut all = list(db)?;
    all.retain(|one| {
        let named = one.rows.iter().chain(&one.with).any(|row| row == id);
        one.undone.is_none() && (named || others.contains(&one.n))
    });
    all.sort_by(|a, b| (&b.at, b.n).cmp(&(&a.at, a.n)));
    let line = |one: CorrectionRow| {
        let note = one.note.map(|note| format!(" ({note})")).unwrap_or_default();
        let text = format!(
            "{}: {}; {}, {} (correction {}){note}",
            one.said, one.reason, one.author, one.at, one.n
        );
        Step { what: "review", text }
    };
    Ok(all.into_iter().map(line).collect())
}
