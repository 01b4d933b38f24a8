//! A word among its neighbours.

use super::{
    letters::Script,
    word::{self, Likeness, Verdict},
    words::{Gap, Word, gap, is_quote},
};

/// From how many words of mixed scripts on a report's letters are taken to be swapped throughout.
const SWAPPED_THROUGHOUT: usize = 3;

/// How many words away a neighbour may stand; keeps a text of nothing but look-alikes linear.
const FARTHEST: usize = 200;

/// All words of a text, judged by themselves; look-alikes are judged by their neighbours on demand.
pub(super) struct Context<'a> {
    text: &'a str,
    words: &'a [Word],
    target: Option<Script>,
    language: Option<&'a str>,
    verdicts: Vec<Verdict>,
    swapped: bool,
    /// The last run of look-alikes judged: its end, and whether it is folded.
    run: (usize, bool),
}

/// What stands on one side of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Nothing before the edge of the sentence or quotation.
    Edge,
    /// A word of the report's script.
    Target,
    /// A word of another.
    Foreign,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        text: &'a str,
        words: &'a [Word],
        target: Option<Script>,
        language: Option<&'a str>,
    ) -> Self {
        let mut context = Self {
            text,
            words,
            target,
            language,
            verdicts: vec![],
            swapped: false,
            run: (0, false),
        };
        context.verdicts = (0..words.len()).map(|at| context.judge(at)).collect();
        let mixed = context.verdicts.iter().filter(|v| matches!(v, Verdict::Fold(..))).count();
        context.swapped = mixed >= SWAPPED_THROUGHOUT;
        context
    }

    fn judge(&self, at: usize) -> Verdict {
        let word = &self.words[at];
        if !word.has_letters() {
            return Verdict::Nothing;
        }
        let plain = !word.is_mixed() && word.styled == 0;
        let own = self.target.is_none_or(|target| word.has(target));
        if word.scripts == 0 {
            return Verdict::Settled(None);
        }
        if plain && own {
            let script = Script::ALL.into_iter().find(|s| word.has(*s));
            return Verdict::Settled(script);
        }
        let letters = word::letters(self.text, word, self.is_undressed(at));
        match word::judge(&letters, self.target, self.language) {
            Verdict::LookAlike if word.other => Verdict::Settled(None),
            verdict => verdict,
        }
    }

    /// Whether the mathematical letters of a word are plain ones in fancy dress: several in one
    /// word, or one beside such a word.
    pub(super) fn is_undressed(&self, at: usize) -> bool {
        let near = |other: usize| {
            let other = self.words.get(other)?;
            let (first, second) = if other.start < self.words[at].start {
                (other.end, self.words[at].start)
            } else {
                (self.words[at].end, other.start)
            };
            let between = &self.text[first..second];
            Some(other.styled >= 2 && !between.contains('\n') && between.len() <= 4)
        };
        match self.words[at].styled {
            0 => false,
            1 => at.checked_sub(1).and_then(near).unwrap_or(false) || near(at + 1).unwrap_or(false),
            _ => true,
        }
    }

    /// The script that a word is to be read in, where it is another than it is written in.
    /// To be asked for the words in order.
    pub(super) fn fold(&mut self, at: usize) -> Option<(Script, Likeness)> {
        match self.verdicts[at] {
            Verdict::Fold(script, likeness) => Some((script, likeness)),
            Verdict::LookAlike => {
                if at >= self.run.0 {
                    self.run = self.judge_run(at);
                }
                let target = self.target.filter(|_| self.run.1 && self.may_fold(at))?;
                Some((target, Likeness::Same))
            }
            Verdict::Nothing | Verdict::Settled(_) => None,
        }
    }

    /// Latin words are at home in reports of any script: of those wholly of shared shapes only
    /// the one-letter words of Slavic and Greek are taken for slips, and no abbreviation ever.
    fn may_fold(&self, at: usize) -> bool {
        let word = &self.words[at];
        if self.target == Some(Script::Latin) || !word.has(Script::Latin) {
            return true;
        }
        let written = &self.text[word.start..word.end];
        let joined = |range: std::ops::Range<usize>| gap(&self.text[range]) == Gap::Joined;
        let part = at > 0 && joined(self.words[at - 1].end..word.start)
            || self.words.get(at + 1).is_some_and(|next| joined(word.end..next.start));
        if part {
            return false;
        }
        if self.swapped {
            return written.len() == 1 || written.chars().any(char::is_lowercase);
        }
        match self.language {
            Some("uk" | "be") => ["a", "i", "o", "y"].contains(&written),
            Some("el") => written == "o",
            _ => ["a", "c", "o", "y"].contains(&written),
        }
    }

    fn gap_after(&self, at: usize) -> Gap {
        match self.words.get(at + 1) {
            Some(next) => gap(&self.text[self.words[at].end..next.start]),
            None => Gap::Line,
        }
    }

    /// Judges the run of look-alikes that begins at a word: where it ends, and whether it is folded.
    fn judge_run(&self, first: usize) -> (usize, bool) {
        let mut last = first;
        let mut within = 0; // digits after the last look-alike are not part of the run
        while matches!(self.gap_after(last + within), Gap::Joined | Gap::Loose) {
            match self.verdicts.get(last + within + 1) {
                Some(Verdict::LookAlike) => (last, within) = (last + within + 1, 0),
                Some(Verdict::Nothing) => within += 1,
                _ => break,
            }
        }
        let left = self.side((0..first).rev().map(|at| (at, at)), &[Gap::Joined, Gap::Loose]);
        let right = self.side(self.rightward(last), &[Gap::Joined, Gap::Loose]);
        let fold = match (left, right) {
            (Side::Edge, Side::Edge) => self.judge_alone(first, last),
            (Side::Foreign, _) | (_, Side::Foreign) => false,
            _ => true,
        };
        (last + 1, fold)
    }

    /// A whole sentence, quotation or bracket of look-alikes and nothing else.
    fn judge_alone(&self, first: usize, last: usize) -> bool {
        if self.swapped {
            return true;
        }
        let before = self.text[..self.words[first].start].chars().next_back();
        let after = self.text[self.words[last].end..].chars().next();
        let quoted = before.is_some_and(is_quote) && after.is_some_and(is_quote);
        if quoted {
            return false; // "the word «оса»": as likely the other language's as not
        }
        let gaps = [Gap::Joined, Gap::Loose, Gap::Sentence, Gap::Quote, Gap::Line];
        let left = self.side((0..first).rev().map(|at| (at, at)), &gaps);
        let right = self.side(self.rightward(last), &gaps);
        matches!(
            (left, right),
            (Side::Target, Side::Target) | (Side::Target, Side::Edge) | (Side::Edge, Side::Target)
        )
    }

    /// Words after one, each with the word before the gap to cross.
    fn rightward(&self, last: usize) -> impl Iterator<Item = (usize, usize)> {
        (last + 1..self.words.len()).map(|at| (at, at - 1))
    }

    /// The nearest settled word on one side, across the given gaps only.
    fn side(&self, walk: impl Iterator<Item = (usize, usize)>, cross: &[Gap]) -> Side {
        for (at, before) in walk.take(FARTHEST) {
            if !cross.contains(&self.gap_after(before)) {
                return Side::Edge;
            }
            match self.verdicts[at] {
                Verdict::Nothing | Verdict::LookAlike => {}
                verdict if verdict.script() == self.target => return Side::Target,
                _ => return Side::Foreign,
            }
        }
        Side::Edge
    }
}
