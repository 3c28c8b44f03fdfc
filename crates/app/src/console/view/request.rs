//! A request as it was sent.

use domain::console::Entry;
use yew::{Html, html};

use super::{ConsoleView, way, words};

/// Folded: the person knows what they have sent.
pub(super) fn view(entry: &Entry, view: &ConsoleView<'_>) -> Html {
    html! {
        <details class="more">
            <summary id="console-request">{ "Request as sent" }</summary>
            <p class="help">{ format!("It went {}.", way::of(entry.way)) }</p>
            <pre class="console-code" tabindex="0" role="region" aria-labelledby="console-request">
                { text(entry, view) }
            </pre>
        </details>
    }
}

/// As HTTP writes it, but with the whole address.
fn text(entry: &Entry, view: &ConsoleView<'_>) -> String {
    let request = &entry.request;
    let (method, address) = (request.method.as_str(), request.address(&view.api.base));
    let mut text = format!("{method} {address}\nauthorization: bearer {}\n", entry.bearer);
    let content = request.content();
    let media_type =
        content.map(|(media_type, _)| ("content-type".to_owned(), media_type.to_owned()));
    for (name, value) in media_type.iter().chain(&request.headers) {
        text = format!("{text}{}: {value}\n", name.to_ascii_lowercase());
    }
    if let Some((_, body)) = content {
        text.push('\n');
        text.push_str(body);
    }
    words::lines(&text)
}
