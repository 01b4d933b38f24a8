//! From a row's JSON Schema to Arrow's types.

use arrow_schema::{DataType, Field, Fields, Schema};
use serde_json::{Map, Value};
use std::io;
use std::sync::Arc;

/// Types within types; the record has six.
const DEEPEST: usize = 24;

/// The Arrow schema of a table's rows, fields in the order of the record.
pub(crate) fn of(table: &str) -> io::Result<Schema> {
    let schemas = detente_record::schemas();
    let schema = schemas.iter().find(|(name, _)| *name == table).map(|(_, schema)| schema);
    let no_table = || io::Error::other(format!("the record has no table {table:?}"));
    let root = schema.map(schemars_value).ok_or_else(no_table)?;
    let types = Types { root: &root };
    let fields = types.fields(&root, 0).map_err(|what| odd(table, &what))?;
    Ok(Schema::new(fields))
}

fn schemars_value(schema: &impl serde::Serialize) -> Value {
    // A schema is JSON by its nature.
    serde_json::to_value(schema).unwrap_or_default()
}

fn odd(table: &str, what: &str) -> io::Error {
    io::Error::other(format!("rows of {table} have a field without an Arrow type: {what}"))
}

struct Types<'a> {
    root: &'a Value,
}

impl Types<'_> {
    fn fields(&self, object: &Value, depth: usize) -> Result<Fields, String> {
        let properties = object.get("properties").and_then(Value::as_object);
        let properties = properties.into_iter().flatten();
        properties.map(|(name, schema)| self.field(name, schema, depth + 1)).collect()
    }

    fn field(&self, name: &str, schema: &Value, depth: usize) -> Result<Field, String> {
        let (kind, nullable) =
            self.kind(schema, depth).map_err(|what| format!("{name}: {what}"))?;
        Ok(Field::new(name, kind, nullable))
    }

    /// The type, and whether it may be null.
    fn kind(&self, schema: &Value, depth: usize) -> Result<(DataType, bool), String> {
        if depth > DEEPEST {
            return Err(format!("more than {DEEPEST} types within each other"));
        }
        let Some(object) = schema.as_object() else {
            return Err(format!("{schema}"));
        };
        if let Some(name) = object.get("$ref").and_then(Value::as_str) {
            let target = name.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            return self.kind(target.ok_or_else(|| format!("no {name}"))?, depth + 1);
        }
        let choices = ["anyOf", "oneOf"].into_iter().find_map(|key| object.get(key)?.as_array());
        match choices {
            Some(choices) => self.choice(choices, depth),
            None => self.plain(object, schema, depth),
        }
    }

    /// One type of several, all but `null` the same: an optional row, or a closed list of words.
    fn choice(&self, choices: &[Value], depth: usize) -> Result<(DataType, bool), String> {
        let mut found: Option<DataType> = None;
        let mut nullable = false;
        for choice in choices {
            if choice.get("type").and_then(Value::as_str) == Some("null") {
                nullable = true;
                continue;
            }
            let (kind, null) = self.kind(choice, depth + 1)?;
            nullable |= null;
            match &found {
                Some(other) if *other != kind => {
                    return Err(format!("either {other} or {kind}"));
                }
                _ => found = Some(kind),
            }
        }
        Ok((found.ok_or("no type but null")?, nullable))
    }

    fn plain(
        &self,
        object: &Map<String, Value>,
        schema: &Value,
        depth: usize,
    ) -> Result<(DataType, bool), String> {
        let (name, nullable) = match object.get("type") {
            Some(Value::String(name)) => (name.as_str(), false),
            Some(Value::Array(names)) => {
                let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                match names[..] {
                    [name, "null"] | ["null", name] => (name, true),
                    _ => return Err(format!("{names:?}")),
                }
            }
            // A closed list of words may come without its type.
            _ if object.contains_key("enum") || object.contains_key("const") => ("string", false),
            _ => return Err(format!("{schema}")),
        };
        let kind = match name {
            "string" => DataType::Utf8,
            "integer" => DataType::Int64,
            "number" => DataType::Float64,
            "boolean" => DataType::Boolean,
            "array" => {
                let items = object.get("items").ok_or("a list of nothing")?;
                DataType::List(Arc::new(self.field("item", items, depth + 1)?))
            }
            "object" => self.object(object, schema, depth)?,
            other => return Err(other.to_owned()),
        };
        Ok((kind, nullable))
    }

    fn object(
        &self,
        object: &Map<String, Value>,
        schema: &Value,
        depth: usize,
    ) -> Result<DataType, String> {
        if object.contains_key("properties") {
            return Ok(DataType::Struct(self.fields(schema, depth + 1)?));
        }
        let values = object.get("additionalProperties").filter(|values| values.is_object());
        let values = values.ok_or("an object of unknown fields")?;
        // The names that the Parquet format gives them (LogicalTypes, "Maps").
        let key = Field::new("key", DataType::Utf8, false);
        let value = self.field("value", values, depth + 1)?;
        let entries = DataType::Struct(Fields::from(vec![key, value]));
        Ok(DataType::Map(Arc::new(Field::new("key_value", entries, false)), false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_the_record_has_types() {
        for (table, _) in detente_record::schemas() {
            let schema = of(table).unwrap();
            assert!(!schema.fields().is_empty(), "{table}");
        }
    }

    #[test]
    fn types_follow_the_record() {
        let schema = of("events").unwrap();
        let kind = |name: &str| schema.field_with_name(name).unwrap().clone();
        assert_eq!(*kind("id").data_type(), DataType::Utf8);
        assert!(!kind("id").is_nullable());
        assert_eq!(*kind("type").data_type(), DataType::Utf8);
        assert_eq!(*kind("quad").data_type(), DataType::Int64);
        assert!(kind("quad").is_nullable());
        assert_eq!(*kind("goldstein").data_type(), DataType::Float64);
        assert_eq!(*kind("reciprocal").data_type(), DataType::Boolean);
        assert!(matches!(kind("place").data_type(), DataType::Struct(_)));
        assert!(kind("place").is_nullable());
        assert!(matches!(kind("evidence").data_type(), DataType::List(_)));
        let incident = of("incidents").unwrap();
        let figures = incident.field_with_name("figures").unwrap();
        assert!(matches!(figures.data_type(), DataType::Map(..)));
    }

    #[test]
    fn a_type_without_end_is_refused() {
        let root: Value =
            serde_json::from_str(r##"{"properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"object","properties":{"a":{"$ref":"#/$defs/A"}}}}}"##)
                .unwrap();
        let types = Types { root: &root };
        assert!(types.fields(&root, 0).unwrap_err().contains("within each other"));
    }
}
