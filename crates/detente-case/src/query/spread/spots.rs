//! Incidents one by one, and in lanes.

use super::window::Window;
use super::{LANES, LOOKED, Lane, Spot};
use crate::error::Result;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use detente_record::ActorRef;
use std::collections::BTreeMap;

/// The first incidents in a window that meet a condition, by their last days.
pub(super) fn spots(
    db: &Db,
    window: &Window,
    condition: &str,
    values: &[String],
    most: usize,
) -> Result<Vec<Spot>> {
    let (own, own_values) = window.condition(&window.keys);
    // The values of the filter come first: its condition counts them from 1.
    let own = renumbered(&own, values.len());
    let sql = format!(
        "SELECT id, \"type\", actors, recipients, date, place, standing = 'disputed' FROM incidents \
         WHERE id IN (SELECT l.incident FROM lanes l WHERE {own} ORDER BY l.last LIMIT {LOOKED}) \
         AND ({condition}) ORDER BY date ->> 'to', id LIMIT {most}"
    );
    let read = |row: &rusqlite::Row<'_>| {
        let text = |at: usize| row.get::<_, Option<String>>(at);
        let cells = [text(2)?, text(3)?, text(4)?, text(5)?];
        Ok::<(String, String, _, bool), _>((row.get(0)?, row.get(1)?, cells, row.get(6)?))
    };
    let all = values.iter().chain(&own_values);
    let rows = db.all(&sql, rusqlite::params_from_iter(all), read)?;
    let bad = |_| damaged(db, "an incident is odd");
    let spot = |(id, kind, [actors, recipients, date, place], disputed): (_, _, [_; 4], _)| {
        let list = |text: Option<String>| {
            serde_json::from_str(text.as_deref().unwrap_or("[]")).map_err(bad)
        };
        Ok(Spot {
            id,
            kind,
            actors: list(actors)?,
            recipients: list(recipients)?,
            date: serde_json::from_str(date.as_deref().unwrap_or("{}")).map_err(bad)?,
            place: match place {
                Some(text) => Some(serde_json::from_str(&text).map_err(bad)?),
                None => None,
            },
            disputed,
        })
    };
    rows.into_iter().map(spot).collect()
}

/// `?1` as `?4`, if three values come before it.
fn renumbered(condition: &str, before: usize) -> String {
    let mut parts = condition.split('?');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        let n: usize = part[..digits].parse().unwrap_or_default();
        out += &format!("?{}{}", n + before, &part[digits..]);
    }
    out
}

/// Incidents in lanes: those of the sides that stand in most of them, then the others.
pub(super) fn by_side(spots: Vec<Spot>) -> Vec<Lane> {
    let key = |side: &ActorRef| side.id.clone().unwrap_or_else(|| side.text.clone());
    let sides = |spot: &Spot| {
        let both = spot.actors.iter().chain(&spot.recipients);
        both.map(|side| (key(side), side.clone())).collect::<BTreeMap<_, _>>()
    };
    let mut counts: BTreeMap<String, (usize, String, bool)> = BTreeMap::new();
    for spot in &spots {
        for (key, side) in sides(spot) {
            let (known, name) = (side.id.is_some(), side.name.unwrap_or(side.text));
            counts.entry(key).or_insert((0, name, known)).0 += 1;
        }
    }
    let mut most: Vec<(String, (usize, String, bool))> = counts.into_iter().collect();
    most.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
    // Whoever is named once, or by words for nobody in particular, needs no lane of their own where
    // others stand in more.
    let often = |(_, (count, _, known)): &(String, (usize, String, bool))| *known && *count > 1;
    if most.iter().any(often) {
        most.retain(often);
    }
    most.truncate(LANES);
    let lane = |(key, (_, name, _))| Lane { key: Some(key), name: Some(name), ..Lane::default() };
    let mut lanes: Vec<Lane> = most.into_iter().map(lane).collect();
    let mut rest = Lane::default();
    for spot in spots {
        let own = sides(&spot);
        let mut placed = false;
        for lane in &mut lanes {
            if lane.key.as_ref().is_some_and(|key| own.contains_key(key)) {
                lane.marks.push(spot.clone());
                placed = true;
            }
        }
        if !placed {
            rest.marks.push(spot);
        }
    }
    if !rest.marks.is_empty() {
        lanes.push(rest);
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::Time;

    #[test]
    fn values_of_two_conditions_do_not_get_mixed() {
        assert_eq!(renumbered("a = ?1 AND b = ?12", 3), "a = ?4 AND b = ?15");
    }

    #[test]
    fn who_stands_in_most_incidents_has_the_first_lane() {
        let side = |id: &str| ActorRef { id: Some(id.into()), ..ActorRef::default() };
        let spot = |id: &str, actors: &[&str]| Spot {
            id: id.into(),
            kind: "ASSAULT".into(),
            actors: actors.iter().map(|id| side(id)).collect(),
            recipients: vec![],
            date: Time::default(),
            place: None,
            disputed: false,
        };
        let lanes =
            by_side(vec![spot("1", &["a", "b"]), spot("2", &["b"]), spot("3", &["a", "c"])]);
        let told: Vec<(Option<&str>, usize)> =
            lanes.iter().map(|lane| (lane.key.as_deref(), lane.marks.len())).collect();
        assert_eq!(told, [(Some("a"), 2), (Some("b"), 2)]);
        let lanes = by_side(vec![spot("1", &["a"]), spot("2", &["a"]), spot("3", &["b"])]);
        let told: Vec<(Option<&str>, usize)> =
            lanes.iter().map(|lane| (lane.key.as_deref(), lane.marks.len())).collect();
        assert_eq!(told, [(Some("a"), 2), (None, 1)]);
    }
}
