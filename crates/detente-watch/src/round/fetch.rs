//! Many addresses at once, each host by itself: one request at a time, with a pause, as its robots.txt
//! allows.

use crate::due;
use crate::net::robots::Robots;
use crate::net::{Got, plain, robots};
use crate::round::settle;
use crate::watch::Watch;
use detente_case::{Fetched, Watched};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use url::Url;

/// Hosts asked at once.
const HOSTS: usize = 16;
/// How long a robots.txt holds, in seconds (RFC 9309, section 2.4: a day at most).
const HOLDS: i64 = 86_400;

/// What came of asking for one address.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// An answer, whole or not.
    Got(Got),
    /// robots.txt asks not to.
    Forbidden,
    /// It was not asked for: why, and what that means for it.
    Skipped(String, Skip),
}

/// Why something was not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Skip {
    /// The configuration does not name its host.
    Unnamed,
    /// Its host can't be reached: it would have failed as well.
    Unreachable,
    /// Its host asked to be left alone, for so many seconds, where it said so.
    Asked(Option<i64>),
}

/// What came of asking for several.
pub(super) struct Asked {
    /// In the order of the addresses.
    pub(super) answers: Vec<(Watched, Outcome)>,
    /// What was asked for beside: robots.txt.
    pub(super) fetched: Vec<Fetched>,
}

impl Watch {
    /// Asks for all of these.
    pub(super) fn fetch(&self, all: Vec<Watched>) -> Asked {
        let mut hosts: BTreeMap<String, Vec<(usize, Watched, Url)>> = BTreeMap::new();
        let mut answers = vec![];
        for (n, one) in all.into_iter().enumerate() {
            match Url::parse(&one.url) {
                Ok(url) if self.config.may_ask(&url) => {
                    let host = url.host_str().unwrap_or_default().to_owned();
                    hosts.entry(host).or_default().push((n, one, url));
                }
                _ => {
                    let why = "the configuration does not name its host".to_owned();
                    answers.push((n, one, Outcome::Skipped(why, Skip::Unnamed)));
                }
            }
        }
        let queue = Mutex::new(hosts.into_values().collect::<Vec<_>>());
        let done = Mutex::new((answers, vec![]));
        std::thread::scope(|scope| {
            for _ in 0..HOSTS {
                scope.spawn(|| {
                    while let Some(host) = pop(&queue) {
                        let (some, beside) = self.host(host);
                        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                        done.0.extend(some);
                        done.1.extend(beside);
                    }
                });
            }
        });
        let (mut answers, mut fetched) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        answers.sort_by_key(|(n, ..)| *n);
        fetched.sort_by(|a: &Fetched, b| a.url.cmp(&b.url));
        let answers = answers.into_iter().map(|(_, one, outcome)| (one, outcome)).collect();
        Asked { answers, fetched }
    }

    /// All addresses of one host, one after the other.
    fn host(
        &self,
        all: Vec<(usize, Watched, Url)>,
    ) -> (Vec<(usize, Watched, Outcome)>, Vec<Fetched>) {
        let (mut out, mut beside) = (vec![], vec![]);
        let mut closed: Option<(String, Skip)> = None;
        for (n, one, url) in all {
            if let Some((why, skip)) = &closed {
                out.push((n, one, Outcome::Skipped(why.clone(), *skip)));
                continue;
            }
            let robots = match self.robots(&url, &mut beside) {
                Ok(robots) => robots,
                Err(why) => {
                    closed = Some((why.clone(), Skip::Unreachable));
                    out.push((n, one, Outcome::Skipped(why, Skip::Unreachable)));
                    continue;
                }
            };
            let path = match url.query() {
                Some(query) => format!("{}?{query}", url.path()),
                None => url.path().to_owned(),
            };
            if !robots.allows(&path) {
                out.push((n, one, Outcome::Forbidden));
                continue;
            }
            self.wait(&url, robots.delay);
            let got = self.net.get(&url, [one.etag.as_deref(), one.modified.as_deref()]);
            if let Some(fault) = got.fault.as_ref().filter(|fault| fault.host) {
                closed = Some((fault.text.clone(), Skip::Unreachable));
            } else if let Some(last) = got.exchanges.last()
                && matches!(last.status, 429 | 503)
            {
                let wait = last
                    .header("retry-after")
                    .and_then(|value| due::retry_after(value, self.clock.now()));
                let text = format!("its host asks to be left alone for now ({})", last.status);
                closed = Some((text, Skip::Asked(wait)));
            }
            out.push((n, one, Outcome::Got(got)));
        }
        (out, beside)
    }

    fn wait(&self, url: &Url, delay: Option<u64>) {
        let pause = self.config.pause.of_std().max(Duration::from_secs(delay.unwrap_or(0)));
        self.gate.pass(url.host_str().unwrap_or_default(), pause, &*self.clock);
    }

    /// What a site's robots.txt says, asked for once a day.
    ///
    /// # Errors
    /// Where the site can't be reached, or its robots.txt can't be had: then nothing may be asked for
    /// (section 2.3.1.4).
    fn robots(&self, url: &Url, beside: &mut Vec<Fetched>) -> Result<Robots, String> {
        let origin = url.origin().ascii_serialization();
        let now = self.clock.now();
        let held = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((until, robots)) = held.get(&origin)
            && *until > now
        {
            return Ok(robots.clone());
        }
        drop(held);
        let Ok(address) = url.join("/robots.txt") else { return Ok(Robots::open()) };
        self.wait(url, None);
        let got = self.net.get(&address, [None, None]);
        beside.extend(settle::kept(&got, &due::text(now)));
        let robots = match (got.exchanges.last(), &got.fault) {
            (_, Some(fault)) if fault.host => return Err(fault.text.clone()),
            // One that is too long is read as far as it goes.
            (Some(last), _) if last.status == 200 => {
                let encoding = last.header("content-encoding");
                plain(&last.body, encoding, 8 * robots::MOST)
                    .ok()
                    .map(|text| Robots::read(&text, "detente"))
            }
            // There is none, or it lies where we may not look: section 2.3.1.3.
            (Some(last), _) if matches!(last.status, 300..=499) && last.status != 429 => {
                Some(Robots::open())
            }
            _ => None,
        };
        let Some(robots) = robots else {
            let status = got.exchanges.last().map(|last| format!(" ({})", last.status));
            return Err(format!("its robots.txt can't be had{}", status.unwrap_or_default()));
        };
        let mut held = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        held.insert(origin, (due::after(now, HOLDS), robots.clone()));
        Ok(robots)
    }
}

fn pop<T>(queue: &Mutex<Vec<T>>) -> Option<T> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).pop()
}
