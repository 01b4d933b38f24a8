//! How a relation moved, drawn: one pair's rows as an SVG that stands alone.
//!
//! No script, no font and no colour of its own: lines and letters take the ink of the page they
//! stand in (`currentColor`), so that it reads on dark and on light and in print. What it shows it
//! also says, in its `title` and `desc`. All coordinates are whole numbers.

mod axis;
mod phase;
mod series;

use crate::html;
use axis::Axis;
use detente_record::{ActorRef, Relation};
use series::{Period, periods, runs};
use std::fmt::Write;

/// Width and height of the drawing.
const SIZE: [i64; 2] = [640, 180];
/// First and last place across that stands for a day.
const ACROSS: [i64; 2] = [80, 630];
/// Upper and lower edge of the strip that names the phases.
const STRIP: [i64; 2] = [4, 22];
/// Where a net of 1 and one of −1 lie.
const DOWN: [i64; 2] = [34, 150];

/// The chart of one pair, from its rows in any order; those of one direction are passed over, as
/// are those without days or net. `None` where none is left.
///
/// The line is the net, the band around it what the rows give as its edges; both break where a
/// period has no incidents. Dashes mark where a phase ends.
///
/// ```
/// use detente_record::{ActorRef, Relation};
/// let side = |name: &str| ActorRef { name: Some(name.into()), ..ActorRef::default() };
/// let month = |from: &str, to: &str, net| Relation {
///     a: side("Armenia"), b: side("Azerbaijan"), directed: false,
///     from: Some(from.into()), to: Some(to.into()), incidents: 3, cooperation: 0.0, conflict: 1.0,
///     net: Some(net), low: None, high: None, undated: 0, phase: Some("1 hostile".into()),
///     drivers: vec![], method: String::new(),
/// };
/// let rows = [month("2020-09-01", "2020-09-30", -1.0), month("2020-10-01", "2020-10-31", -0.9)];
/// let chart = detente_exchange::chart::of_relation(&rows).unwrap();
/// assert!(chart.starts_with("<svg ") && chart.contains("<title>How Armenia and Azerbaijan stood"));
/// assert_eq!(detente_exchange::chart::of_relation(&[]), None);
/// ```
pub fn of_relation(rows: &[Relation]) -> Option<String> {
    let pair: Vec<&Relation> = rows.iter().filter(|row| !row.directed).collect();
    let (periods, of) = (periods(&pair), pair.first()?);
    let axis = Axis::over(periods.first()?.from, periods.iter().map(|one| one.to).max()?);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = draw(&mut out, &periods, &axis, [&of.a, &of.b]);
    Some(out)
}

fn draw(
    out: &mut String,
    periods: &[Period],
    axis: &Axis,
    sides: [&ActorRef; 2],
) -> std::fmt::Result {
    let [width, height] = SIZE;
    let [a, b] = sides.map(|side| words(side.name.as_deref().unwrap_or(&side.text)));
    let phases = phase::stretches(periods);
    write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" fill=\"none\" stroke=\"currentColor\" \
         font-family=\"system-ui,sans-serif\" font-size=\"11\">\
         <title>How {a} and {b} stood</title><desc>{}</desc>",
        words(&told(periods, &phases))
    )?;
    frame(out, axis)?;
    phase::draw(out, &phases, axis)?;
    for run in runs(periods) {
        line(out, run, axis)?;
    }
    out.push_str("</svg>");
    Ok(())
}

/// What the chart shows, in words.
fn told(periods: &[Period], phases: &[phase::Stretch]) -> String {
    let mut text = String::from("Net from -1 (conflict only) to 1 (cooperation only).");
    for one in phases {
        let _ = write!(text, " Phase {}: {} to {}.", one.name, one.from, one.to);
    }
    if let Some(last) = periods.last() {
        let sign = if last.net < 0 { "-" } else { "" };
        let net = last.net.abs();
        let (whole, rest) = (net / 1000, net % 1000 / 10);
        let _ = write!(text, " Last: {sign}{whole}.{rest:02} on {}.", last.to);
    }
    text
}

/// The lines of nothing, of all and of time, with what they stand for.
fn frame(out: &mut String, axis: &Axis) -> std::fmt::Result {
    let ([left, right], [top, bottom]) = (ACROSS, DOWN);
    let middle = level(0);
    write!(
        out,
        "<path d=\"M{left} {top}H{right}M{left} {middle}H{right}M{left} {bottom}H{right}\" \
         stroke-opacity=\".3\"/>"
    )?;
    for (at, name) in [(top, "cooperation"), (middle, "balance"), (bottom, "conflict")] {
        label(out, (left - 6, at + 4), "end", name)?;
    }
    for tick in axis.ticks() {
        write!(out, "<path d=\"M{} {bottom}v5\" stroke-opacity=\".6\"/>", tick.at)?;
        label(out, (tick.at, bottom + 18), "middle", &tick.name)?;
    }
    Ok(())
}

/// The net of periods that follow each other, with its band.
fn line(out: &mut String, run: &[Period], axis: &Axis) -> std::fmt::Result {
    let at = |one: &Period| axis.middle(one.from, one.to);
    for banded in run.chunk_by(|a, b| a.band.is_some() == b.band.is_some()) {
        let edges: Vec<(i64, [i64; 2])> =
            banded.iter().filter_map(|one| Some((at(one), one.band?.map(level)))).collect();
        match edges.as_slice() {
            [] => {}
            [(x, [low, high])] => write!(
                out,
                "<path d=\"M{x} {low}V{high}\" stroke-width=\"8\" stroke-opacity=\".2\"/>"
            )?,
            _ => {
                let there = edges.iter().map(|(x, [_, high])| (x, high));
                let back = edges.iter().rev().map(|(x, [low, _])| (x, low));
                let all: Vec<String> = there.chain(back).map(|(x, y)| format!("{x} {y}")).collect();
                let d = all.join("L");
                let fill = "fill=\"currentColor\" fill-opacity=\".2\" stroke=\"none\"";
                write!(out, "<path d=\"M{d}Z\" {fill}/>")?;
            }
        }
    }
    let points: Vec<String> =
        run.iter().map(|one| format!("{} {}", at(one), level(one.net))).collect();
    if points.len() > 1 {
        let d = points.join("L");
        write!(out, "<path d=\"M{d}\" stroke-width=\"2\" stroke-linejoin=\"round\"/>")?;
    }
    let d = points.join("h0M");
    write!(out, "<path d=\"M{d}h0\" stroke-width=\"5\" stroke-linecap=\"round\"/>")
}

/// How far down a net in thousandths lies.
fn level(net: i64) -> i64 {
    let [top, bottom] = DOWN;
    top + ((1000 - net) * (bottom - top) + 1000) / 2000
}

fn label(out: &mut String, at: (i64, i64), anchor: &str, text: &str) -> std::fmt::Result {
    let (x, y) = at;
    write!(
        out,
        "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"currentColor\" \
         stroke=\"none\">{}</text>",
        words(text)
    )
}

/// Words as they read in XML, which knows fewer characters than HTML.
fn words(text: &str) -> String {
    html(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
