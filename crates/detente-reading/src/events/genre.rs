//! Where words of force are none: sport.
//!
//! "Turkey beat Russia", "a late attack", "shot wide": a report of a match is full of words that
//! frames know. A report is one of sport where words that only sport uses stand in it several times
//! and close together; then nothing in it is an event, save what a sentence tells of deaths or
//! arrests. Which words those are, `world/frames/classes-genre.toml` says.

use super::happening::Happening;
use super::scene::Scene;
use crate::view::View;
use detente_record::EventType::{self, *};

/// What kind of report it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Genre {
    Sport,
    Other,
}

/// Words of sport that make a report one of sport, and words that may stand between two.
const SURE: usize = 2;
const ALL: usize = 6;
const BETWEEN: usize = 40;

pub(super) fn of(view: &View) -> Genre {
    let frames = view.world.frames();
    let mut sure = 0;
    let mut all = 0;
    for tok in &view.toks {
        sure += usize::from(frames.is("sport-sure", &tok.lower));
        all += usize::from(frames.is("sport", &tok.lower));
    }
    let dense = (all + sure) * BETWEEN >= view.toks.len();
    if sure >= SURE && all >= ALL && dense { Genre::Sport } else { Genre::Other }
}

/// Whether a happening can be one in a report of this kind.
pub(super) fn fits(genre: Genre, scene: &Scene, one: &Happening) -> bool {
    if genre == Genre::Other && !is_match(scene, one.kind) {
        return true;
    }
    matches!(one.kind, Assault | Coerce) && {
        (0..scene.tree.len()).any(|word| {
            matches!(scene.lemma(word).as_str(), "kill" | "dead" | "arrest" | "wound" | "injure")
        })
    }
}

/// Whether a sentence by itself tells of a match: a score, or words that only sport uses.
fn is_match(scene: &Scene, kind: EventType) -> bool {
    if !matches!(kind, Assault | Retreat | Concede | Threaten | Reject | Coerce) {
        return false;
    }
    let frames = scene.view.world.frames();
    let sure = (0..scene.tree.len()).filter(|&word| {
        frames.is("sport-sure", &scene.token(word).lower)
            || frames.is("sport-sure", &scene.lemma(word))
    });
    let score = (0..scene.tree.len()).any(|word| is_score(&scene.token(word).lower));
    let split = (2..scene.tree.len()).any(|word| {
        let number = |at: usize| {
            let text = &scene.token(at).lower;
            text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())
        };
        number(word - 2)
            && number(word)
            && matches!(scene.token(word - 1).lower.as_str(), "-" | "–")
            && (0..scene.tree.len()).any(|at| frames.is("sport", &scene.lemma(at)))
    });
    sure.count() > 0 || score && beaten(scene) || split && beaten(scene)
}

/// Whether the sentence speaks of winning and losing.
fn beaten(scene: &Scene) -> bool {
    (0..scene.tree.len()).any(|word| {
        matches!(
            scene.lemma(word).as_str(),
            "beat" | "win" | "lose" | "defeat" | "draw" | "thrash" | "edge" | "victory" | "crush"
        )
    })
}

fn is_score(word: &str) -> bool {
    word.split_once(['-', '–']).is_some_and(|(a, b)| {
        let small = |part: &str| {
            !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())
        };
        small(a) && small(b)
    })
}
