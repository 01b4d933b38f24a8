//! Parts of rows as pages show them: who, when, how many, and the words with the way to them.

use detente_case::{Case, Filter};
use detente_exchange::words::figure;
pub(crate) use detente_exchange::words::{name as who, names, sources};
use detente_record::{ActorRef, Evidence, Figure, PlaceRef, Report, Stance, Time, TimeBasis};
use detente_text::Document;
use std::collections::BTreeMap;

/// Characters of a quotation on a list.
const LONGEST: usize = 320;

/// Words that a row rests on, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    pub(crate) words: String,
    /// The rest of the sentence, where the words alone tell little.
    pub(crate) before: String,
    pub(crate) after: String,
    /// Their place in the reader.
    pub(crate) link: String,
    /// What the report is called.
    pub(crate) report: String,
}

/// What reports are called, each looked up once.
pub(crate) struct Reports<'a> {
    case: &'a Case,
    known: BTreeMap<String, String>,
    texts: BTreeMap<String, Option<Document>>,
}

/// Words so short tell little without their sentence.
const SHORT: usize = 40;
/// Reports of one page of which the text is read for that.
const TEXTS: usize = 12;

impl<'a> Reports<'a> {
    pub(crate) fn of(case: &'a Case) -> Self {
        Self { case, known: BTreeMap::new(), texts: BTreeMap::new() }
    }

    /// The outlet, or the title, with the day.
    pub(crate) fn name(&mut self, id: &str) -> Result<String, super::Failure> {
        if let Some(known) = self.known.get(id) {
            return Ok(known.clone());
        }
        let filter = Filter { report: Some(id.to_owned()), limit: Some(1), ..Filter::default() };
        let report = self.case.rows::<Report>(&filter)?.pop();
        let name = report.map(|report| {
            let outlet = report.outlet.clone().unwrap_or_else(|| cut(&super::title(&report), 60));
            match super::day(&report) {
                Some(day) => format!("{outlet}, {day}"),
                None => format!("{outlet}, undated"),
            }
        });
        let name = name.unwrap_or_else(|| id.to_owned());
        self.known.insert(id.to_owned(), name.clone());
        Ok(name)
    }

    /// The words of some evidence, the first `most` of them.
    pub(crate) fn quotes(
        &mut self,
        all: &[Evidence],
        most: usize,
    ) -> Result<Vec<Quoted>, super::Failure> {
        // Fields have words of their own within those of the row.
        let whole = all.iter().filter(|one| one.field.is_none() && !one.parts.is_empty());
        let mut out: Vec<Quoted> = vec![];
        for one in whole.take(most) {
            let words = cut(&one.reading(), LONGEST);
            let short = words.chars().count() < SHORT;
            let around = if short { self.around(one) } else { None };
            let (before, after) = around.unwrap_or_default();
            let quoted = Quoted {
                words,
                before,
                after,
                link: place_of(one),
                report: self.name(&one.report)?,
            };
            if !out.contains(&quoted) {
                out.push(quoted);
            }
        }
        Ok(out)
    }
}

impl Reports<'_> {
    /// The rest of the sentence in which words stand.
    fn around(&mut self, evidence: &Evidence) -> Option<(String, String)> {
        let [part] = evidence.parts.as_slice() else { return None };
        let [from, to] = part.chars?;
        if !self.texts.contains_key(&evidence.report) && self.texts.len() >= TEXTS {
            return None;
        }
        let text = self.texts.entry(evidence.report.clone());
        let document =
            text.or_insert_with(|| self.case.document(&evidence.report).ok()).as_ref()?;
        let text = document.text();
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
        let (from, to) = (byte(from), byte(to));
        let sentence = document.sentences.iter().find(|s| s.start <= from && to <= s.end)?;
        let before = &text[sentence.start..from];
        let after = &text[to..sentence.end];
        let near = |side: &str| side.chars().count() <= LONGEST / 2;
        (near(before) && near(after)).then(|| (before.to_owned(), after.trim_end().to_owned()))
    }
}

/// Where words stand in the reader.
pub(crate) fn place_of(evidence: &Evidence) -> String {
    let id = &evidence.report;
    match (evidence.parts.first(), evidence.parts.last()) {
        (Some(first), Some(last)) => {
            let (from, to) = (first.bytes[0], last.bytes[1]);
            format!("/reports/{id}?at={from}-{to}#b{from}-{to}")
        }
        _ => format!("/reports/{id}"),
    }
}

/// The first characters, up to the end of a word.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    let end = head.rfind(char::is_whitespace).unwrap_or(head.len());
    format!("{} …", head[..end].trim_end())
}

pub(crate) fn whom(actor: Option<&ActorRef>) -> String {
    actor.map_or_else(|| "nobody named".into(), who)
}

pub(crate) fn at(place: Option<&PlaceRef>) -> Option<String> {
    place.map(|place| place.name.clone().unwrap_or_else(|| place.text.clone()))
}

/// When, in EDTF; of what has no day of its own, by when it was told.
pub(crate) fn when(time: &Time) -> String {
    match (time.basis, &time.to, &time.edtf) {
        (Some(TimeBasis::ReportDate), Some(to), _) => format!("by {to}"),
        (_, _, Some(edtf)) => edtf.clone(),
        _ => "undated".into(),
    }
}

pub(crate) const fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies",
        Stance::Doubts => "doubts",
        Stance::Withdraws => "withdraws",
        Stance::NoComment => "no comment",
    }
}

pub(crate) fn figures(all: &BTreeMap<String, Figure>) -> String {
    all.iter().map(|(role, one)| figure(role, one)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_are_cut_between_words() {
        assert_eq!(cut("the truce holds", 40), "the truce holds");
        assert_eq!(cut("the truce holds in every town", 12), "the truce …");
        assert_eq!(cut("тттттттт", 3), "ттт …");
    }
}
