//! Those who were killed or wounded: what a figure counts, and whose they were.

use crate::actors::{phrase, role};
use crate::view::{Tok, View};
use detente_language::TokenKind;
use detente_record::ActorRef;
use detente_world::Form;
use std::ops::Range;

/// Nouns for people that have no role of their own.
const PEOPLE: &[&str] = &[
    "others",
    "more",
    "persons",
    "person",
    "of",
    "them",
    "members",
    "member",
    "lives",
    "boys",
    "girls",
    "passengers",
    "victims",
    "protesters",
    "demonstrators",
    "worshippers",
    "hostages",
    "prisoners",
    "tourists",
    "employees",
    "staff",
    "aides",
    "medics",
    "doctors",
    "terrorists",
    "terrorist",
    "peacekeepers",
    "peacekeeper",
    "guards",
    "guard",
    "troopers",
    "relatives",
    "farmers",
    "herders",
    "shoppers",
    "shepherds",
    "inmates",
    "pupils",
    "teachers",
    "recruits",
    "elements",
    "combatants",
    "operatives",
    "personnel",
    "settlers",
    "crew",
    "sailors",
    "pilgrims",
    "migrants",
    "adults",
    "infants",
    "babies",
    "minors",
    "teenagers",
    "youths",
];

/// The token after the noun phrase that counts people from `from` on; `from` where there is none.
pub(crate) fn end(view: &View, toks: &[Tok], from: usize) -> usize {
    let mut last = from;
    for at in from..toks.len().min(from + 8) {
        let tok = &toks[at];
        let word = tok.lower.as_str();
        let folk = view.name_ending(at).is_some_and(|named| named.form == Form::People);
        let noun = folk || people(word);
        if noun {
            last = at + 1;
            // "soldiers and civilians" are counted together.
            continue;
        }
        let named = view.name_at(at).is_some();
        let inner = tok.text == "-" || tok.is(&["and", "'s"]) && at + 1 < toks.len();
        let describes = tok.kind == TokenKind::Word
            && !tok.is(crate::words::AUXILIARIES)
            && !tok.is(crate::words::PREPOSITIONS)
            && !tok.is(&[
                "dead", "died", "killed", "wounded", "injured", "who", "that", "when", "which",
                "but", "as",
            ]);
        if last > from && !tok.is(&["and"]) && tok.text != "-" {
            break;
        }
        if !(named || inner || describes) {
            break;
        }
    }
    last
}

fn people(word: &str) -> bool {
    (role(word).is_some()
        && word.ends_with(['s', 'e', 'n', 'y'])
        && !matches!(
            word,
            "strikes"
                | "strike"
                | "raids"
                | "drones"
                | "missiles"
                | "airstrikes"
                | "jets"
                | "warplanes"
                | "side"
                | "missile"
                | "drone"
                | "courts"
                | "court"
                | "embassy"
                | "newspapers"
                | "government"
                | "regime"
        ))
        || PEOPLE.contains(&word) && word != "of"
}

/// Whether the phrase says who they were, beyond "people" or "others".
pub(crate) fn told_apart(view: &View, of: Range<usize>) -> bool {
    of.clone().any(|at| view.name_at(at).is_some())
        || view.toks[of].iter().any(|tok| {
            role(&tok.lower).is_some() && !tok.is(&["people", "men", "women", "children"])
        })
}

/// Whose people they were, where the phrase names a state, people or group.
pub(crate) fn actor(view: &View, of: Range<usize>) -> Option<ActorRef> {
    let first = view.toks[of.start].range.start;
    let last = view.toks[of.end - 1].range.end;
    if view.names_in(first..last).is_empty() {
        return None;
    }
    let read = phrase(view, of)?;
    let told = read.actor.id.is_some() || read.actor.country.is_some();
    (told && !read.person).then_some(read.actor)
}
