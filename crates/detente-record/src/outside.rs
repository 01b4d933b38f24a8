use crate::{ActorRef, EventType, Figure, PlaceRef, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What somebody else's data set says of a happening, brought in by `detente import`.
///
/// It stands beside what was read and is no part of it: no incident, dispute, relation or count
/// rests on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Outside {
    /// First 16 hex digits of the SHA-256 over the file's sum, its heading, the line and the row.
    pub id: String,
    /// `gdelt-event`, `gdelt-mention`, `acled-shape`, `ucdp-shape`.
    pub form: String,
    /// The row's own id in its data set.
    pub key: Option<String>,
    /// PLOVER type, where its code or type has one of the same meaning.
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// Its code or type as the data set has it.
    pub code: Option<String>,
    /// Who did it.
    pub actors: Vec<ActorRef>,
    /// To whom.
    pub recipients: Vec<ActorRef>,
    /// When.
    pub date: Time,
    /// Where, as the data set has it.
    pub place: Option<PlaceRef>,
    /// Figures by role.
    pub figures: BTreeMap<String, Figure>,
    /// On whose word, as the data set names it.
    pub source: Option<String>,
    /// Its description, where there is one.
    pub text: Option<String>,
    /// The file it stands in, as named by the user.
    pub file: String,
    /// SHA-256 of that file, 64 hex digits.
    pub sha256: String,
    /// The line on which the row begins; the first is 1.
    pub line: usize,
    /// The heading of its columns as it stands in the file; `null` where the form has none.
    pub heading: Option<String>,
    /// The row as it stands in the file, without the line break at its end.
    pub verbatim: String,
}
