//! The way from one part of the page to the other.

use yew::{Html, html};

use super::{Frame, Page, Place};

/// Somebody else's page has an address for parts of its own.
pub(super) fn view(page: &Page<'_>) -> Html {
    if page.frame != Frame::Page {
        return Html::default();
    }
    let here = page.place;
    // The token stays, so that whoever looks at another one knows where theirs is.
    let back = here == Place::Inspect && page.flow.held().is_some();
    let generate = if back { "Back to your token" } else { "Generate a JWT" };
    html! {
        <nav class="places" aria-label="Parts of this page">
            { link("#", generate, here == Place::Generate) }
            { link("#inspect", "Inspect a JWT", here == Place::Inspect) }
        </nav>
    }
}

fn link(href: &'static str, name: &'static str, current: bool) -> Html {
    html! { <a {href} aria-current={current.then_some("page")}>{ name }</a> }
}
