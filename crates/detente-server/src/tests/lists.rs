//! The lists across reports, their pages, and the rows as JSON.

use super::{HOSTILE, Site, TOLL, values};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use detente_case::Filter;
use detente_record::{Agreement, Dispute, Incident};
use std::collections::BTreeSet;

/// Reports that agree, differ and deny, and an agreement of which one side says it was broken.
const MARKET: &str = "Market under fire\n\nNYALA, 4 March 2024 — At least 11 people were killed on \
    Monday when shells hit the market in Nyala, the Sudanese army said. The Rapid Support Forces \
    denied that they had shelled the market in Nyala on Monday.\n";
const TALKS: &str = "Truce signed\n\nJEDDAH, 21 May 2023 — Sudan's army and the Rapid Support \
    Forces signed a truce in Jeddah on Saturday. Both sides agreed to withdraw from hospitals by \
    May 24. Sudan said the Rapid Support Forces had broken the truce. <b>Egypt</b> and Sudan held \
    talks in Cairo on Friday.\n";

fn site() -> Site {
    Site::new(&[
        ("hostile.txt", HOSTILE.as_bytes()),
        ("toll.txt", TOLL.as_bytes()),
        ("market.txt", MARKET.as_bytes()),
        ("talks.txt", TALKS.as_bytes()),
    ])
}

#[test]
fn every_link_of_every_page_leads_to_a_page() {
    let site = site();
    let mut open = vec!["/".to_owned()];
    let mut seen: BTreeSet<String> = open.iter().cloned().collect();
    while let Some(path) = open.pop() {
        let answer = site.get(&path);
        let redirected = answer.status == StatusCode::SEE_OTHER;
        assert!(redirected || answer.status == StatusCode::OK, "{path}: {}", answer.body);
        let mut links: Vec<String> = vec![];
        if redirected {
            links.push(answer.headers["location"].to_str().unwrap().to_owned());
        } else if !path.ends_with("/raw") && !path.contains(".json") && !path.contains("/api/") {
            links.extend(values(&answer.body, "href").into_iter().map(str::to_owned));
            assert!(!answer.body.contains("<b>"), "{path}");
            assert!(super::has_own_scripts_only(&answer.body), "{path}");
        }
        for link in links {
            let link = link.split('#').next().unwrap().replace("&#39;", "'").replace("&amp;", "&");
            // The world goes on behind every edge of the map, and time before and after the chart.
            let further = |start: &str| path.starts_with(start) && link.starts_with(start);
            let beyond = further("/map?") || further("/timeline?");
            if link.starts_with('/') && !beyond && seen.insert(link.clone()) {
                open.push(link);
            }
        }
    }
    for kind in ["incidents", "agreements", "actors", "places", "reports", "rows"] {
        let start = format!("/{kind}/");
        assert!(seen.iter().any(|path| path.starts_with(&start)), "no {kind} in {seen:#?}");
    }
    assert!(seen.iter().any(|path| path.starts_with("/relations/pair?")), "{seen:#?}");
}

#[test]
fn a_dispute_shows_both_sides_with_the_way_to_their_words() {
    let site = site();
    let disputes: Vec<Dispute> = site.case().rows(&Filter::default()).unwrap();
    let denial = disputes.iter().find(|one| one.kind == "denial").expect("a denial");
    let page = site.page("/disputes?type=denial");
    assert!(page.contains(&format!("id=\"d{}\"", denial.id)));
    assert!(page.contains("It is not so") && page.contains("It is so"));
    let cited: Vec<&str> =
        values(&page, "href").into_iter().filter(|href| href.contains("?at=")).collect();
    assert!(cited.len() >= 2, "{page}");
    for href in cited {
        let (path, anchor) = href.split_once('#').unwrap();
        assert!(values(&site.page(path), "id").contains(&anchor), "{href}");
    }
    assert!(site.page("/disputes?type=place").contains("No dispute is like that"));
}

#[test]
fn an_agreement_is_a_ledger_of_its_obligations() {
    let site = site();
    let all: Vec<Agreement> = site.case().rows(&Filter::default()).unwrap();
    let owed = all.iter().find(|one| !one.obligations.is_empty()).expect("an obligation");
    let page = site.page(&format!("/agreements/{}", crate::page::ask::encoded(&owed.id)));
    for one in &owed.obligations {
        assert!(page.contains(&format!("id=\"o{}\"", one.id)), "{one:?}");
    }
}

#[test]
fn the_map_shows_where_it_happened_and_leads_there() {
    let site = site();
    let here = site.case().happened(&Filter::default()).unwrap();
    assert!(!here.is_empty());
    let page = site.page("/map");
    assert_eq!(page.matches("<circle class=\"mark").count(), here.len(), "{page}");
    let name = here[0].place.name.clone().unwrap();
    assert!(page.contains(&format!("aria-label=\"{name}: ")));
    // Whatever is asked for, there is a map; of the sea too.
    for query in ["x=0&y=-50&w=3", "x=NaN&y=inf&w=-1", "w=2", "actor=nobody&x=30&y=50&w=1e300"] {
        let page = site.page(&format!("/map?{query}"));
        assert!(!page.contains("NaN") && !page.contains("inf "), "{query}");
    }
    assert_eq!(site.get("/map?x=east").status, StatusCode::BAD_REQUEST);
}

#[test]
fn rows_come_as_json_a_window_at_a_time() {
    let site = site();
    let json =
        |path: &str| -> serde_json::Value { serde_json::from_str(&site.page(path)).unwrap() };
    let all: Vec<Incident> = site.case().rows(&Filter::default()).unwrap();
    let mut found = vec![];
    let mut path = "/api/v1/incidents?limit=1".to_owned();
    loop {
        let answer = json(&path);
        found.extend(answer["rows"].as_array().unwrap().iter().cloned());
        let Some(next) = answer["next"].as_str() else { break };
        path = format!("/api/v1/incidents?limit=1&cursor={next}");
    }
    assert_eq!(serde_json::Value::from(found), serde_json::to_value(&all).unwrap());
    assert_eq!(json("/incidents.json")["rows"], serde_json::to_value(&all).unwrap());
    assert_eq!(json(&format!("/api/v1/rows/{}", all[0].events[0]))["table"], "events");
    assert!(json("/brief.json")["summary"].is_string());
    for (path, status) in [
        ("/api/v1/nothing", 404),
        ("/api/v1/rows/ffffffffffffffff", 404),
        ("/api/v1/events?from=soon", 400),
        ("/api/v1/events?cursor=x", 400),
        ("/api/v1/events?limit=-1", 400),
        ("/api/v1/search?q=", 400),
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status.as_u16(), status, "{path}");
        let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert!(told["error"].is_string(), "{path}");
    }
}

#[test]
fn what_has_not_changed_is_not_sent_twice() {
    let site = site();
    let tag = site.get("/api/v1/claims").headers["etag"].clone();
    let request = Request::get("/api/v1/claims").header("host", super::ADDRESS);
    let request = request.header("if-none-match", &tag).body(Body::empty()).unwrap();
    let again = site.send(request);
    assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[test]
fn the_document_describes_every_table() {
    let site = site();
    let document: serde_json::Value = serde_json::from_str(&site.page("/openapi.json")).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    for table in detente_exchange::TABLES {
        assert!(document["paths"][format!("/api/v1/{table}")].is_object(), "{table}");
        assert_eq!(site.get(&format!("/api/v1/{table}")).status, StatusCode::OK, "{table}");
    }
}

#[test]
fn alerts_and_sources_of_a_watch_have_a_page() {
    use detente_case::{Alert, Case, Watched};
    let site = Site::usual();
    assert!(site.page("/alerts").contains("None was raised yet"));
    let alert = Alert {
        id: "a1".into(),
        at: "2024-05-02T12:00:00Z".into(),
        on: "breach".into(),
        rule: "truce <b>".into(),
        kind: Some("obligation".into()),
        row: Some("b2".into()),
        text: "Said to be broken: <script>leave</script> the town".into(),
        reports: vec!["0123456789abcdef".into()],
        detail: serde_json::json!({ "agreement": "agreement:truce" }),
    };
    let source = Watched {
        url: "https://news.example/feed".into(),
        kind: "feed".into(),
        failures: 3,
        said: "its server failed (502)".into(),
        due: Some("2024-05-02T14:00:00Z".into()),
        ..Watched::default()
    };
    let mut case = Case::open(&site.path()).unwrap();
    case.keep_watch(&[], &[source]).unwrap();
    case.raise(&[(alert, vec![])], 1).unwrap();
    drop(case);
    let page = site.page("/alerts");
    assert!(page.contains("&lt;script&gt;leave") && !page.contains("<script>leave"), "{page}");
    assert!(page.contains("href=\"/agreements/agreement%3Atruce\""), "{page}");
    assert!(page.contains("its server failed (502)") && page.contains("14:00:00Z"), "{page}");
    let json: serde_json::Value = serde_json::from_str(&site.page("/alerts.json")).unwrap();
    assert_eq!(json["alerts"][0]["id"], "a1");
    assert_eq!(json["sources"][0]["failures"], 3);
    assert!(site.page("/alerts?skip=50").contains("no earlier ones"));
}
