//! What hangs together with one telling, without looking at all that does.
//!
//! [`super::clusters`] parts what hangs together by too many by asking for more points, until each
//! part is small. The part that one telling is in follows from what is near it alone: it is what
//! hangs together with it by the fewest points that leave so few. So when a report comes or goes only
//! its neighbourhood is looked at, however much the war hangs together.

use super::cluster::MOST;
use super::score::ENOUGH;
use std::collections::BTreeSet;

/// A telling's id and the points by which another joins it.
pub type Near = (String, i32);

/// Tellings that are parted into happenings together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartOf {
    /// Their ids.
    pub ids: BTreeSet<String>,
    /// The points by which they hang together, where it took more than join two, because too many
    /// do.
    pub asked: Option<i32>,
}

impl PartOf {
    /// What to say of a happening of this part; `beyond` is whether one of its tellings was not
    /// compared under all of its keys.
    pub fn capped(&self, beyond: bool) -> Option<String> {
        let mut said = vec![];
        if let Some(asked) = self.asked {
            said.push(format!(
                "more than {MOST} tellings hang together by {ENOUGH} points; joined only among those \
                 that do by {asked}"
            ));
        }
        if beyond {
            said.push(format!(
                "under some key there are more than {} tellings; compared with the first by id",
                super::MOST
            ));
        }
        (!said.is_empty()).then(|| said.join("; "))
    }
}

/// The part of a telling. `near` gives the tellings that one is joined to with their points,
/// in any order, each once.
///
/// # Errors
/// The first of `near`'s.
pub fn part<E>(
    id: &str,
    near: &mut impl FnMut(&str) -> Result<std::rc::Rc<Vec<Near>>, E>,
) -> Result<PartOf, E> {
    let mut least = ENOUGH;
    loop {
        match reached(id, least, near)? {
            Reached::All(ids) => {
                return Ok(PartOf { ids, asked: (least > ENOUGH).then_some(least) });
            }
            Reached::TooMany(points) => least = points,
        }
    }
}

enum Reached {
    All(BTreeSet<String>),
    /// There are too many; the next points to ask for.
    TooMany(i32),
}

fn reached<E>(
    id: &str,
    least: i32,
    near: &mut impl FnMut(&str) -> Result<std::rc::Rc<Vec<Near>>, E>,
) -> Result<Reached, E> {
    let mut found = BTreeSet::from([id.to_owned()]);
    let mut open = vec![id.to_owned()];
    while let Some(one) = open.pop() {
        for (other, points) in near(&one)?.iter() {
            if *points >= least && !found.contains(other) {
                found.insert(other.clone());
                open.push(other.clone());
            }
        }
        if found.len() > MOST {
            // With the points the edges run out, so this ends.
            return Ok(Reached::TooMany(least.saturating_add(1)));
        }
    }
    Ok(Reached::All(found))
}

#[cfg(test)]
mod tests {
    use super::super::cluster::parted;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use std::convert::Infallible;
    use std::rc::Rc;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        /// Near by near comes to the same parts as all at once, also where far more than are
        /// compared hang together.
        #[test]
        fn as_all_at_once(edges in prop::collection::vec((0..260_usize, 0..260_usize, 9..14), 0..600)) {
            let mut best: BTreeMap<(usize, usize), i32> = BTreeMap::new();
            for (a, b, points) in edges.into_iter().filter(|(a, b, _)| a != b) {
                let held = best.entry((a.min(b), a.max(b))).or_insert(points);
                *held = points.max(*held);
            }
            let all: Vec<(usize, usize, i32)> = best.iter().map(|(&(a, b), &p)| (a, b, p)).collect();
            let mut beside: BTreeMap<String, Vec<Near>> = BTreeMap::new();
            for &(a, b, points) in &all {
                beside.entry(format!("{a}")).or_default().push((format!("{b}"), points));
                beside.entry(format!("{b}")).or_default().push((format!("{a}"), points));
            }
            let mut near = |id: &str| {
                Ok::<_, Infallible>(Rc::new(beside.get(id).cloned().unwrap_or_default()))
            };
            for expected in parted(&(0..260).collect(), &all, ENOUGH) {
                let names: BTreeSet<String> = expected.iter().map(|at| format!("{at}")).collect();
                for id in &names {
                    prop_assert_eq!(&part(id, &mut near).unwrap().ids, &names);
                }
            }
        }
    }
}
