//! `detente export`.

use crate::cli::{Export, ExportFormat};
use crate::output::stdout;
use anyhow::Context;
use detente_case::Case;
use detente_exchange::{Format, TABLES, export_table};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(crate) fn export(case: &Path, args: &Export) -> anyhow::Result<()> {
    let case = Case::open_existing(case)?;
    let format = match args.format {
        ExportFormat::Jsonl => Format::Jsonl,
        ExportFormat::Csv => Format::Csv,
        #[cfg(feature = "parquet")]
        ExportFormat::Parquet => Format::Parquet,
    };
    match (&args.output, &args.table) {
        (None, Some(table)) => {
            let mut out = stdout();
            export_table(&case, table, format, &mut out)?;
            Ok(out.flush()?)
        }
        (None, None) => anyhow::bail!(
            "a case has several tables: name a folder with -o, or one of them with --table ({})",
            TABLES.join(", ")
        ),
        (Some(folder), table) => {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("{}: the folder can't be made", folder.display()))?;
            let all = TABLES.iter().copied();
            for name in all.filter(|name| table.as_deref().is_none_or(|table| table == *name)) {
                let path = folder.join(format!("{name}.{}", format.extension()));
                let file = File::create(&path)
                    .with_context(|| format!("{}: can't be written", path.display()))?;
                let mut out = BufWriter::new(file);
                export_table(&case, name, format, &mut out)?;
                out.flush().with_context(|| format!("{}: can't be written", path.display()))?;
            }
            Ok(())
        }
    }
}
