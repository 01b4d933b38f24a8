//! Which place a name stands for: accuracy at 161 km.

use super::corpus::{self, Article};
use anyhow::Result;
use detente_world::{Weights, World, kilometres};
use std::path::Path;

/// The corpora, with their files.
const CORPORA: [(&str, &str); 3] =
    [("LGL", "lgl/lgl.xml.xz"), ("GeoWebNews", "lgl/GWN.xml.xz"), ("GeoVirus", "lgl/GeoVirus.xml")];

/// Within this many kilometres (100 miles) a place counts as found.
const NEAR: i32 = 161;

#[derive(Clone, Copy, Default)]
pub(super) struct Score {
    names: usize,
    right: usize,
    reachable: usize,
}

impl Score {
    pub(super) fn accuracy(self) -> f64 {
        self.right as f64 / self.names.max(1) as f64
    }
}

pub(super) fn load(data: &Path) -> Result<Vec<(&'static str, Vec<Article>)>> {
    CORPORA.iter().map(|(name, file)| Ok((*name, corpus::read(&data.join(file))?))).collect()
}

/// Given the spans of the names.
pub(super) fn score(
    world: &World,
    articles: &[Article],
    weights: &Weights,
    ceiling: bool,
) -> Score {
    let mut sum = Score::default();
    for article in articles {
        let spans: Vec<_> = article.toponyms.iter().map(|one| one.range.clone()).collect();
        let found = world.locate_with(&article.text, &spans, weights);
        for (toponym, found) in article.toponyms.iter().zip(found) {
            let near = |place| {
                let place = world.place(place);
                kilometres((place.latitude, place.longitude), toponym.point) <= NEAR
            };
            sum.names += 1;
            sum.right += usize::from(found.is_some_and(|found| near(found.place)));
            if ceiling {
                let named = world.places_named(&article.text[toponym.range.clone()]);
                sum.reachable += usize::from(named.into_iter().any(near));
            }
        }
    }
    sum
}

pub(super) fn run(data: &Path) -> Result<()> {
    let world = World::embedded();
    println!("places, given the spans   names   right within 161 km   ceiling   of the ceiling");
    for (name, articles) in load(data)? {
        let score = score(world, &articles, &Weights::default(), true);
        println!(
            "{name:<24} {:>7} {:>20.1}% {:>8.1}% {:>15.1}%",
            score.names,
            100.0 * score.accuracy(),
            100.0 * score.reachable as f64 / score.names as f64,
            100.0 * score.right as f64 / score.reachable.max(1) as f64,
        );
    }
    Ok(())
}

/// Prints what went wrong in one corpus, for those who look for the cause.
pub(super) fn wrong(data: &Path, which: &str) -> Result<()> {
    let world = World::embedded();
    for (name, articles) in load(data)? {
        if name != which {
            continue;
        }
        for (i, article) in articles.iter().enumerate() {
            let spans: Vec<_> = article.toponyms.iter().map(|one| one.range.clone()).collect();
            let found = world.locate(&article.text, &spans);
            for (toponym, found) in article.toponyms.iter().zip(found) {
                let text = &article.text[toponym.range.clone()];
                let near = |place| {
                    let place = world.place(place);
                    kilometres((place.latitude, place.longitude), toponym.point) <= NEAR
                };
                let given = found.map(|f| world.place(f.place));
                if given
                    .as_ref()
                    .is_some_and(|g| kilometres((g.latitude, g.longitude), toponym.point) <= NEAR)
                {
                    continue;
                }
                let reachable = world
                    .places_named(text)
                    .into_iter()
                    .find(|&p| near(p))
                    .map(|p| world.place(p).id);
                let given = given.map(|g| format!("{} {} {:?}", g.id, g.name, g.country));
                println!("{i}\t{text}\t{:?}\t{given:?}\t{reachable:?}", toponym.point);
            }
        }
    }
    Ok(())
}

/// Fits the weights by going along one of them at a time, on two thirds of the articles; prints
/// them with the accuracy on the rest.
pub(super) fn fit(data: &Path) -> Result<()> {
    let world = World::embedded();
    let corpora = load(data)?;
    let part = |rest: bool| -> Vec<(&str, Vec<Article>)> {
        let split = |(name, articles): &(&'static str, Vec<Article>)| {
            let keep = articles.iter().enumerate().filter(|(i, _)| (i % 3 == 2) == rest);
            let copy = |(_, a): (usize, &Article)| Article {
                text: a.text.clone(),
                toponyms: a
                    .toponyms
                    .iter()
                    .map(|t| corpus::Toponym { range: t.range.clone(), point: t.point })
                    .collect(),
            };
            (*name, keep.map(copy).collect())
        };
        corpora.iter().map(split).collect()
    };
    let (train, rest) = (part(false), part(true));
    let mean = |weights: &Weights, parts: &[(&str, Vec<Article>)]| {
        let sum: f64 = parts.iter().map(|(_, a)| score(world, a, weights, false).accuracy()).sum();
        sum / parts.len() as f64
    };
    let mut best = Weights::default();
    let mut top = mean(&best, &train);
    println!("start {top:.4}, rest {:.4}", mean(&best, &rest));
    for round in 0..4 {
        let before = top;
        let fields = best.clone().fields().len();
        for field in 0..fields {
            for step in [-80, -40, -20, -10, -4, 4, 10, 20, 40, 80] {
                let mut trial = best.clone();
                *trial.fields()[field].1 += step;
                let reached = mean(&trial, &train);
                if reached > top + 1e-4 {
                    (best, top) = (trial, reached);
                }
            }
        }
        let values: Vec<String> =
            best.fields().into_iter().map(|(name, value)| format!("{name}: {value}")).collect();
        println!(
            "round {round}: {top:.4}, rest {:.4}\n  {}",
            mean(&best, &rest),
            values.join(", ")
        );
        if top - before < 5e-4 {
            break;
        }
    }
    for (name, articles) in &rest {
        println!("{name} rest {:.4}", score(world, articles, &best, false).accuracy());
    }
    Ok(())
}
