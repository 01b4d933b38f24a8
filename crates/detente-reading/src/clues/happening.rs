//! Days that news names without a year, for everybody knows which is meant: "since the coup of
//! July 26".
//!
//! Months after a war began or a president fell, its day is told by day and month alone. The table
//! beside this file holds such days of the world's conflicts. One is taken for meant where the
//! report speaks of a place or an actor of it and of what happened, and the sentence of the day of
//! the one or the other; where two are, neither is.

use super::{Clues, Says, edge};
use crate::times::{Constraint, Cycle};
use crate::view::{Tok, View};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

struct Happening {
    day: Date,
    name: &'static str,
    places: Vec<&'static str>,
    words: Vec<&'static str>,
}

/// By month and day.
static TABLE: LazyLock<BTreeMap<(i8, i8), Vec<Happening>>> = LazyLock::new(|| {
    let mut table: BTreeMap<_, Vec<Happening>> = BTreeMap::new();
    for row in include_str!("happenings.tsv").lines().filter(|row| !row.starts_with('#')) {
        let mut fields = row.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (day, name, places, words) = (field(), field(), field(), field());
        let Some(day) = edge(Some(day), false) else { continue };
        let (places, words) = (places.split(' ').collect(), words.split(' ').collect());
        table.entry((day.month(), day.day())).or_default().push(Happening {
            day,
            name,
            places,
            words,
        });
    }
    table
});

impl Happening {
    /// Whether a place or actor of it is among the words, and what happened.
    fn found(&self, words: &BTreeSet<&str>) -> (bool, bool) {
        let begins =
            |start: &&str| words.range(*start..).next().is_some_and(|word| word.starts_with(start));
        (self.places.iter().any(|place| words.contains(place)), self.words.iter().any(begins))
    }
}

fn set<'a>(toks: &'a [Tok<'_>]) -> BTreeSet<&'a str> {
    toks.iter().map(|tok| tok.lower.as_str()).collect()
}

pub(crate) fn find(view: &View, out: &mut Clues) {
    let mut words: Option<BTreeSet<&str>> = None;
    for timed in &view.times {
        let Some(Constraint::Cycle(Cycle::MonthDay(month, day, _), ..)) = timed.constraint else {
            continue;
        };
        let Some(rows) = TABLE.get(&(month, day)) else { continue };
        let words = words.get_or_insert_with(|| set(&view.toks));
        let at = view.word_at(view.tok_at(timed.range.start));
        let Some((sentence, _)) = at else { continue };
        let near = set(&view.toks[view.sentences[sentence].clone()]);
        let meant = |row: &&Happening| {
            let (place, how) = row.found(words);
            let (place_near, how_near) = row.found(&near);
            place && how && (place_near || how_near)
        };
        let mut meant = rows.iter().filter(meant);
        if let (Some(row), None) = (meant.next(), meant.next()) {
            let id = format!("happening:{}", row.day);
            let says = Says::Lately { id, name: row.name.to_owned(), day: row.day };
            out.add(view, timed.range.clone(), says);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TABLE;
    use crate::clues::{Says, all};
    use crate::testing::with_view;
    use jiff::civil::{Date, date};

    fn day(text: &str) -> Option<Date> {
        with_view(text, None, all).iter().find_map(|clue| match clue.says {
            Says::Lately { day, .. } => Some(day),
            _ => None,
        })
    }

    #[test]
    fn a_day_known_to_all_is_of_its_year() {
        let text = "Niamey has had no power from its neighbour since the coup on July 26 in Niger.";
        assert_eq!(day(text), Some(date(2023, 7, 26)));
        assert_eq!(day("The ferry sank on July 26 off the coast of Peru."), None);
    }

    #[test]
    fn the_table_can_be_read() {
        let rows = include_str!("happenings.tsv").lines().filter(|row| !row.starts_with('#'));
        assert_eq!(TABLE.values().map(Vec::len).sum::<usize>(), rows.count());
        let whole = TABLE.values().flatten().all(|row| {
            !row.name.is_empty() && row.places.iter().chain(&row.words).all(|word| !word.is_empty())
        });
        assert!(whole, "a row lacks a field");
    }
}
