//! What analysts send: corrections by form and by program, reports, and who may.

use super::{ADDRESS, Answer, Site, values};
use crate::app::router;
use crate::{Door, Role, Token};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use detente_record::{Event, EventType};
use serde_json::{Value, json};
use tower::ServiceExt;

/// The pages, kept over several requests: a form holds as long as they are served.
struct Served {
    router: Router,
    runtime: tokio::runtime::Runtime,
}

impl Served {
    fn of(site: &Site, door: Door) -> Self {
        let address = ADDRESS.parse().unwrap();
        let router = router(&site.path(), address, door, super::options()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        Self { router, runtime }
    }

    fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let body = to_bytes(response.into_body(), 64 << 20).await.unwrap();
            Answer { status, headers, body: String::from_utf8(body.to_vec()).unwrap() }
        })
    }

    fn get(&self, path: &str) -> String {
        let answer = self.send(request(Method::GET, path, &[], String::new()));
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }

    fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pair =
            |(name, value): &(&str, &str)| format!("{name}={}", crate::page::ask::encoded(value));
        let body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let from = ("origin", "http://127.0.0.1:8765");
        self.send(request(Method::POST, path, &[kind, from], body))
    }

    fn json(&self, path: &str, body: &Value) -> Answer {
        let kind = ("content-type", "application/json");
        self.send(request(Method::POST, path, &[kind], body.to_string()))
    }
}

fn request(method: Method, path: &str, headers: &[(&str, &str)], body: String) -> Request<Body> {
    let start = Request::builder().method(method).uri(path).header("host", ADDRESS);
    let all = headers.iter().fold(start, |request, (name, value)| request.header(*name, *value));
    all.body(Body::from(body)).unwrap()
}

fn shelled(site: &Site) -> Event {
    let all: Vec<Event> = site.case().rows(&detente_case::Filter::default()).unwrap();
    all.into_iter().find(|one| one.kind == EventType::Assault).expect("the shelling of the market")
}

/// The word in the form of a page.
fn word(page: &str) -> String {
    let (_, after) = page.split_once("name=\"form\" value=\"").expect("a form");
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn a_date_is_corrected_by_the_form_of_its_row_and_taken_back() {
    let site = Site::usual();
    let served = Served::of(&site, Door::default());
    let event = shelled(&site);
    let before = served.get("/timeline.json");
    let page = served.get(&format!("/rows/{}", event.id));
    let form = word(&page);
    let kept = served.form(
        "/review",
        &[
            ("form", &form),
            ("id", &event.id),
            ("act", "re-date"),
            ("date", "2024-02-27"),
            ("place", ""),
            ("reason", "the hospital's <list> says so"),
            ("author", "Ž. Analyst"),
        ],
    );
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    assert_eq!(kept.headers["location"], "/review/1");
    let cookie = kept.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(shelled(&site).date.from.as_deref(), Some("2024-02-27"));
    assert_ne!(served.get("/timeline.json"), before, "the timeline follows");
    let page = served.get("/review/1");
    assert!(page.contains("in-force") && page.contains("hospital&#39;s &lt;list&gt;"), "{page}");
    assert!(served.get(&format!("/rows/{}", event.id)).contains("corrected by Ž. Analyst"));
    assert!(served.get("/review").contains("/review/1"));
    let undone =
        served.form("/review/1/undo", &[("form", &form), ("author", "B."), ("reason", "")]);
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert_eq!(served.get("/timeline.json"), before, "as before");
    let page = served.get("/review/1");
    assert!(page.contains("Taken back") && !page.contains("/undo"), "{page}");
    let again = served.form("/review/1/undo", &[("form", &form), ("author", "B.")]);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("undone already"), "{}", again.body);
}

#[test]
fn what_a_page_elsewhere_sends_is_refused() {
    let site = Site::usual();
    let served = Served::of(&site, Door::default());
    let id = shelled(&site).id;
    let form = word(&served.get(&format!("/rows/{id}")));
    let body = |form: &str| format!("form={form}&id={id}&act=reject&reason=none&author=nobody");
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let own = ("origin", "http://127.0.0.1:8765");
    let refused = [
        (vec![kind, ("origin", "http://evil.example")], body(&form)),
        (vec![kind, ("origin", "null")], body(&form)),
        (vec![kind, ("origin", "http://127.0.0.1:9999")], body(&form)),
        (vec![kind, own, ("sec-fetch-site", "cross-site")], body(&form)),
        (vec![kind, own], body("0000")),
        (vec![kind, own], body("")),
    ];
    for (headers, body) in refused {
        let answer = served.send(request(Method::POST, "/review", &headers, body));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}: {}", answer.body);
    }
    let api = served.send(request(
        Method::POST,
        "/api/v1/corrections",
        &[("content-type", "text/plain"), own],
        json!({ "act": "reject", "id": id, "author": "a", "reason": "b" }).to_string(),
    ));
    assert_eq!(api.status, StatusCode::UNPROCESSABLE_ENTITY, "no simple request corrects");
    let look =
        served.send(request(Method::GET, "/", &[("origin", "http://evil.example")], "".into()));
    assert_eq!(look.status, StatusCode::FORBIDDEN);
    assert_eq!(site.case().corrections().unwrap(), [], "nothing was done");
}

#[test]
fn a_token_does_what_its_role_may_and_no_more() {
    let site = Site::usual();
    let id = shelled(&site).id;
    let bits = "0123456789abcdef".repeat(4);
    let tokens = Role::ALL.map(|role| format!("{}_{bits}", role.as_str()));
    let door = Door {
        tokens: tokens.iter().map(|token| Token::new(token).unwrap()).collect(),
        names: vec![],
    };
    let served = Served::of(&site, door);
    let mut told = vec![];
    for token in &tokens {
        let bearer = format!("Bearer {token}");
        let auth = ("authorization", bearer.as_str());
        let kind = ("content-type", "application/json");
        let correct = json!({ "act": "confirm", "id": id, "author": "a", "reason": "b" });
        let send = |path: &str, body: String| {
            served.send(request(Method::POST, path, &[auth, kind], body)).status.as_u16()
        };
        let row = served.send(request(Method::GET, &format!("/rows/{id}"), &[auth], "".into()));
        assert_eq!(row.status, StatusCode::OK);
        told.push((
            row.body.contains("name=\"form\""),
            send("/api/v1/corrections", correct.to_string()),
            send("/api/v1/reports?name=new.txt", "CAIRO, 5 March 2024 — Talks were held.".into()),
        ));
    }
    assert_eq!(told, [(false, 403, 403), (true, 201, 403), (true, 201, 201)]);
}

#[test]
fn a_program_corrects_and_takes_back() {
    let site = Site::usual();
    let served = Served::of(&site, Door::default());
    let id = shelled(&site).id;
    let say = |act: &str, value: &str| {
        let body = json!({ "act": act, "id": id, "value": value, "author": "A.", "reason": "r" });
        served.json("/api/v1/corrections", &body)
    };
    for (act, value, hint) in [
        ("re-date", "soon", "write a day"),
        ("re-date", "", "such as 2020-02-10"),
        ("re-place", "Nowhereville-upon-Nothing", "knows no place"),
        ("re-type", "RAID", "ASSAULT"),
        ("explode", "", "there are confirm"),
    ] {
        let answer = say(act, value);
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{act} {value}");
        assert!(answer.body.contains(hint), "{act} {value}: {}", answer.body);
        assert!(!answer.body.contains(site.folder.path().to_str().unwrap()), "{}", answer.body);
    }
    let odd = served.json("/api/v1/corrections", &json!({ "act": "reject", "pages": 3 }));
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = say("re-place", "geonames:379252");
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let row: Value = serde_json::from_str(&made.body).unwrap();
    assert_eq!((&row["n"], &row["state"]), (&json!(1), &json!("in-force")));
    assert_eq!(shelled(&site).place.unwrap().name.as_deref(), Some("Khartoum"));
    let by = json!({ "author": "B." });
    assert_eq!(
        served.json("/api/v1/corrections/9/undo", &by).status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(served.json("/api/v1/corrections/1/undo", &by).status, StatusCode::OK);
    let log: Value = serde_json::from_str(&served.get("/api/v1/corrections")).unwrap();
    assert_eq!(log["rows"][0]["state"], "undone");
}

#[test]
fn an_actor_is_said_to_be_another_by_the_form_of_its_page() {
    let site = Site::usual();
    let served = Served::of(&site, Door::default());
    let text =
        "Truce holds\n\nCAIRO, 5 March 2024 — Sudan and Egypt held talks in Cairo on Tuesday.\n";
    let kind = ("content-type", "text/plain");
    let sent = request(Method::POST, "/api/v1/reports?name=a.txt", &[kind], text.into());
    assert_eq!(served.send(sent).status, StatusCode::CREATED);
    let told = || -> (String, String) {
        let all: Vec<Event> = site.case().rows(&detente_case::Filter::default()).unwrap();
        let side = |one: Event| Some((one.actors.first()?.id.clone()?, one.report));
        all.into_iter().find_map(side).expect("the talks")
    };
    let (before, report) = told();
    let page = served.get(&format!("/actors/{before}"));
    assert!(page.contains("It is another actor"), "{page}");
    let form = word(&page);
    let send = |who: &str, report: &str| {
        let fields = [
            ("form", form.as_str()),
            ("id", before.as_str()),
            ("act", "re-actor"),
            ("who", who),
            ("report", report),
            ("author", "A. Analyst"),
            ("reason", "by its own word"),
        ];
        served.form("/review", &fields)
    };
    assert_eq!(send("", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = send("igo:un", &report);
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    assert_eq!(told().0, "igo:un");
    assert!(served.get("/review/1").contains(&format!("in report {report}")));
    let by = json!({ "author": "B." });
    assert_eq!(served.json("/api/v1/corrections/1/undo", &by).status, StatusCode::OK);
    assert_eq!(told().0, before);
}

#[test]
fn reports_that_are_sent_are_read() {
    let site = Site::usual();
    let served = Served::of(&site, Door::default());
    let send = |path: &str, kind: &str, body: &str| {
        served.send(request(Method::POST, path, &[("content-type", kind)], body.to_owned()))
    };
    let text =
        "Truce holds\n\nCAIRO, 5 March 2024 — Sudan and Egypt held talks in Cairo on Tuesday.\n";
    let answer = send("/api/v1/reports?name=truce.txt", "text/plain", text);
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let told: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!((&told["added"], &told["refused"]), (&json!(1), &json!([])));
    let id = told["report"].as_str().unwrap();
    assert!(served.get(&format!("/reports/{id}")).contains("held talks"));
    let again = send("/api/v1/reports", "text/plain", text);
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.body.contains("\"known\":1"), "{}", again.body);
    let odd = send("/api/v1/reports?name=x.pdf", "application/pdf", "%PDF-1.7 nothing");
    assert_eq!(odd.status, StatusCode::OK);
    let told: Value = serde_json::from_str(&odd.body).unwrap();
    assert_eq!(told["refused"][0]["path"], "x.pdf", "{told}");
    assert_eq!(send("/api/v1/reports", "text/plain", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    let path = send("/api/v1/reports?name=..%2F..%2Fetc%2Fpasswd", "text/plain", text);
    assert_eq!(path.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[test]
fn what_awaits_review_leads_to_its_form() {
    let site = Site::usual();
    let served = Served::of(&site, Door::default());
    let page = served.get("/review");
    let links = values(&page, "href").into_iter().filter(|href| href.ends_with("#say"));
    let links: Vec<&str> = links.collect();
    assert!(!links.is_empty(), "{page}");
    for link in links {
        let path = link.trim_end_matches("#say");
        assert!(served.get(path).contains("id=\"say\""), "{path}");
    }
    let id = shelled(&site).id;
    let body =
        json!({ "act": "confirm", "id": id, "author": "A.", "reason": "r", "incident": true });
    assert_eq!(served.json("/api/v1/corrections", &body).status, StatusCode::CREATED);
    assert!(!served.get("/review").contains(&format!("/rows/{id}#say")), "it was reviewed");
}

#[test]
fn every_call_of_the_document_stands_on_its_page() {
    let site = Site::new(&[]);
    let page = site.page("/api");
    for call in ["/api/v1/events", "/api/v1/changes", "/api/v1/corrections/{n}/undo", "POST"] {
        assert!(page.contains(call), "{call}");
    }
}
