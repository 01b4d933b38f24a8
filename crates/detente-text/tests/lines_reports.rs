//! Whole texts through the judgement of lines: what stays, what goes, and what their heads say.

use detente_text::lines::{Verdict, head, judge};
use detente_text::{Block, BlockKind, trim};
use proptest::prelude::*;

fn blocks(text: &str) -> Vec<Block> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        trim(text, at - line.len()..at)
    });
    let block = |range| Block { range, kind: BlockKind::Paragraph };
    lines.filter(|range| !range.is_empty()).map(block).collect()
}

/// Lines that stay, and lines that go with the reason.
fn judged(text: &str, title: Option<&str>) -> Vec<(String, String)> {
    let blocks = blocks(text);
    let verdicts = judge(text, &blocks, title);
    assert_eq!(verdicts.len(), blocks.len());
    let name = |verdict: Verdict| match verdict {
        Verdict::Own(kind) => format!("{kind:?}").to_lowercase(),
        Verdict::Caption => "caption".into(),
        Verdict::RepeatedTitle => "repeated title".into(),
        Verdict::Boilerplate(reason) => reason.to_owned(),
    };
    let words = |block: &Block| text[block.range.clone()].chars().take(24).collect::<String>();
    verdicts.into_iter().zip(&blocks).map(|(v, b)| (name(v), words(b))).collect()
}

#[track_caller]
fn gives(text: &str, expected: &[&str]) {
    let judged = judged(text, None);
    let names: Vec<&str> = judged.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, expected, "{judged:#?}");
}

const BODY: &str = "The two delegations met on Monday for the first time since the spring, and agreed \
                    to meet again before the end of the month, officials in both capitals said.";

#[test]
fn a_page_saved_with_all_its_clutter() {
    let text = format!(
        "Skip to main content\nHome > World > Africa\nTalks open in Jeddah\nTalks open in Jeddah.\n\
         Share this:\nMinisters meet in Jeddah, May 4, 2021. Jane Roe/Pool via REUTERS - RC21AA900001\n\
         {BODY}\nWhat comes next\n{BODY}\nADVERTISEMENT\n-----\nTags: Sudan, Jeddah\n\
         Recommended Articles\nA bridge reopens after nine years\nSoldiers leave the dam\n\
         Leave a Reply\nYour email address will not be published.\nsix × 4 =\n© 2021 The Valley Gazette"
    );
    gives(
        &text,
        &[
            "navigation",
            "navigation",
            "title",
            "repeated title",
            "share buttons",
            "caption",
            "paragraph",
            "heading",
            "paragraph",
            "advertisement",
            "ornament",
            "tags",
            "related links",
            "related links",
            "related links",
            "comment form",
            "comment form",
            "comment form",
            "copyright",
        ],
    );
}

#[test]
fn headings_under_a_label_between_paragraphs_are_links() {
    let text = format!(
        "{BODY}\n\nRecommended Articles\n\nFive questions about the talks\nWhere the grain ships \
         wait\n\n{BODY}\n\nSave my name in this browser for the next time I comment."
    );
    gives(
        &text,
        &[
            "paragraph",
            "related links",
            "related links",
            "related links",
            "paragraph",
            "comment form",
        ],
    );
    // One heading alone, or one set apart below others, may be a section's.
    let text = format!("{BODY}\n\nRelated\n\nWhat comes next\n\n{BODY}");
    gives(&text, &["paragraph", "related links", "heading", "paragraph"]);
    let text = format!(
        "{BODY}\n\nRelated\n\nA bridge reopens\nA dam is closed\n\nWhat comes next\n\n{BODY}"
    );
    gives(
        &text,
        &["paragraph", "related links", "related links", "related links", "heading", "paragraph"],
    );
}

#[test]
fn a_caption_with_its_credit_at_the_end_is_a_caption() {
    let text = format!(
        "Talks open\n\nSmoke over the south of the town, May 31, 2023. Photo: Jane Roe/Valley \
         Pictures\n\n{BODY}"
    );
    gives(&text, &["heading", "caption", "paragraph"]);
}

#[test]
fn text_of_an_image_alone_between_paragraphs_is_a_caption() {
    let text = format!(
        "A road reopens\n\nThe governor has to settle who guards it\n\ngovernor and general\n\n{BODY}"
    );
    gives(&text, &["paragraph", "heading", "caption", "paragraph"]);
    // Without blank lines around it, it may be the end of a sentence.
    let text = format!("A road reopens\nand so on it goes\n{BODY}");
    gives(&text, &["paragraph", "paragraph", "paragraph"]);
}

#[test]
fn a_known_title_may_stand_once() {
    let text =
        format!("Talks open in Jeddah at last\n{BODY}\nTalks open in Jeddah at last\n{BODY}");
    let judged = judged(&text, Some("Talks open in Jeddah at last | The Valley Gazette"));
    assert_ne!(judged[0].0, "repeated title");
    assert_eq!(judged[2].0, "repeated title");
}

#[test]
fn readers_comments_are_left_out_with_their_thread() {
    let long = [BODY; 7].join("\n");
    let text = format!("{long}\n2 Comments\nJane says:\n{BODY}\nReply\nLeave a Reply");
    let judged_text = judged(&text, None);
    assert_eq!(judged_text[9].0, "readers' comments");
    // A counter above the text is only a link.
    let text = format!("Talks open\n2 Comments\n{long}");
    assert_eq!(judged(&text, None)[3].0, "paragraph");
}

#[test]
fn lines_of_a_table_repeat_and_stay() {
    gives("Wheat 12\nBarley 9 tonnes\nBarley 9 tonnes", &["paragraph", "paragraph", "paragraph"]);
}

/// Title, byline, outlet, place, date.
#[track_caller]
fn heads(text: &str, expected: [&str; 5]) {
    let blocks = blocks(text);
    let kept: Vec<Block> = judge(text, &blocks, None)
        .into_iter()
        .zip(blocks)
        .filter_map(|(verdict, block)| match verdict {
            Verdict::Own(kind) => Some(Block { kind, ..block }),
            _ => None,
        })
        .collect();
    let head = head(text, &kept);
    let words = |range: Option<std::ops::Range<usize>>| range.map_or("", |range| &text[range]);
    let found = [head.title, head.byline, head.outlet, head.place, head.date].map(words);
    assert_eq!(found, expected, "{text}");
}

#[test]
fn datelines() {
    let body = "The talks opened on Tuesday, and nobody would say how long they may last.";
    for (dateline, expected) in [
        ("GENEVA, Mar 3 —", ["", "GENEVA", "Mar 3"]),
        ("KHARTOUM, Sudan (AP) —", ["AP", "KHARTOUM, Sudan", ""]),
        ("MOSCOW, March 3 (Reuters) -", ["Reuters", "MOSCOW", "March 3"]),
        ("BEIJING -", ["", "BEIJING", ""]),
        ("BAMAKO, Jan. 4 (Xinhua) --", ["Xinhua", "BAMAKO", "Jan. 4"]),
        ("Port Sudan, 14 May 2023 (Agency) –", ["Agency", "Port Sudan", "14 May 2023"]),
        ("WASHINGTON/KYIV, Feb 2 (Reuters) -", ["Reuters", "WASHINGTON/KYIV", "Feb 2"]),
        ("UNITED NATIONS (AP) —", ["AP", "UNITED NATIONS", ""]),
        ("El Fasher, Sudan –", ["", "El Fasher, Sudan", ""]),
        ("NEW DELHI, March 3, 2020 (IANS) —", ["IANS", "NEW DELHI", "March 3, 2020"]),
        ("N'DJAMENA (AFP) –", ["AFP", "N'DJAMENA", ""]),
    ] {
        let [outlet, place, date] = expected;
        let text = format!("Talks open at last\n{dateline} {body}");
        heads(&text, ["Talks open at last", "", outlet, place, date]);
        heads(&format!("{dateline} {body}"), ["", "", outlet, place, date]);
    }
}

#[test]
fn what_only_looks_like_a_dateline_is_none() {
    for opening in [
        "Russia – which has troops there – said that the talks, so far, had led nowhere at all.",
        "The minister - a former general - left the hall before the others, two officials said.",
        "ANALYSIS – The talks have led nowhere so far, and both sides seem content with that.",
        "Jane Roe – The talks have led nowhere so far, and both sides seem content with that.",
        "NATO – the alliance of thirty states – said it would not take part in the talks.",
        "On March 3 – The talks opened, and nobody would say how long they might go on for.",
    ] {
        heads(opening, ["", "", "", "", ""]);
    }
}

#[test]
fn bylines_and_dates_of_their_own_line() {
    let body = "The talks opened on Tuesday, and nobody would say how long they may last.";
    for (line, expected) in [
        ("By Jane Roe", ["Jane Roe", "", "", ""]),
        ("By Jane Roe and Ali al-Masri, Khartoum", ["Jane Roe and Ali al-Masri", "", "", ""]),
        ("By JANE ROE, Associated Press", ["JANE ROE", "Associated Press", "", ""]),
        ("By Jane Roe | March 3, 2020", ["Jane Roe", "", "", "March 3, 2020"]),
        ("By Jane O'Neill for Valley Gazette", ["Jane O'Neill", "Valley Gazette", "", ""]),
        ("From our reporter in Port Sudan", ["", "", "Port Sudan", ""]),
        ("From our reporter in Islamabad", ["", "", "Islamabad", ""]),
        ("By our own correspondent", ["", "", "", ""]),
        ("By Jane Roe, The Valley Gazette", ["Jane Roe", "The Valley Gazette", "", ""]),
        ("By Jane Roe, Lakeside Courier", ["Jane Roe", "Lakeside Courier", "", ""]),
        ("By Jane Roe, The Hague", ["Jane Roe", "", "", ""]),
        ("By Jane Roe, Associated Press Writer", ["Jane Roe", "", "", ""]),
        ("Published: 3 March 2020", ["", "", "", "3 March 2020"]),
        ("Published on Tuesday, March 3, 2020 at 12:03 GMT", ["", "", "", "March 3, 2020"]),
        ("March 3, 2020", ["", "", "", "March 3, 2020"]),
        ("3. März 2020, 12:03 Uhr", ["", "", "", "3. März 2020"]),
        ("3 марта 2020", ["", "", "", "3 марта 2020"]),
        ("2020-03-03", ["", "", "", "2020-03-03"]),
        ("Updated: 4 March 2020", ["", "", "", ""]),
        ("Reuters", ["", "Reuters", "", ""]),
        ("By land and by sea", ["", "", "", ""]),
        ("By The Numbers", ["", "", "", ""]),
    ] {
        let [byline, outlet, place, date] = expected;
        let text = format!("Talks open at last\n{line}\n{body} {body}");
        heads(&text, ["Talks open at last", byline, outlet, place, date]);
    }
}

proptest! {
    #[test]
    fn any_text_is_judged_and_any_head_lies_on_characters(text in "(\\PC{0,40}\n?){0,12}") {
        let blocks = blocks(&text);
        let verdicts = judge(&text, &blocks, Some("A title"));
        prop_assert_eq!(verdicts.len(), blocks.len());
        let head = head(&text, &blocks);
        for range in [head.title, head.byline, head.outlet, head.place, head.date].into_iter().flatten() {
            prop_assert!(!text[range].is_empty());
        }
    }

    #[test]
    fn long_sentences_are_always_the_report_s(words in proptest::collection::vec("[a-z]{2,9}", 40..80)) {
        let text = format!("The {}.", words.join(" "));
        let kept = judge(&text, &blocks(&text), None);
        prop_assert_eq!(&kept, &[Verdict::Own(BlockKind::Paragraph)]);
    }

    #[test]
    fn insertions_are_ordered_and_apart(text in "[\\[\\]()–a-zEd. \n]{0,80}") {
        let mut at = 0;
        for range in detente_text::lines::insertions(&text) {
            prop_assert!(at <= range.start && range.start < range.end && range.end <= text.len());
            at = range.end;
        }
    }
}
