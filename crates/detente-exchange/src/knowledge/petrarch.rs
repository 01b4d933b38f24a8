//! PETRARCH and TABARI dictionaries.
//!
//! An actor is a name with synonyms (`+`) and codes in brackets, some with days (`[USAGOV
//! 090120-170120]`); what has days is taken for a person in office, all else for a body. An agent
//! is a noun with a sector (`FARMER [~AGR]`), a verb pattern ends in a code; both are kept as they
//! are, for the readings.

use super::{Imported, Row, list, quoted, slug, written};
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn read(text: &str) -> Result<Imported, String> {
    let mut out = Imported::default();
    let mut rows: BTreeMap<(&'static str, String), Row> = BTreeMap::new();
    let mut agents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut verbs: Vec<(String, String, String)> = vec![];
    let mut names: Vec<String> = vec![];
    let mut codes: Vec<(String, Option<(String, String)>)> = vec![];
    let mut verb = String::new();
    let mut comment = false;
    let flush = |names: &mut Vec<String>,
                 codes: &mut Vec<(String, Option<(String, String)>)>,
                 rows: &mut BTreeMap<(&'static str, String), Row>| {
        let (Some(first), false) = (names.first().cloned(), codes.is_empty()) else {
            names.clear();
            codes.clear();
            return 0;
        };
        actor(&first, names, codes, rows);
        names.clear();
        codes.clear();
        1
    };
    for (number, line) in text.lines().enumerate() {
        let line = strip(line, &mut comment);
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if let Some((noun, sector)) = line.split_once("[~") {
            let noun = noun.replace("{}", "").replace(['_', '!'], " ").trim().to_lowercase();
            let sector = sector.trim_end_matches(']').trim().to_owned();
            agents.entry(sector).or_default().push(noun);
            out.taken += 1;
            continue;
        }
        if let Some(pattern) = line.strip_prefix('-') {
            match pattern
                .rsplit_once('[')
                .map(|(words, code)| (words.trim(), code.trim_end_matches(']')))
            {
                Some((words, code)) if !verb.is_empty() => {
                    verbs.push((verb.clone(), words.trim().to_lowercase(), code.trim().to_owned()));
                    out.taken += 1;
                }
                _ => out.leave(number + 1, "a pattern without a verb or a code"),
            }
            continue;
        }
        if let Some(word) = line.strip_prefix("---") {
            verb = word.trim().to_lowercase();
            continue;
        }
        if let Some(synonym) = line.strip_prefix('+') {
            names.push(name(synonym.split('[').next().unwrap_or(synonym)));
            if let Some((_, code)) = synonym.split_once('[') {
                codes.extend(coded(code));
            }
            continue;
        }
        if let Some(code) = line.strip_prefix('[') {
            match coded(code) {
                Some(code) => codes.push(code),
                None => out.leave(number + 1, format!("the code [{code} can't be read")),
            }
            continue;
        }
        if line.starts_with(['&', '!', '~', '*']) {
            continue;
        }
        out.taken += flush(&mut names, &mut codes, &mut rows);
        let (word, code) = line.split_once('[').unwrap_or((line, ""));
        names.push(name(word));
        if code.trim_end_matches(']').chars().all(|c| c.is_ascii_digit()) && !code.is_empty() {
            // A verb with its own code.
            verb = name(word).to_lowercase();
            verbs.push((verb.clone(), String::new(), code.trim_end_matches(']').to_owned()));
            out.taken += 1;
            names.clear();
        } else {
            codes.extend(coded(code));
        }
    }
    out.taken += flush(&mut names, &mut codes, &mut rows);
    out.toml = written(&rows, "a PETRARCH dictionary");
    for (sector, nouns) in agents {
        let _ = writeln!(
            out.toml,
            "[[agent]]\nsector = {}\nnouns = {}\n",
            quoted(&sector),
            list(&nouns)
        );
    }
    for (verb, pattern, code) in verbs {
        let (verb, pattern) = (quoted(&verb), quoted(&pattern));
        let _ = writeln!(
            out.toml,
            "[[verb]]\nverb = {verb}\npattern = {pattern}\ncode = {}\n",
            quoted(&code)
        );
    }
    Ok(out)
}

/// A line without comments.
fn strip<'l>(line: &'l str, comment: &mut bool) -> &'l str {
    let mut rest = line;
    if *comment {
        match rest.find("-->") {
            Some(end) => {
                *comment = false;
                rest = &rest[end + 3..];
            }
            None => return "",
        }
    }
    if let Some(start) = rest.find("<!--") {
        *comment = !rest[start..].contains("-->");
        rest = &rest[..start];
    }
    let end = rest.find(['#', ';']).unwrap_or(rest.len());
    &rest[..end]
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

/// A code with the days it holds for: `AFGGOV 331108-730717`, `USAGOV >090120`.
fn coded(code: &str) -> Option<(String, Option<(String, String)>)> {
    let code = code.trim().trim_end_matches(']').trim();
    let mut parts = code.split_whitespace();
    let word = parts.next()?.to_owned();
    if word.len() < 3 || !word.chars().all(|c| c.is_ascii_uppercase() || c == '/') {
        return None;
    }
    let Some(days) = parts.next() else { return Some((word, None)) };
    let (from, to) = match (days.strip_prefix('>'), days.strip_prefix('<'), days.split_once('-')) {
        (Some(from), _, _) => (day(from), String::new()),
        (_, Some(to), _) => (String::new(), day(to)),
        (_, _, Some((from, to))) => (day(from), day(to)),
        _ => return Some((word, None)),
    };
    Some((word, Some((from, to))))
}

/// A day of six or eight digits in ISO 8601; what is none is empty.
fn day(text: &str) -> String {
    let (year, rest) = match text.len() {
        6 => {
            let two: u32 = text.get(..2).and_then(|two| two.parse().ok()).unwrap_or(0);
            let century = if two < 35 { 2000 } else { 1900 };
            ((century + two).to_string(), &text[2..])
        }
        8 => (text[..4].to_owned(), &text[4..]),
        _ => return String::new(),
    };
    let within = |text: Option<&str>, most: u32| {
        text.filter(|two| two.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n)))
            .map(str::to_owned)
    };
    // A day that not every month has is left out rather than be wrong.
    match (within(rest.get(..2), 12), within(rest.get(2..), 28)) {
        (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (Some(month), None) => format!("{year}-{month}"),
        (None, _) => year,
    }
}

fn actor(
    first: &str,
    names: &[String],
    codes: &[(String, Option<(String, String)>)],
    rows: &mut BTreeMap<(&'static str, String), Row>,
) {
    let slug = slug(first);
    if slug.is_empty() {
        return;
    }
    let code = &codes[0].0;
    let country = code.get(..3).filter(|c| !["IGO", "NGO", "NGM", "MNC", "IMG", "UIS"].contains(c));
    let sector = if country.is_some() { code.get(3..6) } else { None };
    let dated = codes.iter().any(|(_, days)| days.is_some());
    let (table, prefix) = match code.get(..3) {
        _ if dated => ("person", "person"),
        Some("IGO") => ("igo", "igo"),
        Some("NGO" | "NGM") => ("ngo", "ngo"),
        Some("MNC") => ("company", "company"),
        _ if code.contains("REB") || code.contains("INS") => ("armed-group", "group"),
        _ => ("institution", "institution"),
    };
    let mut row = Row {
        name: first.to_owned(),
        country: country.map(str::to_owned),
        sector: sector.map(str::to_owned),
        ..Row::default()
    };
    for other in &names[1..] {
        if other != first
            && other.chars().filter(|c| c.is_alphanumeric()).count() > 1
            && !row.names.contains(other)
        {
            row.names.push(other.clone());
        }
    }
    for (code, days) in codes {
        let (Some((from, to)), Some(state)) = (days, code.get(..3)) else { continue };
        let part = |key: &str, day: &str| {
            if day.is_empty() { String::new() } else { format!(", {key} = {}", quoted(day)) }
        };
        let office = code.get(3..).filter(|rest| !rest.is_empty()).unwrap_or("GOV").to_lowercase();
        row.offices.push(format!(
            "  {{ office = {}, of = {}{}{} }},\n",
            quoted(&format!("office coded {office}")),
            quoted(&format!("state:{state}")),
            part("from", from),
            part("to", to)
        ));
    }
    rows.entry((table, format!("{prefix}:{slug}"))).or_insert(row);
}

#[cfg(test)]
mod tests {
    #[test]
    fn actors_agents_and_verbs() {
        let file = "<!-- a comment\n over two lines -->\n\
            RIVER_GUARD_ ; note\n+THE_GUARD\n\t[SDNMIL]\n\
            AWA_EXAMPLE_\n\t[MLIGOV 200101-230731]\n\
            FARMER [~AGR] # note\n\
            --- ATTACK [190]\n";
        let taken = super::read(file).unwrap();
        for expected in [
            "[[institution]]\nid = \"institution:river-guard\"\nname = \"River Guard\"",
            "names = [\"the Guard\"]",
            "of = \"state:MLI\", from = \"2020-01-01\", to = \"2023-07\"",
            "[[agent]]\nsector = \"AGR\"\nnouns = [\"farmer\"]",
        ] {
            assert!(taken.toml.contains(expected), "{expected}\n{}", taken.toml);
        }
    }
}
