//! Every span of every document leads back to the bytes it came from.

use detente_text::{Document, Limits, Media, Member, Words, read};
use proptest::prelude::*;

fn document(original: &[u8], media: Media) -> Option<Document> {
    let member = Member { original: original.to_vec(), media, ..Member::default() };
    read(&member, &Limits::default()).ok()
}

/// The invariant: reading text → source → bytes, and what stands in between agrees.
fn check(document: &Document, original: &[u8]) {
    let text = document.text();
    for sentence in &document.sentences {
        let evidence = document.evidence(sentence.clone());
        assert!(
            !evidence.parts.is_empty(),
            "a sentence rests on words: {:?}",
            &text[sentence.clone()]
        );
        for part in &evidence.parts {
            let [from, to] = part.bytes;
            assert!(from < to && to <= original.len(), "bytes {from}..{to} of {}", original.len());
            let chars = part.chars.expect("a sentence is in the reading text");
            let range = document.bytes_of_chars(chars);
            assert_eq!(Some(&text[range.clone()]), part.reading.as_deref(), "reading at {chars:?}");
            assert_eq!(document.chars(range), chars, "characters and bytes agree");
        }
    }
    for note in &document.notes {
        let Some(words) = &note.words else { continue };
        let evidence = document.evidence_of(words);
        for part in &evidence.parts {
            assert!(part.bytes[1] <= original.len() && part.bytes[0] <= part.bytes[1]);
            if let Words::Source(range) = words {
                assert_eq!(document.source.as_str()[range.clone()], part.quote);
            }
        }
    }
    // Both ways: a character of the reading text is found again from its bytes.
    for (at, c) in text.char_indices().step_by(7) {
        let range = at..at + c.len_utf8();
        let source = document.reading.origin(range.clone());
        if source.is_empty() {
            continue;
        }
        let back = document.reading.locate(source.clone()).expect("it came from there");
        assert!(back.start <= range.start && range.end <= back.end, "{range:?} within {back:?}");
        let bytes = document.source.origin(source.clone());
        let back = document.source.locate(bytes).expect("it came from there");
        assert!(back.start <= source.start && source.end <= back.end);
    }
}

/// In a single-byte encoding every character of the quote is one byte of the file.
#[test]
fn a_quote_of_a_legacy_encoding_leads_to_its_bytes() {
    let (text, _, _) = encoding_rs::KOI8_R.encode("Стороны договорились о прекращении огня в среду.\n\nПереговоры продолжатся завтра в столице.\n");
    let document = document(&text, Media::Text).expect("a report");
    check(&document, &text);
    let second = document.evidence(document.sentences[1].clone());
    let [from, to] = second.parts[0].bytes;
    let (decoded, _, _) = encoding_rs::KOI8_R.decode(&text[from..to]);
    assert_eq!(decoded, second.parts[0].quote);
}

/// In plain UTF-8 the quote is the very slice of the file.
fn check_quotes_are_slices(document: &Document, original: &[u8]) {
    let Ok(original) = std::str::from_utf8(original) else { return };
    for sentence in &document.sentences {
        for part in document.evidence(sentence.clone()).parts {
            assert_eq!(part.quote, original[part.bytes[0]..part.bytes[1]]);
        }
    }
}

/// Text as it comes from the web: ordinary words, look-alikes, entities, controls, any character.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-z]{1,9}",
        2 => "[A-Za-zа-яА-Яα-ω]{1,9}",
        1 => Just("Тurkеy".to_owned()),
        1 => Just("zero\u{200b}width".to_owned()),
        1 => Just("\u{202e}turned\u{202c}".to_owned()),
        1 => Just("â€™s".to_owned()),
        1 => "\\PC{1,6}",
        1 => Just("&amp; &#8217; &nbsp;".to_owned()),
        1 => Just("Feb. 15, 2020.".to_owned()),
    ];
    let gap = prop_oneof![8 => Just(" "), 1 => Just("\n"), 1 => Just("\n\n"), 1 => Just(". "), 1 => Just("\u{a0}")];
    prop::collection::vec((word, gap), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(word, gap)| word + gap).collect())
}

fn page() -> impl Strategy<Value = String> {
    let tag = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<div class=\"share\">"),
        Just("</div>"),
        Just("<br>"),
        Just("<b>"),
        Just("</i>"),
        Just("<li>"),
        Just("<script>x<y</script>"),
        Just("<!-- no -->"),
        Just("<article>"),
        Just("</article>"),
        Just("<h1>"),
        Just("</h1>"),
        Just("<table><tr><td>"),
        Just("<"),
        Just("<a href='x"),
        Just("<figcaption>"),
        Just("<![CDATA["),
        Just("<pre>"),
    ];
    prop::collection::vec((words(), tag), 0..12)
        .prop_map(|parts| parts.into_iter().map(|(words, tag)| words + tag).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn spans_round_trip_in_text(text in words()) {
        if let Some(document) = document(text.as_bytes(), Media::Text) {
            check(&document, text.as_bytes());
            check_quotes_are_slices(&document, text.as_bytes());
        }
    }

    #[test]
    fn spans_round_trip_in_arbitrary_unicode(text in "\\PC{0,200}") {
        for media in [Media::Text, Media::Markdown, Media::Html] {
            if let Some(document) = document(text.as_bytes(), media) {
                check(&document, text.as_bytes());
            }
        }
    }

    #[test]
    fn spans_round_trip_in_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for media in [Media::Text, Media::Html] {
            if let Some(document) = document(&bytes, media) {
                check(&document, &bytes);
            }
        }
    }

    #[test]
    fn spans_round_trip_in_mutated_pages(page in page()) {
        if let Some(document) = document(page.as_bytes(), Media::Html) {
            check(&document, page.as_bytes());
        }
    }

    #[test]
    fn spans_round_trip_in_markdown(page in words()) {
        if let Some(document) = document(page.as_bytes(), Media::Markdown) {
            check(&document, page.as_bytes());
        }
    }

    #[test]
    fn spans_round_trip_in_utf_16(text in words()) {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units).collect();
        if let Some(document) = document(&bytes, Media::Text) {
            check(&document, &bytes);
        }
    }
}
