//! Expressions of time, and the days they stand for.
//!
//! Each rule looks at the words from one place on and says how many it takes and what they mean;
//! the rules are tried in order, those that take most first. What they mean is a [`Constraint`] on
//! a day, a length, how often, or a time that nobody could put a day to. A constraint is resolved
//! from its anchor: the day of the report, or the time last spoken of in the text; the tense of the
//! verb it hangs on tells last Friday from next. Where the anchor isn't known the day stays open,
//! and the constraint is kept.
//!
//! Out of one reading come two views: the record's own time (`Timed`, in EDTF), in which nothing
//! vague is a date, and TIMEX3 ([`timex`]), by which taggers are measured.

mod amount;
mod between;
mod calendar;
mod clock;
mod constraint;
mod duration;
mod expression;
mod full;
mod month;
mod month_day;
mod offset;
mod part;
mod quarter;
mod record;
mod relative;
mod rough;
mod season;
mod sense;
mod set;
mod stretch;
mod tag;
mod telling;
mod tense;
mod vague;
mod weekday;
mod which;
mod words;
mod year;

pub use amount::{Length, Unit};
pub(crate) use between::{between, name as name_between};
pub use constraint::{Anchor, Constraint, Cycle, Pick};
pub(crate) use expression::Timed;
pub use expression::{Kind, Sense};
pub use stretch::{Season, Stretch};
pub(crate) use tense::{Tense, at as tense_at};

use crate::report;
use detente_language::{Analysis, Token, Tree};
use detente_text::Document;
use expression::{Found, Meaning, Part};
use jiff::civil::Date;
use std::ops::Range;
use words::{Place, words};

/// An expression of time as TIMEX3 gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, in bytes of the reading text.
    pub range: Range<usize>,
    /// Its type.
    pub kind: Kind,
    /// Its value: `2020-02-15`, `2020-W07`, `P30D`, `PRESENT_REF`.
    pub value: String,
}

/// The expressions of time in a report, in order, by the same reading that dates its events.
pub fn timex(document: &Document, analysis: &Analysis) -> Vec<Timex> {
    let published = report::published_day(document);
    let found = read(document.text(), analysis, published);
    let timex = |timed: Timed| Timex { range: timed.range, kind: timed.kind, value: timed.value };
    found.into_iter().filter(|timed| !timed.value.is_empty()).map(timex).collect()
}

/// The expressions of time of a report, in order.
pub(crate) fn read(text: &str, analysis: &Analysis, published: Option<Date>) -> Vec<Timed> {
    let mut reader = Reader::new(text, published);
    for sentence in &analysis.sentences {
        reader.sentence(&sentence.tokens, &sentence.tree);
    }
    reader.out
}

/// The expressions of time among the tokens of one sentence.
pub(crate) fn find(text: &str, tokens: &[Token], published: Option<Date>) -> Vec<Timed> {
    let mut reader = Reader::new(text, published);
    reader.sentence(tokens, &Tree::default());
    reader.out
}

/// The longest expression that begins at a place.
fn expression(place: &Place) -> Option<Found> {
    const RULES: [fn(&Place) -> Option<Found>; 7] = [
        set::rule,
        clock::rule,
        rough::rule,
        day_or_longer,
        month_day::second,
        duration::rule,
        vague::rule,
    ];
    RULES.iter().find_map(|rule| rule(place))
}

/// A day or a longer stretch, with a part of it or a time of day.
fn day_or_longer(place: &Place) -> Option<Found> {
    // "The first half of 2019" is a half by name.
    quarter::rule(place).or_else(|| part::rule(place)).or_else(|| named_stretch(place))
}

/// A day or a longer stretch, with a time of day.
fn named_stretch(place: &Place) -> Option<Found> {
    const LONGER: [fn(&Place) -> Option<Found>; 5] =
        [month::rule, season::rule, offset::rule, quarter::unnamed, year::rule];
    // "This year's third quarter" goes before "this year".
    if let Some(found) = quarter::rule(place) {
        return Some(found);
    }
    let found = day(place).map(|found| clock::after(place, found));
    found.or_else(|| LONGER.iter().find_map(|rule| rule(place)))
}

/// A day named, and what is counted in units of the calendar.
fn day(place: &Place) -> Option<Found> {
    const RULES: [fn(&Place) -> Option<Found>; 5] =
        [month_day::range, full::rule, month_day::rule, weekday::rule, relative::rule];
    RULES.iter().find_map(|rule| rule(place))
}

/// "a year ago", "a year earlier": of comparisons.
fn is_year_ago(constraint: Constraint) -> bool {
    matches!(constraint, Constraint::Offset(Some(-1), Unit::Year, _))
}

/// Reads sentence by sentence, and keeps what was spoken of.
struct Reader<'a> {
    text: &'a str,
    report: Option<Date>,
    out: Vec<Timed>,
    /// What was spoken of, in order.
    spoken: Vec<Spoken>,
    /// The year that the text last told, whether "in" that year was all that was told, and the
    /// number of the sentence.
    told_year: Option<(i16, bool, usize)>,
    sentences: usize,
}

/// A time that was spoken of.
struct Spoken {
    /// The byte where its expression begins.
    start: usize,
    /// `None` where it is open.
    stretch: Option<Stretch>,
    /// The number of the sentence.
    sentence: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, report: Option<Date>) -> Self {
        Self { text, report, out: vec![], spoken: vec![], told_year: None, sentences: 0 }
    }

    fn sentence(&mut self, tokens: &[Token], tree: &Tree) {
        let words = words(self.text, tokens);
        self.sentences += 1;
        let mut at = 0;
        for places in telling::places(&words) {
            at = at.max(places.start);
            while at < places.end {
                let place = Place { words: &words, tree, at };
                match expression(&place) {
                    Some(found) if found.taken > 0 && at + found.taken <= words.len() => {
                        self.take(&place, found);
                        at += found.taken;
                    }
                    _ => at += 1,
                }
            }
        }
    }

    fn take(&mut self, place: &Place, mut found: Found) {
        let taken = &place.words[place.at..place.at + found.taken];
        let [first, .., last] = taken else {
            let [one] = taken else { return };
            return self.push(place, found, one.range.clone(), one.token..one.token + 1);
        };
        let tokens = first.token..last.token + 1;
        let range = first.range.start..last.range.end;
        // "early", "late" alone before a time of day are parts of the day.
        if found.clock.is_some() && found.part == Some(Part::Mid) {
            found.part = None;
        }
        self.push(place, found, range, tokens);
    }

    fn push(&mut self, place: &Place, mut found: Found, range: Range<usize>, tokens: Range<usize>) {
        let sense = sense::before(place);
        let head = place.tree.top(tokens.start..tokens.end.min(place.tree.len()));
        if part::told(&found) {
            let tense = match head {
                Some(head) => tense::at(place.tree, head),
                None => tense::before(&place.words[..place.at]),
            };
            self.tell(&mut found, tense, sense, place);
        }
        let (anchor, counted_from) = self.anchor(&found);
        // "The quarter" may be one of a town, where none of a year was spoken of.
        let quarter = Some(Constraint::Unit(Unit::Quarter, 0, Anchor::Spoken));
        if found.constraint() == quarter && self.quarter().is_none() {
            return;
        }
        let words = &self.text[range.clone()];
        let (kind, value) = tag::value(&found, anchor);
        let time = record::time(&found, anchor, self.report, words);
        let duration = match found.meaning {
            Meaning::Lasting(length, _) if length.count.is_some() => Some(length.iso()),
            _ => None,
        };
        let constraint = found.constraint();
        let start = range.start;
        if let Some(constraint) = constraint
            && !head.is_some_and(|head| tense::of_speaking(place.tree, head))
        {
            let from = anchor.or(constraint.anchor().is_none().then_some(Stretch::Year(2000)));
            let stretch = from.and_then(|from| constraint.resolve(from));
            // What a quarter is compared with isn't spoken of itself.
            if !(is_year_ago(constraint) && matches!(stretch, Some(Stretch::Quarter(..)))) {
                self.spoken.push(Spoken { start, stretch, sentence: self.sentences });
            }
            if let Constraint::Fixed(stretch) = constraint
                && stretch.unit() <= Unit::Year
                && let Some(first) = stretch.first()
            {
                let whole = matches!(stretch, Stretch::Year(_)) && sense == Some(Sense::At);
                self.told_year = Some((first.year(), whole, self.sentences));
            }
        }
        let timed = Timed { range, kind, time, value, constraint, counted_from, duration, sense };
        self.out.push(timed);
    }

    /// Tells by tense, by the words before and by what was spoken of, which of many is meant.
    fn tell(&self, found: &mut Found, tense: Tense, sense: Option<Sense>, place: &Place) {
        let ahead = matches!(tense, Tense::Future | Tense::Present)
            || matches!(sense, Some(Sense::By | Sense::Until)) && tense != Tense::Perfect
            || matches!(place.before(1), "next" | "coming")
            || place.before(1) == "of" && place.before(2) == "ahead";
        match &mut found.meaning {
            Meaning::When(Constraint::Unit(_, step, _)) => *step = if ahead { 0 } else { -1 },
            Meaning::When(Constraint::Cycle(cycle, pick, anchor)) => {
                let weekday = matches!(cycle, Cycle::Weekday(_));
                // "In 2014 … on June 3", "on 17 September 2018 … by October 15"
                let deadline = sense == Some(Sense::By);
                let spoken = self.told_year.filter(|(year, whole, sentence)| {
                    let away = self.report.is_none_or(|day| (day.year() - year).abs() > 1);
                    *sentence == self.sentences && away && (deadline || *whole && !ahead)
                });
                *pick = match (ahead, *pick) {
                    _ if !weekday && spoken.is_some() => {
                        *anchor = Anchor::Spoken;
                        if deadline { Pick::Coming } else { Pick::This }
                    }
                    (true, Pick::Near) => Pick::Either,
                    // Results to come are of the quarter that is over.
                    (true, _) if matches!(cycle, Cycle::Quarter(_)) => Pick::Either,
                    (true, _) => Pick::Coming,
                    (false, pick) => pick,
                };
            }
            _ => {}
        }
    }

    /// The quarter of a year last spoken of, if it is not far back.
    fn quarter(&self) -> Option<(usize, Stretch)> {
        const BACK: usize = 8;
        self.spoken.iter().rev().take(BACK).find_map(|one| {
            let quarter = one.stretch.filter(|one| matches!(one, Stretch::Quarter(..)))?;
            Some((one.start, quarter))
        })
    }

    /// What an expression is counted from, and the byte where the expression that told it begins.
    fn anchor(&self, found: &Found) -> (Option<Stretch>, Option<usize>) {
        let report = self.report.map(Stretch::Day);
        let Some(constraint) = found.constraint() else { return (report, None) };
        let unit = match constraint {
            Constraint::Unit(unit, ..) | Constraint::Offset(_, unit, _) => unit,
            Constraint::Cycle(Cycle::Weekday(_) | Cycle::DayOfMonth(_), ..) => Unit::Day,
            _ => Unit::Year,
        };
        match constraint.anchor() {
            None => (None, None),
            Some(Anchor::Event) => (None, None),
            Some(Anchor::Report) => {
                // "a year ago" beside "the third quarter" is that quarter a year before.
                match self.quarter().filter(|_| is_year_ago(constraint)) {
                    Some((start, quarter)) => (Some(quarter), Some(start)),
                    None => (report, None),
                }
            }
            Some(Anchor::Spoken) => {
                let of_quarters = is_year_ago(constraint)
                    || matches!(constraint, Constraint::Unit(Unit::Quarter, ..));
                if of_quarters && let Some((start, quarter)) = self.quarter() {
                    return (Some(quarter), Some(start));
                }
                let near = self.spoken.iter().rev().take_while(|one| {
                    const SENTENCES: usize = 4;
                    one.sentence + SENTENCES > self.sentences
                });
                let fits = |stretch: Stretch| stretch.unit() <= unit.max(Unit::Day);
                let mut near = near.filter(|one| one.stretch.is_none_or(fits));
                match near.next() {
                    Some(one) => (one.stretch, Some(one.start)),
                    // A time of day without a day is of the day of the report, and figures are
                    // held against those a year earlier; "ten days later" is left open.
                    None if found.clock.is_some() || is_year_ago(constraint) => (report, None),
                    None => (None, None),
                }
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use detente_record::TimeBasis;

    /// Text, day of publication, and the expressions with their EDTF (`-` is open).
    type Case<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

    fn found(text: &str, published: &str) -> Vec<Timed> {
        let tokens = detente_language::tokens(text, 0..text.len());
        find(text, &tokens, published.parse().ok())
    }

    /// Checks the expressions found.
    pub(crate) fn check(cases: &[Case]) {
        for (text, published, expected) in cases {
            let found = found(text, published);
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|t| (&text[t.range.clone()], t.time.edtf.as_deref().unwrap_or("-")))
                .collect();
            assert_eq!(&found, expected, "{text} ({published})");
        }
    }

    /// Checks the expressions found with their values in TIMEX3.
    pub(crate) fn lengths(cases: &[(&str, &[(&str, &str)])]) {
        for (text, expected) in cases {
            let found = found(text, "");
            let found: Vec<(&str, &str)> =
                found.iter().map(|t| (&text[t.range.clone()], t.value.as_str())).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }

    /// Text, the only expression, its day, its time and zone.
    type Clocked<'a> = (&'a str, &'a str, &'a str, Option<&'a str>, Option<&'a str>);

    /// Checks the only expression in a report of Wednesday, 19 February 2020.
    pub(crate) fn clocks(cases: &[Clocked]) {
        for (text, words, day, time, zone) in cases {
            let found = found(text, "2020-02-19");
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            let one = &found[0];
            let is = (
                &text[one.range.clone()],
                one.time.edtf.as_deref(),
                one.time.time.as_deref(),
                one.time.zone.as_deref(),
            );
            assert_eq!(is, (*words, Some(*day), *time, *zone), "{text}");
        }
    }

    /// Checks the values found with the language model, in a report of Wednesday, 19 February 2020.
    fn whole(cases: &[(&str, &[&str])]) {
        let mut analyst = detente_language::Analyst::new(detente_language::Model::embedded());
        for (text, expected) in cases {
            let analysis = analyst.analyse_text(text, &[0..text.len()], &[0..text.len()]);
            let found = read(text, &analysis, "2020-02-19".parse().ok());
            let found: Vec<&str> = found.iter().map(|timed| timed.value.as_str()).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }

    #[test]
    fn tense_tells_last_from_next() {
        whole(&[
            ("The rebels left the town on Friday.", &["2020-02-14"]),
            ("The rebels will leave the town on Friday.", &["2020-02-21"]),
            ("The court has scheduled a hearing Thursday.", &["2020-02-20"]),
            ("The truce had been due to expire Friday.", &["2020-02-14"]),
            ("They condemned Tuesday's raid and will respond to it.", &["2020-02-18"]),
            ("They prepare ahead of Sunday's vote.", &["2020-02-23"]),
            ("No party had filed its list by Monday.", &["2020-02-17"]),
            ("They must withdraw by Monday.", &["2020-02-24"]),
            ("The case is heard in May.", &["2020-05"]),
            ("The talks were held in May.", &["2019-05"]),
        ]);
    }

    #[test]
    fn the_time_last_spoken_of_is_an_anchor() {
        whole(&[
            (
                "The bridge was blown up on June 3, police said Monday, and two days later rebuilt.",
                &["2019-06-03", "2020-02-17", "2019-06-05"],
            ),
            (
                "In 2014, the rebels seized the town; on June 3 they lost it again.",
                &["2014", "2014-06-03"],
            ),
            (
                "On 17 September 2018 they agreed to withdraw by October 15.",
                &["2018-09-17", "2018-10-15"],
            ),
            ("Ten days later it was over.", &["XXXX-XX-XX"]),
        ]);
    }

    #[test]
    fn keeps_the_words_and_the_anchor() {
        let found = found("on Friday", "2020-02-17");
        assert_eq!(found[0].time.text.as_deref(), Some("Friday"));
        assert_eq!(found[0].time.anchor.as_deref(), Some("2020-02-17"));
        assert_eq!(found[0].time.basis, Some(TimeBasis::Resolved));
    }

    #[test]
    fn deadlines_say_by_and_within() {
        let is = |text: &str| {
            let found = found(text, "2018-09-19");
            (found[0].sense, found[0].duration.clone(), found[0].time.to.clone())
        };
        let day = Some("2018-10-15".to_owned());
        assert_eq!(is("to withdraw by October 15"), (Some(Sense::By), None, day));
        let hours = Some("PT24H".to_owned());
        assert_eq!(is("within 24 hours"), (Some(Sense::Within), hours, None));
        let days = Some("P10D".to_owned());
        assert_eq!(is("not later than 10 days"), (Some(Sense::By), days, None));
    }

    #[test]
    fn an_open_day_keeps_its_constraint() {
        let found = found("On Saturday, Feb. 15, they met; two days later they left", "");
        let saturday = Some(jiff::civil::Weekday::Saturday);
        let constraint =
            Constraint::Cycle(Cycle::MonthDay(2, 15, saturday), Pick::Near, Anchor::Report);
        assert_eq!(found[0].constraint, Some(constraint));
        assert_eq!(found[1].counted_from, Some(3));
        assert!(found.iter().all(|one| one.is_datable() && one.time.from.is_none()));
    }
}
