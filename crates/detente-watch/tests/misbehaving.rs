//! Twelve ways in which servers misbehave, and what becomes of each.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::*;
use detente_case::{Case, Filter};
use detente_record::Report;
use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A page with a report in it: our own words.
fn page(title: &str, words: &str) -> String {
    let filler = "The mediators said that talks would go on in the capital, and that both delegations \
        had agreed to meet again before the end of the month.";
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p>\
         <p>{filler}</p></article></body></html>"
    )
}

fn feed(items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(link, guid, date)| {
            format!("<item><title>News</title><link>{link}</link><guid>{guid}</guid><pubDate>{date}</pubDate></item>")
        })
        .collect();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"
    )
}

const DAY: &str = "Thu, 02 May 2024 08:00:00 GMT";
const XML: &str = "application/rss+xml";
const HTML: &str = "text/html; charset=utf-8";

struct Servers {
    feeds: AtomicUsize,
    changing: AtomicUsize,
}

fn answer(all: &Servers, asked: &Request, to: &mut TcpStream) -> io::Result<()> {
    let (host, path) = (asked.host.as_str(), asked.path.as_str());
    if path == "/robots.txt" {
        return match host {
            "closed.example" => {
                give(to, "200 OK", "text/plain", "", b"User-agent: *\nDisallow: /private\n")
            }
            "torn.example" => give(to, "503 Service Unavailable", "text/plain", "", b""),
            _ => give(to, "404 Not Found", "text/plain", "", b"none"),
        };
    }
    let one =
        |to: &mut TcpStream| give(to, "200 OK", XML, "", feed(&[("/a", "1", DAY)]).as_bytes());
    let plain = |to: &mut TcpStream, title: &str| {
        give(
            to,
            "200 OK",
            HTML,
            "",
            page(title, "Two soldiers were wounded near the bridge.").as_bytes(),
        )
    };
    match (host, path) {
        // Half a feed, and then nothing.
        ("slow.example", _) => {
            to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 9999\r\n\r\n<rss>")?;
            hold(to)
        }
        // It never ends.
        ("endless.example", "/a") => {
            to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")?;
            loop {
                to.write_all(&[b'a'; 65536])?;
            }
        }
        // To where only those inside may look.
        ("inward.example", "/feed") => {
            let links = [("/loopback", "1", DAY), ("/cloud", "2", DAY), ("/elsewhere", "3", DAY)];
            give(to, "200 OK", XML, "", feed(&links).as_bytes())
        }
        ("inward.example", "/loopback") => {
            let port = asked.header("host").unwrap_or_default().rsplit(':').next().unwrap_or_default().to_owned();
            give(to, "302 Found", "text/html", &format!("Location: http://127.0.0.1:{port}/secret\r\n"), b"")
        }
        ("inward.example", "/cloud") => {
            give(to, "302 Found", "text/html", "Location: http://169.254.169.254/latest/meta-data/\r\n", b"")
        }
        ("inward.example", _) => {
            give(to, "302 Found", "text/html", "Location: file:///etc/passwd\r\n", b"")
        }
        // A name that is one of the configuration's, but lies at a private address.
        ("private.test", _) => plain(to, "Secret"),
        // A few kilobytes that would be a gigabyte.
        ("bomb.example", "/a") => {
            let mut gzip = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
            for _ in 0..96 {
                gzip.write_all(&[b' '; 1 << 20])?;
            }
            give(to, "200 OK", HTML, "Content-Encoding: gzip\r\n", &gzip.finish()?)
        }
        // It says UTF-8 and sends another encoding.
        ("charset.example", "/a") => {
            let text = page("Überfall", "Der Sprecher nannte den Überfall völlig grundlos, für Männer wie für Frauen.");
            let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
            give(to, "200 OK", HTML, "", &latin)
        }
        // It knows what has changed.
        ("unchanged.example", "/feed") => match asked.header("if-none-match") {
            Some("\"v1\"") => give(to, "304 Not Modified", XML, "ETag: \"v1\"\r\n", b""),
            _ => give(to, "200 OK", XML, "ETag: \"v1\"\r\n", feed(&[("/a", "1", DAY)]).as_bytes()),
        },
        // It wants to be left alone for two hours.
        ("busy.example", _) => give(to, "429 Too Many Requests", "text/plain", "Retry-After: 7200\r\n", b"later"),
        // The line breaks.
        ("cut.example", "/a") => {
            to.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>The parties agreed</p>")
        }
        // Two articles under one name, and one twice.
        ("twins.example", "/feed") => {
            let items = [("/a", "same", DAY), ("/b", "same", DAY), ("/a#top", "other", DAY)];
            give(to, "200 OK", XML, "", feed(&items).as_bytes())
        }
        // News from tomorrow's century.
        ("future.example", "/feed") => {
            let items = [("/a", "1", "Sat, 02 May 2099 08:00:00 GMT")];
            give(to, "200 OK", XML, "", feed(&items).as_bytes())
        }
        // A correction without a word.
        ("changing.example", "/a") => {
            let words = match all.changing.fetch_add(1, Ordering::SeqCst) {
                0 => "Two soldiers were wounded near the bridge.",
                _ => "Five soldiers were killed near the bridge.",
            };
            give(to, "200 OK", HTML, "", page("At the bridge", words).as_bytes())
        }
        // An advertisement that is another each time.
        ("restless.example", "/a") => {
            let n = all.feeds.fetch_add(1, Ordering::SeqCst);
            let text = page("At the ford", "One civilian was wounded at the ford.");
            give(to, "200 OK", HTML, "", text.replace("<body>", &format!("<body data-n='{n}'>")).as_bytes())
        }
        ("closed.example", "/feed") => {
            give(to, "200 OK", XML, "", feed(&[("/private/a", "1", DAY), ("/open", "2", DAY)]).as_bytes())
        }
        (_, "/feed") => one(to),
        (host, path) => plain(to, &format!("{host} {path}")),
    }
}

const HOSTS: [&str; 16] = [
    "slow",
    "endless",
    "inward",
    "bomb",
    "charset",
    "unchanged",
    "busy",
    "cut",
    "twins",
    "future",
    "changing",
    "restless",
    "closed",
    "torn",
    "vanished",
    "good",
];

#[test]
fn what_becomes_of_servers_that_misbehave() {
    let servers = Servers { feeds: AtomicUsize::new(0), changing: AtomicUsize::new(0) };
    let server = Server::start(Arc::new(move |asked: &Request, to: &mut TcpStream| {
        answer(&servers, asked, to)
    }));
    let port = server.port;
    let mut text = String::from(
        "patience = '1 s'\npause = '2 s'\nbytes = 1000000\nlook-again = ['1 h']\n\
         allow-private = ['*.example']\ncontact = 'desk@example.org'\n",
    );
    let hosts = HOSTS.map(|name| format!("{name}.example"));
    for host in hosts.iter().map(String::as_str).chain(["private.test"]) {
        text += &format!("[[feed]]\nurl = 'http://{host}:{port}/feed'\nevery = '30 min'\n");
    }
    text += "[[alert]]\non = 'failing'\n";
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("news.detente");
    let clock = Hand::at("2024-05-02T12:00:00Z");
    let mut rounds = vec![];
    let at = |host: &str, path: &str| said(&case, &format!("http://{host}:{port}{path}"));
    let mut table =
        String::from("| server | address | first round | an hour later |\n|---|---|---|---|\n");
    let rows = [
        ("answers half and holds the line", "slow.example", "/feed"),
        ("never ends", "endless.example", "/a"),
        ("redirects to 127.0.0.1", "inward.example", "/loopback"),
        ("redirects to 169.254.169.254", "inward.example", "/cloud"),
        ("redirects to a file", "inward.example", "/elsewhere"),
        ("lies at a private address", "private.test", "/feed"),
        ("sends a gzip bomb", "bomb.example", "/a"),
        ("declares another charset", "charset.example", "/a"),
        ("answers 304", "unchanged.example", "/feed"),
        ("answers 429, Retry-After 2 h", "busy.example", "/feed"),
        ("breaks off", "cut.example", "/a"),
        ("two articles under one GUID", "twins.example", "/a"),
        ("", "twins.example", "/b"),
        ("dates from the future", "future.example", "/a"),
        ("changes an article", "changing.example", "/a"),
        ("changes only what stands around it", "restless.example", "/a"),
        ("forbids a folder in robots.txt", "closed.example", "/private/a"),
        ("has no robots.txt to give (503)", "torn.example", "/feed"),
        ("is gone", "vanished.example", "/feed"),
        ("behaves", "good.example", "/a"),
    ];
    let mut watch = watch(&case, &text, &clock, plainly());
    rounds.push(watch.round().unwrap());
    let first = rows.map(|(_, host, path)| at(host, path));
    clock.on(3600);
    rounds.push(watch.round().unwrap());
    for ((what, host, path), first) in rows.iter().zip(first) {
        let clean = |text: String| text.replace(&format!(":{port}"), "");
        let (first, second) = (clean(first), clean(at(host, path)));
        table += &format!("| {what} | {host}{path} | {first} | {second} |\n");
    }
    let expected = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/expected/watch.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(expected, &table).unwrap();
    }
    assert_eq!(table, std::fs::read_to_string(expected).unwrap(), "UPDATE_EXPECTED=1 renews it");
    let told = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/watch.md"));
    assert!(told.unwrap().contains(table.trim()), "docs/watch.md shows another table");

    // Nobody was asked inside, and a host that asked for peace had it.
    assert_eq!(server.paths("127.0.0.1"), Vec::<String>::new());
    assert_eq!(server.paths("private.test"), Vec::<String>::new());
    assert_eq!(server.paths("busy.example"), ["/robots.txt", "/feed"]);
    assert_eq!(
        server.paths("closed.example").iter().filter(|path| path.contains("private")).count(),
        0
    );
    let agent = server.seen.lock().unwrap()[0].header("user-agent").unwrap().to_owned();
    assert!(agent.starts_with("detente/") && agent.ends_with("(+desk@example.org)"), "{agent}");

    let held = Case::open_existing(&case).unwrap();
    let reports: Vec<Report> = held.rows(&Filter::default()).unwrap();
    let of = |part: &str| -> Vec<&Report> {
        reports
            .iter()
            .filter(|one| one.url.as_deref().is_some_and(|url| url.contains(part)))
            .collect()
    };
    // A changed article is a second version; the other pages are there once.
    assert_eq!(of("changing.example").len(), 2);
    assert_eq!(of("restless.example").len(), 1);
    assert_eq!(of("twins.example").len(), 2);
    assert_eq!(of("cut.example").len() + of("bomb.example").len() + of("endless.example").len(), 0);
    let mut versions = of("changing.example");
    versions.sort_by_key(|one| one.id.clone());
    let all = held.versions(&versions[0].id).unwrap();
    assert_eq!(all.len(), 2);
    let changed = held.diff("", "").unwrap().changes;
    let told = changed.iter().find(|one| one.kind == "report").expect("the diff tells of the page");
    assert_eq!((told.id.as_str(), told.others.clone()), (all[1].as_str(), vec![all[0].clone()]));
    let words = &told.fields[0];
    assert_eq!(words.before.as_deref(), Some("Two soldiers were wounded near the bridge."));
    assert_eq!(words.after.as_deref(), Some("Five soldiers were killed near the bridge."));
    let german = held.document(&of("charset.example")[0].id).unwrap();
    assert!(
        german.reading.as_str().contains("völlig grundlos, für Männer"),
        "{}",
        german.reading.as_str()
    );
    // The feed dates what the page does not, but not from the future; all of it has its address.
    assert_eq!(of("good.example")[0].published.time.edtf.as_deref(), Some("2024-05-02"));
    assert_eq!(of("future.example")[0].published.time.edtf, None);
    assert_eq!(of("good.example")[0].retrieved.as_deref(), Some("2024-05-02"));
    let verified = held.verify(&()).unwrap();
    assert_eq!(verified.failures, Vec::<String>::new());

    // Merged into another case, what was fetched and the versions go along.
    let other = folder.path().join("other.detente");
    let mut joined = Case::open(&other).unwrap();
    joined.merge(&case, &()).unwrap();
    assert_eq!(joined.versions(&all[0]).unwrap(), all);
    assert_eq!(joined.verify(&()).unwrap().failures, Vec::<String>::new());
    drop(joined);

    // Begun again, it asks for nothing that is not due, and a third round adds nothing.
    drop(watch);
    let before = server.seen.lock().unwrap().len();
    let mut again = common::watch(&case, &text, &clock, plainly());
    let round = again.round().unwrap();
    assert_eq!((round.added, round.asked), (0, 0), "{round}");
    assert_eq!(server.seen.lock().unwrap().len(), before);
    let held = Case::open_existing(&case).unwrap();
    assert_eq!(held.rows::<Report>(&Filter::default()).unwrap().len(), reports.len());

    // Whoever fails for long is told of, once.
    for _ in 0..4 {
        clock.on(86_400);
        again.round().unwrap();
    }
    let alerts = Case::open_existing(&case).unwrap().alerts(0, 100).unwrap();
    let told: Vec<&str> = alerts.iter().map(|one| one.text.as_str()).collect();
    let of = |host: &str| told.iter().filter(|text| text.contains(host)).count();
    assert_eq!(
        (of("vanished.example"), of("torn.example"), of("good.example")),
        (1, 1, 0),
        "{told:#?}"
    );
}
