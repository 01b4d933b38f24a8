//! Feeds that hold their own texts, sitemaps, folders, a socket; and what is left after a sudden end.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::*;
use detente_case::{Case, Filter, Input};
use detente_record::Report;
use detente_watch::{Listener, Socket};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

const TEXT: &str = "The two delegations met in the capital on Monday and agreed to meet again before \
    the end of the month, the mediators said.";

fn reports(case: &std::path::Path) -> Vec<Report> {
    Case::open_existing(case).unwrap().rows(&Filter::default()).unwrap()
}

#[test]
fn lists_of_all_kinds_are_followed() {
    let server = Server::start(Arc::new(|asked: &Request, to: &mut TcpStream| {
        let page =
            |name: &str| format!("<html><body><p>{TEXT}</p><p>Told by {name}.</p></body></html>");
        match asked.path.as_str() {
            "/robots.txt" => give(to, "200 OK", "text/plain", "", b""),
            "/full" => {
                let feed = format!(
                    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Desk</title><entry><title>Talks</title>\
                     <link href='/x'/><updated>2024-05-01T08:00:00Z</updated><content>{TEXT}</content></entry></feed>"
                );
                give(to, "200 OK", "application/atom+xml", "", feed.as_bytes())
            }
            "/index.xml" => give(
                to,
                "200 OK",
                "text/xml",
                "",
                b"<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>",
            ),
            "/map.xml" => give(
                to,
                "200 OK",
                "text/xml",
                "",
                b"<urlset><url><loc>/new</loc><lastmod>2024-05-01</lastmod></url>\
                  <url><loc>/old</loc><lastmod>2019-05-01</lastmod></url>\
                  <url><loc>http://other.example/x</loc></url></urlset>",
            ),
            path => give(to, "200 OK", "text/html", "", page(path).as_bytes()),
        }
    }));
    let port = server.port;
    let text = format!(
        "allow-private = ['*.example']\n\
         [[feed]]\nurl = 'http://desk.example:{port}/full'\nfollow = false\n\
         [[sitemap]]\nurl = 'http://map.example:{port}/index.xml'\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("a.detente");
    let clock = Hand::at("2024-05-02T12:00:00Z");
    let mut watch = watch(&case, &text, &clock, plainly());
    let first = watch.round().unwrap();
    assert_eq!((first.added, first.asked), (1, 2), "{first}");
    let second = watch.round().unwrap();
    assert_eq!((second.added, second.old, second.elsewhere), (1, 1, 1), "{second}");
    assert_eq!(server.paths("desk.example"), ["/robots.txt", "/full"]);
    assert_eq!(server.paths("map.example"), ["/robots.txt", "/index.xml", "/map.xml", "/new"]);
    // What is no longer in the configuration is left alone.
    drop(watch);
    clock.on(86_400);
    let text = format!(
        "allow-private = ['*.example']\n[[feed]]\nurl = 'http://desk.example:{port}/full'\nfollow = false\n"
    );
    let mut watch = common::watch(&case, &text, &clock, plainly());
    watch.round().unwrap();
    let later = server.paths("map.example");
    assert_eq!(later.len(), 4, "{later:?}");
}

#[test]
fn a_folder_is_read_as_it_fills_and_half_a_file_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let inbox = folder.path().join("in");
    fs::create_dir(&inbox).unwrap();
    let case = folder.path().join("a.detente");
    let now = jiff::Timestamp::now().to_string();
    let clock = Hand::at(&now);
    let text = format!("[[folder]]\npath = '{}'\nevery = '1 min'\n", inbox.display());
    let mut watch = watch(&case, &text, &clock, plainly());
    let path = inbox.join("one.txt");
    fs::write(&path, &TEXT[..40]).unwrap();
    fs::write(inbox.join(".hidden"), TEXT).unwrap();
    // Its last change is too young.
    assert_eq!(watch.round().unwrap().files, 0);
    fs::write(&path, TEXT).unwrap();
    clock.on(6);
    let round = watch.round().unwrap();
    assert_eq!((round.files, round.added), (1, 1), "{round}");
    clock.on(60);
    assert_eq!(watch.round().unwrap().files, 0);
    // Begun again, it knows what it read.
    drop(watch);
    let mut watch = common::watch(&case, &text, &clock, plainly());
    assert_eq!(watch.round().unwrap().files, 0);
    fs::write(&path, format!("{TEXT} A third meeting was planned.")).unwrap();
    clock.on(120);
    assert_eq!(watch.round().unwrap().added, 1);
    assert_eq!(reports(&case).len(), 2);
}

#[test]
fn each_line_of_the_socket_is_answered_once_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("a.detente");
    let path = folder.path().join("in.sock");
    let text = format!("[socket]\npath = '{}'\n", path.display());
    let clock = Arc::new(detente_watch::Now::default());
    let watch = detente_watch::Watch::begin(&case, config(&text), plainly(), clock).unwrap();
    let listener = Listener::open(&Socket { path: None, port: Some(0) }).unwrap();
    let mut stream = TcpStream::connect(&listener.place).unwrap();
    let line = |n: u32| format!("{{\"text\": \"{TEXT} Round {n}.\", \"title\": \"Round {n}\"}}\n");
    let sent = format!("{}{}not json\n\n{}", line(1), line(2), line(1));
    stream.write_all(sent.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let answers = std::thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).collect::<Vec<String>>()
    });
    let mut added = 0;
    while !answers.is_finished() {
        added += watch.listen(&listener, Duration::from_millis(50)).unwrap();
    }
    let answers = answers.join().unwrap();
    assert_eq!(answers.len(), 4, "{answers:?}");
    assert_eq!(
        answers.iter().filter(|one| one.as_str() == "{\"ok\":true}").count(),
        3,
        "{answers:?}"
    );
    assert!(answers[2].contains("JSON object"), "{answers:?}");
    assert_eq!((added, reports(&case).len()), (2, 2));
    // One that a killed process left is opened anew.
    #[cfg(unix)]
    {
        let one = Socket { path: Some(path.clone()), port: None };
        drop(std::os::unix::net::UnixListener::bind(&path).unwrap());
        let listener = Listener::open(&one).unwrap();
        assert_eq!(listener.place, path.display().to_string());
        assert!(Listener::open(&one).unwrap_err().to_string().contains("in.sock"));
    }
}

#[test]
fn what_was_read_but_not_noted_is_asked_for_again_and_adds_nothing() {
    let server =
        Server::start(Arc::new(|asked: &Request, to: &mut TcpStream| match asked.path.as_str() {
            "/robots.txt" => give(to, "404 Not Found", "text/plain", "", b""),
            "/feed" => give(
                to,
                "200 OK",
                "text/xml",
                "",
                b"<rss><channel><item><link>/a</link></item></channel></rss>",
            ),
            _ => give(to, "200 OK", "text/html", "", format!("<p>{TEXT}</p>").as_bytes()),
        }));
    let port = server.port;
    let text =
        format!("allow-private = ['*.example']\n[[feed]]\nurl = 'http://a.example:{port}/feed'\n");
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("a.detente");
    let clock = Hand::at("2024-05-02T12:00:00Z");
    let mut watch = watch(&case, &text, &clock, plainly());
    // As a process leaves it that is killed after reading: the page is in the case, and not noted.
    let page =
        Input::Sent { name: "page.html".into(), bytes: format!("<p>{TEXT}</p>").into_bytes() };
    Case::open(&case).unwrap().read(&[page], &plainly(), &()).unwrap();
    let round = watch.round().unwrap();
    assert_eq!((round.added, round.asked), (0, 2), "{round}");
    assert_eq!(reports(&case).len(), 1);
    assert_eq!(said(&case, &format!("http://a.example:{port}/a")), "read");
    // While another process writes, it waits.
    let held = Case::open(&case).unwrap();
    let until = std::thread::spawn(move || drop(held));
    clock.on(86_400);
    watch.round().unwrap();
    until.join().unwrap();
    let verified = Case::open_existing(&case).unwrap().verify(&()).unwrap();
    assert_eq!(verified.failures, Vec::<String>::new());
    // What is removed is erased here too.
    let id = reports(&case)[0].id.clone();
    Case::open(&case).unwrap().remove(&id, "asked for").unwrap();
    let bytes = fs::read(&case).unwrap();
    let words = b"agreed to meet again before";
    assert!(!bytes.windows(words.len()).any(|window| window == words));
}
