//! `brief`: the situation, every sentence cited.

use super::answer::{Answer, Window};
use super::{Ask, day};
use crate::failure::Failure;
use crate::shown::{fit, named, shown, whole};
use detente_case::{Case, Filter};
use detente_exchange::brief::{Brief as Composed, Section, compose};
use detente_record::Refused;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Bytes of JSON for what stands beside the lines.
const BESIDE: usize = 4000;

/// Which part, as of when.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Brief {
    /// The day it is written for, e.g. 2020-02-15; without it, the latest that a report bears
    #[serde(default)]
    as_of: Option<String>,
    /// Only the section with this heading
    #[serde(default)]
    section: Option<String>,
    /// `next` of the answer before
    #[serde(default)]
    cursor: Option<String>,
}

impl Ask for Brief {
    const NAME: &'static str = "brief";
    const TITLE: &'static str = "The situation on one page";
    const DESCRIPTION: &'static str = "\
The situation, for a first look: the dead and wounded, what is in dispute, what was undertaken and whether it is said \
to be kept, how sides stand, who and where, what was said. Each row is one line with its section, a quotation, and \
citations (report and bytes); `more` counts what a section leaves out and names the table for `rows`.";

    fn beside() -> Value {
        json!({
            "as_of": { "type": "string" },
            "summary": { "type": "string" },
            "sections": { "type": "array", "items": { "type": "string" } },
            "more": { "type": "array", "items": { "type": "object" } },
            "gaps": { "type": "array", "items": { "type": "string" },
                      "description": "What could not be read or told" },
            "reports": super::answer::reports(),
        })
    }

    fn answer(self, case: &Case) -> Result<Answer, Failure> {
        let window = Window::whole(self.cursor.as_deref())?;
        let as_of = self.as_of.filter(|day| !day.trim().is_empty());
        let as_of = as_of.map(|day| day::last("as_of", day.trim())).transpose()?;
        let brief = compose(case, as_of.as_deref())?;
        let headings: Vec<&str> =
            brief.sections.iter().map(|section| section.heading.as_str()).collect();
        let asked = self.section.as_deref().map(str::trim).filter(|section| !section.is_empty());
        let sections: Vec<&Section> = brief
            .sections
            .iter()
            .filter(|section| asked.is_none_or(|asked| section.heading.eq_ignore_ascii_case(asked)))
            .collect();
        if let (Some(_), true) = (asked, sections.is_empty()) {
            let known = headings.join(", ");
            return Err(Failure::new(format!("The brief has no such section; it has: {known}.")));
        }
        let lines = sections.iter().flat_map(|section| lines(section)).skip(window.skip).collect();
        let answer = Answer::of(lines, &window);
        let first = window.skip == 0;
        let mut beside = whole(json!({
            "as_of": brief.as_of, "summary": brief.summary, "sections": headings,
            "more": sections.iter().filter_map(|section| more(section)).collect::<Vec<_>>(),
            // Once is enough: what follows is read by who has read it.
            "gaps": if first { gaps(case, &brief)? } else { vec![] },
        }));
        fit(&mut beside, BESIDE);
        let Value::Object(beside) = beside else { return Err(Failure::broken()) };
        let answer =
            beside.into_iter().fold(answer, |answer, (name, value)| answer.with(&name, value));
        Ok(answer.citing(case))
    }
}

/// The lines of a section, each a row.
fn lines(section: &Section) -> impl Iterator<Item = Value> {
    section.lines.iter().map(|line| {
        let mut row = Map::new();
        row.insert("section".into(), section.heading.clone().into());
        if let Ok(Value::Object(line)) = serde_json::to_value(line) {
            row.extend(line);
        }
        // The number of a report counts within the page; here its id says all.
        for citation in row.get_mut("citations").and_then(Value::as_array_mut).into_iter().flatten()
        {
            citation.as_object_mut().and_then(|citation| citation.shift_remove("number"));
        }
        shown(Value::Object(row))
    })
}

/// What a section leaves out, and the table that has it.
fn more(section: &Section) -> Option<Value> {
    let more = section.more.as_ref()?;
    let table = more.command.strip_prefix("detente ").and_then(|rest| rest.split(' ').next());
    Some(json!({ "section": section.heading, "lines": more.count, "table": table }))
}

/// What could not be read, by the names of files alone.
fn gaps(case: &Case, brief: &Composed) -> Result<Vec<String>, Failure> {
    let mut gaps = brief.gaps.clone();
    for row in case.rows::<Refused>(&Filter { limit: Some(5), ..Filter::default() })? {
        let file = row.path.split(" » ").next().unwrap_or(&row.path);
        for gap in &mut gaps {
            *gap = gap.replace(&row.path, &named(&row.path)).replace(file, &named(file));
        }
    }
    Ok(gaps)
}
