//! Of which sector a leader, a spokesman or a commander is: of that of those whom he leads or speaks
//! for.
//!
//! "An opposition leader" is of the opposition, "a rebel commander" of the rebels, "a union official"
//! of the workers and "an army spokesman" of the army; none of the first three acts for a state
//! (PLOVER codebook, "Sector Codes").

use detente_world::World;

/// Nouns for those who lead or speak for others, and say nothing of whom.
const FOR_OTHERS: &[&str] = &[
    "leader",
    "leadership",
    "chief",
    "commander",
    "head",
    "official",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "representative",
    "negotiator",
    "delegate",
    "delegation",
    "envoy",
    "chairman",
    "adviser",
    "advisor",
    "aide",
    "politician",
    "member",
    "source",
    "boss",
];

/// The sector that the words before such a noun tell of, the nearest first; `None` for other nouns
/// and where they tell of none.
pub(crate) fn speaks_for<'a, 'w>(
    noun: &str,
    before: impl Iterator<Item = &'a str>,
    world: &'w World,
) -> Option<&'w str> {
    if !FOR_OTHERS.contains(&noun) {
        return None;
    }
    // "Sudanese and rebel negotiators" are of both; "government" says no more than the noun itself.
    let before: Vec<&str> = before.collect();
    if before.contains(&"and") {
        return None;
    }
    let found = before.iter().rev().find_map(|word| world.sector_of(word));
    found.filter(|&sector| sector != "GOV")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_are_of_those_they_lead() {
        let sector = |words: &str| {
            let (before, noun) = words.rsplit_once(' ').unwrap_or(("", words));
            speaks_for(noun, before.split(' '), World::embedded()).map(str::to_owned)
        };
        assert_eq!(sector("opposition leader").as_deref(), Some("OPP"));
        assert_eq!(sector("rebel commander").as_deref(), Some("REB"));
        assert_eq!(sector("army spokesman").as_deref(), Some("MIL"));
        assert_eq!(sector("senior government official"), None);
        assert_eq!(sector("party leader").as_deref(), Some("PTY"));
        assert_eq!(sector("opposition newspaper"), None);
    }
}
