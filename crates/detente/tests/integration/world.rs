//! The knowledge that reports are read against: asked, extended, and kept from nonsense.

use crate::harness::Desk;
use serde_json::Value;

struct Told {
    code: i32,
    stderr: String,
}

/// Runs and gives what is told on standard error.
fn told(desk: &Desk, arguments: &[&str]) -> Told {
    let output = desk.run(arguments.iter().copied());
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    Told { code: output.status.code().unwrap_or(-1), stderr }
}

fn rows(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    desk.expect(0, arguments)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON Lines"))
        .collect()
}

#[test]
fn a_name_is_found_in_any_spelling_and_on_a_day() {
    let desk = Desk::new();
    for (question, expected) in [
        (&["world", "find", "Semyonov", "Kirill"][..], "person:kirill-semenov"),
        (&["world", "find", "Лавров"], "person:sergey-lavrov"),
        (&["world", "find", "Nusra Front", "--at", "2018-09-17"], "group:hayat-tahrir-al-sham"),
        (&["world", "find", "Nusra Front", "--at", "2015-09-17"], "group:jabhat-al-nusra"),
        (&["world", "find", "Russian president", "--at", "2010-05-01"], "person:dmitry-medvedev"),
        (&["world", "find", "Sochi memorandum", "--agreements"], "agreement:sochi-memorandum-2018"),
        (&["world", "find", "Saraqeb", "--places"], "geonames:164816"),
        (&["world", "find", "Maarat al-Numan"], "geonames:167611"),
    ] {
        let found = rows(&desk, question);
        assert_eq!(found[0]["id"], expected, "{question:?} gave {:#?}", found.first());
    }
    let lavrov = &rows(&desk, &["world", "find", "Lavrov", "--at", "2020-02-14"])[0];
    assert_eq!(lavrov["offices"][0]["office"], "foreign minister");
    assert_eq!(lavrov["table"], "actors");
}

#[test]
fn an_id_that_is_not_there_suggests_others() {
    let desk = Desk::new();
    let out = told(&desk, &["world", "show", "person:lavrov"]);
    assert!(out.stderr.contains("did you mean person:sergey-lavrov"), "{}", out.stderr);
    let shown = &rows(&desk, &["world", "show", "agreement:dayton-1995"])[0];
    assert_eq!(shown["concluded"].as_str().map(|day| &day[..4]), Some("1995"));
}

#[test]
fn a_file_of_ones_own_is_read_against_at_once() {
    let desk = Desk::new();
    desk.file("in/a.txt", "The River Guard said on Monday that it had left Nyala.\n");
    desk.expect(0, &["read", "--quiet", "in"]);
    assert!(desk.rows("actors").is_empty(), "nobody knows the River Guard");
    desk.file("mine.csv", "id,name,names,country\ngroup:river-guard,River Guard,the Guard,SDN\n");
    desk.expect(0, &["world", "add", "mine.csv"]);
    let actors = desk.rows("actors");
    assert_eq!(actors[0]["id"], "group:river-guard", "{actors:#?}");
    let statement = &desk.rows("statements")[0];
    assert_eq!(statement["speaker"]["id"], "group:river-guard");
    desk.expect(0, &["verify", "--quiet"]);
    // A file of the same name takes the place of the earlier one.
    desk.file("mine.csv", "id,name,country\ngroup:other-guard,Other Guard,SDN\n");
    desk.expect(0, &["world", "add", "mine.csv"]);
    assert!(desk.rows("actors").is_empty());
    let layers = told(&desk, &["world", "check"]).stderr;
    assert!(layers.contains("over it: mine.csv"), "{layers}");
}

#[test]
fn the_zone_of_ones_own_agreement_comes_and_goes() {
    let desk = Desk::new();
    let zone = "zone = \"nile.geojson\"\n";
    let file = |zone: &str| {
        let head = "[[agreement]]\nid = \"agreement:nile\"\nname = \"Nile Truce\"\nkind = \"ceasefire\"\nsource = \"me\"\n";
        format!("{head}concluded = \"2023-05\"\nparties = [\"state:SDN\"]\n{zone}")
    };
    desk.file("mine.toml", file(zone));
    let area =
        "{\"type\": \"Polygon\",\n\"coordinates\": [[[32, 15], [34, 15], [34, 17], [32, 15]]]}";
    desk.file("nile.geojson", area);
    desk.expect(0, &["world", "check", "mine.toml"]);
    desk.expect(0, &["world", "add", "--quiet", "mine.toml"]);
    let text = "Published: 24 May 2023\n\nOn 23 May 2023 the Sudanese army shelled a market in El Fasher, killing six civilians.\n";
    desk.file("in/a.txt", text);
    desk.expect(0, &["read", "--quiet", "in"]);
    let found = desk.rows("agreements");
    assert_eq!(found[0]["incidents"][0]["inside"], "outside", "{found:#?}");
    let told =
        desk.expect(0, &["why", found[0]["incidents"][0]["incident"].as_str().expect("an id")]);
    assert!(told.contains("outside the zone of Nile Truce (agreement:nile)"), "{told}");
    // The same file without its zone: no report tells of the agreement, so nothing is left.
    desk.file("mine.toml", file(""));
    desk.expect(0, &["world", "add", "--quiet", "mine.toml"]);
    assert_eq!(desk.rows("agreements"), Vec::<Value>::new());
    // With its longitudes and latitudes changed it is sound, but told.
    desk.file(
        "nile.geojson",
        area.replace("[32, 15]", "[15, 32]")
            .replace("[34, 15]", "[15, 34]")
            .replace("[34, 17]", "[17, 34]"),
    );
    desk.file("mine.toml", file(zone));
    let odd = told_of_check(&desk, "mine.toml");
    assert!(odd.contains("the other way round"), "{odd}");
    desk.expect(0, &["verify", "--quiet"]);
}

fn told_of_check(desk: &Desk, file: &str) -> String {
    told(desk, &["world", "check", file]).stderr
}

#[test]
fn what_is_wrong_in_a_file_is_told_by_line_and_nothing_changes() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "a.csv",
            "id,nmae\ngroup:a,A\n",
            &["a.csv: line 1", "no column \"nmae\"", "did you mean name"],
        ),
        ("b.csv", "id,name\ngruop:a,Alpha\n", &["b.csv: line 2", "must begin with one of"]),
        (
            "c.csv",
            "id,name,latitude,longitude\nplace:a,Alpha,91,0\n",
            &["c.csv: line 2: place:a", "nowhere on Earth"],
        ),
        (
            "d.csv",
            "id,name,office,of,from\nperson:a,A B,king,state:XXX,2020\n",
            &["d.csv: line 2: person:a", "is the id of no row"],
        ),
        (
            "e.csv",
            "id,name,office,of,from,to\nperson:a,A B,king,state:MLI,2021,2020\n",
            &["ends (2020) before it begins (2021)"],
        ),
        (
            "f.toml",
            "[[armed-group]]\nid = \"group:a\"\nname = \"Alpha\"\nsource = \"me\"\npredecessors = [{ id = \"group:b\", kind = \"renamed\" }]\n\n[[armed-group]]\nid = \"group:b\"\nname = \"Beta\"\nsource = \"me\"\npredecessors = [{ id = \"group:a\", kind = \"renamed\" }]\n",
            &["f.toml: line 2: group:a", "its own predecessor"],
        ),
        ("g.toml", "[[armed-group]\n", &["g.toml: line 1"]),
        (
            "i.toml",
            "[[agreement]]\nid = \"agreement:a\"\nname = \"Alpha\"\nkind = \"ceasefire\"\nsource = \"me\"\nzone = '{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,2],[3,4],[1,4]]]}'\n",
            &["i.toml: line 2: agreement:a", "doesn't end where it begins"],
        ),
        (
            "j.toml",
            "[[agreement]]\nid = \"agreement:a\"\nname = \"Alpha\"\nkind = \"ceasefire\"\nsource = \"me\"\nzone = \"gone.geojson\"\n",
            &["j.toml: agreement:a: `zone` \"gone.geojson\"", "can't be opened"],
        ),
        (
            "h.toml",
            "[[armed-group]]\nid = \"group:a\"\nname = \"Alpha\"\ncolour = 1\n",
            &["h.toml: line 4", "unknown field `colour`"],
        ),
    ];
    let desk = Desk::new();
    for (name, text, expected) in cases {
        desk.file(name, text);
        for command in ["add", "check"] {
            let out = told(&desk, &["world", command, name]);
            assert_ne!(out.code, 0, "{command} {name}");
            for words in *expected {
                assert!(
                    out.stderr.contains(words),
                    "{command} {name}: {words:?} in\n{}",
                    out.stderr
                );
            }
        }
    }
    let layers = told(&desk, &["world", "check"]).stderr;
    assert!(!layers.contains("over it"), "{layers}");
}

#[test]
fn what_is_odd_in_a_file_is_warned_of() {
    let cases = [
        ("a.csv", "id,name,names\ngroup:may-brigade,May Brigade,May\n", "\"May\" is a common word"),
        ("b.csv", "id,name,names\ngroup:us-front,United Sea Front,us\n", "\"us\" is a common word"),
        (
            "c.csv",
            "id,name,office,of,from,to\nperson:a-b,A B,president,state:MLI,2015-01-01,2016-01-01\n",
            "begins (2015-01-01) while person:ibrahim-boubacar-keita still holds it",
        ),
        (
            "d.csv",
            "id,name\ngroup:second-hts,Hayat Tahrir al-Sham\n",
            "is a name of group:hayat-tahrir-al-sham, too",
        ),
    ];
    let desk = Desk::new();
    for (name, text, expected) in cases {
        desk.file(name, text);
        let out = told(&desk, &["world", "check", name]);
        assert!(out.stderr.contains(expected), "{name}: {expected:?} in\n{}", out.stderr);
        assert!(out.stderr.contains(&format!("warning: {name}: line 2")), "{}", out.stderr);
    }
}

#[test]
fn a_file_with_too_much_is_refused() {
    let desk = Desk::new();
    let mut text = String::from("id,name\n");
    for i in 0..200_001 {
        text.push_str(&format!("group:g{i},Group Number {i}\n"));
    }
    desk.file("big.csv", text);
    let out = told(&desk, &["world", "check", "big.csv"]);
    assert_eq!(out.code, 1);
    assert!(out.stderr.contains("more than 200000 lines are too many"), "{}", out.stderr);
}

#[test]
fn other_peoples_files_come_in() {
    let desk = Desk::new();
    desk.file("holders.csv", "country,office,person,qid,start,end\nMali,Prime Minister,Awa Exemplar,Q1,2031-02-01,\nNowhere,King,X Y,Q2,2000-01-01,\n");
    let out = told(&desk, &["world", "import", "--from", "holders", "holders.csv"]);
    assert!(
        out.stderr.contains("line 3: no state or body is called \"Nowhere\""),
        "{}",
        out.stderr
    );
    let found = rows(&desk, &["world", "find", "Malian prime minister", "--at", "2031-03-01"]);
    assert_eq!(found[0]["id"], "person:awa-exemplar");
    let dump = "12345\tUmm Example\tUmm Example\tUm Exampel\t13.5\t25.25\tP\tPPL\tSD\t\t55\t\t\t\t1200\t\t600\tAfrica/Khartoum\t2020-01-01\n";
    desk.file("SD.txt", dump);
    desk.expect(0, &["world", "import", "--from", "geonames", "SD.txt"]);
    let found = rows(&desk, &["world", "find", "Um Exampel", "--places"]);
    assert_eq!((&found[0]["id"], &found[0]["country"]), (&"geonames:12345".into(), &"SDN".into()));
    desk.file("actors.txt", "RIVER_GUARD_ ; note\n+THE_RIVER_GUARDS\n\t[SDNMIL]\n");
    desk.expect(0, &["world", "import", "--from", "petrarch", "actors.txt", "-o", "river.toml"]);
    desk.expect(0, &["world", "check", "river.toml"]);
    desk.file("a.jsonl", r#"{"id":"a","schema":"Person","properties":{"name":["Bela Exemplar"],"nationality":["ml"]}}"#);
    desk.expect(0, &["world", "import", "--from", "ftm", "a.jsonl"]);
    assert_eq!(rows(&desk, &["world", "find", "Exemplar Bela"])[0]["country"], "MLI");
    let out = told(&desk, &["world", "import", "--from", "ftm", "SD.txt"]);
    assert!(out.stderr.contains("nothing in it could be taken"), "{}", out.stderr);
}
