//! Feeds and sitemaps: which pages they name that are not known yet.

use super::fetch::{Asked, Outcome};
use super::{Round, settle};
use crate::config::Feed;
use crate::links::{self, Link};
use crate::net::plain;
use crate::watch::Watch;
use crate::{Result, due};
use detente_case::{Case, Input, Watched};
use jiff::Timestamp;

/// Pages of one list taken in at a time.
const MOST: usize = 1000;

impl Watch {
    /// Asks for lists; gives the pages that are new.
    pub(super) fn lists(&self, due: Vec<Watched>, round: &mut Round) -> Result<Vec<Watched>> {
        if due.is_empty() {
            return Ok(vec![]);
        }
        let Asked { answers, mut fetched } = self.fetch(due);
        let case = Case::open_existing(&self.path)?;
        let (mut states, mut inputs, mut pages) = (vec![], vec![], vec![]);
        for (one, outcome) in answers {
            let now = self.clock.now();
            let feed = self.feed_of(&one);
            let every = feed.map_or(86_400, |feed| feed.every.as_seconds());
            round.asked += usize::from(matches!(outcome, Outcome::Got(_)));
            round.forbidden += usize::from(matches!(outcome, Outcome::Forbidden));
            let mut settled = settle::list(one, &outcome, now, every);
            round.failed += usize::from(settled.failed);
            round.unchanged += usize::from(settled.unchanged);
            let Outcome::Got(got) = &outcome else {
                states.push(settled.one);
                continue;
            };
            let at = due::text(now);
            if !settled.unchanged {
                fetched.extend(settle::kept(got, &at));
            }
            // Of a list that broke off, what it names until there is taken too.
            let Some(last) = got
                .exchanges
                .last()
                .filter(|last| settled.whole || (settled.failed && last.status == 200))
            else {
                states.push(settled.one);
                continue;
            };
            let text = plain(&last.body, last.header("content-encoding"), 4 * self.config.bytes);
            let text = match text {
                Ok(text) => text,
                Err(why) => {
                    round.failed += usize::from(!settled.failed);
                    states.push(settle::spoilt(settled.one, why, now, every));
                    continue;
                }
            };
            if feed.is_some_and(|feed| !feed.follow) && settled.whole {
                // The decoded form: its charset goes with it only where it says so itself.
                inputs.push(Input::Sent { name: format!("{}.xml", settled.one.url), bytes: text });
                settled.one.said = "its own items read".into();
                settled.one.versions += 1;
                states.push(settled.one);
                continue;
            }
            let charset = last.charset();
            let (links, fault) = match settled.one.kind.as_str() {
                "sitemap" => links::of_sitemap(&text, charset.as_deref(), &last.url),
                _ => links::of_feed(&text, charset.as_deref(), &last.url),
            };
            if let Some(fault) = fault.filter(|_| !settled.failed) {
                if links.is_empty() {
                    round.failed += 1;
                    settled.one = settle::spoilt(settled.one, fault, now, every);
                } else {
                    settled.one.said = fault;
                }
            }
            let back = feed.map_or(7 * 86_400, |feed| feed.back.as_seconds());
            let (links, old) = links::recent(links, now, back);
            round.old += old;
            let new = self.unknown(&case, links, &settled.one, now, round)?;
            if !settled.failed && settled.one.said == "new" {
                settled.one.said = match new.len() {
                    0 => "no new page".to_owned(),
                    1 => "a new page".to_owned(),
                    n => format!("{n} new pages"),
                };
                settled.one.versions += 1;
            }
            pages.extend(new);
            states.push(settled.one);
        }
        drop(case);
        // Lists named by lists are asked for in the next round.
        let (lists, pages): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|one: &Watched| one.kind != "page");
        states.extend(lists);
        // The pages are kept with their lists: a list that has not changed does not name them again.
        states.extend(pages.iter().cloned());
        self.write(&inputs, &fetched, &states, round)?;
        Ok(pages)
    }

    /// The part of the configuration that a list comes from.
    fn feed_of(&self, one: &Watched) -> Option<&Feed> {
        let all = || self.config.feeds.iter().chain(&self.config.sitemaps);
        let named = |url: &str| all().find(|feed| feed.url.as_str() == url);
        named(&one.url).or_else(|| named(one.found_in.as_deref()?))
    }

    /// Those that are not known yet and may be asked for.
    fn unknown(
        &self,
        case: &Case,
        links: Vec<Link>,
        list: &Watched,
        now: Timestamp,
        round: &mut Round,
    ) -> Result<Vec<Watched>> {
        let mut out: Vec<Watched> = vec![];
        for link in links {
            if out.len() >= MOST {
                break;
            }
            if !self.config.may_ask(&link.url) {
                round.elsewhere += 1;
                continue;
            }
            let url = link.url.to_string();
            if case.watched_at(&url)?.is_some() {
                continue;
            }
            let now = due::text(now);
            out.push(Watched {
                url,
                kind: if link.list { "sitemap" } else { "page" }.into(),
                // What a list of lists names belongs to the one in the configuration.
                found_in: Some(list.found_in.clone().unwrap_or_else(|| list.url.clone())),
                since: now.clone(),
                due: Some(now),
                said: "not asked for yet".into(),
                told: link.told,
                ..Watched::default()
            });
        }
        Ok(out)
    }
}
