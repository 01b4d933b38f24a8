//! What is to come here, and was there on a known day.
//!
//! "The envoys will meet in Juba" was written before they met, and mostly not long before: what is
//! planned is news for some weeks. A meeting may be put off and be planned twice, so it says little.

use super::happening;
use super::points;
use super::{Facts, Found};
use crate::dating::Bound;
use detente_record::Status;

pub(super) fn bounds(undated: &Facts, found: &Found<'_>) -> Vec<Bound> {
    /// Days before, within which something is told as to come.
    const BEFORE: i64 = 31;
    /// Points against other days.
    const AHEAD: i32 = 16;
    let met = happening::met(undated, found, Status::Planned);
    let Some(one) = met.iter().max() else { return vec![] };
    let because = format!("it tells, as to come, of “{}", one.because);
    points::bound(one.from - BEFORE, one.to, AHEAD, &because).into_iter().collect()
}
