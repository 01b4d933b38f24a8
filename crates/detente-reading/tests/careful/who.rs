//! When a stated actor is an expected one.
//!
//! In events and undertakings a state, its bodies and its officials stand for each other: a
//! president's demand is the state's, an army's attack too. Armed groups, peoples, organisations
//! and outlets are themselves alone, under any of their names in time. Speakers are taken exactly.

use detente_record::ActorRef;
use detente_world::World;

/// Whether an actor is one of `a|b`, with or without `?` before it.
pub(crate) fn is_any(wanted: &str, actor: &ActorRef) -> bool {
    wanted.split('|').any(|one| is(one.trim_start_matches('?'), actor))
}

fn is(wanted: &str, actor: &ActorRef) -> bool {
    if let Some(word) = wanted.strip_prefix('~') {
        return actor.text.to_lowercase().contains(&word.to_lowercase());
    }
    let world = World::embedded();
    let country = |id: &str| world.get(id).and_then(|row| row.country.clone());
    match actor.id.as_deref() {
        Some(id) if id == wanted || world.are_one(id, wanted) => true,
        Some(id) => {
            official(id)
                && official(wanted)
                && country(id).is_some()
                && country(id) == country(wanted)
        }
        // Soldiers and ministers that no name says more of, as the record has their country.
        None => {
            official(wanted)
                && actor.country.is_some()
                && actor.country == country(wanted)
                && !matches!(actor.sector.as_deref(), Some("REB" | "OPP" | "UAF"))
        }
    }
}

fn official(id: &str) -> bool {
    ["state:", "institution:", "person:"].iter().any(|kind| id.starts_with(kind))
}

/// Whether somebody is stated who is not expected.
pub(crate) fn others(wanted: &[String], stated: &[ActorRef]) -> bool {
    !stated.iter().all(|actor| wanted.iter().any(|wanted| is_any(wanted, actor)))
}

/// Whether somebody who must be there is not.
pub(crate) fn lacks(wanted: &[String], stated: &[ActorRef]) -> bool {
    let mut must = wanted.iter().filter(|wanted| !wanted.starts_with('?'));
    !must.all(|wanted| stated.iter().any(|actor| is_any(wanted, actor)))
}

/// Whether somebody is a speaker or a relay of `a|b`: exactly, by id or by a word of the mention.
pub(crate) fn speaks(wanted: &str, actor: Option<&ActorRef>, text: &str) -> bool {
    wanted.split('|').any(|one| match one.strip_prefix('~') {
        Some(word) => {
            let word = word.to_lowercase();
            let named = |actor: &ActorRef| actor.text.to_lowercase().contains(&word);
            text.to_lowercase().contains(&word) || actor.is_some_and(named)
        }
        None => actor
            .and_then(|actor| actor.id.as_deref())
            .is_some_and(|id| id == one || World::embedded().are_one(id, one)),
    })
}
