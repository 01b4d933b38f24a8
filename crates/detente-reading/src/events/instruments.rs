//! With what it was done, and the mode that follows.
//!
//! "Killed in a drone strike", "fired rockets at", "attacked with machetes", "warplanes bombed": the
//! weapon stands behind "with" or "by", before the noun, as what is fired or as who fires. Classes
//! of words (`world/frames/classes*.toml`) say which mode of ASSAULT each weapon makes (PLOVER,
//! "ASSAULT modes"); a mode that the frame has itself stays.

use super::happening::Happening;
use super::scene::Scene;
use detente_language::Relation;
use detente_record::EventType;

/// Class of words, mode and CAMEO code, the telling ones first.
const MODES: &[(&str, &str, &str)] = &[
    ("drones", "drone", "195"),
    ("suicide", "suicide-attack", "1831"),
    ("unconventional", "unconventional", "2041"),
    ("crowd-control", "crowd-control", "175"),
    ("explosives", "explosives", "183"),
    ("aircraft", "aerial", "195"),
    ("heavy-weapons", "heavy-weapons", "194"),
    ("firearms", "firearms", "193"),
    ("primitive", "primitive", "182"),
];

/// Gives an assault its weapons, and the mode where its frame has none.
pub(super) fn read(scene: &Scene, one: &mut Happening) {
    if one.kind != EventType::Assault {
        return;
    }
    let frames = scene.view.world.frames();
    // Word, and the place of its class among the modes.
    let mut found: Vec<(usize, usize)> = vec![];
    for word in near(scene, one.word) {
        let lemma = scene.lemma(word);
        let lower = &scene.token(word).lower;
        let class = MODES
            .iter()
            .position(|(class, ..)| frames.is(class, &lemma) || frames.is(class, lower));
        found.extend(class.map(|class| (word, class)));
    }
    one.instruments = found.iter().map(|(word, _)| *word).collect();
    if one.mode.is_none()
        && let Some(&(_, class)) = found.iter().min_by_key(|(_, class)| *class)
    {
        let (_, mode, cameo) = MODES[class];
        one.mode = Some(mode.to_owned());
        one.cameo = Some(cameo.to_owned());
        one.why.reductions.push("PLOVER, ASSAULT modes: the weapon");
    }
}

/// The words that may name a weapon of what a word names.
fn near(scene: &Scene, word: usize) -> Vec<usize> {
    let mut out = vec![];
    let mut heads = vec![word];
    heads.extend(scene.carrier(word));
    for head in heads.clone() {
        for preposition in ["with", "by", "from", "in", "through"] {
            for noun in scene.after(head, preposition) {
                out.push(noun);
                out.extend(before(scene, noun));
            }
        }
    }
    out.extend(before(scene, word));
    for noun in [scene.doer(word), scene.done_to(word)].into_iter().flatten() {
        out.push(noun);
        // "fired a barrage of rockets".
        out.extend(scene.tree.with_case(noun, "of"));
        out.extend(before(scene, noun));
    }
    // "attacked the camp using drones".
    let using = scene
        .tree
        .children_by(word, Relation::Advcl)
        .filter(|&c| matches!(scene.lemma(c).as_str(), "use" | "fire" | "detonate" | "employ"));
    out.extend(using.filter_map(|c| scene.tree.object(c)));
    out.sort_unstable();
    out.dedup();
    out
}

/// What stands before a noun as a part of its name: "drone strike", "suicide bombing".
fn before(scene: &Scene, noun: usize) -> Vec<usize> {
    let children = scene.tree.children(noun);
    let part =
        |&c: &usize| c < noun && matches!(scene.relation(c), Relation::Compound | Relation::Amod);
    children.filter(part).collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::read_whole;

    #[test]
    fn weapons_tell_the_mode() {
        let cases = [
            ("A drone strike killed three soldiers near Gao.", "drone"),
            ("Ethiopian warplanes attacked the rebels.", "aerial"),
            ("The militants attacked the soldiers with mortars.", "heavy-weapons"),
            ("Two policemen were killed in a suicide bombing in Mogadishu.", "suicide-attack"),
        ];
        for (text, mode) in cases {
            let reading = read_whole(text);
            let modes: Vec<_> = reading.events.iter().map(|e| e.mode.as_deref()).collect();
            assert!(modes.contains(&Some(mode)), "{text}\n{modes:?}");
        }
    }
}
