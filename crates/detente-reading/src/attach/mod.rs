//! Where and when a happening was: by what it hangs on, not by the nearest name.
//!
//! A sentence of a report names several places: where somebody speaks, whose army it is, where
//! the one killed came from, and where it happened. Each place that a sentence offers
//! (`candidate`) is asked a closed list of questions about itself and the word that names the
//! happening ([`Feature`]): the way between them through the tree, the preposition, the clause it
//! stands in, what lies between, whether it says where another place lies. Each answer is worth a
//! whole number of points (`weights.tsv`), fitted by `training/attach.py` on the records of
//! Halterman's event_location (<https://github.com/ahalterman/event_location>), and the place is the one for which most
//! speaks, or none.
//!
//! A place without a name ("at a checkpoint") is found by a rule where no name is chosen (`common`),
//! and widens the expression where one is ("a refugee camp in Nablus"). A day is found by rules over
//! the tree alone (`date`). Nothing is taken from the sentences before: no set at hand marks it.

mod answer;
mod candidate;
mod common;
mod date;
mod features;
mod noun;
mod path;
mod weights;

pub use features::Feature;

use crate::view::View;
use candidate::Candidate;
use detente_language::Analysis;
use detente_text::Document;
use detente_world::World;
use features::Happening;
use std::ops::Range;

/// Where a happening was.
#[derive(Clone, Debug)]
pub(crate) struct Located {
    /// The place by its number in `view.places`; `None` where no place that the world knows is
    /// named.
    pub(crate) place: Option<usize>,
    /// The expression, in bytes: "a refugee camp in Nablus".
    pub(crate) range: Range<usize>,
    /// How many points more speak for it than for the next best, or for none.
    pub(crate) margin: i32,
    /// What spoke for it.
    pub(crate) why: Vec<Feature>,
    /// The other places that the sentence offered, with how many points more spoke for this one.
    pub(crate) others: Vec<(Range<usize>, i32)>,
}

/// Where the happening that `word` of `sentence` names was, both by number; `None` where nothing
/// says it.
pub(crate) fn place(view: &View, sentence: usize, word: usize) -> Option<Located> {
    let happening = happening(view, sentence, word)?;
    let candidates = candidate::find(view, sentence);
    let (each, none) = features::ask(&happening, &candidates);
    let points: Vec<i32> = each.iter().map(|features| weights::sum(features)).collect();
    let Some((at, margin)) = best(&points, weights::sum(&none)) else {
        let noun = common::find(&happening)?;
        let words = common::phrase(&happening, noun, noun + 1);
        let range = happening.sentence.text_of(words);
        return Some(Located { place: None, range, margin: 0, why: none, others: vec![] });
    };
    let one = &candidates[at];
    let others = (0..candidates.len()).filter(|&other| other != at);
    let others = others.map(|other| (candidates[other].range.clone(), points[at] - points[other]));
    // What the world doesn't know lies in what is said to lie around it.
    let around = || {
        let outer = |other: &&Candidate| features::glosses(&happening, one, other);
        candidates[at + 1..].iter().filter(outer).find_map(|other| other.known)
    };
    let range = match common::around(&happening, one.head) {
        Some(noun) => happening.sentence.text_of(common::phrase(&happening, noun, one.words.end)),
        None => one.range.clone(),
    };
    Some(Located {
        place: one.known.or_else(around),
        range,
        margin,
        why: each[at].clone(),
        others: others.collect(),
    })
}

/// When the happening that `word` of `sentence` names was: the number in `view.times` of the
/// expression that dates it; `None` where none does.
pub(crate) fn date(view: &View, sentence: usize, word: usize) -> Option<usize> {
    date::find(&happening(view, sentence, word)?)
}

fn happening<'v, 'a>(
    view: &'v View<'a>,
    sentence: usize,
    word: usize,
) -> Option<Happening<'v, 'a>> {
    let sentence = view.analysis.sentences.get(sentence)?;
    // A word of the tree is a token of that number, where there is a tree.
    let whole = sentence.tree.len() == sentence.tokens.len();
    (whole && word < sentence.tree.len()).then_some(Happening { view, sentence, word })
}

/// The candidate for which most speaks, the first of equals, and by how much; `None` where as much
/// speaks for none.
fn best(points: &[i32], none: i32) -> Option<(usize, i32)> {
    let at = (0..points.len()).rev().max_by_key(|&at| points[at])?;
    let others = (0..points.len()).filter(|&other| other != at).map(|other| points[other]);
    let next = others.fold(none, i32::max);
    (points[at] > none).then(|| (at, points[at] - next))
}

/// What may be decided of where a happening was, for those who measure and fit.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// The places that the sentence offers, in text order.
    pub offered: Vec<Offered>,
    /// What speaks for none of them.
    pub none: Vec<Feature>,
    /// The number of the one chosen.
    pub chosen: Option<usize>,
}

/// A place that a sentence offers.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The name, in bytes of the reading text.
    pub range: Range<usize>,
    /// How many words lie between it and the happening.
    pub distance: usize,
    /// Whether it is the name of a place by itself, not only by where it stands.
    pub named: bool,
    /// What speaks for it.
    pub features: Vec<Feature>,
}

/// What may be decided of the happenings named by the words at some bytes of a report; `None`
/// where there is no word or no tree.
pub fn decisions(
    document: &Document,
    analysis: &Analysis,
    world: &World,
    at: &[usize],
) -> Vec<Option<Decision>> {
    let view = View::new(document, analysis, world);
    at.iter().map(|&at| decision(&view, at)).collect()
}

/// The expressions of time in a happening's sentence, and the one that dates it, in bytes of the
/// reading text.
#[derive(Clone, Debug, Default)]
pub struct Dated {
    /// All of them.
    pub offered: Vec<Range<usize>>,
    /// The one that dates it.
    pub chosen: Option<Range<usize>>,
}

/// What dates the happenings named by the words at some bytes of a report, for those who measure.
pub fn dates(
    document: &Document,
    analysis: &Analysis,
    world: &World,
    at: &[usize],
) -> Vec<Option<Dated>> {
    let view = View::new(document, analysis, world);
    let dated = |&at: &usize| {
        let (sentence, word) = view.word_at(view.tok_at(at))?;
        let within = view.analysis.sentences.get(sentence)?.range.clone();
        let chosen = date(&view, sentence, word).map(|time| view.times[time].range.clone());
        Some(Dated {
            offered: view.times_in(within).map(|time| time.range.clone()).collect(),
            chosen,
        })
    };
    at.iter().map(dated).collect()
}

fn decision(view: &View, at: usize) -> Option<Decision> {
    let (sentence, word) = view.word_at(view.tok_at(at))?;
    let happening = happening(view, sentence, word)?;
    let candidates = candidate::find(view, sentence);
    let (each, none) = features::ask(&happening, &candidates);
    let points: Vec<i32> = each.iter().map(|features| weights::sum(features)).collect();
    let chosen = best(&points, weights::sum(&none)).map(|(at, _)| at);
    let offered = candidates.into_iter().zip(each).map(|(one, features)| Offered {
        distance: features::distance(word, &one.words),
        named: !matches!(one.kind, candidate::Kind::Named | candidate::Kind::Untagged),
        range: one.range,
        features,
    });
    Some(Decision { offered: offered.collect(), none, chosen })
}

#[cfg(test)]
mod tests {
    use crate::testing::with_whole_view;

    /// The expression chosen and the name of the place, as words.
    fn check(cases: &[(&str, &str, Option<&str>, Option<&str>)]) {
        for (text, happening, expression, name) in cases {
            with_whole_view(text, None, |view| {
                let at = text.find(happening).expect("the word stands there");
                let (sentence, word) = view.word_at(view.tok_at(at)).expect("a word");
                let found = super::place(view, sentence, word);
                let words = found.as_ref().map(|found| &view.text[found.range.clone()]);
                assert_eq!(words, *expression, "{happening} in: {text}");
                let place = found.and_then(|found| found.place);
                let place = place.map(|place| &view.text[view.places[place].range.clone()]);
                assert_eq!(place, *name, "{happening} in: {text}");
            });
        }
    }

    #[test]
    fn where_somebody_speaks_is_not_where_it_happened() {
        let text = "The minister told reporters in Khartoum that the army had shelled Nyala.";
        check(&[
            (text, "shelled", Some("Nyala"), Some("Nyala")),
            (text, "told", Some("Khartoum"), Some("Khartoum")),
        ]);
    }

    #[test]
    fn who_acts_is_not_where() {
        check(&[
            ("Jets from Russia bombed a market in Idlib.", "bombed", Some("Idlib"), Some("Idlib")),
            (
                "Pakistan said that India had fired across the line near Srinagar.",
                "fired",
                Some("the line near Srinagar"),
                Some("Srinagar"),
            ),
        ]);
    }

    #[test]
    fn a_common_noun_leads_to_the_name_around_it() {
        check(&[
            (
                "Two men were shot in a refugee camp in Nablus.",
                "shot",
                Some("a refugee camp in Nablus"),
                Some("Nablus"),
            ),
            ("Two men were shot at a checkpoint.", "shot", Some("a checkpoint"), None),
        ]);
    }

    #[test]
    fn the_place_is_the_nearest_to_the_point() {
        check(&[(
            "Gunmen killed nine people in Nyala, in South Darfur.",
            "killed",
            Some("Nyala"),
            Some("Nyala"),
        )]);
    }
}
