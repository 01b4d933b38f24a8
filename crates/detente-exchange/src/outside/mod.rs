//! Rows of other data sets: GDELT 2.0, and tables in the shape of ACLED's and UCDP GED's.
//!
//! A row is kept as it stands in its file; beside it what is understood of it. What a data set says
//! of its own certainty is not taken for ours: nothing is looked up and nothing merged.

mod gdelt;
mod sheet;

use detente_case::OutsideFile;
use detente_record::{Figure, Outside, Time, TimeBasis};
use sha2::{Digest, Sha256};

/// Why a file is not taken in. Nothing of it is then.
#[derive(Debug, thiserror::Error)]
pub enum OutsideError {
    /// No form that is known.
    #[error(
        "{path}: neither GDELT 2.0 (tab-separated, 61 or 16 columns), nor a table with the columns of \
         ACLED (event_id_cnty, event_date …) or UCDP GED (type_of_violence, best …); a page or a \
         JSON-LD article is a report: `detente read` takes it"
    )]
    Unknown {
        /// The file.
        path: String,
    },
    /// Bytes that are no text.
    #[error(
        "{path}, line {line}: not UTF-8; convert the file first, e.g. with `iconv -f latin1 -t utf-8`"
    )]
    NotText {
        /// The file.
        path: String,
        /// The line.
        line: usize,
    },
    /// A row of another form than the others.
    #[error("{path}, line {line}: {detail}; mend the row and import again, nothing was taken in")]
    BadRow {
        /// The file.
        path: String,
        /// The line.
        line: usize,
        /// What is wrong.
        detail: String,
    },
    /// No row at all.
    #[error("{path}: no rows")]
    Empty {
        /// The file.
        path: String,
    },
}

/// Whether a file is a report and no data set: a page, or a JSON-LD article.
///
/// ```
/// use detente_exchange::is_report;
/// assert!(is_report(b"<!doctype html><title>Talks</title>"));
/// assert!(is_report(br#"{"@type":"NewsArticle","articleBody":"They met."}"#));
/// assert!(!is_report(b"event_id_cnty,event_date\n"));
/// ```
pub fn is_report(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match start.first() {
        Some(b'<') => true,
        Some(b'{' | b'[') => {
            let head = &start[..start.len().min(1 << 16)];
            [&b"Article\""[..], b"articleBody"]
                .iter()
                .any(|word| head.windows(word.len()).any(|window| window == *word))
        }
        _ => false,
    }
}

/// Rows of a file, made one at a time.
pub type OutsideRows<'a> = Box<dyn Iterator<Item = Outside> + 'a>;

/// Rows that may be no rows.
type Tried<'a> = Box<dyn Iterator<Item = Result<Outside, OutsideError>> + 'a>;

/// What a file is, by the form that it has, and its rows. All of them are looked at once before, so
/// that none fails later. `path` is its name, as the user gave it.
///
/// # Errors
/// A form that is not known, bytes that are no text, a row that is not like the others.
///
/// ```
/// use detente_exchange::read_outside;
/// let table = "event_id_cnty,event_date,actor1,fatalities\nSDN7,2023-05-31,Military Forces of Sudan,18\n";
/// let (file, rows) = read_outside("mine.csv", table.as_bytes())?;
/// let rows: Vec<_> = rows.collect();
/// assert_eq!((file.form.as_str(), rows.len()), ("acled-shape", 1));
/// assert_eq!(rows[0].figures["killed"].best, Some(18.0));
/// assert_eq!((rows[0].line, rows[0].verbatim.as_str()), (2, "SDN7,2023-05-31,Military Forces of Sudan,18"));
/// # Ok::<(), detente_exchange::OutsideError>(())
/// ```
pub fn read_outside<'a>(
    path: &str,
    bytes: &'a [u8],
) -> Result<(OutsideFile, OutsideRows<'a>), OutsideError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        OutsideError::NotText { path: path.into(), line }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let (table, shape) = (gdelt::Table::of(first), sheet::Shape::of(first));
    let (form, heading) = match (table, shape) {
        (Some(table), _) => (table.form(), None),
        (None, Some(shape)) => (shape.form(), Some(first.to_owned())),
        (None, None) => return Err(OutsideError::Unknown { path: path.into() }),
    };
    let file = OutsideFile {
        path: path.into(),
        sha256: format!("{:x}", Sha256::digest(bytes)),
        bytes: bytes.len() as u64,
        form: form.into(),
        heading,
    };
    let rows = || -> Tried<'a> {
        match (table, shape) {
            (Some(table), _) => gdelt::rows(file.clone(), table, text),
            (None, Some(shape)) => Box::new(sheet::Rows::new(file.clone(), shape, text)),
            (None, None) => Box::new(std::iter::empty()),
        }
    };
    let mut any = false;
    for row in rows() {
        row?;
        any = true;
    }
    if !any {
        return Err(OutsideError::Empty { path: path.into() });
    }
    let rows = rows().filter_map(Result::ok);
    Ok((file, Box::new(rows)))
}

/// A row of which nothing is understood yet.
fn bare(file: &OutsideFile, line: usize, verbatim: &str) -> Outside {
    Outside {
        id: file.row_id(line, verbatim),
        form: file.form.clone(),
        key: None,
        kind: None,
        code: None,
        actors: vec![],
        recipients: vec![],
        date: Time::default(),
        place: None,
        figures: std::collections::BTreeMap::new(),
        source: None,
        text: None,
        file: file.path.clone(),
        sha256: file.sha256.clone(),
        line,
        heading: file.heading.clone(),
        verbatim: verbatim.into(),
    }
}

fn bad(file: &OutsideFile, line: usize, detail: impl Into<String>) -> OutsideError {
    OutsideError::BadRow { path: file.path.clone(), line, detail: detail.into() }
}

/// A cell that says something.
fn said(cell: &str) -> Option<String> {
    let cell = cell.trim();
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn figure(low: Option<f64>, best: Option<f64>, high: Option<f64>) -> Option<Figure> {
    let any = [low, best, high].iter().any(Option::is_some);
    let grounds = Some("as the data set has it".to_owned());
    any.then_some(Figure { low, best, high, grounds, by: vec![] })
}

/// A count; what is none is left out.
fn count(cell: &str) -> Option<f64> {
    cell.trim().parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0)
}

/// Degrees, within bounds.
fn degrees(cell: &str, most: f64) -> Option<f64> {
    cell.trim().parse::<f64>().ok().filter(|value| value.abs() <= most)
}

/// A day as a time; nothing where it is none.
fn day(day: Option<jiff::civil::Date>, text: &str) -> Time {
    day.map(|day| Time::day(&day.to_string(), text.trim(), TimeBasis::Stated)).unwrap_or_default()
}
