use crate::{ActorKind, ActorRef, EventType, Evidence, PlaceRef, PlaceRole, Review, Stance, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An outlet or a speaker, as the origin of what is said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Id; known ones carry the world's.
    pub id: String,
    /// Name.
    pub name: String,
    /// `outlet` or an actor kind.
    pub kind: String,
    /// The state that owns it, ISO 3166-1 alpha-3.
    pub owner_state: Option<String>,
    /// NATO Admiralty reliability, A–F; F is not judged.
    pub reliability: String,
    /// Reports that carry it.
    pub reports: Vec<String>,
    /// Statements that it made or carried.
    pub statements: usize,
    /// The first place where it is named.
    pub evidence: Vec<Evidence>,
    /// Who judged its reliability, and why; `null` where nobody has.
    #[serde(default)]
    pub review: Option<Review>,
}

/// An actor across the whole case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Actor {
    /// Id; known actors carry the world's.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What kind of actor.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// Offices held.
    pub offices: Vec<OfficeHeld>,
    /// The forms it is named by.
    pub aliases: Vec<Alias>,
    /// What it was before.
    pub predecessors: Vec<Predecessor>,
    /// How often it is named.
    pub mentions: usize,
    /// Where it is named.
    pub reports: Vec<String>,
    /// The first mention in each report.
    pub evidence: Vec<Evidence>,
}

/// An office, with its days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OfficeHeld {
    /// The office.
    pub office: String,
    /// Of which state or body: its id.
    pub of: Option<String>,
    /// First day, ISO 8601, to the precision known.
    pub from: Option<String>,
    /// Last day; `null` is still held or not known.
    pub to: Option<String>,
}

/// A form by which an actor is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alias {
    /// The form, in reading form.
    pub text: String,
    /// ISO 15924 script.
    pub script: Option<String>,
    /// How often.
    pub count: usize,
}

/// What an actor was before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Predecessor {
    /// The earlier actor.
    pub id: String,
    /// `renamed`, `merged`, `split`.
    pub kind: String,
    /// When, ISO 8601, to the precision known.
    pub on: Option<String>,
}

/// A place across the whole case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Id; known places carry the world's.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// E.g. `settlement`, `admin1`, `highway`.
    pub kind: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// Uncertainty, kilometres.
    pub radius_km: Option<f64>,
    /// Where the coordinates come from.
    pub source: Option<String>,
    /// The forms it is named by.
    pub aliases: Vec<Alias>,
    /// How often it is named.
    pub mentions: usize,
    /// In what roles, and how often in each.
    #[serde(default)]
    pub roles: BTreeMap<PlaceRole, usize>,
    /// Reports that name it.
    #[serde(default)]
    pub reports: Vec<String>,
    /// Its first mention in each of them.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// One real-world happening across reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Incident {
    /// The smallest member's id.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// Who did it.
    pub actors: Vec<ActorRef>,
    /// To whom.
    pub recipients: Vec<ActorRef>,
    /// When.
    pub date: Time,
    /// Where.
    pub place: Option<PlaceRef>,
    /// `single`, `series`, `summary`.
    pub extent: String,
    /// The series or summary it is part of.
    pub part_of: Option<String>,
    /// `unopposed`, `disputed`.
    pub standing: String,
    /// NATO Admiralty credibility, 1–6.
    pub credibility: u8,
    /// Reports that tell it.
    pub reports: Vec<String>,
    /// Count of independent sources.
    pub independent_sources: usize,
    /// Its event rows.
    pub events: Vec<String>,
    /// Figures by role.
    pub figures: BTreeMap<String, Figure>,
    /// Which comparisons were not made because there were too many; null where all were.
    #[serde(default)]
    pub capped: Option<String>,
    /// What an analyst says of it: that all its tellings are right, or what was joined or parted.
    #[serde(default)]
    pub review: Option<Review>,
}

/// A figure across accounts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Lowest given.
    pub low: Option<f64>,
    /// The most independently attested; `null` while disputed.
    pub best: Option<f64>,
    /// Highest given.
    pub high: Option<f64>,
    /// What `best` rests on.
    pub grounds: Option<String>,
    /// Who gives what.
    pub by: Vec<FigureBy>,
}

/// One account's figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FigureBy {
    /// Who gives it.
    pub holder: Option<ActorRef>,
    /// The figure.
    pub value: Option<f64>,
    /// The event row.
    pub event: String,
}

/// One incident as one outlet or side tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// The incident.
    pub incident: String,
    /// The outlet.
    pub outlet: Option<String>,
    /// The side.
    pub side: Option<ActorRef>,
    /// The reports.
    pub reports: Vec<String>,
    /// The words used.
    pub wording: Vec<String>,
    /// The figures given.
    pub figures: BTreeMap<String, Figure>,
    /// Who is blamed.
    pub blames: Vec<ActorRef>,
    /// What others tell and this one does not.
    pub leaves_out: Vec<String>,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}

/// What is claimed, and who stands where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// The smallest member's id.
    pub id: String,
    /// The claim in reading form.
    pub text: String,
    /// Rows it is about.
    pub about: Vec<String>,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// Count of independent sources.
    pub independent_sources: usize,
    /// `unopposed`, `disputed`, `withdrawn`.
    pub status: String,
}

/// Where one holder stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Who.
    pub holder: Option<ActorRef>,
    /// Asserts, denies, doubts …
    pub stance: Stance,
    /// The value held, in a dispute over one.
    pub value: Option<String>,
    /// The statement.
    pub statement: Option<String>,
    /// When.
    pub date: Time,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}

/// Claims that cannot all be so, or only seem so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// The smallest member's id.
    pub id: String,
    /// What it is over, in a sentence.
    pub text: String,
    /// `denial`, `quantity`, `responsibility`, `performance`, `obligation`, `time`, `place`, `occurrence`.
    pub kind: String,
    /// `conflict`, `update`, `scope-difference`.
    pub relation: String,
    /// Rows it is about.
    pub about: Vec<String>,
    /// The claims.
    pub claims: Vec<String>,
    /// Who stands where.
    pub positions: Vec<Position>,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// Count of independent sources.
    pub independent_sources: usize,
}
