//! A case stays sound, says so when it is not, and can be had back.
// Tests stand at the edge: they write files and look into them.
#![allow(clippy::disallowed_methods)]

mod common;

use common::{Desk, GENEVA, WIRE, dump, id_of, read, read_with, rows, tamper};
use detente_case::{Case, Input, ReadOptions};
use detente_record::{Actor, Report};

#[test]
fn a_sound_case_verifies() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let found = case.verify(&()).unwrap();
    assert_eq!(found.failures, Vec::<String>::new());
    assert_eq!((found.reports, found.containers, found.failed), (7, 2, 0));
    assert!(found.quotes > 10 && found.custody == 5, "{found:?}");
    let checks = Case::doctor(case.path()).unwrap();
    assert!(checks.iter().all(|check| check.ok), "{checks:#?}");
}

#[test]
fn verify_finds_what_was_changed() {
    let changes = [
        ("UPDATE mentions SET evidence = replace(evidence, 'Turkey', 'Norway')", "Norway"),
        (
            "UPDATE known_sources SET evidence = replace(evidence, '\"quote\":\"', '\"quote\":\"Sweden')",
            "Sweden",
        ),
        ("UPDATE forms SET count = count + 1 WHERE text = 'Turkey'", "Turkey"),
        ("UPDATE statements SET evidence = replace(evidence, 'road', 'rail')", "rail"),
        (
            "UPDATE timeline SET evidence = replace(evidence, '\"quote\":\"', '\"quote\":\"x')",
            "timeline",
        ),
        (
            "UPDATE readings SET evidence = replace(evidence, '\"chars\":[0,', '\"chars\":[1,')",
            "characters",
        ),
        (
            "UPDATE originals SET body = (SELECT max(body) FROM originals) WHERE body IS NOT NULL",
            "bytes",
        ),
        ("UPDATE originals SET start = start + 1 WHERE start = 0 AND container = 2", "container"),
        ("UPDATE chunks SET bytes = (SELECT max(bytes) FROM chunks)", "bytes"),
        ("DELETE FROM chunks WHERE container = 1", "container"),
        (
            "DROP TRIGGER custody_stays; UPDATE custody SET path = 'elsewhere' WHERE seq = 3",
            "entry 3",
        ),
        ("DROP TRIGGER custody_remains; DELETE FROM custody WHERE seq = 3", "entry 3"),
    ];
    for (change, word) in changes {
        let desk = Desk::new();
        let mut case = desk.case();
        desk.read(&mut case);
        tamper(case.path(), change);
        let found = case.verify(&()).unwrap();
        assert!(found.failed > 0, "{change}");
        assert!(found.failures.iter().any(|fault| fault.contains(word)), "{change}: {found:#?}");
    }
}

#[test]
fn a_removed_report_is_gone_and_stays_away() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let before = dump(&case);
    let geneva = rows::<Report>(&case)
        .into_iter()
        .find(|report| report.path.as_deref().unwrap().ends_with("geneva.txt"))
        .unwrap()
        .id;
    let mentions = |case: &Case| {
        let actors = rows::<Actor>(case);
        actors.iter().find(|a| a.id == "state:TUR").map_or(0, |actor| actor.mentions)
    };
    let had = mentions(&case);
    let removed = case.remove(&geneva[..7], "asked for by its author").unwrap();
    assert!(removed.erased && removed.id == geneva && removed.remaining == 0);
    assert!(case.original(&geneva).unwrap_err().is_no_such_row());
    assert!(case.search("envoys", 9).unwrap().is_empty());
    assert!(mentions(&case) < had);
    assert!(!dump(&case).contains(&geneva));
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
    let path = case.path().to_owned();
    let raw = std::fs::read(&path).unwrap();
    for words in ["envoys", "Envoys", "the road", "GENEVA", "Geneva"] {
        let held = raw.windows(words.len()).any(|bytes| bytes == words.as_bytes());
        assert!(!held, "its words are still in the file: {words}");
    }
    let again = desk.read(&mut case);
    assert_eq!((again.added, again.removed), (0, 1), "{again:?}");
    let options = ReadOptions { again: true, ..ReadOptions::default() };
    let back = read_with(&mut case, &[desk.at("in")], &options);
    assert_eq!((back.added, back.removed), (1, 0));
    assert_eq!(dump(&case), before);
}

#[test]
fn a_containers_bytes_go_with_its_last_report() {
    let desk = Desk::empty();
    let wire = desk.put("wire.jsonl", WIRE);
    let mut case = desk.case();
    read(&mut case, std::slice::from_ref(&wire));
    let ids = ["First convoy", "Second convoy", "Café talks"].map(|title| id_of(&case, title));
    let left: Vec<(bool, u64)> = ids
        .iter()
        .map(|id| {
            case.remove(id, "test").map(|removed| (removed.erased, removed.remaining)).unwrap()
        })
        .collect();
    assert_eq!(left, [(false, 2), (false, 1), (true, 0)]);
    assert_eq!(case.verify(&()).unwrap().containers, 0);
    let again = read(&mut case, &[wire]);
    assert_eq!((again.added, again.removed), (0, 3));
    assert_eq!(case.verify(&()).unwrap().containers, 0);
}

#[test]
fn reading_anew_gives_the_same_rows() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let before = dump(&case);
    let summary = case.reread(&()).unwrap();
    assert_eq!((summary.added, summary.refused), (7, 0));
    assert_eq!(dump(&case), before);
    assert_eq!(case.search("convoy", 9).unwrap().len(), 2);
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn a_killed_link_and_a_killed_reread_go_on_at_the_next_opening() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let before = dump(&case);
    let path = case.path().to_owned();
    drop(case);
    tamper(
        &path,
        "INSERT INTO dirty SELECT 'actor', id FROM actors; INSERT INTO dirty SELECT 'source', id \
         FROM sources; DELETE FROM known_actors; DELETE FROM known_sources;
         INSERT INTO stale SELECT n FROM originals; DELETE FROM statements;
         INSERT INTO containers (path) VALUES ('half a file');
         INSERT INTO chunks SELECT max(n), 0, x'00' FROM containers;",
    );
    let unsound = Case::doctor(&path).unwrap();
    assert!(unsound.iter().any(|check| !check.ok && check.name == "keys to link"));
    let mut case = Case::open(&path).unwrap();
    assert_eq!(dump(&case), before);
    desk.read(&mut case);
    assert_eq!(dump(&case), before);
    assert!(Case::doctor(&path).unwrap().iter().all(|check| check.ok));
}

#[test]
fn a_newer_case_is_left_alone() {
    let desk = Desk::new();
    drop(desk.case());
    let path = desk.at("case.detente");
    tamper(&path, "PRAGMA user_version = 99");
    for error in
        [Case::open(&path).err(), Case::open_existing(&path).err(), Case::doctor(&path).err()]
    {
        let error = error.unwrap();
        assert!(error.is_newer(), "{error}");
        assert!(error.to_string().contains("case.detente") && error.to_string().contains("99"));
    }
}

#[test]
fn what_is_no_case_is_said_to_be_none() {
    let desk = Desk::empty();
    let text = desk.put("notes.txt", "This is a page of notes and no database at all.".repeat(20));
    assert!(Case::open(&text).unwrap_err().is_damaged());
    let other = desk.at("other.sqlite");
    tamper(&other, "CREATE TABLE sheep (name TEXT)");
    assert!(Case::open(&other).unwrap_err().is_not_a_case());
    assert!(Case::open_existing(&other).unwrap_err().is_not_a_case());
    assert!(Case::open_existing(&desk.at("none")).unwrap_err().is_absent());
    assert!(Case::open(&desk.at("no/folder/case")).unwrap_err().is_absent());
    assert!(Case::open(desk.folder.path()).is_err());
    // An empty file is what a process leaves that was killed at once.
    let empty = desk.put("empty.detente", "");
    let error = Case::open_existing(&empty).unwrap_err();
    assert!(error.is_absent() && error.to_string().contains("detente read"), "{error}");
    assert!(Case::open(&empty).is_ok());
}

#[test]
fn a_damaged_file_is_told_and_a_backup_takes_its_place() {
    let desk = Desk::new();
    let mut case = desk.case();
    desk.read(&mut case);
    let before = dump(&case);
    let copy = desk.at("copy.detente");
    case.backup(&copy).unwrap();
    assert!(case.backup(&copy).is_err(), "a backup is not written over");
    let path = case.path().to_owned();
    drop(case);
    let mut bytes = std::fs::read(&path).unwrap();
    let sound = bytes.clone();
    // Every page after the first, as a bad disk would have it.
    bytes[4096..].iter_mut().for_each(|byte| *byte ^= 0x55);
    std::fs::write(&path, &bytes).unwrap();
    let told = match Case::open_existing(&path) {
        Err(error) => error.is_damaged(),
        Ok(case) => case.verify(&()).map_or_else(|e| e.is_damaged(), |found| found.failed > 0),
    };
    assert!(told);
    assert!(Case::restore(&path, &desk.at("elsewhere")).unwrap_err().is_damaged());
    // One flipped byte anywhere is found by one check or another.
    for at in (4096..sound.len()).step_by(sound.len() / 40) {
        let mut bytes = sound.clone();
        bytes[at] ^= 0x10;
        let one = desk.put("flipped.detente", &bytes);
        let _ = Case::open_existing(&one).and_then(|case| case.verify(&()));
    }
    let aside = Case::restore(&copy, &path).unwrap().unwrap();
    assert!(aside.exists());
    let case = Case::open(&path).unwrap();
    assert_eq!(dump(&case), before);
    assert_eq!(case.verify(&()).unwrap().failures, Vec::<String>::new());
}

#[test]
fn a_backup_can_be_made_while_the_case_is_written() {
    let desk = Desk::new();
    let mut case = desk.case();
    let reader = Case::open_existing(case.path()).unwrap();
    desk.read(&mut case);
    reader.backup(&desk.at("copy.detente")).unwrap();
    drop(case);
    let copy = Case::open_existing(&desk.at("copy.detente")).unwrap();
    assert_eq!(dump(&copy), dump(&reader));
}

#[test]
fn a_second_writer_is_turned_away_and_readers_are_not() {
    let desk = Desk::new();
    let mut case = desk.case();
    let error = Case::open(case.path()).unwrap_err();
    assert!(error.is_busy(), "{error}");
    assert!(error.to_string().contains("another detente process is writing to it"));
    desk.read(&mut case);
    let mut reader = Case::open_existing(case.path()).unwrap();
    assert_eq!(rows::<Report>(&reader).len(), 7);
    let inputs = [Input::Path(desk.at("in"))];
    assert!(reader.read(&inputs, &ReadOptions::default(), &()).unwrap_err().is_read_only());
    let path = case.path().to_owned();
    drop((case, reader));
    assert!(Case::open(&path).is_ok());
    let mut left: Vec<_> = std::fs::read_dir(desk.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["case.detente", "in"]);
}

#[test]
fn the_case_does_not_read_itself() {
    let desk = Desk::empty();
    desk.put("a.txt", GENEVA);
    let mut case = desk.case();
    let summary = read(&mut case, &[desk.folder.path().to_owned()]);
    assert_eq!((summary.added, summary.refused, summary.files), (1, 0, 1));
}
