//! Filters as conditions of SQL.

use super::rows::Row;
use crate::Filter;
use crate::store::derived::DAY;

/// Where a kind of row holds what a filter asks for, as SQL; `{}` stands for the value asked for.
/// Of reports it is asked of the tables `r` and `o` that their view is made of.
/// A filter without an entry lets no row through.
struct Places {
    actor: &'static str,
    place: &'static str,
    country: &'static str,
    kind: &'static str,
    status: &'static str,
    date: &'static str,
    report: &'static str,
    about: &'static str,
}

const NONE: Places = Places {
    actor: "",
    place: "",
    country: "",
    kind: "",
    status: "",
    date: "",
    report: "",
    about: "",
};

/// A reference names the one asked for by its id, its name or its mention.
macro_rules! named {
    ($list:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM json_each(", $list, ") e WHERE e.value ->> 'id' = {} \
             OR folded(e.value ->> 'name') = folded({}) OR folded(e.value ->> 'text') = folded({}))"
        )
    };
}

macro_rules! country {
    ($list:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM json_each(",
            $list,
            ") e \
             WHERE e.value ->> 'country' = upper({}))"
        )
    };
}

/// Whoever holds a position.
macro_rules! holder {
    () => {
        "EXISTS (SELECT 1 FROM json_each(positions) e WHERE e.value -> 'holder' ->> 'id' = {} \
         OR folded(e.value -> 'holder' ->> 'name') = folded({}) \
         OR folded(e.value -> 'holder' ->> 'text') = folded({}))"
    };
}

/// The report whose words a position rests on.
macro_rules! position_in {
    () => {
        "EXISTS (SELECT 1 FROM json_each(positions) e, json_each(e.value -> 'evidence') w \
         WHERE w.value ->> 'report' GLOB {} || '*')"
    };
}

fn places(table: &str) -> Places {
    match table {
        "reports" => Places {
            actor: "id IN (SELECT report FROM mentions WHERE actor = {} OR folded(text) = folded({}) \
                    OR actor IN (SELECT id FROM actors WHERE folded(name) = folded({})))",
            date: "published",
            report: "r.n IN (SELECT n FROM originals WHERE substr(sha256, 1, 8) BETWEEN \
                     unhex(substr({} || '0000000000000000', 1, 16)) AND \
                     unhex(substr({} || 'ffffffffffffffff', 1, 16)))",
            country: "id IN (SELECT report FROM mentions WHERE actor IN \
                      (SELECT id FROM actors WHERE country = upper({})))",
            ..NONE
        },
        "refused" => Places { kind: "reason", ..NONE },
        "sources" => Places {
            actor: "(id = {} OR folded(name) = folded({}))",
            country: "owner_state = upper({})",
            kind: "kind",
            report: "EXISTS (SELECT 1 FROM json_each(reports) e WHERE e.value GLOB {} || '*')",
            ..NONE
        },
        "actors" => Places {
            actor: "(id = {} OR folded(name) = folded({}) OR EXISTS (SELECT 1 FROM \
                    json_each(aliases) e WHERE folded(e.value ->> 'text') = folded({})))",
            country: "country = upper({})",
            kind: "kind",
            report: "id IN (SELECT actor FROM mentions WHERE report GLOB {} || '*')",
            ..NONE
        },
        "places" => Places {
            place: "(id = {} OR folded(name) = folded({}) OR EXISTS (SELECT 1 FROM \
                    json_each(aliases) e WHERE folded(e.value ->> 'text') = folded({})))",
            country: "country = upper({})",
            kind: "kind",
            report: "id IN (SELECT place FROM spots WHERE report GLOB {} || '*')",
            ..NONE
        },
        "events" => Places {
            actor: concat!("(", named!("actors"), " OR ", named!("recipients"), ")"),
            place: named!("json_array(json(coalesce(place, 'null')))"),
            country: concat!(
                "(",
                country!("actors"),
                " OR ",
                country!("recipients"),
                " OR ",
                "place ->> 'country' = upper({}))"
            ),
            kind: "type",
            status: "status",
            date: "date",
            report: "report",
            about: "statement = {}",
        },
        "statements" => Places {
            actor: concat!(
                "(",
                named!("json_array(json(coalesce(speaker, 'null')))"),
                " OR ",
                named!("via"),
                ")"
            ),
            country: "speaker ->> 'country' = upper({})",
            kind: "act",
            date: "said",
            report: "report",
            about: "EXISTS (SELECT 1 FROM json_each(about) e WHERE e.value = {})",
            ..NONE
        },
        "undertakings" => Places {
            actor: concat!(
                "(",
                named!("json_array(json(coalesce(performer, 'null')))"),
                " OR ",
                named!("json_array(json(coalesce(obligor, 'null')))"),
                " OR ",
                named!("json_array(json(coalesce(beneficiary, 'null')))"),
                ")"
            ),
            place: named!("json_array(json(coalesce(place, 'null')))"),
            country: "(performer ->> 'country' = upper({}) OR obligor ->> 'country' = upper({}))",
            kind: "modality",
            status: "existence",
            date: "deadline",
            report: "report",
            about: "agreement ->> 'id' = {}",
        },
        "incidents" => Places {
            actor: concat!("(", named!("actors"), " OR ", named!("recipients"), ")"),
            place: named!("json_array(json(coalesce(place, 'null')))"),
            country: concat!(
                "(",
                country!("actors"),
                " OR ",
                country!("recipients"),
                " OR ",
                "place ->> 'country' = upper({}))"
            ),
            kind: "type",
            status: "standing",
            date: "date",
            report: "id IN (SELECT incident FROM events WHERE report >= {} AND report < {} || 'g')",
            about: "id IN ({}, (SELECT incident FROM events WHERE id = {}))",
        },
        "accounts" => Places {
            actor: concat!(
                "(",
                named!("json_array(json(coalesce(side, 'null')))"),
                " OR ",
                named!("blames"),
                ")"
            ),
            kind: "outlet",
            report: "EXISTS (SELECT 1 FROM json_each(reports) e WHERE e.value GLOB {} || '*')",
            about: "incident = {}",
            ..NONE
        },
        "agreements" => Places {
            actor: concat!("(", named!("parties"), " OR ", named!("guarantors"), ")"),
            place: named!("json_array(json(coalesce(place, 'null')))"),
            country: country!("parties"),
            kind: "kind",
            status: "EXISTS (SELECT 1 FROM json_each(obligations) e \
                     WHERE e.value ->> 'standing' = {})",
            date: "concluded",
            report: "id IN (SELECT key FROM terms WHERE report GLOB {} || '*')",
            about: "(id = {} OR EXISTS (SELECT 1 FROM json_each(obligations) e \
                    WHERE e.value ->> 'id' = {}))",
        },
        "channels" => Places {
            actor: named!("json_array(json(a), json(b))"),
            country: country!("json_array(json(a), json(b))"),
            kind: "kind",
            status: "state",
            about: "EXISTS (SELECT 1 FROM json_each(incidents) e WHERE e.value = {})",
            ..NONE
        },
        "relations" => Places {
            actor: named!("json_array(json(a), json(b))"),
            country: country!("json_array(json(a), json(b))"),
            about: "EXISTS (SELECT 1 FROM json_each(drivers) e \
                    WHERE e.value ->> 'incident' = {})",
            ..NONE
        },
        "claims" => Places {
            actor: holder!(),
            status: "status",
            report: position_in!(),
            about: "EXISTS (SELECT 1 FROM json_each(about) e WHERE e.value = {})",
            ..NONE
        },
        "disputes" => Places {
            actor: holder!(),
            kind: "kind",
            status: "relation",
            report: position_in!(),
            about: "EXISTS (SELECT 1 FROM json_each(about) e WHERE e.value = {})",
            ..NONE
        },
        "outside" => Places {
            actor: concat!("(", named!("actors"), " OR ", named!("recipients"), ")"),
            place: named!("json_array(json(coalesce(place, 'null')))"),
            country: concat!(
                "(",
                country!("actors"),
                " OR ",
                country!("recipients"),
                " OR ",
                "place ->> 'country' = upper({}))"
            ),
            kind: "type",
            status: "form",
            date: "date",
            ..NONE
        },
        "timeline" => Places {
            actor: named!("who"),
            place: named!("json_array(json(coalesce(place, 'null')))"),
            country: concat!("(", country!("who"), " OR place ->> 'country' = upper({}))"),
            // The kind of entry, or the type of the event that it is.
            kind: "(kind = {} OR (kind = 'event' AND EXISTS (SELECT 1 FROM events e \
                   WHERE e.id = timeline.id AND e.\"type\" = upper({}))))",
            date: "date",
            report: "report",
            ..NONE
        },
        _ => NONE,
    }
}

/// The filters that rows of a table can be asked by, by their names in the command; any other lets
/// none of its rows through.
///
/// ```
/// assert_eq!(detente_case::filters("refused"), ["type"]);
/// assert!(!detente_case::filters("disputes").contains(&"place"));
/// ```
pub fn filters(table: &str) -> Vec<&'static str> {
    let places = places(table);
    let all = [
        ("actor", places.actor),
        ("place", places.place),
        ("country", places.country),
        ("type", places.kind),
        ("status", places.status),
        ("from", places.date),
        ("to", places.date),
        ("report", places.report),
        ("about", places.about),
    ];
    all.into_iter().filter(|(_, held)| !held.is_empty()).map(|(name, _)| name).collect()
}

/// The condition a filter comes to, and the values for its marks.
pub(crate) fn of<T: Row>(filter: &Filter) -> (String, Vec<String>) {
    let places = places(T::TABLE);
    let (mut all, mut values) = (vec!["1".to_owned()], vec![]);
    let mut add = |all: &mut Vec<String>, template: &str, value: &Option<String>| {
        let Some(value) = value else { return };
        if template.is_empty() {
            all.push("0".to_owned());
            return;
        }
        values.push(value.clone());
        let mark = format!("?{}", values.len());
        let condition = match template.contains("{}") {
            true => template.replace("{}", &mark),
            false => format!("folded(\"{template}\") = folded({mark})"),
        };
        all.push(condition);
    };
    let by_id = |value: &Option<String>, columns: Option<&[&str]>| -> Option<String> {
        let id = value.as_deref().filter(|value| is_id(value))?;
        let one = |column: &&str| format!("instr({column}, '\"id\":\"{id}\"') > 0");
        Some(format!("({})", columns?.iter().map(one).collect::<Vec<_>>().join(" OR ")))
    };
    let (who, at) = match T::TABLE {
        "events" | "incidents" => (Some(&["actors", "recipients"][..]), Some(&["place"][..])),
        "timeline" => (Some(&["who"][..]), Some(&["place"][..])),
        _ => (None, None),
    };
    // The words that name it are not compared where an id is asked for: looking for the id in the
    // text of a column is some ten times as fast as taking the column apart.
    match by_id(&filter.actor, who) {
        Some(condition) => all.push(condition),
        None => add(&mut all, places.actor, &filter.actor),
    }
    match by_id(&filter.place, at) {
        Some(condition) => all.push(condition),
        None => add(&mut all, places.place, &filter.place),
    }
    add(&mut all, places.country, &filter.country);
    add(&mut all, places.kind, &filter.kind);
    add(&mut all, places.status, &filter.status);
    add(&mut all, places.about, &filter.about);
    let report = match places.report {
        "" => String::new(),
        list if list.contains("{}") => list.to_owned(),
        // By an index over them, which GLOB would not use; no digit of an id comes after f.
        column => format!("({column} >= {{}} AND {column} < {{}} || 'g')"),
    };
    add(&mut all, &report, &filter.report.as_deref().map(plain));
    let (from, to) = match places.date {
        "" => (String::new(), String::new()),
        // Of what the view of reports is made of, whose own column is made for each row.
        "published" => (
            format!("{DAY} >= {{}}"),
            "coalesce(r.day, r.published ->> 'from', r.published ->> 'to') <= {} || '~'".to_owned(),
        ),
        // Without a first day of its own, a row counts by its last. A month or a year that is asked
        // for lasts to its end: all of its days come before `2020-02~`.
        date => (
            format!("{date} ->> 'to' >= {{}}"),
            format!("coalesce({date} ->> 'from', {date} ->> 'to') <= {{}} || '~'"),
        ),
    };
    add(&mut all, &from, &filter.from);
    add(&mut all, &to, &filter.to);
    (all.join(" AND "), values)
}

/// Whether this is the id of an actor or a place, `state:SDN`, and nothing that JSON would escape.
pub(super) fn is_id(text: &str) -> bool {
    text.split_once(':').is_some_and(|(kind, rest)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | ':');
        !kind.is_empty()
            && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && !rest.is_empty()
            && rest.chars().all(plain)
    })
}

/// The beginning of an id, without what GLOB would take for a pattern.
fn plain(id: &str) -> String {
    let letters = id.chars().filter(|c| c.is_ascii_alphanumeric());
    let id: String = letters.map(|c| c.to_ascii_lowercase()).collect();
    // What holds no letter at all matches no id.
    if id.is_empty() { "-".to_owned() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use detente_record::{Event, Refused};

    #[test]
    fn an_empty_filter_lets_all_through_and_a_strange_field_none() {
        assert_eq!(of::<Event>(&Filter::default()), ("1".to_owned(), vec![]));
        let filter = Filter { place: Some("Idlib".into()), ..Filter::default() };
        assert_eq!(of::<Refused>(&filter).0, "1 AND 0");
    }

    #[test]
    fn an_id_is_looked_for_in_the_text_and_a_name_is_compared() {
        let by = |actor: &str| {
            let filter = Filter { actor: Some(actor.into()), ..Filter::default() };
            of::<Event>(&filter)
        };
        let (condition, values) = by("state:SDN");
        assert!(condition.contains(r#"instr(actors, '"id":"state:SDN"') > 0"#), "{condition}");
        assert!(values.is_empty());
        for name in ["Sudan", "x:' OR 1", "a:\"b", ":x", "x:", "State:x"] {
            assert_eq!(by(name).1, [name], "{name}");
        }
    }

    #[test]
    fn the_beginning_of_an_id_is_no_pattern() {
        assert_eq!(plain("9F2*"), "9f2");
        assert_eq!(plain("*"), "-");
    }
}
