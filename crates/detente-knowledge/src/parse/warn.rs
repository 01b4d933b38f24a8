//! What is allowed and yet most likely not meant.

use super::Rows;
use crate::fold::fold;
use crate::row::{Name, WorldError};
use std::collections::BTreeMap;

/// Words that stand in every English text and are no names by themselves. What is a name as well
/// as a word ("Turkey", "Chad", "Jordan") is told by its capital.
const COMMON: &str = "a about after all also an and are army as at august be been before but by can city could \
    day do during east father first for force forces friday from front general government \
    had has have he her here him his home i if in into is it its june july king leader man \
    march may me minister monday more most movement my new no north not now of on one or \
    other our out over party peace people police power president saturday say says said she \
    so some south state sunday than that the their them there they this thursday time to \
    today tuesday two union up us war was we wednesday were west what when which who will \
    with would year you your";

/// Warnings on rows with these ids: names that are common words, names that two bear, offices of
/// one that overlap.
pub(super) fn warnings(rows: &Rows, file: &str, own: &dyn Fn(&str) -> bool) -> Vec<WorldError> {
    let mut out = vec![];
    let mut warn = |row: &str, what: String| {
        out.push(WorldError { file: file.to_owned(), row: row.to_owned(), what });
    };
    let mut bearers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for actor in &rows.actors {
        let all = actor.names.iter().filter(|name| bare(name));
        for name in std::iter::once(&actor.name).chain(all.map(|name| &name.text)) {
            bearers.entry(fold(name).text.to_lowercase()).or_default().push(&actor.id);
        }
        if !own(&actor.id) {
            continue;
        }
        let forms = [&actor.names, &actor.known_by, &actor.people, &actor.adjectives];
        for name in forms.into_iter().flatten().filter(|name| bare(name)) {
            let plain = fold(&name.text).text.to_lowercase();
            if COMMON.split(' ').any(|word| word == plain) {
                warn(
                    &actor.id,
                    format!(
                        "{:?} is a common word and would be found everywhere; give it words that must stand \
                     with it: {{ text = {:?}, with = [\"…\"] }}",
                        name.text, name.text
                    ),
                );
            }
        }
        let mut offices: Vec<_> =
            actor.offices.iter().filter(|office| office.from.is_some()).collect();
        offices.sort_by_key(|office| (&office.office, &office.of, &office.from));
        for pair in offices.windows(2) {
            let same = pair[0].office == pair[1].office && pair[0].of == pair[1].of;
            let end = pair[0].to.as_deref().unwrap_or("9999");
            let next = pair[1].from.as_deref().unwrap_or("");
            if same && end > next && !next.starts_with(end) {
                warn(
                    &actor.id,
                    format!(
                        "{:?} of {} begins ({next}) before it ended ({end}); close the earlier one with `to`",
                        pair[0].office, pair[0].of
                    ),
                );
            }
        }
    }
    for actor in rows.actors.iter().filter(|actor| own(&actor.id)) {
        let all = actor.names.iter().filter(|name| bare(name));
        for name in std::iter::once(&actor.name).chain(all.map(|name| &name.text)) {
            let others = bearers.get(&fold(name).text.to_lowercase());
            let other = others.into_iter().flatten().find(|id| **id != actor.id);
            if let Some(other) = other {
                warn(
                    &actor.id,
                    format!(
                        "{name:?} is a name of {other}, too: it will stand for neither where the text does not \
                     tell them apart; give both words that must stand with it"
                    ),
                );
            }
        }
    }
    // One office, two holders on one day.
    type Tenure<'r> = (&'r str, &'r str, &'r str);
    let mut held: BTreeMap<(&str, &str), Vec<Tenure<'_>>> = BTreeMap::new();
    for actor in &rows.actors {
        for office in actor
            .offices
            .iter()
            .filter(|office| !office.acting && SINGLE.contains(&office.office.as_str()))
        {
            let Some(from) = office.from.as_deref() else { continue };
            let to = office.to.as_deref().unwrap_or("9999");
            held.entry((&office.of, &office.office)).or_default().push((from, to, &actor.id));
        }
    }
    for ((of, office), mut holders) in held {
        holders.sort_unstable();
        for pair in holders.windows(2) {
            let ((_, end, one), (next, _, other)) = (pair[0], pair[1]);
            let mine = own(one) || own(other);
            if mine && one != other && end > next && !next.starts_with(end) {
                warn(
                    other,
                    format!(
                        "{office:?} of {of} begins ({next}) while {one} still holds it (to {end})"
                    ),
                );
            }
        }
    }
    out
}

/// Offices that one person holds at a time.
const SINGLE: &[&str] = &[
    "president",
    "king",
    "prime minister",
    "foreign minister",
    "defence minister",
    "interior minister",
    "chief of the general staff",
    "secretary-general",
];

fn bare(name: &Name) -> bool {
    name.when.is_none()
}
