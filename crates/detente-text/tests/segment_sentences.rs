//! Where sentences end, and where they do not.

use detente_text::{Block, BlockKind, segment::sentences};
use proptest::prelude::*;

fn split(text: &str) -> Vec<&str> {
    let block = Block { range: 0..text.len(), kind: BlockKind::Paragraph };
    sentences(text, &[block]).into_iter().map(|range| &text[range]).collect()
}

/// `|` marks the ends of sentences.
#[track_caller]
fn gives(marked: &str) {
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let text = expected.join(" ");
    assert_eq!(split(&text), expected);
}

#[test]
fn abbreviations_initials_and_dates_do_not_end_sentences() {
    gives("Gen. Roe met Mr. J. K. Doe on Feb. 15 at No. 10. | They talked.");
    gives("The U.S. Army left. | The U.S. | The army stayed.");
    gives("It opened at 5 p.m. Monday in Washington, D.C. | He left.");
    gives("It was 3.5 km away, e.g. Idlib, vs. St. Petersburg. | See www.example.org for more.");
    gives("Roe Inc. said so. | The firm, Doe Ltd. | He added nothing.");
    gives("John F. Kennedy spoke. | World War I. | The end.");
    gives("In art. 5 of the accord, pp. 3-4. | Nothing more.");
}

#[test]
fn quotes_and_brackets_close_after_the_stop() {
    gives("“It comes from the north.” | He said no more.");
    gives("“We stay. | We fight,” he said. | “Why?” Roe asked.");
    gives("«Мы остаёмся», — сказал он. | «Почему?» | Никто не ответил.");
    gives("He spoke of it (a town in the north. – Ed.), which fell. | It rained.");
    gives("(It was late. | He left.) | Nobody saw him.");
    gives("«This is a serious statement», the spokesman said. | «We agree», he added.");
    gives("„Wir bleiben.“ | Er ging am 3. Oktober.");
}

#[test]
fn ellipses_and_runs_of_stops() {
    gives("The situation got worse… | As the fighting went on, he called.");
    gives("It is tense. … | We believe that it will end.");
    gives("He waited... and waited.");
    gives("What?! | Nobody knew.");
}

#[test]
fn a_forgotten_blank() {
    assert_eq!(split("They went north.He stayed."), ["They went north.", "He stayed."]);
    assert_eq!(split("«in Syria»,Roe told us."), ["«in Syria»,Roe told us."]);
    assert_eq!(
        split("He told Lenta.Ru and www.example.org so."),
        ["He told Lenta.Ru and www.example.org so."]
    );
}

#[test]
fn enumerations_and_names_in_small_letters() {
    gives("1. The army leaves. | 2. The police come.");
    gives("They left the zone. | al-Nusra fighters stayed.");
}

#[test]
fn stops_of_other_scripts() {
    assert_eq!(split("双方会谈。会谈结束。"), ["双方会谈。", "会谈结束。"]);
    gives("هل انتهت الحرب؟ | لا أحد يعرف.");
    gives("वार्ता नहीं हुई। | मंत्री ने कहा।");
    gives("Он приехал в 2015 г. в Сочи. | И. И. Иванов уехал.");
}

#[test]
fn sentences_never_cross_blocks() {
    let text = "A title without a stop\nThe text begins. It ends.";
    let block = |range| Block { range, kind: BlockKind::Paragraph };
    let found = sentences(text, &[block(0..22), block(23..text.len())]);
    assert_eq!(found, [0..22, 23..39, 40..48]);
}

#[test]
fn hostile_texts_take_linear_time() {
    for unit in ["(", "(. ", ". ", "\"", "… ", "A.", "[1]", ". [1]", "a. B ", "«?» "] {
        let text = unit.repeat(50_000);
        let _ = split(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn sentences_are_ordered_trimmed_and_cover_all_but_blanks(
        parts in proptest::collection::vec(prop_oneof!["\\PC{0,30}", "[A-Za-z .!?…()\\[\\]\"“”«»'0-9\n]{0,40}"], 0..6)
    ) {
        let mut text = String::new();
        let mut blocks = vec![];
        for part in &parts {
            let start = text.len();
            text.push_str(part);
            blocks.push(Block { range: start..text.len(), kind: BlockKind::Paragraph });
            text.push('\n');
        }
        let found = sentences(&text, &blocks);
        let mut at = 0;
        for range in &found {
            prop_assert!(range.start >= at && range.start < range.end);
            prop_assert!(text[at..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            prop_assert!(blocks.iter().any(|b| b.range.start <= range.start && range.end <= b.range.end));
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
