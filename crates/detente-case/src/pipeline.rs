//! Work on many items at once, with the results in the order of the items.
//!
//! One thread produces, some work, the calling thread consumes in order. How much is under way
//! is bounded by weight, so that memory is too.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Bytes under way at a time; one heavier item goes alone.
const BUDGET: usize = 32 << 20;
/// What an item weighs at least: its rows, its text, its place in the queue.
const LEAST: usize = 48 << 10;
/// Deeply nested pages need room.
const STACK: usize = 16 << 20;

/// The consumer failed: no more is wanted.
#[derive(Debug)]
pub(crate) struct Stopped;

/// Takes in items, in order.
pub(crate) struct Feed<T, U> {
    tasks: Sender<(u64, usize, T)>,
    done: Sender<(u64, usize, U)>,
    budget: Arc<Budget>,
    next: u64,
}

impl<T, U> Feed<T, U> {
    /// An item to work on. Waits while too much is under way.
    pub(crate) fn work(&mut self, task: T, weight: usize) -> Result<(), Stopped> {
        let weight = self.budget.take(weight)?;
        let seq = self.step();
        self.tasks.send((seq, weight, task)).map_err(|_| Stopped)
    }

    /// A result that needs no work, in its place in the order.
    pub(crate) fn pass(&mut self, result: U) -> Result<(), Stopped> {
        let weight = self.budget.take(0)?;
        let seq = self.step();
        self.done.send((seq, weight, result)).map_err(|_| Stopped)
    }

    fn step(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }
}

struct Budget {
    state: Mutex<(usize, bool)>,
    freed: Condvar,
}

impl Budget {
    fn lock(&self) -> MutexGuard<'_, (usize, bool)> {
        // Nothing can panic while holding it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self, weight: usize) -> Result<usize, Stopped> {
        let weight = weight.max(LEAST);
        let mut state = self.lock();
        while !state.1 && state.0 > 0 && state.0 + weight > BUDGET {
            state = self.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        if state.1 {
            return Err(Stopped);
        }
        state.0 += weight;
        Ok(weight)
    }

    fn give(&self, weight: usize) {
        self.lock().0 -= weight;
        self.freed.notify_all();
    }

    fn stop(&self) {
        self.lock().1 = true;
        self.freed.notify_all();
    }

    fn stopped(&self) -> bool {
        self.lock().1
    }
}

/// How many threads `wanted` comes to: 0 is one for each core.
pub(crate) fn threads(wanted: usize) -> usize {
    match wanted {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        n => n.min(256),
    }
}

/// Runs `produce` and `work` on threads of their own and hands every result to `consume`, on
/// this thread and in the order in which the items were produced.
///
/// # Errors
/// The first error of `consume`, after which nothing more is produced; a thread that cannot be
/// started.
pub(crate) fn ordered<T, U, P, W, E>(
    threads: usize,
    produce: P,
    work: W,
    mut consume: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    U: Send,
    P: FnOnce(&mut Feed<T, U>) -> Result<(), Stopped> + Send,
    W: Fn(T) -> U + Sync,
    E: From<std::io::Error>,
{
    let budget = Arc::new(Budget { state: Mutex::new((0, false)), freed: Condvar::new() });
    let (tasks, todo) = mpsc::channel();
    let (done, results) = mpsc::channel();
    let todo = Mutex::new(todo);
    std::thread::scope(|scope| {
        let start = |name: &str| std::thread::Builder::new().name(name.into()).stack_size(STACK);
        for _ in 0..threads.max(1) {
            let (todo, work, done, budget) = (&todo, &work, done.clone(), budget.clone());
            start("read").spawn_scoped(scope, move || run(todo, work, &done, &budget))?;
        }
        let mut feed = Feed { tasks, done, budget: budget.clone(), next: 0 };
        start("take in").spawn_scoped(scope, move || {
            // Stopped is told to the caller by the consumer's error.
            let _ = produce(&mut feed);
        })?;
        let outcome = drain(results, &budget, &mut consume);
        budget.stop();
        outcome
    })
}

fn run<T, U>(
    todo: &Mutex<Receiver<(u64, usize, T)>>,
    work: &impl Fn(T) -> U,
    done: &Sender<(u64, usize, U)>,
    budget: &Budget,
) {
    loop {
        let next = todo.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((seq, weight, task)) = next else { return };
        if budget.stopped() || done.send((seq, weight, work(task))).is_err() {
            return;
        }
    }
}

fn drain<U, E>(
    results: Receiver<(u64, usize, U)>,
    budget: &Budget,
    consume: &mut impl FnMut(U) -> Result<(), E>,
) -> Result<(), E> {
    let (mut next, mut early) = (0, BTreeMap::new());
    for (seq, weight, result) in results {
        early.insert(seq, (weight, result));
        while let Some((weight, result)) = early.remove(&next) {
            consume(result)?;
            budget.give(weight);
            next += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [1, 3, 8] {
            let mut got = vec![];
            let produce = |feed: &mut Feed<u64, u64>| {
                for n in 0..500 {
                    match n % 7 {
                        0 => feed.pass(n)?,
                        _ => feed.work(n, 1 << (n % 25))?,
                    }
                }
                Ok(())
            };
            let work = |n: u64| (0..(n * 37 % 101) * 50).fold(n, |n, _| std::hint::black_box(n));
            ordered(threads, produce, work, |n| {
                got.push(n);
                Ok::<_, io::Error>(())
            })
            .unwrap();
            assert_eq!(got, (0..500).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_it_and_nothing_hangs() {
        let produce = |feed: &mut Feed<u64, u64>| {
            loop {
                feed.work(1, 1 << 20)?;
            }
        };
        let mut seen = 0;
        let end = ordered(
            2,
            produce,
            |n| n,
            |_| {
                seen += 1;
                if seen == 100 { Err(io::Error::other("full")) } else { Ok(()) }
            },
        );
        assert_eq!(end.unwrap_err().to_string(), "full");
    }
}
