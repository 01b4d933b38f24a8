//! A zone that lies in a file beside the one that names it.

use crate::row::WorldError;
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

/// Only what bears on zones.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    agreement: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: String,
    zone: Option<Spanned<toml::Value>>,
}

/// Whether a zone is the name of a file.
pub(crate) fn is_file(zone: &str) -> bool {
    let lower = zone.trim().to_lowercase();
    lower.ends_with(".geojson") || lower.ends_with(".json")
}

/// A file of knowledge with the zones that it names as files (`zone = "buffer.geojson"`) written
/// out in their place, each given by `read` for its name; all else as it was. What is no TOML stays
/// as it is, for whoever reads it to say so.
///
/// # Errors
/// A name that is more than a name: a zone lies beside its file. What `read` says.
///
/// ```
/// let text = "[[agreement]]\nid = \"agreement:a\"\nzone = \"a.geojson\" # ours\n";
/// let area = "{\"type\":\"Polygon\",\n \"coordinates\":[]}";
/// let out = detente_knowledge::inlined("mine.toml", text, |name| {
///     assert_eq!(name, "a.geojson");
///     Ok(area.to_owned())
/// }).unwrap();
/// assert!(out.ends_with("zone = \"{\\\"type\\\":\\\"Polygon\\\", \\\"coordinates\\\":[]}\" # ours\n"), "{out}");
/// ```
pub fn inlined(
    file: &str,
    text: &str,
    mut read: impl FnMut(&str) -> Result<String, String>,
) -> Result<String, WorldError> {
    let Ok(rows) = toml::from_str::<File>(text) else { return Ok(text.to_owned()) };
    let mut found: Vec<(Range<usize>, String)> = vec![];
    for row in rows.agreement {
        let Some(zone) = row.zone else { continue };
        let span = zone.span();
        let Some(name) = zone.get_ref().as_str().filter(|name| is_file(name)) else { continue };
        let error = |what: String| WorldError { file: file.to_owned(), row: row.id.clone(), what };
        let name = name.trim();
        if name.contains(['/', '\\', ':']) || name.starts_with('.') {
            let what = format!("`zone` {name:?} must be the name of a file beside this one");
            return Err(error(what));
        }
        let content = read(name).map_err(|what| error(format!("`zone` {name:?}: {what}")))?;
        // One line, so that every row stays on its line.
        let line: Vec<&str> = content.trim_start_matches('\u{feff}').split_whitespace().collect();
        found.push((span, quoted(&line.join(" "))));
    }
    let mut out = text.to_owned();
    for (span, zone) in found.into_iter().rev() {
        if out.get(span.clone()).is_some() {
            out.replace_range(span, &zone);
        }
    }
    Ok(out)
}

/// A string as TOML has it: as JSON does, but for the one control character that JSON leaves bare.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

#[cfg(test)]
mod tests {
    use super::inlined;

    fn of(text: &str) -> Result<String, String> {
        inlined("mine.toml", text, |name| match name {
            "a.geojson" => Ok("\u{feff}{\n}".into()),
            _ => Err("can't be read".into()),
        })
        .map_err(|error| error.to_string())
    }

    #[test]
    fn only_zones_that_are_files_are_written_out() {
        let row = |zone: &str| format!("[[agreement]]\nid = \"agreement:a\"\nzone = {zone}\n");
        assert_eq!(of(&row("'a.geojson'")).unwrap(), row("\"{ }\""));
        assert_eq!(
            of(&format!("{}{}", row("'a.geojson'"), row("'{}'"))).unwrap(),
            format!("{}{}", row("\"{ }\""), row("'{}'"))
        );
        for same in ["'{\"type\": \"Polygon\"}'", "{ type = \"Polygon\" }", "3"] {
            assert_eq!(of(&row(same)).unwrap(), row(same));
        }
        assert_eq!(of("[[agreement]\n").unwrap(), "[[agreement]\n");
    }

    #[test]
    fn says_which_file_is_missing_and_takes_none_from_elsewhere() {
        let row = |zone: &str| format!("[[agreement]]\nid = \"agreement:a\"\nzone = {zone}\n");
        let said = of(&row("'b.geojson'")).unwrap_err();
        assert!(
            said.contains("mine.toml: agreement:a: `zone` \"b.geojson\": can't be read"),
            "{said}"
        );
        for elsewhere in ["'../a.geojson'", "'/etc/a.json'", "'..\\a.json'", "'c:a.json'"] {
            assert!(of(&row(elsewhere)).unwrap_err().contains("beside this one"), "{elsewhere}");
        }
    }
}
