use crate::{ActorRef, EventType, Evidence, FigureRole, PlaceRef, Review, Status, Time, Voice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One happening as one report tells it, in PLOVER with CAMEO beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Id derived from report, span and kind.
    pub id: String,
    /// The report.
    pub report: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// PLOVER intensity.
    pub intensity: Option<f64>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Goldstein value of the CAMEO code, −10 to 10.
    pub goldstein: Option<f64>,
    /// Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad: Option<u8>,
    /// Who did it.
    pub actors: Vec<ActorRef>,
    /// To whom it was done.
    pub recipients: Vec<ActorRef>,
    /// Whether every participant stands in both lists.
    pub reciprocal: bool,
    /// With what.
    pub instruments: Vec<String>,
    /// When.
    pub date: Time,
    /// Where.
    pub place: Option<PlaceRef>,
    /// How many, of what.
    pub quantities: Vec<Quantity>,
    /// What the row's own source says of it.
    pub status: Status,
    /// In whose voice.
    pub voice: Voice,
    /// The statement it is told in.
    pub statement: Option<String>,
    /// The incident it belongs to.
    pub incident: Option<String>,
    /// 0–1.
    pub confidence: Option<f64>,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// The rule that coded it.
    pub rule: String,
    /// What an analyst says of it; `null` where nobody has looked.
    #[serde(default)]
    pub review: Option<Review>,
}

/// A figure and the role it plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// The role.
    pub role: FigureRole,
    /// The figure, where one is given.
    pub value: Option<f64>,
    /// Least it may be, inclusive.
    pub low: Option<f64>,
    /// Most it may be, inclusive.
    pub high: Option<f64>,
    /// Unit of measure.
    pub unit: Option<String>,
    /// What is counted.
    pub of: Option<String>,
    /// The expression as read.
    pub text: String,
}
