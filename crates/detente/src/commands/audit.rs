//! `detente audit`.

use super::read::plural;
use super::show;
use crate::cli::{Audit, RowFormat};
use crate::output::{
    Column, bold, faint, format_or_default, json_line, now, printable, say, stdout, table,
};
use anyhow::Context;
use detente_case::{Case, Drawn, Precision, Verdict, VerdictOn};
use serde_json::Value;
use std::io::{BufRead, IsTerminal, Write};
use std::path::Path;

/// Rows drawn at most: nobody judges more by hand.
const MOST: usize = 10_000;

pub(crate) fn audit(path: &Path, args: &Audit, quiet: bool) -> anyhow::Result<()> {
    let (Some(n), false) = (args.n, args.report) else { return report(path, args) };
    anyhow::ensure!(n > 0 && n <= MOST, "{n} rows: draw between 1 and {MOST}");
    let seed = args.seed.unwrap_or_else(fresh);
    if let Some(file) = &args.verdicts {
        let author = args.author.as_deref().unwrap_or_default();
        return hand_in(path, n, seed, author, file, quiet);
    }
    let drawn = Case::open_existing(path)?.draw(n, seed)?;
    if !quiet {
        say(&format!("{} drawn by --seed {seed}", plural(drawn.len() as u64, "row")));
    }
    let person = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if !person || args.format.format.is_some_and(|format| format != RowFormat::Table) {
        return write(seed, &drawn);
    }
    let author = args.author.as_deref().filter(|author| !author.trim().is_empty());
    let author = author.context("name who judges with --author or DETENTE_AUTHOR")?;
    let verdicts = ask(&drawn, &mut std::io::stdin().lock(), &mut stdout())?;
    keep(path, n, seed, author, &verdicts, quiet)
}

/// A seed that nobody chose.
fn fresh() -> u64 {
    let now = jiff::Timestamp::now().as_nanosecond();
    (now.unsigned_abs() as u64 ^ u64::from(std::process::id()).rotate_left(32)) % 1_000_000_007
}

fn write(seed: u64, drawn: &[Drawn]) -> anyhow::Result<()> {
    let mut out = stdout();
    for one in drawn {
        let mut line = serde_json::to_value(one)?;
        line["seed"] = seed.into();
        writeln!(out, "{}", json_line(&line)?)?;
    }
    Ok(out.flush()?)
}

fn hand_in(
    path: &Path,
    n: usize,
    seed: u64,
    author: &str,
    file: &Path,
    quiet: bool,
) -> anyhow::Result<()> {
    let name = file.display();
    let lines: Vec<String> = if file.as_os_str() == "-" {
        std::io::stdin().lock().lines().collect::<Result<_, _>>()
    } else {
        std::fs::read_to_string(file).map(|text| text.lines().map(str::to_owned).collect())
    }
    .with_context(|| format!("{name} can't be read"))?;
    let mut verdicts: Vec<VerdictOn> = vec![];
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let one = serde_json::from_str(line).with_context(|| {
            format!(
                "{name}, line {}: no verdict; write {{\"id\":\"…\",\"verdict\":\"right\"}}",
                at + 1
            )
        })?;
        verdicts.push(one);
    }
    keep(path, n, seed, author, &verdicts, quiet)
}

fn keep(
    path: &Path,
    n: usize,
    seed: u64,
    author: &str,
    verdicts: &[VerdictOn],
    quiet: bool,
) -> anyhow::Result<()> {
    if verdicts.is_empty() {
        say("no verdicts, and none kept");
        return Ok(());
    }
    Case::open_existing(path)?;
    let judged = Case::open(path)?.judge(n, seed, author, &now(), verdicts)?;
    if !quiet {
        let open = match judged.open {
            0 => "all that were drawn are judged".to_owned(),
            open => format!("{open} still to be judged (--seed {seed} draws them again)"),
        };
        let kept = plural(judged.kept as u64, "verdict");
        say(&format!("{kept} kept; {open}; `detente audit --report` gives the precision"));
    }
    Ok(())
}

/// Asks for a verdict on each row, until all are judged or the person ends it.
fn ask(
    drawn: &[Drawn],
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<Vec<VerdictOn>> {
    let mut verdicts = vec![];
    for (at, one) in drawn.iter().enumerate() {
        present(out, one, at + 1, drawn.len())?;
        let verdict = loop {
            write!(out, "{} ", bold("right, wrong, can't tell, skip, quit [r/w/c/s/q]?"))?;
            out.flush()?;
            let Some(answer) = answer(input)? else { return Ok(verdicts) };
            match answer.chars().next() {
                Some('r') => break Some(Verdict::Right),
                Some('w') => break Some(Verdict::Wrong),
                Some('c') => break Some(Verdict::CannotTell),
                Some('s') => break None,
                Some('q') => return Ok(verdicts),
                _ => {}
            }
        };
        let Some(verdict) = verdict else { continue };
        let field = match verdict {
            Verdict::Wrong if one.kind != "joins" => match which(one, input, out)? {
                Some(field) => field,
                None => return Ok(verdicts),
            },
            _ => None,
        };
        verdicts.push(VerdictOn { id: one.id.clone(), verdict, field, note: None });
    }
    Ok(verdicts)
}

/// Which field is wrong; none for the whole row. `None` at the end of the input.
fn which(
    one: &Drawn,
    input: &mut impl BufRead,
    out: &mut impl Write,
) -> anyhow::Result<Option<Option<String>>> {
    let fields = fields(&one.row);
    loop {
        write!(out, "{} ", bold(&format!("which of {}; empty for the row?", fields.join(", "))))?;
        out.flush()?;
        let Some(answer) = answer(input)? else { return Ok(None) };
        if answer.is_empty() {
            return Ok(Some(None));
        }
        let mut found = fields.iter().filter(|field| field.starts_with(&answer));
        if let Some(field) = fields.iter().find(|field| **field == answer).or(found.next()) {
            return Ok(Some(Some((*field).clone())));
        }
    }
}

fn answer(input: &mut impl BufRead) -> anyhow::Result<Option<String>> {
    let mut line = String::new();
    let read = input.read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim().to_lowercase()))
}

/// The fields that can be judged.
fn fields(row: &Value) -> Vec<String> {
    let all = row.as_object().into_iter().flatten().map(|(name, _)| name.clone());
    all.filter(|name| !matches!(name.as_str(), "id" | "report" | "evidence" | "about")).collect()
}

fn present(out: &mut impl Write, one: &Drawn, at: usize, of: usize) -> anyhow::Result<()> {
    writeln!(out)?;
    let question = match one.kind.as_str() {
        "joins" => "are these one happening?",
        _ => "does the row say what the words say?",
    };
    let kind = show::singular(&one.kind);
    writeln!(out, "{} {} {}", bold(&format!("{at}/{of} {kind}")), question, faint(&one.id))?;
    let parts: Vec<&Value> = match one.kind.as_str() {
        "joins" => vec![&one.row["a"], &one.row["b"]],
        _ => vec![&one.row],
    };
    for part in parts {
        for name in fields(part) {
            show::field(out, &name, &part[&name])?;
        }
        for quote in show::quotes(&part["evidence"]).iter().take(1) {
            writeln!(out, "  {}", printable(quote, false))?;
        }
    }
    Ok(())
}

fn report(path: &Path, args: &Audit) -> anyhow::Result<()> {
    let all = Case::open_existing(path)?.precision()?;
    let mut out = stdout();
    match format_or_default(args.format) {
        _ if args.format.format == Some(RowFormat::Csv) => csv(&mut out, &all)?,
        RowFormat::Jsonl => {
            for one in &all {
                writeln!(out, "{}", json_line(one)?)?;
            }
        }
        _ if all.is_empty() => writeln!(out, "No verdicts yet; `detente audit 40` draws rows.")?,
        _ => {
            let column = |heading, most| Column { heading, most: Some(most) };
            let columns = [
                column("kind", 14),
                column("type", 12),
                column("right", 6),
                column("wrong", 6),
                column("can't tell", 10),
                column("precision", 24),
                column("wrong in", 40),
                column("changed since", 13),
            ];
            let rows: Vec<Vec<String>> = all.iter().map(cells).collect();
            write!(out, "{}", table(&columns, &rows))?;
        }
    }
    Ok(out.flush()?)
}

fn csv(out: &mut impl Write, all: &[Precision]) -> anyhow::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "kind",
        "type",
        "right",
        "wrong",
        "cannot_tell",
        "precision",
        "low",
        "high",
        "fields",
        "changed",
    ])?;
    for one in all {
        csv.write_record([
            one.kind.clone(),
            one.class.clone().unwrap_or_default(),
            one.right.to_string(),
            one.wrong.to_string(),
            one.cannot_tell.to_string(),
            one.precision.map(|share| share.to_string()).unwrap_or_default(),
            one.low.to_string(),
            one.high.to_string(),
            serde_json::to_string(&one.fields)?,
            one.changed.to_string(),
        ])?;
    }
    Ok(csv.flush()?)
}

fn cells(one: &Precision) -> Vec<String> {
    let share = one.precision.map_or_else(
        || "none judged".to_owned(),
        |share| format!("{share:.2} [{:.2}, {:.2}]", one.low, one.high),
    );
    let fields: Vec<String> = one.fields.iter().map(|(name, n)| format!("{name} {n}")).collect();
    vec![
        one.kind.clone(),
        one.class.clone().unwrap_or_else(|| "all".into()),
        one.right.to_string(),
        one.wrong.to_string(),
        one.cannot_tell.to_string(),
        share,
        fields.join(", "),
        one.changed.to_string(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(kind: &str, id: &str) -> Drawn {
        let row = serde_json::json!({ "id": id, "date": { "edtf": "2020" }, "place": null,
            "a": {}, "b": {}, "evidence": [] });
        Drawn { kind: kind.into(), id: id.into(), class: None, row }
    }

    fn answered(text: &str) -> Vec<VerdictOn> {
        let rows = [drawn("events", "x"), drawn("joins", "y+z"), drawn("events", "w")];
        ask(&rows, &mut text.as_bytes(), &mut vec![]).expect("answers")
    }

    #[test]
    fn answers_are_taken_until_they_end() {
        let all = answered("w\nnone such\nda\nc\nr\n");
        assert_eq!(all.len(), 3);
        assert_eq!((all[0].verdict, all[0].field.as_deref()), (Verdict::Wrong, Some("date")));
        assert_eq!((all[1].verdict, all[2].verdict), (Verdict::CannotTell, Verdict::Right));
        assert_eq!(answered("huh\nr\nq\n").len(), 1, "what was judged stays");
        assert_eq!(answered("s\nw\n").len(), 1, "a join has no field");
        assert_eq!(answered("w\n\n")[0].field, None);
        assert_eq!(answered("").len(), 0);
    }
}
