//! **place**: one happening, told of two places that lie apart.

use super::{dispute, position};
use crate::incident::{Telling, are_apart};
use detente_record::{Dispute, Incident, Stance, Status};

pub(super) fn rule(incident: &Incident, all: &[&Telling]) -> Vec<Dispute> {
    let placed: Vec<&Telling> = all
        .iter()
        .copied()
        .filter(|one| one.event.status != Status::Denied && one.event.place.is_some())
        .collect();
    let apart = placed.iter().enumerate().any(|(i, one)| {
        let others = placed[i + 1..].iter();
        others.into_iter().any(|other| {
            are_apart(one.event.place.as_ref(), other.event.place.as_ref())
                && one.origin != other.origin
        })
    });
    if !apart {
        return vec![];
    }
    let name = |one: &Telling| {
        let place = one.event.place.as_ref()?;
        Some(place.name.clone().unwrap_or_else(|| place.text.clone()))
    };
    let mut told: Vec<String> = placed
        .iter()
        .filter_map(|one| Some(format!("{} at {}", position::name(one.holder()), name(one)?)))
        .collect();
    told.sort();
    told.dedup();
    let positions =
        position::with(&placed, |one| name(one).map(|name| (Stance::Asserts, Some(name))));
    let text = format!("Where it was: {}", told.join(", "));
    vec![dispute(incident, "place", "", "conflict", text, positions, &placed)]
}
