//! With what somebody is attacked, where the words beside a happening tell.
//!
//! PLOVER's modes of ASSAULT are mostly weapons. A verb ("killed", "attacked") or a noun ("strike",
//! "attack") seldom names one; what tells stands before the noun ("a drone strike"), does the deed
//! ("warplanes hit"), or follows behind "with", "by", "in", "from", "using". The words of each mode
//! are a class of the frames.

use super::scene::Scene;
use detente_language::Relation;

/// Classes of words with the mode and the CAMEO code that they tell, the narrowest first.
const CLASSES: &[(&str, &str, &str)] = &[
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

/// The mode and CAMEO code that the words beside a happening tell.
pub(crate) fn told(scene: &Scene, word: usize) -> Option<(&'static str, &'static str)> {
    let tree = scene.tree;
    let mut beside: Vec<usize> = vec![];
    let mut heads = vec![];
    if scene.is_nominal(word) {
        heads.push(word);
    }
    for slot in ["subject", "with", "by", "in", "from", "through"] {
        heads.extend(scene.slot(word, slot));
    }
    // "attacked the post, using mortars".
    for clause in tree.children(word) {
        if matches!(scene.relation(clause), Relation::Advcl | Relation::Xcomp)
            && matches!(scene.lemma(clause).as_str(), "use" | "fire" | "detonate" | "employ")
        {
            heads.extend(scene.slot(clause, "object"));
        }
    }
    for head in heads {
        if head != word {
            beside.push(head);
        }
        beside.extend(tree.children(head).filter(|&c| {
            c < head
                && matches!(scene.relation(c), Relation::Amod | Relation::Compound | Relation::Nmod)
        }));
    }
    let words: Vec<String> = beside.iter().map(|&at| scene.lemma(at)).collect();
    let frames = scene.view.world.frames();
    let (_, mode, cameo) = CLASSES.iter().find(|(class, _, _)| {
        let class = frames.class(class);
        words.iter().any(|word| class.contains(word))
    })?;
    Some((mode, cameo))
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
