//! One round: what is due is asked for, what came is read, what follows from it is told.

mod fetch;
mod lists;
mod look;
mod settle;

use crate::watch::Watch;
use crate::{Result, alerts, due, folder};
use detente_case::{Case, Fetched, Input, Watched};
use fetch::{Asked, Outcome};
use look::Looked;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// Pages fetched before they are read: what a killed process has to ask for again at most.
const BATCH: usize = 40;
/// How often a case that another process writes to is tried, a few seconds apart.
const TRIES: usize = 60;

/// What a round came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Feeds, sitemaps and pages asked for.
    pub asked: usize,
    /// Of these, how many had nothing new.
    pub unchanged: usize,
    /// How many failed.
    pub failed: usize,
    /// How many robots.txt asks to leave alone.
    pub forbidden: usize,
    /// Reports that are new in the case.
    pub added: u64,
    /// Pages that were read before and say something else now.
    pub versions: usize,
    /// Pages and files that can't be read.
    pub refused: usize,
    /// Links to hosts that the configuration does not name.
    pub elsewhere: usize,
    /// Links to what is older than asked for.
    pub old: usize,
    /// Pages that wait for the next round.
    pub waiting: usize,
    /// Files of folders read.
    pub files: usize,
    /// Alerts raised.
    pub alerts: u64,
    /// Alerts that were told.
    pub told: usize,
    /// Alerts that could not be told, and will be tried again.
    pub untold: usize,
}

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            (self.asked, "asked"),
            (self.unchanged, "unchanged"),
            (self.added as usize, "reports added"),
            (self.versions, "changed pages"),
            (self.files, "files read"),
            (self.refused, "refused"),
            (self.failed, "failed"),
            (self.forbidden, "left alone (robots.txt)"),
            (self.elsewhere, "links to other hosts"),
            (self.old, "links too old"),
            (self.waiting, "waiting"),
            (self.alerts as usize, "alerts"),
            (self.untold, "alerts not told yet"),
        ];
        let parts: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        f.write_str(if parts.is_empty() { "nothing due" } else { "" })?;
        f.write_str(&parts.join(", "))
    }
}

impl Watch {
    /// Does what is due by now. An address that fails is told of and tried again; only a case that
    /// can't be written to ends a round, and what was read until then stays.
    ///
    /// # Errors
    /// Where the case can't be read or written to.
    pub fn round(&mut self) -> Result<Round> {
        let mut round = Round::default();
        self.folders(&mut round)?;
        let now = due::text(self.clock.now());
        let due = Case::open_existing(&self.path)?.due(&now)?;
        let (lists, pages): (Vec<_>, Vec<_>) = due.into_iter().partition(|one| one.kind != "page");
        let found = self.lists(lists, &mut round)?;
        // Pages known before come first; of each the state is kept with the batch it is in.
        let mut known: BTreeSet<String> = pages.iter().map(|page| page.url.clone()).collect();
        let fresh = found.into_iter().filter(|page| known.insert(page.url.clone()));
        let mut all: Vec<Watched> = pages;
        all.extend(fresh);
        let later = all.split_off(all.len().min(self.config.pages));
        // They stand in the case as due: known ones did before, new ones since their lists were read.
        round.waiting = later.len();
        for batch in all.chunks(BATCH) {
            self.pages(batch.to_vec(), &mut round)?;
        }
        alerts::look(self, &mut round)?;
        alerts::tell(self, &mut round)?;
        Ok(round)
    }

    /// Opens the case for writing. Another process may be at it for longer than one waits for a file.
    pub(crate) fn open(&self) -> Result<Case> {
        let mut tries = 0;
        loop {
            match Case::open(&self.path) {
                Err(error) if error.is_busy() && tries < TRIES => {
                    tries += 1;
                    self.clock.pause(Duration::from_secs(2));
                }
                other => return Ok(other?),
            }
        }
    }

    /// Asks for pages and reads what is new in them.
    fn pages(&self, batch: Vec<Watched>, round: &mut Round) -> Result<()> {
        let Asked { answers, mut fetched } = self.fetch(batch);
        let (mut inputs, mut states) = (vec![], vec![]);
        for (one, outcome) in answers {
            let now = self.clock.now();
            round.asked += usize::from(matches!(outcome, Outcome::Got(_)));
            let settled = settle::page(one, &outcome, now, &self.config);
            round.failed += usize::from(settled.failed);
            round.forbidden += usize::from(matches!(outcome, Outcome::Forbidden));
            round.unchanged += usize::from(settled.unchanged);
            let mut one = settled.one;
            let Outcome::Got(got) = &outcome else {
                states.push(one);
                continue;
            };
            if settled.whole {
                let at = one.asked.clone().unwrap_or_default();
                match look::look(&got.exchanges, &at, &one, &self.options) {
                    Looked::New { warc, words, report, again } => {
                        round.versions += usize::from(again);
                        one.versions += 1;
                        one.said = if again { "read again: it has changed" } else { "read" }.into();
                        one.words = words;
                        one.report = Some(report);
                        inputs.push(Input::Sent { name: one.url.clone(), bytes: warc });
                    }
                    Looked::Same => {
                        round.unchanged += 1;
                        one.said = "unchanged but for what stands around its words".into();
                        fetched.extend(settle::kept(got, &at));
                    }
                    Looked::Refused(why) => {
                        round.refused += 1;
                        one.said = format!("{}{why}", settle::UNREAD);
                        fetched.extend(settle::kept(got, &at));
                    }
                }
            } else if !settled.unchanged {
                fetched.extend(settle::kept(got, one.asked.as_deref().unwrap_or_default()));
            }
            states.push(one);
        }
        self.write(&inputs, &fetched, &states, round)
    }

    /// Reads, then notes what was read: killed in between, it is asked for again, and nothing of it is
    /// new.
    fn write(
        &self,
        inputs: &[Input],
        fetched: &[Fetched],
        states: &[Watched],
        round: &mut Round,
    ) -> Result<()> {
        if inputs.is_empty() && fetched.is_empty() && states.is_empty() {
            return Ok(());
        }
        let mut case = self.open()?;
        if !inputs.is_empty() {
            round.added += case.read(inputs, &self.options, &())?.added;
        }
        case.keep_watch(fetched, states)?;
        Ok(())
    }

    /// Reads what is new in the folders that are due.
    fn folders(&mut self, round: &mut Round) -> Result<()> {
        let now = self.clock.now();
        let mut ready: Vec<(PathBuf, folder::Seen)> = vec![];
        for one in &self.config.folders {
            if self.looks.get(&one.path).is_some_and(|at| *at > now) {
                continue;
            }
            self.looks.insert(one.path.clone(), due::after(now, one.every.as_seconds()));
            for (path, seen) in folder::files(&one.path) {
                let before = self.folders.insert(path.clone(), seen);
                if folder::is_still(seen, before.as_ref(), now) {
                    ready.push((path, seen));
                } else {
                    // Soon again, for it may be done by then.
                    self.looks.insert(one.path.clone(), due::after(now, 5));
                }
            }
        }
        let (mut inputs, mut states) = (vec![], vec![]);
        if !ready.is_empty() {
            let case = Case::open_existing(&self.path)?;
            for (path, seen) in ready {
                let before = case.watched_at(&path.to_string_lossy())?;
                let mark = before.as_ref().and_then(|one| one.modified.clone());
                if mark.as_deref() != Some(seen.mark().as_str()) {
                    states.push(folder::read(&path, seen, before, &due::text(now)));
                    inputs.push(Input::Path(path));
                }
            }
        }
        // The whole folder may be full: a batch at a time, as pages are.
        for (inputs, states) in inputs.chunks(BATCH).zip(states.chunks(BATCH)) {
            let mut case = self.open()?;
            let summary = case.read(inputs, &self.options, &());
            match summary {
                Ok(summary) => {
                    round.added += summary.added;
                    round.refused += usize::try_from(summary.refused).unwrap_or(usize::MAX);
                }
                // Taken away between the look and the reading: the next look does not find it.
                Err(error) if error.is_input() => continue,
                Err(error) => return Err(error.into()),
            }
            round.files += inputs.len();
            case.keep_watch(&[], states)?;
        }
        Ok(())
    }
}
