//! Of which country those are who stand beside others of one, or on one side of a line.
//!
//! "Four Indian soldiers and six civilians" are all of India, and those killed "on the Pakistani side
//! of the line" are of Pakistan, as far as nothing else is said of them. Rebels, protesters and whoever
//! has a country already are left as they are.

use super::happening::Happening;
use super::party::Party;
use super::scene::Scene;
use detente_language::{Relation, Subtype};
use detente_record::EventType;

/// Those who may share the country of the people named before them.
fn shares(party: &Party) -> bool {
    party.actor.id.is_none()
        && party.actor.country.is_none()
        && matches!(party.actor.sector.as_deref(), Some("CVL" | "MIL" | "COP"))
}

/// Gives those joined to people of a state that state: "Indian soldiers and civilians".
pub(super) fn joined(parties: &mut [Party]) {
    let Some((first, rest)) = parties.split_first_mut() else { return };
    let people = matches!(first.actor.sector.as_deref(), Some("CVL" | "MIL" | "COP"));
    let Some(country) = first.actor.country.clone().filter(|_| people && !first.by_owner) else {
        return;
    };
    for party in rest.iter_mut().filter(|party| shares(party)) {
        party.actor.country = Some(country.clone());
    }
}

/// Gives those who are hit on one side of a line the state whose side it is.
pub(super) fn on_a_side(scene: &Scene, one: &mut Happening) {
    if one.kind != EventType::Assault || !one.recipients.iter().any(shares) {
        return;
    }
    // "Shelling killed two on the other side": the side may hang on the verb above.
    let top = match (scene.relation(one.word), scene.tree.head(one.word)) {
        (Relation::Nsubj, Some(head)) => head,
        _ => one.word,
    };
    let side = (0..scene.tree.len()).find(|&at| {
        scene.lemma(at) == "side"
            && scene.tree.case(at) == Some("on")
            && scene.tree.within(at, top)
            && matches!(scene.relation(at), Relation::Obl | Relation::Nmod)
    });
    let Some(side) = side else { return };
    let mut names = scene.tree.children(side).filter(|&c| {
        c < side
            && (matches!(scene.relation(c), Relation::Amod | Relation::Compound)
                || scene.tree.nodes()[c].subtype == Subtype::Poss)
    });
    let land = names.find_map(|c| scene.view.name_at(scene.tok(c))?.actor.country.clone());
    let Some(land) = land else { return };
    for party in one.recipients.iter_mut().filter(|party| shares(party)) {
        party.actor.country = Some(land.clone());
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn hit(text: &str) -> Vec<Option<String>> {
        let events = read_whole(text).events;
        let first = events.first().unwrap_or_else(|| panic!("{text}: an event"));
        first.recipients.iter().map(|who| who.country.clone()).collect()
    }

    #[test]
    fn those_joined_are_of_one_country() {
        let sdn = || Some("SDN".to_owned());
        let both = "Gunmen killed four Sudanese soldiers and six civilians.";
        assert_eq!(hit(both), [sdn(), sdn()]);
        let each = "Gunmen killed four Sudanese soldiers and six Chadian civilians.";
        assert_eq!(hit(each), [sdn(), Some("TCD".to_owned())]);
        let rebels = "Gunmen killed four Sudanese soldiers and six rebels.";
        assert!(hit(rebels).get(1).is_none_or(|land| land.is_none()));
    }

    #[test]
    fn those_on_a_side_are_of_it() {
        let side = "Chadian shelling killed four civilians on the Sudanese side of the border.";
        assert_eq!(hit(side), [Some("SDN".to_owned())]);
    }
}
