//! Stored originals, and how they are had back.

use super::body::{self, Sum};
use super::chunks::{self, Stored, damaged};
use super::connection::Db;
use crate::error::{Error, Kind, Result};
use detente_text::{Media, Member, Supplied, Take, container::cut};
use rusqlite::Row;

/// An original and where it lies, without its bytes.
#[derive(Clone, Debug)]
pub(crate) struct Original {
    pub(crate) n: i64,
    pub(crate) sum: Sum,
    pub(crate) length: usize,
    media: String,
    container: Option<i64>,
    at: Option<(u64, usize, i64)>,
    body: Option<Vec<u8>>,
    member: Option<String>,
    pub(crate) supplied: Supplied,
    pages: Option<String>,
}

const COLUMNS: &str = "n, sha256, bytes, media, container, start, length, take, body, member, \
     title, byline, outlet, url, published, retrieved, language, charset, pages";

/// The number of the original with this sum.
///
/// # Errors
/// Where another original has the same id.
pub(crate) fn existing(db: &Db, sum: &Sum) -> Result<Option<i64>> {
    let sql = "SELECT n, sha256 FROM originals WHERE substr(sha256, 1, 8) = ?1";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get::<_, Sum>(1)?));
    match db.first(sql, [&sum[..8]], read)? {
        Some((_, other)) if other != *sum => {
            let id = body::hex(&sum[..8]);
            let message = format!("two different originals share the report id {id}");
            Err(Error::new(Kind::Other, message))
        }
        found => Ok(found.map(|(n, _)| n)),
    }
}

/// Whether an original was removed by hand, and stays out.
pub(crate) fn is_removed(db: &Db, sum: &Sum) -> Result<bool> {
    let sql = "SELECT 1 FROM tombstones WHERE sha256 = ?1";
    Ok(db.first(sql, [sum.as_slice()], |_| Ok(()))?.is_some())
}

impl Original {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let (start, length, take): (Option<i64>, Option<i64>, Option<i64>) =
            (row.get(5)?, row.get(6)?, row.get(7)?);
        let at = match (start, length, take) {
            (Some(start), Some(length), Some(take)) => {
                Some((start.max(0) as u64, length.max(0) as usize, take))
            }
            _ => None,
        };
        Ok(Self {
            n: row.get(0)?,
            sum: row.get(1)?,
            length: row.get::<_, i64>(2)?.max(0) as usize,
            media: row.get(3)?,
            container: row.get(4)?,
            at,
            body: row.get(8)?,
            member: row.get(9)?,
            supplied: Supplied {
                title: row.get(10)?,
                byline: row.get(11)?,
                outlet: row.get(12)?,
                url: row.get(13)?,
                published: row.get(14)?,
                retrieved: row.get(15)?,
                language: row.get(16)?,
                charset: row.get(17)?,
            },
            pages: row.get(18)?,
        })
    }

    /// The report's id.
    pub(crate) fn id(&self) -> String {
        body::hex(&self.sum[..8])
    }
}

/// The original of a report, by its whole id.
pub(crate) fn by_id(db: &Db, id: &str) -> Result<Original> {
    let sql = format!("SELECT {COLUMNS} FROM originals WHERE substr(sha256, 1, 8) = ?1");
    let key = parse(id).ok_or_else(|| absent(db, id))?;
    db.first(&sql, [key.as_slice()], Original::of)?.ok_or_else(|| absent(db, id))
}

/// The original of that number.
pub(crate) fn by_number(db: &Db, n: i64) -> Result<Option<Original>> {
    db.first(&format!("SELECT {COLUMNS} FROM originals WHERE n = ?1"), [n], Original::of)
}

fn absent(db: &Db, id: &str) -> Error {
    let message = format!("{}: no report {id}; `detente reports` lists them", db.path.display());
    Error::new(Kind::NoSuchRow, message)
}

/// The eight bytes that a whole report id stands for.
pub(crate) fn parse(id: &str) -> Option<[u8; 8]> {
    let whole = id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then(|| u64::from_str_radix(id, 16).ok()).flatten().map(u64::to_be_bytes)
}

/// Reads originals back; keeps the container at hand from one to the next.
pub(crate) struct Shelf<'a> {
    db: &'a Db,
    open: Option<(i64, Stored<'a>)>,
    takes: std::collections::BTreeMap<i64, Take>,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(db: &'a Db) -> Self {
        Self { db, open: None, takes: std::collections::BTreeMap::new() }
    }

    /// The original as the text stage takes it.
    pub(crate) fn member(&mut self, original: Original) -> Result<Member> {
        let id = original.id();
        let bad = |what: &str| damaged(self.db, format_args!("report {id}: {what}"));
        let media = Media::parse(&original.media).ok_or_else(|| bad("its format is unknown"))?;
        let pages = match &original.pages {
            None => vec![],
            Some(pages) => {
                serde_json::from_str(pages).map_err(|_| bad("its pages cannot be read"))?
            }
        };
        let bytes = match (&original.body, original.container, original.at) {
            (Some(frame), ..) => {
                body::unpack(frame, original.length).map_err(|_| bad("its bytes are damaged"))?
            }
            (None, Some(container), Some((start, length, take))) => {
                let take = self.take(take)?;
                let held = self.container(container)?.range(start, length);
                let held = held.map_err(|error| bad(&format!("its container fails: {error}")))?;
                cut(&held, &take).ok_or_else(|| bad("it cannot be cut out of its container"))?
            }
            _ => return Err(bad("its bytes are missing")),
        };
        Ok(Member {
            original: bytes,
            media,
            member: original.member,
            locator: None,
            supplied: original.supplied,
            pages,
        })
    }

    fn container(&mut self, n: i64) -> Result<&Stored<'a>> {
        if self.open.as_ref().is_none_or(|(open, _)| *open != n) {
            let container = chunks::container(self.db, n)?;
            self.open = Some((n, Stored::new(self.db, container.n, container.bytes)));
        }
        match &self.open {
            Some((_, stored)) => Ok(stored),
            None => Err(damaged(self.db, format_args!("container {n} is missing"))),
        }
    }

    fn take(&mut self, n: i64) -> Result<Take> {
        if let Some(take) = self.takes.get(&n) {
            return Ok(take.clone());
        }
        let sql = "SELECT kind, field FROM takes WHERE n = ?1";
        let words: Option<(String, String)> =
            self.db.first(sql, [n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let take = words.and_then(|(kind, field)| take_of(&kind, &field));
        let take = take.ok_or_else(|| damaged(self.db, format_args!("take {n} is missing")))?;
        self.takes.insert(n, take.clone());
        Ok(take)
    }
}

/// How a take is written in the table.
pub(crate) fn words_of(take: &Take) -> (&'static str, String) {
    match take {
        Take::Bytes => ("bytes", String::new()),
        Take::JsonField(name) => ("json", name.clone()),
        Take::CsvField { column, delimiter } => ("csv", format!("{column} {delimiter}")),
    }
}

fn take_of(kind: &str, field: &str) -> Option<Take> {
    match kind {
        "bytes" => Some(Take::Bytes),
        "json" => Some(Take::JsonField(field.to_owned())),
        "csv" => {
            let (column, delimiter) = field.split_once(' ')?;
            let (column, delimiter) = (column.parse().ok()?, delimiter.parse().ok()?);
            Some(Take::CsvField { column, delimiter })
        }
        _ => None,
    }
}
