//! There is a token: what it is worth, the token, what else can be had of it, what it says.

use domain::{Event, HeldToken, Notice, TimeLeft};
use yew::{Html, html};

use super::{
    Frame, Page, Waiting,
    button::{Button, Kind},
    id, renewal,
    report::{self, Subject},
    token,
};

pub(super) fn view(held: &HeldToken, said: Option<Notice>, page: &Page<'_>) -> Html {
    let subject = Subject::held(held, said, page);
    html! {
        <div class="holding">
            { report::verdict(&subject, page) }
            { token::view(held, said, page) }
            { renewal::view(held, page) }
            { again(held, page) }
            { details(&subject, page) }
        </div>
    }
}

/// Folded away where there is little room.
fn details(subject: &Subject<'_>, page: &Page<'_>) -> Html {
    let details = report::details(subject, page);
    if page.frame != Frame::Compact {
        return details;
    }
    html! {
        <details class="more">
            <summary>{ "Details" }</summary>
            { details }
        </details>
    }
}

/// When the token's time is over, or nearly, a new one is what the person needs.
fn again(held: &HeldToken, page: &Page<'_>) -> Html {
    let end = held.jwt.peek_claims().expires_at;
    let (kind, label) = match TimeLeft::until(end, page.moment.now) {
        TimeLeft::Ample => (Kind::Secondary, "Generate another"),
        TimeLeft::Short | TimeLeft::Over => (Kind::Primary, "Generate a new token"),
    };
    let another = Button::new(kind, label, page.on(|| Event::GenerateRequested))
        .with_id(id::GENERATE)
        .loading_while(page.waiting == Waiting::Dialog);
    let over = page.on(|| Event::StartOverRequested);
    html! {
        <p class="buttons again">
            { another.view() }
            { Button::new(Kind::Secondary, "Start over", over).view() }
            { print(page) }
            <span class="help">{ "Starting over forgets the token here." }</span>
        </p>
    }
}

/// Puts all that the page says about the token on paper. Somebody else's page is not ours to print.
pub(super) fn print(page: &Page<'_>) -> Html {
    if page.frame != Frame::Page {
        return Html::default();
    }
    Button::new(Kind::Secondary, "Print", page.on.print.reform(|_| ())).view()
}
