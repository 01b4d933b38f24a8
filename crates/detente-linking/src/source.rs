//! One outlet or speaker as the origin of what is said.

use crate::keys::outlet_id;
use detente_record::{ActorKind, Evidence, Report, Source, Statement};
use detente_world::World;
use std::collections::BTreeSet;

/// An outlet or speaker as a source, from the reports it published and the statements it made or
/// carried, each in any order and among others; `None` where it has neither.
///
/// `owner_state` is the state that owns the outlet, and `reliability` is `F`, not judged: it is
/// the user who judges.
pub fn source(
    id: &str,
    reports: &[Report],
    statements: &[Statement],
    world: &World,
) -> Option<Source> {
    let published: Vec<&Report> = sorted(reports.iter().filter(|report| {
        report.outlet.as_deref().and_then(|name| outlet_id(name, world)).as_deref() == Some(id)
    }));
    let spoke = |statement: &&Statement| {
        let speaker = statement.speaker.as_ref().and_then(|s| s.actor.id.as_deref());
        speaker == Some(id) || statement.via.iter().any(|via| via.id.as_deref() == Some(id))
    };
    let mut said: Vec<&Statement> = statements.iter().filter(spoke).collect();
    said.sort_by_key(|statement| {
        (&statement.report, place(&statement.evidence.content), &statement.id)
    });
    said.dedup_by_key(|statement| &statement.id);
    if published.is_empty() && said.is_empty() {
        return None;
    }
    let known = world.get(id);
    let named = published.iter().find_map(|report| report.outlet.clone());
    let by_statement = || {
        said.iter().find_map(|statement| {
            let speaker = statement.speaker.as_ref().map(|speaker| &speaker.actor);
            let mut named = speaker.into_iter().chain(&statement.via);
            named.find(|actor| actor.id.as_deref() == Some(id)).map(|a| a.text.clone())
        })
    };
    let name = known.map(|actor| actor.name.clone()).or(named).or_else(by_statement)?;
    let kind = match known.map(|actor| actor.kind) {
        Some(ActorKind::Media) | None => "outlet",
        Some(kind) => kind.as_str(),
    };
    let owner = known.and_then(|actor| actor.owner.as_deref()).and_then(|owner| world.get(owner));
    let own = published.iter().map(|report| report.id.clone());
    let carried = said.iter().map(|statement| statement.report.clone());
    let all: BTreeSet<String> = own.chain(carried).collect();
    Some(Source {
        id: id.to_owned(),
        name,
        kind: kind.to_owned(),
        owner_state: owner.and_then(|state| state.country.clone()),
        reliability: "F".into(),
        reports: all.into_iter().collect(),
        statements: said.len(),
        evidence: first_words(&published, &said).into_iter().collect(),
        review: None,
    })
}

fn sorted<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<&'a Report> {
    let mut all: Vec<&Report> = reports.collect();
    all.sort_by_key(|report| &report.id);
    all.dedup_by_key(|report| &report.id);
    all
}

fn place(evidence: &Evidence) -> [usize; 2] {
    evidence.parts.first().map_or([0, 0], |part| part.bytes)
}

/// The first words that name the source: an outlet's imprint, else the speaker's mention.
fn first_words(published: &[&Report], said: &[&Statement]) -> Option<Evidence> {
    let imprint = published.iter().find_map(|report| report.evidence.get("outlet").cloned());
    imprint.or_else(|| {
        said.iter()
            .map(|statement| &statement.evidence)
            .find_map(|evidence| evidence.source.clone().or_else(|| Some(evidence.content.clone())))
    })
}
