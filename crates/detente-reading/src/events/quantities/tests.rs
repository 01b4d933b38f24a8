//! Sentences of our own, read with the model, and the figures that their events must bear.

use crate::testing::read_whole;
use detente_record::{ActorRef, Event};

fn who(all: &[ActorRef]) -> String {
    let shown: Vec<String> = all
        .iter()
        .map(|actor| match (&actor.country, &actor.sector) {
            (Some(country), Some(sector)) => format!("{country}.{sector}"),
            (Some(country), None) => country.clone(),
            (None, _) => actor.text.clone(),
        })
        .collect();
    if shown.is_empty() { "-".into() } else { shown.join("+") }
}

fn figures(event: &Event) -> String {
    let shown: Vec<String> = event
        .quantities
        .iter()
        .map(|quantity| {
            let number = |n: Option<f64>| n.map_or("?".to_owned(), |n| n.to_string());
            let free = quantity.low.is_none() && quantity.high.is_none();
            let value = if quantity.low == quantity.high && quantity.value.is_some() {
                format!("{}{}", if free { "about " } else { "" }, number(quantity.value))
            } else {
                format!("{}..{}", number(quantity.low), number(quantity.high))
            };
            let unit = quantity.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default();
            let of = quantity.of.as_deref().map(|of| format!(" {of}")).unwrap_or_default();
            format!("{} {value}{unit}{of}", quantity.role)
        })
        .collect();
    shown.join(", ")
}

/// Events with figures, as "actors > recipients: figures".
fn shown(text: &str) -> Vec<String> {
    let events = read_whole(text).events;
    let told = events.iter().filter(|event| !event.quantities.is_empty());
    told.map(|event| {
        format!("{} > {}: {}", who(&event.actors), who(&event.recipients), figures(event))
    })
    .collect()
}

fn gives(cases: &[(&str, &[&str])]) {
    let mut wrong = vec![];
    for (text, expected) in cases {
        let found = shown(text);
        if found != *expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_killer_is_whose_fire_it_is() {
    gives(&[
        (
            "Nine Chadian soldiers were killed by Sudanese shelling on Sunday.",
            &["SDN > TCD.MIL: killed 9 Chadian soldiers"],
        ),
        (
            "Fire from Eritrean troops killed four Ethiopian policemen.",
            &["ERI.MIL > ETH.COP: killed 4 Ethiopian policemen"],
        ),
        (
            "An Azerbaijani drone strike killed two Armenian soldiers.",
            &["AZE > ARM.MIL: killed 2 Armenian soldiers"],
        ),
        // Whose the drones were is not said.
        (
            "The authorities of Peru said that two Peruvian soldiers had been killed and 19 wounded, most \
             of them by drones.",
            &["- > PER.MIL: killed 2 Peruvian soldiers, wounded 19 wounded"],
        ),
        (
            "Peru said that two of its soldiers had been killed by Ecuadorean fire.",
            &["ECU > PER.MIL: killed 2 its soldiers"],
        ),
        (
            "At least 30 people died in raids by Janjaweed militiamen in Darfur.",
            &["SDN.REB > SDN.CVL: killed 30..? people"],
        ),
    ]);
}

#[test]
fn what_belongs_together_stands_together() {
    gives(&[
        (
            "In the clashes, 12 soldiers were killed and 30 wounded.",
            &["- > 12 soldiers: killed 12 soldiers, wounded 30"],
        ),
        (
            "The blast left 14 people dead and more than 20 injured, the army said.",
            &["- > 14 people: killed 14 people, wounded 21..?"],
        ),
        (
            "Twelve people, including three children, were killed in the air strike.",
            &["- > Twelve people: killed 12 people, other 3 children"],
        ),
        (
            "Malian troops shelled a village near Gao, killing six civilians.",
            &["MLI.MIL > MLI.CVL: killed 6 civilians"],
        ),
        ("The death toll from the bombing rose to 45.", &["- > -: killed 45"]),
        (
            "Seventeen people were killed, among them five women, when Chadian jets bombed a market.",
            &["TCD.MIL > Seventeen people: killed 17 people, other 5 women"],
        ),
        (
            "Two Cuban soldiers were killed and three others injured in a Haitian attack.",
            &["HTI > CUB.MIL: killed 2 Cuban soldiers, wounded 3 others"],
        ),
        ("Kenyan shelling of Nyala killed two people.", &["KEN > SDN: killed 2 people"]),
    ]);
}

#[test]
fn other_figures_go_to_their_happening() {
    gives(&[
        (
            "Ugandan troops captured four villages in Ituri.",
            &["UGA.MIL > COD.CVL: settlements 4 villages"],
        ),
        ("Japan pledged $40 million in aid to Yemen.", &["JPN > YEM: other 40000000 USD"]),
        (
            "Niger deployed some 2,400 troops along its border with Nigeria.",
            &["NER > NGA: other about 2400 troops"],
        ),
    ]);
}

#[test]
fn numbers_that_count_nothing() {
    gives(&[
        ("One of the soldiers said the attack on Goma was over.", &[]),
        ("The 5 Brigade attacked rebels near Juba.", &[]),
        ("A Su-24 bombed rebels near Juba in 2012.", &[]),
        ("Soldiers shot Mary Akello, 34, in Gulu.", &[]),
        ("More than 200 people died of cholera in Chad.", &[]),
        ("Four people died when a bus fell into a ravine in Nepal.", &[]),
        ("Call the ministry on +251 11 551 7345 about the attack in Mekelle.", &[]),
        ("The assembly condemned the raid on Juba by 52 votes to 48.", &[]),
        ("Nine miners were injured in an explosion at a pit in Silesia.", &[]),
    ]);
}
