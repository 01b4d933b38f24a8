//! Rows across reports as tables.

use super::Column;
use super::rows::{Sheet, column, cut, day, name, names, short};
use detente_record::{
    Account, Agreement, Channel, Claim, Dispute, Incident, Inside, Obligation, Outside, Position,
    Relation,
};

impl Sheet for Incident {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("date", 14),
            column("type", 8),
            column("who", 22),
            column("to whom", 22),
            column("where", 18),
            column("figures", 26),
            column("extent", 7),
            column("standing", 9),
            column("sources", 7),
            column("told", 4),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let figures: Vec<String> =
            self.figures.iter().map(|(role, one)| figure(role, one)).collect();
        let place = self.place.as_ref();
        vec![
            short(&self.id),
            day(&self.date),
            self.kind.to_string(),
            names(&self.actors),
            names(&self.recipients),
            place.map(|p| p.name.clone().unwrap_or_else(|| p.text.clone())).unwrap_or_default(),
            figures.join(", "),
            self.extent.clone(),
            self.standing.clone(),
            self.independent_sources.to_string(),
            self.events.len().to_string(),
        ]
    }
}

/// "18 killed", "11–18 killed" where no figure is the best.
fn figure(role: &str, one: &detente_record::Figure) -> String {
    match (one.best, one.low, one.high) {
        (Some(best), ..) => format!("{best} {role}"),
        (None, Some(low), Some(high)) if low != high => format!("{low}–{high} {role}"),
        (None, Some(low), _) => format!("≥ {low} {role}"),
        _ => format!("? {role}"),
    }
}

impl Sheet for Outside {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("form", 13),
            column("date", 14),
            column("type", 9),
            column("code", 24),
            column("who", 24),
            column("to whom", 24),
            column("where", 20),
            column("figures", 20),
            column("file", 24),
            column("line", 6),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let figures: Vec<String> =
            self.figures.iter().map(|(role, one)| figure(role, one)).collect();
        vec![
            short(&self.id),
            self.form.clone(),
            day(&self.date),
            self.kind.map(|kind| kind.to_string()).unwrap_or_default(),
            self.code.clone().unwrap_or_default(),
            names(&self.actors),
            names(&self.recipients),
            self.place.as_ref().map(|place| place.text.clone()).unwrap_or_default(),
            figures.join(", "),
            self.file.clone(),
            self.line.to_string(),
        ]
    }
}

impl Sheet for Account {
    fn columns() -> Vec<Column> {
        vec![
            column("incident", 8),
            column("outlet", 22),
            column("side", 22),
            column("words", 24),
            column("figures", 26),
            column("blames", 24),
            column("leaves out", 40),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let figures: Vec<String> =
            self.figures.iter().map(|(role, one)| figure(role, one)).collect();
        vec![
            short(&self.incident),
            self.outlet.clone().unwrap_or_default(),
            self.side.as_ref().map(name).unwrap_or_default(),
            self.wording.join(", "),
            figures.join(", "),
            names(&self.blames),
            self.leaves_out.join(", "),
        ]
    }
}

impl Sheet for Agreement {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 30),
            column("concluded", 12),
            column("parties", 30),
            column("state", 12),
            column("obligations", 90),
        ]
    }

    fn cells(&self) -> Vec<String> {
        const MOST: usize = 8;
        let mut owed: Vec<String> = self.obligations.iter().take(MOST).map(obligation).collect();
        if self.obligations.len() > MOST {
            owed.push(format!("… and {} more", self.obligations.len() - MOST));
        }
        owed.extend(zone(self));
        vec![
            self.name.clone().unwrap_or_else(|| self.id.clone()),
            day(&self.concluded),
            names(&self.parties),
            self.state.last().map(|state| state.value.clone()).unwrap_or_default(),
            owed.join("\n"),
        ]
    }
}

/// "incidents: 3 inside its zone, 1 at its edge, 2 outside".
fn zone(agreement: &Agreement) -> Option<String> {
    agreement.zone.as_ref()?;
    let count = |inside| agreement.incidents.iter().filter(|one| one.inside == inside).count();
    let [within, edge, outside] = [Inside::Inside, Inside::Edge, Inside::Outside].map(count);
    Some(format!("incidents: {within} inside its zone, {edge} at its edge, {outside} outside"))
}

/// "Armenia must withdraw from Lachin by 2020-12-01: said-fulfilled".
fn obligation(one: &Obligation) -> String {
    let who = one.performer.as_ref().or(one.obligor.as_ref()).map(name).unwrap_or_default();
    let due = one.deadline.as_ref().map(|due| day(&due.time)).filter(|due| !due.is_empty());
    let due = due.map(|due| format!(" by {due}")).unwrap_or_default();
    let standing = one.standing.as_deref().unwrap_or("not judged");
    format!("{who} {} “{}”{due}: {standing}", one.modality, cut(&one.text, 80))
}

impl Sheet for Channel {
    fn columns() -> Vec<Column> {
        vec![
            column("a", 24),
            column("b", 24),
            column("kind", 20),
            column("state", 9),
            column("from", 10),
            column("to", 10),
            column("incidents", 9),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            name(&self.a),
            name(&self.b),
            self.kind.clone(),
            self.state.clone(),
            self.from.clone().unwrap_or_default(),
            self.to.clone().unwrap_or_default(),
            self.incidents.len().to_string(),
        ]
    }
}

impl Sheet for Relation {
    fn columns() -> Vec<Column> {
        vec![
            column("a", 20),
            column("", 2),
            column("b", 20),
            column("from", 10),
            column("to", 10),
            column("incidents", 9),
            column("cooperation", 11),
            column("conflict", 8),
            column("net", 20),
            column("phase", 16),
        ]
    }

    fn cells(&self) -> Vec<String> {
        let number = |value: f64| format!("{value:.2}");
        let band = match (self.low, self.high) {
            (Some(low), Some(high)) => format!(" [{low:.2}, {high:.2}]"),
            _ => String::new(),
        };
        vec![
            name(&self.a),
            if self.directed { "→" } else { "↔" }.into(),
            name(&self.b),
            self.from.clone().unwrap_or_default(),
            self.to.clone().unwrap_or_default(),
            self.incidents.to_string(),
            number(self.cooperation),
            number(self.conflict),
            self.net.map(|net| format!("{net:.2}{band}")).unwrap_or_default(),
            self.phase.clone().unwrap_or_default(),
        ]
    }
}

impl Sheet for Claim {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("status", 9),
            column("sources", 7),
            column("claim", 70),
            column("positions", 60),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            short(&self.id),
            self.status.clone(),
            self.independent_sources.to_string(),
            cut(&self.text, 200),
            positions(&self.positions),
        ]
    }
}

impl Sheet for Dispute {
    fn columns() -> Vec<Column> {
        vec![
            column("id", 8),
            column("kind", 14),
            column("relation", 16),
            column("first", 10),
            column("over", 70),
            column("positions", 50),
        ]
    }

    fn cells(&self) -> Vec<String> {
        vec![
            short(&self.id),
            self.kind.clone(),
            self.relation.clone(),
            self.first.clone().unwrap_or_default(),
            cut(&self.text, 220),
            positions(&self.positions),
        ]
    }
}

/// "Armenia denies; Azerbaijan asserts 14".
fn positions(all: &[Position]) -> String {
    let one = |position: &Position| {
        let holder = position.holder.as_ref().map_or_else(|| "not told who".to_owned(), name);
        let value = position.value.as_ref().map(|value| format!(" {value}")).unwrap_or_default();
        format!("{holder} {}{value}", position.stance)
    };
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}
