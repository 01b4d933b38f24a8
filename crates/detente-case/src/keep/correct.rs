//! What an analyst says of a row, made a correction: which bytes it is about, and what it sets.

use super::who;
use crate::error::{Error, Kind, Result};
use crate::query::find::{self, Found};
use crate::query::rows;
use crate::store::body::hex;
use crate::store::chunks::damaged;
use crate::store::connection::Db;
use crate::store::{corrections, originals};
use detente_linking::correction::{Act, Anchor, Anchored, Correction, cannot, parse_time};
use detente_record::{Event, EventType, PlaceRef, Source, Statement, Time, Undertaking};
use detente_world::{Known, World};

/// Rows of one happening that a correction names at most; of more, the first by id.
const MOST: usize = 50;

/// What an analyst wants to have said, in the words of the command. Ids may be the beginnings of
/// some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The row is wrong.
    Reject(String),
    /// The row is right.
    Confirm(String),
    /// The row is of another day: a day, a month, a year or a stretch in EDTF.
    ReDate(String, String),
    /// The row is of another place: its id, or a name that stands for one place only; `none`.
    RePlace(String, String),
    /// The row is of another type: `TYPE` or `TYPE/mode`.
    ReType(String, String),
    /// Two rows are of one happening.
    Merge(String, String),
    /// The event is not of the happening it is in.
    Split(String),
    /// An actor, by its id, and who it is: an id, a name that stands for one actor only, or `none`.
    ReActor(String, String),
    /// The same in one report only, which comes last.
    ReActorIn(String, String, String),
    /// An outlet, by its id or name, and how far it is to be relied on, A to F.
    Reliability(String, String),
}

/// What may be said of a row of a table, each by the word of the command.
///
/// ```
/// assert_eq!(detente_case::says_of("undertakings"), ["confirm", "reject"]);
/// ```
pub fn says_of(table: &str) -> Vec<&'static str> {
    let date = Time::default();
    let letter = Act::Reliability { outlet: String::new(), letter: String::new() };
    let acts = [
        Act::Confirm,
        Act::Reject,
        Act::ReDate { date },
        Act::RePlace { place: None },
        Act::ReType { kind: EventType::Assault, mode: None },
        Act::Merge,
        Act::Split,
    ];
    match table {
        "sources" => return vec![letter.word()],
        "actors" => return vec![Act::ReActor { actor: String::new(), to: None }.word()],
        _ => {}
    }
    // What is said of an incident is said of the events that tell it.
    let table = if table == "incidents" { "events" } else { table };
    acts.iter().filter(|act| cannot(act, table).is_none()).map(Act::word).collect()
}

/// A wish with who has it, why and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correcting {
    /// What is to be said.
    pub wish: Wish,
    /// Of all tellings of the happening that the event is of.
    pub incident: bool,
    /// Who says it.
    pub author: String,
    /// Why.
    pub reason: String,
    /// When, RFC 3339 UTC.
    pub at: String,
}

/// Makes a correction of a wish, and tells it in words; its number is given when it is kept.
pub(crate) fn correction(
    db: &Db,
    world: &World,
    asked: &Correcting,
) -> Result<(Correction, String)> {
    for (what, text) in [("an author", &asked.author), ("a reason", &asked.reason)] {
        if text.trim().is_empty() {
            return Err(wrong(format!("a correction needs {what}")));
        }
    }
    let all = asked.incident;
    let (act, of, with, said) = match &asked.wish {
        Wish::Reject(id) => rows_of(db, Act::Reject, id, all)?,
        Wish::Confirm(id) => rows_of(db, Act::Confirm, id, all)?,
        Wish::ReDate(id, text) => {
            let date = parse_time(text).map_err(wrong)?;
            let shown = date.edtf.clone().unwrap_or_default();
            to(rows_of(db, Act::ReDate { date }, id, all)?, &shown)
        }
        Wish::RePlace(id, text) => {
            let place = place(world, text)?;
            let shown = match &place {
                Some(place) => format!(
                    "{} ({})",
                    place.name.as_deref().unwrap_or_default(),
                    place.id.as_deref().unwrap_or_default()
                ),
                None => "no place".to_owned(),
            };
            to(rows_of(db, Act::RePlace { place }, id, all)?, &shown)
        }
        Wish::ReType(id, text) => {
            let (kind, mode) = kind(text)?;
            let shown = mode.as_ref().map_or(kind.to_string(), |mode| format!("{kind}/{mode}"));
            to(rows_of(db, Act::ReType { kind, mode }, id, all)?, &shown)
        }
        Wish::Merge(a, b) => merge(db, a, b)?,
        Wish::Split(id) => split(db, id)?,
        Wish::ReActor(id, to) => who::re_actor(db, world, id, to, None)?,
        Wish::ReActorIn(id, to, report) => who::re_actor(db, world, id, to, Some(report))?,
        Wish::Reliability(outlet, letter) => reliability(db, outlet, letter)?,
    };
    let (at, author) = (asked.at.clone(), asked.author.trim().to_owned());
    let reason = asked.reason.trim().to_owned();
    Ok((Correction { n: 0, at, author, reason, act, of, with }, said))
}

pub(super) type Made = (Act, Vec<Anchor>, Vec<Anchor>, String);

fn to((act, of, with, said): Made, shown: &str) -> Made {
    (act, of, with, format!("{said} to {shown}"))
}

/// The anchors of one row, or of all tellings of its happening.
fn rows_of(db: &Db, act: Act, id: &str, incident: bool) -> Result<Made> {
    let found = find::find(db, id)?;
    if let Some(reason) = cannot(&act, found.table) {
        let message = format!("{} is a row of {}: {reason}", found.id, found.table);
        return Err(wrong(message));
    }
    let word = act.word();
    if !incident {
        let said = format!("{word} {} {}", singular(found.table), found.id);
        return Ok((act, vec![anchor(db, &found)?], vec![], said));
    }
    let Some(happening) = happening(&found) else {
        let message = format!(
            "{} is of no incident: {}",
            found.id,
            match found.table {
                "events" => "it was rejected; leave --incident out",
                _ => "only events are; leave --incident out",
            }
        );
        return Err(wrong(message));
    };
    let events = tellings(db, &happening, &found.id)?;
    let of = events.iter().map(|event| anchored(db, event)).collect::<Result<_>>()?;
    let said = format!("{word} incident {happening}, told {}", times(events.len()));
    Ok((act, of, vec![], said))
}

/// The anchors of two happenings that are one. Each is known by the event named, and by its other
/// tellings should that be gone.
fn merge(db: &Db, a: &str, b: &str) -> Result<Made> {
    let (a, b) = (event(db, a, &Act::Merge)?, event(db, b, &Act::Merge)?);
    let (one, other) = (of_incident(&a)?, of_incident(&b)?);
    if a.id == b.id || one == other {
        let message = format!("{} and {} are of one incident already, {one}", a.id, b.id);
        return Err(wrong(message));
    }
    let side = |found: &Found, incident: &str| -> Result<Vec<Anchor>> {
        let all = tellings(db, incident, &found.id)?;
        all.iter().map(|event| anchored(db, event)).collect()
    };
    let (of, with) = (side(&a, &one)?, side(&b, &other)?);
    Ok((Act::Merge, of, with, format!("merge event {} with event {}", a.id, b.id)))
}

fn split(db: &Db, id: &str) -> Result<Made> {
    let found = event(db, id, &Act::Split)?;
    let incident = of_incident(&found)?;
    let mut all = tellings(db, &incident, &found.id)?;
    if all.len() < 2 {
        let message =
            format!("{} is the only telling of its incident; there is nothing to part", found.id);
        return Err(wrong(message));
    }
    let own = anchored(db, &all.remove(0))?;
    let with = all.iter().map(|event| anchored(db, event)).collect::<Result<_>>()?;
    Ok((Act::Split, vec![own], with, format!("split event {} from incident {incident}", found.id)))
}

fn reliability(db: &Db, outlet: &str, letter: &str) -> Result<Made> {
    let letter = letter.trim().to_ascii_uppercase();
    if !matches!(letter.as_str(), "A" | "B" | "C" | "D" | "E" | "F") {
        let message = format!(
            "{letter:?} is no reliability; it is A (completely reliable), B (usually), C (fairly), D (not \
             usually), E (unreliable) or F (not judged)"
        );
        return Err(wrong(message));
    }
    let mut all: Vec<Source> = vec![];
    rows::each(db, "1", &[], None, &mut |source: Source| {
        all.push(source);
        Ok(())
    })?;
    let wanted = outlet.trim().to_lowercase();
    let is = |source: &&Source| source.id == outlet || source.name.to_lowercase() == wanted;
    let source = match all.iter().filter(is).collect::<Vec<_>>().as_slice() {
        [only] => (*only).clone(),
        [] => {
            let near = |source: &&Source| source.name.to_lowercase().contains(&wanted);
            let outlets = || all.iter().filter(|source| source.kind == "outlet");
            let mut hints: Vec<String> = outlets().filter(near).take(5).map(named).collect();
            if hints.is_empty() {
                hints = outlets().take(5).map(named).collect();
            }
            let hint = match hints.is_empty() {
                true => "the case knows no outlets".to_owned(),
                false => format!("outlets are {}; `detente sources` lists all", hints.join(", ")),
            };
            let message = format!("no source is called {outlet:?}; {hint}");
            return Err(Error::new(Kind::NoSuchRow, message));
        }
        several => {
            let all: Vec<String> = several.iter().map(|source| named(source)).collect();
            let message =
                format!("several sources are called {outlet:?}: {}; give the id", all.join(", "));
            return Err(Error::new(Kind::Ambiguous, message));
        }
    };
    let said = format!("reliability of {} to {letter}", named(&source));
    Ok((Act::Reliability { outlet: source.id, letter }, vec![], vec![], said))
}

fn named(source: &Source) -> String {
    format!("{} ({})", source.name, source.id)
}

/// The event with this id.
fn event(db: &Db, id: &str, act: &Act) -> Result<Found> {
    let found = find::find(db, id)?;
    match cannot(act, found.table) {
        None => Ok(found),
        Some(reason) => Err(wrong(format!("{} is a row of {}: {reason}", found.id, found.table))),
    }
}

fn happening(found: &Found) -> Option<String> {
    found.row.get("incident").and_then(|id| id.as_str()).map(str::to_owned)
}

fn of_incident(found: &Found) -> Result<String> {
    happening(found).ok_or_else(|| {
        let id = &found.id;
        wrong(format!("{id} is of no incident: it was rejected; undo that first"))
    })
}

/// The tellings of an incident: the one named first, then the others by their ids.
fn tellings(db: &Db, incident: &str, first: &str) -> Result<Vec<Event>> {
    let mut all: Vec<Event> = vec![];
    rows::each(db, "incident = ?1", &[incident.to_owned()], None, &mut |event: Event| {
        all.push(event);
        Ok(())
    })?;
    all.sort_by(|a, b| (a.id != first, &a.id).cmp(&(b.id != first, &b.id)));
    all.truncate(MOST);
    Ok(all)
}

/// The anchor of any row that can have one.
fn anchor(db: &Db, found: &Found) -> Result<Anchor> {
    let row = found.row.clone();
    match found.table {
        "events" => anchored(db, &rows::row::<Event>(db, row)?),
        "statements" => anchored(db, &rows::row::<Statement>(db, row)?),
        "undertakings" => anchored(db, &rows::row::<Undertaking>(db, row)?),
        "reports" => {
            let original = originals::by_id(db, &found.id)?;
            Ok(Anchor::report(&hex(&original.sum), original.length))
        }
        other => Err(wrong(format!("rows of {other} rest on no bytes of their own"))),
    }
}

fn anchored<T: Anchored + OfReport>(db: &Db, row: &T) -> Result<Anchor> {
    let original = originals::by_id(db, row.report())?;
    let anchor = row.anchor(&hex(&original.sum));
    match anchor.bytes.is_empty() {
        true => Err(damaged(db, format_args!("row {} rests on no bytes", row.id()))),
        false => Ok(anchor),
    }
}

trait OfReport {
    fn report(&self) -> &str;
}

impl OfReport for Event {
    fn report(&self) -> &str {
        &self.report
    }
}

impl OfReport for Statement {
    fn report(&self) -> &str {
        &self.report
    }
}

impl OfReport for Undertaking {
    fn report(&self) -> &str {
        &self.report
    }
}

/// `ASSAULT`, `PROTEST/riot`.
fn kind(text: &str) -> Result<(EventType, Option<String>)> {
    let (kind, mode) = match text.trim().split_once('/') {
        Some((kind, mode)) => (kind, Some(mode.trim().to_lowercase())),
        None => (text.trim(), None),
    };
    let kind: EventType = kind.trim().to_uppercase().parse().map_err(wrong)?;
    let Some(mode) = mode else { return Ok((kind, None)) };
    let modes = detente_reading::modes(kind);
    if modes.contains(&mode.as_str()) {
        return Ok((kind, Some(mode)));
    }
    Err(wrong(match modes.is_empty() {
        true => format!("{kind} has no modes; write {kind} alone"),
        false => format!("{mode:?} is no mode of {kind}; it has {}", modes.join(", ")),
    }))
}

/// A place of the world by its id, or by a name that stands for one place.
fn place(world: &World, text: &str) -> Result<Option<PlaceRef>> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("none") {
        return Ok(None);
    }
    let shown = |at: detente_world::PlaceId| {
        let place = world.place(at);
        let within: Vec<&str> = place.admin1.into_iter().chain(place.country).collect();
        format!("{} {}, a {} in {}", place.id, place.name, place.kind, within.join(", "))
    };
    let found = match world.place_by_id(text) {
        Some(place) => place,
        None => match world.places_named(text).as_slice() {
            [only] => *only,
            [] => {
                let near = world.search(text, None).into_iter().filter_map(|hit| match hit.known {
                    Known::Place(place) => Some(shown(place)),
                    _ => None,
                });
                let near: Vec<String> = near.take(3).collect();
                let hint = match near.is_empty() {
                    true => "`detente world find NAME --places` looks for names".to_owned(),
                    false => format!("did you mean {}?", near.join("; ")),
                };
                return Err(wrong(format!("the world knows no place {text:?}; {hint}")));
            }
            several => {
                let all: Vec<String> = several.iter().take(5).map(|at| shown(*at)).collect();
                let message = format!(
                    "{text:?} may be several places: {}{}; give the id",
                    all.join("; "),
                    if several.len() > 5 { " …" } else { "" }
                );
                return Err(Error::new(Kind::Ambiguous, message));
            }
        },
    };
    let place = world.place(found);
    Ok(Some(PlaceRef {
        id: Some(place.id.to_string()),
        name: Some(place.name.to_owned()),
        text: String::new(),
        country: place.country.map(str::to_owned),
        latitude: Some(place.latitude),
        longitude: Some(place.longitude),
        radius_km: Some(place.radius_km),
    }))
}

pub(super) fn wrong(message: impl Into<String>) -> Error {
    Error::new(Kind::Query, message)
}

fn singular(table: &str) -> &str {
    table.strip_suffix('s').unwrap_or(table)
}

fn times(n: usize) -> String {
    if n == 1 { "once".into() } else { format!("{n} times") }
}

/// Marks what a correction is about, so that it is read anew with it or without it. To be called
/// within a transaction.
pub(crate) fn mark(db: &Db, correction: &Correction) -> Result<()> {
    for anchor in correction.of.iter().chain(&correction.with) {
        let key = anchor.report.get(..16).and_then(originals::parse).unwrap_or_default();
        let sql = "INSERT OR IGNORE INTO stale SELECT n FROM originals \
                   WHERE substr(sha256, 1, 8) = ?1";
        db.run(sql, [key.as_slice()])?;
    }
    if let Act::ReActor { actor, .. } = &correction.act
        && correction.of.is_empty()
    {
        who::mark_named(db, actor)?;
    }
    if let Act::Reliability { outlet, .. } = &correction.act {
        let judged = corrections::reliability(db, outlet)?.map(|(_, letter)| letter);
        let judged = judged.filter(|letter| letter != "F");
        db.run("UPDATE readings SET reliability = ?2 WHERE source = ?1", (outlet, judged))?;
        db.run("INSERT OR IGNORE INTO dirty VALUES ('source', ?1)", [outlet])?;
    }
    Ok(())
}
