//! `/alerts`: what the rules of a watch were waiting for, and how its sources go.

use super::Failure;
use super::ask::encoded;
use askama::Template;
use detente_case::{Alert, Case, Watched};
use serde_json::{Value, json};

/// Alerts a page.
const WINDOW: u64 = 50;

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    skip: Option<u64>,
}

/// One window on the alerts.
#[derive(Template)]
#[template(path = "alerts.html")]
pub(crate) struct Alerts {
    alerts: Vec<Shown>,
    skip: u64,
    earlier: Option<u64>,
    sources: Vec<Source>,
}

struct Shown {
    at: String,
    rule: String,
    text: String,
    link: Option<String>,
    reports: Vec<String>,
}

struct Source {
    url: String,
    said: String,
    failing: bool,
    asked: String,
    next: String,
}

/// A window on the alerts of a case.
pub(crate) fn page(case: &Case, query: &Query) -> Result<Alerts, Failure> {
    let skip = query.skip.unwrap_or(0);
    let mut found = case.alerts(skip, WINDOW + 1)?;
    let earlier = (found.len() as u64 > WINDOW).then_some(skip + WINDOW);
    found.truncate(WINDOW as usize);
    let alerts = found.into_iter().filter(is_news).map(shown).collect();
    let sources = sources(case)?.into_iter().map(source).collect();
    Ok(Alerts { alerts, skip, earlier, sources })
}

/// The same, for programs.
pub(crate) fn json(case: &Case, query: &Query) -> Result<Value, Failure> {
    let mut alerts = case.alerts(query.skip.unwrap_or(0), WINDOW)?;
    alerts.retain(is_news);
    Ok(json!({ "alerts": alerts, "sources": sources(case)? }))
}

/// What stood already when the watch began is noted, and no news.
fn is_news(one: &Alert) -> bool {
    one.detail["known_before"] != Value::Bool(true)
}

fn sources(case: &Case) -> Result<Vec<Watched>, Failure> {
    let mut all = case.watched(Some("feed"))?;
    all.extend(case.watched(Some("sitemap"))?);
    Ok(all)
}

fn shown(one: Alert) -> Shown {
    let agreement =
        one.detail["agreement"].as_str().map(|id| format!("/agreements/{}", encoded(id)));
    let link = match (one.kind.as_deref(), one.row) {
        (Some("incident"), Some(id)) => Some(format!("/incidents/{id}")),
        (Some("obligation"), _) => agreement,
        (_, Some(id)) => Some(format!("/rows/{id}")),
        _ => None,
    };
    Shown { at: one.at, rule: one.rule, text: one.text, link, reports: one.reports }
}

fn source(one: Watched) -> Source {
    Source {
        failing: one.failures > 0,
        asked: one.asked.unwrap_or_else(|| "never".into()),
        next: one.due.unwrap_or_else(|| "no more".into()),
        url: one.url,
        said: one.said,
    }
}
