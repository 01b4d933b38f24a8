//! Who acts on whom.

use super::matching::Named;
use super::verb::Parts;
use super::{Coded, Coder, Party};

/// Where source and target of a verb are looked for.
pub(super) struct Ends<'e, 'v> {
    pub(super) coder: &'e Coder<'e>,
    pub(super) parts: &'e Parts<'e, 'v>,
    pub(super) tok: usize,
    /// The words before the verb, the nearest first, and those after it.
    pub(super) before: &'e [usize],
    pub(super) after: &'e [usize],
}

impl Ends<'_, '_> {
    /// Sources and targets of a verb, by what the pattern has named.
    pub(super) fn find(&self, named: &Named, both_ways: bool) -> Option<(Vec<Party>, Vec<Party>)> {
        if let Some(phrase) = named.each_other {
            let members = self.parties(phrase);
            return Some((members.clone(), members));
        }
        if named.source.is_none()
            && named.target.is_none()
            && let Some((source, target)) = self.passive()
        {
            return Some((self.parties(source), self.parties(target)));
        }
        let target = named.target.or_else(|| self.target(named.source));
        let source = named.source.or_else(|| self.source(target));
        let (source, target) = match (source, target) {
            (Some(source), Some(target)) => (source, target),
            // "The Vale and Thorn met."
            (Some(source), None) if both_ways => (source, source),
            _ => return None,
        };
        let (mut sources, mut targets) = (self.parties(source), self.parties(target));
        // What joined parties do to nobody known they do to each other.
        if both_ways {
            match (unknown(&sources), unknown(&targets)) {
                (_, true) => targets.clone_from(&sources),
                (true, false) => sources.clone_from(&targets),
                _ => {}
            }
        }
        Some((sources, targets))
    }

    /// Of a passive with "by": who follows it, and the subject.
    fn passive(&self) -> Option<(usize, usize)> {
        let parts = self.parts;
        if !parts.is_passive(self.tok) {
            return None;
        }
        let text = &parts.words.text;
        let by = self.after.iter().position(|&word| text[word] == "by")?;
        let agent = self.first(self.after[by..].iter().copied(), |_| true)?;
        let subject = self.source(Some(agent))?;
        Some((agent, subject))
    }

    /// The first coded phrase after the verb, or else the first of all.
    fn target(&self, source: Option<usize>) -> Option<usize> {
        self.first(self.after.iter().copied(), |phrase| Some(phrase) != source)
    }

    /// The subject, or else the first coded phrase before the verb, or the first of all; none that
    /// is what the target is.
    fn source(&self, target: Option<usize>) -> Option<usize> {
        let other = |phrase| Some(phrase) != target && !self.same(phrase, target);
        let subject = self.parts.words.tree.subject(self.tok);
        let subject = subject.and_then(|subject| self.parts.phrase_at(subject));
        let coded = |&phrase: &usize| self.parts.phrases[phrase].is_coded() && other(phrase);
        subject.filter(coded).or_else(|| self.first(self.before.iter().rev().copied(), other))
    }

    fn first(
        &self,
        words: impl Iterator<Item = usize> + Clone,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let met =
            words.filter_map(|word| self.parts.phrase_of[word]).filter(|&phrase| fits(phrase));
        let coded = |phrase: &usize| self.parts.phrases[*phrase].is_coded();
        met.clone().find(coded).or_else(|| met.clone().next())
    }

    fn same(&self, phrase: usize, other: Option<usize>) -> bool {
        let codes = |phrase: usize| {
            let members = &self.parts.phrases[phrase].members;
            members.iter().flat_map(|member| &member.codes).collect::<Vec<_>>()
        };
        let Some(other) = other else { return false };
        let own = codes(phrase);
        !own.is_empty() && own == codes(other)
    }

    /// The parties of a phrase, one for each code.
    fn parties(&self, phrase: usize) -> Vec<Party> {
        let found = &self.parts.phrases[phrase];
        let length = self.coder.options.new_actor_length;
        let mut out = vec![];
        for member in &found.members {
            let toks = member.toks.iter().min().copied().unwrap_or(found.head)
                ..member.toks.iter().max().map_or(found.head + 1, |last| last + 1);
            let party =
                |code: String| Party { code, actor: member.actor.clone(), toks: toks.clone() };
            out.extend(member.codes.iter().cloned().map(party));
            if member.codes.is_empty() && length > 0 {
                let text = self.parts.words.spelled(&member.toks).join(" ").to_uppercase();
                if text.matches(' ').count() < length {
                    out.push(party(format!("\"{text}\"")));
                }
            }
        }
        if out.is_empty() {
            let toks = found.head..found.head + 1;
            out.push(Party { code: "---".into(), actor: None, toks });
        }
        out
    }
}

fn unknown(parties: &[Party]) -> bool {
    parties.iter().all(|party| party.code == "---")
}

/// Each source with each target, save with itself; of a code of two, the second the other way.
pub(super) fn pairs(sources: &[Party], targets: &[Party], code: &str, dyad: bool) -> Vec<Coded> {
    let (one, other) = match code.split_once(':') {
        Some((one, other)) => (one, Some(other)),
        None => (code, None),
    };
    let mut out = vec![];
    let mut add = |sources: &[Party], targets: &[Party], code: &str| {
        for source in sources {
            for target in targets {
                let known = source.code != "---" && target.code != "---";
                if source.code != target.code && (known || !dyad) {
                    out.push(Coded {
                        source: source.clone(),
                        target: target.clone(),
                        code: code.to_owned(),
                        verb: 0,
                        rule: String::new(),
                    });
                }
            }
        }
    };
    add(sources, targets, one);
    if let Some(other) = other {
        add(targets, sources, other);
    }
    out
}
