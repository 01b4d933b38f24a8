//! PETRARCH and TABARI dictionaries.
//!
//! An actor is a name with synonyms (`+`) and codes in brackets, some with days (`[USAGOV
//! 090120-170120]`); what has days is taken for a person in office, all else for a body. Beside
//! that row, which our own reading goes by, stands one in the dictionary's own terms (`coded`),
//! which its verbs go by. An agent is a noun with a sector (`FARMER [~AGR]`); verbs with their
//! blocks, patterns and sets of synonyms are [`verbs`]'s; a file without any code is one of words
//! that leave out a sentence or, after `+`, a report.

mod actors;
mod verbs;

use super::{Imported, list, quoted};
use detente_world::World;
use std::collections::BTreeMap;
use std::fmt::Write as _;

pub(super) fn read(text: &str, world: &World) -> Result<Imported, String> {
    if text.contains("<ISSUE") {
        return Err("lists of issues are not read".into());
    }
    let lines = lines(text);
    let mut out = Imported::default();
    if !lines.iter().any(|line| line.text.contains('[')) {
        discards(&lines, &mut out);
        return Ok(out);
    }
    let mut actors = actors::Actors::default();
    let mut agents = Agents::default();
    let mut verbs = verbs::Verbs::default();
    let mut among_verbs = false;
    for line in &lines {
        among_verbs |= line.text.starts_with("---")
            || line.text.starts_with('&')
            || verbs::has_code_of_event(line.text);
        let why = if among_verbs {
            verbs.take(line.text)
        } else if line.text.starts_with('!') && line.text.contains('=') {
            agents.marker(line.text)
        } else if code_of(line.text).is_some_and(|code| code.contains('~')) {
            agents.take(line.text)
        } else {
            actors.take(line.text)
        };
        if let Err(why) = why {
            out.leave(line.number, why);
        }
    }
    actors.write(world, &mut out);
    agents.write(&mut out);
    verbs.write(&mut out);
    Ok(out)
}

/// A line with something on it.
struct Line<'t> {
    number: usize,
    text: &'t str,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut comment = false;
    let each = text.lines().enumerate().map(|(at, line)| (at, strip(line, &mut comment).trim()));
    let told = each.filter(|(_, text)| !text.is_empty() && !text.starts_with('<'));
    told.map(|(at, text)| Line { number: at + 1, text }).collect()
}

/// A line without comments; a `#` may be part of a code.
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
    let mut within = false;
    let end = rest.find(|c| {
        match c {
            '[' => within = true,
            ']' => within = false,
            _ => {}
        }
        !within && matches!(c, '#' | ';')
    });
    &rest[..end.unwrap_or(rest.len())]
}

/// What stands in the first brackets of a line.
fn code_of(line: &str) -> Option<&str> {
    let (_, code) = line.split_once('[')?;
    Some(code.split_once(']').map_or(code, |(code, _)| code).trim())
}

/// Words in small letters, one blank between them, none at the ends of an underscore.
fn words(text: &str) -> String {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(" _", " ").replace("_ ", " ").trim_matches(['_', ' ']).to_owned()
}

/// The plural as these dictionaries make it.
fn plural(noun: &str) -> String {
    match noun.chars().last() {
        Some('y') => format!("{}ies", &noun[..noun.len() - 1]),
        Some('s') => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

fn discards(lines: &[Line], out: &mut Imported) {
    for line in lines {
        let (report, rest) = match line.text.strip_prefix('+') {
            Some(rest) => (true, rest),
            None => (false, line.text),
        };
        // The underscore at the end says that the last word may not go on.
        let whole = if rest.trim_end().ends_with('_') { "_" } else { "" };
        let words = words(rest).replace('_', " ") + whole;
        if words.is_empty() || words == "_" {
            continue;
        }
        let _ = writeln!(out.toml, "[[discard]]\nwords = {}", quoted(&words));
        if report {
            out.toml.push_str("report = true\n");
        }
        out.toml.push('\n');
        out.taken += 1;
    }
}

/// Agents by code, in the order of the file.
#[derive(Default)]
struct Agents {
    markers: BTreeMap<String, Vec<String>>,
    rows: Vec<(String, Vec<String>)>,
    taken: usize,
}

impl Agents {
    /// `!PERSON! = MAN, WOMAN`: words for a part of a noun.
    fn marker(&mut self, line: &str) -> Result<(), String> {
        let (marker, words) = line.split_once('=').unwrap_or((line, ""));
        let words = words.split(',').map(|word| word.trim().to_lowercase());
        let words = words.filter(|word| !word.is_empty()).collect();
        self.markers.insert(marker.trim().trim_matches('!').to_lowercase(), words);
        Ok(())
    }

    fn take(&mut self, line: &str) -> Result<(), String> {
        let code = code_of(line).unwrap_or("").replace(' ', "");
        let noun = line.split('[').next().unwrap_or("");
        if noun.trim().is_empty() || code.len() < 2 {
            return Err("an agent without a noun or a code".into());
        }
        let (noun, given) = match noun.split_once('{') {
            Some((noun, plural)) => (noun, Some(plural.trim().trim_end_matches('}'))),
            None => (noun, None),
        };
        let noun = words(noun);
        let mut nouns = vec![];
        if let Some((before, rest)) = noun.split_once('!') {
            let (marker, after) = rest.split_once('!').unwrap_or((rest, ""));
            let Some(words) = self.markers.get(marker) else {
                return Err(format!("nothing is said of !{marker}!"));
            };
            nouns.extend(words.iter().map(|word| format!("{before}{word}{after}")));
        } else {
            let other = given.map_or_else(|| plural(&noun), words);
            nouns.push(noun);
            nouns.extend(Some(other).filter(|other| !other.is_empty()));
        }
        match self.rows.iter_mut().find(|(known, _)| *known == code) {
            Some((_, known)) => known.extend(nouns),
            None => self.rows.push((code, nouns)),
        }
        self.taken += 1;
        Ok(())
    }

    fn write(self, out: &mut Imported) {
        out.taken += self.taken;
        for (code, nouns) in self.rows {
            let sector = quoted(code.trim_matches('~'));
            let _ = writeln!(out.toml, "[[agent]]\nsector = {sector}\nnouns = {}", list(&nouns));
            if code.ends_with('~') {
                out.toml.push_str("before = true\n");
            }
            out.toml.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use detente_world::World;

    fn taken(file: &str) -> super::Imported {
        super::read(file, World::embedded()).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    fn expect(file: &str, rows: &[&str]) {
        let taken = taken(file);
        for row in rows {
            assert!(taken.toml.contains(row), "{row}\n{}\n{:?}", taken.toml, taken.left);
        }
        World::layered(&[("mine.toml", &taken.toml)])
            .unwrap_or_else(|wrong| panic!("{wrong:?}\n{}", taken.toml));
    }

    #[test]
    fn actors_agents_and_verbs() {
        expect(
            "<!-- a comment\n over two lines -->\n\
            RIVER_GUARD_ ; note\n+THE_GUARD\n\t[SDNMIL]\n\
            AWA_EXAMPLE_\n\t[MLIGOV 200101-230731]\n\
            FARMER [~AGR] # note\n\
            --- ATTACK [190]\nATTACK\n",
            &[
                "[[institution]]\nid = \"institution:river-guard\"\nname = \"River Guard\"",
                "names = [\"the Guard\"]",
                "of = \"state:MLI\", from = \"2020-01-01\", to = \"2023-07-31\"",
                "[[coded]]\nnames = [\"river_guard\", \"the_guard\"]\ncodes = [{ code = \"SDNMIL\" }]\nactor = \"institution:river-guard\"",
                "codes = [{ code = \"MLIGOV\", from = \"2020-01-01\", to = \"2023-07-31\" }]",
                "[[agent]]\nsector = \"AGR\"\nnouns = [\"farmer\", \"farmers\"]\n",
                "[[verb]]\nverb = \"attack\"\npattern = \"\"\ncode = \"190\"\n",
            ],
        );
    }

    #[test]
    fn a_code_holds_before_after_or_between_days_and_an_unknown_state_is_nobody_s() {
        expect(
            "VALE [VAL]\n\t[VALGOV < 990101]\n\t[VALMIL 20010229-20020101]\n\t[VALREB >19990101]\n",
            &[
                "{ code = \"VAL\" }, { code = \"VALGOV\", to = \"1999-01-01\" }, { code = \"VALREB\", from = \"1999-01-01\" }",
                "[[person]]\nid = \"person:vale\"\nname = \"Vale\"\nsource",
            ],
        );
        for days in ["20010229-20020101", "20020101-20010101", "=20010101"] {
            let taken = taken(&format!("VALE [VAL]\n\t[VALMIL {days}]\n"));
            assert_eq!(taken.left_out, 1, "there are no such days: {days}");
        }
    }

    #[test]
    fn the_name_of_a_known_state_makes_no_second_one() {
        let taken = taken("MALI_ [MLI]\n+VELVET_PLATEAU_\n");
        assert!(!taken.toml.contains("institution"), "{}", taken.toml);
        expect(
            "MALI_ [MLI]\n+VELVET_PLATEAU_\n",
            &["names = [\"Velvet Plateau\"]", "actor = \"state:MLI\""],
        );
    }

    #[test]
    fn plurals_of_agents_are_made_given_or_none_and_markers_are_filled() {
        expect(
            "!FOLK! = MAN, WOMEN\nGOOSE {GEESE} [~BRD]\nPOLICE {} [ ~COP]\nDEPUTY [~LEG]\n\
            CLERGY!FOLK! [~REL]\nAID_BODY [NGO~]\n",
            &[
                "nouns = [\"goose\", \"geese\"]",
                "nouns = [\"police\"]",
                "nouns = [\"deputy\", \"deputies\"]",
                "nouns = [\"clergyman\", \"clergywomen\"]",
                "sector = \"NGO\"\nnouns = [\"aid_body\", \"aid_bodies\"]\nbefore = true",
            ],
        );
    }

    #[test]
    fn a_file_without_codes_tells_what_to_leave_out() {
        expect(
            "CUP FINAL # sport\n+HARBOUR_RACE_\n",
            &[
                "[[discard]]\nwords = \"cup final\"\n",
                "[[discard]]\nwords = \"harbour race_\"\nreport = true\n",
            ],
        );
    }
}
