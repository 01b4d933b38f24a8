//! `detente export` in every form, over two small reports of the examples, held against what is
//! expected of it.

use crate::examples::{compare, without_place};
use crate::harness::{Desk, root};
use std::collections::BTreeMap;

/// Lines of a file that are held against what is expected; annotations are many and alike.
const SHOWN: usize = 40;

fn desk() -> Desk {
    let desk = Desk::new();
    let kashmir = root().join("examples/kashmir");
    let reports = [kashmir.join("strikes-denied.txt"), kashmir.join("november-shelling.csv")];
    let status = desk.command().args(["read", "--quiet"]).args(reports).status();
    assert_eq!(status.expect("starts").code(), Some(0));
    desk
}

/// The files of a folder by name.
fn files(desk: &Desk, folder: &str) -> BTreeMap<String, String> {
    let all = std::fs::read_dir(desk.path(folder)).expect("a folder");
    all.map(|entry| {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).expect("UTF-8"))
    })
    .collect()
}

#[test]
fn every_form_is_as_expected() {
    let desk = desk();
    let forms = [
        "polecat",
        "gdelt",
        "acled-shape",
        "ucdp-shape",
        "ftm",
        "geojson",
        "timelinejs",
        "graphml",
        "webannotation",
        "brat",
        "claim",
    ];
    for form in forms {
        let folder = desk.path(form);
        std::fs::create_dir_all(&folder).expect("made");
        desk.expect(0, &["export", form, "-o", form]);
        for (name, text) in files(&desk, form) {
            let shown: String = text.split_inclusive('\n').take(SHOWN).collect();
            compare(&format!("exports/{form}/{name}"), &without_place(&shown));
        }
    }
}

#[test]
fn a_form_goes_to_a_file_a_folder_or_a_pipe() {
    let desk = desk();
    let piped = desk.expect(0, &["export", "geojson"]);
    desk.expect(0, &["export", "geojson", "-o", "map.geojson"]);
    assert_eq!(std::fs::read_to_string(desk.path("map.geojson")).expect("a file"), piped);
    let mentions = desk.expect(0, &["export", "gdelt", "--table", "mentions"]);
    desk.expect(0, &["export", "gdelt", "-o", "out"]);
    assert_eq!(files(&desk, "out")["gdelt.mentions.CSV"], mentions);
    let page = desk.expect(0, &["export", "html"]);
    assert_eq!(page, desk.expect(0, &["brief", "--format", "html"]));
}

#[test]
fn what_a_form_does_not_have_is_said() {
    let desk = desk();
    let said = |arguments: &[&str], words: &str| {
        let output = desk.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    };
    said(&["export", "gdelt"], "--table (events, mentions)");
    said(&["export", "gdelt", "--table", "tone"], "there is events, mentions");
    said(&["export", "brat"], "name a folder with -o");
    said(&["export", "csv", "-o", "out", "--table", "weather"], "there is no table \"weather\"");
    assert!(desk.expect(0, &["export", "--help"]).contains("Examples:"));
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let (one, two) = (desk(), desk());
    for form in ["polecat", "ftm", "graphml", "webannotation", "brat"] {
        for desk in [&one, &two] {
            std::fs::create_dir_all(desk.path(form)).expect("made");
            desk.expect(0, &["export", form, "-o", form]);
        }
        assert_eq!(files(&one, form), files(&two, form), "{form}");
    }
}
