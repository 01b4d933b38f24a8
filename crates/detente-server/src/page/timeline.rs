//! `/timeline`: all that bears a date, in order, and over it the incidents as a chart.

use super::Failure;
use super::ask::{Ask, Window, window};
use super::incidents;
use super::shown::{self, Quoted, Reports};
use crate::chart::axis::{day, days, later};
use crate::chart::spread::{Chart, Count, Item, Row, counts, dated, draw};
use askama::Template;
use detente_case::{Case, Filter, Spot, Spread};
use detente_record::{EventType, TimelineEntry, Undertaking};
use jiff::civil::Date;

/// Entries a page.
const WINDOW: usize = 50;
/// Deadlines drawn.
const DEADLINES: usize = 60;
/// Days that a drawing has at least.
const SHORTEST: i64 = 14;

/// One window on the timeline.
#[derive(Template)]
#[template(path = "timeline.html")]
pub(crate) struct Timeline {
    ask: Ask,
    types: Vec<String>,
    chart: Option<Chart>,
    /// How many incidents it shows, and what it leaves out.
    shown: usize,
    /// Whether they are too many to draw each.
    counted: bool,
    left_out: Vec<String>,
    /// Links to other days.
    moves: Vec<(&'static str, &'static str, String)>,
    /// Days with their entries; entries of one day stand together.
    days: Vec<(String, Vec<Entry>)>,
    list: Window<()>,
}

struct Entry {
    id: String,
    kind: String,
    text: String,
    /// Whether it is some day within the time given, and not all of it.
    vague: bool,
    quotes: Vec<Quoted>,
}

/// A window on the timeline of a case.
pub(crate) fn page(case: &Case, ask: Ask) -> Result<Timeline, Failure> {
    let found = window::<TimelineEntry>(case, &ask, "/timeline", WINDOW)?;
    let mut reports = Reports::of(case);
    let mut days: Vec<(String, Vec<Entry>)> = vec![];
    for row in found.rows {
        let day = shown::when(&row.date);
        let entry = Entry {
            kind: row.kind,
            vague: row.date.from != row.date.to,
            text: shown::cut(&row.text, 240),
            quotes: reports.quotes(&row.evidence, 1)?,
            id: row.id,
        };
        match days.last_mut() {
            Some((last, entries)) if *last == day => entries.push(entry),
            _ => days.push((day, vec![entry])),
        }
    }
    let Window { first, earlier, later, .. } = found;
    let types = EventType::ALL.iter().map(ToString::to_string).collect();
    let mut page = Timeline {
        ask,
        types,
        chart: None,
        shown: 0,
        counted: false,
        left_out: vec![],
        moves: vec![],
        days,
        list: Window { rows: vec![], first, earlier, later },
    };
    charted(case, &mut page)?;
    Ok(page)
}

/// Puts the chart on the page.
fn charted(case: &Case, page: &mut Timeline) -> Result<(), Failure> {
    let filter = page.ask.filter()?;
    // The list knows kinds of entries, the chart types of incidents.
    let is_type = |kind: &String| EventType::ALL.iter().any(|own| own.to_string() == *kind);
    let kind = filter.kind.clone().map(|kind| kind.to_uppercase()).filter(is_type);
    let filter = Filter { kind, ..filter };
    let spread = case.spread(&filter)?;
    let mut rows = rows(&spread, &page.ask);
    let (due, more) = match filter.kind {
        // Of undertakings no type is known.
        Some(_) => (vec![], false),
        None => case.deadlines(&filter)?,
    };
    if more || due.len() > DEADLINES {
        page.left_out.push("There are too many deadlines to draw: choose fewer days.".into());
    } else if !due.is_empty() {
        let items = due.iter().filter_map(deadline).collect();
        rows.push(Row {
            name: "Deadlines".into(),
            link: None,
            key: String::new(),
            items,
            counts: vec![],
        });
    }
    if let Some(day) = &spread.cut {
        let told = format!("Incidents after {day} are not drawn: choose fewer days.");
        page.left_out.push(told);
    }
    page.shown = spread.incidents;
    page.counted = spread.lanes.iter().any(|lane| !lane.bins.is_empty());
    let asked = |text: &Option<String>, last| text.as_deref().and_then(|text| day(text, last));
    let (from, to) = (asked(&filter.from, false), asked(&filter.to, true));
    let Some(days) = edges(&rows, from, to) else { return Ok(()) };
    let ask = &page.ask;
    let narrowed = |row: &Row, count: &Count| {
        let days = [count.from, count.to].map(|day| Some(day.to_string()));
        let [from, to] = days;
        let narrow = ask.between(from, to);
        match &row.link {
            Some(_) => Ask { actor: Some(row.key.clone()), ..narrow }.of("/timeline"),
            None => narrow.of("/timeline"),
        }
    };
    page.moves = moves(ask, days);
    page.chart = Some(draw(&rows, days, &narrowed));
    Ok(())
}

/// The lanes with what stands in them.
fn rows(spread: &Spread, ask: &Ask) -> Vec<Row> {
    let alone = spread.lanes.len() == 1;
    let lanes = spread.lanes.iter();
    let row = |lane: &detente_case::Lane| {
        let key = lane.key.clone().unwrap_or_default();
        let narrow = Ask { actor: lane.key.clone(), page: None, ..ask.clone() };
        Row {
            name: match &lane.name {
                Some(name) => name.clone(),
                None if alone || !lane.bins.is_empty() => "All incidents".into(),
                None => "Others, and nobody named".into(),
            },
            // A lane that is asked for already leads nowhere else.
            link: lane
                .key
                .as_ref()
                .filter(|_| ask.actor != lane.key)
                .map(|_| narrow.of("/timeline")),
            key,
            items: lane.marks.iter().filter_map(item).collect(),
            counts: counts(lane),
        }
    };
    lanes.map(row).collect()
}

fn item(spot: &Spot) -> Option<Item> {
    let (from, to, throughout) = dated(&spot.date)?;
    let text = incidents::worded(&spot.kind, &spot.actors, &spot.recipients, spot.place.as_ref());
    let disputed = if spot.disputed { ", disputed" } else { "" };
    Some(Item {
        from,
        to,
        throughout,
        disputed: spot.disputed,
        deadline: false,
        link: format!("/incidents/{}", spot.id),
        told: format!("{}: {text}{disputed}", shown::when(&spot.date)),
    })
}

fn deadline(row: &Undertaking) -> Option<Item> {
    let owed = &row.obligation;
    let to = day(owed.deadline.as_ref()?.time.to.as_deref()?, true)?;
    let who = shown::whom(owed.performer.as_ref().or(owed.obligor.as_ref()));
    Some(Item {
        from: None,
        to,
        throughout: false,
        disputed: false,
        deadline: true,
        link: format!("/rows/{}", owed.id),
        told: format!("Deadline {to}: {who} {}: {}", owed.modality, shown::cut(&owed.text, 160)),
    })
}

/// The days from which and to which is drawn: those asked for, else those of what there is.
fn edges(rows: &[Row], from: Option<Date>, to: Option<Date>) -> Option<[Date; 2]> {
    let items = || rows.iter().flat_map(|row| &row.items);
    let counts = || rows.iter().flat_map(|row| &row.counts);
    if items().next().is_none() && counts().next().is_none() {
        return None;
    }
    let first = items().map(|one| one.from.unwrap_or(one.to)).chain(counts().map(|one| one.from));
    let last = items().map(|one| one.to).chain(counts().map(|one| one.to));
    let (first, last) = (from.or(first.min())?, to.or(last.max())?);
    let missing = (SHORTEST - days(first, last)).max(0);
    Some([later(first, -missing / 2), later(last, missing / 2)])
}

/// Links to the days before and after, to fewer and to more, and to all.
fn moves(ask: &Ask, [first, last]: [Date; 2]) -> Vec<(&'static str, &'static str, String)> {
    let length = days(first, last) + 1;
    let part = (length / 2).max(1);
    let quarter = (length / 4).max(1);
    let link = |first: Date, last: Date| {
        ask.between(Some(first.to_string()), Some(last.max(first).to_string())).of("/timeline")
    };
    let mut all = vec![
        ("←", "earlier", link(later(first, -part), later(last, -part))),
        ("→", "later", link(later(first, part), later(last, part))),
        ("+", "closer", link(later(first, quarter), later(last, -quarter))),
        ("−", "wider", link(later(first, -part), later(last, part))),
    ];
    if ask.from.is_some() || ask.to.is_some() {
        all.push(("⤢", "all of it", ask.between(None, None).of("/timeline")));
    }
    all
}
