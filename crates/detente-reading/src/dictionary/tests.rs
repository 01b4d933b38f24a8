//! What the notation of the dictionaries means, construct by construct.

use super::{Coded, Coder, Options, cameo_to_plover, triples};
use crate::testing::with_view;
use crate::view::View;
use detente_language::{Analyst, Model};
use detente_record::EventType;
use detente_text::{Limits, Media, Member};
use detente_world::World;
use std::sync::LazyLock;

/// A small dictionary of our own.
static WORLD: LazyLock<World> = LazyLock::new(|| {
    let mut rows = String::new();
    let actors = [
        ("ruritania", "RUR"),
        ("ruritanian", "RUR"),
        ("freedonia", "FRE"),
        ("sylvania", "SYL"),
        ("borduria", "BOR"),
        ("twin_cities", "ONE/TWO"),
    ];
    for (name, code) in actors {
        rows += &format!("[[coded]]\nnames = [\"{name}\"]\ncodes = [{{ code = \"{code}\" }}]\n");
    }
    rows += "[[coded]]\nnames = [\"otto_example\"]\ncodes = [{ code = \"RURELI\" }, \
        { code = \"RURGOV\", from = \"2031-01-01\", to = \"2033-12-31\" }]\n";
    let agents = [("GOV", "minister ministers government"), ("COP", "police"), ("MIL", "soldiers")];
    for (sector, nouns) in agents {
        let nouns: Vec<String> = nouns.split(' ').map(|noun| format!("\"{noun}\"")).collect();
        rows += &format!("[[agent]]\nsector = \"{sector}\"\nnouns = [{}]\n", nouns.join(", "));
    }
    rows += "[[synset]]\nname = \"metal\"\nwords = [\"gold\", \"white silver\"]\n\
        [[synset]]\nname = \"wealth\"\nwords = [\"&metal bars\", \"diamonds\"]\n\
        [[synset]]\nname = \"no\"\nwords = [\"did not\", \"did n't\"]\n";
    let verbs = [
        ("condemn", "", "111"),
        ("attack", "", "190"),
        ("attack", "&no *", "111"),
        ("attack", "plans_to_*", "138"),
        ("attack", "again *", "191"),
        ("attack", "again * convoy", "192"),
        ("+seal_off", "", "152"),
        ("+seal_off", "* _for repairs", "020"),
        ("seal", "", "150"),
        ("give", "", "070"),
        ("give", "* &wealth", "071"),
        ("give", "* old_rifles", "072"),
        ("free", "", "066"),
        ("free", "+ was * from $", "067"),
        ("attack", "+ * near $", "193"),
        ("celebrate", "* at ^ with +", "043"),
        ("meet", "", "040:041"),
        ("quarrel", "% *", "112:112"),
        ("agree", "* with %", "031"),
        ("sell", "", "061"),
        ("sell", "* newspapers", "---"),
        ("say", "", "023"),
        ("plan", "", "---"),
    ];
    for (verb, pattern, code) in verbs {
        rows +=
            &format!("[[verb]]\nverb = \"{verb}\"\npattern = \"{pattern}\"\ncode = \"{code}\"\n");
        let forms = match (verb, pattern) {
            ("give", "") => "forms = [\"gave\", \"given\", \"gives\"]\n",
            ("meet", "") => "forms = [\"met\", \"meets\"]\n",
            ("sell", "") => "forms = [\"sold\", \"sells\"]\n",
            ("say", "") => "forms = [\"said\", \"says\"]\n",
            ("plan", "") => "forms = [\"planned\", \"plans\"]\n",
            _ => "",
        };
        rows += forms;
    }
    rows += "[[discard]]\nwords = \"cup final\"\n[[discard]]\nwords = \"chess_\"\nreport = true\n";
    World::from_toml(&[("own.toml", &rows)]).unwrap_or_else(|error| panic!("{error}"))
});

fn told(text: &str, day: Option<&str>, options: &Options) -> String {
    let supplied = detente_text::Supplied {
        published: day.map(Into::into),
        language: Some("en".into()),
        ..detente_text::Supplied::default()
    };
    let member = Member {
        original: text.as_bytes().to_vec(),
        media: Media::Text,
        supplied,
        ..Member::default()
    };
    let mut document = detente_text::read(&member, &Limits::default())
        .unwrap_or_else(|error| panic!("{text}: {error}"));
    document.language = Some(("en".into(), 1.0));
    let analysis = Analyst::new(Model::embedded()).analyse(&document);
    let mut found: Vec<String> = triples(&document, &analysis, &WORLD, options)
        .iter()
        .map(|triple| triple.join(" "))
        .collect();
    found.sort();
    found.join(", ")
}

fn expect(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(told(text, None, &Options::default()), *expected, "{text}");
    }
}

#[test]
fn a_verb_alone_has_its_code_in_every_form() {
    expect(&[
        ("Ruritania condemned Freedonia on Monday.", "RUR FRE 111"),
        ("Ruritania condemns Freedonia.", "RUR FRE 111"),
        ("Ruritania is condemning Freedonia for the raid.", "RUR FRE 111"),
        ("The condemned house stands in Freedonia, and Ruritania owns it.", ""),
    ]);
}

#[test]
fn a_verb_of_several_words_goes_before_one_of_them() {
    expect(&[
        ("Ruritania sealed off the road to Freedonia.", "RUR FRE 152"),
        ("Ruritania sealed the road to Freedonia.", "RUR FRE 150"),
        ("Ruritania sealed off for long repairs the road to Freedonia.", "RUR FRE 020"),
    ]);
}

#[test]
fn words_of_a_pattern_stand_before_and_after_close_or_apart_and_more_words_go_first() {
    expect(&[
        ("Ruritania attacked Freedonia.", "RUR FRE 190"),
        ("Ruritania again suddenly attacked Freedonia.", "RUR FRE 191"),
        ("Ruritania again attacked a convoy from Freedonia.", "RUR FRE 192"),
        ("Ruritania has plans to attack Freedonia.", "RUR FRE 138"),
        ("Ruritania gave old rifles to Freedonia.", "RUR FRE 072"),
        ("Ruritania gave old hunting rifles to Freedonia.", "RUR FRE 070"),
    ]);
}

#[test]
fn a_synonym_may_be_of_several_words_or_of_another_set() {
    expect(&[
        ("Ruritania gave diamonds to Freedonia.", "RUR FRE 071"),
        ("Ruritania gave two gold bars to Freedonia.", "RUR FRE 071"),
        ("Ruritania gave white silver bars to Freedonia.", "RUR FRE 071"),
        ("Ruritania gave gold to Freedonia.", "RUR FRE 070"),
        ("Ruritania didn't attack Freedonia.", "RUR FRE 111"),
        ("Ruritania did not attack Freedonia.", "RUR FRE 111"),
    ]);
}

#[test]
fn a_pattern_names_source_and_target_and_skips_phrases() {
    expect(&[
        ("A Ruritanian was freed from Freedonia on Monday.", "FRE RUR 067"),
        ("Ruritania celebrated the new year at Sylvania with Freedonia.", "RUR FRE 043"),
        ("Ruritania attacked ships near Sylvania.", "SYL RUR 193"),
        ("Ruritania attacked Freedonia near the lighthouse.", "RUR FRE 190"),
        ("Ruritania attacked Freedonia near its own Ruritanian border.", "RUR FRE 190"),
    ]);
}

#[test]
fn members_of_a_compound_act_on_each_other_or_are_the_target() {
    expect(&[
        ("Ruritania and Freedonia quarrelled over the river.", ""),
        ("Ruritania and Freedonia often quarrel over the river.", "FRE RUR 112, RUR FRE 112"),
        ("Sylvania agreed with Ruritania and Freedonia on a border.", "SYL FRE 031, SYL RUR 031"),
    ]);
}

#[test]
fn a_code_of_two_goes_both_ways() {
    expect(&[
        ("Ruritania met Freedonia in the capital.", "FRE RUR 041, RUR FRE 040"),
        (
            "Ruritania and Freedonia met on Tuesday.",
            "FRE RUR 040, FRE RUR 041, RUR FRE 040, RUR FRE 041",
        ),
    ]);
}

#[test]
fn a_null_code_is_no_event() {
    expect(&[
        ("Ruritania sold tanks to Freedonia.", "RUR FRE 061"),
        ("Ruritania sold newspapers to Freedonia.", ""),
        ("Ruritania planned a road to Freedonia.", ""),
    ]);
}

#[test]
fn a_passive_with_by_is_turned_round() {
    expect(&[
        ("Freedonia was condemned by Ruritania.", "RUR FRE 111"),
        ("Freedonia has been harshly condemned on Monday by Ruritania.", "RUR FRE 111"),
        ("Freedonia was condemned over its quarrel with Ruritania.", "FRE RUR 111"),
    ]);
}

#[test]
fn compounds_are_coded_each_with_each_with_what_they_share() {
    expect(&[
        (
            "Ruritania, Borduria and Sylvania condemned Freedonia.",
            "BOR FRE 111, RUR FRE 111, SYL FRE 111",
        ),
        (
            "Ministers from Ruritania and Borduria condemned Freedonia.",
            "BORGOV FRE 111, RURGOV FRE 111",
        ),
        ("Ruritania condemned the Twin Cities.", "RUR ONE 111, RUR TWO 111"),
        ("Ruritanian police and soldiers attacked Freedonia.", "RURCOP FRE 190, RURMIL FRE 190"),
    ]);
}

#[test]
fn agents_and_possessives_belong_to_the_actor_of_their_phrase() {
    expect(&[
        ("Ruritania's government condemned the police of Freedonia.", "RURGOV FRECOP 111"),
        ("Ruritanian police attacked ministers.", "RURCOP ---GOV 190"),
        ("Ruritania condemned Freedonia's refusal to talk to Sylvania.", "RUR FRE 111"),
    ]);
}

#[test]
fn joined_verbs_share_their_source_and_verbs_within_are_not_coded() {
    expect(&[
        (
            "Ruritania condemned the raid on Freedonia and attacked Sylvania.",
            "RUR FRE 111, RUR SYL 190",
        ),
        ("Ruritania said that Freedonia had attacked Sylvania.", "RUR FRE 023"),
    ]);
}

#[test]
fn short_asides_between_commas_are_left_out() {
    expect(&[
        ("Ruritania said, after talks in Sylvania, that it would help Freedonia.", "RUR FRE 023"),
        ("Ruritania attacked Freedonia, a minister of Sylvania said.", "RUR FRE 190"),
    ]);
    let all = Options { comma: (2, 0), comma_end: (2, 0), ..Options::default() };
    let text = "Ruritania said, after talks in Sylvania, that it would help Freedonia.";
    assert_eq!(told(text, None, &all), "RUR SYL 023");
}

#[test]
fn words_leave_out_a_sentence_or_the_report() {
    expect(&[
        (
            "Ruritania attacked Freedonia. Ruritania condemned Sylvania before the cup final.",
            "RUR FRE 190",
        ),
        ("Ruritania attacked Freedonia. They met over chess.", ""),
    ]);
}

#[test]
fn an_actor_s_code_goes_by_the_day_of_the_report() {
    let text = "Otto Example condemned Freedonia.";
    for (day, expected) in [
        (Some("2032-05-01"), "RURGOV FRE 111"),
        (Some("2035-05-01"), "RURELI FRE 111"),
        (None, "RURELI FRE 111"),
    ] {
        assert_eq!(told(text, day, &Options::default()), expected, "{day:?}");
    }
}

#[test]
fn who_is_not_known_counts_only_where_that_is_asked_for() {
    let any = Options { require_dyad: false, ..Options::default() };
    let new = Options { new_actor_length: 3, ..Options::default() };
    let text = "Ruritania condemned the ferry company.";
    assert_eq!(told(text, None, &Options::default()), "");
    assert_eq!(told(text, None, &any), "RUR --- 111");
    assert_eq!(told(text, None, &new), "RUR \"THE FERRY COMPANY\" 111");
}

#[test]
fn nothing_is_coded_without_a_dictionary_or_a_tree() {
    with_view("Ruritania attacked Freedonia.", None, |view| {
        assert!(code(view, 0).is_empty(), "the program itself has no dictionary");
        let view = View::new(view.document, view.analysis, &WORLD);
        assert!(code(&view, 0).is_empty(), "no model has run");
        assert!(code(&view, 9).is_empty(), "no such sentence");
        assert!(Coder::of(&view, Options::default()).is_some());
    });
}

#[test]
fn an_event_says_what_decided_and_where() {
    let text = "Ruritania again attacked Freedonia.";
    let member = Member { original: text.into(), media: Media::Text, ..Member::default() };
    let mut document =
        detente_text::read(&member, &Limits::default()).unwrap_or_else(|error| panic!("{error}"));
    document.language = Some(("en".into(), 1.0));
    let analysis = Analyst::new(Model::embedded()).analyse(&document);
    let view = View::new(&document, &analysis, &WORLD);
    let events = code(&view, 0);
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0].rule, "dictionary:attack again *");
    assert_eq!(view.toks[events[0].verb].text, "attacked");
    assert_eq!((events[0].source.toks.clone(), events[0].target.toks.clone()), (0..1, 3..4));
}

#[test]
fn roots_of_cameo_have_their_plover_types() {
    for (code, kind) in [
        ("031", Some(EventType::Agree)),
        ("0871", Some(EventType::Retreat)),
        ("081", Some(EventType::Concede)),
        ("0841", Some(EventType::Retreat)),
        ("163", Some(EventType::Coerce)),
        ("162", Some(EventType::Sanction)),
        ("171", Some(EventType::Coerce)),
        ("1712", Some(EventType::Assault)),
        ("175", Some(EventType::Assault)),
        ("191", Some(EventType::Coerce)),
        ("112", Some(EventType::Accuse)),
        ("190", Some(EventType::Assault)),
        ("203", Some(EventType::Assault)),
        ("023", None),
        ("223", None),
        ("---", None),
        ("19x", None),
    ] {
        assert_eq!(cameo_to_plover(code), kind, "{code}");
    }
}

/// The events of a sentence as PETRARCH codes by default.
fn code(view: &crate::view::View, sentence: usize) -> Vec<Coded> {
    Coder::of(view, Options::default()).map_or(vec![], |coder| coder.sentence(sentence))
}
