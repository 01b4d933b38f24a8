//! What a watch keeps in the case.

use super::Case;
use crate::query::diff::{Change, FieldChange};
use crate::store::alerts::{self, Alert, Outstanding};
use crate::store::watched::{self, Fetched, Watched};
use crate::{Filter, Result};
use detente_record::Report;
use detente_text::Document;

/// Pages of which is told what changed in them; of more, only that they did.
const TOLD: usize = 50;
/// Characters told of what changed in one.
const SHOWN: usize = 400;

impl Case {
    /// All that is asked for, of one kind or of each, by address.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn watched(&self, kind: Option<&str>) -> Result<Vec<Watched>> {
        watched::which(&self.db, "?1 IS NULL OR kind = ?1 ORDER BY kind, url", [kind])
    }

    /// What is known of one address.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn watched_at(&self, url: &str) -> Result<Option<Watched>> {
        Ok(watched::which(&self.db, "url = ?1", [url])?.pop())
    }

    /// What is to be asked for by `now` (RFC 3339 UTC), the longest due first.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn due(&self, now: &str) -> Result<Vec<Watched>> {
        watched::which(&self.db, "due <= ?1 ORDER BY due, url", [now])
    }

    /// When something is to be asked for or told next.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn next_due(&self) -> Result<Option<String>> {
        let both = [watched::next(&self.db)?, alerts::next(&self.db)?];
        Ok(both.into_iter().flatten().min())
    }

    /// Keeps what was fetched beside the reports, and what is known now of what is asked for.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn keep_watch(&mut self, fetched: &[Fetched], watched: &[Watched]) -> Result<()> {
        self.writable()?;
        watched::put(&self.db, fetched, watched)
    }

    /// Alerts, the last first.
    ///
    /// # Errors
    /// Where the case is damaged.
    ///
    /// ```
    /// assert_eq!(detente_case::Case::temporary()?.alerts(0, 10)?, []);
    /// # Ok::<(), detente_case::Error>(())
    /// ```
    pub fn alerts(&self, skip: u64, limit: u64) -> Result<Vec<Alert>> {
        alerts::last(&self.db, skip, limit)
    }

    /// Whether an alert was raised before.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn is_raised(&self, id: &str) -> Result<bool> {
        alerts::is_raised(&self.db, id)
    }

    /// Up to which entry of the custody log the record was looked through for alerts; nothing before
    /// the first time.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn alerted(&self) -> Result<Option<u64>> {
        alerts::seen(&self.db)
    }

    /// Raises alerts, each to the sinks named with it; gives how many are new. `seen` as in
    /// [`Case::alerted`].
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn raise(&mut self, alerts: &[(Alert, Vec<String>)], seen: u64) -> Result<u64> {
        self.writable()?;
        alerts::raise(&self.db, alerts, seen)
    }

    /// What is to be told by `now`, the oldest first.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn outstanding(&self, now: &str) -> Result<Vec<Outstanding>> {
        alerts::outstanding(&self.db, now)
    }

    /// Notes that an alert was told, or `again`: when it is tried once more.
    ///
    /// # Errors
    /// Where the case cannot be written to.
    pub fn told(&mut self, one: &Outstanding, again: Option<&str>, said: &str) -> Result<()> {
        self.writable()?;
        alerts::told(&self.db, &one.alert.id, &one.sink, again, said)
    }

    /// The reports that a page was read as, the oldest first, by the id of one of them; nothing where
    /// it was always the same.
    ///
    /// # Errors
    /// Where the case is damaged.
    pub fn versions(&self, report: &str) -> Result<Vec<String>> {
        watched::versions_of(&self.db, report)
    }

    /// Pages that said something else than before, between two entries of the custody log.
    pub(super) fn rewritten(&self, after: i64, to: i64) -> Result<Vec<Change>> {
        let mut out = vec![];
        for (n, one) in watched::versions(&self.db, after, to)?.into_iter().enumerate() {
            let filter = Filter { report: Some(one.report.clone()), ..Filter::default() };
            let title = self.rows::<Report>(&filter)?.pop().and_then(|report| report.title);
            let text = match title {
                Some(title) => format!("{title} ({})", one.url),
                None => one.url.clone(),
            };
            let mut fields = vec![];
            if n < TOLD
                && let (Ok(before), Ok(now)) =
                    (self.document(&one.before), self.document(&one.report))
            {
                let (before, after) = (without(&before, &now), without(&now, &before));
                fields.push(FieldChange { name: "words".to_owned(), before, after });
            }
            out.push(Change {
                kind: "report".to_owned(),
                id: one.report.clone(),
                what: "changed".to_owned(),
                text,
                fields,
                others: vec![one.before],
                reports: vec![one.report],
                at: vec![one.custody],
            });
        }
        Ok(out)
    }
}

/// The sentences of one text that don't stand in another, as far as there is room for them.
fn without(text: &Document, other: &Document) -> Option<String> {
    let words = |document: &Document, range: &std::ops::Range<usize>| {
        document.reading.as_str()[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let known: std::collections::BTreeSet<String> =
        other.sentences.iter().map(|range| words(other, range)).collect();
    let new: Vec<String> = text
        .sentences
        .iter()
        .map(|range| words(text, range))
        .filter(|sentence| !known.contains(sentence))
        .collect();
    let all = new.join(" ");
    let mut shown: String = all.chars().take(SHOWN).collect();
    if shown.len() < all.len() {
        shown.push('…');
    }
    Some(shown).filter(|shown| !shown.is_empty())
}
