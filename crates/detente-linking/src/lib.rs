//! What many reports say together.
//!
//! Pure functions over the rows of single reports: which keys a row falls under, and what the
//! rows under one key come to. It must not know files, databases or threads; whoever drives it
//! (the case, Spark) hands over the rows of a key in any order and gets the same rows back.

mod actor;
mod agreement;
pub mod audit;
mod calendar;
pub mod change;
mod channel;
pub mod copies;
pub mod correction;
pub mod dating;
pub mod dispute;
mod fnv;
pub mod incident;
mod keys;
pub mod origin;
mod place;
mod relation;
mod script;
mod source;
mod timeline;
pub mod zone;

pub use actor::{actor, known_actor};
pub use agreement::{
    DAYS as AGREEMENT_DAYS, GROUPS as AGREEMENT_GROUPS, agreements, agreements_within,
    capped as agreement_capped, event_keys as agreement_event_keys, key as agreement_key,
    overlap as agreement_overlap, prints as agreement_prints, turns as agreement_turns,
};
pub use channel::{Contact, Participant, Touch, channels, spells, touches};
pub use fnv::fnv;
pub use keys::{Key, keys, outlet_id};
pub use place::{known_place, place};
pub use relation::{
    Counted, Dyad, Period, PeriodSum, Phase, RelationSettings, Side, Way, Weighed, dyads,
    from_sums, pack, period_rows, period_sums, phases, relations, unpack, weigh,
};
pub use script::script;
pub use source::source;
pub use timeline::timeline;
