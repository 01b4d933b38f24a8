//! Letters in fancy dress: full-width, mathematical and enclosed forms of plain ones.

/// How a fancy letter is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dress {
    /// Full-width forms: plain letters wherever they stand.
    Wide,
    /// Mathematical or enclosed forms: a symbol where it stands alone, plain in a word.
    Styled,
}

/// The plain form of a fancy letter or digit.
pub(super) fn plain(c: char) -> Option<(char, Dress)> {
    let code = u32::from(c);
    let at = |first: u32, base: char| char::from_u32(u32::from(base) + (code - first));
    let found = match code {
        0xFF10..=0xFF19 => (at(0xFF10, '0')?, Dress::Wide),
        0xFF21..=0xFF3A => (at(0xFF21, 'A')?, Dress::Wide),
        0xFF41..=0xFF5A => (at(0xFF41, 'a')?, Dress::Wide),
        // Thirteen alphabets of 52 letters, the gaps in them filled from the letterlike symbols.
        0x1D400..=0x1D6A3 => {
            let n = (code - 0x1D400) % 52;
            let letter = if n < 26 { b'A' + n as u8 } else { b'a' + (n as u8 - 26) };
            (char::from(letter), Dress::Styled)
        }
        0x1D7CE..=0x1D7FF => (char::from(b'0' + ((code - 0x1D7CE) % 10) as u8), Dress::Styled),
        0x24B6..=0x24CF => (at(0x24B6, 'A')?, Dress::Styled),
        0x24D0..=0x24E9 => (at(0x24D0, 'a')?, Dress::Styled),
        0x1F130..=0x1F149 => (at(0x1F130, 'A')?, Dress::Styled),
        0x1F150..=0x1F169 => (at(0x1F150, 'A')?, Dress::Styled),
        0x1F170..=0x1F189 => (at(0x1F170, 'A')?, Dress::Styled),
        _ => {
            let letter = match c {
                'ℬ' => 'B',
                'ℂ' | 'ℭ' => 'C',
                'ℰ' => 'E',
                'ℱ' => 'F',
                'ℋ' | 'ℌ' | 'ℍ' => 'H',
                'ℐ' | 'ℑ' => 'I',
                'ℒ' => 'L',
                'ℳ' => 'M',
                'ℕ' => 'N',
                'ℙ' => 'P',
                'ℚ' => 'Q',
                'ℛ' | 'ℜ' | 'ℝ' => 'R',
                'ℤ' | 'ℨ' => 'Z',
                'ℯ' => 'e',
                'ℊ' => 'g',
                'ℎ' => 'h',
                'ℴ' => 'o',
                _ => return None,
            };
            (letter, Dress::Styled)
        }
    };
    Some(found)
}
