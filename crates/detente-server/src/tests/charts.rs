//! The drawings, the search's facets, the original beside the text, and the scripts.

use super::{HOSTILE, Site, TOLL, has_own_scripts_only, values};
use axum::http::StatusCode;
use detente_case::Filter;
use detente_record::Incident;

const SIGNED: &str = "Truce signed\n\nJEDDAH, 21 May 2023 — Sudan's army and the Rapid Support Forces \
    signed a truce in Jeddah on Saturday. Both sides agreed to withdraw from hospitals by May 24.\n";
const TALKS: &str = "Talks in Cairo\n\nCAIRO, 9 April 2024 — Egypt and Sudan held talks in Cairo on \
    Monday, while shells fell on the market in Nyala.\n";

fn site() -> Site {
    Site::new(&[
        ("hostile.txt", HOSTILE.as_bytes()),
        ("toll.txt", TOLL.as_bytes()),
        ("signed.txt", SIGNED.as_bytes()),
        ("talks.txt", TALKS.as_bytes()),
    ])
}

#[test]
fn the_timeline_draws_each_incident_that_has_a_day() {
    let site = site();
    let page = site.page("/timeline");
    let all: Vec<Incident> = site.case().rows(&Filter::default()).unwrap();
    let dated = |row: &&Incident| row.date.to.is_some() && row.extent != "summary";
    let dated: Vec<&Incident> = all.iter().filter(dated).collect();
    assert!(!dated.is_empty());
    let hrefs = values(&page, "href");
    for row in dated {
        assert!(hrefs.contains(&format!("/incidents/{}", row.id).as_str()), "{row:?}");
    }
    assert!(
        page.contains("class=\"deadline\" d=") && page.contains("Deadline 2023-05-24"),
        "{page}"
    );
    // One actor, some days, a type: the chart narrows with the list.
    let one = site.page("/timeline?from=2023-05-01&to=2023-05&type=agree");
    assert!(one.contains("AGREE") && !one.contains("ASSAULT: "), "{one}");
    let none = site.page("/timeline?from=1900-01-01&to=1900-02-01");
    assert!(!none.contains("<svg xmlns") && none.contains("Nothing is like that"), "{none}");
    for odd in
        ["from=2020-99-99", "to=0000", "from=9999-12-31&to=0001-01-01", "actor=%22%3E%3Cb%3E"]
    {
        let page = site.page(&format!("/timeline?{odd}"));
        assert!(!page.contains("NaN") && !page.contains("<b>"), "{odd}");
    }
}

#[test]
fn relations_are_drawn_as_they_stood_in_a_month() {
    let site = site();
    let page = site.page("/relations");
    let months = site.case().months().unwrap();
    assert!(page.contains("<svg xmlns") && !months.is_empty(), "{page}");
    let pairs = values(&page, "href").into_iter().filter(|href| href.contains("/relations/pair"));
    for href in pairs {
        site.page(&href.replace("&amp;", "&"));
    }
    let first = site.page(&format!("/relations?on={}", months[0]));
    assert!(first.contains(&format!("until {}", months[0])));
    let before = site.page("/relations?on=1900-01");
    assert!(before.contains("dated so early") && !before.contains("<svg xmlns"));
    for odd in ["2020", "soon", "2020-02-01", "%3Cb%3E"] {
        assert_eq!(
            site.get(&format!("/relations?on={odd}")).status,
            StatusCode::BAD_REQUEST,
            "{odd}"
        );
    }
}

#[test]
fn a_search_is_narrowed_by_links() {
    let site = site();
    let page = site.page("/search?q=market");
    let facet = values(&page, "href").into_iter().find(|href| href.contains("&amp;from=2024"));
    let facet = facet.unwrap().replace("&amp;", "&");
    assert!(site.page(&facet).contains("1 report,"), "{facet}");
    let none = site.page("/search?q=market&from=2023&to=2023");
    assert!(none.contains("search all reports"), "{none}");
    let unnamed = site.page("/search?q=market&outlet=");
    assert!(unnamed.contains("no named outlet") && unnamed.contains("aria-current"), "{unnamed}");
    let hostile = site.page("/search?q=crossing&outlet=%22%3E%3Cscript%3E");
    assert!(has_own_scripts_only(&hostile) && !hostile.contains("\"><script"));
    assert_eq!(site.get("/search?q=market&from=soon").status, StatusCode::BAD_REQUEST);
}

#[test]
fn the_original_stands_beside_the_text_and_never_acts() {
    let page = b"<html><body><h1>Truce holds</h1><p>The truce <b>held</b> in the town on Monday, the army said.</p>\
        <p>The other side denied it.</p><script>x()</script></body></html>";
    let site = Site::new(&[("page.html", page), ("hostile.txt", HOSTILE.as_bytes())]);
    let reader =
        |name: &str, query: &str| site.page(&format!("/reports/{}?{query}", site.report(name).id));
    let both = reader("page.html", "raw=1");
    assert!(both.contains("&lt;script&gt;x()") && has_own_scripts_only(&both), "{both}");
    assert!(!both.contains("<b>") && both.contains("class=\"original pane\""));
    let ids = values(&both, "id");
    let across: Vec<&str> = values(&both, "href")
        .into_iter()
        .filter(|href| href.starts_with("#o") || href.starts_with("#p"))
        .collect();
    assert!(across.len() >= 4, "{both}");
    for href in across {
        assert_eq!(ids.iter().filter(|id| **id == &href[1..]).count(), 1, "{href}");
    }
    let hostile = reader("hostile.txt", "raw=1&at=5-40");
    assert!(hostile.contains("<mark class=\"here\">"), "{hostile}");
    assert!(has_own_scripts_only(&hostile) && !hostile.contains('\u{202e}'));
    assert!(!reader("page.html", "raw=0").contains("class=\"original pane\""));
}

#[test]
fn scripts_come_as_scripts_and_hold_no_address_of_elsewhere() {
    let site = Site::new(&[]);
    for name in ["reader.js", "map.js", "timeline.js"] {
        let answer = site.get(&format!("/script/{name}"));
        assert_eq!(answer.headers["content-type"], "text/javascript; charset=utf-8");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        // The one address is the name of a kind of element.
        let addresses = answer.body.replace("http://www.w3.org/2000/svg", "");
        assert!(!addresses.contains("http") && !addresses.contains("innerHTML"), "{name}");
    }
    for odd in ["none.js", "..%2Fstyle.css", "map.js%00"] {
        assert_eq!(site.get(&format!("/script/{odd}")).status, StatusCode::NOT_FOUND, "{odd}");
    }
}

#[test]
fn what_was_found_leads_to_why() {
    let site = site();
    let reader = site.page(&format!("/reports/{}", site.report("toll.txt").id));
    let why = values(&reader, "href").into_iter().find(|href| href.starts_with("/rows/")).unwrap();
    assert!(matches!(site.get(why).status, StatusCode::OK | StatusCode::SEE_OTHER));
}
