use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An actor named in a row.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct ActorRef {
    /// Id in the record; known actors carry the world's id.
    pub id: Option<String>,
    /// Canonical name, where the actor is known.
    pub name: Option<String>,
    /// The mention, in reading form.
    pub text: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
}

/// A place named in a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlaceRef {
    /// Id in the record; known places carry the world's id.
    pub id: Option<String>,
    /// Canonical name, where the place is known.
    pub name: Option<String>,
    /// The mention, in reading form.
    pub text: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Uncertainty around the coordinates, kilometres.
    pub radius_km: Option<f64>,
}
