//! Incidents for the agreements whose zone somebody wrote down beforehand.
//!
//! There are few of these, and none in most cases. What lies in a zone hangs on incidents, which any
//! report may change: so wherever something is linked, they are linked as well. The hooks are
//! [`mark`] in `link`, [`incidents`] where an agreement is made, [`steps`] in `why`.

use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::zone::concerns;
use detente_reading::Step;
use detente_record::Incident;
use detente_world::{Agreement, World};

/// Marks the agreements that have a zone, or had one before the knowledge was changed.
pub(super) fn mark(db: &Db, world: &World) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO dirty SELECT 'agreement', id FROM agreements \
               WHERE zone IS NOT NULL";
    db.run(sql, [])?;
    for known in zoned(world) {
        db.run("INSERT OR IGNORE INTO dirty VALUES ('agreement', ?1)", [&known.id])?;
    }
    Ok(())
}

/// The incidents that bear on an agreement with a zone; none for others.
pub(super) fn incidents(db: &Db, world: &World, key: &str) -> Result<Vec<Incident>> {
    let mut found = vec![];
    let Some(known) = zoned(world).find(|known| known.id == key) else { return Ok(found) };
    let placed = "place ->> 'latitude' IS NOT NULL";
    rows::each(db, placed, &[], None, &mut |row: Incident| {
        if concerns(known, &row, world) {
            found.push(row);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Where an incident lies to the zones of agreements: "inside the zone of …".
pub(super) fn steps(db: &Db, incident: &str) -> Result<Vec<Step>> {
    let sql = "SELECT g.id, coalesce(g.name, g.id), i.value ->> 'inside' \
               FROM agreements g, json_each(g.incidents) i \
               WHERE g.incidents IS NOT NULL AND i.value ->> 'incident' = ?1 ORDER BY g.id";
    type Cells = (String, String, String);
    let read = |row: &rusqlite::Row<'_>| Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Vec<Cells> = db.all(sql, [incident], read)?;
    let told = |(id, name, inside): Cells| {
        let where_ = match inside.as_str() {
            "inside" => "inside",
            "outside" => "outside",
            _ => "at the edge of",
        };
        Step { what: "zone", text: format!("{where_} the zone of {name} ({id})") }
    };
    Ok(found.into_iter().map(told).collect())
}

fn zoned(world: &World) -> impl Iterator<Item = &Agreement> {
    world.rows().agreements.iter().filter(|known| known.zone.is_some())
}
