//! One row over another of the same id.

use crate::row::{Actor, Name, Office};

/// Adds an actor, or what is given for it to the row that stands `at` there.
pub(super) fn actor(actors: &mut Vec<Actor>, at: Option<&usize>, mut over: Actor) {
    let Some(&at) = at else {
        actors.push(over);
        return;
    };
    let under = &mut actors[at];
    fn add<T: PartialEq>(under: &mut Vec<T>, over: &mut Vec<T>) {
        for one in over.drain(..) {
            if !under.contains(&one) {
                under.push(one);
            }
        }
    }
    if over.name != under.name {
        let old = Name::plain(std::mem::take(&mut under.name));
        under.names.push(old);
        under.name = over.name;
    }
    add(&mut under.names, &mut over.names);
    add(&mut under.adjectives, &mut over.adjectives);
    add(&mut under.people, &mut over.people);
    add(&mut under.capitals, &mut over.capitals);
    add(&mut under.known_by, &mut over.known_by);
    add(&mut under.predecessors, &mut over.predecessors);
    add(&mut under.sides, &mut over.sides);
    // An office given again is given anew: an end that was open may be known now.
    for office in over.offices {
        let same = |old: &&mut Office| {
            old.office == office.office && old.of == office.of && old.from == office.from
        };
        match under.offices.iter_mut().find(same) {
            Some(old) => *old = office,
            None => under.offices.push(office),
        }
    }
    for (old, new) in [
        (&mut under.country, over.country),
        (&mut under.sector, over.sector),
        (&mut under.owner, over.owner),
        (&mut under.within, over.within),
        (&mut under.from, over.from),
        (&mut under.to, over.to),
    ] {
        if new.is_some() {
            *old = new;
        }
    }
    under.gender = over.gender.or(under.gender);
    under.source = format!("{}; {}", under.source, over.source);
}

/// Adds a row, or puts it in the place of the one that stands `at` there.
pub(super) fn replace<T>(rows: &mut Vec<T>, at: Option<&usize>, over: T) {
    match at {
        Some(&at) => rows[at] = over,
        None => rows.push(over),
    }
}
