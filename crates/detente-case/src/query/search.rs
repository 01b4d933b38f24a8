//! Full-text search, and the sentence to show for it.

use super::facets::{self, Narrow};
use super::words::{self, Term};
use crate::error::{Error, Result};
use crate::read::analyse;
use crate::store::connection::Db;
use crate::store::originals::{self, Shelf};
use crate::store::report;
use detente_record::{Evidence, Report};
use detente_text::Document;
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::ops::Range;

/// A report in which words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The report.
    pub report: Report,
    /// The sentence that holds most of the words; `None` where only a title from outside the
    /// reading text does.
    pub evidence: Option<Evidence>,
    /// Where the words stand in that sentence: ranges in Unicode scalar values of the reading
    /// text.
    pub matches: Vec<[usize; 2]>,
    /// BM25 score: the lower, the better the report fits.
    pub score: f64,
}

/// The tokeniser of the index, for the index of one report's sentences.
const SENTENCES: &str = "CREATE VIRTUAL TABLE sentences USING fts5 (
    sentence, tokenize = 'unicode61 remove_diacritics 2');";

/// The reports that hold all of the words and pass the narrowing, best first, then by id; so many,
/// after so many that are passed over.
pub(crate) fn search(
    db: &Db,
    question: &str,
    narrow: &Narrow,
    (limit, skip): (usize, usize),
) -> Result<Vec<Hit>> {
    let terms = words::parse(question)?;
    // Without narrowing, what is asked for of each report is not looked up; and originals lie with
    // their bytes, so that they are asked for those only that may be given, to order equals.
    let (more, condition) = match narrow {
        Narrow { outlet: None, from: None, to: None } => ("", "AND ?2 IS ?3 AND ?3 IS ?4"),
        _ => (facets::JOIN, facets::CONDITION),
    };
    let joined = if more.is_empty() { "" } else { "JOIN originals o ON o.n = search.rowid" };
    let sql = format!(
        "WITH scored AS MATERIALIZED (SELECT search.rowid AS n, bm25(search) AS score \
         FROM search {joined} {more} WHERE search MATCH ?1 {condition}) \
         SELECT s.n, s.score, substr(o.sha256, 1, 8) AS id \
         FROM scored s JOIN originals o ON o.n = s.n WHERE s.score <= \
         (SELECT max(score) FROM (SELECT score FROM scored ORDER BY score LIMIT ?5 + ?6)) \
         ORDER BY s.score, id LIMIT ?5 OFFSET ?6"
    );
    let [limit, skip] = [limit, skip].map(|n| i64::try_from(n).unwrap_or(i64::MAX / 2));
    let Narrow { outlet, from, to } = narrow;
    let values = (words::expression(&terms), outlet, from, to, limit, skip);
    let found: Vec<(i64, f64)> = db.all(&sql, values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let inner = |error| Error::of_sqlite(&db.path, error);
    let sentences = Connection::open_in_memory().map_err(inner)?;
    sentences.execute_batch(SENTENCES).map_err(inner)?;
    let (mut hits, mut shelf) = (vec![], Shelf::new(db));
    for (n, score) in found {
        let (Some(report), Some(original)) = (report::row(db, n)?, originals::by_number(db, n)?)
        else {
            continue;
        };
        let document = analyse::document(&shelf.member(original)?).ok();
        let best = match &document {
            Some(document) => best(&sentences, document, &terms).map_err(inner)?,
            None => None,
        };
        let (evidence, matches) = match (best, &document) {
            (Some((range, words)), Some(document)) => {
                let matches = words.into_iter().map(|word| document.chars(word)).collect();
                (Some(document.evidence(range)), matches)
            }
            _ => (None, vec![]),
        };
        hits.push(Hit { report, evidence, matches, score });
    }
    Ok(hits)
}

type Best = Option<(Range<usize>, Vec<Range<usize>>)>;

/// The sentence that holds most of the terms, the earliest of these, and the words in it.
fn best(sql: &Connection, document: &Document, terms: &[Term]) -> rusqlite::Result<Best> {
    sql.execute("DELETE FROM sentences", [])?;
    let mut insert =
        sql.prepare_cached("INSERT INTO sentences (rowid, sentence) VALUES (?1, ?2)")?;
    for (n, range) in document.sentences.iter().enumerate() {
        insert.execute((n as i64, &document.text()[range.clone()]))?;
    }
    // A phrase may run over the end of a sentence: then its words are looked for.
    let single = |term: &Term| {
        let words =
            term.words.iter().map(|word| Term { words: vec![word.clone()], open: term.open });
        words.collect::<Vec<_>>()
    };
    let loose: Vec<Term> = terms.iter().flat_map(single).collect();
    for terms in [terms, &loose] {
        let Some(n) = fullest(sql, terms)? else { continue };
        let Some(range) = document.sentences.get(n as usize).cloned() else { continue };
        let words = marked(sql, n, &document.text()[range.clone()], terms)?;
        let words = words.into_iter().map(|word| range.start + word.start..range.start + word.end);
        return Ok(Some((range.clone(), words.collect())));
    }
    Ok(None)
}

fn fullest(sql: &Connection, terms: &[Term]) -> rusqlite::Result<Option<i64>> {
    let mut held: BTreeMap<i64, usize> = BTreeMap::new();
    let mut query = sql.prepare_cached("SELECT rowid FROM sentences WHERE sentences MATCH ?1")?;
    for term in terms {
        let expression = words::expression(std::slice::from_ref(term));
        for n in query.query_map([expression], |row| row.get(0))? {
            *held.entry(n?).or_default() += 1;
        }
    }
    Ok(held.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|(n, _)| n))
}

/// Where the terms stand in a sentence, as the index's own tokeniser sees it.
fn marked(
    sql: &Connection,
    n: i64,
    sentence: &str,
    terms: &[Term],
) -> rusqlite::Result<Vec<Range<usize>>> {
    let (open, close) = ('\u{1}', '\u{2}');
    let expressions = terms.iter().map(|term| words::expression(std::slice::from_ref(term)));
    let any = expressions.collect::<Vec<_>>().join(" OR ");
    let mut query = sql.prepare_cached(
        "SELECT highlight(sentences, 0, char(1), char(2)) FROM sentences \
         WHERE sentences MATCH ?1 AND rowid = ?2",
    )?;
    let text: String = query.query_row((any, n), |row| row.get(0))?;
    let (mut found, mut from, mut at) = (vec![], 0, 0);
    for c in text.chars() {
        // A mark, unless the sentence itself holds such a character here.
        match c {
            _ if sentence[at..].starts_with(c) => at += c.len_utf8(),
            c if c == open => from = at,
            c if c == close => found.push(from..at),
            _ => break,
        }
    }
    Ok(found)
}
