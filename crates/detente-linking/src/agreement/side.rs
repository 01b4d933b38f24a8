//! For whom an actor acts, so that two reports which name one side otherwise still speak of one.

use detente_record::{ActorKind, ActorRef};
use detente_world::{Actor, World};
use std::collections::BTreeSet;

/// Sectors whose people act for their state.
const OF_THE_STATE: &[&str] = &["GOV", "MIL", "COP", "SPY", "LEG"];

/// A key of the side that an actor stands for: the state of its ministries, armies and holders of
/// office; a group under its latest name; of whom the world does not know, country and words.
pub(super) fn side(world: &World, actor: &ActorRef) -> String {
    if let Some(id) = &actor.id {
        return of(world, id);
    }
    let acts = actor.sector.as_deref().is_some_and(|sector| OF_THE_STATE.contains(&sector));
    if let Some(country) = actor.country.as_deref().filter(|_| acts) {
        return format!("state:{country}");
    }
    let words = slug(&actor.text);
    match &actor.country {
        Some(country) => format!("{country}.{words}"),
        None => words,
    }
}

/// Whether the world or the report's own resolution tells who it is.
pub(super) fn is_known(actor: &ActorRef) -> bool {
    actor.id.is_some()
        || actor.country.is_some()
            && actor.sector.as_deref().is_some_and(|sector| OF_THE_STATE.contains(&sector))
}

fn of(world: &World, id: &str) -> String {
    let Some(known) = world.get(id) else { return id.to_owned() };
    let state = || known.country.as_ref().map(|country| format!("state:{country}"));
    match known.kind {
        ActorKind::Institution
            if known.sector.as_deref().is_some_and(|sector| OF_THE_STATE.contains(&sector)) =>
        {
            state().unwrap_or_else(|| id.to_owned())
        }
        // Who has held the offices of two sides stands for neither without a day.
        ActorKind::Person => {
            let sides: BTreeSet<String> = known
                .offices
                .iter()
                .filter(|office| office.of != id)
                .map(|office| match world.get(&office.of).map(|one| one.kind) {
                    Some(ActorKind::Person) | None => office.of.clone(),
                    Some(_) => of(world, &office.of),
                })
                .collect();
            let mut sides = sides.into_iter();
            match (sides.next(), sides.next()) {
                (Some(only), None) => only,
                _ => id.to_owned(),
            }
        }
        ActorKind::ArmedGroup => latest(world, known).id.clone(),
        _ => id.to_owned(),
    }
}

/// What a group became, as long as it lived on under another name alone: an alliance that it joined
/// and stayed itself in is another side.
fn latest<'w>(world: &'w World, group: &'w Actor) -> &'w Actor {
    // No chain of names is longer than this; the rows allow no circle.
    const LONGEST: usize = 16;
    let mut group = group;
    for _ in 0..LONGEST {
        let next = world.actors().iter().find(|later| {
            later.predecessors.iter().any(|before| {
                before.id == group.id
                    && (before.kind == "renamed" || before.kind == "merged" && group.to.is_some())
            })
        });
        match next {
            Some(later) => group = later,
            None => break,
        }
    }
    group
}

/// Whom a key of a side stands for, by the mention `actor`: the state itself rather than the
/// minister who speaks for it.
pub(super) fn head(world: &World, actor: &ActorRef) -> ActorRef {
    let key = side(world, actor);
    match world.get(&key).filter(|known| known.kind == ActorKind::State) {
        Some(state) if actor.id.as_deref() != Some(&key) => state.reference(&actor.text),
        _ => actor.clone(),
    }
}

/// Each side once, by its first mention in the order of sides.
pub(super) fn distinct<'a>(
    world: &World,
    actors: impl IntoIterator<Item = &'a ActorRef>,
) -> Vec<ActorRef> {
    let mut all: Vec<(String, &ActorRef)> =
        actors.into_iter().map(|actor| (side(world, actor), actor)).collect();
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    all.into_iter().map(|(_, actor)| actor.clone()).collect()
}

/// A key of the one who is named, be it a minister or his state.
pub(super) fn identity(actor: &ActorRef) -> String {
    actor.id.clone().unwrap_or_else(|| slug(&actor.text))
}

/// Each of those named once, in the order of their keys.
pub(super) fn named<'a>(actors: impl IntoIterator<Item = &'a ActorRef>) -> Vec<ActorRef> {
    let mut all: Vec<(String, &ActorRef)> =
        actors.into_iter().map(|actor| (identity(actor), actor)).collect();
    all.sort();
    all.dedup_by(|a, b| a.0 == b.0);
    all.into_iter().map(|(_, actor)| actor.clone()).collect()
}

/// Letters and digits in small letters, words joined by hyphens.
pub(super) fn slug(text: &str) -> String {
    let folded = detente_world::fold(text).text.to_lowercase();
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && *word != "the");
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(id: &str) -> String {
        side(World::embedded(), &ActorRef { id: Some(id.into()), ..ActorRef::default() })
    }

    #[test]
    fn ministers_and_armies_are_their_states() {
        assert_eq!(known("person:sergey-lavrov"), "state:RUS");
        assert_eq!(known("person:abdelrahim-dagalo"), "group:rapid-support-forces");
        assert_eq!(known("group:jabhat-al-nusra"), "group:hayat-tahrir-al-sham");
        let army = ActorRef {
            text: "Armenian troops".into(),
            country: Some("ARM".into()),
            sector: Some("MIL".into()),
            ..ActorRef::default()
        };
        assert_eq!(side(World::embedded(), &army), "state:ARM");
    }

    #[test]
    fn the_unknown_keep_their_words() {
        let rebels = ActorRef { text: "The rebels".into(), ..ActorRef::default() };
        assert_eq!(side(World::embedded(), &rebels), "rebels");
    }
}
