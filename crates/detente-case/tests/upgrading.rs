//! A case of an earlier version becomes one of this version: nothing that is kept is lost, and the rows
//! are those of the same reports read today. `data/old/README.md` tells how the cases were made.
// Tests stand at the edge: they write reports and cases.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::{Desk, counts, read, record, rows, same, tamper};
use detente_case::{Case, Correcting, CorrectionRow, LayerForm, Progress, Wish};
use detente_record::Report;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/old")
}

/// A desk with a case of that version of the kept tables.
fn old(version: i64) -> (Desk, PathBuf) {
    let desk = Desk::empty();
    let packed = std::fs::read(data().join(format!("v{version}.detente.zst"))).unwrap();
    let path = desk.put("case.detente", zstd::decode_all(packed.as_slice()).unwrap());
    (desk, path)
}

fn ask<T: rusqlite::types::FromSql>(path: &Path, sql: &str) -> Vec<T> {
    let db = rusqlite::Connection::open(path).unwrap();
    let mut found = db.prepare(sql).unwrap();
    found.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// All that is kept of the originals and of those who said something of them.
fn kept(path: &Path, version: i64) -> Vec<String> {
    let mut tables = vec![
        "SELECT json_array(hex(sha256), bytes, path, container, start, length, title, hex(body)) \
         FROM originals ORDER BY n",
        "SELECT json_array(hex(sha256), path, reports) FROM containers ORDER BY n",
        "SELECT json_array(container, start, hex(bytes)) FROM chunks ORDER BY 1",
        "SELECT json_array(hex(sha256), reason, at) FROM tombstones ORDER BY 1",
        "SELECT json_array(seq, at, what, path, sha256, version, hash) FROM custody \
         WHERE what <> 'migrated' ORDER BY seq",
    ];
    if version >= 2 {
        tables.push("SELECT json_array(name, form, hex(content)) FROM layers ORDER BY n");
    }
    if version >= 3 {
        tables.push("SELECT json_array(n, at, author, reason, act, undone) FROM corrections");
        tables.push("SELECT json_array(correction, report, kind, bytes) FROM anchors ORDER BY 1");
    }
    if version >= 4 {
        tables.push("SELECT json_array(head, seq, hash) FROM merged_custody ORDER BY 1");
    }
    tables.iter().flat_map(|sql| ask::<String>(path, sql)).collect()
}

/// The same reports, layer and corrections in a case of today.
fn fresh(version: i64, said: &[CorrectionRow]) -> (Desk, Case) {
    let desk = Desk::empty();
    for folder in ["in", "other"] {
        for file in std::fs::read_dir(data().join(folder)).unwrap() {
            let file = file.unwrap().path();
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            desk.put(&format!("{folder}/{name}"), std::fs::read(&file).unwrap());
        }
    }
    let mut case = desk.case();
    read(&mut case, &[desk.at("in")]);
    let all = rows::<Report>(&case);
    let withdrawn = all.iter().find(|one| one.path.as_deref().unwrap().ends_with("withdrawn.txt"));
    case.remove(&withdrawn.unwrap().id, "").unwrap();
    if version >= 2 {
        let layer = std::fs::read(data().join("layer.csv")).unwrap();
        case.add_layer("layer.csv", LayerForm::Rows, &layer, &()).unwrap();
    }
    if version >= 4 {
        read(&mut case, &[desk.at("other")]);
    }
    for one in said.iter().filter(|one| one.state == "in-force") {
        let row = one.rows[0].clone();
        let wish = match one.act.as_str() {
            "reject" => Wish::Reject(row),
            "re-date" => Wish::ReDate(row, "2023-06-01".into()),
            other => panic!("no such correction was made: {other}"),
        };
        let (author, reason, at) = (one.author.clone(), one.reason.clone(), one.at.clone());
        case.correct(&Correcting { wish, incident: false, author, reason, at }, &()).unwrap();
    }
    (desk, case)
}

#[test]
fn a_case_of_each_earlier_version_is_brought_up_to_date() {
    for version in [4, 3, 2, 1] {
        let (_desk, path) = old(version);
        assert_eq!(ask::<i64>(&path, "PRAGMA user_version"), [version]);
        let before = kept(&path, version);
        let error = Case::open_existing(&path).unwrap_err();
        assert!(error.is_older() && error.to_string().contains("detente reread"), "{error}");
        let mut case = Case::open(&path).unwrap();
        assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new(), "{version}");
        assert!(Case::doctor(&path).unwrap().iter().all(|check| check.ok), "{version}");
        same(&kept(&path, version).join("\n"), &before.join("\n"), "what is kept stays");
        let last = "SELECT what FROM custody ORDER BY seq DESC LIMIT 1";
        assert_eq!(ask::<String>(&path, last), ["migrated"]);
        let said = case.corrections().unwrap();
        let states: Vec<&str> = said.iter().map(|one| one.state.as_str()).collect();
        let made = ["in-force", "in-force", "undone"];
        assert_eq!(states, if version >= 3 { &made[..] } else { &[] }, "{said:#?}");
        let (_other, today) = fresh(version, &said);
        same(&record(&case), &record(&today), &format!("version {version}"));
        assert_eq!(counts(&path), counts(today.path()), "{version}");
        // What the opening read anew is not read once more.
        let told = case.reread(&()).unwrap();
        assert_eq!(told.added, rows::<Report>(&case).len() as u64);
        drop(case);
        let case = Case::open(&path).unwrap();
        same(&record(&case), &record(&today), "opened again");
    }
}

/// Gives out at its nth word, as a process that is killed there.
struct Killed {
    left: AtomicUsize,
}

impl Progress for Killed {
    fn advance(&self, _: u64, _: u64, _: u64) {
        self.stage("");
    }

    fn stage(&self, _: &str) {
        if self.left.fetch_sub(1, Ordering::Relaxed) == 0 {
            std::panic::resume_unwind(Box::new("killed"));
        }
    }
}

#[test]
fn an_upgrade_that_was_killed_goes_on_at_the_next_opening() {
    let (_desk, path) = old(3);
    let mut killed = 0;
    for left in [0, 1, 4, 9] {
        let progress = Killed { left: AtomicUsize::new(left) };
        let opened = catch_unwind(AssertUnwindSafe(|| Case::open_watched(&path, &progress)));
        killed += usize::from(opened.is_err());
    }
    assert!(killed > 1, "some were killed in time");
    let case = Case::open(&path).unwrap();
    let (_other, today) = fresh(3, &case.corrections().unwrap());
    same(&record(&case), &record(&today), "killed and gone on");
    assert_eq!(counts(&path), counts(today.path()));
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
    assert_eq!(ask::<i64>(&path, "SELECT count(*) FROM custody WHERE what = 'migrated'"), [1]);
}

#[test]
fn where_only_counts_changed_their_form_nothing_is_read_anew() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let path = case.path().to_owned();
    drop(case);
    let (before, schema) = (counts(&path), ask::<String>(&path, SCHEMA));
    for table in ["lanes", "tallies", "totals", "pairs", "renown", "days"] {
        assert!(before.contains(&format!("\n{table} ")) || before.starts_with(table), "{table}");
    }
    // As an earlier version may have had them: other columns, triggers, indexes and views; and what a
    // reading would set right.
    tamper(
        &path,
        "UPDATE meta SET value = '0' WHERE key = 'aids'; UPDATE readings SET words = words + 1000;
         DROP TABLE lanes; CREATE TABLE lanes (key TEXT); DROP TABLE renown; DROP VIEW actors;
         DROP INDEX disputes_contested; CREATE INDEX disputes_once ON disputes (last);
         DROP TRIGGER tallies_in; CREATE TRIGGER before_that AFTER INSERT ON incidents
           BEGIN INSERT INTO lanes VALUES (NEW.id); END;
         DELETE FROM days; UPDATE totals SET n = n + 1; DELETE FROM tallies;",
    );
    let words = ask::<i64>(&path, "SELECT words FROM readings ORDER BY n");
    assert!(Case::open_existing(&path).unwrap_err().is_older());
    let mut case = Case::open(&path).unwrap();
    assert_eq!(case.reread(&()).unwrap().added, 0, "no report is read");
    assert_eq!(ask::<i64>(&path, "SELECT words FROM readings ORDER BY n"), words);
    assert_eq!(counts(&path), before);
    assert_eq!(ask::<String>(&path, SCHEMA), schema);
    // And the triggers go on counting.
    case.reread(&()).unwrap();
    assert_eq!(counts(&path), before);
    assert!(Case::doctor(&path).unwrap().iter().all(|check| check.ok));
}

const SCHEMA: &str = "SELECT type || ' ' || name || ' ' || sql FROM sqlite_schema \
                      WHERE sql IS NOT NULL ORDER BY type, name";
