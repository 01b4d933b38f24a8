//! Who called whom: a conversation, where "call" says nothing else.
//!
//! "Museveni called Kagame on Friday" is a talk by telephone; "called Kagame a brother" says what he
//! is, "called the army's raid a crime" blames, and "called the witness" is no talk of leaders. So the
//! one called must be named, with nothing said of him, and the one who calls known (CAMEO 041).

use super::happening::Happening;
use super::scene::Scene;
use detente_language::{NameKind, Relation, Upos};

/// Whether a happening of the frame of calls is none.
pub(super) fn says_otherwise(scene: &Scene, one: &Happening) -> bool {
    if one.rule != "consult/call" {
        return false;
    }
    let Some(called) = scene.done_to(one.word) else { return true };
    let bytes = scene.bytes(called);
    let holds =
        |range: &std::ops::Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
    let person = scene
        .view
        .analysis
        .names
        .iter()
        .any(|name| name.kind == NameKind::Person && holds(&name.range));
    let owned = one.recipients.iter().chain(&one.actors).any(|party| party.by_owner);
    let more = scene.tree.children(one.word).any(|c| {
        let said = match scene.relation(c) {
            Relation::Obj | Relation::Iobj | Relation::Xcomp | Relation::Ccomp => {
                c != called && !(scene.upos(c) == Upos::Verb && scene.has_to(c))
            }
            Relation::Obl => matches!(scene.tree.case(c), Some("as" | "for" | "into")),
            _ => false,
        };
        c > one.word && said
    });
    scene.is_passive(one.word) || !person || owned || more
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn who_calls_somebody_talks_to_them() {
        let talks = |text: &str| {
            let events = read_whole(text).events;
            events.iter().any(|event| event.kind.as_str() == "CONSULT")
        };
        assert!(talks("Kenyan President William Ruto called Yoweri Museveni on Friday."));
        assert!(!talks("Kenyan President William Ruto called Yoweri Museveni a brother."));
        assert!(!talks("The Kenyan court called the officer as a witness."));
    }
}
