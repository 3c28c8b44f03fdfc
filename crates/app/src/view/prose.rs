//! Our sentences: what stands between backticks in them is code.

use yew::{Html, html};

/// A sentence with its quoted parts set as code. A text in which they do not pair stays as it is.
pub(super) fn view(sentence: &str) -> Html {
    let parts: Vec<&str> = sentence.split('`').collect();
    if parts.len() % 2 == 0 {
        return html! { <span>{ sentence }</span> };
    }
    let drawn = parts.iter().enumerate().map(|(position, part)| {
        if position % 2 == 0 {
            html! { *part }
        } else {
            html! { <code>{ *part }</code> }
        }
    });
    html! { <span>{ for drawn }</span> }
}
