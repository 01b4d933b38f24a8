//! How often something may be done.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many in each stretch of time.
#[derive(Debug)]
pub(crate) struct Rate {
    most: u32,
    each: Duration,
    held: Mutex<Option<(Instant, u32)>>,
}

impl Rate {
    pub(crate) const fn new(most: u32, each: Duration) -> Self {
        Self { most, each, held: Mutex::new(None) }
    }

    /// Whether one more may be done now; it then counts.
    pub(crate) fn allows(&self, now: Instant) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, done) = held.unwrap_or((now, 0));
        let over = now.saturating_duration_since(since) >= self.each;
        let (since, done) = if over { (now, 0) } else { (since, done) };
        let allowed = done < self.most;
        *held = Some((since, done + u32::from(allowed)));
        allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_up_comes_back_with_the_time() {
        let rate = Rate::new(2, Duration::from_secs(60));
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let told = [0, 1, 2, 59, 60, 61, 62].map(|seconds| rate.allows(at(seconds)));
        assert_eq!(told, [true, true, false, false, true, true, false]);
    }
}
