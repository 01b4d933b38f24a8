//! W3C Web Annotations: what a row rests on, as annotations of the reports.
//!
//! Each stretch is selected three times over: by characters of the reading text, by bytes of the
//! stored original, and by its words (Web Annotation Data Model, 4.2).

use super::each;
use super::json::{Items, compact, iri};
use super::ledger::Ledger;
use super::side::name;
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{ActorRef, Event, Evidence, Part, Report, Statement, Undertaking};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, Write};

const BEGIN: &str = "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"urn:detente:annotations\",\
     \"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":[";

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut sums: HashMap<String, String> = HashMap::new();
    let all = Filter::default();
    each::<Report>(case, &all, |row| {
        sums.insert(row.id, row.sha256);
        Ok(())
    })?;
    let mut page = Page { items: Items::new(out, BEGIN)?, ledger: &ledger, sums: &sums };
    each::<Event>(case, &all, |row| {
        let about = format!("event {} {}", row.kind, row.status);
        let evidence = row.evidence.iter().map(|one| {
            let tells = match one.field.as_deref() {
                Some("actors") => names(&row.actors),
                Some("recipients") => names(&row.recipients),
                Some("type") => row.kind.to_string(),
                Some("date") => row.date.edtf.clone().unwrap_or_default(),
                Some("place") => row.place.as_ref().map_or_else(String::new, |place| {
                    place.name.clone().unwrap_or_else(|| place.text.clone())
                }),
                _ => String::new(),
            };
            (one, one.field.as_deref(), tells)
        });
        page.row("event", &row.id, &about, evidence.collect())
    })?;
    each::<Statement>(case, &all, |row| {
        let speaker = row.speaker.as_ref().and_then(|speaker| speaker.actor.name.clone());
        let about = format!("statement {}", row.act);
        let evidence = &row.evidence;
        let mut all = vec![(&evidence.content, Some("content"), row.content.clone())];
        let source = evidence.source.as_ref();
        all.extend(source.map(|one| {
            (one, Some("speaker"), speaker.unwrap_or_else(|| row.speaker_text.clone()))
        }));
        let cue = evidence.cue.as_ref();
        all.extend(cue.map(|one| (one, Some("cue"), row.cue.clone().unwrap_or_default())));
        page.row("statement", &row.id, &about, all)
    })?;
    each::<Undertaking>(case, &all, |row| {
        let one = &row.obligation;
        let about = format!("undertaking {}", one.modality);
        let all = one.evidence.iter().map(|e| (e, e.field.as_deref(), String::new())).collect();
        page.row("undertaking", &one.id, &about, all)
    })?;
    Ok(page.items.end("]}\n")?)
}

fn names(all: &[ActorRef]) -> String {
    all.iter().map(name).collect::<Vec<_>>().join(", ")
}

struct Page<'a> {
    items: Items<'a>,
    ledger: &'a Ledger<'a>,
    sums: &'a HashMap<String, String>,
}

impl Page<'_> {
    /// An annotation for each stretch that a row rests on: the words, the field that they tell, and
    /// what of it they tell.
    fn row(
        &mut self,
        table: &str,
        id: &str,
        about: &str,
        evidence: Vec<(&Evidence, Option<&str>, String)>,
    ) -> io::Result<()> {
        for (n, (words, field, tells)) in evidence.into_iter().enumerate() {
            if words.parts.is_empty() {
                continue;
            }
            let value = match field {
                Some(field) if tells.is_empty() => format!("{about}, {field}"),
                Some(field) => format!("{about}, {field}: {tells}"),
                None => about.to_owned(),
            };
            let purpose = if field.is_none() { "classifying" } else { "describing" };
            let targets: Vec<Value> =
                words.parts.iter().map(|part| self.target(&words.report, part)).collect();
            self.items.push(&json!({
                "id": format!("urn:detente:{table}:{id}:{n}"),
                "type": "Annotation",
                "motivation": purpose,
                "body": [
                    {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value},
                    {"type": "SpecificResource", "purpose": "linking",
                     "source": format!("urn:detente:{table}:{id}")},
                ],
                "target": targets,
            }))?;
        }
        Ok(())
    }

    fn target(&self, report: &str, part: &Part) -> Value {
        let url = self.ledger.reports.get(report).and_then(|cited| cited.url.clone());
        let sum = self.sums.get(report).map(|sum| format!("urn:sha256:{sum}"));
        let here = url.map(|url| iri(&url)).or_else(|| sum.clone());
        let mut selectors = vec![];
        if let Some([start, end]) = part.chars {
            selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
        }
        let [start, end] = part.bytes;
        selectors.push(json!({"type": "DataPositionSelector", "start": start, "end": end}));
        selectors.push(json!({"type": "TextQuoteSelector", "exact": part.quote}));
        json!({
            "type": "SpecificResource",
            "source": compact(json!({"id": here, "type": "Text", "canonical": sum})),
            "selector": selectors,
        })
    }
}
