//! Copies by the thousand, and in any order.

use detente_linking::copies::{HUBS, Sketch, Text, WHOLE, copies, keys, pairing, pairs, settle};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn text(id: String, published: Option<&str>, words: &str) -> Text {
    let published = published.map(Into::into);
    Text { id, published, outlet: None, credits: vec![], sketch: Sketch::new(words) }
}

/// A wire story of 120 words, no run of five the same.
fn wire(story: usize) -> Vec<String> {
    (0..120).map(|at| format!("word{}", story * 1000 + at)).collect()
}

#[test]
fn ten_thousand_copies_are_not_compared_each_with_each() {
    // A word changed here, the tail cut there: a thousand versions, each printed ten times.
    let version = |n: usize| {
        let mut words = wire(0);
        words[n % 97] = format!("other{n}");
        words.truncate(120 - n % 50);
        text(String::new(), Some("2020-02-18"), &words.join(" "))
    };
    let versions: Vec<Text> = (0..1000).map(version).collect();
    let copy = |n: usize| Text { id: format!("{n:05}"), ..versions[n % 1000].clone() };
    let original = text("original".into(), Some("2020-02-17"), &wire(0).join(" "));
    let mut all: Vec<Text> = (0..10_000).map(copy).collect();
    all.push(original);
    let refs: Vec<&Text> = all.iter().collect();
    let found = copies(&refs);
    assert_eq!(found.len(), 10_000);
    assert!(found.iter().all(|copy| copy.copies_of == "original" && copy.share > 900));

    let mut groups: BTreeMap<u64, usize> = BTreeMap::new();
    for key in all.iter().flat_map(|text| keys(&text.sketch)) {
        *groups.entry(key).or_default() += 1;
    }
    let compared: usize = groups.values().map(|&size| pairing(size).count()).sum();
    let most = groups.values().map(|&size| size * HUBS.max((WHOLE - 1) / 2)).sum::<usize>();
    assert!(compared <= most && compared < 1_500_000, "{compared} of at most {most}");
}

/// Texts cut out of three stories, some spliced.
fn texts() -> impl Strategy<Value = Vec<Text>> {
    let part = || (0usize..3, 0usize..60, 20usize..120);
    let one = (part(), proptest::option::of(part()), proptest::option::of(0usize..3));
    proptest::collection::vec(one, 0..14).prop_map(|all| {
        let made = all.into_iter().enumerate().map(|(n, (first, second, day))| {
            let cut = |(story, from, length): (usize, usize, usize)| {
                let words = wire(story);
                words[from..(from + length).min(words.len())].join(" ")
            };
            let words = [Some(first), second].into_iter().flatten().map(cut).collect::<Vec<_>>();
            let day = day.map(|day| format!("2020-02-1{day}"));
            text(format!("{:02}", n * 7 % 100), day.as_deref(), &words.join(" "))
        });
        made.collect()
    })
}

proptest! {
    #[test]
    fn order_does_not_matter_and_originals_are_no_copies(all in texts(), turn in 0usize..14) {
        let mut refs: Vec<&Text> = all.iter().collect();
        let there = copies(&refs);
        refs.reverse();
        let by = turn.min(refs.len());
        refs.rotate_left(by);
        prop_assert_eq!(&there, &copies(&refs));
        for copy in &there {
            prop_assert!(there.iter().all(|other| other.id != copy.copies_of));
            prop_assert!(all.iter().any(|text| text.id == copy.through));
        }
    }

    /// Key by key and then settled, as a case or Spark does it, it comes to the same as at once.
    #[test]
    fn key_by_key_is_as_at_once(all in texts()) {
        let refs: Vec<&Text> = all.iter().collect();
        let mut groups: BTreeMap<u64, Vec<&Text>> = BTreeMap::new();
        for text in &refs {
            for key in keys(&text.sketch) {
                groups.entry(key).or_default().push(text);
            }
        }
        let edges: Vec<_> = groups.values().flat_map(|group| pairs(group)).collect();
        prop_assert_eq!(settle(&refs, &edges), copies(&refs));
    }
}
