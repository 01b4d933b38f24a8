//! The pages in a real browser: what an analyst does with them, with the network cut.
//!
//! `cargo test --workspace --features detente-browser/browser --test browser`; it wants Chromium and
//! its driver, which `.ci/run` installs.
// Tests stand at the edge: they write reports, start a browser and talk to it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

mod driver;
mod hostile;
mod plain;

use detente_record::Event;
use driver::{Browser, Site, Without, run};
use thirtyfour::prelude::*;

/// Every page that is one list or one view.
const PAGES: [&str; 15] = [
    "/",
    "/timeline",
    "/map",
    "/incidents",
    "/disputes",
    "/agreements",
    "/relations",
    "/actors",
    "/places",
    "/reports",
    "/search?q=truce",
    "/review",
    "/api",
    "/disputes?type=quantity",
    "/incidents?status=disputed",
];

#[test]
fn every_page_opens_and_asks_nothing_of_others() {
    run(async {
        let site = Site::of_the_examples();
        let browser = Browser::start(&site, Without::default()).await?;
        for path in PAGES {
            browser.open(path).await?;
            let heading = browser.text("h1").await?;
            assert!(!heading.is_empty(), "{path} has a heading");
            let asked = browser
                .ask("return performance.getEntriesByType('resource').map(e => e.name)")
                .await?;
            for url in asked.as_array().into_iter().flatten().filter_map(|url| url.as_str()) {
                assert!(
                    url.starts_with(&site.base) || url.starts_with("data:"),
                    "{path} asks {url}"
                );
            }
            // What a narrow telephone shows is not wider than it.
            browser.driver.set_window_rect(0, 0, 500, 900).await?;
            let wide = browser
                .ask("return document.documentElement.scrollWidth - window.innerWidth")
                .await?;
            assert!(wide.as_i64().unwrap_or(99) <= 1, "{path} is {wide} px wider than the window");
            browser.driver.set_window_rect(0, 0, 1400, 1000).await?;
        }
        browser.end().await
    });
}

#[test]
fn a_dispute_leads_to_both_quotes_in_their_reports() {
    run(async {
        let site = Site::of_the_examples();
        let browser = Browser::start(&site, Without::default()).await?;
        browser.open("/disputes").await?;
        let mut links = vec![];
        for card in browser.all("article.card").await? {
            links.clear();
            for side in card.find_all(By::Css(".sides section")).await? {
                let quote = side.find(By::Css("a.words")).await?;
                let words = quote.text().await?;
                links.push((quote.attr("href").await?.unwrap_or_default(), words));
            }
            if links.len() >= 2 {
                break;
            }
        }
        assert!(links.len() >= 2, "a dispute with two sides: {links:?}");
        for (link, words) in links {
            browser.open(&link).await?;
            let mut shown = String::new();
            for mark in browser.all("mark.here").await? {
                assert!(mark.is_displayed().await?, "{link}");
                shown += &mark.text().await?;
            }
            // A long quotation is cut on the list.
            let beginning: String =
                words.trim_matches(['“', '”', '…', ' ']).chars().take(30).collect();
            let squeezed = |text: &str| text.split_whitespace().collect::<String>();
            assert!(
                squeezed(&shown).contains(&squeezed(&beginning)),
                "{link} shows {shown:?}, and the list {words:?}"
            );
        }
        browser.end().await
    });
}

#[test]
fn a_date_is_corrected_the_brief_follows_and_it_is_taken_back() {
    run(async {
        let site = Site::of_the_examples();
        let browser = Browser::start(&site, Without::default()).await?;
        browser.open("/").await?;
        let before = browser.text("main").await?;
        // An incident of the brief: the first telling of the first one that the timeline opens.
        browser.open("/incidents").await?;
        let id = first_dated(&site);
        browser.open(&format!("/rows/{id}")).await?;
        browser.click("#say summary").await?;
        browser.click("#say input[value='re-date']").await?;
        browser.fill("#say-date", "2031-05-06").await?;
        browser.fill("#say-reason", "the printed list bears this day").await?;
        browser.fill("#say-author", "A. Analyst").await?;
        browser.click("#say button").await?;
        browser.shows("in-force").await?;
        assert_eq!(browser.path().await?, "/review/1");
        browser.open("/").await?;
        let corrected = browser.text("main").await?;
        assert_ne!(corrected, before, "the brief follows the correction");
        // What is taken away bears the correction, with what stood there before.
        browser.open("/api/v1/events?limit=1000").await?;
        let exported = browser.text("body").await?;
        assert!(exported.contains("\"state\":\"corrected\"") && exported.contains("2031-05-06"));
        browser.open("/review/1").await?;
        assert_eq!(
            browser.driver.find(By::Css("#undo-author")).await?.prop("value").await?.as_deref(),
            Some("A. Analyst"),
            "the name is remembered"
        );
        browser.click("form.say button").await?;
        browser.shows("Taken back").await?;
        browser.open("/").await?;
        assert_eq!(browser.text("main").await?, before, "as before");
        browser.end().await
    });
}

/// An event with a day of its own that an incident of the brief is made of.
fn first_dated(site: &Site) -> String {
    let all: Vec<Event> = site.case().rows(&detente_case::Filter::default()).unwrap();
    let brief = detente_exchange::brief::compose(&site.case(), None).unwrap();
    let brief = serde_json::to_string(&brief).unwrap();
    let dated = all.iter().find(|one| {
        one.date.from.is_some() && one.date.from == one.date.to && brief.contains(&one.id)
    });
    dated.or(all.first()).expect("an event").id.clone()
}

#[test]
fn a_page_says_when_the_record_changed() {
    run(async {
        let site = Site::of_the_examples();
        let browser = Browser::start(&site, Without::default()).await?;
        browser.open("/reports").await?;
        let listening = "return document.documentElement.dataset.live || ''";
        browser.driver.query(By::Css("html[data-live='listening']")).first().await?;
        assert_eq!(browser.ask(listening).await?, "listening");
        let path = site.folder.path().join("late.txt");
        std::fs::write(
            &path,
            "CAIRO, 5 March 2024 — Sudan and Egypt held talks in Cairo on Tuesday.\n",
        )
        .unwrap();
        detente_case::Case::open(&site.folder.path().join("case.detente"))
            .unwrap()
            .read(&[detente_case::Input::Path(path)], &Default::default(), &())
            .unwrap();
        let notice = browser.driver.query(By::Css("#changed:not([hidden])")).first().await?;
        assert!(notice.text().await?.contains("changed"));
        browser.end().await
    });
}
