//! Obligations written down with their agreement.

use super::check::{error, is_day};
use super::file::ProvisionRow;
use crate::row::{Provision, WorldError};
use std::collections::BTreeSet;

const MODALITIES: &[&str] = &["must", "must-not", "may"];
const DURATIONS: &[&str] = &["once", "continuing"];

/// The obligations of an agreement, in the order of the file.
pub(super) fn all(
    file: &str,
    agreement: &str,
    rows: Vec<ProvisionRow>,
) -> Result<Vec<Provision>, WorldError> {
    let mut met = BTreeSet::new();
    let mut out = vec![];
    for row in rows {
        let one = provision(row).map_err(|what| error(file, agreement, what))?;
        if !met.insert(one.id.clone()) {
            let what = format!("two obligations are called {:?}", one.id);
            return Err(error(file, agreement, what));
        }
        out.push(one);
    }
    Ok(out)
}

fn provision(row: ProvisionRow) -> Result<Provision, String> {
    let id = row.id;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if id.is_empty() || !id.chars().all(plain) {
        return Err(format!(
            "the `id` {id:?} of an obligation must be a slug of letters, digits and hyphens"
        ));
    }
    if row.text.trim().is_empty() {
        return Err(format!("`text` of the obligation {id:?} is empty"));
    }
    let modality = row.modality.unwrap_or_else(|| "must".into());
    one_of(&id, "modality", &modality, MODALITIES)?;
    if let Some(duration) = &row.duration {
        one_of(&id, "duration", duration, DURATIONS)?;
    }
    if let Some(day) = row.deadline.as_ref().filter(|day| !is_day(day)) {
        return Err(format!("{day:?} is no day, month or year of ISO 8601"));
    }
    if let Some(due) = row.due.as_ref().filter(|due| !is_duration(due)) {
        return Err(format!("`due` {due:?} is no ISO 8601 duration such as P30D or PT48H"));
    }
    if row.deadline.is_some() && row.due.is_some() {
        return Err(format!("the obligation {id:?} takes `deadline` or `due`, not both"));
    }
    Ok(Provision {
        text: row.text,
        performer: row.performer,
        obligor: row.obligor,
        beneficiary: row.beneficiary,
        modality,
        duration: row.duration,
        action: row.action,
        object: row.object,
        place: row.place,
        deadline: row.deadline,
        due: row.due,
        condition: row.condition,
        id,
    })
}

fn one_of(id: &str, field: &str, value: &str, all: &[&str]) -> Result<(), String> {
    if all.contains(&value) {
        return Ok(());
    }
    Err(format!("`{field}` {value:?} of the obligation {id:?} is none of {}", all.join(", ")))
}

/// One number of hours, days, weeks, months or years.
fn is_duration(text: &str) -> bool {
    let (digits, units) = match text.strip_prefix("PT") {
        Some(time) => (time, ["H"].as_slice()),
        None => (text.strip_prefix('P').unwrap_or(""), ["D", "W", "M", "Y"].as_slice()),
    };
    let number = units.iter().find_map(|unit| digits.strip_suffix(unit)).unwrap_or("");
    (1..=5).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::Rows;

    const HEAD: &str = "[[agreement]]\nid = \"agreement:a\"\nname = \"A\"\nkind = \"ceasefire\"\n\
                        source = \"us\"\n[[agreement.obligation]]\nid = \"zone\"\n";

    #[test]
    fn obligations_stand_under_their_agreement() {
        let text = format!("{HEAD}text = \"leave the zone\"\ndue = \"P30D\"\n");
        let rows = Rows::read(&[("mine.toml", &text)]).unwrap();
        let one = &rows.agreements[0].obligations[0];
        assert_eq!((one.id.as_str(), one.modality.as_str()), ("zone", "must"));
    }

    #[test]
    fn says_what_is_wrong() {
        let cases = [
            ("", "`text` of the obligation \"zone\" is empty"),
            ("text = \"t\"\nmodality = \"should\"\n", "none of must, must-not, may"),
            ("text = \"t\"\ndeadline = \"soon\"\n", "is no day"),
            ("text = \"t\"\ndue = \"30 days\"\n", "no ISO 8601 duration"),
            ("text = \"t\"\nperformer = \"group:b\"\n", "\"group:b\" is the id of no row"),
            ("text = \"t\"\ncolour = 1\n", "unknown field `colour`"),
        ];
        for (rest, expected) in cases {
            let text = format!("{HEAD}{rest}");
            let said = Rows::read(&[("mine.toml", &text)]).unwrap_err()[0].to_string();
            assert!(said.contains(expected), "{said}");
        }
    }
}
