//! What each feature is worth.

use detente_record::EventType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The classes in the order of the columns, and the points of each feature: `weights.tsv`.
struct Table {
    classes: Vec<Option<EventType>>,
    points: HashMap<&'static str, Vec<i32>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut lines = include_str!("weights.tsv").lines().filter(|line| !line.starts_with('#'));
    let classes = lines.next().unwrap_or_default().split('\t').skip(1);
    let classes = classes.map(|name| name.parse().ok()).collect();
    let row = |line: &'static str| {
        let (name, points) = line.split_once('\t')?;
        let points = points.split('\t').map(|one| if one.is_empty() { Ok(0) } else { one.parse() });
        Some((name, points.collect::<Result<_, _>>().ok()?))
    };
    Table { classes, points: lines.filter_map(row).collect() }
});

/// The type for which most speaks, `None` where most speaks for nothing being done, and its lead
/// over the next in points: a hundred more make it 2.7 times as likely. `(None, 0)` of no features.
pub fn best(features: &[String]) -> (Option<EventType>, i32) {
    if features.is_empty() {
        return (None, 0);
    }
    let mut sums: Vec<i32> = vec![0; TABLE.classes.len()];
    for name in features.iter().map(String::as_str).chain(["bias"]) {
        for (sum, points) in sums.iter_mut().zip(TABLE.points.get(name).into_iter().flatten()) {
            *sum += points;
        }
    }
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by_key(|&class| (std::cmp::Reverse(sums[class]), class));
    match order.as_slice() {
        [first, second, ..] => (TABLE.classes[*first], sums[*first] - sums[*second]),
        _ => (None, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_number_for_every_class() {
        assert_eq!(TABLE.classes.iter().filter(|class| class.is_some()).count(), 15);
        for (name, points) in &TABLE.points {
            assert_eq!(points.len(), TABLE.classes.len(), "{name}");
        }
    }
}
