//! A GraphML graph: actors, how pairs of them stand by period, and the incidents between them.

use super::each;
use super::ledger::{Ledger, single_day};
use super::side::{key, name};
use crate::export::Error;
use detente_case::{Case, Filter};
use detente_record::{Actor, ActorRef, Incident, Relation};
use std::collections::HashMap;
use std::io::{self, Write};

/// Keys: for what, name, type.
const KEYS: &[(&str, &str, &str)] = &[
    ("node", "record", "string"),
    ("node", "name", "string"),
    ("node", "kind", "string"),
    ("node", "country", "string"),
    ("node", "sector", "string"),
    ("edge", "kind", "string"),
    ("edge", "record", "string"),
    ("edge", "type", "string"),
    ("edge", "from", "string"),
    ("edge", "to", "string"),
    ("edge", "standing", "string"),
    ("edge", "disputes", "string"),
    ("edge", "happened", "boolean"),
    ("edge", "independent_sources", "long"),
    ("edge", "incidents", "long"),
    ("edge", "cooperation", "double"),
    ("edge", "conflict", "double"),
    ("edge", "net", "double"),
    ("edge", "low", "double"),
    ("edge", "high", "double"),
    ("edge", "phase", "string"),
];

pub(super) fn write(case: &Case, out: &mut dyn Write) -> Result<(), Error> {
    let ledger = Ledger::new(case, false)?;
    let mut graph = Graph { out, nodes: HashMap::new(), edges: 0 };
    graph.begin()?;
    each::<Actor>(case, &Filter::default(), |actor| {
        let about = ActorRef {
            id: Some(actor.id),
            name: Some(actor.name),
            country: actor.country,
            sector: actor.sector,
            ..ActorRef::default()
        };
        graph.node(&about, Some(actor.kind.as_str())).map(drop)
    })?;
    each::<Relation>(case, &Filter::default(), |row| {
        // A pair as such has no direction; its two directions are rows of their own. A row without
        // a period only counts what has no date.
        if row.directed && row.from.is_some() { graph.relation(&row) } else { Ok(()) }
    })?;
    each::<Incident>(case, &Filter::default(), |incident| {
        let happened = !ledger.tellings(&incident).is_empty();
        graph.incident(&incident, happened, &ledger.disputes(&incident).join(", "))
    })?;
    Ok(graph.out.write_all(b"</graph>\n</graphml>\n")?)
}

struct Graph<'a> {
    out: &'a mut dyn Write,
    /// Numbers of nodes by what tells an actor from another.
    nodes: HashMap<String, usize>,
    edges: usize,
}

impl Graph<'_> {
    fn begin(&mut self) -> io::Result<()> {
        self.out.write_all(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
              <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
              xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
              xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
              http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
        )?;
        for (of, name, kind) in KEYS {
            writeln!(
                self.out,
                "<key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            )?;
        }
        self.out.write_all(b"<graph id=\"detente\" edgedefault=\"directed\">\n")
    }

    /// The number of an actor's node; it is written when it is first asked for.
    fn node(&mut self, who: &ActorRef, kind: Option<&str>) -> io::Result<usize> {
        let key = key(who);
        if let Some(&known) = self.nodes.get(&key) {
            return Ok(known);
        }
        let number = self.nodes.len();
        writeln!(self.out, "<node id=\"n{number}\">")?;
        self.data("node-record", who.id.as_deref())?;
        self.data("node-name", Some(name(who)))?;
        self.data("node-kind", kind)?;
        self.data("node-country", who.country.as_deref())?;
        self.data("node-sector", who.sector.as_deref())?;
        self.out.write_all(b"</node>\n")?;
        self.nodes.insert(key, number);
        Ok(number)
    }

    fn edge(&mut self, from: usize, to: usize) -> io::Result<()> {
        let number = self.edges;
        self.edges += 1;
        writeln!(self.out, "<edge id=\"e{number}\" source=\"n{from}\" target=\"n{to}\">")
    }

    fn data(&mut self, key: &str, value: Option<&str>) -> io::Result<()> {
        match value.filter(|value| !value.is_empty()) {
            Some(value) => writeln!(self.out, "<data key=\"{key}\">{}</data>", xml(value)),
            None => Ok(()),
        }
    }

    fn relation(&mut self, row: &Relation) -> io::Result<()> {
        let (a, b) = (self.node(&row.a, None)?, self.node(&row.b, None)?);
        self.edge(a, b)?;
        self.data("edge-kind", Some("relation"))?;
        self.data("edge-from", row.from.as_deref())?;
        self.data("edge-to", row.to.as_deref())?;
        self.data("edge-incidents", Some(&row.incidents.to_string()))?;
        let sums = [("cooperation", Some(row.cooperation)), ("conflict", Some(row.conflict))];
        let band = [("net", row.net), ("low", row.low), ("high", row.high)];
        for (name, value) in sums.into_iter().chain(band) {
            let value = value.filter(|value| value.is_finite()).map(|value| value.to_string());
            self.data(&format!("edge-{name}"), value.as_deref())?;
        }
        self.data("edge-phase", row.phase.as_deref())?;
        self.out.write_all(b"</edge>\n")
    }

    /// An edge from everyone who did it to everyone to whom it was done.
    fn incident(&mut self, incident: &Incident, happened: bool, disputes: &str) -> io::Result<()> {
        for actor in &incident.actors {
            for recipient in &incident.recipients {
                // Of those who stand on both sides, nobody acts towards himself.
                if key(actor) == key(recipient) && incident.recipients.len() > 1 {
                    continue;
                }
                let (a, b) = (self.node(actor, None)?, self.node(recipient, None)?);
                self.edge(a, b)?;
                self.data("edge-kind", Some("incident"))?;
                self.data("edge-record", Some(&incident.id))?;
                self.data("edge-type", Some(incident.kind.as_str()))?;
                let day = single_day(&incident.date);
                self.data("edge-from", day.or(incident.date.from.as_deref()))?;
                self.data("edge-to", day.or(incident.date.to.as_deref()))?;
                self.data("edge-standing", Some(&incident.standing))?;
                self.data("edge-disputes", Some(disputes))?;
                self.data("edge-happened", Some(if happened { "true" } else { "false" }))?;
                let sources = incident.independent_sources.to_string();
                self.data("edge-independent_sources", Some(&sources))?;
                self.out.write_all(b"</edge>\n")?;
            }
        }
        Ok(())
    }
}

/// `text` in XML 1.0: what has a meaning there is escaped, what may not stand there replaced.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // Production [2] of XML 1.0: no other control characters, no non-characters.
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_well_formed(text in any::<String>()) {
            let document = format!("<a>{}</a>", xml(&text));
            let mut reader = quick_xml::Reader::from_str(&document);
            loop {
                let event = reader.read_event();
                prop_assert!(event.is_ok());
                if matches!(event, Ok(quick_xml::events::Event::Eof)) {
                    break;
                }
            }
            let allowed = |c: char| c == '\u{85}' || !c.is_control();
            prop_assert!(xml(&text).chars().all(allowed));
        }
    }
}
