//! What the parts of the view share: foreign text in one line, and what a key press means.

use domain::{catalogue::CallRequest, shown};
use web_sys::Element;
use yew::{Html, KeyboardEvent, TargetCast, html};

/// How many characters of a description are shown.
const LONGEST: usize = 500;

/// How many characters of a path are shown.
const LONGEST_PATH: usize = 300;

/// Foreign words in one line, made safe to look at.
pub(super) fn line(text: &str) -> String {
    shown(&text.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST)
}

/// Foreign text with its lines and tabs, made safe to look at.
pub(super) fn lines(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for piece in text.replace("\r\n", "\n").split_inclusive(['\n', '\t']) {
        let words = piece.trim_end_matches(['\n', '\t']);
        safe.push_str(&shown(words, usize::MAX));
        safe.push_str(piece.get(words.len()..).unwrap_or_default());
    }
    safe
}

/// Method and path, as people name a request.
pub(super) fn named(request: &CallRequest) -> String {
    format!("{} {}", request.method.as_str(), path(request.path.as_str()))
}

/// The path of a request or an operation.
pub(super) fn path(path: &str) -> String {
    shown(path, LONGEST_PATH)
}

/// The same, drawn.
pub(super) fn operation(method: &'static str, path: String) -> Html {
    html! {
        <>
            <span class="console-method" data-method={method}>{ method }</span>{ " " }
            <code class="console-path">{ path }</code>
        </>
    }
}

/// Whether a key press is Enter, once, and not the end of a word that is being composed.
pub(super) fn is_enter(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.repeat() && !event.is_composing()
}

/// Whether a key is pressed together with one that makes a command of it.
pub(super) fn is_chord(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// Whether a key is pressed where it writes something.
pub(super) fn is_in_a_field(event: &KeyboardEvent) -> bool {
    tag(event).is_some_and(|tag| matches!(tag.as_str(), "INPUT" | "TEXTAREA"))
}

/// The name of the element in which a key is pressed.
pub(super) fn tag(event: &KeyboardEvent) -> Option<String> {
    event.target_dyn_into::<Element>().map(|element| element.tag_name())
}

/// A number of things.
pub(super) fn count(number: usize, one: &str, several: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {several}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_keeps_its_lines_and_shows_what_hides() {
        assert_eq!(lines("a\r\n\tb\u{202e}c\n\n"), "a\n\tb\\u{202e}c\n\n");
        assert_eq!(line(" a\n  b\u{200b} "), "a b\\u{200b}");
    }
}
