//! An agreement told of by thousands of reports, made of the few tellings that say all that was said.
//!
//! What says the very same, and the same of its being kept, is one *group*; of each the first and the
//! last telling stand for it. Of very many groups those count that were told most often and those
//! that were told last: what everybody says, and what is new.

use super::like::Item;
use super::side::identity;
use crate::fnv;
use detente_record::{Agreement, Undertaking};
use detente_world::World;

/// Groups that stand for an agreement: so many of those told most often, and as many of those told
/// last.
pub const GROUPS: usize = 60;

/// Events that tell of its being concluded: so many of the first and as many of the last.
pub const DAYS: usize = 40;

/// What an undertaking says, and what is said of its being kept, each as a number.
pub fn prints(row: &Undertaking, world: &World) -> (i64, i64) {
    let said: Vec<_> = row
        .obligation
        .performance
        .iter()
        .map(|one| (&one.status, one.stance, one.holder.as_ref().map(identity)))
        .collect();
    (fnv::of(&Item::new(row, world).print()) as i64, fnv::of(&said) as i64)
}

/// What to say of an agreement of which so many of all tellings were looked at.
pub fn capped(used: usize, all: usize) -> Option<String> {
    (used < all).then(|| {
        format!(
            "made of {used} of {all} tellings: of those that say the same the first and the last, \
             what was told most often and what was told last"
        )
    })
}

/// The days between which a row stands as it does: the last day on which something in it turns that
/// is not after `as_of`, and the first that is not before.
pub fn turns(row: &Agreement, as_of: &str) -> (Option<String>, Option<String>) {
    let due = row.obligations.iter().filter_map(|one| one.deadline.as_ref());
    let due = due.flat_map(|due| [&due.time.from, &due.time.to]);
    let said = row.obligations.iter().flat_map(|one| &one.performance);
    let said = said.flat_map(|one| [&one.date.from, &one.date.to]);
    let states = row.state.iter().flat_map(|one| [&one.date.from, &one.date.to]);
    let all = || due.clone().chain(said.clone()).chain(states.clone()).flatten();
    let before = all().filter(|day| day.as_str() <= as_of).max();
    let after = all().filter(|day| day.as_str() >= as_of).min();
    (before.cloned(), after.cloned())
}
