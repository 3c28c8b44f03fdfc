//! What a person gets to read: never empty, never endless, nothing in it that hides or reorders.

/// Longer is no sentence. The longest quote four foreign texts of 80 characters, each of which may be
/// written as an escape of ten.
const LONGEST: usize = 4000;

/// A sentence of ours, whatever foreign text is quoted in it.
pub(crate) fn sentence(what: &str, text: &str) {
    assert!(!text.trim().is_empty(), "{what} says nothing");
    harmless(what, text);
}

/// A piece of foreign text that was made safe to look at.
pub(crate) fn harmless(what: &str, text: &str) {
    assert!(text.len() <= LONGEST, "{what} has {} bytes", text.len());
    let hidden = text.chars().find(|character| hides(*character));
    assert!(hidden.is_none(), "{what} contains {hidden:?}: {text:?}");
}

/// A stable name for programs: kebab-case.
pub(crate) fn code(text: &str) {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    assert!(text.split('-').all(is_part), "`{text}` is no code");
}

/// Control characters (Cc), those of Unicode's bidirectional algorithm (UAX #9 §2), and those without
/// a width.
fn hides(character: char) -> bool {
    const BIDIRECTIONAL: &str = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
    const WITHOUT_WIDTH: &str = "\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}";
    // Most are of ASCII, and each comparison is one that the fuzzer takes note of.
    if matches!(character, ' '..='~') {
        return false;
    }
    let is_control = matches!(u32::from(character), 0..0x20 | 0x7f..0xa0 | 0x2028 | 0x2029);
    is_control || BIDIRECTIONAL.contains(character) || WITHOUT_WIDTH.contains(character)
}
