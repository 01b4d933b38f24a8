//! What rules make of words, and what the reading is given of it.

use super::amount::Length;
use super::constraint::{Anchor, Constraint};
use detente_record::Time;
use std::ops::Range;

/// What kind of expression it is, as TIMEX3 tells them apart
/// ([TimeML 1.2.1](https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A day or a stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long something lasts.
    Duration,
    /// How often it comes.
    Set,
}

impl Kind {
    /// As TIMEX3 writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// How what is told lies to the time, by the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// Not later: "by October 15", "no later than the tenth day".
    By,
    /// Before so much time is over: "within 30 days".
    Within,
    /// Later: "after 24 hours".
    After,
    /// Earlier: "before Monday".
    Before,
    /// From then till now: "since 2011".
    Since,
    /// Up to then: "until March".
    Until,
    /// From then on: "from midnight".
    From,
    /// So long: "for four months".
    For,
    /// At some time or all through it: "during", "over", "throughout".
    During,
    /// On, in or at it.
    At,
}

/// A part of a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// "early", "the beginning of".
    Start,
    /// "mid-".
    Mid,
    /// "late", "the end of".
    End,
    /// "earlier this year": up to the report's day.
    Sofar,
    /// "later this year": from the report's day on.
    Rest,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Noon,
    Midnight,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// A part of the day.
    Part(DayPart),
    /// Hour, minute and zone.
    At(u8, u8, Option<&'static str>),
}

/// A time that nobody could put a day to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Every so much time.
    Every(Length),
    /// On every such day, month, season.
    On(Constraint),
}

/// What an expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    When(Constraint),
    /// A length, and where it ends or begins at the anchor, on which side: "the past two weeks".
    Lasting(Length, Side),
    Repeating(Repeat),
    Vague(Vague),
}

/// Where a length lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Nothing is said of where.
    Free,
    /// Up to the report's day.
    Past,
    /// From the report's day on.
    Coming,
}

/// What a rule found: how many words it takes, and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) taken: usize,
    pub(crate) meaning: Meaning,
    pub(crate) part: Option<Part>,
    pub(crate) clock: Option<Clock>,
    /// Whether the name of the calendar stands without a word that tells which is meant, so that
    /// tense has to.
    pub(crate) told: bool,
}

impl Found {
    pub(crate) fn new(taken: usize, meaning: Meaning) -> Self {
        Self { taken, meaning, part: None, clock: None, told: false }
    }

    pub(crate) fn when(taken: usize, constraint: Constraint) -> Self {
        Self::new(taken, Meaning::When(constraint))
    }

    pub(crate) fn constraint(&self) -> Option<Constraint> {
        match self.meaning {
            Meaning::When(constraint) => Some(constraint),
            _ => None,
        }
    }
}

/// An expression of time in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timed {
    pub(crate) range: Range<usize>,
    pub(crate) kind: Kind,
    /// The days, as the record gives them; unknown for what is vague, a mere length, or open.
    pub(crate) time: Time,
    /// As TIMEX3 gives it; empty for what TIMEX3 doesn't mark: "since then", "the eve of".
    pub(crate) value: String,
    /// What is said of the day, so that it can be resolved once the anchor is known.
    pub(crate) constraint: Option<Constraint>,
    /// The byte where the expression earlier in the report begins that it is counted from.
    pub(crate) counted_from: Option<usize>,
    /// How long, in ISO 8601 where it is told.
    pub(crate) duration: Option<String>,
    /// How what is told lies to it.
    pub(crate) sense: Option<Sense>,
}

impl Timed {
    /// Whether it means some stretch of the calendar, known or not yet known.
    pub(crate) fn is_datable(&self) -> bool {
        let edge = matches!(
            self.constraint,
            Some(Constraint::Same(_) | Constraint::Offset(_, _, Anchor::Event))
        );
        !edge && (self.time.from.is_some() || self.constraint.is_some())
    }
}
