//! Drawings as shapes with their places; templates write them as SVG, so that every word in them goes
//! through the escaper.

pub(crate) mod axis;
pub(crate) mod network;
pub(crate) mod spread;
