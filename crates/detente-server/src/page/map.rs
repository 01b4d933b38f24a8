//! `/map`: where it happened.

use super::Failure;
use super::ask::Ask;
use crate::map::{HEIGHT, Kind, OUTLINES, View, WIDTH};
use askama::Template;
use detente_case::{Case, Filter};
use std::fmt::Write;

/// Places drawn, and those that are named in the drawing.
const PLACES: usize = 2000;
const NAMED: usize = 30;
/// Places listed under it.
const LISTED: usize = 25;

/// What the address asks for beside the filters.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Query {
    x: Option<f64>,
    y: Option<f64>,
    w: Option<f64>,
}

/// The map.
#[derive(Template)]
#[template(path = "map.html")]
pub(crate) struct Map {
    ask: Ask,
    width: f64,
    height: f64,
    /// Longitude and latitude of the middle, and the degrees across.
    middle: [f64; 3],
    coasts: String,
    borders: String,
    disputed: String,
    zones: Vec<Zone>,
    marks: Vec<Mark>,
    listed: Vec<(String, String, usize)>,
    /// Where the links around the map lead, with what they say.
    moves: Vec<(&'static str, &'static str, String)>,
    incidents: usize,
}

struct Zone {
    name: String,
    link: String,
    path: String,
}

struct Mark {
    link: String,
    told: String,
    name: Option<String>,
    x: f64,
    y: f64,
    size: f64,
    /// How far from there it may have been.
    radius: Option<f64>,
    disputed: bool,
}

/// The map of a case.
pub(crate) fn page(case: &Case, ask: Ask, query: &Query) -> Result<Map, Failure> {
    let filter = Filter { limit: Some(PLACES), ..ask.filter()? };
    let found = case.happened(&filter)?;
    let at = |place: &detente_record::PlaceRef| Some([place.longitude?, place.latitude?]);
    let view = match (query.x, query.y, query.w) {
        (Some(x), Some(y), Some(across)) => View::new(x, y, across),
        _ => View::around(&found.iter().filter_map(|one| at(&one.place)).collect::<Vec<_>>()),
    };
    let (low, high) = view.corners();
    let inside = |[x, y]: [f64; 2]| low[0] <= x && x <= high[0] && low[1] <= y && y <= high[1];
    let (mut marks, mut listed, mut incidents) = (vec![], vec![], 0);
    let mut names = Names::default();
    for one in &found {
        let place = &one.place;
        let Some(position) = at(place).filter(|position| inside(*position)) else { continue };
        let name = place.name.clone().unwrap_or_else(|| place.text.clone());
        let key = place.id.as_deref().unwrap_or(&place.text);
        let link = ask.incidents_at(key);
        incidents += one.incidents;
        let [x, y] = view.place(position);
        if listed.len() < LISTED {
            listed.push((name.clone(), link.clone(), one.incidents));
        }
        let plural = if one.incidents == 1 { "" } else { "s" };
        let disputed = match one.disputed {
            0 => String::new(),
            n => format!(", {n} disputed"),
        };
        marks.push(Mark {
            told: format!("{name}: {} incident{plural}{disputed}", one.incidents),
            name: names.find_room(&name, [x, y]).then_some(name),
            link,
            x,
            y,
            size: (3.0 + 2.0 * (one.incidents as f64).sqrt()).min(24.0),
            radius: place.radius_km.map(|km| view.length(km)).filter(|r| *r > 4.0 && *r < WIDTH),
            disputed: one.disputed > 0,
        });
    }
    // The largest lie lowest, so that each can be pointed at.
    marks.sort_by(|a, b| b.size.total_cmp(&a.size));
    let lines = |kind| lines(view, kind);
    Ok(Map {
        width: WIDTH,
        middle: [view.x, view.y, view.across],
        height: HEIGHT,
        coasts: lines(Kind::Coast),
        borders: lines(Kind::Border),
        disputed: lines(Kind::Disputed),
        zones: zones(case, view)?,
        marks,
        listed,
        moves: moves(view, &ask),
        incidents,
        ask,
    })
}

/// The names in the drawing, as the boxes that they fill.
#[derive(Default)]
struct Names {
    boxes: Vec<[f64; 4]>,
}

impl Names {
    /// Whether a name has room beside a position; it then fills it.
    fn find_room(&mut self, name: &str, [x, y]: [f64; 2]) -> bool {
        /// Width of a letter and height of a line, with what keeps two names apart.
        const LETTER: f64 = 6.5;
        const LINE: f64 = 15.0;
        let own =
            [x, y - LINE / 2.0, x + 14.0 + name.chars().count() as f64 * LETTER, y + LINE / 2.0];
        let apart = |other: &[f64; 4]| {
            own[2] < other[0] || other[2] < own[0] || own[3] < other[1] || other[3] < own[1]
        };
        let room = self.boxes.len() < NAMED && self.boxes.iter().all(apart);
        if room {
            self.boxes.push(own);
        }
        room
    }
}

fn moves(view: View, ask: &Ask) -> Vec<(&'static str, &'static str, String)> {
    let all = [
        ("+", "closer", view.moved(0.5, 0.0, 0.0)),
        ("−", "wider", view.moved(2.0, 0.0, 0.0)),
        ("←", "west", view.moved(1.0, -0.4, 0.0)),
        ("→", "east", view.moved(1.0, 0.4, 0.0)),
        ("↑", "north", view.moved(1.0, 0.0, 0.4)),
        ("↓", "south", view.moved(1.0, 0.0, -0.4)),
    ];
    let link = |view: View| format!("/map?{}{}", view.query(), ask.given_as_query());
    let mut out: Vec<_> = all.map(|(sign, what, view)| (sign, what, link(view))).to_vec();
    out.push(("⤢", "all of it", format!("/map?{}", ask.given_as_query().trim_start_matches('&'))));
    out
}

/// The lines of a kind in a view, as the path of an SVG.
fn lines(view: View, kind: Kind) -> String {
    let (low, high) = view.corners();
    let mut out = String::new();
    for line in OUTLINES.iter().filter(|line| line.kind == kind && line.meets(low, high)) {
        path(&mut out, view, &line.points);
    }
    out
}

fn path(out: &mut String, view: View, points: &[[f64; 2]]) {
    let mut before: Option<[f64; 2]> = None;
    let mut last: Option<f64> = None;
    for point in points {
        let [x, y] = view.place(*point);
        // Where a line goes on at the other end of the map.
        if last.is_some_and(|last| (last - point[0]).abs() > 180.0) {
            before = None;
        }
        last = Some(point[0]);
        let near = before.is_some_and(|[a, b]| (a - x).abs() < 0.6 && (b - y).abs() < 0.6);
        if near {
            continue;
        }
        // Writing to a string cannot fail.
        let _ = write!(out, "{}{x:.1} {y:.1}", if before.is_some() { 'L' } else { 'M' });
        before = Some([x, y]);
    }
}

/// The zones of agreements that somebody wrote down.
fn zones(case: &Case, view: View) -> Result<Vec<Zone>, Failure> {
    let mut out = vec![];
    for row in case.zoned()? {
        let Some(zone) = &row.zone else { continue };
        let mut area = String::new();
        for ring in zone.coordinates.iter().flatten() {
            path(&mut area, view, ring);
            area.push('Z');
        }
        out.push(Zone {
            name: row.name.clone().unwrap_or_else(|| row.id.clone()),
            link: format!("/agreements/{}", super::ask::encoded(&row.id)),
            path: area,
        });
    }
    Ok(out)
}
