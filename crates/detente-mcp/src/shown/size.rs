//! Answers that fit: what is too long is cut, and the row says what and how to get the rest.

use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of JSON that one row in an answer may have.
pub(crate) const ROW: usize = 20_000;

/// Characters that one text in a row may have.
const TEXT: usize = 1500;

/// What was cut: how much is shown, and of how much, by the field.
type Cuts = BTreeMap<String, (usize, usize)>;

/// The size of a value as JSON.
pub(crate) fn size(value: &Value) -> usize {
    value.to_string().len()
}

/// Cuts long texts, and lists until the row fits. What was cut stands in its field `cut`.
pub(crate) fn fit(row: &mut Value, most: usize) {
    let mut cuts = Cuts::new();
    texts(row, "", TEXT, &mut cuts);
    for items in [40, 20, 10, 5, 3, 2, 1] {
        if size(row) <= most {
            break;
        }
        lists(row, "", items, &mut cuts);
    }
    for characters in [400, 100, 20] {
        if size(row) <= most {
            break;
        }
        texts(row, "", characters, &mut cuts);
    }
    if size(row) > most {
        // Nothing in the record comes to here; a bound has to hold all the same.
        let fields = row.as_object().map(|fields| fields.keys().take(100).cloned().collect());
        let names: Vec<String> = fields.unwrap_or_default();
        let id = row.get("id").cloned().unwrap_or(Value::Null);
        let mut left = Map::new();
        left.insert("id".into(), id);
        left.insert(
            "cut".into(),
            names.into_iter().map(|name| format!("{name}: left out")).collect(),
        );
        *row = Value::Object(left);
        return;
    }
    if let (Value::Object(fields), false) = (row, cuts.is_empty()) {
        fields.insert("cut".into(), cuts.into_iter().map(told).collect());
    }
}

/// "obligations: 10 of 35"; of lists within lists, whose lengths differ, how many at most.
fn told((field, (shown, of)): (String, (usize, usize))) -> String {
    match field.contains("[]") {
        true => format!("{field}: {shown} at most, of up to {of}"),
        false => format!("{field}: {shown} of {of}"),
    }
}

fn note(cuts: &mut Cuts, field: &str, shown: usize, of: usize) {
    let cut = cuts.entry(field.to_owned()).or_insert((shown, of));
    *cut = (shown, cut.1.max(of));
}

fn below(field: &str, name: &str) -> String {
    if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") }
}

fn texts(value: &mut Value, field: &str, most: usize, cuts: &mut Cuts) {
    match value {
        Value::String(text) => {
            // Bytes are never fewer than characters: most texts need no counting.
            let of = if text.len() > most { text.chars().count() } else { 0 };
            if of > most {
                text.truncate(text.char_indices().nth(most).map_or(text.len(), |(at, _)| at));
                text.push('…');
                note(cuts, &format!("{field} (characters)"), most, of);
            }
        }
        Value::Array(all) => {
            let field = format!("{field}[]");
            all.iter_mut().for_each(|one| texts(one, &field, most, cuts));
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                texts(one, &below(field, name), most, cuts);
            }
        }
        _ => {}
    }
}

fn lists(value: &mut Value, field: &str, most: usize, cuts: &mut Cuts) {
    match value {
        Value::Array(all) => {
            // Ranges and positions are numbers, and no list of things.
            let things = all.first().is_some_and(|one| !one.is_number() && !one.is_array());
            if things && all.len() > most {
                note(cuts, field, most, all.len());
                all.truncate(most);
            }
            let field = format!("{field}[]");
            all.iter_mut().for_each(|one| lists(one, &field, most, cuts));
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                lists(one, &below(field, name), most, cuts);
            }
        }
        _ => {}
    }
}

/// Ranges of a text, each of at most so many bytes and none within a letter, without a gap; cut
/// after a blank where there is one.
pub(crate) fn windows(text: &str, range: Range<usize>, most: usize) -> Vec<Range<usize>> {
    let (mut all, mut from) = (vec![], range.start);
    while range.end - from > most {
        let edge = (from + 1..=from + most).rev().find(|&at| text.is_char_boundary(at));
        // A letter has four bytes at most, and a window many more.
        let edge = edge.unwrap_or(range.end);
        let blank = text[from..edge].rfind(char::is_whitespace).map(|at| from + at);
        let end = blank.and_then(|at| Some(at + text[at..].chars().next()?.len_utf8()));
        let end = end.filter(|&end| end > from).unwrap_or(edge);
        all.push(from..end);
        from = end;
    }
    if from < range.end {
        all.push(from..range.end);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_that_fits_stays_as_it_is() {
        let row =
            json!({ "id": "a", "evidence": [{ "parts": [{ "bytes": [0, 9], "quote": "nine" }] }] });
        let mut fitted = row.clone();
        fit(&mut fitted, ROW);
        assert_eq!(fitted, row);
    }

    #[test]
    fn a_long_list_is_cut_and_says_so_and_ranges_stay_whole() {
        let one = json!({ "bytes": [10, 20], "quote": "word ".repeat(40) });
        let mut row = json!({ "id": "a", "obligations": vec![one; 35] });
        fit(&mut row, 3000);
        assert!(size(&row) < 3000 + 100, "{}", size(&row));
        assert_eq!(row["obligations"].as_array().map(Vec::len), Some(10));
        assert_eq!(row["obligations"][9]["bytes"], json!([10, 20]));
        assert_eq!(row["cut"], json!(["obligations: 10 of 35"]));
    }

    #[test]
    fn a_long_text_is_cut_between_letters() {
        let mut row = json!({ "content": "й".repeat(2000) });
        fit(&mut row, ROW);
        assert_eq!(row["content"].as_str().map(|text| text.chars().count()), Some(1501));
        assert_eq!(row["cut"], json!(["content (characters): 1500 of 2000"]));
    }

    #[test]
    fn nothing_is_larger_than_the_bound() {
        let fields = (0..3000).map(|n| (format!("field {n}"), json!("x".repeat(60))));
        let mut row = Value::Object(fields.collect());
        fit(&mut row, ROW);
        assert!(size(&row) <= ROW, "{}", size(&row));
        assert_eq!(row["cut"][0], "field 0: left out");
    }

    #[test]
    fn windows_join_up_and_part_no_letter() {
        let text = "Идлиб и Алеппо ".repeat(20);
        let all = windows(&text, 0..text.len(), 50);
        assert_eq!((all[0].start, all.last().map(|last| last.end)), (0, Some(text.len())));
        assert!(all.windows(2).all(|pair| pair[0].end == pair[1].start), "{all:?}");
        assert!(
            all.iter().all(|one| one.len() <= 50 && text.get(one.clone()).is_some()),
            "{all:?}"
        );
        assert_eq!(windows("яяяя", 0..8, 3), [0..2, 2..4, 4..6, 6..8]);
    }
}
