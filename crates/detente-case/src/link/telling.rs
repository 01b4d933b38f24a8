//! An event with what linking must know of who tells it, from the tables.

use crate::error::Result;
use crate::query::rows;
use crate::store::connection::Db;
use crate::store::originals;
use detente_linking::incident::{Ready, Telling};
use detente_linking::origin::witness;
use detente_record::{ActorRef, Event, Speaker};
use detente_world::World;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Tellings held in memory at once, so that an event that stands under several keys is read once.
const KEPT: usize = 20_000;

/// Reads tellings, and remembers what it has read.
pub(super) struct Tellings<'a> {
    db: &'a Db,
    world: &'a World,
    reports: BTreeMap<String, Report>,
    read: BTreeMap<String, Rc<Ready>>,
}

/// What is known of a report as a teller.
#[derive(Clone, Debug, Default)]
struct Report {
    day: Option<String>,
    outlet: Option<ActorRef>,
    /// The report it copies.
    root: Option<String>,
}

impl<'a> Tellings<'a> {
    pub(super) fn new(db: &'a Db, world: &'a World) -> Self {
        Self { db, world, reports: BTreeMap::new(), read: BTreeMap::new() }
    }

    /// The tellings of these events, those that are there, in their order.
    pub(super) fn all(&mut self, ids: &[String]) -> Result<Vec<Telling>> {
        Ok(self.ready(ids)?.iter().map(|one| one.telling.clone()).collect())
    }

    /// The same, ready to be compared.
    pub(super) fn ready(&mut self, ids: &[String]) -> Result<Vec<Rc<Ready>>> {
        let mut out = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(known) = self.read.get(id) {
                out.push(Rc::clone(known));
            } else if let Some(one) = self.one(id)? {
                if self.read.len() >= KEPT {
                    self.read.clear();
                }
                let one = Rc::new(Ready::new(one));
                self.read.insert(id.clone(), Rc::clone(&one));
                out.push(one);
            }
        }
        Ok(out)
    }

    fn one(&mut self, id: &str) -> Result<Option<Telling>> {
        let mut found: Option<Event> = None;
        rows::each(self.db, "id = ?1", &[id.to_owned()], None, &mut |event: Event| {
            found = Some(event);
            Ok(())
        })?;
        let Some(mut event) = found else { return Ok(None) };
        // What linking makes must not hang on what it made before.
        event.incident = None;
        let report = self.report(&event.report)?;
        let (speaker, via) = match &event.statement {
            Some(statement) => self.voice(statement)?,
            None => (None, vec![]),
        };
        let witness = witness(
            &event.report,
            report.root.as_deref(),
            report.outlet.as_ref(),
            speaker.as_ref(),
            &via,
            &[],
            self.world,
        );
        let (reported, outlet, origin) = (report.day, report.outlet, String::new());
        Ok(Some(Telling { event, reported, outlet, speaker, witness, origin }))
    }

    fn voice(&self, statement: &str) -> Result<(Option<ActorRef>, Vec<ActorRef>)> {
        // Whoever rejects a statement says that nobody is known to have said it so.
        let sql = "SELECT speaker, speaker_text, via FROM statements WHERE id = ?1 \
                   AND review ->> 'state' IS NOT 'rejected'";
        let read = |row: &rusqlite::Row<'_>| {
            Ok((
                row.get::<_, Option<String>>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, Option<String>>(2)?,
            ))
        };
        let Some((speaker, text, via)) = self.db.first(sql, [statement], read)? else {
            return Ok((None, vec![]));
        };
        let speaker: Option<Speaker> = speaker.and_then(|json| serde_json::from_str(&json).ok());
        let speaker = speaker.map(|speaker| speaker.actor);
        let named = speaker
            .or_else(|| (!text.is_empty()).then(|| ActorRef { text, ..ActorRef::default() }));
        let via = via.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        Ok((named, via))
    }

    fn report(&mut self, id: &str) -> Result<Report> {
        if let Some(known) = self.reports.get(id) {
            return Ok(known.clone());
        }
        let sql = "SELECT coalesce(r.day, CASE WHEN r.published ->> 'from' = r.published ->> 'to' \
                   THEN r.published ->> 'to' END), nullif(coalesce(r.outlet, o.outlet), ''), \
                   r.source, r.copies_of \
                   FROM readings r JOIN originals o ON o.n = r.n \
                   WHERE substr(o.sha256, 1, 8) = ?1";
        type Cells = (Option<String>, Option<String>, Option<String>, Option<String>);
        let read = |row: &rusqlite::Row<'_>| {
            Ok::<Cells, _>((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        };
        let key = originals::parse(id).unwrap_or_default();
        let found = self.db.first(sql, [key.as_slice()], read)?;
        let report = found.map_or_else(Report::default, |(day, name, source, root)| {
            let outlet = name.map(|name| ActorRef {
                id: source,
                text: name,
                sector: Some("MED".into()),
                ..ActorRef::default()
            });
            Report { day, outlet, root }
        });
        self.reports.insert(id.to_owned(), report.clone());
        Ok(report)
    }
}
