//! What each answer is worth.

use super::features::Feature;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Points by feature: `weights.tsv`, made by `training/attach.py`.
static WEIGHTS: LazyLock<HashMap<Feature, i32>> = LazyLock::new(|| {
    let lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(read).collect()
});

fn read(line: &str) -> Option<(Feature, i32)> {
    let (name, points) = line.split_once('\t')?;
    Some((Feature::parse(name)?, points.parse().ok()?))
}

/// What an answer is worth.
pub(super) fn of(feature: &Feature) -> i32 {
    WEIGHTS.get(feature).copied().unwrap_or(0)
}

/// What some answers are worth together.
pub(super) fn sum(features: &[Feature]) -> i32 {
    features.iter().map(of).sum()
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
