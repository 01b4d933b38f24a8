//! What an event does to a channel.

use super::contact::Contact;
use super::words::Words;
use detente_record::{EventType, Status};

/// What is done to a channel, in the order in which several deeds of one day are taken: talks are
/// held, then walked out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Deed {
    /// There is contact.
    Open,
    /// There is contact again, in so many words.
    Revive,
    /// Contact is refused or lessened, which ends nothing: whether the channel is open is then not
    /// known.
    Refuse,
    /// Contact is ended.
    Cut,
}

impl Deed {
    /// By its number; what none has is taken for plain contact.
    pub(super) fn of(number: u8) -> Self {
        let all = [Self::Open, Self::Revive, Self::Refuse, Self::Cut];
        all.into_iter().find(|deed| *deed as u8 == number).unwrap_or(Self::Open)
    }
}

/// Words that stand before what begins again: "resumed negotiations", "reopening of the embassy".
const AGAIN: &[&str] = &[
    "normalis*",
    "normaliz*",
    "reactivat*",
    "reestablish*",
    "renew*",
    "reopen*",
    "restart*",
    "restor*",
    "resum*",
    "reviv*",
];

/// Words that stand after it: "talks between the two resumed".
const BEGAN_AGAIN: &[&str] = &["reopened", "restarted", "restored", "resumed", "revived"];

/// What is cut where contact is; a treaty that is left, or aid that is stopped, is none.
const CONTACT: &[&str] = &[
    "ambassador*",
    "channel*",
    "communication*",
    "consulate*",
    "contact*",
    "dialogue",
    "diplomat*",
    "embass*",
    "envoy*",
    "hot line*",
    "hotline*",
    "links",
    "negotiation*",
    "relations",
    "sharing",
    "summit*",
    "talks",
    "ties",
];

/// Words that stand before what goes on, but less.
const LESS: &[&str] = &["cool*", "curtail*", "downgrad*", "limit*", "lower*", "reduc*", "scal*"];

/// What a contact does; `None` where it did not happen, or does nothing to any channel.
pub(super) fn deed(contact: &Contact, words: &Words) -> Option<Deed> {
    use EventType::{Agree, Consult, Cooperate, Reject, Sanction, Support};
    if !matches!(contact.status, Status::Happened | Status::Ongoing) {
        return None;
    }
    // Who talks of resuming flights resumes no talks.
    let again = || words.near(AGAIN, CONTACT, 3) || words.near(CONTACT, BEGAN_AGAIN, 6);
    let opened = || if again() { Deed::Revive } else { Deed::Open };
    match contact.kind {
        Consult | Cooperate => Some(opened()),
        // Who comes to an agreement with the other talks with them; what is agreed is to come.
        Agree => contact.reciprocal.then_some(Deed::Open),
        Support => {
            let ties = contact.coded("050") && words.any(CONTACT);
            ties.then(opened)
        }
        Sanction => {
            // Of one envoy sent away another may stay.
            let sent_away = contact.coded("166") && words.any(&["ambassador*", "envoy"]);
            let ended = contact.coded("161") && words.any(CONTACT) || contact.coded("164");
            let less = || words.near(LESS, CONTACT, 3) || words.any(&["for consultation*"]);
            (sent_away || ended).then(|| if less() { Deed::Refuse } else { Deed::Cut })
        }
        Reject => {
            // A plan or a mediator turned down is no meeting turned down.
            let other = contact.coded("126") || contact.coded("127");
            (contact.mode("meet") && !other).then_some(Deed::Refuse)
        }
        _ => None,
    }
}
