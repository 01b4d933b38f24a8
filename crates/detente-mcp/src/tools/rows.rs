//! `rows`: one table of the record.

use super::Ask;
use super::answer::{Answer, Window, reports};
use super::filter::{Given, hint};
use super::table::Table;
use crate::failure::Failure;
use crate::shown::{ground, shown};
use detente_case::{Case, Filter};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

/// Which rows of which table.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Rows {
    /// The table
    table: Table,
    /// Only rows that name this actor: an id such as state:TUR (best), or a whole name or mention
    #[serde(default)]
    actor: Option<String>,
    /// Only rows at this place: an id, or a whole name or mention
    #[serde(default)]
    place: Option<String>,
    /// Only rows of this country, ISO 3166-1 alpha-3, e.g. SDN
    #[serde(default)]
    country: Option<String>,
    /// Only rows of this type, kind or act; the values are in the description of the tool
    #[serde(default, rename = "type")]
    kind: Option<String>,
    /// Only rows of this status, standing or relation
    #[serde(default)]
    status: Option<String>,
    /// Only rows on this day or later: 2020, 2020-02 or 2020-02-15
    #[serde(default)]
    from: Option<String>,
    /// Only rows on this day or earlier: 2020, 2020-02 or 2020-02-15
    #[serde(default)]
    to: Option<String>,
    /// Only rows of this report: its id, or the beginning of it
    #[serde(default)]
    report: Option<String>,
    /// Only rows about this row: accounts and channels of an incident, statements and claims about an event, the
    /// incident of an event
    #[serde(default)]
    about: Option<String>,
    /// How many rows, at most
    #[serde(default)]
    #[schemars(range(min = 1, max = 100), extend("default" = 20))]
    limit: Option<u32>,
    /// `next` of the answer before
    #[serde(default)]
    cursor: Option<String>,
}

impl Ask for Rows {
    const NAME: &'static str = "rows";
    const TITLE: &'static str = "Rows of one table";
    const DESCRIPTION: &'static str = "\
The rows of one table that pass all filters, each with the words it rests on (quote, and bytes in the stored \
report). Tables:
disputes: what accounts contradict each other on, with each position. type: denial, quantity, responsibility, \
performance, obligation, time, place, occurrence; status: conflict, update, scope-difference.
agreements: what parties agreed on, each obligation with its deadline and who says it was kept. status (of an \
obligation): pending, continuing, said-fulfilled, said-partly, said-breached, disputed, overdue-unreported, lapsed.
undertakings: the same as each report tells it. type: must, must-not, may; status: agreed, claimed, contested.
relations: how two sides stand month by month (cooperation, conflict, net from -1 to 1 with its band, phase, the \
incidents that moved it). channels: contact between two sides. type: summit, ministers, envoys, military, phone, \
hotline, information-sharing, talks, mediated; status: open, cut, revived, unknown.
incidents: each real happening once across reports, with figures (lowest, best, highest) and how many independent \
sources. type: AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, \
PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT; status: unopposed, disputed.
accounts: one incident as each outlet and side tells it (give about: the incident's id).
timeline: all that has a date, in order. type: incident, statement, deadline.
events: what happened as each report tells it; type as of incidents; status: happened, ongoing, planned, \
threatened, demanded, hypothetical, denied, failed.
statements: who said what, through whom. type: asserts, denies, rejects, demands, threatens, promises, accuses, \
doubts, announces, no-comment. claims: what is claimed and who holds it. status: unopposed, disputed, withdrawn.
actors, places: who and what is named, with ids. sources: outlets and speakers. reports: what was read. refused: \
inputs that were not read. outside: rows of other data sets beside the record.";

    fn beside() -> Value {
        json!({
            "reports": reports(),
            "method": { "type": "string", "description": "How relations are computed" },
            "hint": { "type": "string", "description": "What to try where this was not what was meant" },
        })
    }

    fn answer(self, case: &Case) -> Result<Answer, Failure> {
        let table = self.table;
        let window = Window::new(self.limit, self.cursor.as_deref())?;
        let given = Given {
            actor: self.actor,
            place: self.place,
            country: self.country,
            kind: self.kind,
            status: self.status,
            from: self.from,
            to: self.to,
            report: self.report,
            about: self.about,
        };
        let filter =
            Filter { limit: Some(window.limit + 1), skip: window.skip, ..given.filter(table)? };
        let mut rows = table.rows(case, &filter)?;
        let method = method(&mut rows);
        let row = |mut row: Value| {
            ground(case, table.name(), &mut row);
            shown(row)
        };
        let answer = Answer::of(rows.into_iter().map(row).collect(), &window);
        let hint = hint(case, table, &filter, answer.is_empty())?;
        let answer = answer.with("hint", hint.into()).with("method", method);
        Ok(if table == Table::Reports { answer } else { answer.citing(case) })
    }
}

/// Relations all tell by the same long sentence how they are computed: once is enough.
fn method(rows: &mut [Value]) -> Value {
    let mut told = Value::Null;
    for row in rows {
        if let Some(own) = row.as_object_mut().and_then(|row| row.shift_remove("method")) {
            told = own;
        }
    }
    told
}
