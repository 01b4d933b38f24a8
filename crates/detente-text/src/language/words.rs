//! The commonest words of each language, and letters that few languages use.
//!
//! A language is added by a row here and a sentence in the tests of the module above.

use super::script::Script;
use std::sync::LazyLock;

/// A language: its code, its script, its commonest words, and letters that mark it.
struct Language {
    code: &'static str,
    script: Script,
    words: &'static str,
    letters: &'static str,
}

const fn language(
    code: &'static str,
    script: Script,
    words: &'static str,
    letters: &'static str,
) -> Language {
    Language { code, script, words, letters }
}

use Script::{Arabic, Cyrillic, Devanagari, Latin};

const LANGUAGES: &[Language] = &[
    language(
        "en",
        Latin,
        "the of and to in that is was for on with as he it by at from be are his have has had not which were this but they said will an who been their its after would more than about we",
        "",
    ),
    language(
        "de",
        Latin,
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über haben war",
        "ßäöü",
    ),
    language(
        "fr",
        Latin,
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux été cette ont mais ou elle être leur d l n s qu c",
        "çèêàùœîû",
    ),
    language(
        "es",
        Latin,
        "de la que el en y a los se del las un por con una su para es al lo como más o pero sus le ha ya este sí porque esta entre cuando muy sin sobre también me hasta fue desde dijo no",
        "ñ¿¡í",
    ),
    language(
        "pt",
        Latin,
        "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já também pelo pela até isso são foi disse",
        "ãõç",
    ),
    language(
        "it",
        Latin,
        "di e il la che in a per un del è non i le con si da una al sono della dei nel alla come più ha ma anche gli ed lo o su se suo delle questo dal degli nella stato detto hanno",
        "òìè",
    ),
    language(
        "nl",
        Latin,
        "de van het een en in is dat op te zijn met voor die niet aan er om als ook door maar bij uit naar heeft hij werd nog wordt tot over worden had zei ze deze of",
        "ij",
    ),
    language(
        "sv",
        Latin,
        "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när vid efter också hade eller ska säger mot under",
        "åäö",
    ),
    language(
        "da",
        Latin,
        "og i at det er en til af på den for de med der som har ikke et var han om men sig fra vi kan så ved efter også havde eller siger blev være mod under hvad",
        "æøå",
    ),
    language(
        "no",
        Latin,
        "og i det er på en til som av for at den med de ikke har et om var han men seg fra vi kan så ved etter også hadde eller sier ble være mot under hva",
        "æøå",
    ),
    language(
        "fi",
        Latin,
        "ja on ei että oli se hän mutta ovat kun myös joka kuin mukaan ole sen tai jos niin ovat sekä vain jo sanoi hänen olisi ollut jotka nyt mitä",
        "äöy",
    ),
    language(
        "tr",
        Latin,
        "ve bir bu için da de ile olarak çok daha olan gibi kadar sonra en ne var ama o ise her söyledi göre dedi olduğunu oldu ya değil tarafından ancak yeni iki etti",
        "ğışİ",
    ),
    language(
        "az",
        Latin,
        "və bir bu ilə üçün da də ki olan kimi sonra daha çox görə var deyib edib olub isə ən hər o qeyd dedi",
        "əğış",
    ),
    language(
        "uz",
        Latin,
        "va bu bilan uchun bir ham deb da edi esa bo'lgan haqida kerak yoki lekin qilish",
        "",
    ),
    language(
        "pl",
        Latin,
        "i w na z się nie do to że jest o jak za od po przez dla ale są był co jego tym oraz już ze czy które który było może być tylko także powiedział",
        "łąężźśćń",
    ),
    language(
        "cs",
        Latin,
        "a v se na je že s z do to o k pro jsou by ale jako za i po který od byl které být jeho podle však až řekl také ve před není",
        "řěůč",
    ),
    language(
        "sk",
        Latin,
        "a v sa na je že s z do to o k pre sú by ale ako za aj po ktorý od bol ktoré byť jeho podľa však až povedal tiež vo pred nie",
        "ľĺŕôť",
    ),
    language(
        "hu",
        Latin,
        "a az és hogy nem is egy ez meg de volt csak el már mint ezt még azt szerint van után minden vagy lesz mondta között kell ha pedig akkor",
        "őűö",
    ),
    language(
        "ro",
        Latin,
        "de și în a la cu pe nu o că este un din pentru care mai o fi au al ce se prin sunt fost după ca dar sau lui spus între către această",
        "ășțâî",
    ),
    language(
        "hr",
        Latin,
        "i u je da na se za su od s o ne koji će kao što iz nije bi a ali to koje do bio je rekao nakon više također ili kako sve",
        "đčćšž",
    ),
    language(
        "sl",
        Latin,
        "in je v na se da so za z ki pa s ne po tudi bi kot o pri ali bo iz od še do več je bil dejal med če",
        "čšž",
    ),
    language(
        "sq",
        Latin,
        "e të në dhe për që me një nga i së është nuk ka u më kjo do si tha por këtë ishte janë se",
        "ëç",
    ),
    language(
        "lt",
        Latin,
        "ir kad į yra iš su tai bet buvo ne apie per kaip už nuo jis po jo taip pat sakė",
        "ėųįšž",
    ),
    language(
        "lv",
        Latin,
        "un ir ka no par ar uz bet kas tika pēc arī vai tas nav gan jau viņš teica",
        "āēīūķļņ",
    ),
    language(
        "et",
        Latin,
        "ja on ei et see oli kui aga ka mis ta oma või pärast ütles ning seda kes",
        "õäöü",
    ),
    language(
        "ca",
        Latin,
        "de la que i el en a les els un per amb una del no es al ha més com són dels però també pel seva aquest va dir",
        "·ïç",
    ),
    language(
        "id",
        Latin,
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada oleh mereka telah sebagai bisa kata mengatakan bahwa dia",
        "",
    ),
    language(
        "ms",
        Latin,
        "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke kerana ada oleh mereka telah sebagai boleh kata berkata bahawa beliau",
        "",
    ),
    language(
        "tl",
        Latin,
        "ang ng sa na mga at ay ni si para kay hindi ito kanyang siya nang din pa",
        "",
    ),
    language(
        "vi",
        Latin,
        "và của là có không được cho trong đã với một các những này để người đến từ ông tại khi về",
        "ơưđạếộ",
    ),
    language(
        "sw",
        Latin,
        "ya na wa kwa ni katika kuwa za la hiyo hayo kwamba huo cha alisema hii pia lakini baada yake kama watu nchi wake",
        "",
    ),
    language(
        "so",
        Latin,
        "oo iyo ka ku in ay la waa uu ayaa u si inuu kale soo kala loo lagu sheegay waxa ee ah aan",
        "",
    ),
    language(
        "ha",
        Latin,
        "da a na ta ya ba cewa su kuma ga ne shi wanda don sun ce kasar wannan cikin",
        "",
    ),
    language("rw", Latin, "na mu ku kandi ko ya wa ba ni cya bya yavuze nk iki avuga", ""),
    language("om", Latin, "fi kan akka irra keessa ta'e jedhan waan ni kana ture bu'aa", ""),
    language("ku", Latin, "û li di ji bi ku de e ev ew jî wê hat ya ên ser kir dike got", "êîûş"),
    language(
        "ru",
        Cyrillic,
        "и в не на что с по он как это к из но за от а о у для же его так все бы только было года был они она или уже также при до мы их то",
        "ыэё",
    ),
    language(
        "uk",
        Cyrillic,
        "і в на не що з у та до як за про це від для й але є його через під було він або так вже при щоб бути які який року також має",
        "їєґі",
    ),
    language(
        "be",
        Cyrillic,
        "і у на не што з ў да як за пра гэта ад для але яго быў або так ужо пры каб якія які таксама мае па яны",
        "ўі",
    ),
    language(
        "bg",
        Cyrillic,
        "и на в да се от за не че с е са по като това която до а но той който след при си към ще каза има още във със няма бъде",
        "ъщ",
    ),
    language(
        "sr",
        Cyrillic,
        "и у је да на се за су од с о не који ће као што из није би а али то које до био рекао након више или како све",
        "ђћџјљњ",
    ),
    language(
        "mk",
        Cyrillic,
        "и на во да се од за не дека со е го ја по што како ќе а но тој кој која при си нема рече има беше",
        "ѓќѕјљњ",
    ),
    language(
        "kk",
        Cyrillic,
        "және мен бұл деп да де үшін бір бар болды туралы арқылы емес айтты жыл болып ол",
        "әғқңөұһі",
    ),
    language(
        "ky",
        Cyrillic,
        "жана менен бул деп да үчүн бир бар болду тууралуу эмес айтты жылы болуп ал",
        "ңөү",
    ),
    language(
        "tg",
        Cyrillic,
        "ва дар ки аз ба ин барои бо он аст як шуд гуфт мешавад буд кард",
        "ӣҷӯҳқғ",
    ),
    language("mn", Cyrillic, "нь юм байна болон гэж энэ бол ба байгаа болсон тэр хийх", "өү"),
    language("tt", Cyrillic, "һәм белән бу дип да өчен бер бар иде турында түгел", "әҗңөүһ"),
    language(
        "ar",
        Arabic,
        "في من على إلى أن التي الذي هذا عن مع هذه إن لم كان ما لا قال بين بعد كما ذلك وقد أو ولا قد حيث كانت لن و قبل أي كل خلال",
        "ةىأإؤئ",
    ),
    language(
        "fa",
        Arabic,
        "و در به از که این را با است برای آن یک خود تا بر نیز شده کرد می های شد ها گفت وی هم اما بود نشده دارد",
        "پچژگیک",
    ),
    language(
        "ur",
        Arabic,
        "کے میں کی ہے اور سے کا نے کو پر ہیں اس یہ کہ کہا بھی نہیں گئی وہ ہو تھا ایک ان جو کر",
        "ٹڈڑںےہھ",
    ),
    language(
        "ps",
        Arabic,
        "د په او چې کې ته دي له دا سره هم نه يې وي ده شوي هغه کړي به",
        "ښړډټڼېۍځڅ",
    ),
    language("ku", Arabic, "لە بە و کە بۆ ئەو ئەم لەگەڵ هەر وەک بوو دەکات کرد", "ڵڕێۆەڤ"),
    language("ug", Arabic, "ۋە بىلەن بۇ ئۇ بىر دەپ ئۈچۈن", "ۇۆۈېەۋ"),
    language("sd", Arabic, "جي ۾ جو کي آهي ۽ سان تي مان نه ان", "ڪڻڀٻڄ"),
    language(
        "hi",
        Devanagari,
        "के में की है और से का को ने पर हैं यह कि नहीं एक भी कर लिए हो था वह इस तो कहा गया",
        "",
    ),
    language("mr", Devanagari, "आणि आहे या त्या हे ते की मध्ये नाही होते आहेत एक तर केले यांनी असे", "ळ"),
    language("ne", Devanagari, "छ र को मा ले छन् लाई पनि यो भएको गरेको हुने भने छैन एक तर गर्न थियो", ""),
];

/// For each word the languages that have it in their row; words lie by their letters, so that
/// few are looked at for one.
static INDEX: LazyLock<Vec<Bucket>> = LazyLock::new(|| {
    let mut index: Vec<Bucket> = vec![vec![]; BUCKETS];
    for (at, language) in LANGUAGES.iter().enumerate() {
        for word in language.words.split(' ') {
            let bucket = &mut index[bucket(word)];
            match bucket.iter_mut().find(|(known, _)| *known == word) {
                Some((_, languages)) if languages.last() == Some(&at) => {}
                Some((_, languages)) => languages.push(at),
                None => bucket.push((word, vec![at])),
            }
        }
    }
    index
});

/// Words, and the languages of each.
type Bucket = Vec<(&'static str, Vec<usize>)>;

const BUCKETS: usize = 4096;

/// No word of a row is longer, in bytes.
const LONGEST: usize = 32;

fn bucket(word: &str) -> usize {
    word.bytes().fold(0usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)))
        % BUCKETS
}

/// The languages that have a word in their row.
fn languages_of(word: &str) -> Option<&'static [usize]> {
    if word.len() > LONGEST {
        return None;
    }
    let mut near = INDEX[bucket(word)].iter();
    near.find(|(known, _)| *known == word).map(|(_, languages)| languages.as_slice())
}

/// The language of a sample in `script`, and how sure that is.
pub(super) fn decide(sample: &str, script: Script) -> Option<(&'static str, f64)> {
    let mut scores = [0.0f64; LANGUAGES.len()];
    let mut words = 0usize;
    let mut lower = String::new();
    for word in
        sample.split(|c: char| !c.is_alphanumeric() && !is_joint(c)).filter(|w| !w.is_empty())
    {
        lower.clear();
        if word.is_ascii() {
            lower.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            lower.extend(word.chars().flat_map(char::to_lowercase));
        }
        let of_script = if lower.is_ascii() {
            script == Latin && lower.bytes().any(|b| b.is_ascii_lowercase())
        } else {
            lower.chars().any(|c| Script::of(c) == Some(script))
        };
        if !of_script {
            continue;
        }
        words += 1;
        score_word(&lower, script, &mut scores);
    }
    let mut ranking: Vec<(f64, &Language)> = scores
        .iter()
        .copied()
        .zip(LANGUAGES)
        .filter(|(_, language)| language.script == script)
        .collect();
    ranking.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, language) = *ranking.first()?;
    let second = ranking.iter().find(|(_, other)| other.code != language.code).map_or(0.0, |r| r.0);
    // Texts of a language have a fifth of these words at the least; a list of names has fewer.
    let coverage = best / words.max(1) as f64;
    if best < 1.0 || coverage < 0.06 || words >= 12 && coverage < 0.09 {
        return None;
    }
    let odds = (best - second) * 0.9;
    let confidence = 1.0 - 1.0 / (1.0 + odds.min(40.0).exp());
    (confidence > 0.52).then_some((language.code, confidence.min(0.99)))
}

/// Apostrophes and joiners hold words together ("bo'lgan", "می‌شود").
fn is_joint(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}' | '\u{93C}'..='\u{94D}' | '\u{900}'..='\u{903}' | '\u{955}'..='\u{957}')
        || ('\u{64B}'..='\u{65F}').contains(&c)
}

/// Gives a word's weight to the languages that use it: a whole point to one that has it alone, the
/// less to each the more share it; half as much for letters that mark a language.
fn score_word(lower: &str, script: Script, scores: &mut [f64]) {
    if let Some(languages) = languages_of(lower) {
        let sharing = languages.iter().filter(|&&at| LANGUAGES[at].script == script).count().max(1);
        let weight = match sharing {
            1 => 1.0,
            2 => 0.8,
            3 => 0.6,
            _ => 0.4,
        };
        for &at in languages {
            scores[at] += weight;
        }
    }
    if lower.is_ascii() {
        return;
    }
    for (at, language) in
        LANGUAGES.iter().enumerate().filter(|(_, language)| language.script == script)
    {
        if !language.letters.is_empty()
            && lower.chars().any(|c| !c.is_ascii() && language.letters.contains(c))
        {
            scores[at] += 0.3;
        }
    }
}
