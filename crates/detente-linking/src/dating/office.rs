//! Who held which office.
//!
//! Somebody who acts under a title holds the office; somebody named under it may be of an older
//! story. "Former" says that the office is over. Somebody who acts without a title mostly holds
//! some office; for one person this says little.

use super::days::{Days, number};
use detente_reading::clues::{Clue, Says, Span};
use std::collections::BTreeMap;

/// The title's holder acts, and the office is not held.
const ACTS: i32 = 40;
/// The title's holder is only named.
const NAMED: i32 = 18;
/// Each time more,
const AGAIN: i32 = 4;
/// at most so much.
const AGAIN_AT_MOST: i32 = 16;
/// A former holder has the office still, or again,
const STILL: i32 = 20;
/// or had it not yet.
const NOT_YET: i32 = 40;
/// Somebody acts who holds no office.
const IDLE: i32 = 5;
/// All of them count for so much at most.
const IDLE_AT_MOST: i32 = 30;

pub(super) fn weigh(clues: &[Clue], days: &mut Days) {
    let mut holders: BTreeMap<(&str, &[Span]), (bool, i32)> = BTreeMap::new();
    let mut idle = days.layer();
    let mut former: Vec<&[Span]> = vec![];
    for clue in clues {
        match &clue.says {
            Says::Holds { holder, held, acts, .. } => {
                let known = holders.entry((holder, held)).or_default();
                known.0 |= acts;
                known.1 += 1;
            }
            Says::Held { held, .. } if !former.contains(&held.as_slice()) => former.push(held),
            Says::Active { held, .. } => outside(held, IDLE, &mut idle),
            _ => {}
        }
    }
    for ((_, held), (acts, times)) in holders {
        let points = if acts { ACTS } else { NAMED };
        outside(held, points + (AGAIN * (times - 1)).min(AGAIN_AT_MOST), days);
    }
    for held in former {
        let over = held.iter().filter_map(|(_, to)| *to).min();
        let Some(over) = over else { continue };
        days.outside(Some(over), None, NOT_YET);
        for (from, to) in held.iter().filter(|(_, to)| to.is_some()) {
            let (from, to) = edges(*from, *to);
            days.span(from.max(number(over) + 1), to, STILL);
        }
    }
    days.add(&idle, IDLE_AT_MOST);
}

/// Points against the days on which none of these was held.
fn outside(held: &[Span], points: i32, days: &mut Days) {
    let mut spans: Vec<(i64, i64)> = held.iter().map(|(from, to)| edges(*from, *to)).collect();
    spans.sort_unstable();
    let mut free = i64::MIN;
    for (from, to) in spans {
        if from > free {
            days.span(free, from.saturating_sub(1), points);
        }
        free = free.max(to.saturating_add(1));
    }
    if free < i64::MAX {
        days.span(free, i64::MAX, points);
    }
}

fn edges(from: Option<jiff::civil::Date>, to: Option<jiff::civil::Date>) -> (i64, i64) {
    (from.map_or(i64::MIN, number), to.map_or(i64::MAX - 1, number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn points_stand_where_nothing_was_held() {
        let mut days = Days::new();
        let span = |from: i16, to: i16| (Some(date(from, 1, 1)), Some(date(to, 12, 31)));
        outside(&[span(2015, 2023), span(2010, 2011)], 8, &mut days);
        let points = days.points();
        let at = |year| points[usize::try_from(number(date(year, 6, 1))).expect("a day")];
        assert_eq!([at(2009), at(2010), at(2013), at(2020), at(2024)], [8, 0, 8, 0, 8]);
    }
}
