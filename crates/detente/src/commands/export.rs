//! `detente export`.

use crate::cli::{Export, ExportFormat};
use crate::output::stdout;
use anyhow::Context;
use detente_case::Case;
use detente_exchange::{Form, Format, TABLES, export_table, write_brat, write_form};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

pub(crate) fn export(case: &Path, args: &Export) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    match args.format {
        ExportFormat::Jsonl => tables(&case, args, Format::Jsonl),
        ExportFormat::Csv => tables(&case, args, Format::Csv),
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => tables(&case, args, Format::Parquet),
        ExportFormat::Html => parts(&case, args, Form::Html),
        ExportFormat::Polecat => parts(&case, args, Form::Polecat),
        ExportFormat::Gdelt => parts(&case, args, Form::Gdelt),
        ExportFormat::AcledShape => parts(&case, args, Form::AcledShape),
        ExportFormat::UcdpShape => parts(&case, args, Form::UcdpShape),
        ExportFormat::Ftm => parts(&case, args, Form::Ftm),
        ExportFormat::Geojson => parts(&case, args, Form::GeoJson),
        ExportFormat::Timelinejs => parts(&case, args, Form::TimelineJs),
        ExportFormat::Graphml => parts(&case, args, Form::GraphMl),
        ExportFormat::Webannotation => parts(&case, args, Form::WebAnnotation),
        ExportFormat::Claim => parts(&case, args, Form::Claim),
        ExportFormat::Brat => brat(&case, args),
    }
}

/// The record's own tables.
fn tables(case: &Case, args: &Export, format: Format) -> anyhow::Result<()> {
    match (&args.output, &args.table) {
        (None, Some(table)) => {
            let mut out = stdout();
            export_table(case, table, format, &mut out)?;
            Ok(out.flush()?)
        }
        (None, None) => anyhow::bail!(
            "a case has several tables: name a folder with -o, or one of them with --table ({})",
            TABLES.join(", ")
        ),
        (Some(folder), table) => {
            make(folder)?;
            if let Some(table) = table.as_deref().filter(|table| !TABLES.contains(table)) {
                anyhow::bail!("there is no table {table:?}; there are {}", TABLES.join(", "));
            }
            let all = TABLES.iter().copied();
            for name in all.filter(|name| table.as_deref().is_none_or(|table| table == *name)) {
                let path = folder.join(format!("{name}.{}", format.extension()));
                to_file(&path, |out| Ok(export_table(case, name, format, out)?))?;
            }
            Ok(())
        }
    }
}

/// A form of one file or a few.
fn parts(case: &Case, args: &Export, form: Form) -> anyhow::Result<()> {
    let names = || form.parts().iter().map(|(part, _)| *part).collect::<Vec<_>>().join(", ");
    let wanted: Vec<_> = form
        .parts()
        .iter()
        .filter(|(part, _)| args.table.as_deref().is_none_or(|table| table == *part))
        .collect();
    if let (Some(table), true) = (&args.table, wanted.is_empty()) {
        anyhow::bail!("there is no table {table:?} in this form; there is {}", names());
    }
    match (&args.output, &wanted[..]) {
        (None, [(part, _)]) => {
            let mut out = stdout();
            write_form(case, form, part, &mut out)?;
            Ok(out.flush()?)
        }
        (None, _) => anyhow::bail!(
            "this form holds several tables: name a folder with -o, or one of them with --table ({})",
            names()
        ),
        (Some(path), _) => {
            let several = form.parts().len() > 1;
            if several {
                make(path)?;
            }
            for (part, name) in wanted {
                let inside = several || path.is_dir();
                let path: PathBuf = if inside { path.join(name) } else { path.clone() };
                to_file(&path, |out| Ok(write_form(case, form, part, out)?))?;
            }
            Ok(())
        }
    }
}

fn brat(case: &Case, args: &Export) -> anyhow::Result<()> {
    let Some(folder) = &args.output else {
        anyhow::bail!("brat's form is two files a report: name a folder with -o");
    };
    if args.table.is_some() {
        anyhow::bail!("brat's form has no tables; leave --table out");
    }
    make(folder)?;
    let written = write_brat(case, &mut |name, bytes| std::fs::write(folder.join(name), bytes));
    written.with_context(|| format!("{}: can't be written whole", folder.display()))
}

fn make(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("{}: the folder can't be made", folder.display()))
}

fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let file =
        File::create(path).with_context(|| format!("{}: can't be written", path.display()))?;
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush().with_context(|| format!("{}: can't be written", path.display()))
}
