//! What every answer has in common.

use crate::failure::Failure;
use crate::shown::{cited, size};
use crate::words::UNTRUSTED;
use detente_case::Case;
use rmcp::model::JsonObject;
use serde_json::{Map, Value, json};

/// Bytes of JSON that the rows of an answer may have together. With the reports cited and the words
/// around, an answer stays below 60 KB, about what assistants take of one.
pub(crate) const ROWS: usize = 44_000;

/// Rows of an answer where no number is asked for.
const USUAL: usize = 20;

/// Rows of an answer, however many are asked for.
const MOST: usize = 100;

/// Rows that may be passed over; beyond, the question is too wide.
const DEEPEST: usize = 1_000_000;

/// An answer: rows, where to go on, and what stands beside them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answer {
    rows: Vec<Value>,
    next: Option<String>,
    beside: Map<String, Value>,
}

impl Answer {
    /// The first of these rows for which there is room: no more than `window` asks for, and no more
    /// bytes than an answer has. There is one at least, for no row is larger than the room.
    pub(crate) fn of(rows: Vec<Value>, window: &Window) -> Self {
        let (mut held, mut room) = (vec![], ROWS);
        let all = rows.len();
        for row in rows.into_iter().take(window.limit) {
            let size = size(&row);
            if size > room && !held.is_empty() {
                break;
            }
            room = room.saturating_sub(size);
            held.push(row);
        }
        let next = (held.len() < all).then(|| (window.skip + held.len()).to_string());
        Self { rows: held, next, beside: Map::new() }
    }

    /// The same with where to go on, as another kind of cursor has it.
    pub(crate) fn going_on(mut self, at: impl FnOnce(usize) -> Option<String>) -> Self {
        self.next = at(self.rows.len());
        self
    }

    /// The same with something beside the rows; an empty thing is left out.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        let empty = match &value {
            Value::Null => true,
            Value::Array(all) => all.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            _ => false,
        };
        if !empty {
            self.beside.insert(name.into(), value);
        }
        self
    }

    /// The same with the reports that its rows cite.
    pub(crate) fn citing(self, case: &Case) -> Self {
        let reports = cited(case, &self.rows);
        self.with("reports", reports)
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn into_json(self) -> Value {
        let mut all = Map::new();
        all.insert("untrusted".into(), UNTRUSTED.into());
        all.extend(self.beside);
        all.insert("rows".into(), self.rows.into());
        all.insert("next".into(), self.next.into());
        Value::Object(all)
    }
}

/// The schema of an answer, with what stands beside its rows.
pub(super) fn schema(beside: Value) -> JsonObject {
    let mut properties = json!({
        "untrusted": { "type": "string", "description": "Which fields hold words from outside" },
        "rows": { "type": "array", "items": { "type": "object" } },
        "next": { "type": ["string", "null"], "description": "The cursor of what follows; null at the end" },
    });
    if let (Value::Object(all), Value::Object(beside)) = (&mut properties, beside) {
        all.extend(beside);
    }
    let schema = json!({ "type": "object", "properties": properties, "required": ["untrusted", "rows", "next"] });
    schema.as_object().cloned().unwrap_or_default()
}

/// The schema of the reports cited.
pub(super) fn reports() -> Value {
    json!({ "type": "object", "description": "Title, outlet and date of the reports cited, by id",
            "additionalProperties": { "type": "object" } })
}

/// Which rows of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) skip: usize,
    pub(crate) limit: usize,
}

impl Window {
    /// From what was asked for: more rows than an answer holds are as many as it holds.
    pub(crate) fn new(limit: Option<u32>, cursor: Option<&str>) -> Result<Self, Failure> {
        let limit = limit.map_or(USUAL, |limit| limit as usize).clamp(1, MOST);
        Ok(Self { skip: skip(cursor)?, limit })
    }

    /// All that there is room for.
    pub(crate) fn whole(cursor: Option<&str>) -> Result<Self, Failure> {
        Ok(Self { skip: skip(cursor)?, limit: usize::MAX })
    }
}

fn skip(cursor: Option<&str>) -> Result<usize, Failure> {
    match cursor.map(str::trim) {
        None | Some("") => Ok(0),
        Some(cursor) => cursor.parse().ok().filter(|&skip| skip <= DEEPEST).ok_or_else(|| {
            Failure::new(
                "This cursor is none: take `next` of the answer before as it is, or leave it out.",
            )
        }),
    }
}
