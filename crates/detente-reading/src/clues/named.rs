//! Persons of whom the world knows offices, with or without a title: "Blinken said on Monday".
//!
//! News is mostly of persons in office, and seldom of those who are not known yet. Which of their
//! offices is meant is not told, so all count; this says little for one person, and more for several.

use super::{Clues, Says, edge, office};
use crate::view::View;
use detente_record::ActorKind;
use std::collections::BTreeMap;

pub(crate) fn find(view: &View, out: &mut Clues) {
    let mut seen: BTreeMap<&str, bool> = BTreeMap::new();
    for named in &view.names {
        let actor = named.actor;
        let known = actor.kind == ActorKind::Person && !actor.offices.is_empty();
        if !known {
            continue;
        }
        let acts = office::acts(view, &named.range);
        // Once is enough, but who acts is told again.
        if seen.get(actor.id.as_str()).is_some_and(|acted| *acted || !acts) {
            continue;
        }
        let from = |office: &&detente_world::Office| office.from.is_some();
        let held: Vec<_> = actor
            .offices
            .iter()
            .filter(from)
            .map(|one| (edge(one.from.as_deref(), false), edge(one.to.as_deref(), true)))
            .collect();
        if held.is_empty() {
            continue;
        }
        seen.insert(&actor.id, acts);
        let (person, name) = (actor.id.clone(), actor.name.clone());
        out.add(view, named.range.clone(), Says::Known { person, name, held, acts });
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_whole_view;

    #[test]
    fn who_acts_is_handed_over_with_the_days_in_office() {
        let found = with_whole_view("Abdalla Hamdok told envoys that he would go.", None, all);
        assert!(
            found.iter().any(|clue| matches!(&clue.says, Says::Known { acts: true, .. })),
            "{found:?}"
        );
    }
}
