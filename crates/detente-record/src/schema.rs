use schemars::{Schema, schema_for};

/// The JSON Schema of every row kind, by table name, in the order of the record.
///
/// ```
/// let schemas = detente_record::schemas();
/// assert!(schemas.iter().any(|(table, _)| *table == "statements"));
/// ```
pub fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("reports", schema_for!(crate::Report)),
        ("refused", schema_for!(crate::Refused)),
        ("sources", schema_for!(crate::Source)),
        ("actors", schema_for!(crate::Actor)),
        ("places", schema_for!(crate::Place)),
        ("events", schema_for!(crate::Event)),
        ("statements", schema_for!(crate::Statement)),
        ("undertakings", schema_for!(crate::Undertaking)),
        ("incidents", schema_for!(crate::Incident)),
        ("accounts", schema_for!(crate::Account)),
        ("claims", schema_for!(crate::Claim)),
        ("disputes", schema_for!(crate::Dispute)),
        ("agreements", schema_for!(crate::Agreement)),
        ("channels", schema_for!(crate::Channel)),
        ("relations", schema_for!(crate::Relation)),
        ("timeline", schema_for!(crate::TimelineEntry)),
        ("outside", schema_for!(crate::Outside)),
    ]
}
