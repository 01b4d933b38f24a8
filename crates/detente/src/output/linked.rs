//! Rows across reports as tables.

use super::Column;
use super::rows::{Sheet, column, cut, day, name, names, short};
use detente_record::{Account, Claim, Dispute, Incident, Position};

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
