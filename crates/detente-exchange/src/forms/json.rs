//! JSON that is written item by item.

use serde_json::Value;
use std::io::{self, Write};

/// A list of items between a beginning and an end, an item a line.
pub(crate) struct Items<'a> {
    out: &'a mut dyn Write,
    first: bool,
}

impl<'a> Items<'a> {
    /// Starts with what stands before the first item.
    pub(crate) fn new(out: &'a mut dyn Write, begin: &str) -> io::Result<Self> {
        out.write_all(begin.as_bytes())?;
        Ok(Self { out, first: true })
    }

    pub(crate) fn push(&mut self, item: &Value) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut *self.out, item).map_err(io::Error::from)
    }

    /// Ends with what stands after the last.
    pub(crate) fn end(self, end: &str) -> io::Result<()> {
        self.out.write_all(b"\n")?;
        self.out.write_all(end.as_bytes())
    }
}

/// An object without what is null or empty.
pub(crate) fn compact(value: Value) -> Value {
    match value {
        Value::Object(map) => Value::Object(
            map.into_iter()
                .map(|(key, value)| (key, compact(value)))
                .filter(|(_, value)| !is_empty(value))
                .collect(),
        ),
        Value::Array(all) => Value::Array(all.into_iter().map(compact).collect()),
        other => other,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(all) => all.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// An address as JSON-LD takes it: what may not stand in an IRI is percent-encoded (RFC 3987).
pub(crate) fn iri(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        let barred = c.is_control()
            || c.is_whitespace()
            || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
            || ('\u{202a}'..='\u{202e}').contains(&c);
        match barred {
            true => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            false => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn addresses_become_iris() {
        assert_eq!(iri("https://x.example/a b?c=\"é\""), "https://x.example/a%20b?c=%22é%22");
    }

    #[test]
    fn what_is_empty_goes() {
        let value = json!({"a": null, "b": {"c": ""}, "d": [{"e": null}], "f": 0, "g": false});
        assert_eq!(compact(value), json!({"d": [{}], "f": 0, "g": false}));
    }
}
