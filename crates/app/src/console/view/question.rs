//! Asks whether a request that may change something is to be sent.

use domain::console::{ConsoleEvent, Exchange};
use yew::{Callback, Html, KeyboardEvent, html};

use super::{ConsoleView, words};
use crate::view::{
    button::{Button, Kind},
    mark::{self, Mark},
};

pub(super) fn view(view: &ConsoleView<'_>) -> Option<Html> {
    let Exchange::Asking(request) = &view.console.exchange else { return None };
    let send = Button::new(Kind::Primary, "Send it", view.on(|| ConsoleEvent::Confirmed));
    let leave = Button::new(Kind::Secondary, "Do not send", view.on(|| ConsoleEvent::Declined));
    let asked = format!("Send {} to {}?", words::named(request), words::line(&view.api.name));
    Some(html! {
        <div class="console-question" role="group" aria-labelledby="console-question"
            aria-describedby="console-question-why" onkeydown={declines(view)}>
            <h4 id="console-question" tabindex="-1">{ mark::view(Mark::Warning) }{ " " }{ asked }</h4>
            <p id="console-question-why">
                { "It may change something that others depend on. You are asked once for this method and path." }
            </p>
            <p class="buttons">{ send.view() }{ leave.view() }</p>
        </div>
    })
}

fn declines(view: &ConsoleView<'_>) -> Callback<KeyboardEvent> {
    let on_event = view.on.event.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            on_event.emit(ConsoleEvent::Declined);
        }
    })
}
