//! **denial**, **occurrence**: somebody says it took place, somebody that it did not.
//!
//! It is a denial where the one who denies is said to have done it, or suffered it; an occurrence
//! where a third does.

use super::{dispute, position};
use crate::incident::{Telling, share_a_party};
use detente_record::{Dispute, Incident, Stance};

pub(super) fn rule(incident: &Incident, all: &[&Telling]) -> Vec<Dispute> {
    let denying: Vec<&&Telling> =
        all.iter().filter(|one| position::stance(one) == Stance::Denies).collect();
    if denying.is_empty() || denying.len() == all.len() {
        return vec![];
    }
    // Who is read both to tell and to deny it was read wrongly, or speaks of two things.
    let asserting: Vec<String> = all
        .iter()
        .filter(|one| position::stance(one) == Stance::Asserts)
        .map(|one| position::name(one.holder()))
        .collect();
    if denying.iter().all(|one| asserting.contains(&position::name(one.holder()))) {
        return vec![];
    }
    let party = denying.iter().any(|one| {
        let holder: Vec<_> = one.holder().cloned().into_iter().collect();
        share_a_party(&holder, &incident.actors) || share_a_party(&holder, &incident.recipients)
    });
    let kind = if party { "denial" } else { "occurrence" };
    let names = |stance: Stance| {
        let mut names: Vec<String> = all
            .iter()
            .filter(|one| position::stance(one) == stance)
            .map(|one| position::name(one.holder()))
            .collect();
        names.sort();
        names.dedup();
        position::list(&names)
    };
    let told = all.iter().find(|one| position::stance(one) == Stance::Asserts);
    let words = told.map(|one| one.sentence()).unwrap_or_default();
    let text = format!(
        "Told by {}, denied by {}: “{words}”",
        names(Stance::Asserts),
        names(Stance::Denies)
    );
    let positions = position::all(all);
    vec![dispute(incident, kind, "", "conflict", text, positions, all)]
}
