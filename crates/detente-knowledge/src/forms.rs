//! From an actor's names to the forms that are looked for.

use crate::fold::fold;
use crate::parse::Rows;
use crate::row::{Actor, Condition, Name};
use detente_record::ActorKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a name stands for an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

/// What a form may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    /// An actor, by its place among the rows.
    Actor(u32),
    /// An agreement.
    Agreement(u32),
    /// A place entered by hand.
    Spot(u32),
}

/// One row that a form may stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// The row.
    pub target: Target,
    /// How the form stands for it.
    pub form: Form,
    /// What must hold in the text, where anything must.
    pub condition: Option<Box<Condition>>,
    /// A surname that counts only where the full name stands in the text.
    pub needs_full_name: bool,
}

/// All forms, folded, with what they may stand for. A form without candidates stands for nothing.
pub(crate) fn all(rows: &Rows) -> BTreeMap<String, Vec<Candidate>> {
    let mut forms = Forms::default();
    for (i, actor) in rows.actors.iter().enumerate() {
        let target = Target::Actor(i as u32);
        forms.named(target, &actor.name, &actor.names);
        for (names, form) in [
            (&actor.adjectives, Form::Adjective),
            (&actor.people, Form::People),
            (&actor.capitals, Form::Capital),
            (&actor.known_by, Form::Surname),
        ] {
            names.iter().for_each(|name| forms.add(target, form, name, false));
        }
        if actor.kind == ActorKind::Person {
            for surname in surnames(actor) {
                forms.add(target, Form::Surname, &Name::plain(surname), true);
            }
        }
    }
    for (i, agreement) in rows.agreements.iter().enumerate() {
        forms.named(Target::Agreement(i as u32), &agreement.name, &agreement.names);
    }
    for (i, spot) in rows.spots.iter().enumerate() {
        let target = Target::Spot(i as u32);
        forms.named(target, &spot.name, &spot.names);
        spot.adjectives.iter().for_each(|name| forms.add(target, Form::Adjective, name, false));
    }
    for stop in &rows.stops {
        for text in spellings(stop) {
            // What a stop names may have become an agreement or a place that is known.
            let candidates = forms.0.entry(text).or_default();
            candidates.retain(|candidate| !matches!(candidate.target, Target::Actor(_)));
        }
    }
    forms.0
}

#[derive(Default)]
struct Forms(BTreeMap<String, Vec<Candidate>>);

impl Forms {
    /// The canonical name, under its own conditions where `names` repeats it with some, and others.
    fn named(&mut self, target: Target, canonical: &str, names: &[Name]) {
        if !names.iter().any(|name| name.text == canonical) {
            self.add(target, Form::Name, &Name::plain(canonical), false);
        }
        names.iter().for_each(|name| self.add(target, Form::Name, name, false));
    }

    fn add(&mut self, target: Target, form: Form, name: &Name, needs_full_name: bool) {
        let condition = &name.when;
        for spelling in spellings(&name.text) {
            let candidates = self.0.entry(spelling).or_default();
            if !candidates.iter().any(|known| known.target == target) {
                let condition = condition.clone();
                candidates.push(Candidate { target, form, condition, needs_full_name });
            }
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
pub const PARTICLES: &[&str] = &[
    "al", "el", "an", "as", "ash", "at", "ad", "bin", "ibn", "ben", "de", "di", "da", "du", "van",
    "von", "der", "den", "le", "la", "abu", "ag", "ould", "ul",
];
