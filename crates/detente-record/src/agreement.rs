use crate::{ActorRef, Evidence, PlaceRef, Quantity, Review, Stance, Time, Voice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What parties undertook, from proposal to end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Id; known agreements carry the world's.
    pub id: String,
    /// Name.
    pub name: Option<String>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// E.g. `ceasefire`, `memorandum`, `peace-agreement`.
    pub kind: Option<String>,
    /// When it was concluded.
    pub concluded: Time,
    /// Where it was concluded.
    pub place: Option<PlaceRef>,
    /// Who is bound.
    pub parties: Vec<ActorRef>,
    /// Who guarantees it.
    pub guarantors: Vec<ActorRef>,
    /// Its states, as told.
    pub state: Vec<AgreementState>,
    /// What it obliges to.
    pub obligations: Vec<Obligation>,
    /// Where it holds, as somebody wrote it down beforehand.
    #[serde(default)]
    pub zone: Option<Geometry>,
    /// The incidents of those bound by it, in its days and of a known place, by where they lie to
    /// its zone.
    #[serde(default)]
    pub incidents: Vec<ZoneIncident>,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// What was left out of a row made of very many tellings, in words; null where nothing was.
    #[serde(default)]
    pub capped: Option<String>,
}

/// Areas on the map, as GeoJSON (RFC 7946) has them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Geometry {
    /// `MultiPolygon`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Areas of rings of positions, longitude before latitude, in degrees.
    pub coordinates: Vec<Vec<Vec<[f64; 2]>>>,
}

/// An incident, and where it lies to the zone of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ZoneIncident {
    /// The incident.
    pub incident: String,
    /// Where it lies.
    pub inside: Inside,
}

/// Where a place lies to a zone.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Inside {
    /// Within it.
    Inside,
    /// Outside of it.
    Outside,
    /// The place is not known closely enough to tell: its radius crosses the border.
    Edge,
}

/// A state of an agreement, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementState {
    /// `proposed`, `agreed`, `signed`, `in-force`, `suspended`, `ended`, `renewed`.
    pub value: String,
    /// Who says so.
    pub by: Option<ActorRef>,
    /// Since when.
    pub date: Time,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}

/// One thing someone has to do, or not to do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Obligation {
    /// Id.
    pub id: String,
    /// Who has to act; need not be a party.
    pub performer: Option<ActorRef>,
    /// Who answers for it.
    pub obligor: Option<ActorRef>,
    /// To whose benefit.
    pub beneficiary: Option<ActorRef>,
    /// `must`, `must-not`, `may`.
    pub modality: String,
    /// `once`, `continuing`.
    pub duration: Option<String>,
    /// The undertaking in reading form.
    pub text: String,
    /// What is to be done.
    pub action: Option<String>,
    /// To what.
    pub object: Option<String>,
    /// Where.
    pub place: Option<PlaceRef>,
    /// How much.
    pub quantity: Option<Quantity>,
    /// By when.
    pub deadline: Option<Deadline>,
    /// On what condition.
    pub condition: Option<String>,
    /// `agreed`, `claimed`, `contested`.
    pub existence: String,
    /// Who says that it exists.
    pub asserted_by: Vec<ActorRef>,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
    /// What is said of its performance.
    pub performance: Vec<Performance>,
    /// The obligation it replaces.
    pub supersedes: Option<String>,
    /// Derived at the as-of date, never adjudicated.
    pub standing: Option<String>,
}

/// An undertaking as one report tells it: who has to do what, or what is said of its being done.
///
/// Linking makes the obligations of agreements of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Undertaking {
    /// What is undertaken; its id is the row's.
    #[serde(flatten)]
    pub obligation: Obligation,
    /// The report.
    pub report: String,
    /// The agreement that it stands in, where one is named.
    pub agreement: Option<AgreementRef>,
    /// In whose voice it is told.
    pub voice: Voice,
    /// The statement it is told in.
    pub statement: Option<String>,
    /// The rule that found it.
    pub rule: String,
    /// What an analyst says of it; `null` where nobody has looked.
    #[serde(default)]
    pub review: Option<Review>,
}

/// An agreement named in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementRef {
    /// Id in the record; known agreements carry the world's.
    pub id: Option<String>,
    /// Canonical name, where the agreement is known.
    pub name: Option<String>,
    /// The mention, in reading form.
    pub text: String,
}

/// By when an obligation is due.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Deadline {
    /// The day.
    #[serde(flatten)]
    pub time: Time,
    /// What it is counted from, where it is relative.
    pub relative: Option<RelativeDeadline>,
}

/// A deadline counted from something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RelativeDeadline {
    /// What sets it running.
    pub trigger: String,
    /// ISO 8601 duration.
    pub offset: String,
}

/// Who says that an obligation was kept or broken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Performance {
    /// `fulfilled`, `partly`, `breached`, `not-yet`, `disputed`, `extension-requested`, `extended`, `waived`.
    pub status: String,
    /// Who says so.
    pub holder: Option<ActorRef>,
    /// Asserts, denies, doubts.
    pub stance: Stance,
    /// When it was said.
    pub date: Time,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}
