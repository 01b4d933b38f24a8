//! How each pair of sides stands, and what contact they have, from the incidents between them.

use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use detente_linking::incident::Telling;
use detente_linking::{
    Contact, Counted, Dyad, Period, PeriodSum, RelationSettings, Side, Touch, Way, Weighed, dyads,
    fnv, from_sums, pack, period_sums, spells, touches, unpack, weigh,
};
use detente_record::{ActorRef, Event, Incident, Relation};
use detente_world::World;
use std::collections::{BTreeMap, BTreeSet};

/// Takes an incident into the relations of those between whom it is, and into their channels.
pub(super) fn put(db: &Db, row: &Incident, tellings: &[Telling]) -> Result<()> {
    // What sums up many is not counted beside them.
    if row.extent == "summary" {
        return Ok(());
    }
    contacts(db, row, tellings)?;
    let weighed = Weighed::of(row, tellings);
    let pairs: BTreeSet<Dyad> = dyads(&weighed).into_iter().map(Dyad::pair).collect();
    for pair in pairs {
        let name = name(&pair);
        for one in weigh(&pair, std::slice::from_ref(&weighed), None) {
            let day = one.day.map(|day| day.to_string());
            let period = period(day.as_deref());
            let ways = i64::from(one.forth) + 2 * i64::from(one.back);
            db.run(
                "INSERT OR REPLACE INTO counted VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (&name, &period, &row.id, &day, one.weight, ways, one.disputed),
            )?;
            touch(db, &name, &period)?;
        }
    }
    Ok(())
}

/// The month of a day, by its first; nothing without a day.
fn period(day: Option<&str>) -> String {
    day.and_then(|day| day.get(..7)).map(|month| format!("{month}-01")).unwrap_or_default()
}

/// What is kept of a period no longer holds.
fn touch(db: &Db, pair: &str, period: &str) -> Result<()> {
    db.run("INSERT OR REPLACE INTO sums VALUES (?1, ?2, NULL)", [pair, period])?;
    db.run("INSERT OR IGNORE INTO dirty VALUES ('dyad', ?1)", [pair]).map(drop)
}

/// Takes an incident out of the relations and channels it was counted in.
pub(super) fn undo(db: &Db, incident: &str) -> Result<()> {
    let sql = "SELECT pair, period FROM counted WHERE incident = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    for (pair, period) in db.all::<(String, String)>(sql, [incident], read)? {
        touch(db, &pair, &period)?;
    }
    db.run("DELETE FROM counted WHERE incident = ?1", [incident])?;
    let sql = "INSERT OR IGNORE INTO dirty \
               SELECT 'channel', pair || '|' || kind FROM contacts WHERE incident = ?1";
    db.run(sql, [incident])?;
    db.run("DELETE FROM contacts WHERE incident = ?1", [incident]).map(drop)
}

/// Pairs and channels linked in one transaction.
const BATCH: usize = 500;

/// Links the pairs that are dirty.
pub(super) fn link(db: &Db, world: &World) -> Result<()> {
    each(db, "dyad", &mut |pair| relation(db, world, pair))?;
    each(db, "channel", &mut |key| channel(db, world, key))
}

fn each(db: &Db, kind: &str, one: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
    loop {
        let sql = "SELECT key FROM dirty WHERE kind = ?1 ORDER BY key LIMIT ?2";
        let due: Vec<String> = db.all(sql, (kind, BATCH as i64), |row| row.get(0))?;
        if due.is_empty() {
            return Ok(());
        }
        db.transaction(|| {
            for key in &due {
                one(key)?;
                db.run("DELETE FROM dirty WHERE kind = ?1 AND key = ?2", [kind, key])?;
            }
            Ok(())
        })?;
    }
}

fn sides(pair: &str, world: &World) -> (ActorRef, ActorRef) {
    let (a, b) = pair.split_once('|').unwrap_or((pair, ""));
    (Side::of_id(a).known(world), Side::of_id(b).known(world))
}

/// The rows of a pair, from the sums of its periods: those kept, and those that changed, made anew
/// of their incidents.
fn relation(db: &Db, world: &World, pair: &str) -> Result<()> {
    let settings = RelationSettings::default();
    let mut ways = Way::ALL.map(|_| (vec![], 0));
    let sql = "SELECT period, bytes FROM sums WHERE pair = ?1 ORDER BY period";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    for (period, bytes) in db.all::<(String, Option<Vec<u8>>)>(sql, [pair], read)? {
        if period.is_empty() {
            let all = counted(db, pair, "")?;
            for (way, (_, undated)) in Way::ALL.into_iter().zip(&mut ways) {
                *undated = all.iter().filter(|one| way.takes(one)).count();
            }
            continue;
        }
        let kept = bytes.as_deref().and_then(unpack);
        let sums = match kept {
            Some(sums) => sums,
            None => renew(db, pair, &period, &settings)?,
        };
        for ((held, _), sum) in ways.iter_mut().zip(sums) {
            held.extend(sum);
        }
    }
    put_changed(db, pair, &from_sums(&sides(pair, world), &ways, &settings))
}

/// The rows of a pair by days, weeks or months, made for whoever asks; the record has months.
pub(crate) fn by(db: &Db, world: &World, pair: &str, period: Period) -> Result<Vec<Relation>> {
    let settings = RelationSettings { period, ..RelationSettings::default() };
    let sql = "SELECT DISTINCT period FROM counted WHERE pair = ?1 ORDER BY period";
    let periods: Vec<String> = db.all(sql, [pair], |row| row.get(0))?;
    let mut all = vec![];
    for period in periods {
        all.extend(counted(db, pair, &period)?);
    }
    let ways = Way::ALL.map(|way| {
        let undated = all.iter().filter(|one| one.day.is_none() && way.takes(one)).count();
        (period_sums(&all, way, &settings), undated)
    });
    let mut rows = from_sums(&sides(pair, world), &ways, &settings);
    rows.sort_by(|one, other| {
        let key =
            |row: &Relation| (row.directed, row.a.id.clone(), row.from.is_none(), row.from.clone());
        key(one).cmp(&key(other))
    });
    Ok(rows)
}

/// Incidents of a period from which on its sums are kept: of few they are made in no time.
const KEPT: usize = 16;

fn renew(
    db: &Db,
    pair: &str,
    period: &str,
    settings: &RelationSettings,
) -> Result<[Option<PeriodSum>; 3]> {
    let all = counted(db, pair, period)?;
    let sums = Way::ALL.map(|way| period_sums(&all, way, settings).pop());
    if all.is_empty() {
        db.run("DELETE FROM sums WHERE pair = ?1 AND period = ?2", [pair, period])?;
    } else if all.len() >= KEPT {
        let sql = "UPDATE sums SET bytes = ?3 WHERE pair = ?1 AND period = ?2";
        db.run(sql, (pair, period, pack(&sums)))?;
    }
    Ok(sums)
}

fn counted(db: &Db, pair: &str, period: &str) -> Result<Vec<Counted>> {
    let sql = "SELECT incident, day, weight, ways, disputed FROM counted \
               WHERE pair = ?1 AND period = ?2 ORDER BY incident";
    db.all(sql, [pair, period], |row| {
        let (day, ways) = (row.get::<_, Option<String>>(1)?, row.get::<_, i64>(3)?);
        Ok(Counted {
            incident: row.get(0)?,
            day: day.and_then(|day| day.parse().ok()),
            weight: row.get(2)?,
            forth: ways & 1 != 0,
            back: ways & 2 != 0,
            disputed: row.get(4)?,
        })
    })
}

/// Writes the rows that are not there as they are, and takes away those that are no more.
fn put_changed(db: &Db, pair: &str, rows: &[Relation]) -> Result<()> {
    let sql = "SELECT mark, rowid FROM relations WHERE pair = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let mut held: BTreeMap<i64, i64> = db.all(sql, [pair], read)?.into_iter().collect();
    for row in rows {
        let text = serde_json::to_string(row).unwrap_or_default();
        // No two rows of one pair are alike, and what changed has another mark.
        let mark = fnv(text.bytes()) as i64;
        if held.remove(&mark).is_none() {
            rows::put(db, row, &[("pair", &pair), ("mark", &mark)])?;
        }
    }
    for rowid in held.into_values() {
        db.run("DELETE FROM relations WHERE rowid = ?1", [rowid])?;
    }
    Ok(())
}

/// Keeps what the events of an incident do to channels.
fn contacts(db: &Db, row: &Incident, tellings: &[Telling]) -> Result<()> {
    for telling in tellings {
        let event = Event { incident: Some(row.id.clone()), ..telling.event.clone() };
        let Some(contact) = Contact::of(&event) else { continue };
        for (pair, kind, touch) in touches(&contact, &event.id, None) {
            let pair = name(&pair);
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
            db.run(
                "INSERT OR REPLACE INTO contacts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                (&pair, kind, &event.id, &row.id, day(touch.day), touch.deed, day(touch.since)),
            )?;
            let key = format!("{pair}|{kind}");
            db.run("INSERT OR IGNORE INTO dirty VALUES ('channel', ?1)", [&key])?;
        }
    }
    Ok(())
}

/// The rows of one channel.
fn channel(db: &Db, world: &World, key: &str) -> Result<()> {
    let (pair, kind) = key.rsplit_once('|').unwrap_or((key, ""));
    let sql = "SELECT day, deed, since, incident, event FROM contacts \
               WHERE pair = ?1 AND kind = ?2";
    let day = |text: Option<String>| text.and_then(|day| day.parse().ok());
    let all = db.all(sql, [pair, kind], |row| {
        Ok(Touch {
            day: day(row.get(0)?),
            deed: row.get(1)?,
            since: day(row.get(2)?),
            incident: row.get(3)?,
            event: row.get(4)?,
        })
    })?;
    db.run("DELETE FROM channels WHERE pair = ?1 AND kind = ?2", [pair, kind])?;
    let (a, b) = sides(pair, world);
    let mut words = |event: &str| {
        let mut found = vec![];
        rows::each(db, "id = ?1", &[event.to_owned()], None, &mut |row: Event| {
            found.extend(Contact::of(&row).map(|contact| contact.evidence).unwrap_or_default());
            Ok(())
        })?;
        Ok::<_, crate::Error>(found)
    };
    for row in spells((&a, &b), kind, &all.into_iter().collect(), &mut words)? {
        rows::put(db, &row, &[("pair", &pair)])?;
    }
    Ok(())
}

fn name(pair: &Dyad) -> String {
    format!("{}|{}", pair.a.id(), pair.b.id())
}
