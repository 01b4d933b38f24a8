//! Words of pages about themselves, in the languages we have met.
//!
//! A phrase is evidence, not a verdict: a report may well say "newsletter".

use super::stems::Stems;
use std::sync::LazyLock;

/// What a phrase speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Topic {
    None,
    Related,
    Share,
    Comment,
    Newsletter,
    Consent,
    Rights,
    Credit,
    Author,
    Date,
    Login,
    Advertisement,
    Contact,
    Tags,
}

/// How many topics there are.
pub(super) const TOPICS: usize = 14;

/// Beginnings of lines, in lower case.
#[rustfmt::skip]
const STARTS: &[(Topic, &[&str])] = &[
    (Topic::Related, &[
        "mehr zu", "mehr aus", "mehr von", "mehr über", "mehr themen", "mehr infos",
        "mehr kolumnen", "weitere artikel", "weitere beiträge", "weitere infos", "weitere themen",
        "weitere meldungen", "weitere nachrichten", "weitere informationen", "weitere aktuelle",
        "weitere links", "weiterführende", "zum weiterlesen", "weiterlesen", "lesen sie auch",
        "lesen sie mehr", "lesen sie hier", "lies auch", "lies mehr", "auch interessant",
        "das könnte", "ähnliche", "verwandte", "passend dazu", "siehe auch", "aktuelle berichte",
        "aktuelle artikel", "meistgelesen", "meistkommentiert", "beliebte", "top-themen",
        "zum thema", "links zum", "empfehlungen", "read more", "read also", "read next",
        "also read", "more on", "more from", "more in", "more stories", "more news", "more about",
        "related", "you may also", "you might", "see also", "most read", "most popular",
        "recommended", "popular", "trending", "latest", "recent posts", "don't miss", "up next",
        "next article", "previous", "further reading", "lire aussi", "à lire", "à découvrir",
        "sur le même", "voir aussi", "plus d'", "articles liés", "dans la même",
        "le puede interesar", "te puede interesar", "puede leer", "lea también", "lea además",
        "lee también", "le recomendamos", "más sobre", "más noticias", "más leídas",
        "temas relacionados", "contenido relacionado", "noticias relacionadas", "lo último",
        "lo más", "leia também", "leia mais", "saiba mais", "veja também", "notícias relacionadas",
        "leggi anche", "ti potrebbe", "articoli correlati", "lees ook", "lees meer", "zobacz",
        "czytaj", "przeczytaj", "читайте", "смотрите также", "материалы по теме", "по теме", "ещё",
        "читати", "اقرأ", "إقرأ", "ilgili", "bunlar da", "vorheriger", "nächster", "vorschau",
        "zurück zu", "alle artikel", "alles über", "noch mehr", "lust auf", "entdecken sie",
        "hier geht",
    ]),
    (Topic::Share, &[
        "share", "teilen", "diesen artikel teilen", "artikel teilen", "diese seite", "seite teilen",
        "tweet", "facebook", "twitter", "whatsapp", "drucken", "print", "partager", "compartir",
        "comparte", "compartilh", "condividi", "delen", "поделиться", "paylaş", "follow us",
        "folgen sie", "folge uns", "follow", "síguenos", "suivez", "nos siga", "like us",
        "be sociable", "gefällt mir", "gefällt dir", "weitersagen", "auf facebook", "per e-mail",
        "e-mail", "merken", "pin it", "link kopieren", "copy link", "subscríbete al canal",
    ]),
    (Topic::Comment, &[
        "comment", "kommentar", "kommentieren", "leave a", "leave your", "schreibe einen",
        "schreiben sie einen", "hinterlasse", "ihr kommentar", "dein kommentar", "deine meinung",
        "ihre meinung", "antworten", "reply", "post a comment", "join the", "no comments",
        "add comment", "diskutieren", "diskussion", "leserbrief", "laisser un", "laissez un",
        "commentaire", "deja un", "comentario", "deixe", "lascia un", "комментар", "yorum",
        "reageer", "reacties", "bewerten", "artikel bewerten", "war der artikel", "war dieser",
        "war das", "rate this", "bewertung", "das sagen", "neueste kommentare", "sie müssen",
        "you must be", "log in to",
    ]),
    (Topic::Newsletter, &[
        "newsletter", "subscribe", "sign up", "abonnieren", "jetzt abonnieren", "anmelden",
        "abonnez", "suscríbete", "suscribete", "suscribirse", "inscreva", "assine", "iscriviti",
        "get the", "get our", "jetzt anmelden", "zum newsletter", "melde dich", "melden sie sich",
        "keine news", "täglich", "support", "unterstütze", "spende", "donate", "hazte",
        "become a member", "pour accéder", "jetzt testen", "jetzt lesen", "wenn ihnen",
        "dieser artikel gefällt", "hat ihnen", "hat dir", "haben sie fragen", "apúntate", "подпис",
    ]),
    (Topic::Consent, &[
        "cookie", "wir verwenden", "wir nutzen", "we use", "diese website", "diese webseite",
        "this website", "this site", "privacy", "datenschutz", "einstellungen", "akzeptieren",
        "accept", "was sind cookies", "zustimmen", "nutzungsbedingungen", "terms of", "javascript",
        "please enable", "bitte aktivieren", "your browser", "ihr browser", "utilizamos",
        "nous utilisons", "loading", "lädt",
    ]),
    (Topic::Rights, &[
        "©", "copyright", "(c)", "all rights", "alle rechte", "impressum", "tous droits",
        "todos los derechos", "todos os direitos", "licen", "lizenz", "quelle:", "source:",
        "fuente:", "quellen", "fonte:", "suggested citation", "zitier",
    ]),
    (Topic::Credit, &[
        "foto", "photo", "bild", "image", "picture", "titelbild", "symbolbild", "credit", "getty",
        "crédit", "crédito", "imagen", "abbildung", "grafik", "video", "fuente de imagen",
        "headerbild", "beitragsbild", "(foto", "(bild", "(crédito", "(photo", "фото",
    ]),
    (Topic::Author, &[
        "von ", "by ", "autor", "author", "par ", "por ", "about the", "über den", "über die autor",
        "zur person", "redakt", "written by", "verfasst", "geschrieben", "text:", "texte",
        "interview:", "posted by", "erstellt von", "written", "автор",
    ]),
    (Topic::Date, &[
        "veröffentlicht", "publiziert", "aktualisiert", "stand:", "stand ", "datum", "published",
        "updated", "last modified", "last updated", "posted", "publié", "publicado", "actualizado",
        "atualizado", "pubblicato", "gepubliceerd", "letzte änderung", "zuletzt", "erstellt",
        "release date", "lesezeit", "lesedauer", "reading time", "min read", "опубликован", "date",
        "asked", "modified", "montag,", "dienstag,", "mittwoch,", "donnerstag,", "freitag,",
        "samstag,", "sonntag,", "monday,", "tuesday,", "wednesday,", "thursday,", "friday,",
        "saturday,", "sunday,",
    ]),
    (Topic::Login, &[
        "login", "log in", "einloggen", "registrieren", "register", "passwort", "password",
        "sign in", "mein konto", "iniciar sesión", "connexion", "suche", "search", "buscar", "menü",
        "menu", "home", "startseite", "skip to", "zum inhalt", "zurück", "back to", "nach oben",
        "seite ",
    ]),
    (Topic::Advertisement, &[
        "anzeige", "werbung", "advert", "sponsored", "publicidad", "publicité", "reklam", "реклама",
        "affiliate", "*", "produktempfehlung", "angebot", "jetzt kaufen", "warenkorb", "shop",
        "bestellen", "in den warenkorb", "heute empfehlen",
    ]),
    (Topic::Contact, &[
        "kontakt", "contact", "ansprechpartner", "pressekontakt", "rückfragen", "tel", "telefon",
        "phone", "adresse", "anschrift", "e-mail:", "weitere auskünfte",
    ]),
    (Topic::Tags, &[
        "tags", "tag:", "schlagw", "stichw", "kategorie", "category", "categories", "categor",
        "filed under", "abgelegt", "dieser beitrag wurde", "dieser eintrag wurde", "this entry was",
        "etiquetas", "mots", "keywords", "themen", "temas", "ressort", "rubrik", "topics", "теги",
        "getaggt", "tagged", "veröffentlicht in", "posted in",
    ]),
];

/// The topic that a line begins with.
pub(super) fn topic(line: &str) -> Topic {
    let head: String = line
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | '*'))
        .chars()
        .take(32)
        .flat_map(char::to_lowercase)
        .collect();
    // All beginnings that the head starts with sort before it; the longest of them next to it,
    // but for others with which it shares less.
    let at = SORTED.partition_point(|(start, _)| *start <= head.as_str());
    let mut shared = head.len();
    for (start, topic) in SORTED[..at].iter().rev() {
        if head.starts_with(start) {
            return *topic;
        }
        let common = head.bytes().zip(start.bytes()).take_while(|(a, b)| a == b).count();
        shared = shared.min(common);
        if shared == 0 {
            break;
        }
    }
    Topic::None
}

/// [`STARTS`] in the order of the beginnings.
static SORTED: LazyLock<Vec<(&str, Topic)>> = LazyLock::new(|| {
    let mut all: Vec<(&str, Topic)> = STARTS
        .iter()
        .flat_map(|(topic, starts)| starts.iter().map(|start| (*start, *topic)))
        .collect();
    all.sort_unstable_by_key(|(start, topic)| (*start, *topic as u8));
    all
});

/// Stems anywhere in a line, in lower case.
#[rustfmt::skip]
const MENTIONS: &[(&[&str], u16)] = &[
    (&[
        "newsletter", "abonnier", "abonnez", "subscrib", "suscri", "suscríb", "abonnement",
        "inscreva", "subskryp", "premium-", "sign up", "mailing",
    ], 1),
    (&[
        "cookie", "datenschutz", "privacy", "privatsphäre", "einwillig", "javascript", "browser",
    ], 2),
    (&[
        "facebook", "twitter", "instagram", "whatsapp", "telegram", "youtube", "podcast",
        "linkedin", "app ", "rss",
    ], 3),
    (&[
        "kommentar", "comment", "registrier", "einlogg", "anmeld", "login", "log in",
        "e-mail-adresse", "email address", "moderat",
    ], 4),
    (&[
        "copyright", "©", "all rights", "alle rechte", "lizenz", "license", "creative commons",
        "disclaimer", "gewähr", "haftung", "permission", "opinions expressed", "views expressed",
        "meinung des autor", "not necessarily",
    ], 5),
    (&[
        "anzeige", "affiliate", "provision", "sponsor", "advertis", "rabatt", "fan-shop",
        "bestellen", "jetzt kaufen", "in den warenkorb", "amazon", "commission",
    ], 6),
    (&[
        "lesen sie", "lies ", "read more", "read also", "lea ", "lees ook", "czytaj", "mehr dazu",
        "mehr zum thema", "weitere informationen", "mehr informationen", "finden sie hier",
        "findest du hier", "klicken sie", "click here", "siehe auch", "le puede interesar",
        "read the full", "full story", "zum artikel", "weiterlesen", "hier klicken",
        "erfahren sie mehr", "more information", "lire aussi",
    ], 7),
    (&[
        "spende", "unterstütz", "donat", "support us", "support our", "mitglied werden",
        "become a member", "hazte", "membership", "fördermitglied", "steady", "paypal", "patreon",
    ], 8),
    (&[
        "foto:", "fotos:", "photo:", "bild:", "getty", "dpa", "imago", "shutterstock", "(c)",
        "picture alliance", "photograph by", "reuters/", "/afp", "istock", "fotolia", "adobe stock",
        "unsplash", "pixabay", "quelle:",
    ], 9),
    (&[
        "ist redakteur", "ist autor", "ist journalist", "is a writer", "is the founder",
        "is a journalist", "is an author", "schreibt für", "über den autor", "über die autor",
        "about the author", "reporter", "journalistin", "ist freie", "is a freelance", "geboren in",
        "worked as", "he has", "she has",
    ], 10),
];

/// How many answers [`mention`] has.
pub(super) const MENTIONED: u16 = 11;

/// What a line speaks of anywhere in it.
pub(super) fn mention(line: &str) -> u16 {
    // Long paragraphs may speak of anything.
    const LONG: usize = 600;
    if line.len() > LONG {
        return 0;
    }
    MENTION_STEMS.find(&line.to_lowercase()).unwrap_or(0)
}

static MENTION_STEMS: LazyLock<Stems<u16>> = LazyLock::new(|| {
    Stems::new(MENTIONS.iter().flat_map(|(stems, at)| stems.iter().map(|stem| (*stem, *at))))
});
