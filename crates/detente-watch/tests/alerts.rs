//! What is told of what was read: to a webhook that fails at first, and to a file.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use common::*;
use detente_case::{Case, ReadOptions};
use detente_watch::signature;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

#[test]
fn alerts_are_told_once_to_each_and_tried_until_they_are() {
    let tries = AtomicUsize::new(0);
    let server = Server::start(Arc::new(move |_: &Request, to: &mut TcpStream| {
        match tries.fetch_add(1, Ordering::SeqCst) {
            0 => give(to, "500 Internal Server Error", "text/plain", "", b"not now"),
            _ => give(to, "204 No Content", "text/plain", "", b""),
        }
    }));
    let folder = tempfile::tempdir().unwrap();
    let (inbox, told) = (folder.path().join("in"), folder.path().join("alerts.jsonl"));
    fs::create_dir(&inbox).unwrap();
    let case = folder.path().join("a.detente");
    let text = format!(
        "allow-private = ['hook.example']\n\
         [[folder]]\npath = '{}'\n\
         [[sink]]\nname = 'desk'\nwebhook = 'http://hook.example:{}/in'\nsecret-env = 'SECRET'\n\
         [[sink]]\nname = 'file'\nfile = '{}'\n\
         [[alert]]\non = 'dispute'\nto = ['desk', 'file']\n\
         [[alert]]\non = 'breach'\nto = ['file']\n\
         [[alert]]\non = 'incident'\nname = 'clashes'\ntype = 'ASSAULT'\nto = ['file']\n\
         [[alert]]\non = 'deadline'\nwithin = '3000 days'\nto = ['file']\n",
        inbox.display(),
        server.port,
        told.display()
    );
    let clock = Hand::at(&jiff::Timestamp::now().to_string());
    let options = || ReadOptions { threads: 2, ..ReadOptions::default() };
    let mut watch = watch(&case, &text, &clock, options());
    // What stands before the first look is no news.
    assert_eq!(watch.round().unwrap().alerts, 0);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for theme in fs::read_dir(examples).unwrap().flatten() {
        for entry in fs::read_dir(theme.path()).into_iter().flatten().flatten() {
            fs::copy(entry.path(), inbox.join(entry.file_name())).unwrap();
        }
    }
    clock.on(120);
    let round = watch.round().unwrap();
    assert!(round.added > 5 && round.alerts > 3, "{round}");
    let lines = || -> Vec<Value> {
        let text = fs::read_to_string(&told).unwrap_or_default();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in lines() {
        *counts.entry(one["on"].as_str().unwrap().to_owned()).or_default() += 1;
        assert!(!one["text"].as_str().unwrap().is_empty(), "{one}");
        let id = one["row"].as_str().unwrap();
        let held = Case::open_existing(&case).unwrap();
        assert!(one["kind"] == "obligation" || held.find(id).is_ok(), "{one}");
    }
    for on in ["dispute", "breach", "incident"] {
        assert!(counts.contains_key(on), "no {on} among {counts:?}");
    }
    // The hook failed at the first; it is tried again later, and then gets all, signed.
    let disputes = counts["dispute"];
    assert_eq!(round.untold, disputes, "{round}");
    let sent = server.seen.lock().unwrap().len();
    assert_eq!(sent, 1);
    clock.on(3600);
    let again = watch.round().unwrap();
    assert_eq!((again.alerts, again.told, again.untold), (0, disputes, 0), "{again}");
    let seen = server.seen.lock().unwrap().clone();
    assert_eq!(seen.len(), 1 + disputes);
    for one in &seen {
        let signed = one.header("detente-signature").unwrap();
        let at: i64 = signed["t=".len()..].split(',').next().unwrap().parse().unwrap();
        assert_eq!(signed, signature("secret", at, &one.body));
        let body: Value = serde_json::from_str(&one.body).unwrap();
        assert_eq!(body["id"].as_str(), one.header("detente-alert"));
    }
    // Begun again, nothing is told twice.
    let before = lines().len();
    drop(watch);
    clock.on(3600);
    let mut watch = common::watch(&case, &text, &clock, options());
    let round = watch.round().unwrap();
    assert_eq!((round.alerts, round.told), (0, 0), "{round}");
    assert_eq!(lines().len(), before);
    // A report that is removed takes with it what was told of it.
    let held = Case::open_existing(&case).unwrap();
    let all = held.alerts(0, 1000).unwrap();
    let one = all.iter().find(|one| !one.reports.is_empty()).unwrap();
    Case::open(&case).unwrap().remove(&one.reports[0], "asked for").unwrap();
    let left = Case::open_existing(&case).unwrap().alerts(0, 1000).unwrap();
    let left = left.iter().find(|left| left.id == one.id).unwrap();
    assert_eq!(left.text, "The report was removed.");
}
