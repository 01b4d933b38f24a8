//! Whether two names are one: F1 on labelled pairs; and whether armed groups stay apart.

use anyhow::{Context as _, Result};
use detente_record::ActorKind;
use detente_world::{NameKind, SAME_ORGANISATION, SAME_PERSON, World, fold, likeness};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn run(data: &Path) -> Result<()> {
    let path = data.join("name-bench/cases.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| path.display().to_string())?;
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for row in reader.records() {
        let row = row?;
        let cell = |i: usize| row.get(i).unwrap_or_default();
        let (kind, enough, name) = match cell(1) {
            "Person" => (NameKind::Person, SAME_PERSON, "persons"),
            _ => (NameKind::Organisation, SAME_ORGANISATION, "others"),
        };
        let said = likeness(cell(2), cell(3), kind) >= enough;
        let at = match (said, cell(4) == "true") {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        };
        counts.entry(name).or_default()[at] += 1;
        counts.entry("all").or_default()[at] += 1;
        if std::env::var_os("SHOW").is_some() && (at == 1 || at == 2) {
            println!("{} {} {} | {}", ["", "joined", "missed"][at], cell(1), cell(2), cell(3));
        }
    }
    println!("\nnames          pairs   precision   recall      F1");
    for (name, [hits, wrong, missed, rest]) in counts {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        println!(
            "{name:<10} {:>9} {:>10.1}% {:>7.1}% {:>7.3}",
            hits + wrong + missed + rest,
            share(hits, hits + wrong),
            share(hits, hits + missed),
            2.0 * hits as f64 / (2 * hits + wrong + missed) as f64,
        );
    }
    groups();
    Ok(())
}

/// Names that two armed groups bear without a condition would join them.
fn groups() {
    let world = World::embedded();
    let mut bearers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let groups = world.actors().iter().filter(|actor| actor.kind == ActorKind::ArmedGroup);
    let mut count = 0;
    for group in groups {
        count += 1;
        let own = group.names.iter().filter(|n| n.when.is_none());
        // The canonical name counts under its own conditions where it is repeated with some.
        let repeated = group.names.iter().any(|name| name.text == group.name);
        let first = Some(&group.name).filter(|_| !repeated);
        for name in own.map(|n| &n.text).chain(first) {
            let bearers = bearers.entry(fold(name).text.to_lowercase()).or_default();
            if !bearers.contains(&group.id.as_str()) {
                bearers.push(&group.id);
            }
        }
    }
    let joined: Vec<_> = bearers.iter().filter(|(_, ids)| ids.len() > 1).collect();
    println!(
        "armed groups: {count}, {} names, {} of them borne by two",
        bearers.len(),
        joined.len()
    );
    for (name, ids) in joined {
        println!("  {name:?}: {}", ids.join(", "));
    }
}
