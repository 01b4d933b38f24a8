//! Of which state, body or group those are whom a common noun stands for: by the name before it, the
//! place behind it, or the group that it fights for.

use super::scene::Scene;
use detente_language::{Relation, Subtype, Upos};
use detente_record::ActorKind;
use detente_world::Form;

/// Whether a noun stands for those who fight for somebody.
pub(super) fn is_force(scene: &Scene, word: usize) -> bool {
    matches!(
        scene.lemma(word).as_str(),
        "force"
            | "forces"
            | "fighter"
            | "militant"
            | "troop"
            | "troops"
            | "soldier"
            | "rebel"
            | "insurgent"
            | "guerrilla"
            | "gunman"
            | "gunmen"
            | "militia"
            | "militiaman"
            | "militiamen"
            | "man"
            | "men"
            | "unit"
    )
}

/// The state or the body right before a noun: "Kuwaiti", "Hungary's", "United Nations".
pub(super) fn beside<'v>(scene: &Scene<'v, '_>, word: usize) -> Option<&'v detente_world::Actor> {
    let names = scene.tree.children(word).filter(|&c| {
        c < word && matches!(scene.relation(c), Relation::Amod | Relation::Compound)
            || scene.tree.nodes()[c].subtype == Subtype::Poss
    });
    let mut found = names.filter_map(|c| scene.view.name_at(scene.tok(c)));
    // A people is nobody's commander: "Tuareg rebels" are not the Tuareg.
    let acts = |kind| {
        use ActorKind::{ArmedGroup, Igo, Institution, Ngo, State};
        matches!(kind, State | Igo | Institution | ArmedGroup | Ngo)
    };
    Some(found.find(|name| acts(name.actor.kind))?.actor)
}

/// The armed group whose leader, members or fighters somebody is.
pub(super) fn group_of<'v>(scene: &Scene<'v, '_>, word: usize) -> Option<&'v detente_world::Actor> {
    let group = |noun: usize| {
        let name = scene.view.name_at(scene.tok(noun))?;
        (name.actor.kind == ActorKind::ArmedGroup).then_some(name.actor)
    };
    scene
        .tree
        .with_case(word, "of")
        .chain(scene.tree.children_by(word, Relation::Compound))
        .chain(
            scene.tree.children(word).filter(|&c| scene.tree.nodes()[c].subtype == Subtype::Poss),
        )
        .find_map(group)
}

/// Whether a noun only counts what stands behind "of".
pub(super) fn is_portion(scene: &Scene, word: usize) -> bool {
    const PORTIONS: &[&str] = &[
        "group",
        "number",
        "dozen",
        "dozens",
        "hundred",
        "hundreds",
        "thousand",
        "thousands",
        "majority",
        "minority",
        "series",
        "handful",
        "pair",
        "couple",
        "crowd",
        "convoy",
        "wave",
        "band",
        "team",
        "half",
        "third",
        "quarter",
        "many",
        "some",
        "most",
        "several",
        "part",
        "member",
        "contingent",
        "column",
        "unit",
        "score",
        "scores",
        "tens",
        "rest",
        "all",
        "one",
        "delegation",
        "coalition",
        "range",
        "bunch",
        "kind",
        "type",
        "total",
    ];
    scene.upos(word) == Upos::Num
        || PORTIONS.contains(&scene.lemma(word).as_str())
        || PORTIONS.contains(&scene.token(word).lower.as_str())
}

/// The one state named before a noun within its phrase: "Russian advisers", "Belarus's rulers".
pub(super) fn state_beside<'v>(
    scene: &Scene<'v, '_>,
    word: usize,
) -> Option<&'v detente_world::Actor> {
    let words = scene.phrase(word);
    let bytes = scene.text_of(words.start..word.max(words.start));
    let names = scene.view.names_in(bytes);
    let mut states = names.iter().filter(|name| {
        // "Armenian-backed militias" need not be Armenia's.
        let rest = &scene.view.text[name.range.end..];
        // Those led by a state are its own.
        let led = ["-led ", "‑led ", "–led "].iter().any(|led| rest.starts_with(led));
        let tied = rest.starts_with(['-', '‑', '–']) && !led;
        matches!(name.actor.kind, ActorKind::State | ActorKind::Population | ActorKind::Unknown)
            && name.actor.country.is_some()
            && !tied
    });
    let Some(first) = states.next().map(|name| name.actor) else {
        // "the Kabul government".
        let city = scene.tree.children_by(word, Relation::Compound).find_map(|c| {
            let at = scene.bytes(c);
            let placed = scene.view.places.iter().find(|placed| placed.range == at)?;
            scene.view.world.place(placed.place).country
        })?;
        return scene.view.world.get(&format!("state:{city}"));
    };
    states.all(|name| name.actor.country == first.country).then_some(first)
}

/// The state that the place behind "in", "from" or "of" lies in.
pub(super) fn place_of(scene: &Scene, word: usize) -> Option<String> {
    for preposition in ["in", "from", "of"] {
        for noun in scene.tree.with_case(word, preposition) {
            let bytes = scene.bytes(noun);
            let placed =
                scene.view.places.iter().find(|placed| {
                    placed.range.start <= bytes.start && bytes.end <= placed.range.end
                });
            if let Some(placed) = placed {
                return scene.view.world.place(placed.place).country.map(str::to_owned);
            }
        }
    }
    None
}

/// The same, or that of the place right behind: "attacked a base in Gao" has the base in Gao,
/// wherever a parser hangs it.
pub(super) fn place_behind(scene: &Scene, word: usize) -> Option<String> {
    let right_behind = || {
        let next = (word + 1 < scene.tree.len()).then(|| scene.token(word + 1).lower.as_str())?;
        let from = matches!(next, "in" | "near" | "at").then_some(scene.bytes(word + 1).end)?;
        let to = scene.bytes(scene.tree.len() - 1).end;
        // Nothing but an article and words of direction may stand between.
        const FARTHEST: usize = 24;
        let mut there = scene
            .view
            .places
            .iter()
            .filter(|placed| placed.range.start >= from && placed.range.end <= to);
        let placed = there.next().filter(|placed| placed.range.start - from <= FARTHEST)?;
        let between = scene.view.text.get(from..placed.range.start)?;
        let free = between.split_whitespace().all(|word| {
            matches!(word, "the" | "northern" | "southern" | "eastern" | "western" | "central")
                || matches!(word, "city" | "town" | "village" | "province" | "region" | "of")
        });
        free.then(|| scene.view.world.place(placed.place).country.map(str::to_owned)).flatten()
    };
    place_of(scene, word).or_else(right_behind)
}

/// The state behind "of", "in" or "from": "the government of Sudan", "rebels in Darfur".
pub(super) fn state_of<'v>(scene: &Scene<'v, '_>, word: usize) -> Option<&'v detente_world::Actor> {
    // What stands right behind "of" belongs here, wherever the parser hangs it.
    let next = |at: usize| (at < scene.tree.len()).then(|| scene.token(at).lower.as_str());
    if next(word + 1) == Some("of") {
        let at = word + 2 + usize::from(next(word + 2) == Some("the"));
        if at < scene.tree.len()
            && let Some(name) = scene.view.name_at(scene.tok(at))
            && name.range.start == scene.bytes(at).start
            && name.form == Form::Name
            && name.actor.kind == ActorKind::State
        {
            return Some(name.actor);
        }
    }
    for preposition in ["of", "from", "in"] {
        for noun in scene.tree.with_case(word, preposition) {
            let name = scene.view.name_ending(scene.tok(noun));
            if let Some(name) = name
                && matches!(name.form, Form::Name | Form::Capital)
                && (name.actor.kind == ActorKind::State || name.actor.country.is_some())
            {
                return Some(name.actor);
            }
        }
    }
    None
}
