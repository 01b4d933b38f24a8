//! Pages that many rows go into, kept as long as the record stays as it is.
//!
//! The situation, the map and the charts count over the whole case. A case changes when somebody
//! reads or corrects, and is looked at far more often; each of these pages is made once in between.

use bytes::Bytes;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Bytes of all pages kept at most, and of one of them.
const MOST: usize = 32 << 20;
const PAGE: usize = 4 << 20;

/// Pages by their addresses.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    pages: BTreeMap<String, One>,
    bytes: usize,
    turn: u64,
}

#[derive(Debug)]
struct One {
    /// Of which state of the record it is.
    stamp: String,
    page: Bytes,
    /// When it was asked for last.
    turn: u64,
}

impl Kept {
    /// The page at an address, if it is of this state of the record.
    pub(crate) fn get(&self, address: &str, stamp: &str) -> Option<Bytes> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.turn += 1;
        let turn = held.turn;
        let found = held.pages.get_mut(address).filter(|found| found.stamp == stamp)?;
        found.turn = turn;
        Some(found.page.clone())
    }

    /// Keeps a page; those that nobody asked for lately go.
    pub(crate) fn put(&self, address: String, stamp: String, page: Bytes) {
        if page.len() > PAGE {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.turn += 1;
        held.bytes += page.len();
        let turn = held.turn;
        if let Some(before) = held.pages.insert(address, One { stamp, page, turn }) {
            held.bytes -= before.page.len();
        }
        while held.bytes > MOST {
            let oldest = held.pages.iter().min_by_key(|(_, page)| page.turn);
            let Some(address) = oldest.map(|(address, _)| address.clone()) else { break };
            if let Some(gone) = held.pages.remove(&address) {
                held.bytes -= gone.page.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_kept_for_its_state_of_the_record() {
        let kept = Kept::default();
        kept.put("/".into(), "a".into(), Bytes::from_static(b"one"));
        assert_eq!(kept.get("/", "a").as_deref(), Some(&b"one"[..]));
        assert_eq!(kept.get("/", "b"), None);
        kept.put("/".into(), "b".into(), Bytes::from_static(b"two"));
        assert_eq!(kept.get("/", "b").as_deref(), Some(&b"two"[..]));
    }

    #[test]
    fn what_nobody_asks_for_goes_first() {
        let kept = Kept::default();
        let page = || Bytes::from(vec![b'x'; PAGE]);
        for at in 0..MOST / PAGE {
            kept.put(format!("/{at}"), "a".into(), page());
        }
        assert!(kept.get("/0", "a").is_some());
        kept.put("/new".into(), "a".into(), page());
        assert!(kept.get("/0", "a").is_some() && kept.get("/new", "a").is_some());
        assert!(kept.get("/1", "a").is_none(), "the one that was asked for longest ago");
        kept.put("/huge".into(), "a".into(), Bytes::from(vec![b'x'; PAGE + 1]));
        assert!(kept.get("/huge", "a").is_none());
    }
}
