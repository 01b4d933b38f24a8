use crate::error::{Error, Kind, Result};
use crate::{Filter, Input, Progress, ReadOptions, Summary};
use detente_record::{Evidence, Report};
use detente_text::Document;
use std::path::{Path, PathBuf};

/// A case, open for reading or for writing.
#[derive(Debug)]
pub struct Case {
    path: PathBuf,
}

/// A kind of row that a case holds.
pub trait Row: serde::Serialize + serde::de::DeserializeOwned {
    /// The table that holds it.
    const TABLE: &'static str;
}

/// A row found by its id.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The table it stands in.
    pub table: &'static str,
    /// Its whole id.
    pub id: String,
    /// The row.
    pub row: serde_json::Value,
}

/// A report in which words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The report.
    pub report: Report,
    /// The sentence that holds most of the words; `None` where only the supplied title does.
    pub evidence: Option<Evidence>,
    /// Ranges of the words, in Unicode scalar values of the reading text, within the sentence.
    pub matches: Vec<[usize; 2]>,
    /// BM25 score: the lower the better.
    pub score: f64,
}

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

/// What a removal came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The report's id.
    pub id: String,
    /// The bytes are gone from the file. False where the report lies in a container that still
    /// holds other reports: its bytes stay until the last of these is removed.
    pub erased: bool,
    /// How many reports still lie in the same container.
    pub remaining: u64,
}

/// One thing that `doctor` looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub name: &'static str,
    /// What was found.
    pub value: String,
    /// Whether it is as it should be.
    pub ok: bool,
}

fn nothing<T>() -> Result<T> {
    Err(Error::new(Kind::Other, "not yet"))
}

impl Case {
    /// Opens a case for writing; creates it where there is none.
    pub fn open(path: &Path) -> Result<Self> {
        let _ = path;
        nothing()
    }
    /// Opens a case for reading only.
    pub fn open_existing(path: &Path) -> Result<Self> {
        Err(Error::new(Kind::Absent, format!("{}", path.display())))
    }
    /// A case in a temporary file that goes when it is dropped.
    pub fn temporary() -> Result<Self> {
        nothing()
    }
    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// Reads inputs.
    pub fn read(
        &mut self,
        inputs: &[Input],
        options: &ReadOptions,
        progress: &dyn Progress,
    ) -> Result<Summary> {
        let _ = (inputs, options, progress);
        nothing()
    }
    /// Rows of one kind.
    pub fn rows<T: Row>(&self, filter: &Filter) -> Result<Vec<T>> {
        let mut rows = vec![];
        self.for_each(filter, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }
    /// Rows of one kind, one at a time.
    pub fn for_each<T: Row>(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(T) -> Result<()>,
    ) -> Result<()> {
        let _ = (filter, each);
        nothing()
    }
    /// A row by its id or the beginning of one.
    pub fn find(&self, id: &str) -> Result<Found> {
        let _ = id;
        nothing()
    }
    /// A report as the text stage reads it.
    pub fn document(&self, report: &str) -> Result<Document> {
        let _ = report;
        nothing()
    }
    /// A report's stored bytes.
    pub fn original(&self, report: &str) -> Result<Vec<u8>> {
        let _ = report;
        nothing()
    }
    /// Reports in which words stand.
    pub fn search(&self, words: &str, limit: usize) -> Result<Vec<Hit>> {
        let _ = (words, limit);
        nothing()
    }
    /// Recomputes everything that can be recomputed.
    pub fn verify(&self, progress: &dyn Progress) -> Result<Verification> {
        let _ = progress;
        nothing()
    }
    /// Removes a report.
    pub fn remove(&mut self, report: &str, reason: &str) -> Result<Removed> {
        let _ = (report, reason);
        nothing()
    }
    /// Rebuilds all derived rows.
    pub fn reread(&mut self, progress: &dyn Progress) -> Result<Summary> {
        let _ = progress;
        nothing()
    }
    /// Copies the case while it is in use.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let _ = to;
        nothing()
    }
    /// Puts a backup in a case's place.
    pub fn restore(from: &Path, to: &Path) -> Result<Option<PathBuf>> {
        let _ = (from, to);
        nothing()
    }
    /// Looks a case over.
    pub fn doctor(path: &Path) -> Result<Vec<Check>> {
        let _ = path;
        nothing()
    }
}

macro_rules! rows { ($($kind:ident $table:literal),+) => { $(impl Row for detente_record::$kind { const TABLE: &'static str = $table; })+ } }
rows!(Report "reports", Refused "refused", Source "sources", Actor "actors", Event "events", Statement "statements", TimelineEntry "timeline");
