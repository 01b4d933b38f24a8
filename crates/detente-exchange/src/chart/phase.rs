//! The phases, as stretches with their names.

use super::axis::Axis;
use super::series::Period;
use super::{DOWN, STRIP, label};
use jiff::civil::Date;
use std::fmt::Write;

/// What a letter of a name takes across, and the air beside a name.
const LETTER: i64 = 6;
const AIR: i64 = 6;

/// A phase with its first and last day.
pub(super) struct Stretch {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) name: String,
}

/// The phases of periods in the order of days.
pub(super) fn stretches(periods: &[Period]) -> Vec<Stretch> {
    let same = |a: &Period, b: &Period| a.phase == b.phase;
    let one = |part: &[Period]| {
        let name = part.first()?.phase.clone()?;
        Some(Stretch { from: part.first()?.from, to: part.last()?.to, name })
    };
    periods.chunk_by(same).filter_map(one).collect()
}

/// A bar with the name of each, and a dashed line down where it ends.
pub(super) fn draw(out: &mut String, phases: &[Stretch], axis: &Axis) -> std::fmt::Result {
    let ([top, bottom], [_, down]) = (STRIP, DOWN);
    // Where the last name ended: a short phase's name may go on over the days beside it.
    let mut taken = 0;
    for (nth, one) in phases.iter().enumerate() {
        let (left, right) = (axis.start(one.from), axis.end(one.to));
        write!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"currentColor\" \
             fill-opacity=\".12\" stroke=\"none\"/>",
            (right - left).max(1),
            bottom - top
        )?;
        let next = phases.get(nth + 1).map(|next| axis.start(next.from));
        if next.is_some() {
            write!(
                out,
                "<path d=\"M{right} {bottom}V{down}\" stroke-opacity=\".4\" stroke-dasharray=\"3 3\"/>"
            )?;
        }
        let number = one.name.split(' ').next().unwrap_or(&one.name);
        let end = next.unwrap_or(right);
        let room = |text: &str, from: i64, to: i64| from.max(taken) + width(text) <= to;
        let (at, anchor, text) = match one.name.as_str() {
            name if room(name, left, end) => (left.max(taken), "start", name),
            name if room(name, taken, right) => (right, "end", name),
            _ if room(number, left, end) => (left.max(taken), "start", number),
            _ => continue,
        };
        match anchor {
            "start" => {
                taken = at + width(text);
                label(out, (at + AIR / 2, bottom - 5), anchor, text)?;
            }
            _ => {
                taken = at;
                label(out, (at - AIR / 2, bottom - 5), anchor, text)?;
            }
        }
    }
    Ok(())
}

/// What a name takes across.
fn width(name: &str) -> i64 {
    i64::try_from(name.chars().count()).unwrap_or(i64::MAX / 16) * LETTER + AIR
}
