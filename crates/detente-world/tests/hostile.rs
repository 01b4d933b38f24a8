//! Any text: no panic, and every range on a boundary of the text.

use detente_world::World;
use proptest::prelude::*;

/// Words that names are made of, between letters of all kinds.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("Idlib".to_owned()),
        Just("the Gulf".to_owned()),
        Just("of Guinea".to_owned()),
        Just("Çavuşoğlu".to_owned()),
        Just("Ma‘arrat an-Nu‘mān".to_owned()),
        Just("Лавров".to_owned()),
        Just("U.S.".to_owned()),
        Just("(a city in Lebanon)".to_owned()),
        Just("St.".to_owned()),
        Just("İ\u{307}ß\u{200b}".to_owned()),
        "[\\PC]{0,6}",
        "[ -~]{0,6}",
    ];
    proptest::collection::vec((word, "[ ,.'’\n-]{0,2}"), 0..14)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + &gap).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn names_are_found_on_boundaries(text in text()) {
        let world = World::embedded();
        let mut end = 0;
        for found in world.find(&text) {
            prop_assert!(text.get(found.range.clone()).is_some(), "{:?} in {text:?}", found.range);
            prop_assert!(found.range.start >= end, "{text:?}");
            end = found.range.end;
        }
        for (range, _) in world.spots(&text) {
            prop_assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
        }
    }

    #[test]
    fn any_spans_are_located_or_not(text in text(), cuts in proptest::collection::vec((0usize..60, 0usize..20), 0..6)) {
        let world = World::embedded();
        let spans: Vec<_> = cuts.into_iter().map(|(start, length)| start..start + length).collect();
        // Also spans that lie outside the text or within a letter: they name nothing.
        prop_assert_eq!(world.locate(&text, &spans).len(), spans.len());
    }
}

#[test]
fn any_question_is_answered() {
    let world = World::embedded();
    for question in
        ["", " ", "'", "İ\u{307}", "of", "()", "The", "x, y", ", ", "\u{200b}", "'s president"]
    {
        world.search(question, Some("2020-02-14"));
        world.search(question, None);
    }
}
