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

/// Class of words and mode, the telling ones first.
const MODES: &[(&str, &str)] = &[
    ("unconventional", "unconventional"),
    ("suicide", "suicide-attack"),
    ("drones", "drone"),
    ("aircraft", "aerial"),
    ("heavy-weapons", "heavy-weapons"),
    ("explosives", "explosives"),
    ("firearms", "firearms"),
    ("primitive", "primitive"),
    ("crowd-control", "crowd-control"),
];

/// Gives an assault its weapons, and the mode where its frame has none.
pub(super) fn read(scene: &Scene, one: &mut Happening) {
    if one.kind != EventType::Assault {
        return;
    }
    let frames = scene.view.world.frames();
    let mut found: Vec<(usize, &str)> = vec![];
    for word in near(scene, one.word) {
        let lemma = scene.lemma(word);
        let lower = &scene.token(word).lower;
        let mode =
            MODES.iter().find(|(class, _)| frames.is(class, &lemma) || frames.is(class, lower));
        if let Some((_, mode)) = mode
            && found.iter().all(|(known, _)| *known != word)
        {
            found.push((word, mode));
        }
    }
    found.sort_unstable();
    one.instruments = found.iter().map(|(word, _)| *word).collect();
    if one.mode.is_none() {
        let order = |mode: &str| MODES.iter().position(|(_, known)| *known == mode);
        let best = found.iter().min_by_key(|(_, mode)| order(mode));
        if let Some((_, mode)) = best {
            one.mode = Some((*mode).to_owned());
            one.why.reductions.push("PLOVER, ASSAULT modes: the weapon");
        }
    }
}

/// The words that may name a weapon of what a word names.
fn near(scene: &Scene, word: usize) -> Vec<usize> {
    let mut out = vec![];
    let mut heads = vec![word];
    heads.extend(scene.carrier(word));
    for head in heads.clone() {
        for preposition in ["with", "by", "from", "in", "using"] {
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
    let using = scene.tree.children_by(word, Relation::Advcl).filter(|&c| scene.lemma(c) == "use");
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
