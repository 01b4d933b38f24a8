//! Forms of others: what is a row and what is not, and text that means harm.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests stand at the edge: they write the files that they read"
)]

use detente_case::{Case, Filter, Input, ReadOptions};
use detente_exchange::{Form, Format, TABLES, export_table, write_brat, write_form};
use detente_record::{Event, Incident, Status};
use quick_xml::events::Event as Xml;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Every form that comes as files of its own.
const FORMS: [Form; 11] = [
    Form::Polecat,
    Form::Gdelt,
    Form::AcledShape,
    Form::UcdpShape,
    Form::GeoJson,
    Form::TimelineJs,
    Form::Ftm,
    Form::WebAnnotation,
    Form::GraphMl,
    Form::Claim,
    Form::Html,
];

fn case_of(path: &Path) -> Case {
    let mut case = Case::temporary().unwrap();
    case.read(&[Input::Path(path.to_owned())], &ReadOptions::default(), &()).unwrap();
    case
}

fn told(text: &str) -> Case {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    std::fs::write(&path, text).unwrap();
    case_of(&path)
}

/// Markup, formulas, quotation marks, tabs, control characters, marks of direction.
fn hostile() -> Case {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    case_of(&root.join("benchmarks/exports/hostile.jsonl"))
}

fn part(case: &Case, form: Form, part: &str) -> String {
    let mut out = vec![];
    write_form(case, form, part, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn brat(case: &Case) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let put = &mut |name: &str, bytes: &[u8]| {
        files.insert(name.to_owned(), String::from_utf8(bytes.to_vec()).unwrap());
        Ok(())
    };
    write_brat(case, put).unwrap();
    files
}

fn cells(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(false)
        .from_reader(text.as_bytes());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column<'a>(rows: &'a [Vec<String>], name: &str) -> Vec<&'a str> {
    let at = rows[0].iter().position(|one| one == name).unwrap();
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

fn well_formed(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut names = vec![];
    loop {
        match reader.read_event().unwrap() {
            Xml::Start(tag) | Xml::Empty(tag) => {
                tag.attributes().with_checks(true).for_each(|one| drop(one.unwrap()));
                names.push(tag.name().as_ref().to_owned());
            }
            Xml::Eof => return names,
            _ => {}
        }
    }
}

const FRONT: &str = "Army shells Omdurman\n\nKHARTOUM, June 2, 2023 (Nile Desk) - The army shelled \
    Omdurman on Thursday and killed 12 civilians, the Rapid Support Forces said. The army denied \
    that it had shelled Omdurman. The army plans to attack Bahri. The foreign ministers of Turkey \
    and Russia met in Ankara on Monday.\n";

#[test]
fn what_did_not_happen_is_no_row() {
    let case = told(FRONT);
    let events = case.rows::<Event>(&Filter::default()).unwrap();
    let happened = |one: &&Event| matches!(one.status, Status::Happened | Status::Ongoing);
    let ids: Vec<&str> = events.iter().filter(happened).map(|one| one.id.as_str()).collect();
    assert!(!ids.is_empty() && ids.len() < events.len(), "the report tells both: {events:#?}");
    let polecat = cells(&part(&case, Form::Polecat, "events"), b'\t');
    assert_eq!(column(&polecat, "Event ID"), ids);
    let incidents = case.rows::<Incident>(&Filter::default()).unwrap();
    let real = |one: &Incident| one.events.iter().any(|id| ids.contains(&id.as_str()));
    for form in [Form::AcledShape, Form::UcdpShape] {
        let rows = cells(&part(&case, form, "events"), b',');
        assert!(rows.len() > 1, "{form:?} has the shelling");
        for id in rows[1..].iter().map(|row| &row[0]) {
            assert!(incidents.iter().any(|one| one.id == *id && real(one)), "{form:?}: {id}");
        }
    }
    let mentions = part(&case, Form::Gdelt, "mentions");
    for row in mentions.lines() {
        let id = row.split("event=").nth(1).unwrap().split(';').next().unwrap();
        assert!(ids.contains(&id), "{row}");
    }
    // The map shows all, and says which.
    let map: Value = serde_json::from_str(&part(&case, Form::GeoJson, "incidents")).unwrap();
    let flags = map["features"].as_array().unwrap().iter().map(|one| {
        let id = one["id"].as_str().unwrap();
        let incident = incidents.iter().find(|one| one.id == id).unwrap();
        assert_eq!(one["properties"]["happened"].as_bool(), Some(real(incident)));
    });
    assert_eq!(flags.count(), incidents.len());
}

#[test]
fn a_dispute_is_carried_where_there_is_room_for_notes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let case = case_of(&root.join("examples"));
    let acled = cells(&part(&case, Form::AcledShape, "events"), b',');
    let notes = column(&acled, "notes");
    let denied = |note: &&&str| note.contains("; disputed: denial;");
    let some = notes.iter().filter(denied).count();
    assert!(some > 0 && some < notes.len(), "{notes:?}");
    let mentions = part(&case, Form::Gdelt, "mentions");
    let disputed = mentions.lines().filter(|row| row.ends_with(";disputed: denial")).count();
    assert!(disputed > 0 && disputed < mentions.lines().count(), "{mentions}");
    let map: Value = serde_json::from_str(&part(&case, Form::GeoJson, "incidents")).unwrap();
    let features = map["features"].as_array().unwrap();
    assert!(features.iter().any(|one| one["properties"]["disputes"][0] == "denial"));
    assert!(features.iter().any(|one| one["properties"]["disputes"] == Value::Array(vec![])));
}

#[test]
fn those_who_meet_are_all_actors_in_polecat_and_pairs_in_gdelt() {
    let case = told(FRONT);
    let rows = cells(&part(&case, Form::Polecat, "events"), b'\t');
    let met = rows.iter().find(|row| row[2] == "CONSULT").expect("the meeting");
    assert_eq!(met[8], "TUR; RUS");
    assert!(met[15..23].iter().all(String::is_empty), "no recipient: {met:?}");
    let gdelt = part(&case, Form::Gdelt, "events");
    let pairs: Vec<(String, String)> = gdelt
        .lines()
        .map(|row| row.split('\t').collect::<Vec<_>>())
        .filter(|row| row[28] == "04")
        .map(|row| (row[7].to_owned(), row[17].to_owned()))
        .collect();
    let pair = |a: &str, b: &str| pairs.contains(&(a.to_owned(), b.to_owned()));
    assert!(pair("TUR", "RUS") && pair("RUS", "TUR") && pairs.len() == 2, "{pairs:?}");
}

#[test]
fn hostile_text_stays_in_its_cell() {
    let case = hostile();
    let formula = |cell: &String| {
        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<f64>().is_err()
    };
    for (form, delimiter, columns) in
        [(Form::Polecat, b'\t', 40), (Form::AcledShape, b',', 31), (Form::UcdpShape, b',', 49)]
    {
        let rows = cells(&part(&case, form, "events"), delimiter);
        assert!(rows.len() > 1, "{form:?} has rows");
        for row in &rows {
            assert_eq!(row.len(), columns, "{form:?}: {row:?}");
            assert!(!row.iter().any(formula), "{form:?}: {row:?}");
            assert!(!row.iter().any(|cell| cell.chars().any(char::is_control)), "{row:?}");
        }
    }
    for (name, columns) in [("events", 61), ("mentions", 16)] {
        let text = part(&case, Form::Gdelt, name);
        assert!(text.lines().count() > 0);
        for row in text.lines() {
            assert_eq!(row.split('\t').count(), columns, "{row}");
            assert!(!row.contains('"'), "{row}");
        }
    }
    for table in TABLES {
        let mut out = vec![];
        export_table(&case, table, Format::Csv, &mut out).unwrap();
        let rows = cells(std::str::from_utf8(&out).unwrap(), b',');
        assert!(!rows.iter().flatten().any(formula), "{table}");
    }
}

#[test]
fn hostile_text_breaks_no_document() {
    let case = hostile();
    for (form, name) in [
        (Form::GeoJson, "incidents"),
        (Form::TimelineJs, "timeline"),
        (Form::WebAnnotation, "annotations"),
        (Form::Claim, "claims"),
    ] {
        let text = part(&case, form, name);
        serde_json::from_str::<Value>(&text).unwrap();
        assert!(!text.contains("ClaimReview"));
    }
    let timeline = part(&case, Form::TimelineJs, "timeline");
    assert!(!timeline.contains("<script") && timeline.contains("&lt;script"), "{timeline}");
    for name in ["entities", "statements"] {
        let text = part(&case, Form::Ftm, name);
        assert!(text.lines().count() > 0);
        text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap()));
    }
    let names = well_formed(&part(&case, Form::GraphMl, "graph"));
    assert!(names.iter().any(|name| name == "edge"));
}

#[test]
fn every_span_of_brat_has_its_words() {
    for case in [hostile(), told(FRONT)] {
        let files = brat(&case);
        let mut spans = 0;
        for (name, notes) in files.iter().filter(|(name, _)| name.ends_with(".ann")) {
            let text: Vec<char> = files[&name.replace(".ann", ".txt")].chars().collect();
            for line in notes.lines().filter(|line| line.starts_with('T')) {
                let parts: Vec<&str> = line.split('\t').collect();
                assert_eq!(parts.len(), 3, "{line:?}");
                let (_, ranges) = parts[1].split_once(' ').unwrap();
                let words: Vec<String> = ranges
                    .split(';')
                    .map(|range| {
                        let (start, end) = range.split_once(' ').unwrap();
                        let (start, end) = (start.parse().unwrap(), end.parse().unwrap());
                        text[start..end].iter().collect()
                    })
                    .collect();
                assert_eq!(words.join(" "), parts[2], "{line:?}");
                spans += 1;
            }
        }
        assert!(spans > 10 && files.contains_key("annotation.conf"));
    }
}

#[test]
fn quotes_of_annotations_are_the_bytes_they_name() {
    let case = told(FRONT);
    let page: Value =
        serde_json::from_str(&part(&case, Form::WebAnnotation, "annotations")).unwrap();
    let items = page["items"].as_array().unwrap();
    assert!(items.len() > 10);
    for target in items.iter().flat_map(|one| one["target"].as_array().unwrap()) {
        let of = |kind: &str| {
            let all = target["selector"].as_array().unwrap();
            all.iter().find(|one| one["type"] == kind).cloned().unwrap()
        };
        let range = |one: &Value| {
            let at = |name: &str| one[name].as_u64().unwrap() as usize;
            at("start")..at("end")
        };
        let quote = of("TextQuoteSelector")["exact"].as_str().unwrap().to_owned();
        assert_eq!(FRONT[range(&of("DataPositionSelector"))], quote, "the file is plain ASCII");
    }
}

#[test]
fn a_case_without_reports_gives_every_form() {
    let case = Case::temporary().unwrap();
    for form in FORMS {
        for (name, file) in form.parts() {
            let text = part(&case, form, name);
            match form {
                Form::Polecat | Form::AcledShape | Form::UcdpShape => {
                    assert_eq!(text.lines().count(), 1, "{file} has a heading alone");
                }
                Form::Gdelt | Form::Ftm => assert_eq!(text, "", "{file}"),
                Form::GraphMl => assert!(well_formed(&text).contains(&"graph".to_owned())),
                Form::Html => assert!(text.contains("<html")),
                _ => drop(serde_json::from_str::<Value>(&text).unwrap()),
            }
        }
    }
    assert_eq!(brat(&case).len(), 1);
    let wrong = write_form(&case, Form::Gdelt, "tone", &mut vec![]);
    assert!(wrong.unwrap_err().to_string().contains("events, mentions"));
}
