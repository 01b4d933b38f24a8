//! Other people's knowledge, as files of ours: PETRARCH dictionaries, lists of office holders,
//! GeoNames dumps, FollowTheMoney entities.
//!
//! What comes out is a TOML file as in `world/`, to be read, mended and laid over the program's
//! knowledge; of GeoNames a gazetteer. What can't be taken is told by line and left out.

mod ftm;
mod geonames;
mod holders;
mod petrarch;

use detente_world::World;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Whose form a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A PETRARCH or TABARI dictionary of actors, agents or verbs.
    Petrarch,
    /// A CSV of office holders as every-politician has it: country, office, person, start, end.
    Holders,
    /// A GeoNames country dump.
    GeoNames,
    /// FollowTheMoney entities, a JSON object a line.
    FollowTheMoney,
}

/// What a file came to.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Rows as TOML; empty where the file gives places.
    pub toml: String,
    /// A compiled gazetteer; empty where the file gives rows.
    pub gazetteer: Vec<u8>,
    /// How many rows or places were taken.
    pub taken: usize,
    /// What was left out, each with its line and the reason; at most a hundred.
    pub left: Vec<String>,
    /// How much was left out in all.
    pub left_out: usize,
}

impl Imported {
    fn leave(&mut self, line: usize, why: impl std::fmt::Display) {
        const MOST: usize = 100;
        self.left_out += 1;
        if self.left.len() < MOST {
            self.left.push(format!("line {line}: {why}"));
        }
    }
}

/// Takes a file.
///
/// # Errors
/// Where nothing in it is of that form.
///
/// ```
/// use detente_exchange::knowledge::{Source, import};
/// use detente_world::World;
/// let file = "country,office,person,qid,start,end\nMali,Prime Minister,Awa Example,Q1,2031-02-01,\n";
/// let taken = import(Source::Holders, file, "holders.csv", World::embedded()).unwrap();
/// assert!(taken.toml.contains("office = \"prime minister\", of = \"state:MLI\", from = \"2031-02-01\""));
/// ```
pub fn import(source: Source, text: &str, name: &str, world: &World) -> Result<Imported, String> {
    let taken = match source {
        Source::Petrarch => petrarch::read(text, world),
        Source::Holders => holders::read(text, world),
        Source::GeoNames => geonames::read(text),
        Source::FollowTheMoney => ftm::read(text),
    }?;
    if taken.taken == 0 {
        let why = taken.left.first().map_or(String::new(), |first| format!(" ({first})"));
        return Err(format!("{name}: nothing in it could be taken{why}"));
    }
    Ok(taken)
}

/// Text as a TOML string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    format!("[{}]", names.join(", "))
}

/// Letters, digits and hyphens of a name, for an id.
fn slug(name: &str) -> String {
    let folded = detente_world::fold(name).text.to_lowercase().replace('\'', "");
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// One row to be written.
#[derive(Default)]
struct Row {
    name: String,
    country: Option<String>,
    sector: Option<String>,
    names: Vec<String>,
    offices: Vec<String>,
}

/// Rows by table and id, as TOML.
fn written(rows: &BTreeMap<(&'static str, String), Row>, source: &str) -> String {
    let mut out = String::new();
    for ((table, id), row) in rows {
        let _ = writeln!(out, "[[{table}]]\nid = {}\nname = {}", quoted(id), quoted(&row.name));
        if let Some(country) = &row.country {
            let _ = writeln!(out, "country = {}", quoted(country));
        }
        if let Some(sector) = &row.sector {
            let _ = writeln!(out, "sector = {}", quoted(sector));
        }
        if !row.names.is_empty() {
            let _ = writeln!(out, "names = {}", list(&row.names));
        }
        if !row.offices.is_empty() {
            let _ = writeln!(out, "offices = [\n{}]", row.offices.concat());
        }
        let _ = writeln!(out, "source = {}\n", quoted(source));
    }
    out
}
