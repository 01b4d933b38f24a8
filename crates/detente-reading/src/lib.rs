//! What one report says: times, figures, mentions of actors, statements, events.
//!
//! Pure: a document, its analysis and the world in, a [`Reading`] out. No clock, no files, no
//! network, no globals. It must not know other reports.

use detente_language::Analysis;
use detente_record::{Event, Evidence, Report, Statement};
use detente_text::Document;
use detente_world::World;

/// What one report says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The report's own row; path and container are the case's to fill in.
    pub report: Report,
    /// Actors named, in text order.
    pub mentions: Vec<Mention>,
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

/// Reads one report.
pub fn read(document: &Document, analysis: &Analysis, world: &World) -> Reading {
    let _ = (analysis, world);
    let report = Report { id: document.id.clone(), ..Report::default() };
    Reading { report, ..Reading::default() }
}
