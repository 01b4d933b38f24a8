//! Everything that can be recomputed from the stored bytes, recomputed.

use super::doctor;
use crate::Progress;
use crate::error::Result;
use crate::link::{self, Kept};
use crate::pipeline::{self, Feed};
use crate::read::analyse;
use crate::store::body::hex;
use crate::store::chunks::Stored;
use crate::store::connection::{self, Db};
use crate::store::originals::{self, Shelf};
use crate::store::{corrections, custody, outside, report, watched};
use detente_record::{Evidence, Part, Report};
use detente_text::{Document, Member, Words};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::io::Read;

/// What a verification came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verification {
    /// Reports whose bytes were recomputed.
    pub reports: u64,
    /// Quotations recomputed from the bytes.
    pub quotes: u64,
    /// Containers whose bytes were recomputed.
    pub containers: u64,
    /// Entries of the custody log.
    pub custody: u64,
    /// Failures altogether.
    pub failed: u64,
    /// The failures, a sentence each; no more than the first thousand.
    pub failures: Vec<String>,
}

impl Verification {
    fn fail(&mut self, what: String) {
        self.failed += 1;
        if self.failures.len() < 1000 {
            self.failures.push(what);
        }
    }
}

/// A report's quotations, each with the name of its row.
type Quotes = Vec<(String, Evidence)>;

struct Task {
    id: String,
    sum: [u8; 32],
    member: Result<Member>,
    quotes: Result<Quotes>,
    kept: Result<Option<Kept>>,
    read: bool,
}

#[derive(Default)]
struct Checked {
    bytes: u64,
    quotes: u64,
    failures: Vec<String>,
}

/// Recomputes everything, on a connection of its own.
pub(crate) fn verify(path: &std::path::Path, progress: &dyn Progress) -> Result<Verification> {
    let db = connection::open_beside(path)?;
    let mut all = Verification::default();
    progress.stage("checking the file");
    let faults = doctor::integrity(&db)?;
    let sound = faults.is_empty();
    faults.into_iter().for_each(|fault| all.fail(format!("SQLite: {fault}")));
    if !sound {
        // Nothing that is read from it could be relied on.
        return Ok(all);
    }
    let (entries, breaks) = custody::verify(&db)?;
    all.custody = entries;
    breaks.into_iter().for_each(|fault| all.fail(fault));
    corrections::verify(&db)?.into_iter().for_each(|fault| all.fail(fault));
    outside::verify(&db)?.into_iter().for_each(|fault| all.fail(fault));
    watched::verify(&db)?.into_iter().for_each(|fault| all.fail(fault));
    containers(&db, &mut all)?;
    counts(&db, &mut all)?;
    progress.stage("checking quotations");
    progress.total(Some(db.count("SELECT sum(bytes) FROM originals")?));
    if let Err(error) = shared(&db) {
        // A row of many reports that holds no JSON any more: what quotes what can't be told.
        all.fail(format!("what stands on many reports can't be read: {error}"));
        return Ok(all);
    }
    pipeline::ordered(
        pipeline::threads(0),
        move |feed| produce(&db, feed),
        check,
        |checked: Result<Checked>| {
            let checked = checked?;
            all.reports += 1;
            all.quotes += checked.quotes;
            checked.failures.into_iter().for_each(|fault| all.fail(fault));
            progress.advance(checked.bytes, 1, 0);
            Ok::<_, crate::Error>(())
        },
    )?;
    Ok(all)
}

/// What was counted as reports came and went, counted again.
fn counts(db: &Db, all: &mut Verification) -> Result<()> {
    let sql = "SELECT id, text, n, count FROM \
               (SELECT id, text, count(*) AS n FROM \
                (SELECT actor AS id, text FROM mentions UNION ALL SELECT place, text FROM spots) \
                GROUP BY 1, 2) FULL JOIN forms USING (id, text) WHERE n IS NOT count";
    type Cells = (String, String, Option<i64>, Option<i64>);
    let read = |row: &rusqlite::Row<'_>| {
        Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    };
    for (id, text, found, stated) in db.all(sql, [], read)? {
        let (found, stated) = (found.unwrap_or(0), stated.unwrap_or(0));
        all.fail(format!("{id} is named {text:?} {found} times, not {stated}"));
    }
    Ok(())
}

fn containers(db: &Db, all: &mut Verification) -> Result<()> {
    let sql = "SELECT n, sha256, bytes, path FROM containers WHERE sha256 IS NOT NULL ORDER BY n";
    let found: Vec<(i64, Vec<u8>, i64, String)> =
        db.all(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    for (n, sum, bytes, path) in found {
        all.containers += 1;
        let mut stored = Stored::new(db, n, bytes.max(0) as u64);
        let (mut hash, mut block) = (Sha256::new(), vec![0; 1 << 16]);
        let fault = loop {
            match stored.read(&mut block) {
                Ok(0) if hash.finalize_reset().as_slice() == sum => break None,
                Ok(0) => break Some("its bytes are not those that were read".to_owned()),
                Ok(n) => hash.update(&block[..n]),
                Err(error) => break Some(format!("its bytes cannot be read: {error}")),
            }
        };
        if let Some(fault) = fault {
            all.fail(format!("container {path}: {fault}"));
        }
    }
    Ok(())
}

/// The evidence of rows that stand on many reports, by report.
fn shared(db: &Db) -> Result<()> {
    db.batch(
        "CREATE TEMP TABLE shared AS
         SELECT e.value ->> 'report' AS report, 'actor ' || a.id AS row, e.value AS evidence
         FROM actors a, json_each(a.evidence) e
         UNION ALL
         SELECT e.value ->> 'report', 'place ' || p.id, e.value
         FROM places p, json_each(p.evidence) e
         UNION ALL
         SELECT e.value ->> 'report', 'source ' || s.id, e.value
         FROM sources s, json_each(s.evidence) e
         UNION ALL
         SELECT t.value ->> 'report', 'an account of ' || a.incident, t.value
         FROM accounts a, json_each(a.evidence) t
         UNION ALL
         SELECT w.value ->> 'report', 'claim ' || c.id, w.value
         FROM claims c, json_each(c.positions) p, json_each(p.value -> 'evidence') w
         UNION ALL
         SELECT w.value ->> 'report', 'dispute ' || d.id, w.value
         FROM disputes d, json_each(d.positions) p, json_each(p.value -> 'evidence') w
         UNION ALL
         SELECT w.value ->> 'report', 'agreement ' || g.id, w.value
         FROM agreements g, json_each(g.evidence) w
         UNION ALL
         SELECT w.value ->> 'report', 'agreement ' || g.id, w.value
         FROM agreements g, json_each(g.state) s, json_each(s.value -> 'evidence') w
         UNION ALL
         SELECT w.value ->> 'report', 'obligation ' || (o.value ->> 'id'), w.value
         FROM agreements g, json_each(g.obligations) o, json_each(o.value -> 'evidence') w
         UNION ALL
         SELECT w.value ->> 'report', 'performance of ' || (o.value ->> 'id'), w.value
         FROM agreements g, json_each(g.obligations) o, json_each(o.value -> 'performance') p,
           json_each(p.value -> 'evidence') w
         UNION ALL
         SELECT w.value ->> 'report', 'a channel of ' || c.pair, w.value
         FROM channels c, json_each(c.evidence) w;
         CREATE INDEX temp.shared_report ON shared (report);",
    )
}

fn produce(
    db: &Db,
    feed: &mut Feed<Task, Result<Checked>>,
) -> std::result::Result<(), pipeline::Stopped> {
    let numbers: Vec<i64> = match db.all("SELECT n FROM originals ORDER BY n", [], |row| row.get(0))
    {
        Ok(numbers) => numbers,
        Err(error) => return feed.pass(Err(error)),
    };
    let mut shelf = Shelf::new(db);
    for n in numbers {
        let original = match originals::by_number(db, n) {
            Ok(Some(original)) => original,
            Ok(None) => continue,
            Err(error) => return feed.pass(Err(error)),
        };
        let (id, sum) = (original.id(), original.sum);
        let row = report::row(db, n);
        let read = matches!(row, Ok(Some(_)));
        let quotes = row.and_then(|row| quotes(db, &id, row));
        let member = shelf.member(original);
        let weight = member.as_ref().map_or(0, |member| member.original.len() * 2);
        let kept = link::kept_text(db, &id);
        feed.work(Task { id, sum, member, quotes, kept, read }, weight)?;
    }
    Ok(())
}

/// Every quotation that stands in a row of this report, or in a shared row.
fn quotes(db: &Db, id: &str, report: Option<Report>) -> Result<Quotes> {
    let mut all: Quotes = vec![];
    if let Some(report) = report {
        let notes = report.notes.iter().filter_map(|note| note.evidence.clone());
        all.extend(notes.map(|evidence| ("a note".to_owned(), evidence)));
        let fields = report.evidence.into_iter();
        all.extend(fields.map(|(field, evidence)| (format!("its {field}"), evidence)));
        all.extend(report.relays.into_iter().map(|r| ("a relay".to_owned(), r.evidence)));
    }
    let sql = "SELECT 'event ' || id, evidence FROM events WHERE report = ?1
        UNION ALL SELECT 'statement ' || id, evidence FROM statements WHERE report = ?1
        UNION ALL SELECT 'undertaking ' || id, evidence FROM undertakings WHERE report = ?1
        UNION ALL SELECT 'undertaking ' || id, performance FROM undertakings
          WHERE report = ?1 AND performance <> '[]'
        UNION ALL SELECT 'timeline ' || id, evidence FROM timeline WHERE report = ?1
        UNION ALL SELECT 'a mention of ' || actor, evidence FROM mentions
          WHERE report = ?1 AND evidence IS NOT NULL
        UNION ALL SELECT row, evidence FROM temp.shared WHERE report = ?1";
    let found: Vec<(String, Option<String>)> =
        db.all(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (row, evidence) in found {
        let value = serde_json::from_str(&evidence.unwrap_or_default()).unwrap_or(Value::Null);
        let before = all.len();
        gather(&row, value, &mut all);
        if all.len() == before && !row.starts_with("timeline") {
            // A row without evidence is a fault that shows as a quotation of nothing.
            let (parts, section) = (vec![], String::new());
            all.push((row, Evidence { report: String::new(), parts, section, field: None }));
        }
    }
    Ok(all)
}

/// Evidence wherever it stands in a row's column: alone, in a list, under a name.
fn gather(row: &str, value: Value, all: &mut Quotes) {
    match value {
        Value::Array(list) => list.into_iter().for_each(|value| gather(row, value, all)),
        Value::Object(map) if map.contains_key("parts") => {
            let evidence = serde_json::from_value(Value::Object(map));
            let none = || Evidence {
                report: String::new(),
                parts: vec![],
                section: String::new(),
                field: None,
            };
            all.push((row.to_owned(), evidence.unwrap_or_else(|_| none())));
        }
        Value::Object(map) => map.into_iter().for_each(|(_, value)| gather(row, value, all)),
        _ => {}
    }
}

fn check(task: Task) -> Result<Checked> {
    let Task { id, sum, member, quotes, kept, read } = task;
    let mut checked = Checked::default();
    let member = match member {
        Ok(member) => member,
        Err(error) => {
            checked.failures.push(format!("report {id}: {error}"));
            return Ok(checked);
        }
    };
    checked.bytes = member.original.len() as u64;
    let found = Sha256::digest(&member.original);
    if found.as_slice() != sum {
        let (found, sum) = (hex(&found), hex(&sum));
        let fault = format!("report {id}: its bytes hash to {found}, not to {sum}");
        checked.failures.push(fault);
        return Ok(checked);
    }
    let quotes = match quotes {
        Ok(quotes) => quotes,
        Err(error) => {
            checked.failures.push(format!("report {id}: {error}"));
            return Ok(checked);
        }
    };
    if !read {
        return Ok(checked);
    }
    let document = match analyse::document(&member) {
        Ok(document) => document,
        Err(refusal) => {
            let fault = format!("report {id}: it cannot be read again: {}", refusal.detail);
            checked.failures.push(fault);
            return Ok(checked);
        }
    };
    match kept {
        Ok(kept) if kept.as_ref().is_some_and(|kept| !kept.is_of(document.text())) => {
            let fault = format!("report {id}: its sketch is not that of its text");
            checked.failures.push(fault);
        }
        Ok(_) => {}
        Err(error) => checked.failures.push(format!("report {id}: {error}")),
    }
    let markup = markup(&document);
    for (row, evidence) in quotes {
        checked.quotes += 1;
        if let Some(fault) = fault(&document, &markup, &evidence) {
            checked.failures.push(format!("report {id}, {row}: {fault}"));
        }
    }
    Ok(checked)
}

/// What the text stage finds in markup: no visible text, so it is found again there only.
fn markup(document: &Document) -> Vec<Evidence> {
    let about = &document.about;
    let stated = [
        &about.title,
        &about.byline,
        &about.outlet,
        &about.url,
        &about.published,
        &about.dateline_place,
        &about.dateline_date,
    ];
    let words = stated.into_iter().flatten().filter_map(|stated| stated.words.as_ref());
    let noted = document.notes.iter().filter_map(|note| note.words.as_ref());
    let all = words.chain(noted).filter(|words| matches!(words, Words::Markup(..)));
    all.map(|words| document.evidence_of(words)).collect()
}

/// What is wrong with a quotation, if anything.
fn fault(document: &Document, markup: &[Evidence], evidence: &Evidence) -> Option<String> {
    if evidence.report != document.id {
        return Some("it quotes another report".into());
    }
    if evidence.parts.is_empty() {
        return Some("it quotes nothing".into());
    }
    if evidence.section == "metadata" {
        let found = markup.iter().any(|found| found.parts == evidence.parts);
        let quote = evidence.quote();
        return (!found).then(|| format!("its markup does not say {quote:?}"));
    }
    evidence.parts.iter().find_map(|part| part_fault(document, part))
}

fn part_fault(document: &Document, part: &Part) -> Option<String> {
    let [from, to] = part.bytes;
    let source = (from < to).then(|| document.source.locate(from..to)).flatten();
    let Some(source) = source else {
        return Some(format!("no text stands on bytes {from} to {to}"));
    };
    let found = &document.source.as_str()[source.clone()];
    if found != part.quote {
        return Some(format!("bytes {from} to {to} say {found:?}, not {:?}", part.quote));
    }
    let Some(chars) = part.chars else {
        let none = part.reading.is_none();
        return (!none).then(|| "it has a reading but no place in the reading text".into());
    };
    let range = document.bytes_of_chars(chars);
    let reading = document.text().get(range.clone()).unwrap_or_default();
    if part.reading.as_deref() != Some(reading) {
        let [from, to] = chars;
        let said = part.reading.as_deref().unwrap_or_default();
        return Some(format!("characters {from} to {to} read {reading:?}, not {said:?}"));
    }
    (document.reading.origin(range) != source)
        .then(|| format!("{reading:?} does not stand on bytes {from} to {to}"))
}
