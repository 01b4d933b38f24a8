//! Without scripts: lists, ledgers and the reader still work.

use crate::driver::{Browser, Site, Without, run};
use thirtyfour::prelude::*;

#[test]
fn without_scripts_lists_ledgers_and_the_reader_work() {
    run(async {
        let site = Site::of_the_examples();
        let browser = Browser::start(&site, Without { scripts: true }).await?;
        browser.open("/reports").await?;
        assert!(browser.all("ol.listed > li").await?.len() >= 3, "reports are listed");
        browser.click("ol.listed > li a").await?;
        assert!(browser.path().await?.starts_with("/reports/"));
        assert!(!browser.all("article mark").await?.is_empty(), "what was found is marked");
        browser.click("ol.items li a").await?;
        assert!(browser.path().await?.contains("#b"), "an item leads to its mark");
        browser.open("/agreements").await?;
        browser.click("main a[href^='/agreements/']").await?;
        assert!(!browser.all("table.ledger tbody tr").await?.is_empty(), "obligations are rows");
        browser.open("/disputes").await?;
        assert!(!browser.all(".sides section").await?.is_empty(), "two columns");
        browser.open("/incidents").await?;
        browser.click("main ol a[href^='/incidents/']").await?;
        browser.click("#say summary").await?;
        assert!(
            browser.driver.find(By::Css("#say-reason")).await?.is_displayed().await?,
            "the form of a row opens by itself"
        );
        browser.fill("header input[type=search]", "truce").await?;
        browser.click("header form button").await?;
        assert!(browser.path().await?.starts_with("/search?q=truce"));
        browser.end().await
    });
}
