//! The day that a happening is dated by: the one that hangs on it or on its clause.
//!
//! "They said on Monday that the army had shelled the town on Friday": each day hangs on its verb.
//! Where none hangs on the word itself, it has that of the words it shares a clause with:
//!
//! - a noun that of a clause about it ("the talks, held on 3 May"), of the verb that only says that
//!   it took place ("launched an offensive on Friday"), and of what it did or what happened in it
//!   ("the blast killed five on Friday", "were killed in clashes on Friday");
//! - a verb that of the verb it goes with ("shelled the town on Friday, killing three") or is
//!   joined to ("On Friday they shelled and stormed the town").
//!
//! The day of speaking is never that of what is said, and what comes after "after", "before" or
//! "since" has a day of its own. "By Friday", "until Friday", "for two days" date nothing.

use super::candidate::overlap;
use super::features::Happening;
use super::noun::{self, Class};
use detente_language::{Relation, Subtype, Upos, factuality};

/// The number in `view.times` of the expression that dates the happening.
pub(super) fn find(happening: &Happening<'_, '_>) -> Option<usize> {
    let times = times(happening);
    let tree = &happening.sentence.tree;
    let mut word = happening.word;
    // Every step goes up the tree, so it ends.
    loop {
        if let Some(found) = on(happening, &times, word) {
            return Some(found);
        }
        let below = tree.children(word).filter(|&child| shares_below(happening, word, child));
        if let Some(found) = below.filter_map(|child| on(happening, &times, child)).next() {
            return Some(found);
        }
        let head = tree.head(word)?;
        if !shares_above(happening, word, head) {
            return said(happening, &times, word, head);
        }
        word = head;
    }
}

/// An expression of time: its number in `view.times`, and the word it hangs on.
struct Hung {
    time: usize,
    on: usize,
}

/// The expressions of the sentence that may date something.
fn times(happening: &Happening<'_, '_>) -> Vec<Hung> {
    let (view, sentence) = (happening.view, happening.sentence);
    let tree = &sentence.tree;
    let first = view.times.partition_point(|time| time.range.start < sentence.range.start);
    let inside = view.times[first..].iter().take_while(|time| time.range.end <= sentence.range.end);
    let mut out = vec![];
    for (at, time) in inside.enumerate() {
        let Some(mut word) = tree.top(sentence.covered(&time.range)) else { continue };
        // "The morning of 3 May", "Friday night": the whole is what hangs.
        while let Some(head) = tree.head(word)
            && is_time(tree.lemma(head))
            && matches!(
                tree.nodes()[word].relation,
                Relation::Nmod
                    | Relation::Compound
                    | Relation::Flat
                    | Relation::Nummod
                    | Relation::Amod
                    | Relation::Appos
                    | Relation::Dep
            )
        {
            word = head;
        }
        let case =
            tree.case(word).or_else(|| tree.child(word, Relation::Mark).map(|m| tree.lemma(m)));
        let dates = case.is_none_or(|case| DATING.contains(&case));
        let hangs = matches!(
            tree.nodes()[word].relation,
            Relation::Obl
                | Relation::Nmod
                | Relation::Advmod
                | Relation::Compound
                | Relation::Amod
                | Relation::Nummod
                | Relation::Appos
                | Relation::Dep
                | Relation::Parataxis
        );
        if let Some(head) = tree.head(word).filter(|_| dates && hangs) {
            let on = later(happening, word, head).unwrap_or_else(|| rehung(happening, word, head));
            out.push(Hung { time: first + at, on });
        }
    }
    out
}

/// The noun after "after" or "before" that a day follows at once, though it was hung on the verb:
/// "entered the town after the withdrawal last week".
fn later(happening: &Happening<'_, '_>, time: usize, head: usize) -> Option<usize> {
    let tree = &happening.sentence.tree;
    let start = tree.span(time).start;
    tree.children_by(head, Relation::Obl).find(|&noun| {
        let own = tree.case(noun).is_some_and(|case| OWN_DAY.contains(&case));
        own && tree.span(noun).end == start
    })
}

/// What a day hangs on that was hung on a place or a person, which have none: "killed five people in
/// Nyala on Friday". "The president of 1990" keeps it.
fn rehung(happening: &Happening<'_, '_>, time: usize, head: usize) -> usize {
    let tree = &happening.sentence.tree;
    let loose = tree.nodes()[time].subtype != Subtype::Poss
        && matches!(tree.nodes()[time].relation, Relation::Nmod | Relation::Obl)
        && tree.case(time) != Some("of");
    if !loose {
        return head;
    }
    let mut on = head;
    loop {
        let node = &tree.nodes()[on];
        let class = noun::class(&node.lemma);
        let undated = node.upos == Upos::Propn
            || node.upos == Upos::Pron
            || class.is_place()
            || matches!(class, Class::People | Class::Body);
        let inside = matches!(
            node.relation,
            Relation::Obl | Relation::Nmod | Relation::Obj | Relation::Nsubj | Relation::Conj
        );
        match node.head.filter(|_| undated && inside) {
            Some(above) => on = above,
            None => return on,
        }
    }
}

/// Prepositions whose noun has a day of its own.
const OWN_DAY: &[&str] = &["after", "before", "since", "following", "despite", "until"];

/// What a preposition must be for a day to be that of what it hangs on.
const DATING: &[&str] = &["on", "in", "at", "during", "of", "'s", "over", "around", "as"];

fn is_time(lemma: &str) -> bool {
    const NOUNS: &[&str] = &[
        "morning",
        "afternoon",
        "evening",
        "night",
        "midnight",
        "noon",
        "dawn",
        "dusk",
        "day",
        "eve",
        "hour",
        "week",
        "weekend",
        "month",
        "year",
        "beginning",
        "start",
        "end",
        "middle",
    ];
    NOUNS.contains(&lemma)
}

/// The expression that hangs on a word: one whose day is known before others, then the nearest.
fn on(happening: &Happening<'_, '_>, times: &[Hung], word: usize) -> Option<usize> {
    let times = times.iter().filter(|hung| hung.on == word);
    let view = happening.view;
    let at = happening.sentence.tokens.get(word)?.range.start;
    let rank = |hung: &&Hung| {
        let time = &view.times[hung.time];
        (time.time.from.is_none(), time.range.start.abs_diff(at))
    };
    times.min_by_key(rank).map(|hung| hung.time)
}

/// Whether a clause under a word has its day: one about a noun that is what the clause tells of, or
/// a verb joined to it without a subject of its own.
fn shares_below(happening: &Happening<'_, '_>, word: usize, child: usize) -> bool {
    let tree = &happening.sentence.tree;
    let node = &tree.nodes()[child];
    let noun = tree.nodes()[word].upos != Upos::Verb;
    let subject = tree.children(child).find(|&at| tree.is(at, Relation::Nsubj));
    let own = subject.is_some_and(|at| !matches!(tree.lemma(at), "which" | "that" | "who"));
    match node.relation {
        Relation::Acl => noun && !own,
        Relation::Conj => !noun && node.upos == Upos::Verb && subject.is_none(),
        // "Began to withdraw on Friday", "closed unchanged on Friday".
        Relation::Xcomp => node.upos != Upos::Verb || is_phase(tree.lemma(word)),
        _ => false,
    }
}

/// Whether a word has the day of its head.
fn shares_above(happening: &Happening<'_, '_>, word: usize, head: usize) -> bool {
    let tree = &happening.sentence.tree;
    let node = &tree.nodes()[word];
    let mark = || tree.child(word, Relation::Mark).map(|mark| tree.lemma(mark));
    if is_cue(happening, head) && node.relation != Relation::Conj {
        return false;
    }
    match node.relation {
        Relation::Advcl => mark().is_none_or(|mark| matches!(mark, "as" | "while" | "when")),
        Relation::Conj => tree.nodes()[head].upos == node.upos || tree.head(head).is_none(),
        Relation::Xcomp => factuality(tree, word).is_factual(),
        Relation::Nsubj if node.subtype != Subtype::Pass => true,
        Relation::Obj | Relation::Nsubj => takes_place(tree.lemma(head)),
        Relation::Obl => tree
            .case(word)
            .is_some_and(|case| matches!(case, "in" | "during" | "by" | "at" | "with")),
        // "A series of attacks": what counts them has their day.
        Relation::Nmod => tree.case(word) == Some("of") && tree.nodes()[word].upos == Upos::Noun,
        _ => false,
    }
}

/// Whether a verb says of a noun no more than that it takes place.
fn takes_place(lemma: &str) -> bool {
    const VERBS: &[&str] = &[
        "launch",
        "begin",
        "start",
        "hold",
        "carry",
        "conduct",
        "take",
        "occur",
        "happen",
        "stage",
        "mount",
        "open",
        "conclude",
        "sign",
        "continue",
        "resume",
        "make",
        "pay",
        "do",
        "have",
        "perform",
        "commit",
        "end",
        "stop",
        "complete",
        "wage",
        "deliver",
        "host",
        "undertake",
        "organise",
        "organize",
        "execute",
        "lead",
        "initiate",
        "reach",
        "declare",
        "announce",
        "break",
        "hit",
        "see",
        "kill",
        "wound",
        "injure",
    ];
    VERBS.contains(&lemma)
}

/// Whether a verb says only which part of a happening it is.
fn is_phase(lemma: &str) -> bool {
    const VERBS: &[&str] = &["begin", "start", "continue", "resume", "stop", "cease", "finish"];
    VERBS.contains(&lemma)
}

/// Whether a word says that something is said.
fn is_cue(happening: &Happening<'_, '_>, word: usize) -> bool {
    let Some(token) = happening.sentence.tokens.get(word) else { return false };
    let attributions = &happening.view.analysis.attributions;
    attributions.iter().any(|one| {
        let cue = one.cue.as_ref().is_some_and(|cue| overlap(cue, &token.range));
        cue && !one.content.is_empty()
    })
}

/// What stands among the words said belongs to what is said, though it was hung on the verb of
/// saying: "On Saturday the army shelled the town, they said".
fn said(happening: &Happening<'_, '_>, times: &[Hung], word: usize, head: usize) -> Option<usize> {
    let (view, sentence) = (happening.view, happening.sentence);
    if !matches!(sentence.tree.nodes()[word].relation, Relation::Ccomp | Relation::Parataxis) {
        return None;
    }
    let token = &sentence.tokens.get(word)?.range;
    let attributions = &view.analysis.attributions;
    let content = attributions.iter().flat_map(|one| &one.content);
    let part = content.filter(|part| overlap(part, token)).min_by_key(|part| part.len())?;
    let inside = |hung: &&Hung| hung.on == head && overlap(part, &view.times[hung.time].range);
    times.iter().find(inside).map(|hung| hung.time)
}

#[cfg(test)]
mod tests {
    use crate::testing::with_whole_view;

    /// The day that the word is dated by, as words.
    fn check(cases: &[(&str, &str, Option<&str>)]) {
        for (text, happening, expected) in cases {
            with_whole_view(text, Some("2020-03-10"), |view| {
                let at = text.find(happening).expect("the word stands there");
                let (sentence, word) = view.word_at(view.tok_at(at)).expect("a word");
                let found = super::super::date(view, sentence, word);
                let found = found.map(|time| &view.text[view.times[time].range.clone()]);
                assert_eq!(found, *expected, "{happening} in: {text}");
            });
        }
    }

    #[test]
    fn the_day_of_speaking_is_not_that_of_what_is_said() {
        let text = "The minister said on Monday that the army had shelled the town on Friday.";
        check(&[
            (text, "said", Some("Monday")),
            (text, "shelled", Some("Friday")),
            ("The envoy said on Monday that rebels had left the town.", "left", None),
            ("On Saturday the army shelled the town, the mayor said.", "shelled", Some("Saturday")),
        ]);
    }

    #[test]
    fn each_happening_has_its_own_day() {
        let text = "The talks, held in Geneva on 3 May, followed the attack of 1 May.";
        check(&[
            (text, "talks", Some("3 May")),
            (text, "attack", Some("1 May")),
            (
                "Rebels entered the town after the withdrawal last week.",
                "withdrawal",
                Some("last week"),
            ),
            ("Rebels entered the town after the withdrawal last week.", "entered", None),
            ("The army left on Tuesday after the attack.", "attack", None),
        ]);
    }

    #[test]
    fn words_of_one_clause_share_its_day() {
        check(&[
            ("On Saturday, the army shelled and stormed the village.", "stormed", Some("Saturday")),
            ("Jets bombed the market on Sunday, killing nine people.", "killing", Some("Sunday")),
            ("The army launched an offensive on Friday.", "offensive", Some("Friday")),
            ("The blast killed five people on Friday.", "blast", Some("Friday")),
            ("Shells killed five people in Nyala on Friday.", "killed", Some("Friday")),
            ("The army began to leave the zone on Friday.", "began", Some("Friday")),
            ("Five soldiers were killed in clashes on Friday.", "clashes", Some("Friday")),
        ]);
    }

    #[test]
    fn a_deadline_is_no_date() {
        check(&[("The rebels must leave the zone by Friday.", "leave", None)]);
    }
}
