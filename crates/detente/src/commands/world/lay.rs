//! `detente world add`, `import` and `check`.

use super::examples;
use crate::cli::{ImportForm, WorldAdd, WorldCheck, WorldImport};
use crate::output::say;
use crate::progress::Bar;
use anyhow::Context;
use detente_case::{Case, LayerForm};
use detente_exchange::knowledge::{self, Source};
use detente_world::{World, WorldError, inlined};
use std::path::Path;
use std::process::ExitCode;

/// Larger files are refused: what they say is not written by hand.
const MOST_BYTES: u64 = 64 << 20;

/// A dump of places may be larger.
const MOST_DUMP: u64 = 2 << 30;

pub(super) fn add(case: &Path, args: &WorldAdd, quiet: bool) -> anyhow::Result<()> {
    let (name, text) = read(&args.file, MOST_BYTES)?;
    let text = with_zones(&args.file, &name, &text)?;
    lay(case, &name, LayerForm::Rows, text.as_bytes(), quiet)
}

pub(super) fn import(case: &Path, args: &WorldImport, quiet: bool) -> anyhow::Result<()> {
    let source = match args.from {
        ImportForm::Petrarch => Source::Petrarch,
        ImportForm::Holders => Source::Holders,
        ImportForm::Geonames => Source::GeoNames,
        ImportForm::Ftm => Source::FollowTheMoney,
    };
    let most = if source == Source::GeoNames { MOST_DUMP } else { MOST_BYTES };
    let (name, text) = read(&args.file, most)?;
    let taken = knowledge::import(source, &text, &name, World::embedded())
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    if !quiet {
        taken.left.iter().take(20).for_each(|left| say(&format!("{name}: {left}")));
        let rest = match taken.left_out {
            0 => String::new(),
            n => format!(", {n} left out"),
        };
        say(&format!("{} rows taken{rest}", taken.taken));
    }
    if let Some(output) = &args.output {
        let content =
            if taken.gazetteer.is_empty() { taken.toml.as_bytes() } else { &taken.gazetteer };
        return std::fs::write(output, content)
            .with_context(|| format!("{} can't be written", output.display()));
    }
    match taken.gazetteer.is_empty() {
        true => lay(case, &format!("{name}.toml"), LayerForm::Rows, taken.toml.as_bytes(), quiet),
        false => lay(case, &name, LayerForm::Places, &taken.gazetteer, quiet),
    }
}

fn lay(
    path: &Path,
    name: &str,
    form: LayerForm,
    content: &[u8],
    quiet: bool,
) -> anyhow::Result<()> {
    let bar = Bar::new(quiet);
    let mut case = Case::open_watched(path, &bar)?;
    let odd = case.add_layer(name, form, content, &bar);
    bar.finish();
    let odd = odd?;
    if !quiet {
        warn(&odd);
        say(&format!("{name} lies over the knowledge of {}", path.display()));
    }
    Ok(())
}

pub(super) fn check(case: &Path, args: &WorldCheck, quiet: bool) -> anyhow::Result<ExitCode> {
    if args.files.is_empty() {
        return own(case, quiet);
    }
    let mut sound = true;
    for file in &args.files {
        let (name, text) = read(file, MOST_BYTES)?;
        let text = with_zones(file, &name, &text)?;
        match World::layered(&[(&name, &text)]) {
            Ok(compiled) => {
                let world = World::open(compiled.into())?;
                let odd = world.warnings(&name, &text);
                warn(&odd);
                let (read, wrong) = examples::check(&name, &text, &world);
                if wrong > 0 {
                    sound = false;
                    say(&format!("{name}: {wrong} of its {read} examples are read otherwise"));
                } else if !quiet {
                    let examples = match read {
                        0 => String::new(),
                        read => format!(", {read} examples read as they say"),
                    };
                    say(&format!("{name}: sound{examples}{}", count(odd.len(), "warning")));
                }
            }
            Err(wrong) => {
                sound = false;
                const MOST: usize = 50;
                wrong.iter().take(MOST).for_each(|one| say(&one.to_string()));
                say(&format!("{name}: refused{}", count(wrong.len(), "error")));
            }
        }
    }
    Ok(ExitCode::from(if sound { 0 } else { super::super::SOME_REFUSED }))
}

/// What the case's knowledge holds.
fn own(path: &Path, quiet: bool) -> anyhow::Result<ExitCode> {
    let layers = match Case::open_existing(path) {
        Ok(case) => {
            // A layer that can't be read any more is told here.
            case.world()?;
            case.layers()?
        }
        Err(error) if error.is_absent() => vec![],
        Err(error) => return Err(error.into()),
    };
    let world = World::embedded();
    let rows = world.rows();
    if !quiet {
        say(&format!(
            "{} actors, {} agreements, {} places by hand, {} in the gazetteer",
            rows.actors.len(),
            rows.agreements.len(),
            rows.spots.len(),
            world.places().len()
        ));
        for layer in layers {
            say(&format!("over it: {} ({} bytes)", layer.name, layer.bytes));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The file with the zones that it names as files beside it.
fn with_zones(file: &Path, name: &str, text: &str) -> anyhow::Result<String> {
    let beside = file.parent().unwrap_or(Path::new("."));
    let zone = |zone: &str| match read(&beside.join(zone), MOST_BYTES) {
        Ok((_, text)) => Ok(text),
        Err(error) => Err(format!("{error:#}")),
    };
    Ok(inlined(name, text, zone)?)
}

fn warn(odd: &[WorldError]) {
    const MOST: usize = 50;
    odd.iter().take(MOST).for_each(|one| say(&format!("warning: {one}")));
    if odd.len() > MOST {
        say(&format!("… and {} more warnings", odd.len() - MOST));
    }
}

fn count(number: usize, of: &str) -> String {
    match number {
        0 => String::new(),
        1 => format!(", 1 {of}"),
        n => format!(", {n} {of}s"),
    }
}

fn read(path: &Path, most: u64) -> anyhow::Result<(String, String)> {
    let shown = path.display();
    let size = std::fs::metadata(path).with_context(|| format!("{shown} can't be opened"))?.len();
    anyhow::ensure!(
        size <= most,
        "{shown}: {} MB are too much for a file of knowledge (at most {} MB); places in their thousands go \
         in with `detente world import --from geonames`",
        size >> 20,
        most >> 20
    );
    let bytes = std::fs::read(path).with_context(|| format!("{shown} can't be read"))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| anyhow::anyhow!("{shown}: not UTF-8; save it as UTF-8"))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok((name, text))
}
