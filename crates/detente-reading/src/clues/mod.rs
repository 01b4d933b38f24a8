//! What a report without a date says of the day on which it was written.
//!
//! Nothing is decided here. Each rule finds one kind of clue and hands it over with the words it
//! rests on: a day told with its year, a day without one, a weekday, an office that somebody holds,
//! a thing that the world knows the day of. What they come to together is for linking to say
//! (`detente_linking::dating`), for an office and a weekday may each leave many days open and
//! leave one together.
//!
//! A clue says what the words say, never how much they weigh.

mod ago;
mod current;
mod full;
mod happening;
mod known;
mod named;
mod office;
mod partial;
mod photo;
mod post;
mod retrieved;
mod tense;
mod today;
mod weekday;

pub use tense::When;

use crate::times::Cycle;
use crate::view::View;
use detente_language::Analysis;
use detente_record::Evidence;
use detente_text::Document;
use detente_world::World;
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// One clue to the day on which a report was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// What it says.
    pub says: Says,
    /// The words, in reading form; what metadata says where there are none.
    pub words: String,
    /// Where they stand; none for what metadata says.
    pub evidence: Option<Evidence>,
}

/// How precisely a time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// To the day, or a few days.
    Day,
    /// To the month, or a part of a year.
    Month,
    /// To the year.
    Year,
}

/// First day and last day, both inclusive; `None` is open.
pub type Span = (Option<Date>, Option<Date>);

/// What a clue says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// It was fetched on this day, so it was written by then.
    Retrieved(Date),
    /// It tells of this time, given with its year.
    Told {
        /// First day meant.
        first: Date,
        /// Last day meant.
        last: Date,
        /// How precisely it is told.
        grain: Grain,
        /// Whether what is told lies behind the writer or ahead.
        when: When,
    },
    /// A photo printed with it, or its caption, bears this day.
    Photo(Date),
    /// It prints another's post or letter that bears this day.
    Post(Date),
    /// It tells of such a day or month, of a year that is not told.
    Yearly {
        /// The day or the month.
        cycle: Cycle,
        /// Whether what is told lies behind the writer or ahead.
        when: When,
        /// Whether something goes on since then, so that the day may lie far back.
        since: bool,
    },
    /// It tells of such a day of the week.
    Weekday {
        /// Which.
        weekday: Weekday,
        /// Whether what is told lies behind the writer or ahead.
        when: When,
        /// Whether it stands where the news is told, in the first sentences.
        lead: bool,
    },
    /// It was written on such a day of a year that is not told, or up to so many days after.
    Today {
        /// The month.
        month: i8,
        /// The day of the month.
        day: i8,
        /// The day of the week, where it is given.
        weekday: Option<Weekday>,
        /// Days that may have passed.
        after: u8,
    },
    /// This year is under way.
    Current(i16),
    /// A time was so many years ago.
    Ago {
        /// The year told.
        year: i16,
        /// How many years have passed.
        years: i16,
    },
    /// Somebody has an office.
    Holds {
        /// The holder's id.
        holder: String,
        /// The holder's name.
        name: String,
        /// The office as the report calls it.
        title: String,
        /// When it was held.
        held: Vec<Span>,
        /// Whether the holder speaks or acts here, so that the office is held while it is written.
        acts: bool,
    },
    /// Somebody had an office and has it no more.
    Held {
        /// The holder's id.
        holder: String,
        /// The holder's name.
        name: String,
        /// The office as the report calls it.
        title: String,
        /// When it was held.
        held: Vec<Span>,
    },
    /// Somebody is named who is known for offices held then.
    Known {
        /// The person's id.
        person: String,
        /// The person's name.
        name: String,
        /// When any office was held.
        held: Vec<Span>,
        /// Whether the person speaks or acts here.
        acts: bool,
    },
    /// Something is named that was there from this day on.
    Since {
        /// Its id in the world.
        id: String,
        /// Its name.
        name: String,
        /// Since when.
        day: Date,
        /// Whether an agreement was concluded then (else a group or body was founded).
        agreed: bool,
    },
    /// Something is named that was there, under this name, until this day.
    Until {
        /// Its id in the world.
        id: String,
        /// Its name.
        name: String,
        /// Until when.
        day: Date,
    },
    /// A day told without its year is that of something that the world knows the day of, so that
    /// the report was written within a year of it.
    Lately {
        /// Its id in the world.
        id: String,
        /// Its name.
        name: String,
        /// Its day.
        day: Date,
    },
}

/// The clues of a report, in text order; of equal clues the first alone where it is enough.
pub fn clues(document: &Document, analysis: &Analysis, world: &World) -> Vec<Clue> {
    all(&View::new(document, analysis, world))
}

pub(crate) fn all(view: &View) -> Vec<Clue> {
    const RULES: [fn(&View, &mut Clues); 13] = [
        retrieved::find,
        today::find,
        full::find,
        post::find,
        photo::find,
        partial::find,
        weekday::find,
        current::find,
        ago::find,
        office::find,
        named::find,
        known::find,
        happening::find,
    ];
    let mut out = Clues::default();
    for rule in RULES {
        rule(view, &mut out);
    }
    out.found.sort_by_key(|(at, _)| *at);
    out.found.into_iter().map(|(_, clue)| clue).collect()
}

/// Clues as they are found.
#[derive(Default)]
pub(crate) struct Clues {
    found: Vec<(usize, Clue)>,
}

impl Clues {
    /// Adds what these words of the reading text say.
    pub(crate) fn add(&mut self, view: &View, range: Range<usize>, says: Says) {
        let words = view.text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        let evidence = Some(view.document.evidence(range.clone()));
        self.found.push((range.start, Clue { says, words, evidence }));
    }

    /// Adds what stands apart from the reading text.
    pub(crate) fn apart(&mut self, says: Says, words: String, evidence: Option<Evidence>) {
        self.found.push((usize::MAX, Clue { says, words, evidence }));
    }
}

/// An ISO day of the world, to the precision known, as its first day or its last.
pub(crate) fn edge(day: Option<&str>, last: bool) -> Option<Date> {
    let day = day?;
    if let Ok(day) = day.parse::<Date>() {
        return Some(day);
    }
    let mut parts = day.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().and_then(|month| month.parse().ok());
    match (month, last) {
        (Some(month), false) => Date::new(year, month, 1).ok(),
        (Some(month), true) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        (None, false) => Date::new(year, 1, 1).ok(),
        (None, true) => Date::new(year, 12, 31).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_of_the_world_are_read_to_the_precision_known() {
        assert_eq!(edge(Some("2017-05"), true), Some(date(2017, 5, 31)));
        assert_eq!(edge(Some("2017"), false), Some(date(2017, 1, 1)));
        assert_eq!(edge(Some("2017-05-14"), true), Some(date(2017, 5, 14)));
        assert_eq!(edge(Some("soon"), true), None);
        assert_eq!(edge(None, true), None);
    }
}
