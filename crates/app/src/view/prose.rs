//! Our sentences: what stands between backticks in them is code.

use yew::{Html, html};

/// A sentence with its quoted parts set as code. A text in which they do not pair stays as it is.
pub(crate) fn view(sentence: &str) -> Html {
    let parts: Vec<&str> = sentence.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return html! { <span>{ sentence }</span> };
    }
    let drawn = parts.iter().enumerate().map(|(position, part)| {
        if position.is_multiple_of(2) {
            html! { *part }
        } else {
            html! { <code>{ *part }</code> }
        }
    });
    html! { <span>{ for drawn }</span> }
}

/// A paragraph that says what the person can do.
pub(crate) fn hint(words: &str) -> Html {
    paragraph("hint", words)
}

/// A paragraph.
pub(crate) fn paragraph(class: &'static str, words: &str) -> Html {
    html! { <p {class}>{ view(words) }</p> }
}
