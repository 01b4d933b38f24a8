//! Files by their names alone: where they lie on the machine is nobody's business.

use serde_json::Value;

/// Parts of a name that tell a member of a container from the container.
const WITHIN: &str = " » ";

/// The name of a file without its folders; members of containers keep theirs, and so do addresses.
pub(crate) fn named(path: &str) -> String {
    let (file, within) = match path.split_once(WITHIN) {
        Some((file, within)) => (file, Some(within)),
        None => (path, None),
    };
    let name = match file.contains("://") {
        true => file,
        false => file.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(file),
    };
    match within {
        Some(within) => format!("{name}{WITHIN}{within}"),
        None => name.to_owned(),
    }
}

/// Names every file in a row so, also where a sentence of the row repeats it.
pub(super) fn name(row: &mut Value) {
    match row {
        Value::Object(fields) => {
            let path = fields.get("path").and_then(Value::as_str).map(str::to_owned);
            if let Some(path) = path {
                let file = path.split(WITHIN).next().unwrap_or(&path).to_owned();
                for value in fields.values_mut() {
                    if let Value::String(text) = value {
                        *text = text.replace(&path, &named(&path)).replace(&file, &named(&file));
                    }
                }
            }
            if let Some(Value::String(file)) = fields.get_mut("file") {
                *file = named(file);
            }
            fields.values_mut().for_each(name);
        }
        Value::Array(all) => all.iter_mut().for_each(name),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn folders_go_and_members_and_addresses_stay() {
        assert_eq!(named("/home/me/desk/wire.jsonl » line 3"), "wire.jsonl » line 3");
        assert_eq!(named("C:\\desk\\a.html"), "a.html");
        assert_eq!(named("https://example.org/a/b"), "https://example.org/a/b");
        assert_eq!(named("-"), "-");
    }

    #[test]
    fn a_sentence_that_repeats_the_path_names_the_file_too() {
        let mut row =
            json!({ "path": "/srv/in/a.zip » b", "detail": "/srv/in/a.zip: member b is empty" });
        name(&mut row);
        assert_eq!(row, json!({ "path": "a.zip » b", "detail": "a.zip: member b is empty" }));
    }
}
