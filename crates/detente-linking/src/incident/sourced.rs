//! Where the tellings of one happening come from in the end.

use super::telling::Telling;
use super::who::party_key;
use crate::origin::{Origins, Witness, origins};
use std::collections::BTreeSet;

/// The tellings with their origins: those of one origin bear the same, and count as one source.
pub fn sourced(mut tellings: Vec<Telling>) -> Vec<Telling> {
    let all: Vec<&Telling> = tellings.iter().collect();
    let found = sources(&all);
    let mut names = vec![String::new(); tellings.len()];
    for (cluster, source) in found.clusters.iter().zip(&found.sources) {
        for &at in cluster {
            names[at] = source.to_string();
        }
    }
    for (one, name) in tellings.iter_mut().zip(names) {
        one.origin = name;
    }
    tellings
}

/// The independent sources of some tellings of one happening.
pub(super) fn sources(tellings: &[&Telling]) -> Origins {
    let parties: BTreeSet<String> = tellings
        .iter()
        .flat_map(|one| one.event.actors.iter().chain(&one.event.recipients))
        .filter_map(party_key)
        .collect();
    let witnesses: Vec<Witness> = tellings.iter().map(|one| one.witness.clone()).collect();
    origins(&witnesses, &parties.into_iter().collect::<Vec<_>>())
}
