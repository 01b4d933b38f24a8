//! Of what rank the people on a side are.

use super::contact::Participant;
use super::words::Words;

/// A rank, as far as it tells one kind of contact from another; the higher, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Military,
    Envoy,
    Minister,
    Head,
}

const ENVOY: &[&str] = &[
    "ambassador*",
    "delegation*",
    "diplomat*",
    "emissar*",
    "envoy*",
    "high representative",
    "mediator*",
    "negotiator*",
    "representative*",
    "security adviser",
    "security advisor",
    "special adviser",
    "sherpa",
];

/// Who is below the office that stands beside the word.
const BELOW: &[&str] = &["deputy", "vice", "assistant", "undersecretary", "state minister"];

const HEAD: &[&str] = &[
    "chancellor",
    "crown prince",
    "emir",
    "head of government",
    "head of state",
    "king",
    "leader",
    "monarch",
    "premier",
    "president",
    "prime minister",
    "queen",
    "sultan",
    "supreme leader",
];

/// Heads of something other than a state.
const NOT_HEAD: &[&str] = &[
    "opposition leader",
    "party leader",
    "rebel leader",
    "president of the parliament",
    "president of the court",
];

const MINISTER: &[&str] = &[
    "minister*",
    "ministry",
    "secretary of state",
    "secretary of defense",
    "foreign secretary",
    "defence secretary",
    "defense secretary",
    "home secretary",
];

const MILITARY: &[&str] = &[
    "admiral",
    "army chief",
    "brigadier",
    "chief of army staff",
    "chief of defence staff",
    "chief of staff",
    "colonel",
    "commander*",
    "dgmo*",
    "field marshal",
    "general staff",
    "generals",
    "joint chiefs",
    "lieutenant general",
    "major general",
    "military chief",
    "military operations",
];

/// The rank of one participant, by office, by the words that name them, and for soldiers by sector.
pub(super) fn rank(participant: &Participant) -> Option<Rank> {
    let office = participant.office.as_deref().unwrap_or_default();
    let words = Words::of(&format!("{office} . {}", participant.actor.text));
    // "The president's envoy" is no president, and "the prime minister" no mere minister.
    if words.any(ENVOY) {
        return Some(Rank::Envoy);
    }
    if words.any(MILITARY) {
        return Some(Rank::Military);
    }
    if words.any(HEAD) && !words.any(NOT_HEAD) {
        return Some(if words.any(BELOW) { Rank::Minister } else { Rank::Head });
    }
    if words.any(MINISTER) {
        return Some(if words.any(BELOW) { Rank::Envoy } else { Rank::Minister });
    }
    (participant.actor.sector.as_deref() == Some("MIL")).then_some(Rank::Military)
}

/// The rank that a plural beside the happening gives both sides: "the foreign ministers of the two
/// countries met".
pub(super) fn of_both(words: &Words) -> Option<Rank> {
    let any = |phrases: &[&str]| words.any(phrases);
    if any(&["envoys", "ambassadors", "negotiators", "delegations", "diplomats"]) {
        Some(Rank::Envoy)
    } else if any(&["commanders", "generals", "dgmos", "directors general of military operations"])
        || any(&["army chiefs", "military chiefs", "chiefs of staff", "flag meeting*"])
    {
        Some(Rank::Military)
    } else if any(&["prime ministers", "presidents", "heads of state", "leaders"]) {
        Some(Rank::Head)
    } else if any(&["ministers", "foreign secretaries"]) {
        Some(Rank::Minister)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::ActorRef;

    #[test]
    fn by_office_words_and_sector() {
        let who = |office: &str, text: &str, sector: &str| {
            let actor =
                ActorRef { text: text.into(), sector: Some(sector.into()), ..ActorRef::default() };
            rank(&Participant { actor, office: (!office.is_empty()).then(|| office.into()) })
        };
        assert_eq!(who("", "the Malian president's special envoy", "GOV"), Some(Rank::Envoy));
        assert_eq!(who("prime minister", "Amara Sow", "GOV"), Some(Rank::Head));
        assert_eq!(who("", "Deputy Foreign Minister Amara Sow", "GOV"), Some(Rank::Envoy));
        assert_eq!(who("", "Vice President Amara Sow", "GOV"), Some(Rank::Minister));
        assert_eq!(who("", "the opposition leader", "OPP"), None);
        assert_eq!(who("", "Pakistan's army", "MIL"), Some(Rank::Military));
        assert_eq!(who("secretary general", "Amara Sow", "IGO"), None);
    }
}
