//! The same rows in any order come to the same.

use detente_linking::{Key, actor, keys, place, source, timeline};
use detente_reading::{Reading, read};
use detente_text::{Limits, Media, Member, Supplied};
use detente_world::World;
use proptest::prelude::*;
use std::sync::LazyLock;

static READINGS: LazyLock<Vec<Reading>> = LazyLock::new(|| {
    let reports = [
        (
            "2020-02-17",
            "Reuters",
            "Sergei Lavrov said on Friday that the truce had held. Ankara denied it, and Lavrov told TASS that he was sure.",
        ),
        (
            "2020-02-18",
            "Reuters",
            "Turkey's Defence Ministry said that 14 Turkish soldiers were killed by Syrian artillery on Monday.",
        ),
        (
            "2020-02-20",
            "Lake Post",
            "Foreign Minister Sergey Lavrov said the talks would go on. The fighters killed two soldiers on Tuesday.",
        ),
        (
            "",
            "",
            "Moscow insists on the truce. “We will stay,” Lavrov said, Russia's Sergei Lavrov that is.",
        ),
    ];
    let read_one = |(day, outlet, text): (&str, &str, &str)| {
        let stated = |s: &str| (!s.is_empty()).then(|| s.to_owned());
        let supplied = Supplied {
            published: stated(day),
            outlet: stated(outlet),
            language: Some("en".into()),
            ..Supplied::default()
        };
        let member =
            Member { original: text.into(), media: Media::Text, supplied, ..Member::default() };
        let document = detente_text::read(&member, &Limits::default()).expect("a report");
        read(&document, &detente_language::analyse(&document), World::embedded())
    };
    reports.into_iter().map(read_one).collect()
});

fn all() -> (
    Vec<detente_reading::Mention>,
    Vec<detente_record::Report>,
    Vec<detente_record::Statement>,
    Vec<detente_record::Event>,
) {
    let readings = READINGS.iter();
    (
        readings.clone().flat_map(|r| r.mentions.clone()).collect(),
        readings.clone().map(|r| r.report.clone()).collect(),
        readings.clone().flat_map(|r| r.statements.clone()).collect(),
        readings.flat_map(|r| r.events.clone()).collect(),
    )
}

#[test]
fn rows_as_an_analyst_would_write_them() {
    let world = World::embedded();
    let (mentions, reports, statements, events) = all();
    let lavrov = actor("person:sergey-lavrov", &mentions, world).expect("he is named");
    assert_eq!(lavrov.name, "Sergey Lavrov");
    assert_eq!(lavrov.reports.len(), 3);
    assert_eq!(lavrov.evidence.len(), 3);
    assert_eq!(lavrov.mentions, lavrov.aliases.iter().map(|alias| alias.count).sum::<usize>());
    assert!(lavrov.aliases.iter().all(|alias| alias.script.as_deref() == Some("Latn")));
    assert!(actor("person:nobody", &mentions, world).is_none());

    let reuters = source("outlet:reuters", &reports, &statements, world).expect("it published");
    assert_eq!((reuters.kind.as_str(), reuters.reports.len()), ("outlet", 2));
    let tass = source("outlet:tass", &reports, &statements, world).expect("it was told");
    assert_eq!((tass.owner_state.as_deref(), tass.statements), (Some("RUS"), 1));
    let post = source("outlet:lake-post", &reports, &statements, world).expect("it published");
    assert_eq!(post.name, "Lake Post");
    let speaker = source("person:sergey-lavrov", &reports, &statements, world).expect("he spoke");
    assert_eq!(speaker.kind, "person");
    assert!(source("outlet:none", &reports, &statements, world).is_none());

    let days: Vec<_> = timeline(&events, &statements, &reports)
        .iter()
        .map(|entry| (entry.date.from.clone(), entry.kind.clone()))
        .collect();
    let mut sorted = days.clone();
    sorted.sort();
    assert_eq!(days, sorted);
    assert!(days.contains(&(Some("2020-02-17".into()), "event".into())), "{days:?}");
    assert!(keys(&READINGS[0], World::embedded()).contains(&Key::Source("outlet:tass".into())));
    assert!(keys(&READINGS[0], World::embedded()).contains(&Key::Actor("state:TUR".into())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn order_does_not_matter(
        (mentions, reports, statements, events) in Just(all()).prop_flat_map(|(m, r, s, e)| {
            (Just(m).prop_shuffle(), Just(r).prop_shuffle(), Just(s).prop_shuffle(), Just(e).prop_shuffle())
        })
    ) {
        let world = World::embedded();
        let (m, r, s, e) = all();
        for key in READINGS.iter().flat_map(|reading| keys(reading, World::embedded())) {
            match key {
                Key::Actor(id) => prop_assert_eq!(actor(&id, &mentions, world), actor(&id, &m, world)),
                Key::Place(id) => {
                    let mut places: Vec<_> =
                        READINGS.iter().flat_map(|reading| reading.places.clone()).collect();
                    let one = place(&id, &places, world);
                    places.reverse();
                    prop_assert_eq!(one, place(&id, &places, world));
                }
                Key::Source(id) => prop_assert_eq!(
                    source(&id, &reports, &statements, world),
                    source(&id, &r, &s, world)
                ),
            }
        }
        prop_assert_eq!(timeline(&events, &statements, &reports), timeline(&e, &s, &r));
    }
}
