//! How an event came to be of its incident: what joins it to the other tellings, and whose they are.

use super::telling::Tellings;
use super::zones;
use crate::error::Result;
use crate::store::connection::Db;
use detente_linking::incident::{self, Telling};
use detente_reading::Step;
use detente_world::World;
use std::collections::BTreeMap;

/// The steps from an event to its incident, where others tell of it, and where that lies to the zones
/// of agreements.
pub(crate) fn steps(db: &Db, world: &World, event: &str) -> Result<Vec<Step>> {
    let sql = "SELECT o.id, o.incident FROM events e JOIN events o ON o.incident = e.incident \
               WHERE e.id = ?1 ORDER BY o.id";
    let found: Vec<(String, String)> =
        db.all(sql, [event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((_, incident)) = found.first() else { return Ok(vec![]) };
    let mut out = zones::steps(db, incident)?;
    if found.len() < 2 {
        return Ok(out);
    }
    out.push(step("incident", format!("{incident}, told {} times", found.len())));
    let ids: Vec<String> = found.iter().map(|(id, _)| id.clone()).collect();
    let group = incident::sourced(Tellings::new(db, world).all(&ids)?);
    let Some(own) = group.iter().find(|one| one.event.id == event) else { return Ok(out) };
    for other in group.iter().filter(|one| one.event.id != event) {
        out.push(step("one with", joined(own, other)));
    }
    let mut origins: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for one in &group {
        origins.entry(&one.origin).or_default().push(&one.event.id);
    }
    for (origin, tellings) in origins {
        out.push(step("source", format!("{origin}, told in {}", tellings.join(", "))));
    }
    Ok(out)
}

/// "24c8… in report 122c…: the same day +4, words in common +3; 9 points".
fn joined(own: &Telling, other: &Telling) -> String {
    let pair = incident::score(own, other);
    let reasons: Vec<String> =
        pair.reasons.iter().map(|(reason, points)| format!("{reason} {points:+}")).collect();
    let name = format!("{} in report {}", other.event.id, other.event.report);
    if pair.joins() {
        return format!("{name}: {}; {} points", reasons.join(", "), pair.points);
    }
    match pair.never {
        Some(reason) => format!("{name}, through others: by themselves {reason}"),
        None => format!("{name}, through others: {}; {} points", reasons.join(", "), pair.points),
    }
}

fn step(what: &'static str, text: String) -> Step {
    Step { what, text }
}
