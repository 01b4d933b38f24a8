//! A name as words that can be compared.

use any_ascii::any_ascii;

/// What kind of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// Of a person.
    Person,
    /// Of an organisation, a company, a ship.
    Organisation,
}

/// Words before a person's name that are no part of it.
const TITLES: &str = "mr mrs ms dr prof sir lord president prasident shaikh sheikh shaykh sheik haji hajji \
    mullah maulavi mawlawi general gen colonel col na";

/// Articles and words for "son of" and "of", worth little in a person's name.
pub(super) const PARTICLES: &str = "al el ul ad an ar as ash at az bin ibn ben bint de del der den van von la le da di du \
    dos y e";

/// Words for the form of a company, in whatever language: they tell nothing of which it is.
const FORMS: &str = "corp corporation ltd limited plc inc incorporated llc co company ag akg \
    aktiengesellschaft aktiengeselschaft gmbh sa spa jsc oao ojsc ao pao pjsc ooo bv nv bvba \
    lp llp ab as oy asa se srl sarl sl pt spzoo group pty fze fzco kg";

/// The same in several words.
const PHRASES: &[(&str, &str)] = &[
    ("public limited company", "plc"),
    ("open joint stock company", "jsc"),
    ("joint stock company", "jsc"),
    ("limited liability company", "llc"),
    ("gesellschaft mit beschrankter haftung", "gmbh"),
    ("societatea cu raspundere limitata", "srl"),
    ("aktsionernoe obshchestvo", "jsc"),
    ("obshchestvo s ogranichennoi otvetstvennostyu", "ooo"),
    ("sp z o o", "spzoo"),
    ("united states", "us"),
];

const NUMBERS: &[(&str, &str)] = &[
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("first", "1"),
    ("second", "2"),
    ("third", "3"),
    ("1st", "1"),
    ("2nd", "2"),
    ("3rd", "3"),
];

const TENS: &[(&str, &str)] = &[
    ("twenty", "2"),
    ("thirty", "3"),
    ("forty", "4"),
    ("fourty", "4"),
    ("fifty", "5"),
    ("sixty", "6"),
    ("seventy", "7"),
    ("eighty", "8"),
    ("ninety", "9"),
];

/// Whether a word is one of a list.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

pub(super) fn of(name: &str, kind: NameKind) -> Vec<String> {
    let plain = plain(name);
    match kind {
        NameKind::Person => {
            let all: Vec<String> = plain.split(' ').map(str::to_owned).collect();
            let own = |word: &&String| !has(TITLES, word) && !has(FORMS, word);
            keep(&all, own)
        }
        NameKind::Organisation => {
            let mut text = format!(" {plain} ");
            for (long, short) in PHRASES {
                text = text.replace(&format!(" {long} "), &format!(" {short} "));
            }
            let mut all: Vec<String> = vec![];
            let mut tens = false;
            for word in text.split_whitespace() {
                if ["the", "of", "and"].contains(&word) {
                    continue;
                }
                let number = NUMBERS.iter().find(|(spelled, _)| *spelled == word).map(|(_, n)| *n);
                match (number, TENS.iter().find(|(spelled, _)| *spelled == word)) {
                    (Some(digit), _) if tens && digit.len() == 1 => {
                        if let Some(last) = all.last_mut() {
                            last.truncate(1);
                            last.push_str(digit);
                        }
                        tens = false;
                    }
                    (_, Some((_, ten))) => {
                        all.push(format!("{ten}0"));
                        tens = true;
                    }
                    (number, _) => {
                        all.push(number.unwrap_or(word).to_owned());
                        tens = false;
                    }
                }
            }
            keep(&all, |word| !has(FORMS, word))
        }
    }
}

/// The words kept, or all where none would be.
fn keep(all: &[String], own: impl Fn(&&String) -> bool) -> Vec<String> {
    let kept: Vec<String> = all.iter().filter(own).cloned().collect();
    let kept = if kept.is_empty() { all.to_vec() } else { kept };
    kept.into_iter().filter(|word| !word.is_empty()).collect()
}

/// Latin small letters and digits, words separated by one space; initials with stops as one word.
fn plain(name: &str) -> String {
    let ascii = any_ascii(name).to_lowercase().replace('&', " and ");
    let chars: Vec<char> = ascii.chars().collect();
    let mut out = String::with_capacity(ascii.len());
    for (i, &c) in chars.iter().enumerate() {
        let alone = |at: Option<usize>| {
            at.and_then(|at| chars.get(at)).is_none_or(|c| !c.is_ascii_alphanumeric())
        };
        match c {
            '\'' | '`' | '"' => {}
            // "U.S.", "L.L.C."
            '.' if i >= 1
                && chars[i - 1].is_ascii_alphabetic()
                && alone(i.checked_sub(2))
                && chars.get(i + 1).is_some_and(char::is_ascii_alphabetic)
                && alone(Some(i + 2)) => {}
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}
