//! Encodings: told apart, and every character led back to its bytes.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use detente_text::decode::{decode, is_binary};
use detente_text::{Limits, Mapped, Media, Member, read};
use encoding_rs::Encoding;
use proptest::prelude::*;

fn text(bytes: &[u8], declared: Option<&str>) -> (String, &'static str) {
    let decoded = decode(bytes, declared, Media::Text).unwrap();
    (decoded.text.as_str().to_owned(), decoded.encoding)
}

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, used, errors) = encoding.encode(text);
    assert!(!errors && used == encoding, "{label} can't hold {text}");
    bytes.into_owned()
}

/// Every character's origin decodes to it alone, origins run on without gaps, and the way there
/// and back leads to the same place.
fn check(mapped: &Mapped, bytes: &[u8], encoding: &'static Encoding, skip: usize) {
    let mut end = skip;
    let mut at = 0;
    for char in mapped.as_str().chars() {
        let here = at..at + char.len_utf8();
        at = here.end;
        let origin = mapped.origin(here.clone());
        assert_eq!(origin.start, end, "no gap before {char:?}");
        end = origin.end;
        let (alone, _) = encoding.decode_without_bom_handling(&bytes[origin.clone()]);
        assert_eq!(alone.chars().next(), Some(char), "{origin:?}");
        assert!(
            mapped
                .locate(origin)
                .is_some_and(|back| back.start <= here.start && here.end <= back.end)
        );
    }
    assert_eq!(end, bytes.len(), "nothing left over");
}

#[test]
fn short_sentences_in_the_encodings_of_before_unicode() {
    let russian = [
        "Переговоры начались.",
        "Президент России заявил, что войска будут выведены.",
        "МОСКВА, 5 марта. Стороны договорились о прекращении огня.",
        "Он отказался.",
        "Сегодня в Идлибе погибли трое военных",
        "Анкара и Москва",
    ];
    let ukrainian = [
        "Переговори почалися в понеділок.",
        "Київ заперечує ці звинувачення, її військо відійшло.",
        "Міністр заявив, що угоду не підписано.",
    ];
    let mut wrong = vec![];
    let mut expect = |sentence: &str, label: &str| {
        let bytes = encoded(sentence, label);
        let (found, encoding) = text(&bytes, None);
        if found != sentence {
            wrong.push(format!("{label} as {encoding}: {found}"));
        }
    };
    for sentence in russian {
        for label in ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"] {
            expect(sentence, label);
        }
    }
    for sentence in ukrainian {
        for label in ["windows-1251", "koi8-u"] {
            expect(sentence, label);
        }
    }
    for (sentence, label) in [
        ("Преговори су почели у понедељак, рекао је министар.", "windows-1251"),
        ("Преговорите започнаха в понеделник, каза министърът.", "windows-1251"),
        ("Перамовы пачаліся ў панядзелак, заявіў міністр.", "windows-1251"),
        ("“We never agreed,” he said – and left the café’s terrace.", "windows-1252"),
        ("Les négociations ont été suspendues à Genève, a déclaré le ministre.", "windows-1252"),
        ("Die Gespräche über den Rückzug führten zu nichts.", "windows-1252"),
        ("Dışişleri Bakanlığı görüşmelerin başladığını açıkladı.", "windows-1254"),
        (
            "Rozmowy rozpoczęły się w poniedziałek, powiedział minister; żołnierze odeszli.",
            "windows-1250",
        ),
        ("Jednání začala v pondělí, řekl ministr zahraničí.", "windows-1250"),
        ("A tárgyalások hétfőn kezdődtek, közölte a külügyminiszter.", "iso-8859-2"),
        ("Οι συνομιλίες άρχισαν τη Δευτέρα, δήλωσε ο υπουργός.", "windows-1253"),
        ("بدأت المحادثات يوم الاثنين في جنيف وقال الوزير", "windows-1256"),
        ("השיחות החלו ביום שני, אמר השר.", "windows-1255"),
        ("会談は月曜日に始まった。大臣は述べた。", "shift_jis"),
        ("会談は月曜日に始まった。大臣は述べた。", "euc-jp"),
        ("会谈于星期一开始，部长说。双方没有达成协议。", "gbk"),
        ("會談於星期一開始，部長說。雙方沒有達成協議。", "big5"),
        ("회담은 월요일에 시작되었다고 장관이 말했다.", "euc-kr"),
    ] {
        expect(sentence, label);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_declaration_is_believed_unless_the_bytes_contradict_it() {
    let french = "Déjà signé.";
    assert_eq!(text(french.as_bytes(), Some("iso-8859-1")), (french.into(), "UTF-8"));
    assert_eq!(text(&encoded(french, "windows-1252"), Some("utf-8")).0, french);
    let short = encoded("Да", "koi8-r");
    assert_eq!(text(&short, Some("koi8-r")).0, "Да");
    let page = encoded("<meta charset=koi8-r><p>Да", "koi8-r");
    // Servers state ISO-8859-1 of everything; what the page says of itself is better.
    let decoded = decode(&page, Some("ISO-8859-1"), Media::Html).unwrap();
    assert_eq!((decoded.encoding, decoded.why), ("KOI8-R", Some("declared")));
    let wrong = encoded("Переговоры начались в понедельник.", "windows-1251");
    assert_eq!(text(&wrong, Some("windows-1252")).1, "windows-1251");
    let western = encoded("Größe, Äußeres – naïve Œuvre “ça”…", "windows-1252");
    assert_eq!(text(&western, Some("windows-1252")).1, "windows-1252");
    let xml = encoded("<?xml version='1.0' encoding='windows-1251'?><p>Да", "windows-1251");
    assert!(decode(&xml, None, Media::Html).unwrap().text.as_str().ends_with("Да"));
}

#[test]
fn marks_and_damage() {
    let decoded = decode(b"\xEF\xBB\xBFOne\xE2\x80", None, Media::Text).unwrap();
    assert_eq!(decoded.text.as_str(), "One\u{FFFD}");
    assert_eq!((decoded.text.origin(0..3), decoded.text.origin(3..6)), (3..6, 6..8));
    let mostly = b"caf\xC3\xA9, na\xC3\xAFve, \xC3\xA9t\xC3\xA9, \xC3\xBC\xC3\xBC bad \xFF byte";
    assert_eq!(text(mostly, None), ("café, naïve, été, üü bad \u{FFFD} byte".into(), "UTF-8"));
    for (bytes, expected) in [
        (&b"\xFF\xFEO\0n\0e\0"[..], "One"),
        (b"\xFE\xFF\0O\0n\0e\xD8\x3D\xDE\x00", "One😀"),
        (b"O\0n\0e\0 \0t\0w\0o\0", "One two"),
        (b"\0O\0n\0e\0 \0t\0w\0o\xD8\x00", "One two\u{FFFD}"),
        (b"\xFF\xFEO\0n\0e\0!", "One\u{FFFD}"),
    ] {
        assert_eq!(text(bytes, None).0, expected);
    }
    let russian: Vec<u8> = "Он ушёл.\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text(&russian, None), ("Он ушёл.\n".into(), "UTF-16BE"));
}

#[test]
fn bytes_held_back_behind_a_wrong_one_keep_their_place() {
    // Found by fuzzing: an escape sequence that the end cuts off is read again as characters.
    let bytes = b"\x1B$CL(-B$O\x1B(";
    let mapped = decode(bytes, Some("iso-2022-jp"), Media::Text).unwrap().text;
    let mut end = 0;
    for (at, char) in mapped.as_str().char_indices() {
        let origin = mapped.origin(at..at + char.len_utf8());
        assert!(origin.start >= end && origin.start < origin.end, "{char:?} {origin:?}");
        end = origin.end;
    }
}

#[test]
fn a_pdf_line_may_end_in_any_letter() {
    // Found by fuzzing: not only hyphens stand before the line ends of a text layer.
    let original = "GENEVA (Wire) – The minister visited the café\nand the Straße\nof the inter-\nnational talks."
        .as_bytes()
        .to_vec();
    let member = Member { original, media: Media::PdfText, ..Member::default() };
    let document = read(&member, &Limits::default()).unwrap();
    assert!(document.text().contains("café and the Straße of the international talks."));
}

#[test]
fn what_is_no_text_is_not_decoded() {
    let noise: Vec<u8> =
        (0..4000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for bytes in [&noise[..], b"\0\0\0\0\0", b"ab\0\0\0cd\0\0\x01ef", &[7; 40]] {
        assert!(is_binary(bytes));
        assert_eq!(decode(bytes, None, Media::Text), None);
    }
    assert!(!is_binary(b""));
    assert!(decode(b"A stray \x00 and \x07 do no harm.", None, Media::Text).is_some());
}

#[test]
fn long_text_in_utf16_leads_back_without_counting_through_it() {
    let long: String = "абвгд".repeat(400_000);
    let bytes: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let decoded = decode(&bytes, Some("utf-16le"), Media::Text);
    // Without a zero byte there is nothing that tells it from other encodings but the declaration.
    let mapped = decoded.unwrap().text;
    assert_eq!(mapped.as_str(), long);
    for at in (0..long.len()).step_by(20).take(100_000) {
        assert_eq!(mapped.origin(at..at + 2), at..at + 2);
    }
}

const SINGLE: [&str; 28] = [
    "ibm866",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-8-i",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
];
const MULTI: [&str; 6] = ["gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_character_of_a_single_byte_encoding_leads_back(
        bytes in proptest::collection::vec(prop_oneof![0x20u8..0x7F, 0x80u8..=0xFF], 1..80),
        which in 0..SINGLE.len(),
    ) {
        let encoding = Encoding::for_label(SINGLE[which].as_bytes()).unwrap();
        prop_assume!(std::str::from_utf8(&bytes).is_err());
        if let Some(decoded) = decode(&bytes, Some(SINGLE[which]), Media::Text)
            && decoded.encoding == encoding.name()
        {
            check(&decoded.text, &bytes, encoding, 0);
        }
    }

    #[test]
    fn every_character_of_a_multi_byte_encoding_leads_back(
        said in "[ -~あ-ん一-龠가-힣А-я]{1,60}",
        which in 0..MULTI.len(),
    ) {
        let encoding = Encoding::for_label(MULTI[which].as_bytes()).unwrap();
        let (bytes, _, errors) = encoding.encode(&said);
        prop_assume!(!errors && std::str::from_utf8(&bytes).is_err());
        let decoded = decode(&bytes, Some(MULTI[which]), Media::Text).unwrap();
        prop_assume!(decoded.encoding == encoding.name());
        prop_assert_eq!(decoded.text.as_str(), &said);
        check(&decoded.text, &bytes, encoding, 0);
    }

    #[test]
    fn any_unicode_in_utf8_and_utf16_leads_back(said in "\\PC{1,60}") {
        let decoded = decode(said.as_bytes(), None, Media::Text).unwrap();
        prop_assert_eq!(decoded.text.as_str(), said.trim_start_matches('\u{FEFF}'));
        for big in [false, true] {
            let mut bytes = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
            for unit in said.encode_utf16() {
                bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            let decoded = decode(&bytes, None, Media::Text).unwrap();
            prop_assert_eq!(decoded.text.as_str(), &said);
            let encoding = if big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
            check(&decoded.text, &bytes, encoding, 2);
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused_and_lead_back(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        which in 0..40usize,
    ) {
        let all: Vec<&str> = SINGLE.iter().chain(&MULTI).copied().chain(["utf-8", "utf-16le", "iso-2022-jp"]).collect();
        if let Some(decoded) = decode(&bytes, all.get(which).copied(), Media::Html) {
            let mapped = &decoded.text;
            let mut end = 0;
            for (at, char) in mapped.as_str().char_indices() {
                let origin = mapped.origin(at..at + char.len_utf8());
                prop_assert!(origin.start >= end.min(origin.start) && origin.end <= bytes.len());
                prop_assert!(!origin.is_empty());
                end = origin.start;
            }
        }
    }
}
