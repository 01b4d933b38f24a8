//! `detente reports`, `refused`, `sources`, `actors`, `events`, `statements`, `undertakings`, `timeline`.

use crate::cli::{Period, Relations, Rows};
use crate::output::{Sheet, list, list_of};
use detente_case::{Case, Filter};
use detente_record::Relation;
use std::path::Path;

pub(crate) fn rows<T: Sheet>(case: &Path, args: Rows) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    let format = args.format;
    list::<T>(&case, &filter(args), format)
}

/// `detente relations`.
pub(crate) fn relations(case: &Path, args: Relations) -> anyhow::Result<()> {
    let period = match args.period {
        Period::Month => return rows::<Relation>(case, args.rows),
        Period::Week => detente_case::Period::Week,
        Period::Day => detente_case::Period::Day,
    };
    let case = Case::open_existing(case)?;
    let format = args.rows.format;
    let filter = filter(args.rows);
    list_of::<Relation>(&|each| case.relations_by(period, &filter, each), format)
}

fn filter(args: Rows) -> Filter {
    Filter {
        actor: args.actor,
        place: args.place,
        country: args.country,
        kind: args.kind,
        status: args.status,
        from: args.from,
        to: args.to,
        report: args.report,
        about: args.about,
        limit: args.limit,
        skip: 0,
    }
}
