//! Sentences of our own, and what must be found in them.

use crate::sentence;
use detente_language::{Analysis, Manner, NameKind};

fn names<'t>(text: &'t str, analysis: &Analysis) -> Vec<(&'t str, NameKind)> {
    analysis.names.iter().map(|name| (&text[name.range.clone()], name.kind)).collect()
}

#[test]
fn a_passive_has_its_agent() {
    let text = "Two villages were burned by militiamen near Bunia.";
    let analysis = sentence(text);
    let tree = &analysis.sentences[0].tree;
    let burn = tree.root();
    assert_eq!(tree.lemma(burn), "burn");
    assert_eq!(tree.agent(burn).map(|at| tree.lemma(at)), Some("militiaman"));
    assert_eq!(tree.patient(burn).map(|at| tree.lemma(at)), Some("village"));
    assert_eq!(names(text, &analysis), [("Bunia", NameKind::Place)]);
}

#[test]
fn a_possessive_stays_outside_a_name() {
    let text = "Syria's army shelled Saraqib, the United Nations said.";
    let analysis = sentence(text);
    assert_eq!(
        names(text, &analysis),
        [
            ("Syria", NameKind::Place),
            ("Saraqib", NameKind::Place),
            ("United Nations", NameKind::Organisation)
        ]
    );
}

#[test]
fn who_says_what_by_which_word() {
    let text = "The defence ministry said on Monday that its troops had left the valley.";
    let analysis = sentence(text);
    let said = &analysis.attributions[0];
    let cue = said.cue.clone().expect("a cue");
    assert_eq!(&text[cue], "said");
    assert_eq!(&text[said.source[0].clone()], "The defence ministry");
    assert!(text[said.content[0].clone()].contains("its troops had left the valley"));
    assert_eq!(said.manner, Manner::Indirect);
}

#[test]
fn words_in_quotation_marks_are_the_speakers_own() {
    let text = "“There was no raid,” said Col. Idris Mahamat, a spokesman.";
    let analysis = sentence(text);
    let said = &analysis.attributions[0];
    assert_eq!(said.manner, Manner::Direct);
    assert!(text[said.source[0].clone()].contains("Idris Mahamat"));
}

#[test]
fn what_stands_in_anothers_words_is_found_from_outside_in() {
    let text =
        "The agency quoted a minister as saying that the rebels had promised to leave the market.";
    let analysis = sentence(text);
    let at = text.find("market").expect("a word");
    let said = analysis.said_at(at);
    let cues: Vec<&str> = said.iter().filter_map(|one| Some(&text[one.cue.clone()?])).collect();
    assert_eq!(cues, ["quoted", "as saying"], "{said:?}");
    assert!(analysis.said_at(0).is_empty());
}

#[test]
fn names_of_a_range_are_those_that_lie_in_it() {
    let text = "Turkey and Russia met in Sochi.";
    let analysis = sentence(text);
    let found: Vec<&str> = analysis.names_in(0..17).map(|name| &text[name.range.clone()]).collect();
    assert_eq!(found, ["Turkey", "Russia"]);
    let words = analysis.sentences[0].covered(&(11..17));
    assert_eq!(&text[analysis.sentences[0].text_of(words)], "Russia");
}
