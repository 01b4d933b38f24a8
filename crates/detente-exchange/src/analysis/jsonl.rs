//! One JSON object a report.

use super::status;
use detente_language::{Analysis, Manner};
use detente_text::Document;
use serde_json::{Value, json};
use std::ops::Range;

/// A report's analysis. `chars` are ranges in the reading text, as in evidence; `head` counts the
/// tokens of its sentence from 1, 0 is the root; `upos` and what follows are absent where the
/// report was not analysed.
pub fn jsonl(document: &Document, analysis: &Analysis) -> Value {
    let text = document.text();
    let span = |range: &Range<usize>| json!({"chars": document.chars(range.clone()), "text": &text[range.clone()]});
    let sentences = analysis.sentences.iter().map(|sentence| {
        let tokens = sentence.tokens.iter().enumerate().map(|(at, token)| {
            let mut row = span(&token.range);
            if let Some(node) = sentence.tree.nodes().get(at) {
                row["upos"] = json!(node.upos.as_str());
                row["xpos"] = json!(node.xpos.as_str());
                row["lemma"] = json!(node.lemma);
                row["head"] = json!(node.head.map_or(0, |head| head + 1));
                row["deprel"] = match node.subtype.as_str() {
                    "" => json!(node.relation.as_str()),
                    subtype => json!(format!("{}:{subtype}", node.relation)),
                };
                if let Some(status) = status(&sentence.tree, at) {
                    row["status"] = json!(status);
                }
            }
            row
        });
        json!({
            "chars": document.chars(sentence.range.clone()),
            "parts": sentence.parts,
            "tokens": tokens.collect::<Vec<_>>(),
        })
    });
    let names = analysis.names.iter().map(|name| {
        let mut row = span(&name.range);
        row["kind"] = json!(name.kind.as_str());
        row
    });
    let attributions = analysis.attributions.iter().map(|one| {
        let form = match one.manner {
            Manner::Direct => "direct",
            Manner::Indirect => "indirect",
            Manner::Mixed => "mixed",
        };
        json!({
            "source": one.source.iter().map(span).collect::<Vec<_>>(),
            "cue": one.cue.as_ref().map(span),
            "content": one.content.iter().map(span).collect::<Vec<_>>(),
            "form": form,
        })
    });
    json!({
        "report": document.id,
        "language": document.language.as_ref().map(|(code, _)| code),
        "analysed": analysis.sentences.iter().any(|sentence| sentence.parts > 0),
        "sentences": sentences.collect::<Vec<_>>(),
        "names": names.collect::<Vec<_>>(),
        "attributions": attributions.collect::<Vec<_>>(),
    })
}
