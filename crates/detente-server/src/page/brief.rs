//! `/`: the situation, live.

use super::Failure;
use askama::Template;
use detente_case::Case;
use detente_exchange::brief::{Brief, Citation, compose};

/// The brief as a page.
#[derive(Template)]
#[template(path = "brief.html")]
pub(crate) struct Situation {
    brief: Brief,
}

impl Situation {
    /// Where a citation leads: its words in the reader, marked.
    fn place(citation: &Citation) -> String {
        let [from, to] = citation.bytes;
        format!("/reports/{}?at={from}-{to}#b{from}-{to}", citation.report)
    }

    /// A quotation without the marks around it; the page has its own.
    fn unquoted(quote: &str) -> &str {
        quote.trim_matches(['"', '“', '”'])
    }
}

/// The brief of a case.
pub(crate) fn page(case: &Case) -> Result<Situation, Failure> {
    Ok(Situation { brief: compose(case, None)? })
}
