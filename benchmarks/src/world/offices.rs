//! Who held an office on a day: agreement with rows drawn from Wikidata.

use anyhow::{Context as _, Result};
use detente_world::{Actor, NameKind, SAME_PERSON, Title, World, fold, likeness};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn run(data: &Path, show: bool) -> Result<()> {
    let world = World::embedded();
    let path = data.join("office-holders/office_holders.csv");
    let mut reader = csv::Reader::from_path(&path).with_context(|| path.display().to_string())?;
    let mut held: BTreeMap<(&str, &str), Vec<&Actor>> = BTreeMap::new();
    for actor in world.actors() {
        for office in &actor.offices {
            for title in titles(world, &office.office, &office.of) {
                held.entry((office.of.as_str(), title.role.as_str())).or_default().push(actor);
            }
        }
    }
    let (mut agree, mut rows, mut undated) = (0, 0, 0);
    let mut wrong = vec![];
    let mut by_role: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in reader.records() {
        let row = row?;
        let cell = |i: usize| row.get(i).unwrap_or_default().trim_matches('"').trim();
        let Some(of) = whose(world, cell(0)) else { continue };
        let label = fold(cell(1)).text.to_lowercase();
        let Some(title) = titles(world, &label, of).into_iter().next() else { continue };
        if !MAIN.contains(&title.role.as_str()) {
            continue;
        }
        let Some(holders) = held.get(&(of, title.role.as_str())) else { continue };
        let (Some(from), Some(to)) = (day(cell(4)), day(cell(5))) else {
            undated += 1;
            continue;
        };
        if to <= from {
            continue;
        }
        // A day of the tenure drawn by the row's own words, the same at every run.
        let seed = cell(3)
            .bytes()
            .chain(cell(4).bytes())
            .fold(7u64, |sum, byte| sum.wrapping_mul(1_000_003).wrapping_add(u64::from(byte)));
        let on = iso(from + (seed % (to - from) as u64) as i64);
        let on_that_day: Vec<&&Actor> = holders
            .iter()
            .filter(|actor| {
                actor.offices.iter().any(|office| {
                    office.of == of
                        && office.held_on(&on)
                        && titles(world, &office.office, of).iter().any(|t| t.role == title.role)
                })
            })
            .collect();
        let same = |actor: &&&Actor| {
            actor.all_names().any(|name| likeness(name, cell(2), NameKind::Person) >= SAME_PERSON)
        };
        rows += 1;
        let count = by_role.entry(title.role.clone()).or_default();
        count.1 += 1;
        if on_that_day.iter().any(same) {
            agree += 1;
            count.0 += 1;
        } else {
            let ours: Vec<&str> = on_that_day.iter().map(|actor| actor.name.as_str()).collect();
            wrong.push(format!(
                "{} | {} | {on} | {} ({} to {}) | ours: {}",
                cell(0),
                cell(1),
                cell(2),
                cell(4),
                cell(5),
                ours.join(", ")
            ));
        }
    }
    println!("\noffices held on a day   rows   agree");
    for (role, (right, all)) in by_role {
        println!("{role:<22} {all:>5} {:>6.1}%", 100.0 * right as f64 / all as f64);
    }
    println!(
        "{:<22} {rows:>5} {:>6.1}%   ({undated} rows without both days left out)",
        "all",
        100.0 * agree as f64 / f64::from(rows)
    );
    if show {
        wrong.iter().for_each(|line| println!("  {line}"));
    } else {
        println!("the {} disagreements: detente-bench world offices DATA", wrong.len());
    }
    Ok(())
}

/// The roles that the issue of the offices is measured on: those that every state has.
const MAIN: &[&str] = &[
    "head of state",
    "head of government",
    "foreign minister",
    "defence minister",
    "interior minister",
    "chief of staff",
    "head",
];

fn titles<'w>(world: &'w World, label: &str, of: &str) -> Vec<&'w Title> {
    let all = &world.rows().titles;
    let own = |title: &&Title| title.of.as_deref().is_none_or(|only| only == of);
    // A title of this very state or body before the one of all.
    let named = |title: &&Title| title.name == label;
    let called = |title: &&Title| title.titles.iter().any(|one| one == label);
    let mut found: Vec<&Title> = all.iter().filter(own).filter(named).collect();
    if found.is_empty() {
        found = all.iter().filter(own).filter(called).collect();
    }
    found.sort_by_key(|title| title.of.is_none());
    found.truncate(1);
    found
}

fn whose<'w>(world: &'w World, country: &str) -> Option<&'w str> {
    let name = country.trim_start_matches("the ").trim_start_matches("The ");
    let fits = |actor: &&Actor| {
        (actor.id.starts_with("state:") || actor.id.starts_with("territory:"))
            && actor.all_names().any(|one| one == name)
    };
    world.actors().iter().find(fits).map(|actor| actor.id.as_str())
}

/// Days since the year 0 of a full ISO day.
fn day(text: &str) -> Option<i64> {
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    Some(
        365 * y + y.div_euclid(4) - y.div_euclid(100)
            + y.div_euclid(400)
            + (m * 306 + 5) / 10
            + day
            - 1,
    )
}

fn iso(days: i64) -> String {
    let y = (10_000 * days + 14_780) / 3_652_425;
    let rest = |y: i64| days - (365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400));
    let (y, d) = if rest(y) < 0 { (y - 1, rest(y - 1)) } else { (y, rest(y)) };
    let m = (100 * d + 52) / 3060;
    let month = (m + 2) % 12 + 1;
    let year = y + (m + 2) / 12;
    format!("{year:04}-{month:02}-{:02}", d - (m * 306 + 5) / 10 + 1)
}

#[cfg(test)]
mod tests {
    #[test]
    fn days_there_and_back() {
        for text in ["2000-02-29", "1999-12-31", "2020-03-01", "2012-01-01"] {
            assert_eq!(super::iso(super::day(text).unwrap()), text);
        }
    }
}
