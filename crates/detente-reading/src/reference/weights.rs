//! What each answer is worth.

use super::{Decision, Feature, MentionKind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Points by feature: `weights.tsv`, made by `training/references.py`.
static WEIGHTS: LazyLock<HashMap<Feature, i32>> = LazyLock::new(|| {
    let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(read).collect()
});

fn read(line: &str) -> Option<(Feature, i32)> {
    let (name, points) = line.split_once('\t')?;
    let mut parts = name.split('/');
    let (question, kind, answer) = (parts.next()?, parts.next()?, parts.next()?);
    let question = Feature::QUESTIONS.iter().position(|one| *one == question)? as u8;
    let kind = MentionKind::ALL.into_iter().find(|one| format!("{one:?}") == kind)?;
    Some((Feature { question, kind, answer: answer.parse().ok()? }, points.parse().ok()?))
}

/// The entity for which most speaks, and by how much; `None` where more speaks for a new one.
pub(super) fn best(decision: &Decision<'_>) -> (Option<usize>, i32) {
    let points = |features: &[Feature]| -> i32 {
        features.iter().map(|feature| WEIGHTS.get(feature).copied().unwrap_or(0)).sum()
    };
    let new = points(decision.new);
    let mut scored: Vec<(i32, usize)> =
        decision.entities.iter().map(|(at, features)| (points(features), *at)).collect();
    scored.sort_unstable();
    let next = scored.len().checked_sub(2).map_or(i32::MIN, |at| scored[at].0);
    match scored.last() {
        Some(&(points, at)) if points > new => (Some(at), points.saturating_sub(next.max(new))),
        _ => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_feature() {
        let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            assert!(
                read(line).is_some_and(|(feature, _)| line.starts_with(&feature.name())),
                "{line}"
            );
        }
    }
}
