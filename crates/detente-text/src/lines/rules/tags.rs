//! Rows of tags, topics and categories.

use super::{Line, Phrases, Rule};

pub(super) const RULE: Rule = Rule {
    reason: "tags",
    finds: |line| {
        line.is(&WHOLE)
            || line.words <= 40 && !line.ends_sentence() && line.starts(&LABELS)
            || is_hashtags(line)
    },
    yes: &[
        "Tags: Syria, Turkey, Idlib",
        "Filed under: World, Africa",
        "#Sudan #Khartoum",
        "Теги: Судан, Хартум",
        "Schlagwörter: Mali, Niger",
        "Topics",
    ],
    no: &[
        "Tags on the crates named a company in Dubai.",
        "Topics for the summit remain open",
        "#Sudan is burning",
    ],
};

static LABELS: Phrases = Phrases::new(&[
    "tags:",
    "tag:",
    "tagged:",
    "tagged as:",
    "tagged with:",
    "topics:",
    "topic:",
    "keywords:",
    "categories:",
    "category:",
    "filed under:",
    "filed in:",
    "filed under",
    "posted in:",
    "posted in ",
    "published in:",
    "related topics:",
    "related tags:",
    "in this story:",
    "schlagwörter:",
    "schlagworte:",
    "stichwörter:",
    "themen:",
    "kategorie:",
    "kategorien:",
    "mots-clés:",
    "mots-clés :",
    "mots clés:",
    "thèmes:",
    "étiquettes:",
    "etiquetas:",
    "temas:",
    "palabras clave:",
    "categoria:",
    "argomenti:",
    "etiketler:",
    "теги:",
    "тэги:",
    "метки:",
    "ключевые слова:",
    "рубрика:",
    "рубрики:",
    "темы:",
    "позначки:",
    "الوسوم:",
    "كلمات مفتاحية:",
    "برچسب‌ها:",
    "标签：",
    "关键词：",
]);

fn is_hashtags(line: &Line<'_>) -> bool {
    line.key.split(' ').all(|word| {
        word.len() > 2 && word.starts_with('#') && word[1..].chars().any(char::is_alphabetic)
    })
}

static WHOLE: Phrases = Phrases::new(&[
    "tags",
    "topics",
    "categories",
    "filed under",
    "schlagwörter",
    "themen",
    "теги",
    "метки",
]);
