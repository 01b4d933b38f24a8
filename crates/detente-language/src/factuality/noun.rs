//! What stands beside a noun that names a happening: "a planned offensive", "no talks".

use super::Factuality;
use crate::tree::{Relation, Tree};

/// What a noun's own modifiers say.
pub(super) fn own(tree: &Tree, word: usize) -> Factuality {
    for child in tree.children(word) {
        let relation = tree.nodes()[child].relation;
        let lemma = tree.lemma(child);
        match relation {
            Relation::Det if lemma == "no" => return Factuality::Denied,
            Relation::Amod | Relation::Compound => {
                let said = match lemma {
                    "planned" | "plan" | "proposed" | "propose" | "upcoming" | "forthcoming"
                    | "imminent" | "scheduled" | "schedule" | "expected" | "expect"
                    | "intended" | "future" | "prospective" | "promised" | "promise"
                    | "pledged" => Factuality::Planned,
                    "threatened" | "threaten" => Factuality::Threatened,
                    "demanded" | "required" | "require" | "requested" => Factuality::Demanded,
                    "possible" | "potential" | "likely" | "hypothetical" | "feared" | "fear"
                    | "eventual" | "looming" => Factuality::Hypothetical,
                    "failed" | "fail" | "foiled" | "foil" | "thwarted" | "thwart" | "aborted"
                    | "abort" | "attempted" | "attempt" | "abortive" | "cancelled" | "averted" => {
                        Factuality::Failed
                    }
                    "ongoing" | "continuing" | "continue" | "persistent" => Factuality::Ongoing,
                    _ => continue,
                };
                return said;
            }
            _ => {}
        }
    }
    Factuality::Happened
}

#[cfg(test)]
mod tests {
    use crate::examples::says;

    #[test]
    fn adjectives_tell_of_nouns() {
        says(&[
            ("The general spoke of a planned offensive.", "offensive", "planned"),
            ("The police spoke of a foiled attack on the embassy.", "attack", "failed"),
            ("The ministry condemned the attack on the embassy.", "attack", "happened"),
        ]);
    }
}
