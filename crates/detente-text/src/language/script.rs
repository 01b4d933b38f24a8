//! Scripts, and the languages that have one to themselves.

use std::collections::BTreeMap;

/// A script in which news is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Hebrew,
    Greek,
    Armenian,
    Georgian,
    Ethiopic,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Burmese,
    Khmer,
    Thaana,
    Hangul,
    Kana,
    Han,
}

impl Script {
    /// The script of a letter; `None` for all else.
    pub(super) fn of(c: char) -> Option<Self> {
        let script = match u32::from(c) {
            0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF => Self::Latin,
            0x370..=0x3FF | 0x1F00..=0x1FFF => Self::Greek,
            0x400..=0x52F => Self::Cyrillic,
            0x531..=0x588 => Self::Armenian,
            0x5D0..=0x5F2 => Self::Hebrew,
            0x620..=0x64A
            | 0x66E..=0x6D3
            | 0x6D5
            | 0x6EE..=0x6FF
            | 0x750..=0x77F
            | 0xFB50..=0xFDFF
            | 0xFE70..=0xFEFC => Self::Arabic,
            0x780..=0x7BF => Self::Thaana,
            0x900..=0x963 | 0x970..=0x97F => Self::Devanagari,
            0x980..=0x9E3 | 0x9F0..=0x9F1 => Self::Bengali,
            0xA00..=0xA7F => Self::Gurmukhi,
            0xA80..=0xAFF => Self::Gujarati,
            0xB80..=0xBFF => Self::Tamil,
            0xC00..=0xC7F => Self::Telugu,
            0xC80..=0xCFF => Self::Kannada,
            0xD00..=0xD7F => Self::Malayalam,
            0xD80..=0xDFF => Self::Sinhala,
            0xE00..=0xE7F => Self::Thai,
            0xE80..=0xEFF => Self::Lao,
            0xF00..=0xFFF => Self::Tibetan,
            0x1000..=0x109F => Self::Burmese,
            0x10A0..=0x10FF | 0x1C90..=0x1CBF => Self::Georgian,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF => Self::Hangul,
            0x1200..=0x139F => Self::Ethiopic,
            0x1780..=0x17FF => Self::Khmer,
            0x3041..=0x30FF => Self::Kana,
            0x3400..=0x9FFF | 0xF900..=0xFAFF => Self::Han,
            _ => return None,
        };
        Some(script)
    }

    /// How many letters of an alphabet a sign of this script stands for, roughly.
    pub(super) fn weight(self) -> usize {
        match self {
            Self::Han => 4,
            Self::Hangul | Self::Kana | Self::Ethiopic => 2,
            _ => 1,
        }
    }

    /// How many of the letters counted go with this script.
    pub(super) fn share(self, counts: &BTreeMap<Self, usize>) -> usize {
        let of = |script| counts.get(&script).copied().unwrap_or(0);
        match self {
            Self::Han | Self::Kana => of(Self::Han) + of(Self::Kana),
            Self::Hangul => of(Self::Han) + of(Self::Hangul),
            _ => of(self),
        }
    }

    /// The language of a script that one language, or nearly, has to itself.
    pub(super) fn only_language(self, counts: &BTreeMap<Self, usize>) -> Option<&'static str> {
        let of = |script| counts.get(&script).copied().unwrap_or(0);
        let code = match self {
            Self::Han | Self::Kana => {
                if of(Self::Kana) * 8 > of(Self::Han) {
                    "ja"
                } else {
                    "zh"
                }
            }
            Self::Hangul => "ko",
            Self::Hebrew => "he",
            Self::Greek => "el",
            Self::Armenian => "hy",
            Self::Georgian => "ka",
            Self::Ethiopic => "am",
            Self::Bengali => "bn",
            Self::Gurmukhi => "pa",
            Self::Gujarati => "gu",
            Self::Tamil => "ta",
            Self::Telugu => "te",
            Self::Kannada => "kn",
            Self::Malayalam => "ml",
            Self::Sinhala => "si",
            Self::Thai => "th",
            Self::Lao => "lo",
            Self::Tibetan => "bo",
            Self::Burmese => "my",
            Self::Khmer => "km",
            Self::Thaana => "dv",
            Self::Latin | Self::Cyrillic | Self::Arabic | Self::Devanagari => return None,
        };
        Some(code)
    }
}
