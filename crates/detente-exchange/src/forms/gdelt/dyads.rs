//! The pairs of an incident: CAMEO's events have one actor and one to whom it was done.

use crate::forms::side::key;
use detente_record::{ActorRef, Incident};
use sha2::{Digest, Sha256};

/// One who did it and one to whom, either of whom may not be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dyad {
    /// GDELT's number of the event.
    pub(super) number: u64,
    pub(super) actor: Option<ActorRef>,
    pub(super) recipient: Option<ActorRef>,
}

/// All pairs of an incident. Where the same stand on both sides, as in a meeting, each acts towards
/// each other, as CAMEO has it.
pub(super) fn dyads(incident: &Incident) -> Vec<Dyad> {
    let side = |all: &[ActorRef]| -> Vec<Option<ActorRef>> {
        if all.is_empty() { vec![None] } else { all.iter().cloned().map(Some).collect() }
    };
    let (actors, recipients) = (side(&incident.actors), side(&incident.recipients));
    let alone = actors.len() == 1 && recipients.len() == 1;
    let mut all = vec![];
    for actor in &actors {
        for recipient in &recipients {
            let keys = (actor.as_ref().map(key), recipient.as_ref().map(key));
            // Nobody meets himself; a lone pair of one name may be a part and another of it.
            if keys.0.is_some() && keys.0 == keys.1 && !alone {
                continue;
            }
            let number = number(&incident.id, keys.0.as_deref(), keys.1.as_deref());
            all.push(Dyad { number, actor: actor.clone(), recipient: recipient.clone() });
        }
    }
    all.sort_by_key(|dyad| dyad.number);
    all.dedup_by_key(|dyad| dyad.number);
    all
}

/// A number for GLOBALEVENTID that hangs on the incident and the pair alone: 63 bits, so that it is
/// a positive integer everywhere.
fn number(incident: &str, actor: Option<&str>, recipient: Option<&str>) -> u64 {
    let mut hash = Sha256::new();
    for part in [incident, actor.unwrap_or_default(), recipient.unwrap_or_default()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let bytes: [u8; 32] = hash.finalize().into();
    bytes[..8].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)) >> 1
}
