//! From what Python hands over to stored originals.

use detente_text::{Limits, Member, Refusal, container};
use serde_json::{Map, Value};
use std::io::Cursor;
use std::ops::ControlFlow;

/// The stored originals that a file holds, and what in it can't be read. `path` tells the form where
/// the bytes do not.
pub(crate) fn of_bytes(bytes: &[u8], path: &str) -> Vec<Result<Member, Refusal>> {
    let mut found = vec![];
    let pdf = |_: &[u8]| {
        Err(Refusal::new(
            "no-pdf",
            "a PDF is parsed in a process of its own, which only the command starts: \
             read it with `detente read`, or convert it to text first",
        ))
    };
    container::members(&mut Cursor::new(bytes), path, &Limits::default(), &pdf, &mut |member| {
        found.push(member);
        ControlFlow::Continue(())
    });
    found
}

/// The original of a text with what is known of it: as a line of JSON Lines that holds both.
pub(crate) fn of_text(text: &str, meta: &Map<String, Value>) -> Result<Member, Refusal> {
    let mut line = Map::from_iter([("text".to_owned(), Value::from(text))]);
    line.extend(meta.iter().map(|(name, value)| (name.clone(), value.clone())));
    let line = Value::Object(line).to_string();
    let mut found = of_bytes(line.as_bytes(), "text.jsonl");
    match found.pop() {
        // Where it lay is the caller's to say.
        Some(Ok(member)) => Ok(Member { member: None, locator: None, ..member }),
        Some(Err(refusal)) => Err(Refusal { member: None, ..refusal }),
        None => Err(Refusal::new("empty", "there is no text in it")),
    }
}
