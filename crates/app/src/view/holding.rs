//! There is a token: what it is worth, the token, what it says.

use domain::{Event, HeldToken, Notice};
use yew::{Html, html};

use super::{
    Page, Waiting,
    button::{Button, Kind},
    claims, grant, id, token, verdict,
};

pub(super) fn view(held: &HeldToken, said: Option<Notice>, page: &Page<'_>) -> Html {
    html! {
        <div class="holding">
            { verdict::view(&held.jwt, page) }
            { token::view(held, said, page) }
            { again(page) }
            { grant::view(held) }
            { verdict::details(&held.jwt, page) }
            { claims::view(held.jwt.peek_claims(), page.moment) }
        </div>
    }
}

fn again(page: &Page<'_>) -> Html {
    let another = page.on(|| Event::GenerateRequested);
    let another = Button::new(Kind::Secondary, "Generate another", another)
        .with_id(id::GENERATE)
        .loading_while(page.waiting == Waiting::Dialog);
    let over = page.on(|| Event::StartOverRequested);
    html! {
        <p class="buttons again">
            { another.view() }
            { Button::new(Kind::Secondary, "Start over", over).view() }
            <span class="help">{ "Starting over forgets the token here." }</span>
        </p>
    }
}
