//! How many, as each account has it.

use super::telling::Telling;
use detente_record::{Figure, FigureBy, FigureRole, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The figures of an incident by role: lowest, highest, and the one that most independent sources
/// give, which is `null` while sources of one standing differ.
///
/// A later, higher count by nobody else's account is growth, and the last count is the best; who
/// denies the happening gives no figure.
pub fn figures(tellings: &[&Telling]) -> BTreeMap<String, Figure> {
    let mut roles: BTreeMap<FigureRole, Vec<Given<'_>>> = BTreeMap::new();
    for one in tellings {
        if one.event.status == Status::Denied {
            continue;
        }
        for (role, given) in of_one(one) {
            roles.entry(role).or_default().push(given);
        }
    }
    roles.into_iter().map(|(role, given)| (role.to_string(), figure(given))).collect()
}

/// What one telling gives, each role once: "four soldiers and six civilians" are ten, "14 people,
/// among them eight children" are fourteen.
fn of_one(one: &Telling) -> BTreeMap<FigureRole, Given<'_>> {
    let sentence = one.sentence().to_lowercase();
    let parts = ["among them", "including", "of whom", "of them", "among whom", "most of"];
    let within = parts.iter().any(|words| sentence.contains(words));
    let mut out: BTreeMap<FigureRole, Given<'_>> = BTreeMap::new();
    for quantity in one.event.quantities.iter().filter(|q| q.role != FigureRole::Other) {
        let low = quantity.low.or(quantity.value);
        // "More than 59", "at least 14": open above.
        let high = quantity.high.or(if quantity.low.is_some() { None } else { quantity.value });
        let own = Given { telling: one, value: quantity.value, low, high };
        match out.get_mut(&quantity.role) {
            None => {
                out.insert(quantity.role, own);
            }
            Some(known) if within => {
                if own.value > known.value {
                    *known = own;
                }
            }
            Some(known) => {
                let sum = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| a + b);
                known.value = sum(known.value, own.value);
                known.low = sum(known.low, own.low);
                known.high = sum(known.high, own.high);
            }
        }
    }
    out
}

struct Given<'a> {
    telling: &'a Telling,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

fn figure(mut given: Vec<Given>) -> Figure {
    given.sort_by(|a, b| {
        let key = |one: &Given| (one.telling.reported.clone(), one.telling.event.id.clone());
        key(a).cmp(&key(b)).then(a.value.unwrap_or(0.0).total_cmp(&b.value.unwrap_or(0.0)))
    });
    let least = given.iter().filter_map(|one| one.low).min_by(f64::total_cmp);
    let most = given.iter().filter_map(|one| one.high).max_by(f64::total_cmp);
    let (best, grounds) = best(&given);
    let by = given.iter().map(|one| FigureBy {
        holder: one.telling.holder().cloned(),
        value: one.value,
        event: one.telling.event.id.clone(),
    });
    Figure { low: least, best, high: most, grounds, by: by.collect() }
}

/// The best figure and what it rests on.
fn best(given: &[Given]) -> (Option<f64>, Option<String>) {
    // Whole hundredths, so that equal figures are equal.
    let mut votes: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    for one in given {
        if let Some(value) = one.value {
            votes.entry((value * 100.0) as i64).or_default().insert(&one.telling.origin);
        }
    }
    let sources = |count: usize| match count {
        1 => "one source gives it".to_owned(),
        many => format!("{many} independent sources give it"),
    };
    let value = |hundredths: i64| Some(hundredths as f64 / 100.0);
    if votes.len() < 2 {
        let only = votes.iter().next();
        return only.map_or((None, None), |(v, who)| (value(*v), Some(sources(who.len()))));
    }
    let most = votes.values().map(BTreeSet::len).max().unwrap_or(0);
    let mut leading = votes.iter().filter(|(_, who)| who.len() == most);
    if let (Some((v, who)), None) = (leading.next(), leading.next())
        && most > 1
    {
        return (value(*v), Some(format!("{}, others differ", sources(who.len()))));
    }
    if is_growth(given) {
        let last = given.iter().rev().find_map(|one| one.value);
        return (last, Some("the latest of a growing count".into()));
    }
    (None, Some(format!("{} figures are given, none by more sources than another", votes.len())))
}

/// Whether each later report gives as many or more, over at least two days.
pub(crate) fn grows(reported: &[(Option<&str>, f64)]) -> bool {
    let dated = reported.iter().all(|(day, _)| day.is_some());
    let rising = reported.windows(2).all(|pair| {
        pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1
            || pair[0].0 == pair[1].0 && pair[0].1 == pair[1].1
    });
    dated && rising && reported.first().map(|one| one.0) != reported.last().map(|one| one.0)
}

fn is_growth(given: &[Given]) -> bool {
    let all: Vec<(Option<&str>, f64)> = given
        .iter()
        .filter_map(|one| Some((one.telling.reported.as_deref(), one.value?)))
        .collect();
    grows(&all)
}
