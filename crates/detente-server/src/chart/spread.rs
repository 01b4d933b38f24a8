//! Incidents over time, drawn: a lane a side, a mark an incident, a bar where there are too many.

use super::axis::{Axis, Tick, day, later};
use detente_case::{Bin, Lane};
use detente_record::{TimeBasis, TimeSpan};
use jiff::civil::Date;

/// Width of the drawing, and its first and last place that stands for a day.
const WIDTH: f64 = 1000.0;
const LEFT: f64 = 12.0;
const RIGHT: f64 = 988.0;
/// Room for the name of a lane, from there to its first line, and from line to line.
const NAME: f64 = 20.0;
const LINE: f64 = 15.0;
/// Lines of a lane on which marks are kept apart.
const LINES: usize = 4;
/// Width of a number that stands for marks without room.
const CROWD: f64 = 34.0;
/// Height of the highest bar.
const BAR: f64 = 34.0;
/// Columns of bars in a lane.
const COLUMNS: usize = 48;

/// Something to be drawn at its days.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) from: Option<Date>,
    pub(crate) to: Date,
    /// Whether it filled the days between, and was not just on one of them.
    pub(crate) throughout: bool,
    pub(crate) disputed: bool,
    pub(crate) deadline: bool,
    pub(crate) link: String,
    pub(crate) told: String,
}

/// Incidents of some days.
#[derive(Clone, Debug)]
pub(crate) struct Count {
    pub(crate) from: Date,
    pub(crate) to: Date,
    pub(crate) incidents: usize,
    pub(crate) disputed: usize,
}

/// What stands in a lane.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) link: Option<String>,
    /// The side, as filters name it; empty where it is none.
    pub(crate) key: String,
    pub(crate) items: Vec<Item>,
    pub(crate) counts: Vec<Count>,
}

/// The drawing.
#[derive(Debug)]
pub(crate) struct Chart {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) ticks: Vec<Tick>,
    pub(crate) lanes: Vec<Drawn>,
}

#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) name: String,
    pub(crate) link: Option<String>,
    /// Where its name stands, and its ground line.
    pub(crate) y: f64,
    pub(crate) base: f64,
    pub(crate) shapes: Vec<Shape>,
}

#[derive(Debug)]
pub(crate) struct Shape {
    pub(crate) d: String,
    /// A part of it that is drawn as disputed.
    pub(crate) over: Option<String>,
    pub(crate) class: &'static str,
    pub(crate) link: String,
    pub(crate) told: String,
    /// Letters in it, and where they stand.
    pub(crate) letters: Option<(f64, f64, String)>,
}

/// When an incident was, as it is drawn; nothing without a day.
pub(crate) fn dated(time: &detente_record::Time) -> Option<(Option<Date>, Date, bool)> {
    let to = day(time.to.as_deref()?, true)?;
    let from = time.from.as_deref().and_then(|from| day(from, false));
    // Of what is only known to have been told by a day, nothing is known of when it began.
    let from = from.filter(|_| time.basis != Some(TimeBasis::ReportDate));
    Some((from, to, time.span == Some(TimeSpan::Throughout)))
}

/// The counts of a lane, in at most so many columns as have room.
pub(crate) fn counts(lane: &Lane) -> Vec<Count> {
    let count = |bin: &Bin| {
        let (from, to) = (day(&bin.period, false)?, day(&bin.period, true)?);
        Some(Count { from, to, incidents: bin.incidents, disputed: bin.disputed })
    };
    lane.bins.iter().filter_map(count).collect()
}

/// The drawing of some lanes between two days; `link` gives the list of some days in a lane.
pub(crate) fn draw(
    rows: &[Row],
    [first, last]: [Date; 2],
    link: &dyn Fn(&Row, &Count) -> String,
) -> Chart {
    let axis = Axis { first, last: last.max(first), left: LEFT, right: RIGHT };
    let mut y = 4.0;
    let mut lanes = vec![];
    for row in rows {
        let name = y + 13.0;
        let (shapes, height) = if row.counts.is_empty() {
            marks(row, &axis, y + NAME, link)
        } else {
            let base = y + NAME + BAR;
            let counts = merged(&row.counts, &axis);
            let highest = counts.iter().map(|one| one.incidents).max().unwrap_or(1).max(1);
            (counts.iter().map(|one| bar(one, &axis, base, highest, link(row, one))).collect(), BAR)
        };
        y += NAME + height + 4.0;
        lanes.push(Drawn {
            name: row.name.clone(),
            link: row.link.clone(),
            y: name,
            base: y,
            shapes,
        });
        y += 4.0;
    }
    Chart {
        width: WIDTH,
        height: y + 22.0,
        left: LEFT,
        right: RIGHT,
        first: axis.first.to_string(),
        last: axis.last.to_string(),
        ticks: axis.ticks(),
        lanes,
    }
}

/// Neighbouring counts together, so that no more columns come of them than there is room for. The
/// columns of all lanes lie alike.
fn merged(counts: &[Count], axis: &Axis) -> Vec<Count> {
    let shortest = counts.iter().map(|one| super::axis::days(one.from, one.to) + 1).min();
    let shortest = shortest.unwrap_or(1).max(1);
    let columns = (axis.length() / shortest).max(1);
    let together = (columns + COLUMNS as i64 - 1) / COLUMNS as i64;
    let column = |one: &Count| {
        // Months are unequally long: by their middle they fall into the right column.
        let middle = later(one.from, super::axis::days(one.from, one.to) / 2);
        super::axis::days(axis.first, middle).max(0) / (shortest * together)
    };
    let mut out: Vec<(i64, Count)> = vec![];
    for one in counts {
        match out.last_mut() {
            Some((held, last)) if *held == column(one) && together > 1 => {
                last.to = one.to;
                last.incidents += one.incidents;
                last.disputed += one.disputed;
            }
            _ => out.push((column(one), one.clone())),
        }
    }
    out.into_iter().map(|(_, one)| one).collect()
}

fn bar(one: &Count, axis: &Axis, base: f64, highest: usize, link: String) -> Shape {
    let (left, right) = (axis.start(one.from), axis.end(one.to));
    let right = (right - 1.0).max(left + 2.0);
    let high = (one.incidents as f64 / highest as f64 * BAR).max(2.0);
    let days = match one.from == one.to {
        true => one.from.to_string(),
        false => format!("{} to {}", one.from, one.to),
    };
    let plural = if one.incidents == 1 { "" } else { "s" };
    let disputed = match one.disputed {
        0 => String::new(),
        n => format!(", {n} disputed"),
    };
    // What is disputed of it stands on top, hollow.
    let part = base - high + high * one.disputed as f64 / one.incidents.max(1) as f64;
    let boxed = |low: f64, top: f64| format!("M{left:.1} {low:.1}V{top:.1}H{right:.1}V{low:.1}Z");
    let over = (one.disputed > 0).then(|| boxed(part, base - high));
    let told = format!("{days}: {} incident{plural}{disputed}", one.incidents);
    Shape { d: boxed(base, part), over, class: "bar", link, told, letters: None }
}

/// The marks of a lane, kept apart on a few lines, and how high that is. Those for which no line has
/// room stand together as a number.
fn marks(
    row: &Row,
    axis: &Axis,
    top: f64,
    link: &dyn Fn(&Row, &Count) -> String,
) -> (Vec<Shape>, f64) {
    let mut ends = [f64::MIN; LINES];
    let mut used = 0;
    let mut out = vec![];
    let mut crowds: Vec<(f64, Count)> = vec![];
    for item in &row.items {
        let (left, right) = (item.from.map(|from| axis.start(from)), axis.end(item.to));
        let begin = left.map_or(right - 22.0, |left| left.min(right - 11.0));
        let Some(line) = ends.iter().position(|end| *end + 2.0 <= begin) else {
            crowd(&mut crowds, item, right);
            continue;
        };
        ends[line] = right.max(begin + 11.0);
        used = used.max(line + 1);
        let y = top + LINE * line as f64 + LINE / 2.0;
        out.push(mark(item, axis, y));
    }
    let y = top + LINE * used as f64;
    for (right, count) in &crowds {
        let left = right - CROWD;
        let days = format!("{} to {}", count.from, count.to);
        let disputed = match count.disputed {
            0 => String::new(),
            n => format!(", {n} disputed"),
        };
        out.push(Shape {
            d: format!("M{left:.1} {:.1}H{right:.1}V{:.1}H{left:.1}Z", y + 1.0, y + 17.0),
            over: None,
            class: if count.disputed > 0 { "crowd partly" } else { "crowd" },
            told: format!("+{} more, {days}{disputed}", count.incidents),
            link: link(row, count),
            letters: Some((left + CROWD / 2.0, y + 13.0, format!("+{}", count.incidents))),
        });
    }
    (out, LINE * used.max(1) as f64 + if crowds.is_empty() { 0.0 } else { 20.0 })
}

/// Puts one among those for which there was no room: to the last of them, if that is near.
fn crowd(crowds: &mut Vec<(f64, Count)>, item: &Item, right: f64) {
    let from = item.from.unwrap_or(item.to);
    let disputed = usize::from(item.disputed);
    match crowds.last_mut() {
        Some((end, held)) if right - *end < CROWD => {
            held.from = held.from.min(from);
            held.to = held.to.max(item.to);
            held.incidents += 1;
            held.disputed += disputed;
        }
        _ => {
            let right = right.max(LEFT + CROWD);
            crowds.push((right, Count { from, to: item.to, incidents: 1, disputed }));
        }
    }
}

fn mark(item: &Item, axis: &Axis, y: f64) -> Shape {
    let right = axis.end(item.to);
    let middle = (axis.start(item.to) + right) / 2.0;
    let (d, class) = match item.from {
        _ if item.deadline => {
            let (x, r) = (middle, 6.0);
            (
                format!(
                    "M{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}Z",
                    x - r,
                    y - r,
                    x + r,
                    y + r
                ),
                "deadline",
            )
        }
        // Some day until then: a wedge that comes out of nowhere.
        None => {
            let (tail, high) = (right - 20.0, 5.0);
            (format!("M{tail:.1} {y:.1}L{right:.1} {:.1}V{:.1}Z", y - high, y + high), "until")
        }
        Some(from) if from == item.to => {
            let r = 5.0;
            let left = middle - r;
            (
                format!("M{left:.1} {y:.1}a{r} {r} 0 1 0 {w} 0a{r} {r} 0 1 0 -{w} 0Z", w = 2.0 * r),
                "dot",
            )
        }
        Some(from) => {
            let left = axis.start(from).min(right - 6.0);
            let d = format!("M{left:.1} {:.1}H{right:.1}V{:.1}H{left:.1}Z", y - 4.0, y + 4.0);
            (d, if item.throughout { "span" } else { "within" })
        }
    };
    let class = match (class, item.disputed) {
        ("dot", true) => "dot contested",
        ("span", true) => "span contested",
        ("within", true) => "within contested",
        ("until", true) => "until contested",
        (class, _) => class,
    };
    Shape { d, class, link: item.link.clone(), told: item.told.clone(), over: None, letters: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        day(text, false).unwrap()
    }

    fn item(from: Option<&str>, to: &str) -> Item {
        Item {
            from: from.map(date),
            to: date(to),
            throughout: false,
            disputed: false,
            deadline: false,
            link: "/".into(),
            told: String::new(),
        }
    }

    fn drawn(items: Vec<Item>, counts: Vec<Count>) -> Chart {
        let row = Row { name: "A".into(), link: None, key: String::new(), items, counts };
        draw(&[row], [date("2020-01-01"), date("2020-12-31")], &|_, _| "/".into())
    }

    #[test]
    fn a_day_a_range_and_a_day_by_which_look_different() {
        let mut disputed = item(Some("2020-03-01"), "2020-04-01");
        disputed.disputed = true;
        let items = vec![
            item(Some("2020-02-10"), "2020-02-10"),
            item(Some("2020-03-01"), "2020-04-01"),
            item(None, "2020-06-01"),
            disputed,
        ];
        let chart = drawn(items, vec![]);
        let classes: Vec<&str> = chart.lanes[0].shapes.iter().map(|shape| shape.class).collect();
        assert_eq!(classes, ["dot", "within", "until", "within contested"]);
    }

    #[test]
    fn marks_of_one_day_lie_on_lines_of_their_own() {
        let chart = drawn(vec![item(Some("2020-02-10"), "2020-02-10"); 3], vec![]);
        let places: std::collections::BTreeSet<&str> =
            chart.lanes[0].shapes.iter().map(|shape| shape.d.as_str()).collect();
        assert_eq!(places.len(), 3);
    }

    #[test]
    fn those_without_room_are_counted() {
        let chart = drawn(vec![item(Some("2020-02-10"), "2020-02-10"); 50], vec![]);
        let shapes = &chart.lanes[0].shapes;
        assert_eq!(shapes.len(), LINES + 1);
        let (.., letters) = shapes[LINES].letters.as_ref().unwrap();
        assert_eq!(*letters, format!("+{}", 50 - LINES));
    }

    #[test]
    fn no_lane_has_more_columns_than_room_and_none_is_lost() {
        let start = date("2020-01-01");
        let counts: Vec<Count> = (0..366)
            .map(|n| {
                let day = later(start, n);
                Count { from: day, to: day, incidents: 2, disputed: 1 }
            })
            .collect();
        let axis = Axis { first: start, last: later(start, 365), left: LEFT, right: RIGHT };
        let together = merged(&counts, &axis);
        assert!(together.len() <= COLUMNS + 1, "{}", together.len());
        assert_eq!(together.iter().map(|one| one.incidents).sum::<usize>(), 732);
        assert!(drawn(vec![], counts).lanes[0].shapes.iter().all(|one| one.over.is_some()));
    }
}
