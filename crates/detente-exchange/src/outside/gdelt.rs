//! GDELT 2.0: the Event and Mentions tables.

use super::{Tried, bad, bare, day, degrees, said};
use crate::forms::countries::{by_cameo, by_code};
use detente_case::OutsideFile;
use detente_record::{ActorRef, EventType, Outside, PlaceRef};

/// Which of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    Event,
    Mention,
}

impl Table {
    /// The table whose rows are like this one: it has its columns and begins with a number.
    pub(super) fn of(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.split('\t').collect();
        let numbered = cells[0].trim().parse::<u64>().is_ok();
        match cells.len() {
            61 if numbered => Some(Self::Event),
            16 if numbered => Some(Self::Mention),
            _ => None,
        }
    }

    pub(super) const fn form(self) -> &'static str {
        match self {
            Self::Event => "gdelt-event",
            Self::Mention => "gdelt-mention",
        }
    }

    const fn columns(self) -> usize {
        match self {
            Self::Event => 61,
            Self::Mention => 16,
        }
    }
}

/// The rows of a text, a line each.
pub(super) fn rows(file: OutsideFile, table: Table, text: &str) -> Tried<'_> {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).enumerate();
    let lines = lines.filter(|(_, line)| !line.trim().is_empty());
    Box::new(lines.map(move |(n, line)| {
        let cells: Vec<&str> = line.split('\t').collect();
        if cells.len() != table.columns() {
            let detail = format!("{} columns and not {}", cells.len(), table.columns());
            return Err(bad(&file, n + 1, detail));
        }
        let row = bare(&file, n + 1, line);
        Ok(match table {
            Table::Event => event(row, &cells),
            Table::Mention => mention(row, &cells),
        })
    }))
}

fn event(row: Outside, cells: &[&str]) -> Outside {
    Outside {
        key: said(cells[0]),
        kind: plover(cells[26]),
        code: said(cells[26]),
        actors: actor(&cells[5..15]).into_iter().collect(),
        recipients: actor(&cells[15..25]).into_iter().collect(),
        date: day(digits(cells[1]), cells[1]),
        place: place(&cells[51..59]),
        source: said(cells[60]),
        ..row
    }
}

fn mention(row: Outside, cells: &[&str]) -> Outside {
    Outside {
        key: said(cells[0]),
        date: day(digits(cells[2]), cells[2]),
        source: said(cells[4]),
        text: said(cells[5]),
        ..row
    }
}

/// Code, name, country, group, ethnic group, religions, roles.
fn actor(cells: &[&str]) -> Option<ActorRef> {
    let text = said(cells[1]).or_else(|| said(cells[0]))?;
    let country = by_cameo(cells[2].trim());
    let role = cells[7].trim();
    // CAMEO's media are PLOVER's JRN, its health workers PLOVER's MED.
    let sector = match role {
        "MED" => Some("JRN"),
        "HLH" => Some("MED"),
        "COP" | "GOV" | "JUD" | "LEG" | "MIL" | "REB" | "SPY" | "UAF" | "AGR" | "BUS" | "CRM"
        | "CVL" | "EDU" | "ELI" | "LAB" | "REF" | "OPP" => Some(role),
        _ => None,
    };
    let alone = cells[0].trim() == cells[2].trim();
    let id = country.filter(|_| alone).map(|iso3| format!("state:{iso3}"));
    let [country, sector] = [country, sector].map(|one| one.map(str::to_owned));
    Some(ActorRef { id, name: None, text, country, sector })
}

/// Type, full name, country, two divisions, latitude, longitude, feature.
fn place(cells: &[&str]) -> Option<PlaceRef> {
    let text = said(cells[1])?;
    let country = by_code(cells[2], |one| one.fips).map(str::to_owned);
    let (latitude, longitude) = (degrees(cells[5], 90.0), degrees(cells[6], 180.0));
    Some(PlaceRef { text, country, latitude, longitude, ..PlaceRef::default() })
}

/// The day that eight digits, or the first eight of a moment, stand for.
fn digits(cell: &str) -> Option<jiff::civil::Date> {
    let day = cell.trim().get(..8)?;
    if !day.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).parse().ok()
}

/// The PLOVER type of a CAMEO code (conversion table of the PLOVER codebook). 01 and 02 say nothing
/// that PLOVER has.
fn plover(code: &str) -> Option<EventType> {
    let code = code.trim();
    Some(match code.get(..2)? {
        "03" => EventType::Agree,
        "04" => EventType::Consult,
        "05" => EventType::Support,
        "06" => EventType::Cooperate,
        "07" => EventType::Aid,
        "08" => match code.get(..3) {
            Some("084" | "085" | "086" | "087") => EventType::Retreat,
            _ if matches!(code, "0813" | "0814") => EventType::Retreat,
            _ => EventType::Concede,
        },
        "09" | "11" => EventType::Accuse,
        "10" => EventType::Request,
        "12" => EventType::Reject,
        "13" => EventType::Threaten,
        "14" => EventType::Protest,
        "15" => EventType::Mobilize,
        "16" => EventType::Sanction,
        "17" => EventType::Coerce,
        "18" | "19" | "20" => EventType::Assault,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_to_the_types_of_the_codebook() {
        assert_eq!(plover("0871"), Some(EventType::Retreat));
        assert_eq!(plover("0814"), Some(EventType::Retreat));
        assert_eq!(plover("081"), Some(EventType::Concede));
        assert_eq!(
            (plover("190"), plover("010"), plover("é")),
            (Some(EventType::Assault), None, None)
        );
    }

    #[test]
    fn days_are_eight_digits() {
        assert_eq!(
            digits("20230531120000").map(|day| day.to_string()).as_deref(),
            Some("2023-05-31")
        );
        assert_eq!((digits("2023"), digits("20231399"), digits("2023-05-31")), (None, None, None));
    }
}
