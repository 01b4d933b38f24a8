//! Rows as Apache Parquet, nested fields as nested types.

pub(crate) mod schema;

use crate::ArrowRows;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::{self, Write};

/// Rows of a row group, at most.
const GROUP_ROWS: usize = 65_536;
/// Encoded bytes of a row group, about; rows of reports with many notes are large.
const GROUP_BYTES: usize = 32 << 20;

/// Writes rows of one table as Parquet. The same rows make the same bytes: nothing in the file
/// depends on when, where or by which build it was written.
///
/// The types follow the row's JSON Schema ([`detente_record::schemas`]): text, words of closed
/// lists and dates are UTF-8 strings, counts 64-bit integers, measures doubles; lists, objects and
/// maps are Parquet's own. Pages are compressed with Zstandard.
///
/// ```
/// use detente_exchange::ParquetRows;
/// use detente_record::Refused;
/// let mut file = vec![];
/// let mut rows = ParquetRows::new("refused", &mut file)?;
/// rows.write(&Refused {
///     path: "a.bin".into(),
///     reason: "not-text".into(),
///     detail: "a.bin: no text in it".into(),
///     when: None,
/// })?;
/// rows.finish()?;
/// assert!(file.starts_with(b"PAR1") && file.ends_with(b"PAR1"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ParquetRows<W: Write> {
    /// The encoder wants a place to write that can go to another thread; what is finished there
    /// is handed on to `out` after each batch.
    writer: ArrowWriter<Vec<u8>>,
    rows: ArrowRows,
    out: W,
}

impl<W: Write> ParquetRows<W> {
    /// Starts a file for rows of `table`.
    ///
    /// # Errors
    /// A table that the record does not have.
    pub fn new(table: &str, out: W) -> io::Result<Self> {
        let rows = ArrowRows::new(table)?;
        let about = |key: &str, value: String| KeyValue::new(key.to_owned(), value);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP_ROWS))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .set_created_by("detente".into())
            .set_key_value_metadata(Some(vec![
                about("detente.table", table.to_owned()),
                about("detente.schema", detente_record::SCHEMA.to_string()),
            ]))
            .build();
        let writer = ArrowWriter::try_new(vec![], rows.schema(), Some(properties))
            .map_err(io::Error::other)?;
        Ok(Self { writer, rows, out })
    }

    /// Adds one row.
    ///
    /// # Errors
    /// A row of another table, or an output that can't be written.
    pub fn write(&mut self, row: &impl serde::Serialize) -> io::Result<()> {
        self.rows.push(row)?;
        if self.rows.is_full() { self.encode() } else { Ok(()) }
    }

    /// Writes what is still held back, and the footer.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn finish(mut self) -> io::Result<()> {
        self.encode()?;
        let rest = self.writer.into_inner().map_err(io::Error::other)?;
        self.out.write_all(&rest)?;
        self.out.flush()
    }

    fn encode(&mut self) -> io::Result<()> {
        if let Some(batch) = self.rows.flush()? {
            self.writer.write(&batch).map_err(io::Error::other)?;
        }
        let done = std::mem::take(self.writer.inner_mut());
        self.out.write_all(&done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrow_rows::BATCH;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;
    use arrow_array::{Array, RecordBatch};
    use detente_record::*;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use std::collections::BTreeMap;

    fn evidence(report: &str) -> Evidence {
        let part = Part {
            bytes: [812, 835],
            chars: Some([790, 803]),
            quote: "еlіmіnаtеd 63".into(),
            reading: Some("eliminated 63".into()),
        };
        let kept_out = Part { chars: None, reading: None, ..part.clone() };
        Evidence {
            report: report.into(),
            parts: vec![part, kept_out],
            section: "body".into(),
            field: None,
        }
    }

    fn report(n: usize) -> Report {
        let id = format!("{n:016x}");
        let time = match n % 2 {
            0 => Time::day("2020-02-10", "February 10", TimeBasis::Stated),
            _ => Time::by_report(None),
        };
        let candidates = vec![DateCandidate { date: "2020-02-10".into(), weight: 1.0 }];
        let note = Note {
            kind: NoteKind::EditorsInsertion,
            evidence: Some(evidence(&id)),
            detail: Some("ed.".into()),
        };
        Report {
            title: n.is_multiple_of(3).then(|| "= не формула".into()),
            words: n,
            published: Published { time, candidates },
            notes: vec![note; n % 4],
            evidence: BTreeMap::from([
                ("title".to_owned(), evidence(&id)),
                ("byline".to_owned(), evidence(&id)),
            ]),
            id,
            ..Report::default()
        }
    }

    fn file(table: &str, rows: &[impl serde::Serialize]) -> Vec<u8> {
        let mut file = vec![];
        let mut parquet = ParquetRows::new(table, &mut file).unwrap();
        rows.iter().for_each(|row| parquet.write(row).unwrap());
        parquet.finish().unwrap();
        file
    }

    fn batches(file: Vec<u8>) -> Vec<RecordBatch> {
        let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).unwrap();
        reader.build().unwrap().collect::<Result<_, _>>().unwrap()
    }

    /// The rows as JSON, read back by Arrow's own writer.
    fn json(batches: &[RecordBatch]) -> Vec<serde_json::Value> {
        let mut lines = vec![];
        let options = arrow_json::WriterBuilder::new().with_explicit_nulls(true);
        let mut writer = options.build::<_, arrow_json::writer::LineDelimited>(&mut lines);
        batches.iter().for_each(|batch| writer.write(batch).unwrap());
        writer.finish().unwrap();
        let lines = String::from_utf8(lines).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn rows_come_back_as_they_went_in() {
        let rows: Vec<Report> = (0..BATCH + 100).map(report).collect();
        let back = json(&batches(file("reports", &rows)));
        assert_eq!(back.len(), rows.len());
        for (row, back) in rows.iter().zip(&back) {
            let back: Report = serde_json::from_value(back.clone()).unwrap();
            assert_eq!(&back, row);
        }
    }

    #[test]
    fn what_is_nested_has_a_type_of_its_own() {
        let back = batches(file("reports", &[report(3)]));
        let notes = back[0].column_by_name("notes").unwrap().as_list::<i32>().value(0);
        let evidence = notes.as_struct().column_by_name("evidence").unwrap();
        let parts = evidence.as_struct().column_by_name("parts").unwrap().as_list::<i32>().value(1);
        let bytes = parts.as_struct().column_by_name("bytes").unwrap().as_list::<i32>().value(0);
        assert_eq!(bytes.as_primitive::<Int64Type>().values(), &[812, 835]);
        assert!(parts.as_struct().column_by_name("reading").unwrap().is_null(1));
        let fields = back[0].column_by_name("evidence").unwrap().as_map().value(0);
        assert_eq!(fields.column(0).as_string::<i32>().value(0), "byline");
    }

    #[test]
    fn the_same_rows_make_the_same_bytes() {
        let rows: Vec<Report> = (0..300).map(report).collect();
        assert_eq!(file("reports", &rows), file("reports", &rows));
    }

    #[test]
    fn every_table_has_a_file_without_rows_too() {
        for (table, _) in detente_record::schemas() {
            let empty = file(table, &[] as &[Report]);
            assert!(empty.ends_with(b"PAR1"), "{table}");
            assert!(batches(empty).is_empty(), "{table}");
        }
    }

    #[test]
    fn a_row_of_another_table_is_refused() {
        let mut parquet = ParquetRows::new("refused", vec![]).unwrap();
        let written = parquet.write(&report(1)).and_then(|()| parquet.finish());
        assert!(written.is_err());
        assert!(ParquetRows::new("weather", vec![]).is_err());
    }
}
