//! Rows of other data sets, read from their files.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests stand at the edge")]

use detente_case::{Case, Input, ReadOptions};
use detente_exchange::{Form, OutsideError, is_report, read_outside, write_form};
use detente_record::{EventType, Outside};
use proptest::prelude::*;
use std::path::Path;

fn rows(text: &str) -> Vec<Outside> {
    read_outside("theirs", text.as_bytes()).unwrap().1.collect()
}

/// A row of GDELT's Event table with some cells filled.
fn gdelt(cells: &[(usize, &str)]) -> String {
    let mut row = vec![""; 61];
    cells.iter().for_each(|(at, cell)| row[*at] = cell);
    row.join("\t")
}

#[test]
fn gdelt_events() {
    let cells = [
        (0, "1050000001"),
        (1, "20230530"),
        (5, "SDNMIL"),
        (6, "SUDANESE ARMY"),
        (7, "SDN"),
        (12, "MIL"),
        (15, "ROM"),
        (16, "ROMANIA"),
        (17, "ROM"),
        (26, "1723"),
        (52, "Khartoum, Al Khartum, Sudan"),
        (53, "SU"),
        (56, "15.5881"),
        (57, "32.5342"),
        (60, "https://example.org/a"),
    ];
    let text = format!("{}\r\n{}\n\n", gdelt(&cells), gdelt(&[(0, "2"), (1, "2023-13-99")]));
    let all = rows(&text);
    let [one, two] = &all[..] else { panic!("{all:#?}") };
    assert_eq!((one.form.as_str(), one.kind), ("gdelt-event", Some(EventType::Coerce)));
    assert_eq!((one.code.as_deref(), one.line), (Some("1723"), 1));
    assert_eq!(one.date.from.as_deref(), Some("2023-05-30"));
    assert_eq!(one.verbatim, gdelt(&cells), "as it stands, without the line break");
    let actor = &one.actors[0];
    assert_eq!((actor.id.as_deref(), actor.country.as_deref()), (None, Some("SDN")));
    assert_eq!(actor.sector.as_deref(), Some("MIL"));
    assert_eq!(one.recipients[0].id.as_deref(), Some("state:ROU"));
    let place = one.place.as_ref().unwrap();
    assert_eq!((place.country.as_deref(), place.latitude), (Some("SDN"), Some(15.5881)));
    assert_eq!(place.radius_km, None, "GDELT gives none");
    assert!(two.date.is_unknown() && two.actors.is_empty() && two.kind.is_none());
    assert_eq!(two.line, 2);
}

#[test]
fn tables_in_the_shape_of_acled() {
    let text = "\u{feff}event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,\
        actor2,iso,location,latitude,longitude,source,notes,fatalities\n\
        SDN7,31 May 2023,2,Battles,Armed clash,Army,\"Force, Rapid\",729,Khartoum,15.5,32.5,Radio,\
        \"Shells fell;\nno one knows\",18\n\
        SDN8,2023-06-01,1,Protests,Peaceful protest,Protesters,,729,Omdurman,95,32,Radio,,\n";
    let all = rows(text);
    let [one, two] = &all[..] else { panic!("{all:#?}") };
    assert_eq!(one.date.edtf.as_deref(), Some("[2023-05-28..2023-06-03]"));
    assert_eq!(one.recipients[0].text, "Force, Rapid");
    assert_eq!(one.place.as_ref().unwrap().country.as_deref(), Some("SDN"));
    assert_eq!(
        (one.kind, one.code.as_deref()),
        (Some(EventType::Assault), Some("Battles / Armed clash"))
    );
    assert!(one.verbatim.starts_with("SDN7,") && one.verbatim.ends_with("knows\",18"));
    assert!(one.heading.as_ref().unwrap().starts_with("event_id_cnty,"));
    assert_eq!((one.line, two.line), (2, 4), "the first row goes over two lines");
    assert_eq!(two.place.as_ref().unwrap().latitude, None, "95 degrees is nowhere");
    assert!(two.figures.is_empty(), "no figure is not 0");
    assert_eq!(two.kind, Some(EventType::Protest));
}

#[test]
fn tables_in_the_shape_of_ucdp() {
    let text = "id,type_of_violence,side_a,side_b,date_start,date_end,best,high,low,country_id,country,\
        where_coordinates,latitude,longitude,source_article\n\
        99,1,Government of Sudan,RSF,2023-05-30 00:00:00.000,2023-05-31 00:00:00.000,5,9,4,625,Sudan,\
        Khartoum city,15.5,32.5,\"Radio, 2023\"\n";
    let one = &rows(text)[0];
    let killed = &one.figures["killed"];
    assert_eq!((killed.low, killed.best, killed.high), (Some(4.0), Some(5.0), Some(9.0)));
    assert_eq!(one.date.edtf.as_deref(), Some("[2023-05-30..2023-05-31]"));
    assert_eq!(one.place.as_ref().unwrap().country.as_deref(), Some("SDN"));
    assert_eq!(one.source.as_deref(), Some("Radio, 2023"));
}

#[test]
fn what_is_no_such_table_is_refused_with_the_way_out() {
    let said = |bytes: &[u8]| read_outside("x.csv", bytes).err().unwrap().to_string();
    assert!(said(b"a,b\n1,2\n").contains("`detente read` takes it"));
    assert!(said(b"").contains("x.csv"));
    assert!(said(b"event_id_cnty,event_date\n").contains("no rows"));
    let short = format!("{}\n1\t2\n", gdelt(&[(0, "1")]));
    assert!(said(short.as_bytes()).contains("line 2: 2 columns and not 61"));
    let uneven = said(b"event_id_cnty,event_date\nA,2020-01-01\nB\n");
    assert!(uneven.contains("line 3: 1 columns and not 2"), "{uneven}");
    let latin = [b"event_id_cnty,event_date\nCaf".as_slice(), b"\xe9,2020\n"].concat();
    assert!(said(&latin).contains("line 2: not UTF-8"));
    assert!(is_report(b"\n <html>") && is_report(b"[{\"@type\": \"NewsArticle\"}]"));
}

#[test]
fn exports_of_a_case_come_back() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut case = Case::temporary().unwrap();
    let examples = Input::Path(root.join("examples/kashmir"));
    case.read(&[examples], &ReadOptions::default(), &()).unwrap();
    for (form, part) in [
        (Form::Gdelt, "events"),
        (Form::Gdelt, "mentions"),
        (Form::AcledShape, "events"),
        (Form::UcdpShape, "events"),
    ] {
        let mut out = vec![];
        write_form(&case, form, part, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let (file, rows) = read_outside("own", text.as_bytes()).unwrap();
        let rows: Vec<Outside> = rows.collect();
        let heading = usize::from(file.heading.is_some());
        assert_eq!(rows.len(), text.lines().count() - heading, "{form:?} {part}");
        for row in &rows {
            assert_eq!(text.lines().nth(row.line - 1), Some(row.verbatim.as_str()));
            assert_eq!(row.id, file.row_id(row.line, &row.verbatim));
            assert!(row.key.is_some());
        }
        assert!(rows.iter().any(|row| !row.date.is_unknown()), "{form:?} {part}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_fail_otherwise_than_in_words(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        rows in "(event_id_cnty,event_date,fatalities|type_of_violence;best;date_start;date_end)\n([ -~\n\"é]{0,80})",
    ) {
        for input in [bytes.as_slice(), rows.as_bytes()] {
            match read_outside("x", input) {
                Ok((_, rows)) => {
                    let text = std::str::from_utf8(input).unwrap();
                    for row in rows {
                        prop_assert!(text.contains(&row.verbatim), "{:?}", row.verbatim);
                        prop_assert!(row.line >= 1);
                    }
                }
                Err(OutsideError::NotText { line, .. }) => prop_assert!(line >= 1),
                Err(error) => prop_assert!(error.to_string().starts_with('x')),
            }
        }
    }
}
