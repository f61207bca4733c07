//! Text in the encoding of old Russian programs.

/// A text in Windows-1251; what it has no place for becomes a question mark.
pub(super) fn encode(text: &str) -> Vec<u8> {
    text.chars().map(byte).collect()
}

fn byte(symbol: char) -> u8 {
    let code = u32::from(symbol);
    let place = match symbol {
        '\0'..='\u{7f}' => code,
        'А'..='я' => code - u32::from('А') + 0xC0,
        'Ё' => 0xA8,
        'ё' => 0xB8,
        '№' => 0xB9,
        '«' => 0xAB,
        '»' => 0xBB,
        '–' => 0x96,
        '—' => 0x97,
        '\u{a0}' => 0xA0,
        _ => u32::from(b'?'),
    };
    u8::try_from(place).unwrap_or(b'?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_places_of_the_code_page() {
        assert_eq!(encode("Aя"), [0x41, 0xFF]);
        assert_eq!(encode("А№ё—"), [0xC0, 0xB9, 0xB8, 0x97]);
        assert_eq!(encode("😀"), [b'?']);
    }
}
