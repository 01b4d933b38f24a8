//! One file a command, or a family of them.

mod analyse;
mod audit;
mod brief;
mod correct;
mod diff;
mod doctor;
mod export;
mod import;
mod keep;
mod manual;
#[cfg(feature = "mcp")]
mod mcp;
mod read;
mod rows;
mod search;
#[cfg(feature = "server")]
mod serve;
mod show;
mod verify;
#[cfg(feature = "watch")]
mod watch;
mod world;

use crate::cli::{Arguments, Command};
use detente_record::{
    Account, Actor, Agreement, Channel, Claim, Dispute, Event, Incident, Outside, Place, Refused,
    Report, Source, Statement, TimelineEntry, Undertaking,
};
use std::process::ExitCode;

/// Exit code when some inputs were refused.
pub(crate) const SOME_REFUSED: u8 = 1;
/// Exit code when a verification failed.
pub(crate) const NOT_VERIFIED: u8 = 4;

/// Runs the command.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let Arguments { case, quiet, command, .. } = arguments;
    let case = case.as_path();
    match command {
        Command::Read(args) => return read::read(case, &args, quiet),
        Command::Brief(args) => return brief::brief(case, &args, quiet),
        Command::Reports(args) => rows::rows::<Report>(case, args)?,
        Command::Refused(args) => rows::rows::<Refused>(case, args)?,
        Command::Sources(args) => rows::rows::<Source>(case, args)?,
        Command::Actors(args) => rows::rows::<Actor>(case, args)?,
        Command::Places(args) => rows::rows::<Place>(case, args)?,
        Command::Events(args) => rows::rows::<Event>(case, args)?,
        Command::Statements(args) => rows::rows::<Statement>(case, args)?,
        Command::Undertakings(args) => rows::rows::<Undertaking>(case, args)?,
        Command::Incidents(args) => rows::rows::<Incident>(case, args)?,
        Command::Accounts(args) => rows::rows::<Account>(case, args)?,
        Command::Agreements(args) => rows::rows::<Agreement>(case, args)?,
        Command::Channels(args) => rows::rows::<Channel>(case, args)?,
        Command::Relations(args) => rows::relations(case, args)?,
        Command::Claims(args) => rows::rows::<Claim>(case, args)?,
        Command::Disputes(args) => rows::rows::<Dispute>(case, args)?,
        Command::Timeline(args) => rows::rows::<TimelineEntry>(case, args)?,
        Command::Outside(args) => rows::rows::<Outside>(case, args)?,
        Command::Show(args) => show::show(case, &args)?,
        Command::Why(args) => show::why(case, &args)?,
        Command::Search(args) => search::search(case, &args)?,
        Command::Correct(args) => correct::correct(case, args, quiet)?,
        Command::Corrections(args) => correct::corrections(case, args, quiet)?,
        Command::Audit(args) => audit::audit(case, &args, quiet)?,
        Command::Diff(args) => diff::diff(case, &args)?,
        Command::Verify(args) => return verify::verify(case, &args, quiet),
        Command::Remove(args) => keep::remove(case, &args, quiet)?,
        Command::Reread(args) => return keep::reread(case, &args, quiet),
        Command::Backup(args) => keep::backup(case, &args, quiet)?,
        Command::Merge(args) => keep::merge(case, &args, quiet)?,
        Command::Restore(args) => keep::restore(case, &args, quiet)?,
        Command::Export(args) => export::export(case, &args)?,
        Command::Import(args) => return import::import(case, &args, quiet),
        #[cfg(feature = "server")]
        Command::Serve(args) => serve::serve(case, &args)?,
        #[cfg(feature = "server")]
        Command::Token(args) => serve::token(args.role)?,
        #[cfg(feature = "mcp")]
        Command::Mcp => mcp::mcp(case, quiet)?,
        #[cfg(feature = "watch")]
        Command::Watch(args) => watch::watch(case, &args, quiet)?,
        Command::Analyse(args) => return analyse::analyse(&args),
        Command::World(args) => return world::world(case, &args, quiet),
        Command::Doctor(args) => return doctor::doctor(case, args),
        Command::Completions { shell } => manual::completions(shell)?,
        Command::Man => manual::man()?,
        Command::ExtractPdf(args) => crate::sandbox::extract_pdf(args.memory, args.seconds)?,
    }
    Ok(ExitCode::SUCCESS)
}
