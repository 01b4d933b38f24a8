//! Lines that claim the copyright.

use super::{Line, Parts, Phrases, Rule};

pub(super) const RULE: Rule = Rule {
    reason: "copyright",
    finds: |line| {
        line.words <= 60
            && (is_claim(line)
                || line.words <= 45 && RESERVED.are_in(&line.key)
                || line.starts(&TERMS))
    },
    yes: &[
        "© 2020 The Valley Gazette",
        "Copyright © 2021 Valley Media. All rights reserved.",
        "Copyright 2019 Valley News Agency",
        "All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "Alle Rechte vorbehalten",
        "Все права защищены",
    ],
    no: &["Copyright law was not on the agenda.", "Copyright holders protest in Delhi"],
};

static RESERVED: Parts = Parts::new(&[
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "todos os direitos reservados",
    "tutti i diritti riservati",
    "tüm hakları saklıdır",
    "все права защищены",
    "усі права захищені",
    "جميع الحقوق محفوظة",
    "كل الحقوق محفوظة",
    "版权所有",
]);

static TERMS: Phrases = Phrases::new(&[
    "this material may not be published",
    "no part of this publication may",
    "reproduction without permission",
    "unauthorized reproduction",
    "republication or redistribution",
    "при использовании материалов",
    "перепечатка материалов",
    "при цитировании",
    "nachdruck nur mit",
    "toute reproduction",
]);

/// Opens with the sign, or with the word and a sign or a year.
fn is_claim(line: &Line<'_>) -> bool {
    let key = &*line.key;
    if key.starts_with('©') || key.starts_with("(c) ") {
        return !line.is_several_sentences() || RESERVED.are_in(key) || line.words <= 30;
    }
    let Some(rest) = key.strip_prefix("copyright") else { return false };
    let rest = rest.trim_start_matches([' ', ':']);
    let year = rest.get(..4).is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()));
    rest.starts_with('©') || rest.starts_with("(c)") || year
}
