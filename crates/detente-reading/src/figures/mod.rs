//! Figures: what number stands there, and what it counts.
//!
//! "At least 14" has a least figure and no greatest, "up to 14" the other way round; "more than
//! 20" begins at 21; "between seven and eight" has both; "about" and "nearly" leave the figure as
//! it is without bounds, and "dozens" is a word without one ([`number`], [`bound`]). What is
//! counted is told by the tree ([`count`]), save for measures, which stand right behind
//! ([`unit`]). Numbers that count nothing — ages, dates, scores, the numbers of brigades and
//! telephones — are none ([`barred`]).

mod barred;
mod bound;
mod count;
mod number;
mod unit;

pub(crate) use bound::figure;
pub(crate) use count::{Count, counts};
pub(crate) use number::small_number;
pub(crate) use unit::unit;

/// A figure as read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
}

impl Figure {
    /// The figure in another unit.
    pub(crate) fn times(self, by: f64) -> Self {
        let scaled = |figure: Option<f64>| figure.map(|figure| figure * by);
        Self { value: scaled(self.value), low: scaled(self.low), high: scaled(self.high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_view;

    #[test]
    fn figures_with_their_bounds() {
        type Bounds = (Option<f64>, Option<f64>, Option<f64>);
        let cases: &[(&str, Option<Bounds>)] = &[
            ("14 soldiers", Some((Some(14.0), Some(14.0), Some(14.0)))),
            ("1,400 people", Some((Some(1400.0), Some(1400.0), Some(1400.0)))),
            ("fourteen men", Some((Some(14.0), Some(14.0), Some(14.0)))),
            ("twenty-one men", Some((Some(21.0), Some(21.0), Some(21.0)))),
            ("two hundred and twelve men", Some((Some(212.0), Some(212.0), Some(212.0)))),
            ("at least 19 men", Some((Some(19.0), Some(19.0), None))),
            ("more than 20 men", Some((Some(20.0), Some(21.0), None))),
            ("up to 20 men", Some((Some(20.0), None, Some(20.0)))),
            ("between seven and eight men", Some((None, Some(7.0), Some(8.0)))),
            ("15–20 men", Some((None, Some(15.0), Some(20.0)))),
            ("about 20 men", Some((Some(20.0), None, None))),
            ("dozens of men", Some((None, None, None))),
            ("1.5 million people", Some((Some(1.5e6), Some(1.5e6), Some(1.5e6)))),
            ("a dozen men", Some((Some(12.0), Some(12.0), Some(12.0)))),
            ("the men", None),
        ];
        for (text, expected) in cases {
            let found = with_view(text, None, |view| figure(&view.toks, 0));
            let found = found.map(|(figure, _)| (figure.value, figure.low, figure.high));
            assert_eq!(&found, expected, "{text}");
        }
    }
}
