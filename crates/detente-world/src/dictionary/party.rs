//! Who a noun phrase is: an actor with its agents, as one code.

use super::Dictionary;
use detente_knowledge::ActorCode;
use std::collections::HashMap;

/// A noun phrase with its code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coded {
    /// The codes; several where the dictionary gives several (`A/B`). `---GOV` is an agent of
    /// nobody known.
    pub codes: Vec<String>,
    /// The actor's id in the world, where it has one.
    pub actor: Option<String>,
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    by_word: HashMap<String, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    /// The words after the first, and whether each stands right behind the one before.
    rest: Vec<(String, bool)>,
    /// What it stands for.
    to: usize,
}

impl Phrases {
    pub(super) fn add(&mut self, text: &str, to: usize) {
        let mut words = vec![];
        for part in text.to_lowercase().split_whitespace() {
            let joined = part.split('_').filter(|word| !word.is_empty()).enumerate();
            words.extend(joined.map(|(at, word)| (word.to_owned(), at > 0)));
        }
        if words.is_empty() {
            return;
        }
        let first = words.remove(0).0;
        self.by_word.entry(first).or_default().push(Phrase { rest: words, to });
    }

    /// Longer phrases first; of the same length, as the dictionary has them.
    pub(super) fn sort(&mut self) {
        for phrases in self.by_word.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }

    /// The first phrase that begins with the first word: what it stands for, and over how many
    /// words it goes.
    fn starting(&self, words: &[&str]) -> Option<(usize, usize)> {
        let (first, rest) = words.split_first()?;
        let phrases = self.by_word.get(*first)?;
        phrases.iter().find_map(|phrase| {
            let length = reach(&phrase.rest, rest)?;
            Some((phrase.to, length + 1))
        })
    }
}

/// Over how many of these words a phrase goes; between two that need not touch there may be others.
fn reach(phrase: &[(String, bool)], words: &[&str]) -> Option<usize> {
    let Some(((word, close), rest)) = phrase.split_first() else { return Some(0) };
    let tries = if *close { words.len().min(1) } else { words.len() };
    (0..tries).filter(|&at| words[at] == word).find_map(|at| {
        let more = reach(rest, &words[at + 1..])?;
        Some(at + 1 + more)
    })
}

/// Codes are read in threes.
const BLOCK: usize = 3;

impl Dictionary {
    /// Who a noun phrase is, on a day (ISO 8601): the first actor in it, with the codes of all
    /// agents outside the actor's name in their order. A code that is there already is not added.
    pub fn party(&self, words: &[&str], day: Option<&str>) -> Option<Coded> {
        let mut found = None;
        for at in 0..words.len() {
            let Some((actor, length)) = self.actors.starting(&words[at..]) else { continue };
            let (codes, id) = &self.codes[actor];
            // One without a code on this day hides those that stand after it.
            found = Some((at..at + length, on(codes, day).unwrap_or("---"), id.clone()));
            break;
        }
        let mut agents: Vec<usize> = vec![];
        let mut at = 0;
        while at < words.len() {
            if let Some((range, _, _)) = found.as_ref().filter(|(range, ..)| range.contains(&at)) {
                at = range.end;
                continue;
            }
            match self.agents.starting(&words[at..]) {
                Some((agent, length)) => {
                    agents.push(agent);
                    at += length;
                }
                None => at += 1,
            }
        }
        let (code, actor) = match found {
            Some((_, "---", _)) | None if agents.is_empty() => return None,
            Some((_, code, actor)) => (code, actor),
            None => ("---", None),
        };
        let whole = code.chars().all(|c| c == '-');
        let each = if whole { vec![code] } else { code.split('/').collect() };
        let codes = each.into_iter().map(|code| self.with_agents(code, &agents)).collect();
        Some(Coded { codes, actor })
    }

    fn with_agents(&self, actor: &str, agents: &[usize]) -> String {
        let mut code = actor.to_owned();
        for &agent in agents {
            let (sector, before) = &self.sectors[agent];
            let known = (0..code.len())
                .step_by(BLOCK)
                .any(|at| code.get(at..).is_some_and(|rest| rest.starts_with(sector.as_str())));
            match (known, before) {
                (true, _) => {}
                (false, true) => code.insert_str(0, sector),
                (false, false) => code.push_str(sector),
            }
        }
        code
    }
}

/// The code that holds on a day: the first whose days take it in, or else the last without days;
/// `None` for a null code, too.
fn on<'c>(codes: &'c [ActorCode], day: Option<&str>) -> Option<&'c str> {
    let dated = |code: &&ActorCode| code.from.is_some() || code.to.is_some();
    let holds = |code: &&ActorCode| {
        day.is_some_and(|day| {
            code.from.as_deref().is_none_or(|from| from <= day)
                && code.to.as_deref().is_none_or(|to| day <= to)
        })
    };
    let found = codes.iter().filter(dated).find(holds);
    let found = found.or_else(|| codes.iter().rev().find(|code| !dated(code)));
    found.map(|code| code.code.as_str()).filter(|code| *code != "---")
}
