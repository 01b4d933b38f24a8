use crate::{EventType, PlaceRef, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What an analyst says of a row: kept beside the originals, and laid over the row whenever it is
/// read anew.
///
/// ```
/// use detente_record::{Review, ReviewState};
/// let review: Review = serde_json::from_str(
///     r#"{"state":"rejected","by":"A. Analyst","reason":"a drill","at":"2024-05-02T10:00:00Z","was":null}"#,
/// )?;
/// assert_eq!(review.state, ReviewState::Rejected);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Review {
    /// Confirmed, rejected or corrected.
    pub state: ReviewState,
    /// Who says so.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When it was said, RFC 3339 UTC.
    pub at: String,
    /// The fields that were changed, as the program had read them; `null` where none was.
    pub was: Option<Was>,
}

/// What a review comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewState {
    /// The row is right as it was read.
    Confirmed,
    /// The row is wrong: it stays to be seen and nothing is made of it.
    Rejected,
    /// The row was wrong in what [`Review::was`] holds, or in what it was joined to.
    Corrected,
}

impl ReviewState {
    /// The word in the record.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::Corrected => "corrected",
        }
    }
}

/// Fields of a row before they were corrected. Only those in `fields` were changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Was {
    /// The names of the fields that were changed.
    pub fields: Vec<String>,
    /// The date; of a statement, when it was said.
    pub date: Option<Time>,
    /// The place.
    pub place: Option<PlaceRef>,
    /// The type.
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// The mode.
    pub mode: Option<String>,
    /// The CAMEO code.
    pub cameo: Option<String>,
    /// The reliability.
    pub reliability: Option<String>,
}

impl Review {
    /// Whether the row is one of which nothing may be made.
    pub fn rejects(review: Option<&Self>) -> bool {
        review.is_some_and(|review| review.state == ReviewState::Rejected)
    }
}
