//! Against whom a protest is that names nobody: the state where it is held.
//!
//! "Teachers marched through Accra": who demonstrates wants something of those who govern there, and
//! the codebooks take the state for the one protested against (CAMEO, 14 PROTEST; PLOVER, PROTEST,
//! "carried out as protests against the recipient"). The place is the one that the protest itself is
//! tied to, else the land of those who protest; what is only named in the sentence is nobody.

use super::happening::Happening;
use super::party::Party;
use super::scene::Scene;
use detente_language::Relation;
use detente_record::{ActorRef, EventType};
use std::ops::Range;

/// Gives protests without a recipient the state where they are held.
pub(super) fn against_the_state(scene: &Scene, one: &mut Happening) {
    if one.kind != EventType::Protest || !one.recipients.is_empty() {
        return;
    }
    let Some((country, range)) = place(scene, one.word).or_else(|| home(one)) else { return };
    let Some(state) = scene.view.world.get(&format!("state:{country}")) else { return };
    let text = scene.view.text[range.clone()].to_owned();
    let actor = ActorRef { sector: Some("GOV".into()), ..state.reference(&text) };
    one.recipients = vec![Party { actor, range, by_owner: true }];
    one.why.reductions.push("CAMEO, 14: a protest that names nobody is against the state it is in");
}

/// The country of the place that the predicate is tied to, with the words for it.
fn place(scene: &Scene, word: usize) -> Option<(String, Range<usize>)> {
    const IN: &[&str] = &["in", "at", "through", "across", "outside", "near", "throughout", "on"];
    let mut tied = vec![word];
    tied.extend(scene.carrier(word));
    tied.extend(scene.tree.object(word));
    let under = tied.iter().flat_map(|&at| scene.tree.children(at)).filter(|&child| {
        matches!(scene.relation(child), Relation::Obl | Relation::Nmod)
            && scene.tree.case(child).is_some_and(|case| IN.contains(&case))
    });
    // "in the streets of Accra", "outside a court in Accra".
    let deeper = |child: usize| {
        let inner = scene.tree.children_by(child, Relation::Nmod).collect::<Vec<_>>();
        std::iter::once(child).chain(inner)
    };
    under.flat_map(deeper).find_map(|noun| {
        let bytes = scene.bytes(noun);
        let holds = |range: &Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
        let placed = scene.view.places.iter().find(|placed| holds(&placed.range))?;
        let country = scene.view.world.place(placed.place).country?;
        Some((country.to_owned(), placed.range.clone()))
    })
}

/// The land of those who protest.
fn home(one: &Happening) -> Option<(String, Range<usize>)> {
    let first = one.actors.first()?;
    Some((first.actor.country.clone()?, first.range.clone()))
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn a_protest_that_names_nobody_is_against_the_state() {
        let against = |text: &str| {
            let events = read_whole(text).events;
            let protest = events.iter().find(|e| e.kind.as_str() == "PROTEST");
            let one = protest.and_then(|event| event.recipients.first());
            one.map(|who| who.id.clone().unwrap_or_else(|| who.text.clone())).unwrap_or_default()
        };
        assert_eq!(against("Hundreds of teachers marched through Accra on Monday."), "state:GHA");
        assert_eq!(against("Bolivian miners went on strike on Thursday."), "state:BOL");
        assert_eq!(
            against("Students protested against the government on Friday."),
            "the government"
        );
    }
}
