//! Which blocks are the report's own.

use super::context;
use super::feature::{self, Answers, Family, answers, families};
use super::flow::{Counts, Run};
use super::mark::Reason;
use super::phrase::{Topic, topic};
use super::scene::Scene;
use super::tag::Tag;
use super::tree::Tree;
use super::weights::{FIRST, FIRST_BIAS, SECOND, SECOND_BIAS};

/// For every run the reason why it is left out, or `None` for the report's own.
pub(super) fn select(scene: &Scene<'_>) -> Vec<Option<Reason>> {
    let runs = &scene.flow.runs;
    let fragment = is_fragment(scene.tree);
    let scores = if fragment { vec![1; runs.len()] } else { scores(scene) };
    let mut chosen: Vec<Option<Reason>> = runs
        .iter()
        .zip(&scores)
        .map(|(run, &score)| {
            let against = scene.against[run.node].map(|(reason, _)| reason);
            if run.hidden {
                Some(Reason::Hidden)
            } else if fragment {
                against.filter(|reason| *reason != Reason::Form)
            } else if score > 0 {
                None
            } else {
                Some(against.unwrap_or(Reason::Outside))
            }
        })
        .collect();
    // A page without anything that looks like a report: better its plain text than nothing.
    for needs in [Needs::Unmarked, Needs::Unlinked, Needs::Seen] {
        if chosen.iter().all(Option::is_some) {
            for (run, reason) in runs.iter().zip(&mut chosen) {
                let linked = run.counts.linked * 2 > run.counts.chars;
                let marked = *reason != Some(Reason::Outside);
                let lacks = match needs {
                    Needs::Unmarked => marked || linked,
                    Needs::Unlinked => linked,
                    Needs::Seen => false,
                };
                if !lacks && !run.hidden {
                    *reason = None;
                }
            }
        }
    }
    for (run, reason) in runs.iter().zip(&mut chosen) {
        if *reason == Some(Reason::Outside) {
            *reason = Some(nearer(scene, run));
        }
    }
    chosen
}

/// What a block needs to stand in for a missing report.
#[derive(Clone, Copy)]
enum Needs {
    Unmarked,
    Unlinked,
    Seen,
}

/// Scores of all blocks, in hundredths of a logit; above 0 is the report's own.
fn scores(scene: &Scene<'_>) -> Vec<i32> {
    let own = answers(scene);
    let first: Vec<i32> = own.iter().map(|one| add(one, &FIRST, FIRST_BIAS)).collect();
    let counts: Vec<Counts> = scene.flow.runs.iter().map(|run| run.counts).collect();
    let around = context::answers(&counts, &first, &families(scene));
    let second = own.into_iter().zip(around).map(|(own, around)| {
        add(&own, &SECOND[..own.len()], SECOND_BIAS) + add(&around, &SECOND[own.len()..], 0)
    });
    second.collect()
}

fn add(answers: &[u16], weights: &[&[i16]], bias: i32) -> i32 {
    let weight = |(answer, weights): (&u16, &&[i16])| weights.get(*answer as usize).copied();
    answers.iter().zip(weights).filter_map(weight).map(i32::from).sum::<i32>() + bias
}

/// Whether the HTML is a piece of text (a feed's entry, a mail) and no page with furniture.
fn is_fragment(tree: &Tree<'_>) -> bool {
    let of_page = |tag| {
        matches!(
            tag,
            Tag::Html
                | Tag::Head
                | Tag::Body
                | Tag::Nav
                | Tag::Header
                | Tag::Footer
                | Tag::Main
                | Tag::Article
                | Tag::Aside
                | Tag::Form
        )
    };
    !tree.nodes.iter().any(|node| node.tag().is_some_and(of_page))
}

/// A plainer reason for a block that lies outside the main text.
fn nearer(scene: &Scene<'_>, run: &Run) -> Reason {
    if run.counts.chars < 200 {
        match topic(&scene.flow.text(scene.tree.html, run)) {
            Topic::Related => return Reason::Related,
            Topic::Share => return Reason::Share,
            Topic::Comment => return Reason::Comments,
            Topic::Newsletter => return Reason::Newsletter,
            Topic::Consent => return Reason::Consent,
            Topic::Advertisement => return Reason::Advertisement,
            Topic::Tags => return Reason::Tags,
            _ => {}
        }
    }
    if run.counts.linked * 2 > run.counts.chars { Reason::Links } else { Reason::Outside }
}

/// What a judgement rests on; see [`super::workings`].
pub(super) fn workings(scene: &Scene<'_>) -> (Vec<Answers>, Vec<[Family; 2]>) {
    (answers(scene), families(scene))
}

/// The number of answers to each question.
pub(super) fn shape() -> Vec<u16> {
    feature::ANSWERS.into_iter().chain(context::ANSWERS).collect()
}
