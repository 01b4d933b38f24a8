//! The script that a name is written in.

/// The ISO 15924 code of the script that most letters of `text` are in; `None` without letters
/// of a script known here.
///
/// ```
/// assert_eq!(detente_linking::script("Лавров"), Some("Cyrl"));
/// assert_eq!(detente_linking::script("Çavuşoğlu"), Some("Latn"));
/// assert_eq!(detente_linking::script("2020"), None);
/// ```
pub fn script(text: &str) -> Option<&'static str> {
    const SCRIPTS: [&str; 12] = [
        "Latn", "Cyrl", "Grek", "Armn", "Hebr", "Arab", "Deva", "Geor", "Hang", "Hani", "Kana",
        "Mymr",
    ];
    let mut counts = [0usize; SCRIPTS.len()];
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = match c as u32 {
            0x41..=0x24f | 0x1e00..=0x1eff => 0,
            0x400..=0x52f => 1,
            0x370..=0x3ff | 0x1f00..=0x1fff => 2,
            0x530..=0x58f => 3,
            0x590..=0x5ff => 4,
            0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 5,
            0x900..=0x97f => 6,
            0x10a0..=0x10ff | 0x1c90..=0x1cbf => 7,
            0x1100..=0x11ff | 0xac00..=0xd7af => 8,
            0x3400..=0x9fff | 0x20000..=0x2ffff => 9,
            0x3040..=0x30ff => 10,
            0x1000..=0x109f => 11,
            _ => continue,
        };
        counts[script] += 1;
    }
    let best = (0..SCRIPTS.len()).max_by_key(|&i| (counts[i], std::cmp::Reverse(i)))?;
    (counts[best] > 0).then_some(SCRIPTS[best])
}
