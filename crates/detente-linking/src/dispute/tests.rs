use super::*;
use crate::incident::{
    resolve,
    tests::{actor, market, words},
};
use detente_record::{
    Act, ActorRef, Form, Speaker, Statement, StatementEvidence, Status, Time, TimeBasis,
};

fn over(tellings: &[Telling]) -> Vec<Dispute> {
    of_incident(&resolve(tellings).expect("an incident"), tellings)
}

fn kinds(all: &[Dispute]) -> Vec<(&str, &str)> {
    all.iter().map(|one| (one.kind.as_str(), one.relation.as_str())).collect()
}

#[test]
fn figures_of_one_day_by_two_are_a_conflict() {
    let found = over(&[market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 11.0)]);
    assert_eq!(kinds(&found), [("quantity", "conflict")]);
    assert_eq!(found[0].text, "The counts differ (killed): Outlet a 18, Outlet b 11");
    let values: Vec<_> = found[0].positions.iter().map(|one| one.value.as_deref()).collect();
    assert_eq!(values, [Some("18"), Some("11")]);
    assert!(found[0].positions.iter().all(|one| !one.evidence.is_empty()));
}

#[test]
fn a_count_that_rises_is_an_update() {
    let found = over(&[market("b", "2023-06-03", 27.0), market("a", "2023-06-01", 18.0)]);
    assert_eq!(kinds(&found), [("quantity", "update")]);
    assert_eq!(
        (found[0].first.as_deref(), found[0].last.as_deref()),
        (Some("2023-06-01"), Some("2023-06-03"))
    );
}

#[test]
fn counts_of_others_differ_in_scope() {
    let (mut a, b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 5.0));
    a.event.quantities[0].of = Some("civilians".into());
    let mut soldiers = b;
    soldiers.event.quantities[0].of = Some("soldiers".into());
    assert_eq!(kinds(&over(&[a, soldiers])), [("quantity", "scope-difference")]);
}

#[test]
fn at_least_fourteen_does_not_contradict_eighteen() {
    let (mut a, b) = (market("a", "2023-06-01", 14.0), market("b", "2023-06-01", 18.0));
    a.event.quantities[0].high = None;
    // Without an upper end the value stands for it; a range says it openly.
    a.event.quantities[0].value = Some(14.0);
    a.event.quantities[0].high = Some(20.0);
    assert!(over(&[a, b]).is_empty());
}

#[test]
fn who_did_it_is_disputed_by_the_sides() {
    let (mut a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    a.event.actors = vec![actor("the army", "SDN", "MIL")];
    b.event.actors =
        vec![ActorRef { id: Some("group:rsf".into()), ..actor("the RSF", "SDN", "REB") }];
    let found = over(&[a, b]);
    assert_eq!(kinds(&found), [("responsibility", "conflict")]);
    assert_eq!(found[0].text, "Who did it: Outlet a says the army, Outlet b says the RSF");
}

#[test]
fn a_denial_has_both_positions_and_a_claim() {
    let (mut a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    for one in [&mut a, &mut b] {
        one.event.actors = vec![actor("the army", "SDN", "MIL")];
    }
    b.event.status = Status::Denied;
    b.speaker = Some(actor("the army", "SDN", "MIL"));
    let found = over(&[a.clone(), b.clone()]);
    assert_eq!(kinds(&found), [("denial", "conflict")]);
    let stances: Vec<Stance> = found[0].positions.iter().map(|one| one.stance).collect();
    assert_eq!(stances, [Stance::Asserts, Stance::Denies]);
    let row = resolve(&[a.clone(), b.clone()]).expect("an incident");
    let claim = claim(&row, &[a.clone(), b]).expect("a claim");
    assert_eq!((claim.status.as_str(), claim.independent_sources), ("disputed", 1));
    assert!(super::claim(&row, &[a]).is_none(), "nobody is cited, nobody denies it");
}

#[test]
fn nobody_disputes_with_himself() {
    let (mut a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 18.0));
    for one in [&mut a, &mut b] {
        one.speaker = Some(actor("the army", "SDN", "MIL"));
    }
    b.event.status = Status::Denied;
    assert!(over(&[a, b]).is_empty());
}

#[test]
fn a_week_and_a_season_are_counted_apart() {
    let summary = |id: &str, killed: f64, text: &str| {
        let mut one = market(id, "2020-03-10", killed);
        one.event.evidence[0] = words(&format!("r{id}"), 0, text, None);
        one.event.date = Time::by_report(Some("2020-03-10"));
        one
    };
    let a = summary("a", 14.0, "14 soldiers died in a week.");
    let b = summary("b", 59.0, "The conflict has killed 59 soldiers so far.");
    let rows: Vec<_> = [a, b]
        .into_iter()
        .map(|one| (resolve(std::slice::from_ref(&one)).expect("an incident"), vec![one]))
        .collect();
    let found = of_summaries(&rows);
    assert_eq!(kinds(&found), [("quantity", "scope-difference")]);
    assert_eq!(found[0].about.len(), 2);
}

fn said(id: &str, at: usize, who: ActorRef, act: Act, content: &str) -> Statement {
    Statement {
        id: id.into(),
        report: "r".into(),
        speaker_text: who.text.clone(),
        speaker: Some(Speaker { actor: who, office: None }),
        via: vec![],
        addressee: None,
        cue: None,
        form: Form::Indirect,
        act,
        content: content.into(),
        about: vec![],
        said: Time::day("2023-05-25", "", TimeBasis::ReportDate),
        evidence: StatementEvidence {
            source: None,
            cue: None,
            content: words("r", at, content, None),
        },
        review: None,
    }
}

#[test]
fn a_denial_answers_what_another_side_said_before() {
    let army = actor("the army", "SDN", "MIL");
    let rsf = ActorRef { id: Some("group:rsf".into()), ..actor("the RSF", "SDN", "REB") };
    let all = [
        said("c", 300, rsf.clone(), Act::Denies, "the charge"),
        said("b", 200, army.clone(), Act::Accuses, "the RSF of shelling the hospital"),
        said("a", 100, rsf, Act::Asserts, "its men had left the bridge"),
    ];
    let (claims, disputes) = of_statements(&all, &BTreeSet::new());
    assert_eq!(claims.len(), 1);
    assert_eq!(
        disputes[0].text,
        "“the RSF of shelling the hospital”, told by the army, denied by the RSF"
    );
    let linked = BTreeSet::from(["c".to_owned()]);
    assert!(of_statements(&all, &linked).1.is_empty(), "an incident tells it already");
}

#[test]
fn who_declines_a_demand_denies_nothing() {
    let kigali = actor("Kigali", "RWA", "GOV");
    let all = [said("a", 0, kigali, Act::Rejects, "to withdraw its troops from Goma")];
    assert!(of_statements(&all, &BTreeSet::new()).1.is_empty());
}

#[test]
fn what_nobody_is_known_to_have_said_is_nobodys() {
    let kigali = actor("Kigali", "RWA", "GOV");
    let all = [said("a", 0, kigali, Act::Denies, "it had sent troops across the border")];
    let found = of_statements(&all, &BTreeSet::new()).1;
    assert_eq!(found[0].positions.len(), 2);
    assert_eq!(found[0].positions[0].holder, None);
}

#[test]
fn who_doubts_denies_nothing() {
    let (kigali, goma) = (actor("Kigali", "RWA", "GOV"), actor("the mission", "COD", "GOV"));
    let told = said("a", 0, goma, Act::Asserts, "rebels had seized the airport of Goma");
    let doubted = said("b", 100, kigali.clone(), Act::Doubts, "that rebels had seized the airport");
    let (claims, disputes) = of_statements(&[told, doubted.clone()], &BTreeSet::new());
    assert!(disputes.is_empty(), "{disputes:?}");
    assert_eq!((claims.len(), claims[0].status.as_str()), (1, "unopposed"));
    assert_eq!(claims[0].positions[1].stance, Stance::Doubts);
    let (claims, disputes) = of_statements(&[doubted], &BTreeSet::new());
    assert!(claims.is_empty() && disputes.is_empty(), "there is nothing that it answers");
}

#[test]
fn a_denial_answers_no_demand_in_its_words() {
    let (kigali, goma) = (actor("Kigali", "RWA", "GOV"), actor("Kinshasa", "COD", "GOV"));
    let all = [
        said("a", 0, goma, Act::Demands, "that Rwanda withdraw its troops from Goma"),
        said("b", 100, kigali, Act::Denies, "that it had any troops in Goma"),
    ];
    let found = of_statements(&all, &BTreeSet::new()).1;
    assert_eq!(found.len(), 1);
    assert!(found[0].text.starts_with("“that it had any troops in Goma”, denied by"), "{found:?}");
    assert_eq!(found[0].positions[0].holder, None, "nobody said so: a demand is no telling");
}

#[test]
fn all_sides_at_once_are_no_holder() {
    let (mut a, mut b) = (market("a", "2023-06-01", 18.0), market("b", "2023-06-01", 11.0));
    a.speaker = Some(actor("Each side", "", ""));
    b.speaker = Some(actor("Leyla Demir, a spokeswoman for the clinic", "", ""));
    let found = over(&[a, b]);
    assert_eq!(found[0].text, "The counts differ (killed): a report 18, Leyla Demir 11");
    assert_eq!(found[0].positions[0].holder, None);
}

#[test]
fn names_of_several_are_not_cut() {
    let several = actor("Russia, Turkey and Iran", "", "");
    assert_eq!(position::name(Some(&several)), "Russia, Turkey and Iran");
    assert!(
        !is_nobody(&actor("the army", "SDN", "MIL")) && is_nobody(&actor("both sides", "", ""))
    );
}

#[test]
fn how_long_it_took_is_no_count() {
    let (mut a, mut b) = (market("a", "2023-06-01", 11.0), market("b", "2023-06-01", 3.0));
    for one in [&mut a, &mut b] {
        one.event.quantities[0].role = detente_record::FigureRole::Days;
    }
    assert!(over(&[a, b]).is_empty());
}
