//! A dateline is no part of the sentence behind it: "GENEVA (Reuters) - ", "Accra, June 3, 2015 — ".

/// Words in small letters that stand in names of places and in dates.
const SMALL: &[&str] =
    &["of", "the", "and", "de", "la", "el", "al", "in", "near", "occupied", "du", "des", "on"];

/// Where the dateline that a paragraph opens with ends, past its dash and the white space there;
/// `None` where it opens with none. It must hold a figure, an agency in brackets or a name in
/// capitals, so that "The minister – a lawyer – resigned" opens with none.
pub(super) fn end(paragraph: &str) -> Option<usize> {
    const LONGEST: usize = 90;
    let (dash, width) =
        paragraph.char_indices().take_while(|(at, _)| *at < LONGEST).find_map(|(at, _)| {
            let rest = &paragraph[at..];
            [" — ", " – ", " -- ", " - ", "\u{a0}— ", "\u{a0}– "]
                .iter()
                .find(|dash| rest.starts_with(**dash))
                .map(|dash| (at, dash.len()))
        })?;
    let line = paragraph[..dash].trim();
    let small = |c: char| matches!(c, ',' | '.' | '(' | ')' | '/' | ';' | ':');
    let fits = line.split_whitespace().all(|word| {
        let word = word.trim_matches(small);
        let opens = word.chars().next();
        opens.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit()) || SMALL.contains(&word)
    });
    let first = line.split([',', ' ', '(']).next().unwrap_or("");
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 4
        && !first.chars().any(char::is_lowercase);
    let city = first.chars().next().is_some_and(char::is_uppercase);
    let dated = line.contains('(') || line.chars().any(|c| c.is_ascii_digit());
    let told = paragraph[dash + width..].trim_start();
    let opens = told.chars().next().is_some_and(|c| c.is_uppercase() || "\"“'‘".contains(c));
    let words = line.split_whitespace().count() <= 12;
    (fits && city && (capitals || dated && line.contains([',', '('])) && opens && words)
        .then(|| paragraph.len() - told.len())
}

#[cfg(test)]
mod tests {
    use super::end;

    #[test]
    fn datelines_end_behind_their_dash() {
        let cases = [
            ("GENEVA (Reuters) - The envoy left.", Some("The envoy left.")),
            ("Accra, June 3, 2015 — Farmers met.", Some("Farmers met.")),
            ("NIAMEY — “We know,” he said.", Some("“We know,” he said.")),
            ("The minister – a lawyer – resigned.", None),
            ("Togo 2 - 1 Benin", None),
            ("Talks in Lomé - which began in May - failed.", None),
        ];
        for (text, rest) in cases {
            assert_eq!(end(text).map(|at| &text[at..]), rest, "{text}");
        }
    }
}
