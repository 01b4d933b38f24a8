//! Source, type and recipient of PLOVER's gold standard records.
//!
//! The records (`plover-gsr`) were coded by hand after PLOVER's draft of 2016 on sentences of the
//! CAMEO codebook. Its types are mapped to the 16 of the codebook of 2021:
//!
//! | 2016 | 2021 | after |
//! |---|---|---|
//! | `DEMAND` | REQUEST | renamed |
//! | `DISAPPROVE`, `INVESTIGATE` | ACCUSE | codebook, "09 INVESTIGATE → ACCUSE" |
//! | `FIGHT` | ASSAULT | renamed and joined |
//! | `COERCE` by `destroy` or `firearms` | ASSAULT | table, 1712 and 175 |
//! | all others | the same | |
//!
//! Where a record's number names another type than its `event` (two do, by a slip), the number's
//! holds. RETREAT of 2016 is giving way in deed and CONCEDE in words, as in 2021; embargoes are
//! SANCTION in both, although the table files CAMEO 163 under COERCE.
//!
//! Rules of the count:
//! - Records of one text are scored together, so that what one record tells is no false alarm in
//!   another. A text with a record in `do-not-train.txt` counts as never tuned.
//! - Stated is every row whose status is `happened` or `ongoing`; speech acts have happened.
//! - A gold participant is met by a stated one of the same country (codes that are no ISO code
//!   mapped below) or whose mention or name shares a telling word with it. Where source and target
//!   are of one country, the country alone does not tell them apart: words or sector must agree.
//! - A side is right if every gold participant is met and every stated one meets a gold one. Where
//!   gold leaves the target open, nothing is asked of it.
//! - Where gold marks its participants as both source and target (or lets several consult and names
//!   no target), or a row is reciprocal, the two sides are compared as one; "source" then asks that
//!   somebody of gold acts and nobody else.
//! - Each row can be right for one record. Gold mostly has one event a sentence even where the
//!   sentence tells of several, so precision reads lower than it is.

use super::common::{self, Count, Reader};
use anyhow::{Context, Result};
use detente_record::{ActorRef, Event, EventType};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

struct Who {
    text: String,
    words: BTreeSet<String>,
    country: Option<String>,
    sector: Option<String>,
}

struct Gold {
    id: String,
    kind: EventType,
    source: Vec<Who>,
    target: Vec<Who>,
    both: bool,
}

/// A text with its records and what was stated of it.
struct Text {
    text: String,
    gold: Vec<Gold>,
    unseen: bool,
    rows: Vec<Event>,
}

impl Text {
    fn stated(&self) -> Vec<&Event> {
        self.rows.iter().filter(|row| common::took_place(row)).collect()
    }
}

pub(super) fn run(data: &Path) -> Result<()> {
    let texts = read(data)?;
    println!("## Source, type and recipient (plover-gsr)\n");
    for (unseen, title) in [(false, "open records"), (true, "never tuned")] {
        let part: Vec<&Text> = texts.iter().filter(|text| text.unseen == unseen).collect();
        summary(title, &part);
    }
    summary("all", &texts.iter().collect::<Vec<_>>());
    Ok(())
}

/// Recall of triples on the open records and on those never tuned, in a line.
pub(super) fn recall(data: &Path) -> Result<String> {
    let texts = read(data)?;
    let part = |unseen: bool| {
        let part: Vec<&Text> = texts.iter().filter(|text| text.unseen == unseen).collect();
        let of = |level| total(&part, level).recall();
        format!("triple {:.3}, type {:.3}", of(Level::Triple), of(Level::Type))
    };
    Ok(format!("open records: {}; never tuned: {}", part(false), part(true)))
}

/// Every miss and false alarm of the open records, or of the others with `--unseen`.
pub(super) fn wrong(data: &Path, more: &[&str]) -> Result<()> {
    let unseen = more.contains(&"--unseen");
    let only = more.iter().find(|word| !word.starts_with("--"));
    let asked = |kind: EventType| only.is_none_or(|only| kind.as_str() == *only);
    for text in read(data)?.iter().filter(|text| text.unseen == unseen) {
        let stated = text.stated();
        let found = pairs(text, Level::Triple);
        let rows: Vec<String> = text.rows.iter().map(common::event).collect();
        let rows = if rows.is_empty() { "nothing".into() } else { rows.join("; ") };
        for (gold, found) in text.gold.iter().zip(&found) {
            if found.is_some() || !asked(gold.kind) {
                continue;
            }
            let part = |level| stated.iter().any(|row| level_of(gold, row, level));
            let how = match () {
                () if part(Level::Source) => "recipient",
                () if part(Level::Type) => "source",
                () if stated.is_empty() => "nothing",
                () => "type",
            };
            let (id, told) = (&gold.id, told(gold));
            println!("MISS  {id} {how}\tgold {told}\tstated {rows}\t{}", common::line(&text.text));
        }
        let golds: Vec<String> = text.gold.iter().map(told).collect();
        for (i, row) in stated.iter().enumerate() {
            if found.contains(&Some(i)) || !asked(row.kind) {
                continue;
            }
            let (id, row) = (&text.gold[0].id, common::event(row));
            let (golds, text) = (golds.join("; "), common::line(&text.text));
            println!("FALSE {id}\tstated {row}\tgold {golds}\t{text}");
        }
    }
    Ok(())
}

fn told(gold: &Gold) -> String {
    let side = |side: &[Who]| {
        let all = side.iter().map(|who| {
            let country = who.country.as_deref().unwrap_or("-");
            let sector = who.sector.as_deref().map(|s| format!("/{s}")).unwrap_or_default();
            format!("{}[{country}{sector}]", who.text)
        });
        let all: Vec<String> = all.collect();
        if all.is_empty() { "–".to_owned() } else { all.join(" + ") }
    };
    let arrow = if gold.both { "↔" } else { "→" };
    format!("{} {} {arrow} {}", gold.kind, side(&gold.source), side(&gold.target))
}

fn summary(title: &str, texts: &[&Text]) {
    let records: usize = texts.iter().map(|text| text.gold.len()).sum();
    println!("### {title}: {records} records, {} texts\n", texts.len());
    println!("| what | gold | stated | right | P | R | F1 |");
    println!("|---|---|---|---|---|---|---|");
    for (level, name) in [
        (Level::Triple, "source, type, recipient"),
        (Level::Source, "source, type"),
        (Level::Type, "type"),
    ] {
        println!("| {name} | {} |", total(texts, level).cells());
    }
    println!("\n| type | gold | stated | right | P | R | F1 | F1 of type alone |");
    println!("|---|---|---|---|---|---|---|---|");
    let (triple, alone) = (counts(texts, Level::Triple), counts(texts, Level::Type));
    for (kind, count) in &triple {
        println!("| {kind} | {} | {:.3} |", count.cells(), alone[kind].f1());
    }
    println!();
}

#[derive(Clone, Copy)]
enum Level {
    Type,
    Source,
    Triple,
}

fn total(texts: &[&Text], level: Level) -> Count {
    let mut total = Count::default();
    for count in counts(texts, level).into_values() {
        total += count;
    }
    total
}

fn counts(texts: &[&Text], level: Level) -> BTreeMap<EventType, Count> {
    let mut counts: BTreeMap<EventType, Count> = BTreeMap::new();
    for text in texts {
        for (gold, found) in text.gold.iter().zip(pairs(text, level)) {
            let count = counts.entry(gold.kind).or_default();
            count.gold += 1;
            count.right += usize::from(found.is_some());
        }
        for row in text.stated() {
            counts.entry(row.kind).or_default().stated += 1;
        }
    }
    counts
}

/// The stated row that each record is found in.
fn pairs(text: &Text, level: Level) -> Vec<Option<usize>> {
    let stated = text.stated();
    let edges = |gold: &Gold| {
        let meets = |&i: &usize| level_of(gold, stated[i], level);
        (0..stated.len()).filter(meets).collect()
    };
    common::pair(&text.gold.iter().map(edges).collect::<Vec<_>>(), stated.len())
}

fn level_of(gold: &Gold, row: &Event, level: Level) -> bool {
    if gold.kind != row.kind {
        return false;
    }
    let countries = |side: &[Who]| -> BTreeSet<String> {
        side.iter().filter_map(|who| who.country.clone()).collect()
    };
    // Within one country its code tells nobody from anybody.
    let within = !gold.both && !countries(&gold.source).is_disjoint(&countries(&gold.target));
    let met = |who: &Who, actor: &ActorRef| meets(who, actor, within);
    if gold.both || row.reciprocal {
        let all: Vec<&Who> = gold.source.iter().chain(&gold.target).collect();
        let known = |actor: &ActorRef| all.iter().any(|who| met(who, actor));
        let named: Vec<&ActorRef> = row.actors.iter().chain(&row.recipients).collect();
        return match level {
            Level::Type => true,
            Level::Source => !row.actors.is_empty() && row.actors.iter().all(known),
            Level::Triple => {
                named.iter().all(|actor| known(actor))
                    && all.iter().all(|who| named.iter().any(|actor| met(who, actor)))
            }
        };
    }
    let side = |golds: &[Who], stated: &[ActorRef]| {
        golds.is_empty()
            || golds.iter().all(|who| stated.iter().any(|actor| met(who, actor)))
                && stated.iter().all(|actor| golds.iter().any(|who| met(who, actor)))
    };
    match level {
        Level::Type => true,
        Level::Source => side(&gold.source, &row.actors),
        Level::Triple => side(&gold.source, &row.actors) && side(&gold.target, &row.recipients),
    }
}

fn meets(who: &Who, actor: &ActorRef, within: bool) -> bool {
    if common::overlaps(actor, &who.words) {
        return true;
    }
    let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    same(&who.country, &actor.country) && (!within || same(&who.sector, &actor.sector))
}

fn read(data: &Path) -> Result<Vec<Text>> {
    let folder = data.join("plover-gsr");
    let file = folder.join("PLOVER_GSR_CAMEO.txt");
    let records = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let records: Vec<Value> = serde_json::from_str(&records)?;
    let listed = std::fs::read_to_string(folder.join("do-not-train.txt"))?;
    let listed: BTreeSet<&str> = listed.split_whitespace().collect();
    let mut texts: Vec<Text> = vec![];
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut reader = Reader::new();
    for record in &records {
        let word = |key: &str| record[key].as_str().unwrap_or_default();
        let id = word("id");
        let named = id.split('-').nth(2).unwrap_or_default();
        let Some(kind) = kind(named, word("mode")) else { continue };
        let (source, target) = (side(&record["source"]), side(&record["target"]));
        let marked = record["textInfo"]["markup"].as_str().is_some_and(|m| m.contains("SRC/TAR"));
        let among = kind == EventType::Consult && source.len() > 1 && target.is_empty();
        let gold = Gold {
            id: id.trim_start_matches("PLOVER-GSR01-").to_owned(),
            kind,
            source,
            target,
            both: marked || among,
        };
        let text = word("text").trim_matches(|c: char| "{}".contains(c) || c.is_whitespace());
        let i = match at.get(text) {
            Some(&i) => i,
            None => {
                let rows = reader.read(text, None)?.reading.events;
                texts.push(Text { text: text.into(), gold: vec![], unseen: false, rows });
                at.insert(text.into(), texts.len() - 1);
                texts.len() - 1
            }
        };
        texts[i].unseen |= listed.contains(id);
        texts[i].gold.push(gold);
    }
    Ok(texts)
}

fn kind(event: &str, mode: &str) -> Option<EventType> {
    match (event, mode) {
        ("DEMAND", _) => Some(EventType::Request),
        ("DISAPPROVE" | "INVESTIGATE", _) => Some(EventType::Accuse),
        ("FIGHT", _) | ("COERCE", "destroy" | "firearms") => Some(EventType::Assault),
        _ => event.parse().ok(),
    }
}

fn side(value: &Value) -> Vec<Who> {
    let who = |one: &Value| {
        let word = |key: &str| one[key].as_str().filter(|word| !word.is_empty());
        let text = word("actorText")?;
        Some(Who {
            text: text.to_owned(),
            words: common::words(text),
            country: word("code").and_then(country),
            sector: word("sector").and_then(|s| s.get(..3)).map(str::to_owned),
        })
    };
    value.as_array().into_iter().flatten().filter_map(who).collect()
}

/// ISO 3166-1 alpha-3 for a code of the records; nothing for those of bodies and movements.
fn country(code: &str) -> Option<String> {
    let code = match code {
        "IGO" | "NGO" | "IMG" | "ISM" => return None,
        "JAP" => "JPN",
        "ITL" => "ITA",
        "VTN" => "VNM",
        code => code,
    };
    Some(code.to_owned())
}
