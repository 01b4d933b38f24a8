//! Parts of rows in words, for the brief and for pages alike.

use detente_record::{ActorRef, Figure};

/// "3 independent sources".
pub fn sources(n: usize) -> String {
    match n {
        0 => "nobody says so".into(),
        1 => "one source".into(),
        n => format!("{n} independent sources"),
    }
}

/// A figure with the part it plays: "18 killed", "18 (11–27) killed", "11–27 killed" where none is the
/// best, "more than 59 killed".
pub fn figure(role: &str, one: &Figure) -> String {
    let number = |value: f64| {
        if value.fract() == 0.0 { format!("{}", value as i64) } else { value.to_string() }
    };
    match (one.best, one.low, one.high) {
        // "More than 59" is given as 59 and from 60 on.
        (Some(best), Some(low), None) if low > best => format!("more than {} {role}", number(best)),
        (Some(best), Some(_), None) => format!("at least {} {role}", number(best)),
        (Some(best), Some(low), Some(high)) if low != high => {
            format!("{} ({}–{}) {role}", number(best), number(low), number(high))
        }
        (Some(best), ..) => format!("{} {role}", number(best)),
        (None, Some(low), Some(high)) if low != high => {
            format!("{}–{} {role}", number(low), number(high))
        }
        (None, Some(low), _) => format!("at least {} {role}", number(low)),
        (None, None, Some(high)) => format!("at most {} {role}", number(high)),
        _ => format!("an unstated number {role}"),
    }
}

/// Names, with commas between.
pub fn names(refs: &[ActorRef]) -> String {
    refs.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// What somebody is called: the name, else the mention.
pub fn name(actor: &ActorRef) -> String {
    actor.name.clone().unwrap_or_else(|| actor.text.clone())
}
