//! `/reports`: all reports, a hundred a page.

use super::{Failure, day, grouped, title};
use askama::Template;
use detente_case::{Case, Filter};
use detente_record::Report;

/// Reports a page.
const WINDOW: usize = 100;
/// The last page that is looked up; beyond it, narrow the days.
const LAST_PAGE: usize = 10_000;

/// What the address asks for.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    /// The page, from 1.
    page: Option<usize>,
    /// First day, ISO 8601.
    from: Option<String>,
    /// Last day, ISO 8601.
    to: Option<String>,
}

/// One window on the list of reports.
#[derive(Template)]
#[template(path = "reports.html")]
pub(crate) struct Reports {
    reports: Vec<Listed>,
    from: String,
    to: String,
    first: usize,
    earlier: Option<usize>,
    later: Option<usize>,
}

struct Listed {
    id: String,
    title: String,
    facts: Vec<String>,
    path: Option<String>,
    notes: usize,
}

impl Listed {
    fn of(report: &Report) -> Self {
        let title = title(report);
        let mut facts = vec![day(report).unwrap_or_else(|| "undated".into())];
        facts.extend(report.outlet.clone());
        facts.extend(report.language.clone());
        facts.push(format!("{} words", grouped(report.words)));
        let path = report.path.clone().filter(|path| *path != title);
        Self { id: report.id.clone(), title, facts, path, notes: report.notes.len() }
    }
}

/// A window on the reports of a case, in order of their days.
pub(crate) fn page(case: &Case, query: &Query) -> Result<Reports, Failure> {
    let page = query.page.unwrap_or(1).clamp(1, LAST_PAGE);
    let given = |day: &Option<String>| day.clone().filter(|day| !day.trim().is_empty());
    let (from, to) = (given(&query.from), given(&query.to));
    if [&from, &to].into_iter().flatten().any(|day| !is_day(day)) {
        return Err(Failure::Query);
    }
    let skipped = (page - 1) * WINDOW;
    let filter = Filter {
        from: from.clone(),
        to: to.clone(),
        limit: Some(WINDOW + 1),
        skip: skipped,
        ..Filter::default()
    };
    let mut reports: Vec<Listed> = case.rows::<Report>(&filter)?.iter().map(Listed::of).collect();
    let more = reports.len() > WINDOW;
    reports.truncate(WINDOW);
    Ok(Reports {
        reports,
        from: from.unwrap_or_default(),
        to: to.unwrap_or_default(),
        first: skipped + 1,
        earlier: (page > 1).then(|| page - 1),
        later: (more && page < LAST_PAGE).then_some(page + 1),
    })
}

/// `2020`, `2020-02` or `2020-02-10`.
pub(super) fn is_day(day: &str) -> bool {
    let mut parts = day.split('-');
    let digits = |part: Option<&str>, n: usize| {
        part.is_none_or(|part| part.len() == n && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let fits = digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2);
    fits && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_other_words() {
        assert!(["2020", "2020-02", "2020-02-10"].into_iter().all(is_day));
        assert!(
            !["", "20", "2020-2", "2020-02-10-1", "today", "2020-02-1x"].into_iter().any(is_day)
        );
    }
}
