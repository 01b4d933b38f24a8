//! Events stated where there are none: commodities and earnings.
//!
//! 1,000 stories of reuters21578, chosen by words alone. A story is of *earnings* if its first 60
//! words hold two of `EARNINGS`, of *commodities* if they hold one of `COMMODITIES` and one of
//! `MARKET`; the first that fits. Left out are stories that anywhere hold a word of `WAR`, for what
//! those tell can be true. Words that merely sound like conflict (strike, fight, attack, raid, ban,
//! hit, battle, embargo) are no reason to leave a story out: they are what is tested. So what is
//! counted has a remainder of true events, dockers' strikes and boycotts. Of each kind 500 are
//! taken, spread evenly over the load.
//!
//! Material conflict is quad class 4: PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT with status
//! `happened` or `ongoing`.

use super::common::{self, Reader};
use super::gsr;
use crate::loads;
use anyhow::Result;
use detente_reading::Reading;
use detente_record::{Event, EventType};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const EACH: usize = 500;
const HEAD: usize = 60;

const EARNINGS: &[&str] = &[
    "net", "shr", "qtr", "qtly", "dividend", "div", "earnings", "profit", "profits", "loss",
    "revs", "sales", "payout", "record",
];
const COMMODITIES: &[&str] = &[
    "wheat",
    "corn",
    "maize",
    "grain",
    "grains",
    "soybean",
    "soybeans",
    "rice",
    "barley",
    "sugar",
    "coffee",
    "cocoa",
    "tea",
    "cotton",
    "wool",
    "rubber",
    "palm",
    "rapeseed",
    "cattle",
    "hogs",
    "copper",
    "zinc",
    "lead",
    "tin",
    "nickel",
    "aluminium",
    "aluminum",
    "gold",
    "silver",
    "platinum",
    "crude",
    "oil",
    "gasoline",
    "gas",
];
const MARKET: &[&str] = &[
    "tonnes",
    "tons",
    "bushels",
    "barrels",
    "bpd",
    "prices",
    "price",
    "export",
    "exports",
    "crop",
    "harvest",
    "output",
    "production",
    "futures",
    "traders",
    "shipment",
    "shipments",
    "ounces",
    "bags",
    "bales",
];
const WAR: &[&str] = &[
    "war",
    "wars",
    "military",
    "army",
    "navy",
    "naval",
    "troops",
    "soldiers",
    "guerrilla",
    "guerrillas",
    "rebel",
    "rebels",
    "gunmen",
    "missile",
    "missiles",
    "bomb",
    "bombs",
    "warship",
    "warships",
    "killed",
    "terrorist",
    "terrorists",
    "coup",
    "invasion",
    "gulf",
];

struct Story {
    title: String,
    text: String,
    day: Option<String>,
}

pub(super) fn run(data: &Path) -> Result<()> {
    println!("## Events where there are none (reuters21578)\n");
    println!("| stories | count | material conflict | a story | without SANCTION | all rows |");
    println!("|---|---|---|---|---|---|");
    let mut types: BTreeMap<EventType, usize> = BTreeMap::new();
    let mut all = [0; 4];
    for (name, stories) in read(data)? {
        let mut sums = [stories.len(), 0, 0, 0];
        for (_, reading) in &stories {
            for row in reading.events.iter().filter(|row| common::took_place(row)) {
                sums[3] += 1;
                *types.entry(row.kind).or_default() += 1;
                sums[1] += usize::from(is_material(row));
                sums[2] += usize::from(is_material(row) && row.kind != EventType::Sanction);
            }
        }
        line(name, sums);
        for (all, one) in all.iter_mut().zip(sums) {
            *all += one;
        }
    }
    line("both", all);
    println!("\n| type | rows |");
    println!("|---|---|");
    for (kind, count) in types {
        println!("| {kind} | {count} |");
    }
    println!("\nRecall on plover-gsr at the same settings: {}\n", gsr::recall(data)?);
    Ok(())
}

fn line(name: &str, [stories, conflict, without, rows]: [usize; 4]) {
    let a_story = conflict as f64 / stories.max(1) as f64;
    let less = without as f64 / stories.max(1) as f64;
    println!("| {name} | {stories} | {conflict} | {a_story:.3} | {less:.3} | {rows} |");
}

/// A row of material conflict a line, or of a type that is asked for.
pub(super) fn wrong(data: &Path, more: &[&str]) -> Result<()> {
    for (name, stories) in read(data)? {
        for (story, reading) in stories {
            for row in reading.events.iter().filter(|row| common::took_place(row)) {
                let asked = match more.first() {
                    Some(kind) => row.kind.as_str() == *kind,
                    None => is_material(row),
                };
                if asked {
                    let (stated, title) = (common::event(row), common::line(&story.title));
                    let quotes: Vec<String> =
                        row.evidence.iter().map(|one| common::line(&one.reading())).collect();
                    println!("{name}\tstated {stated}\t{title}\t{}", quotes.join(" | "));
                }
            }
        }
    }
    Ok(())
}

fn is_material(row: &Event) -> bool {
    use EventType::{Assault, Coerce, Mobilize, Protest, Sanction};
    matches!(row.kind, Protest | Sanction | Mobilize | Coerce | Assault)
}

type Stories = Vec<(Story, Reading)>;

fn read(data: &Path) -> Result<[(&'static str, Stories); 2]> {
    let [earnings, commodities] = chosen(data)?;
    let mut reader = Reader::new();
    let mut spread = |all: Vec<Story>| -> Result<Stories> {
        let (mut out, step) = (vec![], step(&all));
        for story in all.into_iter().step_by(step).take(EACH) {
            let reading = reader.read(&story.text, story.day.as_deref())?.reading;
            out.push((story, reading));
        }
        Ok(out)
    };
    Ok([("earnings", spread(earnings)?), ("commodities", spread(commodities)?)])
}

/// Texts of stories that the rule chooses but that are not measured on: each that follows one that
/// is.
pub(super) fn others(data: &Path) -> Result<Vec<String>> {
    let others = |all: Vec<Story>| {
        let step = step(&all);
        // With a step of one there are none left.
        let next = all.into_iter().skip(1).step_by(step);
        next.take(if step > 1 { EACH } else { 0 }).map(|story| story.text).collect::<Vec<_>>()
    };
    let [earnings, commodities] = chosen(data)?;
    let (earnings, commodities) = (others(earnings), others(commodities));
    // In turn, so that any number of the first has both kinds.
    let longest = earnings.len().max(commodities.len());
    let pick = |i: usize| earnings.get(i).into_iter().chain(commodities.get(i)).cloned();
    Ok((0..longest).flat_map(pick).collect())
}

fn step(all: &[Story]) -> usize {
    (all.len() / EACH).max(1)
}

/// Earnings and commodities.
fn chosen(data: &Path) -> Result<[Vec<Story>; 2]> {
    let folder = tempfile::tempdir()?;
    let (path, ..) = loads::unpack(data, "reuters", folder.path())?;
    let (mut earnings, mut commodities) = (vec![], vec![]);
    for line in std::fs::read_to_string(path)?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let word = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let (title, body) = (word("title"), word("text"));
        let text = format!("{title}\n\n{}", joined(&body));
        let folded = text.to_lowercase();
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let head: Vec<&str> = words.by_ref().take(HEAD).collect();
        let held = |list: &[&str]| list.iter().filter(|word| head.contains(word)).count();
        if body.is_empty() || head.iter().copied().chain(words).any(|word| WAR.contains(&word)) {
            continue;
        }
        let story = Story { day: day(&word("date")), title, text };
        if held(EARNINGS) >= 2 {
            earnings.push(story);
        } else if held(COMMODITIES) >= 1 && held(MARKET) >= 1 {
            commodities.push(story);
        }
    }
    Ok([earnings, commodities])
}

/// The wire's lines as paragraphs: an indented line begins one.
fn joined(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for line in body.lines() {
        out.push_str(match line.starts_with(' ') {
            _ if out.is_empty() => "",
            true => "\n\n",
            false => " ",
        });
        out.push_str(line.trim());
    }
    out
}

/// "26-FEB-1987 15:01:01.79" as an ISO day.
fn day(stamp: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let mut parts = stamp.split_whitespace().next()?.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Some(format!("{year}-{month:02}-{day:0>2}"))
}
