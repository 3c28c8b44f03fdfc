//! Which way requests go, and why.

use domain::console::{ConsoleEvent, Route, Way};
use yew::{Html, html};

use super::{ConsoleView, words};
use crate::view::{
    button::{Button, Kind},
    choice::Choice,
    mark::{self, Mark},
    prose,
};

pub(super) fn view(view: &ConsoleView<'_>) -> Html {
    let (name, base) = (words::line(&view.api.name), words::line(&view.api.base));
    html! {
        <>
            <p class="hint">
                { "Requests to " }{ name }{ " at " }<code>{ base }</code>{ ", with the token on this page." }
            </p>
            <div class="console-way">{ way(view) }</div>
        </>
    }
}

fn way(view: &ConsoleView<'_>) -> Html {
    let Some(route) = view.console.route() else {
        let told = match (view.console.reach, view.console.catalogue()) {
            (None, _) => "Looking for the way to the API…",
            (Some(_), _) => "The way to the API is known when the operations are here.",
        };
        return html! { <p id="console-way" class="help">{ told }</p> };
    };
    let again = Button::new(Kind::Secondary, "Check again", view.on(|| ConsoleEvent::ProbeWanted));
    let drawn = if route.way().is_some() { Mark::Information } else { Mark::Warning };
    html! {
        <>
            <p id="console-way">{ mark::view(drawn) }{ " " }{ route.to_string() }</p>
            { route.hint().map(prose::hint).unwrap_or_default() }
            <div class="console-ways">
                { choice(route, view).unwrap_or_default() }
                { again.view() }
            </div>
        </>
    }
}

fn choice(route: Route, view: &ConsoleView<'_>) -> Option<Html> {
    let one = |label, way| {
        let choice = Choice {
            kind: "radio",
            id: None,
            label,
            checked: route.way() == Some(way),
            described: None,
            onchange: view.on.event.reform(move |_| ConsoleEvent::WayChosen(way)),
        };
        choice.view()
    };
    let choices = || {
        html! {
            <fieldset class="field console-choice">
                <legend class="label">{ "Way to the API" }</legend>
                { one("Straight to the API", Way::Direct) }
                { one("Through the proxy", Way::Forwarded) }
            </fieldset>
        }
    };
    route.is_choice().then(choices)
}

/// Which way a request went.
pub(super) const fn of(way: Way) -> &'static str {
    match way {
        Way::Direct => "straight to the API",
        Way::Forwarded => "through the proxy",
    }
}
