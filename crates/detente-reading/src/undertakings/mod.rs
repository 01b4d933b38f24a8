//! Who bound themselves to do what, and what is said of its being done.

use crate::statements::Told;
use crate::view::View;
use detente_record::{Event, Undertaking};

/// All undertakings in text order.
pub(crate) fn read(_view: &View, _told: &[Told], _events: &[Event]) -> Vec<Undertaking> {
    vec![]
}
