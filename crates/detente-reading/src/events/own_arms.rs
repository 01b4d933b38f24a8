//! Troops and arms that somebody sends somewhere, or to somebody: MOBILIZE or AID.
//!
//! "Chad moved its tanks to Niger" moves an army about; "Chad gave tanks to Niger" helps
//! one. Both have arms as the object and a state behind "to": what tells is "its", for who gives
//! something away says of what kind it is, and who moves it whose it stays (PLOVER, AID and
//! MOBILIZE).

use super::happening::Happening;
use super::scene::Scene;
use detente_language::{Subtype, Upos};
use detente_record::EventType;

/// Makes MOBILIZE of AID with arms that stay the giver's own.
pub(super) fn moved(scene: &Scene, one: &mut Happening) {
    if one.kind != EventType::Aid
        || one.rule != "aid/military"
        || !matches!(
            scene.lemma(one.word).as_str(),
            "send" | "transfer" | "move" | "rush" | "ship" | "airlift" | "deploy" | "deliver"
        )
    {
        return;
    }
    let own = scene.done_to(one.word).is_some_and(|object| {
        scene
            .tree
            .children(object)
            .any(|c| scene.tree.nodes()[c].subtype == Subtype::Poss && scene.upos(c) == Upos::Pron)
    });
    // A place was all that stood behind "to": "to Niger", "to the border with Niger".
    let somebody = one.recipients.iter().any(|party| {
        let id = party.actor.id.as_deref().unwrap_or_default();
        !id.starts_with("state:") || party.actor.sector.is_some()
    });
    if own && !somebody {
        one.kind = EventType::Mobilize;
        one.cameo = Some("154".into());
        one.mode = Some("weapons".into());
        one.why.reductions.push("PLOVER, MOBILIZE: arms that stay one's own are moved, not given");
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn arms_that_stay_ones_own_are_moved() {
        let kind = |text: &str| {
            let events = read_whole(text).events;
            events.first().map(|event| event.kind.as_str())
        };
        assert_eq!(kind("Chad transferred its weapons to Niger."), Some("MOBILIZE"));
        assert_eq!(kind("Chad transferred weapons to Niger."), Some("AID"));
    }
}
