//! Who and what a report names, counted as it comes and goes.
//!
//! Actors, places and sources are views: what the world knows of them stands in a row of its own, and
//! in what forms, how often and where they are named is counted here. So a report more costs what it
//! names, however often that was named before.

use super::connection::Db;
use super::report::json;
use crate::error::Result;
use detente_linking::{Key, script};
use detente_reading::Reading;
use detente_world::World;
use std::collections::{BTreeMap, BTreeSet};

/// Stores what a report names, and marks it for linking.
pub(super) fn put(db: &Db, world: &World, id: &str, reading: &Reading) -> Result<()> {
    mentions(db, id, reading)?;
    spots(db, id, reading)?;
    sources(db, world, id, reading)?;
    for key in detente_linking::keys(reading, world) {
        let (kind, key) = match key {
            Key::Actor(key) => ("actor", key),
            Key::Place(key) => ("place", key),
            Key::Source(key) => ("source", key),
        };
        db.run("INSERT OR IGNORE INTO dirty VALUES (?1, ?2)", [kind, &key])?;
    }
    Ok(())
}

fn mentions(db: &Db, id: &str, reading: &Reading) -> Result<()> {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let place = |order: usize| {
        let mention = &reading.mentions[order];
        (mention.evidence.parts.first().map(|part| part.bytes), &mention.text)
    };
    for (order, mention) in reading.mentions.iter().enumerate() {
        let earliest = first.entry(&mention.actor).or_insert(order);
        if place(order) < place(*earliest) {
            *earliest = order;
        }
    }
    for (order, mention) in reading.mentions.iter().enumerate() {
        let whole = first.get(mention.actor.as_str()) == Some(&order);
        let evidence = whole.then(|| json(&mention.evidence).to_string());
        let sql = "INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5)";
        db.run(sql, (id, order as i64, &mention.actor, &mention.text, evidence))?;
    }
    count(db, reading.mentions.iter().map(|one| (&one.actor, &one.text)))
}

fn spots(db: &Db, id: &str, reading: &Reading) -> Result<()> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (order, spot) in reading.places.iter().enumerate() {
        // Places are given in the order of the text, so that the first is the earliest.
        let evidence = seen.insert(&spot.place).then(|| json(&spot.evidence).to_string());
        let sql = "INSERT INTO spots VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let role = spot.role.as_str();
        db.run(sql, (id, order as i64, &spot.place, &spot.text, role, evidence))?;
    }
    count(db, reading.places.iter().map(|one| (&one.place, &one.text)))
}

/// Counts forms in which somebody or something is named.
fn count<'a>(db: &Db, named: impl Iterator<Item = (&'a String, &'a String)>) -> Result<()> {
    let mut counts: BTreeMap<(&String, &String), i64> = BTreeMap::new();
    for form in named {
        *counts.entry(form).or_default() += 1;
    }
    let sql = "INSERT INTO forms VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id, text) \
               DO UPDATE SET count = count + excluded.count";
    for ((id, text), count) in counts {
        db.run(sql, (id, text, script(text), count))?;
    }
    Ok(())
}

/// Who made or carried what a report says, and whose report it is.
fn sources(db: &Db, world: &World, id: &str, reading: &Reading) -> Result<()> {
    for statement in &reading.statements {
        let speaker = statement.speaker.iter().filter_map(|speaker| speaker.actor.id.as_ref());
        for voice in speaker.chain(statement.via.iter().filter_map(|via| via.id.as_ref())) {
            let sql = "INSERT OR IGNORE INTO voices VALUES (?1, ?2, ?3)";
            db.run(sql, (voice, id, &statement.id))?;
        }
    }
    let report = &reading.report;
    let Some(outlet) = &report.outlet else { return Ok(()) };
    let Some(source) = detente_linking::outlet_id(outlet, world) else { return Ok(()) };
    let imprint = report.evidence.get("outlet").map(|words| json(words).to_string());
    let sql = "INSERT OR REPLACE INTO published VALUES (?1, ?2, ?3, ?4)";
    db.run(sql, (source, id, outlet, imprint)).map(drop)
}

/// Takes out what a report, `n` by its number, names, and marks it.
pub(super) fn clear(db: &Db, n: i64, id: &str) -> Result<()> {
    let source = "SELECT source FROM readings WHERE n = ?1 AND source IS NOT NULL";
    let source = db.first(source, [n], |row| row.get::<_, String>(0))?;
    let keys = "INSERT OR IGNORE INTO dirty SELECT 'actor', actor FROM mentions WHERE report = ?1 \
                UNION SELECT 'place', place FROM spots WHERE report = ?1 \
                UNION SELECT 'source', source FROM voices WHERE report = ?1";
    db.run(keys, [id])?;
    if let Some(source) = source {
        db.run("DELETE FROM published WHERE source = ?1 AND report = ?2", [&source, id])?;
        db.run("INSERT OR IGNORE INTO dirty VALUES ('source', ?1)", [&source])?;
    }
    for (named, from) in [("actor", "mentions"), ("place", "spots")] {
        let sql = format!(
            "SELECT {named}, text, count(*) FROM {from} WHERE report = ?1 GROUP BY {named}, text"
        );
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        for (one, text, count) in db.all::<(String, String, i64)>(&sql, [id], read)? {
            let sql = "UPDATE forms SET count = count - ?3 WHERE id = ?1 AND text = ?2";
            db.run(sql, (&one, &text, count))?;
            let sql = "DELETE FROM forms WHERE id = ?1 AND text = ?2 AND count <= 0";
            db.run(sql, (&one, &text))?;
        }
    }
    for table in ["mentions", "spots", "voices"] {
        db.run(&format!("DELETE FROM {table} WHERE report = ?1"), [id])?;
    }
    Ok(())
}
