//! `search`: words in the texts of all reports.

use super::Ask;
use super::answer::{Answer, Window};
use crate::failure::Failure;
use crate::shown::{about, shown};
use detente_case::Case;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

/// Hits that are looked for; beyond, the words are too common.
const DEEPEST: usize = 500;

/// Which words.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Search {
    /// The words, e.g. `"observation posts" M5 withdr*`
    words: String,
    /// How many reports, at most
    #[serde(default)]
    #[schemars(range(min = 1, max = 100), extend("default" = 20))]
    limit: Option<u32>,
    /// `next` of the answer before
    #[serde(default)]
    cursor: Option<String>,
}

impl Ask for Search {
    const NAME: &'static str = "search";
    const TITLE: &'static str = "Full-text search";
    const DESCRIPTION: &'static str = "\
Reports that hold all of the words, best first, each with the sentence that holds most of them (quote, and bytes in \
the stored report). Words in \"quotation marks\" stand together; a * after a word lets it go on. Exact words, no \
synonyms: try few and telling ones. For who did, said, agreed or denied what, ask `rows`, which has it sorted out.";

    fn beside() -> Value {
        json!({ "hint": { "type": "string", "description": "What to try where nothing was found" } })
    }

    fn answer(self, case: &Case) -> Result<Answer, Failure> {
        let window = Window::new(self.limit, self.cursor.as_deref())?;
        let deepest = (window.skip + window.limit + 1).min(DEEPEST);
        let hits = match case.search(&self.words, deepest) {
            Ok(hits) => hits,
            Err(error) if error.is_query() => {
                return Err(Failure::new("There is no word in `words`: give at least one."));
            }
            Err(error) => return Err(error.into()),
        };
        let mut rows = vec![];
        for hit in hits.iter().skip(window.skip) {
            let report = serde_json::to_value(&hit.report).map_err(|_| Failure::broken())?;
            let mut row = json!({ "report": hit.report.id });
            if let (Value::Object(row), Value::Object(about)) = (&mut row, about(&report)) {
                row.extend(about);
                row.insert("evidence".into(), json!(hit.evidence));
                row.insert("matches".into(), json!(hit.matches));
            }
            rows.push(shown(row));
        }
        let answer = Answer::of(rows, &window);
        let hint = answer.is_empty().then_some(
            "Nothing found. All words must stand in one report: try fewer, or the beginning of one with *.",
        );
        Ok(answer.with("hint", hint.into()))
    }
}
