//! Reports that would take the pages over if anything of them were taken as markup.

use crate::driver::{Browser, Site, Without, run};
use detente_case::{Filter, Input};
use detente_record::Report;

const PAYLOADS: &[&str] = &[
    "<script>window.pwned = 1</script>",
    "<img src=x onerror=\"window.pwned = 2\">",
    "<svg onload=\"window.pwned = 3\"><a xlink:href=\"javascript:window.pwned = 4\">x</a></svg>",
    "\"><iframe srcdoc=\"<script>parent.pwned = 5</script>\"></iframe>",
    "<a href=\"javascript:window.pwned = 6\">here</a>",
    "</title></style></textarea><script>window.pwned = 7</script>",
    "'-window.pwned=8-' {{ 7 * 7 }} ${window.pwned=9}",
    "\u{202e}gnp.exe\u{202c} \u{2066}hidden\u{2069} \u{200b}\u{feff}",
    "<meta http-equiv=refresh content=\"0;url=http://evil.example/\">",
    "<base href=\"http://evil.example/\"><link rel=stylesheet href=\"http://evil.example/x.css\">",
];

fn sent(name: &str, text: String) -> Input {
    Input::Sent { name: name.to_owned(), bytes: text.into_bytes() }
}

#[test]
fn nothing_of_a_report_runs_and_no_page_breaks() {
    run(async {
        let mut inputs = vec![];
        for (at, payload) in PAYLOADS.iter().enumerate() {
            inputs.push(sent(
                &format!("plain{at}.txt"),
                format!(
                    "Market {payload} shelled\n\nNYALA, 4 March 2024 — At least 14 people were killed \
                     when shells hit the market of {payload}, doctors said. The army {payload} denied \
                     that it had shelled the market in Nyala. \"{payload}\", its spokesman {payload} said.\n"
                ),
            ));
            inputs.push(sent(
                &format!("page{at}.html"),
                format!(
                    "<html><head><title>Truce {payload}</title></head><body><article><h1>Truce {payload}</h1>\
                     <p>KHARTOUM, 5 March 2024 — Sudan and Egypt {payload} signed a truce in Khartoum on \
                     Tuesday. Sudan agreed to withdraw from the town by 10 March.</p><p>{payload}</p>\
                     </article></body></html>"
                ),
            ));
        }
        // Very many marks: every few words something is said, folded or noted.
        let many = "\"Nо\", said Sudan\u{200b}. ".repeat(4000);
        inputs.push(sent("many.txt", format!("KHARTOUM, 6 March 2024 — {many}\n")));
        let tags = "<mark>".repeat(200_000);
        inputs.push(sent(
            "tags.html",
            format!("<p>KASSALA, 6 March 2024 — {tags}Talks were held.</p>"),
        ));
        let site = Site::of(&inputs);
        let browser = Browser::start(&site, Without::default()).await?;
        let reports: Vec<Report> = site.case().rows(&Filter::default()).unwrap();
        let mut paths: Vec<String> = crate::PAGES.map(str::to_owned).to_vec();
        for report in &reports {
            paths.push(format!("/reports/{}", report.id));
            paths.push(format!("/reports/{}/raw", report.id));
        }
        paths.push("/search?q=%22%3E%3Cscript%3Ewindow.pwned=10%3C/script%3E".into());
        paths.push("/incidents?actor=%22%20autofocus%20onfocus=window.pwned=11%20x=%22".into());
        for path in &paths {
            browser.open(path).await?;
            assert_eq!(browser.path().await?, *path, "the browser was not sent elsewhere");
            let seen = browser
                .ask(
                    "return [window.pwned ?? null, \
                     document.querySelectorAll('script:not([src^=\"/script/\"])').length, \
                     document.querySelectorAll('iframe, object, embed, base, meta[http-equiv]').length, \
                     [...document.querySelectorAll('a')].filter(a => !/^https?:/.test( \
                       new URL(a.getAttribute('href') ?? '', document.baseURI).href)).length, \
                     [...document.querySelectorAll('*')].filter(e => \
                       [...e.attributes].some(a => a.name.startsWith('on'))).length]",
                )
                .await?;
            assert_eq!(seen, serde_json::json!([null, 0, 0, 0, 0]), "{path}");
        }
        browser.end().await
    });
}
