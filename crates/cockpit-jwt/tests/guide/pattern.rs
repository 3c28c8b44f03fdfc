//! Compares what came out with what the guide shows, where `<…>` stands for what changes.

/// Whether `text` is `pattern`, line by line, each `<…>` of it standing for one or more characters.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.trim_end(), text.trim_end());
    pattern.lines().count() == text.lines().count()
        && pattern.lines().zip(text.lines()).all(|(pattern, line)| is_line(pattern, line))
}

/// The shortest stretch is tried first for each placeholder, then longer ones.
fn is_line(pattern: &str, line: &str) -> bool {
    let Some((before, after)) = placeholder(pattern) else { return pattern == line };
    let Some(rest) = line.strip_prefix(before) else { return false };
    let ends = rest.char_indices().map(|(start, it)| start + it.len_utf8());
    ends.into_iter().any(|end| is_line(after, &rest[end..]))
}

/// What stands before the first placeholder, and after it.
fn placeholder(pattern: &str) -> Option<(&str, &str)> {
    let (before, rest) = pattern.split_once('<')?;
    let (_, after) = rest.split_once('>')?;
    Some((before, after))
}

#[test]
fn a_placeholder_stands_for_something_within_a_line() {
    for (pattern, text) in [
        ("a", "a\n"),
        ("a <time> b", "a 1 b 2 b"),
        ("<one> and <two>", "1 and 2 and 3"),
        ("a\n\n<b>", "a\n\nc"),
    ] {
        assert!(matches(pattern, text), "{pattern} {text}");
    }
    for (pattern, text) in
        [("a", "b"), ("a<b>", "a"), ("a<b>c", "a\nc"), ("a", "a\nb"), ("a\nb", "a"), ("<a>c", "ab")]
    {
        assert!(!matches(pattern, text), "{pattern} {text}");
    }
}
