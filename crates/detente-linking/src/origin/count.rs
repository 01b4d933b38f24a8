//! The accounts brought together by their origins, and counted.

use super::voice::{Origin, Voices};
use super::witness::Witness;
use std::collections::BTreeMap;

/// The independent sources behind a set of accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The places of the accounts in the list given, one list for each source; sorted by source,
    /// and within each by account.
    pub clusters: Vec<Vec<usize>>,
    /// Who each source is, in the order of `clusters`.
    pub sources: Vec<Origin>,
    /// Whether each is one of the participants, in the same order.
    pub participants: Vec<bool>,
    /// How many sources are independent of each other: all but outlets that are not known, and
    /// these where there is nothing else.
    pub independent: usize,
    /// One line for each source: who it is, and where it speaks.
    pub grounds: Vec<String>,
}

/// The independent sources behind accounts, given in any order.
///
/// `participants` are those whose doings are told: states by their ISO 3166-1 alpha-3 codes,
/// others by their ids. Give the originals of copies among the accounts, where they tell it too:
/// they know their outlet.
///
/// ```
/// use detente_linking::origin::{Carrier, Speaker, Witness, origins};
/// let ministry = Speaker { text: "the ministry".into(), country: Some("TUR".into()), government: true, ..Speaker::default() };
/// let cited = |n: usize| Witness {
///     report: format!("{n}"),
///     outlet: Some(Carrier { id: format!("outlet:{n}"), owner_state: None }),
///     speaker: Some(ministry.clone()),
///     ..Witness::default()
/// };
/// let accounts: Vec<Witness> = (0..10).map(cited).collect();
/// let found = origins(&accounts, &["TUR"]);
/// assert_eq!(found.independent, 1);
/// assert_eq!(found.grounds, ["the government of TUR, a participant: 10 accounts in 10 reports"]);
/// ```
pub fn origins<T: AsRef<str>>(witnesses: &[Witness], participants: &[T]) -> Origins {
    let mut order: Vec<usize> = (0..witnesses.len()).collect();
    order.sort_by_key(|&place| (&witnesses[place], place));
    let voices = Voices::new(&witnesses.iter().collect::<Vec<_>>());
    let mut sets = Sets::default();
    for (turn, &place) in order.iter().enumerate() {
        sets.add(turn, voices.of(&witnesses[place]));
    }
    let mut found = Origins::default();
    for (source, turns) in sets.sources() {
        let cluster: Vec<usize> = turns.iter().map(|&turn| order[turn]).collect();
        let by = match &source {
            Origin::Government(id) | Origin::Voice(id) => Some(id),
            _ => None,
        };
        let participant = by.is_some_and(|id| participants.iter().any(|p| p.as_ref() == id));
        found.grounds.push(ground(&source, participant, &cluster, witnesses));
        found.clusters.push(cluster);
        found.participants.push(participant);
        found.sources.push(source);
    }
    let known = found.sources.iter().filter(|source| **source != Origin::Unknown).count();
    found.independent = known.max(found.sources.len().min(1));
    found
}

fn ground(source: &Origin, participant: bool, cluster: &[usize], all: &[Witness]) -> String {
    let mut reports: Vec<&str> = cluster.iter().map(|&place| &*all[place].report).collect();
    reports.sort_unstable();
    reports.dedup();
    let mut copies: Vec<&str> = cluster
        .iter()
        .filter(|&&place| all[place].copies_of.is_some())
        .map(|&place| &*all[place].report)
        .collect();
    copies.sort_unstable();
    copies.dedup();
    let count = |n: usize, one: &str, more: &str| match n {
        1 => format!("1 {one}"),
        n => format!("{n} {more}"),
    };
    let role = if participant { ", a participant" } else { "" };
    let accounts = count(cluster.len(), "account", "accounts");
    let printed = count(reports.len(), "report", "reports");
    let copied = match copies.len() {
        0 => String::new(),
        n => format!(", {}", count(n, "of them a copy", "of them copies")),
    };
    format!("{source}{role}: {accounts} in {printed}{copied}")
}

/// Sets of accounts that have an origin in common.
#[derive(Default)]
struct Sets {
    parents: Vec<usize>,
    turns: Vec<usize>,
    of: BTreeMap<Origin, usize>,
}

impl Sets {
    fn add(&mut self, turn: usize, origins: Vec<Origin>) {
        let account = self.parents.len();
        self.parents.push(account);
        self.turns.push(turn);
        for origin in origins {
            let other = *self.of.entry(origin).or_insert(account);
            let (a, b) = (self.root(account), self.root(other));
            self.parents[a.max(b)] = a.min(b);
        }
    }

    fn root(&mut self, mut account: usize) -> usize {
        while self.parents[account] != account {
            self.parents[account] = self.parents[self.parents[account]];
            account = self.parents[account];
        }
        account
    }

    /// Each set by the first of its origins, with its accounts in order.
    fn sources(mut self) -> BTreeMap<Origin, Vec<usize>> {
        let mut names: BTreeMap<usize, Origin> = BTreeMap::new();
        for (origin, account) in std::mem::take(&mut self.of) {
            let root = self.root(account);
            names.entry(root).or_insert(origin);
        }
        let mut all: BTreeMap<Origin, Vec<usize>> = BTreeMap::new();
        for account in 0..self.parents.len() {
            if let Some(name) = names.get(&self.root(account)) {
                all.entry(name.clone()).or_default().push(self.turns[account]);
            }
        }
        all
    }
}
