//! What is said of the keeping of an obligation, each saying once, in the order of days.

use super::side::identity;
use detente_record::{Evidence, Performance, Stance};
use std::collections::BTreeMap;

/// Sayings of one holder on one day that say one thing become one, with the words of all.
pub(super) fn distinct<'a>(all: impl IntoIterator<Item = &'a Performance>) -> Vec<Performance> {
    type Key<'k> = (
        (bool, Option<&'k str>, Option<&'k str>),
        Option<String>,
        &'k str,
        Stance,
        // A saying of a report's own is that report's, whatever others say.
        Option<&'k str>,
    );
    let mut found: BTreeMap<Key<'a>, Vec<&'a Performance>> = BTreeMap::new();
    for one in all {
        let (from, to) = (one.date.from.as_deref(), one.date.to.as_deref());
        let holder = one.holder.as_ref().map(identity);
        let report = if holder.is_none() { report(one) } else { None };
        let key = ((to.is_none(), to, from), holder, one.status.as_str(), one.stance, report);
        found.entry(key).or_default().push(one);
    }
    let merged = found.into_values().filter_map(|mut same| {
        same.sort_by(|a, b| (&a.evidence, &a.holder).cmp(&(&b.evidence, &b.holder)));
        let first = (*same.first()?).clone();
        let words = same.iter().flat_map(|one| &one.evidence);
        Some(Performance { evidence: evidence(words), ..first })
    });
    merged.collect()
}

/// The report that a saying stands in.
pub(super) fn report(one: &Performance) -> Option<&str> {
    one.evidence.first().map(|words| words.report.as_str())
}

/// All words, each once, in the order of reports and bytes.
pub(super) fn evidence<'a>(all: impl IntoIterator<Item = &'a Evidence>) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = all.into_iter().cloned().collect();
    let start = |one: &Evidence| one.parts.first().map(|part| part.bytes);
    all.sort_by(|a, b| (&a.report, &a.field, start(a), a).cmp(&(&b.report, &b.field, start(b), b)));
    all.dedup();
    all
}
