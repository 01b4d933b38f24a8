//! **quantity**, relation **scope-difference** or **update**: counts over stretches of time.
//!
//! "14 killed in a week" does not contradict "59 since March": they count other days. Of two counts
//! over stretches that begin together the later is an update; over stretches that are one, a
//! conflict is for [`super::quantity`], for they are one incident then.

use super::position;
use crate::incident::{Days, Telling, party_key};
use detente_record::{Dispute, FigureRole, Incident, Position, Quantity, Stance, Status};
use std::collections::{BTreeMap, BTreeSet};

/// What counts over stretches of time say of each other, from incidents that are summaries, each
/// with its tellings.
pub fn of_summaries(summaries: &[(Incident, Vec<Telling>)]) -> Vec<Dispute> {
    let mut groups: BTreeMap<(String, FigureRole), Vec<Count<'_>>> = BTreeMap::new();
    for (incident, tellings) in summaries.iter().filter(|(one, _)| one.extent == "summary") {
        let sides: BTreeSet<String> = incident.recipients.iter().filter_map(party_key).collect();
        for one in tellings.iter().filter(|one| one.event.status != Status::Denied) {
            for quantity in one.event.quantities.iter().filter(|q| q.value.is_some()) {
                if !super::quantity::is_count(quantity.role) {
                    continue;
                }
                for side in &sides {
                    let key = (format!("{}|{side}", incident.kind), quantity.role);
                    groups.entry(key).or_default().push(Count { incident, telling: one, quantity });
                }
            }
        }
    }
    let mut out = vec![];
    for ((_, role), mut counts) in groups {
        counts.sort_by_key(|one| (one.incident.id.clone(), one.telling.event.id.clone()));
        let incidents: BTreeSet<&str> = counts.iter().map(|one| one.incident.id.as_str()).collect();
        let values: BTreeSet<i64> = counts
            .iter()
            .filter_map(|one| one.quantity.value)
            .map(|v| (v * 100.0) as i64)
            .collect();
        let (Some(first), true, true) = (incidents.first(), incidents.len() > 1, values.len() > 1)
        else {
            continue;
        };
        let relation = if begin_together(&counts) { "update" } else { "scope-difference" };
        let told: BTreeSet<String> = counts
            .iter()
            .map(|one| {
                let name = position::name(one.telling.holder());
                let when = one.telling.event.date.text.clone();
                let when = when.map(|text| format!(" ({text})")).unwrap_or_default();
                format!("{name} {}{when}", one.quantity.text)
            })
            .collect();
        let how = if relation == "update" { "The count rises" } else { "Counts of other times" };
        let told: Vec<String> = told.into_iter().collect();
        let days: BTreeSet<String> =
            counts.iter().filter_map(|one| one.telling.reported.clone()).collect();
        let origins: BTreeSet<&str> =
            counts.iter().map(|one| one.telling.origin.as_str()).collect();
        out.push(Dispute {
            id: format!("{first}:scope:{role}"),
            text: format!("{how} ({role}): {}", told.join(", ")),
            kind: "quantity".into(),
            relation: relation.into(),
            about: incidents.iter().map(|id| (*id).to_owned()).collect(),
            claims: vec![],
            positions: counts.iter().map(Count::position).collect(),
            first: days.first().cloned(),
            last: days.last().cloned(),
            independent_sources: origins.len(),
        });
    }
    out
}

struct Count<'a> {
    incident: &'a Incident,
    telling: &'a Telling,
    quantity: &'a Quantity,
}

impl Count<'_> {
    fn position(&self) -> Position {
        Position {
            holder: self.telling.holder().cloned(),
            stance: Stance::Asserts,
            value: Some(self.quantity.text.clone()),
            statement: self.telling.event.statement.clone(),
            date: self.telling.event.date.clone(),
            evidence: self.telling.event.evidence.first().cloned().into_iter().collect(),
        }
    }
}

/// Whether all count from one day on, and later counts are no lower.
fn begin_together(counts: &[Count]) -> bool {
    let days: Option<Vec<Days>> = counts
        .iter()
        .map(|one| Days::of(&one.telling.event.date).filter(|(_, fresh)| !fresh).map(|(d, _)| d))
        .collect();
    let Some(days) = days else { return false };
    let mut ends: Vec<(i64, i64)> = days
        .iter()
        .zip(counts)
        .map(|(days, one)| (days.to, (one.quantity.value.unwrap_or(0.0) * 100.0) as i64))
        .collect();
    ends.sort_unstable();
    days.windows(2).all(|pair| pair[0].from == pair[1].from)
        && ends.windows(2).all(|pair| pair[0].1 <= pair[1].1)
}
