//! Any token, taken apart.

mod files;
mod keys;
mod paste;

use domain::{
    TimeLeft,
    inspect::{InspectEvent, InspectNotice, Inspection},
    jwt::UntrustedJwt,
};
use yew::{Html, html};

use super::{
    Page,
    button::{Button, Kind},
    card, failure, holding, id,
    mark::Mark,
    notice,
    report::{self, Subject},
    token,
};

pub(super) fn view(page: &Page<'_>) -> Html {
    html! {
        <div class="inspect">
            { panel(page) }
            { result(page) }
        </div>
    }
}

/// Where the token goes in. A file can be dropped on all of it.
fn panel(page: &Page<'_>) -> Html {
    let (ondragover, ondrop) = (files::hover(), files::drop(page));
    html! {
        <section class="card panel" aria-labelledby="inspect-title" {ondragover} {ondrop}>
            <h2 id="inspect-title">{ "Inspect a JWT" }</h2>
            <p>{ "Nothing leaves this page, and nothing that the token names is fetched." }</p>
            { paste::view(page) }
            { keys::view(page) }
            { files::view(page) }
            { said(page.inspection).unwrap_or_default() }
        </section>
    }
}

/// What is said about the claims stands beside them.
fn said(inspection: &Inspection) -> Option<Html> {
    match inspection.notice? {
        said @ InspectNotice::KeysRead => {
            Some(notice::said("done", Mark::Information, said.sentence()))
        }
        InspectNotice::Copied | InspectNotice::CopyRefused => None,
    }
}

/// Forgets everything. There is nothing to forget at the beginning.
fn clear(page: &Page<'_>) -> Html {
    let Inspection { text, keys_text, file_fault, .. } = page.inspection;
    if text.expose().is_empty() && keys_text.expose().is_empty() && file_fault.is_none() {
        return Html::default();
    }
    let clear = page.on_inspect(|| InspectEvent::ClearRequested);
    Button::new(Kind::Secondary, "Clear", clear).view()
}

fn result(page: &Page<'_>) -> Html {
    let Some(subject) = Subject::inspected(page.inspection, page) else { return nothing(page) };
    let parts = html! {
        <>
            { token::readable(id::TOKEN, "The token", token::parts(subject.jwt)) }
            { token::legend() }
            <p class="buttons">{ holding::print(page) }</p>
        </>
    };
    html! {
        <>
            { report::verdict(&subject, page) }
            { anew(page, subject.jwt).unwrap_or_default() }
            { card::view("token-title", "The token", parts) }
            { report::details(&subject, page) }
        </>
    }
}

/// The way to a new token, once this one has ended.
fn anew(page: &Page<'_>, jwt: &UntrustedJwt) -> Option<Html> {
    let end = jwt.peek_claims().expires_at;
    (TimeLeft::until(end, page.moment.now) == TimeLeft::Over).then(|| {
        html! { <p class="buttons"><a class="button" data-kind="primary" href="#">{ "Generate a token" }</a></p> }
    })
}

/// What one can do, as long as nothing is there to be told.
fn nothing(page: &Page<'_>) -> Html {
    let empty = page.inspection.token.is_none();
    html! {
        <>
            { failure::of_settings(page) }
            { empty.then(example).unwrap_or_default() }
        </>
    }
}

/// How a token may come.
const EXAMPLES: [&str; 3] = [
    "eyJhbGciOiJFUzM4NCIsInR5cCI6IkpXVCJ9.eyJ1c2Vy….Gk3V…",
    "Authorization: Bearer eyJhbGciOiJFUzM4NCIs…",
    "curl -H 'Authorization: bearer eyJhbGciOi…' https://api.example/",
];

fn example() -> Html {
    let one = |example| html! { <pre class="example"><code>{ example }</code></pre> };
    let content = html! {
        <>
            <p>
                { "Who made the token and for whom, until when it is valid, whether its signature is \
                   right, whether the API accepts it, and what is risky about it." }
            </p>
            <p>{ "It may come with something around it:" }</p>
            { for EXAMPLES.map(one) }
        </>
    };
    card::view("example-title", "What you get to know", content)
}
