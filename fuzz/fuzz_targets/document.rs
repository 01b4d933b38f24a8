//! Any bytes as a report: whatever is read leads back to the bytes, and the bytes to it.
#![no_main]

use detente_text::{Limits, Media, Member, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    let Some((&pick, bytes)) = input.split_first() else { return };
    let media = [Media::Text, Media::Html, Media::Markdown, Media::PdfText][usize::from(pick) % 4];
    let member = Member { original: bytes.to_vec(), media, ..Member::default() };
    let Ok(document) = read(&member, &Limits::default()) else { return };
    let text = document.text();
    for sentence in &document.sentences {
        let words = &text[sentence.clone()];
        let evidence = document.evidence(sentence.clone());
        assert_eq!(evidence.report, document.id);
        for part in &evidence.parts {
            let [from, to] = part.bytes;
            assert!(from <= to && to <= bytes.len(), "{part:?}");
            if let (Some(chars), Some(reading)) = (part.chars, &part.reading) {
                assert_eq!(&text[document.bytes_of_chars(chars)], reading);
                assert!(words.contains(reading.as_str()));
            }
            // The bytes lead to the same quote again.
            let source =
                document.source.locate(from..to).expect("the bytes are in the source text");
            assert!(document.source.as_str()[source].contains(&part.quote), "{part:?}");
        }
    }
    for note in &document.notes {
        if let Some(words) = &note.words {
            document.evidence_of(words);
        }
    }
});
