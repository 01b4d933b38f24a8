//! The tables of a case made from the examples, written as Parquet and read back.
#![cfg(feature = "parquet")]
#![allow(clippy::unwrap_used)]

use detente_case::{Case, Input, ReadOptions};
use detente_exchange::{Format, TABLES, export_table};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use std::path::Path;

fn written(case: &Case, table: &str, format: Format) -> Vec<u8> {
    let mut out = vec![];
    export_table(case, table, format, &mut out).unwrap();
    out
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A Parquet file as JSON rows, by Arrow's own writer.
fn read_back(file: Vec<u8>) -> Vec<Value> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(file)).unwrap();
    let mut out = vec![];
    let mut writer = arrow_json::WriterBuilder::new()
        .with_explicit_nulls(true)
        .build::<_, arrow_json::writer::LineDelimited>(&mut out);
    reader.build().unwrap().for_each(|batch| writer.write(&batch.unwrap()).unwrap());
    writer.finish().unwrap();
    lines(&out)
}

/// The value with all numbers as doubles: JSON does not tell 1 from 1.0. Evidence that is of no one
/// field leaves `field` out of JSON, and has it empty in Parquet.
fn even(value: Value) -> Value {
    match value {
        Value::Number(n) => n.as_f64().into(),
        Value::Array(items) => items.into_iter().map(even).collect(),
        Value::Object(fields) => {
            let kept = fields.into_iter().filter(|(key, v)| key != "field" || !v.is_null());
            kept.map(|(key, v)| (key, even(v))).collect()
        }
        other => other,
    }
}

#[test]
fn the_examples_lose_nothing_on_the_way() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut case = Case::temporary().unwrap();
    case.read(&[Input::Path(examples)], &ReadOptions::default(), &()).unwrap();
    for table in TABLES {
        let rows = lines(&written(&case, table, Format::Jsonl));
        let file = written(&case, table, Format::Parquet);
        assert_eq!(file, written(&case, table, Format::Parquet), "{table}: not the same twice");
        let back = read_back(file);
        assert_eq!(back.len(), rows.len(), "{table}");
        for (row, back) in rows.into_iter().zip(back) {
            assert_eq!(even(back), even(row), "{table}");
        }
    }
    let statements = read_back(written(&case, "statements", Format::Parquet));
    let quoted = |row: &Value| row["evidence"]["content"]["parts"][0]["quote"].is_string();
    assert!(!statements.is_empty() && statements.iter().all(quoted));
}
