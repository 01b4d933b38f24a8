//! The map, drawn as SVG: outlines of the world in the background, and marks upon them.
//!
//! Plate carrée, with the width of a degree as it is at the middle of the view: true enough for a
//! region, and an incident's radius stays a circle. Lines take the ink of the page.

mod outlines;
mod view;

pub(crate) use outlines::{Kind, OUTLINES};
pub(crate) use view::{HEIGHT, View, WIDTH};
