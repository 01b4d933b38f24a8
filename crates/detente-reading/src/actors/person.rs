//! Persons whom no listed name gives: by their office on the day, and by another spelling.
//!
//! "Prime Minister Maiga" is one of many of that name, but only one of them held the office of a
//! state that the report speaks of on its day. "Sergej Lawrow" is spelled as the world does not
//! spell it; it stands for him where the report speaks of his state, all words of the name are
//! alike, and nobody else's are. A name that is neither stays nobody's.

use super::Named;
use crate::view::View;
use detente_language::{Analysis, NameKind};
use detente_record::ActorKind;
use detente_world::{Actor, Form, fold};
use std::collections::BTreeMap;
use std::ops::Range;

/// Persons among the names of the language stage that `view.names` lacks, in text order.
pub(crate) fn name<'a>(view: &View<'a>, analysis: &Analysis) -> Vec<Named<'a>> {
    let states = states(view);
    let free = |range: &Range<usize>| {
        !view
            .names
            .iter()
            .any(|known| known.range.start < range.end && range.start < known.range.end)
    };
    let mut known: BTreeMap<String, Option<&'a Actor>> = BTreeMap::new();
    let mut out = vec![];
    for name in analysis.names.iter().filter(|name| name.kind == NameKind::Person) {
        if !free(&name.range) {
            continue;
        }
        let text = &view.text[name.range.clone()];
        let key = fold(text).text;
        if !known.contains_key(&key) {
            let found = in_office(view, &name.range, &states).or_else(|| {
                let speaks_of = |actor: &Actor| {
                    actor.country.as_ref().is_some_and(|code| {
                        states.iter().any(|(one, _)| one.country.as_ref() == Some(code))
                    })
                };
                view.world.person_like(text, speaks_of)
            });
            known.insert(key.clone(), found);
        }
        if let Some(Some(actor)) = known.get(&key) {
            out.push(Named { range: name.range.clone(), actor, form: Form::Name });
        }
    }
    out
}

/// The states and bodies that the report names, the most often named first.
fn states<'a>(view: &View<'a>) -> Vec<(&'a Actor, usize)> {
    let mut counts: BTreeMap<&str, (&'a Actor, usize)> = BTreeMap::new();
    for named in &view.names {
        if matches!(named.actor.kind, ActorKind::State | ActorKind::Igo) {
            counts.entry(&named.actor.id).or_insert((named.actor, 0)).1 += 1;
        }
    }
    let mut all: Vec<_> = counts.into_values().collect();
    all.sort_by_key(|(actor, count)| (std::cmp::Reverse(*count), actor.id.clone()));
    all
}

/// The holder of the office named right before the name, if the name is the holder's.
fn in_office<'a>(
    view: &View<'a>,
    range: &Range<usize>,
    states: &[(&'a Actor, usize)],
) -> Option<&'a Actor> {
    const LONGEST: usize = 6;
    let day = view.published_text()?;
    let at = view.tok_at(range.start);
    let surname = fold(&view.text[range.clone()]).text.to_lowercase();
    let surname = surname.rsplit(' ').next()?.to_owned();
    let bears = |actor: &Actor| {
        actor
            .all_names()
            .any(|name| fold(name).text.to_lowercase().rsplit(' ').next() == Some(surname.as_str()))
    };
    for first in at.saturating_sub(LONGEST)..at {
        let words = &view.toks[first..at];
        if words.iter().any(|tok| tok.is_mark()) {
            continue;
        }
        let title = &view.text[words.first()?.range.start..words.last()?.range.end];
        // The state named in front ("Malian Prime Minister Maiga"), else any that the report names.
        let before = view.names_in(view.toks[first.saturating_sub(2)].range.start..range.start);
        let own = before.iter().rev().map(|named| named.actor).find(|a| a.kind == ActorKind::State);
        let of = own.into_iter().chain(states.iter().map(|(actor, _)| *actor));
        for state in of {
            if let Some(holder) = view.world.titled(title, &state.id, &day).filter(|a| bears(a)) {
                return Some(holder);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole_on;

    #[test]
    fn an_office_tells_namesakes_apart_and_a_spelling_is_forgiven() {
        let cases: &[(&str, &str, Option<&str>)] = &[
            // Several prime ministers of Mali bear that name.
            (
                "Malian Prime Minister Maiga said on Friday that Mali would not wait.",
                "2023-05-05",
                Some("person:choguel-maiga"),
            ),
            (
                "Malian Prime Minister Maiga said on Friday that Mali would not wait.",
                "2019-12-06",
                None,
            ),
            (
                "Sergej Lawrow met the delegation. Russia said nothing more.",
                "2020-02-14",
                Some("person:sergey-lavrov"),
            ),
            ("Sergej Lawrow met the delegation in Peru.", "2020-02-14", None),
        ];
        for (text, day, expected) in cases {
            let reading = read_whole_on(text, day);
            let mut persons = reading.mentions.iter().filter(|m| m.actor.starts_with("person:"));
            assert_eq!(persons.next().map(|m| m.actor.as_str()), *expected, "{text}");
        }
    }
}
