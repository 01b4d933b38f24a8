//! The file: its tables, how it is opened, and how bytes lie in it.

pub(crate) mod aids;
pub(crate) mod alerts;
pub(crate) mod body;
pub(crate) mod changes;
pub(crate) mod chunks;
pub(crate) mod connection;
pub(crate) mod corrections;
pub(crate) mod custody;
pub(crate) mod derived;
pub(crate) mod kept;
pub(crate) mod lanes;
pub(crate) mod layers;
pub(crate) mod lock;
mod naming;
pub(crate) mod orders;
pub(crate) mod originals;
pub(crate) mod outside;
pub(crate) mod overlay;
mod renown;
pub(crate) mod report;
pub(crate) mod spot;
pub(crate) mod watched;
