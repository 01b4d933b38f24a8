//! A watch: its configuration, what it asks with, what it remembers between rounds.

use crate::net::robots::Robots;
use crate::net::{Gate, Lookup, Net, System};
use crate::{Config, Result, due, folder};
use detente_case::{Case, ReadOptions, Watched};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The time, and waiting.
pub trait Clock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Timestamp;
    /// How long it has been running: it never goes back, whatever is done to the time.
    fn running(&self) -> Duration;
    /// Waits.
    fn pause(&self, length: Duration);
}

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct Now(Instant);

impl Default for Now {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for Now {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
    fn running(&self) -> Duration {
        self.0.elapsed()
    }
    fn pause(&self, length: Duration) {
        std::thread::sleep(length);
    }
}

/// A watch over a case.
pub struct Watch {
    pub(crate) path: PathBuf,
    pub(crate) config: Arc<Config>,
    pub(crate) options: ReadOptions,
    pub(crate) net: Net,
    pub(crate) gate: Gate,
    pub(crate) clock: Arc<dyn Clock>,
    /// By scheme, host and port; until when it holds.
    pub(crate) robots: Mutex<BTreeMap<String, (Timestamp, Robots)>>,
    pub(crate) folders: BTreeMap<PathBuf, folder::Seen>,
    /// When each folder is looked at next.
    pub(crate) looks: BTreeMap<PathBuf, Timestamp>,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Watch {
    /// Begins a watch over the case at `path`, which is made where there is none: what the
    /// configuration names is due at once, unless it was asked for before, and what it no longer names
    /// is not asked for again.
    ///
    /// # Errors
    /// Where the case can't be opened for writing.
    pub fn begin(
        path: &Path,
        config: Config,
        options: ReadOptions,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        Self::with_lookup(path, config, options, clock, Arc::new(System))
    }

    /// The same with another way to look names up.
    ///
    /// # Errors
    /// As [`Watch::begin`].
    pub fn with_lookup(
        path: &Path,
        config: Config,
        options: ReadOptions,
        clock: Arc<dyn Clock>,
        lookup: Arc<dyn Lookup>,
    ) -> Result<Self> {
        let config = Arc::new(config);
        let net = Net::new(Arc::clone(&config), lookup);
        let watch = Self {
            path: path.to_owned(),
            config,
            options,
            net,
            gate: Gate::default(),
            clock,
            robots: Mutex::default(),
            folders: BTreeMap::new(),
            looks: BTreeMap::new(),
        };
        watch.name_sources()?;
        Ok(watch)
    }

    fn name_sources(&self) -> Result<()> {
        let mut case = self.open()?;
        let now = due::text(self.clock.now());
        let named = self.config.feeds.iter().map(|feed| ("feed", feed));
        let named: Vec<_> =
            named.chain(self.config.sitemaps.iter().map(|feed| ("sitemap", feed))).collect();
        let mut changed = vec![];
        for (kind, feed) in &named {
            let url = feed.url.to_string();
            let known = case.watched_at(&url)?;
            let one = known.clone().unwrap_or_else(|| Watched {
                url,
                since: now.clone(),
                said: "not asked for yet".into(),
                ..Watched::default()
            });
            let soon = after_asked(&one, feed.every.as_seconds()).unwrap_or_else(|| now.clone());
            // Once a day is enough, but where the configuration wants more it is not waited for.
            let next = one.due.clone().map_or(soon.clone(), |due| due.min(soon));
            let next = if one.failures > 0 { one.due.clone().or(Some(next)) } else { Some(next) };
            let one = Watched { kind: (*kind).into(), due: next, found_in: None, ..one };
            if known.as_ref() != Some(&one) {
                changed.push(one);
            }
        }
        for kind in ["feed", "sitemap"] {
            for one in case.watched(Some(kind))? {
                let listed = named.iter().any(|(_, feed)| feed.url.as_str() == one.url);
                // A sitemap that a named one lists goes with it.
                let below = one
                    .found_in
                    .as_deref()
                    .is_some_and(|list| named.iter().any(|(_, feed)| feed.url.as_str() == list));
                if !listed && !below && one.due.is_some() {
                    let said = "no longer in the configuration".into();
                    changed.push(Watched { due: None, said, ..one });
                }
            }
        }
        if !changed.is_empty() {
            case.keep_watch(&[], &changed)?;
        }
        Ok(())
    }

    /// When there is something to do next.
    ///
    /// # Errors
    /// Where the case can't be read.
    pub fn next(&self) -> Result<Timestamp> {
        let now = self.clock.now();
        let stored = Case::open_existing(&self.path)?.next_due()?;
        let stored = stored.and_then(|text| text.parse::<Timestamp>().ok());
        let looks = self.looks.values().min().copied();
        let first = [stored, looks].into_iter().flatten().min();
        // Deadlines come near without anything being read.
        let latest = due::after(now, 3600);
        Ok(first.unwrap_or(latest).clamp(now, latest))
    }

    /// The configuration it goes by.
    pub fn config(&self) -> &Config {
        &self.config
    }
}

fn after_asked(one: &Watched, every: i64) -> Option<String> {
    let asked: Timestamp = one.asked.as_deref()?.parse().ok()?;
    Some(due::text(due::after(asked, every)))
}
