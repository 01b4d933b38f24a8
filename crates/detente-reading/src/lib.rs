//! What one report says: times, figures, mentions of actors, statements, events.
//!
//! Pure: a document, its analysis and the world in, a [`Reading`] out. No clock, no files, no
//! network, no globals. It must not know other reports.
//!
//! Every rule is a file of its own: what it finds, why, and examples that are its tests. What a
//! rule can't tell it leaves out, for a wrong row is worse than a missing one.

mod actors;
pub mod attach;
mod dateline;
pub mod dictionary;
mod events;
mod figures;
pub mod frames;
mod id;
mod places;
pub mod reference;
mod report;
mod standing;
mod statements;
pub mod times;
pub mod typing;
mod undertakings;
mod view;
mod why;
mod words;

#[cfg(test)]
mod testing;

pub use why::{Step, why};

use detente_language::Analysis;
use detente_record::{Event, Evidence, Note, NoteKind, PlaceRole, Report, Statement, Undertaking};
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
    /// Who undertook what, and what is said of its being done, in text order.
    pub undertakings: Vec<Undertaking>,
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
    let places = places::mentions(&view);
    let told = statements::read(&view);
    let events = events::read(&view, &told);
    let undertakings = undertakings::read(&view, &told, &events);
    let mut statements: Vec<Statement> = told.into_iter().map(|told| told.row).collect();
    about(&mut statements, &events, &undertakings);
    Reading { report, mentions, places, events, statements, undertakings }
}

/// Tells each statement of the rows that its words give.
fn about(statements: &mut [Statement], events: &[Event], undertakings: &[Undertaking]) {
    let events = events.iter().map(|event| (&event.statement, &event.id));
    let undertakings = undertakings.iter().map(|one| (&one.statement, &one.obligation.id));
    for (statement, id) in events.chain(undertakings) {
        let Some(statement) = statement else { continue };
        if let Some(row) = statements.iter_mut().find(|row| row.id == *statement) {
            row.about.push(id.clone());
        }
    }
}
