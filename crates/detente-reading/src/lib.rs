//! What one report says: times, figures, mentions of actors, statements, events.
//!
//! Pure: a document, its analysis and the world in, a [`Reading`] out. No clock, no files, no
//! network, no globals. It must not know other reports.
//!
//! Every rule is a file of its own: what it finds, why, and examples that are its tests. What a
//! rule can't tell it leaves out, for a wrong row is worse than a missing one.

mod actors;
pub mod attach;
pub mod clues;
mod dateline;
pub mod dictionary;
mod events;
mod figures;
pub mod frames;
mod id;
mod inferred;
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

pub use events::codes::{intensity, modes, quad};
pub use why::{Step, why};

use detente_language::Analysis;
use detente_record::{
    Event, Evidence, Note, NoteKind, PlaceRole, Published, Report, Statement, Undertaking,
};
use detente_text::Document;
use detente_world::World;
use jiff::civil::Date;

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
    read_written(document, analysis, world, None)
}

/// When a report without a date was written, as its clues have it, and the words that say so; or
/// when an analyst says that one was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// The day, or what is known of it.
    pub published: Published,
    /// The words it rests on.
    pub evidence: Option<Evidence>,
    /// Whether an analyst says so, which goes before what the report states itself.
    pub said: bool,
}

impl Written {
    /// The first and the last day on which it may have been written, as far as that is known.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        let day = |day: &Option<String>| day.as_deref()?.parse::<Date>().ok();
        let time = &self.published.time;
        day(&time.from).zip(day(&time.to)).filter(|(first, last)| first <= last)
    }
}

/// Reads a report that states no date, as one written then; [`read`] where it states one and no
/// analyst says otherwise.
///
/// Where the day is one alone, what is told relative to it gets its day too, and says that it is
/// counted from a day that was inferred; where it lies between two, what these leave of it.
pub fn read_written(
    document: &Document,
    analysis: &Analysis,
    world: &World,
    written: Option<&Written>,
) -> Reading {
    let mut report = report::row(document);
    let written = written.filter(|one| one.said || report.published.time.is_unknown());
    if let Some(written) = written {
        report.published = written.published.clone();
        match &written.evidence {
            Some(evidence) => report.evidence.insert("published".into(), evidence.clone()),
            // What the report states is not what the analyst's day rests on.
            None => report.evidence.remove("published"),
        };
    }
    if let Some((code, _)) = document.language.as_ref().filter(|(code, _)| code != "en") {
        let detail = format!("the language is {code}; only English is read for what it says");
        report.notes.push(Note { kind: NoteKind::NotRead, evidence: None, detail: Some(detail) });
        return Reading { report, ..Reading::default() };
    }
    let view = view::View::written(document, analysis, world, written);
    let mentions = actors::mentions(&view);
    let places = places::mentions(&view);
    let told = statements::read(&view);
    let mut events = events::read(&view, &told);
    let mut undertakings = undertakings::read(&view, &told, &events);
    let mut statements: Vec<Statement> = told.into_iter().map(|told| told.row).collect();
    if let Some((written, days)) = written.and_then(|one| Some((one, one.days()?))) {
        inferred::say(days, written.said, &mut events, &mut statements, &mut undertakings);
    }
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
