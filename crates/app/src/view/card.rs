//! A part of the page with a heading.

use yew::{Html, html};

/// `id` is the heading's.
pub(super) fn view(id: &'static str, heading: &'static str, content: Html) -> Html {
    html! {
        <section class="card" part="card" aria-labelledby={id}>
            <h2 {id}>{ heading }</h2>
            { content }
        </section>
    }
}
