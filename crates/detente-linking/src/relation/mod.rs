//! How each pair of sides stands with the other over time.
//!
//! Counted over incidents, never over articles: an event that twenty outlets tell is one incident.
//! Everything that is summed or compared here is an integer (millionths of a point of PLOVER
//! intensity, thousandths of a net), so that no order of input and no machine shows in a row.

mod bootstrap;
mod day;
mod decay;
mod kept;
mod phase;
mod rows;
mod side;
mod sum;
#[cfg(test)]
mod tests;
mod weigh;

pub use day::Period;
pub(crate) use day::{Dated, day};
pub use kept::{pack, unpack};
pub use phase::{Phase, phases};
pub use rows::{from_sums, period_rows, relations};
pub use side::{Dyad, Side, dyads};
pub use sum::{PeriodSum, Way, period_sums};
pub use weigh::{Counted, Weighed, weigh};

/// How relations are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationSettings {
    /// What each row covers.
    pub period: Period,
    /// Days after which an incident weighs half; at least 1.
    pub half_life: u32,
    /// The last day that counts, ISO 8601. What was later is left out.
    pub as_of: Option<String>,
}

impl Default for RelationSettings {
    /// Months, with a half-life of 30 days.
    fn default() -> Self {
        Self { period: Period::Month, half_life: 30, as_of: None }
    }
}
