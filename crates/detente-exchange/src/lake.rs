//! Originals from a lake: the Parquet that `detente.spark` writes where reports are read by many
//! machines.

use arrow_array::cast::AsArray;
use arrow_array::{Array, BinaryArray, RecordBatch, StringArray};
use detente_text::{Media, Member, Supplied};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use serde_json::Value;
use std::fs::File;

/// Rows that are looked at together; each may hold a whole page.
const BATCH: usize = 64;

/// Why a file of a lake is not taken.
#[derive(Debug, thiserror::Error)]
pub enum LakeError {
    /// It can't be read as Parquet.
    #[error(
        "{path}: can't be read as Parquet ({detail}); a lake is the folder that detente.spark.write_lake \
         wrote, which packs with zstd"
    )]
    NotParquet {
        /// The file.
        path: String,
        /// What the reader says.
        detail: String,
    },
    /// It holds something else.
    #[error(
        "{path}: no file of a lake, for it has no column {column:?}; name the folder that detente.spark.write_lake wrote"
    )]
    NoColumn {
        /// The file.
        path: String,
        /// What is missing.
        column: &'static str,
    },
}

/// Which reports of a lake are wanted. What is left empty lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// ISO 3166-1 alpha-3 of a country that somebody or some place named is of.
    pub country: Option<String>,
    /// First day, ISO 8601; a report that bears no day is left out then.
    pub from: Option<String>,
    /// Last day, likewise.
    pub to: Option<String>,
}

impl Slice {
    /// Whether a report of this day and these countries is wanted.
    ///
    /// ```
    /// use detente_exchange::Slice;
    /// let slice = Slice { country: Some("SYR".into()), from: Some("2020-02-01".into()), to: None };
    /// assert!(slice.takes(Some("2020-02-03"), " SYR TUR "));
    /// assert!(!slice.takes(None, " SYR ") && !slice.takes(Some("2020-02-03"), " TUR "));
    /// ```
    pub fn takes(&self, day: Option<&str>, countries: &str) -> bool {
        let named = |country: &String| countries.split(' ').any(|one| one == country);
        let after = |from: &String| day.is_some_and(|day| day >= from.as_str());
        let before = |to: &String| day.is_some_and(|day| day <= to.as_str());
        self.country.as_ref().is_none_or(named)
            && self.from.as_ref().is_none_or(after)
            && self.to.as_ref().is_none_or(before)
    }

    /// Whether a month, as folders of a lake are named, may hold what is wanted.
    ///
    /// ```
    /// use detente_exchange::Slice;
    /// let slice = Slice { from: Some("2020-02-10".into()), ..Slice::default() };
    /// assert!(slice.may_hold("2020-02") && !slice.may_hold("2020-01") && !slice.may_hold("undated"));
    /// assert!(Slice::default().may_hold("undated"));
    /// ```
    pub fn may_hold(&self, month: &str) -> bool {
        let bound =
            |day: &Option<String>| day.as_deref().and_then(|day| day.get(..7)).map(str::to_owned);
        let (from, to) = (bound(&self.from), bound(&self.to));
        if month == "undated" || month == "refused" {
            return from.is_none() && to.is_none();
        }
        from.is_none_or(|from| month >= from.as_str()) && to.is_none_or(|to| month <= to.as_str())
    }
}

const COLUMNS: [&str; 7] = ["path", "member", "media", "supplied", "day", "countries", "original"];

/// Hands over the wanted originals of one file of a lake, each with where it lay.
///
/// # Errors
/// A file that is no Parquet, or none of a lake; the first error of `each`, which ends it.
pub fn lake_file<E: From<LakeError>>(
    path: &str,
    file: File,
    slice: &Slice,
    each: &mut dyn FnMut(String, Member) -> Result<(), E>,
) -> Result<(), E> {
    let odd = |detail: String| LakeError::NotParquet { path: path.to_owned(), detail };
    // Whatever string type the writer thought of, it is text.
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)
        .map_err(|error| odd(error.to_string()))?;
    for column in COLUMNS {
        if builder.schema().column_with_name(column).is_none() {
            return Err(LakeError::NoColumn { path: path.to_owned(), column }.into());
        }
    }
    let mask = ProjectionMask::columns(builder.parquet_schema(), COLUMNS);
    let reader = builder.with_projection(mask).with_batch_size(BATCH).build();
    for batch in reader.map_err(|error| odd(error.to_string()))? {
        let batch = batch.map_err(|error| odd(error.to_string()))?;
        let rows = Rows::of(&batch).ok_or_else(|| odd("columns of other types".into()))?;
        for row in 0..batch.num_rows() {
            if let Some((name, member)) = rows.member(row, slice) {
                each(name, member)?;
            }
        }
    }
    Ok(())
}

struct Rows<'a> {
    text: [&'a StringArray; 6],
    original: &'a BinaryArray,
}

impl<'a> Rows<'a> {
    fn of(batch: &'a RecordBatch) -> Option<Self> {
        let text = |name: &str| batch.column_by_name(name)?.as_string_opt::<i32>();
        let [path, member, media, supplied, day, countries, original] = COLUMNS;
        Some(Self {
            text: [
                text(path)?,
                text(member)?,
                text(media)?,
                text(supplied)?,
                text(day)?,
                text(countries)?,
            ],
            original: batch.column_by_name(original)?.as_binary_opt::<i32>()?,
        })
    }

    /// An original that is wanted; none of a row for what was refused.
    fn member(&self, row: usize, slice: &Slice) -> Option<(String, Member)> {
        let [path, member, media, supplied, day, countries] =
            self.text.map(|column| (!column.is_null(row)).then(|| column.value(row)));
        if self.original.is_null(row) || !slice.takes(day, countries.unwrap_or_default()) {
            return None;
        }
        let given: Value = serde_json::from_str(supplied?).ok()?;
        let said = |name: &str| given[name].as_str().map(str::to_owned);
        let pages = given["pages"].as_array().into_iter().flatten();
        let name = match (path.unwrap_or_default(), member) {
            ("", None) => "lake".to_owned(),
            (path, None) => path.to_owned(),
            (path, Some(member)) => format!("{path} » {member}"),
        };
        let supplied = Supplied {
            title: said("title"),
            byline: said("byline"),
            outlet: said("outlet"),
            url: said("url"),
            published: said("published"),
            retrieved: said("retrieved"),
            language: said("language"),
            charset: said("charset"),
        };
        let member = Member {
            original: self.original.value(row).to_vec(),
            media: Media::parse(media?)?,
            supplied,
            pages: pages.filter_map(|page| usize::try_from(page.as_u64()?).ok()).collect(),
            ..Member::default()
        };
        Some((name, member))
    }
}
