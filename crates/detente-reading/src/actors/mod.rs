//! Actors named in a report.

mod capital;
mod person;
mod phrase;
mod whose;

pub(crate) use person::name as persons;
pub(crate) use phrase::{phrase, role};
pub(crate) use whose::speaks_for;

use crate::Mention;
use crate::view::View;
use detente_record::ActorKind;
use detente_world::{Actor, Form};
use std::ops::Range;

/// An actor named in the text.
#[derive(Clone, Debug)]
pub(crate) struct Named<'w> {
    pub(crate) range: Range<usize>,
    pub(crate) actor: &'w Actor,
    pub(crate) form: Form,
}

/// The names in a text that stand for an actor; capitals only where they speak for the state.
pub(crate) fn name<'a>(view: &View<'a>) -> Vec<Named<'a>> {
    let found = view.world.find(view.text);
    let all: Vec<Named> = found
        .into_iter()
        .map(|found| Named { range: found.range, actor: found.actor, form: found.form })
        .collect();
    let speaks = |i: usize| all[i].form != Form::Capital || capital::speaks(view, &all, i);
    let early = |i: usize| is_early(view, &all, i);
    let keep: Vec<usize> =
        (0..all.len()).filter(|&i| speaks(i) && !is_homely(view, &all[i]) && !early(i)).collect();
    keep.into_iter().map(|i| all[i].clone()).collect()
}

/// Whether a surname alone stands for somebody who was not known yet: the "Stoltenberg" of a report
/// of 1987 is another one.
fn is_early(view: &View, all: &[Named], i: usize) -> bool {
    const BEFORE: i16 = 6;
    let named = &all[i];
    let (Form::Surname, Some(day)) = (named.form, view.published) else { return false };
    let years = named
        .actor
        .offices
        .iter()
        .filter_map(|office| office.from.as_deref()?.get(..4)?.parse::<i16>().ok());
    let full = all.iter().any(|other| other.form == Form::Name && other.actor.id == named.actor.id);
    !full && years.min().is_some_and(|first| day.year() + BEFORE < first)
}

/// Whether a body between states is named by the tail of a longer name: a country's "National
/// Security Council" is not that of the United Nations.
fn is_homely(view: &View, named: &Named) -> bool {
    const OWN: &[&str] = &["national", "state", "supreme", "federal", "regional", "provincial"];
    let before = view.tok_at(named.range.start).checked_sub(1).map(|at| &view.toks[at]);
    named.actor.kind == ActorKind::Igo && before.is_some_and(|tok| tok.is_capital() && tok.is(OWN))
}

/// The rows for the actors named.
pub(crate) fn mentions(view: &View) -> Vec<Mention> {
    let mention = |named: &Named| Mention {
        report: view.document.id.clone(),
        actor: named.actor.id.clone(),
        text: view.text[named.range.clone()].to_owned(),
        evidence: view.document.evidence(named.range.clone()),
    };
    view.names.iter().map(mention).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::read;

    #[test]
    fn a_surname_stands_for_nobody_before_their_time() {
        let named =
            |day: &str| read("Stoltenberg met the envoys on Friday.", Some(day)).mentions.len();
        assert_eq!((named("1987-03-06"), named("2019-03-06")), (0, 1));
    }

    #[test]
    fn a_national_council_is_no_body_between_states() {
        let named = |text: &str| read(text, None).mentions.len();
        assert_eq!(named("The National Security Council met on Friday."), 0);
        assert_eq!(named("The UN Security Council met on Friday."), 1);
        assert_eq!(named("The Security Council met on Friday."), 1);
    }
}
