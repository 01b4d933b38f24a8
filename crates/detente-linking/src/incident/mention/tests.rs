use super::*;
use detente_language::{Analysis, Sentence, Tree};
use std::rc::Rc;

fn profile(trees: &[&Tree]) -> Rc<Profile> {
    let sentence = |tree: &&Tree| Sentence { tree: (*tree).clone(), ..Sentence::default() };
    let sentences = trees.iter().map(sentence).collect();
    Rc::new(Profile::of("", &Analysis { sentences, ..Analysis::default() }))
}

fn arrested(who: &str, town: &str) -> Tree {
    let lines = format!(
        "1 Police police NOUN NNS 2 nsubj\n2 arrested arrest VERB VBD 0 root\n\
         3 {who} {who} PROPN NNP 2 obj\n4 in in ADP IN 5 case\n5 {town} {town} PROPN NNP 2 obl"
    );
    Tree::parse(&lines).expect("a tree")
}

fn of_arrest(who: &str, town: &str) -> Tree {
    let lines = format!(
        "1 The the DET DT 2 det\n2 arrest arrest NOUN NN 6 nsubj\n3 of of ADP IN 4 case\n\
         4 {who} {who} PROPN NNP 2 nmod\n5 quickly quickly ADV RB 6 advmod\n\
         6 shook shake VERB VBD 0 root\n7 {town} {town} PROPN NNP 6 obj"
    );
    Tree::parse(&lines).expect("a tree")
}

fn mention(id: &str, tree: &Tree) -> Mention {
    let about = profile(&[tree]);
    let mention = Mention::of(id, (id, &about), (0, tree), 1);
    mention.expect("a mention")
}

fn four() -> Vec<Mention> {
    vec![
        mention("a", &arrested("Dorrin", "Wexham")),
        mention("b", &of_arrest("Dorrin", "Wexham")),
        mention("c", &arrested("Maleku", "Oporo")),
        mention("d", &of_arrest("Maleku", "Oporo")),
    ]
}

#[test]
fn one_arrest_is_told_by_verb_and_noun_and_another_is_not_drawn_in() {
    assert_eq!(chains(&four()), ["a", "a", "c", "c"]);
}

#[test]
fn the_order_of_mentions_changes_nothing() {
    let mut turned = four();
    turned.reverse();
    turned.swap(0, 2);
    let named = |all: &[Mention]| {
        let of = chains(all);
        let mut out: Vec<(String, String)> = all.iter().map(|one| one.id.clone()).zip(of).collect();
        out.sort();
        out
    };
    assert_eq!(named(&turned), named(&four()));
}

#[test]
fn participants_stand_apart_from_what_is_around() {
    let tree = arrested("Dorrin", "Wexham");
    let one = mention("a", &tree);
    assert_eq!(one.core.iter().collect::<Vec<_>>(), ["dorrin", "police"]);
    assert_eq!(one.around.iter().collect::<Vec<_>>(), ["wexham"]);
    assert!(one.keys().contains(&format!("{}|wexham", kin("arrest"))));
}

#[test]
fn features_are_hundredths_and_the_same_both_ways() {
    let all = four();
    for a in &all {
        for b in &all {
            let found = features(a, b);
            assert!(found.iter().all(|value| (0..=100).contains(value)), "{found:?}");
            assert_eq!(found, features(b, a));
        }
    }
    assert_eq!(all[0].profile.likeness(&all[0].profile), 1000);
    assert!(all[0].profile.likeness(&all[1].profile) > all[0].profile.likeness(&all[2].profile));
}

#[test]
fn nothing_makes_no_chains() {
    assert!(chains(&[]).is_empty());
    assert!(Mention::of("a", ("r", &Rc::default()), (0, &Tree::default()), 0).is_none());
}
