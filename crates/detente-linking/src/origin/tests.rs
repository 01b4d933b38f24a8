//! Who corroborates whom.

use super::*;
use proptest::prelude::*;

fn outlet(id: &str, owner: Option<&str>) -> Carrier {
    Carrier { id: format!("outlet:{id}"), owner_state: owner.map(Into::into) }
}

/// The outlet's own account, in the report of that name.
fn own(id: &str, owner: Option<&str>) -> Witness {
    Witness {
        report: format!("report of {id}"),
        outlet: Some(outlet(id, owner)),
        ..Witness::default()
    }
}

fn says(witness: Witness, speaker: Speaker) -> Witness {
    Witness { speaker: Some(speaker), ..witness }
}

fn official(text: &str, country: &str) -> Speaker {
    let country = Some(country.to_owned());
    Speaker { text: text.into(), country, government: true, ..Speaker::default() }
}

fn unnamed(text: &str, country: &str) -> Speaker {
    Speaker { government: false, ..official(text, country) }
}

fn count(witnesses: &[Witness], participants: &[&str]) -> usize {
    origins(witnesses, participants).independent
}

#[test]
fn a_relay_of_a_relay_is_one_with_its_origin() {
    let relay = |id: &str, of: &str| Witness { relays: vec![outlet(of, None)], ..own(id, None) };
    let chain = [own("a", None), relay("b", "a"), relay("c", "b")];
    assert_eq!(count(&chain, &[]), 1);
    // The origin's own report need not be at hand.
    assert_eq!(count(&chain[1..], &[]), 1);
    // Nor does a circle confirm itself.
    assert_eq!(count(&[relay("a", "b"), relay("b", "a"), relay("d", "a")], &[]), 1);
}

#[test]
fn a_wire_that_is_cited_is_the_origin() {
    let wire = Speaker { id: Some("outlet:a".into()), named: true, ..Speaker::default() };
    let cited = says(own("b", None), wire);
    assert_eq!(count(&[cited.clone(), own("a", None)], &[]), 1);
    assert_eq!(count(&[cited, own("b", None)], &[]), 2);
}

#[test]
fn a_government_does_not_corroborate_itself() {
    let paper = own("official-paper", Some("TUR"));
    let minister = Speaker { id: Some("person:m".into()), ..official("the minister", "TUR") };
    let witnesses = [
        paper,
        says(own("a", None), official("the Turkish ministry", "TUR")),
        says(own("b", None), minister),
        says(own("c", None), official("Turkish officials", "TUR")),
    ];
    let found = origins(&witnesses, &["TUR", "SYR"]);
    assert_eq!((found.independent, credibility(&found).0), (1, 6));
    // The same of a state that takes no part is one source still.
    let found = origins(&witnesses, &["SYR"]);
    assert_eq!((found.independent, credibility(&found).0), (1, 3));
    // An outlet that cites the state-owned paper adds nothing, though it does not say whose it is.
    let cited = Speaker { id: Some("outlet:official-paper".into()), ..Speaker::default() };
    let more = [&witnesses[..], &[says(own("d", None), cited)]].concat();
    assert_eq!(count(&more, &["TUR"]), 1);
}

#[test]
fn copies_collapse_to_their_original() {
    let copy = |id: &str| Witness {
        copies_of: Some("report of wire".into()),
        ..own(id, Some("RUS").filter(|_| id == "b"))
    };
    let all = [own("wire", None), copy("a"), copy("b"), copy("c")];
    let found = origins(&all, &["RUS"]);
    assert_eq!(found.independent, 1);
    assert_eq!(found.grounds, ["outlet:wire: 4 accounts in 4 reports, 3 of them copies"]);
    assert_eq!(count(&all[1..], &[]), 1);
    // A copy that credits another wire is one with it too.
    let credits = Witness { relays: vec![outlet("x", None)], ..copy("d") };
    assert_eq!(count(&[copy("a"), credits, own("x", None)], &[]), 1);
}

#[test]
fn own_accounts_are_independent_unless_of_one_owner() {
    assert_eq!(count(&[own("a", None), own("b", None)], &[]), 2);
    assert_eq!(count(&[own("a", Some("RUS")), own("b", Some("RUS"))], &[]), 1);
    assert_eq!(count(&[own("a", Some("RUS")), own("b", Some("TUR"))], &[]), 2);
}

#[test]
fn the_unnamed_of_one_country_and_report_are_one() {
    let cites = |id: &str, text: &str, country: &str| says(own(id, None), unnamed(text, country));
    let one = [cites("a", "residents", "SYR"), cites("a", "a local source", "SYR")];
    assert_eq!(count(&one, &[]), 1);
    let more = [&one[..], &[cites("b", "residents", "SYR"), cites("b", "a diplomat", "RUS")]];
    let found = origins(&more.concat(), &["SYR"]);
    assert_eq!((found.independent, credibility(&found).0), (3, 6));
    // What an unnamed source told one outlet stays that source's wherever it is retold.
    let told = |id: &str| Witness { via: vec![outlet("a", None)], ..cites(id, "a source", "SYR") };
    assert_eq!(count(&[told("b"), told("c"), one[0].clone()], &[]), 1);
}

#[test]
fn outlets_not_known_count_where_there_is_nothing_else() {
    let unknown = |id: &str| Witness { report: id.into(), ..Witness::default() };
    assert_eq!(count(&[unknown("a"), unknown("b")], &[]), 1);
    assert_eq!(count(&[unknown("a"), own("b", None)], &[]), 1);
    assert_eq!(count(&[], &[]), 0);
    assert_eq!(credibility(&origins::<&str>(&[], &[])), (6, "no source".into()));
}

#[test]
fn participants_alone_do_not_confirm() {
    let army = |country: &str| says(own("a", None), official("the army", country));
    let grade = |all: &[Witness], parties: &[&str]| credibility(&origins(all, parties)).0;
    assert_eq!(grade(&[army("TUR")], &["TUR", "SYR"]), 6);
    assert_eq!(grade(&[army("TUR"), army("SYR")], &["TUR", "SYR"]), 3);
    assert_eq!(grade(&[army("TUR"), own("b", None)], &["TUR", "SYR"]), 1);
    let group = Speaker { id: Some("group:g".into()), named: true, ..Speaker::default() };
    assert_eq!(grade(&[says(own("a", None), group)], &["TUR", "group:g"]), 6);
}

fn witness() -> impl Strategy<Value = Witness> {
    let id = || "[a-d]".prop_map(|id: String| id);
    let carrier = || {
        (id(), proptest::option::of("[XY]")).prop_map(|(id, owner)| outlet(&id, owner.as_deref()))
    };
    let speaker =
        (proptest::option::of(id()), id(), any::<[bool; 2]>(), proptest::option::of("[XY]"))
            .prop_map(|(id, text, [named, government], country)| Speaker {
                id,
                text,
                named,
                country,
                government,
                body: None,
            });
    let lists =
        (proptest::collection::vec(carrier(), 0..2), proptest::collection::vec(carrier(), 0..3));
    let rest = (id(), proptest::option::of(carrier()), proptest::option::of(id()));
    (rest, proptest::option::of(speaker), lists).prop_map(|(rest, speaker, (via, relays))| {
        let (report, outlet, copies_of) = rest;
        Witness { report, outlet, copies_of, speaker, via, relays }
    })
}

proptest! {
    #[test]
    fn order_does_not_matter(
        all in proptest::collection::vec(witness(), 0..9), turn in 0usize..9,
    ) {
        let there = origins(&all, &["X"]);
        let mut turned = all.clone();
        turned.reverse();
        let by = turn.min(turned.len());
        turned.rotate_left(by);
        let back = origins(&turned, &["X"]);
        prop_assert_eq!(&there.sources, &back.sources);
        prop_assert_eq!(&there.grounds, &back.grounds);
        prop_assert_eq!(there.independent, back.independent);
        let named = |found: &Origins, of: &[Witness]| -> Vec<Vec<Witness>> {
            found.clusters.iter().map(|c| c.iter().map(|&at| of[at].clone()).collect()).collect()
        };
        prop_assert_eq!(named(&there, &all), named(&back, &turned));
        prop_assert_eq!(there.clusters.iter().map(Vec::len).sum::<usize>(), all.len());
        prop_assert!(there.clusters.iter().all(|cluster| !cluster.is_empty()));
    }

    /// More accounts from the same origins add no source.
    #[test]
    fn printing_again_adds_nothing(all in proptest::collection::vec(witness(), 1..9)) {
        let twice = [&all[..], &all[..]].concat();
        prop_assert_eq!(origins(&twice, &["X"]).independent, origins(&all, &["X"]).independent);
    }
}
