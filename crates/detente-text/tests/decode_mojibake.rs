//! Mojibake is repaired, and what only looks like it is left alone.

use detente_text::decode::mojibake;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;

fn repaired(text: &str) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for (range, stood_for) in mojibake(text) {
        assert!(range.start >= at && range.start < range.end, "in order, without overlaps");
        out.push_str(&text[at..range.start]);
        out.push_str(&stood_for);
        at = range.end;
    }
    out + &text[at..]
}

/// UTF-8 read by the wrong table. What Windows-1252 leaves empty passes as a control character.
fn wronged(text: &str, by: &'static Encoding) -> String {
    by.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

const SENTENCES: [&str; 12] = [
    "They weren’t there – “never”, he said… for €5 – and left.",
    "Les négociations à Genève ont été suspendues ; l’été s’achève où naît l’été.",
    "Die Gespräche über den Rückzug führten zu „nichts“.",
    "Dışişleri Bakanlığı görüşmelerin başladığını açıkladı, İdlib’de.",
    "Rozmowy rozpoczęły się w poniedziałek; żołnierze odeszli.",
    "Переговоры начались в понедельник, заявил министр.",
    "Київ заперечує ці звинувачення, її військо відійшло.",
    "Οι συνομιλίες άρχισαν τη Δευτέρα.",
    "بدأت المحادثات يوم الاثنين",
    "Các cuộc đàm phán bắt đầu hôm thứ Hai.",
    "会談は月曜日に始まった。",
    "वार्ता सोमवार को शुरू हुई।",
];

#[test]
fn text_read_by_the_wrong_table_is_repaired() {
    for sentence in SENTENCES {
        for page in [WINDOWS_1252, WINDOWS_1251] {
            let once = wronged(sentence, page);
            if once.contains('\u{FFFD}') {
                continue;
            }
            assert_eq!(repaired(&once), sentence, "{} {once}", page.name());
            let twice = wronged(&once, page);
            if page == WINDOWS_1252 {
                assert_eq!(repaired(&twice), sentence, "twice, {twice}");
            }
        }
    }
    for sentence in &SENTENCES[..3] {
        assert_eq!(repaired(&wronged(sentence, MACINTOSH)), *sentence);
    }
}

#[test]
fn single_marks_among_good_text_are_repaired() {
    for (text, expected) in [
        ("the minister\u{e2}\u{20ac}\u{2122}s reply", "the minister’s reply"),
        ("it cost Â£5 and 20Â°C", "it cost £5 and 20°C"),
        ("министр вЂ” и вЂњдаВ»", "министр — и “да»"),
        ("a cafÃ© in GenÃ¨ve", "a café in Genève"),
        ("caf√© and don‚Äôt", "café and don’t"),
        ("an em dash\u{c3}\u{a2}\u{e2}\u{201a}\u{ac}\u{e2}\u{20ac}\u{9d}done", "an em dash—done"),
        ("Latin-1 proper: don\u{e2}\u{80}\u{99}t", "Latin-1 proper: don’t"),
        ("lost ï¿½ for good", "lost \u{fffd} for good"),
    ] {
        assert_eq!(repaired(text), expected);
    }
}

#[test]
fn ordinary_text_is_never_touched() {
    for text in [
        "«â», ‹ô›, «É», “Ô” et «À»",
        "A NAÇÃO» e a “IRMÔ do CORAÇÃO…",
        "São Paulo não é à beira-mar; Ímã, Órgão, BÊNÇÃO.",
        "În România, Ţara şi Âncora; CĂŞTIGĂ; «Â»",
        "Việt Nam: Đà Nẵng, Ấn Độ, Âu Cơ, «Ê»",
        "Il a été… »",
        "Сєверодонецьк, Рівне, Рёв, Сјајно, вії, Рђ",
        "В «Известиях» пишут: В«Правде» — С№5",
        "СССР… Р. и С. – Г.",
        "Øre, Åse; Å“mot”, Ä…, Ö»",
        "5×½ and 3×2°, ×¾",
        "‚Äpfel‘ und ‚Öl‘, √2 and √5",
        "Ñandú, ÑOÑO°, señor",
        "MÜNCHEN – ÄÖÜ… ß»",
        "Ðe þorn, Ýr; Þór’s",
    ] {
        assert_eq!(mojibake(text), [], "{text}");
    }
    for sentence in SENTENCES {
        assert_eq!(mojibake(sentence), [], "{sentence}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_ordered_edits_on_its_boundaries(text in "[a-zÂÃâÐÑ€™œ“”\u{80}-\u{bf}В-Я‚√Ä ô]{0,40}") {
        let again = repaired(&text);
        prop_assert!(again.len() <= text.len());
    }
}
