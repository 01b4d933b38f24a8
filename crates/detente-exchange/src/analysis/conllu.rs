//! CoNLL-U (<https://universaldependencies.org/format.html>).
//!
//! MISC carries what the ten columns have no room for: `Name=B-GPE`, `Status=planned` on verbs,
//! `Source=1`, `Cue=1` and `Content=1` with the number of the attribution in the report, and
//! `Chars=812:819`, the range in the reading text.

use super::{names, status};
use detente_language::{Analysis, Sentence, Subtype};
use detente_text::Document;
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// Writes a report's analysis.
///
/// # Errors
/// Those of `out`.
pub fn conllu(document: &Document, analysis: &Analysis, out: &mut impl Write) -> fmt::Result {
    writeln!(out, "# newdoc id = {}", document.id)?;
    if let Some((code, _)) = &document.language
        && analysis.sentences.iter().all(|sentence| sentence.parts == 0)
    {
        writeln!(out, "# not analysed: the language is {code}, and the model reads English")?;
    }
    let roles = roles(analysis);
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        write_sentence(document, analysis, (sentence, number + 1), &roles, out)?;
    }
    Ok(())
}

fn write_sentence(
    document: &Document,
    analysis: &Analysis,
    (sentence, number): (&Sentence, usize),
    roles: &Roles,
    out: &mut impl Write,
) -> fmt::Result {
    let text = document.text();
    writeln!(out, "# sent_id = {}-{number}", document.id)?;
    writeln!(out, "# text = {}", line(&text[sentence.range.clone()]))?;
    if sentence.parts > 1 {
        writeln!(out, "# read in {} parts: it is too long to be read at once", sentence.parts)?;
    }
    let mut tags = vec![String::new(); sentence.tokens.len()];
    for (span, kind) in names(analysis, sentence) {
        for at in span.clone() {
            let side = if at == span.start { 'B' } else { 'I' };
            tags[at] = format!("Name={side}-{kind}");
        }
    }
    for (at, token) in sentence.tokens.iter().enumerate() {
        let form = line(&text[token.range.clone()]);
        write!(out, "{}\t{form}\t", at + 1)?;
        match sentence.tree.nodes().get(at) {
            Some(node) => {
                let head = node.head.map_or(0, |head| head + 1);
                write!(out, "{}\t{}\t{}\t_\t{head}\t", line(&node.lemma), node.upos, node.xpos)?;
                match node.subtype {
                    Subtype::None => write!(out, "{}", node.relation)?,
                    subtype => write!(out, "{}:{subtype}", node.relation)?,
                }
            }
            None => write!(out, "_\t_\t_\t_\t_\t_")?,
        }
        let [start, end] = document.chars(token.range.clone());
        let mut misc = vec![format!("Chars={start}:{end}")];
        for (role, numbers) in roles.get(&token.range.start).into_iter().flatten() {
            let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
            misc.push(format!("{role}={}", numbers.join(",")));
        }
        if !tags[at].is_empty() {
            misc.push(std::mem::take(&mut tags[at]));
        }
        let next = sentence.tokens.get(at + 1);
        if next.is_some_and(|next| next.range.start == token.range.end) {
            misc.push("SpaceAfter=No".to_owned());
        }
        if !sentence.tree.is_empty()
            && let Some(status) = status(&sentence.tree, at)
        {
            misc.push(format!("Status={status}"));
        }
        writeln!(out, "\t_\t{}", misc.join("|"))?;
    }
    writeln!(out)
}

/// By where a token begins: its roles, and in which attributions, numbered from 1.
type Roles = BTreeMap<usize, BTreeMap<&'static str, Vec<usize>>>;

fn roles(analysis: &Analysis) -> Roles {
    let tokens: Vec<usize> = analysis.tokens().map(|token| token.range.start).collect();
    let mut found = Roles::new();
    for (number, one) in (1..).zip(&analysis.attributions) {
        let cue = one.cue.as_slice();
        for (role, ranges) in [("Content", &one.content[..]), ("Cue", cue), ("Source", &one.source)]
        {
            for range in ranges {
                let first = tokens.partition_point(|&start| start < range.start);
                let inside = tokens[first..].iter().take_while(|&&start| start < range.end);
                for &token in inside {
                    found.entry(token).or_default().entry(role).or_default().push(number);
                }
            }
        }
    }
    found
}

/// Text for one field of one line: white space and control characters become a space, runs of them
/// one.
fn line(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || c.is_control());
    let joined = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if joined.is_empty() { "_".to_owned() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_holds_no_tab_and_no_line_end() {
        assert_eq!(line("a\tb\n\u{1b}[0m"), "a b [0m");
        assert_eq!(line("\n"), "_");
    }
}
