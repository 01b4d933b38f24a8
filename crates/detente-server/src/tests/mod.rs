//! The pages of a real case, asked for as a browser does.

mod charts;
mod lists;
mod review;

use crate::app::router;
use crate::{Door, Token};
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use detente_case::{Case, Filter, Input, ReadOptions};
use detente_record::{Report, Statement};
use std::net::SocketAddr;
use std::path::PathBuf;
use tower::ServiceExt;

const ADDRESS: &str = "127.0.0.1:8765";

const HOSTILE: &str = "Calm at the \"crossing\" <script>alert(1)</script> for now\n\n\
    KASSALA, Mar 3 — The ministry's spokesman said on Tuesday that \"the crossing stays <b>open</b> & safe\".\n\n\
    Local councils denied it. A \u{202e}hidden\u{202c} word and a fоldеd one stand here. \
    <img src=x onerror=alert(2)> javascript:alert(3)\n";

const TOLL: &str = "Market shelled in Nyala\n\n\
    NYALA, 4 March 2024 — At least 14 people were killed and 30 wounded when shells hit the market, doctors said.\n\n\
    The army denied firing on the town. \"We have not shelled any market,\" its spokesman said.\n";

/// A case in a folder that goes with it.
struct Site {
    folder: tempfile::TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Site {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut inputs = vec![];
        for (name, bytes) in files {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            inputs.push(Input::Path(path));
        }
        let site = Self { folder };
        let mut case = Case::open(&site.path()).unwrap();
        if !inputs.is_empty() {
            let summary = case.read(&inputs, &ReadOptions::default(), &()).unwrap();
            assert_eq!(summary.added as usize, files.len());
        }
        site
    }

    fn usual() -> Self {
        Self::new(&[("hostile.txt", HOSTILE.as_bytes()), ("toll.txt", TOLL.as_bytes())])
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("case.detente")
    }

    fn case(&self) -> Case {
        Case::open_existing(&self.path()).unwrap()
    }

    fn report(&self, name: &str) -> Report {
        let reports: Vec<Report> = self.case().rows(&Filter::default()).unwrap();
        let named = |report: &Report| report.path.as_deref().is_some_and(|p| p.ends_with(name));
        reports.into_iter().find(named).unwrap()
    }

    fn send(&self, request: Request<Body>) -> Answer {
        self.through(Door::default(), request)
    }

    fn through(&self, door: Door, request: Request<Body>) -> Answer {
        let address: SocketAddr = ADDRESS.parse().unwrap();
        let router = router(&self.path(), address, door, options()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let response = router.oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let body = to_bytes(response.into_body(), 64 << 20).await.unwrap();
            Answer { status, headers, body: String::from_utf8(body.to_vec()).unwrap() }
        })
    }

    fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header("host", ADDRESS).body(Body::empty()).unwrap())
    }

    fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.body
    }
}

fn options() -> crate::Options {
    std::sync::Arc::new(ReadOptions::default)
}

/// Values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let parts = page.split(start.as_str()).skip(1);
    parts.map(|part| part.split('"').next().unwrap()).collect()
}

/// Whether no script runs but those of `/script/`, each loaded from there.
fn has_own_scripts_only(page: &str) -> bool {
    let own = "<script type=\"module\" src=\"/script/";
    page.matches("<script").count() == page.matches(own).count()
}

#[test]
fn every_page_comes_with_its_headers() {
    let site = Site::usual();
    let id = site.report("toll.txt").id;
    let reader = format!("/reports/{id}");
    let raw = format!("/reports/{id}/raw");
    for path in
        ["/", "/reports", &reader, &raw, "/search?q=market", "/style.css", "/healthz", "/no"]
    {
        let answer = site.get(path);
        let header = |name: &str| answer.headers[name].to_str().unwrap();
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert!(header("content-type").ends_with("charset=utf-8"), "{path}");
        assert_eq!(answer.status, if path == "/no" { 404 } else { 200 }, "{path}");
    }
    assert_eq!(site.page("/healthz"), "ok");
}

#[test]
fn words_of_a_report_are_never_markup() {
    let site = Site::usual();
    let id = site.report("hostile.txt").id;
    let attack = "/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%3E";
    for path in ["/", "/reports", &format!("/reports/{id}"), "/search?q=crossing", attack] {
        let page = site.page(path);
        assert!(has_own_scripts_only(&page), "{path}");
        assert!(!page.contains("<img"), "{path}");
        assert!(!page.contains("<b>"), "{path}");
        assert!(!page.contains('\u{202e}'), "{path}");
        assert!(values(&page, "href").iter().all(|href| !href.starts_with("javascript")), "{path}");
        assert!(!page.contains(" onerror=\""), "{path}");
    }
    let reader = site.page(&format!("/reports/{id}"));
    assert!(reader.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn an_original_is_sent_as_text_and_nothing_else() {
    let cp1251 = b"\xcf\xe5\xf0\xe5\xec\xe8\xf0\xe8\xe5 \xe2 \xc8\xe4\xeb\xe8\xe1\xe5 \xed\xe0\xf0\xf3\xf8\xe5\xed\xee, \
        \xf1\xee\xee\xe1\xf9\xe8\xeb\xe8 \xe2 \xec\xe8\xed\xe8\xf1\xf2\xe5\xf0\xf1\xf2\xe2\xe5 \xee\xe1\xee\xf0\xee\xed\xfb.\n";
    let site = Site::new(&[
        ("page.html", b"<p>One <script>x()</script> truce held in the town.</p>"),
        ("ru.txt", cp1251),
    ]);
    let raw = |name: &str| site.get(&format!("/reports/{}/raw", site.report(name).id));
    let page = raw("page.html");
    assert_eq!(page.headers["content-type"], "text/plain; charset=utf-8");
    assert_eq!(page.body, "<p>One <script>x()</script> truce held in the town.</p>");
    assert!(raw("ru.txt").body.starts_with("Перемирие в Идлибе нарушено"));
}

#[test]
fn only_requests_for_this_host_are_answered() {
    let site = Site::usual();
    let status = |host: Option<&str>| {
        let request = host.map_or(Request::get("/"), |host| Request::get("/").header("host", host));
        site.send(request.body(Body::empty()).unwrap()).status
    };
    assert_eq!(status(Some("localhost:8765")), StatusCode::OK);
    assert_eq!(status(Some("[::1]:8765")), StatusCode::OK);
    for host in [None, Some("evil.example:8765"), Some("127.0.0.1:9999"), Some("")] {
        assert_eq!(status(host), StatusCode::MISDIRECTED_REQUEST, "{host:?}");
    }
    let twice = Request::get("/").header("host", ADDRESS).header("host", "evil.example");
    assert_eq!(
        site.send(twice.body(Body::empty()).unwrap()).status,
        StatusCode::MISDIRECTED_REQUEST
    );
    let absolute = Request::get("http://evil.example:8765/").header("host", ADDRESS);
    assert_eq!(
        site.send(absolute.body(Body::empty()).unwrap()).status,
        StatusCode::MISDIRECTED_REQUEST
    );
}

#[test]
fn with_a_token_nobody_is_let_in_without_it() {
    let site = Site::usual();
    let word = "0123456789abcdef".repeat(4);
    let door = Door { tokens: vec![Token::new(&word).unwrap()], names: vec![] };
    for path in ["/", "/reports.json", "/api/v1/events", "/openapi.json", "/no"] {
        let ask = || Request::get(path).header("host", ADDRESS);
        let without = site.through(door.clone(), ask().body(Body::empty()).unwrap());
        assert_eq!(without.status, StatusCode::UNAUTHORIZED, "{path}");
        assert!(without.headers["www-authenticate"].to_str().unwrap().starts_with("Basic "));
        let wrong = ask().header("authorization", format!("Bearer {}", &word[1..]));
        let wrong = site.through(door.clone(), wrong.body(Body::empty()).unwrap());
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED, "{path}");
        let with = ask().header("authorization", format!("Bearer {word}"));
        let with = site.through(door.clone(), with.body(Body::empty()).unwrap());
        assert_ne!(with.status, StatusCode::UNAUTHORIZED, "{path}");
    }
}

#[test]
fn an_address_for_others_wants_a_token() {
    let site = Site::new(&[]);
    let open: SocketAddr = "0.0.0.0:0".parse().unwrap();
    let error =
        crate::serve(&site.path(), open, Door::default(), options(), &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("DETENTE_TOKEN"), "{error}");
}

#[test]
fn what_is_not_there_is_said_to_be_so() {
    let site = Site::usual();
    let id = site.report("toll.txt").id;
    for path in ["/reports/ffffffffffffffff", "/reports/zz", "/reports/%3Cb%3E", "/nothing"] {
        let answer = site.get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.body.contains("<h1>Not Found</h1>"), "{path}");
        assert!(!answer.body.contains("<b>"), "{path}");
        assert!(!answer.body.contains(site.folder.path().to_str().unwrap()), "{path}");
    }
    for query in ["part=x", "at=9-1", "at=x"] {
        let answer = site.get(&format!("/reports/{id}?{query}"));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
    assert_eq!(site.get("/reports?from=yesterday").status, StatusCode::BAD_REQUEST);
    let post = Request::post("/").header("host", ADDRESS).body(Body::empty()).unwrap();
    assert_eq!(site.send(post).status, StatusCode::METHOD_NOT_ALLOWED);
    let short = site.get(&format!("/reports/{}", &id[..8]));
    assert_eq!(short.status, StatusCode::SEE_OTHER);
    assert_eq!(short.headers["location"], format!("/reports/{id}"));
}

#[test]
fn a_case_that_is_gone_is_an_error_that_names_no_path() {
    let site = Site::usual();
    std::fs::remove_file(site.path()).unwrap();
    let answer = site.get("/");
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.body.contains("case.detente"), "{}", answer.body);
}

#[test]
fn a_case_without_reports_has_its_pages_too() {
    let site = Site::new(&[]);
    assert!(site.page("/").contains("The situation"));
    assert!(site.page("/reports").contains("detente read"));
    assert!(site.page("/search?q=truce").contains("No report holds"));
}

#[test]
fn every_citation_of_the_brief_leads_to_its_words() {
    let site = Site::usual();
    let brief = site.page("/");
    let cited: Vec<&str> =
        values(&brief, "href").into_iter().filter(|href| href.contains("?at=")).collect();
    assert!(!cited.is_empty(), "{brief}");
    for href in cited {
        let (path, anchor) = href.split_once('#').unwrap();
        let reader = site.page(path);
        assert!(values(&reader, "id").contains(&anchor), "{href}");
        assert!(reader.contains("<mark class=\"here"), "{href}");
    }
}

#[test]
fn what_was_found_is_marked_and_listed() {
    let site = Site::usual();
    let id = site.report("toll.txt").id;
    let filter = Filter { report: Some(id.clone()), ..Filter::default() };
    let statements: Vec<Statement> = site.case().rows(&filter).unwrap();
    assert!(!statements.is_empty());
    let reader = site.page(&format!("/reports/{id}"));
    let ids = values(&reader, "id");
    for statement in &statements {
        let parts = &statement.evidence.content.parts;
        let (from, to) = (parts[0].bytes[0], parts[parts.len() - 1].bytes[1]);
        assert!(ids.contains(&format!("b{from}-{to}").as_str()), "{statement:?}");
    }
    // Whatever a link within the page leads to is on it, and once.
    for href in values(&reader, "href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert_eq!(ids.iter().filter(|id| **id == href).count(), 1, "{href}");
    }
}

#[test]
fn a_folded_word_reads_plainly_and_tells_how_it_is_written() {
    let site = Site::usual();
    let reader = site.page(&format!("/reports/{}", site.report("hostile.txt").id));
    let mut folded = reader.split("<mark class=\"folded\"").skip(1);
    let (title, word) = folded
        .find_map(|mark| mark.split_once('>').filter(|(title, _)| title.contains("fоldеd")))
        .unwrap();
    assert!(word.starts_with("folded</mark>"), "{title} {word}");
}

#[test]
fn a_search_shows_its_words_in_their_sentence() {
    let site = Site::usual();
    let page = site.page("/search?q=shells+market");
    assert!(page.contains("<mark class=\"word\">shells</mark>"), "{page}");
    assert!(page.contains("<mark class=\"word\">market</mark>"), "{page}");
    let hit = values(&page, "href").into_iter().find(|href| href.contains("?at=")).unwrap();
    assert!(site.page(hit.split('#').next().unwrap()).contains("<mark class=\"here"));
    assert!(site.page("/search?q=%22+-").contains("at least one word"));
    assert!(site.page(&format!("/search?q={}", "a".repeat(2000))).contains("too long"));
}

#[test]
fn a_long_list_and_a_long_report_come_in_parts() {
    let lines: Vec<String> = (0..130)
        .map(|n| {
            format!("{{\"text\":\"Report number {n} says that the truce held in the town.\"}}")
        })
        .collect();
    let long = "The truce held in the town through the night.\n\n".repeat(6000);
    let folder = tempfile::tempdir().unwrap();
    let wire = folder.path().join("wire.jsonl");
    std::fs::write(&wire, lines.join("\n")).unwrap();
    let site = Site::new(&[("long.txt", long.as_bytes())]);
    let mut case = Case::open(&site.path()).unwrap();
    case.read(&[Input::Path(wire)], &ReadOptions::default(), &()).unwrap();
    drop(case);

    let listed =
        |page: &str| values(page, "href").iter().filter(|h| h.starts_with("/reports/")).count();
    let first = site.page("/reports");
    assert_eq!(listed(&first), 100);
    assert!(first.contains("page=2") && !first.contains("page=0"));
    let second = site.page("/reports?page=2");
    assert_eq!(listed(&second), 31);
    assert!(second.contains("page=1") && !second.contains("page=3"));
    assert!(site.page("/reports?page=99").contains("No report here"));

    let reader = format!("/reports/{}", site.report("long.txt").id);
    assert!(site.page(&reader).contains("part 1 of 3"));
    assert!(site.page(&format!("{reader}?part=99")).contains("part 3 of 3"));
    let last = site.page(&format!("{reader}?at={}-{}", long.len() - 20, long.len() - 10));
    assert!(last.contains("part 3 of 3") && last.contains("<mark class=\"here"));
}
