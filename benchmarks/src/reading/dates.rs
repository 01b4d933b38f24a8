//! The expression of time that dates an event.
//!
//! TimeML marks events, expressions of time and how the one lies to the other. Counted are the
//! events that a link puts at, in or over an expression of their own sentence, as TempEval-3 has
//! them: a choice is right where it is one of these. Of other events there may be a link that
//! nobody drew, so what is chosen for them is counted wrong only where a link says something else
//! (before, after) of it. TimeBank is what the rules were looked at with, Platinum is measured only.

use anyhow::{Context, Result, ensure};
use detente_language::{Analyst, Model};
use detente_reading::attach;
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::World;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

/// A document of TimeML.
#[derive(Default)]
struct Marked {
    text: String,
    day: String,
    /// Where each event begins.
    events: BTreeMap<String, usize>,
    times: BTreeMap<String, Range<usize>>,
    /// Event, time, and whether the link puts the event at it.
    links: Vec<(String, String, bool)>,
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[at..].split('"').next()
}

fn parse(document: &str) -> Marked {
    let mut out = Marked::default();
    let (mut inside, mut open) = (false, None);
    let mut instances: BTreeMap<&str, &str> = BTreeMap::new();
    let mut links = vec![];
    for piece in document.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else { continue };
        let at = out.text.len();
        match tag.split([' ', '/']).find(|word| !word.is_empty()) {
            Some("TEXT") => inside = !tag.starts_with('/'),
            Some("TIMEX3") if tag.starts_with('/') => {
                if let Some((id, start)) = open.take() {
                    out.times.insert(id, start..at);
                }
            }
            Some("TIMEX3") if inside => {
                open = attribute(tag, "tid").map(|id| (id.to_owned(), at));
            }
            Some("TIMEX3") => {
                out.day = attribute(tag, "value").unwrap_or_default().chars().take(10).collect();
            }
            Some("EVENT") if !tag.starts_with('/') => {
                if let Some(id) = attribute(tag, "eid") {
                    out.events.insert(id.to_owned(), at);
                }
            }
            Some("MAKEINSTANCE") => {
                let ids = attribute(tag, "eiid").zip(attribute(tag, "eventID"));
                instances.extend(ids);
            }
            Some("TLINK") => {
                let relation = attribute(tag, "relType").unwrap_or_default();
                let either = |a: &str, b: &str| attribute(tag, a).or_else(|| attribute(tag, b));
                let event = either("eventInstanceID", "relatedToEventInstance");
                let time = either("relatedToTime", "timeID");
                let at = matches!(
                    relation,
                    "IS_INCLUDED" | "DURING" | "SIMULTANEOUS" | "IDENTITY" | "INCLUDES"
                );
                links.extend(event.zip(time).map(|(event, time)| (event, time, at)));
            }
            _ => {}
        }
        if inside {
            out.text
                .push_str(&text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"));
        }
    }
    for (event, time, at) in links {
        let event = instances.get(event).copied().unwrap_or(event);
        out.links.push((event.to_owned(), time.to_owned(), at));
    }
    out
}

fn documents(data: &Path, set: &str) -> Result<Vec<Marked>> {
    let path = data.join(format!("tbaq/{set}.tar.xz"));
    let out = Command::new("tar").arg("-xJOf").arg(&path).output().context("tar is needed")?;
    ensure!(out.status.success(), "{}", path.display());
    let all = String::from_utf8_lossy(&out.stdout).into_owned();
    Ok(all.split("</TimeML>").filter(|one| one.contains("<TEXT>")).map(parse).collect())
}

#[derive(Default)]
struct Count {
    linked: usize,
    right: usize,
    wrong: usize,
}

impl Count {
    fn add(&mut self, chosen: Option<&Range<usize>>, links: &[(Range<usize>, bool)]) {
        let hits = |range: &Range<usize>| {
            chosen.is_some_and(|chosen| chosen.start < range.end && range.start < chosen.end)
        };
        let linked = links.iter().any(|(_, at)| *at);
        let right = links.iter().any(|(range, at)| *at && hits(range));
        self.linked += usize::from(linked);
        self.right += usize::from(right);
        let other = linked && chosen.is_some() || links.iter().any(|(range, _)| hits(range));
        self.wrong += usize::from(!right && other);
    }

    fn print(&self, name: &str) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{name:<42} {:>6} {:>10.1} {:>10.1}",
            self.linked,
            share(self.right, self.linked),
            share(self.right, self.right + self.wrong),
        );
    }
}

pub(super) fn run(data: &Path) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    println!("\n{:<42} {:>6} {:>10} {:>10}", "date of an event", "dated", "recall", "precision");
    for set in ["TimeBank", "te3-platinum"] {
        let (mut ours, mut nearest) = (Count::default(), Count::default());
        for marked in documents(data, set)? {
            one(&mut analyst, world, &marked, &mut ours, &mut nearest);
        }
        nearest.print(&format!("{set}, nearest"));
        ours.print(&format!("{set}, what the event attaches to"));
    }
    Ok(())
}

fn one(
    analyst: &mut Analyst<'_>,
    world: &World,
    marked: &Marked,
    ours: &mut Count,
    nearest: &mut Count,
) {
    let supplied = Supplied {
        published: Some(marked.day.clone()),
        language: Some("en".into()),
        ..Supplied::default()
    };
    let member = Member {
        original: marked.text.clone().into_bytes(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let Ok(mut document) = detente_text::read(&member, &Limits::default()) else { return };
    document.language = Some(("en".into(), 1.0));
    let reading = |bytes: Range<usize>| {
        document.source.locate(bytes).and_then(|source| document.reading.locate(source))
    };
    let events: BTreeMap<&str, usize> = marked
        .events
        .iter()
        .filter_map(|(id, &at)| Some((id.as_str(), reading(at..at + 1)?.start)))
        .collect();
    let analysis = analyst.analyse(&document);
    let at: Vec<usize> = events.values().copied().collect();
    let found = attach::dates(&document, &analysis, world, &at);
    for ((id, at), dated) in events.into_iter().zip(found) {
        let (Some(dated), Some(sentence)) = (dated, analysis.sentence_at(at)) else { continue };
        let links = marked.links.iter().filter(|(event, _, _)| event == id);
        let links: Vec<(Range<usize>, bool)> = links
            .filter_map(|(_, time, at)| Some((reading(marked.times.get(time)?.clone())?, *at)))
            .filter(|(range, _)| sentence.range.contains(&range.start))
            .collect();
        let near = dated.offered.iter().min_by_key(|range| range.start.abs_diff(at));
        nearest.add(near, &links);
        ours.add(dated.chosen.as_ref(), &links);
    }
}
