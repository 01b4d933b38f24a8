//! Reports of our own words, and what the tests ask of a case again and again.
// Tests stand at the edge: they write files, and fail by panicking.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::disallowed_methods)]

use detente_case::{Case, Filter, Input, ReadOptions, Row, Summary};
use detente_record::{
    Account, Actor, Agreement, Channel, Claim, Dispute, Event, Incident, Place, Refused, Relation,
    Report, Source, Statement, TimelineEntry, Undertaking,
};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub const GENEVA: &str = "Envoys meet again\n\nGENEVA, March 3, 2020 - Envoys of Turkey and Russia met \
on Tuesday to speak about the road. \"We will keep the road open,\" Foreign Minister Sergey Lavrov \
said. Turkey said that four soldiers were killed and nine wounded on Monday.\n";

pub const HARBOUR: &str = "Harbour closed\n\nODESA, 5 April 2021 - The harbour was closed on Monday after \
a warning from Ukraine. The United Nations called for calm. \"Nobody gains from this,\" said a \
spokesman for the United Nations.\n";

pub const WIRE: &str = concat!(
    "{\"title\":\"First convoy\",\"date\":\"2020-02-14\",\"text\":\"The first convoy crossed the line at dawn. Russia said two drivers were wounded.\"}\n",
    "{\"title\":\"Second convoy\",\"date\":\"2020-02-15\",\"text\":\"A second convoy was \\\"turned back\\\" by the guards, Turkey said on Saturday.\"}\n",
    "{\"title\":\"Nothing\",\"text\":\"\"}\n",
    "{\"title\":\"Caf\\u00e9 talks\",\"text\":\"The caf\\u00e9 in Vienna was full. Iran and the United States spoke for an hour.\"}\n",
);

pub const TABLE: &str = "title;text\n\
\"A post; manned\";\"The post was manned again, \"\"as agreed\"\", on Friday. Russia welcomed it.\"\n\
A ship;Turkey let the ship pass through the strait at noon.\n";

pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    /// A folder with reports in several formats.
    pub fn new() -> Self {
        let desk = Self::empty();
        desk.put("in/geneva.txt", GENEVA);
        desk.put("in/harbour.txt", HARBOUR);
        desk.put("in/wire.jsonl", WIRE);
        desk.put("in/table.csv", TABLE);
        desk.put("in/empty.txt", "");
        desk
    }

    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn case(&self) -> Case {
        Case::open(&self.at("case.detente")).unwrap()
    }

    pub fn read(&self, case: &mut Case) -> Summary {
        read(case, &[self.at("in")])
    }
}

pub fn read(case: &mut Case, paths: &[PathBuf]) -> Summary {
    read_with(case, paths, &ReadOptions::default())
}

pub fn read_with(case: &mut Case, paths: &[PathBuf], options: &ReadOptions) -> Summary {
    let inputs: Vec<Input> = paths.iter().map(|path| Input::Path(path.clone())).collect();
    case.read(&inputs, options, &()).unwrap()
}

pub fn rows<T: Row>(case: &Case) -> Vec<T> {
    case.rows(&Filter::default()).unwrap()
}

/// Every row of a case as text, a line each; the time of a refusal left out.
pub fn dump(case: &Case) -> String {
    let mut refused = rows::<Refused>(case);
    refused.iter_mut().for_each(|row| row.when = None);
    let tables = [
        lines(&refused),
        lines(&rows::<Report>(case)),
        lines(&rows::<Event>(case)),
        lines(&rows::<Statement>(case)),
        lines(&rows::<Actor>(case)),
        lines(&rows::<Source>(case)),
        lines(&rows::<TimelineEntry>(case)),
    ];
    tables.concat()
}

/// Every table, as text; where the desk stands is no matter.
pub fn record(case: &Case) -> String {
    let place = case.path().parent().unwrap().display().to_string();
    [
        lines(&rows::<Report>(case)),
        lines(&rows::<Source>(case)),
        lines(&rows::<Actor>(case)),
        lines(&rows::<Place>(case)),
        lines(&rows::<Event>(case)),
        lines(&rows::<Statement>(case)),
        lines(&rows::<Undertaking>(case)),
        lines(&rows::<Incident>(case)),
        lines(&rows::<Account>(case)),
        lines(&rows::<Claim>(case)),
        lines(&rows::<Dispute>(case)),
        lines(&rows::<Agreement>(case)),
        lines(&rows::<Channel>(case)),
        lines(&rows::<Relation>(case)),
        lines(&rows::<TimelineEntry>(case)),
    ]
    .concat()
    .replace(&format!("{place}/"), "")
}

/// That two records are the same; of those that are not, where they begin to differ.
pub fn same(left: &str, right: &str, what: &str) {
    let mut lines = left.lines().zip(right.lines());
    if let Some((a, b)) = lines.find(|(a, b)| a != b) {
        panic!("{what}:\n{a}\n{b}");
    }
    assert_eq!(left.lines().count(), right.lines().count(), "{what}");
}

/// What is only counted from the rows, as text.
pub fn counts(path: &Path) -> String {
    let db = rusqlite::Connection::open(path).unwrap();
    let mut out = String::new();
    for (table, columns) in [
        ("lanes", "key, last, incident, first, what, type, disputed, counts"),
        ("tallies", "key, month, type, what, n, disputed"),
        ("totals", "key, what, n, entries"),
        ("pairs", "pair, n, undated, rows"),
        ("renown", "kind, id, reports"),
        ("days", "day, reports"),
    ] {
        let sql = format!("SELECT json_array({columns}) FROM {table} ORDER BY 1");
        let mut found = db.prepare(&sql).unwrap();
        for row in found.query_map([], |row| row.get::<_, String>(0)).unwrap() {
            out += &format!("{table} {}\n", row.unwrap());
        }
    }
    out
}

fn lines<T: serde::Serialize>(rows: &[T]) -> String {
    rows.iter().map(|row| serde_json::to_string(row).unwrap() + "\n").collect()
}

pub fn id_of(case: &Case, title: &str) -> String {
    let reports = rows::<Report>(case);
    let found = reports.iter().find(|report| report.title.as_deref() == Some(title));
    found.unwrap_or_else(|| panic!("no report {title:?} in {reports:#?}")).id.clone()
}

/// Changes the file behind the program's back.
pub fn tamper(path: &Path, sql: &str) {
    let db = rusqlite::Connection::open(path).unwrap();
    db.execute_batch(sql).unwrap();
}
