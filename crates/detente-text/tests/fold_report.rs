//! The look-alike report of the founding case, where it is at hand.
#![allow(clippy::disallowed_methods)] // a test may read the reports it is about

use detente_record::NoteKind;
use detente_text::fold::{edits, folded};
use std::collections::BTreeSet;
use std::path::Path;

/// The report's words that English tells by their letters: no vowel-less ones, no odd pairs.
fn plausible(word: &str) -> bool {
    let lower = word.to_lowercase();
    let vowels = lower.chars().filter(|c| "aeiouy".contains(*c)).count();
    let odd = ["aa", "ii", "uu", "hh", "jj", "qq", "vv", "ww", "xx", "qe", "qo", "bq", "pq"];
    let unknown = odd.iter().any(|pair| lower.contains(pair));
    word.is_ascii() && !unknown && (vowels > 0 || word.chars().all(|c| c.is_ascii_uppercase()))
}

#[test]
fn every_word_of_the_look_alike_report_reads_as_english() {
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reports");
    let first = std::fs::read_dir(&reports).ok().and_then(|entries| {
        let mut paths: Vec<_> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        paths.into_iter().next()
    });
    let Some(path) = first else {
        println!("no reports at {}: nothing to check", reports.display());
        return;
    };
    let text = std::fs::read_to_string(path).unwrap();
    for language in [Some("en"), None] {
        let found = edits(&text, language);
        assert!(found.iter().all(|edit| edit.note == NoteKind::MixedScript));
        let words: BTreeSet<(usize, usize)> =
            found.iter().map(|edit| (edit.word.start, edit.word.end)).collect();
        // Runs of letters and digits: the halves of a compound count as two.
        assert_eq!(words.len(), 230);
        for (start, end) in words {
            let mut read = text[start..end].to_owned();
            for edit in found.iter().rev().filter(|edit| edit.word == (start..end)) {
                read.replace_range(edit.range.start - start..edit.range.end - start, &edit.text);
            }
            assert!(plausible(&read), "{read}");
        }
        let reading = folded(&text, language);
        let foreign = |c: &char| matches!(u32::from(*c), 0x370..=0x52F);
        assert_eq!(reading.chars().find(foreign), None);
        for phrase in [
            "Relations between Moscow and Ankara escalated in early February",
            "military equipment",
            "separating the terrorists",
            "as well as",
        ] {
            assert!(reading.contains(phrase), "{phrase}");
        }
    }
}
