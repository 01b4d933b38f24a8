//! **time**: one happening, and the days that are told for it can't be one.
//!
//! Only days that the words give are compared: what is merely known to lie before its report may be
//! any.

use super::{dispute, position};
use crate::incident::{Days, Telling};
use detente_record::{Dispute, Incident, Stance, Status};

pub(super) fn rule(incident: &Incident, all: &[&Telling]) -> Vec<Dispute> {
    let days = |one: &Telling| match Days::of(&one.event.date) {
        Some((days, false)) => Some(days),
        _ => None,
    };
    let dated: Vec<&Telling> = all
        .iter()
        .copied()
        .filter(|one| one.event.status != Status::Denied && days(one).is_some())
        .collect();
    let apart = dated.iter().enumerate().any(|(i, one)| {
        dated[i + 1..].iter().any(|other| {
            let pair = days(one).zip(days(other));
            pair.is_some_and(|(a, b)| a.apart(b) > 0) && one.origin != other.origin
        })
    });
    if !apart {
        return vec![];
    }
    let mut told: Vec<String> = dated
        .iter()
        .filter_map(|one| {
            Some(format!("{} {}", position::name(one.holder()), one.event.date.edtf.as_deref()?))
        })
        .collect();
    told.sort();
    told.dedup();
    let text = format!("When it was: {}", told.join(", "));
    let positions =
        position::with(&dated, |one| Some((Stance::Asserts, one.event.date.edtf.clone())));
    vec![dispute(incident, "time", "", "conflict", text, positions, &dated)]
}
