//! What the numbers of a sentence count, by its tree.
//!
//! "Nine soldiers": the number modifies the noun. "Two of its soldiers", "dozens of rebels": the
//! number is the noun, and what it counts stands behind "of". "12 were killed": it stands alone,
//! for people that the sentence names no more.

use super::{Figure, barred, figure, unit};
use crate::events::scene::Scene;
use detente_language::{Relation, Subtype, TokenKind, Upos};
use detente_record::FigureRole;
use std::ops::Range;

/// A figure with what it counts.
#[derive(Clone, Debug)]
pub(crate) struct Count {
    pub(crate) figure: Figure,
    /// The words of the figure, bounds included.
    pub(crate) words: Range<usize>,
    /// The word whose place in the sentence is the figure's: the noun counted, or the number.
    pub(crate) node: usize,
    /// The noun counted.
    pub(crate) noun: Option<usize>,
    /// The words for what is counted.
    pub(crate) of: Option<Range<usize>>,
    /// The unit of measure, by its one name.
    pub(crate) unit: Option<&'static str>,
    /// The role that it plays by what it counts alone.
    pub(crate) role: FigureRole,
    /// Whether it only tells a part of another figure: "including three children".
    pub(crate) part: bool,
}

impl Count {
    /// Whether it counts people or things, and does not measure.
    pub(crate) fn counts(&self) -> bool {
        self.unit.is_none()
    }
}

const SETTLEMENTS: &[&str] =
    &["settlement", "village", "town", "city", "hamlet", "locality", "township"];

/// The figures of a sentence, in order.
pub(crate) fn counts(scene: &Scene) -> Vec<Count> {
    let mut out: Vec<Count> = vec![];
    let base = scene.tok(0);
    let toks = &scene.view.toks[..base + scene.tree.len()];
    let mut at = 0;
    while at < scene.tree.len() {
        let Some((figure, next)) = figure(toks, base + at) else {
            at += 1;
            continue;
        };
        let mut words = at..(next - base).min(scene.tree.len());
        at = words.end.max(at + 1);
        // "dozens of": what is counted is not the figure.
        if words.len() > 1 && scene.token(words.end - 1).lower == "of" {
            words.end -= 1;
        }
        out.extend(count(scene, figure, words));
    }
    out
}

fn count(scene: &Scene, figure: Figure, words: Range<usize>) -> Option<Count> {
    let toks = &scene.view.toks[..scene.tok(0) + scene.tree.len()];
    let number = number(scene, &words)?;
    let sign = words.start.checked_sub(1).map(|at| scene.token(at).lower.as_str());
    let money = sign.and_then(unit::money);
    let measure = unit(toks, scene.tok(words.end));
    let head = scene.tree.head(number).filter(|head| !words.contains(head));
    let modifies = head.filter(|&head| {
        matches!(
            scene.relation(number),
            Relation::Nummod
                | Relation::Det
                | Relation::Amod
                | Relation::Compound
                | Relation::Advmod
        ) && head >= words.end
            && (scene.is_nominal(head) || scene.upos(head) == Upos::Adj)
    });
    let of = || {
        let mut behind = scene.tree.with_case(number, "of");
        let behind = behind.find(|&at| scene.tree.nodes()[at].subtype != Subtype::Poss);
        behind.or_else(|| counted_behind(scene, &words))
    };
    let noun = modifies.or_else(of);
    let node = modifies.unwrap_or(number);
    let end = words.end + measure.map_or(0, |unit| unit.len);
    if barred::is_barred(scene, &words, end.min(scene.tree.len()), noun) {
        return None;
    }
    let made = |figure, words: Range<usize>, unit, role| {
        Some(Count { figure, words, node, noun: None, of: None, unit, role, part: false })
    };
    if let Some(currency) = money {
        return made(figure, words.start - 1..words.end, Some(currency), FigureRole::Other);
    }
    if let Some(unit) = measure {
        let end = (words.end + unit.len).min(scene.tree.len());
        // Whole days, told in hours.
        let days = unit.name == "h" && figure.value.is_some_and(|v| v >= 24.0 && v % 24.0 == 0.0);
        let (name, role, by) = if days {
            ("d", FigureRole::Days, 1.0 / 24.0)
        } else {
            (unit.name, unit.role, unit.by)
        };
        return made(figure.times(by), words.start..end, Some(name), role);
    }
    let of = noun.map(|noun| of_words(scene, &words, noun));
    let settled = noun.is_some_and(|noun| SETTLEMENTS.contains(&scene.lemma(noun).as_str()));
    let role = if settled { FigureRole::Settlements } else { FigureRole::Other };
    let part = is_part(scene, node, noun);
    Some(Count { figure, words, node, noun, of, unit: None, role, part })
}

/// The number among the words of a figure: "at least" only bounds it.
fn number(scene: &Scene, words: &Range<usize>) -> Option<usize> {
    let outside = |&at: &usize| scene.tree.head(at).is_none_or(|head| !words.contains(&head));
    let is_number = |&at: &usize| {
        scene.upos(at) == Upos::Num
            || scene.token(at).kind == TokenKind::Number
            || scene.token(at).is(&[
                "dozen",
                "dozens",
                "scores",
                "hundred",
                "hundreds",
                "thousand",
                "thousands",
                "tens",
                "million",
                "billion",
            ])
    };
    let all = || words.clone().filter(is_number);
    all().find(outside).or_else(|| all().next_back()).or_else(|| words.clone().next_back())
}

/// What stands behind "of" right after a number, wherever the parser hangs it.
fn counted_behind(scene: &Scene, words: &Range<usize>) -> Option<usize> {
    let of = words.end < scene.tree.len() && scene.token(words.end).lower == "of";
    let from = words.end + 1;
    let mut nouns = (from..scene.tree.len().min(from + 6)).filter(|_| of);
    nouns.find(|&at| {
        let whose = scene.token(at).is(&["its", "their", "his", "her", "our", "my", "your"]);
        !whose
            && scene.is_nominal(at)
            && scene.phrase(at).start <= from
            && scene.upos(at) != Upos::Det
    })
}

/// The words for what is counted: the noun with what stands before it.
fn of_words(scene: &Scene, words: &Range<usize>, noun: usize) -> Range<usize> {
    let phrase = scene.phrase(noun);
    let mut from = phrase.start.max(words.end).min(noun);
    while from < noun && matches!(scene.token(from).lower.as_str(), "of" | "the" | "-") {
        from += 1;
    }
    from..phrase.end.max(noun + 1)
}

/// "including three children", "two of them", "among them five women".
fn is_part(scene: &Scene, node: usize, noun: Option<usize>) -> bool {
    let tree = scene.tree;
    let mut at = node;
    for _ in 0..4 {
        let cased = |word: usize| {
            tree.children(word).any(|c| {
                matches!(scene.lemma(c).as_str(), "including" | "include" | "among" | "amongst")
                    && c < node
                    && matches!(
                        scene.relation(c),
                        Relation::Case | Relation::Mark | Relation::Advmod
                    )
            })
        };
        let them = tree.children(at).any(|c| {
            matches!(scene.token(c).lower.as_str(), "them" | "whom" | "these" | "those")
                && matches!(tree.case(c), Some("among" | "amongst" | "of"))
                && c < at
        });
        if cased(at) || them {
            return true;
        }
        // "including" may be taken for a verb with its object.
        let Some(head) = tree.head(at) else { break };
        if scene.relation(at) == Relation::Obj && scene.token(head).lower == "including" {
            return true;
        }
        if scene.relation(at) != Relation::Conj {
            break;
        }
        at = head;
    }
    noun.is_some_and(|noun| {
        scene.upos(noun) == Upos::Pron
            && matches!(scene.token(noun).lower.as_str(), "them" | "whom" | "these" | "those")
    })
}
