//! One actor across the reports that name it.

use crate::script::script;
use detente_reading::Mention;
use detente_record::{Actor, Alias};
use detente_world::World;
use std::collections::BTreeMap;

/// An actor across the case, from all its mentions in any order; `None` where there is none or
/// the world does not know it.
///
/// `evidence` holds the first mention of each report, in the order of report ids.
pub fn actor(id: &str, mentions: &[Mention], world: &World) -> Option<Actor> {
    let mut own: Vec<&Mention> = mentions.iter().filter(|mention| mention.actor == id).collect();
    own.sort_by(|a, b| (&a.report, place(a), &a.text).cmp(&(&b.report, place(b), &b.text)));
    let first = own.first()?;
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in &own {
        *forms.entry(&mention.text).or_default() += 1;
    }
    let mut aliases: Vec<Alias> = forms
        .into_iter()
        .map(|(text, count)| Alias {
            text: text.to_owned(),
            script: script(text).map(Into::into),
            count,
        })
        .collect();
    aliases.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let mut evidence = vec![first.evidence.clone()];
    for pair in own.windows(2) {
        if pair[0].report != pair[1].report {
            evidence.push(pair[1].evidence.clone());
        }
    }
    Some(Actor {
        aliases,
        mentions: own.len(),
        reports: evidence.iter().map(|evidence| evidence.report.clone()).collect(),
        evidence,
        ..known_actor(id, world)?
    })
}

/// An actor of the world as a row, named nowhere yet.
pub fn known_actor(id: &str, world: &World) -> Option<Actor> {
    let known = world.get(id)?;
    Some(Actor {
        id: known.id.clone(),
        name: known.name.clone(),
        kind: known.kind,
        country: known.country.clone(),
        sector: known.sector.clone(),
        offices: known.offices_held(),
        aliases: vec![],
        predecessors: known.predecessors.clone(),
        mentions: 0,
        reports: vec![],
        evidence: vec![],
    })
}

/// Where a mention stands in its report.
fn place(mention: &Mention) -> [usize; 2] {
    mention.evidence.parts.first().map_or([0, 0], |part| part.bytes)
}
