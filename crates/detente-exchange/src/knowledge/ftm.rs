//! FollowTheMoney entities: one JSON object a line, with `schema` and `properties`.

use super::{Imported, Row, slug, written};
use detente_world::World;
use serde_json::Value;
use std::collections::BTreeMap;

pub(super) fn read(text: &str) -> Result<Imported, String> {
    let mut out = Imported::default();
    let mut rows: BTreeMap<(&'static str, String), Row> = BTreeMap::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let Ok(entity) = serde_json::from_str::<Value>(line) else {
            out.leave(number + 1, "it is no JSON");
            continue;
        };
        let (table, prefix) = match entity["schema"].as_str() {
            Some("Person") => ("person", "person"),
            Some("Company" | "LegalEntity") => ("company", "company"),
            Some("Organization") => ("ngo", "ngo"),
            Some("PublicBody") => ("institution", "institution"),
            other => {
                out.leave(number + 1, format!("the schema {other:?} is no actor"));
                continue;
            }
        };
        let all = |property: &str| -> Vec<String> {
            let values = entity["properties"][property].as_array().cloned().unwrap_or_default();
            values.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
        };
        let mut names = all("name");
        if names.is_empty() {
            names.extend(entity["caption"].as_str().map(str::to_owned));
        }
        let Some(name) = names.first().cloned().filter(|name| !slug(name).is_empty()) else {
            out.leave(number + 1, "it has no name");
            continue;
        };
        names.extend(all("alias"));
        names.extend(all("weakAlias"));
        let country =
            all("country").into_iter().chain(all("nationality")).chain(all("jurisdiction"));
        let country = country
            .filter_map(|code| {
                World::embedded().country_code(&code.to_uppercase()).map(str::to_owned)
            })
            .next();
        let id = format!("{prefix}:{}", slug(&name));
        let row = rows.entry((table, id)).or_default();
        row.country = row.country.take().or(country);
        for other in names.iter().skip(1).filter(|other| **other != name) {
            if other.chars().filter(|c| c.is_alphanumeric()).count() > 1
                && !row.names.contains(other)
            {
                row.names.push(other.clone());
            }
        }
        row.name = name;
        out.taken += 1;
    }
    out.toml = written(&rows, "FollowTheMoney entities");
    Ok(out)
}

#[cfg(test)]
mod tests {
    #[test]
    fn persons_and_bodies() {
        let file = r#"{"id":"a","schema":"Person","properties":{"name":["Awa Example"],"alias":["A. Example"],"nationality":["ml"]}}
{"id":"b","schema":"Vessel","properties":{"name":["Sea Cow"]}}
not json"#;
        let taken = super::read(file).unwrap();
        assert_eq!((taken.taken, taken.left_out), (1, 2));
        assert!(
            taken.toml.contains("id = \"person:awa-example\"")
                && taken.toml.contains("country = \"MLI\""),
            "{}",
            taken.toml
        );
        assert!(taken.left[0].starts_with("line 2"), "{:?}", taken.left);
    }
}
