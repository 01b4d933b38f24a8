//! Tables with a heading, in the shape of ACLED's and of UCDP GED's.

use super::{OutsideError, bad, bare, count, day, degrees, figure, said};
use crate::forms::countries::by_code;
use detente_case::OutsideFile;
use detente_record::{ActorRef, EventType, Outside, PlaceRef, Time, TimeBasis, TimeSpan};
use jiff::civil::Date;

/// Whose columns they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Acled,
    Ucdp,
}

impl Shape {
    /// The shape that a heading has.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let names = names(heading);
        let has = |name: &str| names.iter().any(|one| one == name);
        if has("event_id_cnty") && has("event_date") {
            Some(Self::Acled)
        } else if has("type_of_violence") && has("best") && has("date_start") {
            Some(Self::Ucdp)
        } else {
            None
        }
    }

    pub(super) const fn form(self) -> &'static str {
        match self {
            Self::Acled => "acled-shape",
            Self::Ucdp => "ucdp-shape",
        }
    }
}

/// What parts the cells: a comma, or a semicolon where the heading has more of these.
fn delimiter(heading: &str) -> u8 {
    let of = |sign: char| heading.matches(sign).count();
    if of(';') > of(',') { b';' } else { b',' }
}

fn names(heading: &str) -> Vec<String> {
    let cells = heading.split(char::from(delimiter(heading)));
    cells.map(|cell| cell.trim().trim_matches('"').to_ascii_lowercase()).collect()
}

/// A row by the names of its columns.
struct Cells<'a> {
    names: &'a [String],
    record: &'a csv::StringRecord,
}

impl Cells<'_> {
    fn get(&self, name: &str) -> &str {
        let at = self.names.iter().position(|one| one == name);
        at.and_then(|at| self.record.get(at)).unwrap_or_default()
    }
}

/// The rows of a table, one at a time.
pub(super) struct Rows<'a> {
    file: OutsideFile,
    shape: Shape,
    names: Vec<String>,
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    /// Up to where lines were counted, and how many they are.
    counted: (usize, usize),
}

impl<'a> Rows<'a> {
    pub(super) fn new(file: OutsideFile, shape: Shape, text: &'a str) -> Self {
        let heading = text.lines().next().unwrap_or_default();
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(heading))
            .has_headers(true)
            .from_reader(text.as_bytes());
        let (names, record) = (names(heading), csv::StringRecord::new());
        Self { file, shape, names, text, reader, record, counted: (0, 1) }
    }

    /// The number of the line on which a byte lies; never asked for one before the last.
    fn line(&mut self, at: usize) -> usize {
        let (from, lines) = self.counted;
        let between = self.text.get(from..at).unwrap_or_default();
        self.counted = (at.max(from), lines + between.matches('\n').count());
        self.counted.1
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Outside, OutsideError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.reader.read_record(&mut self.record) {
            Ok(false) => return None,
            Ok(true) => {}
            Err(error) => {
                let line = error.position().map_or(0, |at| at.line() as usize);
                let detail = match error.kind() {
                    csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                        format!("{len} columns and not {expected_len}")
                    }
                    _ => "not a row of a CSV table".to_owned(),
                };
                return Some(Err(bad(&self.file, line, detail)));
            }
        }
        let start = self.record.position().map_or(0, |at| at.byte() as usize);
        let end = self.reader.position().byte() as usize;
        let whole = self.text.get(start..end).unwrap_or_default();
        let verbatim = whole.trim_start_matches(['\r', '\n']);
        let line = self.line(start + whole.len() - verbatim.len());
        let row = bare(&self.file, line, verbatim.trim_end_matches(['\r', '\n']));
        let cells = Cells { names: &self.names, record: &self.record };
        Some(Ok(match self.shape {
            Shape::Acled => acled(row, &cells),
            Shape::Ucdp => ucdp(row, &cells),
        }))
    }
}

fn side(cell: &str) -> Vec<ActorRef> {
    let text = said(cell);
    text.map(|text| ActorRef { text, ..ActorRef::default() }).into_iter().collect()
}

fn place(cells: &Cells<'_>, name: &str, country: Option<&str>) -> Option<PlaceRef> {
    Some(PlaceRef {
        text: said(cells.get(name)).or_else(|| said(cells.get("country")))?,
        country: country.map(str::to_owned),
        latitude: degrees(cells.get("latitude"), 90.0),
        longitude: degrees(cells.get("longitude"), 180.0),
        ..PlaceRef::default()
    })
}

fn acled(row: Outside, cells: &Cells<'_>) -> Outside {
    let (kind, sub) = (cells.get("event_type"), cells.get("sub_event_type"));
    let code: Vec<&str> = [kind, sub].into_iter().filter(|cell| !cell.is_empty()).collect();
    let killed = figure(None, count(cells.get("fatalities")), None);
    let country = by_code(cells.get("iso"), |one| one.numeric);
    Outside {
        key: said(cells.get("event_id_cnty")),
        kind: match (kind, sub) {
            ("Battles" | "Explosions/Remote violence" | "Violence against civilians", _) => {
                Some(EventType::Assault)
            }
            ("Protests" | "Riots", _) => Some(EventType::Protest),
            (_, "Agreement") => Some(EventType::Agree),
            (_, "Arrests") => Some(EventType::Coerce),
            _ => None,
        },
        code: said(&code.join(" / ")),
        actors: side(cells.get("actor1")),
        recipients: side(cells.get("actor2")),
        date: about(cells.get("event_date"), cells.get("time_precision")),
        place: place(cells, "location", country),
        figures: killed.map(|killed| ("killed".to_owned(), killed)).into_iter().collect(),
        source: said(cells.get("source")),
        text: said(cells.get("notes")),
        ..row
    }
}

fn ucdp(row: Outside, cells: &Cells<'_>) -> Outside {
    let of = |name: &str| count(cells.get(name));
    let killed = figure(of("low"), of("best"), of("high"));
    let country = by_code(cells.get("country_id"), |one| one.gw);
    Outside {
        key: said(cells.get("id")),
        kind: Some(EventType::Assault),
        code: said(cells.get("type_of_violence")),
        actors: side(cells.get("side_a")),
        recipients: side(cells.get("side_b")),
        date: between(cells.get("date_start"), cells.get("date_end")),
        place: place(cells, "where_coordinates", country),
        figures: killed.map(|killed| ("killed".to_owned(), killed)).into_iter().collect(),
        source: said(cells.get("source_article")),
        text: said(cells.get("source_headline")),
        ..row
    }
}

/// A day as these tables write it: `2023-05-31`, with a time or without, or `31 May 2023`.
fn date(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    let iso = cell.get(..10).and_then(|day| day.parse().ok());
    iso.or_else(|| ["%d %B %Y", "%d %b %Y"].iter().find_map(|form| Date::strptime(form, cell).ok()))
}

/// ACLED's day with its precision: 1 the day, 2 the week around it, 3 its month.
fn about(cell: &str, precision: &str) -> Time {
    let Some(found) = date(cell) else { return Time::default() };
    let week = |days: i64| found.checked_add(jiff::Span::new().days(days)).unwrap_or(found);
    let stretch = match precision.trim() {
        "" | "1" => return day(Some(found), cell),
        "2" => (week(-3), week(3)),
        _ => (found.first_of_month(), found.last_of_month()),
    };
    within(stretch, cell.trim())
}

fn between(start: &str, end: &str) -> Time {
    match (date(start), date(end)) {
        (Some(from), Some(to)) if from == to => day(Some(from), start),
        (Some(from), Some(to)) if from < to => {
            within((from, to), &format!("{} – {}", start.trim(), end.trim()))
        }
        _ => Time::default(),
    }
}

fn within((from, to): (Date, Date), text: &str) -> Time {
    let (from, to) = (from.to_string(), to.to_string());
    Time::interval(&from, &to, TimeSpan::Within, text, TimeBasis::Resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form() {
        for cell in ["2023-05-31", "2023-05-31 00:00:00.000", "31 May 2023", "31 May 2023 "] {
            assert_eq!(
                date(cell).map(|day| day.to_string()).as_deref(),
                Some("2023-05-31"),
                "{cell}"
            );
        }
        assert_eq!((date("May 2023"), date(""), date("2023-13-40é")), (None, None, None));
        assert_eq!(about("2023-05-15", "2").edtf.as_deref(), Some("[2023-05-12..2023-05-18]"));
        assert_eq!(about("2023-05-15", "3").edtf.as_deref(), Some("[2023-05-01..2023-05-31]"));
        assert_eq!(between("2023-05-31", "2023-05-01"), Time::default());
    }
}
