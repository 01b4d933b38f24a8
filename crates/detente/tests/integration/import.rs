//! `detente import` and `detente outside`.

use crate::harness::{Desk, root};

const TABLE: &str = "event_id_cnty,event_date,time_precision,event_type,actor1,iso,location,fatalities\n\
    SDN7,2023-05-31,1,Battles,Military Forces of Sudan,729,Khartoum,18\n\
    =1+1,2023-06-01,1,Riots,Rioters (Sudan),729,Omdurman,0\n";

fn desk() -> Desk {
    let desk = Desk::new();
    let report = root().join("examples/sudan/market-shelling.txt");
    let status = desk.command().args(["read", "--quiet"]).arg(report).status();
    assert_eq!(status.expect("starts").code(), Some(0));
    desk
}

#[test]
fn outside_accounts_stand_beside_the_record() {
    let desk = desk();
    let (before, incidents) = (desk.dump(), desk.rows("incidents"));
    let brief = desk.expect(0, &["brief"]);
    desk.file("theirs.csv", TABLE);
    desk.expect(0, &["import", "theirs.csv"]);
    let rows = desk.rows("outside");
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["verbatim"], TABLE.lines().nth(1).expect("a line"));
    assert_eq!((&rows[0]["file"], rows[0]["line"].as_u64()), (&"theirs.csv".into(), Some(2)));
    assert_eq!(rows[0]["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(rows[0]["figures"]["killed"]["best"], 18.0);
    assert_eq!((desk.dump(), desk.rows("incidents")), (before, incidents), "nothing that was read");
    assert_eq!(desk.expect(0, &["brief"]), brief);
    desk.expect(0, &["verify", "--quiet"]);
    let found = desk.expect(0, &["outside", "--type", "PROTEST", "--format", "csv"]);
    assert_eq!(found.lines().count(), 2, "{found}");
    assert!(found.contains(",'=1+1,") && found.contains(",\"'=1+1,2023"), "{found}");
    let id = rows[0]["id"].as_str().expect("an id").to_owned();
    let shown = desk.expect(0, &["show", &id, "--format", "table"]);
    assert!(shown.starts_with("row of another data set"), "{shown}");
    desk.expect(0, &["export", "jsonl", "-o", "out"]);
    let exported = std::fs::read_to_string(desk.path("out/outside.jsonl")).expect("exported");
    assert_eq!(exported, desk.expect(0, &["outside"]));
}

#[test]
fn a_file_is_taken_once_and_taken_out_again() {
    let desk = desk();
    desk.file("theirs.csv", TABLE);
    desk.expect(0, &["import", "--quiet", "theirs.csv"]);
    let said = desk.run(["import", "theirs.csv"]);
    assert!(String::from_utf8_lossy(&said.stderr).contains("here already"));
    let sum = desk.rows("outside")[0]["sha256"].as_str().expect("a sum").to_owned();
    desk.expect(0, &["import", "--quiet", "--undo", &sum[..12]]);
    assert!(desk.rows("outside").is_empty());
    desk.expect(2, &["import", "--undo", &sum[..12]]);
    desk.expect(2, &["import"]);
    desk.expect(0, &["verify", "--quiet"]);
}

#[test]
fn a_file_with_a_bad_row_is_left_out_whole() {
    let desk = desk();
    desk.file("good.csv", TABLE);
    desk.file("bad.csv", format!("{TABLE}SDN9,2023-06-02\n"));
    let said = desk.run(["import", "good.csv", "bad.csv"]);
    let words = String::from_utf8_lossy(&said.stderr).into_owned();
    assert_eq!(said.status.code(), Some(2));
    assert!(words.contains("bad.csv, line 4: 2 columns and not 8"), "{words}");
    assert!(desk.rows("outside").is_empty(), "nor the good one");
    let none = desk.run(["--case", "none.detente", "import", "bad.csv"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(!desk.path("none.detente").exists(), "a slip makes no case");
}

#[test]
fn what_is_exported_can_be_imported() {
    let desk = desk();
    desk.expect(0, &["export", "gdelt", "-o", "out"]);
    desk.expect(0, &["export", "acled-shape", "-o", "out/acled.csv"]);
    let files = ["out/gdelt.export.CSV", "out/gdelt.mentions.CSV", "out/acled.csv"];
    let import = ["--case", "other.detente", "import", "--quiet"];
    desk.expect(0, &[&import[..], &files[..]].concat());
    let rows = desk.expect(0, &["--case", "other.detente", "outside"]);
    for form in ["gdelt-event", "gdelt-mention", "acled-shape"] {
        assert!(rows.contains(&format!("\"form\":\"{form}\"")), "{form}");
    }
    let reports = desk.expect(0, &["--case", "other.detente", "reports"]);
    assert_eq!(reports, "", "no report was read");
}

#[test]
fn a_page_and_an_article_are_reports() {
    let desk = Desk::new();
    desk.file(
        "article.jsonld",
        "{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\": \"Truce holds\",\n \
         \"datePublished\": \"2023-05-31\", \"articleBody\": \"The truce in Khartoum held on Wednesday, Sudan said.\"}\n",
    );
    let page = std::fs::read(root().join("examples/kashmir/hotline-truce.html")).expect("a page");
    desk.file("page.html", page);
    desk.expect(0, &["import", "--quiet", "article.jsonld", "page.html"]);
    assert!(desk.rows("outside").is_empty());
    let reports = desk.rows("reports");
    assert_eq!(reports.len(), 2, "{reports:#?}");
    let article = reports.iter().find(|row| row["title"] == "Truce holds").expect("the article");
    assert_eq!(article["published"]["from"], "2023-05-31");
}

#[test]
fn a_folder_that_is_no_lake_is_refused_with_the_way_out() {
    let desk = desk();
    std::fs::create_dir(desk.path("reports")).expect("made");
    desk.file("reports/a.txt", "Egypt and Sudan held talks in Cairo.");
    let said = desk.run(["import", "reports"]);
    assert_eq!(said.status.code(), Some(2));
    let error = String::from_utf8_lossy(&said.stderr);
    assert!(error.contains("no lake") && error.contains("detente read"), "{error}");
}
