//! What one report says: times, figures, mentions of actors, statements, events.
//!
//! Pure: a document, its analysis and the world in, a [`Reading`] out. No clock, no files, no
//! network, no globals. It must not know other reports.
//!
//! Every rule is a file of its own: what it finds, why, and examples that are its tests. What a
//! rule can't tell it leaves out, for a wrong row is worse than a missing one.

mod actors;
mod dateline;
mod events;
mod figures;
mod id;
mod places;
pub mod reference;
mod report;
mod statements;
pub mod times;
mod view;
mod words;

#[cfg(test)]
mod testing;

use detente_language::Analysis;
use detente_record::{Event, Evidence, Note, NoteKind, PlaceRole, Report, Statement};
use detente_text::Document;
use detente_world::World;

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The report's own row; path and container are the case's to fill in.
    pub report: Report,
    /// Actors named, in text order.
    pub mentions: Vec<Mention>,
    /// Places named, in text order.
    pub places: Vec<PlaceMention>,
    /// What happened, in text order.
    pub events: Vec<Event>,
    /// Who said what, in text order.
    pub statements: Vec<Statement>,
}

/// One actor named at one place in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The report.
    pub report: String,
    /// The actor's id in the world.
    pub actor: String,
    /// The mention, in reading form.
    pub text: String,
    /// The words.
    pub evidence: Evidence,
}

/// One place named in a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMention {
    /// The report.
    pub report: String,
    /// The place's id in the world.
    pub place: String,
    /// The mention, in reading form.
    pub text: String,
    /// As what it is named.
    pub role: PlaceRole,
    /// The words.
    pub evidence: Evidence,
}

/// Reads one report.
///
/// The rules are written for English. A report in another language has its own row, with a note
/// that says so, and nothing else; where the language is not known it is read as English.
pub fn read(document: &Document, analysis: &Analysis, world: &World) -> Reading {
    let mut report = report::row(document);
    if let Some((code, _)) = document.language.as_ref().filter(|(code, _)| code != "en") {
        let detail = format!("the language is {code}; only English is read for what it says");
        report.notes.push(Note { kind: NoteKind::NotRead, evidence: None, detail: Some(detail) });
        return Reading { report, ..Reading::default() };
    }
    let view = view::View::new(document, analysis, world);
    let mentions = actors::mentions(&view);
    let places = places::mentions(&view, analysis);
    let told = statements::read(&view);
    let events = events::read(&view, &told);
    let statements = told.into_iter().map(|told| told.row).collect();
    Reading { report, mentions, places, events, statements }
}
