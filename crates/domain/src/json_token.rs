//! The tokens of a JSON text as they are written, so that no digit, name or order is lost.

/// The first token of a text that is known to be valid JSON and has no white space in front: a
/// bracket, comma or colon; a text with its quotes; a number or a word. With it what stands behind.
pub(crate) fn first(json: &str) -> Option<(&str, &str)> {
    let length = match json.chars().next()? {
        '"' => text_length(json),
        '{' | '}' | '[' | ']' | ',' | ':' => 1,
        _ => json
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, ',' | ']' | '}'))
            .unwrap_or(json.len()),
    };
    json.split_at_checked(length.max(1))
}

fn text_length(json: &str) -> usize {
    let mut escaped = false;
    for (position, byte) in json.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return position + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    json.len()
}
