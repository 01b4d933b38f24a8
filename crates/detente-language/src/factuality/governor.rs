//! The word that governs a predicate: "refused to leave", "the threat of an invasion", "the attack
//! was foiled". The table `governors.tsv` says what each does; a class has one line of reasons.

use super::{Factuality, claim};
use crate::tree::{Relation, Subtype, Tree, Upos};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a governing word does to what it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing, and nothing above it does.
    Nothing,
    /// It says this of it.
    Says(Factuality),
    /// It is so if the governing word is: "began to leave", "carried out an attack".
    Through,
    /// It is told by someone: what is said of it stands.
    Reports,
}

#[derive(Clone, Copy)]
struct Class {
    effect: Effect,
    /// Whether it tells of a noun as well: "threatened an invasion", but not "expected the guests".
    nouns: bool,
}

/// Lemma to class. Lines: `class<TAB>lemmas`; a class that ends in `+` takes nouns too.
static TABLE: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
    let mut table = HashMap::new();
    for line in include_str!("governors.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((class, lemmas)) = line.split_once('\t') else { continue };
        let effect = match class.trim_end_matches('+') {
            "plans" => Effect::Says(Factuality::Planned),
            "threatens" => Effect::Says(Factuality::Threatened),
            "demands" => Effect::Says(Factuality::Demanded),
            "supposes" => Effect::Says(Factuality::Hypothetical),
            "denies" => Effect::Says(Factuality::Denied),
            "fails" => Effect::Says(Factuality::Failed),
            "through" => Effect::Through,
            _ => Effect::Reports,
        };
        for lemma in lemmas.split(' ').filter(|lemma| !lemma.is_empty()) {
            table.insert(lemma, Class { effect, nouns: class.ends_with('+') });
        }
    }
    table
});

/// What `head` does to its dependent `at`.
pub(super) fn effect(tree: &Tree, at: usize, head: usize, nominal: bool) -> Effect {
    let node = &tree.nodes()[at];
    let clause = matches!(
        node.relation,
        Relation::Ccomp | Relation::Xcomp | Relation::Csubj | Relation::Acl
    ) && node.subtype != Subtype::Relcl;
    let patient = nominal
        && (node.relation == Relation::Obj
            || node.relation == Relation::Nsubj && tree.is_passive(head)
            || matches!(node.relation, Relation::Obl | Relation::Nmod)
                && matches!(tree.case(at), Some("for" | "of" | "from" | "to" | "on" | "with")));
    let subject = nominal && node.relation == Relation::Nsubj && !tree.is_passive(head);
    // "threatened with attack", "refrain from firing"; "without firing" is by itself a denial.
    let mut gerund = false;
    if node.relation == Relation::Advcl {
        for mark in tree.children_by(at, Relation::Mark) {
            match tree.lemma(mark) {
                "without" => return Effect::Says(Factuality::Denied),
                "from" | "of" | "with" | "for" | "against" => gerund = true,
                _ => {}
            }
        }
    }
    if let Some(effect) = phrase(tree, at, head, clause).or_else(|| claim::effect(tree, at, head)) {
        return effect;
    }
    let Some(class) = TABLE.get(tree.lemma(head)) else { return Effect::Nothing };
    if subject {
        // "talks will begin", "the attack failed".
        return match class.effect {
            Effect::Through => Effect::Through,
            Effect::Says(Factuality::Failed) if class.nouns => tell(tree, head, Factuality::Failed),
            _ => Effect::Nothing,
        };
    }
    if !(clause || gerund || patient && class.nouns) {
        return Effect::Nothing;
    }
    match class.effect {
        Effect::Says(said) => tell(tree, head, said),
        effect => effect,
    }
}

/// What a word says, or the opposite where it is negated.
fn tell(tree: &Tree, head: usize, said: Factuality) -> Effect {
    Effect::Says(if tree.is_negated(head) { said.negated() } else { said })
}

/// Whether a clause begins with this word.
fn marked(tree: &Tree, at: usize, word: &str) -> bool {
    tree.children_by(at, Relation::Mark).any(|mark| tree.lemma(mark) == word)
}

/// What needs more than one word: "call for", "rule out", "be ready to", "have to".
fn phrase(tree: &Tree, at: usize, head: usize, clause: bool) -> Option<Effect> {
    let case = tree.case(at);
    let particle = tree
        .children(head)
        .find(|&child| tree.nodes()[child].subtype == Subtype::Prt)
        .map(|child| tree.lemma(child));
    let to = tree.children_by(at, Relation::Mark).any(|mark| tree.lemma(mark) == "to");
    let xcomp = tree.is(at, Relation::Xcomp);
    let on = || tree.children(head).any(|child| child == head + 1 && tree.lemma(child) == "on");
    let said = match tree.lemma(head) {
        "call" if case == Some("for") => Factuality::Demanded,
        "call" | "press" if (xcomp || clause) && to => Factuality::Demanded,
        "insist" | "appeal" | "push" if matches!(case, Some("on" | "for")) => Factuality::Demanded,
        "rule" if particle == Some("out") => Factuality::Denied,
        // "called off the march after the mayor agreed to talk": only the march.
        "call" if particle == Some("off") && !tree.is(at, Relation::Advcl) => Factuality::Failed,
        "carry" if particle == Some("out") => return Some(Effect::Through),
        // "went on to attack" did; "is going to attack" has yet to.
        "go" if to && on() => return Some(Effect::Through),
        "go" if xcomp && to => Factuality::Planned,
        // "insisted on ending the siege".
        "insist" if marked(tree, at, "on") => Factuality::Demanded,
        "have" | "need" if xcomp && to => Factuality::Demanded,
        "be" if clause && to => Factuality::Planned,
        "take" if tree.object(head).is_some_and(|object| tree.lemma(object) == "place") => {
            return Some(Effect::Through);
        }
        // "is ready to", "are likely to", "is due to".
        "ready" | "set" | "due" | "poised" | "willing" | "prepared" | "determined" | "eager"
            if clause && to =>
        {
            Factuality::Planned
        }
        "likely" | "possible" | "able" | "unlikely" if clause => Factuality::Hypothetical,
        "unable" | "unwilling" if clause && to => Factuality::Failed,
        _ => return None,
    };
    // A word within a name governs nothing.
    (tree.nodes()[head].upos != Upos::Propn).then(|| tell(tree, head, said))
}

#[cfg(test)]
mod tests {
    use crate::examples::says;

    #[test]
    fn verbs_say_of_their_clauses() {
        says(&[
            ("Both sides agreed to withdraw their heavy guns.", "withdraw", "planned"),
            ("The rebels refused to leave the city.", "leave", "failed"),
            ("The minister threatened to close the border.", "close", "threatened"),
            ("The envoy demanded that the army withdraw.", "withdraw", "demanded"),
            ("The ministry denied that its troops had shelled the camp.", "shell", "denied"),
            ("The army said its troops had shelled the camp.", "shell", "happened"),
            ("Residents began to leave the village.", "leave", "happened"),
            ("The president does not intend to attack.", "attack", "denied"),
            ("The colonel went on to accuse Chad of the raid.", "accuse", "happened"),
            ("The envoy insisted on ending the siege.", "end", "demanded"),
        ]);
    }

    #[test]
    fn verbs_and_nouns_say_of_nouns() {
        says(&[
            ("The council called for the withdrawal of all forces.", "withdrawal", "demanded"),
            ("Kampala denied an attack on the convoy.", "attack", "denied"),
            ("The general threatened an invasion.", "invasion", "threatened"),
            ("The police foiled an attack on the embassy.", "attack", "failed"),
            ("The army launched an offensive in the north.", "offensive", "happened"),
            ("The army will launch an offensive in the north.", "offensive", "planned"),
            ("Talks will begin on Sunday.", "talk", "planned"),
            ("The envoy failed to secure a ceasefire.", "ceasefire", "failed"),
        ]);
    }
}
