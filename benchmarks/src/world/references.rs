//! Whom pronouns, descriptions and names stand for, within a text.

use super::gum::{self, Kind, Text};
use anyhow::Result;
use detente_language::{Analyst, Model};
use detente_reading::reference::{self, Decision, Known, Reference};
use detente_text::{Block, BlockKind, segment};
use detente_world::{Form, World};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

const MEASURED: [&str; 3] = ["news", "interview", "bio"];

fn known<'w>(world: &'w World, text: &str) -> Vec<Known<'w>> {
    let loose = |form| matches!(form, Form::Adjective | Form::People);
    let found = world.find(text).into_iter();
    found.map(|f| Known { range: f.range, actor: f.actor, loose: loose(f.form) }).collect()
}

fn analyse(analyst: &mut Analyst<'_>, text: &Text) -> detente_language::Analysis {
    let block =
        |range: &std::ops::Range<usize>| Block { range: range.clone(), kind: BlockKind::Paragraph };
    let blocks: Vec<Block> = text.blocks.iter().map(block).collect();
    let sentences = segment::sentences(&text.text, &blocks);
    analyst.analyse_text(&text.text, &text.blocks, &sentences)
}

/// What one kind comes to.
#[derive(Clone, Copy, Default)]
struct Count {
    gold: usize,
    right: usize,
    said: usize,
}

fn count(text: &Text, found: &[Reference<'_>], counts: &mut BTreeMap<Kind, Count>, wrong: bool) {
    let by_head: BTreeMap<usize, &Reference<'_>> =
        found.iter().map(|r| (r.head.start, r)).collect();
    let gold: BTreeMap<usize, &gum::Gold> =
        text.mentions.iter().map(|g| (g.head.start, g)).collect();
    let mut seen = BTreeSet::new();
    // The gold entity last met in each entity of ours.
    let mut last: BTreeMap<usize, u32> = BTreeMap::new();
    for (start, mention) in &gold {
        let reference = by_head.get(start);
        let before = reference.and_then(|r| last.get(&r.entity).copied());
        if seen.contains(&mention.entity) {
            let count = counts.entry(mention.kind).or_default();
            count.gold += 1;
            let right = before == Some(mention.entity);
            count.right += usize::from(right);
            if wrong && !right && mention.kind != Kind::Other {
                let around = text
                    .text
                    .get(start.saturating_sub(60)..mention.head.end + 30)
                    .unwrap_or("?")
                    .replace('\n', " ");
                let with = reference
                    .and_then(|r| {
                        found.iter().rfind(|o| o.entity == r.entity && o.head.start < r.head.start)
                    })
                    .map(|o| &text.text[o.range.clone()]);
                let should = text
                    .mentions
                    .iter()
                    .rfind(|g| g.entity == mention.entity && g.head.start < *start)
                    .map(|g| &text.text[g.head.clone()]);
                println!(
                    "{:?}\t{}\t…{around}…\t{with:?}\tshould {should:?}\t{}",
                    mention.kind,
                    &text.text[mention.head.clone()],
                    if reference.is_none() { "NO MENTION" } else { "" }
                );
            }
        }
        if before.is_some() {
            counts.entry(mention.kind).or_default().said += 1;
        }
        seen.insert(mention.entity);
        if let Some(reference) = reference {
            last.insert(reference.entity, mention.entity);
        }
    }
}

pub(super) fn run(data: &Path, all: bool, wrong: bool) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    let texts = gum::read(data, &MEASURED)?;
    let texts: Vec<&Text> = texts.iter().filter(|text| text.dev || all).collect();
    for text in &texts {
        let analysis = analyse(&mut analyst, text);
        let known = known(world, &text.text);
        let found = reference::references(&text.text, &analysis, world, &known, None);
        count(text, &found, &mut counts, wrong);
    }
    println!(
        "\nreferences within a text ({} of gum)   mentions   linked right   of links made",
        texts.len()
    );
    let names = [
        (Kind::Pronoun, "he, she, it, they"),
        (Kind::Speaker, "I, we, you"),
        (Kind::Description, "definite descriptions"),
        (Kind::Name, "names"),
    ];
    let mut sum = Count::default();
    let line = |name: &str, count: Count| {
        println!(
            "{name:<38} {:>9} {:>13.1}% {:>14.1}%",
            count.gold,
            100.0 * count.right as f64 / count.gold.max(1) as f64,
            100.0 * count.right as f64 / count.said.max(1) as f64,
        );
    };
    for (kind, name) in names {
        let count = counts.get(&kind).copied().unwrap_or_default();
        line(name, count);
        sum.gold += count.gold;
        sum.right += count.right;
        sum.said += count.said;
    }
    line("all", sum);
    Ok(())
}

/// Writes what `training/references.py` fits on: a line a decision of the training part.
pub(super) fn dump(data: &Path, out: &Path) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    let mut file = std::io::BufWriter::new(std::fs::File::create(out)?);
    let genres = ["news", "interview", "bio", "voyage", "academic", "court"];
    for (number, text) in gum::read(data, &genres)?.iter().enumerate() {
        let analysis = analyse(&mut analyst, text);
        let known = known(world, &text.text);
        let gold: BTreeMap<usize, u32> =
            text.mentions.iter().map(|g| (g.head.start, g.entity)).collect();
        let mut entities: Vec<Option<u32>> = vec![];
        let mut lines = vec![];
        let mut choose = |decision: &Decision<'_>| {
            let own = gold.get(&decision.mention.head.start).copied();
            let right = own.and_then(|own| entities.iter().position(|one| *one == Some(own)));
            let among = right.filter(|at| decision.entities.iter().any(|(one, _)| one == at));
            let names = |features: &[reference::Feature]| -> Vec<String> {
                features.iter().map(|feature| feature.name()).collect()
            };
            if right.is_none() || among.is_some() {
                let entities: Vec<_> = decision.entities.iter().map(|(at, features)| {
                    serde_json::json!({"right": among == Some(*at), "features": names(features)})
                }).collect();
                lines.push(serde_json::json!({
                    "doc": number, "genre": text.genre, "dev": text.dev, "gold": own.is_some(),
                    "kind": format!("{:?}", decision.mention.kind),
                    "new": names(decision.new), "entities": entities,
                }));
            }
            if right.is_none() {
                entities.push(own);
            }
            right
        };
        reference::decide(&text.text, &analysis, world, &known, None, &mut choose);
        for line in lines {
            writeln!(file, "{line}")?;
        }
    }
    file.flush()?;
    Ok(())
}
