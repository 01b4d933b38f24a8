//! What speaks for a type: the words on the way from one actor to the other in the tree, what hangs
//! on them, how the actors stand, and the words between and around.
//!
//! In "Zambia denounced Angola sharply" the way goes up from Zambia to "denounced" and down to
//! Angola: `l=denounce` (the top of the way), `p=denounce` (any word of it), `sr=nsubj`, `tr=obj`,
//! `k=sharply` and `k=advmod:sharply` (what hangs on it). The actors' own words are apart from the
//! rest: `s=` and `t=`. Names never count, so what is learned does not know who is who.

use detente_language::{Relation, Tree, Upos, factuality};
use detente_record::EventType;
use std::collections::BTreeSet;

/// What an event frame said of the pair: its type, and how near its participants are to the pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vote {
    /// The type that the frame gives.
    pub kind: EventType,
    /// Its participants are the pair: `pair`; one of them: `source`, `target`; others: `any`.
    pub how: &'static str,
}

/// All that speaks for a type of what the source does to the target, sorted; words are numbered as
/// in the tree and are the heads of the two mentions. Empty where neither is in the tree.
pub fn features(
    tree: &Tree,
    source: Option<usize>,
    target: Option<usize>,
    votes: &[Vote],
) -> Vec<String> {
    let [source, target] = [source, target].map(|word| word.filter(|&word| word < tree.len()));
    if source.is_none() && target.is_none() {
        return vec![];
    }
    let mut found = Found { tree, out: BTreeSet::new() };
    let own = [source, target].map(|head| head.map(|head| mention(tree, head)).unwrap_or_default());
    let of_pair = |word: usize| own.iter().any(|words| words.contains(&word));
    found.way(&way(tree, source, target), &of_pair);
    found.actors(source, target, &own);
    found.around(&own, &of_pair);
    for vote in votes {
        found.add(format!("vote={}:{}", vote.how, vote.kind));
    }
    found.out.into_iter().collect()
}

/// From one actor to the other.
#[derive(Default)]
struct Way {
    up: Vec<usize>,
    top: Option<usize>,
    down: Vec<usize>,
}

impl Way {
    fn words(&self) -> impl Iterator<Item = usize> {
        self.up.iter().chain(&self.top).chain(&self.down).copied()
    }
}

fn way(tree: &Tree, source: Option<usize>, target: Option<usize>) -> Way {
    let chain =
        |word: usize| -> Vec<usize> { [word].into_iter().chain(tree.ancestors(word)).collect() };
    let (up, down) = match (source, target) {
        (Some(source), Some(target)) => (chain(source), chain(target)),
        (Some(one), None) | (None, Some(one)) => {
            return Way { top: tree.head(one).or(Some(one)), ..Way::default() };
        }
        (None, None) => return Way::default(),
    };
    let meet = up.iter().position(|word| down.contains(word));
    let Some(meet) = meet else { return Way::default() };
    let top = up[meet];
    let under = down.iter().position(|word| *word == top).unwrap_or(0);
    let inner = |chain: &[usize], end: usize| chain.get(1..end).unwrap_or(&[]).to_vec();
    let mut down = inner(&down, under);
    down.reverse();
    Way { up: inner(&up, meet), top: Some(top), down }
}

/// The words of a mention: its head with what makes a noun phrase, no clauses.
fn mention(tree: &Tree, head: usize) -> BTreeSet<usize> {
    use Relation::{Amod, Appos, Case, Compound, Det, Fixed, Flat, Nmod, Nummod, Punct};
    let mut words = BTreeSet::from([head]);
    let mut open = vec![head];
    while let Some(word) = open.pop() {
        for child in tree.children(word) {
            let part = matches!(
                tree.nodes()[child].relation,
                Amod | Appos | Case | Compound | Det | Fixed | Flat | Nmod | Nummod | Punct
            );
            if part && words.insert(child) {
                open.push(child);
            }
        }
    }
    words
}

struct Found<'t> {
    tree: &'t Tree,
    out: BTreeSet<String>,
}

impl Found<'_> {
    fn add(&mut self, feature: String) {
        self.out.insert(feature);
    }

    fn lemma(&self, word: usize) -> String {
        self.tree.lemma(word).to_lowercase().replace(['\t', '\n', '\r'], " ")
    }

    fn relation(&self, word: usize) -> String {
        let node = &self.tree.nodes()[word];
        match node.subtype.as_str() {
            "" => node.relation.as_str().to_owned(),
            subtype => format!("{}:{subtype}", node.relation),
        }
    }

    /// Names and figures say nothing of a type.
    fn tells(&self, word: usize) -> bool {
        use Upos::{Adj, Adp, Adv, Aux, Noun, Part, Sconj, Verb};
        matches!(self.tree.nodes()[word].upos, Adj | Adp | Adv | Aux | Noun | Part | Sconj | Verb)
    }

    fn carries(&self, word: usize) -> bool {
        use Upos::{Adj, Adv, Noun, Verb};
        matches!(self.tree.nodes()[word].upos, Adj | Adv | Noun | Verb)
    }

    fn way(&mut self, way: &Way, of_pair: &dyn Fn(usize) -> bool) {
        for (words, mark) in [(&way.up, "u"), (&way.down, "d")] {
            for &word in words {
                self.add(format!("{mark}={}", self.lemma(word)));
            }
        }
        if let Some(top) = way.top {
            self.add(format!("l={}", self.lemma(top)));
            self.add(format!("lp={}", self.tree.nodes()[top].xpos));
            if self.tree.is_passive(top) {
                self.add("passive".into());
            }
        }
        let words: Vec<usize> = way.words().collect();
        for &word in &words {
            self.add(format!("p={}", self.lemma(word)));
            self.add(format!("st={}", factuality(self.tree, word).as_str()));
            for child in self.tree.children(word) {
                if words.contains(&child) || of_pair(child) {
                    continue;
                }
                if matches!(self.lemma(child).as_str(), "not" | "never" | "no" | "n't") {
                    self.add("neg".into());
                }
                if !self.tells(child) {
                    continue;
                }
                let (lemma, relation) = (self.lemma(child), self.tree.nodes()[child].relation);
                self.add(format!("k={relation}:{lemma}"));
                self.add(format!("b={}>{lemma}", self.lemma(word)));
                self.add(format!("k={lemma}"));
                for grandchild in self.tree.children(child) {
                    if self.tells(grandchild) && !of_pair(grandchild) {
                        self.add(format!("kk={}", self.lemma(grandchild)));
                    }
                }
            }
        }
    }

    fn actors(&mut self, source: Option<usize>, target: Option<usize>, own: &[BTreeSet<usize>; 2]) {
        for (head, words, mark) in [(source, &own[0], "s"), (target, &own[1], "t")] {
            let Some(head) = head else {
                self.add(format!("no-{mark}"));
                continue;
            };
            self.add(format!("{mark}r={}", self.relation(head)));
            if let Some(case) = self.tree.case(head) {
                self.add(format!("{mark}case={}", case.to_lowercase()));
            }
            for &word in words {
                if self.carries(word) {
                    self.add(format!("{mark}={}", self.lemma(word)));
                }
            }
        }
        if let (Some(source), Some(target)) = (source, target) {
            self.add(format!("shape={}|{}", self.relation(source), self.relation(target)));
        }
    }

    fn around(&mut self, own: &[BTreeSet<usize>; 2], of_pair: &dyn Fn(usize) -> bool) {
        for word in 0..self.tree.len() {
            if !of_pair(word) && self.carries(word) {
                self.add(format!("w={}", self.lemma(word)));
            }
        }
        let ends = |words: &BTreeSet<usize>| Some((*words.first()?, *words.last()?));
        let (Some(source), Some(target)) = (ends(&own[0]), ends(&own[1])) else { return };
        let (range, mark) = if source.0 < target.0 {
            (source.1 + 1..target.0, "m")
        } else {
            (target.1 + 1..source.0, "rm")
        };
        let between: Vec<String> =
            range.filter(|&word| self.tells(word)).map(|word| self.lemma(word)).collect();
        for word in &between {
            self.add(format!("{mark}={word}"));
        }
        for pair in between.windows(2) {
            self.add(format!("mm={}", pair.join("_")));
        }
    }
}
