//! Originals from a lake: which are taken, and what is told of a file that is none.
#![cfg(feature = "parquet")]
// Tests stand at the edge: they write files to read.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use arrow_array::{ArrayRef, BinaryArray, RecordBatch, StringArray};
use detente_exchange::{LakeError, Slice, lake_file};
use detente_text::{Media, Member};
use parquet::arrow::ArrowWriter;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

/// A lake of three reports and one refusal.
fn write(path: &Path) {
    let text = |all: [Option<&str>; 4]| Arc::new(StringArray::from(all.to_vec())) as ArrayRef;
    let originals = [Some(&b"Talks in Cairo."[..]), Some(b"<p>Talks.</p>"), Some(b"Later."), None];
    let supplied = r#"{"title":"T","outlet":"Lake Post","published":"2023-06-02","pages":[]}"#;
    let columns = [
        ("path", text([Some("a.jsonl"), Some("b.warc"), Some(""), Some("c")])),
        ("member", text([Some("line 1"), None, None, None])),
        ("media", text([Some("text"), Some("html"), Some("text"), None])),
        ("supplied", text([Some(supplied), Some("{}"), Some("{}"), None])),
        ("day", text([Some("2023-06-02"), None, Some("2023-07-01"), None])),
        ("countries", text([Some(" EGY SDN "), Some(" SDN "), Some(" "), None])),
        ("original", Arc::new(BinaryArray::from(originals.to_vec())) as ArrayRef),
    ];
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn taken(path: &Path, slice: &Slice) -> Result<Vec<(String, Member)>, LakeError> {
    let mut found = vec![];
    let name = path.display().to_string();
    lake_file(&name, File::open(path).unwrap(), slice, &mut |name, member| {
        found.push((name, member));
        Ok::<_, LakeError>(())
    })?;
    Ok(found)
}

#[test]
fn originals_come_with_where_they_lay_and_what_was_said_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    write(&path);
    let all = taken(&path, &Slice::default()).unwrap();
    let names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a.jsonl » line 1", "b.warc", "lake"]);
    let (_, first) = &all[0];
    assert_eq!(first.original, b"Talks in Cairo.");
    assert_eq!(first.supplied.outlet.as_deref(), Some("Lake Post"));
    assert_eq!((first.member.as_deref(), all[1].1.media), (None, Media::Html));
}

#[test]
fn a_slice_is_by_country_and_day() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    write(&path);
    let count = |slice: &Slice| taken(&path, slice).unwrap().len();
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(count(&Slice { country: Some("SDN".into()), ..Slice::default() }), 2);
    assert_eq!(count(&Slice { from: day("2023-06-03"), ..Slice::default() }), 1);
    assert_eq!(
        count(&Slice { from: day("2023-06-01"), to: day("2023-06-30"), ..Slice::default() }),
        1
    );
}

#[test]
fn what_is_no_lake_is_named_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("part.parquet");
    std::fs::write(&path, "PAR1 not at all").unwrap();
    let error = taken(&path, &Slice::default()).unwrap_err().to_string();
    assert!(error.contains("part.parquet") && error.contains("write_lake"), "{error}");
    let column = Arc::new(StringArray::from(vec!["x"])) as ArrayRef;
    let batch = RecordBatch::try_from_iter([("path", column)]).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(&path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    let error = taken(&path, &Slice::default()).unwrap_err().to_string();
    assert!(error.contains("no column \"member\""), "{error}");
}
