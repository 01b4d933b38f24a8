//! Things that the world knows the day of: agreements, groups, bodies and states.
//!
//! What is named was there already: an agreement concluded, a group founded or renamed. A name
//! that was given up later says that the report may be older. A day told without its year
//! ("On September 17 they agreed") that is the day of an agreement named in the report is of the
//! year in which that was concluded, and news leaves out the year only for about a year.

use super::{Clues, Says, edge};
use crate::times::{Constraint, Cycle};
use crate::view::View;
use detente_record::ActorKind;
use std::collections::BTreeSet;

pub(crate) fn find(view: &View, out: &mut Clues) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (range, agreement) in view.world.agreements(view.text) {
        // "The ceasefire" alone may be any.
        if !view.text[range.clone()].chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) {
            continue;
        }
        let full = |day: &&str| day.len() == 10;
        let Some(day) = edge(agreement.concluded.as_deref().filter(full), false) else { continue };
        if !seen.insert(&agreement.id) {
            continue;
        }
        let (id, name) = (agreement.id.clone(), agreement.name.clone());
        for timed in &view.times {
            if let Some(Constraint::Cycle(Cycle::MonthDay(month, on, _), ..)) = timed.constraint
                && (month, on) == (day.month(), day.day())
            {
                let (id, name) = (id.clone(), name.clone());
                out.add(view, timed.range.clone(), Says::Lately { id, name, day });
            }
        }
        out.add(view, range, Says::Since { id, name, day, agreed: true });
    }
    for named in &view.names {
        let actor = named.actor;
        let dated = matches!(
            actor.kind,
            ActorKind::ArmedGroup | ActorKind::Igo | ActorKind::State | ActorKind::Institution
        );
        if !dated || !seen.insert(&actor.id) {
            continue;
        }
        let (id, name) = (actor.id.clone(), actor.name.clone());
        if let Some(day) = edge(actor.from.as_deref(), false) {
            let (id, name) = (id.clone(), name.clone());
            out.add(view, named.range.clone(), Says::Since { id, name, day, agreed: false });
        }
        let renamed = view.world.actors().iter().find_map(|later| {
            let before = later.predecessors.iter().find(|before| before.id == actor.id)?;
            (before.kind != "split").then_some(before.on.as_deref())?
        });
        if let Some(day) = edge(renamed.or(actor.to.as_deref()), true) {
            out.add(view, named.range.clone(), Says::Until { id, name, day });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::clues::{Says, all};
    use crate::testing::with_view;
    use jiff::civil::date;

    #[test]
    fn agreements_and_groups_bring_their_days() {
        let text = "Nobody kept the Sochi memorandum on Idlib. On September 17 in Sochi they had \
                    agreed on it. Jabhat al-Nusra was no party to it.";
        let found = with_view(text, None, all);
        let has = |wanted: &dyn Fn(&Says) -> bool| found.iter().any(|clue| wanted(&clue.says));
        let on = date(2018, 9, 17);
        assert!(has(&|says| matches!(says, Says::Since { day, agreed: true, .. } if *day == on)));
        assert!(has(&|says| matches!(says, Says::Lately { day, .. } if *day == on)));
        assert!(has(&|says| matches!(says, Says::Until { .. })));
    }
}
