//! The situation on one page, every sentence cited.

mod compose;
mod line;
mod linked;
mod markdown;
mod numbers;
mod page;

pub use compose::compose;
pub use markdown::to_markdown;
pub use page::to_html;

use detente_case::Turn;
use detente_record::Relation;
use serde::Serialize;

/// A brief, ready to be written in any form.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Brief {
    /// The day it is written for, ISO 8601; `None` where no report bears a date.
    pub as_of: Option<String>,
    /// One paragraph: how much was read.
    pub summary: String,
    /// The sections, in order; none is empty.
    pub sections: Vec<Section>,
    /// The reports cited, by number.
    pub reports: Vec<Cited>,
    /// What could not be read or told.
    pub gaps: Vec<String>,
}

/// One section.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// Its lines.
    pub lines: Vec<Line>,
    /// How many more lines there would be, and the command that lists them.
    pub more: Option<More>,
}

/// What a section leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct More {
    /// How many lines.
    pub count: usize,
    /// The command that lists them all.
    pub command: String,
}

/// One sentence and what it rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// The row it is made from.
    pub id: String,
    /// ISO day or EDTF, where known.
    pub date: Option<String>,
    /// Who it is about, set off at the start.
    pub subject: Option<String>,
    /// The sentence.
    pub text: String,
    /// A quotation, in reading form.
    pub quote: Option<String>,
    /// Where it stands.
    pub citations: Vec<Citation>,
    /// The periods of the relation that it tells of, for the forms that can draw it
    /// ([`crate::chart`]).
    #[serde(skip)]
    pub relation: Vec<Relation>,
}

impl Line {
    /// The relation that it tells of, drawn as an SVG without scripts or styles; `None` where it
    /// tells of none, or of a single period, which its words tell as well.
    pub fn chart(&self) -> Option<String> {
        if self.relation.len() < 2 { None } else { crate::chart::of_relation(&self.relation) }
    }
}

/// A place in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The report's number in this brief.
    pub number: usize,
    /// The report's id.
    pub report: String,
    /// Half-open byte range in the stored original.
    pub bytes: [usize; 2],
    /// Its turn among all reports.
    #[serde(skip)]
    pub(crate) turn: Turn,
}

/// A report as listed at the end.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cited {
    /// Its number.
    pub number: usize,
    /// Its id.
    pub id: String,
    /// Its title, or its path.
    pub title: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Where it was read from.
    pub path: Option<String>,
    /// What the text stage noticed, in a few words.
    pub notes: Option<String>,
}
