//! Actors: names, and codes with the days they hold for.

use super::super::{Row, slug, written};
use super::{Imported, code_of, list, quoted, words};
use detente_world::World;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The actors of a file, as they are met.
#[derive(Default)]
pub(super) struct Actors {
    done: Vec<Actor>,
    /// The one at hand.
    actor: Actor,
}

#[derive(Default)]
struct Actor {
    names: Vec<String>,
    codes: Vec<Code>,
}

struct Code {
    code: String,
    from: Option<String>,
    to: Option<String>,
}

impl Actors {
    pub(super) fn take(&mut self, line: &str) -> Result<(), String> {
        if line.starts_with('[') {
            self.actor.codes.push(coded(code_of(line).unwrap_or(""))?);
            return Ok(());
        }
        if line.starts_with(['!', '~', '*', '&']) {
            return Ok(());
        }
        let synonym = line.strip_prefix('+');
        // Names that follow one another without a code share the next.
        if synonym.is_none() && !self.actor.codes.is_empty() {
            self.done.push(std::mem::take(&mut self.actor));
        }
        let line = synonym.unwrap_or(line);
        let name = line.split('[').next().unwrap_or(line).trim();
        if !name.trim_matches(['_', ' ']).is_empty() {
            self.actor.names.push(name.to_owned());
        }
        if let Some(code) = code_of(line) {
            self.actor.codes.push(coded(code)?);
        }
        Ok(())
    }

    pub(super) fn write(mut self, world: &World, out: &mut Imported) {
        self.done.push(self.actor);
        let mut rows: BTreeMap<(&'static str, String), Row> = BTreeMap::new();
        let mut coded = String::new();
        for actor in &self.done {
            if actor.names.is_empty() || actor.codes.is_empty() {
                continue;
            }
            out.taken += 1;
            let id = row(actor, world, &mut rows);
            let names: Vec<String> = actor.names.iter().map(|name| words(name)).collect();
            let codes: Vec<String> = actor.codes.iter().map(Code::written).collect();
            let _ = writeln!(coded, "[[coded]]\nnames = {}", list(&names));
            let _ = writeln!(coded, "codes = [{}]", codes.join(", "));
            if let Some(id) = id {
                let _ = writeln!(coded, "actor = {}", quoted(&id));
            }
            coded.push('\n');
        }
        out.toml = written(&rows, "a PETRARCH dictionary");
        out.toml.push_str(&coded);
    }
}

impl Code {
    fn written(&self) -> String {
        let part = |key: &str, day: &Option<String>| {
            day.as_ref().map_or(String::new(), |day| format!(", {key} = {}", quoted(day)))
        };
        let (from, to) = (part("from", &self.from), part("to", &self.to));
        format!("{{ code = {}{from}{to} }}", quoted(&self.code))
    }

    fn is_dated(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }
}

/// A code with the days it holds for: `AFGGOV 331108-730717`, `USAGOV >090120`.
fn coded(text: &str) -> Result<Code, String> {
    let (code, days) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let days: String = days.split_whitespace().collect();
    if code.is_empty() {
        return Err("a code without letters".into());
    }
    let code = |from, to| Code { code: code.to_owned(), from, to };
    if days.is_empty() {
        return Ok(code(None, None));
    }
    let wrong = || format!("the days {days:?} can't be read");
    let read = |text: &str| day(text).map(Some).ok_or_else(wrong);
    let (from, to) = match (days.strip_prefix('>'), days.strip_prefix('<'), days.split_once('-')) {
        (Some(from), _, _) => (read(from)?, None),
        (_, Some(to), _) => (None, read(to)?),
        (_, _, Some((from, to))) => (read(from)?, read(to)?),
        _ => return Err(wrong()),
    };
    if from.is_some() && to.is_some() && to < from {
        return Err(format!("of the days {days:?} the last comes before the first"));
    }
    Ok(code(from, to))
}

/// A day of six or eight digits in ISO 8601.
fn day(text: &str) -> Option<String> {
    if !text.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => {
            let two: u32 = text[..2].parse().ok()?;
            // As PETRARCH has it.
            (if two <= 30 { 2000 + two } else { 1900 + two }, &text[2..])
        }
        8 => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    let (month, day): (u32, u32) = (rest[..2].parse().ok()?, rest[2..].parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// The row that our own reading goes by; gives its id.
fn row(
    actor: &Actor,
    world: &World,
    rows: &mut BTreeMap<(&'static str, String), Row>,
) -> Option<String> {
    let code = actor.codes[0].code.as_str();
    let dated = actor.codes.iter().any(Code::is_dated);
    let state = code.get(..3).map(|state| format!("state:{state}"));
    let state = state.filter(|id| world.get(id).is_some());
    let names: Vec<String> = actor.names.iter().map(|text| name(text)).collect();
    let usable = |name: &&String| {
        name.chars().filter(|c| c.is_alphanumeric()).count() > 1
            && name.chars().any(char::is_alphabetic)
    };
    if let (Some(id), 3, false) = (&state, code.len(), dated) {
        let known = world.get(id)?;
        let row = rows
            .entry(("state", id.clone()))
            .or_insert_with(|| Row { name: known.name.clone(), ..Row::default() });
        // What the world can't read yet is all that a dictionary can add to a state.
        for name in names.iter().filter(usable).filter(|name| world.find(name).is_empty()) {
            if !row.names.contains(name) {
                row.names.push(name.clone());
            }
        }
        if row.names.is_empty() {
            rows.remove(&("state", id.clone()));
        }
        return Some(id.clone());
    }
    let first = names.iter().find(usable)?;
    let slug = slug(first);
    if slug.is_empty() || !code.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let country = state.as_ref().and_then(|_| code.get(..3));
    let sector = code.get(3..6).filter(|_| country.is_some());
    let (table, prefix) = match code.get(..3) {
        _ if dated => ("person", "person"),
        Some("IGO") => ("igo", "igo"),
        Some("NGO" | "NGM") => ("ngo", "ngo"),
        Some("MNC") => ("company", "company"),
        _ if code.contains("REB") || code.contains("INS") => ("armed-group", "group"),
        _ => ("institution", "institution"),
    };
    let mut row = Row {
        name: first.clone(),
        country: country.map(str::to_owned),
        sector: sector.map(str::to_owned),
        ..Row::default()
    };
    for other in names.iter().filter(usable) {
        if other != first && !row.names.contains(other) {
            row.names.push(other.clone());
        }
    }
    for code in actor.codes.iter().filter(|code| code.is_dated()) {
        let Some(state) = code.code.get(..3).filter(|s| world.get(&format!("state:{s}")).is_some())
        else {
            continue;
        };
        let part = |key: &str, day: &Option<String>| {
            day.as_ref().map_or(String::new(), |day| format!(", {key} = {}", quoted(day)))
        };
        let rest = code.code.get(3..).filter(|rest| !rest.is_empty());
        row.offices.push(format!(
            "  {{ office = {}, of = {}{}{} }},\n",
            quoted(&format!("office coded {}", rest.unwrap_or("GOV").to_lowercase())),
            quoted(&format!("state:{state}")),
            part("from", &code.from),
            part("to", &code.to)
        ));
    }
    let id = format!("{prefix}:{slug}");
    rows.entry((table, id.clone())).or_insert(row);
    Some(id)
}

fn name(word: &str) -> String {
    let words = word.replace('_', " ");
    let words: Vec<String> = words
        .split_whitespace()
        .map(|word| {
            // The dictionaries are all capitals; short words may be acronyms and stay.
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            let small = ["OF", "THE", "AND", "FOR", "IN", "DE", "AL", "LA"].contains(&word);
            if small {
                return word.to_lowercase();
            }
            if letters <= 3 || word.contains('.') {
                return word.to_owned();
            }
            let mut letters = word.chars();
            letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
        })
        .collect();
    words.join(" ")
}
