//! What a common noun heads: a place, a part of one, something that has a place, those who act.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a noun heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Class {
    /// A province, a district: "the district of Poonch".
    Area,
    /// A town, a village, a quarter.
    Town,
    /// A place within one: a camp, a checkpoint, a road.
    Spot,
    /// A part or a side of a place: "the outskirts of", "40 km north of".
    Direction,
    /// A happening.
    Event,
    /// Persons.
    People,
    /// A body that acts.
    Body,
    /// Anything else.
    Other,
}

impl Class {
    const ALL: [Self; 8] = [
        Self::Area,
        Self::Town,
        Self::Spot,
        Self::Direction,
        Self::Event,
        Self::People,
        Self::Body,
        Self::Other,
    ];

    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::Town => "town",
            Self::Spot => "spot",
            Self::Direction => "direction",
            Self::Event => "event",
            Self::People => "people",
            Self::Body => "body",
            Self::Other => "noun",
        }
    }

    /// Whether what it heads is a place or a part of one.
    pub(super) fn is_place(self) -> bool {
        matches!(self, Self::Area | Self::Town | Self::Spot | Self::Direction)
    }
}

static NOUNS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let lines = include_str!("nouns.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(read).collect()
});

fn read(line: &'static str) -> Option<(&'static str, Class)> {
    let (lemma, class) = line.split_once('\t')?;
    Some((lemma, Class::ALL.into_iter().find(|one| one.as_str() == class)?))
}

/// What a noun of this dictionary form heads.
pub(super) fn class(lemma: &str) -> Class {
    let known = NOUNS.get(lemma).or_else(|| NOUNS.get(lemma.to_lowercase().as_str()));
    known.copied().unwrap_or(Class::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_class_and_no_noun_two() {
        let lines: Vec<&str> =
            include_str!("nouns.tsv").lines().filter(|line| !line.starts_with('#')).collect();
        for line in &lines {
            assert!(read(line).is_some(), "{line}");
        }
        assert_eq!(NOUNS.len(), lines.len());
        assert_eq!(class("Province"), Class::Area);
        assert!(!class("sanction").is_place());
    }
}
