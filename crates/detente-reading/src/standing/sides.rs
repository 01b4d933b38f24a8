//! The two sides of a report: whom "both sides" stands for where the sentences around do not tell.
//!
//! A report on a quarrel names its two sides far more often than anybody else. A state, its bodies
//! and its officials are one side; an armed group is one. Who mediates, reports or looks on is named
//! less often.

use crate::view::View;
use detente_record::{ActorKind, ActorRef};
use detente_world::{Actor, Form};

/// The two whom a report is about: each named at least twice, and at least twice as often as
/// anybody else. Nobody where that can't be told.
pub(crate) fn sides(view: &View) -> Vec<ActorRef> {
    let mut counts: Vec<(String, ActorRef, usize)> = vec![];
    let outside = |at: usize| !view.datelines.iter().any(|line| line.contains(&at));
    for name in view.names.iter().filter(|name| outside(name.range.start)) {
        let Some((key, side)) = side_of(view, name.actor, name.form) else { continue };
        match counts.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., count)) => *count += 1,
            None => counts.push((key, side, 1)),
        }
    }
    // "The army", "it": whoever stands behind them is spoken of as well.
    for one in &view.standing {
        let Some(actor) = one.actor.id.as_deref().and_then(|id| view.world.get(id)) else {
            continue;
        };
        let Some((key, side)) = side_of(view, actor, Form::Name) else { continue };
        match counts.iter_mut().find(|(known, ..)| *known == key) {
            Some((.., count)) => *count += 1,
            None => counts.push((key, side, 1)),
        }
    }
    counts.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.0.cmp(&b.0)));
    match counts.as_slice() {
        [(_, first, _), (_, second, most), rest @ ..]
            if *most >= 2 && rest.first().is_none_or(|(.., third)| *most >= 2 * third) =>
        {
            vec![first.clone(), second.clone()]
        }
        _ => vec![],
    }
}

/// The side that a name is of: its state, or the armed group.
fn side_of(view: &View, actor: &Actor, form: Form) -> Option<(String, ActorRef)> {
    match actor.kind {
        ActorKind::ArmedGroup => Some((actor.id.clone(), actor.reference(""))),
        ActorKind::State | ActorKind::Institution | ActorKind::Person => {
            let id = format!("state:{}", actor.country.as_deref()?);
            let state = view.world.get(&id)?;
            (form != Form::People).then(|| (id, state.reference("")))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::with_view;

    #[test]
    fn two_are_named_most() {
        let sides = |text: &str| {
            with_view(text, None, |view| {
                let ids = view.sides.iter().filter_map(|side| side.id.clone());
                ids.collect::<Vec<_>>().join(" ")
            })
        };
        assert_eq!(
            sides("Chad accused Sudan. Sudan denied it. Chad closed the border, Kenya said."),
            "state:SDN state:TCD"
        );
        assert_eq!(sides("Chad accused Sudan. Kenya and Niger denied it."), "");
    }
}
