//! The rows of a pair as whole numbers.

use detente_record::Relation;
use jiff::civil::Date;

/// One period in which a pair had to do with each other. Nets are in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) net: i64,
    /// The lower and the upper edge of the band.
    pub(super) band: Option<[i64; 2]>,
    pub(super) phase: Option<String>,
}

/// The periods of rows, each first day once, in the order of days.
pub(super) fn periods(rows: &[&Relation]) -> Vec<Period> {
    let mut all: Vec<Period> = rows.iter().filter_map(|row| period(row)).collect();
    all.sort_by_key(|one| (one.from, one.to, one.net));
    all.dedup_by_key(|one| one.from);
    all
}

fn period(row: &Relation) -> Option<Period> {
    let day = |text: &Option<String>| text.as_deref()?.parse::<Date>().ok();
    let (from, to) = (day(&row.from)?, day(&row.to)?);
    let band = row.low.and_then(thousandths).zip(row.high.and_then(thousandths));
    let band = band.map(|(low, high)| [low.min(high), low.max(high)]);
    let net = thousandths(row.net?)?;
    (from <= to).then(|| Period { from, to, net, band, phase: row.phase.clone() })
}

fn thousandths(value: f64) -> Option<i64> {
    value.is_finite().then(|| (value.clamp(-1.0, 1.0) * 1000.0).round() as i64)
}

/// The stretches of periods of which each begins on the day after the one before.
pub(super) fn runs(periods: &[Period]) -> impl Iterator<Item = &[Period]> {
    periods.chunk_by(|a, b| a.to.tomorrow().is_ok_and(|next| next >= b.from))
}
