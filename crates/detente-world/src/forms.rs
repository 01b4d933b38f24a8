//! From an actor's names to the forms that are looked for.

use crate::fold::fold;
use crate::row::{Actor, Name};
use detente_record::ActorKind;
use std::collections::BTreeMap;

/// How a name stands for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By its name.
    Name,
    /// By an adjective ("Turkish").
    Adjective,
    /// By what its people are called ("the Turks").
    People,
    /// A state by its capital, which may be just a place.
    Capital,
    /// A person by the surname alone.
    Surname,
}

/// One actor that a form may stand for.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) actor: usize,
    pub(crate) form: Form,
    pub(crate) name: Name,
    /// A surname that counts only where the full name stands in the text.
    pub(crate) needs_full_name: bool,
}

/// All forms, folded, with what they may stand for. A form without candidates stands for nothing.
pub(crate) fn all(actors: &[Actor], stops: &[String]) -> BTreeMap<String, Vec<Candidate>> {
    let mut forms: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
    for (i, actor) in actors.iter().enumerate() {
        let own = Name { text: actor.name.clone(), ..Name::default() };
        // The name's own conditions, where `names` repeats it with some.
        let own = actor.names.iter().find(|name| name.text == actor.name).unwrap_or(&own).clone();
        let names = std::iter::once(&own).chain(&actor.names).map(|name| (name, Form::Name));
        let adjectives = actor.adjectives.iter().map(|name| (name, Form::Adjective));
        let people = actor.people.iter().map(|name| (name, Form::People));
        let capitals = actor.capitals.iter().map(|name| (name, Form::Capital));
        let known_by = actor.known_by.iter().map(|name| (name, Form::Surname));
        for (name, form) in names.chain(adjectives).chain(people).chain(capitals).chain(known_by) {
            let candidate =
                Candidate { actor: i, form, name: name.clone(), needs_full_name: false };
            add(&mut forms, &name.text, &candidate);
        }
        if actor.kind == ActorKind::Person {
            for surname in surnames(actor) {
                let name = Name { text: surname.clone(), ..Name::default() };
                let candidate =
                    Candidate { actor: i, form: Form::Surname, name, needs_full_name: true };
                add(&mut forms, &surname, &candidate);
            }
        }
    }
    for stop in stops {
        for text in spellings(stop) {
            forms.insert(text, vec![]);
        }
    }
    forms
}

fn add(forms: &mut BTreeMap<String, Vec<Candidate>>, text: &str, candidate: &Candidate) {
    for spelling in spellings(text) {
        let candidates = forms.entry(spelling).or_default();
        if !candidates.iter().any(|known| known.actor == candidate.actor) {
            candidates.push(candidate.clone());
        }
    }
}

/// The ways in which a form is spelled in running text and in headlines.
fn spellings(text: &str) -> Vec<String> {
    let folded = fold(text).text;
    let mut all = vec![folded.clone()];
    let bare = without_apostrophes(&folded);
    if bare != folded {
        all.push(bare);
    }
    for spelling in all.clone() {
        let mut letters = spelling.chars();
        if let Some(first) = letters.next().filter(|c| c.is_lowercase()) {
            all.push(first.to_uppercase().chain(letters).collect());
        }
        let lower = spelling.chars().filter(|c| c.is_lowercase()).count();
        if lower >= 3 && spelling.chars().filter(|c| c.is_alphabetic()).count() >= 4 {
            all.push(spelling.to_uppercase());
        }
    }
    all
}

/// Transliteration's apostrophes and those of plural possessives are often left out, but not
/// the one before a possessive s.
fn without_apostrophes(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let possessive = |i: usize| {
        matches!(chars.get(i + 1), Some('s' | 'S'))
            && chars.get(i + 2).is_none_or(|c| !c.is_alphanumeric())
    };
    let keep = |i: &usize| chars[*i] != '\'' || possessive(*i);
    (0..chars.len()).filter(keep).map(|i| chars[i]).collect()
}

/// A person's surnames, with and without a particle.
fn surnames(actor: &Actor) -> Vec<String> {
    let mut all = vec![];
    for full in std::iter::once(&actor.name).chain(actor.names.iter().map(|name| &name.text)) {
        let folded = fold(full).text;
        let words: Vec<&str> = folded
            .split(' ')
            .filter(|word| !matches!(*word, "Jr" | "Jr." | "II" | "III"))
            .collect();
        let [.., last] = words.as_slice() else { continue };
        if words.len() < 2 || last.len() < 3 {
            continue;
        }
        all.push((*last).to_owned());
        if let [_, .., particle, last] = words.as_slice()
            && PARTICLES.contains(&particle.to_lowercase().as_str())
        {
            all.push(format!("{particle} {last}"));
        }
    }
    all.sort();
    all.dedup();
    all
}

/// Words within surnames.
pub(crate) const PARTICLES: &[&str] = &[
    "al", "el", "an", "as", "ash", "at", "ad", "bin", "ibn", "ben", "de", "di", "da", "du", "van",
    "von", "der", "den", "le", "la", "abu", "ag", "ould", "ul",
];
