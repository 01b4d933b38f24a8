//! `detente reports`, `refused`, `sources`, `actors`, `events`, `statements`, `undertakings`, `timeline`.

use crate::cli::Rows;
use crate::output::{Sheet, list};
use detente_case::{Case, Filter};
use std::path::Path;

pub(crate) fn rows<T: Sheet>(case: &Path, args: Rows) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    let format = args.format;
    let filter = Filter {
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
    };
    list::<T>(&case, &filter, format)
}
