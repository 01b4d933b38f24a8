//! Events of PETRARCH's unit tests, coded with its own dictionaries imported.
//!
//! The text of each record goes in raw, through our own tokens and trees; the parses in the file
//! are not looked at. Its settings (`Config`) are followed, for the expected events depend on them.
//! A record counts as right where the set of its events is the expected one; where an error or a
//! discard is expected, or no events, that set is empty. `PETRARCH_SHOW=1` prints what differs.

use anyhow::{Context, Result, anyhow};
use detente_exchange::knowledge::{Source, import};
use detente_language::{Analyst, Model};
use detente_reading::dictionary::{Options, triples};
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::World;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const DICTIONARIES: &[&str] = &["actors", "agents", "verbs", "discards"];

type Events = BTreeSet<[String; 3]>;

/// One sentence with what is expected of it.
#[derive(Clone, Default)]
struct Record {
    id: String,
    category: String,
    date: String,
    text: String,
    expected: Events,
    /// The error that is expected instead of events.
    error: String,
    options: Options,
}

#[derive(Default)]
struct Score {
    records: usize,
    roots: usize,
    exact: usize,
}

pub(super) fn run(data: &Path) -> Result<()> {
    let folder = data.join("petrarch");
    let world = world(&folder.join("validate"))?;
    let path = folder.join("PETR.UnitTest.records.xml");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let records = records(&text)?;
    let show = std::env::var_os("PETRARCH_SHOW").is_some();
    let mut analyst = Analyst::new(Model::embedded());
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut all = Score::default();
    for record in &records {
        let found = found(record, &world, &mut analyst)?;
        let exact = found == record.expected;
        let root = roots(&found) == roots(&record.expected);
        for score in [scores.entry(record.category.clone()).or_default(), &mut all] {
            score.records += 1;
            score.exact += usize::from(exact);
            score.roots += usize::from(root);
        }
        if show && !exact {
            println!("{} {} {}", record.id, record.error, record.text);
            println!("   expected {}", told(&record.expected));
            println!("   found    {}", told(&found));
            println!("   tree     {}", tree(&record.text, &mut analyst)?);
        }
    }
    println!("| category | sentences | root and pair | exact code and pair |");
    println!("|---|---|---|---|");
    let percent = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    for (name, score) in
        scores.iter().map(|(name, score)| (name.as_str(), score)).chain([("all", &all)])
    {
        println!(
            "| {name} | {} | {} ({:.1} %) | {} ({:.1} %) |",
            score.records,
            score.roots,
            percent(score.roots, score.records),
            score.exact,
            percent(score.exact, score.records)
        );
    }
    Ok(())
}

/// The world with the four dictionaries over it.
fn world(folder: &Path) -> Result<World> {
    let mut files = vec![];
    for name in DICTIONARIES {
        let name = format!("PETR.Validate.{name}.txt");
        let text = std::fs::read_to_string(folder.join(&name)).with_context(|| name.clone())?;
        let taken = import(Source::Petrarch, &text, &name, World::embedded())
            .map_err(|error| anyhow!("{error}"))?;
        println!("{name}: {} rows taken, {} left out", taken.taken, taken.left_out);
        files.push((format!("{name}.toml"), taken.toml));
    }
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let rows = World::layered(&files).map_err(|wrong| anyhow!("{wrong:?}"))?;
    Ok(World::open(rows.into())?)
}

fn document(text: &str, date: Option<&str>) -> Result<detente_text::Document> {
    let member = Member {
        original: text.as_bytes().to_vec(),
        media: Media::Text,
        supplied: Supplied {
            published: date.map(str::to_owned),
            language: Some("en".into()),
            ..Supplied::default()
        },
        ..Member::default()
    };
    let mut document = detente_text::read(&member, &Limits::default())?;
    // A single short sentence of unknown names is easily taken for Dutch.
    document.language = Some(("en".into(), 1.0));
    Ok(document)
}

/// The words with their tags, relations and the numbers of their heads.
fn tree(text: &str, analyst: &mut Analyst) -> Result<String> {
    let document = document(text, None)?;
    let mut out = vec![];
    for sentence in &analyst.analyse(&document).sentences {
        for (at, (token, node)) in sentence.tokens.iter().zip(sentence.tree.nodes()).enumerate() {
            let head = node.head.map_or(0, |head| head + 1);
            let word = &document.text()[token.range.clone()];
            let sub = node.subtype;
            out.push(format!("{}:{word}/{}/{}:{sub}>{head}", at + 1, node.xpos, node.relation));
        }
    }
    Ok(out.join(" "))
}

fn found(record: &Record, world: &World, analyst: &mut Analyst) -> Result<Events> {
    let document = document(&record.text, Some(&record.date))?;
    let analysis = analyst.analyse(&document);
    Ok(triples(&document, &analysis, world, &record.options).into_iter().collect())
}

/// The same with codes cut to their roots.
fn roots(events: &Events) -> Events {
    let root = |code: &String| code.chars().take(2).collect();
    events.iter().map(|[a, b, code]| [a.clone(), b.clone(), root(code)]).collect()
}

fn told(events: &Events) -> String {
    let each: Vec<String> = events.iter().map(|event| event.join(" ")).collect();
    if each.is_empty() { "nothing".into() } else { each.join(", ") }
}

fn records(text: &str) -> Result<Vec<Record>> {
    let mut reader = Reader::from_str(text);
    let mut out: Vec<Record> = vec![];
    let mut options = Options::default();
    let (mut within, mut take) = (false, false);
    loop {
        match reader.read_event()? {
            Event::Eof => return Ok(out),
            Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                "Sentence" => {
                    let attribute = |name| attribute(&tag, name);
                    let date = attribute("date").filter(|date| date.len() == 8);
                    let date = date.unwrap_or_else(|| "19950101".into());
                    out.push(Record {
                        id: attribute("id").unwrap_or_else(|| "-".into()),
                        category: attribute("category").unwrap_or_default(),
                        date: format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]),
                        options: options.clone(),
                        ..Record::default()
                    });
                    within = true;
                }
                "Config" => {
                    let value = attribute(&tag, "value").unwrap_or_default();
                    set(&mut options, &attribute(&tag, "option").unwrap_or_default(), &value);
                    // Some stand within a record, and hold for it.
                    if let Some(record) = out.last_mut().filter(|_| within) {
                        record.options = options.clone();
                    }
                }
                "EventCoding" => {
                    if let Some(record) = out.last_mut() {
                        let attribute = |name| attribute(&tag, name);
                        let parts = ["sourcecode", "targetcode", "eventcode"].map(attribute);
                        if let [Some(source), Some(target), Some(code)] = parts {
                            record.expected.insert([source, target, code]);
                        }
                        record.error = attribute("error").unwrap_or_default();
                    }
                }
                "Text" => take = true,
                _ => {}
            },
            Event::Text(words) if take => {
                if let Some(record) = out.last_mut() {
                    record.text.push_str(&words);
                }
            }
            Event::GeneralRef(name) if take => {
                if let Some(record) = out.last_mut() {
                    record.text.push_str(if &*name == "amp" { "&" } else { "" });
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                "Text" => {
                    take = false;
                    if let Some(record) = out.last_mut() {
                        let words: Vec<&str> = record.text.split_whitespace().collect();
                        record.text = words.join(" ");
                    }
                }
                "Sentence" => within = false,
                _ => {}
            },
            _ => {}
        }
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

fn set(options: &mut Options, name: &str, value: &str) {
    let number = || value.parse().unwrap_or(0);
    match name {
        "require_dyad" => options.require_dyad = !value.eq_ignore_ascii_case("false"),
        "new_actor_length" => options.new_actor_length = number(),
        "comma_min" => options.comma.0 = number(),
        "comma_max" => options.comma.1 = number(),
        "comma_bmin" => options.comma_begin.0 = number(),
        "comma_bmax" => options.comma_begin.1 = number(),
        "comma_emin" => options.comma_end.0 = number(),
        "comma_emax" => options.comma_end.1 = number(),
        _ => {}
    }
}
