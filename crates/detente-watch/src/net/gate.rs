//! One host at a time: never two requests at once, and a pause between them.

use crate::watch::Clock;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// When each host may be asked next, in the clock's own running time.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    free: Mutex<BTreeMap<String, Duration>>,
}

impl Gate {
    /// Waits until a host may be asked, and takes the turn. Those who ask one host stand in a row, for
    /// each host is one thread's.
    pub(crate) fn pass(&self, host: &str, pause: Duration, clock: &dyn Clock) {
        let now = clock.running();
        let wait = {
            let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
            let at = free.get(host).copied().unwrap_or_default().max(now);
            free.insert(host.to_owned(), at + pause);
            at - now
        };
        if !wait.is_zero() {
            clock.pause(wait);
        }
    }
}
