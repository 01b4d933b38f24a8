//! Whose voice an account is in the end.

use super::witness::{Carrier, Speaker, Witness};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Where an account comes from. Of several that prove to be one source, the first in this order
/// gives it its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A government with all its organs and outlets: ISO 3166-1 alpha-3.
    Government(String),
    /// An outlet, a body or a person: its id.
    Voice(String),
    /// Someone who is named and not known: the name in lower case.
    Named(String),
    /// Someone without a name: the country, where known, and the outlet or report that cites.
    Anonymous(Option<String>, String),
    /// Reports by outlets that are not known.
    Unknown,
    /// A text that several reports print: the original's report.
    Text(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Government(country) => write!(to, "the government of {country}"),
            Self::Voice(id) => write!(to, "{id}"),
            Self::Named(name) => write!(to, "“{name}”"),
            Self::Anonymous(Some(country), by) => write!(to, "unnamed of {country} in {by}"),
            Self::Anonymous(None, by) => write!(to, "unnamed in {by}"),
            Self::Unknown => write!(to, "outlets not known"),
            Self::Text(report) => write!(to, "the text of {report}"),
        }
    }
}

/// What all accounts together say of outlets: who owns them, and whom they retell.
pub(super) struct Voices<'a> {
    owners: BTreeMap<&'a str, &'a str>,
    retells: BTreeMap<&'a str, &'a str>,
}

impl<'a> Voices<'a> {
    pub(super) fn new(witnesses: &[&'a Witness]) -> Self {
        let mut owners = BTreeMap::new();
        let mut retells: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for witness in witnesses {
            let carriers = witness.outlet.iter().chain(&witness.via).chain(&witness.relays);
            for Carrier { id, owner_state } in carriers {
                if let Some(state) = owner_state {
                    let owner = owners.entry(&**id).or_insert(&**state);
                    *owner = (*owner).min(state);
                }
            }
            let (Some(outlet), None, None) =
                (&witness.outlet, &witness.speaker, &witness.copies_of)
            else {
                continue;
            };
            // An outlet that has an account of its own beside what it retells is an origin.
            let whom = retold(witness).map(|whom| &*whom.id).filter(|&whom| whom != outlet.id);
            let known = retells.entry(&outlet.id).or_insert(whom);
            *known = known.and_then(|known| whom.map(|whom| known.min(whom)));
        }
        let retells = retells.into_iter().filter_map(|(id, whom)| Some((id, whom?))).collect();
        Self { owners, retells }
    }

    /// Everything that the account's origin is known by; never empty.
    pub(super) fn of(&self, witness: &Witness) -> Vec<Origin> {
        let text = witness.copies_of.as_ref().unwrap_or(&witness.report);
        match &witness.speaker {
            Some(speaker) => self.spoken(speaker, witness, text),
            None => {
                let own = witness.outlet.as_ref().filter(|_| witness.copies_of.is_none());
                let by = match retold(witness).or(own) {
                    Some(carrier) => Some(self.voice(&carrier.id)),
                    None => witness.copies_of.is_none().then_some(Origin::Unknown),
                };
                by.into_iter().chain([Origin::Text(text.clone())]).collect()
            }
        }
    }

    fn spoken(&self, speaker: &Speaker, witness: &Witness, text: &str) -> Vec<Origin> {
        let country = speaker.country.clone();
        if let (true, Some(country)) = (speaker.government, &country) {
            return vec![Origin::Government(country.clone())];
        }
        if let Some(id) = speaker.body.as_ref().or(speaker.id.as_ref()) {
            return vec![self.voice(id)];
        }
        let name = speaker.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        if speaker.named && !name.is_empty() {
            return vec![Origin::Named(name)];
        }
        // An outlet's follow-ups cite the same officials, and so do those who retell it.
        let own = witness.outlet.as_ref().filter(|_| witness.copies_of.is_none());
        let by = retold(witness).or(own).map(|carrier| self.last(&carrier.id).to_owned());
        let by = by.into_iter().chain([text.to_owned()]);
        by.map(|by| Origin::Anonymous(country.clone(), by)).collect()
    }

    fn voice(&self, id: &str) -> Origin {
        let last = self.last(id);
        match self.owners.get(last) {
            Some(&state) => Origin::Government(state.to_owned()),
            None => Origin::Voice(last.to_owned()),
        }
    }

    /// The end of the chain of those who retell each other; of a circle its smallest id.
    fn last<'b>(&'b self, id: &'b str) -> &'b str {
        let mut path = vec![id];
        let mut passed = BTreeSet::from([id]);
        let mut last = id;
        while let Some(&next) = self.retells.get(last) {
            if !passed.insert(next) {
                let circle = path.iter().skip_while(|&&id| id != next);
                return circle.min().copied().unwrap_or(next);
            }
            path.push(next);
            last = next;
        }
        last
    }
}

/// Whom the account retells: who stands nearest to the speaker, else the report's relay. A report
/// that retells several is no source of its own, and goes with the first by id.
fn retold(witness: &Witness) -> Option<&Carrier> {
    witness.via.first().or_else(|| witness.relays.iter().min())
}
