//! Nothing is under way: the button that begins it all.

use domain::{Event, Notice, Settings};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    failure, id, notice,
};

pub(super) fn view(said: Option<Notice>, page: &Page<'_>) -> Html {
    let button = Button {
        kind: Kind::Primary,
        label: "Generate JWT token",
        event: || Event::GenerateRequested,
    };
    html! {
        <section class="idle" aria-label="Generate">
            { said.map(notice::view).unwrap_or_default() }
            <p class="lead">{ lead(page.settings) }</p>
            { button.view_with_id(Some(id::GENERATE), page.on_event) }
            { failure::of_settings(page) }
        </section>
    }
}

fn lead(settings: &Settings) -> String {
    match settings.ready() {
        Some(config) => format!(
            "You sign in at the identity server, and get a token that {} accepts from its members.",
            config.organization
        ),
        None => "You sign in at the identity server, and get a token for the API.".to_owned(),
    }
}
