//! What the processor was given to, whatever neighbours do.

use std::time::Instant;

/// Seconds of the processor that this thread is given for some work; by the clock where the system
/// does not tell.
pub(crate) fn seconds(work: impl FnOnce()) -> f64 {
    let (started, before) = (Instant::now(), given());
    work();
    match (before, given()) {
        (Some(before), Some(after)) => after - before,
        _ => started.elapsed().as_secs_f64(),
    }
}

/// Seconds that this thread was given so far.
fn given() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let spent: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(spent / 1e9)
}
