//! Places found in plain text: which names are places at all, and where they are.

use super::corpus::Article;
use super::places::load;
use anyhow::Result;
use detente_language::{Analyst, Model};
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::{World, kilometres};
use std::path::Path;

/// Articles of each corpus that are read: all would take minutes.
const EVERY: usize = 4;

pub(super) fn run(data: &Path) -> Result<()> {
    let world = World::embedded();
    let mut analyst = Analyst::new(Model::embedded());
    println!(
        "\nplaces in plain text (every fourth article)   names   found and right   of places found, right"
    );
    for (name, articles) in load(data)? {
        let (mut names, mut right, mut found) = (0usize, 0usize, 0usize);
        for article in articles.iter().step_by(EVERY) {
            let (hits, said) = read(world, &mut analyst, article)?;
            names += article.toponyms.len();
            right += hits;
            found += said;
        }
        println!(
            "{name:<45} {names:>6} {:>16.1}% {:>23.1}%",
            100.0 * right as f64 / names.max(1) as f64,
            100.0 * right as f64 / found.max(1) as f64,
        );
    }
    Ok(())
}

/// How many of the names of an article are found and right, and how many places are found at all.
fn read(world: &World, analyst: &mut Analyst<'_>, article: &Article) -> Result<(usize, usize)> {
    let supplied = Supplied { language: Some("en".into()), ..Supplied::default() };
    let original = article.text.clone().into_bytes();
    let member = Member { original, media: Media::Text, supplied, ..Member::default() };
    let Ok(document) = detente_text::read(&member, &Limits::default()) else { return Ok((0, 0)) };
    let analysis = analyst.analyse(&document);
    let reading = detente_reading::read(&document, &analysis, world);
    // In bytes of the original, which is the article's text.
    let spots: Vec<_> = reading
        .places
        .iter()
        .filter_map(|one| {
            let part = one.evidence.parts.first()?;
            let place = world.place(world.place_by_id(&one.place)?);
            Some((part.bytes[0]..part.bytes[1], (place.latitude, place.longitude)))
        })
        .collect();
    let right = article.toponyms.iter().filter(|toponym| {
        spots.iter().any(|(range, point)| {
            range.start < toponym.range.end
                && toponym.range.start < range.end
                && kilometres(*point, toponym.point) <= 161
        })
    });
    Ok((right.count(), spots.len()))
}
