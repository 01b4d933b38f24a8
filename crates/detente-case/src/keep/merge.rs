//! Another case taken into this one.
//!
//! What is kept is copied, all in one transaction; what is derived is not: the originals are marked and
//! read anew, so that the record is that of a case that read the inputs of both. Where an original
//! lies in both, the place that counts is settled as in reading.

use super::correct;
use crate::error::{Error, Kind, Result};
use crate::store::body::{Sum, hex};
use crate::store::chunks::damaged;
use crate::store::connection::{self, Db};
use crate::store::corrections;
use crate::store::custody::{self, Entry};
use crate::store::kept;
use crate::store::originals;
use crate::store::outside;
use crate::store::spot::{self, Spot};
use crate::store::watched;
use rusqlite::types::Value;
use rusqlite::{Row, ToSql};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a merge came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Reports that are new here.
    pub added: u64,
    /// Reports that were here already.
    pub known: u64,
    /// Reports that were removed here, and stay out.
    pub removed: u64,
    /// Refusals that are new here.
    pub refused: u64,
    /// Corrections that are new here.
    pub corrections: u64,
    /// Verdicts of audits that are new here.
    pub verdicts: u64,
    /// Rows of other data sets that are new here.
    pub outside: u64,
    /// Files of knowledge laid over the other case that are not laid over this one; they are left
    /// there, for they would change how all is read here.
    pub layers: Vec<String>,
}

/// An original's columns but its number, as they lie in the table.
const ORIGINAL: &str = "sha256, bytes, media, path, container, ordinal, member, start, length, take, \
     title, byline, outlet, url, published, retrieved, language, charset, pages, body";

pub(crate) fn merge(db: &Db, other: &Path) -> Result<Merged> {
    let from = open(db, other)?;
    // One moment of the other case, whoever writes to it meanwhile.
    from.batch("BEGIN")?;
    let mut merge = Merge { db, from: &from, out: Merged::default() };
    db.transaction(|| {
        let containers = merge.containers()?;
        let takes = merge.takes()?;
        let reports = merge.originals(&containers, &takes)?;
        merge.duplicates(&containers, &reports)?;
        merge.refused()?;
        merge.tombstones()?;
        merge.corrections()?;
        merge.verdicts()?;
        merge.layers()?;
        merge.out.outside = outside::merge(db, &from)?;
        watched::merge(db, &from)?;
        merge.custody()
    })?;
    Ok(merge.out)
}

fn open(db: &Db, other: &Path) -> Result<Db> {
    let name = other.display();
    let same = |path: &Path| path.canonicalize().ok();
    if same(other).is_some() && same(other) == same(&db.path) {
        return Err(Error::new(Kind::Input, format!("{name}: is this very case")));
    }
    let from = connection::open_any(other)?;
    if (from.count("PRAGMA user_version")? as i64) < kept::current() {
        let message = format!(
            "{name}: written by an older version of detente; `detente --case {name} reread` brings it up \
             to date"
        );
        return Err(Error::new(Kind::Older, message));
    }
    Ok(from)
}

struct Merge<'a> {
    db: &'a Db,
    from: &'a Db,
    out: Merged,
}

/// Numbers there, and what they are here.
type Numbers = BTreeMap<i64, i64>;

impl Merge<'_> {
    /// Containers that are whole there; one that is here already stays.
    fn containers(&self) -> Result<Numbers> {
        let sql = "SELECT n, sha256, bytes, path, state, reports, refused FROM containers \
                   WHERE sha256 IS NOT NULL ORDER BY n";
        type Cells = (i64, Sum, i64, String, i64, i64, i64);
        let read = |row: &Row<'_>| {
            Ok::<Cells, _>((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
                row.get(6)?,
            ))
        };
        let mut out = Numbers::new();
        for (n, sum, bytes, path, state, reports, refused) in self.from.all(sql, [], read)? {
            let sql = "UPDATE containers SET path = min(path, ?2), state = max(state, ?3) \
                       WHERE sha256 = ?1 RETURNING n";
            let known = self.db.first(sql, (sum.as_slice(), &path, state), |row| row.get(0))?;
            if let Some(known) = known {
                out.insert(n, known);
                continue;
            }
            let wanted = self.wanted(n)?;
            if !wanted {
                // All that lies in it was removed here: it stays out with it.
                continue;
            }
            let sql = "INSERT INTO containers (sha256, bytes, path, state, reports, refused, logged) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1)";
            self.db.run(sql, (sum.as_slice(), bytes, &path, state, reports, refused))?;
            let here = self.db.sql.last_insert_rowid();
            let sql = "SELECT start, bytes FROM chunks WHERE container = ?1 ORDER BY start";
            each(
                self.from,
                sql,
                n,
                |row| {
                    let (start, frame): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
                    Ok((start, frame))
                },
                |(start, frame)| {
                    self.db
                        .run("INSERT INTO chunks VALUES (?1, ?2, ?3)", (here, start, frame))
                        .map(drop)
                },
            )?;
            self.log(Some(&path), &sum, bytes)?;
            out.insert(n, here);
        }
        Ok(out)
    }

    /// Whether any original that lies in a container there may come in.
    fn wanted(&self, container: i64) -> Result<bool> {
        let sql = "SELECT sha256 FROM originals WHERE container = ?1 UNION ALL \
                   SELECT o.sha256 FROM duplicates d JOIN originals o ON o.n = d.report \
                   WHERE d.container = ?1";
        for sum in self.from.all(sql, [container], |row| row.get::<_, Sum>(0))? {
            if !originals::is_removed(self.db, &sum)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn log(&self, path: Option<&str>, sum: &Sum, bytes: i64) -> Result<()> {
        let sum = hex(sum);
        let bytes = Some(bytes.max(0).unsigned_abs());
        custody::log(self.db, Entry { what: "merged", path, sha256: Some(&sum), bytes })
    }

    fn takes(&self) -> Result<Numbers> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let all: Vec<(i64, String, String)> =
            self.from.all("SELECT n, kind, field FROM takes", [], read)?;
        let mut out = Numbers::new();
        for (n, kind, field) in all {
            self.db.run(
                "INSERT OR IGNORE INTO takes (kind, field) VALUES (?1, ?2)",
                [&kind, &field],
            )?;
            let sql = "SELECT n FROM takes WHERE kind = ?1 AND field = ?2";
            let here = self.db.first(sql, [&kind, &field], |row| row.get(0))?;
            out.insert(n, here.ok_or_else(|| damaged(self.db, "a take is missing"))?);
        }
        Ok(out)
    }

    fn originals(&mut self, containers: &Numbers, takes: &Numbers) -> Result<Numbers> {
        let numbers: Vec<i64> =
            self.from.all("SELECT n FROM originals ORDER BY n", [], |row| row.get(0))?;
        let mut out = Numbers::new();
        for n in numbers {
            let sql = format!("SELECT {ORIGINAL} FROM originals WHERE n = ?1");
            let read = |row: &Row<'_>| (0..20).map(|at| row.get::<_, Value>(at)).collect();
            let cells: Option<rusqlite::Result<Vec<Value>>> =
                self.from.first(&sql, [n], |row| Ok(read(row)))?;
            let Some(cells) = cells else { continue };
            let mut cells = cells.map_err(|error| self.from.error(error))?;
            let odd = || damaged(self.from, format_args!("original {n} has no sum"));
            let sum: Sum = blob(&cells[0]).and_then(|b| b.try_into().ok()).ok_or_else(odd)?;
            if originals::is_removed(self.db, &sum)? {
                self.out.removed += 1;
                continue;
            }
            for (at, numbers) in [(4, containers), (9, takes)] {
                if let Value::Integer(there) = cells[at] {
                    let here = numbers.get(&there).copied();
                    let odd = || damaged(self.from, format_args!("original {n} lies nowhere"));
                    cells[at] = Value::Integer(here.ok_or_else(odd)?);
                }
            }
            let here = match originals::existing(self.db, &sum)? {
                Some(here) => {
                    self.out.known += 1;
                    self.settle(here, &cells)?;
                    here
                }
                None => {
                    self.out.added += 1;
                    self.insert(&sum, &cells)?
                }
            };
            out.insert(n, here);
        }
        Ok(out)
    }

    fn insert(&self, sum: &Sum, cells: &[Value]) -> Result<i64> {
        let marks: Vec<String> = (1..=cells.len()).map(|at| format!("?{at}")).collect();
        let sql = format!("INSERT INTO originals ({ORIGINAL}) VALUES ({})", marks.join(", "));
        self.db.run(&sql, rusqlite::params_from_iter(cells))?;
        let n = self.db.sql.last_insert_rowid();
        self.db.run("INSERT OR IGNORE INTO stale VALUES (?1)", [n])?;
        if let (Value::Text(path), Value::Integer(bytes)) = (&cells[3], &cells[1]) {
            self.log(Some(path), sum, *bytes)?;
        }
        Ok(n)
    }

    /// An original that lies in both.
    fn settle(&self, n: i64, new: &[Value]) -> Result<()> {
        let Some(held) = spot::held(self.db, n)? else { return Ok(()) };
        let (into, ordinal) = (integer(&new[4]), integer(&new[5]));
        let container = match into {
            Some(into) => {
                let sql = "SELECT sha256 FROM containers WHERE n = ?1";
                self.db.first(sql, [into], |row| row.get::<_, Option<Sum>>(0))?.flatten()
            }
            None => None,
        };
        let media = text(&new[2]).unwrap_or_default();
        let spot = Spot { container, ordinal, media, path: text(&new[3]) };
        if spot.is_known_beside(&held.spot) {
            return Ok(());
        }
        if spot > held.spot {
            return spot::beside(self.db, n, (into, ordinal), text(&new[6]).as_deref());
        }
        spot::give_way(self.db, n, &held, (into, ordinal))?;
        let marks: Vec<String> = (2..=new.len() + 1).map(|at| format!("?{at}")).collect();
        let sql =
            format!("UPDATE originals SET ({ORIGINAL}) = ({}) WHERE n = ?1", marks.join(", "));
        let mut values: Vec<&dyn ToSql> = vec![&n];
        values.extend(new.iter().map(|cell| cell as &dyn ToSql));
        self.db.run(&sql, values.as_slice())?;
        self.db.run("INSERT OR IGNORE INTO stale VALUES (?1)", [n]).map(drop)
    }

    fn duplicates(&self, containers: &Numbers, reports: &Numbers) -> Result<()> {
        let sql = "SELECT container, ordinal, report, member FROM duplicates";
        type Cells = (i64, i64, i64, Option<String>);
        let read =
            |row: &Row<'_>| Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        for (container, ordinal, report, member) in self.from.all(sql, [], read)? {
            let (Some(container), Some(report)) =
                (containers.get(&container), reports.get(&report))
            else {
                continue;
            };
            let sql = "INSERT OR IGNORE INTO duplicates SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS \
                       (SELECT 1 FROM originals WHERE n = ?3 AND container = ?1 AND ordinal = ?2)";
            self.db.run(sql, (container, ordinal, report, member))?;
        }
        Ok(())
    }

    fn refused(&mut self) -> Result<()> {
        type Cells = (String, String, String, Option<String>);
        let sql = "SELECT path, reason, detail, \"when\" FROM refused";
        let read =
            |row: &Row<'_>| Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        for row in self.from.all(sql, [], read)? {
            // What could be read here is not refused.
            let sql = "SELECT 1 FROM originals WHERE path = ?1";
            if self.db.first(sql, [&row.0], |_| Ok(()))?.is_none() {
                let sql = "INSERT OR IGNORE INTO refused VALUES (?1, ?2, ?3, ?4)";
                self.out.refused += self.db.run(sql, row)? as u64;
            }
        }
        Ok(())
    }

    /// What was removed there and is not here stays out here too.
    fn tombstones(&self) -> Result<()> {
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let all: Vec<(Vec<u8>, String, String)> =
            self.from.all("SELECT sha256, reason, at FROM tombstones", [], read)?;
        for row in all {
            let sql = "INSERT OR IGNORE INTO tombstones SELECT ?1, ?2, ?3 \
                       WHERE NOT EXISTS (SELECT 1 FROM originals WHERE sha256 = ?1)";
            self.db.run(sql, row)?;
        }
        Ok(())
    }

    fn corrections(&mut self) -> Result<()> {
        let known: BTreeSet<String> = corrections::all(self.db)?
            .iter()
            .map(|one| corrections::sum(&one.correction))
            .collect();
        for mut stored in corrections::all(self.from)? {
            if known.contains(&corrections::sum(&stored.correction)) {
                continue;
            }
            corrections::add(self.db, &mut stored.correction, &stored.said)?;
            correct::mark(self.db, &stored.correction)?;
            if let Some(undone) = stored.undone.clone() {
                corrections::undo(self.db, &stored, &undone)?;
                correct::mark(self.db, &stored.correction)?;
            }
            self.out.corrections += 1;
        }
        Ok(())
    }

    fn verdicts(&mut self) -> Result<()> {
        const COLUMNS: &str =
            "at, author, seed, drawn, kind, \"type\", row, shown, verdict, field, note";
        let sql = format!("SELECT {COLUMNS} FROM verdicts ORDER BY n");
        let read = |row: &Row<'_>| (0..11).map(|at| row.get::<_, Value>(at)).collect();
        let all: Vec<rusqlite::Result<Vec<Value>>> =
            self.from.all(&sql, [], |row| Ok(read(row)))?;
        for cells in all {
            let cells = cells.map_err(|error| self.from.error(error))?;
            let sql = format!(
                "INSERT INTO verdicts ({COLUMNS}) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 \
                 WHERE NOT EXISTS (SELECT 1 FROM verdicts WHERE at = ?1 AND author = ?2 AND \
                 seed = ?3 AND kind = ?5 AND row = ?7 AND verdict = ?9)"
            );
            self.out.verdicts += self.db.run(&sql, rusqlite::params_from_iter(cells))? as u64;
        }
        Ok(())
    }

    fn layers(&mut self) -> Result<()> {
        let sql = "SELECT name, content FROM layers ORDER BY n";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let all = |db: &Db| db.all::<(String, Vec<u8>)>(sql, [], read);
        let here = all(self.db)?;
        let left = all(self.from)?.into_iter().filter(|layer| !here.contains(layer));
        self.out.layers = left.map(|(name, _)| name).collect();
        Ok(())
    }

    /// The other's log as it is, with those that were merged into it, and an entry that holds its
    /// last hash.
    fn custody(&self) -> Result<()> {
        const COLUMNS: &str = "seq, at, what, path, sha256, bytes, version, previous, hash";
        let sql = "SELECT hash FROM custody ORDER BY seq DESC LIMIT 1";
        let head: Option<String> = self.from.first(sql, [], |row| row.get(0))?;
        let Some(head) = head else { return Ok(()) };
        let known = "SELECT 1 FROM merged_custody WHERE head = ?1";
        if self.db.first(known, [&head], |_| Ok(()))?.is_some() {
            return Ok(());
        }
        let selects = [
            format!("SELECT ?1, {COLUMNS} FROM custody"),
            format!("SELECT head, {COLUMNS} FROM merged_custody WHERE head <> ?1"),
        ];
        for sql in selects {
            let read = |row: &Row<'_>| (0..10).map(|at| row.get::<_, Value>(at)).collect();
            let all: Vec<rusqlite::Result<Vec<Value>>> =
                self.from.all(&sql, [&head], |row| Ok(read(row)))?;
            for cells in all {
                let cells = cells.map_err(|error| self.from.error(error))?;
                let sql = "INSERT OR IGNORE INTO merged_custody \
                           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
                self.db.run(sql, rusqlite::params_from_iter(cells))?;
            }
        }
        let path = self.from.path.display().to_string();
        let entry =
            Entry { what: "merged case", path: Some(&path), sha256: Some(&head), bytes: None };
        custody::log(self.db, entry)
    }
}

/// Hands over rows one at a time, so that not all need be in memory.
fn each<T>(
    db: &Db,
    sql: &str,
    value: i64,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<()> {
    let mut statement = db.sql.prepare(sql).map_err(|e| db.error(e))?;
    let mut rows = statement.query([value]).map_err(|e| db.error(e))?;
    while let Some(row) = rows.next().map_err(|e| db.error(e))? {
        take(read(row).map_err(|e| db.error(e))?)?;
    }
    Ok(())
}

fn blob(value: &Value) -> Option<&[u8]> {
    if let Value::Blob(bytes) = value { Some(bytes) } else { None }
}

fn integer(value: &Value) -> Option<i64> {
    if let Value::Integer(n) = value { Some(*n) } else { None }
}

fn text(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text.clone()) } else { None }
}
