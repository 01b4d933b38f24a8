//! What an analyst says against the program, laid over the rows that it reads.
//!
//! A correction names rows by the bytes they rest on ([`Anchor`]), so that it finds them again when a
//! report is read anew, by another version or among other reports. Rows of single reports are
//! corrected before anything is made of them ([`apply`]), so that all that follows sees them as the
//! analyst does; which tellings are of one happening is set right after they were brought together
//! ([`regroup`]). Who an actor is ([`Renaming`]) is laid over a reading before all that.
//!
//! Corrections of other rows, or of other fields of one row, hang on no order. Of two that say the
//! same thing differently (two days for one row, a row confirmed and then rejected) the later holds,
//! and comes back when the later is undone.

mod anchor;
mod apply;
mod edtf;
mod group;
mod rename;

pub use anchor::{Anchor, Anchored, find};
pub use apply::{Correctable, apply, cannot, dated, in_force};
pub use edtf::parse as parse_time;
pub use group::{Joining, regroup, review};
pub use rename::Renaming;

use detente_record::{ActorRef, EventType, PlaceRef, Time};
use serde::{Deserialize, Serialize};

/// What is said of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum Act {
    /// It is wrong, and nothing is to be made of it.
    Reject,
    /// It is right.
    Confirm,
    /// It was on another day.
    ReDate {
        /// The day.
        date: Time,
    },
    /// It was somewhere else, or nobody knows where.
    RePlace {
        /// The place.
        place: Option<PlaceRef>,
    },
    /// It is of another type.
    ReType {
        /// The type.
        #[serde(rename = "type")]
        kind: EventType,
        /// The mode.
        mode: Option<String>,
    },
    /// Two tellings are of one happening.
    Merge,
    /// A telling is not of the happening that others are of.
    Split,
    /// An actor is another, or nobody known: in the report that the correction is of, else everywhere.
    ReActor {
        /// The id of the one who was read.
        actor: String,
        /// Who it is.
        to: Option<ActorRef>,
    },
    /// How far an outlet is to be relied on, A to F.
    Reliability {
        /// The outlet's id.
        outlet: String,
        /// The letter.
        letter: String,
    },
}

impl Act {
    /// The word for it, as the command knows it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Confirm => "confirm",
            Self::ReDate { .. } => "re-date",
            Self::RePlace { .. } => "re-place",
            Self::ReType { .. } => "re-type",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::ReActor { .. } => "re-actor",
            Self::Reliability { .. } => "reliability",
        }
    }

    /// What it settles: of two acts on one row that settle the same, the later holds.
    pub const fn settles(&self) -> Settles {
        match self {
            Self::Reject | Self::Confirm => Settles::Verdict,
            Self::ReDate { .. } => Settles::Date,
            Self::RePlace { .. } => Settles::Place,
            Self::ReType { .. } => Settles::Type,
            Self::Merge | Self::Split => Settles::Joining,
            Self::ReActor { .. } => Settles::Actor,
            Self::Reliability { .. } => Settles::Reliability,
        }
    }
}

/// What an act settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settles {
    /// The date.
    Date,
    /// The place.
    Place,
    /// The type and mode.
    Type,
    /// Which tellings are of one happening.
    Joining,
    /// Who an actor is.
    Actor,
    /// How far an outlet is to be relied on.
    Reliability,
    /// Whether the row is right.
    Verdict,
}

/// One act of an analyst.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its number in the case; decides between two of one moment that settle the same.
    pub n: i64,
    /// When it was made, RFC 3339 UTC.
    pub at: String,
    /// By whom.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What it says.
    pub act: Act,
    /// The row that it is about.
    pub of: Vec<Anchor>,
    /// Of a merge the other row; of a split those that it is not of one happening with.
    pub with: Vec<Anchor>,
}

impl Correction {
    /// The order in which corrections are laid over each other.
    pub(crate) fn order(&self) -> (&str, Settles, i64) {
        (&self.at, self.act.settles(), self.n)
    }
}

#[cfg(test)]
mod tests;
