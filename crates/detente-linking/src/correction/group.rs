//! Which tellings are of one happening, as an analyst sets it right.

use super::{Act, Correction};
use detente_record::{Review, ReviewState};
use std::collections::BTreeSet;

/// A correction of what was joined, with the rows that its anchors mean now.
#[derive(Clone, Debug, PartialEq)]
pub struct Joining {
    /// The correction.
    pub correction: Correction,
    /// The event it is about: the first of its anchors that is there.
    pub of: Option<String>,
    /// Of a merge the other event, the first that is there; of a split all that are.
    pub with: Vec<String>,
}

impl Joining {
    /// Whether it says something of what is there.
    pub fn is_found(&self) -> bool {
        self.of.is_some() && !self.with.is_empty()
    }

    /// The two events that a merge brings together.
    pub fn joins(&self) -> Option<(&str, &str)> {
        let merge = matches!(self.correction.act, Act::Merge);
        let of = self.of.as_deref().filter(|_| merge)?;
        Some((of, self.with.first()?.as_str())).filter(|(a, b)| a != b)
    }
}

/// Happenings as they are once corrected. `groups` hold events by their ids; `joinings` come in any
/// order and are applied in the order of their days.
///
/// A split takes its event out of the group it is in with any of those it is not of one happening
/// with; a merge makes one of the two groups. What it says of events that are in no group is left.
#[must_use]
pub fn regroup(groups: Vec<Vec<String>>, joinings: &[Joining]) -> Vec<Vec<String>> {
    let mut groups: Vec<BTreeSet<String>> =
        groups.into_iter().map(|group| group.into_iter().collect()).collect();
    let mut order: Vec<&Joining> = joinings.iter().collect();
    order.sort_by_key(|one| one.correction.order());
    for one in order {
        let Some(of) = &one.of else { continue };
        let Some(own) = groups.iter().position(|group| group.contains(of)) else { continue };
        if let Some((_, other)) = one.joins() {
            let other = groups.iter().position(|group| group.contains(other));
            if let Some(other) = other.filter(|&other| other != own) {
                let moved = std::mem::take(&mut groups[other]);
                groups[own].extend(moved);
            }
        } else if matches!(one.correction.act, Act::Split)
            && one.with.iter().any(|with| with != of && groups[own].contains(with))
        {
            groups[own].remove(of);
            groups.push(BTreeSet::from([of.clone()]));
        }
    }
    let mut all: Vec<Vec<String>> =
        groups.into_iter().filter(|g| !g.is_empty()).map(|g| g.into_iter().collect()).collect();
    all.sort();
    all
}

/// What is said of an incident: that it was joined or parted, else that every telling of it was
/// looked at. `tellings` are its events, each with its review.
pub fn review(tellings: &[(&str, Option<&Review>)], joinings: &[Joining]) -> Option<Review> {
    let has = |id: &str| tellings.iter().any(|(event, _)| *event == id);
    let mut touched: Vec<&Joining> = joinings
        .iter()
        .filter(|one| match one.joins() {
            Some((a, b)) => has(a) && has(b),
            None => one.is_found() && one.of.as_deref().is_some_and(has),
        })
        .collect();
    touched.sort_by_key(|one| one.correction.order());
    if let Some(Joining { correction, .. }) = touched.last() {
        return Some(Review {
            state: ReviewState::Corrected,
            by: correction.author.clone(),
            reason: correction.reason.clone(),
            at: correction.at.clone(),
            was: None,
        });
    }
    let all: Vec<&Review> = tellings.iter().filter_map(|(_, review)| *review).collect();
    if all.len() < tellings.len() {
        return None;
    }
    let changed = all.iter().any(|review| review.state == ReviewState::Corrected);
    let state = if changed { ReviewState::Corrected } else { ReviewState::Confirmed };
    let last = all.into_iter().max_by_key(|review| (&review.at, &review.by, &review.reason))?;
    Some(Review { state, was: None, ..last.clone() })
}
