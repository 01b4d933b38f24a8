//! The tree of a sentence, and the questions that rules ask of it.
//!
//! ```
//! use detente_language::{Relation, Tree};
//!
//! let tree = Tree::parse(
//!     "1 The the DET DT 2 det\n\
//!      2 army army NOUN NN 3 nsubj\n\
//!      3 shelled shell VERB VBD 0 root\n\
//!      4 Kadugli Kadugli PROPN NNP 3 obj",
//! ).unwrap();
//! let verb = tree.root();
//! assert_eq!(tree.lemma(verb), "shell");
//! assert_eq!(tree.subject(verb), Some(1));
//! assert_eq!(tree.object(verb), Some(3));
//! assert_eq!(tree.span(1), 0..2);
//! ```

mod labels;

pub use labels::{NameKind, Relation, Subtype, Upos, Xpos};

use std::ops::Range;

/// One word of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub xpos: Xpos,
    /// Dictionary form.
    pub lemma: Box<str>,
    /// The word's head, `None` for the root.
    pub head: Option<usize>,
    /// The relation to the head.
    pub relation: Relation,
    /// Its subtype.
    pub subtype: Subtype,
}

/// The words of one sentence with their heads. Words are numbered from 0, as its tokens are.
///
/// Every tree has exactly one root and no cycle; an empty tree is that of a sentence that was not
/// analysed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
    /// The children of all words, word by word, and where those of each begin.
    children: Vec<u32>,
    starts: Vec<u32>,
    /// The first and the last word under each.
    spans: Vec<(u32, u32)>,
}

impl Tree {
    /// A tree of these words; `None` if they don't make one.
    pub fn new(nodes: Vec<Node>) -> Option<Self> {
        let (children, starts) = children(&nodes)?;
        let mut tree = Self { nodes, children, starts, spans: vec![] };
        let roots = tree.nodes.iter().filter(|node| node.head.is_none()).count();
        if !tree.is_empty() {
            // With one root, what is not reached from it stands in a cycle.
            let under = tree.under(tree.root());
            if roots != 1 || under.len() != tree.len() {
                return None;
            }
            tree.spans = (0..tree.len() as u32).map(|word| (word, word)).collect();
            // What stands under a word comes after it.
            for &word in under.iter().rev() {
                if let Some(head) = tree.nodes[word].head {
                    let (first, last) = tree.spans[word];
                    let above = &mut tree.spans[head];
                    *above = (above.0.min(first), above.1.max(last));
                }
            }
        }
        Some(tree)
    }

    /// A word and all that stands under it, each after its head. Ends on cycles too: it meets no
    /// word that hangs on a cycle unless it begins in one.
    fn under(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut at = 0;
        while at < found.len() && found.len() <= self.len() {
            found.extend(self.children(found[at]));
            at += 1;
        }
        found
    }

    /// Reads lines of `number form lemma UPOS XPOS head relation`, numbers from 1, as rules write
    /// their examples.
    pub fn parse(text: &str) -> Option<Self> {
        let node = |line: &str| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            let [_, _, lemma, upos, xpos, head, relation] = cells[..] else { return None };
            let (relation, subtype) = relation.split_once(':').unwrap_or((relation, ""));
            Some(Node {
                upos: Upos::parse(upos),
                xpos: Xpos::parse(xpos),
                lemma: lemma.into(),
                head: head.parse::<usize>().ok()?.checked_sub(1),
                relation: Relation::parse(relation),
                subtype: Subtype::parse(subtype),
            })
        };
        Self::new(
            text.lines().filter(|line| !line.trim().is_empty()).map(node).collect::<Option<_>>()?,
        )
    }

    /// The words in order.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether nothing is known of the sentence.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The root; 0 of an empty tree.
    pub fn root(&self) -> usize {
        self.nodes.iter().position(|node| node.head.is_none()).unwrap_or(0)
    }

    /// The dictionary form of a word.
    pub fn lemma(&self, word: usize) -> &str {
        &self.nodes[word].lemma
    }

    /// The head of a word.
    pub fn head(&self, word: usize) -> Option<usize> {
        self.nodes[word].head
    }

    /// Whether a word stands in this relation to its head.
    pub fn is(&self, word: usize, relation: Relation) -> bool {
        self.nodes[word].relation == relation
    }

    /// Whether a word stands in this relation with this subtype: `nsubj:pass`.
    pub fn is_sub(&self, word: usize, relation: Relation, subtype: Subtype) -> bool {
        self.is(word, relation) && self.nodes[word].subtype == subtype
    }

    /// The words whose head is `word`, in order.
    pub fn children(&self, word: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let bound = |at: usize| self.starts.get(at).map_or(0, |&start| start as usize);
        let range = bound(word)..bound(word + 1).max(bound(word));
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The children in one relation.
    pub fn children_by(
        &self,
        word: usize,
        relation: Relation,
    ) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children(word).filter(move |&child| self.is(child, relation))
    }

    /// The first child in one relation.
    pub fn child(&self, word: usize, relation: Relation) -> Option<usize> {
        self.children_by(word, relation).next()
    }

    /// The heads above a word, from its own to the root.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(word), |&head| self.head(head))
    }

    /// Whether `word` is `above` or stands under it.
    pub fn within(&self, word: usize, above: usize) -> bool {
        word == above || self.ancestors(word).any(|head| head == above)
    }

    /// From the first to past the last word under `word`; in a tree that crosses itself this takes
    /// in words of others.
    pub fn span(&self, word: usize) -> Range<usize> {
        let (first, last) = self.spans.get(word).copied().unwrap_or((word as u32, word as u32));
        first as usize..last as usize + 1
    }

    /// The word of a span that the others hang on: the first whose head lies outside.
    pub fn top(&self, span: Range<usize>) -> Option<usize> {
        span.clone().find(|&word| self.nodes[word].head.is_none_or(|head| !span.contains(&head)))
    }

    /// Whether a predicate is passive.
    pub fn is_passive(&self, predicate: usize) -> bool {
        self.children(predicate).any(|child| {
            self.nodes[child].subtype == Subtype::Pass
                && matches!(
                    self.nodes[child].relation,
                    Relation::Aux | Relation::Nsubj | Relation::Csubj
                )
        })
    }

    /// The subject of a predicate: its own, or what it shares as a conjunct or an open complement.
    pub fn subject(&self, predicate: usize) -> Option<usize> {
        let own = |word| {
            self.children(word)
                .find(|&c| matches!(self.nodes[c].relation, Relation::Nsubj | Relation::Csubj))
        };
        let mut word = predicate;
        loop {
            if let Some(subject) = own(word) {
                return Some(subject);
            }
            let node = &self.nodes[word];
            match (node.relation, node.head) {
                // Two predicates joined share it; "agreed to leave": the one who agreed leaves,
                // unless an object stands between ("told them to leave").
                (Relation::Conj, Some(head)) => word = head,
                (Relation::Xcomp, Some(head)) => match self.child(head, Relation::Obj) {
                    Some(object) => return Some(object),
                    None => word = head,
                },
                _ => return None,
            }
        }
    }

    /// Who does it: the subject, or of a passive the agent after "by".
    pub fn agent(&self, predicate: usize) -> Option<usize> {
        if !self.is_passive(predicate) {
            return self.subject(predicate);
        }
        self.children_by(predicate, Relation::Obl)
            .find(|&obl| self.nodes[obl].subtype == Subtype::Agent || self.case(obl) == Some("by"))
    }

    /// Whom or what it is done to: the object, or of a passive the subject.
    pub fn patient(&self, predicate: usize) -> Option<usize> {
        if self.is_passive(predicate) { self.subject(predicate) } else { self.object(predicate) }
    }

    /// The object of a predicate.
    pub fn object(&self, predicate: usize) -> Option<usize> {
        self.child(predicate, Relation::Obj)
    }

    /// The preposition of a noun, by its dictionary form.
    pub fn case(&self, noun: usize) -> Option<&str> {
        self.child(noun, Relation::Case).map(|case| self.lemma(case))
    }

    /// The nouns that modify a predicate or a noun with this preposition.
    pub fn with_case<'a>(&'a self, word: usize, case: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.children(word).filter(move |&child| {
            matches!(self.nodes[child].relation, Relation::Obl | Relation::Nmod)
                && self.case(child) == Some(case)
        })
    }

    /// A word and those joined with it: "A, B and C" from A.
    pub fn conjuncts(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(word).chain(self.children_by(word, Relation::Conj))
    }

    /// Whether a word is negated by "not", "never" or "no".
    pub fn is_negated(&self, word: usize) -> bool {
        self.children(word).any(|child| {
            matches!(self.nodes[child].relation, Relation::Advmod | Relation::Det | Relation::Cc)
                && matches!(
                    self.lemma(child),
                    "not"
                        | "never"
                        | "no"
                        | "neither"
                        | "nor"
                        | "hardly"
                        | "rarely"
                        | "seldom"
                        | "scarcely"
                )
        })
    }

    /// The auxiliaries of a predicate by their dictionary forms, in order.
    pub fn auxiliaries(&self, predicate: usize) -> impl Iterator<Item = &str> {
        self.children_by(predicate, Relation::Aux).map(|aux| self.lemma(aux))
    }

    /// The way from `word` up to `above`, both included; `None` if it doesn't lie above.
    pub fn path(&self, word: usize, above: usize) -> Option<Vec<usize>> {
        let mut path = vec![word];
        path.extend(self.ancestors(word));
        let end = path.iter().position(|&at| at == above)?;
        path.truncate(end + 1);
        Some(path)
    }
}

/// The children of all words in one list, and where those of each begin; `None` if a head is no
/// word.
fn children(nodes: &[Node]) -> Option<(Vec<u32>, Vec<u32>)> {
    if nodes.is_empty() {
        return Some((vec![], vec![]));
    }
    let count = nodes.len();
    let mut starts = vec![0u32; count + 1];
    for node in nodes {
        if let Some(head) = node.head {
            *starts.get_mut(head + 1)? += 1;
        }
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    let mut next = starts.clone();
    let mut children = vec![0; *starts.last()? as usize];
    for (word, node) in (0u32..).zip(nodes) {
        if let Some(head) = node.head {
            children[next[head] as usize] = word;
            next[head] += 1;
        }
    }
    Some((children, starts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tree_is_refused() {
        assert_eq!(Tree::parse("1 a a X XX 2 dep\n2 b b X XX 1 dep"), None, "a cycle");
        assert_eq!(Tree::parse("1 a a X XX 0 root\n2 b b X XX 0 root"), None, "two roots");
        assert_eq!(Tree::parse("1 a a X XX 7 dep"), None, "a head beyond the end");
    }

    #[test]
    fn a_passive_has_its_agent_and_patient() {
        let tree = Tree::parse(
            "1 Two two NUM CD 2 nummod
             2 villages village NOUN NNS 4 nsubj:pass
             3 were be AUX VBD 4 aux:pass
             4 burned burn VERB VBN 0 root
             5 by by ADP IN 6 case
             6 militiamen militiaman NOUN NNS 4 obl:agent",
        )
        .expect("a tree");
        assert_eq!(tree.agent(3), Some(5));
        assert_eq!(tree.patient(3), Some(1));
        assert_eq!(tree.span(1), 0..2);
        assert_eq!(tree.path(4, 3), Some(vec![4, 5, 3]));
    }

    #[test]
    fn an_open_complement_shares_the_subject_or_takes_the_object() {
        let agreed = Tree::parse(
            "1 They they PRON PRP 2 nsubj
             2 agreed agree VERB VBD 0 root
             3 to to PART TO 4 mark
             4 leave leave VERB VB 2 xcomp",
        )
        .expect("a tree");
        assert_eq!(agreed.subject(3), Some(0));
        let told = Tree::parse(
            "1 They they PRON PRP 2 nsubj
             2 told tell VERB VBD 0 root
             3 us we PRON PRP 2 obj
             4 to to PART TO 5 mark
             5 leave leave VERB VB 2 xcomp",
        )
        .expect("a tree");
        assert_eq!(told.subject(4), Some(2));
    }
}
