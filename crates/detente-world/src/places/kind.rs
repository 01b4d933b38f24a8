//! The words for what a place is: "Idlib province", "city of Idlib", "Otter Tail County".

use detente_knowledge::PlaceKind;

/// What a word asks of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// A state.
    Country,
    /// A division of any order.
    Division,
    /// A second-order division.
    District,
    /// A settlement.
    Settlement,
    /// None of these: a river, a mountain.
    Nature,
}

impl Asked {
    /// Whether a place of this kind is what is asked for; a place entered by hand may be anything.
    pub(crate) fn fits(self, kind: Option<PlaceKind>) -> bool {
        match (self, kind) {
            (_, None) => true,
            (Self::Country, Some(kind)) => kind == PlaceKind::Country,
            (Self::Division, Some(kind)) => matches!(kind, PlaceKind::Admin1 | PlaceKind::Admin2),
            (Self::District, Some(kind)) => matches!(kind, PlaceKind::Admin2 | PlaceKind::Admin1),
            (Self::Settlement, Some(kind)) => kind == PlaceKind::Settlement,
            (Self::Nature, Some(_)) => false,
        }
    }
}

/// What a word says of the place named before or after it.
pub(crate) fn asked(word: &str) -> Option<Asked> {
    Some(match word {
        "republic" | "kingdom" => Asked::Country,
        "province" | "governorate" | "oblast" | "state" | "region" | "prefecture" | "wilaya"
        | "emirate" | "department" | "krai" | "voivodeship" | "provinces" | "states" => {
            Asked::Division
        }
        "county" | "district" | "parish" | "raion" | "counties" | "subdistrict" | "districts"
        | "borough" | "municipality" => Asked::District,
        "city" | "town" | "village" | "township" | "suburb" | "hamlet" | "commune" | "cities"
        | "towns" | "villages" | "neighborhood" | "neighbourhood" => Asked::Settlement,
        "river" | "lake" | "mountain" | "mountains" | "creek" | "bay" | "sea" | "ocean"
        | "island" | "islands" | "valley" | "desert" | "gulf" | "strait" | "dam" | "reservoir"
        | "canyon" => Asked::Nature,
        _ => return None,
    })
}

/// A key without the word for what it names, and what that word asks.
pub(crate) fn within(key: &str) -> Option<(&str, Asked)> {
    if let Some((before, last)) = key.rsplit_once(' ')
        && let Some(asked) = asked(last)
    {
        return Some((before, asked));
    }
    let (first, after) = key.split_once(" of ")?;
    asked(first.trim_start_matches("the ")).map(|asked| (after, asked))
}
