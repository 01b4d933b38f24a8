//! `why`: how a row came to be.

use super::Ask;
use super::answer::{Answer, Window, reports};
use super::row::found;
use super::table::Table;
use crate::failure::Failure;
use crate::shown::{ROW, fit, whole};
use detente_case::Case;
use detente_exchange::why::reasons;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

/// Which row.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Why {
    /// The row's id, or the beginning of it
    id: String,
    /// The table, where rows of several have this id
    #[serde(default)]
    table: Option<Table>,
}

impl Ask for Why {
    const NAME: &'static str = "why";
    const TITLE: &'static str = "How a row came to be";
    const DESCRIPTION: &'static str = "\
How the program came to a row: the rule, the words as written and as read with their bytes; of an event each step \
(trigger, who took part and why, status, place, codes, what fitted as well, what would change it) and what joins it \
to other accounts of the same happening; of a report what dates it; what analysts said of the row. For judging \
whether a row can be relied on. An event's report is read anew for it, which takes a moment.";

    fn beside() -> Value {
        json!({ "reports": reports() })
    }

    fn answer(self, case: &Case) -> Result<Answer, Failure> {
        let found = found(case, self.table, &self.id)?;
        let mut row = whole(reasons(case, &found)?.to_json(&found));
        fit(&mut row, 2 * ROW);
        Ok(Answer::of(vec![row], &Window::whole(None)?).citing(case))
    }
}
