//! `detente watch`.

use super::Format;
use clap::{Args, ValueHint};
use std::path::PathBuf;

pub(crate) const WATCH: &str = "The configuration is TOML; only hosts that it names are asked, and none at a \
    private address unless allow-private names it:\n\n  \
    [[feed]]\n  url = \"https://news.example.org/feed\"\n  every = \"15 min\"\n\n  \
    [[sink]]\n  name = \"desk\"\n  file = \"alerts.jsonl\"\n\n  \
    [[alert]]\n  on = \"breach\"\n  to = [\"desk\"]\n\n\
    Examples:\n  detente watch watch.toml --case sudan.detente\n  \
    detente watch watch.toml --once          one round, for cron\n  \
    detente watch watch.toml --status        how each source goes";

#[derive(Args, Debug)]
pub(crate) struct Watch {
    /// What to watch, and what to tell whom
    #[arg(value_name = "CONFIG", value_hint = ValueHint::FilePath)]
    pub(crate) config: PathBuf,
    /// Do what is due now, then end
    #[arg(long, conflicts_with = "status")]
    pub(crate) once: bool,
    /// Ask for nothing: tell how each source went, and when it is asked for next
    #[arg(long)]
    pub(crate) status: bool,
    #[command(flatten)]
    pub(crate) format: Format,
}
