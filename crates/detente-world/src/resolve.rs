//! Which of the forms met stand for an actor, and for whom.
//!
//! A wrong actor is worse than none. A form counts where
//! - its own conditions hold in this text (`with`, `without`);
//! - a first name that is also a state is not followed by a surname ("Jordan Smith");
//! - an acronym does not stand in a line that is all capitals ("WHO IS TO BLAME");
//! - a surname is one that the world allows alone, or stands in a text that gives the full name,
//!   and no other first name stands before it ("Emine Erdogan");
//! - only one actor is left for it, or one alone of those left is named in full in the text.

use crate::World;
use crate::find::{self, Found, Met};
use crate::places::PlaceId;
use detente_knowledge::{Candidate, Folded, Form, PARTICLES, Target, fold};
use detente_record::ActorKind;
use std::collections::BTreeMap;

pub(crate) fn resolve<'w>(world: &'w World, text: &str) -> Vec<Found<'w>> {
    let folded = fold(text);
    let met = find::find(&world.pack, &folded);
    let mut view = View { world, folded: &folded, full: BTreeMap::new(), words: BTreeMap::new() };
    let mut misspelt = BTreeMap::new();
    for (i, met) in met.iter().enumerate() {
        for candidate in met.candidates.iter().filter(|c| c.form == Form::Name) {
            view.full.entry(candidate.target).or_insert(met.range.start);
        }
        if let Some((actor, start)) = view.misspelt(met) {
            view.full.entry(Target::Actor(actor)).or_insert(start);
            misspelt.insert(i, (actor, start));
        }
    }
    let mut out = vec![];
    for (i, met) in met.iter().enumerate() {
        let (range, actor, form) = match misspelt.get(&i) {
            Some(&(actor, start)) => (start..met.range.end, actor, Form::Name),
            None => {
                let Some(candidate) = view.settle(met) else { continue };
                let Target::Actor(actor) = candidate.target else { continue };
                (met.range.clone(), actor, candidate.form)
            }
        };
        out.push(Found {
            range: folded.origin(range),
            actor: &world.pack.rows.actors[actor as usize],
            form,
        });
    }
    out
}

/// The places entered by hand that are named in a text.
pub(crate) fn spots(world: &World, text: &str) -> Vec<(std::ops::Range<usize>, PlaceId)> {
    let folded = fold(text);
    let met = find::find(&world.pack, &folded);
    let mut view = View { world, folded: &folded, full: BTreeMap::new(), words: BTreeMap::new() };
    let mut out = vec![];
    for met in met {
        let found = met.candidates.iter().find_map(|candidate| match candidate.target {
            Target::Spot(at) if candidate.form == Form::Name && view.fits(&met, candidate) => {
                Some(at)
            }
            _ => None,
        });
        if let Some(at) = found {
            out.push((folded.origin(met.range), PlaceId::Spot(at)));
        }
    }
    out
}

/// The agreements that are named in a text, by their places in the rows; what names several is left
/// out.
pub(crate) fn agreements(world: &World, text: &str) -> Vec<(std::ops::Range<usize>, usize)> {
    let folded = fold(text);
    let met = find::find(&world.pack, &folded);
    let mut view = View { world, folded: &folded, full: BTreeMap::new(), words: BTreeMap::new() };
    let mut out = vec![];
    for met in met {
        let fitting = met.candidates.iter().filter_map(|candidate| match candidate.target {
            Target::Agreement(at) if view.fits(&met, candidate) => Some(at as usize),
            _ => None,
        });
        if let [only] = fitting.collect::<Vec<_>>()[..] {
            out.push((folded.origin(met.range), only));
        }
    }
    out
}

/// The text, with what has been seen in it.
struct View<'a> {
    world: &'a World,
    folded: &'a Folded,
    /// What is named in full in the text, and where first.
    full: BTreeMap<Target, usize>,
    /// Words asked for by conditions, and whether they stand in the text.
    words: BTreeMap<String, bool>,
}

impl View<'_> {
    fn settle<'m>(&mut self, met: &Met<'m>) -> Option<&'m Candidate> {
        // What is a place as well ("Kashmir") may be an actor; which of them it is here, is not
        // told here.
        let actor = |candidate: &&Candidate| matches!(candidate.target, Target::Actor(_));
        let mut fits: Vec<&Candidate> = met.candidates.iter().filter(actor).collect();
        fits.retain(|candidate| self.fits(met, candidate));
        // A surname that all know stands for the one they know, until another of that name has
        // been named in full.
        if fits.len() > 1 && fits.iter().any(|candidate| !candidate.needs_full_name) {
            let named = |candidate: &&Candidate| {
                self.full.get(&candidate.target).is_some_and(|&first| first < met.range.start)
            };
            fits.retain(|candidate| !candidate.needs_full_name || named(candidate));
        }
        match fits.as_slice() {
            [only] => Some(only),
            several => {
                let mut named = several.iter().filter(|c| self.full.contains_key(&c.target));
                let first = named.next()?;
                named.next().is_none().then_some(*first)
            }
        }
    }

    fn fits(&mut self, met: &Met, candidate: &Candidate) -> bool {
        if let Some(name) = &candidate.condition {
            let with = name.with.is_empty() || name.with.iter().any(|word| self.has(word));
            if !with || name.without.iter().any(|word| self.has(word)) {
                return false;
            }
        }
        let text = &self.folded.text[met.range.clone()];
        if text.len() <= 4 && text.chars().all(char::is_uppercase) && self.in_capitals(met) {
            return false;
        }
        let given_name = candidate.condition.as_ref().is_some_and(|name| name.given_name);
        if given_name && (self.surname_after(met) || self.other_name_before(met)) {
            return false;
        }
        if candidate.form != Form::Surname {
            return true;
        }
        let full = self.full.contains_key(&candidate.target);
        if candidate.needs_full_name && !full {
            return false;
        }
        if full && self.in_title_case(met) {
            return true;
        }
        !self.other_name_before(met) && (full || !self.surname_after(met))
    }

    /// Whether a word stands in the text as such.
    fn has(&mut self, word: &str) -> bool {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let text = self.folded.text.as_str();
        let folded = fold(word).text;
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let found = text.match_indices(&folded).any(|(at, found)| {
            edge(text[..at].chars().next_back()) && edge(text[at + found.len()..].chars().next())
        });
        self.words.insert(word.to_owned(), found);
        found
    }

    /// The word right before, if only a space stands between.
    fn word_before(&self, at: usize) -> Option<&str> {
        let before = self.folded.text[..at].strip_suffix(' ')?;
        let stop = |c: char| !(c.is_alphanumeric() || c == '\'' || c == '.');
        let start = before
            .rfind(stop)
            .map_or(0, |i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        Some(&before[start..]).filter(|word| !word.is_empty())
    }

    fn word_after(&self, at: usize) -> Option<&str> {
        let after = self.folded.text[at..].strip_prefix(' ')?;
        let end = after.find(|c: char| !(c.is_alphanumeric() || c == '\'')).unwrap_or(after.len());
        Some(&after[..end]).filter(|word| !word.is_empty())
    }

    /// A capitalised word that is no title, no name of the world and no first word of a sentence
    /// stands before: most likely another person's first name.
    fn other_name_before(&self, met: &Met) -> bool {
        let mut at = met.range.start;
        loop {
            let Some(word) = self.word_before(at) else { return false };
            let start = at - 1 - word.len();
            if PARTICLES.contains(&word.to_lowercase().as_str()) {
                at = start;
                continue;
            }
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let word = word.trim_end_matches("'s").trim_end_matches('\'');
            if !capital || is_title(word) || word.ends_with('.') && word.len() > 3 {
                return false;
            }
            return !self.is_known(word);
        }
    }

    /// Whether the world knows this word as the name of a state, people or body.
    fn is_known(&self, word: &str) -> bool {
        let folded = fold(word);
        find::find(&self.world.pack, &folded).iter().any(|met| {
            met.range == (0..word.len())
                && met.candidates.iter().any(|candidate| candidate.form != Form::Surname)
        })
    }

    fn surname_after(&self, met: &Met) -> bool {
        let Some(word) = self.word_after(met.range.end) else { return false };
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase);
        capital && !is_title(word) && !self.is_known(word) && !self.in_title_case(met)
    }

    fn line(&self, met: &Met) -> &str {
        let text = self.folded.text.as_str();
        let floor = |mut i: usize| {
            while !text.is_char_boundary(i) {
                i -= 1;
            }
            i
        };
        let stop = |c: char| matches!(c, '.' | '!' | '?');
        let low = floor(met.range.start.saturating_sub(80));
        let high = floor((met.range.end + 80).min(text.len()));
        let start = text[low..met.range.start].rfind(stop).map_or(low, |i| low + i + 1);
        let end = text[met.range.end..high].find(stop).map_or(high, |i| met.range.end + i);
        &text[start..end]
    }

    fn in_capitals(&self, met: &Met) -> bool {
        let line = self.line(met);
        let letters = line.chars().filter(|c| c.is_alphabetic()).count();
        letters > met.range.len() + 3 && !line.chars().any(char::is_lowercase)
    }

    fn in_title_case(&self, met: &Met) -> bool {
        let words: Vec<&str> = self.line(met).split(' ').filter(|word| word.len() > 3).collect();
        let capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
        words.len() >= 4 && words.iter().filter(capital).count() * 10 >= words.len() * 9
    }

    /// A surname after a first name that is one letter off: the person, and where it starts.
    fn misspelt(&self, met: &Met) -> Option<(u32, usize)> {
        let mut surnames =
            met.candidates.iter().filter(|candidate| candidate.form == Form::Surname).peekable();
        surnames.peek()?;
        let first = self.word_before(met.range.start)?;
        if first.len() < 5 || !first.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        let close = |candidate: &&Candidate| {
            let Target::Actor(actor) = candidate.target else { return false };
            let actor = &self.world.actors()[actor as usize];
            actor.kind == ActorKind::Person
                && actor.all_names().any(|name| {
                    let folded = fold(name).text;
                    folded.split(' ').next().is_some_and(|given| one_letter_off(given, first))
                })
        };
        let mut fits = surnames.filter(close);
        let target = fits.next()?.target;
        let Target::Actor(actor) = target else { return None };
        fits.all(|other| other.target == target).then(|| (actor, met.range.start - 1 - first.len()))
    }
}

/// Whether two words of five letters or more differ in one letter put in, left out or changed,
/// not the first.
fn one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() < 5 || b.len() < 5 || a[0] != b[0] || a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => a[1..] == b[1..],
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
    }
}

/// Words that stand before or after a name without being part of it.
fn is_title(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "presidents",
        "minister",
        "ministers",
        "premier",
        "prime",
        "foreign",
        "defence",
        "defense",
        "interior",
        "secretary",
        "chancellor",
        "ambassador",
        "envoy",
        "marshal",
        "general",
        "gen",
        "lt",
        "colonel",
        "col",
        "field",
        "commander",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "senator",
        "king",
        "queen",
        "prince",
        "emir",
        "sheikh",
        "ayatollah",
        "leader",
        "deputy",
        "vice",
        "chief",
        "judge",
        "professor",
        "prof",
        "opposition",
        "dictator",
        "administration",
        "government",
        "regime",
        "russian",
        "and",
        "but",
        "or",
        "if",
        "as",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "when",
        "while",
        "after",
        "before",
        "because",
        "since",
        "though",
        "although",
        "then",
        "that",
        "this",
        "what",
        "why",
        "how",
        "who",
        "whether",
        "until",
        "like",
        "unlike",
        "says",
        "said",
        "so",
        "yet",
        "is",
        "was",
        "has",
        "had",
        "will",
        "would",
        "can",
        "could",
        "did",
        "does",
        "did",
        "earlier",
        "later",
        "meanwhile",
        "instead",
        "despite",
        "under",
        "over",
        "against",
        "between",
        "both",
        "not",
        "only",
        "even",
        "also",
        "once",
        "here",
        "there",
        "now",
        "today",
        "yesterday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "however",
        "where",
        "according",
        "via",
        "meet",
        "meets",
        "met",
        "tells",
        "told",
        "calls",
        "urges",
        "among",
        "former",
        "late",
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "critics",
    ];
    let lower = word.trim_end_matches('.').to_lowercase();
    WORDS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<&'static str> {
        World::embedded().find(text).iter().map(|found| found.actor.id.as_str()).collect()
    }

    #[test]
    fn names_that_are_safe() {
        let cases: &[(&str, &[&str])] = &[
            ("The ambassador sat down.", &[]),
            ("They ate turkey in Turkey.", &["state:TUR"]),
            ("Let us ask the US.", &["state:USA"]),
            ("U.S. and U.K. envoys", &["state:USA", "state:GBR"]),
            ("Dzhebhat an-Nusra fought on.", &["group:jabhat-al-nusra"]),
            ("al Qaeda and Al-Qaeda", &["group:al-qaeda", "group:al-qaeda"]),
            (
                "Erdogan spoke; Emine Erdogan did not.",
                &["person:recep-tayyip-erdogan", "person:emine-erdogan"],
            ),
            (
                "Mr. Erdoğan and President Putin",
                &["person:recep-tayyip-erdogan", "person:vladimir-putin"],
            ),
            ("Minister Soylu spoke.", &[]),
            (
                "Süleyman Soylu spoke. Later Soylu left.",
                &["person:suleyman-soylu", "person:suleyman-soylu"],
            ),
            ("Ragin Soylu wrote. Soylu added more.", &["person:ragip-soylu", "person:ragip-soylu"]),
            ("Jordan Smith plays for Chad Brown.", &[]),
            ("Talks between Jordan and Syria", &["state:JOR", "state:SYR"]),
            ("Atlanta, Georgia", &[]),
            ("Georgia's prime minister in Tbilisi", &["state:GEO", "state:GEO"]),
            ("South Sudan and Sudan", &["state:SSD", "state:SDN"]),
            ("Niger, Nigeria and the Niger Delta", &["state:NER", "state:NGA"]),
            ("Guinea, Guinea-Bissau and the Gulf of Guinea", &["state:GIN", "state:GNB"]),
            ("Congo's army left Kinshasa", &["state:COD", "state:COD"]),
            ("Congo won the match", &[]),
            ("North Korea and Korea", &["state:PRK"]),
            ("the RSF took Nyala, Sudan", &["group:rapid-support-forces", "state:SDN"]),
            ("RSF lists jailed reporters", &[]),
            ("WHO IS TO BLAME", &[]),
            (
                "Russia's Foreign Ministry and the Russian Ministry of Defence",
                &["institution:rus-foreign-ministry", "institution:rus-defence-ministry"],
            ),
            ("the Iranians of Los Angeles", &["state:IRN"]),
            ("The US Openly Threatens", &["state:USA"]),
            ("CHINA AND INDIA TRADE FIRE", &["state:CHN", "state:IND"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&ids(text), expected, "{text}");
        }
    }
}
