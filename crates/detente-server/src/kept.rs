//! Pages that many rows go into, kept as long as the record stays as it is.
//!
//! The situation, the map and the charts count over the whole case. A case changes when somebody
//! reads or corrects, and is looked at far more often; each of these pages is made once in between.

use bytes::Bytes;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Pages that are being made, by whom others wait.
    making: BTreeMap<String, Arc<Mutex<()>>>,
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
    fn get(&self, address: &str, stamp: &str) -> Option<Bytes> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.turn += 1;
        let turn = held.turn;
        let found = held.pages.get_mut(address).filter(|found| found.stamp == stamp)?;
        found.turn = turn;
        Some(found.page.clone())
    }

    /// The page at an address for this state of the record; where it is not kept `make` makes it, once
    /// for all who ask meanwhile.
    pub(crate) fn or_make<E>(
        &self,
        address: &str,
        stamp: &str,
        make: impl FnOnce() -> Result<Bytes, E>,
    ) -> Result<Bytes, E> {
        if let Some(page) = self.get(address, stamp) {
            return Ok(page);
        }
        let turn = {
            let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(held.making.entry(address.to_owned()).or_default())
        };
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match self.get(address, stamp) {
            Some(page) => return Ok(page),
            None => make(),
        };
        if let Ok(page) = &made {
            self.put(address.to_owned(), stamp.to_owned(), page.clone());
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.making.remove(address);
        made
    }

    /// Keeps a page; those that nobody asked for lately go.
    fn put(&self, address: String, stamp: String, page: Bytes) {
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
    fn a_page_is_made_once_for_all_who_wait() {
        let kept = Kept::default();
        let made = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    kept.or_make("/", "a", || {
                        made.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                        Ok::<_, ()>(Bytes::from_static(b"one"))
                    })
                });
            }
        });
        assert_eq!(made.into_inner(), 1);
        assert_eq!(kept.or_make("/no", "a", || Err(())), Err(()), "what fails is not kept");
        assert!(kept.get("/no", "a").is_none());
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
