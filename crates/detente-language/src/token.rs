//! Tokens by rule, after the practice of the English Web Treebank: clitics apart, hyphenated
//! words split unless a part has a digit, is a single letter or a prefix that is no word by itself;
//! numbers, dates, telephone numbers and abbreviations whole.

use std::ops::Range;

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its range in the reading text.
    pub range: Range<usize>,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenKind {
    /// Letters, perhaps with digits (`S-400`), an abbreviation's full stop, or an apostrophe.
    Word,
    /// Digits with their separators: `1,234.5`, `15`, `3rd`.
    Number,
    /// A mark of punctuation, or a run of dots.
    Punctuation,
    /// Currency, mathematics and everything else.
    Symbol,
}

/// The tokens of `text[range]`, with ranges in `text`; they never overlap and leave out only
/// white space.
///
/// ```
/// use detente_language::tokens;
/// let text = "Syria's 1,200 pro-government troops didn't move.";
/// let words: Vec<&str> = tokens(text, 0..text.len()).iter().map(|t| &text[t.range.clone()]).collect();
/// assert_eq!(words, ["Syria", "'s", "1,200", "pro-government", "troops", "did", "n't", "move", "."]);
/// ```
pub fn tokens(text: &str, range: Range<usize>) -> Vec<Token> {
    let mut out = vec![];
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        let Some(first) = rest.chars().next() else { break };
        if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        }
        let end = if let Some(len) = address(rest) {
            out.push(Token { range: at..at + len, kind: TokenKind::Symbol });
            at + len
        } else if let Some(len) = emoticon(rest) {
            out.push(Token { range: at..at + len, kind: TokenKind::Symbol });
            at + len
        } else if let Some(len) = joined_number(rest) {
            out.push(Token { range: at..at + len, kind: TokenKind::Number });
            at + len
        } else if at == range.start
            && let Some(len) = item(rest)
        {
            out.push(Token { range: at..at + len, kind: TokenKind::Number });
            at + len
        } else if first.is_ascii_digit() {
            number_or_code(text, at, range.end, &mut out)
        } else if is_letter(first) {
            word(text, at, range.end, &mut out)
        } else {
            mark(rest, first, at, &mut out)
        };
        at = end;
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

/// Combining marks stay with the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Marks that stand for an apostrophe within a word.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '‘' | '`')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Length of a web or mail address or a handle at the start of `rest`.
fn address(rest: &str) -> Option<usize> {
    let until = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let word = rest[..until]
        .trim_end_matches(['.', ',', ';', ':', ')', ']', '>', '”', '"', '’', '!', '?']);
    let web = ["http://", "https://", "www."].iter().any(|start| word.starts_with(start));
    let mail = word.split_once('@').is_some_and(|(name, host)| {
        let plain = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
        !name.is_empty() && name.chars().all(plain) && host.contains('.') && host.is_ascii()
    });
    let handle = word.len() > 1
        && (word.starts_with('@') || word.starts_with('#'))
        && word[1..].starts_with(|c: char| c.is_alphabetic() || c == '_')
        && word[1..].chars().all(|c| c.is_alphanumeric() || c == '_');
    (web || mail || handle).then_some(word.len()).filter(|len| *len > 0)
}

/// Length of a face made of marks: `:)`, `;-)`, `:(`.
fn emoticon(rest: &str) -> Option<usize> {
    const FACES: [&str; 10] = [":-)", ";-)", ":-(", ":-D", ":)", ";)", ":(", ":D", ":P", "<3"];
    let face = FACES.into_iter().find(|face| rest.starts_with(face))?;
    // What goes on is a list or a ratio, not a face.
    let ended = !rest[face.len()..].starts_with(|c: char| c.is_alphanumeric());
    ended.then_some(face.len())
}

/// Length of digits that are one thing though marks stand between them: the date 08/16/2000, the
/// telephone number 303-832-8160. A range such as 15-20 is not.
fn joined_number(rest: &str) -> Option<usize> {
    let ends = |c: char| !c.is_ascii_digit() && c != '/' && c != '-';
    shaped(&rest[..rest.find(ends).unwrap_or(rest.len())])
}

fn shaped(word: &str) -> Option<usize> {
    let sizes = |mark: char| word.split(mark).map(str::len).collect::<Vec<_>>();
    let date = matches!(sizes('/')[..], [1 | 2, 1 | 2, 2 | 4]) && !word.contains('-');
    let telephone =
        matches!(sizes('-')[..], [3, 3, 4] | [1, 3, 3, 4] | [3, 4]) && !word.contains('/');
    (date || telephone).then_some(word.len())
}

/// Length of the number of an item at the start of a line: "2." before its text.
fn item(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let spaced = rest[digits..].strip_prefix(". ").is_some_and(|text| !text.trim().is_empty());
    (matches!(digits, 1 | 2) && spaced).then_some(digits + 1)
}

fn number_or_code(text: &str, at: usize, stop: usize, out: &mut Vec<Token>) -> usize {
    let mut end = at;
    let mut chars = text[at..stop].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next_digit = chars.peek().is_some_and(|(_, n)| n.is_ascii_digit());
        if c.is_ascii_digit() || (matches!(c, '.' | ',' | ':') && next_digit) {
            end = at + i + c.len_utf8();
        } else {
            break;
        }
    }
    let tail: usize =
        text[end..stop].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
    if tail == 0 {
        out.push(Token { range: at..end, kind: TokenKind::Number });
        return end;
    }
    let letters = &text[end..end + tail];
    let ordinal = matches!(letters, "st" | "nd" | "rd" | "th" | "s");
    let kind = if ordinal { TokenKind::Number } else { TokenKind::Word };
    // "20km", "5pm": the unit apart; "3D", "9K33M2": one code.
    let unit = letters.chars().all(char::is_lowercase) && !ordinal;
    if unit {
        out.push(Token { range: at..end, kind: TokenKind::Number });
        out.push(Token { range: end..end + tail, kind: TokenKind::Word });
    } else {
        out.push(Token { range: at..end + tail, kind });
    }
    end + tail
}

fn word(text: &str, at: usize, stop: usize, out: &mut Vec<Token>) -> usize {
    let run = |from: usize| -> usize {
        let same = text[from..stop].chars().take_while(|c| is_letter(*c) || c.is_ascii_digit());
        from + same.map(char::len_utf8).sum::<usize>()
    };
    let mut end = run(at);
    loop {
        let mut chars = text[end..stop].chars();
        let (Some(c), Some(next)) = (chars.next(), chars.next()) else { break };
        let after = end + c.len_utf8();
        if is_apostrophe(c) && is_letter(next) {
            let tail = run(after);
            if clitic(&text[after..tail])
                || text[at..end].ends_with(['n', 'N']) && is_t(&text[after..tail])
            {
                break;
            }
            end = tail;
        } else if is_hyphen(c) && next.is_alphanumeric() {
            let tail = run(after);
            let (left, right) = (&text[at..end], &text[after..tail]);
            let digit = |s: &str| s.chars().any(|c| c.is_ascii_digit());
            let single = left.chars().count() == 1 || right.chars().count() == 1;
            let whole = single
                || digit(right) && starts_upper(left)
                || digit(left)
                || PREFIXES.iter().any(|prefix| left.eq_ignore_ascii_case(prefix))
                    // "mid-June" is a month with a word before it.
                    && !(left.eq_ignore_ascii_case("mid") && starts_upper(right));
            if !whole {
                break;
            }
            end = tail;
        } else if c == '.'
            && next.is_lowercase()
            && run(after) - after <= 4
            && text[at..end].chars().nth(1).is_some()
        {
            // A name with a web ending: "News.ru".
            end = run(after);
        } else {
            break;
        }
    }
    end = abbreviation(text, at, end, stop);
    push_word(text, at..end, stop, out)
}

fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_t(s: &str) -> bool {
    s.eq_ignore_ascii_case("t")
}

fn clitic(s: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"].iter().any(|c| s.eq_ignore_ascii_case(c))
}

/// The end of a word with the full stop that belongs to it: `U.S.`, `Feb.`, `Mr.`.
fn abbreviation(text: &str, at: usize, end: usize, stop: usize) -> usize {
    if !text[end..stop].starts_with('.') {
        return end;
    }
    let mut reach = end;
    let mut letters = text[at..end].chars().count();
    // Initials: single letters, each with its stop.
    while letters == 1 && text[reach..stop].starts_with('.') {
        let after = reach + 1;
        let run: usize =
            text[after..stop].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
        letters = text[after..after + run].chars().count();
        if letters == 1 {
            reach = after + run;
        } else {
            return after;
        }
    }
    if reach > end {
        return if text[reach..stop].starts_with('.') { reach + 1 } else { reach };
    }
    let word = text[at..end].to_ascii_lowercase();
    let known = match word.as_str() {
        // "No. 3", but "He said no."
        "no" => text[end + 1..stop].trim_start().starts_with(|c: char| c.is_ascii_digit()),
        word => ABBREVIATIONS.contains(&word),
    };
    if known { end + 1 } else { end }
}

/// Prefixes that the treebank does not take off: no words by themselves.
const PREFIXES: &[&str] = &[
    "non", "e", "mid", "re", "anti", "pre", "pro", "co", "cross", "post", "over", "multi", "ex",
    "sub", "semi", "counter", "mini", "psycho", "intra", "socio", "ultra", "trans",
];

/// Two words written as one, with the length of the first; apostrophes are often left out.
const FUSED: &[(&str, usize)] = &[
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("gimme", 3),
    ("lemme", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("isnt", 2),
    ("arent", 3),
    ("wasnt", 3),
    ("werent", 4),
    ("havent", 4),
    ("hasnt", 3),
    ("couldnt", 5),
    ("wouldnt", 5),
    ("shouldnt", 6),
    ("thats", 4),
    ("ive", 1),
];

/// Abbreviations whose full stop is theirs, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "maj", "capt", "cmdr", "adm",
    "gov", "sen", "rep", "rev", "hon", "st", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "vs", "etc", "inc", "ltd", "corp", "co", "jr", "sr",
    "approx", "dept", "est", "fig", "brig", "messrs",
];

fn push_word(text: &str, range: Range<usize>, stop: usize, out: &mut Vec<Token>) -> usize {
    let word = &text[range.clone()];
    let mut after = text[range.end..stop].chars();
    let push = |out: &mut Vec<Token>, range| out.push(Token { range, kind: TokenKind::Word });
    if let Some((_, first)) = FUSED.iter().find(|(fused, _)| word.eq_ignore_ascii_case(fused)) {
        push(out, range.start..range.start + first);
        push(out, range.start + first..range.end);
        return range.end;
    }
    let (Some(mark), Some(next)) = (after.next(), after.next()) else {
        push(out, range.clone());
        return range.end;
    };
    // A bare apostrophe after a plural is its possessive.
    if !is_apostrophe(mark) || !is_letter(next) {
        push(out, range.clone());
        return range.end;
    }
    let tail_start = range.end + mark.len_utf8();
    let tail: usize =
        text[tail_start..stop].chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
    let tail_end = tail_start + tail;
    let lower = word.to_ascii_lowercase();
    if is_t(&text[tail_start..tail_end]) && lower.ends_with('n') && word.len() > 1 {
        let stem = range.end - 1;
        push(out, range.start..stem);
        push(out, stem..tail_end);
        return tail_end;
    }
    push(out, range.clone());
    if clitic(&text[tail_start..tail_end]) {
        push(out, range.end..tail_end);
        return tail_end;
    }
    range.end
}

fn mark(rest: &str, first: char, at: usize, out: &mut Vec<Token>) -> usize {
    let same = rest.chars().take_while(|c| *c == first);
    let run = match first {
        '!' | '?' => rest.chars().take_while(|c| matches!(c, '!' | '?')).count(),
        '.' | '-' | '`' | '*' | '=' | '_' | '~' | '$' | '<' | '>' => same.count(),
        '\'' => same.take(2).count(),
        _ => 1,
    };
    let len = run * first.len_utf8();
    let kind = match first {
        '$' | '€' | '£' | '¥' | '₽' | '₺' | '%' | '+' | '=' | '<' | '>' | '^' | '~' | '|' | '°'
        | '×' | '@' | '#' | '&' | '§' => TokenKind::Symbol,
        c if c.is_ascii_punctuation() => TokenKind::Punctuation,
        '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '«'
        | '»'
        | '¿'
        | '¡'
        | '·'
        | '\u{3001}'..='\u{3011}'
        | '،'
        | '؛'
        | '؟' => TokenKind::Punctuation,
        _ => TokenKind::Symbol,
    };
    out.push(Token { range: at..at + len, kind });
    at + len
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text, 0..text.len()).iter().map(|t| &text[t.range.clone()]).collect()
    }

    #[test]
    fn splits_as_the_treebank_does() {
        let cases: &[(&str, &[&str])] = &[
            ("won't can’t", &["wo", "n't", "ca", "n’t"]),
            ("the U.S. and U.N. envoys", &["the", "U.S.", "and", "U.N.", "envoys"]),
            ("on Feb. 14, Mr. Ali left.", &["on", "Feb.", "14", ",", "Mr.", "Ali", "left", "."]),
            ("S-400, F-16 and Su-24", &["S-400", ",", "F-16", "and", "Su-24"]),
            ("15–20 km", &["15", "–", "20", "km"]),
            ("$5.5bn", &["$", "5.5", "bn"]),
            ("Russian-Turkish talks…", &["Russian", "-", "Turkish", "talks", "…"]),
            ("the states’ envoys", &["the", "states", "’", "envoys"]),
            ("3rd, 1990s", &["3rd", ",", "1990s"]),
            ("Ma'arrat an-Nu'man", &["Ma'arrat", "an", "-", "Nu'man"]),
            ("see www.example.org.", &["see", "www.example.org", "."]),
            ("“Yes”—he", &["“", "Yes", "”", "—", "he"]),
            ("22-year", &["22", "-", "year"]),
            ("News.ru reports.", &["News.ru", "reports", "."]),
            ("Wait...", &["Wait", "..."]),
            ("pro-Beijing, non-aligned", &["pro-Beijing", ",", "non-aligned"]),
            ("08/16/2000", &["08/16/2000"]),
            ("call 303-832-8160.", &["call", "303-832-8160", "."]),
            ("They cannot. No. 3: no.", &["They", "can", "not", ".", "No.", "3", ":", "no", "."]),
            ("2. Results, e.g. this", &["2.", "Results", ",", "e.g.", "this"]),
            ("Fine :) What?!", &["Fine", ":)", "What", "?!"]),
            ("<a.b@c.org>", &["<", "a.b@c.org", ">"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&split(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_out_only_white_space() {
        let text = "Çavuşoğlu\u{a0}said: «Да» — 5 % … \u{1f600}'s x' 'y 1.2.3 a@b.c @d #é";
        let mut at = 0;
        for token in tokens(text, 0..text.len()) {
            assert!(text[at..token.range.start].chars().all(char::is_whitespace), "{token:?}");
            assert!(!token.range.is_empty());
            at = token.range.end;
        }
        assert!(text[at..].trim().is_empty());
    }
}
