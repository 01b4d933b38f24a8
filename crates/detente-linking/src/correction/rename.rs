//! Who is who, as an analyst says: that two of the world's actors are one, everywhere, or that in one
//! report somebody is not the one he was taken for.

use super::{Act, Correction};
use detente_reading::Reading;
use detente_record::{ActorRef, Event, Statement, Undertaking};
use std::collections::{BTreeMap, BTreeSet};

/// Whom the ids of a reading stand for, by corrections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Renaming {
    by: BTreeMap<String, Step>,
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    to: Option<ActorRef>,
    correction: i64,
}

impl Renaming {
    /// What corrections say of a report. What is said of the report alone goes before what is said of
    /// all; of two that say who the same actor is, the later holds. One that would lead back to where
    /// it began says nothing.
    pub fn of<'a>(corrections: impl IntoIterator<Item = &'a Correction>, sha256: &str) -> Self {
        let mut all: Vec<(bool, &Correction, &str, &Option<ActorRef>)> = corrections
            .into_iter()
            .filter_map(|one| match &one.act {
                Act::ReActor { actor, to } => {
                    let here = one.of.iter().any(|anchor| anchor.is_report(sha256));
                    (here || one.of.is_empty()).then_some((here, one, actor.as_str(), to))
                }
                _ => None,
            })
            .collect();
        all.sort_by(|a, b| (a.0, a.1.order()).cmp(&(b.0, b.1.order())));
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, (_, _, actor, _)) in all.iter().enumerate() {
            last.insert(*actor, at);
        }
        let mut out = Self::default();
        for (at, (_, one, actor, to)) in all.iter().enumerate() {
            let round = to.as_ref().and_then(|to| to.id.as_deref()).is_some_and(|id| {
                id == *actor || out.target(id).is_some_and(|to| to.id.as_deref() == Some(actor))
            });
            if last.get(actor) == Some(&at) && !round {
                let step = Step { to: (*to).clone(), correction: one.n };
                out.by.insert((*actor).to_owned(), step);
            }
        }
        out
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.by.is_empty()
    }

    /// Who an id stands for in the end: `None` where it stands for itself; without an id, nobody known.
    pub fn target(&self, id: &str) -> Option<ActorRef> {
        self.follow(id, &mut BTreeSet::new())
    }

    fn follow(&self, id: &str, used: &mut BTreeSet<i64>) -> Option<ActorRef> {
        let mut found = None;
        let mut next = id.to_owned();
        // No step leads back to where it began, so that there are no more than all.
        for _ in 0..=self.by.len() {
            let Some(step) = self.by.get(&next) else { break };
            used.insert(step.correction);
            let to = step.to.clone().unwrap_or_default();
            let id = to.id.clone();
            found = Some(to);
            match id {
                Some(id) => next = id,
                None => break,
            }
        }
        found
    }

    /// Lays it over a reading; what is returned are the corrections that changed something.
    pub fn lay(&self, reading: &mut Reading) -> BTreeSet<i64> {
        let mut used = BTreeSet::new();
        if self.is_empty() {
            return used;
        }
        reading.mentions.retain_mut(|mention| {
            match self.follow(&mention.actor, &mut used) {
                None => true,
                Some(ActorRef { id: Some(id), .. }) => {
                    mention.actor = id;
                    true
                }
                // Of somebody who is not known there are no rows.
                Some(_) => false,
            }
        });
        let mut set = |side: &mut ActorRef| {
            let Some(id) = &side.id else { return };
            if let Some(to) = self.follow(id, &mut used) {
                *side = ActorRef { text: std::mem::take(&mut side.text), ..to };
            }
        };
        reading.events.iter_mut().for_each(|row| of_event(row, &mut set));
        reading.statements.iter_mut().for_each(|row| of_statement(row, &mut set));
        reading.undertakings.iter_mut().for_each(|row| of_undertaking(row, &mut set));
        used
    }
}

fn of_event(row: &mut Event, set: &mut impl FnMut(&mut ActorRef)) {
    for sides in [&mut row.actors, &mut row.recipients] {
        each_once(sides, set);
    }
}

fn of_statement(row: &mut Statement, set: &mut impl FnMut(&mut ActorRef)) {
    if let Some(speaker) = &mut row.speaker {
        set(&mut speaker.actor);
    }
    row.via.iter_mut().for_each(&mut *set);
    row.addressee.iter_mut().for_each(set);
}

fn of_undertaking(row: &mut Undertaking, set: &mut impl FnMut(&mut ActorRef)) {
    let owed = &mut row.obligation;
    for side in [&mut owed.performer, &mut owed.obligor, &mut owed.beneficiary] {
        side.iter_mut().for_each(&mut *set);
    }
    each_once(&mut owed.asserted_by, set);
    owed.performance.iter_mut().filter_map(|one| one.holder.as_mut()).for_each(set);
}

/// Two who turn out to be one stand once.
fn each_once(sides: &mut Vec<ActorRef>, set: &mut impl FnMut(&mut ActorRef)) {
    let mut seen = BTreeSet::new();
    sides.iter_mut().for_each(set);
    sides.retain(|side| side.id.as_ref().is_none_or(|id| seen.insert(id.clone())));
}

#[cfg(test)]
mod tests {
    use super::super::Anchor;
    use super::*;

    fn actor(id: &str) -> ActorRef {
        ActorRef { id: Some(id.into()), name: Some(id.to_uppercase()), ..ActorRef::default() }
    }

    fn said(n: i64, actor_id: &str, to: Option<&str>, report: Option<&str>) -> Correction {
        Correction {
            n,
            at: format!("2024-05-02T10:00:{n:02}Z"),
            author: "A. Analyst".into(),
            reason: "one and the same".into(),
            act: Act::ReActor { actor: actor_id.into(), to: to.map(actor) },
            of: report.map(|sum| Anchor::report(sum, 10)).into_iter().collect(),
            with: vec![],
        }
    }

    fn target(all: &[Correction], sum: &str, id: &str) -> Option<Option<String>> {
        Renaming::of(all, sum).target(id).map(|to| to.id)
    }

    #[test]
    fn a_merge_holds_everywhere_and_a_word_on_one_report_there() {
        let all = [
            said(1, "a", Some("b"), None),
            said(2, "a", Some("c"), Some("here")),
            said(3, "d", None, Some("here")),
        ];
        assert_eq!(target(&all, "there", "a"), Some(Some("b".into())));
        assert_eq!(target(&all, "here", "a"), Some(Some("c".into())));
        assert_eq!(target(&all, "here", "d"), Some(None), "nobody known");
        assert_eq!(target(&all, "there", "d"), None);
    }

    #[test]
    fn the_later_holds_and_one_leads_to_the_next() {
        let all = [said(1, "a", Some("x"), None), said(2, "a", Some("b"), None)];
        assert_eq!(target(&all, "r", "a"), Some(Some("b".into())));
        let all = [said(1, "a", Some("b"), None), said(2, "b", Some("c"), None)];
        assert_eq!(target(&all, "r", "a"), Some(Some("c".into())));
    }

    #[test]
    fn what_leads_back_says_nothing() {
        let all = [said(1, "a", Some("b"), None), said(2, "b", Some("a"), None)];
        assert_eq!(target(&all, "r", "a"), Some(Some("b".into())));
        assert_eq!(target(&all, "r", "b"), None);
        let three = [
            said(1, "a", Some("b"), None),
            said(2, "b", Some("c"), None),
            said(3, "c", Some("a"), None),
        ];
        assert_eq!(target(&three, "r", "c"), None);
        assert_eq!(target(&three, "r", "a"), Some(Some("c".into())));
    }
}
