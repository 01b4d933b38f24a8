//! The tools: few, each for one kind of question. All of them only read.

mod answer;
mod brief;
mod day;
mod filter;
mod report_text;
mod row;
mod rows;
mod search;
mod table;
mod why;

pub(crate) use answer::Answer;
pub(crate) use report_text::units;

use crate::failure::Failure;
use detente_case::Case;
use rmcp::model::{JsonObject, Tool as Told, ToolAnnotations};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;

/// What a call asks of the case, once its arguments are understood.
pub(crate) type Work = Box<dyn FnOnce(&Case) -> Result<Answer, Failure> + Send>;

/// A tool's arguments, which know how they are answered.
trait Ask: DeserializeOwned + JsonSchema + Send + 'static {
    /// The name by which it is called.
    const NAME: &'static str;
    /// A few words for people.
    const TITLE: &'static str;
    /// When an assistant should take it, and what it gets.
    const DESCRIPTION: &'static str;
    /// What stands in an answer beside the rows, as properties of its schema.
    fn beside() -> Value;
    /// Asks the case.
    fn answer(self, case: &Case) -> Result<Answer, Failure>;
}

/// A tool as it is listed and called.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    told: fn() -> Told,
    pub(crate) understand: fn(JsonObject) -> Result<Work, Failure>,
}

impl Tool {
    const fn of<T: Ask>() -> Self {
        Self { name: T::NAME, told: told::<T>, understand: understand::<T> }
    }
}

/// All tools, in the order in which they are listed.
pub(crate) static ALL: [Tool; 6] = [
    Tool::of::<brief::Brief>(),
    Tool::of::<rows::Rows>(),
    Tool::of::<search::Search>(),
    Tool::of::<row::Row>(),
    Tool::of::<why::Why>(),
    Tool::of::<report_text::ReportText>(),
];

/// All tools, as an assistant is told of them.
pub(crate) fn list() -> Vec<Told> {
    ALL.iter().map(|tool| (tool.told)()).collect()
}

/// The tool of this name.
pub(crate) fn named(name: &str) -> Option<&'static Tool> {
    ALL.iter().find(|tool| tool.name == name)
}

fn told<T: Ask>() -> Told {
    let reads = ToolAnnotations::with_title(T::TITLE)
        .read_only(true)
        .destructive(false)
        .idempotent(true)
        .open_world(false);
    Told::new(T::NAME, T::DESCRIPTION, JsonObject::new())
        .with_title(T::TITLE)
        .with_input_schema::<T>()
        .with_raw_output_schema(Arc::new(answer::schema(T::beside())))
        .with_annotations(reads)
}

fn understand<T: Ask>(arguments: JsonObject) -> Result<Work, Failure> {
    let asked: T = serde_json::from_value(Value::Object(arguments)).map_err(|error| {
        Failure::new(format!("The arguments of {} are not understood: {error}.", T::NAME))
    })?;
    Ok(Box::new(move |case| asked.answer(case)))
}
