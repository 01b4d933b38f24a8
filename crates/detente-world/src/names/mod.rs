//! Whether two names are most likely one: spelled otherwise, transliterated, shortened, misspelt.
//!
//! Persons and organisations are compared word by word. Armed groups are not: their names are made
//! of the same few words ("Ahrar al-Sham", "Tahrir al-Sham"), so that only their listed names
//! count; [`World::find_actors`](crate::World::find_actors) looks those up.

mod align;
mod compared;
mod sound;
mod words;

pub use compared::Compared;
pub use words::NameKind;

/// From this score on, two names of persons are taken for one.
pub const SAME_PERSON: i32 = 700;

/// From this score on, two names of organisations are taken for one.
pub const SAME_ORGANISATION: i32 = 800;

/// How alike two names are, from 0 to 1000.
///
/// Words are paired by likeness whatever their order: the share of letters that are paired, less
/// where both have words that the other lacks (another person of the family), little less where
/// only one has (a middle name). Names written as one word, initials and what an organisation's
/// initials stand for count.
///
/// ```
/// use detente_world::{NameKind, SAME_PERSON, likeness};
/// let person = |a, b| likeness(a, b, NameKind::Person) >= SAME_PERSON;
/// assert!(person("Kirill Semenov", "Semyonov, Kirill"));
/// assert!(person("Владимир Путин", "V. Putin"));
/// assert!(person("Mevlut Cavusoglu", "Mevlüt Çavuşoğlu"));
/// assert!(!person("Bashar al-Assad", "Hafez al-Assad"));
/// ```
pub fn likeness(a: &str, b: &str, kind: NameKind) -> i32 {
    Compared::new(a, kind).likeness(&Compared::new(b, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons() {
        let same = [
            ("Sergei Lavrov", "Sergey Viktorovich LAVROV"),
            ("Osama bin Laden", "Usama ibn Ladin"),
            ("J.-C. Juncker", "Jean-Claude Juncker"),
            ("SergeiLavrov", "Sergei Lavrov"),
            ("Mr. Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("Kim Jong-un", "Kim Jong Un"),
            ("Ragin Soylu", "Ragip Soylu"),
        ];
        for (a, b) in same {
            let found = likeness(a, b, NameKind::Person);
            assert!(found >= SAME_PERSON, "{a} | {b}: {found}");
        }
        let other = [
            ("Michelle Obama", "Barack Obama"),
            ("Sergey Ivanov", "Sergey Lavrov"),
            ("Ragip Soylu", "Süleyman Soylu"),
            ("Emine Erdogan", "Recep Tayyip Erdogan"),
            ("Mohamed Abdelaziz", "Mohamed Hamdan"),
            ("", "Barack Obama"),
        ];
        for (a, b) in other {
            let found = likeness(a, b, NameKind::Person);
            assert!(found < SAME_PERSON, "{a} | {b}: {found}");
        }
    }

    #[test]
    fn organisations() {
        let same = [
            ("Open Joint Stock Company Gazprom", "OAO Gazprom"),
            ("The World Bank", "World Bank"),
            ("PLA", "People's Liberation Army"),
            ("Brigade Forty-Four", "Brigade 44"),
        ];
        for (a, b) in same {
            let found = likeness(a, b, NameKind::Organisation);
            assert!(found >= SAME_ORGANISATION, "{a} | {b}: {found}");
        }
        let other = [
            ("Government of Estonia", "Government of Ethiopia"),
            ("Deutsche Bank Trust Company", "Deutsche Bank"),
            ("Al-Qaida in Iraq", "Al-Qaida in the Arabian Peninsula"),
        ];
        for (a, b) in other {
            let found = likeness(a, b, NameKind::Organisation);
            assert!(found < SAME_ORGANISATION, "{a} | {b}: {found}");
        }
    }

    #[test]
    fn likeness_goes_both_ways() {
        for (a, b) in [("Nar Nazarbayev", "Nursultan Nazarbayev"), ("Tom Brody", "Brady Tom")] {
            for kind in [NameKind::Person, NameKind::Organisation] {
                assert_eq!(likeness(a, b, kind), likeness(b, a, kind), "{a} | {b}");
            }
        }
    }
}
