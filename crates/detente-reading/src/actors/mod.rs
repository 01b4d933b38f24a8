//! Actors named in a report.

mod capital;
mod phrase;

pub(crate) use phrase::{phrase, role};

use crate::Mention;
use crate::view::View;
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
    let keep: Vec<usize> = (0..all.len()).filter(|&i| speaks(i)).collect();
    keep.into_iter().map(|i| all[i].clone()).collect()
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
