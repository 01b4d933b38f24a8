//! What narrows a list.

use super::day;
use super::table::Table;
use crate::failure::Failure;
use crate::shown::clean;
use detente_case::{Case, Filter};
use detente_record::{Actor, Place};

/// The filters of a call, as they were given.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) actor: Option<String>,
    pub(super) place: Option<String>,
    pub(super) country: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) status: Option<String>,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    pub(super) report: Option<String>,
    pub(super) about: Option<String>,
}

impl Given {
    /// As the case asks for it. A filter that rows of the table don't have would let none through,
    /// and an assistant would take that for an answer: it is refused with those that they have.
    pub(super) fn filter(self, table: Table) -> Result<Filter, Failure> {
        let given = |value: Option<String>| {
            value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let filter = Filter {
            actor: given(self.actor),
            place: given(self.place),
            country: given(self.country),
            kind: given(self.kind),
            status: given(self.status),
            from: given(self.from),
            to: given(self.to),
            report: given(self.report),
            about: given(self.about),
            limit: None,
            skip: 0,
        };
        let known = detente_case::filters(table.name());
        let asked = [
            ("actor", &filter.actor),
            ("place", &filter.place),
            ("country", &filter.country),
            ("type", &filter.kind),
            ("status", &filter.status),
            ("from", &filter.from),
            ("to", &filter.to),
            ("report", &filter.report),
            ("about", &filter.about),
        ];
        let strange = asked.iter().find(|(name, value)| value.is_some() && !known.contains(name));
        if let Some((name, _)) = strange {
            let table = table.name();
            let known = known.join(", ");
            return Err(Failure::new(format!(
                "Rows of {table} can't be asked for by `{name}`; they can by {known}."
            )));
        }
        for (name, day) in [("from", &filter.from), ("to", &filter.to)] {
            day.as_deref().map(|day| day::check(name, day)).transpose()?;
        }
        Ok(filter)
    }
}

/// What to try next: names are compared whole, with a mention as with a name, so that "RSF" finds the
/// rows that say "RSF" and not all of that force. Its id does.
pub(super) fn hint(
    case: &Case,
    table: Table,
    filter: &Filter,
    none: bool,
) -> Result<Option<String>, Failure> {
    let mut said = vec![];
    if let (Some(name), false) = (&filter.actor, table == Table::Actors) {
        let asked = Filter { actor: Some(name.clone()), limit: Some(4), ..Filter::default() };
        let known = case.rows::<Actor>(&asked)?.into_iter().map(|actor| (actor.id, actor.name));
        said.extend(form("actor", name, &known.collect::<Vec<_>>(), none));
    }
    if let (Some(name), false) = (&filter.place, table == Table::Places) {
        let asked = Filter { place: Some(name.clone()), limit: Some(4), ..Filter::default() };
        let known = case.rows::<Place>(&asked)?.into_iter().map(|place| (place.id, place.name));
        said.extend(form("place", name, &known.collect::<Vec<_>>(), none));
    }
    if none && said.is_empty() {
        said.push(match *filter == (Filter { limit: filter.limit, skip: filter.skip, ..Filter::default() }) {
            true => format!("The case has no {}.", table.name()),
            false => "No row passes all of these filters: leave one out, or see the values of type and \
                      status in the description of this tool."
                .into(),
        });
    }
    Ok((!said.is_empty()).then(|| said.join(" ")))
}

/// What a name that was asked for is a form of.
fn form(filter: &str, asked: &str, known: &[(String, String)], none: bool) -> Option<String> {
    if known.iter().any(|(id, _)| id == asked) {
        return None;
    }
    let short = |name: &str| clean(name).0.chars().take(80).collect::<String>();
    let asked = short(asked);
    match known {
        [] if none => Some(format!(
            "Nobody and nothing in this case is called “{asked}” as a whole: `rows` of {filter}s lists the names, \
             and `search` finds words."
        )),
        [] => None,
        all => {
            let all: Vec<String> =
                all.iter().map(|(id, name)| format!("{id} ({})", short(name))).collect();
            Some(format!(
                "“{asked}” is a form of {}: with the id as `{filter}` you get all its rows, whatever it is called in \
                 them.",
                all.join(", ")
            ))
        }
    }
}
