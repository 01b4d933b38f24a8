//! The language a text is written in.
//!
//! The script narrows the choice, often to one language; within a script the commonest words of
//! each language decide, together with letters that few of them use. A sample of some hundred words
//! tells them apart as well as all would, and costs next to nothing. A closed set of candidates with
//! letter statistics always names one of them, however strange the text; here a text whose common
//! words are none of these gets no answer.

mod script;
mod words;

use crate::fold;
use script::Script;
use std::collections::BTreeMap;

/// Words looked at in each of three stretches of the text.
const STRETCH: usize = 70;

/// ISO 639-1 code and confidence (0–1) of the language of `text`; `None` where it can't be told.
///
/// Words whose letters were swapped for look-alikes are folded first, so that they mislead nobody.
pub(crate) fn detect(text: &str) -> Option<(String, f64)> {
    let sample = sample(text);
    let sample = fold::folded(&sample, None);
    let counts = count(&sample);
    let letters: usize = counts.values().sum();
    // Chinese characters stand for more than a letter each, and Japanese mixes three scripts.
    let weighed = |(script, n): (&Script, &usize)| (n * script.weight(), *script);
    let (_, script) = counts.iter().map(weighed).max()?;
    let share = script.share(&counts) as f64 / letters as f64;
    if letters < 4 {
        return None;
    }
    if let Some(code) = script.only_language(&counts) {
        let confidence = if letters < 12 { 0.6 } else { 0.99 };
        return Some((code.to_owned(), confidence * share.clamp(0.5, 1.0)));
    }
    let (code, confidence) = words::decide(&sample, script)?;
    Some((code.to_owned(), confidence * share.clamp(0.5, 1.0)))
}

/// How many letters of each script a text has.
fn count(text: &str) -> BTreeMap<Script, usize> {
    let mut counts = BTreeMap::new();
    let plain = text.bytes().filter(u8::is_ascii_alphabetic).count();
    if plain > 0 {
        counts.insert(Script::Latin, plain);
    }
    if text.is_ascii() {
        return counts;
    }
    // Neighbours are of one script, most often.
    let mut run = None;
    let mut length = 0;
    for script in text.chars().filter(|c| !c.is_ascii()).filter_map(Script::of) {
        if run == Some(script) {
            length += 1;
            continue;
        }
        if let Some(run) = run.replace(script) {
            *counts.entry(run).or_insert(0usize) += length;
        }
        length = 1;
    }
    if let Some(run) = run {
        *counts.entry(run).or_insert(0) += length;
    }
    counts
}

/// Up to three stretches of words, from the start, the middle and the end.
fn sample(text: &str) -> String {
    const LONG: usize = 12 * STRETCH * 3;
    if text.len() <= LONG {
        return text.to_owned();
    }
    let mut sample = String::new();
    for third in 0..3 {
        let mut at = text.len() / 3 * third;
        while !text.is_char_boundary(at) {
            at += 1;
        }
        // The bound holds where a text has no blanks.
        let mut end = (at + 12 * STRETCH).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let stretch = &text[at..end];
        let from = if third == 0 { 0 } else { stretch.find(char::is_whitespace).unwrap_or(0) };
        sample.push_str(&stretch[from..]);
        sample.push('\n');
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, code: &str) {
        let found = detect(text);
        assert_eq!(found.as_ref().map(|(code, _)| code.as_str()), Some(code), "{found:?}: {text}");
        assert!(found.is_some_and(|(_, confidence)| confidence > 0.5), "{text}");
    }

    #[test]
    fn languages_of_news_are_told_apart() {
        for (code, text) in [
            (
                "en",
                "The minister said that the talks had not been held in the capital, and that they would be.",
            ),
            (
                "de",
                "Der Minister sagte, dass die Gespräche nicht in der Hauptstadt geführt worden seien.",
            ),
            ("fr", "Le ministre a dit que les pourparlers n’avaient pas eu lieu dans la capitale."),
            ("es", "El ministro dijo que las conversaciones no se habían celebrado en la capital."),
            ("pt", "O ministro disse que as conversações não foram realizadas na capital do país."),
            (
                "it",
                "Il ministro ha detto che i colloqui non si sono tenuti nella capitale del paese.",
            ),
            (
                "nl",
                "De minister zei dat de gesprekken niet in de hoofdstad waren gehouden door het leger.",
            ),
            (
                "tr",
                "Bakan, görüşmelerin başkentte yapılmadığını ve bir daha yapılmayacağını söyledi.",
            ),
            (
                "pl",
                "Minister powiedział, że rozmowy nie odbyły się w stolicy, ale na granicy z państwem.",
            ),
            ("ro", "Ministrul a spus că discuțiile nu au avut loc în capitală și că nu vor avea."),
            (
                "hu",
                "A miniszter azt mondta, hogy a tárgyalásokat nem a fővárosban tartották, és nem is fogják.",
            ),
            (
                "id",
                "Menteri mengatakan bahwa pembicaraan itu tidak diadakan di ibu kota dan akan ditunda.",
            ),
            (
                "sw",
                "Waziri alisema kwamba mazungumzo hayo hayakufanyika katika mji mkuu kwa sababu ya vita.",
            ),
            (
                "so",
                "Wasiirka ayaa sheegay in wadahadalladu aanay ka dhicin magaalada oo ay dib u dhaceen.",
            ),
            ("ru", "Министр сказал, что переговоры не были проведены в столице и что их не будет."),
            ("uk", "Міністр сказав, що переговори не відбулися у столиці, але їх буде проведено."),
            (
                "be",
                "Міністр сказаў, што перамовы не адбыліся ў сталіцы, але яны будуць праведзены.",
            ),
            (
                "bg",
                "Министърът каза, че преговорите не са се състояли в столицата и че няма да има.",
            ),
            (
                "sr",
                "Министар је рекао да преговори нису одржани у главном граду и да их неће бити.",
            ),
            (
                "mk",
                "Министерот рече дека преговорите не се одржани во главниот град и дека нема да има.",
            ),
            ("kk", "Министр келіссөздердің астанада өткізілмегенін және болмайтынын айтты."),
            ("ar", "قال الوزير إن المحادثات لم تعقد في العاصمة وإنها لن تعقد على الحدود."),
            (
                "fa",
                "وزیر گفت که مذاکرات در پایتخت برگزار نشده است و این گفتگوها را به تعویق می‌اندازد.",
            ),
            (
                "ur",
                "وزیر نے کہا کہ مذاکرات دارالحکومت میں نہیں ہوئے اور یہ بات چیت ملتوی کر دی گئی ہے۔",
            ),
            ("ps", "وزير وويل چې خبرې په پلازمېنه کې نه دي شوې او دا به وروسته وي."),
            ("he", "השר אמר כי השיחות לא נערכו בעיר הבירה"),
            ("el", "Ο υπουργός είπε ότι οι συνομιλίες δεν έγιναν στην πρωτεύουσα"),
            ("hi", "मंत्री ने कहा कि वार्ता राजधानी में नहीं हुई और यह आगे होगी।"),
            ("ne", "मन्त्रीले वार्ता राजधानीमा नभएको र अब हुने छैन भनेका छन्।"),
            ("bn", "মন্ত্রী বলেছেন যে রাজধানীতে আলোচনা হয়নি"),
            ("zh", "部长说会谈没有在首都举行，双方将于下周再次会面。"),
            ("ja", "大臣は会談が首都では行われなかったと述べた。"),
            ("ko", "장관은 회담이 수도에서 열리지 않았다고 말했다."),
            ("am", "ሚኒስትሩ ውይይቱ በዋና ከተማዋ አልተካሄደም ብለዋል።"),
            ("ka", "მინისტრმა თქვა, რომ მოლაპარაკება დედაქალაქში არ გამართულა"),
            ("hy", "Նախարարն ասաց, որ բանակցությունները մայրաքաղաքում տեղի չեն ունեցել"),
        ] {
            is(text, code);
        }
    }

    #[test]
    fn swapped_letters_mislead_nobody() {
        is("Thе dау of the tаlkѕ wаѕ nоt thе lаѕt, аnd thеу ѕаіd thаt it wаѕ а ѕtаrt", "en");
        is("Миниcтp сказал, что пeрeговоры нe были провeдeны в столицe", "ru");
    }

    #[test]
    fn names_and_quotations_in_another_script_do_not_decide() {
        is(
            "The daily Правда wrote that «Мир» is a word which nobody in the capital uses any more.",
            "en",
        );
        is(
            "В докладе International Crisis Group говорится, что это не так и что войны не будет.",
            "ru",
        );
    }

    #[test]
    fn too_little_gives_no_answer_or_a_doubtful_one() {
        for text in ["", "42", "…", "ok", "Lorem ipsum dolor", "Xq zrt vbn mkl"] {
            assert_eq!(detect(text), None, "{text}");
        }
        assert!(detect("in Geneva").is_none_or(|(_, confidence)| confidence < 0.8));
    }

    #[test]
    fn long_texts_are_sampled() {
        let text = "The talks were held in the capital and they will go on. ".repeat(50_000);
        assert!(sample(&text).len() < 10_000);
        is(&text, "en");
        assert!(sample(&"字".repeat(100_000)).len() < 10_000);
    }
}
