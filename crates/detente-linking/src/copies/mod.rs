//! Which reports are copies of which, and which passages stand in several.
//!
//! A wire story is printed a hundred times: cut at the tail, under another title, with a figure
//! changed or a paragraph added. Counted as a hundred accounts it would confirm itself. So every
//! reading text is reduced to a [`Sketch`] of its runs of five words; [`keys`] brings together
//! the sketches that may overlap, [`pairs`] compares those under one key, and [`settle`] gives
//! every copy the text that it comes from. [`copies`] is all three at once. Passages that stand
//! in reports which are no copies, an encyclopaedia's paragraph between news, are found by
//! [`shared`].
//!
//! | what | value | why |
//! |---|---|---|
//! | [`RUN`] | 5 words | two writers seldom hit on the same five words in a row |
//! | [`NEAR`] | 400 ‰ | a copy has at least as much of its text from the other; one word in ten may be replaced, evenly, and a retelling with quotations stays below |
//! | [`SAME`] | 600 ‰ | as much of a text by the same outlet: its credits and bulletins recur |
//! | [`STRICT`] | 800 ‰ | as much of a text below [`SHORT`] words, or printed more than [`LATE`] days apart: forms recur |
//! | [`SHORTEST`] | 12 words | a shorter text is like many |
//! | [`WHOLE`] | 32 | a key with more texts is compared with the first [`HUBS`] only |

mod compare;
mod enough;
mod figures;
mod keys;
mod pairs;
mod passages;
mod settle;
mod sketch;
mod words;

pub use compare::{NEAR, Overlap, compare};
pub use enough::{LATE, SAME, SHORT, STRICT};
pub use figures::{FigureChange, changed_figures};
pub use keys::keys;
pub use pairs::{Edge, HUBS, WHOLE, pairing, pairs, turn};
pub use passages::{Block, Passage, passage_keys, shared};
pub use settle::{Copy, Text, copies, settle};
pub use sketch::{RUN, SHORTEST, Sketch};
