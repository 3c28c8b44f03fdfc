//! Any token, taken apart.

use yew::{Html, html};

use super::Page;

pub(super) fn view(page: &Page<'_>) -> Html {
    html! { <section class="inspect" data-filled={page.inspection.jwt().map(|_| "")} /> }
}
