//! Whether a telling is of one happening, of several in a row, or sums many up.
//!
//! "14 killed in a week" and "59 since March" are neither one raid nor two: they neither merge with
//! what they sum up nor count beside it.

use super::telling::Telling;
use super::when::Days;
use detente_record::{FigureRole, TimeSpan};

/// How much a telling covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// One happening.
    Single,
    /// Several in a row: "raids", "shelled it daily".
    Series,
    /// A count over a stretch of time.
    Summary,
}

impl Extent {
    /// The word in the record.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Series => "series",
            Self::Summary => "summary",
        }
    }
}

/// Shortest stretch that a count sums up.
const STRETCH: i64 = 4;

/// Words that say that a count is over a stretch, where the stretch has no dates yet.
const OVER: &[&str] = &[
    " since ",
    "in a week",
    "in a month",
    "in a year",
    "over the past",
    "over the last",
    "in the past",
    "in the last",
    "so far this",
    "in recent",
    "in total",
    "altogether",
    "overall",
    "to date",
    "death toll since",
    "this year",
    "this month",
    "within a week",
    "in two months",
];

/// What lasts, and kills in sum.
const WARS: &[&str] = &[
    "the conflict",
    "the war ",
    "the civil war",
    "the fighting",
    "the campaign",
    "the offensive",
    "the insurgency",
    "the uprising",
    "years of",
    "months of",
    "weeks of",
];

/// Words that say that something is done again and again.
const AGAIN: &[&str] =
    &["repeatedly", "daily", "every day", "a series of", "a string of", "for days"];

/// What a telling covers.
pub fn extent(one: &Telling) -> Extent {
    let sentence = format!(" {} ", one.sentence().to_lowercase());
    let counted = !one.event.quantities.is_empty();
    let long = Days::of(&one.event.date).is_some_and(|(days, fresh)| {
        !fresh && days.length() >= STRETCH && one.event.date.span == Some(TimeSpan::Throughout)
    });
    if counted && (long || OVER.iter().any(|words| sentence.contains(words))) {
        return Extent::Summary;
    }
    // "died in one week", "the war has killed 9,000".
    let span = one.event.quantities.iter().any(|quantity| {
        quantity.role == FigureRole::Days
            && quantity.value.is_some_and(|days| days >= STRETCH as f64)
    });
    let dated = Days::of(&one.event.date).is_some_and(|(days, fresh)| !fresh && days.length() <= 3);
    let harm = one.event.quantities.iter().any(|quantity| {
        matches!(quantity.role, FigureRole::Killed | FigureRole::Wounded | FigureRole::Displaced)
    });
    let of_war = !dated && WARS.iter().any(|words| sentence.contains(words));
    if harm && (span || of_war) {
        return Extent::Summary;
    }
    let many = is_plural(&one.trigger());
    if long || many || AGAIN.iter().any(|words| sentence.contains(words)) {
        return Extent::Series;
    }
    Extent::Single
}

/// Whether a trigger is a noun in the plural: "raids", "clashes". Verbs end in -s too, but nouns of
/// happenings are few.
fn is_plural(trigger: &str) -> bool {
    const NOUNS: &[&str] = &[
        "attacks",
        "strikes",
        "raids",
        "bombings",
        "shellings",
        "clashes",
        "airstrikes",
        "killings",
        "violations",
        "protests",
        "arrests",
        "sanctions",
        "bombardments",
        "battles",
        "explosions",
        "assaults",
        "abductions",
        "executions",
        "demonstrations",
        "incursions",
        "ambushes",
    ];
    let last = trigger.to_lowercase();
    last.split([' ', '-']).next_back().is_some_and(|word| NOUNS.contains(&word))
}
