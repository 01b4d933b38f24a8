//! The form by which somebody says otherwise than a row.

use crate::write::Desk;
use detente_record::EventType;

/// What may be said of a row, and by whom.
#[derive(Debug)]
pub(crate) struct Say {
    pub(crate) desk: Desk,
    pub(crate) id: String,
    /// Whether it is said of all tellings of the happening.
    pub(crate) whole: bool,
    pub(crate) choices: Vec<Choice>,
}

/// One thing to say.
#[derive(Debug)]
pub(crate) struct Choice {
    pub(crate) act: &'static str,
    pub(crate) label: &'static str,
    pub(crate) field: Field,
}

/// What has to be given with it.
#[derive(Debug)]
pub(crate) enum Field {
    Nothing,
    /// Words: the field's name, what it is, an example.
    Words(&'static str, &'static str, &'static str),
    /// Two of these, of which the second may be left out.
    Pair([(&'static str, &'static str, &'static str); 2]),
    /// One of several, by its name and what it is.
    One(&'static str, &'static str, Vec<(String, String)>),
}

impl Say {
    /// What may be said of a row of a table.
    pub(crate) fn of(desk: Desk, table: &str, id: &str, whole: bool) -> Self {
        let able = detente_case::says_of(table);
        let choice = |act: &&'static str| {
            let (label, field) = told(act, table)?;
            // A happening is parted by naming the telling that is not of it.
            let apt = !(whole && *act == "split");
            apt.then_some(Choice { act, label, field })
        };
        Self { desk, id: id.to_owned(), whole, choices: able.iter().filter_map(choice).collect() }
    }

    /// Whether there is anything to say.
    pub(crate) fn is_open(&self) -> bool {
        self.desk.reviews && !self.choices.is_empty()
    }
}

fn told(act: &str, table: &str) -> Option<(&'static str, Field)> {
    let types = || {
        let named = |kind: &EventType| (kind.to_string(), kind.to_string());
        EventType::ALL.iter().map(named).collect()
    };
    let letters = || {
        let all = [
            ("A", "A: completely reliable"),
            ("B", "B: usually reliable"),
            ("C", "C: fairly reliable"),
            ("D", "D: not usually reliable"),
            ("E", "E: unreliable"),
            ("F", "F: not judged"),
        ];
        all.map(|(letter, told)| (letter.to_owned(), told.to_owned())).to_vec()
    };
    Some(match act {
        "confirm" => ("It is right", Field::Nothing),
        "reject" => ("It is wrong: nothing is to be made of it", Field::Nothing),
        "re-date" if table == "reports" => {
            ("It was written", Field::Words("date", "on", "2020-02-10"))
        }
        "re-date" => ("It was on another day", Field::Words("date", "on", "2020-02-10")),
        "re-place" => (
            "It was at another place",
            Field::Words("place", "at (a name, an id, or none)", "Idlib"),
        ),
        "re-type" => ("It is of another type", Field::One("type", "of", types())),
        "merge" => (
            "It is one with another happening",
            Field::Words("other", "with (the id of a row)", "3f2a9c01"),
        ),
        "re-actor" => (
            "It is another actor",
            Field::Pair([
                ("who", "who (a name, an id, or none)", "igo:un"),
                ("report", "only in the report (its id; everywhere if left empty)", "3f2a9c01"),
            ]),
        ),
        "split" => ("It is not of the happening it is joined to", Field::Nothing),
        "reliability" => ("How far it is to be relied on", Field::One("letter", "as", letters())),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_asked_only_what_can_be_said_of_it() {
        let desk = Desk { reviews: true, form: String::new(), author: String::new() };
        let acts = |table: &str, whole| -> Vec<&str> {
            let say = Say::of(desk.clone(), table, "1", whole);
            say.choices.iter().map(|choice| choice.act).collect()
        };
        assert_eq!(
            acts("events", false),
            ["confirm", "reject", "re-date", "re-place", "re-type", "merge", "split"]
        );
        assert_eq!(acts("undertakings", false), ["confirm", "reject"]);
        assert_eq!(acts("reports", false), ["re-date"]);
        assert_eq!(acts("sources", false), ["reliability"]);
        assert_eq!(acts("actors", false), ["re-actor"]);
        assert_eq!(acts("relations", false), [""; 0]);
        assert!(!acts("events", true).contains(&"split"));
    }
}
