//! Who is met at a place: those who live there, those in a post of armed men, and those who hold it.

use super::party::Party;
use super::scene::Scene;
use super::whose::{is_portion, place_behind, state_beside};
use detente_language::{Relation, Upos};
use detente_record::ActorRef;
use std::ops::Range;

/// Those in a post of armed men: "a military base in Gao", "a police station", "the barracks".
pub(super) fn garrison(scene: &Scene, word: usize) -> Option<Party> {
    const POSTS: &[&str] =
        &["base", "camp", "post", "outpost", "position", "checkpoint", "station"];
    let lemma = scene.lemma(word);
    let military = scene.tree.children(word).any(|c| {
        c < word
            && matches!(scene.relation(c), Relation::Amod | Relation::Compound)
            && scene.token(c).lower == "military"
    });
    let post = lemma == "barracks" || military && POSTS.contains(&lemma.as_str());
    if !post {
        return None;
    }
    let state = state_beside(scene, word).and_then(|state| state.country.clone());
    let range = scene.text_of(scene.phrase(word));
    let text = scene.view.text[range.clone()].to_owned();
    let actor = ActorRef {
        text,
        country: state.or_else(|| place_behind(scene, word)),
        sector: Some("MIL".into()),
        ..ActorRef::default()
    };
    Some(Party { actor, range, by_owner: true })
}

/// Who holds a place that is attacked: "the rebel-held town", "Shabaab-controlled Jilib".
pub(super) fn holder(scene: &Scene, word: usize) -> Option<Party> {
    const HELD: &[&str] = &["held", "controlled", "occupied", "run", "ruled", "dominated"];
    let held = scene.tree.children_by(word, Relation::Amod).find(|&c| {
        HELD.contains(&scene.token(c).lower.as_str())
            && c.checked_sub(1).is_some_and(|at| scene.token(at).text == "-")
    })?;
    let by = held.checked_sub(2)?;
    if !matches!(scene.upos(by), Upos::Noun | Upos::Propn | Upos::Adj) {
        return None;
    }
    let known = scene.view.name_at(scene.tok(by)).map(|name| name.actor);
    let text_range = scene.text_of(scene.phrase(word));
    let text = scene.view.text[text_range.clone()].to_owned();
    let actor = match known {
        Some(actor) => actor.reference(&text),
        None => {
            let sector = scene.sector(by)?.to_owned();
            let country = place_of_itself(scene, word).or_else(|| place_behind(scene, word));
            ActorRef { text, country, sector: Some(sector), ..ActorRef::default() }
        }
    };
    Some(Party { actor, range: text_range, by_owner: true })
}

/// The state that a place lies in, by its own name.
fn place_of_itself(scene: &Scene, word: usize) -> Option<String> {
    let bytes = scene.bytes(word);
    let mut there = scene.view.places.iter();
    let placed =
        there.find(|placed| placed.range.start <= bytes.start && bytes.end <= placed.range.end)?;
    scene.view.world.place(placed.place).country.map(str::to_owned)
}

/// Those in a place that is struck, closed or helped: "shelled Nyala" hits people of Sudan, whoever
/// they are.
///
/// What those do who govern there ("a curfew in Gulu") is done to the people of the place, of the
/// sector CVL: they are told apart from their state.
pub(crate) fn those_in(scene: &Scene, word: usize, doers: &[Party]) -> Option<Party> {
    let view = scene.view;
    let at = |word: usize| {
        let bytes = scene.bytes(word);
        let holds = |range: &Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
        view.places.iter().find(|placed| holds(&placed.range))
    };
    // "Gulu district" is named by what stands before it; "the Gulu market" is not all of Gulu.
    const LANDS: &[&str] = &[
        "district",
        "province",
        "region",
        "city",
        "town",
        "village",
        "area",
        "state",
        "county",
        "governorate",
        "enclave",
        "valley",
    ];
    let land = LANDS.contains(&scene.lemma(word).as_str());
    let named = || scene.tree.children_by(word, Relation::Compound).find_map(at);
    let placed = at(word).or_else(|| named().filter(|_| land));
    // "in parts of Gulu": the people there.
    if placed.is_none()
        && is_portion(scene, word)
        && let Some(of) = scene.tree.with_case(word, "of").find(|&of| of > word)
    {
        return those_in(scene, of, doers);
    }
    let Some(placed) = placed else {
        // "a village in western Darfur", "a market in Gao".
        let frames = view.world.frames();
        let lemma = scene.lemma(word);
        let lived_in = frames.is("sites", &lemma) || frames.is("settlements", &lemma);
        let country = place_behind(scene, word).filter(|_| lived_in)?;
        let range = scene.text_of(scene.phrase(word));
        let text = view.text[range.clone()].to_owned();
        let actor = ActorRef {
            text,
            country: Some(country),
            sector: Some("CVL".into()),
            ..ActorRef::default()
        };
        return Some(Party { actor, range, by_owner: true });
    };
    let place = view.world.place(placed.place);
    let country = place.country?.to_owned();
    let home = doers.iter().any(|doer| doer.actor.country.as_ref() == Some(&country));
    let text = view.text[placed.range.clone()].to_owned();
    let sector = (home && place.kind != "country").then(|| "CVL".to_owned());
    let actor = ActorRef { text, country: Some(country), sector, ..ActorRef::default() };
    Some(Party { actor, range: placed.range.clone(), by_owner: true })
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    fn hit(text: &str) -> String {
        let events = read_whole(text).events;
        let first = events.first().unwrap_or_else(|| panic!("{text}: an event"));
        let one = first.recipients.first();
        let shown = one.map(|who| {
            let country = who.country.clone().unwrap_or_default();
            let sector = who.sector.clone().unwrap_or_default();
            who.id.clone().unwrap_or(format!("{country} {sector}"))
        });
        shown.unwrap_or_default()
    }

    #[test]
    fn who_holds_a_place_is_attacked_there() {
        let held = "The Malian army attacked the rebel-held town of Kidal.";
        assert_eq!(hit(held), "MLI REB");
        assert_eq!(hit("The Malian army attacked the town of Kidal."), "MLI CVL");
    }

    #[test]
    fn a_base_is_of_those_in_it() {
        assert_eq!(hit("Gunmen attacked a military base in Gao."), "MLI MIL");
        assert_eq!(hit("The authorities in Uganda imposed a curfew in parts of Gulu."), "UGA CVL");
    }
}
