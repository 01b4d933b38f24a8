//! Look-alikes folded, and what must be left alone.

use detente_record::NoteKind;
use detente_text::fold::{Edit, edits, folded};
use proptest::prelude::*;

#[track_caller]
fn reads(text: &str, language: &str, expected: &str) {
    assert_eq!(folded(text, Some(language)), expected);
}

#[track_caller]
fn untouched(text: &str, language: &str) {
    assert_eq!(edits(text, Some(language)), [], "{text}");
}

#[test]
fn mixed_words_in_an_english_report_become_english() {
    reads("Tаlks аre оvеr", "en", "Talks are over");
    // Whichever script has the majority in the word.
    reads("Thе еԛuірmеnt", "en", "The equipment");
    reads("Еgурt аnd Ѕуrіа, аѕ bеfоrе", "en", "Egypt and Syria, as before");
    // Greek, Armenian, Cherokee letters.
    reads("Τhe Ρresident οf Iraq", "en", "The President of Iraq");
    reads("the gօvernor sаid", "en", "the governor said");
    reads("ᎪΜᎬRICA", "en", "AMERICA");
    // Rough likenesses within a word that is surely Latin.
    reads("the Kreмlin sаid", "en", "the Kremlin said");
    reads("Presidenт", "en", "President");
}

#[test]
fn accented_and_decomposed_letters() {
    reads("nаïve and nаїve", "fr", "naïve and naïve");
    reads("El diрutаdo informó", "es", "El diputado informó");
    reads("cafе\u{301} du soir", "fr", "cafe\u{301} du soir");
}

#[test]
fn whole_words_of_look_alikes_follow_their_neighbours() {
    reads("It was аѕ much а surprise", "en", "It was as much a surprise");
    reads("said “аѕ much” again", "en", "said “as much” again");
    reads("Section А of the accord", "en", "Section A of the accord");
    reads("а report", "en", "a report");
    // In brackets by itself it may be either.
    untouched("The word for wasp (оса) is short", "en");
    untouched("The word «оса» is short", "en");
}

#[test]
fn in_a_report_swapped_throughout_lone_look_alikes_are_folded_too() {
    reads("Thе tаlkѕ wеrе called “асе”", "en", "The talks were called “ace”");
}

#[test]
fn quotations_in_another_script_are_left() {
    untouched("He read «Мы не хотим ссоры, а сор из избы не выносят» aloud", "en");
    untouched("The daily «Правда» and the station Мир said so", "en");
    untouched("Москва, Россия, and Київ were named", "en");
    untouched("Η Ελλάδα και ο Τούρκος, he wrote", "en");
    untouched("The Serbian word је сада and нема", "en");
}

#[test]
fn words_of_one_script_are_left_in_their_own_reports() {
    untouched("Россия и Турция обсудили Идлиб, а также ход перемирия", "ru");
    untouched("Президент України і міністр їхали до Києва", "uk");
    untouched("Министар је рекао да је рат готов", "sr");
    untouched("Ο υπουργός είπε ότι ο πόλεμος τελείωσε", "el");
    untouched("COVID-19 и НАТО, OPEC и BMP, iPhone и CAP", "ru");
    untouched("OPEC и HATO", "ru");
}

#[test]
fn latin_letters_in_cyrillic_words_become_cyrillic() {
    reads("Роcсия и Tурция", "ru", "Россия и Турция");
    reads("Киïв і Mосквa", "uk", "Київ і Москва");
    reads("он приехал c ним, a она осталась", "ru", "он приехал с ним, а она осталась");
    reads("Η Eλλάδα και ο Tούρκος", "el", "Η Ελλάδα και ο Τούρκος");
    // A Latin word with one Cyrillic letter stays Latin, whatever the report.
    reads("Он читал Сrisis Group и Facebооk", "ru", "Он читал Crisis Group и Facebook");
    // A Russian name quoted in an English report with a Latin letter in it.
    reads("the paper «Mосква» said", "en", "the paper «Москва» said");
}

#[test]
fn legitimate_mixtures_are_left() {
    untouched("COVID-овский режим", "ru");
    untouched("IT-компания и PR-служба", "ru");
    untouched("Т-72Б и Су-35С", "ru");
    untouched("the Т-72Б tank", "en");
    untouched("iPhoneа и VIPы", "ru");
    untouched("β-blocker and α-version, 5 µm or 5 μm", "en");
    untouched("TNFα, IFNγ, ΔT, kΩ, μg, αβ", "en");
    untouched("x² + α = ρ", "en");
}

#[test]
fn the_report_s_script_is_that_of_its_letters_where_no_language_is_known() {
    assert_eq!(folded("Tаlks are over in Geneva", None), "Talks are over in Geneva");
    assert_eq!(folded("Переговоры в Mоскве завершены", None), "Переговоры в Москве завершены");
    assert_eq!(folded("Министар je рекао", Some("sr")), "Министар je рекао");
}

#[test]
fn reports_in_other_scripts_fold_mixed_words_only() {
    reads("قال Рutin ذلك", "ar", "قال Putin ذلك");
    untouched("北京 оса 说", "zh");
}

#[test]
fn fancy_letters_become_plain() {
    reads("𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴: 𝘁𝗿𝘂𝗰𝗲 𝗮 day", "en", "Breaking: truce a day");
    reads("ＮＡＴＯ said 𝟏𝟓 killed", "en", "NATO said 15 killed");
    reads("ⓝⓔⓦⓢ", "en", "news");
    untouched("where 𝑥 is real and 𝑛 ∈ ℕ", "en");
}

fn notes(text: &str) -> Vec<(NoteKind, &str)> {
    edits(text, Some("en")).iter().map(|edit| (edit.note, &text[edit.word.clone()])).collect()
}

#[test]
fn invisible_characters_are_left_out_where_they_do_nothing() {
    reads("cease\u{AD}fire and Id\u{200B}lib\u{FEFF}", "en", "ceasefire and Idlib");
    assert_eq!(notes("cease\u{AD}fire"), [(NoteKind::InvisibleCharacters, "cease\u{AD}fire")]);
    assert_eq!(
        notes("a \u{200B}\u{2060} b"),
        [(NoteKind::InvisibleCharacters, "\u{200B}\u{2060}")]
    );
    reads("wo\u{FE0F}rd\u{E0041}", "en", "word");
    // Invisible in the middle of a mixed word.
    reads("Idl\u{200B}іb", "en", "Idlib");
}

#[test]
fn joiners_and_selectors_that_work_are_left() {
    untouched("می\u{200C}خواهم", "fa");
    untouched("क्\u{200D}ष", "hi");
    untouched("👩\u{200D}👩\u{200D}👧 and ❤\u{FE0F} and 1\u{FE0F}\u{20E3}", "en");
    untouched("🏴\u{E0067}\u{E0062}\u{E007F}", "en");
    untouched("ภาษา\u{200B}ไทย", "th");
}

#[test]
fn bidi_controls_are_left_out() {
    assert_eq!(notes("of \u{202B}Idlib\u{202C} now")[0].0, NoteKind::BidiControl);
    reads("of \u{200F}\u{2067}Idlib\u{2069}\u{200E} now", "en", "of Idlib now");
    assert_eq!(folded("قال\u{200F} ذلك", Some("ar")), "قال ذلك");
}

#[test]
fn hostile_lengths_stay_linear() {
    for unit in ["а. ", "«а» ", "а\u{301}\u{200D}", "\u{200B}", "a\u{FE0F}", "а 1 ", "x а "]
    {
        let text = unit.repeat(100_000);
        let _ = edits(&text, Some("en"));
    }
}

/// What is left out of a text does not sway how its letters are read.
#[test]
fn letters_are_judged_as_they_are_seen() {
    for (hidden, seen) in [
        ("заседание \u{200B}o мире", "заседание о мире"),
        ("заседание \u{200B} -o мире", "заседание  -о мире"),
    ] {
        assert_eq!(folded(hidden, Some("ru")), seen);
    }
    let swapped = "заседание \u{200B}o мире";
    for edit in edits(swapped, Some("ru")) {
        assert_eq!(&swapped[edit.word], "\u{200B}o", "both edits name the word as it stands");
    }
}

fn sound(text: &str, edits: &[Edit]) {
    let mut at = 0;
    for edit in edits {
        assert!(at <= edit.range.start && edit.range.start < edit.range.end, "{edits:?}");
        assert!(text.is_char_boundary(edit.range.start) && text.is_char_boundary(edit.range.end));
        assert!(edit.word.start <= edit.range.start && edit.range.end <= edit.word.end);
        assert_ne!(text[edit.range.clone()], edit.text);
        at = edit.range.end;
    }
}

fn language() -> impl Strategy<Value = Option<&'static str>> {
    prop_oneof![
        Just(None),
        Just(Some("en")),
        Just(Some("ru")),
        Just(Some("uk")),
        Just(Some("el")),
        Just(Some("sr")),
        Just(Some("ar")),
        Just(Some("zh"))
    ]
}

/// Letters of several scripts, mostly look-alikes, with what parts and joins them.
fn brew() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,4}",
        "[а-яА-ЯіїѕјԛҺһӏӀё]{1,4}",
        "[α-ωΑ-Ωόάί]{1,3}",
        "[ա-ֆᎠ-Ᏼꓐ-ꓷ]{1,2}",
        "[ \n.,«»“”()'’-]{1,2}",
        "[0-9]{1,2}",
        "[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{AD}\u{FE0F}\u{301}\u{E0041}]{1,2}",
        "[𝗔-𝘇Ａ-Ｚ①-⓿ℂℕ]{1,2}",
        "[ا-ي一-三👩🏴क-ह्]{1,2}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn edits_are_sound_and_folding_is_idempotent(brew in brew(), language in language()) {
        // With words enough of its own, so that what is folded never tips the balance of scripts.
        let own = match language {
            Some("ru" | "uk" | "sr") => "заседание ".repeat(20),
            Some("el") => "σύσκεψη ".repeat(20),
            Some("ar") => "اجتماع ".repeat(20),
            Some("zh") => "会议 ".repeat(60),
            _ => "session ".repeat(20),
        };
        let text = format!("{own}\n{brew}");
        let found = edits(&text, language);
        sound(&text, &found);
        let once = folded(&text, language);
        let twice = folded(&once, language);
        prop_assert_eq!(once, twice, "of {:?}", text);
    }

    #[test]
    fn any_text_gives_sound_edits(text in any::<String>(), language in language()) {
        sound(&text, &edits(&text, language));
    }

    #[test]
    fn ascii_is_untouched(text in "[ -~\n\t]{0,200}", language in language()) {
        prop_assert!(edits(&text, language).is_empty());
    }

    #[test]
    fn pure_scripts_are_untouched(
        text in prop_oneof!["([а-яА-ЯіїјѕёЁ]{1,8}[ .,«»\n-]{1,2}){0,20}",
            "([α-ωΑ-Ωόάί]{1,8}[ .,«»\n-]{1,2}){0,20}", "([a-zA-ZÀ-Öà-ö]{1,8}[ .,«»“\n-]{1,2}){0,20}"],
        language in language(),
    ) {
        prop_assert_eq!(edits(&text, language), vec![]);
    }
}
