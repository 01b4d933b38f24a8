//! Who a participant is to others: a state's forces, an armed group, civilians.

use super::ledger::Ledger;
use detente_record::{ActorKind, ActorRef};

/// What kind of side a participant is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// A state, its army, police, officials.
    State,
    /// Armed, and no state's: rebels.
    Rebels,
    /// Armed on the side of a state without being its army.
    Paramilitaries,
    /// Armed, and nobody knows whose.
    Unidentified,
    /// Unarmed.
    Civilians,
}

/// What kind of side a participant is, by its sector, else by what is known of the actor.
pub(crate) fn side(who: &ActorRef, ledger: &Ledger) -> Option<Side> {
    match who.sector.as_deref() {
        Some("GOV" | "MIL" | "COP" | "SPY" | "LEG" | "JUD") => return Some(Side::State),
        Some("REB" | "SEP" | "INS") => return Some(Side::Rebels),
        Some("PRM") => return Some(Side::Paramilitaries),
        Some("UAF") => return Some(Side::Unidentified),
        Some("CVL" | "REF" | "JRN" | "MED" | "EDU" | "LAB" | "AGR" | "REL" | "SOC") => {
            return Some(Side::Civilians);
        }
        _ => {}
    }
    match ledger.kind_of(who)? {
        ActorKind::State => Some(Side::State),
        ActorKind::ArmedGroup => Some(Side::Rebels),
        ActorKind::Population | ActorKind::Media | ActorKind::Ngo => Some(Side::Civilians),
        _ => None,
    }
}

/// The side of a list of participants, where all whose side is known are of one.
pub(crate) fn side_of_all(all: &[ActorRef], ledger: &Ledger) -> Option<Side> {
    let mut sides: Vec<Side> = all.iter().filter_map(|one| side(one, ledger)).collect();
    sides.sort_unstable();
    sides.dedup();
    match sides[..] {
        [one] => Some(one),
        _ => None,
    }
}

/// The name to write for a participant.
pub(crate) fn name(who: &ActorRef) -> &str {
    who.name.as_deref().unwrap_or(&who.text)
}

/// What tells a participant from another: its id, else its words and its country.
pub(crate) fn key(who: &ActorRef) -> String {
    match &who.id {
        Some(id) => id.clone(),
        None => format!("{}|{}", who.text.to_lowercase(), who.country.as_deref().unwrap_or("")),
    }
}
