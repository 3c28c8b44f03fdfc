//! Nothing is under way: the button that begins it all.

use domain::{Event, Notice, Settings};
use yew::{Html, html};

use super::{
    Page, Waiting,
    button::{Button, Kind},
    failure, id, notice,
};

pub(super) fn view(said: Option<Notice>, page: &Page<'_>) -> Html {
    let begin = page.on(|| Event::GenerateRequested);
    let button = Button::new(Kind::Primary, "Generate JWT token", begin)
        .with_id(id::GENERATE)
        .described_by(said.map(|_| id::NOTICE))
        .loading_while(page.waiting == Waiting::Dialog);
    html! {
        <section class="card idle" part="card" aria-label="Generate">
            { said.map(notice::view).unwrap_or_default() }
            <p class="lead">{ lead(page.settings) }</p>
            { button.view() }
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
