use super::*;
use detente_language::{Analyst, Model};
use detente_record::Published;
use detente_text::{Limits, Media, Member, Supplied};

fn published(text: &str) -> Published {
    let supplied = Supplied { language: Some("en".into()), ..Supplied::default() };
    let member = Member {
        original: text.as_bytes().to_vec(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let document = detente_text::read(&member, &Limits::default()).expect("a report");
    let analysis = Analyst::new(Model::embedded()).analyse(&document);
    written(&document, &analysis, World::embedded(), &Known::default())
        .expect("no date is stated")
        .published
}

/// Text, the first day and the last that it may be of.
fn check(cases: &[(&str, &str, &str)]) {
    for (text, from, to) in cases {
        let found = published(text);
        let (first, last) = (found.time.from.as_deref(), found.time.to.as_deref());
        let within =
            first.is_some_and(|first| *from <= first) && last.is_some_and(|last| last <= *to);
        assert!(within, "{text}: {found:#?}");
        assert!(!found.time.because.is_empty(), "{text}: no reasons");
    }
}

#[test]
fn offices_and_a_weekday_leave_one_year() {
    check(&[
        (
            "Sudanese Prime Minister Abdalla Hamdok met envoys of the rebels in Juba on Saturday, \
             Feb. 15. Both sides said that they would meet again.",
            "2020-02-15",
            "2020-02-29",
        ),
        (
            "Pakistani Foreign Minister Shah Mahmood Qureshi said on Thursday, August 8, that trade \
             across the line in Kashmir was over. Indian Foreign Minister Subrahmanyam Jaishankar \
             said that nothing had changed.",
            "2019-08-08",
            "2019-08-31",
        ),
    ]);
}

#[test]
fn a_post_and_a_weekday_leave_a_day_or_two() {
    check(&[(
        "The bridge at Gao was opened again on Friday.\n\nThe convoy has crossed.\n— Amina Bello \
         (@amina_b) June 3, 2022\n\nThe army said that it would guard it.",
        "2022-06-03",
        "2022-06-12",
    )]);
}

#[test]
fn a_weekday_alone_leaves_nothing_but_ranked_days() {
    let found = published("The mediators met both armies on Tuesday and left the town.");
    assert_eq!(found.time.from, None);
}

#[test]
fn the_order_of_clues_has_no_bearing() {
    let text = "Turkish Foreign Minister Mevlut Cavusoglu met envoys on Saturday, Feb. 15. The \
                truce of 2018 is over, he said on Sunday.";
    let member =
        Member { original: text.as_bytes().to_vec(), media: Media::Text, ..Member::default() };
    let document = detente_text::read(&member, &Limits::default()).expect("a report");
    let analysis = Analyst::new(Model::embedded()).analyse(&document);
    let mut found = clues(&document, &analysis, World::embedded());
    let forward = date(&found, &[]);
    found.reverse();
    let backward = date(&found, &[]);
    assert_eq!(forward.published.candidates, backward.published.candidates);
    assert_eq!(forward.published.time.edtf, backward.published.time.edtf);
}

#[test]
fn what_another_report_fixes_narrows_it() {
    let text = "The columnist wrote today, October 5, that the two leaders hardly speak.";
    let member =
        Member { original: text.as_bytes().to_vec(), media: Media::Text, ..Member::default() };
    let document = detente_text::read(&member, &Limits::default()).expect("a report");
    let analysis = Analyst::new(Model::embedded()).analyse(&document);
    let found = clues(&document, &analysis, World::embedded());
    assert_eq!(date(&found, &[]).published.time.from, None);
    let day = |year| Date::new(year, 3, 1).ok();
    let because = "it tells of what another report dates to March 2020";
    let (from, to) = (day(2020), day(2021));
    let bound = Bound { from, to, points: 120, because: because.to_owned() };
    let written = date(&found, &[bound]);
    assert_eq!(written.published.time.edtf.as_deref(), Some("2020-10-05"));
    assert_eq!(written.published.time.because.last().map(String::as_str), Some(because));
}
