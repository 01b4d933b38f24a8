use crate::{ActorRef, Evidence};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Contact between two actors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Channel {
    /// One side.
    pub a: ActorRef,
    /// The other.
    pub b: ActorRef,
    /// `summit`, `ministers`, `envoys`, `military`, `phone`, `hotline`, `information-sharing`, `talks`, `mediated`.
    pub kind: String,
    /// `open`, `cut`, `revived`, `unknown`.
    pub state: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// How many incidents are behind it.
    pub told: usize,
    /// The incidents behind it, by day; of more than a hundred the first and the latest.
    pub incidents: Vec<String>,
    /// The words it rests on: of the first and the latest contacts.
    pub evidence: Vec<Evidence>,
}

/// How two actors stand with each other in a period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Relation {
    /// One side.
    pub a: ActorRef,
    /// The other.
    pub b: ActorRef,
    /// From `a` to `b`, or the pair.
    pub directed: bool,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Count of incidents.
    pub incidents: usize,
    /// Decayed sum of cooperation.
    pub cooperation: f64,
    /// Decayed sum of conflict.
    pub conflict: f64,
    /// `(cooperation − conflict) / (cooperation + conflict)`.
    pub net: Option<f64>,
    /// Lower edge of the band.
    pub low: Option<f64>,
    /// Upper edge of the band.
    pub high: Option<f64>,
    /// Incidents without a date, not counted.
    pub undated: usize,
    /// The phase.
    pub phase: Option<String>,
    /// What moved it.
    pub drivers: Vec<Driver>,
    /// Weights and half-life.
    pub method: String,
}

/// An incident's share in a relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Driver {
    /// The incident.
    pub incident: String,
    /// Its signed share.
    pub contribution: f64,
}

/// One entry in the timeline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TimelineEntry {
    /// The row's id.
    pub id: String,
    /// `incident`, `event`, `statement`, `deadline`, `report`.
    pub kind: String,
    /// When.
    pub date: crate::Time,
    /// One line.
    pub text: String,
    /// The reports behind it.
    pub reports: Vec<String>,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}
