//! The tables of a case, by the names that they have everywhere.

use crate::failure::Failure;
use detente_case::{Case, Filter, Row};
use detente_record::{
    Account, Actor, Agreement, Channel, Claim, Dispute, Event, Incident, Outside, Place, Refused,
    Relation, Report, Source, Statement, TimelineEntry, Undertaking,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub(super) enum Table {
    Disputes,
    Agreements,
    Undertakings,
    Relations,
    Channels,
    Incidents,
    Accounts,
    Timeline,
    Events,
    Statements,
    Claims,
    Actors,
    Places,
    Sources,
    Reports,
    Refused,
    Outside,
}

impl Table {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Disputes => "disputes",
            Self::Agreements => "agreements",
            Self::Undertakings => "undertakings",
            Self::Relations => "relations",
            Self::Channels => "channels",
            Self::Incidents => "incidents",
            Self::Accounts => "accounts",
            Self::Timeline => "timeline",
            Self::Events => "events",
            Self::Statements => "statements",
            Self::Claims => "claims",
            Self::Actors => "actors",
            Self::Places => "places",
            Self::Sources => "sources",
            Self::Reports => "reports",
            Self::Refused => "refused",
            Self::Outside => "outside",
        }
    }

    /// Its rows that pass a filter.
    pub(super) fn rows(self, case: &Case, filter: &Filter) -> Result<Vec<Value>, Failure> {
        match self {
            Self::Disputes => of::<Dispute>(case, filter),
            Self::Agreements => of::<Agreement>(case, filter),
            Self::Undertakings => of::<Undertaking>(case, filter),
            Self::Relations => of::<Relation>(case, filter),
            Self::Channels => of::<Channel>(case, filter),
            Self::Incidents => of::<Incident>(case, filter),
            Self::Accounts => of::<Account>(case, filter),
            Self::Timeline => of::<TimelineEntry>(case, filter),
            Self::Events => of::<Event>(case, filter),
            Self::Statements => of::<Statement>(case, filter),
            Self::Claims => of::<Claim>(case, filter),
            Self::Actors => of::<Actor>(case, filter),
            Self::Places => of::<Place>(case, filter),
            Self::Sources => of::<Source>(case, filter),
            Self::Reports => of::<Report>(case, filter),
            Self::Refused => of::<Refused>(case, filter),
            Self::Outside => of::<Outside>(case, filter),
        }
    }
}

fn of<T: Row>(case: &Case, filter: &Filter) -> Result<Vec<Value>, Failure> {
    let rows = case.rows::<T>(filter)?;
    rows.iter().map(|row| serde_json::to_value(row).map_err(|_| Failure::broken())).collect()
}
