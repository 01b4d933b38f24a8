//! A word that names a happening, with what its sentence says beside it.

use super::profile::{Profile, is_content};
use super::{groups, kin};
use detente_language::{Factuality, Relation, Tree, Upos, factuality};
use std::collections::BTreeSet;
use std::rc::Rc;

/// One mention of a happening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its id, by which mentions are put in order.
    pub id: String,
    /// The report it stands in.
    pub report: String,
    /// The number of its sentence in the report.
    pub sentence: usize,
    /// What the report is about.
    pub profile: Rc<Profile>,
    /// Its dictionary form in small letters.
    pub lemma: String,
    /// What it shares with the words of its kin.
    pub kin: String,
    /// Its part of speech.
    pub upos: Upos,
    /// Whether it is negated.
    pub negated: bool,
    /// Whether it happened, as its sentence puts it.
    pub status: Factuality,
    /// The words of its subject and objects.
    pub core: BTreeSet<String>,
    /// The words that modify it otherwise.
    pub around: BTreeSet<String>,
    /// All words of its sentence but itself.
    pub all: BTreeSet<String>,
    /// The figures of its sentence.
    pub figures: BTreeSet<String>,
}

impl Mention {
    /// The mention that a word of a sentence makes; `None` where the sentence holds no such word.
    pub fn of(
        id: &str,
        (report, profile): (&str, &Rc<Profile>),
        (sentence, tree): (usize, &Tree),
        word: usize,
    ) -> Option<Self> {
        let node = tree.nodes().get(word)?;
        let under = |roots: &[usize]| {
            let stand = |&at: &usize| at != word && roots.iter().any(|&root| tree.within(at, root));
            words(tree, (0..tree.len()).filter(stand))
        };
        let beside = |wanted: fn(Relation) -> bool| {
            let children = tree.children(word);
            children.filter(|&child| wanted(tree.nodes()[child].relation)).collect::<Vec<_>>()
        };
        let mut core = beside(|relation| {
            use Relation::{Csubj, Iobj, Nsubj, Obj};
            matches!(relation, Nsubj | Csubj | Obj | Iobj)
        });
        core.extend(tree.subject(word).filter(|&subject| !tree.within(word, subject)));
        let mut core = under(&core);
        // "The man arrested": whom the clause modifies takes part.
        let modified = node.head.filter(|_| node.relation == Relation::Acl);
        core.extend(words(tree, modified.into_iter()));
        let around = beside(|relation| {
            use Relation::{Advmod, Amod, Appos, Ccomp, Compound, Nmod, Nummod, Obl, Xcomp};
            matches!(
                relation,
                Obl | Nmod | Compound | Amod | Nummod | Xcomp | Ccomp | Appos | Advmod
            )
        });
        let figures = tree.nodes().iter().filter(|node| node.upos == Upos::Num);
        Some(Self {
            id: id.to_owned(),
            report: report.to_owned(),
            sentence,
            profile: Rc::clone(profile),
            lemma: node.lemma.to_lowercase(),
            kin: kin(&node.lemma),
            upos: node.upos,
            negated: tree.is_negated(word),
            status: factuality(tree, word),
            core,
            around: under(&around),
            all: words(tree, (0..tree.len()).filter(|&at| at != word)),
            figures: figures.map(|node| node.lemma.to_lowercase()).collect(),
        })
    }

    /// The keys under which it is looked for: its kin, and each group of words of its kind, in
    /// reports about one thing.
    pub fn keys(&self) -> Vec<String> {
        let kinds = groups(&self.kin).map(|group| format!("#{group}"));
        let kinds: Vec<String> = std::iter::once(self.kin.clone()).chain(kinds).collect();
        let about = self.profile.heaviest();
        about.flat_map(|word| kinds.iter().map(move |kind| format!("{kind}|{word}"))).collect()
    }
}

/// The dictionary forms of the words that say something.
fn words(tree: &Tree, at: impl Iterator<Item = usize>) -> BTreeSet<String> {
    at.filter_map(|word| {
        let node = tree.nodes().get(word).filter(|node| is_content(node.upos))?;
        Some(node.lemma.to_lowercase())
    })
    .collect()
}
