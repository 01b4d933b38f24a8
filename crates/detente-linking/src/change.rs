//! What changed between two states of linked rows, told in words of its own: what is new, gone, merged,
//! split, dated otherwise, or stands otherwise.

use std::collections::{BTreeMap, BTreeSet};

/// A linked row at one moment, as far as its changes are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// What it is, in a line.
    pub text: String,
    /// Its fields, by name, as text.
    pub fields: BTreeMap<String, String>,
    /// The events it rests on; of rows that are never merged none.
    pub events: BTreeSet<String>,
    /// The reports it rests on.
    pub reports: BTreeSet<String>,
}

/// A row before and after; `None` where there was or is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The kind of row.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// As it was.
    pub before: Option<State>,
    /// As it is.
    pub after: Option<State>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It was not there before.
    New,
    /// It is of one happening with another now.
    Merged,
    /// It was a part of another before.
    Split,
    /// It bears another date.
    Redated,
    /// It stands otherwise: disputed or no more, kept or broken.
    Turned,
    /// Something else of it changed.
    Changed,
    /// It is not there any more.
    Gone,
}

impl What {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Redated => "re-dated",
            Self::Turned => "turned",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// A change, told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The kind of row.
    pub kind: String,
    /// Its id; of what is gone the one it had.
    pub id: String,
    /// What became of it.
    pub what: What,
    /// What it is, in a line.
    pub text: String,
    /// Fields that changed: name, before, after.
    pub fields: Vec<(String, Option<String>, Option<String>)>,
    /// Into what it was merged, from what it was split, or under what id it was known.
    pub others: Vec<String>,
    /// Reports that came to it, or left it.
    pub reports: Vec<String>,
}

/// Tells what changed, in the order of kind and id; what is as it was is left out.
///
/// A happening bears the id of its first event. One that merely goes by another id now, because an
/// earlier event came to it, is told under the new one, as changed.
pub fn tell(pairs: &[Pair]) -> Vec<Told> {
    let mut out = vec![];
    let mut order: Vec<&Pair> = pairs.iter().filter(|pair| pair.before != pair.after).collect();
    order.sort_by(|a, b| (&a.kind, &a.id).cmp(&(&b.kind, &b.id)));
    let (before, after) = (holders(&order, false), holders(&order, true));
    let renamed = renamed(&order, &after);
    for pair in order {
        let here = |other: &&String| **other != pair.id;
        match (&pair.before, &pair.after) {
            (None, Some(new)) => {
                let was = found(&pair.kind, new, &before);
                if let Some(old) = renamed.get(&(&*pair.kind, &*pair.id)) {
                    let mut told = changed(pair, old.1, new);
                    told.others = vec![old.0.to_owned()];
                    out.push(told);
                } else {
                    let others: Vec<String> = was.iter().filter(here).cloned().collect();
                    let what = if others.is_empty() { What::New } else { What::Split };
                    out.push(told(pair, what, new, others, &new.reports));
                }
            }
            (Some(old), None) => {
                let now = found(&pair.kind, old, &after);
                let moved = renamed.values().any(|(id, _)| *id == pair.id);
                if !moved {
                    let others: Vec<String> = now.iter().filter(here).cloned().collect();
                    let what = if others.is_empty() { What::Gone } else { What::Merged };
                    out.push(told(pair, what, old, others, &old.reports));
                }
            }
            (Some(old), Some(new)) => out.push(changed(pair, old, new)),
            (None, None) => {}
        }
    }
    out
}

type Holders<'a> = BTreeMap<(&'a str, &'a str), &'a String>;

/// Which row an event is of, before or after.
fn holders<'a>(pairs: &[&'a Pair], after: bool) -> Holders<'a> {
    let mut out = BTreeMap::new();
    for pair in pairs {
        let state = if after { &pair.after } else { &pair.before };
        for event in state.iter().flat_map(|state| &state.events) {
            out.insert((pair.kind.as_str(), event.as_str()), &pair.id);
        }
    }
    out
}

fn found(kind: &str, state: &State, holders: &Holders<'_>) -> BTreeSet<String> {
    let all = state.events.iter().filter_map(|event| holders.get(&(kind, event.as_str())));
    all.map(|id| (*id).clone()).collect()
}

/// Rows that go by another id now: all that the old one held is in the new one. Of several that came
/// together under a new id the first goes on in it, and the others were merged with it.
fn renamed<'a>(
    pairs: &[&'a Pair],
    after: &Holders<'_>,
) -> BTreeMap<(&'a str, &'a str), (&'a str, &'a State)> {
    let mut out = BTreeMap::new();
    for pair in pairs {
        let (Some(old), None) = (&pair.before, &pair.after) else { continue };
        let now = found(&pair.kind, old, after);
        let (Some(new), 1) = (now.first(), now.len()) else { continue };
        let of = |other: &&&Pair| other.kind == pair.kind && other.id == *new;
        let Some(new) = pairs.iter().find(of) else { continue };
        if new.before.is_some() || new.after.is_none() {
            continue;
        }
        out.entry((new.kind.as_str(), new.id.as_str())).or_insert((pair.id.as_str(), old));
    }
    out
}

fn changed(pair: &Pair, old: &State, new: &State) -> Told {
    let names: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    let mut fields = vec![];
    for name in names {
        let (before, after) = (old.fields.get(name).cloned(), new.fields.get(name).cloned());
        if before != after {
            fields.push((name.clone(), before, after));
        }
    }
    let has = |name: &str| fields.iter().any(|(field, ..)| field == name);
    let what = match () {
        () if has("standing") || has("relation") => What::Turned,
        () if has("date") => What::Redated,
        () => What::Changed,
    };
    let reports: BTreeSet<String> =
        old.reports.symmetric_difference(&new.reports).cloned().collect();
    Told { fields, ..told(pair, what, new, vec![], &reports) }
}

fn told(
    pair: &Pair,
    what: What,
    state: &State,
    others: Vec<String>,
    reports: &BTreeSet<String>,
) -> Told {
    Told {
        kind: pair.kind.clone(),
        id: pair.id.clone(),
        what,
        text: state.text.clone(),
        fields: vec![],
        others,
        reports: reports.iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(events: &[&str], fields: &[(&str, &str)]) -> State {
        let text = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        State {
            text: "a raid".into(),
            fields: fields.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect(),
            events: text(events),
            reports: events.iter().map(|event| format!("r{event}")).collect(),
        }
    }

    fn pair(id: &str, before: Option<State>, after: Option<State>) -> Pair {
        Pair { kind: "incident".into(), id: id.into(), before, after }
    }

    fn words(pairs: &[Pair]) -> Vec<(String, &'static str, Vec<String>)> {
        tell(pairs).into_iter().map(|one| (one.id, one.what.as_str(), one.others)).collect()
    }

    #[test]
    fn what_is_merged_names_what_it_became_a_part_of() {
        let all = [
            pair("b", Some(state(&["b", "c"], &[])), None),
            pair("a", Some(state(&["a"], &[])), Some(state(&["a", "b", "c"], &[]))),
        ];
        let expected = [("a".into(), "changed", vec![]), ("b".into(), "merged", vec!["a".into()])];
        assert_eq!(words(&all), expected);
        assert_eq!(tell(&all)[0].reports, ["rb", "rc"]);
    }

    #[test]
    fn what_is_split_names_what_it_was_a_part_of() {
        let all = [
            pair("a", Some(state(&["a", "b"], &[])), Some(state(&["a"], &[]))),
            pair("b", None, Some(state(&["b"], &[]))),
        ];
        let expected = [("a".into(), "changed", vec![]), ("b".into(), "split", vec!["a".into()])];
        assert_eq!(words(&all), expected);
    }

    #[test]
    fn another_id_alone_is_no_new_happening() {
        let all = [
            pair("b", Some(state(&["b"], &[("date", "1")])), None),
            pair("a", None, Some(state(&["a", "b"], &[("date", "2")]))),
        ];
        assert_eq!(words(&all), [("a".into(), "re-dated", vec!["b".into()])]);
        let mut all = all.to_vec();
        all[1].after = Some(state(&["a", "b", "c"], &[]));
        all.push(pair("c", Some(state(&["c"], &[])), None));
        let expected =
            [("a".into(), "re-dated", vec!["b".into()]), ("c".into(), "merged", vec!["a".into()])];
        assert_eq!(words(&all), expected);
    }

    #[test]
    fn new_gone_and_turned() {
        let was = state(&["d"], &[("standing", "unopposed"), ("date", "1")]);
        let now = state(&["d"], &[("standing", "disputed"), ("date", "2")]);
        let all = [
            pair("c", Some(state(&["c"], &[])), None),
            pair("d", Some(was.clone()), Some(now)),
            pair("e", None, Some(state(&["e"], &[]))),
            pair("f", Some(was.clone()), Some(was)),
        ];
        let expected = [
            ("c".into(), "gone", vec![]),
            ("d".into(), "turned", vec![]),
            ("e".into(), "new", vec![]),
        ];
        assert_eq!(words(&all), expected);
        assert_eq!(tell(&all)[1].fields.len(), 2);
    }
}
