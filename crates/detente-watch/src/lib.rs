//! A case that keeps itself current: feeds, sitemaps, folders and a socket are read as they fill, and
//! rules tell somebody what came of it.
//!
//! This crate knows the network and the clock. It fetches politely, and only from hosts that its
//! configuration names; hands what it got to the case as archives of the web are (WARC); asks the case
//! what changed, and tells. It does not know what a report says.
//!
//! Nothing is lost and nothing repeated, however it ends: what was fetched is read before it is noted
//! as fetched, reading the same bytes twice adds nothing, and an alert has one id.
// It stands at the edge: it asks for addresses, and when it is asks the clock.
#![allow(clippy::disallowed_methods)]

mod alerts;
mod archive;
mod config;
mod due;
mod error;
mod folder;
mod links;
mod net;
mod round;
mod socket;
mod watch;

pub use alerts::signature;
pub use config::{Config, Duration, Feed, Folder, Host, On, Rule, Sink, Socket};
pub use error::{Error, Result};
pub use net::{Lookup, System};
pub use round::Round;
pub use socket::Listener;
pub use watch::{Clock, Now, Watch};
