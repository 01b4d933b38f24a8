//! Sums that keep robots out of comment forms: "two × 4 =". Comment plug-ins mix figures and words.

use super::Rule;

pub(super) const RULE: Rule = Rule {
    reason: "comment form",
    finds: |line| line.words <= 12 && line.raw.contains('=') && is_sum(line.raw),
    yes: &["two × 4 =", "5 + three =", "− 2 = eight", "9 + = 12", "Sechs + 4 =", "7 x 3 = ?"],
    no: &["2 + 2", "E = mc2", "Two plus four equals six.", "M4 = the northern road"],
};

const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "null",
    "eins",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "sept",
    "huit",
    "neuf",
    "dix",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
];

fn is_sum(text: &str) -> bool {
    let (mut equals, mut operators, mut numbers) = (0, 0, 0);
    let spaced = text.replace('=', " = ");
    for token in spaced.split_whitespace() {
        match token {
            "=" => equals += 1,
            "+" | "-" | "−" | "–" | "×" | "x" | "*" | "÷" => operators += 1,
            "?" | "_" | "__" | "*." => {}
            _ => {
                let figure = token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit());
                let word = NUMBERS.contains(&token.to_lowercase().as_str());
                if !figure && !word {
                    return false;
                }
                numbers += 1;
            }
        }
    }
    equals == 1 && operators == 1 && (1..=3).contains(&numbers)
}
