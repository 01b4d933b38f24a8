//! The same report gives the same bits: whatever was read before it, on however many threads.

use detente_language::{Analysis, Analyst, Model};
use detente_text::{Limits, Media, Member, read};
use std::sync::Mutex;

/// Reports of our own, some of them sharing a passage.
fn corpus() -> Vec<String> {
    let places = ["Kadugli", "Goma", "Hodeidah", "Tessalit", "the Lachin road", "Donetsk"];
    let sides = [("the army", "the rebels"), ("Baku", "Yerevan"), ("Kinshasa", "Kigali")];
    let mut out = vec![];
    for (n, place) in places.iter().enumerate() {
        for (a, b) in sides {
            out.push(format!(
                "Shells fell near {place} on Monday, {a} said, killing at least {} people.\n\n\
                 “We did not fire,” a spokesman for {b} told reporters. He rejected the claim that \
                 {b} had broken the truce, and demanded that {a} withdraw its guns by 15 October.\n\n\
                 The two sides agreed in March to pull back their heavy weapons within 24 hours. \
                 Each has accused the other of breaking the deal ever since.",
                n + 3
            ));
        }
    }
    out
}

fn read_one(analyst: &mut Analyst<'_>, text: &str) -> Analysis {
    let member =
        Member { original: text.as_bytes().to_vec(), media: Media::Text, ..Member::default() };
    analyst.analyse(&read(&member, &Limits::default()).expect("a report"))
}

/// Bit by bit: the debug form of a float tells it apart from every other.
fn shown(analysis: &Analysis) -> String {
    format!("{analysis:?}")
}

#[test]
fn order_threads_and_memory_change_nothing() {
    let corpus = corpus();
    let expected: Vec<String> = corpus
        .iter()
        .map(|text| shown(&read_one(&mut Analyst::new(Model::embedded()), text)))
        .collect();
    assert!(expected[0].contains("Attribution"), "something is found");
    for threads in [1, 2, 4] {
        // A different order for each number of threads, by a step that meets every report once.
        let order: Vec<usize> =
            (0..corpus.len()).map(|n| (n * 5 + threads) % corpus.len()).collect();
        let todo = Mutex::new(order);
        let found = Mutex::new(vec![String::new(); corpus.len()]);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    let mut analyst = Analyst::new(Model::embedded());
                    loop {
                        let next = todo.lock().expect("no panic").pop();
                        let Some(at) = next else { return };
                        let analysis = shown(&read_one(&mut analyst, &corpus[at]));
                        found.lock().expect("no panic")[at] = analysis;
                    }
                });
            }
        });
        assert_eq!(found.into_inner().expect("no panic"), expected, "on {threads} threads");
    }
}
