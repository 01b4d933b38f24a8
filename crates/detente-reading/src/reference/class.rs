//! What kind of thing a mention is.

use detente_language::NameKind;
use detente_record::ActorKind;
use detente_world::Gender;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What kind of thing a mention is, as far as "he", "it" and "they" tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// One or more persons.
    Person,
    /// A body: a ministry, a company, an army.
    Organisation,
    /// A place, a state.
    Place,
    /// Something that happens.
    Event,
    /// A stretch of time.
    Time,
    /// A thing.
    Object,
    /// What can't be touched.
    Abstract,
    /// Not told.
    Unknown,
}

impl Class {
    /// How many there are.
    pub(super) const COUNT: usize = 8;
}

pub(super) fn of_name(kind: NameKind) -> Class {
    match kind {
        NameKind::Person => Class::Person,
        NameKind::Organisation | NameKind::Group => Class::Organisation,
        NameKind::Place | NameKind::Location | NameKind::Facility => Class::Place,
        NameKind::Event => Class::Event,
        NameKind::Product => Class::Object,
        NameKind::Norp => Class::Person,
        NameKind::Date => Class::Time,
        _ => Class::Unknown,
    }
}

pub(super) fn of_actor(kind: ActorKind) -> Class {
    match kind {
        ActorKind::Person | ActorKind::Population => Class::Person,
        ActorKind::State => Class::Place,
        ActorKind::Unknown => Class::Unknown,
        _ => Class::Organisation,
    }
}

/// Nouns with their class: `nouns.tsv`, counted on GUM and completed by hand.
static NOUNS: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
    let lines = include_str!("nouns.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (noun, class) = line.split_once('\t')?;
            let class = match class {
                "person" => Class::Person,
                "organisation" => Class::Organisation,
                "place" => Class::Place,
                "event" => Class::Event,
                "time" => Class::Time,
                "object" => Class::Object,
                "abstract" => Class::Abstract,
                _ => return None,
            };
            Some((noun, class))
        })
        .collect()
});

pub(super) fn of_noun(lemma: &str) -> Class {
    NOUNS.get(lemma).copied().unwrap_or(Class::Unknown)
}

/// "Mr", "Mrs", "Queen" within or right before a name.
pub(super) fn gender_of_title(text: &str, range: &Range<usize>) -> Option<Gender> {
    let before = text.get(..range.start)?.trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or("");
    let inside = text.get(range.clone())?.split_whitespace().next().unwrap_or("");
    [word, inside]
        .iter()
        .find_map(|word| gender_of_noun(&word.trim_end_matches('.').to_lowercase()))
}

/// Nouns that tell the gender.
pub(super) fn gender_of_noun(noun: &str) -> Option<Gender> {
    match noun {
        "mr" | "man" | "boy" | "king" | "prince" | "father" | "son" | "brother" | "husband"
        | "spokesman" | "chairman" | "sir" | "lord" | "emir" | "sultan" | "uncle"
        | "grandfather" | "businessman" | "congressman" | "policeman" | "gentleman" | "sheikh"
        | "nephew" => Some(Gender::Masculine),
        "mrs" | "ms" | "miss" | "woman" | "girl" | "queen" | "princess" | "mother" | "daughter"
        | "sister" | "wife" | "spokeswoman" | "chairwoman" | "actress" | "lady" | "aunt"
        | "grandmother" | "businesswoman" | "congresswoman" | "widow" | "niece" => {
            Some(Gender::Feminine)
        }
        _ => None,
    }
}
