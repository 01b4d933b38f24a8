//! Words that carry a stop of their own.

/// What a stop after a word may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Never the end: a name or a number follows (Gen., Mr., vs.).
    Never,
    /// The end only where a word follows that opens sentences (Inc., Calif., U.S.).
    BeforeOpener,
    /// Not the end where a figure follows (Feb. 15, No. 3, Art. 5).
    BeforeFigure,
    /// A word like any other.
    None,
}

const NEVER: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Drs", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Cmdr", "Cdr",
    "Sgt", "Cpl", "Pvt", "Adm", "Rev", "Hon", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres",
    "Brig", "Supt", "Insp", "Amb", "Msgr", "Fr", "St", "Ste", "Mt", "Ft", "Mme", "Mlle", "MM",
    "Messrs", "Atty", "Asst", "Det", "Sgts", "Spc", "Pfc", "Comdr", "Ens", "Hr", "Frl", "Dipl",
    "Sra", "Srta", "Dra", "Dott", "Sig", "Ing", "vs", "v", "cf", "ca", "approx", "viz", "resp",
    "bzw", "vgl", "ggf", "evtl", "z.B", "z. B", "d.h", "u.a", "e.g", "i.e", "eg", "ie", "p.ex",
    "т.е", "им", "св", "ген", "проф", "акад", "см", "ср", "тов", "г-н", "о-в", "п-ов", "ул", "зам",
    "нач", "полк", "hon", "Gral", "Tte", "Cnel", "Pte", "Sayın", "Yrd", "Doç",
];

const BEFORE_OPENER: &[&str] = &[
    "Inc", "Ltd", "Co", "Corp", "Bros", "Jr", "Sr", "Esq", "Plc", "LLC", "Cos", "Assn", "Dept",
    "Univ", "Intl", "Natl", "Govt", "govt", "dept", "Ave", "Blvd", "Rd", "Hwy", "Pkwy", "Sq",
    "Ala", "Ariz", "Ark", "Calif", "Colo", "Conn", "Del", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky",
    "Md", "Mich", "Minn", "Miss", "Mont", "Neb", "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va",
    "Vt", "Wash", "Wis", "Wyo", "Ont", "Que", "Alta", "al", "est", "incl", "excl", "Is", "Isl",
    "Pt", "Mts", "hr", "hrs", "min", "mins", "sq", "mi", "km", "kg", "lb", "lbs", "oz", "ft",
    "tel", "Tel", "mln", "bln", "млн", "млрд", "тыс", "руб", "долл", "км", "др", "пр", "гг", "обл",
    "р-н", "Mio", "Mrd", "usw", "Anm", "Red", "Hrsg", "bes", "ed", "eds", "Ed", "Eds", "trans",
    "misc", "max", "avg", "temp", "a.k.a", "UU", "EE", "Ud", "Uds", "vd", "vb", "bkz",
];

const BEFORE_FIGURE: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Okt",
    "Dez", "No", "Nos", "no", "nos", "Nr", "Nº", "núm", "Núm", "Art", "art", "Arts", "Sec", "sec",
    "Fig", "fig", "Figs", "p", "pp", "Vol", "vol", "Ch", "ch", "para", "Para", "Par", "par", "Res",
    "Op", "op", "pt", "S", "Abs", "Abb", "Kap", "ст", "стр", "рис", "гл", "п", "Mon", "Tue",
    "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun", "Rs", "c", "d", "b", "r", "m",
    "Rep", "janv", "févr", "avr", "juil", "déc", "ene", "abr", "ago", "dic", "янв", "февр", "апр",
    "авг", "сент", "окт", "нояб", "дек", "t", "tom", "ext", "Ext", "Tel", "tel",
];

/// Words that open sentences and are rarely parts of a name.
const OPENERS: &[&str] = &[
    "The",
    "A",
    "An",
    "He",
    "She",
    "It",
    "They",
    "We",
    "I",
    "You",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "Here",
    "His",
    "Her",
    "Its",
    "Their",
    "Our",
    "My",
    "Your",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "With",
    "Without",
    "After",
    "Before",
    "During",
    "Since",
    "Until",
    "Under",
    "Over",
    "Among",
    "Between",
    "Despite",
    "Although",
    "Though",
    "While",
    "When",
    "Where",
    "Why",
    "How",
    "What",
    "Who",
    "Which",
    "But",
    "And",
    "Or",
    "So",
    "Yet",
    "If",
    "As",
    "Because",
    "However",
    "Moreover",
    "Meanwhile",
    "Also",
    "Then",
    "Now",
    "Once",
    "Only",
    "Some",
    "Many",
    "Most",
    "Several",
    "Both",
    "Each",
    "Every",
    "All",
    "Any",
    "No",
    "Not",
    "Another",
    "Other",
    "One",
    "Two",
    "Three",
    "To",
    "Of",
    "According",
    "About",
    "Earlier",
    "Later",
    "Last",
    "Still",
    "Such",
    "Even",
    "Just",
    "Is",
    "Are",
    "Was",
    "Were",
    "Do",
    "Does",
    "Did",
    "Can",
    "Could",
    "Will",
    "Would",
    "Should",
    "Has",
    "Have",
    "Had",
    "Please",
    "Thanks",
    "Let",
    "Yes",
    "Well",
    "Asked",
    "Nor",
    "Neither",
    "Instead",
    "Therefore",
    "Thus",
    "Today",
    "Yesterday",
    "Der",
    "Die",
    "Das",
    "Ein",
    "Eine",
    "Er",
    "Sie",
    "Es",
    "Wir",
    "Im",
    "Am",
    "Auf",
    "Nach",
    "Aber",
    "Und",
    "Le",
    "La",
    "Les",
    "Il",
    "Elle",
    "Ils",
    "Un",
    "Une",
    "Dans",
    "El",
    "Los",
    "Las",
    "En",
    "Pero",
    "Él",
    "Ella",
    "Он",
    "Она",
    "Они",
    "Это",
    "В",
    "На",
    "Но",
    "И",
    "А",
    "По",
    "Как",
    "Мы",
    "Я",
    "Вот",
    "При",
    "Після",
    "Він",
    "Вона",
    "Вони",
    "Це",
    "У",
];

/// What a stop after `word` may mean; `word` is without the stop.
pub(super) fn kind(word: &str) -> Kind {
    if is_dotted(word) {
        let lower = word.to_lowercase();
        return match lower.as_str() {
            "e.g" | "i.e" | "z.b" | "d.h" | "u.a" | "p.ex" | "т.е" | "c.f" => Kind::Never,
            _ => Kind::BeforeOpener,
        };
    }
    // Lists are searched for short words only: no abbreviation is longer.
    if word.chars().count() > 7 {
        return Kind::None;
    }
    if NEVER.contains(&word) {
        Kind::Never
    } else if BEFORE_FIGURE.contains(&word) {
        Kind::BeforeFigure
    } else if BEFORE_OPENER.contains(&word) {
        Kind::BeforeOpener
    } else if [
        "GEN",
        "COL",
        "LT",
        "DR",
        "MR",
        "MRS",
        "PROF",
        "SGT",
        "MAJ",
        "CAPT",
        "ADM",
        "mr",
        "mrs",
        "dr",
        "prof",
        "ms",
        "gen",
        "sen",
        "gov",
        "просп",
        "майор",
    ]
    .contains(&word)
    {
        Kind::Never
    } else {
        Kind::None
    }
}

/// Whether a word opens sentences and is rarely part of a name.
pub(super) fn is_opener(word: &str) -> bool {
    OPENERS.contains(&word)
}

/// "U.S", "a.m", "Ph.D", "т.д": letters in ones, twos or threes with stops between.
fn is_dotted(word: &str) -> bool {
    let mut parts = 0;
    for part in word.split('.') {
        let letters = part.chars().count();
        if !(1..=3).contains(&letters) || !part.chars().all(char::is_alphabetic) {
            return false;
        }
        if letters > 1 && !part.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        parts += 1;
    }
    parts >= 2
}

/// Names of months after an ordinal with a stop ("3. Oktober"), and weekdays and zones after a
/// time of day ("5 p.m. EST").
pub(super) fn follows_figure(word: &str) -> bool {
    const MONTHS: &[&str] = &[
        "Januar",
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
        "Jahrhundert",
        "Mal",
    ];
    MONTHS.contains(&word)
}

/// What may follow "a.m." and "p.m." within a sentence.
pub(super) fn follows_clock(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "EST",
        "EDT",
        "ET",
        "PST",
        "PDT",
        "PT",
        "CST",
        "CDT",
        "CT",
        "MST",
        "MDT",
        "GMT",
        "UTC",
        "BST",
        "CET",
        "CEST",
        "EET",
        "MSK",
        "IST",
        "Moscow",
        "Eastern",
        "Pacific",
        "Central",
        "Beijing",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ];
    WORDS.contains(&word)
}

/// Verbs by which a quoted question or call is ascribed.
pub(super) fn is_speech(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "said",
        "says",
        "asked",
        "asks",
        "told",
        "tells",
        "added",
        "adds",
        "wrote",
        "writes",
        "tweeted",
        "posted",
        "replied",
        "answered",
        "shouted",
        "cried",
        "exclaimed",
        "continued",
        "continues",
        "explained",
        "insisted",
        "demanded",
        "wondered",
        "quipped",
        "joked",
        "warned",
        "noted",
        "declared",
        "recalled",
        "stated",
        "chanted",
        "yelled",
        "sagte",
        "fragte",
        "demande",
        "dijo",
        "preguntó",
    ];
    VERBS.contains(&word)
}
