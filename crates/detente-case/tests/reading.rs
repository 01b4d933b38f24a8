//! What is read comes back, once, whatever the order.
// Tests stand at the edge: they write files and look into them.
#![allow(clippy::disallowed_methods)]

mod common;

use common::{Desk, GENEVA, TABLE, WIRE, dump, id_of, read, read_with, rows};
use detente_case::{Case, Filter, Input, ReadOptions};
use detente_record::{Actor, Event, Refused, Report, Source, Statement, TimelineEntry};

#[test]
fn every_original_comes_back_byte_for_byte() {
    let desk = Desk::new();
    let mut case = desk.case();
    let summary = desk.read(&mut case);
    assert_eq!((summary.added, summary.known, summary.refused), (7, 0, 2), "{summary:?}");
    let original = |title: &str| String::from_utf8(case.original(&id_of(&case, title)).unwrap());
    let whole = rows::<Report>(&case).into_iter().find(|r| r.container.is_none());
    assert!(whole.is_some_and(|report| report.path.unwrap().contains("in")));
    assert!(original("Second convoy").unwrap().starts_with("A second convoy was \"turned back\""));
    assert!(original("Café talks").unwrap().starts_with("The café in Vienna"));
    assert!(original("A post; manned").unwrap().contains("again, \"as agreed\", on"));
    let geneva = rows::<Report>(&case)
        .into_iter()
        .find(|report| report.path.as_deref().unwrap().ends_with("geneva.txt"))
        .unwrap();
    assert_eq!(case.original(&geneva.id).unwrap(), GENEVA.as_bytes());
    assert_eq!(geneva.bytes, GENEVA.len());
    assert!(case.document(&geneva.id[..6]).unwrap().text().contains("Envoys of Turkey"));
}

#[test]
fn members_are_cut_out_of_their_container_not_stored_twice() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    drop(case);
    let db = rusqlite::Connection::open(desk.at("case.detente")).unwrap();
    let own = "SELECT count(*) FROM originals WHERE body IS NOT NULL";
    let cut = "SELECT count(*) FROM originals WHERE body IS NULL AND length > 0";
    let count = |sql| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((count(own), count(cut)), (2, 5));
    assert_eq!(count("SELECT sum(bytes) FROM containers"), (WIRE.len() + TABLE.len()) as i64);
}

#[test]
fn reading_again_adds_nothing() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let before = dump(&case);
    let entries = case.verify(&()).unwrap().custody;
    let again = desk.read(&mut case);
    assert_eq!((again.added, again.known, again.refused), (0, 7, 2), "{again:?}");
    assert_eq!(dump(&case), before);
    assert_eq!(case.verify(&()).unwrap().custody, entries);
}

#[test]
fn any_order_and_any_threads_give_the_same_rows() {
    let desk = Desk::new();
    // The same text in two containers and by itself, with other things said of it.
    desk.put("in/other.jsonl", WIRE.replace("First", "Premier").replace("Nothing", "None"));
    desk.put(
        "in/twin.txt",
        "The first convoy crossed the line at dawn. Russia said two drivers were wounded.",
    );
    desk.put("in/copy.txt", GENEVA);
    let mut files: Vec<_> =
        std::fs::read_dir(desk.at("in")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut dumps = vec![];
    for turn in 0..files.len() {
        files.rotate_left(1);
        if turn % 2 == 1 {
            files.reverse();
        }
        let mut case = Case::temporary().unwrap();
        let threads = if turn % 2 == 0 { 1 } else { 4 };
        let options = ReadOptions { threads, ..ReadOptions::default() };
        if turn % 3 == 0 {
            for file in &files {
                read_with(&mut case, std::slice::from_ref(file), &options);
            }
        } else {
            read_with(&mut case, &files, &options);
        }
        assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
        dumps.push(dump(&case));
    }
    assert!(dumps[0].lines().count() > 10);
    for other in &dumps[1..] {
        assert_eq!(&dumps[0], other);
    }
}

#[test]
fn rows_are_found_by_filter_and_by_id() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let actors = rows::<Actor>(&case);
    assert!(actors.iter().any(|actor| actor.id == "state:TUR"), "{actors:#?}");
    let filter = |actor: &str| Filter { actor: Some(actor.into()), ..Filter::default() };
    let of_turkey = case.rows::<Report>(&filter("TURKEY")).unwrap();
    assert!(!of_turkey.is_empty() && of_turkey.len() < 7);
    assert_eq!(case.rows::<Report>(&filter("state:TUR")).unwrap(), of_turkey);
    assert!(case.rows::<Report>(&filter("Atlantis")).unwrap().is_empty());
    for limit in [0, 2] {
        let filter = Filter { limit: Some(limit), ..Filter::default() };
        assert_eq!(case.rows::<Report>(&filter).unwrap().len(), limit);
    }
    let dated = Filter {
        from: Some("2020-02-14".into()),
        to: Some("2020-02-14".into()),
        ..Filter::default()
    };
    let dated = case.rows::<Report>(&dated).unwrap();
    assert_eq!(dated.len(), 1, "{dated:#?}");
    let month = Some("2020-02".to_owned());
    let month = Filter { from: month.clone(), to: month, ..Filter::default() };
    let month = case.rows::<Report>(&month).unwrap();
    assert!(month.contains(&dated[0]), "a month lasts to its end: {month:#?}");
    let id = &dated[0].id;
    let of_report = Filter { report: Some(id[..8].into()), ..Filter::default() };
    assert_eq!(case.rows::<Report>(&of_report).unwrap(), dated);
    for statement in case.rows::<Statement>(&of_report).unwrap() {
        assert_eq!(&statement.report, id);
    }
    for event in rows::<Event>(&case) {
        assert_eq!(case.find(&event.id).unwrap().table, "events");
    }
    for entry in rows::<TimelineEntry>(&case) {
        assert!(entry.date.to.is_some());
    }
    let _ = rows::<Source>(&case);
    let found = case.find(&id[..10]).unwrap();
    assert_eq!((found.table, &found.id), ("reports", id));
    assert_eq!(case.find("state:TUR").unwrap().table, "actors");
    assert!(case.find("state:").unwrap_err().is_ambiguous());
    assert!(case.find("nowhere").unwrap_err().is_no_such_row());
}

#[test]
fn words_are_found_with_their_sentence() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let hits = case.search("convoy \"turned back\"", 10).unwrap();
    assert_eq!(hits.len(), 1);
    let text = case.document(&hits[0].report.id).unwrap().text().to_owned();
    let word = |range: &[usize; 2]| {
        text.chars().skip(range[0]).take(range[1] - range[0]).collect::<String>()
    };
    let words: Vec<String> = hits[0].matches.iter().map(word).collect();
    assert_eq!(words, ["convoy", "turned back"]);
    let evidence = hits[0].evidence.as_ref().unwrap();
    assert!(evidence.reading().contains("by the guards"));
    assert_eq!(case.search("CAFE vien*", 10).unwrap().len(), 1);
    assert_eq!(case.search("\"back turned\"", 10).unwrap().len(), 0);
    assert_eq!(case.search("convoy", 1).unwrap().len(), 1);
    assert_eq!(case.search("premier OR convoy", 9).unwrap().len(), 0);
    assert!(case.search(" \"*\" ", 9).unwrap_err().is_query());
    // A supplied title that is not in the reading text.
    let titled = case.search("ship", 9).unwrap();
    assert_eq!(titled.len(), 1);
}

#[test]
fn what_cannot_be_read_is_a_row_and_goes_when_it_can() {
    let desk = Desk::empty();
    desk.put("in/a.txt", GENEVA);
    desk.put("in/b.txt", "");
    let mut case = desk.case();
    let missing = desk.at("in/missing.txt");
    let summary = read(&mut case, &[desk.at("in"), missing.clone()]);
    assert_eq!((summary.added, summary.refused), (1, 2));
    let refused = rows::<Refused>(&case);
    let reasons: Vec<&str> = refused.iter().map(|row| row.reason.as_str()).collect();
    assert!(reasons.contains(&"not-found"), "{refused:?}");
    assert!(refused.iter().all(|row| row.when.is_some() && !row.detail.is_empty()));
    let alone = case.read(&[Input::Path(missing)], &ReadOptions::default(), &()).unwrap_err();
    assert!(alone.is_input() && alone.to_string().contains("missing.txt"));
    desk.put("in/b.txt", common::HARBOUR);
    desk.put("in/missing.txt", "There was nothing to report from the border on Sunday.");
    let summary = desk.read(&mut case);
    assert_eq!((summary.added, summary.refused), (2, 0));
    assert!(rows::<Refused>(&case).is_empty());
}

#[test]
fn a_large_stream_is_stored_in_chunks_and_taken_apart_from_there() {
    let desk = Desk::empty();
    let mut text = String::new();
    let mut n = 0;
    while text.len() < 40 << 20 {
        let filler = format!("{n} not read ").repeat(50_000);
        let line = format!("Post {n} was quiet. The guards of post {n} drank tea.");
        text.push_str(&format!(
            "{{\"title\":\"Quiet {n}\",\"text\":\"{line}\",\"filler\":\"{filler}\"}}\n"
        ));
        n += 1;
    }
    let path = desk.put("big.jsonl", &text);
    let mut case = desk.case();
    let options = ReadOptions { text_only: true, ..ReadOptions::default() };
    let summary = read_with(&mut case, std::slice::from_ref(&path), &options);
    assert_eq!((summary.added, summary.refused, summary.bytes), (n, 0, text.len() as u64));
    let last = id_of(&case, &format!("Quiet {}", n - 1));
    let bytes = case.original(&last).unwrap();
    assert!(bytes.starts_with(format!("Post {} was quiet. ", n - 1).as_bytes()));
    let again = read_with(&mut case, &[path], &options);
    assert_eq!((again.added, again.known), (0, n));
    let size = std::fs::metadata(case.path()).unwrap().len();
    assert!(size < text.len() as u64 / 4, "{size}");
}

#[test]
fn an_original_that_is_given_stands_by_itself_with_what_was_said_of_it() {
    let desk = Desk::empty();
    let text = "A second convoy was \"turned back\" by the guards, Turkey said on Saturday.";
    let supplied = detente_text::Supplied {
        title: Some("Second convoy".into()),
        published: Some("2020-02-15".into()),
        ..Default::default()
    };
    let member = detente_text::Member {
        original: text.into(),
        member: Some("line 2".into()),
        supplied,
        ..Default::default()
    };
    let name = "wire.jsonl » line 2".to_owned();
    let given = Input::Given { name: name.clone(), member: Box::new(member) };
    let mut case = desk.case();
    let mut take =
        || case.read(std::slice::from_ref(&given), &ReadOptions::default(), &()).unwrap();
    assert_eq!(take().added, 1);
    assert_eq!((take().added, take().known), (0, 1));
    let report = rows::<Report>(&case).remove(0);
    assert_eq!((report.path, report.container), (Some(name), None));
    assert_eq!(report.title.as_deref(), Some("Second convoy"));
    assert_eq!(report.published.time.from.as_deref(), Some("2020-02-15"));
    assert_eq!(case.original(&report.id).unwrap(), text.as_bytes());
    assert_eq!(case.verify(&()).unwrap().failed, 0);
    // Its container, read later, tells of the same original.
    let wire = desk.put("wire.jsonl", WIRE);
    assert_eq!(read(&mut case, &[wire]).known, 1);
    assert_eq!(case.verify(&()).unwrap().failed, 0);
}
