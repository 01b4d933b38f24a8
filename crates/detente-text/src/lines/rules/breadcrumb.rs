//! The way from a site's front page to the report: "World > Asia".

use super::Rule;

pub(super) const RULE: Rule = Rule {
    reason: "navigation",
    finds: |line| !line.after_body && line.words <= 24 && is_trail(line.raw),
    yes: &[
        "World > Asia",
        "Home » News » Border road reopened",
        "Home / World / Africa",
        "You are here: Home › News",
    ],
    no: &[
        "Ankara / Moscow",
        "Losses > 40, the army says.",
        "Talks | live",
        "«Peace» > said nobody",
    ],
};

fn is_trail(raw: &str) -> bool {
    if !raw.contains(['>', '›', '»', '→', '/', '|']) {
        return false;
    }
    if raw.ends_with(['.', '!', '?', '"', '”', ',']) {
        return false;
    }
    let home = |part: &str| {
        [
            "home",
            "startseite",
            "accueil",
            "inicio",
            "início",
            "главная",
            "головна",
            "الرئيسية",
            "you are here: home",
        ]
        .contains(&part.trim().to_lowercase().as_str())
    };
    for mark in ['>', '›', '»', '→', '/', '|'].into_iter().filter(|mark| raw.contains(*mark)) {
        let parts: Vec<&str> = raw.trim_matches([mark, ' ']).split(mark).map(str::trim).collect();
        let steps = parts.len() >= 2 && parts.iter().all(|part| !part.is_empty());
        let short = parts.iter().take(parts.len().saturating_sub(1)).all(|part| {
            part.split_whitespace().count() <= 4
                && part
                    .chars()
                    .next()
                    .is_some_and(|c| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
                && !part.contains(['«', '“', '"', ',', '.'])
        });
        let last = parts.last().map_or("", |part| part);
        let plain = last.split_whitespace().count() <= 4
            && last.chars().next().is_some_and(char::is_uppercase);
        let known = parts.first().is_some_and(|first| home(first));
        let marked = matches!(mark, '>' | '›') && raw.contains(&format!(" {mark} "));
        if steps && short && (known || marked && plain) {
            return true;
        }
    }
    false
}
